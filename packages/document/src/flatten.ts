import type { Node } from 'unist'
import type {
  Block,
  BlockKind,
  BlockStyle,
  ListPlace,
  Mark,
  Place,
  Region,
  RunStyle,
  Segment,
  TablePlace,
} from './document.ts'
import { owned } from './owned.ts'
import type { Child, Control, Inline, List, Root, Table } from './tree.ts'

/** How white space is printed: `collapse` as a browser does, `keep` as it stands. */
export type White = 'collapse' | 'keep'

/** How the blocks' offsets are found: in the decoded `source`, or in the blocks' own text once `joined`. */
export type Offsets = 'source' | 'joined'

/** A layout depth no honest document reaches; beyond it the reader gives up on structure. */
const MAX_DEPTH = 400

interface Context {
  readonly kind: BlockKind
  readonly region: Region
  readonly style: BlockStyle
  readonly page?: number | undefined
  readonly list?: ListPlace | undefined
  readonly table?: TablePlace | undefined
  readonly tableDepth: number
  readonly listDepth: number
  readonly nesting: number
}

interface Draft {
  text: string
  segments: Segment[]
  marks: Mark[]
  where: { start: number; end: number } | undefined
}

const INLINE: ReadonlySet<string> = new Set([
  'text',
  'placeholder',
  'control',
  'break',
  'image',
  'field',
  'inlineCode',
  'strong',
  'emphasis',
  'underline',
  'delete',
  'hidden',
  'link',
  'abbreviation',
])

/** Says whether a node belongs inside a line of text. */
export function isInline(node: Node): node is Inline {
  return INLINE.has(node.type)
}

const NO_STYLE: BlockStyle = {}

/** A block while it is made. */
type Writable = { -readonly [Key in keyof Block]: Block[Key] }

/** What stands before a tree that is a part of a document. */
export interface Origin {
  readonly start: number
  /** How many blocks, lists and tables. */
  readonly rank: number
  readonly lists: number
  readonly tables: number
}

const BEGINNING: Origin = { start: 0, rank: 0, lists: 0, tables: 0 }

