import type { Box, FieldFact, RunStyle } from './document.ts'
import type { Piece } from './office-line.ts'
import type { Area } from './pdf-paint.ts'
import type { PdfTag } from './pdf-tags.ts'

/** A run of text as the page paints it: points, origin at the top left of the page. */
export interface PdfRun {
  readonly text: string
  readonly x: number
  /** Baseline. */
  readonly y: number
  readonly width: number
  readonly size: number
  readonly strong: boolean
  readonly emphasis: boolean
  readonly underline: boolean
  readonly font: string | undefined
  readonly color: string | undefined
  readonly background: string | undefined
  readonly artifact: boolean
  readonly link: string | undefined
  readonly upright: boolean
  /** The page paints or implies a space before it. */
  readonly spaced: boolean
  readonly tag: PdfTag | undefined
}

/** A part of a line without a wide gap in it: the unit that paragraphs and columns are made of. */
export interface PdfLine {
  readonly page: number
  readonly pieces: readonly LinePiece[]
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly strong: boolean
  readonly artifact: boolean
  readonly upright: boolean
  readonly tag: PdfTag | undefined
  /** Set for a form field, and for words written on the page as a remark: never a part of a paragraph. */
  readonly apart?: FieldFact | 'remark'
}

/** A piece and the box it fills. */
export interface LinePiece extends Piece {
  readonly box: Box
}

/** Marks that start an item: a wide gap after them belongs to the line. */
const LONE_MARK = /^(?:[-–—•·*▪‣◦●■►▶→⇒✓✔☐☑□➢o\ue000-\uf8ff]|\(?[\da-zA-Z]{1,3}[.)°]{1,2})$/u

/** Joins the runs of a page, in the order in which they are painted, into lines. */
export function linesOf(runs: readonly PdfRun[], page: number, rules: readonly Area[] = []): PdfLine[] {
  const walls = rules.filter((rule) => rule.bottom - rule.top > 6)
  const lines: PdfLine[] = []
  let current: PdfRun[] = []
  const flush = (): void => {
    const line = lineOf(current, page)
    if (line !== undefined) lines.push(line)
    current = []
  }
  for (const run of runs) {
    const last = current.at(-1)
    if (last === undefined) {
      if (run.text.trim() !== '') current.push(run)
      continue
    }
    const size = Math.max(last.size, run.size, 1)
    const gap = run.x - (last.x + last.width)
    const sameLine =
      Math.abs(run.y - last.y) <= size * 0.35 && run.upright === last.upright && run.artifact === last.artifact
    if (!sameLine) {
      // « m² », « 1er »: a smaller run raised right after the last one.
      const raised =
        Math.abs(run.y - last.y) <= size * 0.6 &&
        Math.min(run.size, last.size) <= size * 0.8 &&
        Math.abs(gap) <= size * 0.4
      if (!raised) flush()
      if (run.text.trim() !== '') current.push(run)
      continue
    }
    // Bold painted twice, a little apart.
    if (run.text === last.text && Math.abs(run.x - last.x) <= size * 0.25 && run.text.trim() !== '') continue
    const apart = run.tag !== undefined && last.tag !== undefined && run.tag.block !== last.tag.block
    const wide = apart || (gap > size * 2.2 && run.tag?.role !== 'item' && !LONE_MARK.test(textSoFar(current)))
    const back = gap < -size * 1.2
    const walled = gap > size * 0.3 && isWalled(walls, last, run)
    if (wide || back || walled) {
      flush()
      if (run.text.trim() !== '') current.push(run)
      continue
    }
    current.push(run)
  }
  flush()
  return withMarks(lines)
}

/** A rule stands between two runs: they are in two cells, however close. */
function isWalled(walls: readonly Area[], last: PdfRun, run: PdfRun): boolean {
  const end = last.x + last.width
  const y = run.y - run.size * 0.3
  return walls.some((wall) => wall.left >= end - 1 && wall.right <= run.x + 1 && wall.top <= y && wall.bottom >= y)
}

function textSoFar(runs: readonly PdfRun[]): string {
  let text = ''
  for (const run of runs) text += run.text
  return text.trim()
}

