/** The views of the page. */
export const VIEWS = [
  'carte',
  'priorites',
  'urgences',
  'services',
  'evolution',
  'couverture',
  'methode',
  'document',
] as const

export type View = (typeof VIEWS)[number]

export const SORTS = [
  'priorite',
  'titre',
  'service',
  'type',
  'note',
  'complexite',
  'impact',
  'signalements',
  'portee',
] as const

export type SortKey = (typeof SORTS)[number]

/** What the table of services shows, and its rows. */
export const TABLES = ['types', 'regles', 'blocs'] as const
export const ROWS = ['service', 'demarche'] as const

/** A part of the drawing: what it keeps of impact and of observed complexity, bounds included below, left out above. */
export interface Zone {
  readonly impact: readonly [from: number, to: number]
  readonly complexity: readonly [from: number, to: number]
}

/** What is filtered and how it is sorted: all of it is in the address, so that a link shows the same thing to someone else. */
export interface Filters {
  readonly text: string
  readonly service: string | null
  readonly procedure: string | null
  readonly type: string | null
  readonly grades: readonly string[]
  readonly classes: readonly string[]
  readonly zone: Zone | null
  /** Id of a rule. */
  readonly rule: string | null
  /** Rank of a family of letters, in the data. */
  readonly family: number | null
  /** Rank of a common block, in the data. */
  readonly passage: number | null
  readonly sort: SortKey
  readonly descending: boolean
  readonly page: number
  /** Of the view of services: its table, its rows, and the principle whose score it shows. */
  readonly table: (typeof TABLES)[number]
  readonly rows: (typeof ROWS)[number]
  readonly principle: string | null
}

/** What the page shows. */
export interface Address {
  readonly view: View
  /** Id of the document whose sheet is open. */
  readonly document: number | null
  readonly filters: Filters
}

export const NO_FILTERS: Filters = {
  text: '',
  service: null,
  procedure: null,
  type: null,
  grades: [],
  classes: [],
  zone: null,
  rule: null,
  family: null,
  passage: null,
  sort: 'priorite',
  descending: true,
  page: 1,
  table: 'types',
  rows: 'service',
  principle: null,
}

/** Reads « #/carte?service=caf&note=D,E ». Anything unknown falls back to the map without filters. */
export function readAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [name = '', rest] = path.split('/')
  const params = new URLSearchParams(query)
  const list = (key: string, known: RegExp): readonly string[] =>
    (params.get(key) ?? '').split(',').filter((value) => known.test(value))
  const sort = SORTS.find((key) => key === params.get('tri')) ?? NO_FILTERS.sort
  const filters: Filters = {
    text: params.get('texte') ?? '',
    service: params.get('service'),
    procedure: params.get('demarche'),
    type: params.get('type'),
    grades: list('note', /^(?:[A-E]|sans)$/),
    classes: list('priorite', /^P[1-4]$/),
    zone: zoneIn(params.get('zone')),
    rule: params.get('regle'),
    family: rankIn(params.get('modele')),
    passage: rankIn(params.get('bloc')),
    sort,
    descending: params.has('sens') ? params.get('sens') !== 'croissant' : startsDescending(sort),
    page: Math.max(1, Math.trunc(Number(params.get('page') ?? 1)) || 1),
    table: TABLES.find((table) => table === params.get('tableau')) ?? NO_FILTERS.table,
    rows: ROWS.find((rows) => rows === params.get('lignes')) ?? NO_FILTERS.rows,
    principle: params.get('principe'),
  }
  const found = VIEWS.find((view) => view === name) ?? 'carte'
  const document = found === 'document' && /^\d+$/.test(rest ?? '') ? Number(rest) : null
  return { view: found === 'document' && document === null ? 'carte' : found, document, filters }
}

/** « modele=3 »: ranks are counted from one for whoever reads the address. */
function rankIn(said: string | null): number | null {
  return said !== null && /^[1-9]\d{0,6}$/.test(said) ? Number(said) - 1 : null
}

/** « zone=50-100-38-100 »: impact, then complexity. */
function zoneIn(said: string | null): Zone | null {
  const parts = /^(\d{1,3}(?:\.\d+)?)-(\d{1,3}(?:\.\d+)?)-(\d{1,3}(?:\.\d+)?)-(\d{1,3}(?:\.\d+)?)$/.exec(said ?? '')
  if (parts === null) return null
  const [left = 0, right = 0, low = 0, high = 0] = parts.slice(1).map(Number)
  return left < right && low < high ? { impact: [left, right], complexity: [low, high] } : null
}

/** The shortest address of a view: what is as usual is not written. */
export function writeAddress({ view, document, filters }: Address): string {
  const params = new URLSearchParams()
  if (filters.text) params.set('texte', filters.text)
  if (filters.service !== null) params.set('service', filters.service)
  if (filters.procedure !== null) params.set('demarche', filters.procedure)
  if (filters.type !== null) params.set('type', filters.type)
  if (filters.grades.length > 0) params.set('note', filters.grades.join(','))
  if (filters.classes.length > 0) params.set('priorite', filters.classes.join(','))
  if (filters.zone !== null) params.set('zone', [...filters.zone.impact, ...filters.zone.complexity].join('-'))
  if (filters.rule !== null) params.set('regle', filters.rule)
  if (filters.family !== null) params.set('modele', String(filters.family + 1))
  if (filters.passage !== null) params.set('bloc', String(filters.passage + 1))
  if (filters.sort !== NO_FILTERS.sort) params.set('tri', filters.sort)
  if (filters.descending !== startsDescending(filters.sort))
    params.set('sens', filters.descending ? 'decroissant' : 'croissant')
  if (filters.page > 1) params.set('page', String(filters.page))
  if (filters.table !== NO_FILTERS.table) params.set('tableau', filters.table)
  if (filters.rows !== NO_FILTERS.rows) params.set('lignes', filters.rows)
  if (filters.principle !== null) params.set('principe', filters.principle)
  const query = params.toString().replaceAll('%2C', ',')
  return `#/${view}${document === null ? '' : `/${document}`}${query ? `?${query}` : ''}`
}

/** Numbers start with the highest, names with A. */
export function startsDescending(sort: SortKey): boolean {
  return sort !== 'titre' && sort !== 'service' && sort !== 'type'
}

/** True when something is left out of the list. */
export function isFiltered(filters: Filters): boolean {
  return (
    filters.text !== '' ||
    filters.service !== null ||
    filters.procedure !== null ||
    filters.type !== null ||
    filters.grades.length > 0 ||
    filters.classes.length > 0 ||
    filters.zone !== null ||
    filters.rule !== null ||
    filters.family !== null ||
    filters.passage !== null
  )
}

/** The same filters without what leaves documents out. */
export function unfiltered(filters: Filters): Filters {
  const { sort, descending, table, rows, principle } = filters
  return { ...NO_FILTERS, sort, descending, table, rows, principle }
}
