import type { AlignType, Blockquote, Heading, List, ListItem, Paragraph, RootContent, TableRow } from 'mdast'
import { type Line, type Point, plainInlines } from './plain-inlines.ts'
import { closesFence, type Fence, fenceAt, htmlAt, isLiteral } from './plain-literals.ts'
import { alignsOf, plainRow } from './plain-rows.ts'

/** What a piece of Markdown holds. */
export interface PlainMarkdown {
  readonly nodes: readonly RootContent[]
  /** The line where what follows begins. */
  readonly line: number
  /** Paragraphs and titles whose place is known, but whose words remark must read. */
  readonly asks: readonly Ask[]
}

/** A paragraph or a title of which remark must read the words: its children are not there yet. */
export interface Ask {
  readonly node: Paragraph | Heading
  readonly start: number
  readonly end: number
  readonly line: number
  /** How far from the beginning of its line it starts. */
  readonly indent: number
}

const MATTER = /^---\r?\n(?:([\s\S]*?)\r?\n)??---(?:\r?\n|$)/
const ORDERED = /(\d{1,9})([.)])(?=[ \r\n]|$)/y
/** What makes a table of the line above, unless it is a list or underlines a title. */
const DASHES = /[-:| ]+(?=\r?\n|$)/y
/** « > » and the blank after it. */
const QUOTE_WIDTH = 2
const BLANK = / *(?=\r?\n|$)/y
const UNDERLINE = /(?:=+|-+) *(?=\r?\n|$)/y
const TASK = /\[(?:[ xX]\](?=[ \r\n]|$)|\r?\n)/y

/**
 * Reads a piece of Markdown made of what letters are made of (paragraphs, titles, lists, bold, italics, links, tables)
 * into the very tree that remark gives, or `undefined` as soon as one sign could mean something else.
 * A piece is a whole run of blocks (`markdownPieces`), of a text without definitions or null characters.
 */
export function plainMarkdown(
  source: string,
  start: number,
  end: number,
  firstLine: number,
): PlainMarkdown | undefined {
  // Tabs are counted as columns.
  if (source.slice(start, end).includes('\t')) return undefined
  const reader = new PlainReader(source, start, end, firstLine)
  return reader.read() ? { nodes: reader.nodes, line: reader.line, asks: reader.asks } : undefined
}

/** A list that is being read. */
interface OpenList {
  /** The column where its container begins, and the one where the words of its current item do. */
  readonly indent: number
  readonly marker: number
  content: number
}

/** The mark of an item: « - » or « 12. ». */
interface Mark {
  /** « - », « * », « + », « . » or « ) ». */
  readonly marker: number
  readonly length: number
  readonly number: number | undefined
}

class PlainReader {
  readonly nodes: RootContent[] = []
  readonly asks: Ask[] = []
  line: number
  private readonly source: string
  private end: number
  /** Every line up to `end` begins with « > », that `look` passes over. */
  private isQuoted = false
  private readonly lists: OpenList[] = []
  /** The current line: where it begins, where its first sign is, where its words stop, where the next one begins. */
  private head: number
  private at = 0
  private stop = 0
  private next = 0
  /** Blank lines stand just before the current line. */
  private gap = false
  /** Where the last line that was not blank ended. */
  private last: Point = { line: 1, column: 1, offset: 0 }
  /** The line that ended a paragraph by opening something else. */
  private cutLine = 0
  /** What `blocks` read last holds a blank line between two of its blocks. */
  private loose = false

  constructor(source: string, start: number, end: number, line: number) {
    this.source = source
    this.head = start
    this.end = end
    this.line = line
    this.look()
  }

  read(): boolean {
    if (this.head === 0 && this.source.startsWith('---') && !this.matter()) return false
    return this.blocks(this.nodes, 0) && this.head >= this.end
  }

