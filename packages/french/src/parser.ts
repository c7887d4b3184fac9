import { attachPairs } from './attach-pairs.ts'
import {
  Drawing,
  doubleFeature,
  MOVE_TEMPLATES,
  NEXT_TEMPLATES,
  RELATION_TEMPLATES,
  singleFeature,
  type Templates,
  TOP_TEMPLATES,
  UNDER_TEMPLATES,
  UNNAMED,
  WHOLE_TEMPLATES,
} from './parser-features.ts'
import type { Arc, DrawnArcs, Token } from './types.ts'
import { unpack } from './unpack.ts'

/** Finds the head of each token of a sentence. */
export interface Parser {
  /** One arc a token; exactly one root; no cycle. A contraction (`du`) hangs where its preposition does. */
  parse(tokens: readonly Token[]): readonly Arc[]
}

/** A parser that may stop early. */
export interface Finder extends Parser {
  /** What `read` finds in the arcs: the parse stops where they leave no doubt (see `French.findInArcs`). */
  find(tokens: readonly Token[], read: (arcs: DrawnArcs) => number | undefined): number
}

/** Weights of the moves and of the relations, and the relations that two labels allow. */
export interface ParserModel {
  /** A row of three weights in each number. */
  readonly moves: Uint16Array
  /** Two weights a byte. */
  readonly relations: Uint8Array
  readonly names: readonly string[]
  /** For each pair of labels and each side: the ranks of the relations seen. */
  readonly allowed: readonly Uint8Array[]
}

/** Weights are small integers, from minus this to this: what keeps the parser small, and costs no accuracy. */
export const LARGEST_PARSER_WEIGHT = 5

export const SHIFT = 0
export const LEFT = 1
export const RIGHT = 2

/** Row of a feature among the moves. */
export function moveRow(feature: number, mask: number): number {
  const hash = Math.imul(feature ^ (feature >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 14)) & mask
}

/** Slot of a feature for a relation. */
export function relationSlot(feature: number, relation: number, mask: number): number {
  const hash = Math.imul(feature ^ Math.imul(relation + 1, 0x9e3779b1), 0x2c1b3c6d)
  return (hash ^ (hash >>> 15)) & mask
}

/** Reads the model from its generated module. */
export function readParserModel(base64: string): ParserModel {
  const [moves, relations, names, allowed] = unpack(base64)
  if (!moves || !relations || !names || !allowed) throw new Error('Parser data is damaged.')
  const lists: Uint8Array[] = []
  for (let at = 0; at < allowed.length; ) {
    const count = allowed[at] ?? 0
    // Copied: the whole of what was inflated is not kept for these few bytes.
    lists.push(allowed.slice(at + 1, at + 1 + count))
    at += 1 + count
  }
  return {
    moves: packRows(unpackWeights(moves)),
    relations: packPairs(unpackWeights(relations)),
    names: new TextDecoder().decode(names).split(' '),
    allowed: lists,
  }
}

/** Each row of three weights in one number, four bits a weight: one memory access a feature, and the table stays small. */
export function packRows(weights: Int8Array): Uint16Array {
  const rows = new Uint16Array(weights.length / 3)
  for (let row = 0; row < rows.length; row++) {
    let packed = 0
    for (let move = 2; move >= 0; move--)
      packed = (packed << 4) | ((weights[3 * row + move] ?? 0) + LARGEST_PARSER_WEIGHT)
    rows[row] = packed
  }
  return rows
}

/** Two weights a byte, four bits each. */
export function packPairs(weights: Int8Array): Uint8Array {
  return Uint8Array.from(
    { length: weights.length / 2 },
    (_, i) =>
      (weights[2 * i] ?? 0) + LARGEST_PARSER_WEIGHT + (((weights[2 * i + 1] ?? 0) + LARGEST_PARSER_WEIGHT) << 4),
  )
}

/** Weights that were packed two a byte. */
function unpackWeights(bytes: Uint8Array): Int8Array {
  const count = 2 * LARGEST_PARSER_WEIGHT + 1
  const weights = new Int8Array(2 * bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    const pair = bytes[i] ?? 0
    const second = pair % count
    weights[2 * i] = (pair - second) / count - LARGEST_PARSER_WEIGHT
    weights[2 * i + 1] = second - LARGEST_PARSER_WEIGHT
  }
  return weights
}

/** The rows of the features of a move, first their places, then what stands there. */
const rowsRead = new Int32Array(MOVE_TEMPLATES)

