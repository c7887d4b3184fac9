import { extname } from 'node:path'
import type { ScanRecord } from '@limpide/library'
import { type Cells, csv, MOST_ROWS, sheetsOf } from '@limpide/map'
import type { Limpide, Rule } from 'limpide'
import { UsageError } from '../exit.ts'
import { count, number } from './number.ts'

export const EXPORTS = ['json', 'jsonl', 'csv', 'xlsx', 'sarif'] as const
export type ExportFormat = (typeof EXPORTS)[number]

/** What a scan gives to write down. */
export interface Exported {
  /** Made one by one, each time they are gone through. */
  readonly records: () => Iterable<ScanRecord>
  /** Of the columns of the spreadsheet. */
  readonly titles: readonly string[]
  /** The rows of the spreadsheet; made in the same way. */
  readonly rows: () => Iterable<Cells>
  readonly rules: readonly Rule[]
  readonly limpide: Pick<Limpide, 'rulesVersion'>
}

/** The format that the end of a name asks for; throws a UsageError. */
export function exportFormat(file: string): ExportFormat {
  const end = extname(file).slice(1).toLowerCase()
  const found = EXPORTS.find((format) => format === end)
  if (found !== undefined) return found
  throw new UsageError(
    `«\u00a0${file}\u00a0»\u00a0: la fin du nom dit la forme voulue. Possibles\u00a0: ${EXPORTS.map((format) => `.${format}`).join(', ')}.`,
  )
}

/** What was written, and where it does not all stand on the first sheet. */
export function saidExport(file: string, format: ExportFormat, documents: number): string {
  const written = `${file}\u00a0: ${count(documents, 'document')}`
  const sheets = format === 'xlsx' ? sheetsOf(documents) : 1
  if (sheets === 1) return `${written}.`
  return `${written}, sur ${sheets} feuilles\u00a0: une feuille d’Excel a au plus ${number(MOST_ROWS)} lignes.`
}

/** True for a format that holds every remark of every letter. */
export function holdsRemarks(format: string): boolean {
  return format === 'json' || format === 'jsonl' || format === 'sarif'
}

/** A record as JSON. What finds its likes is of use to the memory alone. */
export function jsonOf({ fingerprint: _, text: __, ...record }: ScanRecord): string {
  return JSON.stringify(record)
}

/** The scan in this format, a part at a time: a library may be larger than the longest text. */
export async function* exported(
  format: ExportFormat,
  { records, titles, rows, rules, limpide }: Exported,
): AsyncGenerator<string | Uint8Array> {
  if (format === 'jsonl') {
    for (const record of records()) yield `${jsonOf(record)}\n`
    return
  }
  if (format === 'json') {
    let before = '['
    for (const record of records()) {
      yield `${before}\n${jsonOf(record)}`
      before = ','
    }
    yield before === '[' ? '[]\n' : '\n]\n'
    return
  }
  if (format === 'csv') {
    yield csv([titles])
    // Each row is a sheet of its own for whoever writes it, and the mark of a sheet stands at the top of the file alone.
    for (const row of rows()) yield csv([row]).slice('\ufeff'.length)
    return
  }
  if (format === 'xlsx') {
    const { workbook } = await import('./workbook.ts')
    yield* workbook(titles, rows())
    return
  }
  const { sarifParts } = await import('./sarif.ts')
  const documents = function* () {
    for (const record of records()) yield { record }
  }
  yield* sarifParts(documents(), { rules, rulesVersion: limpide.rulesVersion })
  yield '\n'
}
