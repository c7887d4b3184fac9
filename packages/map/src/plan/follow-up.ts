import { type Difficulty, weighReports } from '@limpide/reports'
import type { KeptReport } from '@limpide/reports/store'
import type { DocumentVersion } from './plan-store.ts'
import { MEASURE, type Measurable, measurable, type Rates } from './rate-ratio.ts'

/** What is known of the effect of the last version of a document. */
export interface FollowUp {
  readonly version: DocumentVersion
  /** Days since it was published. */
  readonly days: number
  /** YYYY-MM-DD: the day from which it may be measured. */
  readonly dueOn: string
  readonly rates: Rates
  readonly measurable: Measurable
}

/** The longest time over which reports are counted on each side, in days. */
const MOST_DAYS = 365

/**
 * The rates of reports on both sides of the last publication, over as many days; `undefined` where nothing was
 * published. The copies are those declared for a year, in proportion, unless someone counted them.
 */
export function followUp(
  versions: readonly DocumentVersion[],
  reports: readonly KeptReport[],
  today: string,
  counted: { readonly before?: number; readonly after?: number } = {},
): FollowUp | undefined {
  const version = versions.at(-1)
  if (version?.publishedOn == null) return undefined
  const { publishedOn } = version
  const before = versions.at(-2)
  const days = Math.max(0, daysBetween(publishedOn, today))
  // As long before as after, and not further back than the text before.
  const after = Math.min(days, MOST_DAYS)
  const known = before?.publishedOn == null ? MOST_DAYS : daysBetween(before.publishedOn, publishedOn)
  const window = Math.min(after, known)
  const from = addDays(publishedOn, -window)
  const until = addDays(publishedOn, after)
  const received = countable(reports, today)
  const yearly = (volume: number | null | undefined, during: number): number => ((volume ?? 0) * during) / 365
  const rates: Rates = {
    before: {
      reports: received.filter((one) => one.day >= from && isBefore(one, version)).length,
      copies: counted.before ?? yearly(before?.volume ?? version.volume, window),
    },
    after: {
      reports: received.filter((one) => one.day < until && !isBefore(one, version)).length,
      copies: counted.after ?? yearly(version.volume, after),
    },
  }
  return { version, days, dueOn: addDays(publishedOn, MEASURE.days), rates, measurable: measurable(rates, days) }
}

/** What users said of the text before a version, without their words: how many, and of what. */
export function themesBefore(
  versions: readonly DocumentVersion[],
  number: number,
  reports: readonly KeptReport[],
): { readonly reports: number; readonly themes: Readonly<Partial<Record<Difficulty, number>>> } {
  const next = versions.find((version) => version.number === number)
  const own = versions.find((version) => version.number === number - 1)
  const themes: Partial<Record<Difficulty, number>> = {}
  const said = countable(reports, next?.publishedOn ?? '9999').filter(
    (one) => (next === undefined || isBefore(one, next)) && (own === undefined || !isBefore(one, own)),
  )
  for (const { report } of said)
    for (const difficulty of report.difficulties) themes[difficulty] = (themes[difficulty] ?? 0) + 1
  return { reports: said.length, themes }
}

/** True when a report speaks of the text before a version: what came on the very day, by the hour. */
function isBefore(
  { day, receivedAt }: { readonly day: string; readonly receivedAt: string },
  { publishedOn, keptAt }: DocumentVersion,
): boolean {
  if (publishedOn === null) return false
  return day < publishedOn || (day === publishedOn && receivedAt < keptAt)
}

/** The reports that count, each once: neither put aside, nor of something else, nor sent twice. */
function countable(
  reports: readonly KeptReport[],
  today: string,
): readonly { readonly report: KeptReport; readonly day: string; readonly receivedAt: string }[] {
  const dated = reports
    .filter(({ state }) => state === 'recu')
    .map((report) => ({ ...report, date: report.date ?? report.receivedAt.slice(0, 10) }))
  const now = /^\d{4}-\d\d-\d\d$/.test(today) ? today : (dated.at(-1)?.date ?? '1970-01-01')
  const counts = weighReports(dated, { now })
  return dated.flatMap((report, i) =>
    (counts[i]?.weight ?? 0) > 0 ? [{ report, day: report.date, receivedAt: report.receivedAt }] : [],
  )
}

/** The day so many days after another. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
