import { labelIndex } from './labels.ts'
import type { Token } from './types.ts'

/** Numbers of feature templates. */
export const MOVE_TEMPLATES = 78
export const RELATION_TEMPLATES = 40

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

/** Templates that read the same things: their sum of weights is found once for all the states where these are the same. */
export interface Templates {
  /** The templates of a single value. */
  readonly single: Uint8Array
  /** The templates of two values. */
  readonly double: Uint8Array
}

/** What reads the shape of the top of the stack, and the next tokens. */
export const TOP_TEMPLATES: Templates = {
  single: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 15, 24, 25, 43, 49, 53, 61, 62, 65, 77),
  double: Uint8Array.of(10, 11, 12, 33, 37, 38, 41, 44, 45, 52, 56, 57, 58, 59, 67, 69, 74),
}
/** What reads the token on the top of the stack, and the shape under it. */
export const UNDER_TEMPLATES: Templates = {
  single: Uint8Array.of(8, 9, 46, 50, 64),
  double: Uint8Array.of(19, 20, 21, 39, 42, 48, 54, 73),
}
/** What reads the token on the top of the stack, and the shape of the next one. */
export const NEXT_TEMPLATES: Templates = {
  single: Uint8Array.of(26, 63),
  double: Uint8Array.of(32, 34, 40, 55),
}
/** What reads more than that. */
export const WHOLE_TEMPLATES: Templates = {
  single: Uint8Array.of(16, 17, 18, 27, 28, 29, 30, 35, 47, 51, 70, 72, 75),
  double: Uint8Array.of(22, 23, 31, 36, 60, 66, 68, 71, 76),
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
const one = new Int32Array(MOVE_TEMPLATES)
const two = new Int32Array(MOVE_TEMPLATES)

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
const SHAPE = 12
const TOKEN = 0
const LEFT1 = 1
const LEFT2 = 2
const RIGHT1 = 3
const RIGHT2 = 4
const LEFT_RELATION = 5
const RIGHT_RELATION = 6
/** How many dependents on each side, and which relations they bear, a bit each. */
const VALENCY = 7
const BELOW = 8
/** What the shape was made of: the shape before, and that of the dependent just drawn, with its relation. */
const BEFORE = 9
const CHILD = 10
const RELATION = 11
const NO_RELATION = 255

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
      shapes[at + LEFT_RELATION] = NO_RELATION
      shapes[at + RIGHT_RELATION] = NO_RELATION
      shapes[at + VALENCY] = 0
      shapes[at + BELOW] = 0
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

  /** The shape of a head once a dependent is drawn; there must be room for it. */
  attach(dependent: number, head: number, relation: number): number {
    const { shapes } = this
    const from = head * SHAPE
    const to = this.count * SHAPE
    const token = shapes[dependent * SHAPE] ?? 0
    for (let i = 0; i < BEFORE; i++) shapes[to + i] = shapes[from + i] ?? 0
    const valency = shapes[from + VALENCY] ?? 0
    if (token < (shapes[from] ?? 0)) {
      shapes[to + LEFT2] = shapes[from + LEFT1] ?? 0
      shapes[to + LEFT1] = token
      shapes[to + LEFT_RELATION] = relation
      shapes[to + VALENCY] = Math.min(255, valency + 16)
    } else {
      shapes[to + RIGHT2] = shapes[from + RIGHT1] ?? 0
      shapes[to + RIGHT1] = token
      shapes[to + RIGHT_RELATION] = relation
      if ((valency & 15) < 15) shapes[to + VALENCY] = valency + 1
    }
    shapes[to + BELOW] = (shapes[from + BELOW] ?? 0) | (1 << (relation & 31))
    shapes[to + BEFORE] = head
    shapes[to + CHILD] = dependent
    shapes[to + RELATION] = relation
    return this.count++
  }

  /** Writes the head and the relation of every token below a shape. */
  readArcs(shape: number, heads: Int32Array, relations: Uint8Array): void {
    const { shapes, open } = this
    open[0] = shape
    for (let left = 1; left > 0; ) {
      const top = open[--left] ?? 0
      const head = shapes[top * SHAPE] ?? 0
      for (let own = top; (shapes[own * SHAPE + BEFORE] ?? -1) !== -1; own = shapes[own * SHAPE + BEFORE] ?? 0) {
        const child = shapes[own * SHAPE + CHILD] ?? 0
        const token = shapes[child * SHAPE] ?? 0
        heads[token] = head
        relations[token] = shapes[own * SHAPE + RELATION] ?? 0
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
    const s0ar = shapes[at + LEFT_RELATION] ?? 0
    const s0zr = shapes[at + RIGHT_RELATION] ?? 0
    const s0v = shapes[at + VALENCY] ?? 0
    const s0set = shapes[at + BELOW] ?? 0
    const b0w = word[b0] ?? 0
    const b0l = lemma[b0] ?? 0
    const b0t = label[b0] ?? 0
    const b1w = word[b1] ?? 0
    const b1t = label[b1] ?? 0
    const b2t = label[b2] ?? 0
    const st = s0t | (b0t << 5)
    const near = distance(s0, b0)
    one[0] = s0w ^ (s0t << 3)
    one[1] = s0t
    one[2] = b0w ^ (b0t << 3)
    one[3] = b0t
    one[4] = b1w
    one[5] = b1t
    one[6] = word[b2] ?? 0
    one[7] = b2t
    one[10] = s0l
    two[10] = b0l
    one[11] = s0l
    two[11] = st
    one[12] = b0l
    two[12] = st
    one[13] = st
    one[14] = st | (b1t << 10)
    one[15] = st | (b1t << 10) | (b2t << 15)
    one[24] = st | (s0at << 10)
    one[25] = st | (s0zt << 10)
    one[33] = s0w
    two[33] = s0v
    one[37] = s0set
    two[37] = s0t
    one[38] = s0set
    two[38] = st
    one[41] = s0set
    two[41] = s0l
    one[43] = st | (near << 10)
    one[44] = s0l
    two[44] = near | (b0t << 5)
    one[45] = b0l
    two[45] = near | (s0t << 5)
    one[49] = st | (this.agree(s0, b0) << 10)
    one[52] = this.between(s0, b0)
    two[52] = st
    one[53] = st | (s0ar << 10) | (s0zr << 18)
    one[56] = s0l
    two[56] = mix(b0t, b1t)
    one[57] = b1w
    two[57] = st
    one[58] = s0l
    two[58] = s0zr | (b0t << 8)
    one[59] = word[s0z] ?? 0
    two[59] = st
    one[61] = (label[shapes[at + RIGHT2] ?? 0] ?? 0) | (s0zt << 5) | (st << 10)
    one[62] = (label[shapes[at + LEFT2] ?? 0] ?? 0) | (s0at << 5) | (st << 10)
    one[65] = st | (b1t << 10) | (b2t << 15) | ((label[b3] ?? 0) << 20)
    one[67] = b0l
    two[67] = mix(b1w, s0t)
    one[69] = s0l
    two[69] = mix(lemma[s0a] ?? 0, b0t)
    one[74] = s0l
    two[74] = mix(s0set, b0t)
    one[77] = 0
  }

  /** Reads the values of the templates of what is under the top of the stack. */
  readUnder(s0: number, under: number): void {
    const { word, lemma, label, shapes } = this
    const at = under * SHAPE
    const s1 = shapes[at] ?? 0
    const s0l = lemma[s0] ?? 0
    const s0t = label[s0] ?? 0
    const s1w = word[s1] ?? 0
    const s1l = lemma[s1] ?? 0
    const s1t = label[s1] ?? 0
    const s1set = shapes[at + BELOW] ?? 0
    const ss = s0t | (s1t << 5)
    const far = distance(s1, s0)
    one[8] = s1w ^ (s1t << 3)
    one[9] = s1t
    one[19] = s0l
    two[19] = s1l
    one[20] = s1l
    two[20] = ss
    one[21] = s0l
    two[21] = ss
    one[39] = s1set
    two[39] = ss
    one[42] = s1set
    two[42] = s1l
    one[46] = ss | (far << 10)
    one[48] = s1l
    two[48] = far | (s0t << 5)
    one[50] = ss | (this.agree(s0, s1) << 10)
    one[54] = (shapes[at + LEFT_RELATION] ?? 0) | ((shapes[at + RIGHT_RELATION] ?? 0) << 8)
    two[54] = ss
    one[64] = (label[shapes[at + RIGHT2] ?? 0] ?? 0) | ((label[shapes[at + RIGHT1] ?? 0] ?? 0) << 5) | (ss << 10)
    one[73] = s1l
    two[73] = mix(s1set, s0t)
  }

  /** Reads the values of the templates of the shape of the next token. */
  readNext(s0: number, next: number): void {
    const { word, label, shapes } = this
    const at = next * SHAPE
    const b0 = shapes[at] ?? 0
    const b0a = shapes[at + LEFT1] ?? 0
    const b0at = label[b0a] ?? 0
    const st = (label[s0] ?? 0) | ((label[b0] ?? 0) << 5)
    one[26] = st | (b0at << 10)
    one[32] = word[b0a] ?? 0
    two[32] = st
    one[34] = word[b0] ?? 0
    two[34] = shapes[at + VALENCY] ?? 0
    one[40] = shapes[at + BELOW] ?? 0
    two[40] = st
    one[55] = shapes[at + LEFT_RELATION] ?? 0
    two[55] = st
    one[63] = (label[shapes[at + LEFT2] ?? 0] ?? 0) | (b0at << 5) | (st << 10)
  }

  /** Reads the values of the templates that read more. */
  readWhole(top: number, under: number, s2: number, next: number): void {
    const { word, lemma, label, shapes, length } = this
    const none = length + 1
    const s0 = shapes[top * SHAPE] ?? 0
    const s1 = shapes[under * SHAPE] ?? 0
    const b0 = shapes[next * SHAPE] ?? 0
    const s0a = shapes[top * SHAPE + LEFT1] ?? 0
    const s1z = shapes[under * SHAPE + RIGHT1] ?? 0
    const s0l = lemma[s0] ?? 0
    const s1l = lemma[s1] ?? 0
    const s0t = label[s0] ?? 0
    const s1t = label[s1] ?? 0
    const s2t = label[s2] ?? 0
    const b0t = label[b0] ?? 0
    const s0al = lemma[s0a] ?? 0
    const s0v = shapes[top * SHAPE + VALENCY] ?? 0
    const s1v = shapes[under * SHAPE + VALENCY] ?? 0
    const b0v = shapes[next * SHAPE + VALENCY] ?? 0
    const near = distance(s0, b0)
    const far = distance(s1, s0)
    const st = s0t | (b0t << 5)
    const ss = s0t | (s1t << 5)
    const sss = ss | (b0t << 10)
    one[16] = sss
    one[17] = ss | (s2t << 10)
    one[18] = sss | (s2t << 15)
    one[22] = s1l
    two[22] = mix(s0t, lemma[b0] ?? 0)
    one[23] = s1l
    two[23] = mix(s0l, b0t)
    one[27] = sss | ((label[shapes[top * SHAPE + RIGHT1] ?? 0] ?? 0) << 15)
    one[28] = sss | ((label[s1z] ?? 0) << 15)
    one[29] = sss | ((label[s0a] ?? 0) << 15)
    one[30] = sss | ((label[shapes[under * SHAPE + LEFT1] ?? 0] ?? 0) << 15)
    one[31] = word[s0a] ?? 0
    two[31] = sss
    one[35] = st | (s0v << 10) | (b0v << 20)
    one[36] = s1t | (s1v << 5)
    two[36] = st
    one[47] = sss | (far << 15) | (near << 20)
    one[51] = sss | (this.agree(s0, s1) << 15) | (this.agree(s0, b0) << 20)
    one[60] = word[s1z] ?? 0
    two[60] = sss
    one[66] = s1l
    two[66] = mix(s0al, s0t)
    one[68] = s1l
    two[68] = mix(s0al, s0l)
    one[70] = sss | ((label[b0 + 1 <= length ? b0 + 1 : none] ?? 0) << 15)
    one[71] = lemma[s2] ?? 0
    two[71] = sss
    one[72] = s2t | (sss << 5) | (far << 20)
    one[75] = s1 === none && s0 !== none ? b0t : 40
    one[76] = word[b0] ?? 0
    two[76] = mix(s1t, s0t)
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
    const firstRelation = shapes[at + LEFT_RELATION] ?? 0
    const lastRelation = shapes[at + RIGHT_RELATION] ?? 0
    const sibling = shapes[above + (left === 1 ? LEFT_RELATION : RIGHT_RELATION)] ?? 0
    const set = shapes[at + BELOW] ?? 0
    const headSet = shapes[above + BELOW] ?? 0
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
    two[14] = firstRelation | (lastRelation << 8)
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
    one[39] = dt
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