/** Writes the places of the rows of some templates, from a rank; gives the rank after the last. */
function placeRows(mask: number, { single, double }: Templates, from: number): number {
  let count = from
  for (let i = 0; i < single.length; i++) rowsRead[count++] = moveRow(singleFeature(single[i] ?? 0), mask)
  for (let i = 0; i < double.length; i++) rowsRead[count++] = moveRow(doubleFeature(double[i] ?? 0), mask)
  return count
}

/** The sums of some rows for the three moves, side by side in one number: none goes beyond its ten bits. */
function sumRows(from: number, to: number): number {
  let sums = 0
  for (let i = from; i < to; i++) sums += spread(rowsRead[i] ?? 0)
  return sums
}

/** A row of four bits a weight, ten bits a weight. */
function spread(row: number): number {
  return (row & 0xf) | ((row & 0xf0) << 6) | ((row & 0xf00) << 12)
}

/** The relation with the best score among candidates; the first one where scores are equal. Every sum is too high by the same amount. */
function bestRelation(pairs: Uint8Array, candidates: Uint8Array, features: Int32Array): number {
  const mask = 2 * pairs.length - 1
  let best = 0
  let top = -1
  // Two at a time, the last one with itself: each feature is fetched half as often.
  for (let c = 0; c < candidates.length; c += 2) {
    const first = candidates[c] ?? 0
    const second = candidates[c + 1] ?? first
    let firstScore = 0
    let secondScore = 0
    for (let f = 0; f < RELATION_TEMPLATES; f++) {
      const feature = features[f] ?? 0
      firstScore += weightAt(pairs, relationSlot(feature, first, mask))
      secondScore += weightAt(pairs, relationSlot(feature, second, mask))
    }
    if (firstScore > top) {
      top = firstScore
      best = first
    }
    if (secondScore > top) {
      top = secondScore
      best = second
    }
  }
  return best
}

function weightAt(pairs: Uint8Array, slot: number): number {
  return ((pairs[slot >>> 1] ?? 0) >>> ((slot & 1) << 2)) & 0xf
}

/** What was found a moment ago, by what it was found for: a new find takes the place of an old one. */
const KNOWN_BITS = 9
/** How many numbers a find takes: two shapes or tokens and what was found for them; three shapes, a token and sums. */
const PAIR = 3
const WHOLE = 5

/** Where a find stands. */
function placeOf(a: number, b: number, size: number): number {
  return (Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) >>> (32 - KNOWN_BITS)) * size
}

function keep(known: Int32Array, at: number, a: number, b: number, found: number): void {
  known[at] = a
  known[at + 1] = b
  known[at + 2] = found
}

/** Sequences that were left where they answered. */
interface Paused {
  readonly tokens: readonly Token[]
  readonly left: number
  readonly stacks: Int32Array
  readonly buffers: Int32Array
  readonly scores: Int32Array
  readonly items: Int32Array
  readonly shapes: Int32Array
}
/** Rules ask one after the other, each of all the sentences of a letter: some dozens. */
const PAUSES = 32

/**
 * The best sequences of moves so far, best first (arc-hybrid: the root stands after the last token).
 * The sequences of a beam differ by little: what is found for one serves the others, by what it was read from.
 */
class Beam {
  private readonly model: ParserModel
  private readonly width: number
  private readonly slack: number
  private readonly drawing = new Drawing()
  private size = 0
  /** A sequence is the last item of its stack, the shape of its next token and its score. */
  private stacks: Int32Array
  private buffers: Int32Array
  private scores: Int32Array
  private nextStacks: Int32Array
  private nextBuffers: Int32Array
  private nextScores: Int32Array
  private readonly from: Int32Array
  private readonly moves: Int32Array
  /** An item of a stack is a shape and the item under it; item 0 is an empty stack. */
  private items = new Int32Array(512)
  private itemCount = 0
  private readonly features = new Int32Array(RELATION_TEMPLATES)
  private readonly tops = new Int32Array(PAIR << KNOWN_BITS)
  private readonly unders = new Int32Array(PAIR << KNOWN_BITS)
  private readonly nexts = new Int32Array(PAIR << KNOWN_BITS)
  private readonly wholes = new Int32Array(WHOLE << KNOWN_BITS)
  private readonly arcs = new Int32Array(PAIR << KNOWN_BITS)
  private readonly paused: Paused[] = []
  private nextPause = 0

