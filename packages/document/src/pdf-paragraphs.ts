import type { BlockStyle, Box, Place, Segment } from './document.ts'
import { narrowPlace } from './flatten.ts'
import { LIST_MARK, ORDERED_MARK } from './list-mark.ts'
import { inlinesOf, type Piece } from './office-line.ts'
import type { LinePiece, PdfLine } from './pdf-lines.ts'
import type { PdfCell } from './pdf-tags.ts'
import type { Child, List, ListItem, Paragraph, Table, TableCell, TableRow } from './tree.ts'

/** Lines that make one paragraph, and whether it started with the mark of a list. */
interface Group {
  readonly lines: PdfLine[]
  readonly mark: string | undefined
  /** Empty fields that its words name. */
  readonly fields: PdfLine[]
}

/** Bullets of symbol fonts, beside those people type. */
const PDF_MARK = /^(?:[\ue000-\uf8ff]|o(?=[ \t\u00a0]))[ \t\u00a0]*(?=\S)/u

/** What is known of the whole document when paragraphs are made. */
export interface Measures {
  /** The size of most of the text. */
  readonly body: number
  /** Usual distance between two lines, as a ratio to their size. */
  readonly pitch: number
  readonly words: boolean
  /** The structure tree names headings: bold lines need not be guessed. */
  readonly headings: boolean
}

/** Measures the body size and the line pitch that most of the text has. */
export function measure(lines: readonly PdfLine[], words: boolean): Measures {
  const sizes = new Map<number, number>()
  const pitches = new Map<number, number>()
  for (const [i, line] of lines.entries()) {
    const size = Math.round(line.size * 2) / 2
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length)
    const next = lines[i + 1]
    if (next === undefined || next.page !== line.page || Math.abs(next.size - line.size) > 0.6) continue
    const ratio = Math.round(((next.y - line.y) / line.size) * 20) / 20
    if (ratio < 0.9 || ratio > 2.2 || Math.abs(next.left - line.left) > line.size * 3) continue
    pitches.set(ratio, (pitches.get(ratio) ?? 0) + line.text.length)
  }
  const headings = lines.some((line) => line.tag?.role === 'heading')
  return { body: mostFrequent(sizes) ?? 11, pitch: mostFrequent(pitches) ?? 1.2, words, headings }
}

function mostFrequent(counts: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined
  let most = 0
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count]
  return best
}

/** Makes paragraphs, lists and, unless told not to, headings, of lines in reading order. */
export function paragraphsOf(lines: readonly PdfLine[], measures: Measures, titles = true): Child[] {
  const edges = rightEdges(lines)
  const groups: Group[] = []
  let group: Group | undefined
  // Fields do not cut the sentence they stand in: they come after it.
  let fields: Group[] = []
  for (const [i, line] of lines.entries()) {
    if (line.apart !== undefined) {
      const named = line.text === '' && line.apart !== 'remark' && line.apart.label !== undefined
      if (named && group !== undefined) group.fields.push(line)
      else fields.push({ lines: [line], mark: undefined, fields: [] })
      continue
    }
    const previous = group?.lines.at(-1)
    const told = previous === undefined ? undefined : toldBy(previous, line)
    // Items tagged as such may have a drawn bullet, that prints nothing.
    const mark = markOf(line) ?? (line.tag?.role === 'item' && told !== true ? '' : undefined)
    if (group !== undefined && previous !== undefined) {
      const goes =
        told ??
        (mark === undefined && goesOn(group, previous, line, lines[i + 1], measures, edges[i - 1] ?? previous.right))
      if (goes) {
        group.lines.push(line)
        continue
      }
    }
    groups.push(...fields)
    fields = []
    group = { lines: [line], mark, fields: [] }
    groups.push(group)
  }
  groups.push(...fields)
  return build(groups, measures, titles)
}

