import { normalise } from './characters.ts'
import type { Entry } from './morphology.ts'
import type { WordType } from './tagger.ts'
import type { TokenKind } from './types.ts'
import { copied } from './unpack.ts'
import { WordNotes } from './word-notes.ts'

/** A form as texts write it: one object for all the tokens that are written so. */
export interface Word {
  readonly text: string
  readonly kind: TokenKind
  /** Lower case, NFC, plain apostrophes: the key of every list. */
  readonly norm: string
  /** What the last tagger that read the word knows of it. */
  type: WordType | undefined
  /** What it may be under the last label that it bore, and through it under those before. */
  entry: Entry | undefined
  /** What readers note of it, by lemma. */
  notes: LemmaNotes | undefined
  readonly hash: number
}

interface LemmaNotes {
  readonly lemma: string
  readonly notes: WordNotes
  readonly next: LemmaNotes | undefined
}

/** The words of the texts read so far. */
export interface WordStore {
  /** The word that stands from `start` to `end`. */
  wordAt(text: string, start: number, end: number, kind: TokenKind): Word
}

/** How many words are kept: then all are forgotten. */
const WORDS_KEPT = 20_000
const SLOTS = 1 << 15
/** Addresses and merge fields may be long, and seldom come back. */
const LONGEST_KEPT = 64
/** A text may be made so that all its words ask for one slot. */
const MOST_TRIES = 100

/**
 * Builds a store. A text is mostly made of words that came before: a token is found from its characters, without cutting out a
 * string of its own, and what is known of its word is found with it.
 */
export function createWordStore(): WordStore {
  const slots: (Word | undefined)[] = new Array(SLOTS).fill(undefined)
  let count = 0

  return {
    wordAt(text, start, end, kind) {
      const length = end - start
      let hash = kind.length
      if (length > LONGEST_KEPT) return createWord(text, start, end, kind, hash)
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
      hash ^= hash >>> 15
      let slot = hash & (SLOTS - 1)
      let tries = 0
      for (let held = slots[slot]; held !== undefined; held = slots[slot]) {
        if (held.hash === hash && held.kind === kind && isAt(text, start, length, held.text)) return held
        if (++tries === MOST_TRIES) return createWord(text, start, end, kind, hash)
        slot = (slot + 1) & (SLOTS - 1)
      }
      if (count === WORDS_KEPT) {
        slots.fill(undefined)
        count = 0
        slot = hash & (SLOTS - 1)
      }
      const word = createWord(text, start, end, kind, hash)
      slots[slot] = word
      count++
      return word
    },
  }
}

function createWord(text: string, start: number, end: number, kind: TokenKind, hash: number): Word {
  const own = copied(text.slice(start, end))
  return { text: own, kind, norm: normalise(own), type: undefined, entry: undefined, notes: undefined, hash }
}

/** The notes of a word under one of its lemmas. */
export function notesOf(word: Word, lemma: string): WordNotes {
  for (let known = word.notes; known !== undefined; known = known.next) if (known.lemma === lemma) return known.notes
  const notes = new WordNotes()
  word.notes = { lemma, notes, next: word.notes }
  return notes
}

function isAt(text: string, start: number, length: number, own: string): boolean {
  if (own.length !== length) return false
  for (let i = 0; i < length; i++) if (text.charCodeAt(start + i) !== own.charCodeAt(i)) return false
  return true
}
