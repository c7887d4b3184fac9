import type {
  AlignType,
  BlockContent,
  Emphasis,
  Heading,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Strong,
  TableCell,
  TableRow,
  Text,
} from 'mdast'

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

type Point = { line: number; column: number; offset: number }

/** A line of text: where its words begin and end. */
interface Line {
  readonly line: number
  /** Where the line itself begins, and where what ends it begins. */
  readonly head: number
  readonly stop: number
  readonly start: number
  readonly end: number
  /** « \\ » or two blanks at the end of the line: the next one is printed under it. */
  readonly isBroken: boolean
}

/** What GFM or CommonMark may read as markup beyond `*`, `**` and a bare link: remark reads the words. */
const MARKUP = /[\\`~_<]|&(?=[A-Za-z#])|!(?=\[)/
/** A link whose words and address hold nothing to interpret. */
const LINK = /\[(?!\^)([^[\]\\`~_<>&@*|!^\n\r\t]+)\]\(([\w/#?=.,%+:&~@-]+)\)/y
/** An address that GFM makes a link of by itself, between blanks or brackets. */
const AUTOLINK =
  /(?<![^ \r\n(])(?:[A-Za-z\d][A-Za-z\d.+-]*@(?:[A-Za-z\d]+(?:-[A-Za-z\d]+)*\.)+[A-Za-z]+|(?:www\.|https?:\/\/)[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+(?:\/[A-Za-z\d-]+)*\/?)(?=[.,;:!?)]*(?:\s|$))/y
const ORDERED = /(\d{1,9})([.)])( {1,4})(?! )/y
const RULE = /(?:\*{3,}|-{3,}|_{3,})(?=\r?\n|$)/y
/** A line of stars or lines only: a rule, a list, or words. */
const BARE = /[*_ ]+(?=\r?\n|$)/y
const HEADING = /(#{1,6}) +(?=[^ #\r\n])/y
const MATTER = /^---\r?\n(?:([\s\S]*?)\r?\n)??---(?:\r?\n|$)/
const NUMBER_MARK = /\d{1,9}[.)](?:[ \t\r\n]|$)/y

/**
 * Reads a piece of Markdown made of what letters are made of (paragraphs, titles, simple lists, bold, italics, links)
 * into the very tree that remark gives, or `undefined` as soon as one sign could mean something else.
 * A piece is a whole run of blocks (`markdownPieces`), of a text without tabs that count, definitions or null characters.
 */
export function plainMarkdown(
  source: string,
  start: number,
  end: number,
  firstLine: number,
): PlainMarkdown | undefined {
  const reader = new PlainReader(source, start, end, firstLine)
  return reader.read() ? { nodes: reader.nodes, line: reader.line, asks: reader.asks } : undefined
}

class PlainReader {
  readonly nodes: RootContent[] = []
  readonly asks: Ask[] = []
  line: number
  private readonly source: string
  private readonly end: number
  private at: number
  /** Where words of the current line stop, and where the next line begins: set by `look`. */
  private stop = 0
  private next = 0

  constructor(source: string, start: number, end: number, line: number) {
    this.source = source
    this.at = start
    this.end = end
    this.line = line
  }

  read(): boolean {
    const { source } = this
    if (this.at === 0 && source.startsWith('---') && !this.matter()) return false
    while (this.at < this.end) {
      this.look()
      if (this.stop === this.at) {
        this.pass()
        continue
      }
      const code = source.charCodeAt(this.at)
      if (code === HASH) {
        if (!this.heading()) return false
      } else if ((code === DASH || code === STAR || code === LOW) && this.matches(RULE)) {
        const { at, line } = this
        this.nodes.push({ type: 'thematicBreak', position: this.position(at, this.stop, line, at) })
        this.pass()
      } else if (code === DASH || code === STAR || code === PLUS) {
        const bullet = this.bullet()
        if (bullet > 0) {
          if (!this.list(code, bullet)) return false
        } else if (code !== STAR || !this.paragraph(this.nodes)) return false
      } else if (code === PIPE) {
        if (!this.table()) return false
      } else if (code >= ZERO && code <= NINE) {
        ORDERED.lastIndex = this.at
        const mark = ORDERED.exec(source)
        if (mark !== null) {
          if (!this.list((mark[2] ?? '').charCodeAt(0), mark[0].length, Number(mark[1]))) return false
        } else if (!this.paragraph(this.nodes)) return false
      } else if (!this.paragraph(this.nodes)) return false
    }
    return true
  }

  /** Finds the end of the current line. A blank line ends where it begins; other trailing blanks are kept for `isTrimmed`. */
  private look(): void {
    const { source, end, at } = this
    const stop = source.indexOf('\n', at)
    this.next = stop < 0 || stop >= end ? end : stop + 1
    this.stop = stop < 0 || stop >= end ? end : stop > at && source.charCodeAt(stop - 1) === CR ? stop - 1 : stop
    let first = at
    while (first < this.stop && isBlank(source.charCodeAt(first))) first += 1
    if (first === this.stop) this.stop = at
  }

  private pass(): void {
    if (this.source.charCodeAt(this.next - 1) === LF) this.line += 1
    this.at = this.next
  }

  private matches(pattern: RegExp, at = this.at): boolean {
    pattern.lastIndex = at
    return pattern.test(this.source)
  }

  /** The front matter, between its two lines of dashes. */
  private matter(): boolean {
    const found = MATTER.exec(this.source)
    if (found === null) return false
    const { line } = this
    const end = found[0].length
    while (this.at < end) {
      this.look()
      const { at, stop, line: last } = this
      this.pass()
      if (this.at < end) continue
      const position = { start: { line, column: 1, offset: 0 }, end: this.position(at, stop, last, at).end }
      this.nodes.push({ type: 'yaml', value: found[1] ?? '', position })
    }
    return true
  }

  /** The length of « - », its blanks included; 0 when this is no item with words on its line. */
  private bullet(): number {
    const { source, at, stop } = this
    let i = at + 1
    while (i < stop && source.charCodeAt(i) === SPACE) i += 1
    const blanks = i - at - 1
    return blanks >= 1 && blanks <= 4 && i < stop ? blanks + 1 : 0
  }

  private heading(): boolean {
    HEADING.lastIndex = this.at
    const mark = HEADING.exec(this.source)
    if (mark === null) return false
    const { at, stop, line } = this
    const start = at + mark[0].length
    if (this.source.slice(at, stop).includes('\t')) return false
    const depth = mark[1]?.length
    if (depth !== 1 && depth !== 2 && depth !== 3 && depth !== 4 && depth !== 5 && depth !== 6) return false
    const last = this.source.charCodeAt(stop - 1)
    const children =
      last === SPACE || last === HASH
        ? undefined
        : this.inlines([{ line, head: at, start, end: stop, stop, isBroken: false }])
    const node: Heading = {
      type: 'heading',
      depth,
      children: children ?? [],
      position: this.position(at, stop, line, at),
    }
    if (children === undefined) this.asks.push({ node, start: at, end: stop, line, indent: 0 })
    this.nodes.push(node)
    this.pass()
    return true
  }

  /** A paragraph whose first words are at `start`; goes on to the line after it. */
  private paragraph(into: (RootContent | BlockContent)[], start = this.at): boolean {
    const { source } = this
    const lines: Line[] = []
    let from = start
    let indented = false
    for (;;) {
      if (!this.isWords(from) || source.slice(from, this.stop).includes('\t')) return false
      lines.push(this.lineFrom(from))
      this.pass()
      if (this.at >= this.end) break
      this.look()
      if (this.stop === this.at) break
      from = this.at
      while (source.charCodeAt(from) === SPACE) from += 1
      if (from > this.at) indented = true
      const code = source.charCodeAt(from)
      // What may interrupt a paragraph: indented, it may belong to another level.
      if (code === HASH || code === DASH || code === PLUS || (code === STAR && source.charCodeAt(from + 1) === SPACE)) {
        if (from === this.at && (code === HASH || this.bullet() > 0)) break
        return false
      }
      if (code === STAR && this.matches(RULE, from)) {
        if (from === this.at) break
        return false
      }
      if (code >= ZERO && code <= NINE && this.matches(NUMBER_MARK, from)) {
        if (from === this.at && this.breaks(from)) break
        return false
      }
    }
    const first = lines[0]
    const last = lines.at(-1)
    if (first === undefined || last === undefined) return false
    const children = this.inlines(lines)
    const position = this.between(first, first.start, last, last.stop)
    const node: Paragraph = { type: 'paragraph', children: children ?? [], position }
    if (children === undefined) {
      if (indented) return false
      this.asks.push({ node, start: first.start, end: last.stop, line: first.line, indent: first.start - first.head })
    }
    into.push(node)
    return true
  }

  /** The current line, of which the words begin at `start`. */
  private lineFrom(start: number): Line {
    const { source, line, at: head, stop } = this
    let end = stop
    while (end > start && source.charCodeAt(end - 1) === SPACE) end -= 1
    let isBroken = stop - end >= 2
    if (end === stop && source.charCodeAt(end - 1) === SLASH && source.charCodeAt(end - 2) !== SLASH) {
      isBroken = true
      end -= 1
    }
    return { line, head, start, end, stop, isBroken }
  }

  /** « 1. » interrupts a paragraph; what another number does depends on where it stands. */
  private breaks(from: number): boolean {
    if (this.inList) return true
    return this.source.charCodeAt(from) === ONE && isMark(this.source.charCodeAt(from + 1))
  }

  private inList = false

  /** True when the words at `from` open nothing but a paragraph. */
  private isWords(from: number): boolean {
    const code = this.source.charCodeAt(from)
    switch (code) {
      case SPACE:
      case TAB:
      case HASH:
      case DASH:
      case PLUS:
      case GREATER:
      case LESS:
      case EQUAL:
      case COLON:
      case PIPE:
        return false
      case TILDE:
      case TICK:
        return this.source.charCodeAt(from + 1) !== code
      case LOW:
      case STAR:
        return this.source.charCodeAt(from + 1) !== SPACE && !this.matches(BARE, from)
      default:
        return code < ZERO || code > NINE || !this.matches(NUMBER_MARK, from)
    }
  }

  private list(marker: number, width: number, first?: number): boolean {
    const { source } = this
    const { at: head, line } = this
    const children: ListItem[] = []
    let spread = false
    let prefix = width
    this.inList = true
    for (;;) {
      const { at, line: from } = this
      const content: BlockContent[] = []
      const start = at + prefix
      if (source.charCodeAt(start) === SPACE) return false
      // « - [ ] à faire » is a task.
      if (source.charCodeAt(start) === OPEN && source.charCodeAt(start + 2) === CLOSE) return false
      if (!this.paragraph(content, start)) return false
      const last = content[0]?.position
      if (last === undefined) return false
      children.push({
        type: 'listItem',
        spread: false,
        checked: null,
        children: content as ListItem['children'],
        position: { start: { line: from, column: 1, offset: at }, end: { ...last.end } },
      })
      let blanks = false
      while (this.at < this.end) {
        this.look()
        if (this.stop !== this.at) break
        blanks = true
        this.pass()
      }
      if (this.at >= this.end) break
      const code = source.charCodeAt(this.at)
      // What is indented belongs to the item; a rule of dashes is not always a rule.
      if (isBlank(code)) return false
      if ((code === DASH || code === STAR || code === LOW) && this.matches(RULE)) {
        if (!blanks) return false
        break
      }
      if (code === DASH || code === STAR || code === PLUS) {
        const bullet = this.bullet()
        if (bullet === 0) {
          if (code !== STAR || source.charCodeAt(this.at + 1) === SPACE || this.stop === this.at + 1) return false
          break
        }
        // Another mark is another list, and who owns the blank lines between both is not ours to say.
        if (code !== marker) return false
        prefix = bullet
      } else if (code >= ZERO && code <= NINE && this.matches(NUMBER_MARK)) {
        ORDERED.lastIndex = this.at
        const mark = ORDERED.exec(source)
        if (mark === null || mark[2]?.charCodeAt(0) !== marker) return false
        prefix = mark[0].length
      } else break
      if (blanks) spread = true
    }
    this.inList = false
    const last = children.at(-1)?.position
    if (last === undefined) return false
    const list: List = {
      type: 'list',
      ordered: first !== undefined,
      start: first ?? null,
      spread,
      children,
      position: { start: { line, column: 1, offset: head }, end: { ...last.end } },
    }
    this.nodes.push(list)
    return true
  }

  /** A table of which every row begins and ends with « | », and has as many cells as its header. */
  private table(): boolean {
    const { source } = this
    const rows: TableRow[] = []
    let align: readonly AlignType[] | undefined
    let width = 0
    for (;;) {
      if (source.charCodeAt(this.at) !== PIPE) return false
      if (rows.length === 1 && align === undefined) {
        align = alignsOf(source.slice(this.at, this.stop))
        if (align?.length !== width) return false
      } else {
        const row = this.row()
        if (row === undefined) return false
        if (rows.length === 0) width = row.children.length
        else if (row.children.length !== width) return false
        rows.push(row)
      }
      this.pass()
      if (this.at >= this.end) break
      this.look()
      if (this.stop === this.at) break
    }
    const start = rows[0]?.position?.start
    const end = rows.at(-1)?.position?.end
    // A table of one row ends on its line of dashes.
    if (align === undefined || start === undefined || end === undefined || rows.length < 2) return false
    this.nodes.push({
      type: 'table',
      align: [...align],
      children: rows,
      position: { start: { ...start }, end: { ...end } },
    })
    return true
  }

  private row(): TableRow | undefined {
    const { source, line, at: head, stop } = this
    // remark counts the spaces after the last border in some rows and not in others: « ||  », « | a|b|  ».
    const end = stop
    if (end - head < 2 || source.charCodeAt(end - 1) !== PIPE) return undefined
    // An escaped border is none, and who wins over a « ` » is not ours to say.
    if (/[\t\\`]/.test(source.slice(head, end))) return undefined
    const children: TableCell[] = []
    for (let at = head; at < end - 1; ) {
      const next = source.indexOf('|', at + 1)
      let from = at + 1
      let to = next
      while (from < to && source.charCodeAt(from) === SPACE) from += 1
      while (to > from && source.charCodeAt(to - 1) === SPACE) to -= 1
      const words = from === to ? [] : this.inlines([{ line, head, start: from, end: to, stop: to, isBroken: false }])
      if (words === undefined) return undefined
      const isLast = next === end - 1
      children.push({
        type: 'tableCell',
        children: words as TableCell['children'],
        position: this.position(at, isLast ? end : next, line, head),
      })
      at = next
    }
    return { type: 'tableRow', children, position: this.position(head, end, line, head) }
  }

  /** The words of some lines, their bold, italics and links; `undefined` when they hold anything else. */
  private inlines(lines: readonly Line[]): PhrasingContent[] | undefined {
    const { source } = this
    const first = lines[0]
    const last = lines.at(-1)
    // The last line breaks nothing: its « \\ » is printed.
    if (first === undefined || last === undefined || last.end <= last.start) return undefined
    if (last.isBroken && last.end === last.stop - 1) return undefined
    let marked = false
    for (const line of lines) {
      if (line.end <= line.start) return undefined
      const words = source.slice(line.start, line.end)
      if (line.isBroken || /[*[\]]/.test(words) || SELF_LINKED.test(words)) marked = true
      if (MARKUP.test(marked ? words.replace(ADDRESS, ']()') : words)) return undefined
    }
    if (marked) return this.marked(lines)
    let value = source.slice(first.start, first.end)
    for (let i = 1; i < lines.length; i += 1) {
      const line = lines[i]
      if (line !== undefined) value += this.ending(line) + source.slice(line.start, line.end)
    }
    return [{ type: 'text', value, position: this.between(first, first.start, last, last.end) }]
  }

  private marked(lines: readonly Line[]): PhrasingContent[] | undefined {
    const { source } = this
    const children: PhrasingContent[] = []
    let open: Strong | Emphasis | undefined
    let size = 0
    let into: PhrasingContent[] = children
    let text: Text | undefined
    const say = (value: string, start: Point, end: Point): void => {
      if (value === '') return
      if (text === undefined) {
        text = { type: 'text', value, position: { start, end } }
        into.push(text)
        return
      }
      text.value += value
      if (text.position !== undefined) text.position.end = end
    }
    for (const [rank, line] of lines.entries()) {
      const point = (offset: number): Point => ({ line: line.line, column: offset - line.head + 1, offset })
      const before = lines[rank - 1]
      if (before !== undefined) {
        const offset = before.isBroken ? before.end : before.stop
        const from: Point = { line: before.line, column: offset - before.head + 1, offset }
        if (before.isBroken) {
          into.push({ type: 'break', position: { start: from, end: point(line.head) } })
          text = undefined
        } else say(this.ending(line), from, point(line.head))
      }
      const autolinks = this.autolinks(line)
      if (autolinks === undefined) return undefined
      let next = 0
      let auto = autolinks[0]
      let at = line.start
      let from = at
      while (at < line.end) {
        const code = source.charCodeAt(at)
        if (auto !== undefined && at === auto.start) {
          say(source.slice(from, at), point(from), point(at))
          text = undefined
          const value = source.slice(at, auto.end)
          const url = value.includes('@') ? `mailto:${value}` : /^www/i.test(value) ? `http://${value}` : value
          const said: Text = { type: 'text', value, position: { start: point(at), end: point(auto.end) } }
          into.push({
            type: 'link',
            title: null,
            url,
            children: [said],
            position: { start: point(at), end: point(auto.end) },
          })
          at = auto.end
          from = at
          next += 1
          auto = autolinks[next]
          continue
        }
        if (code === CLOSE) return undefined
        if (code === OPEN) {
          LINK.lastIndex = at
          const link = LINK.exec(source)
          if (link === null || at + link[0].length > line.end) return undefined
          say(source.slice(from, at), point(from), point(at))
          text = undefined
          const [whole, words = '', url = ''] = link
          if (MARKUP.test(words) || SELF_LINKED.test(words) || /&[^&]*;/.test(url)) return undefined
          const stop = at + 1 + words.length
          into.push({
            type: 'link',
            title: null,
            url,
            children: [{ type: 'text', value: words, position: { start: point(at + 1), end: point(stop) } }],
            position: { start: point(at), end: point(at + whole.length) },
          })
          at += whole.length
          from = at
          continue
        }
        if (code !== STAR) {
          at += 1
          continue
        }
        let run = at + 1
        while (run < line.end && source.charCodeAt(run) === STAR) run += 1
        const length = run - at
        if (length > 2) return undefined
        const left = at === line.start ? WHITE : kindOf(source.charCodeAt(at - 1))
        const right = run === line.end ? WHITE : kindOf(source.charCodeAt(run))
        const opens = right === WORD || (right === SIGN && left !== WORD)
        const closes = left === WORD || (left === SIGN && right !== WORD)
        say(source.slice(from, at), point(from), point(at))
        text = undefined
        if (open === undefined) {
          if (!opens) return undefined
          size = length
          const position = { start: point(at), end: point(run) }
          open =
            length === 2 ? { type: 'strong', children: [], position } : { type: 'emphasis', children: [], position }
          children.push(open)
          into = open.children
        } else {
          if (!closes || length !== size || open.position === undefined) return undefined
          open.position.end = point(run)
          open = undefined
          into = children
        }
        at = run
        from = run
      }
      say(source.slice(from, line.end), point(from), point(line.end))
    }
    return open === undefined ? children : undefined
  }

  /** The addresses of a line that GFM links by itself; `undefined` when one is less plain than others. */
  private autolinks({ start, end }: Line): { readonly start: number; readonly end: number }[] | undefined {
    const { source } = this
    const found: { readonly start: number; readonly end: number }[] = []
    const words = source.slice(start, end)
    if (!SELF_LINKED.test(words)) return found
    let open = words.indexOf('](')
    let close = open === -1 ? -1 : endOf(words, open)
    for (const { 0: sign, index } of words.matchAll(SELF_LINKED_ALL)) {
      let at = start + index
      const last = found.at(-1)
      if (last !== undefined && at < last.end) return undefined
      // What an explicit link holds is not looked at: « [le site](https://exemple.fr) ».
      while (open !== -1 && close < index) {
        open = words.indexOf('](', close)
        close = open === -1 ? -1 : endOf(words, open)
      }
      if (open !== -1 && open < index) continue
      if (sign === '@') while (at > start && /[A-Za-z\d.+-]/.test(source.charAt(at - 1))) at -= 1
      AUTOLINK.lastIndex = at
      const link = AUTOLINK.exec(source)
      if (link === null || at + link[0].length > end) return undefined
      if (last !== undefined && at < last.end) return undefined
      found.push({ start: at, end: at + link[0].length })
    }
    return found
  }

  /** What ends the line before this one. */
  private ending({ head }: Line): string {
    return this.source.charCodeAt(head - 2) === CR ? '\r\n' : '\n'
  }

  private position(start: number, end: number, line: number, head: number): { start: Point; end: Point } {
    return {
      start: { line, column: start - head + 1, offset: start },
      end: { line, column: end - head + 1, offset: end },
    }
  }

  private between(a: Line, start: number, b: Line, end: number): { start: Point; end: Point } {
    return {
      start: { line: a.line, column: start - a.head + 1, offset: start },
      end: { line: b.line, column: end - b.head + 1, offset: end },
    }
  }
}

const SELF_LINKED = /@|www\.|https?:\/\//i
const SELF_LINKED_ALL = /@|www\.|https?:\/\//gi
const ADDRESS_END = /[)\s]/g
const ADDRESS = /\]\([^()[\]]*\)/g