/** Makes the blocks of a tree: one block a line of prose, marks and segments included. */
export function flatten(root: Root, white: White, offsets: Offsets, origin = BEGINNING): readonly Block[] {
  const blocks: Block[] = []
  let length = 0
  let { lists, tables } = origin

  const emit = (draft: Draft, context: Context, extra?: { level?: number; levelFrom?: Block['levelFrom'] }): void => {
    const { text, segments, marks } = trim(draft)
    if (text === '' && !marks.some((mark) => mark.kind === 'image' || mark.kind === 'field')) return
    let placed = segments
    let start = segments[0]?.start ?? draft.where?.start ?? origin.start
    let end = segments.at(-1)?.end ?? draft.where?.end ?? start
    if (offsets === 'joined') {
      if (text !== '' && length > 0) length += 2
      start = length
      placed = segments.map((segment) => ({
        ...segment,
        start: start + segment.from,
        end: start + segment.to,
        exact: true,
      }))
      length += text.length
      end = length
    }
    const block: Writable = {
      index: origin.rank + blocks.length,
      kind: context.kind,
      region: context.region,
      text: owned(text),
      start,
      end,
      segments: placed,
      marks,
      style: context.style,
    }
    if (extra?.level !== undefined) block.level = extra.level
    if (extra?.levelFrom !== undefined) block.levelFrom = extra.levelFrom
    if (context.list !== undefined) block.list = context.list
    if (context.table !== undefined) block.table = context.table
    if (context.page !== undefined) block.page = context.page
    blocks.push(block)
  }

  const walk = (children: readonly Child[], context: Context): void => {
    if (context.nesting > MAX_DEPTH) throw new RangeError('document too deep')
    let run: Inline[] = []
    const flush = (): void => {
      if (run.length > 0) emit(draw(run, white, origin.start), context)
      run = []
    }
    for (const child of children) {
      if (isInline(child)) {
        run.push(child)
        continue
      }
      flush()
      const inner = 'layout' in child || 'page' in child ? laid(context, child.layout, child.page) : context
      switch (child.type) {
        case 'heading':
          emit(
            draw(child.children, white, origin.start),
            { ...inner, kind: 'heading' },
            { level: Math.min(6, Math.max(1, child.depth)), levelFrom: child.from },
          )
          break
        case 'paragraph':
          emit(draw(child.children, white, origin.start), inner)
          break
        case 'caption':
        case 'label':
          emit(draw(child.children, white, origin.start), { ...inner, kind: child.type })
          break
        case 'code':
          emit(
            { text: child.value, segments: shifted(child.segments, origin.start), marks: [], where: undefined },
            { ...inner, kind: 'code' },
          )
          break
        case 'blockquote':
          walk(child.children, { ...deeper(inner), kind: context.kind === 'paragraph' ? 'quote' : context.kind })
          break
        case 'section':
          walk(child.children, child.region === undefined ? deeper(inner) : { ...deeper(inner), region: child.region })
          break
        case 'list':
          walkList(child, deeper(inner))
          break
        case 'table':
          walkTable(child, deeper(inner))
          break
      }
    }
    flush()
  }

  const walkList = (node: List, context: Context): void => {
    const list = lists++
    let index = 0
    for (const item of node.children) {
      const inner = laid(context, item.layout, item.page)
      walk(item.children, {
        ...inner,
        kind: 'item',
        listDepth: context.listDepth + 1,
        list: { list, depth: context.listDepth + 1, ordered: node.ordered, index, size: node.children.length },
      })
      index += 1
    }
  }

  const walkTable = (node: Table, context: Context): void => {
    if (node.presentation === true) {
      for (const row of node.children) {
        for (const cell of row.children) walk(cell.children, laid(context, cell.layout, cell.page))
      }
      return
    }
    const table = tables++
    let columns = 0
    for (const row of node.children) {
      for (const cell of row.children) columns = Math.max(columns, cell.column + 1)
    }
    let rank = 0
    for (const row of node.children) {
      for (const cell of row.children) {
        const inner = laid(context, cell.layout, cell.page)
        walk(cell.children, {
          ...inner,
          kind: 'cell',
          tableDepth: context.tableDepth + 1,
          listDepth: 0,
          list: undefined,
          table: {
            table,
            row: rank,
            column: cell.column,
            rows: node.children.length,
            columns,
            header: cell.header,
            merged: cell.merged,
            depth: context.tableDepth + 1,
          },
        })
      }
      rank += 1
    }
  }

  walk(root.children, { kind: 'paragraph', region: 'body', style: NO_STYLE, tableDepth: 0, listDepth: 0, nesting: 0 })
  return blocks
}

function deeper(context: Context): Context {
  return { ...context, nesting: context.nesting + 1 }
}

function shifted(segments: readonly Segment[], by: number): Segment[] {
  if (by === 0) return [...segments]
  return segments.map((segment) => ({ ...segment, start: segment.start + by, end: segment.end + by }))
}

function laid(context: Context, layout: BlockStyle | undefined, page: number | undefined): Context {
  if (layout === undefined && page === undefined) return context
  return { ...context, style: layout ?? context.style, page: page ?? context.page }
}

/** Prints a run of inlines in one line, with its marks and segments. */
function draw(nodes: readonly Inline[], white: White, origin: number): Draft {
  const line = new Line(white, origin)
  line.add(nodes, 0)
  return { text: line.text, segments: line.segments, marks: line.marks, where: line.where }
}

const BLANK = /^[ \t\n\r\f]+$/
const ODD_WHITE = /[\t\n\r\f]| {2}/
const WHITE_RUN = /[ \t\n\r\f]+/g

