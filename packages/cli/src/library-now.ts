import { join, relative } from 'node:path'
import {
  type BriefRecord,
  digestOf,
  openSeal,
  openShelf,
  openTexts,
  pathInStore,
  type ScanRecord,
  type Sequence,
  sequence,
} from '@limpide/library'
import type { Comparable, Comparison, OwnScore } from '@limpide/library/similar'
import type { DocumentMeta, Store } from '@limpide/library/store'
import type { PlanStore } from '@limpide/map/plan'
import type { KeptPriority, KeptReport, ReportStore } from '@limpide/reports/store'
import type { Session } from './commands/session.ts'
import { compared } from './compared.ts'
import { type BriefRanking, type Ranked, type Ranking, rank, rankBriefly } from './priorities.ts'

/** What a memorised library holds, joined with its reports: nothing is read again. Paths are those a person types here. */
export interface LibraryNow {
  readonly records: readonly ScanRecord[]
  readonly comparison: Comparison<OwnScore>
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

/** The library as it stands on a day, YYYY-MM-DD. */
export async function libraryNow(
  { memory, reports, plan }: Memories,
  { configs }: Pick<Session, 'configs'>,
  day: string,
): Promise<LibraryNow> {
  const here = hereFrom(memory.root)
  const scan = await lastScan(memory)
  const records: ScanRecord[] = []
  const known = new Map<string, { readonly hash: string | null; readonly meta: DocumentMeta }>()
  // A fingerprint is of use to the comparison alone.
  const prints = openTexts()
  const seal = openSeal()
  const comparing = async (): Promise<Comparison<OwnScore>> => {
    for await (const { record, hash, meta } of memory.documents()) {
      const { fingerprint, ...rest } = record
      seal.put(record.path, digestOf(record))
      prints.put(fingerprint ?? '')
      records.push({ ...rest, path: here(record.path) })
      known.set(record.path, { hash, meta })
    }
    const { compareOnce, comparisonPlace } = await import('@limpide/library/similar')
    const paths = [...known.keys()]
    const letters = sequence(records.length, (rank): Comparable => {
      const { title = null, score = null } = records[rank] ?? {}
      return { path: paths[rank] ?? '', title, score, fingerprint: prints.at(rank) }
    })
    return compareOnce({ letters, place: comparisonPlace(memory, seal.text()) })
  }
  const comparison = await comparing().finally(prints.close)
  const { heard, published } = await weighing({ memory, reports, plan })
  return {
    records,
    comparison,
    reports: heard,
    ranking: await rank(records, configs, heard, day, { published, scores: comparison.scores }),
    scan,
    known,
  }
}

/** The ranks of a memorised library of any size: of its letters, what lists say is put away in a file, until it is closed. */
export interface RanksNow {
  readonly records: Sequence<BriefRecord>
  readonly ranking: BriefRanking
  /** What lists say of a document. */
  listed(record: BriefRecord): ScanRecord
  close(): void
}

/** As `libraryNow`, of which only the ranks are asked. */
export async function ranksNow(
  memories: Memories,
  { configs }: Pick<Session, 'configs'>,
  day: string,
): Promise<RanksNow> {
  const { memory } = memories
  const here = hereFrom(memory.root)
  const shelf = openShelf()
  const { listed, close } = shelf
  try {
    for await (const { record, hash, setup, listing } of memory.listed())
      shelf.put(
        { ...record, path: here(record.path) },
        {
          remarks: false,
          inStore: record.path,
          ...(listing === undefined || hash === null ? {} : { listing, listed: { hash, setup } }),
        },
      )
    const records = shelf.briefs()
    const { scores } = await compared(shelf, memory, memory.root)
    const { heard, published } = await weighing(memories)
    const titleOf = (record: BriefRecord): string | null => listed(record).title
    const ranking = await rankBriefly(records, configs, heard, day, { published, scores, titleOf })
    return { records, ranking, listed, close }
  } catch (error) {
    close()
    throw error
  }
}

/** What the plan of a library is drawn from. */
export type PlanNow = Pick<LibraryNow, 'scan' | 'known'> & { readonly ranking: Pick<Ranking, 'rows'> }

/** As `libraryNow`, of some documents alone, which are ranked among all. Their paths are those that the memory writes. */
export async function planNow(
  memories: Memories,
  session: Pick<Session, 'configs'>,
  day: string,
  paths: readonly string[],
): Promise<PlanNow> {
  const { memory } = memories
  const scan = await lastScan(memory)
  const { records, ranking, listed, close } = await ranksNow(memories, session, day)
  try {
    const known = await memory.previous(paths)
    const asked = [...known].flatMap(([path, { hash, setup }]) => (hash === null ? [] : [{ path, hash, setup }]))
    const results = await memory.lookUp(asked)
    const rows: Ranked[] = []
    for (const { path, rank } of records) {
      const inStore = pathInStore(memory.root, path)
      const row = known.has(inStore) ? ranking.rows.at(rank) : undefined
      if (row === undefined) continue
      rows.push({ ...row, record: { ...listed(row.record), ...results.get(inStore)?.record, path } })
    }
    return { scan, known, ranking: { rows } }
  } finally {
    close()
  }
}

/** What weighs on ranks besides the letters; no report is `null`. */
async function weighing({ memory, reports, plan }: Memories): Promise<{
  readonly heard: readonly KeptReport[] | null
  readonly published: ReadonlyMap<string, string>
}> {
  const here = hereFrom(memory.root)
  const heard = (await reports.list()).map((report) =>
    report.path === undefined ? report : { ...report, path: here(report.path) },
  )
  const published = new Map([...(await plan.publications())].map(([path, on]) => [here(path), on]))
  return { heard: heard.length === 0 ? null : heard, published }
}

/** The path that a person types here, of the path that the memory writes. */
function hereFrom(root: string): (path: string) => string {
  return (path) => relative('', join(root, path))
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
