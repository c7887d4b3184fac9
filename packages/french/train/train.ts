import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createDictionary } from '../src/dictionary.ts'
import { createFrench } from '../src/french.ts'
import { LABELS } from '../src/labels.ts'
import { readLexicon } from '../src/lexicon.ts'
import { createParser } from '../src/parser.ts'
import { createTokenReader } from '../src/read-tokens.ts'
import { buildFrequency } from './build-frequency.ts'
import { buildLexicon } from './build-lexicon.ts'
import { lemmaPreferences } from './lemma-preferences.ts'
import { measureText } from './measure.ts'
import { measureArcs } from './measure-arcs.ts'
import { packModel, packParser, writeModule } from './pack.ts'
import { type GoldSentence, readConllu } from './read-conllu.ts'
import { alignTree, trainParser } from './train-parser.ts'
import { align, type Example, measure, readOwn, trainTagger } from './train-tagger.ts'

/** Every tenth sentence of each file is held out to measure; the shipped model then learns from all of them. */
const HOLD_OUT = 10
const SETTINGS = { bits: 19, epochs: 8, least: 2, orders: 4 }
/** The parser learns on tags as wrong as those it will meet: each fifth is tagged by a tagger that learnt the other four. */
const FOLDS = 5
const FOLD_SETTINGS = { bits: 19, epochs: 5, least: 2, orders: 1 }
const PARSER = { moveBits: 18, relationBits: 18, epochs: 4, beamEpochs: 6, width: 8, least: 2, orders: 2 }
const USAGE = `node packages/french/train/train.ts --data DOSSIER|FICHIER… --lexicon DOSSIER_HUNSPELL [--frequency lexique383-forms.tsv]`

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', multiple: true },
      lexicon: { type: 'string' },
      frequency: { type: 'string' },
      show: { type: 'string' },
    },
  })
  const paths = [...(values.data ?? []), ...positionals]
  const folder = folderOf(values.lexicon ?? '/usr/share/hunspell')
  const frequency = values.frequency ?? findFrequency(paths)
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
  const lexicon = readData(join(output, 'lexicon.generated.ts'))
  const dictionary = createDictionary(readLexicon(lexicon))

  const all: { readonly sentence: GoldSentence; readonly held: boolean }[] = []
  for (const file of files) {
    for (const [i, sentence] of readConllu(file).entries()) all.push({ sentence, held: i % HOLD_OUT === HOLD_OUT - 1 })
  }
  const examples = all.map(({ sentence, held }) => ({ held, example: align(sentence, dictionary) }))
  // Treebanks hardly hold an order (« Joignez… ») or a heading: our own sentences do.
  const own = readOwn(fileURLToPath(new URL('administrative.tsv', import.meta.url)), dictionary)
  const administrative = own
  const kept = examples.filter(({ held }) => !held).map(({ example }) => example)
  const held = examples.filter((item) => item.held).map(({ example }) => example)
  const learnt = lemmaPreferences(
    all.flatMap(({ sentence, held: isHeld }) => (isHeld ? [] : [sentence])),
    frequency,
    dictionary,
  )
  const trial = trainTagger([...kept, ...administrative], dictionary, { ...SETTINGS, lemmas: learnt })
  const french = createFrench({ lexicon, tagger: packModel(trial), parser: '' })
  const show = (kind: string, line: string): void => {
    if (values.show === kind) console.log(`${kind}: ${line}`)
  }
  for (const name of ['gsd', 'sequoia', 'pud', 'fqb', 'rhapsodie', '']) {
    const mine = held.filter((example) => example.file.includes(name))
    if (mine.length === 0) continue
    const { all: every, words, count } = measure(mine, dictionary, trial)
    const raw = measureText(
      french,
      all.flatMap(({ sentence, held: isHeld }) => (isHeld && sentence.file.includes(name) ? [sentence] : [])),
      name === '' ? undefined : show,
    )
    console.log(
      `${name || 'all'}: UPOS ${percent(every)} with punctuation, ${percent(words)} without (${count} tokens held out); on raw text UPOS F1 ${percent(raw.upos)}, ` +
        `verb lemma + mood + tense + person ${percent(raw.verbs)}, lemmas ${percent(raw.lemmas)}, passive F1 ${percent(raw.passive)}, ` +
        `boundaries F1 ${percent(raw.boundaries)}, finite forms regenerated ${percent(raw.regenerated)}`,
    )
  }
  const lemmas = lemmaPreferences(
    all.map(({ sentence }) => sentence),
    frequency,
    dictionary,
  )
  const known = fileURLToPath(new URL('known-words.txt', import.meta.url))
  console.log(
    `frequency: ${buildFrequency(frequency, known, dictionary, lemmas, join(output, 'frequency.generated.ts'))} bytes deflated`,
  )
  const model = trainTagger([...examples.map(({ example }) => example), ...administrative], dictionary, {
    ...SETTINGS,
    lemmas,
  })
  const notice = 'Learnt from Universal Dependencies treebanks: see SOURCES.md.'
  const size = writeModule(
    join(output, 'tagger.generated.ts'),
    'packages/french/train/train.ts',
    notice,
    packModel(model),
  )
  console.log(`tagger: ${size} bytes deflated, ${LABELS.length} labels`)

  const labelled = all.map((item, i) => ({ ...item, example: examples[i]?.example }))
  const seen = labelled.filter((item) => !item.held)
  const trees = new Map(
    labelled
      .filter((item) => item.held)
      .map(
        ({ sentence }) => [sentence, alignTree(sentence, dictionary, createTokenReader(dictionary, trial))] as const,
      ),
  )
  for (let fold = 0; fold < FOLDS; fold++) {
    const learning = seen.flatMap(({ example }, i): Example[] =>
      i % FOLDS === fold || example === undefined ? [] : [example],
    )
    const tagger = trainTagger([...learning, ...administrative], dictionary, { ...FOLD_SETTINGS, lemmas: learnt })
    const read = createTokenReader(dictionary, tagger)
    for (const [i, { sentence }] of seen.entries())
      if (i % FOLDS === fold) trees.set(sentence, alignTree(sentence, dictionary, read))
  }
  const treesOf = (items: typeof all) => items.flatMap(({ sentence }) => trees.get(sentence) ?? [])
  const trialParser = createParser(trainParser(treesOf(all.filter((item) => !item.held)), PARSER))
  for (const name of ['gsd', 'sequoia', 'pud', 'fqb', 'rhapsodie']) {
    const mine = all.flatMap(({ sentence, held: isHeld }) => (isHeld && sentence.file.includes(name) ? [sentence] : []))
    if (mine.length === 0) continue
    const { uas, las, universal, count } = measureArcs(
      mine,
      dictionary,
      createTokenReader(dictionary, trial),
      trialParser,
    )
    console.log(
      `${name}: UAS ${percent(uas)}, LAS ${percent(las)}, without subtypes ${percent(universal)} (${count} gold words held out, on raw text)`,
    )
  }
  const parser = packParser(trainParser(treesOf(all), PARSER))
  const parserSize = writeModule(join(output, 'parser.generated.ts'), 'packages/french/train/train.ts', notice, parser)
  console.log(`parser: ${parserSize} bytes deflated`)
}

/** The folder of fr.aff and fr.dic, whichever of the three was given. */
function folderOf(path: string): string {
  return /\.(?:aff|dic)$/.test(path) ? dirname(path) : path
}

/** Lexique's table beside the treebanks, or in the folder `frequency` next to theirs. */
function findFrequency(paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const folder = statSync(path).isDirectory() ? path : dirname(path)
    for (const place of [folder, join(folder, '..'), join(folder, '..', 'frequency')]) {
      const file = join(place, 'lexique383-forms.tsv')
      if (existsSync(file)) return file
    }
  }
  return undefined
}

function percent(share: number): string {
  return `${(share <= 1 ? 100 * share : share).toFixed(2)} %`
}

/** The text that a generated module exports. */
function readData(file: string): string {
  return /'([A-Za-z0-9+/=]*)'/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
}

main()
