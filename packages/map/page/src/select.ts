import type { MapData, MapDocument } from '../../src/data.ts'
import type { Filters, SortKey } from './address.ts'

/** The documents that the filters keep, in the order asked. Documents without the value asked come last, whatever the direction. */
export function select(data: MapData, filters: Filters): readonly MapDocument[] {
  const words = fold(filters.text)
    .split(/\s+/)
    .filter((word) => word !== '')
  const kept = data.documents.filter((document) => keeps(document, filters, words))
  const names = new Map(data.services.map(({ id, name }) => [id, name]))
  const keyOf = (document: MapDocument): number | string | null =>
    sortValue(document, filters.sort, names, data.labels.types)
  const keyed = kept.map((document) => ({ document, key: keyOf(document) }))
  const sign = filters.descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null)
      return Number(a.key === null) - Number(b.key === null) || byTitle(a.document, b.document)
    const order =
      typeof a.key === 'number' && typeof b.key === 'number'
        ? a.key - b.key
        : collator.compare(String(a.key), String(b.key))
    return sign * order || byTitle(a.document, b.document)
  })
  return keyed.map(({ document }) => document)
}

const collator = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' })

function byTitle(a: MapDocument, b: MapDocument): number {
  return collator.compare(a.title, b.title) || a.id - b.id
}

function keeps(document: MapDocument, filters: Filters, words: readonly string[]): boolean {
  if (filters.service !== null && document.service !== filters.service) return false
  if (filters.type !== null && document.type !== filters.type) return false
  if (filters.grades.length > 0 && !filters.grades.includes(document.score?.grade ?? 'sans')) return false
  if (filters.classes.length > 0 && !filters.classes.includes(document.priority?.class ?? '')) return false
  if (filters.family !== null && document.family !== filters.family) return false
  if (filters.passage !== null && !document.passages.includes(filters.passage)) return false
  if (words.length === 0) return true
  const text = fold(`${document.title} ${document.reference ?? ''} ${document.path} ${document.procedure ?? ''}`)
  return words.every((word) => text.includes(word))
}

function sortValue(
  document: MapDocument,
  sort: SortKey,
  services: ReadonlyMap<string, string>,
  types: MapData['labels']['types'],
): number | string | null {
  switch (sort) {
    case 'priorite':
      // The class first: a missing obligation lifts a document above its own value.
      return document.priority === null
        ? null
        : 1000 * (5 - Number(document.priority.class.slice(1))) + document.priority.value
    case 'titre':
      return document.title
    case 'service':
      return services.get(document.service) ?? document.service
    case 'type':
      return types[document.type] ?? document.type
    case 'note':
      return document.score?.value ?? null
    case 'complexite':
      return document.priority?.terms.C ?? null
    case 'impact':
      return document.priority?.terms.impact ?? null
    case 'signalements':
      return document.reports?.counted ?? null
    case 'portee':
      return document.volume
  }
}

/** Lower case, without accents: « Décision » is found by « decision ». */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").replaceAll('œ', 'oe').toLowerCase()
}

/** Of each service and type, the scores of its documents. */
export function heat(
  documents: readonly MapDocument[],
  part: string | null,
): ReadonlyMap<string, ReadonlyMap<string, readonly number[]>> {
  const rows = new Map<string, Map<string, number[]>>()
  for (const { service, type, score } of documents) {
    const value = part === null ? score?.value : score?.parts[part]
    if (value === undefined) continue
    const row = rows.get(service) ?? new Map<string, number[]>()
    row.set(type, [...(row.get(type) ?? []), value])
    rows.set(service, row)
  }
  return rows
}

/** The middle value; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2
}

/** The letter of a score. */
export function gradeOf(value: number, grades: MapData['labels']['grades']): string {
  return [...grades].reverse().find(({ from }) => value >= from)?.letter ?? ''
}
