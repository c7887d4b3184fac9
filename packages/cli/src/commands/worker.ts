import { existsSync } from 'node:fs'
import { createConfigs, storePlace, withInventory } from '@limpide/library'
import { type DeadLetter, openStore, StoreError } from '@limpide/library/store'
import { sharedLimpide } from 'limpide'
import { EXIT, UsageError } from '../exit.ts'
import { count } from '../print/number.ts'
import { tell, write } from '../print/output.ts'
import { progress } from '../print/progress.ts'
import { printable } from '../print/width.ts'
import { missing } from './check.ts'
import { keptInventory } from './inventory.ts'
import { sayMemoryError } from './memory.ts'
import { interruptible } from './session.ts'
import { sharedBase, tellTrouble } from './share.ts'

export interface WorkerOptions {
  readonly morts?: boolean
  readonly vider?: boolean
  readonly lecteurs?: string
}

/** Reads letters for the scans that others share, until it is stopped; gives the exit code. */
export async function workerCommand(path: string, options: WorkerOptions): Promise<number> {
  if (!existsSync(path)) throw new UsageError(missing(path))
  const url = sharedBase()
  const readers = options.lecteurs === undefined ? undefined : Number(options.lecteurs)
  if (readers !== undefined && !(Number.isInteger(readers) && readers > 0)) {
    throw new UsageError(
      `«\u00a0${options.lecteurs}\u00a0» n’est pas un nombre de lecteurs. Exemple\u00a0: --lecteurs 4.`,
    )
  }
  try {
    const store = await openStore(storePlace(path, url), { create: options.morts !== true })
    if (store === undefined) throw new UsageError('cette base n’a encore la mémoire d’aucune bibliothèque.')
    try {
      if (options.morts === true) {
        const dead = await store.deadLetters()
        await write(sayDead(dead))
        return EXIT.clear
      }
      const { rulesVersion, parseConfig } = sharedLimpide()
      const { openJobQueue, work } = await import('@limpide/library/jobs')
      const queue = await openJobQueue({ url, rules: rulesVersion })
      const bar = progress()
      let letters = 0
      try {
        for (const [rules, batches] of await queue.elsewhere()) {
          tell(
            `${count(batches, 'lot')} attend${batches < 2 ? '' : 'ent'} des machines qui ont les règles ${rules}\u00a0; celle-ci a les règles ${rulesVersion} et ne les prendra pas.`,
          )
        }
        tell(`Prêt\u00a0: lettres de ${store.root}, base ${store.where}. Contrôle-C pour arrêter.`)
        const done = await interruptible((signal) =>
          work({
            store,
            queue,
            signal,
            untilEmpty: options.vider === true,
            // What one person accepts on one machine must not change a score: only the shared folder is heard.
            configs: async () =>
              withInventory(
                createConfigs((source, file) => parseConfig(source, file)),
                store.root,
                await keptInventory(store),
              ),
            now: () => new Date(),
            onTrouble: tellTrouble,
            onLetter: (read) => {
              letters += 1
              bar.show(letters, undefined, read)
            },
            ...(readers === undefined ? {} : { concurrency: readers }),
          }),
        )
        bar.clear()
        const apart = done.apart === 0 ? '' : `, ${count(done.apart, 'essai')} à part`
        tell(`${count(done.batches, 'lot')}, ${count(done.letters, 'lettre')}${apart}.`)
        return EXIT.clear
      } finally {
        bar.clear()
        await queue.close()
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    throw error instanceof StoreError ? await sayMemoryError(error) : error
  }
}

/** The letters that nobody could read, with why: the team opens them one by one. */
export function sayDead(dead: readonly DeadLetter[]): string {
  if (dead.length === 0) return 'Aucune lettre abandonnée.\n'
  const lines = dead.map(({ scan, path, reason, tries, worker, diedAt }) => {
    const day = new Date(diedAt).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short' })
    const by = worker === null ? '' : `, en dernier par ${worker}`
    return `${printable(path)}\n    ${printable(reason)} (${count(tries, 'essai')}${by}, analyse n° ${scan}, ${day})`
  })
  return `${count(dead.length, 'lettre abandonnée', 'lettres abandonnées')}\u00a0:\n${lines.join('\n')}\n`
}