class Line {
  text = ''
  readonly segments: Segment[] = []
  readonly marks: Mark[] = []
  where: { start: number; end: number } | undefined
  private readonly white: White
  /** Where the part of the document begins from which offsets are counted. */
  private readonly origin: number
  private last = ''
  private silent: { start: number; end: number; parts: boolean; at: number; place: Place | undefined } | undefined
  private styled: { mark: Mark & { kind: 'style' }; look: RunStyle } | undefined

  constructor(white: White, origin: number) {
    this.white = white
    this.origin = origin
  }

  add(nodes: readonly Inline[], depth: number): void {
    if (depth > MAX_DEPTH) throw new RangeError('document too deep')
    for (const node of nodes) {
      const start = this.text.length
      switch (node.type) {
        case 'text':
          this.print(node.value, node.segments, this.white)
          this.look(start, node.look)
          break
        case 'placeholder': {
          this.part(node.value)
          const from = this.text.length
          this.print(node.value, node.segments, 'keep')
          this.marks.push({ kind: 'placeholder', start: from, end: this.text.length, name: node.name })
          this.look(from, node.look)
          break
        }
        case 'control':
          this.silence(node)
          break
        case 'break':
          this.print('\n', node.segments, 'keep')
          break
        case 'inlineCode':
          this.print(node.value, node.segments, 'keep')
          this.marks.push({ kind: 'code', start, end: this.text.length })
          break
        case 'image':
          this.seen(node.segments)
          this.marks.push({ kind: 'image', start, end: start, ...(node.alt === undefined ? {} : { alt: node.alt }) })
          break
        case 'field':
          this.seen(node.segments)
          this.add(node.children, depth + 1)
          this.marks.push({ kind: 'field', start, end: this.text.length, field: node.field })
          break
        case 'link':
          this.add(node.children, depth + 1)
          if (this.text.length > start) {
            const title = node.title === undefined ? {} : { title: node.title }
            this.marks.push({ kind: 'link', start, end: this.text.length, url: node.url, ...title })
          }
          break
        case 'abbreviation':
          this.add(node.children, depth + 1)
          if (this.text.length > start)
            this.marks.push({ kind: 'abbreviation', start, end: this.text.length, title: node.title })
          break
        default:
          this.add(node.children, depth + 1)
          if (this.text.length > start) this.marks.push({ kind: node.type, start, end: this.text.length })
      }
    }
  }

  /**
   * Both branches of a condition are read: « convention{% else %}avenant » is two words, as are two
   * conditions in a row, but « dossier{% if n > 1 %}s{% endif %} » is one.
   */
  private silence(node: Control): void {
    const segment = node.segments[0]
    if (segment === undefined) return
    const parts = /\b(?:else|elif|elsif|elseif)\b/.test(node.value)
    if (this.silent === undefined)
      this.silent = { start: segment.start, end: segment.end, parts, at: this.text.length, place: segment.place }
    else this.silent = { ...this.silent, end: segment.end, parts: true }
  }

