import { type Cells, csv } from '../../src/spreadsheet.ts'

/** A table as it is exported: the cells are those of the screen, numbers being numbers. */
export interface Grid {
  readonly head: readonly string[]
  readonly rows: readonly Cells[]
}

/** The table for a spreadsheet. */
export function toCsv({ head, rows }: Grid): string {
  return csv([head, ...rows])
}
