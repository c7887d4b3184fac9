import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createDictionary } from '../src/dictionary.ts'
import { createFrench } from '../src/french.ts'
import { LABELS } from '../src/labels.ts'
import { readLexicon } from '../src/lexicon.ts'
import { createParser, readParserModel } from '../src/parser.ts'
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
import { collectUsages } from './usages.ts'

/** Every tenth sentence of each file is held out to measure; the shipped model then learns from all of them. */
const HOLD_OUT = 10
const SETTINGS = { bits: 20, epochs: 8, least: 0.5, orders: 6, dropped: 0.3, margin: 25 }
/** The parser learns on tags as wrong as those it will meet: each fifth is tagged by a tagger that learnt the other four. */
const FOLDS = 5
const FOLD_SETTINGS = { ...SETTINGS, orders: 1 }
const PARSER = {
  moveBits: 20,
  relationBits: 20,
  epochs: 4,
  nameEpochs: 8,
  beamEpochs: 4,
  width: 8,
  least: 0.6,
  orders: 3,
  dropped: 0.2,
  margin: 20,
}
const NOTICE = 'Learnt from Universal Dependencies treebanks: see SOURCES.md.'
const TREEBANKS = ['gsd', 'sequoia', 'pud', 'fqb', 'rhapsodie']
const SCRIPT = 'packages/french/train/train.ts'
const USAGE = `node ${SCRIPT} --data DOSSIER|FICHIER… --lexicon DOSSIER_HUNSPELL [--frequency lexique383-forms.tsv] [--output DOSSIER] [--tenth 9] [--parser] [--show passive]`

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', multiple: true },
      lexicon: { type: 'string' },
      frequency: { type: 'string' },
      output: { type: 'string' },
      // Which tenth is held out. Another one than the last only measures the tagger: nothing is written.
      tenth: { type: 'string' },
      // Only the parser is learnt again: the other files stay as they are, and so do their figures.
      parser: { type: 'boolean' },
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
  const output = values.output ?? fileURLToPath(new URL('../data/', import.meta.url))
  const tenth = Number(values.tenth ?? HOLD_OUT - 1)
  const only = values.tenth !== undefined
  const isParserOnly = values.parser === true
  const shipped = fileURLToPath(new URL('../data/', import.meta.url))
  const lexiconFile = join(only || isParserOnly ? shipped : output, 'lexicon.generated.ts')
  if (!only && !isParserOnly) console.log(`lexicon: ${buildLexicon(folder, lexiconFile)} bytes`)
  const lexicon = readData(lexiconFile)
  const dictionary = createDictionary(readLexicon(lexicon))
  const usages = collectUsages(frequency, dictionary)

  const all: { readonly sentence: GoldSentence; readonly held: boolean }[] = []
  for (const file of files) {
    for (const [i, sentence] of readConllu(file).entries()) all.push({ sentence, held: i % HOLD_OUT === tenth })
  }
  const examples = all.map(({ sentence, held }) => ({ held, example: align(sentence, dictionary) }))
  // Treebanks hardly hold an order (« Joignez… ») or a heading: our own sentences do.
  const own = readOwn(fileURLToPath(new URL('administrative.tsv', import.meta.url)), dictionary)
  const ownHeld = readOwn(fileURLToPath(new URL('administrative-held-out.tsv', import.meta.url)), dictionary)
  const kept = examples.filter(({ held }) => !held).map(({ example }) => example)
  const held = examples.filter((item) => item.held).map(({ example }) => example)
  const learnt = lemmaPreferences(
    all.flatMap(({ sentence, held: isHeld }) => (isHeld ? [] : [sentence])),
    frequency,
    dictionary,
  )
  const trial = trainTagger([...kept, ...own], dictionary, { ...SETTINGS, lemmas: learnt, usages })
  const french = createFrench({ lexicon, tagger: packModel(trial), parser: '' })
  const show = (kind: string, line: string): void => {
    if (values.show === kind) console.log(`${kind}: ${line}`)
  }
  const heldOf = (name: string): GoldSentence[] =>
    all.flatMap(({ sentence, held: isHeld }) => (isHeld && sentence.file.includes(name) ? [sentence] : []))
  const figures: Record<string, Record<string, number>> = isParserOnly ? recorded(shipped) : {}
  for (const name of TREEBANKS) {
    const mine = held.filter((example) => example.file.includes(name))
    if (mine.length === 0 || isParserOnly) continue
    const { all: every, words, count } = measure(mine, dictionary, trial)
    const raw = measureText(french, heldOf(name), show)
    figures[name] = {
      upos: rounded(raw.upos),
      verbs: rounded(raw.verbs),
      lemmas: rounded(raw.lemmas),
      passive: rounded(raw.passive),
      boundaries: rounded(raw.boundaries),
      regenerated: rounded(raw.regenerated),
      regeneratedBlind: rounded(raw.regeneratedBlind),
    }
    console.log(
      `${name}: UPOS ${percent(every)} with punctuation, ${percent(words)} without (${count} tokens held out); on raw text UPOS F1 ${percent(raw.upos)}, ` +
        `verb lemma + mood + tense + person ${percent(raw.verbs)}, lemmas ${percent(raw.lemmas)}, passive F1 ${percent(raw.passive)}, ` +
        `boundaries F1 ${percent(raw.boundaries)}, finite forms regenerated ${percent(raw.regenerated)}`,
    )
  }
  console.log(`our own held-out sentences: UPOS ${percent(measure(ownHeld, dictionary, trial).all)}`)
  if (only) return
  if (!isParserOnly) {
    const lemmas = lemmaPreferences(
      all.map(({ sentence }) => sentence),
      frequency,
      dictionary,
    )
    const known = fileURLToPath(new URL('known-words.txt', import.meta.url))
    const bands = buildFrequency(frequency, known, dictionary, lemmas, join(output, 'frequency.generated.ts'))
    console.log(`frequency: ${bands} bytes`)
    const model = trainTagger([...examples.map(({ example }) => example), ...own], dictionary, {
      ...SETTINGS,
      lemmas,
      usages,
    })
    const size = writeModule(join(output, 'tagger.generated.ts'), SCRIPT, NOTICE, packModel(model))
    console.log(`tagger: ${size} bytes, ${LABELS.length} labels`)
    figures.administrative = { upos: rounded(100 * measure(ownHeld, dictionary, model).all) }
  }

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
    const tagger = trainTagger([...learning, ...own], dictionary, { ...FOLD_SETTINGS, lemmas: learnt, usages })
    const read = createTokenReader(dictionary, tagger)
    for (const [i, { sentence }] of seen.entries())
      if (i % FOLDS === fold) trees.set(sentence, alignTree(sentence, dictionary, read))
  }
  const treesOf = (items: typeof all) => items.flatMap(({ sentence }) => trees.get(sentence) ?? [])
  const trialParser = createParser(
    readParserModel(packParser(trainParser(treesOf(all.filter((item) => !item.held)), PARSER))),
  )
  for (const name of TREEBANKS) {
    const mine = heldOf(name)
    if (mine.length === 0) continue
    const { uas, las, universal, count } = measureArcs(
      mine,
      dictionary,
      createTokenReader(dictionary, trial),
      trialParser,
    )
    figures[name] = { ...figures[name], uas: rounded(uas), las: rounded(las) }
    console.log(
      `${name}: UAS ${percent(uas)}, LAS ${percent(las)}, without subtypes ${percent(universal)} (${count} gold words held out, on raw text)`,
    )
  }
  const parser = packParser(trainParser(treesOf(all), PARSER))
  console.log(`parser: ${writeModule(join(output, 'parser.generated.ts'), SCRIPT, NOTICE, parser)} bytes`)
  // A test compares them: nobody changes a model without measuring it again.
  const checksums = checksumsOf(
    ['frequency', 'lexicon', 'parser', 'tagger'].map((name) =>
      join(isParserOnly && name !== 'parser' ? shipped : output, `${name}.generated.ts`),
    ),
  )
  const record = { script: SCRIPT, checksums, learntFrom: checksumsOf(files), heldOut: figures }
  writeFileSync(join(output, 'accuracy.generated.json'), `${JSON.stringify(record, undefined, 2)}\n`)
}

function checksumsOf(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    files.map((file) => [basename(file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  )
}

/** The figures of the last training. */
function recorded(folder: string): Record<string, Record<string, number>> {
  const record: { readonly heldOut: Record<string, Record<string, number>> } = JSON.parse(
    readFileSync(join(folder, 'accuracy.generated.json'), 'utf8'),
  )
  return record.heldOut
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

function rounded(value: number): number {
  return Math.round(100 * value) / 100
}

/** The text that a generated module exports. */
function readData(file: string): string {
  return /`([^`]*)`/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
}

main()
