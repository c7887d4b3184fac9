import { relative, resolve, sep } from 'node:path'
import type { Configs } from '@limpide/library'
import { buildMapData } from '@limpide/map'
import { renderMap } from '@limpide/map/node'
import type { Report } from '@limpide/reports'
import { CALIBRATION, DOCUMENT_TYPES, INDICATORS, type Limpide, PRINCIPLES, type Problem } from 'limpide'
import type { Ranking } from './priorities.ts'

/** What the map is drawn from. */
export interface MapSource {
  /** The paths scanned, as they were written. */
  readonly paths: readonly string[]
  readonly ranking: Ranking
  readonly configs: Configs
  readonly reports: readonly Report[] | null
  readonly problems: readonly Problem[]
  readonly limpide: Limpide
  readonly now: string
}

/** The map as one HTML page that opens from the disk. */
export function drawMap({ paths, ranking, configs, reports, problems, limpide, now }: MapSource): string {
  // A declared document outside of what was scanned is not missing: nobody looked for it.
  const shown = (absolute: string): string | undefined => {
    for (const path of paths) {
      const inside = relative(resolve(path), absolute)
      if (inside !== '' && !inside.startsWith('..'))
        return [path.replace(/\/+$/, '').replace(/^\.\//, ''), inside]
          .filter((part) => part !== '.')
          .join('/')
          .split(sep)
          .join('/')
    }
    return undefined
  }
  const met = configs.met()
  const declared = met.flatMap(({ config, folder = '.', leavesOut }) =>
    config.documents.flatMap((document) => {
      const absolute = resolve(folder, document.path)
      const path = shown(absolute)
      return path === undefined || leavesOut(absolute) ? [] : [{ ...document, path }]
    }),
  )
  const services = met.flatMap(({ config }) => config.services)
  const data = buildMapData({
    generatedAt: now,
    // A row speaks of its document with the path of the scan, as the list of declared documents does.
    rows: ranking.rows.map((row) => ({ ...row, declared: row.declared && { ...row.declared, path: row.record.path } })),
    declared,
    services,
    reports,
    unmatched: ranking.unmatched,
    textAllowed: met.some(({ config }) => config.keepsText),
    problems: [...met.flatMap(({ config }) => config.problems), ...problems],
    reference: {
      rulesVersion: limpide.rulesVersion,
      rules: limpide.rules.map(({ id, name }) => ({ id, name })),
      types: DOCUMENT_TYPES,
      principles: PRINCIPLES,
      indicators: INDICATORS,
      calibration: CALIBRATION,
    },
  })
  return renderMap(data)
}
