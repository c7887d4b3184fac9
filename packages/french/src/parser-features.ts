import { labelIndex } from './labels.ts'
import type { Token } from './types.ts'

/** Numbers of feature templates. */
export const MOVE_TEMPLATES = 50
export const RELATION_TEMPLATES = 50

/** Labels of the tagger, and two more for the root and for what is not there. */
const ROOT_LABEL = 24
const NO_LABEL = 25
export const LABEL_COUNT = 26

const ADP = labelIndex('ADP')
const SCONJ = labelIndex('SCONJ')

function mix(seed: number, value: number): number {
  let hash = Math.imul(seed ^ value, 0x85ebca6b)
  hash ^= hash >>> 13
  return Math.imul(hash, 0xc2b2ae35)
}

/** Key of the relations that the labels of a dependent and of its head allow. */
export function pairKey(dependent: number, head: number, left: boolean): number {
  return (dependent * LABEL_COUNT + head) * 2 + (left ? 1 : 0)
}

/** Templates that read the same things: their sum of weights is found once for all the states where these are the same. */
export interface Templates {
  /** The templates of a single value. */
  readonly single: Uint8Array
  /** The templates of two values. */
  readonly double: Uint8Array
}

/** What reads the shape of the top of the stack, and the next tokens. */
export const TOP_TEMPLATES: Templates = {
  single: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
  double: Uint8Array.of(14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27),
}
/** What reads the token on the top of the stack, and the shape under it. */
export const UNDER_TEMPLATES: Templates = {
  single: Uint8Array.of(28, 29),
  double: Uint8Array.of(30, 31, 32, 33, 34, 35),
}
/** What reads the token on the top of the stack, and the shape of the next one. */
export const NEXT_TEMPLATES: Templates = {
  single: Uint8Array.of(36),
  double: Uint8Array.of(37, 38, 39, 40),
}
/** What reads more than that. */
export const WHOLE_TEMPLATES: Templates = {
  single: Uint8Array.of(41, 42, 43, 44, 45, 46),
  double: Uint8Array.of(47, 48, 49),
}

const MOVES: Templates = {
  single: Uint8Array.from(
    [TOP_TEMPLATES, UNDER_TEMPLATES, NEXT_TEMPLATES, WHOLE_TEMPLATES].flatMap(({ single }) => [...single]),
  ),
  double: Uint8Array.from(
    [TOP_TEMPLATES, UNDER_TEMPLATES, NEXT_TEMPLATES, WHOLE_TEMPLATES].flatMap(({ double }) => [...double]),
  ),
}
const RELATIONS: Templates = {
  single: Uint8Array.of(0, RELATION_TEMPLATES - 1),
  double: Uint8Array.from({ length: RELATION_TEMPLATES - 2 }, (_, i) => i + 1),
}

/** The values of each template: a first one, and a second one unless the template takes a single value. */
const one = new Int32Array(Math.max(MOVE_TEMPLATES, RELATION_TEMPLATES))
const two = new Int32Array(one.length)

/** The feature of a template of a single value, from the values just read. */
export function singleFeature(template: number): number {
  return mix(template + 1, one[template] ?? 0)
}

/** The feature of a template of two values, from the values just read. */
export function doubleFeature(template: number): number {
  return mix(mix(template + 1, one[template] ?? 0), two[template] ?? 0)
}

