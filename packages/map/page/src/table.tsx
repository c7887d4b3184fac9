// biome-ignore-all lint/a11y/noRedundantRoles: on a phone the rows are laid out as cards, and some browsers then forget that they are a table
import type { MapDocument } from '../../src/data.ts'
import { type SortKey, startsDescending } from './address.ts'
import { usePage } from './context.ts'
import { documentsGrid } from './documents-grid.ts'
import { ExportBar } from './export-bar.tsx'
import { Grade, PriorityTag, ScoreNumber, SheetLink } from './parts.tsx'
import { sayWhole } from './say.ts'

const PER_PAGE = 25
/** A paper holds so many rows at most: beyond, nobody reads it. */
const PRINTED = 1000

const COLUMNS: readonly {
  readonly key: SortKey
  readonly label: string
  readonly number?: boolean
  readonly title?: string
}[] = [
  { key: 'priorite', label: 'Priorité' },
  { key: 'titre', label: 'Document' },
  { key: 'service', label: 'Service' },
  { key: 'type', label: 'Type' },
  { key: 'note', label: 'Note', title: 'De A (clair) à E (très complexe), score sur 100 et sa marge' },
  { key: 'complexite', label: 'Complexité observée', number: true, title: 'Le score corrigé par les signalements' },
  { key: 'impact', label: 'Impact', number: true, title: 'Portée et enjeu, sur 100' },
  {
    key: 'signalements',
    label: 'Signale\u00adments',
    number: true,
    title: 'Ceux qui comptent\u00a0: ni doublons, ni hors sujet',
  },
  { key: 'portee', label: 'Portée par an', number: true, title: 'Envois ou vues déclarés' },
]

/** The same documents as the drawing, sorted and paged; all of them when printing. */
export function DocumentTable({ documents }: { readonly documents: readonly MapDocument[] }) {
  const { address, names, filter, printing } = usePage()
  const { filters } = address
  const pages = Math.max(1, Math.ceil(documents.length / PER_PAGE))
  const page = Math.min(filters.page, pages)
  const shown = printing ? documents.slice(0, PRINTED) : documents.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const sortBy = (key: SortKey): void =>
    filter({ sort: key, descending: filters.sort === key ? !filters.descending : startsDescending(key) })
  return (
    <div class="table-block">
      <ExportBar name="carte" grid={() => documentsGrid(documents, names)} />
      <table class="documents" role="table" aria-label="Documents de la carte">
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map(({ key, label, number, title }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                class={number ? 'number' : ''}
                aria-sort={filters.sort === key ? (filters.descending ? 'descending' : 'ascending') : 'none'}
              >
                {printing ? (
                  label
                ) : (
                  <button type="button" class="sort" onClick={() => sortBy(key)} {...(title ? { title } : {})}>
                    {label}
                    <span class="arrow" aria-hidden="true">
                      {filters.sort === key ? (filters.descending ? '↓' : '↑') : ''}
                    </span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((document) => (
            <Row
              key={document.id}
              document={document}
              service={names.service(document.service)}
              type={names.type(document.type)}
            />
          ))}
        </tbody>
      </table>
      {documents.length === 0 ? <p class="empty">Aucun document ne répond à ces filtres.</p> : null}
      {printing && documents.length > PRINTED ? (
        <p class="note">
          Les {sayWhole(PRINTED)} premiers documents, sur {sayWhole(documents.length)}. L’export donne tous les autres.
        </p>
      ) : null}
      {pages > 1 && !printing ? (
        <nav class="pager" aria-label="Pages du tableau">
          <button type="button" class="button" disabled={page === 1} onClick={() => filter({ page: page - 1 })}>
            Page précédente
          </button>
          <span role="status">
            Page {sayWhole(page)} sur {sayWhole(pages)}
          </span>
          <button type="button" class="button" disabled={page === pages} onClick={() => filter({ page: page + 1 })}>
            Page suivante
          </button>
        </nav>
      ) : null}
    </div>
  )
}

function Row({
  document,
  service,
  type,
}: {
  readonly document: MapDocument
  readonly service: string
  readonly type: string
}) {
  const { priority, score, reports } = document
  return (
    <tr role="row">
      <td role="cell" data-label="Priorité" class="cell-priority">
        {priority ? (
          <>
            <PriorityTag priority={priority} /> <span class="muted">{sayWhole(priority.value)}</span>
          </>
        ) : (
          <span class="muted">sans</span>
        )}
      </td>
      <td role="cell" class="cell-title">
        <SheetLink document={document}>{document.title}</SheetLink>
        <span class="sub">
          {document.reference ?? document.path.split(/[/\\]/).at(-1)}
          {priority?.urgent ? <span class="flag">mention obligatoire manquante</span> : null}
          {document.step ? <span class="flag flag-step">{document.step}</span> : null}
        </span>
      </td>
      <td role="cell" data-label="Service" class="cell-service">
        {service}
      </td>
      <td role="cell" data-label="Type" class="cell-type">
        {type}
      </td>
      <td role="cell" data-label="Note" class="cell-grade">
        {score ? (
          <>
            <Grade letter={score.grade} /> <ScoreNumber score={score} />
          </>
        ) : (
          <span class="muted">non noté</span>
        )}
      </td>
      <td role="cell" data-label="Complexité" class="number">
        {priority ? sayWhole(priority.complexity) : '–'}
      </td>
      <td role="cell" data-label="Impact" class="number">
        {priority ? sayWhole(priority.impact) : '–'}
      </td>
      <td role="cell" data-label="Signalements" class="number">
        {reports ? sayWhole(reports.counted) : '–'}
      </td>
      <td role="cell" data-label="Par an" class="number">
        {document.volume === null ? <span class="muted">inconnue</span> : sayWhole(document.volume)}
      </td>
    </tr>
  )
}
