import { cut, printable, width } from './width.ts'

/** A piece of the text and the carets under it. */
export interface Excerpt {
  readonly line: string
  readonly underline: string
}

/** Columns kept for what stands before a passage that fills the line. */
const BEFORE = 20

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
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}

function nextBreak(text: string, offset: number): number {
  const found = /[\r\n]/.exec(text.slice(offset))
  return found === null ? text.length : offset + found.index
}
