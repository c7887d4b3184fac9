import { type BlockView, type DocumentView, perBlock, type Span } from '@limpide/checker'

/** Lower case, straight apostrophes, plain spaces. Same length as the text, so that offsets hold. */
export function lower(text: string): string {
  const low = text.toLowerCase()
  return (low.length === text.length ? low : text).replace(/[’ʼ]/g, "'").replace(/[\u00a0\u202f]/g, ' ')
}

/** The first words of a block: what is underlined when the whole block is at fault. */
export function firstWords(block: BlockView, count: number): Span {
  const words = block.sentences.flatMap((sentence) => sentence.words).slice(0, count)
  const [first] = words
  const last = words.at(-1)
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
