import { LEFT, moveRow, pairKey, RIGHT, relationSlot, SHIFT } from '../src/parser.ts'
import { Drawing, MOVE_TEMPLATES, RELATION_TEMPLATES } from '../src/parser-features.ts'
import type { Token } from '../src/types.ts'

/** A parser that learns: three weights in a row for each feature of a move, one weight for each relation of a feature. */
export interface LearningModel {
  readonly moves: Float32Array
  readonly relations: Float32Array
  /** For each pair of labels and each side: the ranks of the relations seen. */
  readonly allowed: readonly Uint8Array[]
}

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

  /** Makes a move; gives the dependent of the arc it draws, which is to be named, or -1. */
  move(move: number): number {
    if (move === SHIFT) {
      this.stack[this.depth++] = this.next++
      return -1
    }
    const dependent = this.stack[--this.depth] ?? 0
    this.heads[dependent] = move === LEFT ? this.next : (this.stack[this.depth - 1] ?? 0)
    return dependent
  }

  /** Names the arc of a dependent. */
  name(dependent: number, relation: number): void {
    const head = this.heads[dependent] ?? 0
    this.drawing.makeRoom(1)
    this.shapes[head] = this.drawing.attach(this.shapes[dependent] ?? 0, this.shapes[head] ?? 0, relation)
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

  /** Features of the relation of a dependent whose head is known and whose arc is not named yet. */
  relationFeatures(dependent: number, out: Int32Array): void {
    const head = this.heads[dependent] ?? 0
    this.drawing.relationFeatures(this.shapes[dependent] ?? 0, this.shapes[head] ?? 0, out)
  }
}

/** The relation with the best score among those that the labels allow. */
function bestRelation(model: LearningModel, state: ParseState, dependent: number, features: Int32Array): number {
  const { relations, allowed } = model
  const head = state.heads[dependent] ?? 0
  const candidates = allowed[pairKey(state.label[dependent] ?? 0, state.label[head] ?? 0, dependent < head)]
  if (candidates === undefined || candidates.length === 0) return 0
  const only = candidates[0] ?? 0
  if (candidates.length === 1) return only
  const mask = relations.length - 1
  let best = only
  let top = Number.NEGATIVE_INFINITY
  for (const relation of candidates) {
    let score = 0
    for (let f = 0; f < RELATION_TEMPLATES; f++) score += relations[relationSlot(features[f] ?? 0, relation, mask)] ?? 0
    if (score > top) {
      top = score
      best = relation
    }
  }
  return best
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

/** Makes a move and names the arc it draws. */
export function advance(model: LearningModel, state: ParseState, move: number, features: Int32Array): void {
  const dependent = state.move(move)
  if (dependent === -1) return
  state.relationFeatures(dependent, features)
  state.name(dependent, bestRelation(model, state, dependent, features))
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
  step(model: LearningModel): void {
    const features = new Int32Array(MOVE_TEMPLATES)
    const own = new Float64Array(3)
    const found: { origin: ParseState; move: number; score: number }[] = []
    for (const origin of this.states) {
      const legal = origin.legal()
      origin.moveFeatures(features)
      scoreMoves(model.moves, features, own)
      for (let move = 0; move < 3; move++) {
        if ((legal & (1 << move)) !== 0) found.push({ origin, move, score: origin.score + (own[move] ?? 0) })
      }
    }
    // A stable sort: where scores are equal, the sequence found first stays ahead.
    found.sort((a, b) => b.score - a.score)
    const relationFeatures = new Int32Array(RELATION_TEMPLATES)
    this.states = found.slice(0, this.width).map(({ origin, move, score }) => {
      const state = new ParseState()
      state.copy(origin)
      state.score = score
      state.history = [...origin.history, move]
      advance(model, state, move, relationFeatures)
      return state
    })
  }
}
