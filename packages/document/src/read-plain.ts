import type { Point } from 'unist'
import { cut } from './align.ts'
import type { Segment } from './document.ts'
import type { Draft } from './draft.ts'
import { LIST_MARK as MARK, ORDERED_MARK as ORDERED } from './list-mark.ts'
import { type Find, findPlaceholders, maskPlaceholders } from './placeholders.ts'
import type { Child, Inline, ListItem } from './tree.ts'

interface PlainLine {
  /** Offsets of the line without its outer white space. */
  readonly start: number
  readonly end: number
  /** Offset of the next line. */
  readonly next: number
  readonly number: number
  readonly column: number
}

const RULE = /^(?:[-=_*~─═]\s?){3,}$|^--$/
const QUOTED = /^>+ ?/

/** Reads plain text: paragraphs, lists typed by hand, titles in capitals or underlined. */
export function readPlain(source: string): Draft {
  const finds = findPlaceholders(source, { format: 'txt' })
  // The Markdown mask blanks a tag that stands alone on its line: so does it end a paragraph here.
  const masked = maskPlaceholders(source, finds, 'html')
  const children: Child[] = []
  let paragraph: PlainLine[] = []
  let list: { type: 'list'; ordered: boolean; children: ListItem[] } | undefined
  const flush = (): void => {
    if (paragraph.length > 0) list = addParagraph(children, paragraph, source, masked, finds, list)
    paragraph = []
  }
  for (const line of linesOf(masked)) {
    if (line.start === line.end) {
      flush()
      continue
    }
    paragraph.push(line)
  }
  flush()
  return {
    format: 'txt',
    root: { type: 'root', children },
    white: 'keep',
    comments: [],
    meta: {},
    layout: {},
    knows: [],
    problems: [],
  }
}

function* linesOf(masked: string): Generator<PlainLine> {
  let at = 0
  let number = 1
  while (at < masked.length) {
    const stop = masked.indexOf('\n', at)
    const next = stop === -1 ? masked.length : stop + 1
    let end = stop === -1 ? masked.length : stop
    let start = at
    while (start < end && isBlank(masked[start])) start += 1
    while (end > start && isBlank(masked[end - 1])) end -= 1
    yield { start, end, next, number, column: start - at + 1 }
    at = next
    number += 1
  }
}

function isBlank(c: string | undefined): boolean {
  return c === ' ' || c === '\t' || c === '\r' || c === '\f' || c === '\v' || c === '\u00a0'
}

type OpenList = { type: 'list'; ordered: boolean; children: ListItem[] }

/** Adds the lines between two blank lines; gives back the list that the next lines may go on with. */
function addParagraph(
  children: Child[],
  lines: readonly PlainLine[],
  source: string,
  masked: string,
  finds: readonly Find[],
  open: OpenList | undefined,
): OpenList | undefined {
  let list = open
  let run: PlainLine[] = []
  let inItem = false
  const flush = (): void => {
    const first = run[0]
    if (first === undefined) return
    const at = { position: { start: pointOf(first), end: endOf(run) } }
    if (inItem) {
      const mark = MARK.exec(masked.slice(first.start, first.end))
      const head = mark?.[0] ?? ''
      const ordered = ORDERED.test(head)
      const inlines = inlinesOf(
        [{ ...first, start: first.start + head.length }, ...run.slice(1)],
        source,
        masked,
        finds,
      )
      if (list === undefined || list.ordered !== ordered) {
        list = { type: 'list', ordered, children: [] }
        children.push(list)
      }
      list.children.push({ type: 'listItem', children: [{ type: 'paragraph', children: inlines, ...at }], ...at })
    } else {
      list = undefined
      const inlines = inlinesOf(run, source, masked, finds)
      if (run.length === 1 && lines.length === 1 && looksLikeTitle(masked.slice(first.start, first.end))) {
        children.push({ type: 'heading', depth: 2, from: 'look', children: inlines, ...at })
      } else children.push({ type: 'paragraph', children: inlines, ...at })
    }
    run = []
  }
  for (const line of lines) {
    const text = masked.slice(line.start, line.end)
    if (RULE.test(text)) {
      const title = run[0]
      if (run.length === 1 && title !== undefined && !inItem && title.end - title.start <= 100 && text.length >= 3) {
        const depth = text.startsWith('=') ? 1 : 2
        const at = { position: { start: pointOf(title), end: endOf(run) } }
        children.push({ type: 'heading', depth, from: 'look', children: inlinesOf(run, source, masked, finds), ...at })
        run = []
        list = undefined
      } else {
        flush()
        inItem = false
      }
      continue
    }
    const mark = MARK.exec(text)
    // « M. Martin » and « A. Durand » start with an initial, « 14. » in the middle of a paragraph may be a date.
    const starts = mark !== null && !(/^[A-Z]\.\s/.test(mark[0]) && !(list?.ordered === true && inItem))
    if (starts) {
      flush()
      inItem = true
    }
    run.push(line)
  }
  flush()
  return list
}

/** A short line in capitals: « OBJET DE LA DEMANDE », but not « 75007 PARIS ». */
export function looksLikeTitle(text: string): boolean {
  if (text.length > 80 || /[.,;]$/.test(text) || /^\d{5}\b/.test(text) || QUOTED.test(text)) return false
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}

/** Prints lines as one text: line ends stay `\n`, indentation and carriage returns go. */
function inlinesOf(lines: readonly PlainLine[], source: string, masked: string, finds: readonly Find[]): Inline[] {
  const segments: Segment[] = []
  let value = ''
  for (const [rank, line] of lines.entries()) {
    const from = value.length
    value += masked.slice(line.start, line.end)
    segments.push({ from, to: value.length, start: line.start, end: line.end, exact: true })
    const next = lines[rank + 1]
    if (next === undefined) continue
    const exact = next.start === line.end + 1
    segments.push({ from: value.length, to: value.length + 1, start: line.end, end: next.start, exact })
    value += '\n'
  }
  return cut(value, segments, finds, source)
}

function pointOf(line: PlainLine): Point {
  return { line: line.number, column: line.column, offset: line.start }
}

function endOf(lines: readonly PlainLine[]): Point {
  const last = lines.at(-1)
  if (last === undefined) return { line: 1, column: 1, offset: 0 }
  return { line: last.number, column: last.column + last.end - last.start, offset: last.end }
}
