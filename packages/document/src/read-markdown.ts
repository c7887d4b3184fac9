import type { Definition, Html, Root as MdastRoot, Nodes, Parents, RootContent } from 'mdast'
import { align, cut, unmask } from './align.ts'
import type { FactName, Span } from './document.ts'
import { commentsIn, type Draft, frontMatterOf } from './draft.ts'
import { INLINE_TAGS } from './inline-tags.ts'
import { isCostly } from './markdown-cost.ts'
import { markdownPieces } from './markdown-pieces.ts'
import { parsePieces, parseWhole } from './parse-markdown.ts'
import { type Find, findPlaceholders, maskPlaceholders } from './placeholders.ts'
import { htmlNodes } from './read-html.ts'
import type { Child, Inline, ListItem, Root, TableCell, TableRow } from './tree.ts'

const KNOWS: readonly FactName[] = ['structure', 'emphasis', 'links']

/** Reads Markdown (CommonMark, GFM, front matter) whatever its template tags. */
export function readMarkdown(source: string): Draft {
  const finds = findPlaceholders(source, { format: 'md' })
  return readMaskedMarkdown(source, maskPlaceholders(source, finds, 'md'), finds)
}

/** The same, for a source whose placeholders are already found and masked, and perhaps cut in pieces. */
export function readMaskedMarkdown(
  source: string,
  masked: string,
  finds: readonly Find[],
  pieces: readonly Span[] | undefined = markdownPieces(masked, finds),
): Draft {
  const lines = masked.replace(BLANKS, '\n\n')
  if (isTooDeep(lines) || isCostly(lines)) throw new RangeError('document too deep')
  const tree: MdastRoot = pieces === undefined ? parseWhole(masked) : parsePieces(masked, pieces)
  const reader = new MarkdownReader(source, masked, finds, tree)
  return reader.read(tree)
}

/** Blank lines tell neither depth nor cost: a thousand of them are looked at as one. */
const BLANKS = /\n(?:[ \t]*\n){2,}/g

/** The parser's time grows much faster than nesting; no one nests sixty lists or quotations, nor leaves brackets open. */
function isTooDeep(source: string): boolean {
  if (mayNest(source)) {
    const indents: number[] = []
    for (const line of source.matchAll(/^([ \t]*)((?:> ?)*)(?:[-*+]|\d{1,9}[.)])?(?=[ \t]|$|[^ \t\n])/gm)) {
      const indent = line[1]?.length ?? 0
      if ((line[2]?.length ?? 0) > 60) return true
      if (!/[-*+.)]$/.test(line[0])) continue
      while ((indents.at(-1) ?? -1) >= indent) indents.pop()
      indents.push(indent)
      if (indents.length > 60) return true
    }
  }
  return hasOpenBrackets(source) || hasDeepLine(source)
}

/** Each of sixty levels is further right than the one that holds it, or all are on one line: most texts have neither. */
function mayNest(source: string): boolean {
  if (source.length > SIXTY_LEVELS && (source.includes('\t') || source.includes(SIXTY))) return true
  return source.includes('>>') || source.includes('> >')
}

const SIXTY = ' '.repeat(60)
/** The blanks of a column, then of two, and so on up to sixty. */
const SIXTY_LEVELS = (60 * 61) / 2

/** Lists may also open one in another on a single line: « - - - - ». */
function hasDeepLine(source: string): boolean {
  for (let at = 0; at !== -1; ) {
    const code = source.charCodeAt(at)
    // A letter opens no list.
    if (code < 58) {
      DEEP_LINE.lastIndex = at
      if (DEEP_LINE.test(source)) return true
    }
    const end = source.indexOf('\n', at)
    at = end === -1 ? -1 : end + 1
  }
  return false
}

const DEEP_LINE = /[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){60}/y

/** True when hundreds of brackets are left open: addresses that GFM links by itself are looked for back to each of them. */
function hasOpenBrackets(source: string): boolean {
  let brackets = 0
  for (let at = source.indexOf('['); at !== -1 && brackets <= MOST_BRACKETS; at = source.indexOf('[', at + 1))
    brackets += 1
  if (brackets <= MOST_BRACKETS) return false
  let open = 0
  for (const [sign] of source.matchAll(/[[\]]|\n[ \t]*(?=\n)/g)) {
    open = sign === '[' ? open + 1 : sign === ']' ? Math.max(0, open - 1) : 0
    if (open > MOST_BRACKETS) return true
  }
  return false
}

const MOST_BRACKETS = 400

interface Range {
  start: number
  end: number
}

class MarkdownReader {
  private readonly source: string
  private readonly masked: string
  private readonly finds: readonly Find[]
  private readonly definitions = new Map<string, Definition>()
  private readonly comments: { start: number; end: number; value: string }[] = []
  /** How far the source has been printed: nodes made by GFM autolinks have no position of their own. */
  private cursor = 0

  constructor(source: string, masked: string, finds: readonly Find[], tree: MdastRoot) {
    this.source = source
    this.masked = masked
    this.finds = finds
    this.collect(tree, 0)
  }

