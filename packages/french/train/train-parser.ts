import type { Dictionary } from '../src/dictionary.ts'
import { LARGEST_PARSER_WEIGHT, LEFT, moveRow, RIGHT, relationSlot, SHIFT } from '../src/parser.ts'
import { LABEL_COUNT, MOVE_TEMPLATES, pairKey, RELATION_TEMPLATES } from '../src/parser-features.ts'
import type { TokenReader } from '../src/read-tokens.ts'
import { tokenise } from '../src/tokenise.ts'
import type { Token } from '../src/types.ts'
import { bestMove, LearningBeam, ParseState, scoreMoves } from './parse-state.ts'
import type { GoldSentence } from './read-conllu.ts'
import { quantise, shuffled } from './train-tagger.ts'

/** A sentence read by our own analyser, with the gold head of each token (`tokens.length` for the root, -1 unknown) and its relation. */
export interface Tree {
  readonly tokens: readonly Token[]
  readonly heads: Int32Array
  readonly relations: readonly string[]
}

/** Reads a gold sentence with our tokens and carries its arcs over. */
export function alignTree(sentence: GoldSentence, dictionary: Dictionary, read: TokenReader): Tree {
  const raw = tokenise(sentence.text, dictionary)
  const tokens = read(raw, 0, raw.length)
  const n = tokens.length
  const heads = new Int32Array(n).fill(-1)
  const relations = new Array<string>(n).fill('dep')
  // Gold word -> our token: the first one it overlaps.
  const place = new Map<number, number>([[0, n]])
  const inside = new Map<number, Set<number>>()
  let k = 0
  for (const gold of sentence.tokens) {
    while (k < n && (tokens[k]?.end ?? 0) <= gold.start) k++
    const first = gold.words[0]
    if (k >= n || first === undefined) continue
    for (const word of gold.words) {
      place.set(word.id, k)
      inside.set(k, (inside.get(k) ?? new Set()).add(word.id))
    }
    // What we cut and they do not: the other pieces are left unknown.
    while (k < n && (tokens[k]?.end ?? 0) < gold.end) k++
  }
  const words = new Map(sentence.tokens.flatMap((gold) => gold.words.map((word) => [word.id, word] as const)))
  for (const [token, ids] of inside) {
    for (const id of ids) {
      const word = words.get(id)
      if (word === undefined || ids.has(word.head)) continue
      const head = place.get(word.head)
      if (head === undefined) continue
      heads[token] = head
      relations[token] = word.deprel
      break
    }
  }
  return { tokens, heads, relations }
}

/** The relations kept: rare subtypes lose their subtype. */
function collectNames(trees: readonly Tree[], least: number): string[] {
  const counts = new Map<string, number>()
  for (const { relations } of trees) for (const name of relations) counts.set(name, (counts.get(name) ?? 0) + 1)
  const names = new Set<string>(['dep', 'root'])
  for (const [name, count] of counts) names.add(count >= least ? name : (name.split(':')[0] ?? name))
  return [...names].sort()
}

/** What a move costs: the gold arcs that can no longer be drawn after it. */
function costs(state: ParseState, gold: Int32Array, out: Int32Array): void {
  const { stack, depth, next, length } = state
  const s0 = depth > 0 ? (stack[depth - 1] ?? -1) : -1
  const s1 = depth > 1 ? (stack[depth - 2] ?? -1) : -1
  let shift = 0
  let left = 0
  let right = 0
  if (next < length) {
    const head = gold[next] ?? -1
    for (let k = 0; k < depth; k++) {
      const item = stack[k] ?? -1
      if (gold[item] === next) shift++
      if (head === item && item !== s0) shift++
    }
  }
  if (s0 !== -1) {
    const head = gold[s0] ?? -1
    for (let k = next; k < length; k++) {
      if (gold[k] !== s0) continue
      left++
      right++
    }
    if (head === s1 && s1 !== -1) left++
    else if (head > next) {
      left++
      right++
    } else if (head === next) right++
  }
  out[SHIFT] = shift
  out[LEFT] = left
  out[RIGHT] = right
}

/** Averaged weights: each keeps its running total. */
class Averaged {
  readonly weights: Float32Array
  private readonly totals: Float64Array
  private readonly stamps: Int32Array
  step = 0

