import type { Store } from '@limpide/library/store'
import type { Theme } from '@limpide/map'
import type { PlanStore } from '@limpide/map/plan'
import { CALIBRATION, type Limpide, type Problem } from 'limpide'
import type { Session } from './commands/session.ts'
import { declaredIn } from './declared.ts'
import type { LibraryNow } from './library-now.ts'
import { drawMap } from './map.ts'
import { mapMemoryOf } from './map-memory.ts'
import { count } from './print/number.ts'

export interface ServedWith {
  readonly memory: Store
  readonly plans: PlanStore
  readonly theme?: Theme | undefined
  /** YYYY-MM-DD */
  readonly now: string
}

/** The map of what the memory holds, as one page: no letter is read again. */
export async function servedMap(
  { records, ranking, comparison, reports }: LibraryNow,
  { configs, limpide }: Pick<Session, 'configs' | 'limpide'>,
  folder: string,
  { memory, plans, theme, now }: ServedWith,
): Promise<string> {
  const declared = declaredIn([folder], configs)
  const paths = records.map(({ path }) => path)
  const past = await mapMemoryOf(memory, plans, paths)
  const problems = olderScores(records, limpide, folder)
  const dressed = theme === undefined ? {} : { theme }
  return drawMap({ declared, ranking, comparison, configs, reports, problems, limpide, now, memory: past, ...dressed })
}

/** What to say, and to do, of scores that other rules gave: a scan of an older version left them. */
export function olderScores(
  records: LibraryNow['records'],
  { rulesVersion }: Pick<Limpide, 'rulesVersion'>,
  folder: string,
): readonly Problem[] {
  const old = records.filter(
    ({ score }) => score !== null && (score.rules !== rulesVersion || score.calibration !== CALIBRATION.version),
  )
  const [first] = old
  if (first?.score == null) return []
  const { rules, calibration } = first.score
  return [
    {
      code: 'scores-d-une-autre-version',
      what: `${count(old.length, 'document')} ${old.length >= 2 ? 'ont' : 'a'} un score d’une version précédente (règles ${rules}, calibrage ${calibration}) : il ne se compare pas aux autres.`,
      fix: `Relancez l’analyse : limpide scan ${folder} --memoriser.`,
    },
  ]
}
