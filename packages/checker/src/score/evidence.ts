import type { CheckResult } from '../engine.ts'
import type { Severity } from '../principles.ts'
import type { Rule } from '../rule.ts'
import { CALIBRATION } from './calibration.ts'
import { readSentences } from './read-sentences.ts'

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
const COUNT_OF: ReadonlyMap<string, SentenceCount> = new Map([
  ['marqueurs-de-complexite', 'markers'],
  ['voix-indirecte', 'indirect'],
  ['negations', 'negations'],
  ['jargon', 'jargon'],
  ['style-nominal', 'nominal'],
  ['ton', 'tone'],
])

const NONE: ReadonlySet<number> = new Set()

/** Sentences to be read as if they were cut to the length that is advised: `block:index` of each. */
export type CutSentences = ReadonlySet<string>

/** The evidence of a checked document, without its text but for the terms. */
export function evidenceOf(
  { view, occurrences }: Pick<CheckResult, 'view' | 'occurrences'>,
  rules: readonly Rule[],
  cut?: CutSentences,
): ScoreEvidence {
  const indicatorOf = new Map(rules.map((rule) => [rule.id, rule.indicator]))
  const found = new Map<string, Map<SentenceCount, number>>()
  const terms: { indicator: string; block: number; term: string }[] = []
  for (const finding of occurrences) {
    const indicator = indicatorOf.get(finding.rule)
    if (indicator === undefined) continue
    if (TERM_INDICATORS.some((id) => id === indicator)) {
      const term = finding.term ?? view.document.text.slice(finding.start, finding.end).toLowerCase()
      terms.push({ indicator, block: finding.block, term })
    }
    const count = COUNT_OF.get(indicator)
    if (count === undefined) continue
    const key = `${finding.block}:${finding.sentence}`
    const counts = found.get(key) ?? new Map<SentenceCount, number>()
    counts.set(count, (counts.get(count) ?? 0) + (count === 'markers' ? markerWeight(finding.severity) : 1))
    found.set(key, counts)
  }
  const sentences: SentenceEvidence[] = []
  for (const { keys, block, ...counts } of readSentences(view)) {
    const of = (count: SentenceCount): number => keys.reduce((sum, key) => sum + (found.get(key)?.get(count) ?? 0), 0)
    const read: SentenceEvidence = {
      block,
      ...counts,
      markers: of('markers'),
      indirect: of('indirect'),
      negations: of('negations'),
      jargon: of('jargon'),
      nominal: of('nominal'),
      tone: of('tone'),
    }
    if (cut && keys.some((key) => cut.has(key))) sentences.push(...inPieces(read))
    else sentences.push(read)
  }
  return {
    sentences,
    terms,
    aside: view.blocks.filter(({ zone }) => zone === 'mentions').map(({ index }) => index),
    words: view.body.reduce((sum, block) => sum + block.wordCount, 0),
  }
}

/** The sentences and the terms that a reading counts. */
export function reread(
  { sentences, terms, aside, words }: ScoreEvidence,
  { without = NONE, cleared = NONE, whole = false }: Rereading,
): { readonly sentences: readonly SentenceEvidence[]; readonly terms: ReadonlyMap<string, number> } {
  const boxes = new Set(whole ? [] : aside)
  const isOwn = (block: number): boolean => !boxes.has(block) && !without.has(block)
  // A document made of nothing but boxes is what its boxes are.
  const own = sentences.filter(({ block }) => isOwn(block))
  const read = (own.length > 0 ? own : sentences).flatMap((sentence) =>
    cleared.has(sentence.block) ? inPieces(withoutRemarks(sentence)) : [sentence],
  )
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
