import { LEFT, moveRow, RIGHT, SHIFT } from '../src/parser.ts'
import { Drawing, MOVE_TEMPLATES } from '../src/parser-features.ts'
import type { Token } from '../src/types.ts'

/** A sentence being parsed move by move: arc-hybrid, the root stands after the last token. */
export class ParseState {
  /** Shared by all the states of a sentence. */
  private drawing = new Drawing()
  length = 0
  label: Uint8Array = this.drawing.label
  /** Rank of the first token of the buffer; `length` is the root. */
  next = 0
  depth = 0
  stack = new Int32Array(0)
  heads = new Int32Array(0)
  /** The sum of the scores of the moves made: what a beam compares. */
  score = 0
  /** The moves made. */
  history: readonly number[] = []
  /** The shape of each token by now. */
  private shapes = new Int32Array(0)

  /** Gets ready for the tokens of a sentence. */
  begin(tokens: readonly Token[]): void {
    const room = tokens.length + 2
    this.drawing = new Drawing()
    this.drawing.begin(tokens)
    this.label = this.drawing.label
    this.length = tokens.length
    this.next = 0
    this.depth = 0
    this.score = 0
    this.history = []
    this.stack = new Int32Array(room)
    this.heads = new Int32Array(room).fill(-1)
    this.shapes = Int32Array.from({ length: room }, (_, i) => i)
  }

  /** Becomes a copy of another state of the same sentence. */
  copy(other: ParseState): void {
    this.drawing = other.drawing
    this.label = other.label
    this.length = other.length
    this.next = other.next
    this.depth = other.depth
    this.stack = other.stack.slice()
    this.heads = other.heads.slice()
    this.shapes = other.shapes.slice()
  }

  /** The moves allowed, as bits: a single token may hang from the root. */
  legal(): number {
    if (this.next < this.length) return this.depth === 0 ? 1 : this.depth === 1 ? 3 : 7
    return this.depth === 1 ? 2 : 4
  }

  done(): boolean {
    return this.next === this.length && this.depth === 0
  }

  /** Makes a move; `named` gets the features of the relation of the arc it draws; gives the dependent of that arc, or -1. */
  move(move: number, named?: Int32Array): number {
    if (move === SHIFT) {
      this.stack[this.depth++] = this.next++
      return -1
    }
    const { drawing, shapes } = this
    const dependent = this.stack[--this.depth] ?? 0
    const head = move === LEFT ? this.next : (this.stack[this.depth - 1] ?? 0)
    this.heads[dependent] = head
    if (named !== undefined) drawing.relationFeatures(shapes[dependent] ?? 0, shapes[head] ?? 0, named)
    drawing.makeRoom(1)
    shapes[head] = drawing.attach(shapes[dependent] ?? 0, shapes[head] ?? 0)
    return dependent
  }

  /** Features of the next move. */
  moveFeatures(out: Int32Array): void {
    const { drawing, stack, depth, shapes, length } = this
    const none = length + 1
    const s0 = depth > 0 ? (stack[depth - 1] ?? none) : none
    const s1 = depth > 1 ? (stack[depth - 2] ?? none) : none
    const s2 = depth > 2 ? (stack[depth - 3] ?? none) : none
    drawing.moveFeatures(shapes[s0] ?? none, shapes[s1] ?? none, s2, shapes[this.next] ?? none, out)
  }
}

/** The scores of the three moves. */
export function scoreMoves(moves: Float32Array, features: Int32Array, out: Float64Array): void {
  const mask = moves.length / 3 - 1
  let shift = 0
  let left = 0
  let right = 0
  for (let f = 0; f < MOVE_TEMPLATES; f++) {
    const row = 3 * moveRow(features[f] ?? 0, mask)
    shift += moves[row] ?? 0
    left += moves[row + 1] ?? 0
    right += moves[row + 2] ?? 0
  }
  out[SHIFT] = shift
  out[LEFT] = left
  out[RIGHT] = right
}

/** The best move among the legal ones. */
export function bestMove(legal: number, scores: Float64Array): number {
  let best = -1
  let top = Number.NEGATIVE_INFINITY
  for (let move = 0; move < 3; move++) {
    if ((legal & (1 << move)) === 0) continue
    const score = scores[move] ?? 0
    if (score <= top) continue
    top = score
    best = move
  }
  return best
}

/** The best sequences of moves so far, best first, with what each was made of: what training compares with the right one. */
export class LearningBeam {
  private readonly width: number
  states: ParseState[] = []

  constructor(width: number) {
    this.width = width
  }

  begin(tokens: readonly Token[]): void {
    const state = new ParseState()
    state.begin(tokens)
    this.states = tokens.length === 0 ? [] : [state]
  }

  /** One more move for every state; every sequence for a sentence has the same number of moves. */
  step(weights: Float32Array): void {
    const features = new Int32Array(MOVE_TEMPLATES)
    const own = new Float64Array(3)
    const found: { origin: ParseState; move: number; score: number }[] = []
    for (const origin of this.states) {
      const legal = origin.legal()
      origin.moveFeatures(features)
      scoreMoves(weights, features, own)
      for (let move = 0; move < 3; move++) {
        if ((legal & (1 << move)) !== 0) found.push({ origin, move, score: origin.score + (own[move] ?? 0) })
      }
    }
    // A stable sort: where scores are equal, the sequence found first stays ahead.
    found.sort((a, b) => b.score - a.score)
    this.states = found.slice(0, this.width).map(({ origin, move, score }) => {
      const state = new ParseState()
      state.copy(origin)
      state.score = score
      state.history = [...origin.history, move]
      state.move(move)
      return state
    })
  }
}
