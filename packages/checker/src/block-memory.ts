import type { Document, Span } from '@limpide/document'
import type { Finding } from './finding.ts'
import { createSlot, readNote, writeNote } from './notes.ts'
import { type Recent, recent } from './recent.ts'
import type { Messages, Report } from './rule.ts'
import type { BlockView, DocumentView, TypeGuess } from './view.ts'

/** A report that only concerns its own block, kept so that it can be said again at another place of the document. */
export interface Remark {
  readonly start: number
  readonly end: number
  /** Rank of the sentence being checked, or -1 for a rule that reads blocks. */
  readonly sentence: number
  readonly report: Report<Messages>
}

/** What one rule said of one block, and the only number of the document it looked at, if it did. */
export interface Run {
  readonly remarks: readonly Remark[]
  readonly wordCount?: number
  /** What the rule's premise answered. */
  readonly premise: boolean
}

/** All that the rules which look at one block at a time said of a block, where it then stood. */
export interface Settled {
  /** Which rules these are, and what their premises answered. */
  readonly under: string
  readonly start: number
  readonly index: number
  /** In the order of the text. */
  readonly said: readonly Finding[]
  /** Those of which only the first with the same key is heard. */
  readonly keyed: readonly Keyed[]
  /** What is counted and shown of it when nothing else is said of the block. */
  hearing: Hearing | undefined
}

/** A finding by its rank, of which only the first with the same key in the document is heard; a silent one only takes the key. */
export interface Keyed extends Once {
  readonly rank: number
}

/** Says of which findings a finding is one, when only the first of them is heard. */
export interface Once {
  readonly key: string
  readonly silent: boolean
}

/** What becomes of each finding of a block, by rank (`COUNTED`, `SHOWN`), while those of its keyed ones that are heard are the same. */
export interface Hearing {
  readonly heard: string
  readonly flags: readonly number[]
}

/** What is remembered of a block under one configuration and one type of document. */
export interface BlockMemory {
  readonly by: object
  readonly block: BlockView
  /** By rank of the rule: true of any block that reads the same. */
  readonly runs: (Run | undefined)[]
  /** By rank of the rule, the findings made of a run: good as they are while the reader hands over the very same block. */
  readonly findings: ({ readonly run: Run; readonly said: readonly Finding[] } | undefined)[]
  settled: Settled | undefined
}

/** The memories of blocks under one configuration and one type of document. */
export interface BlockMemories {
  of(blocks: readonly BlockView[]): readonly BlockMemory[]
  /** Ranks of the rules that were seen to look beyond their block: they are asked of every block, each time. */
  readonly wide: Set<number>
}

const MEMORY = createSlot<BlockMemory>()

/** Remembers blocks by all that a rule can read in them, their place apart. */
export function blockMemories(rules: number, spare?: number): BlockMemories {
  const memories: Recent<BlockMemory['runs']> = recent(spare)
  const of = (block: BlockView): BlockMemory => {
    const known = readNote(block.notes, MEMORY)
    if (known?.by === memories && known.block === block) return known
    const memory = known?.by === memories && isMoved(known.block, block) ? moved(known, block) : fresh(block)
    writeNote(block.notes, MEMORY, memory)
    return memory
  }
  const fresh = (block: BlockView): BlockMemory => {
    const key = keyOf(block)
    let runs = memories.get(key)
    if (!runs) {
      // Room for all the rules at once: growing as each is asked would cost as much again.
      runs = new Array<Run | undefined>(rules).fill(undefined)
      memories.set(key, runs)
    }
    return { by: memories, block, runs, findings: [], settled: undefined }
  }

  return {
    of: (blocks) => {
      memories.fit(blocks.length)
      return blocks.map(of)
    },
    wide: new Set(),
  }
}

/** The same block somewhere else: what was said of it holds, the places of its findings do not. */
function moved({ by, runs, settled }: BlockMemory, block: BlockView): BlockMemory {
  return { by, block, runs, findings: [], settled }
}

/** True when the one block is the other at another place of the text, under the same list and in the same table. */
function isMoved({ source: a, zone }: BlockView, { source: b, zone: other }: BlockView): boolean {
  return (
    zone === other &&
    a.text === b.text &&
    a.style === b.style &&
    a.kind === b.kind &&
    a.level === b.level &&
    a.page === b.page &&
    a.region === b.region &&
    a.end - a.start === b.end - b.start &&
    sameValues(a.list, b.list) &&
    sameValues(a.table, b.table) &&
    sameSegments(a, b)
  )
}

