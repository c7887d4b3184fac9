import { createHash, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { DocumentType } from 'limpide'
import { PgBoss } from 'pg-boss'
import { StoreError } from '../store/store-error.ts'

/** Letters of one scan that a worker reads together; paths are those of the store, relative to the library. */
export interface Batch {
  readonly scan: number
  readonly paths: readonly string[]
  /** The first letter of the scan: a worker that sees neither it nor these does not see the library. */
  readonly witness: string
  readonly options: BatchOptions
  /** Readings of these letters that failed already, in a batch. */
  readonly tried?: number
}

/** What the person who asked for the scan wants of its readings. */
export interface BatchOptions {
  readonly type?: DocumentType
  readonly noMinimum?: boolean
  readonly ocr?: boolean
  readonly afresh?: boolean
  readonly seconds: number
}

/** A batch that was taken. It comes back to the others unless it is done: its worker must say that it is alive. */
export interface Taken {
  readonly batch: Batch
  /** Times it was taken before. */
  readonly tries: number
  readonly isAlive: () => Promise<void>
  readonly done: () => Promise<void>
  /** Gives it back; after the last try it goes to the dead letters, with this reason. */
  readonly failed: (reason: string) => Promise<void>
}

/** A batch that nobody could finish. */
export interface Dead {
  readonly batch: Batch
  readonly reason: string
  readonly tries: number
  readonly worker: string | null
  readonly done: () => Promise<void>
}

/** The batches that wait, in PostgreSQL beside the store. Each is given to one worker at a time, and to another if it dies. */
export interface JobQueue {
  /** Puts batches in line; one that was there before is not put twice, unless it is to be done again. */
  send(batches: readonly Batch[], how?: { readonly again: boolean }): Promise<void>
  take(): Promise<Taken | undefined>
  takeDead(): Promise<Dead | undefined>
  /** Letters of a scan that still wait, are being read, or are to be buried. */
  left(scan: number): Promise<number>
  /** Batches that wait for other rules than ours, by version. */
  elsewhere(): Promise<ReadonlyMap<string, number>>
  close(): Promise<void>
}

export interface JobQueueOptions {
  readonly url: string
  /** Batches go to workers that have the same rules: scores must not depend on who read. */
  readonly rules: string
  /** Silence after which a worker is believed dead; 10 at least. */
  readonly heartbeatSeconds?: number
}

/** Readings tried before a letter is given up: the first, and two more. */
const RETRIES = 2
const RETRY_SECONDS = 2
const HEARTBEAT_SECONDS = 15
const SCHEMA = 'limpide_travaux'
const DEAD = 'morts'
const PREFIX = 'lots-'
/** Its tries are counted by the readers; the burial only fails when the database does. */
const FOREVER = 1_000_000

/** The machine and process at work, as the dead letters name them. */
export const WORKER = `${hostname()} (${process.pid})`

/** Opens the line of batches, and makes it when it is not there. Throws a StoreError. */
export async function openJobQueue({
  url,
  rules,
  heartbeatSeconds = HEARTBEAT_SECONDS,
}: JobQueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    application_name: 'limpide',
    max: 3,
    schedule: false,
    // Whoever is there notices the dead: no machine is a master.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    // Rebuilding indexes is for a queue that never empties.
    reindex: false,
    monitorVacuum: false,
  })
  // A server that restarts breaks connections: the next question says it to whoever asks.
  boss.on('error', () => {})
  const name = `${PREFIX}${rules}`
  try {
    await boss.start()
    await boss.createQueue(DEAD, {
      retryLimit: FOREVER,
      expireInSeconds: 60,
      retentionSeconds: YEAR,
      deleteAfterSeconds: DAY,
    })
    const kind = {
      deadLetter: DEAD,
      retryLimit: RETRIES,
      retryDelay: RETRY_SECONDS,
      heartbeatSeconds,
      expireInSeconds: HOURS,
      retentionSeconds: YEAR,
      deleteAfterSeconds: DAY,
    }
    await boss.createQueue(name, kind)
    await boss.updateQueue(name, kind)
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {})
    throw new StoreError(
      {
        code: 'file-injoignable',
        what: `La file de travail ne peut pas être ouverte dans la base PostgreSQL de DATABASE_URL (${error instanceof Error ? error.message : String(error)}).`,
        fix: 'Vérifiez que le serveur est démarré et que ce compte peut y créer un schéma.',
      },
      error,
    )
  }
  const ask = async (question: string, values: unknown[]): Promise<readonly Record<string, unknown>[]> =>
    (await boss.getDb().executeSql(question, values)).rows

  return {
    send: async (batches, how) => {
      await boss.insert(
        name,
        batches.map((batch) => ({
          id: how?.again === true ? randomUUID() : idOf(batch),
          data: batch,
          retryLimit: RETRIES - (batch.tried ?? 0),
        })),
      )
    },

    take: async () => {
      const [job] = await boss.fetch<Batch>(name, { includeMetadata: true })
      if (job === undefined) return undefined
      return {
        batch: job.data,
        tries: job.retryCount,
        isAlive: async () => void (await boss.touch(name, job.id)),
        done: async () => void (await boss.complete(name, job.id)),
        failed: async (reason) => void (await boss.fail(name, job.id, { reason, worker: WORKER })),
      }
    },

    takeDead: async () => {
      const [job] = await boss.fetch<Batch>(DEAD, { includeMetadata: true })
      if (job === undefined) return undefined
      const said: Readonly<Record<string, unknown>> = { ...job.output }
      return {
        batch: job.data,
        // A worker that died said nothing.
        reason: typeof said.reason === 'string' ? said.reason : 'l’ouvrier qui le lisait s’est arrêté à chaque fois',
        tries: RETRIES + 1,
        worker: typeof said.worker === 'string' ? said.worker : null,
        done: async () => void (await boss.complete(DEAD, job.id)),
      }
    },

    left: async (scan) => {
      const [row] = await ask(
        `select coalesce(sum(jsonb_array_length(data -> 'paths')), 0) as left from ${SCHEMA}.job
         where state in ('created', 'retry', 'active') and (name like $1 or name = $2) and (data ->> 'scan')::int = $3`,
        [`${PREFIX}%`, DEAD, scan],
      )
      return Number(row?.left ?? 0)
    },

    elsewhere: async () => {
      const rows = await ask(
        `select name, count(*) as count from ${SCHEMA}.job
         where state in ('created', 'retry') and name like $1 and name <> $2 group by name`,
        [`${PREFIX}%`, name],
      )
      return new Map(rows.map((row) => [String(row.name).slice(PREFIX.length), Number(row.count)]))
    },

    close: () => boss.stop({ graceful: false }),
  }
}

const DAY = 24 * 3600
const YEAR = 365 * DAY
/** Fifty letters that all hang until they are stopped. */
const HOURS = 4 * 3600

/** The same letters of the same scan are the same work: asked for twice, it is done once. */
function idOf({ scan, paths }: Batch): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([scan, paths]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
