import { DIFFICULTIES, OFF_TOPIC, type OffTopic, PRIORITY, type Problem, WEIGHT } from '@limpide/reports/priorities'
import {
  MAP_FORMAT,
  type MapClassMove,
  type MapContribution,
  type MapData,
  type MapDetails,
  type MapDocument,
  type MapFinding,
  type MapIntake,
  type MapParts,
  type MapPast,
  type MapProblem,
  type MapScore,
  type MapService,
} from './data.ts'
import type { InputReference, InputRow, InputScore, MapInput, MapSources } from './input.ts'
import { whatIf } from './what-if.ts'

/** The longest piece of a letter that the page may hold. */
const EXCERPT = 160
/** Rules that « si vous corrigez » speaks of. */
const GAINS = 3
/**
 * What a map of three megabytes holds, counted in remarks told one by one; a document weighs as much as so many of
 * them. The most urgent documents first: the remarks of the last ones of a large library are counted by rule.
 */
const BUDGET = 200_000
const DOCUMENT = 19
const LEAST_TOLD = 15_000
/** Letters of text kept, in the whole map. */
const TEXT_KEPT = 3_000_000

/** Puts a scan, the team's declarations and the reports together into what the page shows. */
export function buildMapData(input: MapInput): MapData {
  const parts = mapParts(input)
  return { ...parts, details: [...parts.details] }
}

/** As `buildMapData`, the rows being gone through once here, and again each time the sheets are. */
export function mapParts(input: MapSources): MapParts {
  const declared = input.declared ?? []
  const services = input.services ?? []
  const families = input.comparison?.families ?? []
  const passages = input.comparison?.passages ?? []
  const familyOf = new Map(families.flatMap(({ documents }, rank) => documents.map((id) => [id, rank])))
  const passagesOf = new Map<number, number[]>()
  for (const [rank, passage] of passages.entries()) {
    for (const id of passage.documents) {
      const known = passagesOf.get(id)
      if (known === undefined) passagesOf.set(id, [rank])
      else known.push(rank)
    }
  }
  const ruleRanks = new Map(input.reference.rules.map(({ id }, rank) => [id, rank]))
  const documents: MapDocument[] = []
  const weights: Weights = { findings: new Uint32Array(input.rows.length), text: new Uint32Array(input.rows.length) }
  const found = new Set<string>()
  const items: ReportItem[] = []
  for (const row of input.rows) {
    const { record, declared, reports } = row
    const id = documents.length
    documents.push({
      ...toDocument(row, id, serviceOf(row, services), ruleRanks),
      step: input.plans?.get(record.path)?.stepLabel ?? null,
      family: familyOf.get(id) ?? null,
      passages: passagesOf.get(id) ?? [],
    })
    weights.findings[id] = record.findings.length
    weights.text[id] = (record.text ?? []).reduce((sum, block) => sum + block.text.length, 0)
    found.add(record.path).add(declared?.path ?? record.path)
    items.push(...(reports?.items ?? []))
  }
  const { told, shown } = withinLimits(input, documents, weights)
  const details = {
    length: documents.length,
    *[Symbol.iterator](): Generator<MapDetails> {
      let id = 0
      for (const row of input.rows) {
        yield toDetails(row, input, { isTold: told.has(id), isShown: shown.has(id) })
        id += 1
      }
    },
  }
  const absent = declared
    .filter(({ path }) => !found.has(path))
    .map(({ path, title, reference, service, volume }) => ({
      path,
      title: title ?? fileName(path),
      reference: reference ?? null,
      service: service ?? null,
      volume: volume ?? null,
    }))
  const serviceList = listServices(documents, services)
  const scored = documents.filter(({ score }) => score !== null)
  const volumeOf = (list: readonly { readonly volume: number | null }[]): number =>
    list.reduce((sum, { volume }) => sum + (volume ?? 0), 0)
  return {
    format: MAP_FORMAT,
    title: input.title ?? 'Carte des documents',
    brand: input.brand ? { name: input.brand.name ?? null, logo: input.brand.logo ?? null } : null,
    generatedAt: input.generatedAt,
    versions: {
      rules: input.reference.rulesVersion,
      calibration: input.reference.calibration.version,
      priority: PRIORITY.version,
    },
    counts: {
      known: documents.length + absent.length,
      scored: scored.length,
      unscored: documents.length - scored.length,
      absent: absent.length,
      silentServices: serviceList.filter((service) => service.documents === 0).length,
      volume: volumeOf(documents) + volumeOf(absent),
      scoredVolume: volumeOf(scored),
      withoutVolume: documents.filter(({ volume }) => volume === null).length,
    },
    labels: labels(input),
    method: method(input.reference),
    documents,
    details,
    absent,
    services: serviceList,
    families: families.map(({ likeness, ...family }) => ({ ...family, likeness: likeness.map(hundredth) })),
    passages: passages.map(({ name, words, documents: held, families: models, example, reading, where, excerpt }) => ({
      name,
      words,
      documents: held,
      models,
      example: example.document,
      reading: reading && {
        ...reading,
        phrases: reading.phrases === null ? null : hundredth(reading.phrases),
        vocabulaire: reading.vocabulaire === null ? null : hundredth(reading.vocabulaire),
        gain: hundredth(reading.gain),
      },
      where: where ?? null,
      excerpt: input.textAllowed && excerpt ? cut(excerpt) : null,
    })),
    intake: intake(input, items),
    problems: (input.problems ?? []).map(toProblem),
    scans: input.scans ?? [],
    moves: moves(input, documents),
    listMoves: listMoves(input, documents),
  }
}

