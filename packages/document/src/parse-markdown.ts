import type { Nodes, Root, RootContent } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Point } from 'unist'
import type { Span } from './document.ts'
import { type Ask, plainMarkdown } from './plain-markdown.ts'

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml'])

/** The tree that remark gives of a text: CommonMark, GFM, YAML front matter. */
export function parseWhole(source: string): Root {
  return parser.parse(source)
}

/**
 * The same tree and the same positions, read in a fraction of the time where a text is plain: remark only reads the
 * pieces (`markdownPieces`) that hold something else.
 */
export function parsePieces(source: string, pieces: readonly Span[]): Root {
  const children: RootContent[] = []
  const asks: Ask[] = []
  let line = 1
  let isWhole = false
  let pending: { start: number; end: number; line: number } | undefined
  const flush = (): void => {
    if (pending === undefined) return
    const { start, end, line: first } = pending
    pending = undefined
    const tree = parseWhole(source.slice(start, end))
    // « - -\n[x] mot »: GFM ticks the whole document.
    if ('checked' in tree) isWhole = true
    for (const node of tree.children) {
      if (start > 0) move(node, start, first - 1, 0)
      children.push(node)
    }
  }
  for (const { start, end } of pieces) {
    const plain = plainMarkdown(source, start, end, line)
    if (plain !== undefined) {
      flush()
      for (const node of plain.nodes) children.push(node)
      for (const ask of plain.asks) asks.push(ask)
      line = plain.line
      continue
    }
    // Neighbours are read together: starting remark costs as much as a short paragraph.
    if (pending === undefined) pending = { start, end, line }
    else pending.end = end
    line += linesIn(source, start, end)
  }
  flush()
  if (isWhole || !answer(asks, source)) return parseWhole(source)
  const last = source.lastIndexOf('\n') + 1
  return {
    type: 'root',
    children,
    position: {
      start: { line: 1, column: 1, offset: 0 },
      end: { line, column: source.length - last + 1, offset: source.length },
    },
  }
}

function linesIn(source: string, start: number, end: number): number {
  let count = 0
  for (let at = source.indexOf('\n', start); at !== -1 && at < end; at = source.indexOf('\n', at + 1)) count += 1
  return count
}

/** Has remark read in one go the words that the plain reader left to it; `false` when it sees something else there. */
function answer(asks: readonly Ask[], source: string): boolean {
  if (asks.length === 0) return true
  const { children } = parseWhole(asks.map(({ start, end }) => source.slice(start, end)).join('\n\n'))
  if (children.length !== asks.length) return false
  let offset = 0
  let lines = 0
  for (const [rank, { node, start, end, line, indent }] of asks.entries()) {
    const read = children[rank]
    if (read?.type !== node.type || read.position?.start.offset !== offset || !('children' in read)) return false
    if (read.position.end.offset !== offset + end - start) return false
    const first = lines + 1
    for (const child of read.children) move(child, start - offset, line - first, indent, first)
    node.children = read.children as typeof node.children
    offset += end - start + 2
    lines += linesIn(source, start, end) + 2
  }
  return true
}

function move(node: Nodes, offset: number, lines: number, columns: number, first = 0): void {
  const { position } = node
  if (position !== undefined) node.position = { start: moved(position.start), end: moved(position.end) }
  if ('children' in node) for (const child of node.children) move(child, offset, lines, columns, first)

  function moved(point: Point): Point {
    return {
      line: point.line + lines,
      column: point.column + (point.line === first ? columns : 0),
      offset: (point.offset ?? 0) + offset,
    }
  }
}
