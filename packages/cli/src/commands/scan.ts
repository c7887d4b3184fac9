import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { LIMITS, type ScanRecord, scan } from '@limpide/library'
import { EXIT, isUnread, UsageError } from '../exit.ts'
import { csv, RECORD_TITLES, recordCells } from '../print/csv.ts'
import { progress, tell, write } from '../print/output.ts'
import { type Row, summary, table } from '../print/table.ts'
import { breaks, parseLimit } from '../threshold.ts'
import { missing } from './check.ts'
import { interruptible, openSession, tellConfigProblems } from './session.ts'

export interface ScanOptions {
  readonly format: 'table' | 'jsonl' | 'csv'
  readonly signalements?: string
  readonly sortie?: string
  readonly type?: string
  readonly seuil?: string
  readonly sansMinimum?: boolean
  readonly config?: string
  readonly delai: string
}

export interface MapOptions {
  readonly sortie: string
  readonly signalements?: string
  readonly config?: string
}

/** Scans folders and writes their map, without the list; gives the exit code. */
export function mapCommand(paths: readonly string[], options: MapOptions): Promise<number> {
  return scanCommand(paths, { ...options, format: 'table', delai: String(LIMITS.seconds) })
}

/** Scans folders and prints what was found, the most urgent first; gives the exit code. */
export async function scanCommand(paths: readonly string[], options: ScanOptions): Promise<number> {
  const limit = options.seuil === undefined ? undefined : parseLimit(options.seuil)
  const seconds = Number(options.delai.replace(',', '.'))
  if (!(seconds > 0))
    throw new UsageError(
      `le délai «\u00a0${options.delai}\u00a0» n’est pas un nombre de secondes. Exemple\u00a0: --delai 30.`,
    )
  for (const path of [...paths, ...(options.signalements === undefined ? [] : [options.signalements])]) {
    if (!existsSync(path)) throw new UsageError(missing(path))
  }
  const { limpide, configs, type } = await openSession(options)
  const leftOut = new Set(
    [options.signalements, options.sortie].flatMap((file) => (file === undefined ? [] : [resolve(file)])),
  )
  const skipped: string[] = []
  const records: ScanRecord[] = []
  // One by one as they come, unless the order or the map needs them all.
  const isStreamed = options.format === 'jsonl' && options.signalements === undefined && options.sortie === undefined
  let isBroken = false
  let isPartial = false
  let read = 0
  const bar = progress()

  const interrupted = await interruptible(async (signal) => {
    const found = scan(paths, {
      configs,
      signal,
      leftOut,
      limits: { ...LIMITS, seconds },
      noMinimum: options.sansMinimum === true,
      onSkipped: (path, reason) => {
        skipped.push(path)
        if (reason === 'pas-un-document') return
        isPartial = true
        tell(
          `${path}\u00a0: ${reason === 'interdit' ? 'vous n’avez pas le droit de l’ouvrir' : 'il n’existe plus, ou son lien est rompu'}.`,
        )
      },
      ...(type === undefined ? {} : { type }),
    })
    for await (const record of found) {
      read += 1
      bar.show(`${read} lus · ${record.path}`)
      isBroken ||= breaks(record, limit)
      isPartial ||= isUnread(record)
      if (isStreamed) await write(`${JSON.stringify(record)}\n`)
      else records.push(record)
    }
    return signal.aborted
  })
  bar.clear()

  const rows = ranked(records)
  if (options.format === 'jsonl' && !isStreamed)
    for (const { record } of rows) await write(`${JSON.stringify(record)}\n`)
  if (options.format === 'csv') await write(csv([RECORD_TITLES, ...rows.map(({ record }) => recordCells(record))]))
  if (options.format === 'table') {
    const names = new Map(limpide.rules.map((rule) => [rule.id, rule.name]))
    const list = table(rows)
    await write(`${list === '' ? '' : `${list}\n`}${summary(rows, { names, skipped, unmatched: null, interrupted })}`)
  }
  tellConfigProblems(configs)
  if (interrupted) return EXIT.interrupted
  if (isBroken) {
    tell(`Seuil dépassé\u00a0: au moins un document est plus complexe que «\u00a0${options.seuil}\u00a0».`)
    return EXIT.threshold
  }
  return isPartial ? EXIT.partial : EXIT.clear
}

function ranked(records: readonly ScanRecord[]): Row[] {
  return records
    .map((record) => ({ record, reports: null }))
    .sort((a, b) => (b.record.score?.value ?? -1) - (a.record.score?.value ?? -1))
}
