import type { Token } from '@limpide/french'
import { createSlot, readNote, type Slot, writeNote } from './notes.ts'
import type { SentenceView } from './view.ts'

/** What a word says by itself, whatever stands around it. */
export type SignedWord = Pick<Token, 'text' | 'kind' | 'norm' | 'lemma'>

/** Something that a word shows by itself, without which a rule has nothing to look for: one bit. */
export type Sign = number

/** A number that no object holds has so many bits. */
const MOST_SIGNS = 30

const tests: ((word: SignedWord) => boolean)[] = []
/** Where the signs of sentences are noted, from when the first one was read to when one more sign was declared. */
let noted: Slot<Sign> | undefined

/**
 * Declares a sign, where a module begins: `shows` is asked once for the words that are written alike and have the same lemma.
 * A rule that first asks whether its sentence shows it walks the words of a few sentences, not of all.
 */
export function createSign(shows: (word: SignedWord) => boolean): Sign {
  if (tests.length === MOST_SIGNS) throw new Error('There is no room for one more sign.')
  noted = undefined
  return 1 << (tests.push(shows) - 1)
}

/** Whether a word shows a sign. */
export function showsSign(token: Token, sign: Sign): boolean {
  return (signsOf(token) & sign) !== 0
}

/** Whether a word of a sentence shows a sign: one reading answers for all signs. */
export function holdsSign({ tokens, notes }: Pick<SentenceView, 'tokens' | 'notes'>, sign: Sign): boolean {
  noted ??= createSlot()
  let signs = readNote(notes, noted)
  if (signs === undefined) {
    signs = 0
    for (const token of tokens) signs |= signsOf(token)
    writeNote(notes, noted, signs)
  }
  return (signs & sign) !== 0
}

function signsOf(token: Token): Sign {
  const known = token.notes.signs(tests.length)
  return known >= 0 ? known : readSigns(token)
}

function readSigns(token: Token): Sign {
  let signs = 0
  for (let rank = 0; rank < tests.length; rank++) if (tests[rank]?.(token) === true) signs |= 1 << rank
  token.notes.writeSigns(tests.length, signs)
  return signs
}