  constructor(size: number) {
    this.weights = new Float32Array(size)
    this.totals = new Float64Array(size)
    this.stamps = new Int32Array(size)
  }

  change(slot: number, delta: number): void {
    const weight = this.weights[slot] ?? 0
    this.totals[slot] = (this.totals[slot] ?? 0) + (this.step - (this.stamps[slot] ?? 0)) * weight
    this.stamps[slot] = this.step
    this.weights[slot] = weight + delta
  }

  addAverages(to: Float64Array, share: number): void {
    for (let slot = 0; slot < to.length; slot++) {
      const total = (this.totals[slot] ?? 0) + (this.step - (this.stamps[slot] ?? 0)) * (this.weights[slot] ?? 0)
      to[slot] = (to[slot] ?? 0) + (share * total) / Math.max(1, this.step)
    }
  }
}

/** Settings of the parser's training. */
export interface ParserOptions {
  readonly moveBits: number
  readonly relationBits: number
  readonly epochs: number
  /** Rounds over which the names of relations are learnt: no move looks at them, and they gain from more. */
  readonly nameEpochs: number
  readonly orders: number
  readonly least: number
  /** Rounds of beam training after the greedy ones, and the width of the beam. */
  readonly beamEpochs: number
  readonly width: number
  /** Share of the features left out at random in the greedy rounds, and by how much the right move or name must lead. */
  readonly dropped: number
  readonly margin: number
  readonly log?: (line: string) => void
}

/** A parser as training leaves it: three weights in a row for each feature of a move, one weight for each relation of a feature. */
export interface TrainedParser {
  readonly moves: Int8Array
  readonly relations: Int8Array
  readonly names: readonly string[]
  /** For each pair of labels and each side: the ranks of the relations seen. */
  readonly allowed: readonly Uint8Array[]
}

/** Trains with a dynamic oracle, averages over several orders, quantises. */
export function trainParser(trees: readonly Tree[], options: ParserOptions): TrainedParser {
  const names = collectNames(trees, 40)
  const rank = new Map(names.map((name, i) => [name, i]))
  const rankOf = (name: string): number => rank.get(name) ?? rank.get(name.split(':')[0] ?? '') ?? 0
  const allowed = collectAllowed(trees, rankOf)
  const moves = new Float64Array((1 << options.moveBits) * 3)
  const relations = new Float64Array(1 << options.relationBits)
  for (let order = 1; order <= options.orders; order++) {
    const own = trainOnce(trees, allowed, rankOf, order, options)
    const named = trainOnce(trees, allowed, rankOf, order, { ...options, epochs: options.nameEpochs })
    named.relations.addAverages(relations, 1 / options.orders)
    if (options.beamEpochs === 0) {
      own.moves.addAverages(moves, 1 / options.orders)
      continue
    }
    const start = new Float64Array(moves.length)
    own.moves.addAverages(start, 1)
    trainBeam(trees, start, order, options).addAverages(moves, 1 / options.orders)
  }
  return {
    moves: quantise(moves, LARGEST_PARSER_WEIGHT, options.least),
    relations: quantise(relations, LARGEST_PARSER_WEIGHT, options.least),
    names,
    allowed,
  }
}

function collectAllowed(trees: readonly Tree[], rankOf: (name: string) => number): Uint8Array[] {
  const seen: Map<number, number>[] = []
  const state = new ParseState()
  for (const { tokens, heads, relations } of trees) {
    state.begin(tokens)
    for (let i = 0; i < tokens.length; i++) {
      const head = heads[i] ?? -1
      if (head === -1) continue
      const key = pairKey(state.label[i] ?? 0, state.label[head] ?? 0, i < head)
      const relation = rankOf(relations[i] ?? 'dep')
      const counts = seen[key] ?? new Map<number, number>()
      counts.set(relation, (counts.get(relation) ?? 0) + 1)
      seen[key] = counts
    }
  }
  const dep = rankOf('dep')
  return Array.from({ length: LABEL_COUNT * LABEL_COUNT * 2 }, (_, key) => {
    const counts = seen[key]
    if (counts === undefined) return Uint8Array.of(dep)
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    // One slip in a thousand arcs does not make a relation possible.
    const kept = [...counts].filter(([, count]) => count >= total / 1000).map(([relation]) => relation)
    return Uint8Array.from(kept.sort((a, b) => a - b))
  })
}

