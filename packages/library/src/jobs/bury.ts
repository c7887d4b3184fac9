import { type ScanRecord, unreadRecord } from '../record.ts'
import type { DeadLetter, Store } from '../store/store.ts'
import type { JobQueue } from './job-queue.ts'

/** Gives every letter that nobody could read its place in the library, with the reason; gives how many there were. */
export async function buryDead(store: Store, queue: JobQueue, now: () => Date): Promise<number> {
  let buried = 0
  for (;;) {
    const dead = await queue.takeDead()
    if (dead === undefined) return buried
    const { batch, reason, tries, worker } = dead
    if (batch.paths.length > 1) {
      // Letters are given up one by one: the others of the batch are not at fault.
      await queue.send(batch.paths.map((path) => ({ ...batch, paths: [path] })))
      await dead.done()
      continue
    }
    const known = await store.lookUp(batch.paths.map((path) => ({ path, hash: '', setup: '' })))
    await store.keep(
      batch.scan,
      batch.paths.map((path) => {
        const previous = known.get(path)?.previous
        return {
          path,
          hash: null,
          setup: '',
          size: 0,
          mtime: 0,
          ctime: null,
          record: abandoned(path, { tries, reason }),
          meta: {},
          ...(previous === undefined ? {} : { previous }),
        }
      }),
    )
    const diedAt = now().toISOString()
    await store.bury(batch.paths.map((path) => ({ scan: batch.scan, path, reason, tries, worker, diedAt })))
    await dead.done()
    buried += batch.paths.length
  }
}

/** What is said of a letter that nobody could read. */
export function abandoned(path: string, { tries, reason }: Pick<DeadLetter, 'tries' | 'reason'>): ScanRecord {
  return unreadRecord(path, {
    code: 'lettre-abandonnee',
    what: `Ce fichier a été abandonné après ${tries}\u00a0essais\u00a0: ${reason}.`,
    fix: 'Ouvrez-le dans son logiciel et enregistrez-le à nouveau\u00a0; l’analyse suivante le retentera.',
  })
}
