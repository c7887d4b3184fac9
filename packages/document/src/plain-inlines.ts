import type { Emphasis, PhrasingContent, Strong, Text } from 'mdast'
import { addressOf, mayLink, type SelfLink, selfLinks } from './plain-autolinks.ts'
import { kindOf, pairRuns, type Run, runOf, WHITE } from './plain-emphasis.ts'

/** A line of text: where its words begin and end. */
export interface Line {
  readonly line: number
  /** Where the line itself begins, and where what ends it begins. */
  readonly head: number
  readonly stop: number
  readonly start: number
  readonly end: number
  /** « \\ » or two blanks at the end of the line: the next one is printed under it. */
  readonly isBroken: boolean
}

export interface Point {
  line: number
  column: number
  offset: number
}

/** What holds no markup at all is one text. */
const MARKUP = /[\\`*_~[\]<&]|@[\w-]*\.[\w-]|www\.|:\/\//i

/**
 * The words of some lines, their bold, italics, links, images, pieces of code, tags and escapes, as remark reads them;
 * `undefined` when they hold what only remark can tell.
 */
export function plainInlines(source: string, lines: readonly Line[]): PhrasingContent[] | undefined {
  const first = lines[0]
  const last = lines.at(-1)
  if (first === undefined || last === undefined || last.end <= last.start) return undefined
  let marked = false
  for (const line of lines) {
    if (line.end <= line.start) return undefined
    if (line.isBroken || MARKUP.test(source.slice(line.start, line.end))) {
      marked = true
      break
    }
  }
  if (marked) return new InlineReader(source).read(lines)
  let value = source.slice(first.start, first.end)
  for (let rank = 1; rank < lines.length; rank += 1) {
    const line = lines[rank]
    if (line !== undefined) value += endingBefore(source, line) + source.slice(line.start, line.end)
  }
  return [{ type: 'text', value, position: { start: pointIn(first, first.start), end: pointIn(last, last.end) } }]
}

/** What ends the line before this one. */
function endingBefore(source: string, { head }: Line): string {
  return source.charCodeAt(head - 2) === CR ? '\r\n' : '\n'
}

function pointIn(line: Line, offset: number): Point {
  return { line: line.line, column: offset - line.head + 1, offset }
}

/** A range of a line. */
export function placeIn(line: Line, start: number, end: number): { start: Point; end: Point } {
  return { start: pointIn(line, start), end: pointIn(line, end) }
}

/** What a text is made of before its marks are paired: words, runs of marks, and what is read already. */
interface Token {
  readonly line: Line
  readonly start: number
  readonly end: number
  /** The line it ends on: that of its beginning, but for what ends a line. */
  readonly last: Line
  readonly value: string
  readonly run: Run | undefined
  readonly node: PhrasingContent | undefined
}

interface Bracket {
  readonly rank: number
  readonly start: number
  readonly line: Line
  readonly isImage: boolean
  /** A link holds no link. */
  isActive: boolean
}

class InlineReader {
  private readonly source: string
  private readonly tokens: Token[] = []
  private readonly brackets: Bracket[] = []
  /** The first address that stands in a bracket: a link if the bracket opens none. */
  private held = -1
  /** A character was written otherwise than it is read: the addresses of the source are not all of them. */
  private isDecoded = false
  private at = 0
  private from = 0

  constructor(source: string) {
    this.source = source
  }

  read(lines: readonly Line[]): PhrasingContent[] | undefined {
    const { source } = this
    let tildes = 0
    for (let rank = 0; rank < lines.length; rank += 1) {
      const line = lines[rank]
      if (line === undefined) return undefined
      const before = lines[rank - 1]
      if (before !== undefined) this.fold(before, line)
      const words = source.slice(line.start, line.end)
      if (words.includes('~')) tildes += words.split(/~+/).length - 1
      // Two of them may strike the words between them out, and one beside a « * » changes what it does.
      if (tildes > 1 || (tildes === 1 && /~[*_]|[*_]~/.test(words))) return undefined
      if (!this.words(line, mayLink(words) ? selfLinks(source, line.start, line.end) : NO_LINKS)) return undefined
    }
    if (this.held !== -1) return undefined
    return this.tree(0)
  }

  /** What stands between two lines. */
  private fold(before: Line, line: Line): void {
    const start = before.isBroken ? before.end : before.stop
    const node: PhrasingContent | undefined = before.isBroken
      ? { type: 'break', position: { start: pointIn(before, start), end: pointIn(line, line.head) } }
      : undefined
    const value = before.isBroken ? '' : endingBefore(this.source, line)
    this.tokens.push({ line: before, start, end: line.head, last: line, value, run: undefined, node })
  }

  private words(line: Line, links: readonly SelfLink[]): boolean {
    const { source } = this
    const { end } = line
    let next = 0
    let link = links[0]
    this.at = line.start
    this.from = line.start
    while (this.at < end) {
      const { at } = this
      if (link !== undefined && at >= link.start) {
        // What a piece of code, an address or a tag holds was passed over.
        if (link.sign < at) {
          next += 1
          link = links[next]
          continue
        }
        if (link.start < at) return false
        if (this.brackets.length > 0) {
          if (this.held === -1) this.held = at
        } else if (link.end === -1) return false
        else this.selfLink(line, link.end)
        next += 1
        link = links[next]
        if (this.at > at) continue
      }
      const stop = link === undefined ? end : Math.max(link.start, at + 1)
      let code = 0
      let word = at
      while (word < stop) {
        code = source.charCodeAt(word)
        if (code <= 126 && MARKS[code] === 1) break
        word += 1
      }
      if (word > at) this.at = word
      else if (!this.mark(line, code)) return false
    }
    this.flush(line)
    return true
  }

  /** What one sign does: reads on from it, or says that it is not plain. */
  private mark(line: Line, code: number): boolean {
    const { source, at } = this
    const after = at + 1 < line.end ? source.charCodeAt(at + 1) : 0
    switch (code) {
      case STAR:
      case LOW:
        this.run(line, code)
        return true
      case OPEN:
        if (after === CARET) return false
        this.bracket(line, false)
        return true
      case BANG:
        if (after === OPEN) {
          if (source.charCodeAt(at + 2) === CARET) return false
          this.bracket(line, true)
        } else this.at += 1
        return true
      case CLOSE:
        return this.close(line)
      case SLASH:
        if (PUNCTUATION.test(source.charAt(at + 1)) && at + 1 < line.end) {
          this.flush(line)
          this.say(line, source.charAt(at + 1), 2)
          this.isDecoded = true
        } else this.at += 1
        return true
      case AMP:
        return this.entity(line)
      case TICK:
        return this.code(line)
      default:
        return this.tag(line, after)
    }
  }

  private flush(line: Line): void {
    const { from, at } = this
    if (at === from) return
    this.from = at
    const value = this.source.slice(from, at)
    this.tokens.push({ line, start: from, end: at, last: line, value, run: undefined, node: undefined })
  }

  /** Words that stand for some signs of the source. */
  private say(line: Line, value: string, size: number): void {
    const { at } = this
    this.tokens.push({ line, start: at, end: at + size, last: line, value, run: undefined, node: undefined })
    this.at += size
    this.from = this.at
  }

  private add(line: Line, node: PhrasingContent, end: number): void {
    this.tokens.push({ line, start: this.at, end, last: line, value: '', run: undefined, node })
    this.at = end
    this.from = end
  }

  private run(line: Line, code: number): void {
    const { source, at } = this
    this.flush(line)
    let end = at + 1
    while (end < line.end && source.charCodeAt(end) === code) end += 1
    const left = at === line.start ? WHITE : kindOf(source.charCodeAt(at - 1))
    // After the words of a cell comes its border; after those of a line, blanks or the « \\ » that breaks it.
    const right =
      end === line.end && !(line.isBroken && source.charCodeAt(end) === SLASH) ? WHITE : kindOf(source.charCodeAt(end))
    const run = runOf(code, at, end, left, right)
    this.tokens.push({ line, start: at, end, last: line, value: '', run, node: undefined })
    this.at = end
    this.from = end
  }

  private bracket(line: Line, isImage: boolean): void {
    this.flush(line)
    this.brackets.push({ rank: this.tokens.length, start: this.at, line, isImage, isActive: true })
    this.say(line, isImage ? '![' : '[', isImage ? 2 : 1)
  }

  /** « ] » : no bracket is a reference, the text defines none. */
  private close(line: Line): boolean {
    const { source, at } = this
    const bracket = this.brackets.pop()
    if (bracket === undefined || !bracket.isActive || source.charCodeAt(at + 1) !== PAREN || at + 1 >= line.end) {
      this.at += 1
      return true
    }
    RESOURCE.lastIndex = at + 1
    const found = RESOURCE.exec(source)
    if (found === null || at + 1 + found[0].length > line.end) return false
    this.flush(line)
    const url = found[1] ?? ''
    const title = found[2] ?? null
    const end = at + 1 + found[0].length
    const children = this.tree(bracket.rank + 1)
    if (children === undefined) return false
    if (this.held > bracket.start) this.held = -1
    const position = { start: pointIn(bracket.line, bracket.start), end: pointIn(line, end) }
    if (bracket.isImage) {
      const alt = wordsOf(children)
      if (alt === undefined) return false
      this.tokens.length = bracket.rank
      this.add(line, { type: 'image', title, url, alt, position }, end)
      return true
    }
    for (const other of this.brackets) if (!other.isImage) other.isActive = false
    this.tokens.length = bracket.rank
    this.add(line, { type: 'link', title, url, children, position }, end)
    return true
  }

  private entity(line: Line): boolean {
    const { source, at } = this
    ENTITY.lastIndex = at
    const found = ENTITY.exec(source)
    if (found === null) {
      this.at += 1
      return true
    }
    const value = ENTITIES.get(found[1] ?? '')
    if (value === undefined) return false
    this.flush(line)
    this.say(line, value, found[0].length)
    this.isDecoded = true
    return true
  }

  /** A piece of code that ends on its line. */
  private code(line: Line): boolean {
    const { source, at } = this
    let start = at + 1
    while (start < line.end && source.charCodeAt(start) === TICK) start += 1
    const size = start - at
    let stop = start
    let end = start
    for (;;) {
      stop = source.indexOf('`', end)
      if (stop === -1 || stop >= line.end) return false
      end = stop + 1
      while (end < line.end && source.charCodeAt(end) === TICK) end += 1
      if (end - stop === size) break
    }
    const inner = source.slice(start, stop)
    const value = /^ .*[^ ].* $|^ [^ ] $/.test(inner) ? inner.slice(1, -1) : inner
    this.flush(line)
    this.add(line, { type: 'inlineCode', value, position: placeIn(line, at, end) }, end)
    return true
  }

  private tag(line: Line, after: number): boolean {
    const { source, at } = this
    // « < 18 ans »
    if (after === 0 || after === SPACE) {
      this.at += 1
      return true
    }
    ANGLED.lastIndex = at
    const address = ANGLED.exec(source)
    if (address !== null) {
      const end = at + address[0].length
      const value = address[1] ?? ''
      if (end > line.end || this.brackets.length > 0) return false
      this.flush(line)
      const said: Text = { type: 'text', value, position: placeIn(line, at + 1, end - 1) }
      const url = value.includes(':') ? value : `mailto:${value}`
      this.add(line, { type: 'link', title: null, url, children: [said], position: placeIn(line, at, end) }, end)
      return true
    }
    TAG.lastIndex = at
    const found = TAG.exec(source)
    if (found === null || at + found[0].length > line.end) return false
    const end = at + found[0].length
    this.flush(line)
    this.add(line, { type: 'html', value: found[0], position: placeIn(line, at, end) }, end)
    return true
  }

  private selfLink(line: Line, end: number): void {
    const { at } = this
    this.flush(line)
    const value = this.source.slice(at, end)
    const said: Text = { type: 'text', value, position: placeIn(line, at, end) }
    const position = placeIn(line, at, end)
    this.add(line, { type: 'link', title: null, url: addressOf(value), children: [said], position }, end)
  }

  /** The tree of the tokens from one on; `undefined` when its words hold an address that the source does not show. */
  private tree(first: number): PhrasingContent[] | undefined {
    const { tokens, source } = this
    const runs: Run[] = []
    for (let rank = first; rank < tokens.length; rank += 1) {
      const run = tokens[rank]?.run
      if (run !== undefined) runs.push(run)
    }
    if (runs.length > 0) pairRuns(runs)
    const root: PhrasingContent[] = []
    const open: (Strong | Emphasis)[] = []
    let into = root
    let text: Text | undefined
    const say = (value: string, line: Line, start: number, last: Line, end: number): void => {
      if (text?.position !== undefined) {
        text.value += value
        text.position.end = pointIn(last, end)
        return
      }
      text = { type: 'text', value, position: { start: pointIn(line, start), end: pointIn(last, end) } }
      into.push(text)
    }
    for (let rank = first; rank < tokens.length; rank += 1) {
      const token = tokens[rank]
      if (token === undefined) continue
      const { run, node, line } = token
      if (node !== undefined) {
        into.push(node)
        text = undefined
      } else if (run === undefined) say(token.value, line, token.start, token.last, token.end)
      else {
        let at = run.first
        for (const size of run.closing) {
          at += size
          const closed = open.pop()
          if (closed?.position !== undefined) closed.position.end = pointIn(line, at)
          into = open.at(-1)?.children ?? root
          text = undefined
        }
        if (run.end > run.start) say(source.slice(run.start, run.end), line, run.start, line, run.end)
        at = run.end
        for (let mark = run.opening.length - 1; mark >= 0; mark -= 1) {
          const size = run.opening[mark] ?? 1
          const position = placeIn(line, at, at + size)
          const opened: Strong | Emphasis =
            size === 2 ? { type: 'strong', children: [], position } : { type: 'emphasis', children: [], position }
          into.push(opened)
          open.push(opened)
          into = opened.children
          text = undefined
          at += size
        }
      }
    }
    return this.isDecoded && first === 0 && holdsLink(root) ? undefined : root
  }
}

