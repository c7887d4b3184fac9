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
  { root, url }: StorePlace,
  { create, migrations = MIGRATIONS }: OpenOptions,
): Promise<Store | undefined> {
  if (url !== undefined) return openPostgres(root, url, create, migrations)
  const file = join(root, STORE_FILE)
  if (!existsSync(file)) {
    if (!create) return undefined
    makeFolder(root)
  }
  let db: Kysely<Tables>
  try {
    db = new Kysely<Tables>({ dialect: await sqliteDialect(file) })
  } catch (error) {
    throw unusable(file, error)
  }
  return prepare(db, 'sqlite', root, file, migrations)
}

async function openPostgres(
  root: string,
  url: string,
  create: boolean,
  migrations: readonly Migration[],
): Promise<Store | undefined> {
  const { default: pg } = await import('pg')
  // Tables of our own schema: the database may serve other programs.
  const pool = new pg.Pool({ connectionString: url, max: 4, options: '-c search_path=limpide' })
  // A server that restarts breaks connections, idle or not: the query says it, and the next one opens another.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
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
  return prepare(db, 'postgres', root, shown, migrations)
}

async function prepare(
  db: Kysely<Tables>,
  kind: StoreKind,
  root: string,
  where: string,
  migrations: readonly Migration[],
): Promise<Store> {
  try {
    await db.transaction().execute(async (trx) => {
      if (kind === 'postgres') {
        await sql`select pg_advisory_xact_lock(hashtext('limpide-schema'))`.execute(trx)
        await sql`create schema if not exists limpide`.execute(trx)
      }
      await sql`create table if not exists meta (key text primary key, value text not null)`.execute(trx)
      const row = await trx.selectFrom('meta').select('value').where('key', '=', 'version').executeTakeFirst()
      const found = Number(row?.value ?? 0)
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
      await trx
        .insertInto('meta')
        .values({ key: 'version', value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
    })
  } catch (error) {
    await db.destroy()
    throw error instanceof StoreError ? error : unusable(where, error)
  }
  return createStore(db, kind, root, where)
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
