import { labelIndex } from './labels.ts'
import type { Arc, Token } from './types.ts'
import { unpack } from './unpack.ts'

/** Finds the head of each token of a sentence. */
export interface Parser {
  /** One arc a token; exactly one root; no cycle. A contraction (`du`) hangs where its preposition does. */
  parse(tokens: readonly Token[]): readonly Arc[]
}

/** Rows of three weights for the moves, weights for the relations, and the relations that two labels allow. */
export interface ParserModel {
  readonly moves: Int8Array | Float32Array
  readonly relations: Int8Array | Float32Array
  readonly names: readonly string[]
  /** For each pair of labels and each side: the ranks of the relations seen. */
  readonly allowed: readonly Uint8Array[]
}

export const SHIFT = 0
export const LEFT = 1
export const RIGHT = 2

/** Numbers of feature templates. */
export const MOVE_TEMPLATES = 78
export const RELATION_TEMPLATES = 40

/** Labels of the tagger, and two more for the root and for what is not there. */
const ROOT_LABEL = 24
const NO_LABEL = 25
export const LABEL_COUNT = 26

function mix(seed: number, value: number): number {
  let hash = Math.imul(seed ^ value, 0x85ebca6b)
  hash ^= hash >>> 13
  return Math.imul(hash, 0xc2b2ae35)
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** Row of a feature among the moves. */
export function moveRow(feature: number, mask: number): number {
  const hash = Math.imul(feature ^ (feature >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 14)) & mask) * 3
}

/** Slot of a feature for a relation. */
export function relationSlot(feature: number, relation: number, mask: number): number {
  const hash = Math.imul(feature ^ Math.imul(relation + 1, 0x9e3779b1), 0x2c1b3c6d)
  return (hash ^ (hash >>> 15)) & mask
}

/** Key of the relations that the labels of a dependent and of its head allow. */
export function pairKey(dependent: number, head: number, left: boolean): number {
  return (dependent * LABEL_COUNT + head) * 2 + (left ? 1 : 0)
}

const FORMS: Readonly<Record<string, string>> = { Fin: 'Fin', Inf: 'Inf' }

/** The tagger's label of a token. */
function labelOf({ upos, features }: Token): number {
  if (upos !== 'VERB' && upos !== 'AUX') return labelIndex(upos)
  const { verbForm, tense, mood } = features
  if (verbForm === 'Part') return labelIndex(`${upos}.${tense === 'Pres' ? 'Pres' : 'Past'}`)
  if (verbForm === 'Fin' && mood === 'Imp') return labelIndex(`${upos}.Imp`)
  return labelIndex(`${upos}.${FORMS[verbForm ?? 'Fin'] ?? 'Fin'}`)
}

const NUMBERS: Readonly<Record<string, number>> = { Sing: 1, Plur: 2 }
const GENDERS: Readonly<Record<string, number>> = { Masc: 1, Fem: 2 }

/** A sentence being parsed: arc-hybrid, the root stands after the last token. */
export class ParseState {
  length = 0
  /** Rank of the first token of the buffer; `length` is the root. */
  next = 0
  depth = 0
  stack = new Int32Array(64)
  heads = new Int32Array(64)
  relation = new Uint8Array(64)
  word = new Int32Array(64)
  lemma = new Int32Array(64)
  label = new Uint8Array(64)
  agreement = new Uint8Array(64)
  left1 = new Int32Array(64)
  left2 = new Int32Array(64)
  right1 = new Int32Array(64)
  right2 = new Int32Array(64)
  valency = new Uint8Array(64)
  below = new Int32Array(64)

