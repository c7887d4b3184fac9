import type { CheckResult } from '../engine.ts'
import type { Finding } from '../finding.ts'
import type { Principle } from '../principles.ts'
import type { Rule } from '../rule.ts'
import { CALIBRATION, INDICATORS, type Indicator } from './calibration.ts'
import {
  type CutSentences,
  evidenceOf,
  type Rereading,
  reread,
  type ScoreEvidence,
  type SentenceEvidence,
  TERM_INDICATORS,
} from './evidence.ts'
import { RATES, type Rate, rowsOf, type Sums, sumsOf, wordsIn } from './indicators.ts'
import { measureDocument } from './measure-document.ts'
import { sentenceKey } from './read-sentences.ts'

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
  readonly engagements: {
    readonly kept: number
    readonly applicable: number
    /** Ids of the rules of those that apply; absent from scores of older versions. */
    readonly rules?: readonly string[]
  }
  readonly calibration: string
  readonly rules: string
  /** What correcting every remark of one rule would give, the most useful first; absent where nobody asked. */
  readonly gains?: readonly RuleGain[]
}

/** The score once every remark of one rule is corrected. */
export interface RuleGain {
  readonly rule: string
  /** Remarks to correct. */
  readonly count: number
  readonly value: number
  readonly grade: Grade
}

export interface ScoreOptions {
  /** Version of the rules, stored with the score. */
  readonly rulesVersion: string
  /** Score even what is too short, with its wide margin. */
  readonly noMinimum?: boolean
  /** The sentences and the words alone, as for one sentence out of its document. */
  readonly court?: boolean
}

/** The score of a checked document. Deterministic; the contributions add up to the value. */
export function computeScore(result: CheckResult, rules: readonly Rule[], options: ScoreOptions): Score {
  return scored(result, rules, options)
}

function scored(result: CheckResult, rules: readonly Rule[], options: ScoreOptions, cut?: CutSentences): Score {
  const evidence = gather(result, rules, options, cut)
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
      .filter(({ indicator }) => !RATES.has(indicator))
      .map(({ indicator, value }) => [indicator, value]),
  )
  const { sentences, terms } = reread(evidence, rereading)
  for (const [indicator, value] of terms) if (fixed.has(indicator)) fixed.set(indicator, value)
  return { sentences, fixed, measurable: new Set(score.contributions.map(({ indicator }) => indicator)), court: false }
}

type Graded = Omit<Score, 'missing' | 'engagements' | 'calibration' | 'rules'>

