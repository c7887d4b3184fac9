/** A row of a spreadsheet; `null` is an empty cell. */
export type Cells = readonly (string | number | null)[]

/** A spreadsheet as French office software opens it: semicolons, decimal commas, and the mark that says UTF-8. */
export function csv(rows: readonly Cells[]): string {
  return `\ufeff${rows.map((cells) => cells.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  // A title that begins like a formula must stay a text in a spreadsheet.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