/** By document: how many remarks it has, and how long its text is. */
interface Weights {
  readonly findings: Uint32Array
  readonly text: Uint32Array
}

/** The documents whose remarks are told, and those whose text is shown, the most urgent first. */
function withinLimits(
  { textAllowed = false }: MapSources,
  documents: readonly Pick<MapDocument, 'id' | 'priority'>[],
  weights: Weights,
): { readonly told: ReadonlySet<number>; readonly shown: ReadonlySet<number> } {
  const told = new Set<number>()
  const shown = new Set<number>()
  const most = Math.max(LEAST_TOLD, BUDGET - DOCUMENT * documents.length)
  let findings = 0
  let letters = 0
  for (const { id } of [...documents].sort((a, b) => urgency(b) - urgency(a) || a.id - b.id)) {
    findings += weights.findings[id] ?? 0
    if (findings > most) break
    told.add(id)
    const length = weights.text[id] ?? 0
    if (!textAllowed || length === 0 || letters + length > TEXT_KEPT) continue
    letters += length
    shown.add(id)
  }
  return { told, shown }
}

/** The class first: a missing obligation lifts a document above its own value. */
function urgency({ priority }: Pick<MapDocument, 'priority'>): number {
  return priority === null ? -1 : 1000 * (5 - Number(priority.class.slice(1))) + priority.value
}

function toDocument(
  { record, declared, reports, priority }: InputRow,
  id: number,
  service: string,
  ruleRanks: ReadonlyMap<string, number>,
): Omit<MapDocument, 'step' | 'family' | 'passages'> {
  return {
    id,
    path: record.path,
    title: declared?.title ?? record.title ?? fileName(record.path),
    reference: declared?.reference ?? null,
    service,
    procedure: declared?.procedure ?? null,
    type: record.type ?? 'autre',
    volume: declared?.volume ?? null,
    score: record.score && toScore(record.score, record.findings),
    priority: priority && {
      class: priority.class,
      value: hundredth(priority.value),
      urgent: priority.urgent,
      complexity: hundredth(priority.terms.C),
      impact: hundredth(priority.terms.impact),
      estimated: priority.terms.estimated,
    },
    reports: reports && { received: reports.received, counted: reports.counted },
    rules: countRules(record.findings, ruleRanks),
    problems: record.problems.map(toProblem),
  }
}

