import type { Definition, Root as MdastRoot, Nodes, Parents, RootContent } from 'mdast'
import { align, cut, unmask } from './align.ts'
import type { FactName, Span } from './document.ts'
import { commentsIn, type Draft, frontMatterOf } from './draft.ts'
import { INLINE_TAGS } from './inline-tags.ts'
import { isCostly } from './markdown-cost.ts'
import { markdownPieces } from './markdown-pieces.ts'
import { parsePieces, parseWhole } from './parse-markdown.ts'
import { type Find, findPlaceholders, maskPlaceholders } from './placeholders.ts'
import { htmlNodes } from './read-html.ts'
import type { Child, Inline, ListItem, Root, Section, TableRow } from './tree.ts'

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
  const indents: number[] = []
  for (const line of source.matchAll(/^([ \t]*)((?:> ?)*)(?:[-*+]|\d{1,9}[.)])?(?=[ \t]|$|[^ \t\n])/gm)) {
    const indent = line[1]?.length ?? 0
    if ((line[2]?.length ?? 0) > 60) return true
    if (!/[-*+.)]$/.test(line[0])) continue
    while ((indents.at(-1) ?? -1) >= indent) indents.pop()
    indents.push(indent)
    if (indents.length > 60) return true
  }
  // The addresses that GFM links by itself are looked for back to every bracket left open in their paragraph.
  let open = 0
  for (const [sign] of source.matchAll(/[[\]]|\n[ \t]*(?=\n)/g)) {
    open = sign === '[' ? open + 1 : sign === ']' ? Math.max(0, open - 1) : 0
    if (open > 400) return true
  }
  // Lists may also open one in another on a single line: « - - - - ».
  return /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){60}/m.test(source)
}

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
        ? frontMatterOf(this.source.slice(...this.rangeOf(first)).replace(/^---[^\n]*\n|\n?---\s*$/g, ''))
        : {}
    const root: Root = { type: 'root', children: this.flow(tree.children), ...place(tree) }
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

  private rangeOf(node: Nodes): [number, number] {
    const start = node.position?.start.offset ?? this.cursor
    return [start, node.position?.end.offset ?? start]
  }

  private flow(nodes: readonly RootContent[]): Child[] {
    const children: Child[] = []
    for (const node of nodes) children.push(...this.block(node))
    return children
  }

  private block(node: RootContent): Child[] {
    const [start, end] = this.rangeOf(node)
    const at = place(node)
    switch (node.type) {
      case 'heading':
        return [
          { type: 'heading', depth: node.depth, from: 'declared', children: this.line(node, { start, end }), ...at },
        ]
      case 'paragraph':
        return [{ type: 'paragraph', children: this.line(node, { start, end }), ...at }]
      case 'blockquote':
        return [{ type: 'blockquote', children: this.flow(node.children), ...at }]
      case 'list': {
        const items: ListItem[] = []
        for (const item of node.children)
          items.push({ type: 'listItem', children: this.flow(item.children), ...place(item) })
        return [{ type: 'list', ordered: node.ordered === true, children: items, ...at }]
      }
      case 'table': {
        const rows: TableRow[] = []
        for (const [rank, row] of node.children.entries()) {
          const cells: TableRow['children'] = []
          for (const [column, cell] of row.children.entries()) {
            const [from, to] = this.rangeOf(cell)
            const children = this.line(cell, { start: from, end: to })
            cells.push({ type: 'tableCell', column, header: rank === 0, merged: false, children, ...place(cell) })
          }
          rows.push({ type: 'tableRow', children: cells, ...place(row) })
        }
        return [{ type: 'table', children: rows, ...at }]
      }
      case 'code': {
        const inner = this.source.indexOf('\n', start)
        const from =
          this.masked.slice(start, start + 3).match(/^(?:```|~~~)/) && inner !== -1 && inner < end ? inner + 1 : start
        const segments = align(node.value, this.masked, from, end)
        return [{ type: 'code', value: unmask(node.value, segments, this.source), segments, ...at }]
      }
      case 'html':
        return this.html(start, end)
      case 'footnoteDefinition': {
        const section: Section = { type: 'section', region: 'footnote', children: this.flow(node.children), ...at }
        return [section]
      }
      case 'definition':
      case 'thematicBreak':
      case 'yaml':
        return []
      default:
        return this.inlines([node], { start, end }, 0)
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
    return this.inlines(node.children, range, 0)
  }

  private inlines(nodes: readonly Nodes[], range: Range, depth: number): Inline[] {
    if (depth > 400) throw new RangeError('document too deep')
    const children: Inline[] = []
    let i = 0
    while (i < nodes.length) {
      const node = nodes[i]
      i += 1
      if (node === undefined) continue
      if (node.type === 'html') {
        const closing = this.closingTag(nodes, i - 1)
        const tag = this.tag(node.value)
        if (closing !== -1 && tag !== undefined) {
          const inner = this.inlines(nodes.slice(i, closing), range, depth + 1)
          const kind = INLINE_TAGS.get(tag.name)
          if (kind !== undefined) children.push({ type: kind, children: inner, ...place(node) })
          else if (tag.title !== undefined)
            children.push({ type: 'abbreviation', title: tag.title, children: inner, ...place(node) })
          else if (tag.url !== undefined) children.push({ type: 'link', url: tag.url, children: inner, ...place(node) })
          else children.push(...inner)
          i = closing + 1
          continue
        }
      }
      children.push(...this.inline(node, range, depth))
    }
    return children
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

  private inline(node: Nodes, range: Range, depth: number): Inline[] {
    const start = node.position?.start.offset ?? this.cursor
    const end = node.position?.end.offset ?? range.end
    const inner: Range = { start, end }
    this.cursor = start
    const at = place(node)
    switch (node.type) {
      case 'text': {
        const segments = align(node.value, this.masked, start, end)
        this.cursor = segments.at(-1)?.end ?? end
        const cuts = cut(node.value, segments, this.finds, this.source)
        const only = cuts.length === 1 ? cuts[0] : undefined
        return only === undefined ? cuts : [{ ...only, ...at }]
      }
      case 'strong':
      case 'emphasis':
      case 'delete': {
        const children = this.inlines(node.children, inner, depth + 1)
        this.done(node)
        return [{ type: node.type, children, ...at }]
      }
      case 'inlineCode': {
        this.done(node)
        return [this.code(node.value, start, end, at)]
      }
      case 'break':
        this.done(node)
        return [{ type: 'break', segments: [{ from: 0, to: 1, start, end, exact: false }], ...at }]
      case 'link': {
        const children = this.inlines(node.children, inner, depth + 1)
        this.done(node)
        const title = node.title === null || node.title === undefined ? {} : { title: node.title }
        return [{ type: 'link', url: this.unmask(node.url, start, end), ...title, children, ...at }]
      }
      case 'linkReference': {
        const children = this.inlines(node.children, inner, depth + 1)
        this.done(node)
        const target = this.definitions.get(node.identifier)
        if (target === undefined) return children
        return [{ type: 'link', url: target.url, children, ...at }]
      }
      case 'image':
      case 'imageReference': {
        this.done(node)
        const alt = node.alt === null || node.alt === undefined ? '' : this.unmask(node.alt, start, end)
        return [{ type: 'image', alt, segments: [{ from: 0, to: 0, start, end, exact: false }], ...at }]
      }
      case 'html': {
        this.done(node)
        if (/^<br\b/i.test(node.value))
          return [{ type: 'break', segments: [{ from: 0, to: 1, start, end, exact: false }], ...at }]
        if (node.value.startsWith('<!--')) this.comments.push(...commentsIn(this.source, start, end))
        if (/^<(?:img|input)\b/i.test(node.value)) {
          const inlines: Inline[] = []
          for (const child of htmlNodes(this.source, this.masked, this.finds, start, end).children) {
            if (child.type === 'image' || child.type === 'field') inlines.push(child)
          }
          return inlines
        }
        return []
      }
      default:
        this.done(node)
        return []
    }
  }

  private done(node: Nodes): void {
    this.cursor = node.position?.end.offset ?? this.cursor
  }

  private code(value: string, start: number, end: number, at: object): Inline {
    const fence = /^`+/.exec(this.masked.slice(start, Math.min(end, start + 100)))?.[0].length ?? 1
    const body = this.masked.slice(start + fence, end).indexOf(value)
    const exact = body !== -1
    const from = exact ? start + fence + body : start
    const to = exact ? from + value.length : end
    return {
      type: 'inlineCode',
      value: exact ? this.source.slice(from, to) : value,
      segments: [{ from: 0, to: value.length, start: from, end: to, exact }],
      ...at,
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

function place(node: Nodes): { position?: NonNullable<Nodes['position']> } {
  return node.position === undefined ? {} : { position: node.position }
}