  /** Finds the ends of the current line. */
  private look(): void {
    const { source, end, head } = this
    const found = source.indexOf('\n', head)
    let stop = end
    this.next = end
    if (found >= 0 && found < end) {
      this.next = found + 1
      stop = found > head && source.charCodeAt(found - 1) === CR ? found - 1 : found
    }
    let at = this.isQuoted ? Math.min(head + QUOTE_WIDTH, stop) : head
    while (at < stop && source.charCodeAt(at) === SPACE) at += 1
    this.at = at
    this.stop = stop
  }

  /** Goes to the next line. */
  private pass(): void {
    const { line, head, stop } = this
    if (this.at < stop) {
      this.last = { line, column: stop - head + 1, offset: stop }
      this.gap = false
    } else this.gap = true
    if (this.source.charCodeAt(this.next - 1) === LF) this.line += 1
    this.head = this.next
    this.look()
  }

  private skipBlank(): void {
    while (this.head < this.end && this.at === this.stop) this.pass()
  }

  private matches(pattern: RegExp, at = this.at): boolean {
    pattern.lastIndex = at
    return pattern.test(this.source)
  }

  /** The front matter, between its two lines of dashes. */
  private matter(): boolean {
    const found = MATTER.exec(this.source)
    if (found === null) return false
    const start = { line: this.line, column: 1, offset: 0 }
    while (this.head < found[0].length) this.pass()
    this.nodes.push({ type: 'yaml', value: found[1] ?? '', position: { start, end: this.last } })
    return true
  }

  /** Reads blocks into a container as long as lines reach its column. */
  private blocks(into: RootContent[], indent: number): boolean {
    let loose = false
    for (;;) {
      this.skipBlank()
      if (this.head >= this.end) break
      const depth = this.at - this.head - indent
      if (depth < 0) break
      if (this.gap && into.length > 0) loose = true
      if (!(depth > 3 ? this.indented(into) : this.block(into, indent))) return false
    }
    this.loose = loose
    return true
  }

  private block(into: RootContent[], indent: number): boolean {
    const { source, at } = this
    const code = source.charCodeAt(at)
    switch (code) {
      case HASH:
        return this.isHeading(at) ? this.heading(into) : this.paragraph(into, indent)
      case DASH:
      case STAR:
      case PLUS:
      case LOW: {
        if (this.isRule(at)) {
          const position = this.position(at, this.stop)
          into.push({ type: 'thematicBreak', position })
          this.pass()
          return true
        }
        const mark = this.mark(at)
        return mark === undefined ? this.paragraph(into, indent) : this.list(into, indent, mark)
      }
      case PIPE:
        return at === 0 || source.charCodeAt(at - 1) === LF ? this.table(into) : false
      case GREATER:
        return this.quotation(into)
      case COLON:
        return false
      case LESS:
        return this.html(into, indent)
      case TICK:
      case TILDE: {
        const fence = fenceAt(source, at, this.stop)
        return fence === undefined ? this.paragraph(into, indent) : this.fenced(into, indent, fence)
      }
      default: {
        const mark = code >= ZERO && code <= NINE ? this.mark(at) : undefined
        return mark === undefined ? this.paragraph(into, indent) : this.list(into, indent, mark)
      }
    }
  }

  /** True of « --- » or « * * * ». */
  private isRule(at: number): boolean {
    const { source, stop } = this
    const sign = source.charCodeAt(at)
    if (sign !== DASH && sign !== STAR && sign !== LOW) return false
    let count = 0
    for (let i = at; i < stop; i += 1) {
      const code = source.charCodeAt(i)
      if (code === sign) count += 1
      else if (code !== SPACE) return false
    }
    return count >= 3
  }

  /** True of « ## Titre » and « ## ». */
  private isHeading(at: number): boolean {
    const { source, stop } = this
    let i = at
    while (i < stop && source.charCodeAt(i) === HASH) i += 1
    return i - at > 0 && i - at <= 6 && (i === stop || source.charCodeAt(i) === SPACE)
  }