  private part(next: string): void {
    const { silent } = this
    this.silent = undefined
    if (silent === undefined || !silent.parts || silent.at !== this.text.length) return
    if (!/[\p{L}\p{N})}\]»]/u.test(this.last) || !/^[\p{L}\p{N}({[«\ue000]/u.test(next)) return
    this.put(' ', silent.start, silent.end, false, silent.place)
  }

  private seen(segments: readonly Segment[]): void {
    const first = segments[0]
    if (first !== undefined) this.where ??= { start: this.origin + first.start, end: this.origin + first.end }
  }

  /** Neighbours that look the same share one mark: Word cuts a sentence in ten runs. */
  private look(start: number, look: RunStyle | undefined): void {
    const end = this.text.length
    if (look === undefined || end === start) return
    const last = this.styled
    if (last !== undefined && last.mark.end === start && sameLook(last.look, look)) {
      const mark = { ...last.mark, end }
      this.marks[this.marks.lastIndexOf(last.mark)] = mark
      this.styled = { mark, look }
      return
    }
    const mark = { kind: 'style', start, end, style: look } as const
    this.marks.push(mark)
    this.styled = { mark, look }
  }

  private print(value: string, segments: readonly Segment[], white: White): void {
    for (const segment of segments) {
      const piece = value.slice(segment.from, segment.to)
      if (white === 'collapse' && !segment.exact && BLANK.test(piece)) {
        const before = this.last
        if (before !== '' && before !== ' ' && before !== '\n')
          this.put(' ', segment.start, segment.end, false, segment.place)
        continue
      }
      if (white === 'keep' || !segment.exact) {
        this.put(piece, segment.start, segment.end, segment.exact, segment.place)
        continue
      }
      let last = 0
      if (segment.place === undefined) {
        // Most of a text is words one blank apart: only other white space, or a blank that comes first, is looked at.
        const before = this.last
        if (piece[0] !== ' ' || (before !== '' && before !== ' ' && before !== '\n')) {
          if (!ODD_WHITE.test(piece)) {
            this.put(piece, segment.start, segment.start + piece.length, true, undefined)
            continue
          }
        }
      }
      WHITE_RUN.lastIndex = 0
      for (let found = WHITE_RUN.exec(piece); found !== null; found = WHITE_RUN.exec(piece)) {
        if (found.index > last) this.putPart(piece, last, found.index, segment)
        last = found.index + found[0].length
        const before = this.last
        if (before === '' || before === ' ' || before === '\n') continue
        const from = segment.start + found.index
        const single = found[0][0] === ' '
        this.put(
          ' ',
          from,
          single ? from + 1 : segment.start + last,
          single,
          placeIn(segment, found.index, single ? found.index + 1 : last),
        )
      }
      if (last < piece.length) this.putPart(piece, last, piece.length, segment)
    }
  }

  private putPart(piece: string, from: number, to: number, segment: Segment): void {
    this.put(piece.slice(from, to), segment.start + from, segment.start + to, true, placeIn(segment, from, to))
  }

  private put(text: string, first: number, after: number, exact: boolean, place: Place | undefined): void {
    if (text === '') return
    if (this.silent !== undefined) this.part(text)
    const start = this.origin + first
    const end = this.origin + after
    const from = this.text.length
    const to = from + text.length
    this.text += text
    this.last = text.slice(-1)
    const last = this.segments.at(-1)
    if (last?.exact && exact && last.end === start && joinable(last.place, place)) {
      this.segments[this.segments.length - 1] = { ...last, to, end, ...joined(last.place, place) }
      return
    }
    this.segments.push({ from, to, start, end, exact, ...(place === undefined ? {} : { place }) })
  }
}

function sameLook(a: RunStyle, b: RunStyle): boolean {
  return (
    a === b ||
    (a.size?.value === b.size?.value &&
      a.size?.from === b.size?.from &&
      a.color?.value === b.color?.value &&
      a.background?.value === b.background?.value &&
      a.font?.value === b.font?.value &&
      a.capitals?.value === b.capitals?.value)
  )
}

function joinable(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.kind === 'paragraph' && b.kind === 'paragraph') {
    return a.part === b.part && a.paragraph === b.paragraph && a.end === b.start
  }
  return a.kind === 'offsets' && b.kind === 'offsets' && a.end === b.start
}

function joined(a: Place | undefined, b: Place | undefined): { place?: Place } {
  if (a?.kind === 'paragraph' && b?.kind === 'paragraph') return { place: { ...a, end: b.end } }
  if (a?.kind === 'offsets' && b?.kind === 'offsets') return { place: { ...a, end: b.end } }
  return a === undefined ? {} : { place: a }
}

