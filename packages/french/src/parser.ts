import { attachPairs } from './attach-pairs.ts'
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
  /** Three numbers a row while training; a whole row in one number where a parser is used. */
  readonly moves: Int8Array | Float32Array | Uint16Array
  /** One number a weight while training; two weights a byte where a parser is used. */
  readonly relations: Int8Array | Float32Array | Uint8Array
  readonly names: readonly string[]
  /** For each pair of labels and each side: the ranks of the relations seen. */
  readonly allowed: readonly Uint8Array[]
}

/** Weights are small integers, from minus this to this: what keeps the parser small, and costs no accuracy. */
export const LARGEST_PARSER_WEIGHT = 5

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

/** The values of a template: a first one, and a second one unless the template takes a single value. */
const one = new Int32Array(MOVE_TEMPLATES)
const two = new Int32Array(MOVE_TEMPLATES)
const MOVE_SINGLE = singles(
  MOVE_TEMPLATES,
  [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 15, 16, 17, 18, 24, 25, 26, 27, 28, 29, 30, 35, 43, 46, 47, 49, 50, 51, 53,
    61, 62, 63, 64, 65, 70, 72, 75, 77,
  ],
)
const RELATION_SINGLE = singles(RELATION_TEMPLATES, [0, 39])

function singles(count: number, ranks: readonly number[]): Uint8Array {
  const single = new Uint8Array(count)
  for (const rank of ranks) single[rank] = 1
  return single
}

