import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { TextlintKernel } from '@textlint/kernel'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import retextLatin from 'retext-latin'
import retextReadability from 'retext-readability'
import retextRepeatedWords from 'retext-repeated-words'
import retextStringify from 'retext-stringify'
import { unified } from 'unified'
import {
  createProtocolConnection,
  type FullDocumentDiagnosticReport,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'

// The targets of the editor, on the built server as an editor lives with it, beside textlint and retext-latin on the same
// text. Processor time is that of the whole server: every thread, protocol included. Linux only: it is read in /proc.
// Usage: pnpm bench editor [--frappes 20000] [--rapide]
const asked = process.argv.indexOf('--frappes')
const EDITS = asked < 0 ? 2_000 : Number(process.argv[asked + 1])
/** Leaves the other tools out. */
const quick = process.argv.includes('--rapide')

const home = join(import.meta.dirname, '../../server')
/** As its launcher starts it. */
const LAUNCH = readFileSync(join(home, 'bin/limpide-server.js'), 'utf8').split('\n')[0] ?? ''
const FLAGS = LAUNCH.match(/--\S+/g) ?? []
const VARIABLES = Object.fromEntries(
  [...LAUNCH.matchAll(/(\w+)=(\d+)(?= .*\bnode\b)/g)].map(([, name, value]) => [name, value]),
)
const folder = join(import.meta.dirname, '../library')
const letters = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && !path.startsWith('build') && !path.endsWith('README.md'))
  .sort()
  .map((path) => readFileSync(join(folder, path), 'utf8').replace(/^---[\s\S]*?\n---\n/, ''))
/** A page of the size asked: the sample letters one after the other, each time with other figures. */
const pageOf = (size: number): string => {
  let page = ''
  for (let i = 0; page.length < size; i++)
    page += `${(letters[i % letters.length] ?? '').replace(/\d/g, (digit) => `${(Number(digit) + i) % 10}`)}\n\n`
  return page
}
const letter = pageOf(2_500).slice(0, 2_500)
const page = pageOf(95_000).slice(0, 95_000)

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
const middle = (values: readonly number[]): number => at(values, 0.5)
const said = (value: number): string =>
  value.toLocaleString('fr-FR', { maximumFractionDigits: value < 3 ? 2 : value < 100 ? 1 : 0 })

interface Running {
  readonly connection: ProtocolConnection
  /** Milliseconds of processor since its start, all threads together. */
  cpu(): number
  /** What it holds, in megabytes. */
  memory(): number
  open(uri: string, text: string): Promise<void>
  pull(uri: string, previousResultId?: string): Promise<FullDocumentDiagnosticReport>
  stop(): void
}