  /** What makes an item of what follows. */
  private mark(at: number): Mark | undefined {
    const { source, stop } = this
    const code = source.charCodeAt(at)
    if (code === DASH || code === STAR || code === PLUS) {
      if (at + 1 < stop && source.charCodeAt(at + 1) !== SPACE) return undefined
      return { marker: code, length: 1, number: undefined }
    }
    if (code < ZERO || code > NINE) return undefined
    ORDERED.lastIndex = at
    const found = ORDERED.exec(source)
    if (found === null) return undefined
    return { marker: found[2] === '.' ? DOT : CLOSING, length: found[0].length, number: Number(found[1]) }
  }

  private heading(into: RootContent[]): boolean {
    const { source, at, stop, line, head } = this
    let start = at
    while (source.charCodeAt(start) === HASH) start += 1
    const depth = start - at
    if (depth !== 1 && depth !== 2 && depth !== 3 && depth !== 4 && depth !== 5 && depth !== 6) return false
    while (start < stop && source.charCodeAt(start) === SPACE) start += 1
    let end = stop
    while (end > start && source.charCodeAt(end - 1) === SPACE) end -= 1
    // « ## Titre ## »
    let closing = end
    while (closing > start && source.charCodeAt(closing - 1) === HASH) closing -= 1
    if (closing === start) end = start
    else if (closing < end && source.charCodeAt(closing - 1) === SPACE) {
      end = closing
      while (end > start && source.charCodeAt(end - 1) === SPACE) end -= 1
    }
    const children = end === start ? [] : plainInlines(source, [{ line, head, start, end, stop: end, isBroken: false }])
    const node: Heading = { type: 'heading', depth, children: children ?? [], position: this.position(at, stop) }
    if (children === undefined) this.asks.push({ node, start: at, end: stop, line, indent: at - head })
    into.push(node)
    this.pass()
    return true
  }

  /** Code between two fences; one that nothing closes is not ours to end. */
  private fenced(into: RootContent[], indent: number, fence: Fence): boolean {
    if (!isLiteral(fence)) return false
    const { source, at } = this
    const start = this.position(at, at).start
    const margin = at - this.head
    const lines: string[] = []
    // What ends the line of the fence ends nothing of the code.
    let ending = ''
    for (;;) {
      this.pass()
      if (this.head >= this.end) return false
      const column = this.at - this.head
      if (this.at < this.stop && column < indent) return false
      if (this.at < this.stop && column - indent <= 3 && closesFence(fence, source, this.at, this.stop)) break
      lines.push(ending + source.slice(Math.min(this.head + margin, this.at), this.stop))
      ending = source.slice(this.stop, this.next)
    }
    this.pass()
    const { lang, meta } = fence
    into.push({ type: 'code', lang, meta, value: lines.join(''), position: { start, end: { ...this.last } } })
    return true
  }

  /** Code that is told by its four blanks, out of lists. */
  private indented(into: RootContent[]): boolean {
    if (this.lists.length > 0 || this.isQuoted) return false
    const { source, head, line } = this
    let value = ''
    let pending = ''
    while (this.head < this.end && (this.at === this.stop || this.at - this.head > 3)) {
      // Whether the blanks of a blank line belong to the code depends on what follows.
      if (this.at === this.stop && this.at > this.head) return false
      if (this.at < this.stop) {
        value += pending + source.slice(this.head + 4, this.stop)
        pending = ''
      }
      pending += source.slice(this.stop, this.next)
      this.pass()
    }
    // What follows may be words instead of a list, even after a blank line: micromark still asks if it may interrupt.
    if (
      this.head < this.end &&
      (!this.gap || this.mark(this.at) !== undefined || source.charCodeAt(this.at) === GREATER)
    )
      return false
    const start = { line, column: 1, offset: head }
    into.push({ type: 'code', lang: null, meta: null, value, position: { start, end: { ...this.last } } })
    return true
  }

