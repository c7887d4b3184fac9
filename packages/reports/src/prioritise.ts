import type { Difficulty } from './report.ts'
import { WEIGHT, type WeighedReport } from './weigh.ts'

/** The numbers of the priority: a policy choice, kept in one place and printed on the method page of the map. */
export const PRIORITY = {
  version: '2026-11',
  /** Pseudo-reports at the average rate of the type. */
  alpha: 2,
  /** From this number of documents with reports in a type, alpha is estimated from them. */
  estimateAlphaFrom: 50,
  alphaRange: [0.5, 20],
  /** How fast reports gain weight against the score, and how far. */
  userHalf: 5,
  userMost: 0.5,
  reachShare: 0.7,
  stakeShare: 0.3,
  /** A million copies is the most that counts. */
  reachDecades: 6,
  stakes: { droit: 100, demarche: 50, information: 0 },
  fragile: 15,
  classes: [
    { id: 'P1', from: 70 },
    { id: 'P2', from: 55 },
    { id: 'P3', from: 40 },
    { id: 'P4', from: 0 },
  ],
  /** Copies supposed when nothing is known of any document. */
  unknownReach: 1000,
  /** Days looked at for a sudden jump. */
  jumpDays: 7,
} as const

export type PriorityClass = (typeof PRIORITY.classes)[number]['id']
export type Stake = keyof typeof PRIORITY.stakes

/** What a priority is computed from. */
export interface PriorityInput {
  readonly id: string
  readonly type: string
  /** 0 to 100; `null` when the document could not be scored. */
  readonly score: number | null
  /** Copies sent or page views a year; absent: unknown. */
  readonly reach?: number
  /** Days since the text in force was published: nothing sent before counts for it. Absent: it was always sent. */
  readonly age?: number
  readonly stake?: Stake
  readonly fragile?: boolean
  /** Missing obligations. */
  readonly missing?: readonly string[]
  /** False when the document gives no way to say that it is hard to read. */
  readonly reportLink?: boolean
  readonly reports: readonly WeighedReport[]
}

/** Every term of a priority, so that it can be replayed months later. */
export interface Priority {
  readonly id: string
  /** `√(C · Impact)`, 0 to 100. */
  readonly value: number
  readonly class: PriorityClass
  /** The class without the rule on missing obligations. */
  readonly ownClass: PriorityClass
  /** « À corriger tout de suite »: an obligation is missing. */
  readonly urgent: boolean
  /** Reports of the last days alone raised it by two classes: a person looks. */
  readonly jumped: boolean
  readonly terms: {
    readonly score: number
    /** Reports received, and reports that count. */
    readonly received: number
    readonly counted: number
    /** Weight of the reports. */
    readonly W: number
    /** Copies sent or page views a year. */
    readonly reach: number
    /** Days since the text in force was published; `null` when it was always sent. */
    readonly age: number | null
    /** Reach in thousands, of which `1 − 2^(−age / half-life)` was sent since the text in force was published. */
    readonly E: number
    /** The reach is the median of the type. */
    readonly estimated: boolean
    readonly alpha: number
    readonly alphaEstimated: boolean
    /** `α / m`; `null` when no report is known at all. */
    readonly beta: number | null
    /** Average rate of the type, per thousand copies. */
    readonly m: number | null
    /** The rate is that of all documents: the type has no report. */
    readonly mFromAll: boolean
    /** `(α + W) / (β + E)` */
    readonly lambda: number | null
    /** `λ / m` */
    readonly rho: number | null
    /** `100 · clamp((log2 ρ + 1) / 4)` */
    readonly U: number | null
    /** `0.5 · W / (W + 5)` */
    readonly wu: number
    /** `(1 − w_u) · score + w_u · U` */
    readonly C: number
    /** The document gives no way to report: reports may raise C, not lower it. */
    readonly heldUp: boolean
    readonly stake: Stake
    readonly stakeEstimated: boolean
    readonly fragile: boolean
    readonly impact: number
    readonly version: string
  }
  readonly difficulties: Readonly<Partial<Record<Difficulty, number>>>
}

/** The priority of each document that has a score. Deterministic: every number comes from the input. */
export function prioritise(documents: Iterable<PriorityInput>): readonly Priority[] {
  const priorityOf = prioritiser(documents)
  return Array.from(documents, priorityOf).filter((one) => one !== undefined)
}

