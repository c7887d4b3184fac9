import type { Cells } from '@limpide/map'

/** A cell holds no more in a workbook. */
const LONGEST = 32_767

/** The rows as an Excel workbook: the first is the title of the columns, and stays in sight. */
export async function workbook(rows: readonly Cells[]): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node')
  const [titles = [], ...rest] = rows
  const data = [
    titles.map((title) => ({ value: String(title), type: String, fontWeight: 'bold' as const })),
    ...rest.map((cells) =>
      cells.map((cell) =>
        cell === null || cell === ''
          ? null
          : typeof cell === 'number'
            ? { value: cell, type: Number }
            : // A text is written as one: « =HYPERLINK(…) » in a title is not a formula.
              { value: legal(cell).slice(0, LONGEST), type: String },
      ),
    ),
  ]
  return write(data, {
    sheet: 'Limpide',
    stickyRowsCount: 1,
    columns: titles.map((title) => ({ width: Math.min(40, Math.max(10, String(title).length + 2)) })),
  }).toBuffer()
}

/** What XML cannot hold would make a workbook that Excel refuses. */
function legal(text: string): string {
  return text.replace(/[^\P{C}\t\n]/gu, ' ')
}
