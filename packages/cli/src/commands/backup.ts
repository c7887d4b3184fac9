import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { problemOf, storePlace } from '@limpide/library'
import { openStore, type Store, StoreError } from '@limpide/library/store'
import { ERASED_IN_TIME } from '@limpide/reports/store'
import { EXIT, UsageError } from '../exit.ts'
import { count } from '../print/number.ts'
import { tell } from '../print/output.ts'
import { missing } from './check.ts'
import { openMemory, sayMemoryError } from './memory.ts'
import { openAccessTables, openPlanTables, openReportTables } from './tables.ts'

export interface ExportOptions {
  readonly sortie: string
}

export interface ImportOptions {
  readonly remplacer?: boolean
}

/** Writes the whole memory of a library in one file; gives the exit code. */
export async function exportCommand(folder: string, { sortie }: ExportOptions): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const store = await openMemory(folder, { create: false, isNeeded: true })
  if (store === undefined) return EXIT.usage
  let lines = 0
  try {
    async function* counted(store: Store): AsyncGenerator<string> {
      for await (const line of store.dump(new Date().toISOString(), ERASED_IN_TIME)) {
        lines += 1
        yield `${line}\n`
      }
    }
    const source = Readable.from(counted(store))
    if (sortie === '-') {
      for await (const line of source) if (!process.stdout.write(line)) await drained()
    } else {
      // Under another name until it is whole: a backup that stopped in the middle must not look like one.
      const part = `${sortie}.partiel`
      try {
        const file = createWriteStream(part)
        await (sortie.endsWith('.gz') ? pipeline(source, createGzip(), file) : pipeline(source, file))
        await rename(part, sortie)
      } catch (error) {
        await rm(part, { force: true })
        if (error instanceof StoreError) throw error
        throw new UsageError(`«\u00a0${sortie}\u00a0» ne peut pas être écrit\u00a0: ${problemOf(error).what}`)
      }
    }
    tell(`${count(lines, 'ligne')} de ${store.where}${sortie === '-' ? '.' : ` dans ${sortie}.`}`)
    return EXIT.clear
  } catch (error) {
    throw await sayMemoryError(error)
  } finally {
    await store.close()
  }
}

/** Puts what a backup holds in the memory of a library; gives the exit code. */
export async function importCommand(file: string, folder: string, { remplacer }: ImportOptions): Promise<number> {
  for (const path of [file, folder]) if (!existsSync(path)) throw new UsageError(missing(path))
  let store: Store | undefined
  try {
    store = await openStore(storePlace(folder, process.env.DATABASE_URL), { create: true })
    if (store === undefined) return EXIT.usage
    if (remplacer !== true && !(await store.isEmpty())) {
      throw new UsageError(
        `${store.where} contient déjà des analyses, que la sauvegarde remplacerait. Pour le vouloir\u00a0: --remplacer. Pour les garder d’abord\u00a0: limpide export.`,
      )
    }
    // A backup may hold the reports, the accesses and the plan too: their tables must be there to take them.
    for (const open of [openReportTables, openAccessTables, openPlanTables]) await (await open(folder)).close()
    const { rows } = await store.restore(linesOf(file))
    const documents = await countDocuments(store)
    tell(`${count(rows, 'ligne')} dans ${store.where}\u00a0: ${count(documents, 'document')}.`)
    return EXIT.clear
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw await sayMemoryError(error)
  } finally {
    await store?.close()
  }
}

/** The bytes of a backup; a broken gzip or a disk that fails is said to whoever reads them. */
function opened(file: string): AsyncIterable<Uint8Array> {
  const raw = createReadStream(file)
  if (!file.endsWith('.gz')) return raw
  const whole = createGunzip()
  raw.once('error', (error) => whole.destroy(error))
  return raw.pipe(whole)
}

/** The lines of a backup, which waits for whoever reads them: a database may be long to answer. Throws a StoreError. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const part of opened(file)) {
      const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    throw new StoreError(
      {
        code: 'sauvegarde-abimee',
        what: 'Elle est abîmée ou illisible.',
        fix: 'La mémoire n’a pas été modifiée. Prenez une autre sauvegarde.',
        where: `sauvegarde ${file}`,
      },
      error,
    )
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

async function countDocuments(store: Store): Promise<number> {
  let found = 0
  for await (const _ of store.documents()) found += 1
  return found
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', () => resolve()))
}
