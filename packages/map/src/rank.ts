import {
  type MatchedBy,
  matchReports,
  type PriorityInput,
  prioritiser,
  type Report,
  type Stake,
  sayPriority,
  type UnmatchedReport,
  type WeighedReport,
  weighReports,
} from '@limpide/reports/priorities'
import type { InputDeclared, InputRecord, InputRow, InputScore } from './input.ts'

/** What the team declared of a document that bears on its priority. */
export interface RankDeclared extends InputDeclared {
  readonly stake?: Stake
  readonly fragile: boolean
}

/** What a document is ranked by. */
export interface RankRecord extends Pick<InputRecord, 'path' | 'type' | 'title'> {
  readonly score: Pick<InputScore, 'value' | 'grade' | 'missing'> | null
  readonly findings: readonly { readonly rule: string }[]
}

/** A document of a scan and what is declared of it. */
export interface KnownDocument<R extends RankRecord, D extends RankDeclared> {
  readonly record: R
  readonly declared: D | undefined
  /** YYYY-MM-DD: the day its text in force was published; reports of before do not count for it. */
  readonly publishedOn?: string
}

/** The documents in their order, each with its reports and its priority, and the reports that no document answers to. */
export interface RankedDocuments<R extends RankRecord, D extends RankDeclared> {
  readonly rows: readonly RankedDocument<R, D>[]
  readonly unmatched: readonly UnmatchedReport[]
}

/** A document with its reports and its priority. */
export type RankedDocument<R extends RankRecord, D extends RankDeclared> = Pick<InputRow, 'reports' | 'priority'> &
  KnownDocument<R, D>

/** Joins documents with their reports. `reports` is `null` when none were given; `now` is a day, YYYY-MM-DD. */
export function rankDocuments<R extends RankRecord, D extends RankDeclared>(
  known: readonly KnownDocument<R, D>[],
  reports: readonly Report[] | null,
  now: string,
): RankedDocuments<R, D> {
  const { rowOf, unmatched } = documentRanker(known, reports, now)
  return { rows: known.map(rowOf), unmatched }
}

/** As `rankDocuments`, a row at a time: of a large library, nothing is held of each document. They are gone through a few times. */
export function documentRanker<R extends RankRecord, D extends RankDeclared>(
  known: Iterable<KnownDocument<R, D>>,
  reports: readonly Report[] | null,
  now: string,
): {
  rowOf(document: KnownDocument<R, D>): RankedDocument<R, D>
  readonly unmatched: readonly UnmatchedReport[]
} {
  const isHeard = reports !== null && reports.length > 0
  const { matched, unmatched } = matchReports(
    reports ?? [],
    Array.from(isHeard ? known : [], ({ record, declared }) => {
      const title = declared?.title ?? record.title ?? undefined
      return {
        path: record.path,
        ...(declared?.reference === undefined ? {} : { reference: declared.reference }),
        ...(title === undefined ? {} : { title }),
      }
    }),
  )
  const publications = new Map<string, string | undefined>()
  for (const { record, publishedOn } of isHeard ? known : [])
    if (matched.has(record.path)) publications.set(record.path, publishedOn)
  const weighed = new Map<string, readonly (WeighedReport & { by: MatchedBy })[]>()
  for (const [path, found] of matched) {
    const how = new Map(found.map(({ report, by }) => [report, by]))
    const publishedOn = publications.get(path)
    const items = weighReports(
      found.map(({ report }) => report),
      { now, ...(publishedOn === undefined ? {} : { publishedOn }) },
    )
    weighed.set(
      path,
      items.map((item) => ({ ...item, by: how.get(item.report) ?? 'reference' })),
    )
  }
  const inputOf = ({ record, declared, publishedOn }: KnownDocument<R, D>): PriorityInput => ({
    id: record.path,
    ...(publishedOn === undefined ? {} : { age: daysBetween(publishedOn, now) }),
    type: record.type ?? 'autre',
    score: record.score?.value ?? null,
    missing: record.score?.missing ?? [],
    // Where no one can say that a document is hard, few reports do not make it clear.
    reportLink: !record.findings.some(({ rule }) => rule === 'avis-usager-absent'),
    reports: weighed.get(record.path) ?? [],
    ...(declared?.volume === undefined ? {} : { reach: declared.volume }),
    ...(declared?.stake === undefined ? {} : { stake: declared.stake }),
    ...(declared === undefined ? {} : { fragile: declared.fragile }),
  })
  const inputs: Iterable<PriorityInput> = {
    *[Symbol.iterator]() {
      for (const document of known) yield inputOf(document)
    },
  }
  const priorityOf = prioritiser(inputs)
  const rowOf = (document: KnownDocument<R, D>): RankedDocument<R, D> => {
    const { record, declared } = document
    const priority = priorityOf(inputOf(document))
    const items = weighed.get(record.path) ?? []
    return {
      record,
      declared,
      reports:
        reports === null
          ? null
          : {
              received: items.length,
              counted: items.filter(({ weight }) => weight > 0).length,
              difficulties: priority?.difficulties ?? {},
              items,
            },
      priority:
        priority === undefined || record.score === null
          ? null
          : { ...priority, said: sayPriority(priority, { type: record.type ?? 'autre', grade: record.score.grade }) },
    }
  }
  return { rowOf, unmatched }
}

/** Days from one day to another, YYYY-MM-DD; none when it is to come. */
function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000))
}
