import type { FieldFact, Place, RunStyle, Segment } from './document.ts'
import { type Find, findPlaceholders } from './placeholders.ts'
import type { Inline } from './tree.ts'

/** A run of a paragraph as an office file declares it, before placeholders are looked for. */
export interface Piece {
  /** Printed text: `\n` for a line break, empty for an image or an empty field. */
  text: string
  readonly kind: 'text' | 'placeholder' | 'image' | 'field'
  readonly look?: RunStyle | undefined
  readonly strong?: boolean | undefined
  readonly emphasis?: boolean | undefined
  readonly underline?: boolean | undefined
  readonly strike?: boolean | undefined
  readonly hidden?: boolean | undefined
  readonly link?: string | undefined
  readonly name?: string | undefined
  readonly alt?: string | undefined
  readonly field?: FieldFact | undefined
  /** The element of the file that prints it, where a reader keeps it. */
  readonly origin?: unknown
}

/** Ties a range of a paragraph's printed text to the file: segments relative to the range's start. */
export type SegmentsOf = (from: number, to: number) => readonly Segment[]

/** The segments of an office paragraph: its rank in its part, and the range itself. */
export function paragraphSegments(part: string, paragraph: number): SegmentsOf {
  return (from, to) => {
    const place: Place = { kind: 'paragraph', part, paragraph, start: from, end: to }
    return [{ from: 0, to: to - from, start: from, end: to, exact: true, place }]
  }
}

/**
 * Makes the inlines of a paragraph; a placeholder that the file cuts into several runs is one.
 * The first `skip` characters, the mark of a list typed by hand, are not printed.
 */
export function inlinesOf(pieces: readonly Piece[], segmentsOf: SegmentsOf, words: boolean, skip = 0): Inline[] {
  const text = printedText(pieces)
  const finds = /[{[«<%$X_x.…}]/.test(text) ? cutTags(text, findPlaceholders(text, { format: 'txt', words })) : []
  const inlines: Inline[] = []
  const printText = (from: number, to: number, piece: Piece): void => {
    let at = Math.max(from, skip)
    while (at < to) {
      const stop = text.indexOf('\n', at)
      const end = stop === -1 || stop > to ? to : stop
      if (end > at)
        inlines.push(
          dressed({ type: 'text', value: text.slice(at, end), segments: segmentsOf(at, end), look: piece.look }, piece),
        )
      if (end < to) inlines.push({ type: 'break', segments: segmentsOf(end, end + 1) })
      at = end + 1
    }
  }
  let at = 0
  let f = 0
  for (const piece of pieces) {
    const from = at
    const to = at + piece.text.length
    at = to
    if (piece.kind === 'image') {
      inlines.push({
        type: 'image',
        ...(piece.alt === undefined ? {} : { alt: piece.alt }),
        segments: segmentsOf(from, from),
      })
      continue
    }
    if (piece.kind === 'field' && piece.field !== undefined) {
      const children: Inline[] =
        to > from
          ? [dressed({ type: 'text', value: piece.text, segments: segmentsOf(from, to), look: piece.look }, piece)]
          : []
      inlines.push({ type: 'field', field: piece.field, children, segments: segmentsOf(from, to) })
      continue
    }
    if (piece.kind === 'placeholder') {
      const node: Inline = {
        type: 'placeholder',
        value: piece.text,
        name: piece.name ?? '',
        segments: segmentsOf(from, to),
        look: piece.look,
      }
      inlines.push(dressed(node, piece))
      while ((finds[f]?.start ?? Number.POSITIVE_INFINITY) < to) f += 1
      continue
    }
    let cursor = from
    while (cursor < to) {
      const find = finds[f]
      if (find === undefined || find.start >= to) break
      if (find.end <= cursor) {
        f += 1
        continue
      }
      if (find.start >= cursor) {
        // The whole placeholder is printed where it starts; the runs it spans skip their share.
        printText(cursor, find.start, piece)
        const value = text.slice(find.start, find.end)
        if (find.kind === 'control')
          inlines.push({ type: 'control', value, segments: segmentsOf(find.start, find.end) })
        else {
          const node: Inline = {
            type: 'placeholder',
            value,
            name: find.name,
            segments: segmentsOf(find.start, find.end),
            look: piece.look,
          }
          inlines.push(dressed(node, piece))
        }
      }
      cursor = Math.min(to, find.end)
      if (find.end > to) break
      f += 1
    }
    printText(cursor, to, piece)
  }
  return inlines
}

const TAIL = /\{([%{])(?:(?!%\}|\}\}|\{[%{]).)*$/s
const HEAD = /^[^{}]{0,120}?[%}]\}/
const TAIL_LENGTH = 200

/** A tag that the template cuts over two paragraphs: its start ends one, its end starts the next. */
function cutTags(text: string, finds: readonly Find[]): readonly Find[] {
  const all = [...finds]
  const head = HEAD.exec(text.slice(0, finds[0]?.start ?? text.length))?.[0]
  if (head !== undefined) all.unshift({ kind: 'control', start: 0, end: head.length, name: '' })
  const from = all.at(-1)?.end ?? 0
  const tail = TAIL.exec(text.slice(from))
  if (tail !== null && tail[0].length <= TAIL_LENGTH && text.length > from + tail.index + 2) {
    const start = from + tail.index
    const name = text.slice(start + 2).trim()
    all.push({ kind: tail[1] === '%' ? 'control' : 'placeholder', start, end: text.length, name })
  }
  return all
}

function dressed(node: Inline, piece: Piece): Inline {
  let inline = node
  if (piece.link !== undefined) inline = { type: 'link', url: piece.link, children: [inline] }
  if (piece.strong === true) inline = { type: 'strong', children: [inline] }
  if (piece.emphasis === true) inline = { type: 'emphasis', children: [inline] }
  if (piece.underline === true) inline = { type: 'underline', children: [inline] }
  if (piece.strike === true) inline = { type: 'delete', children: [inline] }
  if (piece.hidden === true) inline = { type: 'hidden', children: [inline] }
  return inline
}

/** Letters shown as capitals, as many as were typed; a template's tags keep the names that its data have. */
export function asCapitals(text: string): string {
  if (/[{}[\]<>«»%$]/.test(text)) return text
  const shown = text.toLocaleUpperCase('fr')
  if (shown.length === text.length) return shown
  let capitals = ''
  for (const sign of text) {
    const upper = sign.toLocaleUpperCase('fr')
    // « ß » would make two letters: every offset after it would move.
    capitals += upper.length === sign.length ? upper : sign
  }
  return capitals
}

/** True when everything that is printed answers `test`; false for a paragraph that prints nothing. */
export function everyPrinted(pieces: readonly Piece[], test: (piece: Piece) => boolean): boolean {
  let printed = false
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue
    if (!test(piece)) return false
    printed = true
  }
  return printed
}

/** What a paragraph prints. */
export function printedText(pieces: readonly Piece[]): string {
  let text = ''
  for (const piece of pieces) text += piece.text
  return text
}
