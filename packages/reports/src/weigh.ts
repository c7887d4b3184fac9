import { fold } from './mask/detection.ts'
import { type OffTopic, offTopic } from './off-topic.ts'
import type { Report } from './report.ts'

/** The numbers of the weight of a report. Policy of the project's scoring note, version of `PRIORITY`. */
export const WEIGHT = {
  /** Days in which a report loses half its weight. */
  halfLife: 180,
  /** An agent speaks for others already: half, unless they say for how many. */
  roles: { usager: 1, aidant: 1, association: 1, agent: 0.5 },
  agentMost: 2,
  /** An agent who says « 20 usagers par semaine » weighs 2: one tenth of the users said. */
  agentUsers: 10,
  described: 1,
  clickOnly: 0.5,
  duplicateDays: 30,
  duplicateLikeness: 0.9,
  /** Of one person on one version: `most` reports in any `days` days; those that follow are kept, and weigh nothing. */
  own: { days: 30, most: 1 },
  ownOfAgent: { days: 90, most: 3 },
  /** Reports of one day, with one wording or from one network: beyond, the n of them count as 1 + log2(n). */
  burst: 10,
} as const

/** A report with its weight, term by term: `weight = s · c · decay · burst`, or 0 with the reason. */
export interface WeighedReport {
  readonly report: Report
  readonly weight: number
  /** Who reports. */
  readonly s: number
  /** Whether a problem is described. */
  readonly c: number
  /** Days before `now`; half-life days when the report has no date. */
  readonly age: number
  readonly decay: number
  /** 1, or less among more than ten reports of one day with one wording, or from one network. */
  readonly burst: number
  /** Why it weighs nothing. */
  readonly zero?:
    | { readonly kind: 'doublon'; readonly of: string }
    | { readonly kind: 'deja-compte'; readonly of: string }
    | { readonly kind: 'hors-sujet'; readonly why: OffTopic }
    | { readonly kind: 'version-precedente' }
}

export interface WeighOptions {
  /** YYYY-MM-DD: the day the weights are computed for. */
  readonly now: string
  /** YYYY-MM-DD: reports before the publication of the version in force do not count. */
  readonly publishedOn?: string
}

/** Weighs the reports of one document. */
export function weighReports(reports: readonly Report[], options: WeighOptions): readonly WeighedReport[] {
  const sorted = [...reports].sort((a, b) => (a.date ?? '').localeCompare(b.date ?? '') || a.line - b.line)
  const zeros = new Map<Report, WeighedReport['zero']>()
  const eligible: Report[] = []
  for (const report of sorted) {
    const why = offTopic(report)
    if (why !== undefined) {
      zeros.set(report, { kind: 'hors-sujet', why })
      continue
    }
    if (options.publishedOn !== undefined && report.date !== undefined && report.date < options.publishedOn) {
      zeros.set(report, { kind: 'version-precedente' })
      continue
    }
    eligible.push(report)
  }

  // A report that does not count, for whatever reason above, uses nothing of its author's share.
  const personOf = personsAmong(reports)
  const counts = new Map<string, { readonly id: string; readonly day: number }[]>()
  const firsts: Report[] = []
  for (const report of eligible) {
    const own = counts.get(personOf(report)) ?? []
    const { days, most } = report.role === 'agent' ? WEIGHT.ownOfAgent : WEIGHT.own
    const day = dayNumber(report.date ?? options.now)
    const recent = own.filter((other) => day - other.day < days)
    const [first] = recent
    if (first !== undefined && recent.length >= most) zeros.set(report, { kind: 'deja-compte', of: first.id })
    else {
      counts.set(personOf(report), [...own, { id: report.id, day }])
      firsts.push(report)
    }
  }

  // A day with forty times one wording is a burst, and counts as 1 + log2(40): its reports are not each other's copies.
  const echoed = burstsOf(firsts, sameWordings)
  const counted: { report: Report; wording: Wording; day: number }[] = []
  for (const report of firsts) {
    const wording = wordingOf(report)
    const day = dayNumber(report.date ?? options.now)
    const twin = counted.find(
      (other) =>
        Math.abs(day - other.day) <= WEIGHT.duplicateDays &&
        !(echoed.has(report) && other.report.date === report.date) &&
        isSameWording(wording, other.wording),
    )
    if (twin) zeros.set(report, { kind: 'doublon', of: twin.report.id })
    else counted.push({ report, wording, day })
  }

  const rest = counted.map(({ report }) => report)
  const bursts = [burstsOf(rest, sameWordings), burstsOf(rest, sameNetwork)]

  return reports.map((report) => {
    const zero = zeros.get(report)
    const s = roleWeight(report)
    const c = isDescribed(report) ? WEIGHT.described : WEIGHT.clickOnly
    // Without a date, a report is neither fresh nor forgotten: one half-life old.
    const age =
      report.date === undefined ? WEIGHT.halfLife : Math.max(0, dayNumber(options.now) - dayNumber(report.date))
    const decay = 2 ** (-age / WEIGHT.halfLife)
    const size = Math.max(1, ...bursts.map((sizes) => sizes.get(report) ?? 1))
    const burst = size > 1 ? (1 + Math.log2(size)) / size : 1
    return { report, weight: zero ? 0 : s * c * decay * burst, s, c, age, decay, burst, ...(zero ? { zero } : {}) }
  })
}

