import type { PdfLine } from './pdf-lines.ts'
import type { Area } from './pdf-paint.ts'

/** Rules closer than this are one. */
const NEAR = 3
/** Cells longer than this are the frames of a page, not a table. */
const LONG_CELL = 40

interface Grid extends Area {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly lying: readonly Area[]
  readonly standing: readonly Area[]
}

/** Says of each line in a table drawn with rules which cell it is in, and puts the table in its order, row by row. */
export function withTables(lines: readonly PdfLine[], rules: readonly Area[], page: number): PdfLine[] {
  if (rules.length < 6 || lines.some((line) => line.tag?.cell !== undefined)) return [...lines]
  let placed = [...lines]
  for (const [i, grid] of grids(rules).entries()) {
    const cells = new Map<PdfLine, readonly [number, number]>()
    for (const line of placed) {
      const cell = line.upright && line.apart === undefined ? cellOf(grid, line) : undefined
      if (cell !== undefined) cells.set(line, cell)
    }
    const filled = new Map<string, { row: number; column: number; words: number }>()
    for (const [line, [row, column]] of cells) {
      const key = `${row} ${column}`
      const known = filled.get(key) ?? { row, column, words: 0 }
      known.words += line.text.split(/\s+/).length
      filled.set(key, known)
    }
    const all = [...filled.values()]
    const rows = new Set(all.map(({ row }) => row)).size
    const columns = new Set(all.map(({ column }) => column)).size
    const words = all.reduce((sum, cell) => sum + cell.words, 0)
    if (rows < 2 || columns < 2 || all.length < 4 || words / all.length > LONG_CELL) continue
    const first = placed.findIndex((line) => cells.has(line))
    const tagged = [...cells]
      .sort(([a, [r, c]], [b, [s, d]]) => r - s || c - d || a.y - b.y || a.left - b.left)
      .map(([line, [row, column]]): PdfLine => {
        const table = `drawn ${page} ${i}`
        const key = `${table} ${row} ${column}`
        const header = row === (all[0]?.row ?? 0) && cellsAreStrong(cells, row)
        return {
          ...line,
          tag: { block: key, rank: 0, role: 'text', cell: { table, row: `${table} ${row}`, key, header, column } },
        }
      })
    const before = placed.slice(0, first)
    const after = placed.slice(first).filter((line) => !cells.has(line))
    placed = [...before, ...tagged, ...after]
  }
  return placed
}

/** The first row names the columns when it is set in bold and the others are not. */
function cellsAreStrong(cells: ReadonlyMap<PdfLine, readonly [number, number]>, first: number): boolean {
  let others = 0
  for (const [line, [row]] of cells) {
    if (row === first && !line.strong) return false
    if (row !== first && !line.strong) others += 1
  }
  return others > 0
}

/** Rules that touch one another, when they make two rows and two columns at least. */
function grids(rules: readonly Area[]): readonly Grid[] {
  const groups: { areas: Area[]; box: Area }[] = []
  for (const rule of rules) {
    const touching = groups.filter(({ areas, box }) => touches(box, rule) && areas.some((area) => touches(area, rule)))
    const areas = [rule, ...touching.flatMap((group) => group.areas)]
    const kept = groups.filter((group) => !touching.includes(group))
    groups.splice(0, groups.length, ...kept, { areas, box: areas.reduce(around) })
  }
  const found: Grid[] = []
  for (const { areas, box } of groups) {
    const lying = areas.filter((area) => area.right - area.left > area.bottom - area.top)
    const standing = areas.filter((area) => area.right - area.left <= area.bottom - area.top)
    const xs = distinct(standing.map((area) => (area.left + area.right) / 2))
    const ys = distinct(lying.map((area) => (area.top + area.bottom) / 2))
    if (xs.length >= 3 && ys.length >= 3) found.push({ ...box, xs, ys, lying, standing })
  }
  return found.sort((a, b) => a.top - b.top)
}

function touches(one: Area, other: Area): boolean {
  return (
    one.left <= other.right + NEAR &&
    other.left <= one.right + NEAR &&
    one.top <= other.bottom + NEAR &&
    other.top <= one.bottom + NEAR
  )
}

function around(one: Area, other: Area): Area {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  }
}

function distinct(values: readonly number[]): readonly number[] {
  const kept: number[] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = kept.at(-1)
    if (last === undefined || value - last > NEAR) kept.push(value)
  }
  return kept
}

/** The row and the column of a line, those where its cell starts when it spans several. */
function cellOf(grid: Grid, line: PdfLine): readonly [number, number] | undefined {
  const y = line.y - line.size * 0.3
  const x = Math.min((line.left + line.right) / 2, line.left + line.size)
  if (x < grid.left || x > grid.right || y < grid.top || y > grid.bottom) return undefined
  let row = grid.ys.filter((edge) => edge <= y).length - 1
  let column = grid.xs.filter((edge) => edge <= x).length - 1
  while (row > 0 && !crosses(grid.lying, grid.ys[row] ?? 0, x, 'lying')) row -= 1
  while (column > 0 && !crosses(grid.standing, grid.xs[column] ?? 0, y, 'standing')) column -= 1
  return row < 0 || column < 0 ? undefined : [row, column]
}

function crosses(rules: readonly Area[], edge: number, across: number, way: 'lying' | 'standing'): boolean {
  return rules.some(({ left, right, top, bottom }) =>
    way === 'lying'
      ? Math.abs((top + bottom) / 2 - edge) <= NEAR && left <= across + NEAR && right >= across - NEAR
      : Math.abs((left + right) / 2 - edge) <= NEAR && top <= across + NEAR && bottom >= across - NEAR,
  )
}
