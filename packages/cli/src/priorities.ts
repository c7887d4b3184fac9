import { resolve } from 'node:path'
import { type Configs, pathInConfig, type ScanRecord } from '@limpide/library'
import { type InputRow, rankDocuments } from '@limpide/map'
import type { Priority, Report, UnmatchedReport } from '@limpide/reports'
import { type DeclaredDocument, declaredDocument } from 'limpide'

/** A document with what the team declared of it, its reports and its priority. */
export interface Ranked {
  readonly record: ScanRecord
  readonly declared: DeclaredDocument | undefined
  readonly reports: InputRow['reports']
  readonly priority: (Priority & { readonly said: string }) | null
}

/** The documents of a scan in the order of their records, and the reports that no document answers to. */
export interface Ranking {
  readonly rows: readonly Ranked[]
  readonly unmatched: readonly UnmatchedReport[]
}

/**
 * Joins a scan with its reports. `reports` is `null` when none were given; `now` is a day, YYYY-MM-DD; `published` gives the
 * day the text in force of a record was published.
 */
export async function rank(
  records: readonly ScanRecord[],
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
  published: ReadonlyMap<string, string> = new Map(),
): Promise<Ranking> {
  const known = await Promise.all(
    records.map(async (record) => {
      const absolute = resolve(record.path)
      const found = await configs.of(absolute)
      const path = pathInConfig(absolute, found)
      const publishedOn = published.get(record.path)
      return {
        record,
        declared: path === undefined ? undefined : declaredDocument(found.config, path),
        ...(publishedOn === undefined ? {} : { publishedOn }),
      }
    }),
  )
  const { rows: ranked, unmatched } = rankDocuments(known, reports, now)
  const rows = ranked.map(
    ({ record, declared, reports: own, priority }): Ranked => ({
      record: { ...record, reports: own, priority },
      declared,
      reports: own,
      priority,
    }),
  )
  return { rows, unmatched }
}

/** The class first, then the value; what has no priority comes last, in the order of the paths. */
export function byPriority(a: Ranked, b: Ranked): number {
  if (a.priority === null || b.priority === null) return Number(a.priority === null) - Number(b.priority === null)
  if (a.priority.class !== b.priority.class) return a.priority.class < b.priority.class ? -1 : 1
  return b.priority.value - a.priority.value
}
