import { readFileSync } from 'node:fs'
import type { Dictionary } from '../src/dictionary.ts'
import { LABELS, labelIndex, labelOfCode, labelUpos } from '../src/labels.ts'
import { createTagger, LARGEST_WEIGHT, type Model, slotOf, TEMPLATES } from '../src/tagger.ts'
import { type RawToken, tokenise } from '../src/tokenise.ts'
import { type GoldSentence, goldLabel } from './read-conllu.ts'

/** A sentence cut by our tokeniser, with the gold label of each token, or -1 where the cuts differ. */
export interface Example {
  readonly file: string
  readonly tokens: readonly RawToken[]
  readonly labels: Int16Array
}

/** Cuts the text of a gold sentence and carries its labels over. */
export function align(sentence: GoldSentence, dictionary: Dictionary): Example {
  const tokens = tokenise(sentence.text, dictionary)
  const gold = new Map(sentence.tokens.map((token) => [`${token.start}-${token.end}`, token]))
  const labels = new Int16Array(tokens.length).fill(-1)
  tokens.forEach((token, i) => {
    const found = gold.get(`${token.start}-${token.end}`)
    if (found !== undefined) labels[i] = labelIndex(goldLabel(found))
  })
  return { file: sentence.file, tokens, labels }
}

/** Reads our own tagged sentences: a text and one label for each of its tokens. */
export function readOwn(path: string, dictionary: Dictionary): Example[] {
  const examples: Example[] = []
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const [text = '', names = ''] = line.split('\t')
    if (text.startsWith('#') || names === '' || names === 'labels') continue
    const tokens = tokenise(text, dictionary)
    const labels = names.split(' ')
    if (labels.length !== tokens.length)
      throw new Error(`${path}: ${tokens.length} tokens and ${labels.length} labels in « ${text} ».`)
    examples.push({ file: 'administrative', tokens, labels: Int16Array.from(labels, (name) => labelIndex(name)) })
  }
  return examples
}

