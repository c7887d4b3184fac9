import type { PdfLine } from './pdf-lines.ts'

/**
 * Puts lines in reading order. The order in which a page is painted is the author's in nearly every
 * office export, so it is kept unless it jumps back up too often; then columns are looked for.
 */
export function inReadingOrder(lines: readonly PdfLine[]): PdfLine[] {
  const jumps = countJumps(lines)
  if (alternates(lines)) return byColumns(lines)
  if (jumps === 0) return [...lines]
  const told = byTags(lines)
  const tabled = lines.some((line) => line.tag?.cell !== undefined)
  if (told !== undefined && countJumps(told) <= (tabled ? Math.max(2, lines.length * 0.05) : 0)) return told
  const columns = byColumns(lines)
  if (jumps > 2) return columns
  const mended = spliced(lines)
  const left = countJumps(mended)
  return left === 0 || left < countJumps(columns) ? mended : columns
}

/** The order of the structure tree, where nearly every line is in it. */
function byTags(lines: readonly PdfLine[]): PdfLine[] | undefined {
  const tagged = lines.filter((line) => line.tag !== undefined).length
  if (tagged < lines.length * 0.8) return undefined
  let rank = 0
  const ranks = new Map<PdfLine, number>()
  for (const line of lines) {
    rank = line.tag?.rank ?? rank
    ranks.set(line, rank)
  }
  return [...lines].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))
}

/** How many times the painter goes back: up the page without changing column, or to the left on the same row. */
function countJumps(lines: readonly PdfLine[]): number {
  let jumps = 0
  for (let i = 1; i < lines.length; i += 1) {
    const before = lines[i - 1]
    const line = lines[i]
    if (before === undefined || line === undefined) continue
    const up = line.y < before.y - line.size * 0.8 && line.left < before.right
    const back = Math.abs(line.y - before.y) < line.size * 0.3 && line.right < before.left
    if (up || back) jumps += 1
  }
  return jumps
}

/** Two columns of prose painted row by row: both sides are long lines, and most go on with the line above. */
function alternates(lines: readonly PdfLine[]): boolean {
  let rows = 0
  let going = 0
  let longest = 0
  let last: { readonly left: PdfLine; readonly right: PdfLine } | undefined
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const left = lines[i]
    const right = lines[i + 1]
    if (left === undefined || right === undefined) break
    const pair = Math.abs(left.y - right.y) < 1 && right.left > left.right && prose(left) && prose(right)
    if (!pair) {
      if (last !== undefined && left.y > last.left.y + last.left.size * 3) last = undefined
      continue
    }
    const under =
      last !== undefined &&
      left.y - last.left.y < left.size * 2 &&
      Math.abs(left.left - last.left.left) < left.size &&
      Math.abs(right.left - last.right.left) < right.size
    rows = under ? rows + 1 : 1
    if (!under) going = 0
    if (/^\p{Ll}/u.test(left.text)) going += 1
    if (/^\p{Ll}/u.test(right.text)) going += 1
    if (going >= rows) longest = Math.max(longest, rows)
    last = { left, right }
    i += 1
  }
  return longest >= 5
}

function prose({ text }: PdfLine): boolean {
  return text.length >= 25 && !text.includes('....') && !text.includes('__')
}

/** Puts a run of lines painted late back into the empty place on the page where it stands. */
function spliced(lines: readonly PdfLine[]): PdfLine[] {
  const ordered: PdfLine[] = []
  let run: PdfLine[] = []
  const flush = (): void => {
    const first = run[0]
    const last = run.at(-1)
    if (first === undefined || last === undefined) return
    const place = ordered.findIndex((line) => line.y > first.y)
    const before = ordered[place - 1]
    const free =
      place !== -1 &&
      (before === undefined || before.y < first.y) &&
      !ordered.some((line) => line.y > first.y - first.size * 0.5 && line.y < last.y + last.size * 0.5)
    if (free) ordered.splice(place, 0, ...run)
    else ordered.push(...run)
    run = []
  }
  for (const line of lines) {
    const previous = run.at(-1)
    if (previous !== undefined && (line.y < previous.y - line.size * 0.5 || line.y > previous.y + line.size * 4))
      flush()
    run.push(line)
  }
  flush()
  return ordered
}

/** Lines that hold together, and the box they fill. */
interface Cluster {
  readonly lines: readonly PdfLine[]
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly size: number
}

/** Orders the page by its whites: bands from top to bottom, and in a band columns from left to right. */
function byColumns(lines: readonly PdfLine[]): PdfLine[] {
  return ordered(clusters(lines), 0).flatMap((cluster) => cluster.lines)
}

