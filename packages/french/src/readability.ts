import { syllables, syllablesOfVerb } from './syllables.ts'
import type { Sentence, Token } from './types.ts'

/** Counts and formulae that describe a text. They are not a score: on adult texts they hardly follow difficulty. */
export interface Readability {
  readonly sentences: number
  readonly words: number
  readonly syllables: number
  /** Words of more than six letters. */
  readonly longWords: number
  /** Words per sentence plus percentage of long words. */
  readonly lix: number
  /** Kandel and Moles, the French Flesch: 207 - 1.015 words per sentence - 73.6 syllables per word. */
  readonly kandelMoles: number
}

/** Letters beyond which LIX calls a word long. */
const LONG = 6

/** Describes sentences; `undefined` when they hold no word. */
export function readability(sentences: readonly Sentence[]): Readability | undefined {
  let words = 0
  let spoken = 0
  let longWords = 0
  let counted = 0
  for (const sentence of sentences) {
    let own = 0
    for (const token of sentence.tokens) {
      if (token.kind !== 'word') continue
      own++
      // « l' », « d' » are words without a syllable of their own.
      if (!token.norm.endsWith("'")) spoken += spokenIn(token)
      if ((token.norm.match(/\p{L}/gu)?.length ?? 0) > LONG) longWords++
    }
    words += own
    if (own > 0) counted++
  }
  if (words === 0) return undefined
  const perSentence = words / counted
  return {
    sentences: counted,
    words,
    syllables: spoken,
    longWords,
    lix: perSentence + (100 * longWords) / words,
    kandelMoles: 207 - 1.015 * perSentence - (73.6 * spoken) / words,
  }
}

/** « ils demeurent » is said in two syllables, « un document » in three: the tag tells the mute ending from the other. */
function spokenIn({ norm, features }: Token): number {
  const isThey = features.verbForm === 'Fin' && features.person === 3 && features.number === 'Plur'
  return isThey ? syllablesOfVerb(norm) : syllables(norm)
}
