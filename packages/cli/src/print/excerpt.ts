import { cut, printable, width } from './width.ts'

/** A piece of the text and the carets under it. */
export interface Excerpt {
  readonly line: string
  readonly underline: string
}

/** Columns kept for what stands before a passage that fills the line. */
const BEFORE = 20

/**
 * Letters looked at on each side: more than any terminal shows. A file of one line of 2 MB would else be read again for
 * each of its remarks.
 */
const WINDOW = 2_000

/** The line where a range starts, cut around it to fit the columns, with its underline. */
export function excerpt(text: string, start: number, end: number, columns: number): Excerpt {
  const from = lastBreak(text, start)
  const to = nextBreak(text, start)
  const stop = Math.min(Math.max(end, start + 1), to)
  const before = printable(text.slice(from, start)).trimStart()
  const marked = printable(text.slice(start, stop))
  const after = printable(text.slice(stop, to)).trimEnd()
  // The passage first, with a few words before it; what stands around takes the room left.
  const shown = cut(marked, columns - Math.min(BEFORE, width(before)))
  const room = columns - width(shown)
  const isCut = shown !== marked
  const head = cut(
    before,
    isCut ? room : Math.min(width(before), Math.max(Math.ceil(room / 2), room - width(after))),
    'start',
  )
  const tail = isCut || room - width(head) < 2 ? '' : cut(after, room - width(head))
  return { line: head + shown + tail, underline: ' '.repeat(width(head)) + '^'.repeat(Math.max(1, width(shown))) }
}

function lastBreak(text: string, offset: number): number {
  const from = Math.max(0, offset - WINDOW)
  const before = text.slice(from, offset)
  return from + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
}

function nextBreak(text: string, offset: number): number {
  const after = text.slice(offset, offset + WINDOW)
  const found = /[\r\n]/.exec(after)
  return offset + (found === null ? after.length : found.index)
}
