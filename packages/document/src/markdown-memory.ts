import type { Block, Comment, Document, Segment } from './document.ts'
import { type Draft, finish, hasTemplate } from './draft.ts'
import { flatten } from './flatten.ts'
import { markdownPieces } from './markdown-pieces.ts'
import { owned } from './owned.ts'
import { type Find, findPlaceholders, maskPlaceholders } from './placeholders.ts'
import { readMaskedMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'

/** A piece of Markdown once read alone: offsets and ranks are its own. */
interface Piece {
  /** All but the tree, which nobody asks for. */
  readonly draft: Omit<Draft, 'root'>
  readonly blocks: readonly Block[]
  readonly template: boolean
  readonly lists: number
  readonly tables: number
  /** The blocks where they stood lately, the last place first: handed over as they are when the piece has not moved. */
  places: readonly PlacedBlocks[]
}

/** The blocks of a piece at one place of a text. */
interface PlacedBlocks {
  readonly offset: number
  readonly rank: number
  readonly lists: number
  readonly tables: number
  readonly blocks: readonly Block[]
}

/** A piece where it stands in a text. */
interface Placed {
  readonly start: number
  readonly end: number
  readonly key: string
  readonly piece: Piece
  readonly hasFinds: boolean
}

/** The text read last: most of the next one is the same. */
interface Last {
  readonly source: string
  readonly pieces: ReadonlyMap<number, Placed>
}

/** Pieces of a page of 1 MB. */
const LIMIT = 12_000
/** Characters compared at once. */
const STRETCH = 2_048
/** « Cordialement, » may stand at several places of a page. */
const PLACES = 8

/**
 * A reader of Markdown for an editor: the pieces of the text that were read before are not read again, and the blocks
 * that have not moved are the very same objects. Gives what `readText` gives.
 */
export function markdownReader(): (source: string) => Document {
  let known = new Map<string, Piece>()
  let last: Last = { source: '', pieces: new Map() }

  const read = (source: string): Document => {
    const finds = findPlaceholders(source, { format: 'md' })
    const masked = maskPlaceholders(source, finds, 'md')
    const pieces = masked.length === source.length ? markdownPieces(masked, finds) : undefined
    // Deep nesting is judged on the whole text.
    if (!pieces || pieces.length < 2 || /^[ \t]{30}/m.test(masked))
      return finish(readMaskedMarkdown(source, masked, finds, pieces), source)

    const around = sameAround(last.source, source)
    const now = new Map<number, Placed>()
    const blocks: Block[] = []
    const comments: Comment[] = []
    let lists = 0
    let tables = 0
    let template = false
    let first: Piece['draft'] | undefined
    let find = 0
    for (const { start, end } of pieces) {
      const inside: Find[] = []
      for (; (finds[find]?.start ?? end) < end; find += 1) {
        const found = finds[find]
        if (found) inside.push(shiftFind(found, -start))
      }
      const before = inside.length === 0 ? unchanged(last, around, start, end, source.length) : undefined
      const key = before?.key ?? keyOf(source, start, end, inside)
      const piece =
        before?.piece ??
        known.get(key) ??
        readPiece(owned(source.slice(start, end)), owned(masked.slice(start, end)), inside)
      if (before === undefined) known.set(key, piece)
      now.set(start, before?.start === start ? before : { start, end, key, piece, hasFinds: inside.length > 0 })
      first ??= piece.draft
      for (const block of placed(piece, start, blocks.length, lists, tables)) blocks.push(block)
      for (const comment of piece.draft.comments)
        comments.push({ ...comment, start: comment.start + start, end: comment.end + start })
      lists += piece.lists
      tables += piece.tables
      template ||= piece.template
    }
    last = { source, pieces: now }
    // What this text no longer holds is kept for a while: undo, or another document open beside it.
    const limit = Math.min(LIMIT, pieces.length * 2 + 200)
    if (known.size > limit) {
      const kept = new Map<string, Piece>()
      for (const { key, piece } of now.values()) kept.set(key, piece)
      // The newest of the others come last.
      const others = [...known].filter(([key]) => !kept.has(key))
      for (const [key, piece] of others.slice(-Math.max(1, Math.floor((limit - kept.size) / 2)))) kept.set(key, piece)
      known = kept
    }
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

function keyOf(source: string, start: number, end: number, inside: readonly Find[]): string {
  const finds = inside.length > 0 ? JSON.stringify(inside) : ''
  return `${start === 0 ? '^' : ''}${finds}\u0000${owned(source.slice(start, end))}`
}

/** How many characters two texts share at their beginning, then at their end. */
function sameAround(before: string, after: string): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  // Whole stretches at once: they are compared as memory.
  while (head + STRETCH <= shorter && before.slice(head, head + STRETCH) === after.slice(head, head + STRETCH))
    head += STRETCH
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1
  let tail = 0
  const stretch = (text: string): string => text.slice(text.length - tail - STRETCH, text.length - tail)
  while (tail + STRETCH <= shorter - head && stretch(before) === stretch(after)) tail += STRETCH
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1
  return { head, tail }
}

/** The piece that stood here in the text read last, when no character of it changed. */
function unchanged(
  { source, pieces }: Last,
  { head, tail }: { readonly head: number; readonly tail: number },
  start: number,
  end: number,
  length: number,
): Placed | undefined {
  const by = end <= head ? 0 : start >= length - tail ? length - source.length : undefined
  if (by === undefined) return undefined
  const before = pieces.get(start - by)
  if (before?.end !== end - by || before.hasFinds || (before.start === 0) !== (start === 0)) return undefined
  return before
}

function readPiece(source: string, masked: string, finds: readonly Find[]): Piece {
  const draft = readMaskedMarkdown(source, masked, finds, [{ start: 0, end: masked.length }])
  const blocks = flatten(draft.root, draft.white, 'source')
  const { root, ...rest } = draft
  return {
    draft: rest,
    blocks,
    template: hasTemplate(root.children, 0),
    ...countLists(root.children),
    places: [],
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
  for (const known of piece.places)
    if (known.offset === offset && known.rank === rank && known.lists === lists && known.tables === tables)
      return known.blocks
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
  piece.places = [{ offset, rank, lists, tables, blocks }, ...piece.places.slice(0, PLACES - 1)]
  return blocks
}

function shiftSegment(segment: Segment, offset: number): Segment {
  return { ...segment, start: segment.start + offset, end: segment.end + offset }
}

function shiftFind(find: Find, offset: number): Find {
  return { ...find, name: owned(find.name), start: find.start + offset, end: find.end + offset }
}
