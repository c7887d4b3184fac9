import { usePage } from './context.ts'
import { documentsGrid } from './documents-grid.ts'
import { ExportBar } from './export-bar.tsx'
import { LongList } from './more.tsx'
import { Grade, PriorityTag, SheetLink } from './parts.tsx'
import { sayCount, sayWhole } from './say.ts'

/** « À corriger tout de suite »: a missing obligation is a sentence to add, not a letter to rewrite. */
export function UrgentView() {
  const { data, names } = usePage()
  const urgent = data.documents
    .filter(({ score }) => score !== null && score.missing.length > 0)
    .sort((a, b) => (b.volume ?? -1) - (a.volume ?? -1) || (b.priority?.value ?? 0) - (a.priority?.value ?? 0))
  return (
    <>
      <h1 tabIndex={-1}>À corriger tout de suite</h1>
      <p class="lead">
        {urgent.length === 0 ? (
          <>Aucun document noté n’oublie une mention obligatoire reconnue par les règles.</>
        ) : (
          <>
            <strong>{sayCount(urgent.length, 'document')}</strong> {urgent.length >= 2 ? 'oublient' : 'oublie'} au moins
            une mention obligatoire. Il manque une phrase, pas une réécriture&nbsp;: commencez par les plus envoyés.
          </>
        )}
      </p>
      {urgent.length > 0 ? <ExportBar name="a-corriger" grid={() => documentsGrid(urgent, names)} /> : null}
      <LongList class="queue" list={urgent} ordered>
        {(document) => (
          <li key={document.id} class="queue-item">
            <h2 class="queue-title">
              <SheetLink document={document}>{document.title}</SheetLink>
            </h2>
            <p class="queue-meta">
              {document.priority ? <PriorityTag priority={document.priority} /> : null}
              {document.score ? <Grade letter={document.score.grade} /> : null}
              <span>{names.service(document.service)}</span>
              <span>{names.type(document.type)}</span>
              <span>{document.volume === null ? 'portée inconnue' : `${sayWhole(document.volume)} par an`}</span>
            </p>
            <ul class="queue-missing">
              {document.score?.missing.map(({ rule, said }) => (
                <li key={rule}>
                  <strong>{names.rule(rule)}</strong>
                  {said ? <>&nbsp;: {said}</> : null}
                </li>
              ))}
            </ul>
          </li>
        )}
      </LongList>
    </>
  )
}
