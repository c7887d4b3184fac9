import { startsUpper } from './characters.ts'
import { uposOf } from './codes.ts'
import type { Dictionary } from './dictionary.ts'
import { decodeDigits } from './digits.ts'
import { LABELS, labelIndex, labelOfCode } from './labels.ts'
import type { RawToken } from './tokenise.ts'
import { copied } from './unpack.ts'
import type { Word } from './word-store.ts'
import { createWordTable, type WordGroup, type WordTable } from './word-table.ts'

/** The weights and the words whose labels training corrected. */
export interface Model {
  readonly weights: Int8Array | Float32Array
  /** Word in lower case -> set of possible labels, as bits. */
  readonly words: ReadonlyMap<string, number>
  /** Part of speech and form -> the lemma to prefer among several. */
  readonly lemmas: ReadonlyMap<string, string>
  /** Word -> how it is used when it may be a noun, an adjective, a verb or an adverb: two bits each; and MOSTLY_ADJECTIVE. */
  readonly usages: WordTable
}

/** What does not depend on the sentence, computed once a word. */
export interface WordType {
  // What every reading asks comes first: it lies in one line of the processor's memory.
  /** The tagger that computed it. */
  readonly tagger: symbol
  /** From 1 on, among the words of the tagger; 0 for what stands outside the sentence, -1 for a word that no sum is kept for. */
  readonly id: number
  /** What the neighbours ask of the word: see NE and those that follow it. */
  readonly marks: number
  /** Possible labels, as bits, when the word does not open the sentence. */
  readonly candidates: number
  readonly opening: number
  /** For each candidate, the sum of the weights that the word alone calls; apart, those of a first word. */
  sums: readonly number[] | undefined
  firstSums: readonly number[] | undefined
  readonly word: number
  readonly ambiguity: number
  readonly usage: number
  /** The verb the word may be a form of, else the word. */
  readonly verb: number
  readonly shape: number
  readonly tail1: number
  readonly tail2: number
  readonly tail3: number
  readonly tail4: number
  readonly head: number
}

/** Weights go from -LARGEST_WEIGHT to LARGEST_WEIGHT: more changes no tag. */
export const LARGEST_WEIGHT = 40
/** Number of feature templates. */
export const TEMPLATES = 53
/**
 * The templates by what they look at: the word alone (and whether it comes first), the word and the labels before it, the word
 * and the one before, the word and the next, what stands farther on each side, and the rest. Words come in the same company
 * again and again, so that the sums of all groups but the last are kept: the weights of a decision lie at a hundred places of a
 * large table, which is what it costs. Where the label before is nearly always the same, a group takes what reads it too.
 */
const ALONE = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 11, 25, 43)
const AFTER_LABELS = Uint8Array.of(8, 9, 10, 12, 13, 28, 29, 32, 44, 48)
const AFTER_WORD = Uint8Array.of(17, 21, 23, 27, 33, 47, 49, 50)
const BEFORE_WORD = Uint8Array.of(14, 16, 19, 22, 24, 26, 30, 34, 40, 41, 45, 46, 52)
const AHEAD = Uint8Array.of(35, 42)
const BEHIND = Uint8Array.of(37, 51)
const AROUND = Uint8Array.of(15, 18, 20, 31, 36, 38, 39)
const COMPANY = Uint8Array.of(...AFTER_LABELS, ...AFTER_WORD, ...BEFORE_WORD, ...AHEAD, ...BEHIND, ...AROUND)
/** How many words have sums kept: an id has 15 bits, so that two make a key. */
const IDS = 1 << 15
const SUMS_BITS = 13
/** Words of more candidates are unknown ones, which seldom come back. */
const MOST_CANDIDATES = 4

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
// Marks of a word.
const NE = 1
const NEGATES = 2
const PARTITIVE = 4
/** « à », « de »: « à nouveau » and « de nouveau » are one adverb. */
const OPENS_AGAIN = 8
const AGAIN = 16
/** May stand between an auxiliary and what it goes with. */
const PASSED_OVER = 32
const MARK = labelIndex('PUNCT')
/** How many words back a verb is looked for. */
const FARTHEST = 9
const NOWHERE = -FARTHEST - 1
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
    usages: createWordTable(readUsages(usages)),
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

/** The same lines, of many more words. */
function readUsages(section: string): WordGroup[] {
  const bytes = new TextEncoder().encode(section)
  const decoder = new TextDecoder()
  const groups: WordGroup[] = []
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at)
    const end = lineEnd === -1 ? bytes.length : lineEnd
    const words = bytes.indexOf(0x20, at) + 1
    const value = Number.parseInt(decoder.decode(bytes.subarray(at, words - 1)), 36)
    groups.push({ value, words: bytes.subarray(words, end) })
    at = end + 1
  }
  return groups
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