function trainOnce(
  trees: readonly Tree[],
  allowed: readonly Uint8Array[],
  rankOf: (name: string) => number,
  order: number,
  options: ParserOptions,
): { moves: Averaged; relations: Averaged } {
  const rows = 1 << options.moveBits
  const moves = new Averaged(rows * 3)
  const relations = new Averaged(1 << options.relationBits)
  const state = new ParseState()
  const moveFeatures = new Int32Array(MOVE_TEMPLATES)
  const relationFeatures = new Int32Array(RELATION_TEMPLATES)
  const cost = new Int32Array(3)
  const scores = new Float64Array(3)
  const relationMask = (1 << options.relationBits) - 1
  let random = order * 2654435761
  // Features left out at random, and a margin to lead by: see train-tagger.ts.
  const dropped = options.dropped * 0x100000000
  let drop = order * 40503
  const kept = new Uint8Array(RELATION_TEMPLATES)
  const moveRows = new Int32Array(MOVE_TEMPLATES)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    let wrong = 0
    let wrongNames = 0
    let seen = 0
    for (const tree of shuffled(trees, 6151 * (epoch + 1) + 15485863 * order)) {
      state.begin(tree.tokens)
      while (!state.done()) {
        const legal = state.legal()
        let move = 31 - Math.clz32(legal)
        if ((legal & (legal - 1)) !== 0) {
          state.moveFeatures(moveFeatures)
          costs(state, tree.heads, cost)
          let shift = 0
          let left = 0
          let right = 0
          for (let f = 0; f < MOVE_TEMPLATES; f++) {
            drop = (Math.imul(drop, 1664525) + 1013904223) >>> 0
            const row = drop < dropped ? -1 : 3 * moveRow(moveFeatures[f] ?? 0, rows - 1)
            moveRows[f] = row
            if (row === -1) continue
            shift += moves.weights[row] ?? 0
            left += moves.weights[row + 1] ?? 0
            right += moves.weights[row + 2] ?? 0
          }
          scores[SHIFT] = shift
          scores[LEFT] = left
          scores[RIGHT] = right
          const found = bestMove(legal, scores)
          let least = 1e9
          for (let m = 0; m < 3; m++) if ((legal & (1 << m)) !== 0) least = Math.min(least, cost[m] ?? 0)
          let zero = 0
          for (let m = 0; m < 3; m++) if ((legal & (1 << m)) !== 0 && cost[m] === least) zero |= 1 << m
          moves.step++
          seen++
          move = found
          const bad = legal & ~zero
          if (bad !== 0) {
            const good = bestMove(zero, scores)
            const rival = bestMove(bad, scores)
            if ((scores[good] ?? 0) - (scores[rival] ?? 0) <= options.margin) {
              for (let f = 0; f < MOVE_TEMPLATES; f++) {
                const row = moveRows[f] ?? -1
                if (row === -1) continue
                moves.change(row + good, 1)
                moves.change(row + rival, -1)
              }
            }
            if ((zero & (1 << found)) === 0) {
              wrong++
              random = (Math.imul(random, 1664525) + 1013904223) >>> 0
              // Errors are followed most of the time, to learn what to do after them.
              move = epoch > 0 && random < 0.9 * 0x100000000 ? found : good
            }
          }
        }
        const dependent = state.move(move, relationFeatures)
        if (dependent === -1) continue
        const head = state.heads[dependent] ?? 0
        if (head === tree.tokens.length || tree.heads[dependent] !== head) continue
        for (let f = 0; f < RELATION_TEMPLATES; f++) {
          drop = (Math.imul(drop, 1664525) + 1013904223) >>> 0
          kept[f] = drop < dropped ? 0 : 1
        }
        const wanted = rankOf(tree.relations[dependent] ?? 'dep')
        const candidates =
          allowed[pairKey(state.label[dependent] ?? 0, state.label[head] ?? 0, dependent < head)] ?? new Uint8Array(0)
        let named = candidates[0] ?? 0
        let top = Number.NEGATIVE_INFINITY
        let rival = -1
        let second = Number.NEGATIVE_INFINITY
        let own = Number.NEGATIVE_INFINITY
        for (const relation of candidates) {
          let score = 0
          for (let f = 0; f < RELATION_TEMPLATES; f++)
            if (kept[f] === 1)
              score += relations.weights[relationSlot(relationFeatures[f] ?? 0, relation, relationMask)] ?? 0
          if (score > top) {
            top = score
            named = relation
          }
          if (relation === wanted) own = score
          else if (score > second) {
            second = score
            rival = relation
          }
        }
        relations.step++
        if (wanted !== named) wrongNames++
        if (rival === -1 || own === Number.NEGATIVE_INFINITY || own - second > options.margin) continue
        for (let f = 0; f < RELATION_TEMPLATES; f++) {
          if (kept[f] === 0) continue
          const feature = relationFeatures[f] ?? 0
          relations.change(relationSlot(feature, wanted, relationMask), 1)
          relations.change(relationSlot(feature, rival, relationMask), -1)
        }
      }
    }
    options.log?.(`order ${order}, epoch ${epoch + 1}: ${wrong} wrong moves of ${seen}, ${wrongNames} wrong names`)
  }
  return { moves, relations }
}

