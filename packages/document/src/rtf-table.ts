import type { OpenList } from './office-list.ts'
import { tableOfRows } from './office-table.ts'
import type { Child, Table, TableCell, TableRow } from './tree.ts'

/** A row as « \trowd » declares it; edges in twips. */
export interface RowShape {
  header: boolean
  readonly cells: CellShape[]
}

interface CellShape {
  readonly right: number
  readonly first: boolean
  readonly goesOn: boolean
}

/** A table that is being read. */
export interface OpenTable {
  readonly rows: { readonly cells: readonly Child[][]; readonly shape: RowShape }[]
  cells: Child[][]
  children: Child[]
  lists: OpenList[]
}

/** Edges this near are one: writers round them row by row. */
const NEAR = 60

/** Makes a table of its rows: columns from the edges of the cells, header from the rows marked so, or in bold. */
export function tableOf(open: OpenTable): Table {
  const edges = edgesOf(open)
  const rows: TableRow[] = []
  let columns = 0
  for (const { cells, shape } of open.rows) {
    const known = shape.cells.length >= cells.length
    const made: TableCell[] = []
    let left = Number.NEGATIVE_INFINITY
    for (const [rank, children] of cells.entries()) {
      const cell = known ? shape.cells[rank] : undefined
      const column = cell === undefined ? rank : edgesBefore(edges, left)
      const next = cell === undefined ? rank + 1 : Math.max(column + 1, edgesBefore(edges, cell.right))
      left = cell?.right ?? left
      columns = Math.max(columns, next)
      if (cell?.goesOn === true && children.length === 0) continue
      const merged = next - column > 1 || cell?.first === true || cell?.goesOn === true
      made.push({ type: 'tableCell', column, header: shape.header, merged, children })
    }
    if (made.length > 0) rows.push({ type: 'tableRow', children: made })
  }
  return tableOfRows(rows, columns)
}

function edgesOf(open: OpenTable): readonly number[] {
  const rights: number[] = []
  for (const { shape } of open.rows) for (const { right } of shape.cells) rights.push(right)
  rights.sort((a, b) => a - b)
  const edges: number[] = []
  for (const right of rights) if (right - (edges.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) edges.push(right)
  return edges
}

function edgesBefore(edges: readonly number[], at: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) <= at + NEAR) low = middle + 1
    else high = middle
  }
  return low
}
