import type { MapDocument, MapHead } from '../../src/data.ts'
import type { Filters, SortKey, Zone } from './address.ts'

type Listed = Pick<MapHead, 'services' | 'labels'> & { readonly documents: readonly MapDocument[] }

/**
 * The documents that the filters keep, in the order asked. Documents without the value asked come last, whatever the
 * direction; documents that are equal stay in the order of their paths.
 */
export function select(data: Listed, filters: Filters): readonly MapDocument[] {
  const kept = data.documents.filter(keeper(data, filters))
  const services = new Map(data.services.map(({ id, name }) => [id, name]))
  const keyed = kept.map((document) => ({
    document,
    key: sortValue(document, filters.sort, services, data.labels.types),
  }))
  const sign = filters.descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
    return a.key < b.key ? -sign : a.key > b.key ? sign : 0
  })
  return keyed.map(({ document }) => document)
}

/** Says of a document whether the filters keep it. */
export function keeper({ labels }: Pick<MapHead, 'labels'>, filters: Filters): (document: MapDocument) => boolean {
  const words = fold(filters.text)
    .split(/\s+/)
    .filter((word) => word !== '')
  const rule = filters.rule === null ? -1 : labels.rules.findIndex(({ id }) => id === filters.rule)
  return (document) => {
    if (filters.service !== null && document.service !== filters.service) return false
    if (filters.procedure !== null && (document.procedure ?? '') !== filters.procedure) return false
    if (filters.type !== null && document.type !== filters.type) return false
    if (filters.grades.length > 0 && !filters.grades.includes(document.score?.grade ?? 'sans')) return false
    if (filters.classes.length > 0 && !filters.classes.includes(document.priority?.class ?? '')) return false
    if (filters.zone !== null && !isIn(document, filters.zone)) return false
    if (filters.rule !== null && countOf(document, rule) === 0) return false
    if (filters.family !== null && document.family !== filters.family) return false
    if (filters.passage !== null && !document.passages.includes(filters.passage)) return false
    if (words.length === 0) return true
    const text = searched(document)
    return words.every((word) => text.includes(word))
  }
}

/** True for a document that the drawing places there. The last ten of a scale hold their end. */
export function isIn({ priority }: MapDocument, { impact, complexity }: Zone): boolean {
  if (priority === null) return false
  const within = (value: number, [from, to]: readonly [number, number]): boolean =>
    value >= from && (value < to || (to === 100 && value === 100))
  return within(priority.impact, impact) && within(priority.complexity, complexity)
}

/** How many times a rule speaks of a document; the rule is told by its rank. */
export function countOf({ rules }: MapDocument, rule: number): number {
  for (let i = 0; i < rules.length; i += 2) if (rules[i] === rule) return rules[i + 1] ?? 0
  return 0
}

/** Folded once: a hundred thousand titles are searched at each letter typed. */
const FOLDED = new WeakMap<MapDocument, string>()

function searched(document: MapDocument): string {
  const known = FOLDED.get(document)
  if (known !== undefined) return known
  const text = fold(`${document.title} ${document.reference ?? ''} ${document.path} ${document.procedure ?? ''}`)
  FOLDED.set(document, text)
  return text
}

function sortValue(
  document: MapDocument,
  sort: SortKey,
  services: ReadonlyMap<string, string>,
  types: MapHead['labels']['types'],
): number | string | null {
  switch (sort) {
    case 'priorite':
      // The class first: a missing obligation lifts a document above its own value.
      return document.priority === null
        ? null
        : 1000 * (5 - Number(document.priority.class.slice(1))) + document.priority.value
    case 'titre':
      return sortName(document.title)
    case 'service':
      return sortName(services.get(document.service) ?? document.service)
    case 'type':
      return sortName(types[document.type] ?? document.type)
    case 'note':
      return document.score?.value ?? null
    case 'complexite':
      return document.priority?.complexity ?? null
    case 'impact':
      return document.priority?.impact ?? null
    case 'signalements':
      return document.reports?.counted ?? null
    case 'portee':
      return document.volume
  }
}

const NAMES = new Map<string, string>()

/** Names in the order of a French index, without a collator: « lettre 2 » before « lettre 10 », « été » between « est » and « eux ». */
function sortName(name: string): string {
  const known = NAMES.get(name)
  if (known !== undefined) return known
  const key = fold(name)
    .replace(/\d+/g, (number) => number.padStart(12, '0'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  NAMES.set(name, key)
  return key
}

/** Lower case, without accents: « Décision » is found by « decision ». */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").replace(/œ/gi, 'oe').toLowerCase()
}

/** Of each row and type, the scores of its documents. */
export function heat(
  documents: readonly MapDocument[],
  part: string | null,
  rowOf: (document: MapDocument) => string = ({ service }) => service,
): ReadonlyMap<string, ReadonlyMap<string, readonly number[]>> {
  const rows = new Map<string, Map<string, number[]>>()
  for (const document of documents) {
    const { type, score } = document
    const value = part === null ? score?.value : score?.parts[part]
    if (value === undefined) continue
    const id = rowOf(document)
    const row = rows.get(id) ?? new Map<string, number[]>()
    rows.set(id, row)
    const cell = row.get(type)
    if (cell === undefined) row.set(type, [value])
    else cell.push(value)
  }
  return rows
}

/** Of a rule, the documents where it speaks, its remarks, and the copies and views a year of these documents. */
export interface RuleWeight {
  readonly rank: number
  readonly documents: number
  readonly remarks: number
  readonly volume: number
  /** Documents where it speaks, by row. */
  readonly byRow: ReadonlyMap<string, number>
}

/** The rules that speak most widely of these documents, first. */
export function weighRules(
  documents: readonly MapDocument[],
  rowOf: (document: MapDocument) => string,
): readonly RuleWeight[] {
  const found = new Map<
    number,
    { rank: number; documents: number; remarks: number; volume: number; byRow: Map<string, number> }
  >()
  for (const document of documents) {
    const row = rowOf(document)
    for (let i = 0; i < document.rules.length; i += 2) {
      const rank = document.rules[i] ?? 0
      const rule = found.get(rank) ?? { rank, documents: 0, remarks: 0, volume: 0, byRow: new Map<string, number>() }
      found.set(rank, rule)
      rule.documents += 1
      rule.remarks += document.rules[i + 1] ?? 0
      rule.volume += document.volume ?? 0
      rule.byRow.set(row, (rule.byRow.get(row) ?? 0) + 1)
    }
  }
  return [...found.values()].sort((a, b) => b.documents - a.documents || b.remarks - a.remarks || a.rank - b.rank)
}

/** The middle value; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2
}

/** The letter of a score. */
export function gradeOf(value: number, grades: MapHead['labels']['grades']): string {
  return [...grades].reverse().find(({ from }) => value >= from)?.letter ?? ''
}
