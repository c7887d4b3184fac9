import { resolve } from 'node:path'
import { type BriefRecord, type BriefScore, type Configs, declaredOf, type ScanRecord } from '@limpide/library'
import { type InputRow, type KnownDocument, type RankRecord, rankDocuments } from '@limpide/map'
import { type Priority, type Report, sayPriority, type UnmatchedReport } from '@limpide/reports'
import type { DeclaredDocument } from 'limpide'

/** A document with what the team declared of it, its reports and its priority. */
export interface Ranked {
  readonly record: ScanRecord
  readonly declared: DeclaredDocument | undefined
  readonly reports: InputRow['reports']
  readonly priority: (Priority & { readonly said: string }) | null
}

/** As much of it as a list says. */
export interface Listed<R = BriefRecord> {
  readonly record: R
  readonly declared: DeclaredDocument | undefined
  readonly reports: Pick<NonNullable<InputRow['reports']>, 'received' | 'counted'> | null
  readonly priority: Pick<Priority, 'class' | 'value' | 'urgent'> | null
}

/** What a document is ranked by. */
type Rankable = Pick<BriefRecord, 'path' | 'title' | 'type' | 'declared' | 'score' | 'findings'>

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
  const { rows, unmatched } = await rankWith(records, configs, reports, now, options, (row) => row)
  return {
    rows: rows.map((row) => ({
      ...row,
      record: { ...row.record, reports: row.reports, priority: row.priority },
    })),
    unmatched,
  }
}

/** As `rank`, of a library of any size: of each row only what lists say, or its terms too. */
export function rankBriefly(
  records: readonly BriefRecord[],
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
  { terms, ...options }: RankOptions & { readonly terms: boolean },
): Promise<{ readonly rows: readonly Listed[]; readonly unmatched: readonly UnmatchedReport[] }> {
  return rankWith(records, configs, reports, now, options, (row): Listed => {
    if (terms || row.priority === null) return row
    const { class: id, value, urgent } = row.priority
    return { ...row, priority: { class: id, value, urgent } }
  })
}

async function rankWith<R extends Rankable, L>(
  records: readonly R[],
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
  { published, scores }: RankOptions,
  kept: (row: Omit<Ranked, 'record'> & { readonly record: R }) => L,
): Promise<{ readonly rows: readonly L[]; readonly unmatched: readonly UnmatchedReport[] }> {
  const known: KnownDocument<RankRecord, DeclaredDocument>[] = []
  for (const [i, record] of records.entries()) {
    const absolute = resolve(record.path)
    const found = await configs.of(absolute)
    const publishedOn = published?.get(record.path)
    const own = scores?.[i] ?? record.score
    known.push({
      record: own === record.score ? record : { ...record, score: own },
      declared: declaredOf(record, absolute, found),
      ...(publishedOn === undefined ? {} : { publishedOn }),
    })
  }
  const { rows: ranked, unmatched } = rankDocuments(known, reports, now)
  const rows = ranked.map(({ record: judged, declared, reports: own, priority: found }, i) => {
    const record = records[i]
    if (record === undefined) throw new Error(`${judged.path} was ranked, and was not there`)
    const isSame = found === null || record.score === null || record.score.grade === judged.score?.grade
    // The sentence says the grade that stands beside it.
    const said = isSame ? found?.said : sayPriority(found, { type: record.type ?? 'autre', grade: record.score.grade })
    const priority = found === null ? null : { ...found, said: said ?? found.said }
    return kept({ record, declared, reports: own, priority })
  })
  return { rows, unmatched }
}

/** The class first, then the value; what has no priority comes last, in the order of the paths. */
export function byPriority(a: Pick<Listed, 'priority'>, b: Pick<Listed, 'priority'>): number {
  if (a.priority === null || b.priority === null) return Number(a.priority === null) - Number(b.priority === null)
  if (a.priority.class !== b.priority.class) return a.priority.class < b.priority.class ? -1 : 1
  return b.priority.value - a.priority.value
}
