import { join, relative } from 'node:path'
import { createHolder, openTexts, pathInStore, type ScanRecord, sequence } from '@limpide/library'
import type { Comparable, Comparison } from '@limpide/library/similar'
import type { DocumentMeta, Store } from '@limpide/library/store'
import type { PlanStore } from '@limpide/map/plan'
import type { KeptPriority, KeptReport, ReportStore } from '@limpide/reports/store'
import type { Session } from './commands/session.ts'
import { type Ranked, type Ranking, rank } from './priorities.ts'

/** What a memorised library holds, joined with its reports: nothing is read again. Paths are those a person types here. */
export interface LibraryNow {
  readonly records: readonly ScanRecord[]
  readonly comparison: Comparison
  /** `null` when none came. */
  readonly reports: readonly KeptReport[] | null
  readonly ranking: Ranking
  /** Names the scan that this was read after. */
  readonly scan: string
  /** What the last scan noted beside the records, by the path that the memory writes. */
  readonly known: ReadonlyMap<string, { readonly hash: string | null; readonly meta: DocumentMeta }>
}

/** The memories of a library that a priority comes from. */
export interface Memories {
  readonly memory: Store
  readonly reports: ReportStore
  readonly plan: PlanStore
}

/**
 * The library as it stands on a day, YYYY-MM-DD. `remarks: false`: no map is drawn of it, remarks are only counted and scores say
 * no gains, and it holds a fifth of what it would.
 */
export async function libraryNow(
  { memory, reports, plan }: Memories,
  { configs }: Pick<Session, 'configs'>,
  day: string,
  { remarks = true } = {},
): Promise<LibraryNow> {
  const { heldScore } = createHolder()
  const here = (path: string): string => relative('', join(memory.root, path))
  const scan = await lastScan(memory)
  const records: ScanRecord[] = []
  const known = new Map<string, { readonly hash: string | null; readonly meta: DocumentMeta }>()
  // A fingerprint is of use to the comparison alone, and is most of what would be held of a letter without remarks.
  const prints = openTexts()
  const compared = async (): Promise<Comparison> => {
    for await (const { record, hash, meta } of memory.documents({ remarks })) {
      const { fingerprint, score, ...rest } = record
      prints.put(fingerprint ?? '')
      records.push({ ...rest, score: remarks || score === null ? score : heldScore(score), path: here(record.path) })
      known.set(record.path, { hash, meta })
    }
    const { compareLibrary } = await import('@limpide/library/similar')
    const letters = sequence(records.length, (rank): Comparable => {
      const { path = '', title = null, score = null } = records[rank] ?? {}
      return { path, title, score, fingerprint: prints.at(rank) }
    })
    return compareLibrary(letters)
  }
  const comparison = await compared().finally(prints.close)
  const heard = (await reports.list()).map((report) =>
    report.path === undefined ? report : { ...report, path: here(report.path) },
  )
  const published = new Map([...(await plan.publications())].map(([path, on]) => [here(path), on]))
  const given = heard.length === 0 ? null : heard
  return {
    records,
    comparison,
    reports: given,
    ranking: await rank(records, configs, given, day, { published, scores: comparison.scores }),
    scan,
    known,
  }
}

/** Names the last scan: what a library holds is the same until another name. */
export async function lastScan(memory: Pick<Store, 'scans'>): Promise<string> {
  const [last] = await memory.scans(1)
  return `${last?.id} ${last?.endedAt}`
}

/** The priorities of rows as the memory keeps them: with every term, and every report with its weight. */
export function keptPriorities(root: string, rows: readonly Ranked[], day: string): readonly KeptPriority[] {
  return rows.flatMap(({ record, priority, reports }) => {
    if (priority === null) return []
    const { value, class: id, ownClass, urgent, terms } = priority
    const weights = (reports?.items ?? []).map(({ report, weight, s, c, age, decay, burst, zero }) => ({
      id: report.id,
      ...{ weight, s, c, age, decay, burst },
      ...(zero === undefined ? {} : { zero: zero.kind }),
    }))
    const kept = {
      ownClass,
      urgent,
      type: record.type,
      rules: record.score?.rules,
      calibration: record.score?.calibration,
      terms,
      reports: weights,
    }
    return [{ path: pathInStore(root, record.path), day, value, class: id, terms: JSON.stringify(kept) }]
  })
}
