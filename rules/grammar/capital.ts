import type { SentenceView } from '@limpide/checker'

/** The text with a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The text as the writer would type it there: the capital of the words at this offset, the apostrophe of the block. */
export function asAt(sentence: SentenceView, offset: number, text: string): string {
  const { text: block } = sentence.block
  const typed = block.includes('’') && !block.includes("'") ? text.replaceAll("'", '’') : text
  const first = block.charAt(offset)
  return first !== first.toLowerCase() ? capitalised(typed) : typed
}