  /** Gets ready for the tokens of a sentence. */
  begin(tokens: readonly Token[]): void {
    const n = tokens.length
    if (n + 2 > this.stack.length) this.grow(2 * (n + 2))
    this.length = n
    this.next = 0
    this.depth = 0
    this.score = 0
    for (let i = 0; i < n + 2; i++) {
      const token = tokens[i]
      if (i < n && token !== undefined) {
        const own = token.kind === 'word' || token.kind === 'punct' || token.kind === 'symbol'
        this.word[i] = hashText(own ? token.norm : token.kind)
        this.lemma[i] = own ? hashText(token.lemma) : (this.word[i] ?? 0)
        this.label[i] = labelOf(token)
        const { number, gender, person } = token.features
        this.agreement[i] =
          (number === undefined ? 0 : (NUMBERS[number] ?? 0)) |
          ((gender === undefined ? 0 : (GENDERS[gender] ?? 0)) << 2) |
          ((person ?? 0) << 4)
      } else {
        this.word[i] = i === n ? 0x52f1 : 0x1357
        this.lemma[i] = this.word[i] ?? 0
        this.label[i] = i === n ? ROOT_LABEL : NO_LABEL
        this.agreement[i] = 0
      }
      this.heads[i] = -1
      this.relation[i] = 255
      this.left1[i] = n + 1
      this.left2[i] = n + 1
      this.right1[i] = n + 1
      this.right2[i] = n + 1
      this.valency[i] = 0
      this.below[i] = 0
    }
  }

  private grow(size: number): void {
    this.stack = new Int32Array(size)
    this.heads = new Int32Array(size)
    this.relation = new Uint8Array(size)
    this.word = new Int32Array(size)
    this.lemma = new Int32Array(size)
    this.label = new Uint8Array(size)
    this.agreement = new Uint8Array(size)
    this.left1 = new Int32Array(size)
    this.left2 = new Int32Array(size)
    this.right1 = new Int32Array(size)
    this.right2 = new Int32Array(size)
    this.valency = new Uint8Array(size)
    this.below = new Int32Array(size)
  }

  /** The sum of the scores of the moves made: what a beam compares. */
  score = 0
  /** The moves made, two bits each: what training replays. */
  history: number[] = []

  /** Becomes a copy of another state of the same sentence; what the tokens are is shared. */
  copy(other: ParseState): void {
    const { length, depth } = other
    this.word = other.word
    this.lemma = other.lemma
    this.label = other.label
    this.agreement = other.agreement
    this.length = length
    this.next = other.next
    this.depth = depth
    if (this.stack.length < other.stack.length) {
      const size = other.stack.length
      this.stack = new Int32Array(size)
      this.heads = new Int32Array(size)
      this.relation = new Uint8Array(size)
      this.left1 = new Int32Array(size)
      this.left2 = new Int32Array(size)
      this.right1 = new Int32Array(size)
      this.right2 = new Int32Array(size)
      this.valency = new Uint8Array(size)
      this.below = new Int32Array(size)
    }
    for (let i = 0; i < depth; i++) this.stack[i] = other.stack[i] ?? 0
    for (let i = 0; i < length + 2; i++) {
      this.heads[i] = other.heads[i] ?? 0
      this.relation[i] = other.relation[i] ?? 0
      this.left1[i] = other.left1[i] ?? 0
      this.left2[i] = other.left2[i] ?? 0
      this.right1[i] = other.right1[i] ?? 0
      this.right2[i] = other.right2[i] ?? 0
      this.valency[i] = other.valency[i] ?? 0
      this.below[i] = other.below[i] ?? 0
    }
  }

  /** The moves allowed, as bits: a single token may hang from the root. */
  legal(): number {
    if (this.next < this.length) return this.depth === 0 ? 1 : this.depth === 1 ? 3 : 7
    return this.depth === 1 ? 2 : 4
  }

  done(): boolean {
    return this.next === this.length && this.depth === 0
  }

