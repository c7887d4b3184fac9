import { parse } from 'csv-parse/sync'
import type { Draft } from './draft.ts'
import { ReadError } from './problem.ts'
import { MAX_CELL, MAX_CELLS, type Sheet, sheetDraft } from './sheet.ts'

const DELIMITERS = [';', '\t', ',', '|'] as const

/**
 * The sign between the cells of a text that is a table: the same number on most of its first lines. `strict`, for a
 * text that nothing says is one: three lines at least, two signs on each, none of them a comma.
 */
export function csvDelimiter(text: string, strict: boolean): string | undefined {
  let found: string | undefined
  let best = 0
  for (const delimiter of DELIMITERS) {
    if (strict && (delimiter === ',' || delimiter === '|')) continue
    const rows = rowsOf(text.slice(0, 20_000), delimiter, 50)?.filter((row) => row.length > 1 || row[0] !== '')
    if (rows === undefined || rows.length === 0) continue
    const width = rows[0]?.length ?? 0
    if (width < (strict ? 3 : 2) || (strict && rows.length < 3)) continue
    // The head may end in the middle of a row.
    const even = rows.filter((row, rank) => row.length === width || rank === rows.length - 1).length / rows.length
    if (even < (strict ? 1 : 0.6)) continue
    if (even * width > best) {
      best = even * width
      found = delimiter
    }
  }
  return found
}

/** Reads a CSV table: each cell is a block that knows its row and its column. */
export function readCsv(text: string, delimiter: string): Draft {
  const records = rowsOf(text, delimiter, undefined)
  if (records === undefined) {
    throw new ReadError({
      code: 'csv-abime',
      what: 'Le tableau est abîmé : ses guillemets ne se répondent pas.',
      fix: 'Ouvrez-le dans un tableur, puis enregistrez-le à nouveau au format csv.',
    })
  }
  const rows: { row: number; cells: { column: number; text: string }[] }[] = []
  let count = 0
  let cut = false
  for (const [row, record] of records.entries()) {
    const cells: { column: number; text: string }[] = []
    for (const [column, value] of record.entries()) {
      const cell = value.replace(/\r\n?/g, '\n').slice(0, MAX_CELL)
      if (cell.trim() === '') continue
      cells.push({ column, text: cell })
    }
    if (cells.length === 0) continue
    count += cells.length
    if (count > MAX_CELLS) {
      cut = true
      break
    }
    rows.push({ row, cells })
  }
  const sheet: Sheet = { name: 'csv', rows }
  return sheetDraft('csv', [sheet], cut)
}

function rowsOf(text: string, delimiter: string, limit: number | undefined): readonly string[][] | undefined {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      ...(limit === undefined ? { to: MAX_CELLS } : { to: limit }),
    })
  } catch {
    return undefined
  }
}