  private collect(node: Nodes, depth: number): void {
    if (depth > 400) throw new RangeError('document too deep')
    if (node.type === 'definition') this.definitions.set(node.identifier, node)
    if ('children' in node) for (const child of node.children) this.collect(child, depth + 1)
  }

  read(tree: MdastRoot): Draft {
    const first = tree.children[0]
    const matter =
      first?.type === 'yaml'
        ? frontMatterOf(
            this.source.slice(this.startOf(first), this.endOf(first, 0)).replace(/^---[^\n]*\n|\n?---\s*$/g, ''),
          )
        : {}
    const root = placed<Root>({ type: 'root', children: this.flow(tree.children) }, tree)
    return {
      format: 'md',
      root,
      white: 'collapse',
      comments: this.comments,
      meta: matter.meta ?? {},
      layout: {},
      knows: KNOWS,
      problems: matter.problems ?? [],
    }
  }

  private startOf(node: Nodes): number {
    return node.position?.start.offset ?? this.cursor
  }

  private endOf(node: Nodes, otherwise: number): number {
    return node.position?.end.offset ?? otherwise
  }

  private flow(nodes: readonly RootContent[]): Child[] {
    const children: Child[] = []
    for (const node of nodes) this.block(node, children)
    return children
  }

  private block(node: RootContent, into: Child[]): void {
    const start = this.startOf(node)
    const end = this.endOf(node, start)
    switch (node.type) {
      case 'heading': {
        const children = this.line(node, { start, end })
        into.push(placed({ type: 'heading', depth: node.depth, from: 'declared', children }, node))
        return
      }
      case 'paragraph':
        into.push(placed({ type: 'paragraph', children: this.line(node, { start, end }) }, node))
        return
      case 'blockquote':
        into.push(placed({ type: 'blockquote', children: this.flow(node.children) }, node))
        return
      case 'list': {
        const items: ListItem[] = []
        for (const item of node.children)
          items.push(placed<ListItem>({ type: 'listItem', children: this.flow(item.children) }, item))
        into.push(placed({ type: 'list', ordered: node.ordered === true, children: items }, node))
        return
      }
      case 'table': {
        const rows: TableRow[] = []
        for (const [rank, row] of node.children.entries()) {
          const cells: TableRow['children'] = []
          for (const [column, cell] of row.children.entries()) {
            const from = this.startOf(cell)
            const children = this.line(cell, { start: from, end: this.endOf(cell, from) })
            cells.push(
              placed<TableCell>({ type: 'tableCell', column, header: rank === 0, merged: false, children }, cell),
            )
          }
          rows.push(placed<TableRow>({ type: 'tableRow', children: cells }, row))
        }
        into.push(placed({ type: 'table', children: rows }, node))
        return
      }
      case 'code': {
        const inner = this.source.indexOf('\n', start)
        const from =
          this.masked.slice(start, start + 3).match(/^(?:```|~~~)/) && inner !== -1 && inner < end ? inner + 1 : start
        const segments = align(node.value, this.masked, from, end)
        into.push(placed({ type: 'code', value: unmask(node.value, segments, this.source), segments }, node))
        return
      }
      case 'html':
        for (const child of this.html(start, end)) into.push(child)
        return
      case 'footnoteDefinition':
        into.push(placed({ type: 'section', region: 'footnote', children: this.flow(node.children) }, node))
        return
      case 'definition':
      case 'thematicBreak':
      case 'yaml':
        return
      default:
        this.inlines([node], { start, end }, 0, into)
    }
  }

  /** An HTML block: read by the HTML reader where it stands. */
  private html(start: number, end: number): Child[] {
    const { children, comments } = htmlNodes(this.source, this.masked, this.finds, start, end)
    this.comments.push(...comments)
    return children
  }

  private line(node: Parents, range: Range): Inline[] {
    this.cursor = range.start
    return this.inside(node.children, range, 0)
  }

  private inside(nodes: readonly Nodes[], range: Range, depth: number): Inline[] {
    const children: Inline[] = []
    this.inlines(nodes, range, depth, children)
    return children
  }

  private inlines(nodes: readonly Nodes[], range: Range, depth: number, into: (Inline | Child)[]): void {
    if (depth > 400) throw new RangeError('document too deep')
    let i = 0
    while (i < nodes.length) {
      const node = nodes[i]
      i += 1
      if (node === undefined) continue
      if (node.type === 'html') {
        const closing = this.closingTag(nodes, i - 1)
        const tag = this.tag(node.value)
        if (closing !== -1 && tag !== undefined) {
          const children = this.inside(nodes.slice(i, closing), range, depth + 1)
          const kind = INLINE_TAGS.get(tag.name)
          if (kind !== undefined) into.push(placed({ type: kind, children }, node))
          else if (tag.title !== undefined)
            into.push(placed({ type: 'abbreviation', title: tag.title, children }, node))
          else if (tag.url !== undefined) into.push(placed({ type: 'link', url: tag.url, children }, node))
          else for (const child of children) into.push(child)
          i = closing + 1
          continue
        }
      }
      this.inline(node, range, depth, into)
    }
  }

  /** The rank of the tag that closes an inline HTML tag, or -1; looks a short way only. */
  private closingTag(nodes: readonly Nodes[], from: number): number {
    const node = nodes[from]
    const tag = node?.type === 'html' ? this.tag(node.value) : undefined
    if (tag === undefined) return -1
    for (let i = from + 1; i < nodes.length && i < from + 60; i += 1) {
      const other = nodes[i]
      if (other?.type === 'html' && other.value.toLowerCase().startsWith(`</${tag.name}`)) return i
    }
    return -1
  }

  private tag(html: string): { name: string; title?: string; url?: string } | undefined {
    const match = /^<([a-z][a-z\d]*)\b([^>]*)>$/i.exec(html)
    const name = match?.[1]?.toLowerCase()
    if (match === null || name === undefined || name === 'br') return undefined
    const title = name === 'abbr' ? /\btitle\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(match[2] ?? '') : null
    const url = name === 'a' ? /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(match[2] ?? '') : null
    return {
      name,
      ...(title === null ? {} : { title: title[1] ?? title[2] ?? '' }),
      ...(url === null ? {} : { url: url[1] ?? url[2] ?? '' }),
    }
  }

  private inline(node: Nodes, range: Range, depth: number, into: (Inline | Child)[]): void {
    const start = this.startOf(node)
    const end = this.endOf(node, range.end)
    this.cursor = start
    switch (node.type) {
      case 'text': {
        const segments = align(node.value, this.masked, start, end)
        this.cursor = segments.at(-1)?.end ?? end
        const cuts = cut(node.value, segments, this.finds, this.source)
        const only = cuts.length === 1 ? cuts[0] : undefined
        if (only !== undefined) into.push(placed(only, node))
        else for (const part of cuts) into.push(part)
        return
      }
      case 'strong':
      case 'emphasis':
      case 'delete': {
        const children = this.inside(node.children, { start, end }, depth + 1)
        into.push(placed({ type: node.type, children }, node))
        break
      }
      case 'inlineCode':
        into.push(placed(this.code(node.value, start, end), node))
        break
      case 'break':
        into.push(placed({ type: 'break', segments: [{ from: 0, to: 1, start, end, exact: false }] }, node))
        break
      case 'link': {
        const children = this.inside(node.children, { start, end }, depth + 1)
        const title = node.title === null || node.title === undefined ? {} : { title: node.title }
        into.push(placed({ type: 'link', url: this.unmask(node.url, start, end), ...title, children }, node))
        break
      }
      case 'linkReference': {
        const children = this.inside(node.children, { start, end }, depth + 1)
        const target = this.definitions.get(node.identifier)
        if (target === undefined) for (const child of children) into.push(child)
        else into.push(placed({ type: 'link', url: target.url, children }, node))
        break
      }
      case 'image':
      case 'imageReference': {
        const alt = node.alt === null || node.alt === undefined ? '' : this.unmask(node.alt, start, end)
        into.push(placed({ type: 'image', alt, segments: [{ from: 0, to: 0, start, end, exact: false }] }, node))
        break
      }
      case 'html':
        this.tagAlone(node, start, end, into)
    }
    this.cursor = this.endOf(node, this.cursor)
  }

  /** A tag or a comment that holds nothing. */
  private tagAlone(node: Html, start: number, end: number, into: (Inline | Child)[]): void {
    if (/^<br\b/i.test(node.value)) {
      into.push(placed({ type: 'break', segments: [{ from: 0, to: 1, start, end, exact: false }] }, node))
      return
    }
    if (node.value.startsWith('<!--')) this.comments.push(...commentsIn(this.source, start, end))
    if (!/^<(?:img|input)\b/i.test(node.value)) return
    for (const child of htmlNodes(this.source, this.masked, this.finds, start, end).children)
      if (child.type === 'image' || child.type === 'field') into.push(child)
  }

  private code(value: string, start: number, end: number): Inline {
    const fence = /^`+/.exec(this.masked.slice(start, Math.min(end, start + 100)))?.[0].length ?? 1
    const body = this.masked.slice(start + fence, end).indexOf(value)
    const exact = body !== -1
    const from = exact ? start + fence + body : start
    const to = exact ? from + value.length : end
    return {
      type: 'inlineCode',
      value: exact ? this.source.slice(from, to) : value,
      segments: [{ from: 0, to: value.length, start: from, end: to, exact }],
    }
  }

  /** Gives back the placeholders of an address or an alternative text. */
  private unmask(value: string, start: number, end: number): string {
    if (!/[\ue000\ue001]/.test(value)) return value
    const from = this.masked.slice(start, end).indexOf(value)
    if (from === -1) return value.replace(/[\ue000\ue001]+/g, '')
    return this.source.slice(start + from, start + from + value.length)
  }
}

/** Gives a node the place of the one it is made from, which an address that GFM links by itself may lack. */
function placed<T extends Child | Inline | ListItem | TableRow | TableCell | Root>(made: T, { position }: Nodes): T {
  if (position !== undefined) made.position = position
  return made
}
