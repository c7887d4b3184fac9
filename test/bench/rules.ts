import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createLimpide } from 'limpide'
import { readBytes } from 'limpide/read'

// Precision and recall of each rule on texts that people annotated, and the share of document types found.
// A finding of an annotated label outside `either` is a false alarm; an `agreed` label without a finding is a miss.
const USAGE = `Usage : pnpm bench rules [--sentences FICHIER.jsonl] [--documents FICHIER.jsonl] [--folder DOSSIER] [--show RÈGLE]

  --sentences  une phrase annotée par ligne : { "id", "text", "agreed", "either" }
  --documents  un document annoté par ligne : { "path", "types", "agreed", "either" } ; « path » part du dossier du fichier
  --folder     d’où partent les « path », quand ce n’est pas du dossier du fichier
  --show       montre les fausses alertes et les oublis d’une règle (« toutes », ou « types »)

Sans fichier, la mesure porte sur les textes annotés du projet (test/corpus/annotations).`
const OWN = join(import.meta.dirname, '../corpus/annotations/documents.jsonl')

interface Labels {
  readonly agreed: readonly string[]
  readonly either: readonly string[]
}
interface AnnotatedSentence extends Labels {
  readonly id: string
  readonly text: string
}
interface AnnotatedDocument extends Labels {
  readonly path: string
  readonly types: readonly string[]
}
/** What a text holds: `found` maps each rule to what it said. */
interface Case extends Labels {
  readonly name: string
  readonly found: ReadonlyMap<string, string>
}
interface Count {
  right: number
  wrong: number
  missed: number
  held: number
}

/** Labels of the annotation that name a rule otherwise. */
const ALIAS: Readonly<Record<string, string>> = { sigle: 'sigle-non-explique' }
const limpide = createLimpide()
const { sentences, documents, folder, show } = options()

if (sentences === undefined && documents === undefined) {
  console.log('Textes du projet, annotés par ses auteurs : un contrôle, pas une mesure indépendante.\n')
  await benchDocuments(OWN)
}
if (sentences !== undefined) benchSentences(sentences)
if (documents !== undefined) await benchDocuments(documents)

function options(): { sentences?: string; documents?: string; folder?: string; show?: string } {
  try {
    const { values } = parseArgs({
      options: {
        sentences: { type: 'string' },
        documents: { type: 'string' },
        folder: { type: 'string' },
        show: { type: 'string' },
      },
    })
    return values
  } catch {
    console.error(USAGE)
    process.exit(2)
  }
}

function readLines<T>(file: string): readonly T[] {
  if (!existsSync(file)) {
    console.error(`Fichier introuvable : ${file}\n\n${USAGE}`)
    process.exit(2)
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

function benchSentences(file: string): void {
  const cases = readLines<AnnotatedSentence>(file).map(({ id, text, agreed, either }): Case => {
    const { result } = limpide.check(text, { format: 'txt', type: 'courrier-information' })
    const found = new Map<string, string>()
    for (const { rule, start, end } of result.findings)
      found.set(rule, [found.get(rule), text.slice(start, end)].filter(Boolean).join(' | '))
    return { name: `${id} ${text}`, agreed, either, found }
  })
  console.log(`${cases.length} phrases`)
  printTable(cases)
}

async function benchDocuments(file: string): Promise<void> {
  const annotated = readLines<AnnotatedDocument>(file)
  const cases: Case[] = []
  let typed = 0
  for (const { path, types, agreed, either } of annotated) {
    const full = resolve(folder ?? dirname(file), path)
    const document = await readBytes(readFileSync(full), { name: full })
    const { result } = limpide.checkDocument(document)
    const { id, confidence } = result.view.type
    if (types.includes(id)) typed += 1
    else if (show === 'types' || show === 'toutes')
      console.log(`TYPE ${path} : ${id} (${confidence}), attendu ${types.join(' ou ')}`)
    const found = new Map(result.findings.map(({ rule, message }) => [rule, message]))
    cases.push({ name: path, agreed, either, found })
  }
  console.log(`${cases.length} documents, types trouvés : ${typed} (${percent(typed, cases.length)})`)
  printTable(cases)
}

function printTable(cases: readonly Case[]): void {
  const name = (label: string): string => ALIAS[label] ?? label
  const counts = new Map<string, Count>()
  for (const { either } of cases)
    for (const label of either) counts.set(name(label), { right: 0, wrong: 0, missed: 0, held: 0 })
  for (const one of cases) {
    const allowed = new Set(one.either.map(name))
    const sure = new Set(one.agreed.map(name))
    for (const [label, count] of counts) {
      const said = one.found.get(label)
      if (said !== undefined) count[allowed.has(label) ? 'right' : 'wrong'] += 1
      if (sure.has(label)) count[said === undefined ? 'missed' : 'held'] += 1
      if (show !== label && show !== 'toutes') continue
      if (said !== undefined && !allowed.has(label)) console.log(`FAUSSE ALERTE ${label} : ${one.name}\n  ${said}`)
      if (said === undefined && sure.has(label)) console.log(`OUBLI ${label} : ${one.name}`)
    }
  }
  const sum: Count = { right: 0, wrong: 0, missed: 0, held: 0 }
  console.log('règle                              justes  fausses  précision  oublis  rappel')
  for (const [label, count] of [...counts].sort((a, b) => b[1].right + b[1].wrong - a[1].right - a[1].wrong)) {
    for (const key of ['right', 'wrong', 'missed', 'held'] as const) sum[key] += count[key]
    printRow(label, count)
  }
  printRow('toutes', sum)
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`
}

function printRow(label: string, { right, wrong, missed, held }: Count): void {
  const cells = [`${right}`, `${wrong}`, percent(right, right + wrong), `${missed}`, percent(held, held + missed)]
  console.log(`${label.padEnd(34)} ${cells.map((cell, i) => cell.padStart([6, 8, 10, 7, 7][i] ?? 8)).join(' ')}`)
}