  /** Makes a move; gives the dependent of the arc it draws, or -1. */
  move(move: number): number {
    if (move === SHIFT) {
      this.stack[this.depth++] = this.next++
      return -1
    }
    const dependent = this.stack[--this.depth] ?? 0
    const head = move === LEFT ? this.next : (this.stack[this.depth - 1] ?? 0)
    this.heads[dependent] = head
    if (move === LEFT) {
      this.left2[head] = this.left1[head] ?? 0
      this.left1[head] = dependent
      this.valency[head] = Math.min(255, (this.valency[head] ?? 0) + 16)
    } else {
      this.right2[head] = this.right1[head] ?? 0
      this.right1[head] = dependent
      const valency = this.valency[head] ?? 0
      if ((valency & 15) < 15) this.valency[head] = valency + 1
    }
    return dependent
  }

  /** Names the arc of a dependent. */
  name(dependent: number, relation: number): void {
    this.relation[dependent] = relation
    const head = this.heads[dependent] ?? 0
    this.below[head] = (this.below[head] ?? 0) | (1 << (relation & 31))
  }

  /** Features of the next move. */
  moveFeatures(out: Int32Array): void {
    const { stack, depth, next, length, word, lemma, label, left1, left2, right1, right2, relation } = this
    const none = length + 1
    const s0 = depth > 0 ? (stack[depth - 1] ?? none) : none
    const s1 = depth > 1 ? (stack[depth - 2] ?? none) : none
    const s2 = depth > 2 ? (stack[depth - 3] ?? none) : none
    const b0 = next
    const b1 = next + 1 <= length ? next + 1 : none
    const b2 = next + 2 <= length ? next + 2 : none
    const b3 = next + 3 <= length ? next + 3 : none
    const s0w = word[s0] ?? 0
    const s1w = word[s1] ?? 0
    const b0w = word[b0] ?? 0
    const b1w = word[b1] ?? 0
    const s0l = lemma[s0] ?? 0
    const s1l = lemma[s1] ?? 0
    const b0l = lemma[b0] ?? 0
    const s0t = label[s0] ?? 0
    const s1t = label[s1] ?? 0
    const s2t = label[s2] ?? 0
    const b0t = label[b0] ?? 0
    const b1t = label[b1] ?? 0
    const b2t = label[b2] ?? 0
    const b3t = label[b3] ?? 0
    const s0a = left1[s0] ?? none
    const s0b = left2[s0] ?? none
    const s0y = right2[s0] ?? none
    const s0z = right1[s0] ?? none
    const s1a = left1[s1] ?? none
    const s1y = right2[s1] ?? none
    const s1z = right1[s1] ?? none
    const b0a = left1[b0] ?? none
    const b0b = left2[b0] ?? none
    const s0ar = relation[s0a] ?? 0
    const s0zr = relation[s0z] ?? 0
    const s1ar = relation[s1a] ?? 0
    const s1zr = relation[s1z] ?? 0
    const b0ar = relation[b0a] ?? 0
    const s0v = this.valency[s0] ?? 0
    const s1v = this.valency[s1] ?? 0
    const b0v = this.valency[b0] ?? 0
    const s0set = this.below[s0] ?? 0
    const s1set = this.below[s1] ?? 0
    const b0set = this.below[b0] ?? 0
    const near = Math.min(b0 - s0, 8) + (b0 - s0 > 15 ? 1 : 0)
    const far = Math.min(s0 - s1, 8) + (s0 - s1 > 15 ? 1 : 0)
    const st = s0t | (b0t << 5)
    const ss = s0t | (s1t << 5)
    const sss = ss | (b0t << 10)
    const agreeB = this.agree(s0, b0)
    const agreeS = this.agree(s0, s1)
    const between = this.between(s0, b0)

    out[0] = mix(1, s0w ^ (s0t << 3))
    out[1] = mix(2, s0t)
    out[2] = mix(3, b0w ^ (b0t << 3))
    out[3] = mix(4, b0t)
    out[4] = mix(5, b1w)
    out[5] = mix(6, b1t)
    out[6] = mix(7, word[b2] ?? 0)
    out[7] = mix(8, b2t)
    out[8] = mix(9, s1w ^ (s1t << 3))
    out[9] = mix(10, s1t)
    out[10] = mix(mix(11, s0l), b0l)
    out[11] = mix(mix(12, s0l), st)
    out[12] = mix(mix(13, b0l), st)
    out[13] = mix(14, st)
    out[14] = mix(15, st | (b1t << 10))
    out[15] = mix(16, st | (b1t << 10) | (b2t << 15))
    out[16] = mix(17, sss)
    out[17] = mix(18, ss | (s2t << 10))
    out[18] = mix(19, sss | (s2t << 15))
    out[19] = mix(mix(20, s0l), s1l)
    out[20] = mix(mix(21, s1l), ss)
    out[21] = mix(mix(22, s0l), ss)
    out[22] = mix(mix(23, s1l), mix(s0t, b0l))
    out[23] = mix(mix(24, s1l), mix(s0l, b0t))
    out[24] = mix(25, st | ((label[s0a] ?? 0) << 10))
    out[25] = mix(26, st | ((label[s0z] ?? 0) << 10))
    out[26] = mix(27, st | ((label[b0a] ?? 0) << 10))
    out[27] = mix(28, sss | ((label[s0z] ?? 0) << 15))
    out[28] = mix(29, sss | ((label[s1z] ?? 0) << 15))
    out[29] = mix(30, sss | ((label[s0a] ?? 0) << 15))
    out[30] = mix(31, sss | ((label[s1a] ?? 0) << 15))
    out[31] = mix(mix(32, word[s0a] ?? 0), sss)
    out[32] = mix(mix(33, word[b0a] ?? 0), st)
    out[33] = mix(mix(34, s0w), s0v)
    out[34] = mix(mix(35, b0w), b0v)
    out[35] = mix(36, st | (s0v << 10) | (b0v << 20))
    out[36] = mix(mix(37, s1t | (s1v << 5)), st)
    out[37] = mix(mix(38, s0set), s0t)
    out[38] = mix(mix(39, s0set), st)
    out[39] = mix(mix(40, s1set), ss)
    out[40] = mix(mix(41, b0set), st)
    out[41] = mix(mix(42, s0set), s0l)
    out[42] = mix(mix(43, s1set), s1l)
    out[43] = mix(44, st | (near << 10))
    out[44] = mix(mix(45, s0l), near | (b0t << 5))
    out[45] = mix(mix(46, b0l), near | (s0t << 5))
    out[46] = mix(47, ss | (far << 10))
    out[47] = mix(48, sss | (far << 15) | (near << 20))
    out[48] = mix(mix(49, s1l), far | (s0t << 5))
    out[49] = mix(50, st | (agreeB << 10))
    out[50] = mix(51, ss | (agreeS << 10))
    out[51] = mix(52, sss | (agreeS << 15) | (agreeB << 20))
    out[52] = mix(mix(53, between), st)
    out[53] = mix(54, st | (s0ar << 10) | (s0zr << 18))
    out[54] = mix(mix(55, s1ar | (s1zr << 8)), ss)
    out[55] = mix(mix(56, b0ar), st)
    out[56] = mix(mix(57, s0l), mix(b0t, b1t))
    out[57] = mix(mix(58, b1w), st)
    out[58] = mix(mix(59, s0l), s0zr | (b0t << 8))
    out[59] = mix(mix(60, word[s0z] ?? 0), st)
    out[60] = mix(mix(61, word[s1z] ?? 0), sss)
    out[61] = mix(62, (label[s0y] ?? 0) | ((label[s0z] ?? 0) << 5) | (st << 10))
    out[62] = mix(63, (label[s0b] ?? 0) | ((label[s0a] ?? 0) << 5) | (st << 10))
    out[63] = mix(64, (label[b0b] ?? 0) | ((label[b0a] ?? 0) << 5) | (st << 10))
    out[64] = mix(65, (label[s1y] ?? 0) | ((label[s1z] ?? 0) << 5) | (ss << 10))
    out[65] = mix(66, st | (b1t << 10) | (b2t << 15) | (b3t << 20))
    out[66] = mix(mix(67, s1l), mix(lemma[s0a] ?? 0, s0t))
    out[67] = mix(mix(68, b0l), mix(b1w, s0t))
    out[68] = mix(mix(69, s1l), mix(lemma[s0a] ?? 0, s0l))
    out[69] = mix(mix(70, s0l), mix(lemma[s0a] ?? 0, b0t))
    out[70] = mix(71, sss | (b1t << 15))
    out[71] = mix(mix(72, lemma[s2] ?? 0), sss)
    out[72] = mix(73, s2t | (sss << 5) | (far << 20))
    out[73] = mix(mix(74, s1l), mix(s1set, s0t))
    out[74] = mix(mix(75, s0l), mix(s0set, b0t))
    out[75] = mix(76, depth === 1 ? b0t : 40)
    out[76] = mix(mix(77, b0w), mix(s1t, s0t))
    out[77] = mix(78, 0)
  }

