import { perBlock } from './per-block.ts'
import { CALIBRATION } from './score/calibration.ts'
import type { BlockView, DocumentView, SentenceView } from './view.ts'

/** True for a block whose sentences are prose: cells and titles hold names and numbers. */
export function isProse({ kind }: BlockView): boolean {
  return kind === 'paragraph' || kind === 'item' || kind === 'quote'
}

/** What is added up over the sentences of a document (`DocumentView.sentences`); `read` may look at the words of one, at nothing else. */
export type Tally = (document: DocumentView) => number

/**
 * Adds up a number over the sentences that lengths are measured on. What a block brings is kept with it: as a page is
 * typed, no other block is read again.
 */
export function tallyOf(read: (sentence: SentenceView) => number): Tally {
  const inBlock = perBlock(({ sentences }) => {
    let sum = 0
    for (const sentence of sentences) if (sentence.hasVerb) sum += read(sentence)
    return sum
  })
  return (document) => {
    let sum = 0
    if (!hasProse(document)) {
      for (const sentence of document.sentences) sum += read(sentence)
      return sum
    }
    const { body } = document
    // By rank: this is asked at each keystroke, long before V8 makes an iterator for nothing.
    for (let rank = 0; rank < body.length; rank++) {
      const block = body[rank]
      if (block && isProse(block)) sum += inBlock(block)
    }
    return sum
  }
}

const saidIn = perBlock(({ sentences }) => {
  let count = 0
  for (const { hasVerb } of sentences) if (hasVerb) count += 1
  return count
})

/** True when the blocks of prose alone hold enough sentences: then these are the sentences of the document. */
export function hasProse({ body }: Pick<DocumentView, 'body'>): boolean {
  let count = 0
  for (const block of body) {
    if (isProse(block)) count += saidIn(block)
    if (count >= CALIBRATION.minimum.sentences) return true
  }
  return false
}

/** How many sentences lengths are measured on. */
export const countSentences: Tally = tallyOf(() => 1)

/** How many words they have. */
export const countWords: Tally = tallyOf(({ wordCount }) => wordCount)

const longestIn = perBlock(({ sentences }) => {
  let most = 0
  for (const { hasVerb, wordCount } of sentences) if (hasVerb && wordCount > most) most = wordCount
  return most
})

/** The longest sentences of a document, the longest first; of two that are as long, the first of the text. */
export function longestSentences(document: DocumentView, count: number): readonly SentenceView[] {
  if (!hasProse(document)) return document.sentences.toSorted(byLength).slice(0, count)
  const found: SentenceView[] = []
  for (const block of document.body) {
    // Most blocks have no sentence as long as those that were found.
    if (!isProse(block) || (found.length === count && longestIn(block) <= (found.at(-1)?.wordCount ?? 0))) continue
    for (const sentence of block.sentences) if (sentence.hasVerb) found.push(sentence)
    // What is as long stays in the order of the text.
    found.sort(byLength)
    if (found.length > count) found.length = count
  }
  return found
}

function byLength(a: SentenceView, b: SentenceView): number {
  return b.wordCount - a.wordCount
}
