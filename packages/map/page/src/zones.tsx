import { useMemo } from 'preact/hooks'
import type { MapHead } from '../../src/data.ts'
import { readAddress, writeAddress, type Zone } from './address.ts'
import { usePage } from './context.ts'
import { sayWhole } from './say.ts'
import { isIn, keeper } from './select.ts'

/** Where the quadrants are cut: half of the impact, and the score from which a document is complex. */
export function splitOf({ labels }: Pick<MapHead, 'labels'>): {
  readonly impact: number
  readonly complexity: number
} {
  return { impact: 50, complexity: labels.grades.find(({ letter }) => letter === 'D')?.from ?? 50 }
}

type Split = ReturnType<typeof splitOf>

const QUADRANTS: readonly {
  readonly name: string
  readonly about: string
  readonly zone: (split: Split) => Zone
}[] = [
  {
    name: 'Refondre d’abord',
    about: 'difficiles et importants',
    zone: ({ impact, complexity }) => ({ impact: [impact, 100], complexity: [complexity, 100] }),
  },
  {
    name: 'Simplifier au fil de l’eau',
    about: 'difficiles, peu envoyés',
    zone: ({ impact, complexity }) => ({ impact: [0, impact], complexity: [complexity, 100] }),
  },
  {
    name: 'Surveiller',
    about: 'clairs et importants',
    zone: ({ impact, complexity }) => ({ impact: [impact, 100], complexity: [0, complexity] }),
  },
  {
    name: 'Modèles à copier',
    about: 'clairs, peu envoyés',
    zone: ({ impact, complexity }) => ({ impact: [0, impact], complexity: [0, complexity] }),
  },
]

/** The name of a quadrant; nothing for another part of the drawing. */
export function zoneName(zone: Zone, split: Split): string | undefined {
  return QUADRANTS.find((one) => JSON.stringify(one.zone(split)) === JSON.stringify(zone))?.name
}

/** The four quadrants with how many documents each holds: the drawing in words, and its filter. */
export function ZoneBar() {
  const { data, address, filter } = usePage()
  const { filters } = address
  const asked = writeAddress({ view: 'carte', document: null, filters: { ...filters, page: 1, zone: null } })
  const split = splitOf(data)
  // Each quadrant counts what the other filters keep, so that the one that is pressed does not empty its neighbours.
  const kept = useMemo(() => data.documents.filter(keeper(data, readAddress(asked).filters)), [data, asked])
  return (
    <fieldset class="zones">
      <legend class="unseen">Quadrants</legend>
      {QUADRANTS.map(({ name, about, zone }) => {
        const own = zone(split)
        const pressed = filters.zone !== null && JSON.stringify(filters.zone) === JSON.stringify(own)
        return (
          <button
            key={name}
            type="button"
            class="zone"
            aria-pressed={pressed}
            onClick={() => filter({ zone: pressed ? null : own })}
          >
            <strong class="zone-count">{sayWhole(kept.filter((document) => isIn(document, own)).length)}</strong>
            <span>
              <span class="zone-name">{name}</span>
              <span class="zone-about">{about}</span>
            </span>
          </button>
        )
      })}
    </fieldset>
  )
}
