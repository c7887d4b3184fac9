import { CALIBRATION } from './calibration.ts'
import { SENTENCE_COUNTS, type SentenceEvidence } from './evidence.ts'

/** What is added up over the sentences of a text: what they hold, and what their lengths say. */
const SUMMED = [...SENTENCE_COUNTS, 'inSentences', 'late', 'longSentences'] as const

export type Sums = Readonly<Record<(typeof SUMMED)[number], number>>

/** Sentences as one row of numbers each: eighty thousand are drawn at each keystroke in a long page. */
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
    values[at++] = isSentence ? words : 0
    values[at++] = isSentence ? Math.max(0, words - CALIBRATION.lateWord) : 0
    values[at++] = isSentence && words > CALIBRATION.longSentence ? 1 : 0
  }
  return { count: sentences.length, values }
}

/** Adds up all the rows. */
export function sumsOf(rows: Rows): Sums {
  return adder(rows)(rows.count, (rank) => rank)
}

/**
 * Adds up rows that are drawn, again and again: what it gives holds until the next call. Two hundred draws a text make
 * nothing new.
 */
export function adder({ values }: Rows): (times: number, draw: (rank: number) => number) => Sums {
  const width = SUMMED.length
  const added = new Float64Array(width)
  const sums: { -readonly [name in keyof Sums]: number } = { ...NOTHING }
  return (times, draw) => {
    added.fill(0)
    for (let i = 0; i < times; i++) {
      const row = draw(i) * width
      for (let column = 0; column < width; column++) added[column] = (added[column] ?? 0) + (values[row + column] ?? 0)
    }
    for (let column = 0; column < width; column++) {
      const name = SUMMED[column]
      if (name !== undefined) sums[name] = added[column] ?? 0
    }
    return sums
  }
}

const NOTHING: Sums = {
  words: 0,
  sentences: 0,
  markers: 0,
  indirect: 0,
  negations: 0,
  participles: 0,
  jargon: 0,
  nominal: 0,
  tone: 0,
  full: 0,
  rarity: 0,
  long: 0,
  abstract: 0,
  nouns: 0,
  verbs: 0,
  prepositions: 0,
  persons: 0,
  inSentences: 0,
  late: 0,
  longSentences: 0,
}

/** A rate of sentences: how it is read, and how many sentences' worth of text it rests on. */
export interface Rate {
  of(sums: Sums): number
  weight(sums: Sums): number
}

const bySentence = (count: (sums: Sums) => number): Rate => ({
  of: (sums) => count(sums) / Math.max(1, sums.sentences),
  weight: ({ sentences }) => sentences,
})
const byHundredWords = (count: (sums: Sums) => number): Rate => ({
  of: (sums) => (100 * count(sums)) / Math.max(1, sums.words),
  // However it is cut, the same text weighs the same.
  weight: ({ words }) => words / CALIBRATION.wordsOfSentence,
})

/** The indicators that are rates of sentences, by id: a shorter text is pulled to the median. */
export const RATES: ReadonlyMap<string, Rate> = new Map([
  ['longueur-moyenne', bySentence(({ inSentences }) => inSentences)],
  ['phrases-longues', bySentence(({ longSentences }) => 100 * longSentences)],
  [
    'mots-tardifs',
    {
      of: ({ late, inSentences }) => (100 * late) / Math.max(1, inSentences),
      weight: ({ sentences }) => sentences,
    },
  ],
  ['marqueurs-de-complexite', bySentence(({ markers }) => markers)],
  ['voix-indirecte', bySentence(({ indirect }) => indirect)],
  ['negations', bySentence(({ negations }) => negations)],
  ['participes', byHundredWords(({ participles }) => participles)],
  ['jargon', byHundredWords(({ jargon }) => jargon)],
  ['style-nominal', byHundredWords(({ nominal }) => nominal)],
  [
    'noms-par-verbe',
    {
      of: ({ nouns, verbs }) => nouns / Math.max(1, verbs),
      weight: ({ words }) => words / CALIBRATION.wordsOfSentence,
    },
  ],
  ['noms-abstraits', byHundredWords(({ abstract }) => abstract)],
  ['prepositions', byHundredWords(({ prepositions }) => prepositions)],
  [
    'mots-rares',
    {
      of: ({ rarity, full }) => rarity / Math.max(1, full),
      weight: ({ words }) => words / CALIBRATION.wordsOfSentence,
    },
  ],
  ['mots-longs', byHundredWords(({ long }) => long)],
  ['adresse-au-lecteur', byHundredWords(({ persons }) => persons)],
  ['ton', byHundredWords(({ tone }) => tone)],
])