function sameValues<T extends object>(a: T | undefined, b: T | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined) return false
  for (const name in a) if (a[name] !== b[name]) return false
  return true
}

function sameSegments(a: BlockView['source'], b: BlockView['source']): boolean {
  if (a.segments.length !== b.segments.length) return false
  const by = b.start - a.start
  for (let rank = 0; rank < a.segments.length; rank++) {
    const one = a.segments[rank]
    const other = b.segments[rank]
    if (!one || !other || other.place !== one.place || other.start - one.start !== by || other.end - one.end !== by)
      return false
    if (other.from !== one.from || other.to !== one.to || other.exact !== one.exact) return false
  }
  return true
}

/** A finding where its block now stands. */
export function movedFinding(finding: Finding, by: number, block: number): Finding {
  return {
    ...finding,
    block,
    start: finding.start + by,
    end: finding.end + by,
    suggestions: movedSpans(finding.suggestions, by),
    related: movedSpans(finding.related, by),
  }
}

function movedSpans<T extends Span>(spans: readonly T[], by: number): readonly T[] {
  if (spans.length === 0) return spans
  return spans.map((span) => ({ ...span, start: span.start + by, end: span.end + by }))
}

function keyOf({ source, zone }: BlockView): string {
  const { kind, region, text, marks, style, level, levelFrom, list, table, page } = source
  return `${kind}\u0000${region}\u0000${zone}\u0000${level ?? ''}${levelFrom ?? ''}\u0000${page ?? ''}\u0000${
    marks.length > 0 ? JSON.stringify(marks) : ''
  }\u0000${JSON.stringify(style)}\u0000${list ? Object.values(list).join() : ''}\u0000${
    table ? Object.values(table).join() : ''
  }\u0000${text}`
}

/** What a rule looked at beyond its blocks, since the check began. */
export interface Watch {
  /**
   * It read the document itself: from then on nothing it says can be kept, since it may remember what it read
   * (« more than a third of the sentences are passive » is counted once).
   */
  wide: boolean
  wordCount: number | undefined
}

/** The same document, which notes what is read of it. Its type and format are part of what a memory is kept under. */
export function watchDocument(document: DocumentView, watch: Watch): DocumentView {
  return new WatchedView(document, watch)
}

// Classes, whose getters are made once: there is one of each for every rule, at each check.
class WatchedView implements DocumentView {
  readonly #view: DocumentView
  readonly #watch: Watch
  readonly type: TypeGuess
  readonly document: Document

  constructor(view: DocumentView, watch: Watch) {
    this.#view = view
    this.#watch = watch
    this.type = new WatchedType(view.type, watch)
    this.document = new WatchedSource(view.document, watch)
  }

  get wordCount() {
    this.#watch.wordCount = this.#view.wordCount
    return this.#view.wordCount
  }
  get blocks() {
    this.#watch.wide = true
    return this.#view.blocks
  }
  get body() {
    this.#watch.wide = true
    return this.#view.body
  }
  get sentences() {
    this.#watch.wide = true
    return this.#view.sentences
  }
  get plain() {
    this.#watch.wide = true
    return this.#view.plain
  }
}

class WatchedType implements TypeGuess {
  readonly #type: TypeGuess
  readonly #watch: Watch
  readonly id: TypeGuess['id']

  constructor(type: TypeGuess, watch: Watch) {
    this.#type = type
    this.#watch = watch
    this.id = type.id
  }

  get confidence() {
    this.#watch.wide = true
    return this.#type.confidence
  }
  get from() {
    this.#watch.wide = true
    return this.#type.from
  }
}

class WatchedSource implements Document {
  readonly #source: Document
  readonly #watch: Watch
  readonly format: Document['format']

  constructor(source: Document, watch: Watch) {
    this.#source = source
    this.#watch = watch
    this.format = source.format
  }

  #wide(): Document {
    this.#watch.wide = true
    return this.#source
  }

  get text() {
    return this.#wide().text
  }
  get tree() {
    return this.#wide().tree
  }
  get blocks() {
    return this.#wide().blocks
  }
  get comments() {
    return this.#wide().comments
  }
  get meta() {
    return this.#wide().meta
  }
  get layout() {
    return this.#wide().layout
  }
  get knows() {
    return this.#wide().knows
  }
  get problems() {
    return this.#wide().problems
  }
}
