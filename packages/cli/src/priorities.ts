import { resolve } from 'node:path'
import {
  type BriefRecord,
  type BriefScore,
  type Configs,
  declaredOf,
  type FoundConfig,
  type ScanRecord,
  type Sequence,
  sequence,
} from '@limpide/library'
import { documentRanker, type InputRow, type KnownDocument, type RankRecord } from '@limpide/map'
import { type Priority, type Report, sayPriority, type UnmatchedReport } from '@limpide/reports/priorities'
import type { DeclaredDocument } from 'limpide'

/** A document with what the team declared of it, its reports and its priority. */
export interface Ranked {
  readonly record: ScanRecord
  readonly declared: DeclaredDocument | undefined
  readonly reports: InputRow['reports']
  readonly priority: (Priority & { readonly said: string }) | null
}

/** The same, of a record of which only what lists say is held. */
export interface Listed<R = BriefRecord> {
  readonly record: R
  readonly declared: DeclaredDocument | undefined
  readonly reports: InputRow['reports']
  readonly priority: Ranked['priority']
}

/** What a document is ranked by. */
type Rankable = Pick<BriefRecord, 'path' | 'type' | 'declared' | 'score' | 'findings'> & {
  readonly title?: string | null
}

/** The documents of a scan in the order of their records, and the reports that no document answers to. */
export interface Ranking {
  readonly rows: readonly Ranked[]
  readonly unmatched: readonly UnmatchedReport[]
}

/** What weighs on a ranking besides the records. */
export interface RankOptions {
  /** The day the text in force of a record was published, by path. */
  readonly published?: ReadonlyMap<string, string> | undefined
  /**
   * The score of each record once the blocks that letters share are left to the library. It ranks: four hundred letters do
   * not come first for one box of recourse. The score that is shown, and that a limit judges, stays that of the file, which
   * the editor and « check » give too.
   */
  readonly scores?: readonly (Pick<BriefScore, 'value' | 'grade' | 'missing'> | null)[] | undefined
}

/** Joins a scan with its reports. `reports` is `null` when none were given; `now` is a day, YYYY-MM-DD. */
export async function rank(
  records: readonly ScanRecord[],
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
  options: RankOptions = {},
): Promise<Ranking> {
  const { rowOf, unmatched } = await rankWith(records, configs, reports, now, options)
  return {
    rows: records.map((_, i) => {
      const row = rowOf(i)
      return { ...row, record: { ...row.record, reports: row.reports, priority: row.priority } }
    }),
    unmatched,
  }
}

/** The ranks of a library of any size: what stands in memory is about twenty bytes a letter. */
export interface BriefRanking {
  /** In the order of the records; each row is made when it is asked for. */
  readonly rows: Sequence<Listed>
  /** The class and the value of each row, which are held; `null` for one without a priority. */
  rankOf(row: number): Pick<Priority, 'class' | 'value'> | null
  /** Ranks of rows, the most urgent first (`byPriority`). */
  order(ranks: Uint32Array): Uint32Array
  readonly unmatched: readonly UnmatchedReport[]
}

/** As `rank`, of a library of any size. `titleOf` reads the title of a record, where reports are matched with it. */
export async function rankBriefly(
  records: Sequence<BriefRecord>,
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
  { titleOf, ...options }: RankOptions & { titleOf(record: BriefRecord): string | null },
): Promise<BriefRanking> {
  const { rowOf, unmatched } = await rankWith(records, configs, reports, now, options, titleOf)
  const rows = sequence(records.length, (i): Listed => rowOf(i))
  const ids: Priority['class'][] = []
  const classes = new Uint8Array(records.length)
  const values = new Float64Array(records.length)
  let i = 0
  for (const { priority } of rows) {
    const rank = priority === null ? LAST_CLASS : Number(priority.class.slice(1))
    if (priority !== null) ids[rank] = priority.class
    classes[i] = rank
    values[i] = priority?.value ?? 0
    i += 1
  }
  return {
    rows,
    unmatched,
    rankOf: (row) => {
      const id = ids[classes[row] ?? LAST_CLASS]
      return id === undefined ? null : { class: id, value: values[row] ?? 0 }
    },
    order: (ranks) =>
      ranks.toSorted((a, b) => (classes[a] ?? 0) - (classes[b] ?? 0) || (values[b] ?? 0) - (values[a] ?? 0) || a - b),
  }
}

/** After P4. */
const LAST_CLASS = 9

async function rankWith<R extends Rankable>(
  records: Sequence<R>,
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
  { published, scores }: RankOptions,
  titleOf?: (record: R) => string | null,
): Promise<{
  rowOf(i: number): Omit<Ranked, 'record'> & { readonly record: R }
  readonly unmatched: readonly UnmatchedReport[]
}> {
  const found: FoundConfig[] = []
  for (const { path } of records) found.push(await configs.of(resolve(path)))
  const knownOf = (i: number): KnownDocument<RankRecord, DeclaredDocument> & { readonly own: R } => {
    const [record, config] = [records.at(i), found[i]]
    if (record === undefined || config === undefined) throw new Error(`nothing is ranked at ${i}`)
    const publishedOn = published?.get(record.path)
    const score = scores?.[i] ?? record.score
    const title = titleOf === undefined || reports === null ? record.title : titleOf(record)
    const { path, type, findings } = record
    return {
      own: record,
      record: { path, type, findings, score, ...(title === undefined ? {} : { title }) },
      declared: declaredOf(record, resolve(path), config),
      ...(publishedOn === undefined ? {} : { publishedOn }),
    }
  }
  const { rowOf, unmatched } = documentRanker(sequence(records.length, knownOf), reports, now)
  return {
    rowOf: (i) => {
      const known = knownOf(i)
      const { own: record, declared } = known
      const { record: judged, reports: heard, priority } = rowOf(known)
      const isSame = priority === null || record.score === null || record.score.grade === judged.score?.grade
      // The sentence says the grade that stands beside it.
      const said = isSame
        ? priority?.said
        : sayPriority(priority, { type: record.type ?? 'autre', grade: record.score.grade })
      return {
        record,
        declared,
        reports: heard,
        priority: priority === null ? null : { ...priority, said: said ?? priority.said },
      }
    },
    unmatched,
  }
}

/** The class first, then the value; what has no priority comes last, in the order of the paths. */
export function byPriority(a: Pick<Listed, 'priority'>, b: Pick<Listed, 'priority'>): number {
  if (a.priority === null || b.priority === null) return Number(a.priority === null) - Number(b.priority === null)
  if (a.priority.class !== b.priority.class) return a.priority.class < b.priority.class ? -1 : 1
  return b.priority.value - a.priority.value
}
