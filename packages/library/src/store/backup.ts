import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from './schema.ts'
import type { StoreKind } from './store.ts'
import { StoreError } from './store-error.ts'

/** The first line of a backup. */
export interface BackupHead {
  readonly limpide: 'sauvegarde'
  /** Steps of the schema that the store had. */
  readonly version: number
  readonly madeAt: string
}

type Value = string | number | null

const ROWS = 500
/** Rows of one statement: a database takes some tens of thousands of values at most. */
const INSERTED = 200

/**
 * The whole store as lines of JSON: a head, then each table with its columns and its rows, those of `without` apart. What is
 * given is the store of one moment, though others write to it meanwhile.
 */
export async function* dump(
  db: Kysely<Tables>,
  kind: StoreKind,
  madeAt: string,
  without: readonly string[] = [],
): AsyncGenerator<string> {
  // A connection of its own, that sees one moment: neither database makes the writers wait for it.
  const opened = await hold(db)
  const { connection } = opened
  try {
    const begin = kind === 'postgres' ? 'begin isolation level repeatable read read only' : 'begin deferred'
    await sql.raw(begin).execute(connection)
    const [row] = (await sql<{ value: string }>`select value from meta where key = 'version'`.execute(connection)).rows
    const head: BackupHead = { limpide: 'sauvegarde', version: Number(row?.value ?? 0), madeAt }
    yield JSON.stringify(head)
    const id = sql.raw(kind === 'postgres' ? 'ctid' : 'rowid')
    const shown = kind === 'postgres' ? sql`ctid::text` : sql`rowid`
    const first = kind === 'postgres' ? '(0,0)' : -1
    const asId = kind === 'postgres' ? sql.raw('::tid') : sql.raw('')
    const wide = kind === 'postgres' ? await wideColumns(connection) : new Set<string>()
    for (const [table, columns] of await tablesOf(connection, kind)) {
      if (without.includes(table)) continue
      yield JSON.stringify({ table, columns })
      const listed = sql.join(
        columns.map((column) =>
          wide.has(`${table} ${column}`)
            ? sql`${sql.ref(column)}::double precision as ${sql.ref(column)}`
            : sql.ref(column),
        ),
      )
      let after: string | number = first
      for (;;) {
        const { rows }: { rows: readonly Record<string, Value>[] } = await sql<Record<string, Value>>`
          select ${listed}, ${shown} as limpide_row from ${sql.table(table)}
          where ${id} > ${after}${asId} order by ${id} limit ${ROWS}`.execute(connection)
        for (const found of rows) {
          if (table === 'meta' && found.key === 'version') continue
          yield JSON.stringify(columns.map((column) => found[column] ?? null))
        }
        const last = rows.at(-1)?.limpide_row
        if (last === undefined || last === null || rows.length < ROWS) break
        after = last
      }
    }
    await sql.raw('commit').execute(connection)
  } finally {
    opened.release()
  }
}

/** Puts what a backup holds in the place of what the store holds. The backup may be of an older version. */
export async function restore(
  trx: Transaction<Tables>,
  kind: StoreKind,
  lines: AsyncIterable<string>,
  version: number,
): Promise<{ readonly rows: number }> {
  const known = await tablesOf(trx, kind)
  let head: BackupHead | undefined
  let table: { readonly name: string; readonly columns: readonly string[] } | undefined
  let waiting: Value[][] = []
  let rows = 0
  const insert = async (): Promise<void> => {
    const part = waiting
    waiting = []
    if (table === undefined || part.length === 0) return
    const { name, columns } = table
    const listed = sql.join(columns.map((column) => sql.ref(column)))
    const values = sql.join(part.map((row) => sql`(${sql.join(row)})`))
    await sql`insert into ${sql.table(name)} (${listed}) values ${values}`.execute(trx)
    rows += part.length
  }
  for await (const line of lines) {
    if (line.trim() === '') continue
    const found: unknown = parsed(line)
    if (head === undefined) {
      head = headOf(found)
      if (head.version > version) throw newer(head.version, version)
      // Everything goes, what the backup does not speak of too: what is left would speak of other letters.
      for (const name of known.keys()) {
        if (name === 'meta') await sql`delete from meta where key not like 'version%'`.execute(trx)
        else await sql`delete from ${sql.table(name)}`.execute(trx)
      }
      continue
    }
    if (Array.isArray(found)) {
      if (table === undefined || found.length !== table.columns.length) throw damaged()
      // What version the other tables have is this store's own: theirs in the backup may be older.
      if (table.name === 'meta' && /^version/.test(String(found[table.columns.indexOf('key')]))) continue
      waiting.push(found as Value[])
      if (waiting.length === INSERTED) await insert()
      continue
    }
    await insert()
    table = tableOf(found)
    const columns = known.get(table.name)
    if (columns === undefined || table.columns.some((column) => !columns.includes(column))) throw damaged()
  }
  await insert()
  if (head === undefined) throw damaged()
  if (kind === 'postgres') await goOnCounting(trx)
  return { rows }
}

