import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLimpide } from 'limpide'
import { readBytes } from 'limpide/read'

// What reading costs, format by format, in processor time, beside the readers that others use, on the same files;
// and how many of the words that these readers find are found by ours. Another folder: --data FOLDER.
const { values } = parseArgs({ options: { data: { type: 'string' } } })
const folder = values.data ?? join(import.meta.dirname, '../library')
const FORMATS = ['docx', 'odt', 'pdf', 'rtf', 'doc', 'html', 'md', 'txt', 'eml', 'msg', 'xlsx', 'csv'] as const
const ROUNDS = 3

interface File {
  readonly path: string
  readonly bytes: Uint8Array
}

interface Reference {
  readonly name: string
  readonly formats: readonly string[]
  read(file: File): Promise<string>
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e3
}
/** Processor time of the children that have ended, in milliseconds; the system counts it in hundredths of a second. */
const childrenCpu = (): number => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10
}
const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0
const shown = (value: number): string => value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 1 : 0 })

/** The least of a few rounds: what else the machine does only adds. */
async function cost(read: () => Promise<unknown>, clock: () => number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = clock()
    await read()
    least = Math.min(least, clock() - start)
  }
  return least
}

/** Words, in lower case; a word cut at a line’s end is whole; marks of lists and tags of templates are not words. */
function words(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\u00ad/g, '')
    .replace(/\{%[\s\S]*?%\}|\{[#/:@][^{}]*\}|\[Image: [^\]]*\]/g, ' ')
    .replace(/(\p{L})[-\u2010]\n\s*(?=\p{Ll})/gu, '$1')
    .replace(/^\s*(?:[o•▪\ue000-\uf8ff]|\(?(?:\d{1,2}|[a-zA-Z])(?:[.)°]{1,2}|[ \t]-))\s+/gmu, '')
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** What pages repeat at their edges is said once: page numbers apart, one header for all. */
function withoutRunningLines(text: string): string {
  const pages = text.split('\f').map((page) => page.split('\n'))
  const key = (line: string): string => line.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
  const on = new Map<string, number>()
  for (const page of pages)
    for (const line of new Set(page.map(key))) if (line !== '') on.set(line, (on.get(line) ?? 0) + 1)
  const said = new Set<string>()
  const kept = pages.flatMap((page) =>
    page.filter((line, i) => {
      const near = Math.min(i, page.length - 1 - i) < 8
      if (!near || (on.get(key(line)) ?? 0) < Math.max(2, (pages.length - 2) / 2)) return true
      if (said.has(key(line))) return false
      said.add(key(line))
      return true
    }),
  )
  return kept.join('\n')
}

interface Recall {
  readonly found: number
  readonly of: number
  readonly missed: readonly string[]
}

/** A word that the reference glues to its neighbours counts when these letters follow each other in our text. */
function recall(ours: readonly string[], reference: readonly string[]): Recall {
  const left = new Map<string, number>()
  for (const word of ours) left.set(word, (left.get(word) ?? 0) + 1)
  const letters = ours.join('')
  const missed: string[] = []
  for (const word of reference) {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    else if (word.length < 6 || left.has(word) || !letters.includes(word)) missed.push(word)
  }
  return { found: reference.length - missed.length, of: reference.length, missed }
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.parentPath.includes('/build'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
const of = (format: string): File[] =>
  files
    .filter((path) => extname(path).toLowerCase() === `.${format}`)
    .map((path) => ({ path, bytes: new Uint8Array(readFileSync(path)) }))

const { default: mammoth } = await import('mammoth')
const { parseOffice } = await import('officeparser')
const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined
const references: Reference[] = [
  {
    name: 'mammoth',
    formats: ['docx'],
    read: async ({ bytes }) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value,
  },
  {
    name: 'officeparser',
    formats: ['docx', 'odt', 'pdf'],
    read: async ({ bytes }) => (await (await parseOffice(Buffer.from(bytes))).to('text')).value,
  },
]
const pdftotext = async ({ path }: File): Promise<string> =>
  spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8', maxBuffer: 1e9 }).stdout
if (!hasPdftotext) console.log('pdftotext n’est pas installé : sa colonne et le rappel des pdf manquent.')

const low: string[] = []
console.log('Temps de processeur en millisecondes, médiane par fichier.')
for (const format of FORMATS) {
  const all = of(format)
  if (all.length === 0) continue
  const ours: number[] = []
  const perPage: number[] = []
  const texts = new Map<File, string[]>()
  let pages = 0
  let spent = 0
  // Once for nothing: libraries load and the engine compiles at the first file.
  for (const { bytes, path } of all.slice(0, 5)) await readBytes(bytes, { name: path }).catch(() => undefined)
  for (const file of all) {
    try {
      const document = await readBytes(file.bytes, { name: file.path })
      const ms = await cost(() => readBytes(file.bytes, { name: file.path }), cpu)
      ours.push(ms)
      texts.set(file, words(document.blocks.map(({ text }) => text).join('\n')))
      if (format !== 'pdf') continue
      const count = document.layout.pages?.value ?? 1
      pages += count
      spent += ms
      perPage.push(ms / count)
    } catch (error) {
      console.log(`  non lu : ${file.path} (${error instanceof Error ? error.message : String(error)})`)
    }
  }
  const columns = [`${all.length} fichiers`, `limpide ${shown(median(ours))}`]
  if (format === 'pdf')
    columns.push(`${pages} pages`, `${shown(spent / pages)} la page en moyenne, ${shown(median(perPage))} en médiane`)
  for (const { name, formats, read } of references) {
    if (!formats.includes(format)) continue
    const theirs: number[] = []
    let failed = 0
    // Its own pdf.js would take the worker of ours, of another version.
    Reflect.deleteProperty(globalThis, 'pdfjsWorker')
    for (const file of all) {
      await read(file)
        .then(async () => theirs.push(await cost(() => read(file), cpu)))
        .catch(() => (failed += 1))
    }
    columns.push(`${name} ${shown(median(theirs))}${failed > 0 ? ` (${failed} non lus)` : ''}`)
  }
  const truth =
    format === 'pdf' ? (hasPdftotext ? pdftotext : undefined) : references.find((r) => r.formats.includes(format))?.read
  if (format === 'pdf' && hasPdftotext) {
    const start = childrenCpu()
    for (const file of all) await pdftotext(file)
    columns.push(`pdftotext ${shown((childrenCpu() - start) / all.length)}`)
  }
  if (truth !== undefined) {
    const recalls: number[] = []
    let found = 0
    let count = 0
    for (const [file, text] of texts) {
      const reference = await truth(file).catch(() => undefined)
      if (reference === undefined || reference.trim() === '') continue
      const { of: total, ...seen } = recall(text, words(format === 'pdf' ? withoutRunningLines(reference) : reference))
      const rate = total === 0 ? 1 : seen.found / total
      recalls.push(rate)
      found += seen.found
      count += total
      if (rate >= 0.995) continue
      const missed = [...new Set(seen.missed)]
      // A word painted again under a picture is twice in the file and once on the page: another thing than a word not read.
      const read = new Set(text)
      const often = missed.every((word) => read.has(word)) ? ' (lus, mais moins de fois)' : ''
      low.push(`  ${rate.toFixed(4)} ${file.path} : ${missed.slice(0, 20).join(' ')}${often}`)
    }
    const share = recalls.filter((rate) => rate >= 0.995).length
    columns.push(
      `rappel de mots ${(found / count).toFixed(4)} (${share} fichiers sur ${recalls.length} à 0,995 ou plus)`,
    )
  }
  console.log(`${format.padEnd(5)} ${columns.join(' · ')}`)
}
if (low.length > 0) console.log(`Sous 0,995, avec les mots qui manquent :\n${low.join('\n')}`)

// A letter of about 2.5 KB, once the engine is warm: as someone types in one paragraph, and as if each were new.
// V8 compiles what runs often: what the first letters cost is said beside what they cost once two hundred were read.
const FIRST = 20
const COLD = 200
const size = (file: File): number => Math.abs(file.bytes.length - 2500)
const letter = (of('md').length > 0 ? of('md') : of('txt')).sort((a, b) => size(a) - size(b))[0]
if (letter !== undefined) {
  const text = new TextDecoder().decode(letter.bytes)
  const limpide = createLimpide()
  const checks = (change: (round: number) => string): { readonly first: number; readonly warm: number } => {
    const times: number[] = []
    for (let round = 0; round < COLD + 100; round += 1) {
      const changed = change(round)
      const start = cpu()
      limpide.check(changed, { format: 'md' })
      times.push(cpu() - start)
    }
    return { first: median(times.slice(FIRST, 60)), warm: median(times.slice(COLD)) }
  }
  const one = checks((round) => `${text.trimEnd()} ${1000 + round}\n`)
  const every = checks((round) => text.replace(/(?<=\p{L})\.(?=\n|$)/gu, ` ${1000 + round}.`))
  console.log(
    `vérification à chaud d’une lettre md de ${shown(letter.bytes.length)} octets : ${shown(one.warm)} ms de processeur quand un paragraphe change, ${shown(every.warm)} ms quand tous changent (${shown(one.first)} et ${shown(every.first)} après ${FIRST} lectures)`,
  )
}
console.log(`mémoire à la fin : ${Math.round(process.memoryUsage().rss / 1e6)} Mo`)