function countRules(
  findings: readonly { readonly rule: string }[],
  ranks: ReadonlyMap<string, number>,
): readonly number[] {
  const counts = new Map<number, number>()
  for (const { rule } of findings) {
    const rank = ranks.get(rule)
    if (rank !== undefined) counts.set(rank, (counts.get(rank) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b).flat()
}

function toDetails(
  row: InputRow,
  input: MapSources,
  { isTold, isShown }: { readonly isTold: boolean; readonly isShown: boolean },
): MapDetails {
  const { record, reports, priority } = row
  return {
    format: record.format,
    owner: row.declared?.owner ?? null,
    lastSent: row.declared?.lastSent ?? null,
    words: record.words,
    sentences: record.sentences,
    score: record.score && {
      uncapped: record.score.uncapped ?? null,
      contributions: toContributions(record.score),
      engagements: { ...record.score.engagements, rules: record.score.engagements.rules ?? null },
    },
    priority: priority && {
      said: priority.said,
      ownClass: priority.ownClass,
      jumped: priority.jumped,
      terms: rounded(priority.terms),
    },
    reports: reports && { difficulties: reports.difficulties, items: toReports(reports.items) },
    whatIf: record.score ? whatIf(record.score, input.reference) : [],
    gains: (record.score?.gains ?? [])
      .slice(0, GAINS)
      .map(({ rule, count, value, grade }) => ({ rule, count, value: hundredth(value), grade })),
    findings: isTold ? record.findings.map((finding) => toFinding(finding, input.textAllowed === true)) : null,
    text: isShown ? (record.text ?? []).map(({ kind, text, marks }) => ({ kind, text, marks })) : null,
    plan: input.plans?.get(record.path) ?? null,
    past: input.past?.get(record.path) ?? [],
  }
}

function toFinding(
  { rule, principle, severity, message, loc, excerpt }: InputRow['record']['findings'][number],
  textAllowed: boolean,
): MapFinding {
  return {
    rule,
    principle,
    severity,
    message,
    where: sayPlace(loc),
    excerpt: textAllowed && excerpt ? cut(excerpt) : null,
  }
}

function toScore(score: InputScore, findings: InputRow['record']['findings']): MapScore {
  return {
    value: hundredth(score.value),
    margin: hundredth(score.margin),
    grade: score.grade,
    parts: Object.fromEntries(
      Object.entries(score.parts).flatMap(([id, value]) => (value === undefined ? [] : [[id, hundredth(value)]])),
    ),
    missing: score.missing.map((rule) => ({
      rule,
      said: findings.find((finding) => finding.rule === rule)?.message ?? '',
    })),
  }
}

/** The terms in tenths that add up to the score in tenths: the card is exact to the decimal that it shows. */
function toContributions({ value, contributions }: InputScore): readonly MapContribution[] {
  const total = Math.round(hundredth(value) * 10)
  const heavy = contributions.filter(({ contribution }) => contribution > 0)
  const floors = heavy.map(({ contribution }) => Math.floor(contribution * 10 + 1e-9))
  let left = total - floors.reduce((sum, tenths) => sum + tenths, 0)
  const byRest = heavy
    .map(({ contribution }, rank) => ({ rank, rest: contribution * 10 - (floors[rank] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.rank - b.rank)
  for (const { rank } of byRest) {
    if (left <= 0) break
    floors[rank] = (floors[rank] ?? 0) + 1
    left -= 1
  }
  return heavy.map(({ indicator, said }, rank) => ({ indicator, tenths: floors[rank] ?? 0, said }))
}

function toReports(items: NonNullable<InputRow['reports']>['items']): NonNullable<MapDetails['reports']>['items'] {
  return items
    .map(({ report, weight, zero, by }) => ({
      date: report.date ?? null,
      role: report.role,
      difficulties: report.difficulties,
      comment: report.comment,
      suggestion: report.suggestion,
      weight: hundredth(weight),
      by,
      zero: zero === undefined ? null : zero.kind === 'hors-sujet' ? zero.why : zero.kind,
    }))
    .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))
}

/** The terms to a hundredth, as the sheet shows them. */
function rounded<T extends object>(terms: T): T {
  return Object.fromEntries(
    Object.entries(terms).map(([name, value]) => [name, typeof value === 'number' ? hundredth(value) : value]),
  ) as T
}

type ReportItem = NonNullable<InputRow['reports']>['items'][number]

function intake({ reports, unmatched = [] }: MapSources, items: readonly ReportItem[]): MapIntake | null {
  if (reports === undefined || reports === null) return null
  const offTopic: Partial<Record<OffTopic, number>> = {}
  let duplicates = 0
  for (const { zero } of items) {
    if (zero?.kind === 'doublon' || zero?.kind === 'deja-compte') duplicates += 1
    if (zero?.kind === 'hors-sujet') offTopic[zero.why] = (offTopic[zero.why] ?? 0) + 1
  }
  return {
    received: reports.length,
    matched: items.length,
    counted: items.filter(({ weight }) => weight > 0).length,
    duplicates,
    offTopic,
    unmatched: unmatched.map(({ report, why, candidates }) => ({
      reference: report.reference ?? null,
      document: report.document ?? null,
      date: report.date ?? null,
      comment: report.comment,
      why,
      candidates,
    })),
  }
}

function labels({ reference }: MapSources): MapData['labels'] {
  return {
    types: Object.fromEntries(reference.types.map(({ id, label }) => [id, label])),
    principles: reference.principles.map(({ id, label }) => ({ id, label })),
    rules: reference.rules.map(({ id, name }) => ({ id, name })),
    grades: reference.calibration.grades.map(({ letter, label }, rank, all) => ({
      letter,
      label,
      from: rank === 0 ? 0 : (all[rank - 1]?.upTo ?? 0),
    })),
    difficulties: Object.fromEntries(DIFFICULTIES.map(({ id, label }) => [id, label])),
    offTopic: OFF_TOPIC,
  }
}

function method({ calibration, indicators }: InputReference): MapData['method'] {
  return {
    weights: calibration.weights,
    indicators: indicators.map(({ id, principle, label, unit, clear, complex, share }) => ({
      id,
      principle,
      label,
      unit,
      clear,
      complex,
      share,
    })),
    minimum: { sentences: calibration.minimum.sentences, words: calibration.minimum.words },
    lock: calibration.lock,
    priority: {
      alpha: PRIORITY.alpha,
      halfLife: WEIGHT.halfLife,
      userMost: PRIORITY.userMost,
      reachShare: PRIORITY.reachShare,
      stakeShare: PRIORITY.stakeShare,
      fragile: PRIORITY.fragile,
      stakes: PRIORITY.stakes,
      classes: PRIORITY.classes,
      burst: WEIGHT.burst,
      duplicateDays: WEIGHT.duplicateDays,
      agent: WEIGHT.roles.agent,
      agentMost: WEIGHT.agentMost,
    },
  }
}

/** The letters that crossed the line of what is complex in the last scan; what only the margin moved stays where it was. */
function moves(
  { past, scans, reference }: MapSources,
  documents: readonly Pick<MapDocument, 'path'>[],
): MapData['moves'] {
  const line = reference.calibration.grades.find(({ letter }) => letter === LAST_CLEAR)?.upTo ?? 0
  const last = scans?.at(-1)?.date
  const complex: number[] = []
  const clear: number[] = []
  for (const [id, { path }] of documents.entries()) {
    const [before, after] = past?.get(path)?.slice(-2) ?? []
    if (before === undefined || after?.date !== last || after?.change !== 'changed') continue
    if (before.value === null || after.value === null) continue
    if (Math.abs(after.value - before.value) <= Math.max(before.margin ?? 0, after.margin ?? 0)) continue
    if (before.value < line && after.value >= line) complex.push(id)
    if (before.value >= line && after.value < line) clear.push(id)
  }
  return { complex, clear }
}

/** True for the classes of the list of priorities: what comes onto it is work to plan. */
export function isOnList(id: string | null): boolean {
  return id === 'P1' || id === 'P2'
}

/** What came onto the list of priorities, and what left it, the most urgent first. */
function listMoves(
  { classMoves, past, scans }: MapSources,
  documents: readonly Pick<MapDocument, 'path' | 'title' | 'priority'>[],
): MapData['listMoves'] {
  if (classMoves === undefined) return null
  const last = scans?.at(-1)?.date
  const ids = new Map(documents.map(({ path }, id) => [path, id]))
  const all = classMoves
    .filter(({ before, after }) => isOnList(before) !== isOnList(after))
    .map(({ path, title, before, after }): MapClassMove => {
      const document = ids.get(path) ?? null
      const own = past?.get(path)?.at(-1)
      const change = own?.date === last ? own?.change : undefined
      const shown = document === null ? undefined : documents[document]
      return {
        document,
        title: shown?.title ?? title ?? fileName(path),
        before,
        after,
        why: whyMoved(document, change),
      }
    })
  const rank = ({ document }: MapClassMove): number =>
    urgency({ priority: documents[document ?? -1]?.priority ?? null })
  all.sort((a, b) => rank(b) - rank(a) || a.title.localeCompare(b.title, 'fr'))
  return { entered: all.filter(({ after }) => isOnList(after)), left: all.filter(({ after }) => !isOnList(after)) }
}

function whyMoved(document: number | null, change: MapPast['change'] | undefined): MapClassMove['why'] {
  if (document === null) return 'retiré'
  if (change === 'added') return 'arrivé'
  if (change === 'changed') return 'modifié'
  return change === 'rescored' ? 'règles' : 'contexte'
}

/** The last grade of a letter that is not yet « complexe ». */
const LAST_CLEAR = 'C'

type DeclaredServices = NonNullable<MapInput['services']>

/** The service of a document: as declared, else the service whose folder holds it, else none. */
function serviceOf({ record, declared }: InputRow, services: DeclaredServices): string {
  if (declared?.service) return declared.service
  const path = `/${record.path.replaceAll('\\', '/')}`
  return services.find(({ folder }) => folder !== undefined && path.includes(`/${folder}/`))?.id ?? ''
}

/** The declared services, those without a document included, then those met on the way. */
function listServices(documents: readonly MapDocument[], services: DeclaredServices): readonly MapService[] {
  const counts = new Map<string, number>()
  for (const { service } of documents) counts.set(service, (counts.get(service) ?? 0) + 1)
  const known = new Set(services.map(({ id }) => id))
  const others = [...counts.keys()].filter((id) => !known.has(id))
  return [
    ...services.map(({ id, name }) => ({ id, name, declared: true, documents: counts.get(id) ?? 0 })),
    ...others.map((id) => ({
      id,
      name: id === '' ? 'Sans service' : id,
      declared: false,
      documents: counts.get(id) ?? 0,
    })),
  ]
}

function toProblem({ code, what, fix, where }: Problem): MapProblem {
  return { code, what, fix, where: where ?? null }
}

/** « ligne 12 », « page 2 », « paragraphe 4 »: where a person goes and looks. */
function sayPlace(place: object | null | undefined): string | null {
  if (!place) return null
  if ('line' in place && typeof place.line === 'number') return `ligne ${place.line}`
  if ('page' in place && typeof place.page === 'number') return `page ${place.page}`
  if ('paragraph' in place && typeof place.paragraph === 'number') return `paragraphe ${place.paragraph + 1}`
  if ('row' in place && typeof place.row === 'number') return `ligne ${place.row}`
  return null
}

function cut(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  return plain.length <= EXCERPT ? plain : `${plain.slice(0, EXCERPT - 1)}…`
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100
}
