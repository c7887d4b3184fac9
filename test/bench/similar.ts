import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sharedLimpide } from 'limpide'
import { readBytes } from 'limpide/read'
import { compareLibrary } from '../../packages/library/src/similar/compare-library.ts'
import { printOf } from '../../packages/library/src/similar/fingerprint.ts'
import { makeLetters } from '../../packages/library/src/similar/letters-fixture.ts'
import { packFingerprint } from '../../packages/library/src/similar/pack.ts'
import { type JudgedPair, letterPairs, rates, sheetPairs, sheetSections } from '../near-duplicates/real-pairs.ts'
import { inFrench as number, writeResults } from './results.ts'

// How long the families of a library take to find, and how right they are, on letters made from real passages: those of
// the sample library, of the sheets of the labour ministry, and of the folders given; then on pairs of real texts that were
// judged by eye (test/near-duplicates; `--data` is the folder of the letters, which are not kept here: a folder a library).
// pnpm bench similar [DOSSIER…] [--lettres 1000,10000,100000] [--graine 2] [--data DOSSIER]
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { lettres: { type: 'string' }, graine: { type: 'string' }, data: { type: 'string' } },
})
const sizes = (values.lettres ?? '1000,10000,100000').split(',').map(Number)
const seed = Number(values.graine ?? 1)
const folders = [join(import.meta.dirname, '../library'), ...positionals]

const limpide = sharedLimpide()
const isWord = (word: string): boolean => limpide.french.analyses(word).length > 0
const passages = [...new Set([...(await passagesOf(folders)), ...(await sheetPassages())])]
console.log(`${passages.length} passages réels`)
const known = new Map<string, boolean>()
const remembered = (word: string): boolean => {
  let found = known.get(word)
  if (found === undefined) {
    found = isWord(word)
    known.set(word, found)
  }
  return found
}

const lines: string[] = []
for (const size of sizes) {
  globalThis.gc?.()
  const packed: string[] = []
  const models: number[] = []
  const made = cpu()
  for (const { model, blocks } of makeLetters(size, passages, seed)) {
    models.push(model)
    packed.push(packFingerprint({ ...printOf(blocks, remembered), evidence: null }))
  }
  const printing = made()
  const bytes = packed.reduce((sum, text) => sum + text.length, 0) / size
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const found = cpu()
  const compared = compareLibrary(
    packed.map((fingerprint, i) => ({
      path: `${String(i).padStart(7, '0')}.md`,
      title: null,
      score: null,
      fingerprint,
    })),
  )
  const seconds = found()
  const memory = (process.memoryUsage().rss - before) / 1024 / 1024
  const of = models.map((_, i) => i)
  for (const { documents } of compared.families)
    for (const document of documents) of[document] = documents[0] ?? document
  const { precision, recall, pairs, letterPrecision, letterRecall } = compare(models, of)
  lines.push(
    `| ${number(size)} | ${number(new Set(models).size)} | ${number(compared.families.length)} | ${number(compared.passages.length)} | ${number(seconds, 1)} s | ${number(memory)} Mo | ${number(pairs)} | ${number(precision, 4)} | ${number(recall, 4)} | ${number(letterPrecision, 4)} et ${number(letterRecall, 4)} |`,
  )
  console.log(
    `${size} lettres, ${new Set(models).size} modèles : ${compared.families.length} familles et ${compared.passages.length} blocs communs en ${seconds.toFixed(1)} s de processeur (et ${printing.toFixed(1)} s pour fabriquer et signer les lettres), ${memory.toFixed(0)} Mo, ${bytes.toFixed(0)} octets par lettre ; ${pairs} paires, précision ${precision.toFixed(4)}, rappel ${recall.toFixed(4)} (par lettre ${letterPrecision.toFixed(4)} et ${letterRecall.toFixed(4)})`,
  )
}

const sheets = await sheetPairs()
const { apart: letters, together } =
  values.data === undefined ? { apart: [], together: [] } : await letterPairs(values.data)
const ofTest = letters.filter(({ when }) => when.startsWith('épreuve'))
const real = [
  sayRates('Fiches du ministère du Travail', sheets),
  ...(letters.length === 0
    ? []
    : [
        sayRates(
          'Modèles de lettres publics',
          letters.filter((pair) => !ofTest.includes(pair)),
        ),
        ...(ofTest.length === 0 ? [] : [sayRates('Lettres et pages des épreuves', ofTest)]),
        sayRates('Ensemble', [...sheets, ...letters]),
        sayRates('Les mêmes lettres et pages, en une seule bibliothèque', together),
      ]),
]
if (values.data === undefined)
  console.log('modèles de lettres publics : sautés, leur dossier n’est pas donné (--data DOSSIER)')