/** What the structure tree says of two lines: one block, two blocks, or nothing that can be trusted. */
function toldBy(previous: PdfLine, line: PdfLine): boolean | undefined {
  if (previous.tag === undefined || line.tag === undefined || previous.page !== line.page) return undefined
  if (previous.tag.block === line.tag.block && TO_FILL.test(previous.text) && /^\p{Lu}/u.test(line.text)) return false
  if (previous.tag.block === line.tag.block) return Math.abs(line.y - previous.y) < line.size * 4
  // Some exports tag each line as a paragraph: a line cut in mid-sentence is left to its look.
  const cut = previous.tag.role === 'text' && line.tag.role === 'text' && previous.tag.cell === line.tag.cell
  return cut && /[\p{L},]$/u.test(previous.text.trim()) && /^\p{Ll}/u.test(line.text) ? undefined : false
}

/** A line to fill in: « Nom : _ _ _ _ », « Fait à ........ ». */
const TO_FILL = /(?:[_.…]\s*){4,}$/u

function markOf(line: PdfLine): string | undefined {
  const symbol = PDF_MARK.exec(line.text)
  if (symbol !== null) return symbol[0]
  const mark = LIST_MARK.exec(line.text)
  if (mark === null || /^[A-Z]\.\s/.test(mark[0])) return undefined
  return mark[0]
}

/** For each line, how far right its column goes: the widest line of its size that starts near where it starts. */
function rightEdges(lines: readonly PdfLine[]): number[] {
  const columns = new Map<string, number>()
  const key = (line: PdfLine, shift: number): string =>
    `${line.page} ${Math.round(line.size)} ${Math.round(line.left / 20) + shift}`
  for (const line of lines) columns.set(key(line, 0), Math.max(columns.get(key(line, 0)) ?? 0, line.right))
  return lines.map((line) =>
    Math.max(
      columns.get(key(line, -1)) ?? 0,
      columns.get(key(line, 0)) ?? 0,
      columns.get(key(line, 1)) ?? 0,
      line.right,
    ),
  )
}

