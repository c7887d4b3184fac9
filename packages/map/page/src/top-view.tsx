import { useEffect, useMemo, useState } from 'preact/hooks'
import type { MapDetails, MapDocument } from '../../src/data.ts'
import { NO_FILTERS } from './address.ts'
import { usePage } from './context.ts'
import { documentsGrid } from './documents-grid.ts'
import { ExportBar } from './export-bar.tsx'
import { ServiceField, TypeField } from './filters.tsx'
import { Grade, PriorityTag, ScoreNumber, SheetLink } from './parts.tsx'
import { capital, sayCount, sayWhole, typeset } from './say.ts'
import { select } from './select.ts'

const TOP = 20
/** What weighs most in each, said in so many words. */
const REASONS = 2

/** « Les 20 premiers »: one page to bring to a meeting, with what weighs most in each document. */
export function TopView() {
  const { data, address, names } = usePage()
  const { service, type } = address.filters
  const all = useMemo(
    () => select(data, { ...NO_FILTERS, service, type }).filter(({ priority }) => priority !== null),
    [data, service, type],
  )
  const top = all.slice(0, TOP)
  const details = useAll(top)
  return (
    <>
      <h1 tabIndex={-1}>Les {sayWhole(TOP)} premiers à réécrire</h1>
      <p class="lead">
        {all.length === 0
          ? 'Aucun document noté ne répond à ces filtres.'
          : `Par ordre de priorité${service === null ? '' : `, ${names.service(service)}`}${type === null ? '' : `, ${names.type(type)}`}. ${all.length > TOP ? `${capital(sayCount(all.length, 'document'))} ont une priorité\u00a0: la carte donne les suivants.` : 'Tous les documents notés y sont.'}`}
      </p>
      <search class="filters" aria-label="Filtrer les documents">
        <ServiceField />
        <TypeField />
      </search>
      <div class="table-block top-block">
        <ExportBar name="premiers" grid={() => documentsGrid(top, names)} />
        <ol class="top">
          {top.map((document, rank) => (
            <li key={document.id} class="top-item">
              <h2 class="queue-title">
                <span class="top-rank">{sayWhole(rank + 1)}</span>
                <SheetLink document={document}>{document.title}</SheetLink>
              </h2>
              <p class="queue-meta">
                {document.priority ? <PriorityTag priority={document.priority} /> : null}
                {document.score ? (
                  <span>
                    <Grade letter={document.score.grade} /> <ScoreNumber score={document.score} />
                  </span>
                ) : null}
                <span>{names.service(document.service)}</span>
                <span>{names.type(document.type)}</span>
                <span>{document.volume === null ? 'portée inconnue' : `${sayWhole(document.volume)} par an`}</span>
                {document.reports ? <span>{sayCount(document.reports.counted, 'signalement')}</span> : null}
                {document.step ? <span>{document.step}</span> : null}
              </p>
              <Reasons document={document} details={details.get(document.id)} />
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}

function Reasons({ document, details }: { readonly document: MapDocument; readonly details: MapDetails | undefined }) {
  const { names } = usePage()
  const heavy = details?.score?.contributions.slice(0, REASONS) ?? []
  const missing = document.score?.missing ?? []
  return (
    <ul class="top-reasons">
      {missing.map(({ rule }) => (
        <li key={rule}>
          <strong>{names.rule(rule)}</strong>
        </li>
      ))}
      {heavy.map(({ indicator, said }) => (
        <li key={indicator}>{capital(typeset(said))}</li>
      ))}
    </ul>
  )
}

/** What the sheets of these documents add, as they are read. */
function useAll(documents: readonly MapDocument[]): ReadonlyMap<number, MapDetails> {
  const { data } = usePage()
  const [found, setFound] = useState<ReadonlyMap<number, MapDetails>>(new Map())
  const ids = documents.map(({ id }) => id).join()
  useEffect(() => {
    let isShown = true
    const read = documents.map(async ({ id }) => [id, await data.details(id)] as const)
    Promise.all(read).then(
      (all) => {
        if (isShown) setFound(new Map(all))
      },
      // The sheet of the document says that the file was cut.
      () => {},
    )
    return () => {
      isShown = false
    }
  }, [data, ids])
  return found
}
