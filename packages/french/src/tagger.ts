import { startsUpper } from './characters.ts'
import { uposOf } from './codes.ts'
import type { Dictionary } from './dictionary.ts'
import { decodeDigits } from './digits.ts'
import { LABELS, labelIndex, labelOfCode } from './labels.ts'
import type { RawToken } from './tokenise.ts'
import { copied } from './unpack.ts'

/** The weights and the words whose labels training corrected. */
export interface Model {
  readonly weights: Int8Array | Float32Array
  /** Word in lower case -> set of possible labels, as bits. */
  readonly words: ReadonlyMap<string, number>
  /** Part of speech and form -> the lemma to prefer among several. */
  readonly lemmas: ReadonlyMap<string, string>
  /** Word -> how it is used when it may be a noun, an adjective, a verb or an adverb: two bits each; and MOSTLY_ADJECTIVE. */
  readonly usages: ReadonlyMap<string, number>
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
  readonly usage: number
  /** The verb the word may be a form of, else the word. */
  readonly verb: number
  /** Possible labels, as bits, when the word does not open the sentence. */
  readonly candidates: number
  readonly opening: number
}

/** Weights go from -LARGEST_WEIGHT to LARGEST_WEIGHT: more changes no tag. */
export const LARGEST_WEIGHT = 40
/** Number of feature templates. */
export const TEMPLATES = 53