/** Puts a mark drawn a little higher or lower, far away, or long after, back before the line it starts. */
function withMarks(lines: readonly PdfLine[]): PdfLine[] {
  const marks = new Map<PdfLine, PdfLine>()
  const joined = new Set<PdfLine>()
  for (const [i, mark] of lines.entries()) {
    if (!LONE_MARK.test(mark.text.trim())) continue
    const next = lines[i + 1]
    let line = next !== undefined && starts(mark, next) ? next : undefined
    if (line === undefined) {
      for (const other of lines) {
        if (other === mark || marks.has(other) || LONE_MARK.test(other.text.trim()) || !starts(mark, other)) continue
        if (line === undefined || other.left < line.left) line = other
      }
    }
    if (line === undefined || marks.has(line)) continue
    marks.set(line, mark)
    joined.add(mark)
  }
  const whole: PdfLine[] = []
  for (const line of lines) {
    if (joined.has(line)) continue
    const mark = marks.get(line)
    const first = mark?.pieces[0]
    if (mark === undefined) {
      whole.push(line)
      continue
    }
    const gap =
      first === undefined
        ? []
        : [{ ...first, text: ' ', box: { ...first.box, x: mark.right, width: line.left - mark.right } }]
    whole.push({
      ...line,
      pieces: [...mark.pieces, ...gap, ...line.pieces],
      text: `${mark.text.trimEnd()} ${line.text}`,
      left: mark.left,
      tag: mark.tag ?? line.tag,
    })
  }
  return whole
}

function starts(mark: PdfLine, line: PdfLine): boolean {
  return (
    Math.abs(mark.y - line.y) <= Math.max(mark.size, line.size) * 0.8 &&
    (mark.tag === undefined || line.tag === undefined || mark.tag.block === line.tag.block) &&
    line.left > mark.right - 1 &&
    line.left - mark.right < line.size * 5
  )
}

function lookOf({ size, font, color, background }: PdfRun): RunStyle {
  return {
    size: { value: size, from: 'measured' },
    ...(font === undefined ? {} : { font: { value: font, from: 'declared' as const } }),
    ...(color === undefined ? {} : { color: { value: color, from: 'declared' as const } }),
    ...(background === undefined ? {} : { background: { value: background, from: 'measured' as const } }),
  }
}

function lineOf(runs: readonly PdfRun[], page: number): PdfLine | undefined {
  const pieces: LinePiece[] = []
  let text = ''
  let bold = 0
  let printed = 0
  const sizes = new Map<number, number>()
  let previous: PdfRun | undefined
  for (const run of runs) {
    if (run.text === '') continue
    if (previous !== undefined) {
      const gap = run.x - (previous.x + previous.width)
      const size = Math.max(previous.size, run.size, 1)
      const glued = /\s$/.test(text) || /^\s/.test(run.text)
      if (!glued && (run.spaced || gap > size * 0.15)) {
        pieces.push({
          text: ' ',
          kind: 'text',
          look: pieces.at(-1)?.look,
          strong: previous.strong && run.strong,
          emphasis: previous.emphasis && run.emphasis,
          underline: previous.underline && run.underline,
          link: previous.link === run.link ? run.link : undefined,
          box: { x: previous.x + previous.width, y: run.y - size * 0.8, width: Math.max(0, gap), height: size },
        })
        text += ' '
      }
    }
    const count = run.text.trim().length
    if (count > 0) {
      printed += count
      if (run.strong) bold += count
      sizes.set(run.size, (sizes.get(run.size) ?? 0) + count)
    }
    const clean = /^\s+$/.test(run.text) ? ' ' : run.text
    if (!(clean === ' ' && /\s$/.test(text))) {
      pieces.push({
        text: clean,
        kind: 'text',
        look: lookOf(run),
        strong: run.strong,
        emphasis: run.emphasis,
        underline: run.underline,
        link: run.link,
        box: { x: run.x, y: run.y - run.size * 0.8, width: run.width, height: run.size },
      })
      text += clean
    }
    previous = run
  }
  while (pieces.at(-1)?.text.trim() === '') pieces.pop()
  const first = runs[0]
  const last = pieces.at(-1)
  if (first === undefined || last === undefined || printed === 0) return undefined
  let size = first.size
  let most = 0
  for (const [candidate, count] of sizes) if (count > most) [size, most] = [candidate, count]
  let printedText = ''
  for (const piece of pieces) printedText += piece.text
  return {
    page,
    pieces,
    text: printedText,
    left: first.x,
    right: last.box.x + last.box.width,
    y: first.y,
    size,
    strong: bold === printed,
    artifact: runs.every((run) => run.artifact || run.text.trim() === ''),
    upright: first.upright,
    tag: runs.find((run) => run.tag !== undefined)?.tag,
  }
}
