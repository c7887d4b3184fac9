import type { MapContribution, MapDetails, MapDocument, MapScore } from '../../src/data.ts'
import { usePage } from './context.ts'
import { Bar, Grade } from './parts.tsx'
import { capital, sayCount, sayTenth, sayWhole, typeset } from './say.ts'

type Details = NonNullable<MapDetails['score']>

/** Contributions under so many tenths are folded: they say little to a writer. */
const SMALL = 5

/** The score, its margin, and each principle's own. */
export function ScoreCard({
  score,
  details,
  words,
}: {
  readonly score: MapScore
  readonly details: Details
  readonly words: number
}) {
  const { data } = usePage()
  const label = data.labels.grades.find(({ letter }) => letter === score.grade)?.label ?? ''
  const scored = data.labels.principles.filter(({ id }) => id in data.method.weights)
  return (
    <section class="card" aria-label="Score">
      <div class="card-grade">
        <Grade letter={score.grade} large />
        <p>
          <strong class="card-score">
            {sayTenth(sumOf(details.contributions) / 10)}
            <span class="card-of">/100</span>
          </strong>
          <span class="card-margin">± {sayTenth(score.margin)}</span>
          <span class="card-label">
            {details.uncapped
              ? `note limitée à ${score.grade} : une mention obligatoire manque (sans cela : ${details.uncapped})`
              : label}
          </span>
        </p>
      </div>
      <dl class="parts">
        {scored.map(({ id, label: principle }) => {
          const value = score.parts[id]
          return (
            <div key={id} class="part">
              <dt>{principle}</dt>
              <dd>
                {value === undefined ? (
                  <span class="muted">non mesuré</span>
                ) : (
                  <>
                    <Bar value={value} />
                    <span class="part-value">{sayWhole(value)}</span>
                  </>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      <p class="card-foot muted">
        0&nbsp;: clair, 100&nbsp;: très complexe. Règles {data.versions.rules}, calibrage {data.versions.calibration}.
        {words < 150 ? ' Texte court : la marge est large.' : ''}
        {scored.some(({ id }) => score.parts[id] === undefined)
          ? ' Un principe non mesuré ne compte pas dans le score.'
          : ''}
      </p>
    </section>
  )
}

/** Why there is no score, and what would give one. */
export function Unscored({ document }: { readonly document: MapDocument }) {
  return (
    <section class="card">
      <h2>Ce document n’a pas de score</h2>
      <ul class="plain-list">
        {document.problems.map(({ what, fix }) => (
          <li key={what}>
            {what} <span class="muted">{fix}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The terms of the score: their tenths add up to the score, exactly. */
export function Contributions({ contributions }: { readonly contributions: readonly MapContribution[] }) {
  const { printing } = usePage()
  const heavy = contributions.filter(({ tenths }) => tenths >= SMALL)
  const light = contributions.filter(({ tenths }) => tenths < SMALL)
  const most = heavy[0]?.tenths ?? 1
  return (
    <section class="section">
      <h2>Ce qui pèse le plus</h2>
      <table class="contributions">
        <caption class="unseen">Points du score, du plus lourd au plus léger</caption>
        <tbody>
          {heavy.map((one) => (
            <Term key={one.indicator} contribution={one} most={most} />
          ))}
          {light.length > 0 ? (
            <tr>
              <td class="contribution-said muted">
                {sayCount(light.length, 'autre indicateur', 'autres indicateurs')}
              </td>
              <td />
              <td class="number">+{sayTenth(sumOf(light) / 10)}</td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Score
            </th>
            <td class="number">{sayTenth(sumOf(contributions) / 10)}</td>
          </tr>
        </tfoot>
      </table>
      {light.length > 0 ? (
        <details open={printing}>
          <summary>Voir les autres indicateurs</summary>
          <table class="contributions contributions-light">
            <caption class="unseen">Indicateurs qui pèsent moins d’un demi-point</caption>
            <tbody>
              {light.map((one) => (
                <Term key={one.indicator} contribution={one} most={most} />
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </section>
  )
}

function Term({ contribution, most }: { readonly contribution: MapContribution; readonly most: number }) {
  return (
    <tr>
      <td class="contribution-said">{capital(typeset(contribution.said))}</td>
      <td class="contribution-bar">
        <Bar value={contribution.tenths} max={most} />
      </td>
      <td class="number">+{sayTenth(contribution.tenths / 10)}</td>
    </tr>
  )
}

/** The tenths of some terms together. */
export function sumOf(contributions: readonly MapContribution[]): number {
  return contributions.reduce((sum, { tenths }) => sum + tenths, 0)
}

/** « Si vous corrigez… »: the score is a sum, so what is corrected takes its points away. */
export function WhatIf({ whatIf, gains, score }: Pick<MapDetails, 'whatIf' | 'gains'> & { readonly score: MapScore }) {
  const { names } = usePage()
  if (whatIf.length + gains.length === 0) return null
  return (
    <section class="section">
      <h2>Si vous corrigez…</h2>
      {gains.length > 0 ? (
        <>
          <p class="intro">Le score prévu si vous corrigez toutes les remarques d’une seule règle.</p>
          <ul class="what-if">
            {gains.map(({ rule, count, value, grade }) => (
              <li key={rule}>
                <span>
                  {names.rule(rule)} <span class="muted">({sayCount(count, 'remarque')})</span>
                </span>
                <Move from={score.value} to={value} grade={grade} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p class="intro">Le score prévu si ce point, et lui seul, revient à ce qui est clair.</p>
      <ul class="what-if">
        {whatIf.map(({ said, value, grade }, rank) => (
          <li key={said} class={rank > 0 && rank === whatIf.length - 1 ? 'what-if-all' : ''}>
            <span>{capital(typeset(said))}</span>
            <Move from={score.value} to={value} grade={grade} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Move({ from, to, grade }: { readonly from: number; readonly to: number; readonly grade: string }) {
  return (
    <span class="what-if-move">
      {sayWhole(from)} <span aria-hidden="true">→</span>
      <span class="unseen">devient</span> <strong>{sayWhole(to)}</strong> <Grade letter={grade} />
    </span>
  )
}

/** The checklist of service commitments: those that apply to this document, kept or not. */
export function Engagements({
  document,
  score,
  details,
}: {
  readonly document: MapDocument
  readonly score: MapScore
  readonly details: MapDetails
}) {
  const { data, names } = usePage()
  const { kept, applicable, rules } = details.score?.engagements ?? { kept: 0, applicable: 0, rules: null }
  const broken = new Map(score.missing.map(({ rule, said }) => [rule, { said, isObliged: true }]))
  for (const { rule, principle, severity, message } of details.findings ?? []) {
    if (principle === 'engagements' && severity !== 'information' && !broken.has(rule))
      broken.set(rule, { said: message, isObliged: false })
  }
  // Where remarks are only counted, the counts still tell which commitments are not kept.
  const met = new Set(document.rules.flatMap((rank, i) => (i % 2 === 0 ? [data.labels.rules[rank]?.id ?? ''] : [])))
  // A mere advice breaks no commitment, but nobody may read that nothing was found.
  const advised = new Map(
    (details.findings ?? []).flatMap(({ rule, principle, severity, message }) =>
      principle === 'engagements' && severity === 'information' && !broken.has(rule) ? [[rule, message]] : [],
    ),
  )
  const others = (rules ?? []).filter((rule) => !broken.has(rule) && !advised.has(rule))
  const held = others.filter((rule) => details.findings !== null || !met.has(rule))
  const unsaid = others.filter((rule) => !held.includes(rule))
  return (
    <section class="section">
      <h2>Engagements de service</h2>
      <p>
        <strong>
          {sayWhole(kept)} sur {sayWhole(applicable)}
        </strong>{' '}
        tenus.
      </p>
      {broken.size + unsaid.length > 0 ? (
        <ul class="checklist">
          {[...broken].map(([rule, { said, isObliged }]) => (
            <li key={rule} class="is-broken">
              <Mark kept={false} /> {names.rule(rule)} {isObliged ? <span class="flag">obligatoire</span> : null}
              {said ? <span class="sub">{typeset(said)}</span> : null}
            </li>
          ))}
          {unsaid.map((rule) => (
            <li key={rule} class="is-broken">
              <Mark kept={false} /> {names.rule(rule)}
            </li>
          ))}
        </ul>
      ) : null}
      {advised.size > 0 ? (
        <>
          <p class="checked">À améliorer, sans que cela compte&nbsp;:</p>
          <ul class="checklist">
            {[...advised].map(([rule, said]) => (
              <li key={rule}>
                <span class="mark" aria-hidden="true">
                  ·
                </span>{' '}
                {names.rule(rule)} <span class="sub">{typeset(said)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {held.length > 0 ? (
        <>
          <p class="checked">Vérifié, aucun de ces défauts&nbsp;:</p>
          <ul class="checklist">
            {held.map((rule) => (
              <li key={rule}>
                <Mark kept /> {names.rule(rule)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function Mark({ kept }: { readonly kept: boolean }) {
  return (
    <span class="mark">
      <span aria-hidden="true">{kept ? '✓' : '✗'}</span>
      <span class="unseen">{kept ? 'Pas de défaut : ' : 'À corriger : '}</span>
    </span>
  )
}
