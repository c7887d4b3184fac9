import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createLimpide } from 'limpide'

// Precision and recall of each rule on sentences that people annotated.
// A finding outside `either` is a false alarm; an `agreed` label without a finding is a miss.
// Usage: pnpm bench rules --sentences FILE.jsonl [--show phrase-longue]
const { values } = parseArgs({ options: { sentences: { type: 'string' }, show: { type: 'string' } } })
if (!values.sentences) {
  console.error('Donnez le fichier des phrases annotées : --sentences FICHIER.jsonl')
  process.exit(2)
}

interface Annotated {
  readonly id: string
  readonly text: string
  readonly agreed: readonly string[]
  readonly either: readonly string[]
}

/** Labels of the annotation that name a rule otherwise. */
const ALIAS: Readonly<Record<string, string>> = { sigle: 'sigle-non-explique' }
const name = (label: string): string => ALIAS[label] ?? label

const lines = readFileSync(values.sentences, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
const annotated = lines.map((line) => JSON.parse(line) as Annotated)
const labels = new Set(annotated.flatMap(({ either }) => either.map(name)))
const counts = new Map([...labels].map((label) => [label, { right: 0, wrong: 0, missed: 0, held: 0 }]))
const limpide = createLimpide()

for (const { id, text, agreed, either } of annotated) {
  const { result } = limpide.check(text, { format: 'txt', type: 'courrier-information' })
  const found = new Set(result.findings.map(({ rule }) => rule))
  const allowed = new Set(either.map(name))
  for (const [label, count] of counts) {
    if (found.has(label)) allowed.has(label) ? count.right++ : count.wrong++
    const missed = agreed.map(name).includes(label) && !found.has(label)
    if (missed) count.missed++
    else if (agreed.map(name).includes(label)) count.held++
    if (label === values.show && ((found.has(label) && !allowed.has(label)) || missed)) {
      const where = result.findings.filter(({ rule }) => rule === label).map(({ start, end }) => text.slice(start, end))
      console.log(`${missed ? 'OUBLI ' : 'FAUSSE ALERTE'} ${id} ${where.join(' | ')}\n  ${text}`)
    }
  }
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`)
const sum = { right: 0, wrong: 0, missed: 0, held: 0 }
console.log('règle                              justes  fausses  précision  oublis  rappel')
for (const [label, count] of [...counts].sort((a, b) => b[1].right + b[1].wrong - a[1].right - a[1].wrong)) {
  for (const key of ['right', 'wrong', 'missed', 'held'] as const) sum[key] += count[key]
  print(label, count)
}
print('toutes', sum)

function print(label: string, { right, wrong, missed, held }: typeof sum): void {
  const cells = [`${right}`, `${wrong}`, percent(right, right + wrong), `${missed}`, percent(held, held + missed)]
  console.log(`${label.padEnd(34)} ${cells.map((cell, i) => cell.padStart([6, 8, 10, 7, 7][i] ?? 8)).join(' ')}`)
}