/** The same as `mix` on each template, in one loop that the engine compiles well. */
function mixAll(first: Int32Array, second: Int32Array, single: Uint8Array, out: Int32Array): void {
  for (let f = 0; f < single.length; f++) {
    let hash = Math.imul((f + 1) ^ (first[f] ?? 0), 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    if (single[f] === 0) {
      hash = Math.imul(hash ^ (second[f] ?? 0), 0x85ebca6b)
      hash ^= hash >>> 13
      hash = Math.imul(hash, 0xc2b2ae35)
    }
    out[f] = hash
  }
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
  /** What is shared by all the states of a sentence: its tokens. */
  word = new Int32Array(64)
  lemma = new Int32Array(64)
  label = new Uint8Array(64)
  agreement = new Uint8Array(64)
  /** What moves change, side by side so that a copy is one. */
  private own = new Int32Array(0)
  private room = 0
  stack = this.own
  heads = this.own
  relation = this.own
  left1 = this.own
  left2 = this.own
  right1 = this.own
  right2 = this.own
  valency = this.own
  below = this.own

  /** Gets ready for the tokens of a sentence. */
  begin(tokens: readonly Token[]): void {
    const n = tokens.length
    if (n + 2 > this.word.length) {
      this.word = new Int32Array(2 * (n + 2))
      this.lemma = new Int32Array(2 * (n + 2))
      this.label = new Uint8Array(2 * (n + 2))
      this.agreement = new Uint8Array(2 * (n + 2))
    }
    // Copies cost what the room costs: one very long sentence must not weigh on the next.
    if (n + 2 > this.room || n + 2 < this.room / 4) this.makeRoom(Math.max(64, n + 2))
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

  private makeRoom(room: number): void {
    const own = new Int32Array(9 * room)
    const part = (rank: number): Int32Array<ArrayBuffer> => own.subarray(rank * room, (rank + 1) * room)
    this.own = own
    this.room = room
    this.stack = part(0)
    this.heads = part(1)
    this.relation = part(2)
    this.left1 = part(3)
    this.left2 = part(4)
    this.right1 = part(5)
    this.right2 = part(6)
    this.valency = part(7)
    this.below = part(8)
  }

  /** The sum of the scores of the moves made: what a beam compares. */
  score = 0
  /** The moves made, two bits each: what training replays. */
  history: number[] = []

  /** Becomes a copy of another state of the same sentence; what the tokens are is shared. */
  copy(other: ParseState): void {
    this.word = other.word
    this.lemma = other.lemma
    this.label = other.label
    this.agreement = other.agreement
    this.length = other.length
    this.next = other.next
    this.depth = other.depth
    if (this.room !== other.room) this.makeRoom(other.room)
    this.own.set(other.own)
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

    one[0] = s0w ^ (s0t << 3)
    one[1] = s0t
    one[2] = b0w ^ (b0t << 3)
    one[3] = b0t
    one[4] = b1w
    one[5] = b1t
    one[6] = word[b2] ?? 0
    one[7] = b2t
    one[8] = s1w ^ (s1t << 3)
    one[9] = s1t
    one[10] = s0l
    two[10] = b0l
    one[11] = s0l
    two[11] = st
    one[12] = b0l
    two[12] = st
    one[13] = st
    one[14] = st | (b1t << 10)
    one[15] = st | (b1t << 10) | (b2t << 15)
    one[16] = sss
    one[17] = ss | (s2t << 10)
    one[18] = sss | (s2t << 15)
    one[19] = s0l
    two[19] = s1l
    one[20] = s1l
    two[20] = ss
    one[21] = s0l
    two[21] = ss
    one[22] = s1l
    two[22] = mix(s0t, b0l)
    one[23] = s1l
    two[23] = mix(s0l, b0t)
    one[24] = st | ((label[s0a] ?? 0) << 10)
    one[25] = st | ((label[s0z] ?? 0) << 10)
    one[26] = st | ((label[b0a] ?? 0) << 10)
    one[27] = sss | ((label[s0z] ?? 0) << 15)
    one[28] = sss | ((label[s1z] ?? 0) << 15)
    one[29] = sss | ((label[s0a] ?? 0) << 15)
    one[30] = sss | ((label[s1a] ?? 0) << 15)
    one[31] = word[s0a] ?? 0
    two[31] = sss
    one[32] = word[b0a] ?? 0
    two[32] = st
    one[33] = s0w
    two[33] = s0v
    one[34] = b0w
    two[34] = b0v
    one[35] = st | (s0v << 10) | (b0v << 20)
    one[36] = s1t | (s1v << 5)
    two[36] = st
    one[37] = s0set
    two[37] = s0t
    one[38] = s0set
    two[38] = st
    one[39] = s1set
    two[39] = ss
    one[40] = b0set
    two[40] = st
    one[41] = s0set
    two[41] = s0l
    one[42] = s1set
    two[42] = s1l
    one[43] = st | (near << 10)
    one[44] = s0l
    two[44] = near | (b0t << 5)
    one[45] = b0l
    two[45] = near | (s0t << 5)
    one[46] = ss | (far << 10)
    one[47] = sss | (far << 15) | (near << 20)
    one[48] = s1l
    two[48] = far | (s0t << 5)
    one[49] = st | (agreeB << 10)
    one[50] = ss | (agreeS << 10)
    one[51] = sss | (agreeS << 15) | (agreeB << 20)
    one[52] = between
    two[52] = st
    one[53] = st | (s0ar << 10) | (s0zr << 18)
    one[54] = s1ar | (s1zr << 8)
    two[54] = ss
    one[55] = b0ar
    two[55] = st
    one[56] = s0l
    two[56] = mix(b0t, b1t)
    one[57] = b1w
    two[57] = st
    one[58] = s0l
    two[58] = s0zr | (b0t << 8)
    one[59] = word[s0z] ?? 0
    two[59] = st
    one[60] = word[s1z] ?? 0
    two[60] = sss
    one[61] = (label[s0y] ?? 0) | ((label[s0z] ?? 0) << 5) | (st << 10)
    one[62] = (label[s0b] ?? 0) | ((label[s0a] ?? 0) << 5) | (st << 10)
    one[63] = (label[b0b] ?? 0) | ((label[b0a] ?? 0) << 5) | (st << 10)
    one[64] = (label[s1y] ?? 0) | ((label[s1z] ?? 0) << 5) | (ss << 10)
    one[65] = st | (b1t << 10) | (b2t << 15) | (b3t << 20)
    one[66] = s1l
    two[66] = mix(lemma[s0a] ?? 0, s0t)
    one[67] = b0l
    two[67] = mix(b1w, s0t)
    one[68] = s1l
    two[68] = mix(lemma[s0a] ?? 0, s0l)
    one[69] = s0l
    two[69] = mix(lemma[s0a] ?? 0, b0t)
    one[70] = sss | (b1t << 15)
    one[71] = lemma[s2] ?? 0
    two[71] = sss
    one[72] = s2t | (sss << 5) | (far << 20)
    one[73] = s1l
    two[73] = mix(s1set, s0t)
    one[74] = s0l
    two[74] = mix(s0set, b0t)
    one[75] = depth === 1 ? b0t : 40
    one[76] = b0w
    two[76] = mix(s1t, s0t)
    one[77] = 0
    mixAll(one, two, MOVE_SINGLE, out)
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
    one[0] = pair
    one[1] = pair
    two[1] = dl
    one[2] = pair
    two[2] = hl
    one[3] = dl
    two[3] = mix(hl, left)
    one[4] = dw
    two[4] = left
    one[5] = hw
    two[5] = left | (dt << 1)
    one[6] = pair
    two[6] = distance
    one[7] = pair
    two[7] = markWord
    one[8] = hl
    two[8] = mix(markWord, dt)
    one[9] = dl
    two[9] = mix(markWord, ht)
    one[10] = pair
    two[10] = label[first] ?? 0
    one[11] = pair
    two[11] = label[last] ?? 0
    one[12] = pair
    two[12] = set
    one[13] = pair
    two[13] = headSet
    one[14] = pair
    two[14] = (relation[first] ?? 0) | ((relation[last] ?? 0) << 8)
    one[15] = pair
    two[15] = label[before] ?? 0
    one[16] = pair
    two[16] = label[after] ?? 0
    one[17] = pair
    two[17] = label[beforeHead] ?? 0
    one[18] = pair
    two[18] = word[before] ?? 0
    one[19] = pair
    two[19] = word[after] ?? 0
    one[20] = hl
    two[20] = mix(headSet, dt)
    one[21] = pair
    two[21] = relation[sibling] ?? 0
    one[22] = pair
    two[22] = agree | (distance << 4)
    one[23] = dl
    two[23] = set
    one[24] = hl
    two[24] = mix(dt, distance)
    one[25] = markWord
    two[25] = mix(headSet, pair)
    one[26] = dl
    two[26] = distance
    one[27] = word[first] ?? 0
    two[27] = pair
    one[28] = word[second] ?? 0
    two[28] = pair
    one[29] = this.between(Math.min(dependent, head), Math.max(dependent, head))
    two[29] = pair
    one[30] = this.agreement[dependent] ?? 0
    two[30] = pair
    one[31] = markWord
    two[31] = mix(hl, headSet)
    one[32] = word[last] ?? 0
    two[32] = pair
    one[33] = dl
    two[33] = mix(headSet, ht)
    one[34] = hl
    two[34] = mix(label[first] ?? 0, dt)
    one[35] = dependent === 0 ? 1 : 0
    two[35] = mix(pair, markWord)
    one[36] = dw
    two[36] = mix(word[after] ?? 0, ht)
    one[37] = dw
    two[37] = mix(word[before] ?? 0, ht)
    one[38] = label[before] ?? 0
    two[38] = mix(label[after] ?? 0, pair)
    one[39] = dt
    mixAll(one, two, RELATION_SINGLE, out)
  }
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

/** The relation with the best score among those that the labels allow. */
export function bestRelation(model: ParserModel, state: ParseState, dependent: number, features: Int32Array): number {
  const { relations, allowed } = model
  const head = state.heads[dependent] ?? 0
  const candidates = allowed[pairKey(state.label[dependent] ?? 0, state.label[head] ?? 0, dependent < head)]
  if (candidates === undefined || candidates.length === 0) return 0
  const only = candidates[0] ?? 0
  if (candidates.length === 1) return only
  if (relations instanceof Uint8Array) return bestPacked(relations, candidates, features)
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

/** The same over weights packed two a byte: the table fits where memory is fast. Every sum is too high by the same amount. */
function bestPacked(pairs: Uint8Array, candidates: Uint8Array, features: Int32Array): number {
  const mask = 2 * pairs.length - 1
  let best = 0
  let top = -1
  for (let c = 0; c < candidates.length; c++) {
    const relation = candidates[c] ?? 0
    const salt = Math.imul(relation + 1, 0x9e3779b1)
    let score = 0
    for (let f = 0; f < RELATION_TEMPLATES; f++) {
      const hash = Math.imul((features[f] ?? 0) ^ salt, 0x2c1b3c6d)
      const slot = (hash ^ (hash >>> 15)) & mask
      score += ((pairs[slot >>> 1] ?? 0) >>> ((slot & 1) << 2)) & 0xf
    }
    if (score > top) {
      top = score
      best = relation
    }
  }
  return best
}

/** The scores of the three moves. */
export function scoreMoves(moves: ParserModel['moves'], features: Int32Array, out: Float64Array): void {
  if (moves instanceof Uint16Array) {
    scorePacked(moves, features, out)
    return
  }
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

/** The same over packed rows: the three sums grow side by side in one number, none beyond its ten bits. */
function scorePacked(rows: Uint16Array, features: Int32Array, out: Float64Array): void {
  const mask = rows.length - 1
  let sums = 0
  for (let f = 0; f < MOVE_TEMPLATES; f++) {
    const feature = features[f] ?? 0
    const hash = Math.imul(feature ^ (feature >>> 15), 0x2c1b3c6d)
    const row = rows[(hash ^ (hash >>> 14)) & mask] ?? 0
    sums += (row & 0xf) | ((row & 0xf0) << 6) | ((row & 0xf00) << 12)
  }
  const bias = MOVE_TEMPLATES * LARGEST_PARSER_WEIGHT
  out[SHIFT] = (sums & 0x3ff) - bias
  out[LEFT] = ((sums >>> 10) & 0x3ff) - bias
  out[RIGHT] = (sums >>> 20) - bias
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
export function advance(
  model: ParserModel,
  state: ParseState,
  move: number,
  features: Int32Array,
  known?: KnownRelations,
): void {
  const dependent = state.move(move)
  if (dependent === -1) return
  state.relationFeatures(dependent, features)
  state.name(
    dependent,
    known?.best(model, state, dependent, features) ?? bestRelation(model, state, dependent, features),
  )
}

const KNOWN = 512

/** The sequences of a beam draw the same arcs: every second relation was found a moment ago. */
class KnownRelations {
  private readonly features = new Int32Array(KNOWN * RELATION_TEMPLATES)
  private readonly relations = new Int16Array(KNOWN).fill(-1)

  best(model: ParserModel, state: ParseState, dependent: number, features: Int32Array): number {
    let sum = 0
    for (let f = 0; f < RELATION_TEMPLATES; f++) sum = (Math.imul(sum, 31) + (features[f] ?? 0)) | 0
    const slot = (sum ^ (sum >>> 16)) & (KNOWN - 1)
    const from = slot * RELATION_TEMPLATES
    const known = this.relations[slot] ?? -1
    if (known !== -1) {
      let f = 0
      while (f < RELATION_TEMPLATES && this.features[from + f] === features[f]) f++
      // The first template is the two labels and the side: the same features have the same candidates.
      if (f === RELATION_TEMPLATES) return known
    }
    const found = bestRelation(model, state, dependent, features)
    this.features.set(features, from)
    this.relations[slot] = found
    return found
  }
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
  private readonly known = new KnownRelations()

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
      advance(model, first, moves[0] ?? 0, this.relationFeatures, this.known)
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
      advance(model, state, moves[k] ?? 0, this.relationFeatures, record ? undefined : this.known)
    }
    const old = this.states
    this.states = this.spare
    this.spare = old
    this.size = count
  }
}

const WIDTH = 8
/** A sequence is dropped when it is this far behind, in units of the scores. */
const SLACK = 44

/** Builds a parser over a model. */
export function createParser(model: ParserModel, width = WIDTH, slack = SLACK): Parser {
  const beam = new Beam(width)
  return {
    parse(tokens) {
      beam.begin(tokens)
      for (let left = 2 * tokens.length; left > 0; left--) beam.step(model, slack)
      const state = beam.states[0]
      const heads = Int32Array.from(tokens, (_, i) => state?.heads[i] ?? 0)
      attachPairs(tokens, heads)
      return tokens.map((_, i) => {
        const head = heads[i] ?? 0
        if (head === tokens.length) return { head: -1, deprel: 'root' }
        if (head !== state?.heads[i]) return { head, deprel: 'punct' }
        return { head, deprel: model.names[state.relation[i] ?? 0] ?? 'dep' }
      })
    },
  }
}