  constructor(model: ParserModel, width: number, slack: number) {
    this.model = model
    this.width = width
    this.slack = slack
    this.stacks = new Int32Array(width)
    this.buffers = new Int32Array(width)
    this.scores = new Int32Array(width)
    this.nextStacks = new Int32Array(width)
    this.nextBuffers = new Int32Array(width)
    this.nextScores = new Int32Array(width)
    this.from = new Int32Array(width)
    this.moves = new Int32Array(width)
  }

  /** The arcs of all tokens. */
  read(tokens: readonly Token[]): ArcsOfSequence {
    const arcs = new ArcsOfSequence(this, tokens.length)
    this.begin(tokens)
    for (let left = 2 * tokens.length; left > 0; left--) this.step()
    this.draw(arcs, 0)
    return arcs
  }

  /** What `read` finds in the arcs once every sequence still open says the same. An arc that is drawn stays. */
  find(tokens: readonly Token[], read: (arcs: DrawnArcs) => number | undefined): number {
    const drawn = new ArcsOfSequence(this, tokens.length)
    for (let left = this.resume(tokens); ; left--) {
      // The same question meets the same arc: it is not asked again until that one is drawn.
      const found = this.isOpen(drawn.missing) ? undefined : this.agreed(drawn, read)
      if (found !== undefined) {
        this.pause(tokens, left)
        return found
      }
      if (left === 0) break
      this.step()
    }
    this.draw(drawn, 0)
    const found = read(drawn)
    if (found === undefined) throw new Error('All arcs are drawn: they must give an answer.')
    return found
  }

  /** Keeps the sequences as they are, for who asks something else of the same tokens. */
  private pause(tokens: readonly Token[], left: number): void {
    const { size, itemCount } = this
    this.paused[this.nextPause] = {
      tokens,
      left,
      stacks: this.stacks.slice(0, size),
      buffers: this.buffers.slice(0, size),
      scores: this.scores.slice(0, size),
      items: this.items.slice(0, 2 * itemCount),
      shapes: this.drawing.copyShapes(),
    }
    this.nextPause = (this.nextPause + 1) % PAUSES
  }

  /** Takes up the sequences of some tokens where they were left, or begins; gives how many moves are left. */
  private resume(tokens: readonly Token[]): number {
    this.begin(tokens)
    const paused = this.paused.find((paused) => paused.tokens === tokens)
    if (paused === undefined) return 2 * tokens.length
    this.stacks.set(paused.stacks)
    this.buffers.set(paused.buffers)
    this.scores.set(paused.scores)
    this.size = paused.stacks.length
    this.itemCount = 0
    this.makeRoom(paused.items.length)
    this.items.set(paused.items)
    this.itemCount = paused.items.length / 2
    this.drawing.setShapes(paused.shapes)
    return paused.left
  }

  /** True when a token has no head yet in some sequence: it stands on the stack, or it is still to come. */
  private isOpen(rank: number): boolean {
    const { drawing, items } = this
    for (let k = 0; k < this.size; k++) {
      if (drawing.tokenOf(this.buffers[k] ?? 0) <= rank) return true
      for (let item = this.stacks[k] ?? 0; item !== 0; item = items[2 * item + 1] ?? 0)
        if (drawing.tokenOf(items[2 * item] ?? 0) === rank) return true
    }
    return false
  }

  private agreed(drawn: ArcsOfSequence, read: (arcs: DrawnArcs) => number | undefined): number | undefined {
    let said: number | undefined
    for (let k = 0; k < this.size; k++) {
      this.draw(drawn, k)
      const found = read(drawn)
      if (found === undefined || (k > 0 && found !== said)) return undefined
      said = found
    }
    return said
  }

  /** Writes the arcs of a sequence: those below what is on its stack, and below its next token. */
  private draw({ heads, shapes }: ArcsOfSequence, sequence: number): void {
    const { drawing, items } = this
    heads.fill(UNKNOWN)
    drawing.readArcs(this.buffers[sequence] ?? 0, heads, shapes)
    for (let item = this.stacks[sequence] ?? 0; item !== 0; item = items[2 * item + 1] ?? 0)
      drawing.readArcs(items[2 * item] ?? 0, heads, shapes)
  }

  /** The relation of the arc that made a shape: found when someone asks, since no move looks at it. */
  nameOf(shape: number): string {
    const { drawing, model, features } = this
    let relation = drawing.relationOf(shape)
    if (relation === UNNAMED) {
      const dependent = drawing.childOf(shape)
      const head = drawing.before(shape)
      const candidates = model.allowed[drawing.pairOf(dependent, head)]
      relation = candidates?.[0] ?? 0
      if (candidates !== undefined && candidates.length > 1) {
        drawing.relationFeatures(dependent, head, features)
        relation = bestRelation(model.relations, candidates, features)
      }
      drawing.name(shape, relation)
    }
    return model.names[relation] ?? 'dep'
  }