writeResults('similar', 'pnpm bench similar', [
  '## Les mêmes modèles et les blocs communs',
  '',
  `\`pnpm bench similar\`, Node ${process.versions.node}, charge ${number(loadavg()[0] ?? 0, 1)} à la fin. Lettres faites de ${number(passages.length)} passages réels (graine ${seed}) : des modèles, et leurs exemplaires avec d’autres valeurs, des passages en plus ou en moins. Le processeur est celui de la comparaison, signatures faites. Une paire est juste quand ses deux lettres sont du même modèle ; par lettre, chaque modèle compte selon ses lettres et non leurs paires (B³).`,
  '',
  '| lettres | modèles | familles trouvées | blocs communs | comparaison | mémoire | paires | précision | rappel | par lettre |',
  '|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
  ...lines,
  '',
  'Paires de vrais textes, lues et jugées une à une sans voir ce que Limpide en dit (`test/near-duplicates/pairs.tsv`) ; et, pour les fiches, sections qui sont les mêmes mot pour mot. Ce que deux textes ont en commun : leurs suites de trois mots, sans les valeurs. Les premières paires ont été lues une fois. Les autres l’ont été deux fois, sans que la seconde lecture connaisse la première : une paire compte quand les deux disent la même chose. Les seuils du programme ont été choisis avec presque toutes ces paires sous les yeux : leurs taux sont flattés. Ce que des épreuves à part ont donné est dans `test/near-duplicates/README.md`.',
  '',
  '| textes | paires du même modèle | paires de deux modèles | précision | rappel | précision à 0,3 en commun ou plus | rappel à 0,3 ou plus | précision à 0,5 ou plus | rappel à 0,5 ou plus | rappel sous 0,3 |',
  '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
  ...real,
])

function sayRates(name: string, pairs: readonly JudgedPair[]): string {
  const [all, most, close, far] = [rates(pairs), rates(pairs, 0.3), rates(pairs, 0.5), rates(pairs, 0, 0.3)]
  console.log(
    `${name} : ${all.same} paires du même modèle, ${all.other} de deux modèles, précision ${rate(all.precision)}, rappel ${rate(all.recall)} ; à 0,3 en commun ou plus (${most.same} et ${most.other}) ${rate(most.precision)} et ${rate(most.recall)} ; à 0,5 ou plus (${close.same} et ${close.other}) ${rate(close.precision)} et ${rate(close.recall)}, sous 0,3 ${rate(far.recall)} (${far.same})`,
  )
  return `| ${name} | ${number(all.same)} | ${number(all.other)} | ${rate(all.precision)} | ${rate(all.recall)} | ${rate(most.precision)} | ${rate(most.recall)} (${number(most.same)}) | ${rate(close.precision)} | ${rate(close.recall)} (${number(close.same)}) | ${rate(far.recall)} (${number(far.same)}) |`
}

/** Of no pair at all, there is no rate. */
function rate(value: number): string {
  return Number.isNaN(value) ? '–' : number(value, 4)
}

/** Precision and recall of pairs, counted from the sizes of the families. */
function compare(truth: readonly number[], found: readonly number[]) {
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0
    for (const count of counts) sum += (count * (count - 1)) / 2
    return sum
  }
  const tally = (keys: Iterable<string | number>): Map<string | number, number> => {
    const counts = new Map<string | number, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  const both = tally(truth.map((model, i) => `${model} ${found[i]}`))
  const right = pairs(both.values())
  const real = pairs(tally(truth).values())
  const said = pairs(tally(found).values())
  // Pairs speak of the largest families; the mean over letters (B³) gives a voice to the small ones.
  const [models, families] = [tally(truth), tally(found)]
  const mean = (of: ReadonlyMap<string | number, number>, keys: readonly number[]): number =>
    truth.reduce((sum, model, i) => sum + (both.get(`${model} ${found[i]}`) ?? 0) / (of.get(keys[i] ?? -1) ?? 1), 0) /
    truth.length
  return {
    precision: right / said,
    recall: right / real,
    pairs: real,
    letterPrecision: mean(families, found),
    letterRecall: mean(models, truth),
  }
}

/** The passages of the sheets of the labour ministry, which this bench can count on: they come with the project. */
async function sheetPassages(): Promise<string[]> {
  const found = new Set<string>()
  for (const { html } of sheetSections())
    for (const text of await passagesIn(Buffer.from(html), 'section.html')) found.add(text)
  return [...found]
}

async function passagesOf(folders: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const folder of folders) {
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(md|txt|html|docx|odt|eml)$/.test(path) || path.startsWith('build')) continue
      for (const text of await passagesIn(readFileSync(join(folder, path)), path)) found.add(text)
    }
  }
  return [...found]
}

async function passagesIn(bytes: Uint8Array, name: string): Promise<readonly string[]> {
  const document = await readBytes(bytes, { name, ocr: false }).catch(() => undefined)
  return (document?.blocks ?? []).flatMap(({ kind, text }) =>
    (kind === 'paragraph' || kind === 'item') && text.length > 60 && text.length < 900 ? [text] : [],
  )
}

function cpu(): () => number {
  const start = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1e6
  }
}
