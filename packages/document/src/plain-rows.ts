import type { AlignType, TableCell, TableRow } from 'mdast'
import { type Line, placeIn, plainInlines } from './plain-inlines.ts'

/** A row that begins and ends with « | »; `undefined` when remark could see another. */
export function plainRow(
  source: string,
  { line, head, stop }: Pick<Line, 'line' | 'head' | 'stop'>,
): TableRow | undefined {
  // remark counts the spaces after the last border in some rows and not in others: « ||  », « | a|b|  ».
  if (stop - head < 2 || source.charCodeAt(stop - 1) !== PIPE) return undefined
  // An escaped border is none.
  if (source.slice(head, stop).includes('\\')) return undefined
  const row: Line = { line, head, start: head, end: stop, stop, isBroken: false }
  const children: TableCell[] = []
  for (let at = head; at < stop - 1; ) {
    const next = source.indexOf('|', at + 1)
    let start = at + 1
    let end = next
    while (start < end && source.charCodeAt(start) === SPACE) start += 1
    while (end > start && source.charCodeAt(end - 1) === SPACE) end -= 1
    const words = start === end ? [] : plainInlines(source, [{ ...row, start, end, stop: end }])
    if (words === undefined) return undefined
    const isLast = next === stop - 1
    children.push({
      type: 'tableCell',
      children: words as TableCell['children'],
      position: placeIn(row, at, isLast ? stop : next),
    })
    at = next
  }
  return { type: 'tableRow', children, position: placeIn(row, head, stop) }
}

/** « |---|:-:| » : how each column is set; `undefined` when this is no line of dashes. */
export function alignsOf(line: string): readonly AlignType[] | undefined {
  if (!/^\|(?: *:?-+:? *\|)+ *$/.test(line)) return undefined
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => {
      const dashes = cell.trim()
      if (dashes.startsWith(':')) return dashes.endsWith(':') ? 'center' : 'left'
      return dashes.endsWith(':') ? 'right' : null
    })
}

const SPACE = 32
const PIPE = 124