/**
 * Names the person of each report: those that follow one another are of one, known by the first. One that was erased or given to
 * another document since still names it for those that followed it.
 */
function personsAmong(reports: readonly Report[]): (report: Report) => string {
  const follows = new Map(reports.map(({ id, repeats }) => [id, repeats]))
  return ({ id }) => {
    const seen = new Set<string>()
    let person = id
    for (let next = follows.get(id); next !== undefined && !seen.has(next); next = follows.get(next)) {
      seen.add(next)
      person = next
    }
    return person
  }
}

/** The reports of a day, cut in groups that share a wording or a network. */
type Grouping = (reports: readonly Report[]) => readonly (readonly Report[])[]

/** The reports of each group of more than ten in one day, with the size of their group. */
function burstsOf(reports: readonly Report[], groups: Grouping): ReadonlyMap<Report, number> {
  const sizes = new Map<Report, number>()
  for (const [date, day] of by(reports, ({ date }) => date)) {
    if (date === undefined || day.length <= WEIGHT.burst) continue
    for (const group of groups(day)) {
      if (group.length > WEIGHT.burst) for (const report of group) sizes.set(report, group.length)
    }
  }
  return sizes
}

/** Clicks without a word all say the same. */
const sameWordings: Grouping = (reports) => {
  const groups: { readonly wording: Wording; readonly reports: Report[] }[] = []
  for (const report of reports) {
    const wording = wordingOf(report)
    const same = groups.find((group) => group.wording.text === wording.text || isSameWording(group.wording, wording))
    if (same === undefined) groups.push({ wording, reports: [report] })
    else same.reports.push(report)
  }
  return groups.map((group) => group.reports)
}

/** Of reports that came by a file, nothing tells the network. */
const sameNetwork: Grouping = (reports) =>
  [...by(reports, ({ dayToken }) => dayToken)].flatMap(([token, group]) => (token === undefined ? [] : [group]))

function by<K>(reports: readonly Report[], keyOf: (report: Report) => K): ReadonlyMap<K, readonly Report[]> {
  const groups = new Map<K, Report[]>()
  for (const report of reports) {
    const key = keyOf(report)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [report])
    else known.push(report)
  }
  return groups
}

/** `s`: an agent who says for how many users, with the problem described, weighs up to 2. */
function roleWeight(report: Report): number {
  if (report.role !== 'agent') return WEIGHT.roles[report.role]
  const users = report.volume ?? saidUsers(report.comment)
  if (users === undefined || !isDescribed(report)) return WEIGHT.roles.agent
  return Math.min(WEIGHT.agentMost, Math.max(WEIGHT.roles.agent, users / WEIGHT.agentUsers))
}

/** « 20 usagers par semaine », « 3 appels par jour »: users a week. */
function saidUsers(comment: string): number | undefined {
  const match =
    /(\d{1,4})\s+(?:usagers?|personnes?|appels?|visites?|familles?|demandeurs?)\s+(?:par|chaque|\/)\s*(jour|semaine|mois)/i.exec(
      comment,
    )
  if (!match) return undefined
  const perWeek = { jour: 5, semaine: 1, mois: 1 / 4 }[match[2]?.toLowerCase() as 'jour' | 'semaine' | 'mois']
  return Number(match[1]) * perWeek
}

/** True when the report says what is hard, by a choice or in words. */
function isDescribed(report: Report): boolean {
  return report.difficulties.length > 0 || report.comment !== '' || report.suggestion !== ''
}

/** What a report says, to be compared with another by `isSameWording`. */
export interface Wording {
  readonly text: string
  readonly grams: ReadonlySet<string>
}

/** The words of a report, without their accents, capitals and signs. */
export function wordingOf(report: Pick<Report, 'comment' | 'suggestion'>): Wording {
  const text = plainText(report)
  return { text, grams: trigrams(text) }
}

/** The same words, or nearly. A click without a word is nobody's copy. */
export function isSameWording(one: Wording, other: Wording): boolean {
  if (one.text === '' || other.text === '') return false
  if (one.text === other.text) return true
  const [small, large] = one.grams.size < other.grams.size ? [one.grams, other.grams] : [other.grams, one.grams]
  if (small.size === 0 || small.size / large.size <= WEIGHT.duplicateLikeness) return false
  let shared = 0
  for (const gram of small) if (large.has(gram)) shared += 1
  return shared / (one.grams.size + other.grams.size - shared) > WEIGHT.duplicateLikeness
}

function plainText(report: Pick<Report, 'comment' | 'suggestion'>): string {
  return fold(`${report.comment} ${report.suggestion}`)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function trigrams(text: string): ReadonlySet<string> {
  const grams = new Set<string>()
  for (let i = 0; i + 3 <= text.length; i++) grams.add(text.slice(i, i + 3))
  return grams
}

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000)
}