  /** A quotation in the first column, of which every line begins with « > » and a blank. */
  private quotation(into: RootContent[]): boolean {
    const { source, head, at, end } = this
    if (at !== head || this.isQuoted || this.lists.length > 0) return false
    const { start } = this.position(head, head)
    let last = start
    let line = this.line
    let next = head
    while (next < end && source.charCodeAt(next) === GREATER) {
      const found = source.indexOf('\n', next)
      const after = found === -1 || found >= end ? end : found + 1
      let stop = found === -1 || found >= end ? end : found
      if (stop > next && source.charCodeAt(stop - 1) === CR) stop -= 1
      if (stop > next + 1 && source.charCodeAt(next + 1) !== SPACE) return false
      last = { line, column: stop - next + 1, offset: stop }
      line += 1
      next = after
    }
    // A line without « > » may go on with the last paragraph.
    if (next < end && !this.isBlankFrom(next)) return false
    const children: RootContent[] = []
    this.end = next
    this.isQuoted = true
    this.look()
    // After a paragraph, « > 2. » may hold words instead of a list, as « - 2. ».
    const isSure = this.line !== this.cutLine || this.mark(this.at) === undefined
    const isPlain = isSure && this.blocks(children, QUOTE_WIDTH) && this.head >= next
    this.end = end
    this.isQuoted = false
    this.look()
    if (!isPlain) return false
    this.last = last
    into.push({
      type: 'blockquote',
      children: children as Blockquote['children'],
      position: { start, end: { ...last } },
    })
    return true
  }

  private isBlankFrom(head: number): boolean {
    BLANK.lastIndex = head
    return BLANK.test(this.source)
  }

  /** A comment on one line, or a block of HTML up to a blank line, in the first column. */
  private html(into: RootContent[], indent: number): boolean {
    const { source, at, head } = this
    const kind = htmlAt(source, at, this.stop)
    if (kind === 'words') return this.paragraph(into, indent)
    if (kind === 'unsure' || at !== head || this.lists.length > 0) return false
    const { start } = this.position(at, at)
    do this.pass()
    while (kind !== 'comment' && this.head < this.end && this.at < this.stop)
    const value = source.slice(at, this.last.offset)
    into.push({ type: 'html', value, position: { start, end: { ...this.last } } })
    return true
  }

  private paragraph(into: RootContent[], indent: number): boolean {
    if (this.matches(TASK)) return false
    const { source } = this
    const lines: Line[] = []
    let isFlush = true
    for (;;) {
      lines.push(this.lineFrom(this.at))
      this.pass()
      if (this.head >= this.end || this.at === this.stop) break
      if (this.at > this.head) isFlush = false
      const next = this.continues(indent)
      if (next === UNSURE) return false
      if (next === TITLES) return this.underlined(into, lines)
      if (next === ENDS) {
        this.cutLine = this.line
        break
      }
    }
    const first = lines[0]
    const last = lines.at(-1)
    if (first === undefined || last === undefined) return false
    // The last line breaks nothing: its « \\ » is printed.
    if (last.isBroken) lines[lines.length - 1] = { ...last, end: last.end + 1 === last.stop ? last.stop : last.end }
    const children = plainInlines(source, lines)
    const start = { line: first.line, column: first.start - first.head + 1, offset: first.start }
    const node: Paragraph = { type: 'paragraph', children: children ?? [], position: { start, end: { ...this.last } } }
    if (children === undefined) {
      if (!isFlush) return false
      const { offset: end } = this.last
      this.asks.push({ node, start: first.start, end, line: first.line, indent: first.start - first.head })
    }
    into.push(node)
    return true
  }

