import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Configs } from '../configs.ts'
import { keepReaders, LIMITS } from '../pool.ts'
import { rememberFiles } from '../store/scan-remembering.ts'
import type { Store } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import type { FoundFile } from '../walk.ts'
import { buryDead } from './bury.ts'
import type { Batch, JobQueue, Taken } from './job-queue.ts'
import { isPassing, type Patience, patiently } from './patience.ts'

export interface WorkOptions extends Patience {
  readonly store: Store
  readonly queue: JobQueue
  /** The configurations as they are when a scan begins. */
  readonly configs: () => Promise<Configs>
  /** Readers at work at once; by default, one a processor. */
  readonly concurrency?: number
  /** Ends when nothing is left to do, instead of waiting for more. */
  readonly untilEmpty?: boolean
  readonly now: () => Date
  /** Told each letter that was read, or known. */
  readonly onLetter?: (path: string) => void
  /** Told the end of each batch. */
  readonly onBatch?: (done: Worked) => void
}

/** What a worker did. */
export interface Worked {
  readonly batches: number
  readonly letters: number
  /** Letters to be tried alone, or given up. */
  readonly apart: number
}

const IDLE_MS = 1_000
/** Several times before its silence is taken for death. */
const ALIVE_MS = 4_000

/**
 * Takes batches and reads them, until told to stop. A batch that already failed is cut into single letters, so that the
 * one at fault is found; a letter whose reader was killed is tried again alone, by whoever is free.
 */
export async function work(options: WorkOptions): Promise<Worked> {
  const { store, queue, signal, now } = options
  const done = { batches: 0, letters: 0, apart: 0 }
  const configs = new Map<number, Promise<Configs>>()
  const isStopped = (): boolean => signal?.aborted === true
  // A batch is read by the readers of the one before; a worker that waits holds none.
  let release: (() => void) | undefined
  try {
    while (!isStopped()) {
      await patiently(() => buryDead(store, queue, now), options)
      const taken = await patiently(() => queue.take(), options)
      if (taken === undefined) {
        if (options.untilEmpty === true) break
        release?.()
        release = undefined
        await pause(IDLE_MS, undefined, signal === undefined ? {} : { signal }).catch(() => {})
        continue
      }
      release ??= keepReaders()
      const { scan } = taken.batch
      if (!configs.has(scan)) configs.clear()
      const found = configs.get(scan) ?? options.configs()
      configs.set(scan, found)
      const { letters, apart } = await readBatch(taken, await found, options)
      done.batches += 1
      done.letters += letters
      done.apart += apart
      options.onBatch?.({ ...done })
    }
    return done
  } finally {
    release?.()
  }
}

async function readBatch(
  taken: Taken,
  configs: Configs,
  options: WorkOptions,
): Promise<{ readonly letters: number; readonly apart: number }> {
  const { store, queue, signal } = options
  const { batch, tries } = taken
  const isAlone = batch.paths.length === 1
  const alone = (paths: readonly string[], tried: number): Promise<void> =>
    patiently(() => queue.send(paths.map((path) => ({ ...batch, paths: [path], tried }))), options)
  if (!isAlone && !seesLibrary(store.root, batch)) {
    await patiently(() => taken.failed('ce poste ne voit pas la bibliothèque'), options)
    throw new StoreError({
      code: 'bibliotheque-absente',
      what: `Ce poste ne voit pas les lettres à lire\u00a0: « ${batch.witness} » n’est pas dans ${store.root}.`,
      fix: 'Vérifiez que le dossier partagé est monté, et donnez son chemin\u00a0: limpide worker DOSSIER.',
    })
  }
  if (!isAlone && tries > 0) {
    await alone(batch.paths, 0)
    await patiently(() => taken.done(), options)
    return { letters: 0, apart: batch.paths.length }
  }
  const heart = setInterval(() => void taken.isAlive().catch(() => {}), ALIVE_MS)
  try {
    for (;;) {
      const read = new Set<string>()
      const left = new Map<string, string>()
      let readings = 0
      try {
        const found = rememberFiles(asFiles(store.root, batch.paths), batch.scan, {
          store,
          configs,
          ...batch.options,
          limits: { ...LIMITS, seconds: batch.options.seconds },
          isLeft: (_, hash) => hash === null,
          ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
          ...(signal === undefined ? {} : { signal }),
        })
        for await (const { record, isRead, isLeft } of found) {
          read.add(record.path)
          if (isLeft) left.set(record.path, record.problems[0]?.what ?? 'raison inconnue')
          else if (isRead) readings += 1
          options.onLetter?.(record.path)
        }
      } catch (error) {
        // What was kept is kept: the next turn begins after it.
        if (isPassing(error) && signal?.aborted !== true) {
          await patiently(() => store.scans(1), options)
          continue
        }
        throw error
      }
      const unread = batch.paths.filter((path) => !read.has(path))
      await patiently(() => store.addRead(batch.scan, readings), options)
      const [reason] = left.values()
      if (isAlone && reason !== undefined) {
        await patiently(() => taken.failed(plain(reason)), options)
        return { letters: 0, apart: 1 }
      }
      await alone([...left.keys()], 1)
      // Stopped in the middle: the others take what is left.
      if (unread.length > 0) await patiently(() => queue.send([{ ...batch, paths: unread }], { again: true }), options)
      await patiently(() => taken.done(), options)
      return { letters: read.size - left.size, apart: left.size }
    }
  } finally {
    clearInterval(heart)
  }
}

/** A machine where the shared folder is not mounted would say of every letter that it is gone. */
function seesLibrary(root: string, { paths, witness }: Batch): boolean {
  return [witness, ...paths].some((path) => existsSync(resolve(root, path)))
}

async function* asFiles(root: string, paths: readonly string[]): AsyncGenerator<FoundFile> {
  for (const path of paths) yield { path, absolute: resolve(root, path) }
}

/** A sentence as a part of another. */
function plain(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '')
}
