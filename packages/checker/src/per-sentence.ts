import { createSlot, noted } from './notes.ts'
import type { SentenceView } from './view.ts'

/** Reads a sentence once, wherever its block moves. `read` may look at the words of the sentence, at nothing else. */
export function perSentence<T>(read: (sentence: SentenceView) => T): (sentence: SentenceView) => T {
  const slot = createSlot<T>()
  return (sentence) => noted(sentence.notes, slot, sentence, read)
}
