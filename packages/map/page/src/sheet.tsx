import type { MapDocument, MapFinding } from '../../src/data.ts'
import { writeAddress } from './address.ts'
import { usePage } from './context.ts'
import { host } from './host.ts'
import { Likes, SharedBlocks } from './likes.tsx'
import { Bar, Grade, PriorityTag } from './parts.tsx'
import { sayCount, sayDay, sayFew, sayTenth, sayWhole, tenthsThatAddUp, typeset } from './say.ts'

const ROLES = { usager: 'usager', aidant: 'aidant', agent: 'agent', association: 'association' } as const

/** Contributions under this many points are grouped: they say nothing to a writer. */
const SMALL = 0.5

/** Everything the map knows of one document, for the person who will rewrite it. */
export function Sheet({ document }: { readonly document: MapDocument }) {
  const { address, names } = usePage()
  const { score } = document
  const facts = [
    document.reference ? `Référence ${document.reference}` : null,
    names.service(document.service),
    document.procedure,
    names.type(document.type),
    document.format?.toUpperCase() ?? null,
    document.words > 0 ? `${sayCount(document.words, 'mot')}, ${sayCount(document.sentences, 'phrase')}` : null,
    sayVolume(document.volume),
  ].filter((fact) => fact !== null)
  return (
    <article class="sheet">
      <p class="back">
        <a href={writeAddress({ ...address, view: 'carte', document: null })}>← Retour à la carte</a>
      </p>
      <h1 tabIndex={-1}>{document.title}</h1>
      <p class="facts">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <p class="path muted">
        {document.path} <OpenButton path={document.path} />
      </p>
      {document.priority ? <PriorityCallout document={document} priority={document.priority} /> : null}
      {score ? <ScoreCard document={document} score={score} /> : <Unscored document={document} />}
      <div class="sheet-columns">
        <div>{score ? <Contributions score={score} /> : null}</div>
        <div>
          {score ? <WhatIf document={document} score={score} /> : null}
          {score ? <Engagements document={document} score={score} /> : null}
        </div>
      </div>
      <Likes document={document} />
      <SharedBlocks document={document} />
      <Reports document={document} />
      <Findings document={document} />
    </article>
  )
}

function OpenButton({ path }: { readonly path: string }) {
  const editor = host()
  if (!editor) return null
  return (
    <button type="button" class="button open" onClick={() => editor.open(path)}>
      Ouvrir ce document
    </button>
  )
}

type Score = NonNullable<MapDocument['score']>
type Priority = NonNullable<MapDocument['priority']>

