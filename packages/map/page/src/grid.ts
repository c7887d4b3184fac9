/** A table as it is exported: the cells are those of the screen, numbers being numbers. */
export interface Grid {
  readonly head: readonly string[]
  readonly rows: readonly (readonly GridCell[])[]
}

export type GridCell = string | number | null

/** The table for a spreadsheet: semicolons and a mark, as French ones expect. */
export function toCsv({ head, rows }: Grid): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: GridCell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  // A cell that starts like a formula is run by a spreadsheet: the quote makes it text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
