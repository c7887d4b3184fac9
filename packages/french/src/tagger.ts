import { startsUpper } from './characters.ts'
import type { Dictionary } from './dictionary.ts'
import { LABELS, labelIndex, labelOfCode } from './labels.ts'
import type { RawToken } from './tokenise.ts'
import { unpack } from './unpack.ts'

/** The weights and the words whose labels training corrected. */
export interface Model {
  readonly weights: Int8Array | Float32Array
  /** Word in lower case -> set of possible labels, as bits. */
  readonly words: ReadonlyMap<string, number>
  /** Part of speech and form -> the lemma to prefer among several. */
  readonly lemmas: ReadonlyMap<string, string>
}

/** What does not depend on the sentence, computed once a word. */
interface WordType {
  readonly word: number
  readonly tail1: number
  readonly tail2: number
  readonly tail3: number
  readonly tail4: number
  readonly head: number
  readonly shape: number
  readonly ambiguity: number
  /** Possible labels, as bits, when the word does not open the sentence. */
  readonly candidates: number
  readonly opening: number
}

/** Number of feature templates. */
export const TEMPLATES = 33

const BIT = (name: string): number => 1 << labelIndex(name)
const PROPER = BIT('PROPN')
const OPEN =
  BIT('NOUN') |
  BIT('ADJ') |
  BIT('PROPN') |
  BIT('VERB.Fin') |
  BIT('VERB.Inf') |
  BIT('VERB.Past') |
  BIT('VERB.Pres') |
  BIT('ADV') |
  BIT('X')
const FIGURES = BIT('NOUN') | BIT('ADJ') | BIT('NUM') | BIT('X')
const CLOSED = BIT('DET') | BIT('PRON') | BIT('ADP') | BIT('CCONJ') | BIT('SCONJ') | BIT('AUX.Fin')
const CACHE_SIZE = 20_000
const BOUNDARY = 0x1357

/** Mixes a text into 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

function mix(seed: number, value: number): number {
  let hash = Math.imul(seed ^ value, 0x85ebca6b)
  hash ^= hash >>> 13
  return Math.imul(hash, 0xc2b2ae35)
}

/** Reads the model from its generated module. */
export function readModel(base64: string): Model {
  const [weights, words, lemmas] = unpack(base64)
  if (!weights || !words || !lemmas) throw new Error('Tagger data is damaged.')
  const map = new Map<string, number>()
  for (const line of new TextDecoder().decode(words).split('\n')) {
    const [mask = '', ...own] = line.split(' ')
    for (const word of own) map.set(word, Number.parseInt(mask, 36))
  }
  const preferred = new Map<string, string>()
  for (const line of new TextDecoder().decode(lemmas).split('\n')) {
    const [upos = '', form = '', lemma = ''] = line.split(' ')
    preferred.set(`${upos} ${form}`, lemma)
  }
  return {
    weights: new Int8Array(weights.buffer, weights.byteOffset, weights.byteLength),
    words: map,
    lemmas: preferred,
  }
}

/** An averaged perceptron over hashed features, greedy from left to right. */
export interface Tagger {
  /** Writes the label of each token. */
  tag(tokens: readonly RawToken[], from: number, to: number): Uint8Array
  /** For training: fills `features` for token `i` given the labels already chosen, and returns its candidates as bits. */
  featuresAt(
    tokens: readonly RawToken[],
    from: number,
    to: number,
    i: number,
    labels: Uint8Array,
    features: Int32Array,
  ): number
}

const FIXED: Partial<Record<RawToken['kind'], number>> = {
  number: BIT('NUM'),
  amount: BIT('NOUN'),
  date: BIT('NOUN'),
  time: BIT('NOUN'),
  phone: BIT('NOUN'),
  email: BIT('PROPN'),
  url: BIT('PROPN'),
  reference: BIT('PROPN'),
  placeholder: BIT('NOUN'),
  punct: BIT('PUNCT'),
}

/** Slot of a feature for a label. */
export function slotOf(feature: number, label: number, mask: number): number {
  const hash = Math.imul(feature ^ Math.imul(label + 1, 0x9e3779b1), 0x2c1b3c6d)
  return (hash ^ (hash >>> 15)) & mask
}

