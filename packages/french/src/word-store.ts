import { normalise } from './characters.ts'
import type { Entries } from './morphology.ts'
import type { WordType } from './tagger.ts'
import type { TokenKind } from './types.ts'
import { copied } from './unpack.ts'

/** A form as texts write it: one object for all the tokens that are written so. */
export interface Word {
  readonly text: string
  readonly kind: TokenKind
  /** Lower case, NFC, plain apostrophes: the key of every list. */
  readonly norm: string
  /** What the last tagger that read the word knows of it. */
  type: WordType | undefined
  /** What the last chooser of readings that read the word knows of it. */
  entries: Entries | undefined
}

/** The words of the texts read so far. */
export interface WordStore {
  /** The word that stands from `start` to `end`. */
  wordAt(text: string, start: number, end: number, kind: TokenKind): Word
}

/** How many words are kept: then all are forgotten. */
const WORDS_KEPT = 20_000
const SLOTS = 1 << 15
/** A slot holds the rank of its word, from 1, and the part of the hash that tells it from its neighbours. */
const RANK = SLOTS - 1
/** Addresses and merge fields may be long, and seldom come back. */
const LONGEST_KEPT = 64

/**
 * Builds a store. A text is mostly made of words that came before: a token is found from its characters, without cutting out a
 * string of its own, and what is known of its word is found with it.
 */
export function createWordStore(): WordStore {
  const slots = new Int32Array(SLOTS)
  let words: Word[] = []

  return {
    wordAt(text, start, end, kind) {
      const length = end - start
      if (length > LONGEST_KEPT) return createWord(text, start, end, kind)
      let hash = kind.length
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
      hash ^= hash >>> 15
      let slot = hash & RANK
      for (;;) {
        const held = slots[slot] ?? 0
        if (held === 0) break
        if (((held ^ hash) & ~RANK) === 0) {
          const word = words[(held & RANK) - 1]
          if (word !== undefined && word.kind === kind && isAt(text, start, length, word.text)) return word
        }
        slot = (slot + 1) & RANK
      }
      if (words.length === WORDS_KEPT) {
        words = []
        slots.fill(0)
        slot = hash & RANK
      }
      const word = createWord(text, start, end, kind)
      words.push(word)
      slots[slot] = (hash & ~RANK) | words.length
      return word
    },
  }
}

function createWord(text: string, start: number, end: number, kind: TokenKind): Word {
  const own = copied(text.slice(start, end))
  return { text: own, kind, norm: normalise(own), type: undefined, entries: undefined }
}

function isAt(text: string, start: number, length: number, own: string): boolean {
  if (own.length !== length) return false
  for (let i = 0; i < length; i++) if (text.charCodeAt(start + i) !== own.charCodeAt(i)) return false
  return true
}
