import { type Kysely, sql } from 'kysely'
import type { StoreKind } from './store.ts'

/** One step of the schema; released steps never change, new ones are added at the end. */
export interface Migration {
  readonly statements: (kind: StoreKind) => readonly string[]
}

/** The schema's version is the number of steps applied. */
export const MIGRATIONS: readonly Migration[] = [
  {
    statements: (kind) => {
      // Paths are compared by their bytes on both: ranges of paths and their order must not depend on a language.
      const path = kind === 'postgres' ? 'text collate "C"' : 'text'
      return [
        `create table scans (
          id integer primary key, started_at text not null, ended_at text, state text not null, scope text not null,
          rules text not null, calibration text not null, documents integer not null, words integer not null,
          read integer not null, scored integer not null, median double precision, grades text not null,
          changes text not null)`,
        `create table documents (
          path ${path} primary key, hash text, setup text not null, size double precision not null,
          mtime double precision not null, format text, type text, title text, words integer not null,
          value double precision, grade text, reference text, service text, procedure text, volume double precision,
          owner text, first_scan integer not null, last_scan integer not null, removed_scan integer)`,
        'create index documents_by_hash on documents (hash)',
        'create index documents_by_value on documents (removed_scan, value)',
        'create index documents_by_scan on documents (removed_scan, last_scan)',
        `create table results (
          hash text not null, setup text not null, rules text not null, calibration text not null, format text,
          type text, title text, words integer not null, sentences integer not null, score text,
          findings text not null, problems text not null, is_cut integer not null, primary key (hash, setup))`,
        `create table history (
          scan integer not null, path ${path} not null, change text not null, from_path text, hash text,
          setup text not null, value double precision, grade text, before_value double precision, before_grade text,
          primary key (scan, path))`,
        'create index history_by_hash on history (scan, change, hash)',
      ]
    },
  },
  { statements: () => ['alter table results add column type_confidence double precision'] },
  {
    statements: (kind) => {
      const path = kind === 'postgres' ? 'text collate "C"' : 'text'
      return [
        'alter table documents add column ctime double precision',
        'alter table documents add column margin double precision',
        'alter table documents add column priority_class text',
        'alter table documents add column priority double precision',
        'create index documents_by_priority on documents (removed_scan, priority_class, priority desc, path)',
        'alter table history add column margin double precision',
        'alter table history add column before_margin double precision',
        'alter table scans add column margin double precision',
        'alter table scans add column trend text',
        `create table dead_letters (
          scan integer not null, path ${path} not null, reason text not null, tries integer not null,
          worker text, died_at text not null, primary key (scan, path))`,
        `create table inventory (path ${path} primary key, entry text not null)`,
      ]
    },
  },
  // What tells the likes of a letter, and what its score is made of, block by block; `null`: read by an older version.
  { statements: () => ['alter table results add column fingerprint text'] },
  {
    // The list of one service, and its length, without looking at the letters of the others.
    statements: () => [
      'create index documents_by_service on documents (removed_scan, service, priority_class, priority desc, path)',
    ],
  },
  {
    statements: (kind) => {
      const path = kind === 'postgres' ? 'text collate "C"' : 'text'
      return [
        'alter table documents add column last_sent text',
        'alter table scans add column ranked integer',
        `create table rank_changes (
          scan integer not null, path ${path} not null, title text, before_class text, class text,
          primary key (scan, path))`,
      ]
    },
  },
  { statements: () => ['alter table results add column declared text'] },
  {
    // Apart from the documents, which every scan writes again.
    statements: (kind) => {
      const path = kind === 'postgres' ? 'text collate "C"' : 'text'
      return [
        `create table listings (path ${path} primary key, hash text not null, setup text not null, listing text not null)`,
      ]
    },
  },
]

/** Applies the steps that a store lacks; gives the version found, which may be newer than ours. */
export async function migrate<T>(
  trx: Kysely<T>,
  kind: StoreKind,
  found: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  for (const { statements } of migrations.slice(found)) {
    for (const statement of statements(kind)) await sql.raw(statement).execute(trx)
  }
}
