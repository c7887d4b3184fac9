import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newScan, type Remembered } from '../store/scan-remembering.ts'
import type { Change } from '../store/schema.ts'
import type { Store, StoredScan } from '../store/store.ts'
import { pathInStore } from '../store/store-place.ts'
import { type FoundFile, shownPath } from '../walk.ts'
import { abandoned, buryDead } from './bury.ts'
import type { Batch, BatchOptions, JobQueue } from './job-queue.ts'
import { type Patience, patiently } from './patience.ts'

export interface DistributedOptions extends Patience {
  readonly store: Store
  readonly queue: JobQueue
  readonly options: BatchOptions
  /** Folders that refused to open: filled by the walk. */
  readonly unopened: readonly string[]
  /** A scan that did not reach its end, to go on with. */
  readonly resume?: number
  readonly now: () => Date
  /** Told what was put in line, and what is left of it; `isWhole`: every letter was met. */
  readonly onProgress?: (progress: { readonly sent: number; readonly left: number; readonly isWhole: boolean }) => void
  readonly onEnd?: (scan: StoredScan) => void
  /** What the scan is about, as the history names it (`scopeOf`). */
  readonly scope: readonly string[]
}

/** Letters of a batch: a worker that dies loses the time of some of them, never their results. */
const TOGETHER = 50
const SENT_TOGETHER = 20
const LOOK_MS = 1_000

/**
 * Shares the reading of these files between workers on any number of machines, waits for them, and gives every letter
 * as the memory has it in the end. Stopped, the workers go on: asked for again, it waits for what is left.
 */
export async function* scanDistributed(
  paths: readonly string[],
  found: AsyncIterable<FoundFile>,
  { store, queue, options, unopened, now, onProgress, onEnd, ...more }: DistributedOptions,
): AsyncGenerator<Remembered> {
  const { signal } = more
  const number = more.resume ?? (await patiently(() => store.begin(newScan(more.scope, now())), more))
  const isStopped = (): boolean => signal?.aborted === true

  let sent = 0
  let witness: string | undefined
  let batch: string[] = []
  let batches: Batch[] = []
  const send = async (): Promise<void> => {
    const part = batches
    batches = []
    if (part.length > 0) await patiently(() => queue.send(part), more)
    onProgress?.({ sent, left: sent, isWhole: false })
  }
  const close = (): void => {
    if (batch.length > 0) batches.push({ scan: number, paths: batch, witness: witness ?? '', options })
    batch = []
  }
  for await (const file of found) {
    if (isStopped()) break
    const path = pathInStore(store.root, file.absolute)
    witness ??= path
    batch.push(path)
    sent += 1
    if (batch.length === TOGETHER) close()
    if (batches.length === SENT_TOGETHER) await send()
  }
  close()
  await send()

  for (;;) {
    if (isStopped()) break
    await patiently(() => buryDead(store, queue, now), more)
    const left = await patiently(() => queue.left(number), more)
    onProgress?.({ sent, left, isWhole: true })
    if (left === 0) break
    await pause(LOOK_MS, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  }
  const endedAt = now().toISOString()
  if (isStopped()) {
    await patiently(() => store.interrupt(number, { endedAt, read: 0 }), more)
    return
  }
  onEnd?.(await patiently(() => store.finish(number, { endedAt, read: 0, unopened }), more))

  const changes = new Map<string, Change>()
  for await (const { scan, path, change } of store.changesFrom(number)) {
    if (scan !== number) break
    if (change !== 'deleted') changes.set(path, change)
  }
  // A letter that was never read has no result that would say why.
  const dead = new Map((await store.deadLetters(number)).map((one) => [one.path, one]))
  for await (const { record, hash } of store.documents({ seenBy: number })) {
    const path = shownPath(paths, resolve(store.root, record.path))
    if (path === undefined) continue
    const change = changes.get(record.path) ?? null
    const gone = hash === null ? dead.get(record.path) : undefined
    const said = gone === undefined ? { ...record, path } : abandoned(path, gone)
    yield { record: said, change, isRead: change !== null && change !== 'moved', isLeft: false }
  }
}
