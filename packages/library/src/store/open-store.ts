import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { MIGRATIONS, type Migration, migrate } from './migrations.ts'
import type { Tables } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { createStore, type Store, type StoreKind } from './store.ts'
import { reasonOf, StoreError, unusable } from './store-error.ts'
import { STORE_FILE, type StorePlace } from './store-place.ts'

export interface OpenOptions {
  /** Makes the store when there is none. */
  readonly create: boolean
  /** The schema's steps; those of this version unless a test says otherwise. */
  readonly migrations?: readonly Migration[]
}

/** Opens the memory of a library; `undefined` when there is none and none is to be made. Throws a StoreError. */
export async function openStore(
  place: StorePlace,
  { create, migrations = MIGRATIONS }: OpenOptions,
): Promise<Store | undefined> {
  const opened = await openTables<Tables>(place, { create, migrations, version: 'version' })
  return opened && createStore(opened.db, opened.kind, place.root, opened.where)
}

/** Tables ready for use, in the file or the server of a library. */
export interface OpenTables<T> {
  readonly db: Kysely<T>
  readonly kind: StoreKind
  /** The file, or the address without its password. */
  readonly where: string
}

/**
 * Opens tables of a library's memory, brought to their last version; `undefined` when the memory is not there and is not to be
 * made. Each group of tables has its own `version`: reports live beside letters, and neither waits for the other's schema.
 * Throws a StoreError.
 */
export async function openTables<T>(
  { root, url }: StorePlace,
  {
    create,
    migrations,
    version,
  }: { readonly create: boolean; readonly migrations: readonly Migration[]; readonly version: string },
): Promise<OpenTables<T> | undefined> {
  if (url !== undefined) return openPostgres(url, create, migrations, version)
  const file = join(root, STORE_FILE)
  if (!existsSync(file)) {
    if (!create) return undefined
    makeFolder(root)
  }
  let db: Kysely<T>
  try {
    db = new Kysely<T>({ dialect: await sqliteDialect(file) })
  } catch (error) {
    throw unusable(file, error)
  }
  return prepare(db, 'sqlite', file, migrations, version)
}

async function openPostgres<T>(
  url: string,
  create: boolean,
  migrations: readonly Migration[],
  version: string,
): Promise<OpenTables<T> | undefined> {
  const { default: pg } = await import('pg')
  // Tables of our own schema: the database may serve other programs.
  const pool = new pg.Pool({ connectionString: url, max: 4, options: '-c search_path=limpide' })
  // A server that restarts breaks connections, idle or not: the query says it, and the next one opens another.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<T>({ dialect: new PostgresDialect({ pool }) })
  const shown = url.replace(/\/\/[^@/]*@/, '//')
  try {
    const { rows } = await sql<{ found: string | null }>`select to_regclass('limpide.meta') as found`.execute(db)
    if (rows[0]?.found == null && !create) {
      await db.destroy()
      return undefined
    }
  } catch (error) {
    await db.destroy()
    throw new StoreError(
      {
        code: 'base-injoignable',
        what: `La base PostgreSQL de DATABASE_URL ne répond pas (${reasonOf(error)}).`,
        fix: 'Vérifiez l’adresse et que le serveur est démarré, ou retirez DATABASE_URL pour garder la mémoire dans un fichier.',
        where: shown,
      },
      error,
    )
  }
  return prepare(db, 'postgres', shown, migrations, version)
}

async function prepare<T>(
  db: Kysely<T>,
  kind: StoreKind,
  where: string,
  migrations: readonly Migration[],
  version: string,
): Promise<OpenTables<T>> {
  try {
    await db.transaction().execute(async (trx) => {
      if (kind === 'postgres') {
        await sql`select pg_advisory_xact_lock(hashtext('limpide-schema'))`.execute(trx)
        await sql`create schema if not exists limpide`.execute(trx)
      }
      await sql`create table if not exists meta (key text primary key, value text not null)`.execute(trx)
      const { rows } = await sql<{ value: string }>`select value from meta where key = ${version}`.execute(trx)
      const found = Number(rows[0]?.value ?? 0)
      if (found > migrations.length) {
        throw new StoreError({
          code: 'memoire-plus-recente',
          what: `La mémoire de cette bibliothèque vient d’une version plus récente de limpide (schéma ${found}, celle-ci connaît le schéma ${migrations.length}).`,
          fix: 'Mettez limpide à jour sur ce poste. Rien n’a été modifié.',
          where,
        })
      }
      if (found === migrations.length) return
      await migrate(trx, kind, found, migrations)
      const value = String(migrations.length)
      await sql`insert into meta (key, value) values (${version}, ${value})
        on conflict (key) do update set value = ${value}`.execute(trx)
    })
  } catch (error) {
    await db.destroy()
    throw error instanceof StoreError ? error : unusable(where, error)
  }
  return { db, kind, where }
}

function makeFolder(root: string): void {
  const folder = join(root, '.limpide')
  try {
    mkdirSync(folder, { recursive: true })
    // The memory of one machine is no source: a library kept in git must not take it along.
    if (!existsSync(join(folder, '.gitignore'))) writeFileSync(join(folder, '.gitignore'), '*\n')
  } catch (error) {
    throw unusable(folder, error)
  }
}
