import { CALIBRATION } from './calibration.ts'
import { SENTENCE_COUNTS, type SentenceEvidence } from './evidence.ts'

/** What is added up over the sentences of a text: what they hold, and what their lengths say. */
const SUMMED = [...SENTENCE_COUNTS, 'inSentences', 'late', 'longSentences'] as const

type Summed = (typeof SUMMED)[number]

const COLUMNS: ReadonlyMap<Summed, number> = new Map(SUMMED.map((name, column) => [name, column]))

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

/** A rate of sentences: so many of one thing for one, or a hundred, of another. */
export class Rate {
  readonly #top: number
  readonly #per: number
  readonly #times: 1 | 100
  readonly #restsOn: number
  /** What stands for one sentence's worth of text. */
  readonly #unit: number

  constructor(top: Summed, per: Summed, times: 1 | 100, restsOn: 'sentences' | 'words') {
    this.#top = COLUMNS.get(top) ?? 0
    this.#per = COLUMNS.get(per) ?? 0
    this.#times = times
    this.#restsOn = COLUMNS.get(restsOn) ?? 0
    this.#unit = restsOn === 'words' ? CALIBRATION.wordsOfSentence : 1
  }

  of(sums: Sums): number {
    return (this.#times * (sums[this.#top] ?? 0)) / this.#base(sums)
  }

  /** How many sentences' worth of text it rests on. However it is cut, the same text weighs the same in words. */
  weight(sums: Sums): number {
    return (sums[this.#restsOn] ?? 0) / this.#unit
  }

  /** How far each sentence, said once more, would move the rate. */
  moves({ count, values }: Rows, sums: Sums, into: Float64Array): void {
    const base = this.#base(sums)
    const usual = (sums[this.#top] ?? 0) / base
    for (let i = 0, row = 0; i < count; i++, row += SUMMED.length)
      into[i] = (this.#times * ((values[row + this.#top] ?? 0) - usual * (values[row + this.#per] ?? 0))) / base
  }

  #base(sums: Sums): number {
    return Math.max(1, sums[this.#per] ?? 0)
  }
}

const bySentence = (top: Summed, times: 1 | 100 = 1): Rate => new Rate(top, 'sentences', times, 'sentences')
const byHundredWords = (top: Summed): Rate => new Rate(top, 'words', 100, 'words')

/** The indicators that are rates of sentences, by id: a shorter text is pulled to the median. */
export const RATES: ReadonlyMap<string, Rate> = new Map([
  ['longueur-moyenne', bySentence('inSentences')],
  ['phrases-longues', bySentence('longSentences', 100)],
  ['mots-tardifs', new Rate('late', 'inSentences', 100, 'sentences')],
  ['marqueurs-de-complexite', bySentence('markers')],
  ['voix-indirecte', bySentence('indirect')],
  ['negations', bySentence('negations')],
  ['participes', byHundredWords('participles')],
  ['noms-par-verbe', new Rate('nouns', 'verbs', 1, 'words')],
  ['prepositions', byHundredWords('prepositions')],
  ['jargon', byHundredWords('jargon')],
  ['style-nominal', byHundredWords('nominal')],
  ['noms-abstraits', byHundredWords('abstract')],
  ['mots-rares', new Rate('rarity', 'full', 1, 'words')],
  ['mots-peu-courants', new Rate('uncommon', 'full', 100, 'words')],
  ['mots-longs', byHundredWords('long')],
  ['lettres-par-mot', new Rate('letters', 'spelt', 1, 'words')],
  ['adjectifs', byHundredWords('adjectives')],
  ['renvois-aux-textes', byHundredWords('references')],
  ['adresse-au-lecteur', byHundredWords('persons')],
  ['ton', byHundredWords('tone')],
])