/**
 * As `prioritise`, one document at a time: nothing is held of each. They are gone through twice first, since the reach and the
 * reports of all bear on each; `undefined` for a document without a score.
 */
export function prioritiser(documents: Iterable<PriorityInput>): (document: PriorityInput) => Priority | undefined {
  const reachOf = estimateReach(documents)
  const rates = estimateRates(documents, reachOf)
  return (document) => {
    if (document.score === null) return undefined
    const weight = sum(document.reports.map((report) => report.weight))
    const recent = sum(
      document.reports.filter((report) => report.age < PRIORITY.jumpDays).map((report) => report.weight),
    )
    const reach = reachOf(document)
    const rate = rates(document.type)
    const terms = computeTerms(document, document.score, weight, reach, rate)
    const value = Math.sqrt(terms.C * terms.impact)
    const before = computeTerms(document, document.score, weight - recent, reach, rate)
    const ownClass = classOf(value)
    const urgent = (document.missing?.length ?? 0) > 0
    return {
      id: document.id,
      value,
      ownClass,
      class: urgent && ownClass > 'P2' ? 'P2' : ownClass,
      urgent,
      jumped: rankOf(classOf(Math.sqrt(before.C * before.impact))) - rankOf(ownClass) >= 2,
      terms,
      difficulties: histogram(document.reports),
    }
  }
}

/** The class of a priority, read on the rounded number that is shown: 39.9 is printed « 40 », and is a P3. */
export function classOf(value: number): PriorityClass {
  return PRIORITY.classes.find(({ from }) => Math.round(value) >= from)?.id ?? 'P4'
}

/** A priority computed again from its kept terms alone: the same as it was, or a term was touched. */
export function replayPriority(kept: Priority['terms']): Pick<Priority, 'value' | 'ownClass' | 'terms'> {
  const { score, W, reach: copies, estimated, m, mFromAll: fromAll, alpha, alphaEstimated } = kept
  const document = {
    reports: [],
    fragile: kept.fragile,
    reportLink: !kept.heldUp,
    // Priorities kept before knew no age.
    ...((kept.age ?? null) === null ? {} : { age: kept.age ?? 0 }),
    ...(kept.stakeEstimated ? {} : { stake: kept.stake }),
  }
  const terms = {
    ...computeTerms(document, score, W, { copies, estimated }, { m, fromAll, alpha, alphaEstimated }),
    received: kept.received,
    counted: kept.counted,
  }
  const value = Math.sqrt(terms.C * terms.impact)
  return { value, ownClass: classOf(value), terms }
}

function rankOf(id: PriorityClass): number {
  return PRIORITY.classes.findIndex((one) => one.id === id)
}

interface Reach {
  readonly copies: number
  readonly estimated: boolean
}

interface Rate {
  readonly m: number | null
  readonly fromAll: boolean
  readonly alpha: number
  readonly alphaEstimated: boolean
}

function computeTerms(
  document: Pick<PriorityInput, 'reports' | 'age' | 'stake' | 'fragile' | 'reportLink'>,
  score: number,
  W: number,
  { copies, estimated }: Reach,
  rate: Rate,
): Priority['terms'] {
  const age = document.age ?? null
  const E = exposure(copies, age)
  const { m, alpha } = rate
  const beta = m === null ? null : alpha / m
  const lambda = beta === null ? null : (alpha + W) / (beta + E)
  const rho = lambda === null || m === null ? null : lambda / m
  const U = rho === null ? null : 100 * clamp((Math.log2(rho) + 1) / 4)
  const wu = (PRIORITY.userMost * W) / (W + PRIORITY.userHalf)
  const mixed = U === null ? score : (1 - wu) * score + wu * U
  const heldUp = document.reportLink === false && mixed < score
  const stake = document.stake ?? 'demarche'
  // « Public fragile » adds to the stake even where it is the highest: those letters are nearly all about a right.
  const stakes = PRIORITY.stakes[stake] + (document.fragile ? PRIORITY.fragile : 0)
  const reachPart = 100 * clamp(copies < 1 ? 0 : Math.log10(copies) / PRIORITY.reachDecades)
  return {
    score,
    received: document.reports.length,
    counted: document.reports.filter((report) => report.weight > 0).length,
    W,
    reach: copies,
    age,
    E,
    estimated,
    alpha,
    alphaEstimated: rate.alphaEstimated,
    beta,
    m,
    mFromAll: rate.fromAll,
    lambda,
    rho,
    U,
    wu,
    C: heldUp ? score : mixed,
    heldUp,
    stake,
    stakeEstimated: document.stake === undefined,
    fragile: document.fragile ?? false,
    impact: Math.min(100, PRIORITY.reachShare * reachPart + PRIORITY.stakeShare * stakes),
    version: PRIORITY.version,
  }
}

