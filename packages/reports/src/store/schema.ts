import type { Generated } from 'kysely'

/** A report as it is kept: every text in it is masked. Dates are ISO 8601, in UTC; days are YYYY-MM-DD. */
export interface ReportTable {
  readonly id: string
  /** What makes two rows of one import the same; `null` for a report that came alone. */
  readonly import_key: string | null
  readonly received_at: string
  readonly channel: Channel
  readonly reference: string | null
  readonly document: string | null
  readonly date: string | null
  readonly role: string
  /** JSON: ids of difficulties. */
  readonly difficulties: string
  readonly comment: string
  readonly suggestion: string
  readonly volume: number | null
  /** JSON: how many of each kind were masked. */
  readonly masked: string
  /** The masked text of the page that was joined; the file itself is not kept. */
  readonly attachment: string | null
  readonly state: ReportState
  /** The document it was given to, and how; `null`: to be given by a person. */
  readonly path: string | null
  readonly matched_by: string | null
  /** Another report of the same person on the same document, which came before this one or was given to it before. */
  readonly repeats: string | null
  /** The same for the reports of one network on one document in one day; its salt was forgotten the day after. */
  readonly day_token: string | null
  /** What the person who reported may show to have it erased: its SHA-256, never itself. */
  readonly erasure: string | null
  /** The `MASKING` that its texts were last read with: an older one is masked again when the store is next kept up. */
  readonly masking: number
}

/** Where a report comes from. */
export const CHANNELS = ['fichier', 'formulaire', 'editeur', 'api'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * - `recu`: counts. · `a-moderer`: part of a burst, waits for a person; counts as little as the day it belongs to does. ·
 *   `ecarte`: a person said, with a reason, that it does not speak of the wording; kept, and weighs nothing.
 */
export const REPORT_STATES = ['recu', 'a-moderer', 'ecarte'] as const
export type ReportState = (typeof REPORT_STATES)[number]

/** Where a report was sent from, apart from it: read by nobody but a court, erased after a year. */
export interface OriginTable {
  readonly report: string
  readonly address: string
  readonly received_at: string
}

/** Who sent a report, apart from it and without saying it (`reporters.ts`): read by nobody, erased after 90 days. */
export interface ReporterTable {
  readonly report: string
  /** The same for the reports of one person on one document, and nowhere else; `null`: it waits for its document. */
  readonly token: string | null
  /** What the token will be made of; `null` as soon as it is made. */
  readonly sealed: string | null
  readonly received_at: string
}

/** What tokens are made with: drawn when the first is needed, never shown. */
export interface ReportSecretTable {
  readonly name: string
  readonly value: string
}

/** « What people write as X speaks of this document »: decided once by a person, used for every report that says the same. */
export interface DecisionTable {
  readonly said: string
  readonly path: string
  readonly decided_by: string
  readonly decided_at: string
}

/** What persons did to reports, and why. Nothing is ever taken out of it but by its age. */
export interface JournalTable {
  /** In the order of what was done: two acts of one instant keep theirs. */
  readonly rank: Generated<number>
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly report: string | null
  readonly reason: string | null
}

/** What was put aside at intake because it spoke of something else: counted, and not kept. */
export interface AsideTable {
  readonly day: string
  readonly why: string
  readonly count: number
}

/** A priority as it was computed, with all that it was computed from. */
export interface PriorityTable {
  readonly rank: Generated<number>
  readonly path: string
  readonly at: string
  /** YYYY-MM-DD: the day the reports were weighed for. */
  readonly day: string
  readonly value: number
  readonly class: string
  /** JSON: every term, and every report with its weight. */
  readonly terms: string
}

/** That a person looked at a document which rose by its reports alone. */
export interface ReviewTable {
  readonly rank: Generated<number>
  readonly path: string
  readonly at: string
  readonly actor: string
  readonly reason: string
}

/** Lines of files that were put aside: known again when the file is imported again, and not counted twice. */
export interface AsideLineTable {
  readonly import_key: string
}

/** What a person said that the columns of a file hold, by the headers of the file. */
export interface ColumnsTable {
  readonly headers: string
  /** JSON: the header of each field; '' for a field that no column holds. */
  readonly columns: string
  readonly decided_at: string
}

export interface ReportTables {
  readonly reports_aside_lines: AsideLineTable
  readonly report_columns: ColumnsTable
  readonly priorities: PriorityTable
  readonly document_reviews: ReviewTable
  readonly reports: ReportTable
  readonly report_origins: OriginTable
  readonly report_reporters: ReporterTable
  readonly report_secrets: ReportSecretTable
  readonly report_decisions: DecisionTable
  readonly report_journal: JournalTable
  readonly reports_aside: AsideTable
}

/**
 * Where reports came from and what recognises who sent them: erased when their time comes. A copy of the store leaves them
 * out, or it would keep them for longer than the register says.
 */
export const ERASED_IN_TIME: readonly (keyof ReportTables)[] = ['report_origins', 'report_reporters', 'report_secrets']

/** The steps of the schema; released steps never change, new ones are added at the end. */
export const REPORT_MIGRATIONS = [
  {
    statements: (kind: 'sqlite' | 'postgres'): readonly string[] => [
      `create table reports (
        id text primary key, import_key text unique, received_at text not null, channel text not null, reference text,
        document text, date text, role text not null, difficulties text not null, comment text not null,
        suggestion text not null, volume double precision, masked text not null, attachment text, state text not null,
        path text, matched_by text, erasure text)`,
      'create index reports_by_path on reports (path)',
      'create index reports_by_state on reports (state, received_at)',
      `create table report_origins (
        report text primary key, address text not null, received_at text not null)`,
      'create index report_origins_by_age on report_origins (received_at)',
      `create table report_decisions (
        said text primary key, path text not null, decided_by text not null, decided_at text not null)`,
      `create table report_journal (
        rank ${kind === 'postgres' ? 'bigserial' : 'integer'} primary key, at text not null, actor text not null,
        action text not null, report text, reason text)`,
      `create table reports_aside (
        day text not null, why text not null, count integer not null, primary key (day, why))`,
    ],
  },
  {
    statements: (kind: 'sqlite' | 'postgres'): readonly string[] => {
      const rank = `rank ${kind === 'postgres' ? 'bigserial' : 'integer'} primary key`
      return [
        'alter table reports add column repeats text',
        `create table priorities (
          ${rank}, path text not null, at text not null, day text not null, value double precision not null,
          class text not null, terms text not null)`,
        'create index priorities_by_path on priorities (path, rank)',
        `create table document_reviews (
          ${rank}, path text not null, at text not null, actor text not null, reason text not null)`,
      ]
    },
  },
  {
    statements: (): readonly string[] => [
      'create table reports_aside_lines (import_key text primary key)',
      'create table report_columns (headers text primary key, columns text not null, decided_at text not null)',
    ],
  },
  { statements: (): readonly string[] => ['alter table reports add column day_token text'] },
  {
    statements: (): readonly string[] => [
      `create table report_reporters (
        report text primary key, token text, sealed text, received_at text not null)`,
      'create index report_reporters_by_token on report_reporters (token)',
      'create index report_reporters_by_age on report_reporters (received_at)',
      'create index reports_by_repeats on reports (repeats)',
      'create table report_secrets (name text primary key, value text not null)',
    ],
  },
  {
    statements: (): readonly string[] => [
      'alter table reports add column masking integer not null default 0',
      'create index reports_by_masking on reports (masking)',
    ],
  },
] as const

/** The key under which a store keeps the version of these tables. */
export const REPORT_VERSION = 'version-signalements'