function ScoreCard({ document, score }: { readonly document: MapDocument; readonly score: Score }) {
  const { data } = usePage()
  const label = data.labels.grades.find(({ letter }) => letter === score.grade)?.label ?? ''
  const scored = data.labels.principles.filter(({ id }) => id in data.method.weights)
  return (
    <section class="card" aria-label="Score">
      <div class="card-grade">
        <Grade letter={score.grade} large />
        <p>
          <strong class="card-score">
            {sayTenth(score.value)}
            <span class="card-of">/100</span>
          </strong>
          <span class="card-margin">± {sayTenth(score.margin)}</span>
          <span class="card-label">
            {score.uncapped
              ? `note limitée à ${score.grade} : une mention obligatoire manque (sans cela : ${score.uncapped})`
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
        {document.words < 150 ? ' Texte court : la marge est large.' : ''}
        {scored.some(({ id }) => score.parts[id] === undefined)
          ? ' Un principe non mesuré ne compte pas dans le score.'
          : ''}
      </p>
    </section>
  )
}

function Unscored({ document }: { readonly document: MapDocument }) {
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

function Contributions({ score }: { readonly score: Score }) {
  const heavy = score.contributions.filter(({ contribution }) => contribution >= SMALL)
  const rest = score.contributions.filter(({ contribution }) => contribution < SMALL)
  const restSum = rest.reduce((sum, { contribution }) => sum + contribution, 0)
  const tenths = tenthsThatAddUp([...heavy.map(({ contribution }) => contribution), restSum])
  const most = heavy[0]?.contribution ?? 1
  return (
    <section class="section">
      <h2>Ce qui pèse le plus</h2>
      <table class="contributions">
        <caption class="unseen">Points du score, du plus lourd au plus léger</caption>
        <tbody>
          {heavy.map(({ indicator, said, contribution }, rank) => (
            <tr key={indicator}>
              <td class="contribution-said">{capital(typeset(said))}</td>
              <td class="contribution-bar">
                <Bar value={contribution} max={most} />
              </td>
              <td class="number">+{sayTenth(tenths[rank] ?? 0)}</td>
            </tr>
          ))}
          {restSum > 0 ? (
            <tr>
              <td class="contribution-said muted">{sayCount(rest.length, 'autre indicateur', 'autres indicateurs')}</td>
              <td />
              <td class="number">+{sayTenth(tenths.at(-1) ?? 0)}</td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Score
            </th>
            <td class="number">{sayTenth(score.value)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function WhatIf({ document, score }: { readonly document: MapDocument; readonly score: Score }) {
  if (document.whatIf.length === 0) return null
  return (
    <section class="section">
      <h2>Si vous corrigez…</h2>
      <p class="intro">Score prévu si ce point revient à ce qui est clair.</p>
      <ul class="what-if">
        {document.whatIf.map(({ said, value, grade }) => (
          <li key={said}>
            <span>{capital(typeset(said))}</span>
            <span class="what-if-move">
              {sayWhole(score.value)} <span aria-hidden="true">→</span>
              <span class="unseen">devient</span> <strong>{sayWhole(value)}</strong> <Grade letter={grade} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Engagements({ document, score }: { readonly document: MapDocument; readonly score: Score }) {
  const { names } = usePage()
  const { kept, applicable } = score.engagements
  const missing = new Set(score.missing)
  const others = document.findings.filter(
    ({ principle, severity, rule }) => principle === 'engagements' && severity !== 'information' && !missing.has(rule),
  )
  return (
    <section class="section">
      <h2>Engagements de service</h2>
      <p>
        <strong>
          {sayWhole(kept)} sur {sayWhole(applicable)}
        </strong>{' '}
        tenus.
      </p>
      {missing.size > 0 || others.length > 0 ? (
        <ul class="plain-list">
          {[...missing].map((rule) => (
            <li key={rule}>
              <span class="flag">obligatoire</span> {names.rule(rule)}
              {document.findings
                .filter((finding) => finding.rule === rule)
                .slice(0, 1)
                .map(({ message }) => (
                  <span key={message} class="sub">
                    {message}
                  </span>
                ))}
            </li>
          ))}
          {[...new Map(others.map((finding) => [finding.rule, finding])).values()].map(({ rule, message }) => (
            <li key={rule}>
              {names.rule(rule)}
              <span class="sub">{message}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function PriorityCallout({ priority, document }: { readonly document: MapDocument; readonly priority: Priority }) {
  const { terms } = priority
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
      `√(complexité observée × impact) : ${priority.ownClass}${priority.class === priority.ownClass ? '' : `, portée à ${priority.class} par la mention manquante`}`,
    ],
  ]
  return (
    <section class="callout" aria-label="Priorité">
      <p class="callout-said">
        <span aria-hidden="true">
          <PriorityTag priority={priority} />{' '}
        </span>
        {typeset(priority.said)}
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

function Reports({ document }: { readonly document: MapDocument }) {
  const { data, printing } = usePage()
  const { reports } = document
  if (!reports) return null
  const histogram = Object.entries(reports.difficulties).sort(([, a], [, b]) => b - a)
  const most = histogram[0]?.[1] ?? 1
  return (
    <section class="section">
      <h2>Ce que disent les usagers et les agents</h2>
      {reports.received === 0 ? (
        <p class="empty">Aucun signalement sur ce document. Ce n’est pas une preuve de clarté.</p>
      ) : (
        <>
          <p class="intro">
            {sayCount(reports.received, 'signalement reçu', 'signalements reçus')}, {sayWhole(reports.counted)}{' '}
            {reports.counted >= 2 ? 'comptés' : 'compté'}. Les données personnelles sont masquées.
          </p>
          {histogram.length > 0 ? (
            <dl class="histogram">
              {histogram.map(([id, count]) => (
                <div key={id} class="histogram-row">
                  <dt>{capital(data.labels.difficulties[id] ?? id)}</dt>
                  <dd>
                    <Bar value={count} max={most} />
                    <span>{sayWhole(count)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          ) : null}
          <details open={printing || reports.items.length <= 6}>
            <summary>
              Lire {reports.items.length >= 2 ? `les ${sayWhole(reports.items.length)} signalements` : 'le signalement'}
            </summary>
            <ul class="quotes">
              {reports.items.map((report, rank) => (
                <li key={rank} class={report.zero ? 'quote is-aside' : 'quote'}>
                  {report.comment ? <blockquote>{report.comment}</blockquote> : <p class="muted">Sans commentaire.</p>}
                  {report.suggestion ? (
                    <p class="suggestion">
                      <span class="muted">Proposition&nbsp;:</span> {report.suggestion}
                    </p>
                  ) : null}
                  <p class="quote-meta">
                    {capital(ROLES[report.role])}, {sayDay(report.date)}
                    {report.difficulties.length > 0
                      ? `, ${report.difficulties.map((id) => data.labels.difficulties[id] ?? id).join(', ')}`
                      : ''}
                    {report.zero
                      ? ` · non compté : ${sayZero(report.zero, data.labels.offTopic)}`
                      : ` · poids ${sayFew(report.weight)}`}
                  </p>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  )
}

function sayZero(zero: string, offTopic: Readonly<Record<string, string>>): string {
  if (zero === 'doublon') return 'même texte qu’un autre signalement'
  if (zero === 'version-precedente') return 'parle d’une version précédente'
  return offTopic[zero] ?? zero
}

function Findings({ document }: { readonly document: MapDocument }) {
  const { data } = usePage()
  if (!document.score && document.findings.length === 0) return null
  const groups = data.labels.principles
    .map(({ id, label }) => ({
      id,
      label,
      rules: byRule(document.findings.filter(({ principle }) => principle === id)),
    }))
    .filter(({ rules }) => rules.length > 0)
  return (
    <section class="section">
      <h2>Remarques ({sayWhole(document.findings.length)})</h2>
      {groups.length === 0 ? <p class="empty">Aucune remarque.</p> : null}
      {groups.map(({ id, label, rules }) => (
        <div key={id} class="findings-group">
          <h3>
            {label} <span class="muted">{sayWhole(rules.reduce((sum, [, findings]) => sum + findings.length, 0))}</span>
          </h3>
          {rules.map(([rule, findings]) => (
            <RuleFindings key={rule} rule={rule} findings={findings} />
          ))}
        </div>
      ))}
    </section>
  )
}

function RuleFindings({ rule, findings }: { readonly rule: string; readonly findings: readonly MapFinding[] }) {
  const { names, printing } = usePage()
  return (
    <details class="rule" open={printing}>
      <summary>
        {names.rule(rule)} <span class="muted">{sayWhole(findings.length)}</span>
      </summary>
      <ul>
        {findings.map(({ message, where, excerpt, severity }, rank) => (
          <li key={rank}>
            {where ? <span class="where">{where}</span> : null}
            {severity === 'erreur' ? <span class="flag">obligatoire</span> : null} {message}
            {excerpt ? <q>{excerpt}</q> : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The findings by rule, the most frequent first. */
function byRule(findings: readonly MapFinding[]): readonly (readonly [string, readonly MapFinding[]])[] {
  const rules = new Map<string, MapFinding[]>()
  for (const finding of findings) rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding])
  return [...rules].sort(([, a], [, b]) => b.length - a.length)
}

function sayVolume(volume: number | null): string {
  if (volume === null) return 'portée inconnue'
  return volume === 0 ? 'pas encore envoyé' : `${sayWhole(volume)} par an`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