/** Narrows a segment to a part of its text; an inexact one keeps its whole range. */
export function narrow(segment: Segment, from: number, to: number): Segment {
  if (!segment.exact) return { ...segment, from, to }
  const head = from - segment.from
  const tail = segment.to - to
  const place =
    segment.place === undefined ? {} : { place: narrowPlace(segment.place, head, tail, segment.to - segment.from) }
  return { from, to, start: segment.start + head, end: segment.end - tail, exact: true, ...place }
}

function placeIn(segment: Segment, from: number, to: number): Place | undefined {
  const size = segment.to - segment.from
  return segment.place === undefined ? undefined : narrowPlace(segment.place, from, size - to, size)
}

/** Narrows a place by a number of characters at each end, out of `size`. */
export function narrowPlace(place: Place, head: number, tail: number, size: number): Place {
  if (place.kind === 'offsets' || place.kind === 'paragraph') {
    // An inexact place (an entity in a mail's HTML) has another length than its text: it stays whole.
    if (place.end - place.start !== size) return place
    return { ...place, start: place.start + head, end: place.end - tail }
  }
  const box = place.kind === 'page' && place.boxes.length === 1 ? place.boxes[0] : undefined
  if (place.kind !== 'page' || box === undefined || size === 0) return place
  const x = box.x + (box.width * head) / size
  return { ...place, boxes: [{ ...box, x, width: (box.width * (size - head - tail)) / size }] }
}

const OUTER_WHITE = /^[ \t\n\r\f\v\u00a0\u202f\u2028]+|[ \t\n\r\f\v\u00a0\u202f\u2028]+$/g

function trim(draft: Draft): { text: string; segments: Segment[]; marks: Mark[] } {
  const { text } = draft
  if (!isWhite(text.charCodeAt(0)) && !isWhite(text.charCodeAt(text.length - 1)))
    return { text, segments: draft.segments, marks: inOrder(draft.marks) }
  const trimmed = text.replace(OUTER_WHITE, '')
  if (trimmed.length === text.length) return { text, segments: draft.segments, marks: inOrder(draft.marks) }
  const head = trimmed === '' ? text.length : text.search(/[^ \t\n\r\f\v\u00a0\u202f\u2028]/)
  const tail = head + trimmed.length
  const segments: Segment[] = []
  for (const segment of draft.segments) {
    const from = Math.max(segment.from, head)
    const to = Math.min(segment.to, tail)
    if (to <= from) continue
    const part = from === segment.from && to === segment.to ? segment : narrow(segment, from, to)
    segments.push({ ...part, from: from - head, to: to - head })
  }
  const marks: Mark[] = []
  for (const mark of draft.marks) {
    const start = Math.min(Math.max(mark.start, head), tail) - head
    const end = Math.min(Math.max(mark.end, head), tail) - head
    if (start === end && mark.kind !== 'image' && mark.kind !== 'field') continue
    marks.push({ ...mark, start, end })
  }
  return { text: trimmed, segments, marks: inOrder(marks) }
}

/** True of what `OUTER_WHITE` takes off. */
function isWhite(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x202f || code === 0x2028
}

/** Sorts marks and joins neighbours of the same kind: an office file cuts a bold word in several runs. */
function inOrder(marks: Mark[]): Mark[] {
  if (marks.length < 2) return marks
  marks.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Mark[] = []
  const last = new Map<Mark['kind'], number>()
  for (const mark of marks) {
    const rank = last.get(mark.kind)
    const previous = rank === undefined ? undefined : kept[rank]
    if (rank !== undefined && previous !== undefined && previous.end === mark.start && sameMark(previous, mark)) {
      kept[rank] = { ...previous, end: mark.end }
      continue
    }
    last.set(mark.kind, kept.length)
    kept.push(mark)
  }
  return kept
}

function sameMark(a: Mark, b: Mark): boolean {
  switch (a.kind) {
    case 'strong':
    case 'emphasis':
    case 'underline':
    case 'delete':
    case 'hidden':
      return a.kind === b.kind
    case 'link':
      return b.kind === 'link' && a.url === b.url && a.title === b.title
    default:
      return false
  }
}
