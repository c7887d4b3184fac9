import type { CheckResult } from '../engine.ts'
import type { Severity } from '../principles.ts'
import type { Rule } from '../rule.ts'
import { CALIBRATION } from './calibration.ts'
import { type ReadSentence, readSentences, sentenceKey } from './read-sentences.ts'

/** What is counted in each sentence, in the order in which it is stored; none is negative. */
export const SENTENCE_COUNTS = [
  'words',
  'sentences',
  'markers',
  'indirect',
  'negations',
  'participles',
  'jargon',
  'nominal',
  'tone',
  'full',
  'rarity',
  'long',
  'abstract',
  'nouns',
  'verbs',
  'prepositions',
  'persons',
  'adjectives',
  'uncommon',
  'spelt',
  'letters',
  'references',
  'legal',
] as const

export type SentenceCount = (typeof SENTENCE_COUNTS)[number]

/** What one sentence brings to the sums. */
export interface SentenceEvidence extends Readonly<Record<SentenceCount, number>> {
  /** Rank of its block in the document. */
  readonly block: number
}

/** What the sentences and the vocabulary of a score are made of, block by block: kept beside a score, it lets it be read again without some blocks. */
export interface ScoreEvidence {
  readonly sentences: readonly SentenceEvidence[]
  /** Terms that count once however often they come back; `term` only tells them apart. */
  readonly terms: readonly { readonly indicator: string; readonly block: number; readonly term: string }[]
  /** Recourse and data boxes: judged once for the library, they do not weigh on each letter. */
  readonly aside: readonly number[]
  /** Words of the body, those boxes included. */
  readonly words: number
}

/** Another reading of a score. */
export interface Rereading {
  /** Blocks whose sentences and words are left out, as those that many letters share. */
  readonly without?: ReadonlySet<number>
  /** Blocks read as if every remark on their sentences and words were corrected. */
  readonly cleared?: ReadonlySet<number>
  /** Counts the recourse and data boxes too. */
  readonly whole?: boolean
}

/** Indicators of vocabulary that count each term once. */
export const TERM_INDICATORS = ['sigles', 'termes-juridiques'] as const

/** Which count a remark adds to, by the indicator of its rule. */
const COUNT_OF: ReadonlyMap<string, keyof Remarks> = new Map([
  ['marqueurs-de-complexite', 'markers'],
  ['voix-indirecte', 'indirect'],
  ['negations', 'negations'],
  ['jargon', 'jargon'],
  ['style-nominal', 'nominal'],
  ['ton', 'tone'],
])

const NONE: ReadonlySet<number> = new Set()

/** Sentences to be read as if they were cut to the length that is advised (`sentenceKey`). */
export type CutSentences = ReadonlySet<number>

const indicators = new WeakMap<readonly Rule[], ReadonlyMap<string, string | undefined>>()

/** The indicator that each rule feeds, by its id. */
export function indicatorsOf(rules: readonly Rule[]): ReadonlyMap<string, string | undefined> {
  let known = indicators.get(rules)
  if (!known) {
    known = new Map(rules.map((rule) => [rule.id, rule.indicator]))
    indicators.set(rules, known)
  }
  return known
}

/** The evidence of a checked document, without its text but for the terms. */
export function evidenceOf(
  { view, occurrences }: Pick<CheckResult, 'view' | 'occurrences'>,
  rules: readonly Rule[],
  cut?: CutSentences,
): ScoreEvidence {
  const indicatorOf = indicatorsOf(rules)
  const found = new Map<number, Remarks>()
  const remarked = new Uint8Array(view.blocks.length)
  const terms: { indicator: string; block: number; term: string }[] = []
  for (const finding of occurrences) {
    const indicator = indicatorOf.get(finding.rule)
    if (indicator === undefined) continue
    if (indicator === TERM_INDICATORS[0] || indicator === TERM_INDICATORS[1]) {
      const term = finding.term ?? view.document.text.slice(finding.start, finding.end).toLowerCase()
      terms.push({ indicator, block: finding.block, term })
    }
    const count = COUNT_OF.get(indicator)
    if (count === undefined) continue
    if (finding.block >= 0) remarked[finding.block] = 1
    const key = sentenceKey(finding.block, finding.sentence)
    let remarks = found.get(key)
    if (!remarks) {
      remarks = { ...NO_REMARKS }
      found.set(key, remarks)
    }
    remarks[count] += count === 'markers' ? markerWeight(finding.severity) : 1
  }
  const sentences: SentenceEvidence[] = []
  for (const sentence of readSentences(view)) {
    const isRemarked = sentence.keys.length > 1 || remarked[sentence.block] === 1
    const read = sentenceEvidence(sentence, isRemarked ? remarksOf(sentence.keys, found) : NO_REMARKS)
    if (cut && sentence.keys.some((key) => cut.has(key))) sentences.push(...inPieces(read))
    else sentences.push(read)
  }
  const aside: number[] = []
  for (const { zone, index } of view.blocks) if (zone === 'mentions') aside.push(index)
  let words = 0
  for (const { wordCount } of view.body) words += wordCount
  return { sentences, terms, aside, words }
}