/** Starts the built server and waits for its first answer; `ready`: how long that took. */
async function start(): Promise<Running & { readonly ready: number }> {
  const began = performance.now()
  const server = spawn(process.execPath, [...FLAGS, join(home, 'dist/main.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...VARIABLES },
  })
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  )
  connection.listen()
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  })
  const ready = performance.now() - began
  await connection.sendNotification('initialized', {})
  const proc = `/proc/${server.pid}`
  return {
    ready,
    connection,
    cpu: () =>
      readdirSync(`${proc}/task`).reduce((sum, thread) => {
        try {
          return sum + Number(readFileSync(`${proc}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6
        } catch {
          // Ended meanwhile.
          return sum
        }
      }, 0),
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`${proc}/status`, 'utf8'))?.[1]) / 1000,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'markdown', version: 1, text },
      }),
    pull: (uri, previousResultId) =>
      connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      }),
    stop() {
      server.kill()
      connection.dispose()
    },
  }
}

/** What a writer does: words, one character at a time, here and there; `typed` says each time where, and gives the new text. */
async function type(
  { connection }: Running,
  uri: string,
  from: string,
  count: number,
  heard: (text: string, rank: number) => Promise<void>,
): Promise<void> {
  const word = ' nous vous prions de'
  let text = from
  for (let i = 0; i < count; i++) {
    // Now and then the text as it was: one that grows without end would tell nothing.
    const back = i % 600 === 599
    const near = (((i / word.length) | 0) * 7919) % Math.floor(from.length * 0.9)
    const spot = Math.max(0, text.indexOf('. ', near)) + (i % word.length)
    const before = text.slice(0, spot)
    const line = before.split('\n').length - 1
    const place = { line, character: spot - before.lastIndexOf('\n') - 1 }
    const letter = word.charAt(i % word.length)
    text = back ? from : before + letter + text.slice(spot)
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: i + 2 },
      contentChanges: [back ? { text } : { range: { start: place, end: place }, text: letter }],
    })
    await heard(text, i)
  }
}

const rows: string[][] = []
const row = (name: string, measure: number, unit: string, target: number, beside = ''): void => {
  rows.push([
    name,
    `${said(measure)} ${unit}`,
    `${said(target)} ${unit}`,
    `${(measure / target).toFixed(2).replace('.', ',')}${measure <= target ? '' : ' ✗'}`,
    beside,
  ])
}

// What the others ask for the same texts, already warm: a whole reading each time.
const require = createRequire(import.meta.url)
const load = (name: string) => {
  const loaded = require(name)
  return loaded.default ?? loaded
}
const retext = unified().use(retextLatin).use(retextReadability).use(retextRepeatedWords).use(retextStringify)
const kernel = new TextlintKernel()
const plugins = [{ pluginId: 'text', plugin: load('@textlint/textlint-plugin-text') }]
const rules = [
  { ruleId: 'max-comma', rule: load('textlint-rule-max-comma') },
  { ruleId: 'sentence-length', rule: load('textlint-rule-sentence-length'), options: { max: 150 } },
  { ruleId: 'no-todo', rule: load('textlint-rule-no-todo') },
]
const parser = unified().use(remarkParse).use(remarkGfm)
const OTHERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['textlint, 3 règles', (text) => kernel.lintText(text, { ext: '.txt', plugins, rules, filterRules: [] })],
  ['retext-latin', (text) => retext.processSync(text)],
  ['remark-parse seul', (text) => parser.parse(text)],
]
/** « textlint 3 792 ms (× 140) »: processor time of each for a text where one character changed. */
async function others(text: string, own: number): Promise<string> {
  if (quick) return ''
  const found: string[] = []
  for (const [name, run] of OTHERS) {
    const times: number[] = []
    for (let i = 0; i < 4; i++) {
      const before = process.cpuUsage()
      await run(`${text.slice(0, 1_000 + i)}a${text.slice(1_000 + i)}`)
      const { user, system } = process.cpuUsage(before)
      // The first one warms it up.
      if (i > 0) times.push((user + system) / 1e3)
    }
    found.push(`${name} ${said(middle(times))} ms (× ${said(middle(times) / own)})`)
  }
  return found.join(', ')
}

const starts: number[] = []
const startCosts: number[] = []
for (let i = 0; i < 5; i++) {
  const other = await start()
  starts.push(other.ready)
  startCosts.push(other.cpu())
  other.stop()
}

const server = await start()
const { cpu, memory, open, pull } = server
const memories: [string, number][] = [['prêt', memory()]]

// The first documents have the French data read, then what is hot compiled: neither comes back.
const openings: number[] = []
for (let i = 0; i < 140; i++) {
  const text = letter
    .replace(/\d/g, (digit) => `${(Number(digit) + i) % 10}`)
    .replace(/(?<=^Madame|^Monsieur|nous|vous)(?= )/gim, () => ` ${'abcdefghij'[i % 10]}${i}`)
  const before = cpu()
  await open(`untitled:lettre-${i}.md`, text)
  await pull(`untitled:lettre-${i}.md`)
  if (i >= 100) openings.push(cpu() - before)
  await server.connection.sendNotification('textDocument/didClose', {
    textDocument: { uri: `untitled:lettre-${i}.md` },
  })
}
row(
  'lettre de 2,5 Ko ouverte, moteur chaud (processeur)',
  middle(openings),
  'ms',
  15,
  await others(letter, middle(openings)),
)
memories.push(['140 lettres lues', memory()])

const uri = 'untitled:page.md'
await open(uri, page)
let known = await pull(uri)
memories.push(['page de 95 Ko ouverte', memory()])
const keys: number[] = []
await type(server, uri, page, 300, async (_, rank) => {
  const before = cpu()
  known = await pull(uri, known.resultId)
  if (rank >= 100) keys.push(cpu() - before)
})
row('une frappe dans une page de 95 Ko (processeur)', middle(keys), 'ms', 15, await others(page, middle(keys)))
rows.at(-1)?.push(`9 fois sur 10 moins de ${said(at(keys, 0.9))} ms`)
memories.push(['300 frappes dans cette page', memory()])
await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })

const many = 'untitled:remarques.md'
await open(
  many,
  Array.from({ length: 2_600 }, (_, i) => `Il convient de procéder à l’examen du dossier ${i}.\n\n`).join(''),
)
const first = await pull(many)
const pulls: number[] = []
const unchanged: number[] = []
for (let i = 0; i < 9; i++) {
  let before = cpu()
  await pull(many)
  pulls.push(cpu() - before)
  before = cpu()
  const { kind } = await pull(many, first.resultId)
  if (String(kind) !== 'unchanged') throw new Error(kind)
  unchanged.push(cpu() - before)
}
row(`${said(first.items.length)} remarques redemandées (processeur)`, middle(pulls), 'ms', 80)
row('les mêmes, « inchangé » (processeur)', middle(unchanged), 'ms', 2)

server.stop()

// A server of its own, as for one letter written all day.
const writing = await start()
const typed = 'untitled:lettre.md'
await writing.open(typed, letter)
let last = await writing.pull(typed)
const levels: number[] = []
await type(writing, typed, letter, EDITS, async (_, rank) => {
  last = await writing.pull(typed, last.resultId)
  if ((rank + 1) % Math.ceil(EDITS / 10) === 0) levels.push(writing.memory())
})
const half = Math.max(...levels.slice(0, 5))
row(`mémoire après ${said(EDITS)} frappes dans une lettre`, levels.at(-1) ?? 0, 'Mo', 150)
row('… comparée au plus haut de la première moitié', (levels.at(-1) ?? 0) / half, 'fois', 1.05)
writing.stop()

// A server of its own: a page of a megabyte leaves its mark.
const fresh = await start()
await fresh.open('untitled:lettre.md', letter)
await fresh.pull('untitled:lettre.md')
await fresh.open('file:///nulle-part/limpide.yml', 'regles:\n  phrase-longue: \n')
const large = 'untitled:grande.md'
const before = fresh.cpu()
let isOver = false
await fresh.open(large, pageOf(1_000_000))
const whole = fresh.pull(large).then(({ items }) => {
  isOver = true
  return items.length
})
const waits: number[] = []
while (!isOver) {
  const since = performance.now()
  await fresh.connection.sendRequest('textDocument/completion', {
    textDocument: { uri: 'file:///nulle-part/limpide.yml' },
    position: { line: 1, character: 17 },
  })
  waits.push(performance.now() - since)
  await new Promise((resolve) => setTimeout(resolve, 50))
}
const count = await whole
row(`page de 1 Mo ouverte, ${said(count)} remarques (processeur)`, fresh.cpu() - before, 'ms', 3_000)
rows
  .at(-1)
  ?.push(
    `${waits.length} autres demandes pendant ce temps, répondues en ${said(middle(waits))} ms, ${said(Math.max(...waits))} ms au plus`,
  )
memories.push(['page de 1 Mo ouverte (autre serveur)', fresh.memory()])
fresh.stop()
row('du lancement à la première réponse (montre)', middle(starts), 'ms', 300)
rows.at(-1)?.push(`${said(middle(startCosts))} ms de processeur`)

const load1 = said(loadavg()[0] ?? 0)
console.log(`Cibles de l’éditeur, charge de la machine ${load1}\n`)
const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
for (const [name = '', measure = '', target = '', ratio = '', ...more] of rows)
  console.log(
    `${name.padEnd(widths[0] ?? 0)}  ${measure.padStart(widths[1] ?? 0)}  cible ${target.padStart(widths[2] ?? 0)}  rapport ${ratio.padEnd(widths[3] ?? 0)}  ${more.filter((cell) => cell !== '').join(' ; ')}`.trimEnd(),
  )
console.log(`\nMémoire du serveur : ${memories.map(([when, size]) => `${when} ${said(size)} Mo`).join(', ')}`)
console.log(`Pendant la saisie : ${levels.map((level) => said(level)).join(', ')} Mo`)
