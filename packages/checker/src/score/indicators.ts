import { CALIBRATION, INDICATORS } from './calibration.ts'
import { SENTENCE_COUNTS, type SentenceEvidence } from './evidence.ts'

/** What is added up over the sentences of a text: what they hold, and what their lengths say. */
const SUMMED = [...SENTENCE_COUNTS, 'inSentences', 'late', 'longSentences', 'missing'] as const

type Summed = (typeof SUMMED)[number]

const COLUMNS: ReadonlyMap<Summed, number> = new Map(SUMMED.map((name, column) => [name, column]))

const MISSING = COLUMNS.get('missing') ?? 0

/** Sentences as one row of numbers each. */
export interface Rows {
  readonly count: number
  readonly values: Float64Array
}

export function rowsOf(sentences: readonly SentenceEvidence[]): Rows {
  const values = new Float64Array(sentences.length * SUMMED.length)
  let at = 0
  for (const sentence of sentences) {
    for (const name of SENTENCE_COUNTS) values[at++] = sentence[name]
    const { words } = sentence
    const isSentence = sentence.sentences > 0
    values[at++] = isSentence ? Math.min(words, CALIBRATION.endlessSentence) : 0
    values[at++] = isSentence ? Math.max(0, words - CALIBRATION.lateWord) : 0
    values[at++] = isSentence && words > CALIBRATION.longSentence ? 1 : 0
    values[at++] = isSentence ? Math.max(0, CALIBRATION.shortSentence - words) : 0
  }
  return { count: sentences.length, values }
}

/** The sums of rows, one a column. */
export type Sums = Float64Array

export function sumsOf({ values }: Rows): Sums {
  const width = SUMMED.length
  const sums = new Float64Array(width)
  for (let row = 0; row < values.length; row += width)
    for (let column = 0; column < width; column++) sums[column] = (sums[column] ?? 0) + (values[row + column] ?? 0)
  return sums
}

export function wordsIn(sums: Sums): number {
  return sums[COLUMNS.get('words') ?? 0] ?? 0
}

/** How many of each there are in an ordinary word: what the words that a short sentence lacks would bring. */
const IN_A_WORD: Readonly<Partial<Record<Summed, number>>> = {
  words: 1,
  inSentences: 1,
  full: 0.5,
  spelt: 1,
  verbs: 0.1,
}

/**
 * A rate of sentences: so many of one thing for one, or a hundred, of another. A short sentence is completed with easy
 * words, those of the clear reference: « Signez ce papier. » said for « Vous n’êtes pas dispensé de signer ce papier. »
 * must not make the faults of the sentences around it more frequent.
 */
export class Rate {
  readonly #top: number
  readonly #per: number
  readonly #times: 1 | 100
  readonly #restsOn: number
  /** What stands for one sentence's worth of text. */
  readonly #unit: number
  /** What each word that is lacking adds to `per`, and to `top`. */
  readonly #lack: number
  readonly #easy: number

  constructor(id: string, top: Summed, per: Summed, times: 1 | 100, restsOn: 'sentences' | 'words') {
    this.#top = COLUMNS.get(top) ?? 0
    this.#per = COLUMNS.get(per) ?? 0
    this.#times = times
    this.#restsOn = COLUMNS.get(restsOn) ?? 0
    this.#unit = restsOn === 'words' ? CALIBRATION.wordsOfSentence : 1
    this.#lack = IN_A_WORD[per] ?? 0
    this.#easy = (this.#lack * (INDICATORS.find((indicator) => indicator.id === id)?.clear ?? 0)) / times
  }

  of(sums: Sums): number {
    return this.#times * this.#share(sums)
  }

  /** How many sentences' worth of text it rests on. However it is cut, the same text weighs the same in words. */
  weight(sums: Sums): number {
    const lacking = this.#unit === 1 ? 0 : (sums[MISSING] ?? 0)
    return ((sums[this.#restsOn] ?? 0) + lacking) / this.#unit
  }

  /** How far each sentence, said once more, would move the rate. */
  moves({ count, values }: Rows, sums: Sums, into: Float64Array): void {
    const base = this.#base(sums)
    const usual = this.#share(sums)
    for (let i = 0, row = 0; i < count; i++, row += SUMMED.length) {
      const missing = values[row + MISSING] ?? 0
      const top = (values[row + this.#top] ?? 0) + this.#easy * missing
      const per = (values[row + this.#per] ?? 0) + this.#lack * missing
      into[i] = (this.#times * (top - usual * per)) / base
    }
  }

  #share(sums: Sums): number {
    return ((sums[this.#top] ?? 0) + this.#easy * (sums[MISSING] ?? 0)) / this.#base(sums)
  }

  #base(sums: Sums): number {
    return Math.max(1, (sums[this.#per] ?? 0) + this.#lack * (sums[MISSING] ?? 0))
  }
}

const bySentence = (id: string, top: Summed, times: 1 | 100 = 1): readonly [string, Rate] => [
  id,
  new Rate(id, top, 'sentences', times, 'sentences'),
]
const byWord = (id: string, top: Summed, per: Summed = 'words', times: 1 | 100 = 100): readonly [string, Rate] => [
  id,
  new Rate(id, top, per, times, 'words'),
]

/** The indicators that are rates of sentences, by id: a shorter text is pulled to the median. */
export const RATES: ReadonlyMap<string, Rate> = new Map([
  bySentence('longueur-moyenne', 'inSentences'),
  bySentence('phrases-longues', 'longSentences', 100),
  ['mots-tardifs', new Rate('mots-tardifs', 'late', 'inSentences', 100, 'sentences')],
  bySentence('marqueurs-de-complexite', 'markers'),
  bySentence('voix-indirecte', 'indirect'),
  bySentence('negations', 'negations'),
  byWord('participes', 'participles'),
  byWord('noms-par-verbe', 'nouns', 'verbs', 1),
  byWord('prepositions', 'prepositions'),
  byWord('jargon', 'jargon'),
  byWord('style-nominal', 'nominal'),
  byWord('noms-abstraits', 'abstract'),
  byWord('mots-rares', 'rarity', 'full', 1),
  byWord('mots-peu-courants', 'uncommon', 'full'),
  byWord('mots-longs', 'long'),
  byWord('lettres-par-mot', 'letters', 'spelt', 1),
  byWord('adjectifs', 'adjectives'),
  byWord('renvois-aux-textes', 'references'),
  byWord('tournures-de-droit', 'legal'),
  byWord('adresse-au-lecteur', 'persons'),
  byWord('ton', 'tone'),
])