  /** Whether two tokens agree in number, gender and person: 0 unknown, then a code for each. */
  private agree(a: number, b: number): number {
    const x = this.agreement[a] ?? 0
    const y = this.agreement[b] ?? 0
    const number = (x & 3) === 0 || (y & 3) === 0 ? 0 : (x & 3) === (y & 3) ? 1 : 2
    const gender = (x & 12) === 0 || (y & 12) === 0 ? 0 : (x & 12) === (y & 12) ? 1 : 2
    return number * 3 + gender
  }

  /** What stands between two tokens: a comma, a verb, a conjunction, a bracket. */
  private between(from: number, to: number): number {
    let found = 0
    for (let i = from + 1; i < to && i - from < 24; i++) found |= 1 << (this.label[i] ?? 0)
    return found
  }

  /** Features of the relation of a dependent whose head is known. */
  relationFeatures(dependent: number, out: Int32Array): void {
    const { word, lemma, label, left1, left2, right1, relation, length, heads } = this
    const none = length + 1
    const head = heads[dependent] ?? none
    const left = dependent < head ? 1 : 0
    const dt = label[dependent] ?? 0
    const ht = label[head] ?? 0
    const dw = word[dependent] ?? 0
    const dl = lemma[dependent] ?? 0
    const hl = lemma[head] ?? 0
    const hw = word[head] ?? 0
    const pair = dt | (ht << 5) | (left << 10)
    const gap = Math.abs(head - dependent)
    const distance = gap > 10 ? 6 : gap > 5 ? 5 : Math.min(gap, 4)
    // Left children are met from the nearest: the first one drawn stands closest.
    let first = left1[dependent] ?? none
    const second = left2[dependent] ?? none
    let mark = none
    for (const child of [first, second]) {
      const tag = label[child] ?? NO_LABEL
      if (tag === 1 || tag === 11) mark = child
    }
    if (dependent === none) first = none
    const last = right1[dependent] ?? none
    const set = this.below[dependent] ?? 0
    const headSet = this.below[head] ?? 0
    const before = dependent > 0 ? dependent - 1 : none
    const after = dependent + 1 < length ? dependent + 1 : none
    const beforeHead = head > 0 && head <= length ? head - 1 : none
    const sibling = left ? (left2[head] ?? none) : (this.right2[head] ?? none)
    const markWord = word[mark] ?? 0
    const agree = this.agree(dependent, head)
    out[0] = mix(1, pair)
    out[1] = mix(mix(2, pair), dl)
    out[2] = mix(mix(3, pair), hl)
    out[3] = mix(mix(4, dl), mix(hl, left))
    out[4] = mix(mix(5, dw), left)
    out[5] = mix(mix(6, hw), left | (dt << 1))
    out[6] = mix(mix(7, pair), distance)
    out[7] = mix(mix(8, pair), markWord)
    out[8] = mix(mix(9, hl), mix(markWord, dt))
    out[9] = mix(mix(10, dl), mix(markWord, ht))
    out[10] = mix(mix(11, pair), label[first] ?? 0)
    out[11] = mix(mix(12, pair), label[last] ?? 0)
    out[12] = mix(mix(13, pair), set)
    out[13] = mix(mix(14, pair), headSet)
    out[14] = mix(mix(15, pair), (relation[first] ?? 0) | ((relation[last] ?? 0) << 8))
    out[15] = mix(mix(16, pair), label[before] ?? 0)
    out[16] = mix(mix(17, pair), label[after] ?? 0)
    out[17] = mix(mix(18, pair), label[beforeHead] ?? 0)
    out[18] = mix(mix(19, pair), word[before] ?? 0)
    out[19] = mix(mix(20, pair), word[after] ?? 0)
    out[20] = mix(mix(21, hl), mix(headSet, dt))
    out[21] = mix(mix(22, pair), relation[sibling] ?? 0)
    out[22] = mix(mix(23, pair), agree | (distance << 4))
    out[23] = mix(mix(24, dl), set)
    out[24] = mix(mix(25, hl), mix(dt, distance))
    out[25] = mix(mix(26, markWord), mix(headSet, pair))
    out[26] = mix(mix(27, dl), distance)
    out[27] = mix(mix(28, word[first] ?? 0), pair)
    out[28] = mix(mix(29, word[second] ?? 0), pair)
    out[29] = mix(mix(30, this.between(Math.min(dependent, head), Math.max(dependent, head))), pair)
    out[30] = mix(mix(31, this.agreement[dependent] ?? 0), pair)
    out[31] = mix(mix(32, markWord), mix(hl, headSet))
    out[32] = mix(mix(33, word[last] ?? 0), pair)
    out[33] = mix(mix(34, dl), mix(headSet, ht))
    out[34] = mix(mix(35, hl), mix(label[first] ?? 0, dt))
    out[35] = mix(mix(36, dependent === 0 ? 1 : 0), mix(pair, markWord))
    out[36] = mix(mix(37, dw), mix(word[after] ?? 0, ht))
    out[37] = mix(mix(38, dw), mix(word[before] ?? 0, ht))
    out[38] = mix(mix(39, label[before] ?? 0), mix(label[after] ?? 0, pair))
    out[39] = mix(40, dt)
  }
}