/**
 * Thousands of copies, decayed as reports are. A constant yearly flow decays to the same share of itself for every document that was
 * always sent, and cancels in ρ = λ / m; a text published 30 days ago was sent a ninth of that since, and reports have had as little
 * time to come.
 */
function exposure(copies: number, age: number | null): number {
  return (copies / 1000) * (age === null ? 1 : 1 - 2 ** (-age / WEIGHT.halfLife))
}

/** The known reach, else the median of the type, of all documents, or a supposed number. */
function estimateReach(documents: Iterable<PriorityInput>): (document: PriorityInput) => Reach {
  const known = new Map<string, number[]>()
  const all: number[] = []
  for (const { type, reach } of documents) {
    // A new version that was not sent yet says nothing of its type.
    if (reach === undefined || reach === 0) continue
    const own = known.get(type)
    if (own === undefined) known.set(type, [reach])
    else own.push(reach)
    all.push(reach)
  }
  const overall = median(all) ?? PRIORITY.unknownReach
  const medians = new Map([...known].map(([type, values]) => [type, median(values) ?? overall]))
  return ({ type, reach }) =>
    reach === undefined
      ? { copies: medians.get(type) ?? overall, estimated: true }
      : { copies: reach, estimated: false }
}

/** The average rate of each type, and its alpha. */
function estimateRates(
  documents: Iterable<PriorityInput>,
  reachOf: (document: PriorityInput) => Reach,
): (type: string) => Rate {
  const all: { W: number; E: number }[] = []
  const byType = new Map<string, { W: number; E: number }[]>()
  for (const document of documents) {
    const { copies, estimated } = reachOf(document)
    const one = { W: sum(document.reports.map((report) => report.weight)), E: exposure(copies, document.age ?? null) }
    // A reach that is itself a guess does not set the rate of the others.
    if (estimated || one.E === 0) continue
    all.push(one)
    const own = byType.get(document.type)
    if (own === undefined) byType.set(document.type, [one])
    else own.push(one)
  }
  const overall = rateOf(all)
  const rates = new Map([...byType].map(([type, values]) => [type, rateOf(values)]))
  return (type) => {
    const own = rates.get(type)
    return own && own.m !== null ? own : { ...overall, fromAll: true }
  }
}

function rateOf(values: readonly { W: number; E: number }[]): Rate {
  const W = sum(values.map((value) => value.W))
  const E = sum(values.map((value) => value.E))
  if (W === 0 || E === 0) return { m: null, fromAll: false, alpha: PRIORITY.alpha, alphaEstimated: false }
  const m = W / E
  if (values.filter((value) => value.W > 0).length <= PRIORITY.estimateAlphaFrom)
    return { m, fromAll: false, alpha: PRIORITY.alpha, alphaEstimated: false }
  // Gamma-Poisson by moments: Σ E(r − m)² / ΣE is m·n/ΣE of chance, and m²/α of true difference between documents.
  const spread = sum(values.map((value) => value.E * (value.W / value.E - m) ** 2)) / E
  const own = spread - (m * values.length) / E
  const [low, high] = PRIORITY.alphaRange
  return {
    m,
    fromAll: false,
    alpha: own <= 0 ? high : Math.min(high, Math.max(low, (m * m) / own)),
    alphaEstimated: true,
  }
}

function histogram(reports: readonly WeighedReport[]): Partial<Record<Difficulty, number>> {
  const counts: Partial<Record<Difficulty, number>> = {}
  for (const { report, zero } of reports) {
    if (zero) continue
    for (const difficulty of report.difficulties) counts[difficulty] = (counts[difficulty] ?? 0) + 1
  }
  return counts
}

function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
