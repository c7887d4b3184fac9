import type { SentenceView } from '@limpide/checker'

/** The text with a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The text with the capital that the words at this offset of the block have: a wording keeps its place's case. */
export function asAt(sentence: SentenceView, offset: number, text: string): string {
  const first = sentence.block.text.charAt(offset)
  return first !== first.toLowerCase() ? capitalised(text) : text
}
