import type { DatabaseSync as Database } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/** How long a process waits for another one that is writing. */
const PATIENCE_MS = 10_000

/** Kysely over the SQLite that Node carries: nothing to install, nothing to bundle. */
export async function sqliteDialect(file: string): Promise<SqliteDialect> {
  const database = new (await quietly())(file, { timeout: PATIENCE_MS })
  // In WAL a reader never waits for a writer; NORMAL keeps every committed transaction through a killed process.
  database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on')
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (sql) => {
        // A transaction that begins by reading could not become a writer once another process has written.
        const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...values(parameters)),
          run: (parameters) => statement.run(...values(parameters)),
          iterate: (parameters) => statement.iterate(...values(parameters)),
        }
      },
    },
  })
}

type Value = string | number | bigint | null

function values(parameters: readonly unknown[]): Value[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value
    throw new TypeError(`a ${typeof value} cannot be stored`)
  })
}

/** Node 22 warns that its SQLite is experimental: true, and of no use to whoever scans letters. */
async function quietly(): Promise<typeof Database> {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return (await import('node:sqlite')).DatabaseSync
  } finally {
    process.emitWarning = emitWarning
  }
}