/** Builds a tagger over a dictionary and a model. */
export function createTagger(dictionary: Dictionary, model: Model): Tagger {
  const cache = new Map<string, WordType>()
  const { weights } = model
  const mask = weights.length - 1
  const features = new Int32Array(TEMPLATES)

  function typeOf(token: RawToken): WordType {
    const known = cache.get(token.text)
    if (known !== undefined) return known
    const found = describe(token)
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(token.text, found)
    return found
  }

  function describe(token: RawToken): WordType {
    const fixed = FIXED[token.kind]
    const norm = fixed === undefined || token.kind === 'punct' ? token.norm : `<${token.kind}>`
    const upper = startsUpper(token.text)
    let readings = 0
    for (const reading of dictionary.readings(token.norm, token.text)) readings |= 1 << labelOfCode(reading.code)
    const lower = norm
    const trained = model.words.get(lower)
    let candidates = fixed ?? trained ?? readings
    if (fixed === undefined) {
      // « au 4° de l'article »: an ordinal in figures is never a verb.
      if (candidates === 0) candidates = token.kind === 'symbol' ? BIT('SYM') : /^\d/.test(norm) ? FIGURES : OPEN
      if (upper) candidates |= PROPER
    }
    // « Le », « Vous » open sentences; « Rose », « Orange » may be names there too.
    const opening = upper && (candidates & CLOSED) !== 0 && fixed === undefined ? candidates & ~PROPER : candidates
    const caps = upper && token.text.length > 1 && token.text === token.text.toUpperCase()
    const shape =
      (upper ? 1 : 0) |
      (caps ? 2 : 0) |
      (/\d/.test(token.text) ? 4 : 0) |
      (token.text.includes('-') ? 8 : 0) |
      (token.text.endsWith('.') ? 16 : 0)
    return {
      word: hashText(norm),
      tail1: hashText(norm.slice(-1)),
      tail2: hashText(norm.slice(-2)),
      tail3: hashText(norm.slice(-3)),
      tail4: hashText(norm.slice(-4)),
      head: hashText(norm.slice(0, 3)),
      shape,
      ambiguity: readings | (readings === 0 ? shape << 25 : 0),
      candidates,
      opening,
    }
  }

  function candidatesAt(tokens: readonly RawToken[], from: number, i: number, type: WordType): number {
    if (i === from) return type.opening
    // After an opening mark or a bullet a capital says as little as at the start.
    const before = tokens[i - 1]
    return before !== undefined && before.kind === 'punct' && i - from <= 2 ? type.opening : type.candidates
  }

  const none: WordType = {
    word: BOUNDARY,
    tail1: 0,
    tail2: 0,
    tail3: 0,
    tail4: 0,
    head: 0,
    shape: 0,
    ambiguity: BOUNDARY,
    candidates: 0,
    opening: 0,
  }

  function fill(
    type: WordType,
    p1: WordType,
    p2: WordType,
    n1: WordType,
    n2: WordType,
    t1: number,
    t2: number,
    t3: number,
    first: boolean,
    out: Int32Array,
  ): void {
    const w = type.word
    const a = type.ambiguity
    const t12 = t1 | (t2 << 5)
    out[0] = 0x51ed270b
    out[1] = mix(1, w)
    out[2] = mix(2, type.tail1)
    out[3] = mix(3, type.tail2)
    out[4] = mix(4, type.tail3)
    out[5] = mix(5, type.tail4)
    out[6] = mix(6, type.head)
    out[7] = mix(7, type.shape | (first ? 64 : 0))
    out[8] = mix(8, t1)
    out[9] = mix(9, t12)
    out[10] = mix(mix(10, t1), w)
    out[11] = mix(11, a)
    out[12] = mix(mix(12, a), t1)
    out[13] = mix(mix(13, a), t12)
    out[14] = mix(mix(14, a), n1.ambiguity)
    out[15] = mix(mix(mix(15, a), n1.ambiguity), n2.ambiguity)
    out[16] = mix(mix(16, n1.ambiguity), t1)
    out[17] = mix(17, p1.word)
    out[18] = mix(18, p2.word)
    out[19] = mix(19, n1.word)
    out[20] = mix(20, n2.word)
    out[21] = mix(mix(21, p1.word), w)
    out[22] = mix(mix(22, w), n1.word)
    out[23] = mix(mix(23, a), p1.word)
    out[24] = mix(mix(24, a), n1.word)
    out[25] = mix(mix(25, type.shape | (first ? 64 : 0)), a)
    out[26] = mix(mix(26, n1.tail3), a)
    out[27] = mix(mix(27, p1.tail3), a)
    out[28] = mix(mix(28, t12 | (t3 << 10)), a)
    out[29] = mix(mix(29, t12), w)
    out[30] = mix(mix(mix(30, a), t1), n1.ambiguity)
    out[31] = mix(mix(31, p2.word), mix(p1.word, a))
    out[32] = mix(mix(32, type.tail3), t1)
  }

  const START: number = LABELS.length

  return {
    featuresAt(tokens, from, to, i, labels, out) {
      const at = (k: number): WordType => {
        const token = k >= from && k < to ? tokens[k] : undefined
        return token === undefined ? none : typeOf(token)
      }
      const type = at(i)
      const label = (k: number): number => (k >= from ? (labels[k - from] ?? START) : START)
      fill(type, at(i - 1), at(i - 2), at(i + 1), at(i + 2), label(i - 1), label(i - 2), label(i - 3), i === from, out)
      return candidatesAt(tokens, from, i, type)
    },
    tag(tokens, from, to) {
      const labels = new Uint8Array(to - from)
      let p1 = none
      let p2 = none
      let t1 = START
      let t2 = START
      let t3 = START
      const first = tokens[from]
      const second = tokens[from + 1]
      let type = first === undefined || from >= to ? none : typeOf(first)
      let n1 = second === undefined || from + 1 >= to ? none : typeOf(second)
      for (let i = from; i < to; i++) {
        const later = i + 2 < to ? tokens[i + 2] : undefined
        const n2 = later === undefined ? none : typeOf(later)
        const candidates = candidatesAt(tokens, from, i, type)
        let best: number
        if ((candidates & (candidates - 1)) === 0) {
          best = candidates === 0 ? labelIndex('X') : 31 - Math.clz32(candidates)
        } else {
          fill(type, p1, p2, n1, n2, t1, t2, t3, i === from, features)
          best = 0
          let top = Number.NEGATIVE_INFINITY
          for (let left = candidates; left !== 0; left &= left - 1) {
            const label = 31 - Math.clz32(left & -left)
            const salt = Math.imul(label + 1, 0x9e3779b1)
            let score = 0
            for (let f = 0; f < TEMPLATES; f++) {
              const hash = Math.imul((features[f] ?? 0) ^ salt, 0x2c1b3c6d)
              score += weights[(hash ^ (hash >>> 15)) & mask] ?? 0
            }
            if (score > top) {
              top = score
              best = label
            }
          }
        }
        labels[i - from] = best
        t3 = t2
        t2 = t1
        t1 = best
        p2 = p1
        p1 = type
        type = n1
        n1 = n2
      }
      return labels
    },
  }
}