  /** A title over a line of « = » or « - ». */
  private underlined(into: RootContent[], lines: readonly Line[]): boolean {
    const depth = this.source.charCodeAt(this.at) === EQUAL ? 1 : 2
    const first = lines[0]
    const last = lines.at(-1)
    if (first === undefined || last === undefined) return false
    const isSlashed = last.isBroken && last.end + 1 === last.stop
    const children = isSlashed ? undefined : plainInlines(this.source, lines)
    if (children === undefined) return false
    this.pass()
    const start = { line: first.line, column: first.start - first.head + 1, offset: first.start }
    into.push({ type: 'heading', depth, children, position: { start, end: { ...this.last } } })
    return true
  }

  /** The current line, of which the words begin at `start`. */
  private lineFrom(start: number): Line {
    const { source, line, head, stop } = this
    let end = stop
    while (end > start && source.charCodeAt(end - 1) === SPACE) end -= 1
    let isBroken = stop - end >= 2
    if (end === stop && source.charCodeAt(end - 1) === SLASH) {
      let first = end - 1
      while (first > start && source.charCodeAt(first - 1) === SLASH) first -= 1
      // « \\ » is a printed bar.
      if ((end - first) % 2 === 1) {
        isBroken = true
        end -= 1
      }
    }
    return { line, head, start, end, stop, isBroken }
  }

  /** Whether the current line goes on with the paragraph above it, in a container that begins at `indent`. */
  private continues(indent: number): typeof GOES_ON | typeof ENDS | typeof UNSURE | typeof TITLES {
    const { source, at } = this
    const column = at - this.head
    // The innermost container that this line belongs to, and the list whose item it may follow.
    const list = column < indent ? this.lists.find(({ content }) => column < content) : undefined
    const depth = column - (list?.indent ?? indent)
    if (depth > 3) return list === undefined ? GOES_ON : UNSURE
    const code = source.charCodeAt(at)
    switch (code) {
      case HASH:
        return this.isHeading(at) ? ENDS : GOES_ON
      case GREATER:
        return at === this.head && this.lists.length === 0 ? ENDS : UNSURE
      case COLON:
      case PIPE:
        return UNSURE
      case EQUAL:
        if (!this.matches(UNDERLINE)) return GOES_ON
        return list === undefined ? TITLES : UNSURE
      case TICK:
      case TILDE:
        return fenceAt(source, at, this.stop) === undefined ? GOES_ON : ENDS
      case LESS: {
        const kind = htmlAt(source, at, this.stop)
        if (kind === 'words' || (kind === 'tag' && list === undefined)) return GOES_ON
        if (kind === 'tag') return UNSURE
        return kind !== 'unsure' && at === this.head && this.lists.length === 0 ? ENDS : UNSURE
      }
      case DASH:
      case STAR:
      case PLUS:
      case LOW:
        // In its item, « --- » underlines a title.
        if (code === DASH && list === undefined && this.matches(UNDERLINE)) return TITLES
        if (this.isRule(at) && (list !== undefined || !this.matches(DASHES))) return ENDS
    }
    const mark = this.mark(at)
    if (list !== undefined && list.marker === mark?.marker) return ENDS
    if (code === DASH && this.matches(DASHES)) return UNSURE
    if (mark === undefined) return GOES_ON
    // Of lists that may open in the middle of a paragraph, only those with words, and « 1. ».
    let words = at + mark.length
    while (words < this.stop && source.charCodeAt(words) === SPACE) words += 1
    const isEmpty = words === this.stop
    if (!isEmpty && (mark.number === undefined || (mark.number === 1 && mark.length === 2))) return ENDS
    return isEmpty || list !== undefined ? UNSURE : GOES_ON
  }

