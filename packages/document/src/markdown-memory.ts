import type { Block, Comment, Document, Segment, Span } from './document.ts'
import { type Draft, finish, hasTemplate } from './draft.ts'
import { flatten, type Origin } from './flatten.ts'
import { cutMarkdown, opensAt } from './markdown-pieces.ts'
import { owned } from './owned.ts'
import { type Around, type Found, findAgain, NOTHING_FOUND } from './placeholder-memory.ts'
import { type Find, maskPlaceholders } from './placeholders.ts'
import { readMaskedMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'

/** A piece of Markdown once read alone. */
interface Piece {
  /** All but the tree, which nobody asks for; its offsets are counted from the beginning of the piece. */
  readonly draft: Omit<Draft, 'root'>
  /** Its blocks where it stood when it was read. */
  readonly blocks: readonly Block[]
  readonly origin: Origin
  readonly template: boolean
  readonly lists: number
  readonly tables: number
}

/** A piece where it stands in a text; it moves as the text is typed. */
interface Placed {
  readonly key: string
  readonly piece: Piece
  start: number
  end: number
  /** How many blocks, lists and tables stand before it. */
  rank: number
  lists: number
  tables: number
  blocks: readonly Block[]
}

/** The text read last: most of the next one is the same. */
interface Last {
  readonly source: string
  readonly found: Found
  readonly pieces: readonly Placed[]
}

/** What a new text keeps of the last one: its first pieces, and those from `to` on, moved by `by`. */
interface Kept {
  readonly from: number
  readonly to: number
  readonly by: number
}

/** A part of a text, its masked form and the tags in it, counted from its beginning. */
interface Stretch {
  readonly start: number
  readonly text: string
  readonly masked: string
  readonly finds: readonly Find[]
  readonly pieces: readonly Span[]
}

/** Pieces of a page of 1 MB. */
const LIMIT = 12_000
/** Characters compared at once. */
const STRETCH = 2_048

/**
 * A reader of Markdown for an editor: the pieces of the text that were read before are not read again, and the blocks
 * that have not moved are the very same objects. Gives what `readText` gives.
 */
export function markdownReader(): (source: string) => Document {
  let known = new Map<string, Piece>()
  let last: Last = { source: '', found: NOTHING_FOUND, pieces: [] }

  const read = (source: string): Document => {
    const around = sameAround(last.source, source)
    const found = findAgain(last.found, source, around)
    const { finds } = found
    const kept = keptOf(last, source, finds, around)
    const typed = kept && stretchOf(source, finds, last, kept)
    const changed = typed ?? stretchOf(source, finds, last, NOTHING)
    const { from, to, by } = typed && kept ? kept : { ...NOTHING, to: last.pieces.length }
    if (!changed || from + changed.pieces.length + last.pieces.length - to < 2) return readWhole(source, finds)

    // Nothing is moved before all is read: a piece may be too deep for its reader.
    const taken = new Set<Piece>()
    const isElsewhere = (piece: Piece): boolean =>
      taken.has(piece) || last.pieces.some((placed, rank) => placed.piece === piece && (rank < from || rank >= to))
    const first = last.pieces[from] ?? NO_RANKS
    let { rank, lists, tables } = first
    const read = changed.pieces.map(({ start: head, end: tail }) => {
      const inside = findsIn(changed.finds, head, tail)
      const slice = changed.text.slice(head, tail)
      const text = owned(slice)
      const start = changed.start + head
      const key = keyOf(text, inside, start === 0)
      let piece = nearOf(last.pieces, from, to, key, taken)
      if (piece === undefined) {
        piece = known.get(key)
        if (piece !== undefined && isElsewhere(piece)) piece = twinOf(piece)
        else if (piece === undefined) {
          const masked = changed.masked.slice(head, tail)
          const origin = { start, rank, lists, tables }
          piece = readPiece(text, masked === slice ? text : owned(masked), inside, origin)
          known.set(key, piece)
        }
      }
      taken.add(piece)
      rank += piece.blocks.length
      lists += piece.lists
      tables += piece.tables
      return { key, piece, start, end: changed.start + tail }
    })

    const pieces = last.pieces.slice(0, from)
    rank = first.rank
    lists = first.lists
    tables = first.tables
    let old = from
    const add = (placed: Placed): void => {
      pieces.push(placed)
      rank += placed.blocks.length
      lists += placed.piece.lists
      tables += placed.piece.tables
    }
    for (const { key, piece, start, end } of read) {
      while ((last.pieces[old]?.start ?? start) < start) old += 1
      const before = last.pieces[old]
      const stays = before?.piece === piece && isAt(before, start, rank, lists, tables)
      const blocks = stays ? before.blocks : blocksAt(piece, start, rank, lists, tables)
      add({ key, piece, start, end, rank, lists, tables, blocks })
    }
    for (const placed of last.pieces.slice(to)) {
      const start = placed.start + by
      if (!isAt(placed, start, rank, lists, tables)) {
        placed.blocks = blocksAt(placed.piece, start, rank, lists, tables)
        placed.start = start
        placed.end += by
        placed.rank = rank
        placed.lists = lists
        placed.tables = tables
      }
      add(placed)
    }
    last = { source, found, pieces }
    forget(pieces)
    return documentOf(source, finds, pieces)
  }

  /** What this text no longer holds is kept for a while: undo, or another document open beside it. */
  const forget = (pieces: readonly Placed[]): void => {
    const limit = Math.min(LIMIT, pieces.length * 2 + 200)
    if (known.size <= limit) return
    const kept = new Map<string, Piece>()
    for (const { key, piece } of pieces) kept.set(key, piece)
    // The newest of the others come last.
    const others = [...known].filter(([key]) => !kept.has(key))
    for (const [key, piece] of others.slice(-Math.max(1, Math.floor((limit - kept.size) / 2)))) kept.set(key, piece)
    known = kept
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

const NOTHING = { from: 0, to: Number.POSITIVE_INFINITY, by: 0 }
const NO_RANKS = { rank: 0, lists: 0, tables: 0 }

/** A text that is not cut in pieces. */
function readWhole(source: string, finds: readonly Find[]): Document {
  return finish(readMaskedMarkdown(source, maskPlaceholders(source, finds, 'md'), finds), source)
}

function documentOf(source: string, finds: readonly Find[], pieces: readonly Placed[]): Document {
  const blocks: Block[] = []
  const comments: Comment[] = []
  let template = false
  for (const { piece, start, blocks: own } of pieces) {
    for (const block of own) blocks.push(block)
    for (const comment of piece.draft.comments)
      comments.push({ ...comment, start: comment.start + start, end: comment.end + start })
    template ||= piece.template
  }
  const { meta, layout = {}, knows = [], problems = [] } = pieces[0]?.piece.draft ?? {}
  return new TypedDocument(source, finds, blocks, {
    comments: comments.sort((a, b) => a.start - b.start),
    meta: { ...meta, template: meta?.template ?? template },
    layout,
    knows: new Set(knows),
    problems,
  })
}

/**
 * A class, whose getter is made once: V8 gives a shape of its own to an object written with a getter, and what such a shape
 * holds, here the whole text, is only let go when all of memory is searched.
 */
class TypedDocument implements Document {
  readonly format = 'md'
  readonly text: string
  readonly blocks: readonly Block[]
  readonly comments: Document['comments']
  readonly meta: Document['meta']
  readonly layout: Document['layout']
  readonly knows: Document['knows']
  readonly problems: Document['problems']
  readonly #finds: readonly Find[]

  constructor(
    source: string,
    finds: readonly Find[],
    blocks: readonly Block[],
    rest: Pick<Document, 'comments' | 'meta' | 'layout' | 'knows' | 'problems'>,
  ) {
    this.text = source
    this.blocks = blocks
    this.comments = rest.comments
    this.meta = rest.meta
    this.layout = rest.layout
    this.knows = rest.knows
    this.problems = rest.problems
    this.#finds = finds
  }

  // The tree serves other tools, not the checks: it is read when someone asks for it.
  get tree(): Document['tree'] {
    return readMaskedMarkdown(this.text, maskPlaceholders(this.text, this.#finds, 'md'), this.#finds).root
  }
}

/**
 * The pieces that no character nor tag of a new text changed, but for one before the change: a line that no longer opens a
 * piece goes on with what stands above it. `undefined` when tags changed elsewhere, as when a third « date » makes a form.
 */
function keptOf(last: Last, source: string, finds: readonly Find[], { head, tail }: Around): Kept | undefined {
  const { pieces } = last
  if (pieces.length === 0) return undefined
  const by = source.length - last.source.length
  let from = pieces.findLastIndex(({ start }) => start <= head)
  do from -= 1
  while (from > 0 && !isOpening(last, from))
  let to = Math.max(from, 0) + 1
  while (to < pieces.length && !((pieces[to]?.start ?? 0) >= last.source.length - tail && isOpening(last, to))) to += 1
  const kept = { from: Math.max(from, 0), to, by }
  return sameTags(last, finds, kept) ? kept : undefined
}

/** Blank lines by the hundred make a piece too; nothing can be said of the one that follows without them. */
function isOpening({ source, pieces }: Last, rank: number): boolean {
  const start = pieces[rank]?.start ?? 0
  return opensAt(source, start)
}

/** True when the tags around the pieces that are read again are those that they were, and none reaches out of these. */
function sameTags({ source, found: { finds }, pieces }: Last, now: readonly Find[], { from, to, by }: Kept): boolean {
  const start = pieces[from]?.start ?? 0
  const end = pieces[to]?.start ?? source.length
  let first = 0
  for (; (now[first]?.start ?? start) < start; first += 1) {
    const find = now[first]
    if (!find || find.end > start || !isSame(find, finds[first], 0)) return false
  }
  if ((finds[first]?.start ?? start) < start) return false
  let rank = now.length - 1
  let other = finds.length - 1
  for (; (now[rank]?.start ?? -1) >= end + by; rank -= 1, other -= 1) {
    const find = now[rank]
    if (!find || !isSame(find, finds[other], by)) return false
  }
  if ((finds[other]?.start ?? -1) >= end) return false
  return (now[rank]?.end ?? 0) <= end + by
}

function isSame(now: Find, before: Find | undefined, by: number): boolean {
  return before?.kind === now.kind && before.start + by === now.start && before.end + by === now.end
}

/** Cuts in pieces what is not kept; `undefined` when a piece of it might not be what the whole gives. */
function stretchOf(source: string, all: readonly Find[], last: Last, { from, to, by }: Kept): Stretch | undefined {
  const start = from === 0 ? 0 : (last.pieces[from]?.start ?? 0)
  const next = last.pieces[to]
  const end = next ? next.start + by : source.length
  const text = source.slice(start, end)
  const finds = findsIn(all, start, end)
  const masked = maskPlaceholders(text, finds, 'md')
  // Deep nesting is judged on the whole text.
  if (masked.length !== text.length || (start > 0 && !opensAt(masked, 0)) || /^[ \t]{30}/m.test(masked))
    return undefined
  const cut = cutMarkdown(masked, finds)
  return cut && (cut.mayOpen || !next) ? { start, text, masked, finds, pieces: cut.pieces } : undefined
}

/** The tags that begin in a range, counted from its beginning. */
function findsIn(finds: readonly Find[], start: number, end: number): readonly Find[] {
  const inside: Find[] = []
  for (const find of finds) {
    if (find.start >= end) break
    if (find.start >= start) inside.push(start === 0 ? find : shiftFind(find, -start))
  }
  return inside
}

/** What tells a piece from another: its words, most often. No text that is cut holds a null character. */
function keyOf(text: string, inside: readonly Find[], isFirst: boolean): string {
  if (inside.length === 0 && !isFirst) return text
  return `${isFirst ? '^' : ''}${inside.length > 0 ? JSON.stringify(inside) : ''}\u0000${text}`
}

/** How many characters two texts share at their beginning, then at their end. */
function sameAround(before: string, after: string): Around {
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

function readPiece(source: string, masked: string, finds: readonly Find[], origin: Origin): Piece {
  const draft = readMaskedMarkdown(source, masked, finds, [{ start: 0, end: masked.length }])
  const blocks = flatten(draft.root, draft.white, 'source', origin)
  const { root, ...rest } = draft
  return {
    draft: rest,
    blocks,
    origin,
    template: finds.length > 0 && hasTemplate(root.children, 0),
    ...countLists(root.children),
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

/** Pieces around a change that are looked at first. */
const NEAR = 6

/** The piece that stood in the range that is read again, when it still reads the same. */
function nearOf(
  pieces: readonly Placed[],
  from: number,
  to: number,
  key: string,
  taken: ReadonlySet<Piece>,
): Piece | undefined {
  for (let rank = from; rank < Math.min(to, from + NEAR, pieces.length); rank++) {
    const placed = pieces[rank]
    if (placed?.key === key && !taken.has(placed.piece)) return placed.piece
  }
  return undefined
}

/**
 * The same piece for another place of the page: « Cordialement, » comes back. Checks keep what they read of a block with
 * its marks, where it stands with it: two blocks that shared them would each drive out what is kept of the other.
 */
function twinOf(piece: Piece): Piece {
  return { ...piece, blocks: piece.blocks.map((block) => ({ ...block, marks: [...block.marks] })) }
}

/** True when the blocks of a piece are those that they would be at this place. */
function isAt(placed: Placed, start: number, rank: number, lists: number, tables: number): boolean {
  return placed.start === start && placed.rank === rank && placed.lists === lists && placed.tables === tables
}

function blocksAt(piece: Piece, start: number, rank: number, lists: number, tables: number): readonly Block[] {
  const { origin } = piece
  const by: Origin = {
    start: start - origin.start,
    rank: rank - origin.rank,
    lists: lists - origin.lists,
    tables: tables - origin.tables,
  }
  if (by.start === 0 && by.rank === 0 && by.lists === 0 && by.tables === 0) return piece.blocks
  return piece.blocks.map((block): Block => {
    const moved: Block = {
      ...block,
      index: block.index + by.rank,
      start: block.start + by.start,
      end: block.end + by.start,
      segments: block.segments.map((segment): Segment => shiftSegment(segment, by.start)),
    }
    const { list, table } = block
    if (!list && !table) return moved
    return {
      ...moved,
      ...(list ? { list: { ...list, list: list.list + by.lists } } : {}),
      ...(table ? { table: { ...table, table: table.table + by.tables } } : {}),
    }
  })
}

function shiftSegment(segment: Segment, offset: number): Segment {
  return { ...segment, start: segment.start + offset, end: segment.end + offset }
}

function shiftFind(find: Find, offset: number): Find {
  return { ...find, name: owned(find.name), start: find.start + offset, end: find.end + offset }
}
