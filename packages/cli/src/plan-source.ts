import { resolve } from 'node:path'
import { type Configs, pathInConfig } from '@limpide/library'
import type { PriorityLine, Store } from '@limpide/library/store'
import { type PlanDocument, type PlanSource, type PlanStore, whatIf } from '@limpide/map/plan'
import { CALIBRATION, declaredDocument, INDICATORS } from 'limpide'
import type { Session } from './commands/session.ts'

/** Priorities are read so many at a time. */
const PAGE = 5_000

/** The plan of a library over its memory: what the last scan knows, in the order of priorities. */
export function planSource(memory: Store, store: PlanStore, { configs }: Pick<Session, 'configs'>): PlanSource {
  return {
    store,
    documents: () => planDocuments(memory, configs),
    services: async () => {
      await configs.of(resolve(memory.root, 'limpide.yml'))
      return new Map(configs.met().flatMap(({ config }) => config.services.map(({ id, name }) => [id, name] as const)))
    },
  }
}

async function planDocuments(memory: Store, configs: Configs): Promise<readonly PlanDocument[]> {
  const ranks = await ranked(memory)
  const found: { readonly document: PlanDocument; readonly rank: number }[] = []
  for await (const { record, hash, meta } of memory.documents()) {
    const absolute = resolve(memory.root, record.path)
    const config = await configs.of(absolute)
    const path = pathInConfig(absolute, config)
    // What limpide.yml says today goes before what it said on the day of the scan.
    const declared = path === undefined ? undefined : declaredDocument(config.config, path)
    const { score } = record
    const reference = declared?.reference ?? meta.reference
    const service = declared?.service ?? meta.service
    const volume = declared?.volume ?? meta.volume
    const line = ranks.get(record.path)
    const after =
      score === null ? undefined : whatIf(score, { calibration: CALIBRATION, indicators: INDICATORS }).at(-1)
    found.push({
      rank: line?.rank ?? Number.POSITIVE_INFINITY,
      document: {
        path: record.path,
        title: declared?.title ?? record.title ?? record.path.split('/').at(-1) ?? record.path,
        ...(reference === undefined ? {} : { reference }),
        ...(service === undefined ? {} : { service }),
        ...(volume === undefined ? {} : { volume }),
        hash,
        score:
          score === null
            ? null
            : {
                value: score.value,
                margin: score.margin,
                grade: score.grade,
                rules: score.rules,
                calibration: score.calibration,
              },
        priorityClass: line?.priorityClass ?? null,
        expected: after === undefined ? null : { value: after.value, grade: after.grade },
      },
    })
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.document.path.localeCompare(b.document.path))
    .map(({ document }) => document)
}

async function ranked(
  memory: Store,
): Promise<ReadonlyMap<string, Pick<PriorityLine, 'priorityClass'> & { readonly rank: number }>> {
  const ranks = new Map<string, Pick<PriorityLine, 'priorityClass'> & { readonly rank: number }>()
  for (;;) {
    const { lines } = await memory.priorities({ offset: ranks.size, limit: PAGE })
    for (const { path, priorityClass } of lines) ranks.set(path, { priorityClass, rank: ranks.size })
    if (lines.length < PAGE) return ranks
  }
}
