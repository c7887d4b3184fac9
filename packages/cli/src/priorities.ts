import { resolve } from 'node:path'
import { type Configs, pathInConfig, type ScanRecord } from '@limpide/library'
import {
  type Difficulty,
  type MatchedBy,
  matchReports,
  type Priority,
  type PriorityInput,
  prioritise,
  type Report,
  sayPriority,
  type UnmatchedReport,
  type WeighedReport,
  weighReports,
} from '@limpide/reports'
import { type DeclaredDocument, declaredDocument } from 'limpide'

/** The reports of a document, each with its weight and how it was given to the document. */
export interface DocumentReports {
  readonly received: number
  /** Those that weigh something: duplicates and off-topic ones do not. */
  readonly counted: number
  readonly difficulties: Readonly<Partial<Record<Difficulty, number>>>
  readonly items: readonly (WeighedReport & { readonly by: MatchedBy })[]
}

/** A document with what the team declared of it, its reports and its priority. */
export interface Ranked {
  readonly record: ScanRecord
  readonly declared: DeclaredDocument | undefined
  readonly reports: DocumentReports | null
  readonly priority: (Priority & { readonly said: string }) | null
}

/** The documents of a scan in the order of their records, and the reports that no document answers to. */
export interface Ranking {
  readonly rows: readonly Ranked[]
  readonly unmatched: readonly UnmatchedReport[]
}

/** Joins a scan with its reports. `reports` is `null` when none were given; `now` is a day, YYYY-MM-DD. */
export async function rank(
  records: readonly ScanRecord[],
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
): Promise<Ranking> {
  const known = await Promise.all(
    records.map(async (record) => {
      const absolute = resolve(record.path)
      const found = await configs.of(absolute)
      const path = pathInConfig(absolute, found)
      return { record, declared: path === undefined ? undefined : declaredDocument(found.config, path) }
    }),
  )
  const { matched, unmatched } = matchReports(
    reports ?? [],
    known.map(({ record, declared }) => {
      const title = declared?.title ?? record.title ?? undefined
      return {
        path: record.path,
        ...(declared?.reference === undefined ? {} : { reference: declared.reference }),
        ...(title === undefined ? {} : { title }),
      }
    }),
  )
  const weighed = new Map<string, readonly (WeighedReport & { by: MatchedBy })[]>()
  for (const [path, found] of matched) {
    const how = new Map(found.map(({ report, by }) => [report, by]))
    const items = weighReports(
      found.map(({ report }) => report),
      { now },
    )
    weighed.set(
      path,
      items.map((item) => ({ ...item, by: how.get(item.report) ?? 'reference' })),
    )
  }
  const inputs = known.map(
    ({ record, declared }): PriorityInput => ({
      id: record.path,
      type: record.type ?? 'autre',
      score: record.score?.value ?? null,
      missing: record.score?.missing ?? [],
      // Where no one can say that a document is hard, few reports do not make it clear.
      reportLink: !record.findings.some(({ rule }) => rule === 'avis-usager-absent'),
      reports: weighed.get(record.path) ?? [],
      ...(declared?.volume === undefined ? {} : { reach: declared.volume }),
      ...(declared?.stake === undefined ? {} : { stake: declared.stake }),
      ...(declared === undefined ? {} : { fragile: declared.fragile }),
    }),
  )
  const priorities = new Map(prioritise(inputs).map((priority) => [priority.id, priority]))
  const rows = known.map(({ record, declared }): Ranked => {
    const priority = priorities.get(record.path)
    const items = weighed.get(record.path) ?? []
    const said =
      priority === undefined || record.score === null
        ? null
        : { ...priority, said: sayPriority(priority, { type: record.type ?? 'autre', grade: record.score.grade }) }
    const own: DocumentReports | null =
      reports === null
        ? null
        : {
            received: items.length,
            counted: items.filter(({ weight }) => weight > 0).length,
            difficulties: priority?.difficulties ?? {},
            items,
          }
    return { record: { ...record, reports: own, priority: said }, declared, reports: own, priority: said }
  })
  return { rows, unmatched }
}

/** The class first, then the value; what has no priority comes last, in the order of the paths. */
export function byPriority(a: Ranked, b: Ranked): number {
  if (a.priority === null || b.priority === null) return Number(a.priority === null) - Number(b.priority === null)
  if (a.priority.class !== b.priority.class) return a.priority.class < b.priority.class ? -1 : 1
  return b.priority.value - a.priority.value
}
