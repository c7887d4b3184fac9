import type { Configs } from '@limpide/library'
import { BLOCK_NAMES, type Comparison, type Passage } from '@limpide/library/similar'
import { type InputRow, mapParts, type Rows, type Theme, themeCss } from '@limpide/map'
import { renderMap } from '@limpide/map/node'
import type { Report } from '@limpide/reports'
import { CALIBRATION, DOCUMENT_TYPES, INDICATORS, type Limpide, PRINCIPLES, type Problem } from 'limpide'
import type { Declared } from './declared.ts'
import type { MapMemory } from './map-memory.ts'
import { sayPlace } from './print/place.ts'
import type { Ranked, Ranking } from './priorities.ts'

/** What the map is drawn from. */
export interface MapSource {
  readonly declared: Declared
  readonly ranking: Pick<Ranking, 'unmatched'> & { readonly rows: Rows<Pick<Ranked, keyof InputRow>> }
  /** Absent: the letters were not compared. */
  readonly comparison: Omit<Comparison, 'scores'> | undefined
  /** The shared passages that weigh most, as they read; absent: none was read again. */
  readonly passages?: readonly (Passage | undefined)[]
  readonly configs: Configs
  readonly reports: readonly Report[] | null
  readonly problems: readonly Problem[]
  readonly limpide: Limpide
  readonly now: string
  /** Name of the team or of the library. */
  readonly title?: string
  readonly theme?: Theme
  /** What the library remembers; absent: it has no memory. */
  readonly memory?: MapMemory
}

/** The map as one HTML page that opens from the disk. */
export function drawMap({
  declared,
  ranking,
  comparison,
  passages = [],
  configs,
  reports,
  problems,
  limpide,
  now,
  title,
  theme,
  memory,
}: MapSource): Promise<string> {
  const met = configs.met()
  const data = mapParts({
    ...(title === undefined ? {} : { title }),
    ...(theme?.name === undefined && theme?.logo === undefined ? {} : { brand: theme }),
    ...memory,
    generatedAt: now,
    // A row speaks of its document with the path of the scan, as the list of declared documents does.
    rows: {
      length: ranking.rows.length,
      *[Symbol.iterator](): Generator<InputRow> {
        for (const row of ranking.rows)
          yield { ...row, declared: row.declared && { ...row.declared, path: row.record.path } }
      },
    },
    ...(comparison === undefined ? {} : { comparison: named(comparison, passages) }),
    declared: declared.documents,
    services: declared.services,
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
  return renderMap(data, undefined, theme === undefined ? {} : { style: themeCss(theme) })
}

/** How many shared passages a map says the words and the place of. */
export const PASSAGES_READ = 30

function named(
  { families, passages }: Pick<Comparison, 'families' | 'passages'>,
  texts: readonly (Passage | undefined)[],
) {
  return {
    families,
    passages: passages.map((passage, i) => {
      const text = texts[i]
      const where = text === undefined ? undefined : sayPlace(text)
      return {
        ...passage,
        name: BLOCK_NAMES[passage.role],
        ...(text === undefined ? {} : { excerpt: text.text }),
        ...(where === undefined ? {} : { where }),
      }
    }),
  }
}
