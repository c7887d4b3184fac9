import { isBold } from './office-list.ts'
import type { Table, TableRow } from './tree.ts'

/** Makes a table of its rows: a first row in bold heads it where the file marks none. */
export function tableOfRows(rows: TableRow[], columns: number): Table {
  const first = rows[0]
  if (first !== undefined && rows.length > 1 && !first.children.some((cell) => cell.header)) {
    const bold = first.children.every((cell) => cell.children.length > 0 && cell.children.every(isBold))
    if (bold) for (const cell of first.children) cell.header = true
  }
  // One row or one column puts things side by side or in a frame: there is no data to read across.
  const presentation = rows.length <= 1 || columns <= 1
  return { type: 'table', ...(presentation ? { presentation } : {}), children: rows }
}
