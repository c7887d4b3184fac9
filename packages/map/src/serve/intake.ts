import { mask, matcher } from '@limpide/reports'
import { type NewReport, saidOf } from '@limpide/reports/store'
import type { SiteDocument, SiteOptions } from './context.ts'
import { type Arrival, createWatch } from './watch.ts'

/** A report that the site keeps, and what it knows of its sender for the time of a day. */
export interface Taken
  extends Pick<NewReport, 'report' | 'channel' | 'importKey' | 'attachment' | 'address' | 'reporter'> {
  readonly network?: string
}

/** The way in of every report that the site receives. */
export interface Intake {
  /** Gives a report to the document it names for sure, and keeps it; `undefined`: its key was known already. */
  take(taken: Taken): Promise<{ readonly id: string; readonly code: string } | undefined>
  /** Makes ready what the first report needs, and learns those that came today before the site was started. */
  begin(): Promise<void>
}

/** The list of documents is read again after this, in milliseconds. */
const DOCUMENTS_MS = 30_000

/** What people write, with every kind of personal data. */
const SAMPLE =
  'Mme Claire Martin, 1 rue des Lilas 35000 Rennes, née le 3 mars 1980, au 06 12 34 56 78, ne comprend pas la phrase 4 de cette lettre. Dossier n° 2024-0153, claire@exemple.fr, AB-123-CD. Cordialement, C. Martin'

type Match = ReturnType<typeof matcher>

/** The way in of a site, with the watch on what comes. */
export function createIntake({
  reports,
  documents,
  now,
  resembling,
}: Pick<SiteOptions, 'reports' | 'documents' | 'now' | 'resembling'>): Intake {
  const watch = createWatch()
  let known: { readonly at: number; readonly of: readonly SiteDocument[]; readonly match: Match } | undefined

  const index = async (): Promise<Match> => {
    if (known !== undefined && now() - known.at <= DOCUMENTS_MS) return known.match
    const of = await documents()
    // The same list is the same index: a library of ten thousand letters is not indexed again for each visitor.
    known = { at: now(), of, match: known?.of === of ? known.match : matcher(of) }
    return known.match
  }
  const matchOf = async (report: NewReport['report'], attachment: string | undefined): Promise<NewReport['match']> => {
    const named = (await index())({ ...report, id: '', line: 0, rejected: false, masked: [] }, attachment)
    if (named !== undefined || attachment === undefined) return named
    const { sure } = (await resembling?.(attachment)) ?? {}
    return sure === undefined ? undefined : { path: sure, by: 'piece-jointe' }
  }

  return {
    async take({ network, ...taken }) {
      const { report } = taken
      const instant = new Date(now()).toISOString()
      const match = await matchOf(report, taken.attachment)
      const arrival: Arrival = {
        day: instant.slice(0, 10),
        about: match?.path ?? saidOf(report) ?? '',
        comment: report.comment,
        suggestion: report.suggestion,
        ...(network === undefined ? {} : { network }),
      }
      return reports.add({ ...taken, ...watch.judge(arrival), ...(match === undefined ? {} : { match }) }, instant)
    },
    async begin() {
      // The first visitors wait for nothing. V8 compiles a pattern when it is first met, and for good the second time; and apart
      // for texts with a sign beyond Latin-1, as « ’ ».
      for (const end of [' 1', ' 2', ' l’1', ' l’2']) mask(SAMPLE + end)
      await index().catch(() => undefined)
      const day = new Date(now()).toISOString().slice(0, 10)
      for (const report of await reports.list({ since: day })) {
        const { path, comment, suggestion } = report
        watch.judge({ day, about: path ?? saidOf(report) ?? '', comment, suggestion })
      }
    },
  }
}
