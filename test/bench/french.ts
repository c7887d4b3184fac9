import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'

// The table of the French analysis, from the real model: speed, size, memory and start always; accuracy with --data FILES
// (treebanks in CoNLL-U: on files the model learnt from the figures flatter it, SOURCES.md holds those of the held-out part).
// Usage: pnpm bench:french [--data FICHIER|DOSSIER…]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', multiple: true } },
})

const { rss } = process.memoryUsage()
const cpu = (run: () => void): number => {
  const { user, system } = process.cpuUsage()
  run()
  const after = process.cpuUsage()
  return (after.user + after.system - user - system) / 1e6
}
const started = performance.now()
const { loadFrench } = await import('../../packages/french/src/index.ts')
const french = loadFrench()
french.analyse('Bonjour. Votre dossier est complet.')
const ready = performance.now() - started
const memory = (process.memoryUsage().rss - rss) / 1e6

const library = join(import.meta.dirname, '../library')
const text = readdirSync(library, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:md|txt)$/.test(path) && !path.startsWith('build'))
  .map((path) => readFileSync(join(library, path), 'utf8'))
  .join('\n\n')
const { createDictionary } = await import('../../packages/french/src/dictionary.ts')
const { readLexicon } = await import('../../packages/french/src/lexicon.ts')
const { splitSentences } = await import('../../packages/french/src/split-sentences.ts')
const { tokenise } = await import('../../packages/french/src/tokenise.ts')
const { data: lexicon } = await import('../../packages/french/data/lexicon.generated.ts')
const dictionary = createDictionary(readLexicon(lexicon))

/** The best rate of several rounds, in words a second: other work on the machine only slows. */
function rate(words: number, run: () => void): number {
  run()
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 7; round++) best = Math.min(best, cpu(run))
  return words / best
}

const sentences = french.analyse(text)
const words = sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0)
const cut = rate(words, () => void splitSentences(text, tokenise(text, dictionary), dictionary))
const tag = rate(words, () => void french.analyse(text))
const parse = rate(words, () => {
  for (const { tokens } of french.analyse(text)) french.arcs(tokens)
})

const data = join(import.meta.dirname, '../../packages/french/data')
/** Kilobytes of files as a server sends them. */
const brotli = (...names: string[]): number =>
  names.reduce(
    (sum, name) =>
      sum +
      brotliCompressSync(readFileSync(join(data, `${name}.generated.ts`)), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
      }).length,
    0,
  ) / 1000
const number = (value: number, digits = 0): string =>
  value.toLocaleString('fr-FR', { maximumFractionDigits: digits, minimumFractionDigits: digits })

const rows: [string, string, string][] = [
  ['mots et phrases (mots par seconde de processeur)', number(cut), '≥ 1 000 000'],
  ['étiquettes et lemmes, tout compris', number(tag), '≥ 150 000'],
  ['étiquettes et arcs, tout compris', number(parse), '≥ 40 000'],
  ['taille du lexique et de l’étiqueteur (ko brotli)', number(brotli('lexicon', 'tagger')), '≤ 1 000'],
  ['taille de l’analyseur de dépendances (ko brotli)', number(brotli('parser')), '≤ 1 000'],
  ['mémoire en plus d’un processus vide (Mo)', number(memory), '≤ 60'],
  ['prêt en (ms, selon ce que la machine fait d’autre)', number(ready), '≤ 150'],
]
console.log(`${number(words)} mots des textes de test/library`)
for (const [name, found, wanted] of rows) console.log(`${name.padEnd(52)} ${found.padStart(10)}   ${wanted}`)

const paths = [...(values.data ?? []), ...positionals].filter((path) => existsSync(path))
const files = paths
  .flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]))
  .filter((path) => path.endsWith('.conllu'))
if (files.length > 0) {
  const { measureArcs } = await import('../../packages/french/train/measure-arcs.ts')
  const { measureText } = await import('../../packages/french/train/measure.ts')
  const { readConllu } = await import('../../packages/french/train/read-conllu.ts')
  const { createTokenReader } = await import('../../packages/french/src/read-tokens.ts')
  const { readModel } = await import('../../packages/french/src/tagger.ts')
  const { data: tagger } = await import('../../packages/french/data/tagger.generated.ts')
  const read = createTokenReader(dictionary, readModel(tagger))
  console.log('\nfichier                        UPOS  passif  limites  verbes  formes    UAS    LAS')
  for (const file of files.sort()) {
    const gold = readConllu(file)
    const own = measureText(french, gold)
    const arcs = measureArcs(gold, dictionary, read, { parse: french.arcs })
    const cells = [own.upos, own.passive, own.boundaries, own.verbs, own.regenerated, arcs.uas, arcs.las]
    console.log(
      `${(file.split('/').at(-1) ?? file).padEnd(28)} ${cells.map((value) => value.toFixed(2).padStart(6)).join(' ')}`,
    )
  }
}
