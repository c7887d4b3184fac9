import { owned } from './owned.ts'
import { countFieldLabels, definitionsIn, type Find, Scan } from './placeholders.ts'

/** What two texts share: so many letters at their beginning, then at their end. */
export interface Around {
  readonly head: number
  readonly tail: number
}

/** What was found in a text, and what it takes to find again in the next one. */
export interface Found {
  readonly source: string
  readonly finds: readonly Find[]
  readonly reach: number
  readonly definitions: ReadonlySet<string> | undefined
  readonly words: boolean | undefined
}

/** Nothing read yet. */
export const NOTHING_FOUND: Found = {
  source: '',
  finds: [],
  reach: Number.POSITIVE_INFINITY,
  definitions: undefined,
  words: undefined,
}

/**
 * Finds the placeholders and the tags of a text of Markdown as `findPlaceholders` does, after those of another: only the
 * lines that changed are read again, with those above from which a tag may reach them.
 */
export function findAgain(last: Found, source: string, around: Around): Found {
  return Number.isFinite(last.reach) ? (findNear(last, source, around) ?? findAll(source)) : findAll(source)
}

function findAll(source: string): Found {
  const scan = new Scan(source, { format: 'md' })
  scan.scan(0, source.length)
  return foundBy(scan, source, scan.finds.map(alone))
}

function foundBy({ reach, definitions, words }: Scan, source: string, finds: readonly Find[]): Found {
  return { source, finds, reach, definitions, words }
}

/** A name does not hold the whole text it was found in. */
function alone(find: Find): Find {
  return { ...find, name: owned(find.name) }
}

function findNear(last: Found, source: string, { head, tail }: Around): Found | undefined {
  // Another text, and not the same one typed on: all is to be found.
  if (source.length - head - tail > source.length / 2) return undefined
  const before = last.source
  const line = startOfLine(before, head)
  const old = before.slice(line, endOfLine(before, before.length - tail))
  const now = source.slice(line, endOfLine(source, source.length - tail))
  // A link that is defined and a third « date » change what is read elsewhere.
  if (!sameList(definitionsIn(old), definitionsIn(now)) || countFieldLabels(old) !== countFieldLabels(now))
    return undefined

  const by = source.length - before.length
  const finds = last.finds
  let start = startOfLine(before, Math.min(line, head - last.reach))
  let first = finds.length
  for (let rank = finds.length - 1; rank >= 0; rank--) {
    const find = finds[rank]
    if (!find || find.end <= start) break
    // A tag that runs over the line is read from its beginning.
    if (find.start < start) start = startOfLine(before, find.start)
    first = rank
  }

  const scan = new Scan(source, { format: 'md' })
  scan.definitions = last.definitions
  scan.words = last.words
  scan.reach = last.reach
  let from = start
  let at = start
  let next = first
  let to = endOfLine(source, source.length - tail)
  for (;;) {
    const end = scan.scan(from, to, at)
    // What was read before goes on from a line where no tag is open, neither now nor then.
    let open = end
    for (; next < finds.length; next++) {
      const find = finds[next]
      if (!find || find.start + by >= to) break
      if (find.end + by > open) open = find.end + by
    }
    if (open <= to) break
    // Inside a tag nothing is looked for.
    at = end
    from = startOfLine(source, end)
    to = endOfLine(source, open)
  }
  const rest = finds.slice(next)
  const moved = by === 0 ? rest : rest.map((find) => ({ ...find, start: find.start + by, end: find.end + by }))
  return foundBy(scan, source, [...finds.slice(0, first), ...scan.finds.map(alone), ...moved])
}

function startOfLine(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Where the line that holds an offset ends, its line end taken. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end + 1
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((label, rank) => label === other[rank])
}