/** Lines under one another, close and in one column, whatever was painted between them. */
function clusters(lines: readonly PdfLine[]): Cluster[] {
  const open: PdfLine[][] = []
  for (const line of [...lines].sort((a, b) => a.y - b.y || a.left - b.left)) {
    let home: PdfLine[] | undefined
    let near = Number.POSITIVE_INFINITY
    for (const cluster of open) {
      const last = cluster.at(-1)
      if (last === undefined) continue
      const step = line.y - last.y
      const overlap = Math.min(line.right, last.right) - Math.max(line.left, last.left)
      const narrow = Math.min(line.right - line.left, last.right - last.left)
      const follows =
        step > last.size * 0.5 &&
        step < Math.max(line.size, last.size) * 1.9 &&
        Math.abs(line.size - last.size) <= last.size * 0.4 &&
        overlap > narrow * 0.5
      const away = step + Math.abs(line.left - last.left) * 0.1
      if (follows && away < near) [home, near] = [cluster, away]
    }
    if (home === undefined) open.push([line])
    else home.push(line)
  }
  return open.map(clusterOf)
}

function clusterOf(lines: readonly PdfLine[]): Cluster {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let [right, bottom, size] = [0, 0, 0]
  for (const line of lines) {
    left = Math.min(left, line.left)
    right = Math.max(right, line.right)
    top = Math.min(top, line.y - line.size * 0.8)
    bottom = Math.max(bottom, line.y + line.size * 0.2)
    size = Math.max(size, line.size)
  }
  return { lines, left, right, top, bottom, size }
}

function ordered(items: readonly Cluster[], depth: number): readonly Cluster[] {
  if (items.length <= 1) return items
  if (depth > 40) return byRows(items)
  const columns = split(
    items,
    (item) => [item.left, item.right],
    (item) => item.size * 0.9,
  )
  if (columns.length > 1) return columns.flatMap((column) => ordered(column, depth + 1))
  const bands = joinedBands(
    split(
      items,
      (item) => [item.top, item.bottom],
      () => 0,
    ),
  )
  if (bands.length > 1) return bands.flatMap((band) => ordered(band, depth + 1))
  return byRows(items)
}

function byRows(items: readonly Cluster[]): readonly Cluster[] {
  return [...items].sort((a, b) =>
    Math.abs(a.top - b.top) < Math.min(a.size, b.size) * 0.5 ? a.left - b.left : a.top - b.top,
  )
}

/** Parts the items wherever a white as wide as asked crosses them all. */
function split(
  items: readonly Cluster[],
  extent: (item: Cluster) => readonly [number, number],
  white: (item: Cluster) => number,
): Cluster[][] {
  const sorted = [...items].sort((a, b) => extent(a)[0] - extent(b)[0])
  const parts: Cluster[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const item of sorted) {
    const [from, to] = extent(item)
    const part = parts.at(-1)
    if (part === undefined || from - end >= Math.max(white(item), 0.01)) parts.push([item])
    else part.push(item)
    end = Math.max(end, to)
  }
  return parts
}

/** Bands that share their columns are one: two columns whose paragraphs happen to end together. */
function joinedBands(bands: readonly Cluster[][]): Cluster[][] {
  const joined: Cluster[][] = []
  for (const band of bands) {
    const above = joined.at(-1)
    if (above !== undefined && sameColumns(above, band)) above.push(...band)
    else joined.push([...band])
  }
  return joined
}

function sameColumns(above: readonly Cluster[], band: readonly Cluster[]): boolean {
  const columns = split(
    above,
    (item) => [item.left, item.right],
    (item) => item.size * 0.9,
  ).map(clusterBox)
  if (columns.length < 2) return false
  const bottom = Math.max(...above.map((item) => item.bottom))
  const top = Math.min(...band.map((item) => item.top))
  const size = Math.max(...band.map((item) => item.size))
  if (top - bottom > size * 4) return false
  const used = new Set<Cluster>()
  for (const item of band) {
    const column = columns.filter((other) => item.left < other.right && item.right > other.left)
    const [only] = column
    if (column.length > 1 || only === undefined) return false
    used.add(only)
  }
  if (used.size > 1) return true
  // One column alone goes on: its text follows closely, and does not run out of it.
  const [only] = used
  return (
    only !== undefined && band.every((item) => item.left >= only.left - size && item.right <= only.right + size * 2)
  )
}

function clusterBox(items: readonly Cluster[]): Cluster {
  return clusterOf(items.flatMap((item) => item.lines))
}
