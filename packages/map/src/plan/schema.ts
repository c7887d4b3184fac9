import type { Generated } from 'kysely'

/** A document that the team follows. Instants are ISO 8601 in UTC; days are YYYY-MM-DD. */
export interface PlanTable {
  /** As the memory of the library writes it. */
  readonly path: string
  /** Counts the writings: who edits says which one they read. */
  readonly revision: number
  readonly step: string
  readonly owner: string | null
  readonly legal_expert: string | null
  readonly due_on: string | null
  /** As they were when last seen: a document that leaves the library is still told by its name. */
  readonly title: string
  readonly reference: string | null
  readonly service: string | null
  readonly opened_at: string
  readonly updated_at: string
}

/** Every change of a plan: who, when, from what, to what, and why. Comments are lines of it. Nothing is ever taken out. */
export interface PlanHistoryTable {
  /** In the order of what was done: two acts of one instant keep theirs. */
  readonly rank: Generated<number>
  readonly path: string
  /** The revision that this change made. */
  readonly revision: number
  readonly at: string
  readonly actor: string
  readonly field: string
  readonly from_value: string | null
  readonly to_value: string | null
  readonly reason: string | null
}

/** A text of a document as it was sent out, with its score of the day. Number 0 is the text before the first rewriting. */
export interface VersionTable {
  readonly path: string
  readonly number: number
  readonly published_on: string | null
  readonly published_by: string | null
  readonly kept_at: string
  /** The file that was scored, as the memory of the library writes it; `null`: kept before files were. */
  readonly file: string | null
  /** Its fingerprint. */
  readonly hash: string | null
  readonly value: number | null
  readonly margin: number | null
  readonly grade: string | null
  readonly rules: string | null
  readonly calibration: string | null
  /** Copies or views a year, as declared then. */
  readonly volume: number | null
}

/** What shows that a text was tried before it went out. */
export interface ProofTable {
  readonly id: string
  readonly path: string
  /** The version that was tried: the one after the last published. */
  readonly number: number
  readonly kind: string
  readonly at: string
  readonly actor: string
  readonly participants: number | null
  readonly summary: string
  /** JSON: the results, without anything personal. */
  readonly data: string
}

/** The rate of reports after a publication against the rate before, as it was measured. */
export interface MeasureTable {
  readonly path: string
  readonly number: number
  readonly measured_on: string
  readonly actor: string
  readonly reports_before: number
  readonly copies_before: number
  readonly reports_after: number
  readonly copies_after: number
  readonly ratio: number
  readonly low: number
  readonly high: number | null
}

/** « Vous nous l’avez demandé, on l’a fait »: what a version answered, for the public. */
export interface CardTable {
  readonly path: string
  readonly number: number
  readonly id: string
  readonly revision: number
  readonly state: string
  readonly title: string
  readonly service: string
  /** JSON: how many reports spoke of each difficulty. */
  readonly themes: string
  readonly reports: number
  readonly old_sentence: string
  readonly new_sentence: string
  /** A sentence of a user, masked, only once a person cleared it. */
  readonly verbatim: string | null
  readonly published_on: string | null
  readonly updated_at: string
  readonly withdrawn_reason: string | null
}

export interface PlanTables {
  readonly plans: PlanTable
  readonly plan_history: PlanHistoryTable
  readonly document_versions: VersionTable
  readonly plan_proofs: ProofTable
  readonly plan_measures: MeasureTable
  readonly plan_cards: CardTable
}

/** The steps of the schema; released steps never change, new ones are added at the end. */
export const PLAN_MIGRATIONS = [
  {
    statements: (kind: 'sqlite' | 'postgres'): readonly string[] => {
      // Paths are compared by their bytes on both, as in the memory of letters.
      const path = kind === 'postgres' ? 'text collate "C"' : 'text'
      return [
        `create table plans (
          path ${path} primary key, revision integer not null, step text not null, owner text, legal_expert text,
          due_on text, title text not null, reference text, service text, opened_at text not null,
          updated_at text not null)`,
        `create table plan_history (
          rank ${kind === 'postgres' ? 'bigserial' : 'integer'} primary key, path ${path} not null,
          revision integer not null, at text not null, actor text not null, field text not null, from_value text,
          to_value text, reason text)`,
        'create index plan_history_by_path on plan_history (path, rank)',
        `create table document_versions (
          path ${path} not null, number integer not null, published_on text, published_by text, kept_at text not null,
          hash text, value double precision, margin double precision, grade text, rules text, calibration text,
          volume double precision, primary key (path, number))`,
        `create table plan_proofs (
          id text primary key, path ${path} not null, number integer not null, kind text not null, at text not null,
          actor text not null, participants integer, summary text not null, data text not null)`,
        'create index plan_proofs_by_path on plan_proofs (path, number)',
        `create table plan_measures (
          path ${path} not null, number integer not null, measured_on text not null, actor text not null,
          reports_before integer not null, copies_before double precision not null, reports_after integer not null,
          copies_after double precision not null, ratio double precision not null, low double precision not null,
          high double precision, primary key (path, number))`,
        `create table plan_cards (
          path ${path} not null, number integer not null, id text not null unique, revision integer not null,
          state text not null, title text not null, service text not null, themes text not null,
          reports integer not null, old_sentence text not null, new_sentence text not null, verbatim text,
          published_on text, updated_at text not null, withdrawn_reason text, primary key (path, number))`,
        'create index plan_cards_by_state on plan_cards (state, published_on)',
      ]
    },
  },
  {
    statements: (kind: 'sqlite' | 'postgres'): readonly string[] => [
      `alter table document_versions add column file ${kind === 'postgres' ? 'text collate "C"' : 'text'}`,
    ],
  },
] as const

/** The key under which a store keeps the version of these tables. */
export const PLAN_VERSION = 'version-plan'