/** Says whether a line goes on with the paragraph. */
function goesOn(
  group: Group,
  previous: PdfLine,
  line: PdfLine,
  next: PdfLine | undefined,
  measures: Measures,
  edge: number,
): boolean {
  if (line.upright !== previous.upright || Math.abs(line.size - previous.size) > previous.size * 0.12) return false
  if (line.page !== previous.page) {
    // A sentence that runs over the page: it neither ended nor does the next line begin one.
    return (
      line.page === previous.page + 1 &&
      !/[.!?:;»…]["”)]?\s*$/.test(previous.text) &&
      /^\p{Ll}/u.test(line.text) &&
      previous.right > edge - previous.size * 4
    )
  }
  if (TO_FILL.test(previous.text) && /^\p{Lu}/u.test(line.text)) return false
  const step = line.y - previous.y
  const pitch = Math.max(measures.pitch, 1.15) * Math.max(line.size, 1)
  const first = group.lines[0]
  const second = group.lines[1]
  const own = first !== undefined && second !== undefined && second.page === first.page ? second.y - first.y : undefined
  if (step <= previous.size * 0.5) return false
  if (own !== undefined) {
    if (step > own * 1.18 + 0.5) return false
  } else if (step > Math.max(pitch * 1.28, line.size * 1.45) && step > pitch * 1.15) {
    // A leaflet may be set wide: the same step again says that it is the leading, not a gap.
    const again = next === undefined || next.page !== line.page ? undefined : next.y - line.y
    const uniform = again !== undefined && Math.abs(again - step) <= line.size * 0.1
    if (!uniform || step > line.size * 1.9) return false
  }
  // A word cut at the end of a line goes on, whatever the width of the column.
  if (/\p{L}[-\u00ad\u2010]$/u.test(previous.text) && /^\p{Ll}/u.test(line.text) && line.left < previous.right)
    return true
  if (line.strong !== previous.strong && (group.lines.every((l) => l.strong) || line.strong)) {
    // A bold line over plain text is a title; bold words that end a plain line are not.
    if (!/[,;]$|\p{Ll}$/u.test(previous.text) || !/^\p{Ll}/u.test(line.text)) return false
  }
  const width = (line.right - line.left) / Math.max(1, line.text.length)
  const word = /^\S+/.exec(line.text)?.[0].length ?? 1
  const centered =
    Math.abs((line.left + line.right) / 2 - (previous.left + previous.right) / 2) <= line.size &&
    Math.abs(line.left - previous.left) > 2
  const flush = Math.abs(line.left - previous.left) <= line.size * 0.6
  const indented =
    group.lines.length === 1 && previous.left - line.left <= line.size * 5 && previous.left - line.left > 0
  const hanging =
    group.mark !== undefined &&
    group.lines.length === 1 &&
    line.left - previous.left <= line.size * 4 &&
    line.left >= previous.left
  const ragged = Math.abs(line.right - previous.right) <= 2 && !flush
  if (!centered && !flush && !indented && !hanging && !ragged) return false
  const lower = /^[\p{Ll}\d(«"“]/u.test(line.text)
  if (centered && !flush) return line.size > measures.body * 1.1 || lower || !/[.!?:]$/.test(previous.text)
  // Lines that end at one same place are full, however narrow their column.
  // A title on two lines is cut where its author chose.
  const title = line.size >= measures.body * 1.15 && line.strong === previous.strong && group.lines.length < 3
  if (title && flush && step <= line.size * 1.35 && !/[.!?:;]$/.test(previous.text)) return true
  const long = previous.right - previous.left > previous.size * 12
  if (
    long &&
    (sameEdge(line, previous) || group.lines.some((other) => other !== previous && sameEdge(other, previous)))
  )
    return true
  // The first word of this line would have fitted on the line before: the author went to the line.
  const room = edge - previous.right
  const needed = (word + 1) * width
  if (room <= needed * 1.15 + previous.size * 0.8) return true
  return /^\p{Ll}/u.test(line.text) && !/[.!?:;]$/.test(previous.text) && (long || room < (edge - previous.left) * 0.5)
}

function sameEdge(a: PdfLine, b: PdfLine): boolean {
  return a.page === b.page && Math.abs(a.right - b.right) <= 1.5
}

function build(groups: readonly Group[], measures: Measures, titles: boolean): Child[] {
  const levels = headingSizes(groups, measures)
  const children: Child[] = []
  const tables = new Tables()
  let before = children
  let list: { node: List; left: number; ordered: boolean }[] = []
  for (const [i, group] of groups.entries()) {
    const first = group.lines[0]
    if (first === undefined) continue
    const level = levelOf(group, groups[i - 1], groups[i + 1], measures, levels, titles)
    const paragraph = paragraphOf(group, measures, level === undefined ? (group.mark?.length ?? 0) : 0)
    const cell = first.tag?.cell
    const target = cell === undefined ? children : tables.cell(cell, children)
    if (target !== before) list = []
    before = target
    if (level !== undefined) {
      list = []
      const from = first.tag?.role === 'heading' ? 'declared' : 'look'
      target.push({
        type: 'heading',
        depth: level,
        from,
        children: paragraph.children,
        layout: paragraph.layout,
        page: first.page,
      })
      continue
    }
    if (group.mark === undefined) {
      list = []
      // « Voies de recours ........ 3 »: a line of a table of contents.
      if (/(?:\.{4,}|…{2,})\s*\d{1,3}\s*$/.test(textOf(group)))
        target.push({ type: 'section', region: 'navigation', children: [paragraph] })
      else if (first.tag?.role === 'caption') target.push({ ...paragraph, type: 'caption' })
      else if (first.tag?.role === 'quote') target.push({ type: 'blockquote', children: [paragraph] })
      else target.push(paragraph)
      continue
    }
    const item: ListItem = { type: 'listItem', children: [paragraph] }
    const ordered = ORDERED_MARK.test(group.mark)
    while (list.length > 0 && (list.at(-1)?.left ?? 0) > first.left + first.size * 0.7) list = list.slice(0, -1)
    const top = list.at(-1)
    if (top !== undefined && Math.abs(top.left - first.left) <= first.size * 0.7 && top.ordered === ordered) {
      top.node.children.push(item)
      continue
    }
    const node: List = { type: 'list', ordered, children: [item] }
    const parent = top !== undefined && first.left > top.left + first.size * 0.7 ? top.node.children.at(-1) : undefined
    if (parent === undefined) {
      list = []
      target.push(node)
    } else parent.children.push(node)
    list = [...list, { node, left: first.left, ordered }]
  }
  tables.close()
  return children
}

/** Builds tagged tables as their cells are met. */
class Tables {
  private readonly tables = new Map<string, Table>()
  private readonly rows = new Map<string, TableRow>()
  private readonly cells = new Map<string, TableCell>()

  /** One row or one column only puts things side by side: it is read as if there were no table. */
  close(): void {
    for (const table of this.tables.values()) {
      const columns = Math.max(...table.children.map((row) => row.children.length))
      if (table.children.length <= 1 || columns <= 1) table.presentation = true
    }
  }

  /** Where the content of a cell goes. */
  cell(place: PdfCell, children: Child[]): Child[] {
    let cell = this.cells.get(place.key)
    if (cell !== undefined) return cell.children
    let table = this.tables.get(place.table)
    if (table === undefined) {
      table = { type: 'table', children: [] }
      this.tables.set(place.table, table)
      children.push(table)
    }
    let row = this.rows.get(place.row)
    if (row === undefined) {
      row = { type: 'tableRow', children: [] }
      this.rows.set(place.row, row)
      table.children.push(row)
    }
    cell = {
      type: 'tableCell',
      column: place.column ?? row.children.length,
      header: place.header,
      merged: false,
      children: [],
    }
    this.cells.set(place.key, cell)
    row.children.push(cell)
    return cell.children
  }
}

function levelOf(
  group: Group,
  previous: Group | undefined,
  next: Group | undefined,
  measures: Measures,
  sizes: readonly number[],
  titles: boolean,
): number | undefined {
  const tag = group.lines[0]?.tag
  if (group.lines[0]?.apart !== undefined) return undefined
  if (tag?.role === 'heading') return isTitle(textOf(group).trim()) ? (tag.level ?? 1) : undefined
  if (!titles || (tag !== undefined && (measures.headings || tag.cell !== undefined || tag.role === 'item')))
    return undefined
  const numbered = group.mark !== undefined && ORDERED_MARK.test(group.mark)
  return group.mark === undefined || numbered ? headingLevel(group, previous, next, measures, sizes) : undefined
}

/** Forms tag their labels as headings, « Adresse du séjour : », and reports whole sentences. */
function isTitle(text: string): boolean {
  return !/[:：]$/.test(text) && !TO_FILL.test(text) && text.length <= 250 && !(text.endsWith('.') && text.length > 120)
}

/** « Cette attestation est remise à »: what goes on below is no title. */
const GOES_ON =
  /(?:^|[\s’'])(?:à|au|aux|de|du|des|d|l|le|la|les|un|une|et|ou|en|dans|par|pour|sur|avec|sans|que|qui|est|sont|été|être|a|ont)$/u

/** The sizes larger than the body's, the largest first: their rank is the level of a heading. */
function headingSizes(groups: readonly Group[], measures: Measures): readonly number[] {
  const sizes = new Set<number>()
  for (const group of groups) {
    const size = group.lines[0]?.size
    if (size !== undefined && size >= measures.body * 1.15 && textOf(group).length <= 150) sizes.add(Math.round(size))
  }
  return [...sizes].sort((a, b) => b - a)
}

function headingLevel(
  group: Group,
  previous: Group | undefined,
  next: Group | undefined,
  measures: Measures,
  sizes: readonly number[],
): number | undefined {
  const first = group.lines[0]
  if (first === undefined) return undefined
  const text = textOf(group).trim()
  if (
    text.length > 120 ||
    group.lines.length > 3 ||
    /[.;,:…]$|\.{4}/.test(text) ||
    !/\p{L}{2}/u.test(text) ||
    /^\p{Ll}/u.test(text) ||
    TO_FILL.test(text) ||
    GOES_ON.test(text)
  )
    return undefined
  const below = next?.lines[0]
  const last = group.lines.at(-1)
  // « 42 aidants ayant un compte actif » in large letters, then « sur le service ; » in small ones: one sentence.
  if (
    below !== undefined &&
    last !== undefined &&
    next?.mark === undefined &&
    below.page === last.page &&
    below.y - last.y < last.size * 2 &&
    /^\p{Ll}/u.test(below.text)
  )
    return undefined
  const bold = group.lines.every((line) => line.strong)
  const follows = next?.lines[0]
  if (first.size >= measures.body * 1.15) {
    // Line after line of one large size, as on a leaflet, is text and not a row of titles.
    const row =
      Math.abs((follows?.size ?? 0) - first.size) < 0.5 && Math.abs((previous?.lines[0]?.size ?? 0) - first.size) < 0.5
    return row && !bold ? undefined : Math.min(6, sizes.indexOf(Math.round(first.size)) + 1)
  }
  if (!bold || follows === undefined || follows.strong || first.size < measures.body * 0.95) return undefined
  return Math.min(6, sizes.length + 1)
}

function textOf(group: Group): string {
  let text = ''
  for (const line of group.lines) text += `${line.text} `
  return text
}

/** A hyphen that belongs to the word even at the end of a line: « rendez-vous », « est-ce ». */
const KEPT_AFTER =
  /^(?:vous|nous|être|même|mêmes|ci|là|il|elle|ils|elles|on|je|tu|ce|le|la|les|t|moi|toi|lui|leur|dessus|dessous|après|avant|contre|joint|jointe|midi|fils|ouvrable|ouvrables)\b/u

function paragraphOf(group: Group, measures: Measures, skip: number): Paragraph {
  const pieces: (Piece & Partial<LinePiece>)[] = []
  const pages: number[] = []
  for (const [i, line] of group.lines.entries()) {
    const next = group.lines[i + 1]
    for (const piece of line.pieces) {
      pieces.push({ ...piece })
      pages.push(line.page)
    }
    if (next === undefined) continue
    const last = pieces.at(-1)
    const hyphen = /\p{L}[-\u00ad\u2010]$/u.test(line.text) && /^\p{Ll}/u.test(next.text)
    if (last !== undefined && hyphen) {
      const soft = /[\u00ad]$/.test(line.text)
      const address = /(?:\/\/|www\.|@)\S*-$/.test(line.text) || /^\S+@/.test(next.text)
      if (address) continue
      if (soft || !KEPT_AFTER.test(next.text)) pieces[pieces.length - 1] = { ...last, text: last.text.slice(0, -1) }
      continue
    }
    if (!/\s$/.test(line.text)) {
      const look = last?.look
      pieces.push({
        text: ' ',
        kind: 'text',
        look,
        strong: last?.strong === true && next.pieces[0]?.strong === true,
        emphasis: last?.emphasis === true && next.pieces[0]?.emphasis === true,
      })
      pages.push(line.page)
    }
  }
  for (const field of group.fields) {
    pieces.push(...field.pieces)
    pages.push(field.page)
  }
  const children = inlinesOf(pieces, segmentsOf(pieces, pages), measures.words, skip)
  return { type: 'paragraph', children, layout: layoutOf(group), page: group.lines[0]?.page }
}

interface Word {
  readonly from: number
  readonly to: number
  readonly box: Box | undefined
}

/** The words of a piece, each with its share of the piece's box: « il » is not as wide as « mm ». */
function wordsOf({ text, box }: Piece & Partial<LinePiece>): readonly Word[] {
  if (box === undefined || text === '') return [{ from: 0, to: text.length, box }]
  let total = 0
  for (const letter of text) total += widthOf(letter)
  const words: Word[] = []
  let x = box.x
  for (const found of text.matchAll(/\s*\S+|\s+$/gu)) {
    let width = 0
    for (const letter of found[0]) width += widthOf(letter)
    width *= box.width / Math.max(total, 0.1)
    words.push({ from: found.index, to: found.index + found[0].length, box: { ...box, x, width } })
    x += width
  }
  return words
}

/** How wide a letter is in most fonts, as a part of their size. */
function widthOf(letter: string): number {
  if (/[\silj.,;:!|'’·]/u.test(letter)) return 0.26
  if (/[frtI()[\]\-–"°/]/u.test(letter)) return 0.34
  if (/[mwMWÆŒœæ—…@%]/u.test(letter)) return 0.86
  return /\p{Lu}/u.test(letter) ? 0.68 : 0.54
}

/** Ties a range of the paragraph to the boxes of the runs it covers. */
function segmentsOf(
  pieces: readonly (Piece & Partial<LinePiece>)[],
  pages: readonly number[],
): (from: number, to: number) => readonly Segment[] {
  const starts: number[] = []
  let length = 0
  for (const piece of pieces) {
    starts.push(length)
    length += piece.text.length
  }
  return (from, to) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= from) low = middle
      else high = middle - 1
    }
    const segments: Segment[] = []
    for (let i = low; i < pieces.length; i += 1) {
      const piece = pieces[i]
      const start = starts[i] ?? 0
      if (piece === undefined || (start >= to && i > low)) break
      for (const word of wordsOf(piece)) {
        const begin = Math.max(from, start + word.from)
        const end = Math.min(to, start + word.to)
        if (end <= begin) continue
        const whole: Place | undefined =
          word.box === undefined ? undefined : { kind: 'page', page: pages[i] ?? 1, boxes: [word.box] }
        const head = begin - start - word.from
        const place =
          whole === undefined ? {} : { place: narrowPlace(whole, head, start + word.to - end, word.to - word.from) }
        segments.push({ from: begin - from, to: end - from, start: begin, end, exact: true, ...place })
      }
    }
    return segments
  }
}

function layoutOf(group: Group): BlockStyle {
  const { lines } = group
  const first = lines[0]
  if (first === undefined || lines.length < 2) return {}
  const steps: number[] = []
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1]
    if (next !== undefined && next.page === line.page && line.size > 0) steps.push((next.y - line.y) / line.size)
  }
  steps.sort((a, b) => a - b)
  const pitch = steps[steps.length >> 1]
  const full = lines.slice(0, -1)
  const align = alignmentOf(lines)
  let characters = 0
  for (const line of full) characters += line.text.length
  return {
    ...(align === undefined ? {} : { align: { value: align, from: 'measured' } }),
    ...(pitch === undefined ? {} : { lineHeight: { value: Math.round(pitch * 100) / 100, from: 'measured' } }),
    ...(full.length >= 3 ? { lineLength: { value: Math.round(characters / full.length), from: 'measured' } } : {}),
  }
}

/** Justified text shows on five full lines; fewer lines prove left, right or centre only by their rags. */
function alignmentOf(lines: readonly PdfLine[]): 'left' | 'right' | 'center' | 'justify' | undefined {
  const first = lines[0]
  if (first === undefined || lines.length < 3) return undefined
  const inner = lines.slice(1)
  const full = lines.slice(0, -1)
  const left = spread(inner.map((line) => line.left))
  const right = spread(full.map((line) => line.right))
  const tolerance = Math.max(1, first.size * 0.12)
  if (left <= tolerance && right <= tolerance) return full.length >= 5 ? 'justify' : undefined
  if (left <= tolerance) return right > first.size * 0.5 ? 'left' : undefined
  if (spread(lines.map((line) => line.right)) <= tolerance) return 'right'
  return spread(lines.map((line) => (line.left + line.right) / 2)) <= tolerance * 2 ? 'center' : undefined
}

function spread(values: readonly number[]): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return high - low
}
