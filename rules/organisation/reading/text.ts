import { type BlockView, type DocumentView, perBlock, type Span } from '@limpide/checker'

/** Lower case, straight apostrophes, plain spaces. Same length as the text, so that offsets hold. */
export function lower(text: string): string {
  const low = text.toLowerCase()
  return (low.length === text.length ? low : text).replace(/[’ʼ]/g, "'").replace(/[\u00a0\u202f]/g, ' ')
}

/** The same of a whole block, once for all rules. */
export const lowerOf = perBlock(({ text }) => lower(text))

const isOdd = perBlock(({ text }) => text.toLowerCase().length !== text.length)

/** Whether a block may hold what a rule looks for: `cues` says it of its text in lower case, without looking around. */
export function mayHold(cues: RegExp): (block: BlockView) => boolean {
  // « İ » keeps a whole block as it is written, and not its other sentences.
  return perBlock((block) => cues.test(lowerOf(block)) || isOdd(block))
}

/** The first words of a block: what is underlined when the whole block is at fault. */
export function firstWords(block: BlockView, count: number): Span {
  let first: Span | undefined
  let last: Span | undefined
  let left = count
  for (const { words } of block.sentences) {
    if (left <= 0) break
    first ??= words[0]
    last = words[Math.min(left, words.length) - 1] ?? last
    left -= words.length
  }
  return first && last ? { start: first.start, end: last.end } : { start: 0, end: Math.min(block.text.length, 30) }
}

/** The span without the white space around it. */
export function trimmed(text: string, span: Span): Span {
  let { start, end } = span
  while (start < end && /\s/.test(text[start] ?? '')) start++
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--
  return { start, end }
}

/** Several short lines in one block: an address, opening hours, a table without rules. */
export const isLines = perBlock((block) => {
  const lines = block.text.split('\n').filter((line) => line.trim() !== '')
  return lines.length >= 4 && block.wordCount / lines.length < 8
})

/** A pdf may tag whole paragraphs as titles: nobody who sees the page would call them so. */
export function isMistagged(view: DocumentView, block: BlockView): boolean {
  return view.document.format === 'pdf' && /[.;:]\s*$/.test(block.text) && block.sentences.some((s) => s.hasVerb)
}