  private list(into: RootContent[], indent: number, first: Mark): boolean {
    const { line, at, head } = this
    const children: ListItem[] = []
    const open: OpenList = { indent, marker: first.marker, content: 0 }
    let spread = false
    this.lists.push(open)
    for (let mark: Mark | undefined = first; mark !== undefined; ) {
      const item = this.item(mark, open)
      if (item === undefined) return false
      children.push(item)
      if (this.head >= this.end) break
      const depth = this.at - this.head - indent
      if (depth < 0) break
      // Code, or what follows an item whose words were further right.
      if (depth > 3) return false
      const next: Mark | undefined = this.isRule(this.at) ? undefined : this.mark(this.at)
      mark = next?.marker === open.marker ? next : undefined
      if (mark !== undefined && this.gap) spread = true
    }
    this.lists.pop()
    // In a quotation, what a list ends on depends on what follows it.
    if (this.isQuoted && (this.gap || this.head < this.end)) return false
    const node: List = {
      type: 'list',
      ordered: first.number !== undefined,
      start: first.number ?? null,
      spread,
      children,
      position: { start: { line, column: at - head + 1, offset: at }, end: { ...this.last } },
    }
    into.push(node)
    return true
  }

  private item(mark: Mark, open: OpenList): ListItem | undefined {
    const { source, at, head, line, stop } = this
    const after = at + mark.length
    let words = after
    while (words < stop && source.charCodeAt(words) === SPACE) words += 1
    const content: RootContent[] = []
    this.loose = false
    if (words === stop) {
      open.content = after + 1 - head
      this.pass()
      // A blank line ends an item that is empty so far.
      if (this.head < this.end && this.at < this.stop && this.at - this.head >= open.content) {
        if (!this.blocks(content, open.content)) return undefined
      }
    } else {
      // « -     code »
      if (words - after > 4) return undefined
      open.content = words - head
      this.at = words
      // After a paragraph, « - 2. » may hold words instead of a list: micromark still asks if it may interrupt.
      if (line === this.cutLine && this.mark(words) !== undefined) return undefined
      if (!this.blocks(content, open.content)) return undefined
    }
    const spread = this.loose
    const position = { start: { line, column: at - head + 1, offset: at }, end: { ...this.last } }
    this.skipBlank()
    return { type: 'listItem', spread, checked: null, children: content as ListItem['children'], position }
  }

  /** A table of which every row begins and ends with « | », and has as many cells as its header. */
  private table(into: RootContent[]): boolean {
    const { source } = this
    const rows: TableRow[] = []
    let align: readonly AlignType[] | undefined
    let width = 0
    for (;;) {
      if (source.charCodeAt(this.head) !== PIPE) return false
      if (rows.length === 1 && align === undefined) {
        align = alignsOf(source.slice(this.head, this.stop))
        if (align?.length !== width) return false
      } else {
        const row = plainRow(source, { line: this.line, head: this.head, stop: this.stop })
        if (row === undefined) return false
        if (rows.length === 0) width = row.children.length
        else if (row.children.length !== width) return false
        rows.push(row)
      }
      this.pass()
      if (this.head >= this.end || this.at === this.stop) break
    }
    const start = rows[0]?.position?.start
    const end = rows.at(-1)?.position?.end
    // A table of one row ends on its line of dashes.
    if (align === undefined || start === undefined || end === undefined || rows.length < 2) return false
    into.push({
      type: 'table',
      align: [...align],
      children: rows,
      position: { start: { ...start }, end: { ...end } },
    })
    return true
  }

  /** A range of the current line. */
  private position(start: number, end: number): { start: Point; end: Point } {
    const { line, head } = this
    return {
      start: { line, column: start - head + 1, offset: start },
      end: { line, column: end - head + 1, offset: end },
    }
  }
}

const LF = 10
const CR = 13
const SPACE = 32
const HASH = 35
const CLOSING = 41
const STAR = 42
const PLUS = 43
const DASH = 45
const DOT = 46
const ZERO = 48
const NINE = 57
const COLON = 58
const LESS = 60
const EQUAL = 61
const GREATER = 62
const SLASH = 92
const LOW = 95
const TICK = 96
const PIPE = 124
const TILDE = 126

const GOES_ON = 0
const ENDS = 1
const UNSURE = 2
const TITLES = 3