/** Sums of weights by key, for the candidates of a word; the last key that falls at a place takes it: two numbers for the key, then two sums a number. */
const KEPT = 4

function createKept(): Int32Array {
  return new Int32Array(KEPT << SUMS_BITS)
}

function placeOf(key: number, more: number): number {
  return (Math.imul(Math.imul(more, 0x85ebca6b) ^ key, 0x9e3779b1) >>> (32 - SUMS_BITS)) * KEPT
}

function countBits(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

/** Builds a tagger over a dictionary and a model, whose weights are whole numbers for any use but training. */
export function createTagger(dictionary: Dictionary, model: Model): Tagger {
  const { weights } = model
  const mask = weights.length - 1
  const features = new Int32Array(TEMPLATES)
  const scores = new Int32Array(LABELS.length)
  const sums = new Int32Array(LABELS.length)
  const types: WordType[] = []
  const afterLabels = createKept()
  const afterWord = createKept()
  const beforeWord = createKept()
  const aheads = createKept()
  const behinds = createKept()
  let self = Symbol('tagger')
  let nextId = 1

  function typeOf({ word }: RawToken): WordType {
    const known = word.type
    if (known !== undefined && known.tagger === self) return known
    const found = describe(word)
    word.type = found
    return found
  }

  /** Gives the ids again: what was computed with the old ones is computed anew. */
  function forget(): void {
    self = Symbol('tagger')
    nextId = 1
    for (const kept of [afterLabels, afterWord, beforeWord, aheads, behinds]) kept.fill(0)
  }

  function describe(token: Word): WordType {
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
    const marks =
      (token.norm === 'ne' || token.norm === "n'" ? NE : 0) |
      (NEGATIVE.has(token.norm) ? NEGATES : 0) |
      (PARTITIVES.has(token.norm) ? PARTITIVE : 0) |
      (token.norm === 'à' || token.norm === 'de' ? OPENS_AGAIN : 0) |
      (token.norm === 'nouveau' ? AGAIN : 0) |
      ((candidates & ~BETWEEN) === 0 || ADVERBS.has(token.norm) ? PASSED_OVER : 0)
    return {
      tagger: self,
      id: nextId < IDS ? nextId++ : -1,
      marks,
      candidates,
      opening,
      sums: undefined,
      firstSums: undefined,
      word: hashText(norm),
      ambiguity: readings | (readings === 0 ? shape << 25 : 0),
      usage: (model.usages.get(norm) ?? UNKNOWN_USAGE) | (readings << 10),
      verb: hashText(verb),
      shape,
      tail1: hashText(norm.slice(-1)),
      tail2: hashText(norm.slice(-2)),
      tail3: hashText(norm.slice(-3)),
      tail4: hashText(norm.slice(-4)),
      head: hashText(norm.slice(0, 3)),
    }
  }

  function candidatesAt(tokens: readonly RawToken[], from: number, i: number, type: WordType): number {
    if (i === from) return type.opening
    // After an opening mark or a bullet a capital says as little as at the start.
    const before = tokens[i - 1]
    return before !== undefined && before.kind === 'punct' && i - from <= 2 ? type.opening : type.candidates
  }

  const none: WordType = {
    tagger: self,
    id: 0,
    marks: 0,
    candidates: 0,
    opening: 0,
    sums: undefined,
    firstSums: undefined,
    word: BOUNDARY,
    ambiguity: BOUNDARY,
    usage: BOUNDARY,
    verb: BOUNDARY,
    shape: 0,
    tail1: 0,
    tail2: 0,
    tail3: 0,
    tail4: 0,
    head: 0,
  }

  function fillAlone(type: WordType, first: boolean, out: Int32Array): void {
    const a = type.ambiguity
    const shape = type.shape | (first ? 64 : 0)
    out[0] = 0x51ed270b
    out[1] = mix(1, type.word)
    out[2] = mix(2, type.tail1)
    out[3] = mix(3, type.tail2)
    out[4] = mix(4, type.tail3)
    out[5] = mix(5, type.tail4)
    out[6] = mix(6, type.head)
    out[7] = mix(7, shape)
    out[11] = mix(11, a)
    out[25] = mix(mix(25, shape), a)
    out[43] = mix(43, type.usage)
  }

  function fillAfterLabels(type: WordType, t1: number, t2: number, t3: number, out: Int32Array): void {
    const w = type.word
    const a = type.ambiguity
    const u = type.usage
    const t12 = t1 | (t2 << 5)
    out[8] = mix(8, t1)
    out[9] = mix(9, t12)
    out[10] = mix(mix(10, t1), w)
    out[12] = mix(mix(12, a), t1)
    out[13] = mix(mix(13, a), t12)
    out[28] = mix(mix(28, t12 | (t3 << 10)), a)
    out[29] = mix(mix(29, t12), w)
    out[32] = mix(mix(32, type.tail3), t1)
    out[44] = mix(mix(44, u), t1)
    out[48] = mix(mix(48, u), t12)
  }

  function fillAfterWord(type: WordType, p1: WordType, t1: number, first: boolean, out: Int32Array): void {
    const w = type.word
    const a = type.ambiguity
    const shape = type.shape | (first ? 64 : 0)
    out[17] = mix(17, p1.word)
    out[21] = mix(mix(21, p1.word), w)
    out[23] = mix(mix(23, a), p1.word)
    out[27] = mix(mix(27, p1.tail3), a)
    out[33] = mix(mix(33, shape | (p1.shape << 7)), a)
    out[47] = mix(mix(47, type.usage), mix(p1.usage, t1))
    // « informer des droits », « dépendre du revenu »: what a verb calls is known by its lemma.
    out[49] = mix(mix(49, p1.verb), w)
    out[50] = mix(mix(50, p1.verb), a)
  }

  function fillBeforeWord(type: WordType, n1: WordType, t1: number, first: boolean, out: Int32Array): void {
    const w = type.word
    const a = type.ambiguity
    const u = type.usage
    const shape = type.shape | (first ? 64 : 0)
    out[14] = mix(mix(14, a), n1.ambiguity)
    out[16] = mix(mix(16, n1.ambiguity), t1)
    out[19] = mix(19, n1.word)
    out[22] = mix(mix(22, w), n1.word)
    out[24] = mix(mix(24, a), n1.word)
    out[26] = mix(mix(26, n1.tail3), a)
    out[30] = mix(mix(mix(30, a), t1), n1.ambiguity)
    out[34] = mix(mix(34, shape | (n1.shape << 7)), a)
    out[40] = mix(mix(40, type.tail3), n1.ambiguity)
    out[41] = mix(mix(41, w), mix(t1, n1.ambiguity))
    out[45] = mix(mix(45, u), mix(t1, n1.ambiguity))
    out[46] = mix(mix(46, u), n1.usage)
    out[52] = mix(mix(52, n1.verb), mix(a, t1))
  }

  function fillAhead(type: WordType, t1: number, ahead: number, out: Int32Array): void {
    const a = type.ambiguity
    out[35] = mix(mix(35, a), ahead)
    out[42] = mix(mix(42, a), mix(ahead, t1))
  }

  function fillBehind(type: WordType, t1: number, out: Int32Array): void {
    const w = type.word
    out[37] = mix(mix(37, w), since)
    // « les ports, des routes »: after a comma « des » is read as the one before it.
    out[51] = mix(mix(51, w), lastDe | (t1 << 6))
  }

  function fillAround(type: WordType, p1: WordType, p2: WordType, n1: WordType, n2: WordType, out: Int32Array): void {
    const a = type.ambiguity
    out[15] = mix(mix(mix(15, a), n1.ambiguity), n2.ambiguity)
    out[18] = mix(18, p2.word)
    out[20] = mix(20, n2.word)
    out[31] = mix(mix(31, p2.word), mix(p1.word, a))
    out[36] = mix(mix(36, type.word), lastVerb)
    out[38] = mix(mix(38, a), mix(n1.word, n2.word))
    out[39] = mix(mix(39, p1.word), mix(n1.word, a))
  }

  /** Writes all features but those of the word alone. */
  function fillCompany(
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
    fillAfterLabels(type, t1, t2, t3, out)
    fillAfterWord(type, p1, t1, first, out)
    fillBeforeWord(type, n1, t1, first, out)
    fillAhead(type, t1, ahead, out)
    fillBehind(type, t1, out)
    fillAround(type, p1, p2, n1, n2, out)
  }

  /** Writes in `sums`, for each candidate, the sum of the weights that the features of a group call. */
  function weigh(group: Uint8Array, candidates: number): void {
    let rank = 0
    for (let left = candidates; left !== 0; left &= left - 1) {
      const salt = Math.imul(32 - Math.clz32(left & -left), 0x9e3779b1)
      let sum = 0
      for (let f = 0; f < group.length; f++) {
        const hash = Math.imul((features[group[f] ?? 0] ?? 0) ^ salt, 0x2c1b3c6d)
        sum += weights[(hash ^ (hash >>> 15)) & mask] ?? 0
      }
      sums[rank++] = sum
    }
  }

  function addSums(count: number): void {
    for (let rank = 0; rank < count; rank++) scores[rank] = (scores[rank] ?? 0) + (sums[rank] ?? 0)
  }

  /** Adds the sums kept under a key; false when there are none. */
  function addKept(kept: Int32Array, key: number, more: number): boolean {
    const place = placeOf(key, more)
    if (kept[place] !== key || kept[place + 1] !== more) return false
    const low = kept[place + 2] ?? 0
    const high = kept[place + 3] ?? 0
    scores[0] = (scores[0] ?? 0) + ((low << 16) >> 16)
    scores[1] = (scores[1] ?? 0) + (low >> 16)
    scores[2] = (scores[2] ?? 0) + ((high << 16) >> 16)
    scores[3] = (scores[3] ?? 0) + (high >> 16)
    return true
  }

  function addAndKeep(kept: Int32Array, key: number, more: number, group: Uint8Array, candidates: number): void {
    sums.fill(0)
    weigh(group, candidates)
    addSums(MOST_CANDIDATES)
    const place = placeOf(key, more)
    kept[place] = key
    kept[place + 1] = more
    kept[place + 2] = ((sums[0] ?? 0) & 0xffff) | ((sums[1] ?? 0) << 16)
    kept[place + 3] = ((sums[2] ?? 0) & 0xffff) | ((sums[3] ?? 0) << 16)
  }

  function addAlone(type: WordType, first: boolean, count: number): void {
    const known = first ? type.firstSums : type.sums
    if (known !== undefined) {
      for (let rank = 0; rank < count; rank++) scores[rank] = (scores[rank] ?? 0) + (known[rank] ?? 0)
      return
    }
    fillAlone(type, first, features)
    weigh(ALONE, type.candidates)
    addSums(count)
    const own = Array.from(sums.subarray(0, count))
    if (first) type.firstSums = own
    else type.sums = own
  }

  /** Writes in `scores` what speaks for each candidate of a word. */
  function score(
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
  ): void {
    const { id, candidates } = type
    scores.fill(0)
    const count = countBits(candidates)
    addAlone(type, first, count)
    if (count > MOST_CANDIDATES || id < 0 || p1.id < 0 || n1.id < 0) {
      fillCompany(type, p1, p2, n1, n2, t1, t2, t3, first, ahead, features)
      weigh(COMPANY, candidates)
      addSums(count)
      return
    }
    const labelled = (id << 10) | (t1 << 5) | t2
    if (!addKept(afterLabels, labelled, t3)) {
      fillAfterLabels(type, t1, t2, t3, features)
      addAndKeep(afterLabels, labelled, t3, AFTER_LABELS, candidates)
    }
    // A word comes first where nothing is before it.
    const after = (id << 15) | p1.id
    if (!addKept(afterWord, after, t1)) {
      fillAfterWord(type, p1, t1, first, features)
      addAndKeep(afterWord, after, t1, AFTER_WORD, candidates)
    }
    const before = (id << 15) | n1.id
    if (!addKept(beforeWord, before, t1)) {
      fillBeforeWord(type, n1, t1, first, features)
      addAndKeep(beforeWord, before, t1, BEFORE_WORD, candidates)
    }
    const labelledId = (id << 5) | t1
    if (!addKept(aheads, labelledId, ahead)) {
      fillAhead(type, t1, ahead, features)
      addAndKeep(aheads, labelledId, ahead, AHEAD, candidates)
    }
    const behind = (since << 5) | lastDe
    if (!addKept(behinds, labelledId, behind)) {
      fillBehind(type, t1, features)
      addAndKeep(behinds, labelledId, behind, BEHIND, candidates)
    }
    fillAround(type, p1, p2, n1, n2, features)
    weigh(AROUND, candidates)
    addSums(count)
  }

  const START: number = LABELS.length

  /** What the first word after the adverbs and the clitics may be; `rank` counts from the start of the sentence. */
  function lookAhead(rank: number, count: number): number {
    for (let k = rank + 1; k < count && k < rank + 8; k++) {
      const type = types[k] ?? none
      // « à nouveau », « de nouveau »
      if ((type.marks & OPENS_AGAIN) !== 0 && k + 1 < count && ((types[k + 1] ?? none).marks & AGAIN) !== 0) {
        k++
        continue
      }
      if ((type.marks & PASSED_OVER) === 0) return type.ambiguity
    }
    return 0
  }

  // Where the last of each kind stands among the words that have their label.
  let verbRank = NOWHERE
  let neRank = NOWHERE
  let negativeRank = NOWHERE
  let markRank = NOWHERE
  let partitiveRank = NOWHERE
  let partitiveLabel = 0

  function forgetBehind(): void {
    verbRank = NOWHERE
    neRank = NOWHERE
    negativeRank = NOWHERE
    markRank = NOWHERE
    partitiveRank = NOWHERE
  }

  /** Notes a word that gets its label. */
  function leaveBehind(rank: number, marks: number, label: number): void {
    if ((marks & NE) !== 0) neRank = rank
    else if ((marks & NEGATES) !== 0) negativeRank = rank
    if (label === MARK) markRank = rank
    if ((marks & PARTITIVE) !== 0) {
      partitiveRank = rank
      partitiveLabel = label
    }
    if (label >= FIRST_VERB) verbRank = rank
  }

  /** The last verb before, and what stands since: bit 0 a « ne », bit 1 a word that goes with it, bit 2 a mark. */
  let lastVerb = 0
  let since = 0
  let lastDe = 0
  function lookBack(rank: number): void {
    const farthest = rank - FARTHEST
    const from = Math.max(verbRank, farthest)
    since = (neRank >= from ? 1 : 0) | (negativeRank >= from ? 2 : 0) | (markRank >= from ? 4 : 0)
    lastDe = partitiveRank >= from ? partitiveLabel + 1 : 0
    lastVerb = 0
    if (verbRank < farthest) return
    lastVerb = (types[verbRank] ?? none).verb
    if (verbRank > 0 && ((types[verbRank - 1] ?? none).marks & NE) !== 0) since |= 1
  }

  /** Finds what is known of each word of a sentence. */
  function readTypes(tokens: readonly RawToken[], from: number, to: number): void {
    if (nextId >= IDS) forget()
    for (let i = from; i < to; i++) {
      const token = tokens[i]
      types[i - from] = token === undefined ? none : typeOf(token)
    }
    // Those of a longer sentence stay behind: nothing is read past the two words after the last.
    types[to - from] = none
    types[to - from + 1] = none
  }

  return {
    featuresAt(tokens, from, to, i, labels, out) {
      readTypes(tokens, from, to)
      const rank = i - from
      const type = types[rank] ?? none
      const label = (k: number): number => (k >= 0 ? (labels[k] ?? START) : START)
      forgetBehind()
      for (let k = Math.max(0, rank - FARTHEST); k < rank; k++) leaveBehind(k, (types[k] ?? none).marks, labels[k] ?? 0)
      lookBack(rank)
      fillAlone(type, rank === 0, out)
      fillCompany(
        type,
        types[rank - 1] ?? none,
        types[rank - 2] ?? none,
        types[rank + 1] ?? none,
        types[rank + 2] ?? none,
        label(rank - 1),
        label(rank - 2),
        label(rank - 3),
        rank === 0,
        lookAhead(rank, to - from),
        out,
      )
      return candidatesAt(tokens, from, i, type)
    },
    tag(tokens, from, to) {
      readTypes(tokens, from, to)
      forgetBehind()
      const count = to - from
      const labels = new Uint8Array(count)
      let p1 = none
      let p2 = none
      let t1 = START
      let t2 = START
      let t3 = START
      for (let rank = 0; rank < count; rank++) {
        const type = types[rank] ?? none
        const candidates = candidatesAt(tokens, from, from + rank, type)
        let best: number
        if ((candidates & (candidates - 1)) === 0) {
          best = candidates === 0 ? labelIndex('X') : 31 - Math.clz32(candidates)
        } else {
          const n1 = types[rank + 1] ?? none
          const n2 = types[rank + 2] ?? none
          lookBack(rank)
          score(type, p1, p2, n1, n2, t1, t2, t3, rank === 0, lookAhead(rank, count))
          best = 0
          let top = Number.NEGATIVE_INFINITY
          let k = 0
          for (let left = type.candidates; left !== 0; left &= left - 1, k++) {
            const bit = left & -left
            const found = scores[k] ?? 0
            if ((candidates & bit) === 0 || found <= top) continue
            top = found
            best = 31 - Math.clz32(bit)
          }
        }
        labels[rank] = best
        leaveBehind(rank, type.marks, best)
        t3 = t2
        t2 = t1
        t1 = best
        p2 = p1
        p1 = type
      }
      return labels
    },
  }
}
