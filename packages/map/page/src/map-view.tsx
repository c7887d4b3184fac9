import { useMemo } from 'preact/hooks'
import { readAddress, writeAddress } from './address.ts'
import { usePage } from './context.ts'
import { FilterBar, sayFilters } from './filters.tsx'
import { Coverage, Distribution } from './header.tsx'
import { Section } from './parts.tsx'
import { Quadrants } from './quadrants.tsx'
import { select } from './select.ts'
import { StartHere } from './start-here.tsx'
import { DocumentTable } from './table.tsx'
import { ZoneBar } from './zones.tsx'

/** The map: coverage first, then the drawing and its table, under the same filters. */
export function MapView() {
  const page = usePage()
  const { data, address } = page
  // Another page of the table keeps the same documents: a hundred thousand are not sorted, nor drawn, again.
  const asked = writeAddress({ view: 'carte', document: null, filters: { ...address.filters, page: 1 } })
  const filters = useMemo(() => readAddress(asked).filters, [asked])
  const kept = useMemo(() => select(data, filters), [data, filters])
  // The bar of grades shows what the other filters keep, so that a grade pressed does not empty it.
  const forGrades = useMemo(
    () => (filters.grades.length === 0 ? kept : select(data, { ...filters, grades: [] })),
    [data, filters, kept],
  )
  return (
    <>
      <h1 tabIndex={-1}>{data.title}</h1>
      <Coverage />
      <StartHere documents={kept} />
      <Distribution documents={forGrades} />
      <FilterBar kept={kept.length} />
      <p class="only-printed">{sayFilters(page)}</p>
      <Section
        title="Tous les documents, selon leur difficulté et leur importance"
        intro="En haut à droite, les documents à la fois difficiles et importants. La complexité observée joint le score du texte et les signalements&nbsp;; l’impact joint la portée et l’enjeu."
      >
        <ZoneBar />
        <Quadrants documents={kept} />
      </Section>
      <Section title="Les mêmes documents, en tableau">
        <DocumentTable documents={kept} />
      </Section>
    </>
  )
}