  private begin(tokens: readonly Token[]): void {
    const { drawing, items } = this
    drawing.begin(tokens)
    for (const known of [this.tops, this.unders, this.nexts, this.wholes, this.arcs]) known.fill(-1)
    items[0] = tokens.length + 1
    items[1] = 0
    this.itemCount = 1
    this.stacks[0] = 0
    this.buffers[0] = 0
    this.scores[0] = 0
    this.size = 1
  }

  /** One more move for every sequence; every sequence for a sentence has the same number of moves. */
  private step(): void {
    const { drawing, width, size, from, moves, stacks, buffers, scores, nextStacks, nextBuffers, nextScores } = this
    drawing.makeRoom(width)
    this.makeRoom(width)
    const { items } = this
    const { length } = drawing
    let count = 0
    for (let k = 0; k < size; k++) {
      const stack = stacks[k] ?? 0
      const buffer = buffers[k] ?? 0
      const under = items[2 * stack + 1] ?? 0
      // A single token may hang from the root.
      const shifts = drawing.tokenOf(buffer) < length
      const lefts = stack !== 0 && (shifts || under === 0)
      const rights = under !== 0
      const alone = size === 1 && (stack === 0 || !shifts)
      const sums = alone ? 0 : this.scoresOf(stack, buffer)
      const score = scores[k] ?? 0
      for (let move = 0; move < 3; move++) {
        if (!(move === SHIFT ? shifts : move === LEFT ? lefts : rights)) continue
        const own = score + ((sums >>> (10 * move)) & 0x3ff)
        if (count === width && own <= (nextScores[count - 1] ?? 0)) continue
        let at = count < width ? count++ : count - 1
        while (at > 0 && (nextScores[at - 1] ?? 0) < own) {
          nextScores[at] = nextScores[at - 1] ?? 0
          from[at] = from[at - 1] ?? 0
          moves[at] = moves[at - 1] ?? 0
          at--
        }
        nextScores[at] = own
        from[at] = k
        moves[at] = move
      }
    }
    // Where one sequence is far ahead, the others are dropped: most moves leave no doubt.
    const least = (nextScores[0] ?? 0) - this.slack
    while (count > 1 && (nextScores[count - 1] ?? 0) < least) count--
    if (count === 1) nextScores[0] = 0
    for (let k = 0; k < count; k++) {
      const origin = from[k] ?? 0
      const stack = stacks[origin] ?? 0
      const buffer = buffers[origin] ?? 0
      const move = moves[k] ?? 0
      const top = items[2 * stack] ?? 0
      const under = items[2 * stack + 1] ?? 0
      if (move === SHIFT) {
        nextStacks[k] = this.push(buffer, stack)
        nextBuffers[k] = drawing.tokenOf(buffer) + 1
      } else if (move === LEFT) {
        nextStacks[k] = under
        nextBuffers[k] = this.attach(top, buffer)
      } else {
        nextStacks[k] = this.push(this.attach(top, items[2 * under] ?? 0), items[2 * under + 1] ?? 0)
        nextBuffers[k] = buffer
      }
    }
    this.stacks = nextStacks
    this.buffers = nextBuffers
    this.scores = nextScores
    this.nextStacks = stacks
    this.nextBuffers = buffers
    this.nextScores = scores
    this.size = count
  }

  private makeRoom(more: number): void {
    const wanted = 2 * (this.itemCount + more)
    if (wanted <= this.items.length) return
    const items = new Int32Array(2 * wanted)
    items.set(this.items)
    this.items = items
  }

  private push(shape: number, under: number): number {
    const { items } = this
    const item = this.itemCount++
    items[2 * item] = shape
    items[2 * item + 1] = under
    return item
  }

  /** The shape of a head with one more dependent. */
  private attach(dependent: number, head: number): number {
    const { drawing, arcs } = this
    const at = placeOf(dependent, head, PAIR)
    if (arcs[at] === dependent && arcs[at + 1] === head) return arcs[at + 2] ?? 0
    const shape = drawing.attach(dependent, head)
    keep(arcs, at, dependent, head, shape)
    return shape
  }