/** A repeatable shuffle: training gives the same bytes on every machine. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items]
  let state = seed >>> 0 || 1
  for (let i = result.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = Math.floor((state / 0x100000000) * (i + 1))
    const a = result[i]
    const b = result[j]
    if (a !== undefined && b !== undefined) {
      result[i] = b
      result[j] = a
    }
  }
  return result
}

/** The words whose possible labels in the treebanks are not those of the lexicon. */
export function collectWords(examples: readonly Example[], dictionary: Dictionary): Map<string, number> {
  const counts = new Map<string, Map<number, number>>()
  for (const example of examples) {
    example.tokens.forEach((token, i) => {
      const label = example.labels[i] ?? -1
      if (label < 0 || (token.kind !== 'word' && token.kind !== 'symbol')) return
      // A name in capitals says nothing of the common word in lower case.
      if (labelUpos(label) === 'PROPN' && /^\p{Lu}/u.test(token.text)) return
      const own = counts.get(token.norm) ?? new Map<number, number>()
      own.set(label, (own.get(label) ?? 0) + 1)
      counts.set(token.norm, own)
    })
  }
  const words = new Map<string, number>()
  for (const [word, own] of [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const total = [...own.values()].reduce((sum, count) => sum + count, 0)
    let known = 0
    for (const reading of dictionary.readings(word)) known |= 1 << labelOfCode(reading.code)
    let mask = total >= 100 ? 0 : known
    // One odd « Aujourd'hui » in a title must not make a name of the adverb.
    for (const [label, count] of own)
      if (total < 100 ? count >= total * 0.04 : count >= 2 + total / 2000) mask |= 1 << label
    if (mask === known || (known === 0 && total < 3)) continue
    words.set(word, mask)
  }
  return words
}

/** A model as it is learnt, before it is packed: its words can be listed. */
export interface LearntModel extends Model {
  readonly usages: ReadonlyMap<string, number>
}

/** Trains and quantises. */
export function trainTagger(examples: readonly Example[], dictionary: Dictionary, options: Options): LearntModel {
  const size = 1 << options.bits
  const words = collectWords(examples, dictionary)
  // Perceptrons depend on the order of the sentences: the mean of several orders is steadier than any.
  const averages = new Float64Array(size)
  for (let order = 1; order <= options.orders; order++) {
    const own = trainOnce(examples, dictionary, words, order, options)
    for (let slot = 0; slot < size; slot++) averages[slot] = (averages[slot] ?? 0) + (own[slot] ?? 0) / options.orders
  }
  const weights = quantise(averages, LARGEST_WEIGHT, options.least)
  return { weights, words, lemmas: options.lemmas ?? new Map<string, string>(), usages: options.usages }
}

interface Options {
  readonly bits: number
  readonly epochs: number
  readonly least: number
  /** How many orders of the sentences are averaged. */
  readonly orders: number
  /** Share of the features left out at random at each word. */
  readonly dropped: number
  /** By how much the right label must lead. */
  readonly margin: number
  readonly lemmas?: ReadonlyMap<string, string>
  readonly usages: ReadonlyMap<string, number>
  readonly log?: (line: string) => void
}

function trainOnce(
  examples: readonly Example[],
  dictionary: Dictionary,
  words: ReadonlyMap<string, number>,
  order: number,
  options: Options,
): Float64Array {
  const size = 1 << options.bits
  const weights = new Float32Array(size)
  const totals = new Float64Array(size)
  const stamps = new Int32Array(size)
  const tagger = createTagger(dictionary, { weights, words, lemmas: new Map(), usages: options.usages })
  const features = new Int32Array(TEMPLATES)
  const kept = new Int32Array(TEMPLATES)
  let random = order * 7919
  let step = 0
  const change = (slot: number, delta: number): void => {
    totals[slot] = (totals[slot] ?? 0) + (step - (stamps[slot] ?? 0)) * (weights[slot] ?? 0)
    stamps[slot] = step
    weights[slot] = (weights[slot] ?? 0) + delta
  }
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    let wrong = 0
    let seen = 0
    for (const example of shuffled(examples, 7919 * (epoch + 1) + 104729 * order)) {
      const { tokens } = example
      const labels = new Uint8Array(tokens.length)
      for (let i = 0; i < tokens.length; i++) {
        const candidates = tagger.featuresAt(tokens, 0, tokens.length, i, labels, features)
        const gold = example.labels[i] ?? -1
        if ((candidates & (candidates - 1)) === 0) {
          labels[i] = 31 - Math.clz32(candidates)
          continue
        }
        // A feature left out at random teaches the others to do without it: word by word learning is kept in check.
        let count = 0
        for (let f = 0; f < TEMPLATES; f++) {
          random = (Math.imul(random, 1664525) + 1013904223) >>> 0
          if (random >= options.dropped * 0x100000000) kept[count++] = features[f] ?? 0
        }
        let best = 0
        let top = Number.NEGATIVE_INFINITY
        let rival = -1
        let second = Number.NEGATIVE_INFINITY
        let own = 0
        for (let left = candidates; left !== 0; left &= left - 1) {
          const label = 31 - Math.clz32(left & -left)
          let score = 0
          for (let f = 0; f < count; f++) score += weights[slotOf(kept[f] ?? 0, label, size - 1)] ?? 0
          if (score > top) {
            top = score
            best = label
          }
          if (label === gold) own = score
          else if (score > second) {
            second = score
            rival = label
          }
        }
        labels[i] = best
        if (gold < 0) continue
        step++
        seen++
        if (best !== gold) wrong++
        // Being right is not enough: the right label must lead by a margin.
        if (rival === -1 || (candidates & (1 << gold)) === 0 || own - second > options.margin) continue
        for (let f = 0; f < count; f++) {
          change(slotOf(kept[f] ?? 0, gold, size - 1), 1)
          change(slotOf(kept[f] ?? 0, rival, size - 1), -1)
        }
      }
    }
    options.log?.(`epoch ${epoch + 1}: ${wrong} wrong of ${seen}`)
  }
  const averages = new Float64Array(size)
  for (let slot = 0; slot < size; slot++) {
    averages[slot] = ((totals[slot] ?? 0) + (step - (stamps[slot] ?? 0)) * (weights[slot] ?? 0)) / step
  }
  return averages
}

/** Weights as small integers: the scale keeps all but one in a thousand inside the range; those under `least` become 0. */
export function quantise(averages: Float64Array, largest: number, least: number): Int8Array {
  const sizes = averages
    .map(Math.abs)
    .filter((value) => value > 0)
    .sort()
  const scale = (sizes[Math.floor(sizes.length * 0.999)] ?? 1) / largest
  const result = new Int8Array(averages.length)
  averages.forEach((value, i) => {
    const scaled = value / scale
    result[i] = Math.abs(scaled) < least ? 0 : Math.max(-largest, Math.min(largest, Math.round(scaled)))
  })
  return result
}

/** Share of tokens with the right part of speech, with and without punctuation, on the tokens both sides cut alike. */
export function measure(
  examples: readonly Example[],
  dictionary: Dictionary,
  model: Model,
): { all: number; words: number; labels: number; count: number } {
  const tagger = createTagger(dictionary, model)
  let all = 0
  let right = 0
  let words = 0
  let rightWords = 0
  let rightLabels = 0
  for (const example of examples) {
    const found = tagger.tag(example.tokens, 0, example.tokens.length)
    found.forEach((label, i) => {
      const gold = example.labels[i] ?? -1
      if (gold < 0) return
      const good = labelUpos(label) === labelUpos(gold)
      all++
      if (good) right++
      if (label === gold) rightLabels++
      if (LABELS[gold] === 'PUNCT') return
      words++
      if (good) rightWords++
    })
  }
  return { all: right / all, words: rightWords / words, labels: rightLabels / all, count: all }
}