function writeFeatures({ single, double }: Templates, out: Int32Array): void {
  for (let i = 0; i < single.length; i++) {
    const template = single[i] ?? 0
    out[template] = singleFeature(template)
  }
  for (let i = 0; i < double.length; i++) {
    const template = double[i] ?? 0
    out[template] = doubleFeature(template)
  }
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** The labels of the forms of verbs, those of auxiliaries. */
const VERBS = labelsOfVerbs('VERB')
const AUXILIARIES = labelsOfVerbs('AUX')

function labelsOfVerbs(upos: 'VERB' | 'AUX') {
  const label = (form: string): number => labelIndex(`${upos}.${form}`)
  return {
    finite: label('Fin'),
    infinitive: label('Inf'),
    past: label('Past'),
    present: label('Pres'),
    imperative: label('Imp'),
  }
}

/** The tagger's label of a token. */
function labelOf({ upos, features }: Token): number {
  if (upos !== 'VERB' && upos !== 'AUX') return labelIndex(upos)
  const labels = upos === 'VERB' ? VERBS : AUXILIARIES
  const { verbForm, tense, mood } = features
  if (verbForm === 'Part') return tense === 'Pres' ? labels.present : labels.past
  if (verbForm === 'Inf') return labels.infinitive
  return verbForm === 'Fin' && mood === 'Imp' ? labels.imperative : labels.finite
}

const NUMBERS: Readonly<Record<string, number>> = { Sing: 1, Plur: 2 }
const GENDERS: Readonly<Record<string, number>> = { Masc: 1, Fem: 2 }

/** The numbers of a shape stand side by side: the token, its two nearest and its two farthest dependents on each side… */
const SHAPE = 11
const TOKEN = 0
const LEFT1 = 1
const LEFT2 = 2
const RIGHT1 = 3
const RIGHT2 = 4
/** How many dependents on each side, and which labels they bear, a bit each. */
const VALENCY = 5
const LEFT_LABELS = 6
const RIGHT_LABELS = 7
/** What the shape was made of: the shape before, and that of the dependent just drawn, with its relation once it was asked. */
const BEFORE = 8
const CHILD = 9
const RELATION = 10
/** The relation of an arc that nobody asked yet. */
export const UNNAMED = -1

/** A sentence being parsed: its tokens, and the shapes they took. A shape is a token with the dependents drawn so far; it never changes, so that states share it. */
export class Drawing {
  length = 0
  label = new Uint8Array(64)
  private word = new Int32Array(64)
  private lemma = new Int32Array(64)
  private agreement = new Uint8Array(64)
  private open = new Int32Array(64)
  private shapes = new Int32Array(256 * SHAPE)
  private count = 0

  /** Gets ready for the tokens of a sentence. Each one, then the root, then what is not there, is its own shape. */
  begin(tokens: readonly Token[]): void {
    const n = tokens.length
    if (n + 2 > this.word.length) {
      this.word = new Int32Array(2 * (n + 2))
      this.lemma = new Int32Array(2 * (n + 2))
      this.label = new Uint8Array(2 * (n + 2))
      this.agreement = new Uint8Array(2 * (n + 2))
      this.open = new Int32Array(2 * (n + 2))
    }
    this.length = n
    this.count = 0
    this.makeRoom(n + 2)
    const { word, lemma, label, agreement, shapes } = this
    const none = n + 1
    for (let i = 0; i < n; i++) {
      const token = tokens[i]
      if (token === undefined) continue
      const own = token.kind === 'word' || token.kind === 'punct' || token.kind === 'symbol'
      const hash = hashText(own ? token.norm : token.kind)
      word[i] = hash
      lemma[i] = !own || token.lemma === token.norm ? hash : hashText(token.lemma)
      label[i] = labelOf(token)
      const { number, gender, person } = token.features
      agreement[i] =
        (number === undefined ? 0 : (NUMBERS[number] ?? 0)) |
        ((gender === undefined ? 0 : (GENDERS[gender] ?? 0)) << 2) |
        ((person ?? 0) << 4)
    }
    word[n] = 0x52f1
    lemma[n] = 0x52f1
    label[n] = ROOT_LABEL
    agreement[n] = 0
    word[none] = 0x1357
    lemma[none] = 0x1357
    label[none] = NO_LABEL
    agreement[none] = 0
    for (let i = 0; i <= none; i++) {
      const at = i * SHAPE
      shapes[at + TOKEN] = i
      shapes[at + LEFT1] = none
      shapes[at + LEFT2] = none
      shapes[at + RIGHT1] = none
      shapes[at + RIGHT2] = none
      shapes[at + VALENCY] = 0
      shapes[at + LEFT_LABELS] = 0
      shapes[at + RIGHT_LABELS] = 0
      shapes[at + BEFORE] = -1
    }
    this.count = n + 2
  }

  /** Makes sure that so many more shapes find room. */
  makeRoom(more: number): void {
    const wanted = (this.count + more) * SHAPE
    if (wanted <= this.shapes.length) return
    const shapes = new Int32Array(2 * wanted)
    shapes.set(this.shapes)
    this.shapes = shapes
  }

  /** The shapes so far. */
  copyShapes(): Int32Array {
    return this.shapes.slice(0, this.count * SHAPE)
  }

  /** Takes up shapes that were copied for the same tokens. */
  setShapes(shapes: Int32Array): void {
    this.count = 0
    this.makeRoom(shapes.length / SHAPE)
    this.shapes.set(shapes)
    this.count = shapes.length / SHAPE
  }

  /** The token of a shape. */
  tokenOf(shape: number): number {
    return this.shapes[shape * SHAPE] ?? 0
  }

  /** The shape that a head had before its last arc. */
  before(shape: number): number {
    return this.shapes[shape * SHAPE + BEFORE] ?? 0
  }

  /** The shape of the dependent of its last arc. */
  childOf(shape: number): number {
    return this.shapes[shape * SHAPE + CHILD] ?? 0
  }

  /** The relation of its last arc, `UNNAMED` until it is known. */
  relationOf(shape: number): number {
    return this.shapes[shape * SHAPE + RELATION] ?? UNNAMED
  }

  /** Keeps the relation of its last arc. */
  name(shape: number, relation: number): void {
    this.shapes[shape * SHAPE + RELATION] = relation
  }

  /** What the labels of a dependent and of its head allow is kept under this key. */
  pairOf(dependent: number, head: number): number {
    const a = this.tokenOf(dependent)
    const b = this.tokenOf(head)
    return pairKey(this.label[a] ?? 0, this.label[b] ?? 0, a < b)
  }

  /** The shape of a head once a dependent is drawn; there must be room for it. */
  attach(dependent: number, head: number): number {
    const { shapes, label } = this
    const from = head * SHAPE
    const to = this.count * SHAPE
    const token = shapes[dependent * SHAPE] ?? 0
    for (let i = 0; i < BEFORE; i++) shapes[to + i] = shapes[from + i] ?? 0
    const valency = shapes[from + VALENCY] ?? 0
    if (token < (shapes[from] ?? 0)) {
      shapes[to + LEFT2] = shapes[from + LEFT1] ?? 0
      shapes[to + LEFT1] = token
      shapes[to + LEFT_LABELS] = (shapes[from + LEFT_LABELS] ?? 0) | (1 << (label[token] ?? 0))
      shapes[to + VALENCY] = Math.min(255, valency + 16)
    } else {
      shapes[to + RIGHT2] = shapes[from + RIGHT1] ?? 0
      shapes[to + RIGHT1] = token
      shapes[to + RIGHT_LABELS] = (shapes[from + RIGHT_LABELS] ?? 0) | (1 << (label[token] ?? 0))
      if ((valency & 15) < 15) shapes[to + VALENCY] = valency + 1
    }
    shapes[to + BEFORE] = head
    shapes[to + CHILD] = dependent
    shapes[to + RELATION] = UNNAMED
    return this.count++
  }

  /** Writes the head of every token below a shape, and the shape that its arc made. */
  readArcs(shape: number, heads: Int32Array, drawn: Int32Array): void {
    const { shapes, open } = this
    open[0] = shape
    for (let left = 1; left > 0; ) {
      const top = open[--left] ?? 0
      const head = shapes[top * SHAPE] ?? 0
      for (let own = top; (shapes[own * SHAPE + BEFORE] ?? -1) !== -1; own = shapes[own * SHAPE + BEFORE] ?? 0) {
        const child = shapes[own * SHAPE + CHILD] ?? 0
        const token = shapes[child * SHAPE] ?? 0
        heads[token] = head
        drawn[token] = own
        open[left++] = child
      }
    }
  }

  /** Features of the next move: the shapes on the top of the stack and under it, the token under both, the shape of the next token. */
  moveFeatures(s0: number, s1: number, s2: number, b0: number, out: Int32Array): void {
    this.readTop(s0, this.tokenOf(b0))
    this.readUnder(this.tokenOf(s0), s1)
    this.readNext(this.tokenOf(s0), b0)
    this.readWhole(s0, s1, s2, b0)
    writeFeatures(MOVES, out)
  }

  /** Reads the values of the templates of the top of the stack. */
  readTop(top: number, b0: number): void {
    const { word, lemma, label, shapes, length } = this
    const none = length + 1
    const at = top * SHAPE
    const s0 = shapes[at] ?? 0
    const b1 = b0 + 1 <= length ? b0 + 1 : none
    const b2 = b0 + 2 <= length ? b0 + 2 : none
    const b3 = b0 + 3 <= length ? b0 + 3 : none
    const s0a = shapes[at + LEFT1] ?? 0
    const s0z = shapes[at + RIGHT1] ?? 0
    const s0w = word[s0] ?? 0
    const s0l = lemma[s0] ?? 0
    const s0t = label[s0] ?? 0
    const s0at = label[s0a] ?? 0
    const s0zt = label[s0z] ?? 0
    const s0v = shapes[at + VALENCY] ?? 0
    const s0set = this.below(at)
    const b0w = word[b0] ?? 0
    const b0l = lemma[b0] ?? 0
    const b0t = label[b0] ?? 0
    const b1w = word[b1] ?? 0
    const b1t = label[b1] ?? 0
    const b2t = label[b2] ?? 0
    const st = s0t | (b0t << 5)
    const near = distance(s0, b0)
    one[0] = s0w ^ (s0t << 3)
    one[1] = b0w ^ (b0t << 3)
    one[2] = b0t
    one[3] = b1t
    one[4] = word[b2] ?? 0
    one[5] = st
    one[6] = st | (b1t << 10)
    one[7] = st | (b1t << 10) | (b2t << 15)
    one[8] = st | (s0at << 10)
    one[9] = st | (this.agree(s0, b0) << 10)
    one[10] = st | (s0at << 10) | (s0zt << 15)
    one[11] = (label[shapes[at + RIGHT2] ?? 0] ?? 0) | (s0zt << 5) | (st << 10)
    one[12] = (label[shapes[at + LEFT2] ?? 0] ?? 0) | (s0at << 5) | (st << 10)
    one[13] = st | (b1t << 10) | (b2t << 15) | ((label[b3] ?? 0) << 20)
    one[14] = s0l
    two[14] = b0l
    one[15] = b0l
    two[15] = st
    one[16] = s0w
    two[16] = s0v
    one[17] = s0set
    two[17] = s0t
    one[18] = s0set
    two[18] = st
    one[19] = s0set
    two[19] = s0l
    one[20] = s0l
    two[20] = near | (b0t << 5)
    one[21] = b0l
    two[21] = near | (s0t << 5)
    one[22] = this.between(s0, b0)
    two[22] = st
    one[23] = s0l
    two[23] = mix(b0t, b1t)
    one[24] = s0l
    two[24] = s0zt | (b0t << 8)
    one[25] = b0l
    two[25] = mix(b1w, s0t)
    one[26] = s0l
    two[26] = mix(lemma[s0a] ?? 0, b0t)
    one[27] = s0l
    two[27] = mix(s0set, b0t)
  }

  /** Reads the values of the templates of what is under the top of the stack. */
  readUnder(s0: number, under: number): void {
    const { lemma, label, shapes } = this
    const at = under * SHAPE
    const s1 = shapes[at] ?? 0
    const s0l = lemma[s0] ?? 0
    const s0t = label[s0] ?? 0
    const s1l = lemma[s1] ?? 0
    const s1t = label[s1] ?? 0
    const s1set = this.below(at)
    const ss = s0t | (s1t << 5)
    const far = distance(s1, s0)
    one[28] = ss | (far << 10)
    one[29] = ss | (this.agree(s0, s1) << 10)
    one[30] = s0l
    two[30] = s1l
    one[31] = s1l
    two[31] = ss
    one[32] = s0l
    two[32] = ss
    one[33] = s1set
    two[33] = ss
    one[34] = s1l
    two[34] = far | (s0t << 5)
    one[35] = (label[shapes[at + LEFT1] ?? 0] ?? 0) | ((label[shapes[at + RIGHT1] ?? 0] ?? 0) << 8)
    two[35] = ss
  }

  /** Reads the values of the templates of the shape of the next token. */
  readNext(s0: number, next: number): void {
    const { word, label, shapes } = this
    const at = next * SHAPE
    const b0 = shapes[at] ?? 0
    const b0a = shapes[at + LEFT1] ?? 0
    const b0at = label[b0a] ?? 0
    const st = (label[s0] ?? 0) | ((label[b0] ?? 0) << 5)
    one[36] = (label[shapes[at + LEFT2] ?? 0] ?? 0) | (b0at << 5) | (st << 10)
    one[37] = word[b0a] ?? 0
    two[37] = st
    one[38] = word[b0] ?? 0
    two[38] = shapes[at + VALENCY] ?? 0
    one[39] = this.below(at)
    two[39] = st
    one[40] = label[shapes[at + LEFT2] ?? 0] ?? 0
    two[40] = mix(word[b0] ?? 0, st)
  }

  /** Reads the values of the templates that read more. */
  readWhole(top: number, under: number, s2: number, next: number): void {
    const { word, lemma, label, shapes, length } = this
    const none = length + 1
    const s0 = shapes[top * SHAPE] ?? 0
    const s1 = shapes[under * SHAPE] ?? 0
    const b0 = shapes[next * SHAPE] ?? 0
    const s0a = shapes[top * SHAPE + LEFT1] ?? 0
    const s0l = lemma[s0] ?? 0
    const s1l = lemma[s1] ?? 0
    const s0t = label[s0] ?? 0
    const s1t = label[s1] ?? 0
    const s2t = label[s2] ?? 0
    const b0t = label[b0] ?? 0
    const far = distance(s1, s0)
    const ss = s0t | (s1t << 5)
    const sss = ss | (b0t << 10)
    one[41] = sss
    one[42] = sss | ((label[shapes[top * SHAPE + RIGHT1] ?? 0] ?? 0) << 15)
    one[43] = sss | ((label[s0a] ?? 0) << 15)
    one[44] = sss | ((label[shapes[under * SHAPE + LEFT1] ?? 0] ?? 0) << 15)
    one[45] = s2t | (sss << 5) | (far << 20)
    one[46] = s1 === none && s0 !== none ? b0t : 40
    one[47] = s1l
    two[47] = mix(s0t, lemma[b0] ?? 0)
    one[48] = s1l
    two[48] = mix(s0l, b0t)
    one[49] = word[s0a] ?? 0
    two[49] = sss
  }

  /** Which labels the dependents of a shape bear, on each side. */
  private below(at: number): number {
    const { shapes } = this
    return (shapes[at + LEFT_LABELS] ?? 0) ^ Math.imul(shapes[at + RIGHT_LABELS] ?? 0, 0x9e3779b1)
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
    const { label } = this
    const end = Math.min(to, from + 24)
    let found = 0
    for (let i = from + 1; i < end; i++) found |= 1 << (label[i] ?? 0)
    return found
  }

  /** Features of the relation of a dependent to its head, which does not have it among its own yet. */
  relationFeatures(lower: number, upper: number, out: Int32Array): void {
    const { word, lemma, label, agreement, shapes, length } = this
    const none = length + 1
    const at = lower * SHAPE
    const above = upper * SHAPE
    const dependent = shapes[at] ?? 0
    const head = shapes[above] ?? 0
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
    const first = shapes[at + LEFT1] ?? 0
    const second = shapes[at + LEFT2] ?? 0
    const mark = isMark(label[second] ?? 0) ? second : isMark(label[first] ?? 0) ? first : none
    const last = shapes[at + RIGHT1] ?? 0
    const sibling = label[shapes[above + (left === 1 ? LEFT1 : RIGHT1)] ?? 0] ?? 0
    const set = this.below(at)
    const headSet = this.below(above)
    const before = dependent > 0 ? dependent - 1 : none
    const after = dependent + 1 < length ? dependent + 1 : none
    const beforeHead = head > 0 && head <= length ? head - 1 : none
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
    two[14] = (label[first] ?? 0) | ((label[last] ?? 0) << 8)
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
    two[21] = sibling
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
    one[30] = agreement[dependent] ?? 0
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
    // « a été examiné » : what stands before the head tells a passive from an active voice.
    const near = shapes[above + LEFT1] ?? 0
    const far = shapes[above + LEFT2] ?? 0
    one[39] = lemma[near] ?? 0
    two[39] = pair
    one[40] = lemma[shapes[above + RIGHT1] ?? 0] ?? 0
    two[40] = pair
    one[41] = hl
    two[41] = mix(lemma[near] ?? 0, dt)
    one[42] = mix(lemma[near] ?? 0, lemma[far] ?? 0)
    two[42] = mix(agreement[head] ?? 0, pair)
    one[43] = mix(word[first] ?? 0, label[second] ?? 0)
    two[43] = mix(hl, left)
    one[44] = dl
    two[44] = mix(word[first] ?? 0, left)
    one[45] = shapes[at + LEFT_LABELS] ?? 0
    two[45] = pair
    one[46] = shapes[at + RIGHT_LABELS] ?? 0
    two[46] = pair
    one[47] = shapes[above + LEFT_LABELS] ?? 0
    two[47] = pair
    one[48] = shapes[above + RIGHT_LABELS] ?? 0
    two[48] = pair
    one[49] = dt
    writeFeatures(RELATIONS, out)
  }
}

/** What may introduce a dependent: a preposition, a conjunction. */
function isMark(label: number): boolean {
  return label === ADP || label === SCONJ
}

/** A distance, exact when it is short. */
function distance(from: number, to: number): number {
  return Math.min(to - from, 8) + (to - from > 15 ? 1 : 0)
}
