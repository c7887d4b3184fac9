import { resolve } from 'node:path'
import { pathInStore } from '@limpide/library'
import type { Store } from '@limpide/library/store'
import { type PlanDocument, type PlanSource, type PlanStore, whatIf } from '@limpide/map/plan'
import { CALIBRATION, INDICATORS } from 'limpide'
import type { Session } from './commands/session.ts'
import { lastScan, type PlanNow } from './library-now.ts'
import { byPriority } from './priorities.ts'

/** What was read after the last scan is given again for so long: only the order of priorities may be older. */
const FRESH_MS = 60_000

/** The plan of a library: with the scores and the priorities that its map shows. */
export function planSource(
  store: PlanStore,
  memory: Pick<Store, 'root' | 'scans'>,
  { configs }: Pick<Session, 'configs'>,
  now: () => Promise<PlanNow>,
): PlanSource {
  const { root } = memory
  let last: { readonly scan: string; readonly at: number; readonly documents: readonly PlanDocument[] } | undefined
  return {
    store,
    documents: async () => {
      const scan = await lastScan(memory)
      if (last === undefined || last.scan !== scan || Date.now() - last.at > FRESH_MS) {
        const library = await now()
        // What is given again may be from before this scan: then it is asked for anew next time.
        last = { scan: library.scan, at: Date.now(), documents: documentsOf(library, root) }
      }
      return last.documents
    },
    services: async () => {
      await configs.of(resolve(root, 'limpide.yml'))
      return new Map(configs.met().flatMap(({ config }) => config.services.map(({ id, name }) => [id, name] as const)))
    },
  }
}

function documentsOf({ ranking, known }: PlanNow, root: string): readonly PlanDocument[] {
  return [...ranking.rows].sort(byPriority).map(({ record, declared, priority }): PlanDocument => {
    const path = pathInStore(root, record.path)
    const { hash, meta } = known.get(path) ?? { hash: null, meta: {} }
    // What limpide.yml says today goes before what it said on the day of the scan.
    const reference = declared?.reference ?? meta.reference
    const service = declared?.service ?? meta.service
    const volume = declared?.volume ?? meta.volume
    const { score } = record
    const after =
      score === null ? undefined : whatIf(score, { calibration: CALIBRATION, indicators: INDICATORS }).at(-1)
    return {
      path,
      title: declared?.title ?? record.title ?? path.split('/').at(-1) ?? path,
      ...(reference === undefined ? {} : { reference }),
      ...(service === undefined ? {} : { service }),
      ...(volume === undefined ? {} : { volume }),
      hash,
      score: score && {
        value: score.value,
        margin: score.margin,
        grade: score.grade,
        rules: score.rules,
        calibration: score.calibration,
      },
      priorityClass: priority?.class ?? null,
      expected: after === undefined ? null : { value: after.value, grade: after.grade },
    }
  })
}
