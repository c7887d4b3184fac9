import type { Format, Place, Problem, Segment } from './document.ts'
import type { Draft } from './draft.ts'
import { inlinesOf } from './office-line.ts'
import type { Table, TableRow } from './tree.ts'

/** The cells of a sheet that say something; rows and columns are 0-based, in order. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly { readonly row: number; readonly cells: readonly SheetCell[] }[]
}

interface SheetCell {
  readonly column: number
  readonly text: string
}

/** Beyond these a sheet is data, not letters: the rest is left out, and said. */
export const MAX_CELLS = 50_000
export const MAX_CELL = 32_767

export const SHEET_CUT: Problem = {
  code: 'tableau-coupe',
  what: `Le tableau a plus de ${MAX_CELLS.toLocaleString('fr-FR')} cellules remplies : la suite n’est pas lue.`,
  fix: 'Ne gardez que les colonnes qui contiennent des textes, ou coupez le tableau.',
}

/** Makes a draft of sheets: each is a table whose first row is its header when it holds only words. */
export function sheetDraft(format: Extract<Format, 'xlsx' | 'csv'>, sheets: readonly Sheet[], cut: boolean): Draft {
  const children: Table[] = []
  for (const sheet of sheets) {
    const first = sheet.rows[0]
    const titled = sheet.rows.length > 1 && first !== undefined && first.cells.every((cell) => isTitle(cell.text))
    const rows: TableRow[] = []
    for (const { row, cells } of sheet.rows) {
      const header = titled && row === first.row
      rows.push({
        type: 'tableRow',
        children: cells.map(({ column, text }) => {
          const place: Place = { kind: 'cell', sheet: sheet.name, row, column }
          const segments = (from: number, to: number): readonly Segment[] => [
            { from: 0, to: to - from, start: from, end: to, exact: true, place },
          ]
          const line = inlinesOf([{ text, kind: 'text' }], segments, false)
          return {
            type: 'tableCell',
            column,
            header,
            merged: false,
            children: [{ type: 'paragraph', children: line }],
          }
        }),
      })
    }
    if (rows.length > 0) children.push({ type: 'table', children: rows })
  }
  return {
    format,
    root: { type: 'root', children },
    white: 'keep',
    comments: [],
    meta: {},
    layout: {},
    knows: ['structure'],
    problems: cut ? [SHEET_CUT] : [],
  }
}

function isTitle(text: string): boolean {
  return text.length <= 80 && /\p{L}/u.test(text) && !/[.!?]$/.test(text)
}
