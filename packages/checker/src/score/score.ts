import type { CheckResult } from '../engine.ts'
import type { Finding } from '../finding.ts'
import type { Principle, Severity } from '../principles.ts'
import type { Rule } from '../rule.ts'
import type { DocumentView } from '../view.ts'
import { CALIBRATION, INDICATORS, type Indicator } from './calibration.ts'

export type ScoredPrinciple = Exclude<Principle, 'engagements'>
export type Grade = 'A' | 'B' | 'C' | 'D' | 'E'

/** One line of the explanation: `contribution` points of the final score, exact because the score is a sum. */
export interface Contribution {
  readonly indicator: string
  readonly principle: ScoredPrinciple
  /** What was measured, before it is pulled to the median. */
  readonly value: number
  /** What is read on the scale: the value pulled to the type's median by a few pseudo-sentences. */
  readonly shrunk: number
  /** 0 to 100. */
  readonly points: number
  readonly contribution: number
  /** « 45 % des phrases dépassent 25 mots » */
  readonly said: string
}

/** The score of a document: 0 clear, 100 very complex. */
export interface Score {
  readonly value: number
  /** Half-width of the margin, in points. */
  readonly margin: number
  readonly grade: Grade
  readonly gradeLabel: string
  /** The grade before the lock, when a missing obligation caps it. */
  readonly uncapped?: Grade
  /** Each principle's own score, 0 to 100; a principle that could not be measured is absent. */
  readonly parts: Readonly<Partial<Record<ScoredPrinciple, number>>>
  readonly measured: readonly ScoredPrinciple[]
  /** Heaviest first. */
  readonly contributions: readonly Contribution[]
  /** Missing obligations: ids of rules of severity « erreur » of the family `engagements`. */
  readonly missing: readonly string[]
  /** Service commitments held, out of those that apply. */
  readonly engagements: { readonly kept: number; readonly applicable: number }
  readonly calibration: string
  readonly rules: string
}

export interface ScoreOptions {
  /** Version of the rules, stored with the score. */
  readonly rulesVersion: string
  /** Score even what is too short, with its wide margin. */
  readonly noMinimum?: boolean
}

/** The score of a checked document. Deterministic; the contributions add up to the value. */
export function computeScore(result: CheckResult, rules: readonly Rule[], options: ScoreOptions): Score {
  const evidence = gather(result, rules)
  const { missing, engagements } = obligations(result, rules)
  return {
    ...graded(evidence, missing),
    missing,
    engagements,
    calibration: CALIBRATION.version,
    rules: options.rulesVersion,
  }
}

/**
 * The same score read without some blocks, or with some of them corrected. The place of the message, the structure, the
 * length and the layout stay as they were measured.
 */
export function rescore(score: Score, evidence: ScoreEvidence, rereading: Rereading): Score {
  const { uncapped: _, ...rest } = score
  return { ...rest, ...graded(evidenceLeft(score, evidence, rereading), score.missing) }
}

/** The number alone of such a reading: no margin to draw. */
export function rescoredValue(score: Score, evidence: ScoreEvidence, rereading: Rereading): number {
  return weigh(evidenceLeft(score, evidence, rereading)).value
}

function evidenceLeft(score: Score, evidence: ScoreEvidence, rereading: Rereading): Evidence {
  const fixed = new Map(
    score.contributions
      .filter(({ indicator }) => !SENTENCE_INDICATORS.has(indicator))
      .map(({ indicator, value }) => [indicator, value]),
  )
  const { sentences, terms } = reread(evidence, rereading)
  for (const [indicator, value] of terms) if (fixed.has(indicator)) fixed.set(indicator, value)
  return { sentences, fixed, measurable: new Set(score.contributions.map(({ indicator }) => indicator)) }
}