/** Reads the model from its generated module. */
export function readParserModel(base64: string): ParserModel {
  const [moves, relations, names, allowed] = unpack(base64)
  if (!moves || !relations || !names || !allowed) throw new Error('Parser data is damaged.')
  const lists: Uint8Array[] = []
  for (let at = 0; at < allowed.length; ) {
    const count = allowed[at] ?? 0
    lists.push(allowed.subarray(at + 1, at + 1 + count))
    at += 1 + count
  }
  return {
    moves: new Int8Array(moves.buffer, moves.byteOffset, moves.byteLength),
    relations: new Int8Array(relations.buffer, relations.byteOffset, relations.byteLength),
    names: new TextDecoder().decode(names).split(' '),
    allowed: lists,
  }
}

/** The relation with the best score among those that the labels allow. */
export function bestRelation(model: ParserModel, state: ParseState, dependent: number, features: Int32Array): number {
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
    const salt = Math.imul(relation + 1, 0x9e3779b1)
    let score = 0
    for (let f = 0; f < RELATION_TEMPLATES; f++) {
      const hash = Math.imul((features[f] ?? 0) ^ salt, 0x2c1b3c6d)
      score += relations[(hash ^ (hash >>> 15)) & mask] ?? 0
    }
    if (score > top) {
      top = score
      best = relation
    }
  }
  return best
}

