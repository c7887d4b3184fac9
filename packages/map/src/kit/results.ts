import { type Interval, meanDifference, meanInterval, meanOf, wilson, wilsonDifference } from './interval.ts'
import type { QuestionId } from './questions.ts'

/** What one person did; what they did not take is left out. Nobody is named. */
export interface Participant {
  /** Gaps filled with the very word. */
  readonly exact?: number
  /** Other gaps, filled with a synonym that the team accepts: counted apart. */
  readonly synonyms?: number
  /** Right or not, in the order of the questions; `null`: not asked. */
  readonly answers: readonly (boolean | null)[]
  /** Numbers of the sentences in orange; left out by who did not take the highlighting test. */
  readonly unclear?: readonly number[]
}

/** The results of one version of a document: what is kept, as the proof of the test. */
export interface TestResults {
  /** The code of the kit: tells the text that was tested. */
  readonly code: string
  /** Gaps of the cloze test; 0: there was none. */
  readonly gaps: number
  readonly sentences: number
  readonly questions: readonly QuestionId[]
  readonly participants: readonly Participant[]
}

/** Under `few`, no interval is given; under `some`, it is given with a warning. */
export const PEOPLE = { few: 5, some: 15 } as const

/** How a mean cloze score reads (`BANDS`). */
export type Band = 'seul' | 'aide' | 'difficile'

/**
 * Scores in percent of exact words. 44 is « Bormuth’s 44 percent criterion » in the summary of Rankin (1970, ERIC ED046657);
 * 57 is the second bound that is usually said to be Bormuth’s (1968), of whose article only the first page was read.
 * Orders of magnitude: DuBay (2004, table 7) has 50 and 35.
 */
export const BANDS = { alone: 57, helped: 44 } as const

export interface ScoreSummary {
  readonly people: number
  /** Percent of gaps. */
  readonly mean: number
  readonly interval?: Interval
  /** The mean with the accepted synonyms, in percent. */
  readonly withSynonyms: number
  readonly band: Band
  /** False when the interval crosses a bound: the band is not settled. */
  readonly isSettled: boolean
}

export interface ShareSummary {
  readonly count: number
  readonly of: number
  /** Shares from 0 to 1. */
  readonly interval?: Interval
}

export interface Summary {
  readonly people: number
  readonly cloze?: ScoreSummary
  readonly questions: readonly (ShareSummary & { readonly id: QuestionId })[]
  /** Sentences that someone found unclear, the most often first. */
  readonly unclear: readonly (ShareSummary & { readonly number: number })[]
}

/** What the results say, with how sure it is. */
export function summarise({ gaps, questions, participants }: TestResults): Summary {
  const scores = clozeScores(participants, gaps)
  const lenient = participants.flatMap(({ exact, synonyms = 0 }) =>
    exact === undefined || gaps === 0 ? [] : [percent(exact + synonyms, gaps)],
  )
  const highlighted = participants.flatMap(({ unclear }) => unclear ?? [])
  const readers = participants.filter(({ unclear }) => unclear !== undefined).length
  return {
    people: participants.length,
    ...(scores.length === 0 ? {} : { cloze: scoreSummary(scores, lenient) }),
    questions: questions.map((id, i) => ({ id, ...answered(participants, i) })),
    unclear: [...new Set(highlighted)]
      .map((number) => ({ number, ...share(highlighted.filter((other) => other === number).length, readers) }))
      .sort((a, b) => b.count - a.count || a.number - b.number),
  }
}

/** The change from one version to the next, when different people read each. */
export interface Comparison {
  /** Points of percent. */
  readonly cloze?: { readonly change: number; readonly interval?: Interval }
  /** Points of share, from -1 to 1, by question asked both times. */
  readonly questions: readonly { readonly id: QuestionId; readonly change: number; readonly interval?: Interval }[]
}

/** Compares two versions. An interval is given when each was read by enough people. */
export function compare(before: TestResults, after: TestResults): Comparison {
  const [old, now] = [clozeScores(before.participants, before.gaps), clozeScores(after.participants, after.gaps)]
  const interval = isEnough(old.length) && isEnough(now.length) ? meanDifference(old, now) : undefined
  return {
    ...(old.length === 0 || now.length === 0
      ? {}
      : { cloze: { change: meanOf(now) - meanOf(old), ...(interval === undefined ? {} : { interval }) } }),
    questions: after.questions.flatMap((id, i) => {
      const was = before.questions.indexOf(id)
      if (was < 0) return []
      const [a, b] = [answered(before.participants, was), answered(after.participants, i)]
      if (a.of === 0 || b.of === 0) return []
      const change = b.count / b.of - a.count / a.of
      const isSure = isEnough(a.of) && isEnough(b.of)
      return [{ id, change, ...(isSure ? { interval: wilsonDifference([a.count, a.of], [b.count, b.of]) } : {}) }]
    }),
  }
}

function isEnough(people: number): boolean {
  return people >= PEOPLE.few
}

function percent(count: number, of: number): number {
  return (100 * count) / of
}

/** One score a person, in percent: the people are the sample, not the gaps, which one person fills together. */
function clozeScores(participants: readonly Participant[], gaps: number): readonly number[] {
  return gaps === 0 ? [] : participants.flatMap(({ exact }) => (exact === undefined ? [] : [percent(exact, gaps)]))
}

function scoreSummary(scores: readonly number[], lenient: readonly number[]): ScoreSummary {
  const mean = meanOf(scores)
  const found = isEnough(scores.length) ? meanInterval(scores) : undefined
  // A share of gaps cannot leave 0 to 100 %.
  const interval = found && { low: Math.max(0, found.low), high: Math.min(100, found.high) }
  return {
    people: scores.length,
    mean,
    ...(interval === undefined ? {} : { interval }),
    withSynonyms: meanOf(lenient),
    band: bandOf(mean),
    isSettled: interval !== undefined && bandOf(interval.low) === bandOf(interval.high),
  }
}

function bandOf(score: number): Band {
  if (score >= BANDS.alone) return 'seul'
  return score >= BANDS.helped ? 'aide' : 'difficile'
}

function answered(participants: readonly Participant[], question: number): ShareSummary {
  const given = participants.flatMap(({ answers }) => answers[question] ?? [])
  return share(given.filter(Boolean).length, given.length)
}

function share(count: number, of: number): ShareSummary {
  return { count, of, ...(isEnough(of) ? { interval: wilson(count, of) } : {}) }
}