/** The evidence of a checked document, without its text but for the terms. */
export function evidenceOf(result: CheckResult, rules: readonly Rule[]): ScoreEvidence {
  const { view } = result
  const indicatorOf = new Map(rules.map((rule) => [rule.id, rule.indicator]))
  const perSentence = new Map<string, Map<string, number>>()
  const terms: { indicator: string; block: number; term: string }[] = []
  for (const finding of result.occurrences) {
    const indicator = indicatorOf.get(finding.rule)
    if (indicator === undefined) continue
    if (TERM_INDICATORS.some((id) => id === indicator)) {
      const term = finding.term ?? view.document.text.slice(finding.start, finding.end).toLowerCase()
      terms.push({ indicator, block: finding.block, term })
    }
    const weight = indicator === 'marqueurs-de-complexite' ? markerWeight(finding.severity) : 1
    const key = `${finding.block}:${finding.sentence}`
    const counts = perSentence.get(key) ?? new Map<string, number>()
    counts.set(indicator, (counts.get(indicator) ?? 0) + weight)
    perSentence.set(key, counts)
  }
  return {
    sentences: view.sentences.map((sentence) => {
      const counts = perSentence.get(`${sentence.block.index}:${sentence.index}`)
      const count = (indicator: string): number => counts?.get(indicator) ?? 0
      return {
        block: sentence.block.index,
        words: sentence.wordCount,
        markers: count('marqueurs-de-complexite'),
        indirect: count('voix-indirecte'),
        negations: count('negations'),
        jargon: count('jargon'),
        nominal: count('style-nominal'),
        tone: count('ton'),
      }
    }),
    terms,
    aside: view.blocks.filter(({ zone }) => zone === 'mentions').map(({ index }) => index),
    words: view.body.reduce((sum, block) => sum + block.wordCount, 0),
  }
}

/** The sentences and the terms that a reading counts. */
function reread(
  { sentences, terms, aside, words }: ScoreEvidence,
  { without = NONE, cleared = NONE, whole = false }: Rereading,
): { readonly sentences: readonly SentenceSum[]; readonly terms: ReadonlyMap<string, number> } {
  const boxes = new Set(whole ? [] : aside)
  const isOwn = (block: number): boolean => !boxes.has(block) && !without.has(block)
  // A document made of nothing but boxes is what its boxes are.
  const own = sentences.filter(({ block }) => isOwn(block))
  const sums = (own.length > 0 ? own : sentences).flatMap(({ block, ...sums }): SentenceSum[] => {
    const { longSentence } = CALIBRATION
    if (!cleared.has(block)) return [{ ...sums, long: sums.words > longSentence ? 1 : 0 }]
    // Cut in sentences of the length that is advised.
    const pieces = sums.words > longSentence ? Math.ceil(sums.words / longSentence) + 1 : 1
    return Array.from({ length: pieces }, () => ({ ...EMPTY, words: Math.ceil(sums.words / pieces) }))
  })
  const counted = TERM_INDICATORS.map((id) => {
    const distinct = new Set(
      terms.flatMap(({ indicator, block, term }) =>
        indicator === id && isOwn(block) && !cleared.has(block) ? [term] : [],
      ),
    )
    return [id, (100 * distinct.size) / Math.max(words, 50)] as const
  })
  return { sentences: sums, terms: new Map(counted) }
}

const NONE: ReadonlySet<number> = new Set()
const EMPTY: SentenceSum = {
  words: 0,
  long: 0,
  markers: 0,
  indirect: 0,
  negations: 0,
  jargon: 0,
  nominal: 0,
  tone: 0,
}

type Graded = Omit<Score, 'missing' | 'engagements' | 'calibration' | 'rules'>

function graded(evidence: Evidence, missing: readonly string[]): Graded {
  const parts = weigh(evidence)
  const uncapped = gradeOf(parts.value)
  const grade = missing.length > 0 && uncapped < CALIBRATION.lock ? CALIBRATION.lock : uncapped
  return {
    value: parts.value,
    margin: margin(evidence),
    grade,
    gradeLabel: gradeLabel(grade),
    ...(grade === uncapped ? {} : { uncapped }),
    parts: parts.principles,
    measured: parts.measured,
    contributions: [...parts.contributions].sort((a, b) => b.contribution - a.contribution),
  }
}

/** The score if some findings were corrected: what the explanation card promises. */
export function whatIf(
  result: CheckResult,
  rules: readonly Rule[],
  options: ScoreOptions,
  corrected: (finding: Finding) => boolean,
): Score {
  const occurrences = result.occurrences.filter((finding) => !corrected(finding))
  const measures = new Map(result.measures)
  if (result.occurrences.some((finding) => finding.rule === 'message-principal-tardif' && corrected(finding)))
    measures.set('place-du-message', 0)
  const cut = new Set(
    result.occurrences
      .filter((finding) => finding.rule === 'phrase-longue' && corrected(finding))
      .map((finding) => `${finding.block}:${finding.sentence}`),
  )
  return computeScore({ ...result, occurrences, measures, view: withCutSentences(result.view, cut) }, rules, options)
}

