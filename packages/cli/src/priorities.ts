import { resolve } from 'node:path'
import { type Configs, declaredOf, type ScanRecord } from '@limpide/library'
import { type InputRow, rankDocuments } from '@limpide/map'
import { type Priority, type Report, sayPriority, type UnmatchedReport } from '@limpide/reports'
import type { DeclaredDocument, Score } from 'limpide'

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

/** What weighs on a ranking besides the records. */
export interface RankOptions {
  /** The day the text in force of a record was published, by path. */
  readonly published?: ReadonlyMap<string, string> | undefined
  /**
   * The score of each record once the blocks that letters share are left to the library. It ranks: four hundred letters do
   * not come first for one box of recourse. The score that is shown, and that a limit judges, stays that of the file, which
   * the editor and « check » give too.
   */
  readonly scores?: readonly (Score | null)[] | undefined
}

/** Joins a scan with its reports. `reports` is `null` when none were given; `now` is a day, YYYY-MM-DD. */
export async function rank(
  records: readonly ScanRecord[],
  configs: Configs,
  reports: readonly Report[] | null,
  now: string,
  { published, scores }: RankOptions = {},
): Promise<Ranking> {
  const known = await Promise.all(
    records.map(async (record, i) => {
      const absolute = resolve(record.path)
      const found = await configs.of(absolute)
      const publishedOn = published?.get(record.path)
      const own = scores?.[i] ?? record.score
      return {
        record: own === record.score ? record : { ...record, score: own },
        declared: declaredOf(record, absolute, found),
        ...(publishedOn === undefined ? {} : { publishedOn }),
      }
    }),
  )
  const { rows: ranked, unmatched } = rankDocuments(known, reports, now)
  const rows = ranked.map(({ record: judged, declared, reports: own, priority: found }, i): Ranked => {
    const record = records[i] ?? judged
    const isSame = found === null || record.score === null || record.score.grade === judged.score?.grade
    // The sentence says the grade that stands beside it.
    const said = isSame ? found?.said : sayPriority(found, { type: record.type ?? 'autre', grade: record.score.grade })
    const priority = found === null ? null : { ...found, said: said ?? found.said }
    return { record: { ...record, reports: own, priority }, declared, reports: own, priority }
  })
  return { rows, unmatched }
}

/** The class first, then the value; what has no priority comes last, in the order of the paths. */
export function byPriority(a: Ranked, b: Ranked): number {
  if (a.priority === null || b.priority === null) return Number(a.priority === null) - Number(b.priority === null)
  if (a.priority.class !== b.priority.class) return a.priority.class < b.priority.class ? -1 : 1
  return b.priority.value - a.priority.value
}