const BIT = (name: string): number => 1 << labelIndex(name)
const PROPER = BIT('PROPN')
const PAST = BIT('VERB.Past')
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
/** Bit of a usage: a participle that is an adjective at least as often as a verb. */
export const MOSTLY_ADJECTIVE = 256
const UNKNOWN_USAGE = 512
const ROMAN = /^(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/
const BOUNDARY = 0x1357
/** What may stand between an auxiliary and its participle, or a verb and its object. */
const BETWEEN = BIT('ADV') | BIT('PRON') | BIT('INTJ')
/** Adverbs that are other words elsewhere: « avons bien reçu », « n'avons pas encore vérifié », « a fort mal vieilli ». */
const ADVERBS = new Set(
  'pas plus jamais point bien mal fort tout trop très peu beaucoup assez encore toujours déjà aussi donc alors même enfin'.split(
    ' ',
  ),
)
const NEGATIVE = new Set(['pas', 'plus', 'jamais', 'point', 'aucun', 'guère'])
const PARTITIVES = new Set(['des', 'du', 'de', "d'"])
const MARK = labelIndex('PUNCT')
/** Labels from this one on are those of verbs and auxiliaries. */
const FIRST_VERB = labelIndex('VERB.Fin')

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

/** Reads the model from its generated module: four sections of plain text, so that nothing has to be inflated at start. */
export function readModel(data: string): Model {
  const [weights, words, lemmas, usages] = data.split('|')
  if (!weights || words === undefined || lemmas === undefined || usages === undefined)
    throw new Error('Tagger data is damaged.')
  const preferred = new Map<string, string>()
  for (const line of copied(lemmas).split('\n')) {
    const [upos = '', form = '', lemma = ''] = line.split(' ')
    preferred.set(`${upos} ${form}`, lemma)
  }
  return {
    weights: decodeDigits(weights, LARGEST_WEIGHT),
    words: readGroups(words),
    lemmas: preferred,
    usages: readGroups(usages),
  }
}

/** One line a number in base 36, with the words that bear it. */
function readGroups(section: string): Map<string, number> {
  const map = new Map<string, number>()
  for (const line of copied(section).split('\n')) {
    const [number = '', ...words] = line.split(' ')
    const value = Number.parseInt(number, 36)
    for (const word of words) map.set(word, value)
  }
  return map
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
    let verb = norm
    for (const { code, lemma } of dictionary.readings(token.norm, token.text)) {
      readings |= 1 << labelOfCode(code)
      if (verb === norm && uposOf(code) === 'VERB') verb = lemma
    }
    const lower = norm
    const trained = model.words.get(lower)
    let candidates: number = fixed ?? trained ?? readings
    if (fixed === undefined) {
      // « au 4° de l'article »: an ordinal in figures is never a verb.
      if (candidates === 0) candidates = token.kind === 'symbol' ? BIT('SYM') : /^\d/.test(norm) ? FIGURES : OPEN
      if (upper) candidates |= PROPER
      // « le XXe siècle », « Louis XIV »
      if (ROMAN.test(token.text)) candidates |= BIT('NUM') | BIT('ADJ')
      // « un esprit obstiné »: the lexicon does not list the participles that are adjectives more often than not.
      if ((candidates & PAST) !== 0 && ((model.usages.get(norm) ?? 0) & MOSTLY_ADJECTIVE) !== 0)
        candidates |= BIT('ADJ')
    } else if (token.kind === 'number' && /[-/]/.test(token.text)) {
      // « la saison 2004-2005 », « l'édition 25/06 »
      candidates |= BIT('NOUN')
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
      usage: (model.usages.get(norm) ?? UNKNOWN_USAGE) | (readings << 10),
      verb: hashText(verb),
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
    usage: BOUNDARY,
    verb: BOUNDARY,
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
    ahead: number,
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
    out[33] = mix(mix(33, type.shape | (p1.shape << 7) | (first ? 64 : 0)), a)
    out[34] = mix(mix(34, type.shape | (n1.shape << 7) | (first ? 64 : 0)), a)
    out[35] = mix(mix(35, a), ahead)
    out[36] = mix(mix(36, w), lastVerb)
    out[37] = mix(mix(37, w), since)
    out[38] = mix(mix(38, a), mix(n1.word, n2.word))
    out[39] = mix(mix(39, p1.word), mix(n1.word, a))
    out[40] = mix(mix(40, type.tail3), n1.ambiguity)
    out[41] = mix(mix(41, w), mix(t1, n1.ambiguity))
    out[42] = mix(mix(42, a), mix(ahead, t1))
    const u = type.usage
    out[43] = mix(43, u)
    out[44] = mix(mix(44, u), t1)
    out[45] = mix(mix(45, u), mix(t1, n1.ambiguity))
    out[46] = mix(mix(46, u), n1.usage)
    out[47] = mix(mix(47, u), mix(p1.usage, t1))
    out[48] = mix(mix(48, u), t12)
    // « informer des droits », « dépendre du revenu »: what a verb calls is known by its lemma.
    out[49] = mix(mix(49, p1.verb), w)
    out[50] = mix(mix(50, p1.verb), a)
    // « les ports, des routes »: after a comma « des » is read as the one before it.
    out[51] = mix(mix(51, w), lastDe | (t1 << 6))
    out[52] = mix(mix(52, n1.verb), mix(a, t1))
  }

  const START: number = LABELS.length

  /** What the first word after the adverbs and the clitics may be. */
  function lookAhead(tokens: readonly RawToken[], i: number, to: number): number {
    for (let k = i + 1; k < to && k < i + 8; k++) {
      const token = tokens[k]
      if (token === undefined) break
      // « à nouveau », « de nouveau »
      if ((token.norm === 'à' || token.norm === 'de') && k + 1 < to && tokens[k + 1]?.norm === 'nouveau') {
        k++
        continue
      }
      const type = typeOf(token)
      if ((type.candidates & ~BETWEEN) !== 0 && !ADVERBS.has(token.norm)) return type.ambiguity
    }
    return 0
  }

  /** The last verb before, and what stands since: bit 0 a « ne », bit 1 a word that goes with it, bit 2 a mark. */
  let lastVerb = 0
  let since = 0
  let lastDe = 0
  function lookBack(tokens: readonly RawToken[], from: number, i: number, labels: Uint8Array): void {
    lastVerb = 0
    since = 0
    lastDe = 0
    for (let k = i - 1; k >= from && k > i - 10; k--) {
      const token = tokens[k]
      if (token === undefined) return
      const { norm } = token
      if (norm === 'ne' || norm === "n'") since |= 1
      else if (NEGATIVE.has(norm)) since |= 2
      const label = labels[k - from] ?? 0
      if (label === MARK) since |= 4
      if (lastDe === 0 && PARTITIVES.has(norm)) lastDe = label + 1
      if (label < FIRST_VERB) continue
      const before = tokens[k - 1]?.norm
      if (k > from && (before === 'ne' || before === "n'")) since |= 1
      lastVerb = typeOf(token).verb
      return
    }
  }

  return {
    featuresAt(tokens, from, to, i, labels, out) {
      const at = (k: number): WordType => {
        const token = k >= from && k < to ? tokens[k] : undefined
        return token === undefined ? none : typeOf(token)
      }
      const type = at(i)
      const label = (k: number): number => (k >= from ? (labels[k - from] ?? START) : START)
      lookBack(tokens, from, i, labels)
      fill(
        type,
        at(i - 1),
        at(i - 2),
        at(i + 1),
        at(i + 2),
        label(i - 1),
        label(i - 2),
        label(i - 3),
        i === from,
        lookAhead(tokens, i, to),
        out,
      )
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
          lookBack(tokens, from, i, labels)
          fill(type, p1, p2, n1, n2, t1, t2, t3, i === from, lookAhead(tokens, i, to), features)
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