/** The grade's letter for a value. */
export function gradeOf(value: number): Grade {
  return CALIBRATION.grades.find((grade) => value < grade.upTo)?.letter ?? 'E'
}

export function gradeLabel(grade: Grade): string {
  return CALIBRATION.grades.find(({ letter }) => letter === grade)?.label ?? ''
}

/** What one sentence brings to the sums. */
export interface SentenceEvidence {
  /** Rank of its block in the document. */
  readonly block: number
  readonly words: number
  readonly markers: number
  readonly indirect: number
  readonly negations: number
  readonly jargon: number
  readonly nominal: number
  readonly tone: number
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

interface SentenceSum extends Omit<SentenceEvidence, 'block'> {
  readonly long: number
}

interface Evidence {
  readonly sentences: readonly SentenceSum[]
  /** Indicators that do not depend on which sentences are drawn; absent: not measured. */
  readonly fixed: ReadonlyMap<string, number>
  /** Ids of the indicators whose facts are known. */
  readonly measurable: ReadonlySet<string>
}

/** Indicators of vocabulary that count each term once. */
const TERM_INDICATORS = ['sigles', 'termes-juridiques'] as const

const SENTENCE_INDICATORS: ReadonlyMap<string, (sums: Sums) => number> = new Map(
  Object.entries({
    'longueur-moyenne': (s: Sums) => s.words / s.count,
    'phrases-longues': (s: Sums) => (100 * s.long) / s.count,
    'marqueurs-de-complexite': (s: Sums) => s.markers / s.count,
    'voix-indirecte': (s: Sums) => s.indirect / s.count,
    negations: (s: Sums) => s.negations / s.count,
    jargon: (s: Sums) => (100 * s.jargon) / Math.max(1, s.words),
    'style-nominal': (s: Sums) => (100 * s.nominal) / Math.max(1, s.words),
    ton: (s: Sums) => (100 * s.tone) / Math.max(1, s.words),
  }),
)

type Sums = { -readonly [K in keyof SentenceSum]: number } & { count: number }

/** Counts what the findings and the text say, once; the bootstrap then only draws. */
function gather(result: CheckResult, rules: readonly Rule[]): Evidence {
  const { view } = result
  const indicatorOf = new Map(rules.map((rule) => [rule.id, rule.indicator]))
  const evidence = evidenceOf(result, rules)
  const perDocument = new Map<string, number>()
  for (const finding of result.occurrences) {
    const indicator = indicatorOf.get(finding.rule)
    if (indicator === undefined) continue
    // A recourse or data box copied in every letter is judged once, for the library: it does not weigh on each letter.
    if (
      view.blocks[finding.block]?.zone === 'mentions' &&
      (finding.principle === 'phrases' || finding.principle === 'vocabulaire')
    )
      continue
    perDocument.set(indicator, (perDocument.get(indicator) ?? 0) + 1)
  }
  const { sentences, terms } = reread(evidence, {})

  const words = Math.max(1, evidence.words)
  const { document } = view
  const fixed = new Map<string, number>(terms)
  fixed.set('place-du-message', result.measures.get('place-du-message') ?? 0)
  const paragraphs = view.body.filter((block) => block.kind === 'paragraph' && block.zone === 'corps')
  const dense = paragraphs
    .filter((block) => block.wordCount > CALIBRATION.denseParagraph)
    .reduce((sum, block) => sum + block.wordCount, 0)
  fixed.set('paragraphes-denses', (100 * dense) / words)
  fixed.set('dettes-de-structure', (200 * (perDocument.get('dettes-de-structure') ?? 0)) / Math.max(words, 100))
  const landmarks = rules.filter((rule) => rule.indicator === 'reperabilite' && result.applied.includes(rule.id))
  const failed = new Set(
    result.occurrences
      .filter((finding) => indicatorOf.get(finding.rule) === 'reperabilite')
      .map((finding) => finding.rule),
  )
  if (landmarks.length > 0) fixed.set('reperabilite', (100 * failed.size) / landmarks.length)
  fixed.set('longueur', words / CALIBRATION.allowance[view.type.id])

  const pages = document.layout.pages?.value ?? Math.max(1, Math.ceil(view.wordCount / 450))
  for (const name of ['petits-caracteres', 'mise-en-valeur', 'texte-justifie']) {
    const measured = result.measures.get(name)
    if (measured !== undefined) fixed.set(name, measured)
  }
  if (document.knows.has('page') && document.layout.pages)
    fixed.set('mots-par-page', view.wordCount / Math.max(1, pages))
  fixed.set('liens-et-tableaux', (perDocument.get('liens-et-tableaux') ?? 0) / pages)
  const measurable = INDICATORS.filter(({ needs }) => !needs?.some((fact) => !document.knows.has(fact)))
  return { sentences, fixed, measurable: new Set(measurable.map(({ id }) => id)) }
}

function markerWeight(severity: Severity): number {
  return CALIBRATION.markerWeights[severity]
}

interface Weighed {
  readonly value: number
  readonly principles: Partial<Record<ScoredPrinciple, number>>
  readonly measured: readonly ScoredPrinciple[]
  readonly contributions: readonly Contribution[]
}

/** An indicator that could be measured, and what one of its points weighs in the score. */
interface Scale {
  readonly indicator: Indicator & { readonly median: number }
  /** Its part in its principle, once what could not be measured is left out. */
  readonly share: number
  readonly weight: number
  /** Set when the indicator is a rate of sentences. */
  readonly rate: ((sums: Sums) => number) | undefined
}

/** The indicators that this document lets us measure: `Pk = Σ share·points / Σ share`, `score = Σ weight·Pk / Σ weight`. */
function scales({ measurable, fixed }: Evidence): Scale[] {
  const measured = INDICATORS.filter(({ id }) => measurable.has(id) && (SENTENCE_INDICATORS.has(id) || fixed.has(id)))
  const shares = new Map<ScoredPrinciple, number>()
  for (const { principle, share } of measured) shares.set(principle, (shares.get(principle) ?? 0) + share)
  const weights = [...shares.keys()].reduce((sum, principle) => sum + CALIBRATION.weights[principle], 0)
  return measured.map((indicator) => {
    const share = indicator.share / (shares.get(indicator.principle) ?? 1)
    const weight = (CALIBRATION.weights[indicator.principle] * share) / weights
    return { indicator, share, weight, rate: SENTENCE_INDICATORS.get(indicator.id) }
  })
}

/** A rate of sentences pulled to the median by a few pseudo-sentences: a short text says little. */
function shrink(value: number, sentences: number, median: number): number {
  const k = CALIBRATION.shrinkage
  return (sentences * value + k * median) / (sentences + k)
}

function pointsOf({ clear, complex }: Indicator, value: number): number {
  return 100 * clamp((value - clear) / (complex - clear))
}

/** Reads every indicator on its scale and adds up. */
function weigh(evidence: Evidence): Weighed {
  const sums = total(evidence.sentences)
  const principles: Partial<Record<ScoredPrinciple, number>> = {}
  const contributions: Contribution[] = []
  for (const { indicator, share, weight, rate } of scales(evidence)) {
    const value = rate ? rate(sums) : (evidence.fixed.get(indicator.id) ?? 0)
    // Only rates of sentences are noisy on a short text; a share of the page or a place in the text is what it is.
    const shrunk = rate ? shrink(value, evidence.sentences.length, indicator.median) : value
    const points = pointsOf(indicator, shrunk)
    principles[indicator.principle] = (principles[indicator.principle] ?? 0) + share * points
    contributions.push({
      indicator: indicator.id,
      principle: indicator.principle,
      value,
      shrunk,
      points,
      contribution: weight * points,
      said: sayIndicator(indicator, value),
    })
  }
  return {
    value: contributions.reduce((sum, { contribution }) => sum + contribution, 0),
    principles,
    measured: [...new Set(contributions.map(({ principle }) => principle))],
    contributions,
  }
}

function total(sentences: readonly SentenceSum[]): Sums {
  const sums: Sums = {
    count: Math.max(1, sentences.length),
    words: 0,
    long: 0,
    markers: 0,
    indirect: 0,
    negations: 0,
    jargon: 0,
    nominal: 0,
    tone: 0,
  }
  for (const sentence of sentences) {
    sums.words += sentence.words
    sums.long += sentence.long
    sums.markers += sentence.markers
    sums.indirect += sentence.indirect
    sums.negations += sentence.negations
    sums.jargon += sentence.jargon
    sums.nominal += sentence.nominal
    sums.tone += sentence.tone
  }
  return sums
}

const COUNTED = ['words', 'long', 'markers', 'indirect', 'negations', 'jargon', 'nominal', 'tone'] as const

/** ± 1.3 σ of the score when the sentences are drawn again, with a fixed seed. */
function margin(evidence: Evidence): number {
  const { sentences } = evidence
  if (sentences.length === 0) return 0
  // What does not depend on the draw adds nothing to the variance.
  const drawn = scales(evidence).filter(({ rate }) => rate !== undefined)
  let sum = 0
  let squares = 0
  // A very long text has a small margin, whatever the draw: a part of it is enough to see it.
  const size = Math.min(sentences.length, 400)
  // One row a sentence: eighty thousand are drawn at each keystroke in a long page.
  const width = COUNTED.length
  const rows = new Float64Array(sentences.length * width)
  for (const [rank, sentence] of sentences.entries())
    for (const [column, name] of COUNTED.entries()) rows[rank * width + column] = sentence[name]
  const key = drawn.map(({ indicator, weight }) => `${indicator.id} ${weight}`).join()
  const same = margins.find((known) => known.key === key && sameNumbers(known.rows, rows))
  if (same) return same.margin
  const random = mulberry32(sentences.length)
  const added = new Float64Array(width)
  const sums: Sums = { ...total([]), count: size }
  for (let i = 0; i < CALIBRATION.bootstrap; i++) {
    added.fill(0)
    for (let j = 0; j < size; j++) {
      const row = Math.floor(random() * sentences.length) * width
      for (let column = 0; column < width; column++) added[column] = (added[column] ?? 0) + (rows[row + column] ?? 0)
    }
    for (const [column, name] of COUNTED.entries()) sums[name] = added[column] ?? 0
    let value = 0
    for (const { indicator, weight, rate } of drawn) {
      if (rate) value += weight * pointsOf(indicator, shrink(rate(sums), size, indicator.median))
    }
    sum += value
    squares += value * value
  }
  const mean = sum / CALIBRATION.bootstrap
  const found =
    CALIBRATION.marginWidth *
    Math.sqrt(Math.max(0, squares / CALIBRATION.bootstrap - mean * mean) * (size / sentences.length))
  margins.unshift({ key, rows, margin: found })
  margins.length = Math.min(margins.length, MARGINS)
  return found
}

/** Most keystrokes change no count: the last margins are kept. */
const margins: { readonly key: string; readonly rows: Float64Array; readonly margin: number }[] = []
const MARGINS = 4

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function obligations(
  result: CheckResult,
  rules: readonly Rule[],
): { missing: string[]; engagements: Score['engagements'] } {
  const applicable = rules.filter((rule) => rule.principle === 'engagements' && result.applied.includes(rule.id))
  const broken = new Set<string>()
  const missing = new Set<string>()
  for (const finding of result.occurrences) {
    if (finding.principle !== 'engagements' || finding.severity === 'information') continue
    broken.add(finding.rule)
    if (finding.severity === 'erreur') missing.add(finding.rule)
  }
  return {
    missing: [...missing],
    engagements: { kept: applicable.length - broken.size, applicable: applicable.length },
  }
}

function withCutSentences(view: DocumentView, cut: ReadonlySet<string>): DocumentView {
  if (cut.size === 0) return view
  const sentences = view.sentences.flatMap((sentence) => {
    if (!cut.has(`${sentence.block.index}:${sentence.index}`)) return [sentence]
    // Cut in sentences of the length that is advised.
    const pieces = Math.ceil(sentence.wordCount / CALIBRATION.longSentence) + 1
    const wordCount = Math.ceil(sentence.wordCount / pieces)
    return Array.from({ length: pieces }, (_, i) => ({
      ...sentence,
      wordCount,
      index: i === 0 ? sentence.index : -1 - i,
    }))
  })
  return { ...view, sentences }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

/** « 2,2 termes administratifs pour 100 mots »: in French, the plural begins at 2. */
function sayIndicator({ label }: Indicator, value: number): string {
  const said = value.toFixed(Math.abs(value) >= 10 ? 0 : 1)
  const plural = Number(said) >= 2 ? 's' : ''
  return label.replace('{x}', said.replace(/\.0$/, '').replace('.', ',')).replaceAll('{s}', plural)
}

/** Small deterministic generator (Tommy Ettinger's mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
