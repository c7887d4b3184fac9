import type { MapDetails } from '../../src/data.ts'
import { Grade } from './parts.tsx'
import { capital, sayDay, sayFew, sayTenth } from './say.ts'

const CHANGES = {
  added: 'arrivé dans la bibliothèque',
  changed: 'texte modifié',
  moved: 'fichier déplacé',
  rescored: 'règles ou réglages différents, texte inchangé',
} as const

const VERDICTS = {
  baisse: 'les signalements baissent',
  hausse: 'les signalements augmentent',
  incertain: 'trop tôt pour conclure',
} as const

interface Scored {
  readonly value: number
  readonly margin: number
}

/** Where the rewriting stands, the texts that went out, and what each scan found. */
export function Plan({ plan, past, owner }: Pick<MapDetails, 'plan' | 'past' | 'owner'>) {
  if (plan === null && past.length < 2) return null
  const facts = plan && [
    ['Étape', capital(plan.stepLabel)],
    ['Responsable', plan.owner ?? owner ?? 'à désigner'],
    ['Relecture juridique', plan.legalExpert ?? 'à désigner'],
    ['Échéance', plan.dueOn ? sayDay(plan.dueOn) : 'aucune'],
  ]
  return (
    <section class="section">
      <h2>{plan ? 'Réécriture' : 'Versions'}</h2>
      {facts ? (
        <dl class="plan-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {plan && plan.versions.length > 0 ? (
        <section
          class="scroll-if-needed"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys
          tabIndex={0}
          aria-label="Avant et après"
        >
          <table class="simple versions">
            <caption>Avant et après</caption>
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col">Score</th>
                <th scope="col">Par rapport à la précédente</th>
                <th scope="col">Tests et mesure</th>
              </tr>
            </thead>
            <tbody>
              {plan.versions.map(({ number, publishedOn, score, isComparable, proofs, effect }, rank) => {
                const before = plan.versions[rank - 1]?.score ?? null
                return (
                  <tr key={number}>
                    <th scope="row">{publishedOn === null ? 'Avant' : `Publiée le ${sayDay(publishedOn)}`}</th>
                    <td>{score ? <Said score={score} grade={score.grade} /> : 'sans score'}</td>
                    <td>
                      {score && before
                        ? isComparable
                          ? sayMove(before, score)
                          : 'règles différentes\u00a0: ne se comparent pas'
                        : '–'}
                    </td>
                    <td>
                      {proofs.map((proof) => (
                        <span key={proof} class="line">
                          {proof}
                        </span>
                      ))}
                      {effect ? (
                        <span class="line">
                          {capital(VERDICTS[effect.verdict])}&nbsp;: × {sayFew(effect.ratio)} ({sayFew(effect.low)} à{' '}
                          {effect.high === null ? 'sans limite' : sayFew(effect.high)})
                        </span>
                      ) : publishedOn === null ? null : (
                        <span class="line muted">pas encore mesuré</span>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      ) : null}
      {past.length >= 2 ? (
        <section
          class="scroll-if-needed"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys
          tabIndex={0}
          aria-label="Ce que chaque analyse en a dit"
        >
          <table class="simple versions">
            <caption>Ce que chaque analyse en a dit</caption>
            <thead>
              <tr>
                <th scope="col">Date</th>
                <th scope="col">Ce qui a changé</th>
                <th scope="col">Score</th>
                <th scope="col">Par rapport à la précédente</th>
              </tr>
            </thead>
            <tbody>
              {past.map(({ date, change, value, grade, margin }, rank) => {
                const score = value === null ? null : { value, margin: margin ?? 0 }
                const before = past[rank - 1]
                return (
                  <tr key={date}>
                    <th scope="row">{sayDay(date)}</th>
                    <td>{CHANGES[change]}</td>
                    <td>{score ? <Said score={score} grade={grade ?? ''} /> : 'sans score'}</td>
                    <td>
                      {score === null || before === undefined || before.value === null
                        ? '–'
                        : change === 'rescored'
                          ? 'règles différentes\u00a0: ne se comparent pas'
                          : sayMove({ value: before.value, margin: before.margin ?? 0 }, score)}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      ) : null}
    </section>
  )
}

function Said({ score, grade }: { readonly score: Scored; readonly grade: string }) {
  return (
    <>
      <Grade letter={grade} /> {sayTenth(score.value)} <span class="muted">±&nbsp;{sayTenth(score.margin)}</span>
    </>
  )
}

/** « 12,3 points de moins : plus clair », or « stable » within the margin. */
export function sayMove(before: Scored, after: Scored): string {
  const move = after.value - before.value
  if (Math.abs(move) <= Math.max(before.margin, after.margin)) return 'stable, dans la marge'
  const points = `${sayTenth(Math.abs(move))}\u00a0${Math.abs(move) >= 2 ? 'points' : 'point'}`
  return move < 0 ? `${points} de moins\u00a0: plus clair` : `${points} de plus\u00a0: moins clair`
}