  /** The scores of the three moves, ten bits each. Every sum is too high by the same amount. */
  private scoresOf(stack: number, buffer: number): number {
    const { items, drawing, wholes } = this
    const under = items[2 * stack + 1] ?? 0
    const s0 = items[2 * stack] ?? 0
    const s1 = items[2 * under] ?? 0
    const s2 = drawing.tokenOf(items[2 * (items[2 * under + 1] ?? 0)] ?? 0)
    const at = placeOf(Math.imul(s0, 0xc2b2ae35) ^ s1, buffer, WHOLE)
    if (wholes[at] === s0 && wholes[at + 1] === s1 && wholes[at + 2] === s2 && wholes[at + 3] === buffer)
      return wholes[at + 4] ?? 0
    const sums = this.weigh(s0, s1, s2, buffer)
    wholes[at] = s0
    wholes[at + 1] = s1
    wholes[at + 2] = s2
    wholes[at + 3] = buffer
    wholes[at + 4] = sums
    return sums
  }

  /** Adds up the weights of every template: those that were added up for another sequence are not read again. */
  private weigh(s0: number, s1: number, s2: number, buffer: number): number {
    const { drawing, tops, unders, nexts } = this
    const rows = this.model.moves
    const mask = rows.length - 1
    const top = drawing.tokenOf(s0)
    const next = drawing.tokenOf(buffer)
    let topEnd = 0
    const topAt = placeOf(s0, next, PAIR)
    if (tops[topAt] !== s0 || tops[topAt + 1] !== next) {
      drawing.readTop(s0, next)
      topEnd = placeRows(mask, TOP_TEMPLATES, 0)
    }
    let underEnd = topEnd
    const underAt = placeOf(top, s1, PAIR)
    if (unders[underAt] !== top || unders[underAt + 1] !== s1) {
      drawing.readUnder(top, s1)
      underEnd = placeRows(mask, UNDER_TEMPLATES, topEnd)
    }
    let nextEnd = underEnd
    const nextAt = placeOf(top, buffer, PAIR)
    if (nexts[nextAt] !== top || nexts[nextAt + 1] !== buffer) {
      drawing.readNext(top, buffer)
      nextEnd = placeRows(mask, NEXT_TEMPLATES, underEnd)
    }
    drawing.readWhole(s0, s1, s2, buffer)
    const end = placeRows(mask, WHOLE_TEMPLATES, nextEnd)
    // The rows stand all over a large table: a loop that does nothing else waits for many of them at once.
    for (let i = 0; i < end; i++) rowsRead[i] = rows[rowsRead[i] ?? 0] ?? 0
    if (topEnd > 0) keep(tops, topAt, s0, next, sumRows(0, topEnd))
    if (underEnd > topEnd) keep(unders, underAt, top, s1, sumRows(topEnd, underEnd))
    if (nextEnd > underEnd) keep(nexts, nextAt, top, buffer, sumRows(underEnd, nextEnd))
    return (tops[topAt + 2] ?? 0) + (unders[underAt + 2] ?? 0) + (nexts[nextAt + 2] ?? 0) + sumRows(nextEnd, end)
  }
}

const UNKNOWN = -1

/** The arcs of one sequence, as they are read from outside. */
class ArcsOfSequence implements DrawnArcs {
  readonly heads: Int32Array
  /** The shape that each arc made. */
  readonly shapes: Int32Array
  /** The last token whose head was asked for and is not known. */
  missing = UNKNOWN
  private readonly beam: Beam

  constructor(beam: Beam, length: number) {
    this.beam = beam
    this.heads = new Int32Array(length)
    this.shapes = new Int32Array(length)
  }

  headOf(rank: number): number | undefined {
    const head = this.heads[rank] ?? UNKNOWN
    if (head === UNKNOWN) {
      this.missing = rank
      return undefined
    }
    return head === this.heads.length ? -1 : head
  }

  relationOf(rank: number): string {
    return this.beam.nameOf(this.shapes[rank] ?? 0)
  }
}

const WIDTH = 8
/** A sequence is dropped when it is this far behind, in units of the scores. */
const SLACK = 44

/** Builds a parser over a model. */
export function createParser(model: ParserModel, width = WIDTH, slack = SLACK): Finder {
  const beam = new Beam(model, width, slack)
  return {
    find: (tokens, read) => beam.find(tokens, read),
    parse(tokens) {
      const arcs = beam.read(tokens)
      const heads = arcs.heads.slice()
      attachPairs(tokens, heads)
      return tokens.map((_, i) => {
        const head = heads[i] ?? 0
        if (head === tokens.length) return { head: -1, deprel: 'root' }
        if (head !== arcs.heads[i]) return { head, deprel: 'punct' }
        return { head, deprel: arcs.relationOf(i) }
      })
    },
  }
}