const LF = 10
const CR = 13
const TAB = 9
const SPACE = 32
const HASH = 35
const STAR = 42
const PLUS = 43
const DASH = 45
const ZERO = 48
const ONE = 49
const NINE = 57
const COLON = 58
const LESS = 60
const EQUAL = 61
const GREATER = 62
const OPEN = 91
const SLASH = 92
const CLOSE = 93
const LOW = 95
const TICK = 96
const PIPE = 124
const TILDE = 126

const WHITE = 0
const SIGN = 1
const WORD = 2

/** What stands beside « ** », as CommonMark sees it, one UTF-16 unit at a time. */
function kindOf(code: number): typeof WHITE | typeof SIGN | typeof WORD {
  const sign = String.fromCharCode(code)
  return /\s/.test(sign) ? WHITE : /[\p{P}\p{S}]/u.test(sign) ? SIGN : WORD
}

/** « |---|:-:| » : how each column is set; `undefined` when this is no line of dashes. */
function alignsOf(line: string): readonly AlignType[] | undefined {
  if (!/^\|(?: *:?-+:? *\|)+ *$/.test(line)) return undefined
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => {
      const dashes = cell.trim()
      if (dashes.startsWith(':')) return dashes.endsWith(':') ? 'center' : 'left'
      return dashes.endsWith(':') ? 'right' : null
    })
}

/** Where the address that begins after « ]( » ends. */
function endOf(words: string, open: number): number {
  ADDRESS_END.lastIndex = open + 2
  return ADDRESS_END.exec(words)?.index ?? words.length
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB
}

/** « . » or « ) ». */
function isMark(code: number): boolean {
  return code === 46 || code === 41
}