/** The scores of the three moves. */
export function scoreMoves(moves: Int8Array | Float32Array, features: Int32Array, out: Float64Array): void {
  const mask = moves.length / 3 - 1
  let shift = 0
  let left = 0
  let right = 0
  for (let f = 0; f < MOVE_TEMPLATES; f++) {
    const row = moveRow(features[f] ?? 0, mask)
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
export function advance(model: ParserModel, state: ParseState, move: number, features: Int32Array): void {
  const dependent = state.move(move)
  if (dependent === -1) return
  state.relationFeatures(dependent, features)
  state.name(dependent, bestRelation(model, state, dependent, features))
}

/** The best moves of every state of a beam, best first: the state's rank, the move, the score. */
export class Beam {
  readonly width: number
  states: ParseState[]
  private spare: ParseState[]
  size = 0
  private readonly from: Int32Array
  private readonly moves: Int32Array
  private readonly scores: Float64Array
  private readonly own = new Float64Array(3)
  private readonly moveFeatures = new Int32Array(MOVE_TEMPLATES)
  private readonly relationFeatures = new Int32Array(RELATION_TEMPLATES)

  constructor(width: number) {
    this.width = width
    this.states = Array.from({ length: width }, () => new ParseState())
    this.spare = Array.from({ length: width }, () => new ParseState())
    this.from = new Int32Array(width)
    this.moves = new Int32Array(width)
    this.scores = new Float64Array(width)
  }

  begin(tokens: readonly Token[]): void {
    this.states[0]?.begin(tokens)
    this.size = tokens.length === 0 ? 0 : 1
  }

  /** One more move for every state; every sequence for a sentence has the same number of moves. */
  step(model: ParserModel, slack: number, record = false): void {
    const { from, moves, scores, own, width } = this
    let count = 0
    for (let k = 0; k < this.size; k++) {
      const state = this.states[k]
      if (state === undefined) continue
      const legal = state.legal()
      if (!record && this.size === 1 && (legal & (legal - 1)) === 0) own.fill(0)
      else {
        state.moveFeatures(this.moveFeatures)
        scoreMoves(model.moves, this.moveFeatures, own)
      }
      for (let move = 0; move < 3; move++) {
        if ((legal & (1 << move)) === 0) continue
        const score = state.score + (own[move] ?? 0)
        if (count === width && score <= (scores[count - 1] ?? 0)) continue
        let at = count < width ? count++ : count - 1
        while (at > 0 && (scores[at - 1] ?? 0) < score) {
          scores[at] = scores[at - 1] ?? 0
          from[at] = from[at - 1] ?? 0
          moves[at] = moves[at - 1] ?? 0
          at--
        }
        scores[at] = score
        from[at] = k
        moves[at] = move
      }
    }
    // Where one sequence is far ahead, the others are dropped: most moves leave no doubt.
    while (count > 1 && (scores[count - 1] ?? 0) < (scores[0] ?? 0) - slack) count--
    const first = this.states[from[0] ?? 0]
    if (count === 1 && first !== undefined && !record) {
      first.score = 0
      this.states[from[0] ?? 0] = this.states[0] ?? first
      this.states[0] = first
      advance(model, first, moves[0] ?? 0, this.relationFeatures)
      this.size = 1
      return
    }
    for (let k = 0; k < count; k++) {
      const origin = this.states[from[k] ?? 0]
      const state = this.spare[k]
      if (origin === undefined || state === undefined) continue
      state.copy(origin)
      state.score = scores[k] ?? 0
      if (record) state.history = [...origin.history, moves[k] ?? 0]
      advance(model, state, moves[k] ?? 0, this.relationFeatures)
    }
    const old = this.states
    this.states = this.spare
    this.spare = old
    this.size = count
  }
}

const WIDTH = 8
/** A sequence is dropped when it is this far behind, in units of the scores. */
const SLACK = 800

/** Builds a parser over a model. */
export function createParser(model: ParserModel, width = WIDTH, slack = SLACK): Parser {
  const beam = new Beam(width)
  return {
    parse(tokens) {
      beam.begin(tokens)
      for (let left = 2 * tokens.length; left > 0; left--) beam.step(model, slack)
      const state = beam.states[0]
      return tokens.map((_, i) => {
        const head = state?.heads[i] ?? 0
        return head === tokens.length
          ? { head: -1, deprel: 'root' }
          : { head, deprel: model.names[state?.relation[i] ?? 0] ?? 'dep' }
      })
    },
  }
}
