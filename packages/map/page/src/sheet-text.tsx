import { useState } from 'preact/hooks'
import type { MapBlock, MapDetails, MapDocument, MapFinding } from '../../src/data.ts'
import { usePage } from './context.ts'
import { sayCount, sayWhole, typeset } from './say.ts'

/** The letter as it reads, each passage that a remark speaks of underlined; a press says the remark. */
export function Letter({ text, findings }: Pick<MapDetails, 'text' | 'findings'>) {
  const { names } = usePage()
  const [chosen, setChosen] = useState<readonly number[]>([])
  if (!text || !findings) return null
  const told = chosen.flatMap((rank) => findings[rank] ?? [])
  return (
    <section class="section">
      <h2>Le texte et ses remarques</h2>
      <p class="intro">Chaque passage souligné porte une remarque. Choisissez-le pour la lire.</p>
      <div class="letter">
        <div class="letter-text">
          {text.map((block, rank) => (
            <p key={rank} class={`letter-block letter-${block.kind}`}>
              {cutAt(block).map(({ from, to, ranks }) =>
                ranks.length === 0 ? (
                  block.text.slice(from, to)
                ) : (
                  <Passage
                    key={from}
                    text={block.text.slice(from, to)}
                    isChosen={ranks.some((one) => chosen.includes(one))}
                    onChoose={() => setChosen(ranks)}
                  />
                ),
              )}
            </p>
          ))}
        </div>
        <div class="letter-aside" role="status">
          {told.map(({ rule, message }, rank) => (
            <p key={rank}>
              <strong>{names.rule(rule)}</strong>
              <br />
              {typeset(message)}
            </p>
          ))}
        </div>
      </div>
    </section>
  )
}

function Passage({
  text,
  isChosen,
  onChoose,
}: {
  readonly text: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button is a box, and a passage runs from one line to the next
    <span
      class="passage"
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onChoose()
      }}
    >
      {text}
    </span>
  )
}

/** The text of a block in pieces, each with the remarks that speak of all of it. */
export function cutAt({ text, marks }: MapBlock): readonly {
  readonly from: number
  readonly to: number
  readonly ranks: readonly number[]
}[] {
  const bounds = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])]
    .filter((bound) => bound >= 0 && bound <= text.length)
    .sort((a, b) => a - b)
  return bounds.slice(1).map((to, i) => {
    const from = bounds[i] ?? 0
    const ranks = marks.filter(([start, end]) => start <= from && to <= end).map(([, , rank]) => rank)
    return { from, to, ranks }
  })
}

/** The remarks by principle and by rule. */
export function Findings({
  document,
  findings,
}: {
  readonly document: MapDocument
  readonly findings: MapDetails['findings']
}) {
  const { data } = usePage()
  if (findings === null) return <Counted document={document} />
  if (!document.score && findings.length === 0) return null
  const groups = data.labels.principles
    .map(({ id, label }) => ({ id, label, rules: byRule(findings.filter(({ principle }) => principle === id)) }))
    .filter(({ rules }) => rules.length > 0)
  return (
    <section class="section">
      <h2>Remarques ({sayWhole(findings.length)})</h2>
      {groups.length === 0 ? <p class="empty">Aucune remarque.</p> : null}
      {groups.map(({ id, label, rules }) => (
        <div key={id} class="findings-group">
          <h3>
            {label} <span class="muted">{sayWhole(rules.reduce((sum, [, all]) => sum + all.length, 0))}</span>
          </h3>
          {rules.map(([rule, all]) => (
            <RuleFindings key={rule} rule={rule} findings={all} />
          ))}
        </div>
      ))}
    </section>
  )
}

/** In a large library, the remarks of the documents that come last are counted. */
function Counted({ document }: { readonly document: MapDocument }) {
  const { data } = usePage()
  const counts = document.rules.flatMap((rank, i) =>
    i % 2 === 0 ? [{ name: data.labels.rules[rank]?.name ?? '', count: document.rules[i + 1] ?? 0 }] : [],
  )
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <section class="section">
      <h2>Remarques ({sayWhole(total)})</h2>
      <p class="intro">
        Cette carte est grande&nbsp;: elle dit une à une les remarques des documents les plus urgents, et compte celles
        des autres. Pour lire celles-ci, lancez <code>limpide check {document.path}</code>.
      </p>
      <ul class="plain-list">
        {counts.map(({ name, count }) => (
          <li key={name}>
            {name}&nbsp;: {sayCount(count, 'remarque')}
          </li>
        ))}
      </ul>
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
            {severity === 'erreur' ? <span class="flag">obligatoire</span> : null} {typeset(message)}
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
  for (const finding of findings) {
    const known = rules.get(finding.rule)
    if (known === undefined) rules.set(finding.rule, [finding])
    else known.push(finding)
  }
  return [...rules].sort(([, a], [, b]) => b.length - a.length)
}