/** What the remarks on a sentence say. */
type Remarks = Record<'markers' | 'indirect' | 'negations' | 'jargon' | 'nominal' | 'tone', number>

const NO_REMARKS: Readonly<Remarks> = { markers: 0, indirect: 0, negations: 0, jargon: 0, nominal: 0, tone: 0 }

function remarksOf(keys: readonly number[], found: ReadonlyMap<number, Readonly<Remarks>>): Readonly<Remarks> {
  const [only] = keys
  if (only !== undefined && keys.length === 1) return found.get(only) ?? NO_REMARKS
  const sum: Remarks = { ...NO_REMARKS }
  for (const key of keys) {
    const remarks = found.get(key)
    if (!remarks) continue
    for (const name of REMARKED) sum[name] += remarks[name]
  }
  return sum
}

const REMARKED = ['markers', 'indirect', 'negations', 'jargon', 'nominal', 'tone'] as const

function sentenceEvidence(sentence: ReadSentence, remarks: Readonly<Remarks>): SentenceEvidence {
  // Most sentences have no remark, and stand where they stood at the keystroke before.
  if (remarks === NO_REMARKS && sentence.silent !== undefined) return sentence.silent
  const { block, counts } = sentence
  const read: SentenceEvidence = {
    block,
    words: counts.words,
    sentences: counts.sentences,
    markers: remarks.markers,
    indirect: remarks.indirect,
    negations: remarks.negations,
    participles: counts.participles,
    jargon: remarks.jargon,
    nominal: remarks.nominal,
    tone: remarks.tone,
    full: counts.full,
    rarity: counts.rarity,
    long: counts.long,
    abstract: counts.abstract,
    nouns: counts.nouns,
    verbs: counts.verbs,
    prepositions: counts.prepositions,
    persons: counts.persons,
    adjectives: counts.adjectives,
    uncommon: counts.uncommon,
    spelt: counts.spelt,
    letters: counts.letters,
    references: counts.references,
    legal: counts.legal,
  }
  if (remarks === NO_REMARKS) sentence.silent = read
  return read
}

/** The sentences and the terms that a reading counts. */
export function reread(
  { sentences, terms, aside, words }: ScoreEvidence,
  { without = NONE, cleared = NONE, whole = false }: Rereading,
): { readonly sentences: readonly SentenceEvidence[]; readonly terms: ReadonlyMap<string, number> } {
  const boxes = new Set(whole ? [] : aside)
  const isOwn = (block: number): boolean => !boxes.has(block) && !without.has(block)
  // A document made of nothing but boxes is what its boxes are.
  let asked = -1
  let isKept = true
  const own =
    boxes.size + without.size === 0
      ? sentences
      : sentences.filter(({ block }) => {
          if (block !== asked) isKept = isOwn(block)
          asked = block
          return isKept
        })
  const kept = own.length > 0 ? own : sentences
  const read =
    cleared.size === 0
      ? kept
      : kept.flatMap((sentence) => (cleared.has(sentence.block) ? inPieces(withoutRemarks(sentence)) : [sentence]))
  const counted = TERM_INDICATORS.map((id) => {
    const distinct = new Set(
      terms.flatMap(({ indicator, block, term }) =>
        indicator === id && isOwn(block) && !cleared.has(block) ? [term] : [],
      ),
    )
    return [id, (100 * distinct.size) / Math.max(words, CALIBRATION.wordsOfTerms)] as const
  })
  return { sentences: read, terms: new Map(counted) }
}

function withoutRemarks(sentence: SentenceEvidence): SentenceEvidence {
  return { ...sentence, markers: 0, indirect: 0, negations: 0, jargon: 0, nominal: 0, tone: 0 }
}

/** A long sentence cut in sentences of the length that is advised: what it says is shared among them. */
function inPieces(sentence: SentenceEvidence): readonly SentenceEvidence[] {
  const { longSentence } = CALIBRATION
  if (sentence.words <= longSentence || sentence.sentences === 0) return [sentence]
  const pieces = Math.ceil(sentence.words / longSentence) + 1
  const piece = Object.fromEntries(SENTENCE_COUNTS.map((count) => [count, sentence[count] / pieces]))
  return Array.from({ length: pieces }, () => ({ ...sentence, ...piece, sentences: 1 }))
}

function markerWeight(severity: Severity): number {
  return CALIBRATION.markerWeights[severity]
}