function graded(evidence: Evidence, missing: readonly string[]): Graded {
  const parts = weigh(evidence)
  const uncapped = gradeOf(parts.value)
  const grade = locked(uncapped, missing)
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

/** The grade that is shown: a missing obligation caps it. */
function locked(grade: Grade, missing: readonly string[]): Grade {
  return missing.length > 0 && grade < CALIBRATION.lock ? CALIBRATION.lock : grade
}

/** The score if some findings were corrected: what the explanation card promises. */
export function whatIf(
  result: CheckResult,
  rules: readonly Rule[],
  options: ScoreOptions,
  corrected: (finding: Finding) => boolean,
): Score {
  const { after, cut } = without(result, corrected)
  return scored(after, rules, options, cut)
}

/** The number and the grade alone of such a score: no margin to draw. */
export function valueIf(
  result: CheckResult,
  rules: readonly Rule[],
  options: ScoreOptions,
  corrected: (finding: Finding) => boolean,
): Pick<Score, 'value' | 'grade'> {
  const { after, cut } = without(result, corrected)
  const { value } = weigh(gather(after, rules, options, cut))
  return { value, grade: locked(gradeOf(value), obligations(after, rules).missing) }
}

/** A result without some of its findings, and the sentences to be read as if they were cut. */
function without(
  result: CheckResult,
  corrected: (finding: Finding) => boolean,
): { readonly after: CheckResult; readonly cut: CutSentences } {
  const occurrences = result.occurrences.filter((finding) => !corrected(finding))
  const measures = new Map(result.measures)
  if (result.occurrences.some((finding) => finding.rule === 'message-principal-tardif' && corrected(finding)))
    measures.set('place-du-message', 0)
  const cut = new Set(
    result.occurrences
      .filter((finding) => finding.rule === 'phrase-longue' && corrected(finding))
      .map((finding) => sentenceKey(finding.block, finding.sentence)),
  )
  return { after: { ...result, occurrences, measures }, cut }
}

/** The grade's letter for a value. */
export function gradeOf(value: number): Grade {
  return CALIBRATION.grades.find((grade) => value < grade.upTo)?.letter ?? 'E'
}

export function gradeLabel(grade: Grade): string {
  return CALIBRATION.grades.find(({ letter }) => letter === grade)?.label ?? ''
}

interface Evidence {
  readonly sentences: readonly SentenceEvidence[]
  /** Indicators that do not depend on which sentences are drawn; absent: not measured. */
  readonly fixed: ReadonlyMap<string, number>
  /** Ids of the indicators whose facts are known. */
  readonly measurable: ReadonlySet<string>
  readonly court: boolean
}

/** What one indicator says of a document, before it is placed on its scale. */
export interface Reading {
  readonly indicator: string
  readonly value: number
  /** How many sentences' worth of text a rate rests on; absent: it is what it is, however short the text. */
  readonly weight?: number
}

/** What each indicator that could be measured says of a checked document: what a calibration is fitted on. */
export function readingsOf(result: CheckResult, rules: readonly Rule[], options: ScoreOptions): readonly Reading[] {
  return read(gather(result, rules, options))
}

function read(evidence: Evidence): readonly Reading[] {
  const sums = sumsOf(rowsOf(evidence.sentences))
  return INDICATORS.flatMap(({ id }): Reading[] => {
    if (!evidence.measurable.has(id)) return []
    const rate = RATES.get(id)
    if (rate) return [{ indicator: id, value: rate.of(sums), weight: rate.weight(sums) }]
    const value = evidence.fixed.get(id)
    return value === undefined ? [] : [{ indicator: id, value }]
  })
}

/** Counts what the findings and the text say, once. */
function gather(
  result: CheckResult,
  rules: readonly Rule[],
  { court = false }: ScoreOptions,
  cut?: CutSentences,
): Evidence {
  const evidence = evidenceOf(result, rules, cut)
  const { sentences, terms } = reread(evidence, {})
  const fixed = new Map(terms)
  const known = INDICATORS.filter(({ needs }) => !needs?.some((fact) => !result.view.document.knows.has(fact)))
  if (!court) for (const [id, value] of measureDocument(result, rules, evidence.words)) fixed.set(id, value)
  const measurable = court ? known.filter(({ principle }) => isOfText(principle)) : known
  return { sentences, fixed, measurable: new Set(measurable.map(({ id }) => id)), court }
}

function isOfText(principle: Principle): boolean {
  return principle === 'phrases' || principle === 'vocabulaire'
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
  readonly rate: Rate | undefined
}

/** The indicators that this document lets us measure: `Pk = Σ share·points / Σ share`, `score = Σ weight·Pk / Σ weight`. */
function scales({ measurable, fixed }: Pick<Evidence, 'measurable' | 'fixed'>): Scale[] {
  const measured = INDICATORS.filter(({ id }) => measurable.has(id) && (RATES.has(id) || fixed.has(id)))
  const shares = new Map<ScoredPrinciple, number>()
  for (const { principle, share } of measured) shares.set(principle, (shares.get(principle) ?? 0) + share)
  const weights = [...shares.keys()].reduce((sum, principle) => sum + CALIBRATION.weights[principle], 0)
  return measured.map((indicator) => {
    const share = indicator.share / (shares.get(indicator.principle) ?? 1)
    const weight = (CALIBRATION.weights[indicator.principle] * share) / weights
    return { indicator, share, weight, rate: RATES.get(indicator.id) }
  })
}

/** A scale of 0 to 100 points, and the median that a short text is pulled to. */
export interface Graduation {
  readonly clear: number
  readonly complex: number
  readonly median: number
}

/** A rate pulled to the median by a few pseudo-sentences: a short text says little. */
export function shrink(
  { value, weight }: Omit<Reading, 'indicator'>,
  { clear, median }: Omit<Graduation, 'complex'>,
  court = false,
): number {
  if (weight === undefined) return value
  const pull = pullOf(court)
  // Of two wordings of one sentence, the shorter one would be pulled more to the median, and lose by it.
  const usual = court ? clear : median
  return (weight * value + pull * usual) / (weight + pull)
}

function pullOf(court: boolean): number {
  return court ? CALIBRATION.courtShrinkage : CALIBRATION.shrinkage
}

/** 0 to 100 points. */
export function pointsOf({ clear, complex }: Graduation, value: number): number {
  return 100 * clamp((value - clear) / (complex - clear))
}

/** Reads every indicator on its scale and adds up. */
function weigh(evidence: Evidence): Weighed {
  const sums = sumsOf(rowsOf(evidence.sentences))
  const principles: Partial<Record<ScoredPrinciple, number>> = {}
  const contributions: Contribution[] = []
  for (const { indicator, share, weight, rate } of scales(evidence)) {
    const value = rate ? rate.of(sums) : (evidence.fixed.get(indicator.id) ?? 0)
    // Only rates of sentences are noisy on a short text; a share of the page or a place in the text is what it is.
    const shrunk = rate ? shrink({ value, weight: rate.weight(sums) }, indicator, evidence.court) : value
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

/**
 * ± 2 σ of the score when its sentences are drawn again, without drawing them: what each sentence moves, squared and
 * added up (the delta method). `calibrate` draws them, and says how many scores stay within.
 */
function margin({ sentences, court, measurable, fixed }: Evidence): number {
  const count = sentences.length
  if (count === 0) return 0
  const rows = rowsOf(sentences)
  const sums = sumsOf(rows)
  const moved = new Float64Array(count)
  const moves = new Float64Array(count)
  // The place of the message, the structure and the layout are what they are.
  let terms = 0
  for (const { indicator, weight, rate } of scales({ measurable, fixed })) {
    if (rate === undefined) {
      terms += termVariance(indicator, weight, fixed.get(indicator.id) ?? 0, sums)
      continue
    }
    rate.moves(rows, sums, moves)
    const restsOn = rate.weight(sums)
    const { clear, complex } = indicator
    const value = shrink({ value: rate.of(sums), weight: restsOn }, indicator, court)
    const slope = ((100 / (complex - clear)) * restsOn) / (restsOn + pullOf(court))
    let squares = 0
    for (let i = 0; i < count; i++) squares += ((moves[i] ?? 0) * slope) ** 2
    // Beyond the ends of its scale an indicator has no more points to win or lose.
    const part = weight * slope * shareWithin((100 * (value - clear)) / (complex - clear), Math.sqrt(squares))
    for (let i = 0; i < count; i++) moved[i] = (moved[i] ?? 0) + part * (moves[i] ?? 0)
  }
  let seen = 0
  for (const points of moved) seen += points ** 2
  // Three sentences that are alike do not say how the next ones would be.
  const usual = CALIBRATION.usualSpread ** 2 / count
  const k = CALIBRATION.marginShrinkage
  return CALIBRATION.marginWidth * Math.sqrt((count * seen + k * usual) / (count + k) + terms)
}

/** Terms that count once come by chance too: as many as there are, give or take their square root. */
function termVariance({ id, clear, complex }: Indicator, weight: number, rate: number, sums: Sums): number {
  if (!TERM_INDICATORS.some((term) => term === id) || rate >= complex) return 0
  return ((weight * 100) / (complex - clear)) ** 2 * ((100 * rate) / Math.max(wordsIn(sums), CALIBRATION.wordsOfTerms))
}

/** How often points that vary so much around a place are between 0 and 100. */
function shareWithin(points: number, spread: number): number {
  if (spread === 0) return points >= 0 && points <= 100 ? 1 : 0
  return below((100 - points) / spread) - below(-points / spread)
}

/** The share of a normal law below a number of standard deviations (its logistic approximation, within one hundredth). */
function below(deviations: number): number {
  return 1 / (1 + Math.exp(-1.702 * deviations))
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
    engagements: {
      kept: applicable.length - broken.size,
      applicable: applicable.length,
      rules: applicable.map(({ id }) => id),
    },
  }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

/** « 2,2 termes administratifs pour 100 mots »: in French, the plural begins at 2. */
function sayIndicator({ label }: Indicator, value: number): string {
  const said = value.toFixed(Math.abs(value) >= 10 ? 0 : 1)
  const plural = Number(said) >= 2 ? 's' : ''
  return label
    .replace('{x}', said.replace(/\.0$/, '').replace('.', ','))
    .replaceAll('{s}', plural)
    .replaceAll('{nt}', plural ? 'nt' : '')
}
