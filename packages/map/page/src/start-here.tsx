import { useMemo } from 'preact/hooks'
import type { MapDocument } from '../../src/data.ts'
import { writeAddress } from './address.ts'
import { usePage } from './context.ts'
import { Grade, PriorityTag, SheetLink } from './parts.tsx'
import { capital, sayCount, sayWhole } from './say.ts'

const FIRST = 3

/** « Par où commencer »: the first documents to rewrite, each with its reasons, before any filter or drawing. */
export function StartHere({ documents }: { readonly documents: readonly MapDocument[] }) {
  const { data, address, names } = usePage()
  const first = useMemo(() => firstOf(documents), [documents])
  if (first.length === 0) return null
  return (
    <section class="start">
      <h2>Par où commencer</h2>
      <ol class="start-list">
        {first.map((document) => (
          <li key={document.id} class="start-item">
            <p class="start-title">
              <SheetLink document={document}>{document.title}</SheetLink>
            </p>
            <p class="start-meta">
              {document.priority ? <PriorityTag priority={document.priority} /> : null}
              {document.score ? <Grade letter={document.score.grade} /> : null}
              <span>{names.service(document.service)}</span>
            </p>
            <p class="start-why">{sayReasons(document, data.labels.grades, names.rule)}</p>
          </li>
        ))}
      </ol>
      <p class="start-more not-printed">
        <a href={writeAddress({ ...address, view: 'priorites', document: null })}>Les 20 premiers à réécrire</a>
      </p>
    </section>
  )
}

/** The most urgent documents of a list, whatever its order. */
function firstOf(documents: readonly MapDocument[]): readonly MapDocument[] {
  const first: MapDocument[] = []
  for (const document of documents) {
    if (document.priority === null) continue
    const at = first.findIndex((other) => isBefore(document, other))
    if (at < 0 && first.length >= FIRST) continue
    first.splice(at < 0 ? first.length : at, 0, document)
    if (first.length > FIRST) first.pop()
  }
  return first
}

function isBefore({ priority: a }: MapDocument, { priority: b }: MapDocument): boolean {
  if (a === null || b === null) return a !== null
  return a.class === b.class ? a.value > b.value : a.class < b.class
}

/** « Très complexe. 8 000 personnes par an. 10 signalements. Il manque : contact. » */
export function sayReasons(
  { score, volume, reports }: Pick<MapDocument, 'score' | 'volume' | 'reports'>,
  grades: readonly { readonly letter: string; readonly label: string }[],
  ruleName: (id: string) => string,
): string {
  const reasons = [
    grades.find(({ letter }) => letter === score?.grade)?.label ?? null,
    volume === null ? null : volume === 0 ? 'pas encore envoyé' : `envoyé ou lu ${sayWhole(volume)} fois par an`,
    reports === null || reports.counted === 0 ? null : sayCount(reports.counted, 'signalement'),
    ...(score?.missing.map(({ rule }) => ruleName(rule)) ?? []),
  ].filter((reason) => reason !== null)
  return reasons.length === 0 ? '' : `${capital(reasons.map((reason) => lower(reason)).join(', '))}.`
}

/** Within a sentence, a name of rule begins like any other word. */
function lower(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
