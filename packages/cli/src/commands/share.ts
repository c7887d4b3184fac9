import { type FileList, type FoundFile, files, pathInStore, type ScanOptions } from '@limpide/library'
import type { BatchOptions } from '@limpide/library/jobs'
import { type Remembered, type Store, type StoredScan, scopeOf } from '@limpide/library/store'
import { sharedLimpide } from 'limpide'
import { UsageError } from '../exit.ts'
import { count, number } from '../print/number.ts'
import { tell } from '../print/output.ts'
import type { Progress } from '../print/progress.ts'

export interface ShareOptions {
  readonly memory: Store
  readonly asked: ScanOptions
  readonly list?: FileList
  readonly batch: BatchOptions
  readonly resume?: number
  readonly bar: Progress
  readonly onEnd: (scan: StoredScan) => void
}

/** The address of the base that machines share; throws a UsageError when there is none. */
export function sharedBase(): string {
  const url = process.env.DATABASE_URL
  if (url !== undefined && /^postgres(ql)?:\/\//.test(url)) return url
  throw new UsageError(
    'pour partager le travail entre plusieurs machines, il faut une base PostgreSQL\u00a0: donnez son adresse dans DATABASE_URL. Exemple\u00a0: DATABASE_URL=postgresql://limpide@serveur/limpide limpide scan modeles/ --distribue.',
  )
}

/** Puts the letters in line for the workers, waits for them, and gives every letter as the memory has it in the end. */
export async function* shareScan(
  paths: readonly string[],
  { memory, asked, list, batch, resume, bar, onEnd }: ShareOptions,
): AsyncGenerator<Remembered> {
  const { openJobQueue, scanDistributed } = await import('@limpide/library/jobs')
  const queue = await openJobQueue({ url: sharedBase(), rules: sharedLimpide().rulesVersion })
  const unopened: string[] = []
  const walked = files(paths, {
    ...asked,
    onSkipped: (path, reason) => {
      if (reason === 'interdit') unopened.push(pathInStore(memory.root, path))
      asked.onSkipped?.(path, reason)
    },
  })
  const found: AsyncIterable<FoundFile> = list?.files() ?? walked
  let isTold = false
  try {
    yield* scanDistributed(paths, found, {
      store: memory,
      queue,
      options: batch,
      unopened,
      scope: scopeOf(memory, paths, list),
      now: () => new Date(),
      onTrouble: tellTrouble,
      onEnd,
      onProgress: ({ sent, left, isWhole }) => {
        bar.show(sent - left, sent, isWhole ? `${number(left)} à lire` : 'mise en file')
        if (!isWhole || isTold) return
        isTold = true
        if (left > 0)
          tell(`${count(left, 'lettre')} dans la file. Sur chaque machine qui doit lire\u00a0: limpide worker DOSSIER.`)
      },
      ...(resume === undefined ? {} : { resume }),
      ...(asked.signal === undefined ? {} : { signal: asked.signal }),
    })
  } finally {
    await queue.close()
  }
}

/** Says that the base stopped answering, and that it answers again. */
export function tellTrouble(reason: string | null): void {
  tell(
    reason === null
      ? 'La base répond de nouveau\u00a0: le travail continue.'
      : `La base ne répond plus (${reason})\u00a0: nouvel essai chaque seconde, rien n’est perdu.`,
  )
}
