import type { MapDetails, MapDocument } from '../../src/data.ts'
import { usePage } from './context.ts'
import { PriorityTag } from './parts.tsx'
import { sayFew, sayTenth, sayWhole, typeset } from './say.ts'

/** Why this document has this priority, and every term of it. */
export function PriorityCallout({
  document,
  priority,
  details,
}: {
  readonly document: MapDocument
  readonly priority: NonNullable<MapDocument['priority']>
  readonly details: NonNullable<MapDetails['priority']>
}) {
  const { terms } = details
  const { data } = usePage()
  const rows: readonly (readonly [string, string, string])[] = [
    ['Score', sayTenth(terms.score), 'du texte, sur 100'],
    ['Signalements', `${sayWhole(terms.counted)} sur ${sayWhole(terms.received)}`, 'comptés, sur ceux reçus'],
    ['W', sayFew(terms.W), 'leur poids\u00a0: qui parle, ce qui est dit, depuis quand'],
    [
      'Portée',
      sayWhole(terms.reach),
      terms.estimated ? 'par an : médiane du type, le volume n’étant pas déclaré' : 'par an, déclarée',
    ],
    [
      'm',
      terms.m === null ? '–' : sayFew(terms.m),
      terms.mFromAll
        ? 'signalements pour mille envois, tous types confondus'
        : 'signalements pour mille envois, pour ce type',
    ],
    [
      'λ',
      terms.lambda === null ? '–' : sayFew(terms.lambda),
      `taux de ce document, rapproché de la moyenne (α = ${sayFew(terms.alpha)}${terms.beta === null ? '' : `, β = ${sayFew(terms.beta)}`})`,
    ],
    ['λ ÷ m', terms.rho === null ? '–' : sayFew(terms.rho), 'fois la moyenne'],
    ['U', terms.U === null ? '–' : sayWhole(terms.U), 'difficulté signalée, sur 100'],
    ['w', sayFew(terms.wu), 'poids des usagers, 0,5 au plus'],
    [
      'Complexité observée',
      sayTenth(terms.C),
      terms.heldUp ? 'le score : ce document n’offre pas de moyen de signaler' : '(1 − w) × score + w × U',
    ],
    [
      'Impact',
      sayTenth(terms.impact),
      `portée et enjeu (${{ droit: 'un droit', demarche: 'une démarche', information: 'une information' }[terms.stake]}${terms.stakeEstimated ? ', supposé' : ''}${terms.fragile ? ', public fragile' : ''})`,
    ],
    [
      'Priorité',
      sayTenth(priority.value),
      `√(complexité observée × impact) : ${details.ownClass}${priority.class === details.ownClass ? '' : `, portée à ${priority.class} par la mention manquante`}`,
    ],
  ]
  return (
    <section class="callout" aria-label="Priorité">
      <p class="callout-said">
        <span aria-hidden="true">
          <PriorityTag priority={priority} />{' '}
        </span>
        {typeset(details.said)}
      </p>
      <details>
        <summary>Voir le calcul</summary>
        <table class="terms">
          <caption class="unseen">
            Termes de la priorité de «&nbsp;{document.title}&nbsp;», version {data.versions.priority}
          </caption>
          <tbody>
            {rows.map(([name, value, meaning]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{value}</td>
                <td class="muted">{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
