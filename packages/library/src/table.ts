import type { Document, Problem } from 'limpide'

/** The rows of a table, in order; a row holds its cells by column. */
export type TableRows = readonly (readonly [row: number, cells: ReadonlyMap<number, string>])[]

/** The table of a CSV or XLSX file, with what went wrong in reading it. Throws a ReadError for a file that is no table. */
export async function readTable(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly rows: TableRows; readonly problems: readonly Problem[] }> {
  // Whoever names an inventory reads it; every command would load the readers of every format.
  const { readBytes } = await import('limpide/read')
  const document = await readBytes(bytes, { name })
  return { rows: rowsOf(document), problems: document.problems }
}

function rowsOf(document: Document): TableRows {
  const rows = new Map<number, Map<number, string>>()
  let sheet: string | undefined
  for (const block of document.blocks) {
    const place = block.segments[0]?.place
    if (place?.kind !== 'cell') continue
    sheet ??= place.sheet
    // The first sheet is the table; the others explain it.
    if (place.sheet !== sheet) continue
    const cells = rows.get(place.row) ?? new Map<number, string>()
    cells.set(place.column, block.text.trim())
    rows.set(place.row, cells)
  }
  return [...rows].sort(([a], [b]) => a - b)
}
