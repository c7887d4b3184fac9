import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createDictionary } from '../src/dictionary.ts'
import { LABELS } from '../src/labels.ts'
import { readLexicon } from '../src/lexicon.ts'
import type { Model } from '../src/tagger.ts'
import { buildLexicon } from './build-lexicon.ts'
import { lemmaPreferences } from './lemma-preferences.ts'
import { joinSections, writeModule } from './pack.ts'
import { type GoldSentence, readConllu } from './read-conllu.ts'
import { align, measure, readOwn, trainTagger } from './train-tagger.ts'

/** Every tenth sentence of each file is held out to measure; the shipped model then learns from all of them. */
const HOLD_OUT = 10
const SETTINGS = { bits: 19, epochs: 10, least: 1 }
const USAGE = `node packages/french/train/train.ts --data DOSSIER|FICHIER… --lexicon DOSSIER_HUNSPELL --frequency lexique383-forms.tsv`

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', multiple: true }, lexicon: { type: 'string' }, frequency: { type: 'string' } },
  })
  const { lexicon: folder = '/usr/share/hunspell', frequency } = values
  const paths = [...(values.data ?? []), ...positionals]
  if (paths.length === 0 || frequency === undefined) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const files = paths
    .flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]))
    .filter((path) => path.endsWith('.conllu'))
    .sort()
  const output = fileURLToPath(new URL('../data/', import.meta.url))

  console.log(`lexicon: ${buildLexicon(folder, join(output, 'lexicon.generated.ts'))} bytes deflated`)
  const dictionary = createDictionary(readLexicon(readData(join(output, 'lexicon.generated.ts'))))

  const all: { readonly sentence: GoldSentence; readonly held: boolean }[] = []
  for (const file of files) {
    for (const [i, sentence] of readConllu(file).entries()) all.push({ sentence, held: i % HOLD_OUT === HOLD_OUT - 1 })
  }
  const examples = all.map(({ sentence, held }) => ({ held, example: align(sentence, dictionary) }))
  // Treebanks hardly hold an order (« Joignez… ») or a heading: our own sentences do, seen three times an epoch.
  const own = readOwn(fileURLToPath(new URL('administrative.tsv', import.meta.url)), dictionary)
  const administrative = [...own, ...own, ...own]
  const kept = examples.filter(({ held }) => !held).map(({ example }) => example)
  const held = examples.filter((item) => item.held).map(({ example }) => example)
  const trial = trainTagger([...kept, ...administrative], dictionary, SETTINGS)
  for (const file of [...new Set(held.map((example) => example.file))]) {
    const own = held.filter((example) => example.file === file)
    const { all: every, words, count } = measure(own, dictionary, trial)
    console.log(
      `${file}: UPOS ${percent(every)} with punctuation, ${percent(words)} without (${count} tokens held out)`,
    )
  }
  const lemmas = lemmaPreferences(
    all.map(({ sentence }) => sentence),
    frequency,
    dictionary,
  )
  const model = trainTagger([...examples.map(({ example }) => example), ...administrative], dictionary, {
    ...SETTINGS,
    lemmas,
  })
  console.log(
    `tagger: ${writeModel(model, join(output, 'tagger.generated.ts'))} bytes deflated, ${LABELS.length} labels`,
  )
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

/** The text that a generated module exports. */
function readData(file: string): string {
  return /'([A-Za-z0-9+/=]*)'/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
}

function writeModel(model: Model, file: string): number {
  const byMask = new Map<number, string[]>()
  for (const [word, mask] of model.words) byMask.set(mask, [...(byMask.get(mask) ?? []), word])
  const words = [...byMask]
    .sort((a, b) => a[0] - b[0])
    .map(([mask, own]) => [mask.toString(36), ...own.sort()].join(' '))
    .join('\n')
  const lemmas = [...model.lemmas].map(([key, lemma]) => `${key} ${lemma}`).join('\n')
  const encoder = new TextEncoder()
  return writeModule(
    file,
    'packages/french/train/train.ts',
    'Learnt from Universal Dependencies treebanks: see SOURCES.md.',
    joinSections([
      new Uint8Array(model.weights.buffer, model.weights.byteOffset, model.weights.byteLength),
      encoder.encode(words),
      encoder.encode(lemmas),
    ]),
  )
}

main()