/** True when some words hold what GFM may make a link of: « www\.exemple.fr » shows it only once it is read. */
function holdsLink(nodes: readonly PhrasingContent[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'text') return mayLink(node.value)
    return (node.type === 'strong' || node.type === 'emphasis') && holdsLink(node.children)
  })
}

/** What an image says of itself. */
function wordsOf(nodes: readonly PhrasingContent[]): string | undefined {
  let words = ''
  for (const node of nodes) {
    const said =
      node.type === 'text'
        ? node.value
        : node.type === 'strong' || node.type === 'emphasis'
          ? wordsOf(node.children)
          : undefined
    if (said === undefined) return undefined
    words += said
  }
  return words
}

const NO_LINKS: readonly SelfLink[] = []

/** « (adresse "titre") », with nothing in it to interpret. */
const RESOURCE =
  /\( *((?!<)(?:[^\s()\\&\p{Cc}]|\([^\s()\\&\p{Cc}]*\)|&(?![A-Za-z\d#]+;))*)(?: +"((?:[^"\\&\r\n]|&(?![A-Za-z\d#]+;))+)")? *\)/uy
const ENTITY = /&(#[xX][\da-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z\d]{0,30});/y
/** What French pages write so; remark knows two thousand others. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    nbsp: '\u00a0',
    laquo: '«',
    raquo: '»',
    rsquo: '’',
    hellip: '…',
    euro: '€',
    eacute: 'é',
    Eacute: 'É',
    egrave: 'è',
    ecirc: 'ê',
    agrave: 'à',
    Agrave: 'À',
    acirc: 'â',
    ccedil: 'ç',
    icirc: 'î',
    ocirc: 'ô',
    ucirc: 'û',
    ugrave: 'ù',
    oelig: 'œ',
    '#39': "'",
    '#160': '\u00a0',
  }),
)
/** « <https://exemple.fr> », « <contact@exemple.fr> ». */
const ANGLED = /<([A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>\p{Cc}]*|[A-Za-z\d.+-]+@[A-Za-z\d]+(?:\.[A-Za-z\d]+)*)>/uy
const TAG =
  /<(?:\/[A-Za-z][A-Za-z\d-]* *|[A-Za-z][A-Za-z\d-]*(?: +[A-Za-z_:][\w.:-]*(?: *= *(?:"[^"\r\n]*"|'[^'\r\n]*'))?)* *\/?)>/y
const PUNCTUATION = /[!-/:-@[-`{-~]/

const CR = 13
const SPACE = 32
const BANG = 33
const AMP = 38
const PAREN = 40
const STAR = 42
const OPEN = 91
const SLASH = 92
const CLOSE = 93
const CARET = 94
const LOW = 95
const TICK = 96

const MARKS = new Uint8Array(127)
for (const sign of '\\`*_[]<&!') MARKS[sign.charCodeAt(0)] = 1