/** The cheapest moves for a gold tree, arcs drawn as soon as they can be. */
function goldMoves(tree: Tree, state: ParseState): number[] {
  const cost = new Int32Array(3)
  const moves: number[] = []
  state.begin(tree.tokens)
  while (!state.done()) {
    const legal = state.legal()
    costs(state, tree.heads, cost)
    let best = -1
    for (const move of [LEFT, RIGHT, SHIFT]) {
      if ((legal & (1 << move)) === 0) continue
      if (best === -1 || (cost[move] ?? 0) < (cost[best] ?? 0)) best = move
    }
    state.move(best)
    moves.push(best)
  }
  return moves
}

/** Trains the moves as whole sequences: where the beam departs most from the gold moves, both are weighed. */
function trainBeam(trees: readonly Tree[], start: Float64Array, order: number, options: ParserOptions): Averaged {
  const moves = new Averaged(start.length)
  moves.weights.set(start)
  const rows = start.length / 3
  const beam = new LearningBeam(options.width)
  const gold = new ParseState()
  const other = new ParseState()
  const features = new Int32Array(MOVE_TEMPLATES)
  const scores = new Float64Array(3)
  const sound = trees.filter(({ heads }) => !heads.includes(-1))
  const sequences = new Map(sound.map((tree) => [tree, goldMoves(tree, gold)]))
  const weigh = (state: ParseState, move: number, delta: number): void => {
    state.moveFeatures(features)
    for (let f = 0; f < MOVE_TEMPLATES; f++) moves.change(3 * moveRow(features[f] ?? 0, rows - 1) + move, delta)
  }
  for (let epoch = 0; epoch < options.beamEpochs; epoch++) {
    let wrong = 0
    for (const tree of shuffled(sound, 7621 * (epoch + 1) + 15485863 * order)) {
      moves.step++
      const wanted = sequences.get(tree) ?? []
      beam.begin(tree.tokens)
      gold.begin(tree.tokens)
      let worst = 0
      let until = 0
      let path: readonly number[] = []
      for (let t = 0; t < wanted.length; t++) {
        const move = wanted[t] ?? 0
        gold.moveFeatures(features)
        scoreMoves(moves.weights, features, scores)
        gold.score += scores[move] ?? 0
        gold.move(move)
        beam.step(moves.weights)
        const best = beam.states[0]
        if (best === undefined) break
        const violation = best.score - gold.score
        if (violation > worst && best.history.some((own, k) => own !== wanted[k])) {
          worst = violation
          until = t + 1
          path = best.history
        }
      }
      if (until === 0) continue
      wrong++
      gold.begin(tree.tokens)
      other.begin(tree.tokens)
      let apart = false
      for (let t = 0; t < until; t++) {
        const good = wanted[t] ?? 0
        const bad = path[t] ?? 0
        apart ||= good !== bad
        if (apart) {
          weigh(gold, good, 1)
          weigh(other, bad, -1)
        }
        gold.move(good)
        other.move(bad)
      }
    }
    options.log?.(`order ${order}, beam epoch ${epoch + 1}: ${wrong} sentences of ${sound.length} updated`)
  }
  return moves
}
