import type { Block, Comment, Document, Segment } from './document.ts'
import { type Draft, finish, hasTemplate } from './draft.ts'
import { flatten } from './flatten.ts'
import { markdownPieces } from './markdown-pieces.ts'
import { type Find, findPlaceholders, maskPlaceholders } from './placeholders.ts'
import { readMaskedMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'

/** A piece of Markdown once read alone: offsets and ranks are its own. */
interface Piece {
  readonly draft: Draft
  readonly blocks: readonly Block[]
  readonly template: boolean
  readonly lists: number
  readonly tables: number
  /** The blocks by where they stood: handed over as they are when the piece has not moved. */
  readonly places: Map<string, readonly Block[]>
}

/** Pieces of a page of 1 MB. */
const LIMIT = 12_000
/** « Cordialement, » may stand at several places of a page. */
const PLACES = 8

/**
 * A reader of Markdown for an editor: the pieces of the text that were read before are not read again, and the blocks
 * that have not moved are the very same objects. Gives what `readText` gives.
 */
export function markdownReader(): (source: string) => Document {
  let known = new Map<string, Piece>()

  const read = (source: string): Document => {
    const finds = findPlaceholders(source, { format: 'md' })
    const masked = maskPlaceholders(source, finds, 'md')
    const pieces = masked.length === source.length ? markdownPieces(masked, finds) : undefined
    // Deep nesting is judged on the whole text.
    if (!pieces || pieces.length < 2 || /^[ \t]{30}/m.test(masked))
      return finish(readMaskedMarkdown(source, masked, finds, pieces), source)

    const kept = new Map<string, Piece>()
    const blocks: Block[] = []
    const comments: Comment[] = []
    let lists = 0
    let tables = 0
    let template = false
    let first: Draft | undefined
    let find = 0
    for (const { start, end } of pieces) {
      const inside: Find[] = []
      for (; (finds[find]?.start ?? end) < end; find += 1) {
        const found = finds[find]
        if (found) inside.push(shiftFind(found, -start))
      }
      const text = source.slice(start, end)
      const key = `${start === 0 ? '^' : ''}${inside.length > 0 ? JSON.stringify(inside) : ''}\u0000${text}`
      const piece = kept.get(key) ?? known.get(key) ?? readPiece(text, masked.slice(start, end), inside)
      kept.set(key, piece)
      first ??= piece.draft
      for (const block of placed(piece, start, blocks.length, lists, tables)) blocks.push(block)
      for (const comment of piece.draft.comments)
        comments.push({ ...comment, start: comment.start + start, end: comment.end + start })
      lists += piece.lists
      tables += piece.tables
      template ||= piece.template
    }
    // What this text no longer holds is kept for a while: undo, or another document open beside it.
    for (const [key, piece] of known) {
      if (kept.size >= LIMIT || kept.size >= pieces.length * 2 + 200) break
      if (!kept.has(key)) kept.set(key, piece)
    }
    known = kept
    if (!first) return finish(readMaskedMarkdown(source, masked, finds), source)
    return {
      format: 'md',
      text: source,
      // The tree serves other tools, not the checks: it is read when someone asks for it.
      get tree() {
        return readMaskedMarkdown(source, masked, finds).root
      },
      blocks,
      comments: comments.sort((a, b) => a.start - b.start),
      meta: { ...first.meta, template: first.meta.template ?? template },
      layout: first.layout,
      knows: new Set(first.knows),
      problems: first.problems,
    }
  }

  return (source) => {
    try {
      return read(source)
    } catch {
      // What its reader cannot follow is read as plain text, as a whole.
      return readText(source, 'md')
    }
  }
}

function readPiece(source: string, masked: string, finds: readonly Find[]): Piece {
  const draft = readMaskedMarkdown(source, masked, finds, [{ start: 0, end: masked.length }])
  const blocks = flatten(draft.root, draft.white, 'source')
  return {
    draft,
    blocks,
    template: hasTemplate(draft.root.children, 0),
    ...countLists(draft.root.children),
    places: new Map(),
  }
}

/** What `flatten` numbers: lists, and tables that hold data. */
function countLists(nodes: readonly object[]): { readonly lists: number; readonly tables: number } {
  let lists = 0
  let tables = 0
  for (const node of nodes) {
    if ('type' in node && node.type === 'list') lists += 1
    if ('type' in node && node.type === 'table' && !('presentation' in node && node.presentation === true)) tables += 1
    if (!('children' in node) || !Array.isArray(node.children)) continue
    const inner = countLists(node.children)
    lists += inner.lists
    tables += inner.tables
  }
  return { lists, tables }
}

function placed(piece: Piece, offset: number, rank: number, lists: number, tables: number): readonly Block[] {
  const key = `${offset} ${rank} ${lists} ${tables}`
  const known = piece.places.get(key)
  if (known) return known
  const blocks = piece.blocks.map(
    (block): Block => ({
      ...block,
      index: block.index + rank,
      start: block.start + offset,
      end: block.end + offset,
      segments: block.segments.map((segment): Segment => shiftSegment(segment, offset)),
      ...(block.list ? { list: { ...block.list, list: block.list.list + lists } } : {}),
      ...(block.table ? { table: { ...block.table, table: block.table.table + tables } } : {}),
    }),
  )
  if (piece.places.size >= PLACES) piece.places.clear()
  piece.places.set(key, blocks)
  return blocks
}

function shiftSegment(segment: Segment, offset: number): Segment {
  return { ...segment, start: segment.start + offset, end: segment.end + offset }
}

function shiftFind(find: Find, offset: number): Find {
  return { ...find, start: find.start + offset, end: find.end + offset }
}