/** The numbers that PostgreSQL gives to lines go on after those that the backup brought: SQLite looks by itself. */
async function goOnCounting(trx: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string; column: string }>`
    select table_name as name, column_name as column from information_schema.columns
    where table_schema = 'limpide' and column_default like 'nextval(%'`.execute(trx)
  for (const { name, column } of rows) {
    const counter = sql`pg_get_serial_sequence(${`limpide.${name}`}, ${column})`
    await sql`select setval(${counter}, coalesce((select max(${sql.ref(column)}) from ${sql.table(name)}), 0) + 1, false)`.execute(
      trx,
    )
  }
}

/** The columns that PostgreSQL would give as text, since its whole numbers may be wider than ours: « table column ». */
async function wideColumns(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string; column: string }>`
    select table_name as name, column_name as column from information_schema.columns
    where table_schema = 'limpide' and data_type = 'bigint'`.execute(db)
  return new Set(rows.map(({ name, column }) => `${name} ${column}`))
}

async function tablesOf(db: Kysely<Tables>, kind: StoreKind): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } =
    kind === 'postgres'
      ? await sql<{ name: string; column: string }>`
          select table_name as name, column_name as column from information_schema.columns
          where table_schema = 'limpide' order by table_name, ordinal_position`.execute(db)
      : await sql<{ name: string; column: string }>`
          select tables.name as name, columns.name as "column" from sqlite_schema as tables
          join pragma_table_info(tables.name) as columns
          where tables.type = 'table' and tables.name not like 'sqlite\\_%' escape '\\'
          order by tables.name, columns.cid`.execute(db)
  const tables = new Map<string, string[]>()
  for (const { name, column } of rows) {
    const columns = tables.get(name)
    if (columns === undefined) tables.set(name, [column])
    else columns.push(column)
  }
  return tables
}

async function hold(db: Kysely<Tables>): Promise<{ readonly connection: Kysely<Tables>; release(): void }> {
  return new Promise((resolve, reject) => {
    db.connection()
      .execute(
        (connection) =>
          new Promise<void>((release) => {
            resolve({ connection, release })
          }),
      )
      .catch(reject)
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw damaged()
  }
}

function headOf(found: unknown): BackupHead {
  if (typeof found !== 'object' || found === null || !('limpide' in found) || found.limpide !== 'sauvegarde')
    throw alien()
  const version = 'version' in found ? Number(found.version) : Number.NaN
  if (!Number.isInteger(version)) throw alien()
  return { limpide: 'sauvegarde', version, madeAt: 'madeAt' in found ? String(found.madeAt) : '' }
}

function tableOf(found: unknown): { readonly name: string; readonly columns: readonly string[] } {
  if (typeof found !== 'object' || found === null || !('table' in found) || !('columns' in found)) throw damaged()
  if (!Array.isArray(found.columns)) throw damaged()
  return { name: String(found.table), columns: found.columns.map(String) }
}

function alien(): StoreError {
  return new StoreError({
    code: 'pas-une-sauvegarde',
    what: 'Ce fichier n’est pas une sauvegarde faite par « limpide export ».',
    fix: 'Donnez le fichier écrit par « limpide export ». La mémoire n’a pas été modifiée.',
  })
}

function damaged(): StoreError {
  return new StoreError({
    code: 'sauvegarde-abimee',
    what: 'Cette sauvegarde est abîmée ou incomplète.',
    fix: 'Prenez-en une autre, ou refaites-la. La mémoire n’a pas été modifiée.',
  })
}

function newer(found: number, known: number): StoreError {
  return new StoreError({
    code: 'sauvegarde-plus-recente',
    what: `Cette sauvegarde vient d’une version plus récente de limpide (schéma ${found}, celle-ci connaît le schéma ${known}).`,
    fix: 'Mettez limpide à jour sur ce poste. Rien n’a été modifié.',
  })
}
