import { DIFFICULTIES, OFF_TOPIC, type OffTopic, PRIORITY, type Problem, WEIGHT } from '@limpide/reports'
import type {
  MapData,
  MapDocument,
  MapIntake,
  MapProblem,
  MapReports,
  MapScore,
  MapService,
  MapWhatIf,
} from './data.ts'
import type { InputReference, InputRow, InputScore, MapInput } from './input.ts'

/** The longest piece of a letter that the page may hold. */
const EXCERPT = 160
/** How many of the heaviest indicators the what-if speaks of. */
const WHAT_IF = 3

/** Puts a scan, the team's declarations and the reports together into what the page shows. */
export function buildMapData(input: MapInput): MapData {
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
  const documents = input.rows.map((row, id) => ({
    ...toDocument(row, id, serviceOf(row, services), input),
    family: familyOf.get(id) ?? null,
    passages: passagesOf.get(id) ?? [],
  }))
  const found = new Set(input.rows.flatMap(({ record, declared }) => [record.path, declared?.path ?? record.path]))
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
    format: 1,
    title: input.title ?? 'Carte des documents',
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
        phrases: reading.phrases === null ? null : round(reading.phrases),
        vocabulaire: reading.vocabulaire === null ? null : round(reading.vocabulaire),
        gain: hundredth(reading.gain),
      },
      where: where ?? null,
      excerpt: input.textAllowed && excerpt ? cut(excerpt) : null,
    })),
    intake: intake(input),
    problems: (input.problems ?? []).map(toProblem),
  }
}

function toDocument(
  row: InputRow,
  id: number,
  service: string,
  input: MapInput,
): Omit<MapDocument, 'family' | 'passages'> {
  const { record, declared, priority } = row
  return {
    id,
    path: record.path,
    title: declared?.title ?? record.title ?? fileName(record.path),
    reference: declared?.reference ?? null,
    service,
    procedure: declared?.procedure ?? null,
    type: record.type ?? 'autre',
    format: record.format,
    words: record.words,
    sentences: record.sentences,
    volume: declared?.volume ?? null,
    score: record.score && toScore(record.score),
    findings: record.findings.map(({ rule, principle, severity, message, loc, excerpt }) => ({
      rule,
      principle,
      severity,
      message,
      where: sayPlace(loc),
      excerpt: input.textAllowed && excerpt ? cut(excerpt) : null,
    })),
    reports: toReports(row),
    priority: priority && withoutId(priority),
    whatIf: record.score ? whatIf(record.score, input.reference) : [],
    problems: record.problems.map(toProblem),
  }
}

function toScore(score: InputScore): MapScore {
  return {
    value: round(score.value),
    margin: round(score.margin),
    grade: score.grade,
    uncapped: score.uncapped ?? null,
    parts: Object.fromEntries(
      Object.entries(score.parts).flatMap(([id, value]) => (value === undefined ? [] : [[id, round(value)]])),
    ),
    measured: score.measured,
    contributions: score.contributions
      .filter(({ contribution }) => contribution > 0)
      .map(({ indicator, principle, points, contribution, said }) => ({
        indicator,
        principle,
        points: round(points),
        contribution: round(contribution),
        said,
      })),
    missing: score.missing,
    engagements: score.engagements,
  }
}

/** The score is a sum: what comes back to the clear reference takes its contribution away, exactly. */
function whatIf(score: InputScore, reference: InputReference): readonly MapWhatIf[] {
  const heaviest = [...score.contributions]
    .sort((a, b) => b.contribution - a.contribution)
    .filter(({ contribution }) => contribution >= 1)
    .slice(0, WHAT_IF)
  // A clear document is left alone.
  if (score.value < (reference.calibration.grades[0]?.upTo ?? 0)) return []
  const labelOf = new Map(reference.indicators.map(({ id, label }) => [id, label]))
  const after = (said: string, gain: number): MapWhatIf => {
    const value = Math.max(0, score.value - gain)
    return { said, value: round(value), grade: gradeAfter(value, score.missing.length > 0, reference) }
  }
  const single = heaviest.map(({ indicator, said, contribution }) =>
    after(labelOf.has(indicator) ? said : indicator, contribution),
  )
  if (heaviest.length < 2) return single
  return [
    ...single,
    after(
      'tout cela à la fois',
      heaviest.reduce((sum, { contribution }) => sum + contribution, 0),
    ),
  ]
}

function gradeAfter(value: number, locked: boolean, { calibration }: InputReference): string {
  const grade = calibration.grades.find(({ upTo }) => value < upTo)?.letter ?? calibration.grades.at(-1)?.letter ?? ''
  return locked && grade < calibration.lock ? calibration.lock : grade
}

function toReports({ reports }: InputRow): MapReports | null {
  if (reports === null) return null
  const { received, counted, difficulties, items } = reports
  return {
    received,
    counted,
    difficulties,
    items: items
      .map(({ report, weight, zero, by }) => ({
        date: report.date ?? null,
        role: report.role,
        difficulties: report.difficulties,
        comment: report.comment,
        suggestion: report.suggestion,
        weight: round(weight),
        by,
        zero: zero === undefined ? null : zero.kind === 'hors-sujet' ? zero.why : zero.kind,
      }))
      .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? '')),
  }
}

function withoutId({
  id: _,
  difficulties: __,
  terms,
  value,
  ...rest
}: NonNullable<InputRow['priority']>): NonNullable<MapDocument['priority']> {
  return { ...rest, value: round(value), terms }
}

function intake({ rows, reports, unmatched = [] }: MapInput): MapIntake | null {
  if (reports === undefined || reports === null) return null
  const items = rows.flatMap((row) => row.reports?.items ?? [])
  const offTopic: Partial<Record<OffTopic, number>> = {}
  let duplicates = 0
  for (const { zero } of items) {
    if (zero?.kind === 'doublon') duplicates += 1
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

function labels({ reference }: MapInput): MapData['labels'] {
  return {
    types: Object.fromEntries(reference.types.map(({ id, label }) => [id, label])),
    principles: reference.principles.map(({ id, label }) => ({ id, label })),
    rules: Object.fromEntries(reference.rules.map(({ id, name }) => [id, name])),
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

/** Four decimals: enough to add up to the decimal shown, and the page stays light. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
