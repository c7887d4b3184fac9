import type { Segment } from './document.ts'
import type { Find } from './placeholders.ts'
import type { Inline } from './tree.ts'

/** What may stand for something else, even where value and source agree. */
const STEPPED = /[\\&]/

/**
 * Ties a parsed text to the source range it came from, character by character where both agree:
 * escapes, entities, folded lines and quotation prefixes are stepped over.
 */
export function align(value: string, source: string, start: number, end: number): Segment[] {
  // Most texts are written as they are read.
  if (
    value !== '' &&
    start + value.length <= end &&
    source.slice(start, start + value.length) === value &&
    !STEPPED.test(value)
  )
    return [{ from: 0, to: value.length, start, end: start + value.length, exact: true }]
  const segments: Segment[] = []
  let v = 0
  let s = start
  let from = 0
  let at = start
  const close = (): void => {
    if (v > from) segments.push({ from, to: v, start: at, end: at + v - from, exact: true })
  }
  while (v < value.length) {
    if (
      s < end &&
      value[v] === source[s] &&
      !(source[s] === '\\' && value[v + 1] === source[s + 2] && value[v + 1] !== source[s + 1])
    ) {
      const entity = source[s] === '&' ? entityLength(source, s, end) : 0
      // A source « &amp; » starts as the « & » it stands for.
      if (entity === 0 || value.startsWith(source.slice(s, s + entity), v)) {
        v += 1
        s += 1
        continue
      }
    }
    close()
    const stepped = step(value, v, source, s, end)
    if (stepped === undefined) {
      segments.push({ from: v, to: value.length, start: Math.min(s, end), end: Math.max(s, end), exact: false })
      return segments
    }
    if (stepped.chars > 0) {
      segments.push({ from: v, to: v + stepped.chars, start: s, end: stepped.next, exact: false })
    }
    v += stepped.chars
    s = stepped.next
    from = v
    at = s
  }
  close()
  return segments
}

/** One disagreement: how many characters of the value it prints, and where the source goes on. */
function step(
  value: string,
  v: number,
  source: string,
  s: number,
  end: number,
): { chars: number; next: number } | undefined {
  if (s >= end) return undefined
  const c = source[s]
  if (c === '&') {
    const length = entityLength(source, s, end)
    if (length > 0) {
      const next = s + length
      const pair = value.codePointAt(v)
      const wide = pair !== undefined && pair > 0xffff ? 2 : 1
      return { chars: wide, next }
    }
  }
  if (c === '\\') return { chars: 0, next: s + 1 }
  if (c === '\0') return value[v] === '\ufffd' ? { chars: 1, next: s + 1 } : { chars: 0, next: s + 1 }
  if (c === '\r') {
    if (value[v] !== '\n') return { chars: 0, next: s + 1 }
    return { chars: 1, next: source[s + 1] === '\n' ? s + 2 : s + 1 }
  }
  if (c === '\t' && value[v] === ' ') {
    let chars = 0
    while (chars < 4 && value[v + chars] === ' ') chars += 1
    return { chars, next: s + 1 }
  }
  if (c === ' ' || c === '\t' || c === '>' || c === '\n') return { chars: 0, next: s + 1 }
  // Markup that belongs to no character of the value (text joined across tags).
  const found = source.slice(s, Math.min(end, s + 4000)).indexOf(value.slice(v, v + 16))
  return found === -1 ? undefined : { chars: 0, next: s + found }
}

function entityLength(source: string, s: number, end: number): number {
  const match = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});?/.exec(
    source.slice(s, Math.min(end, s + 36)),
  )
  if (match === null) return 0
  if (!match[0].endsWith(';') && !/^&(?:#|[aceilnoquy][a-z]{1,5}$|amp|lt|gt|quot|nbsp)/.test(match[0])) return 0
  return match[0].length
}

/** Cuts an aligned text at the placeholders and tags of its source. */
export function cut(value: string, segments: readonly Segment[], finds: readonly Find[], source: string): Inline[] {
  const first = segments[0]
  const last = segments.at(-1)
  if (first === undefined || last === undefined) return []
  let f = firstAtOrAfter(finds, first.start)
  if ((finds[f]?.start ?? Number.POSITIVE_INFINITY) >= last.end) return [{ type: 'text', value, segments }]
  const nodes: Inline[] = []
  let text = ''
  let pieces: Segment[] = []
  const flush = (): void => {
    if (text !== '') nodes.push({ type: 'text', value: text, segments: pieces })
    text = ''
    pieces = []
  }
  const keep = (segment: Segment, from: number, to: number): void => {
    if (to <= from) return
    const piece = value.slice(from, to)
    const shift = from - segment.from
    const start = segment.exact ? segment.start + shift : segment.start
    const end = segment.exact ? start + piece.length : segment.end
    pieces.push({ from: text.length, to: text.length + piece.length, start, end, exact: segment.exact })
    text += piece
  }
  for (const segment of segments) {
    if (!segment.exact) {
      keep(segment, segment.from, segment.to)
      continue
    }
    let from = segment.from
    while (f < finds.length) {
      const find = finds[f]
      if (find === undefined || find.start >= segment.end) break
      const begin = Math.max(find.start, segment.start)
      const stop = Math.min(find.end, segment.end)
      if (stop > begin) {
        keep(segment, from, segment.from + begin - segment.start)
        flush()
        nodes.push(inlineOf(find, source, begin, stop))
        from = segment.from + stop - segment.start
      }
      if (find.end > segment.end) break
      f += 1
    }
    keep(segment, from, segment.to)
  }
  flush()
  return nodes
}

function inlineOf(find: Find, source: string, start: number, end: number): Inline {
  const value = source.slice(start, end)
  if (find.kind === 'control')
    return { type: 'control', value, segments: [{ from: 0, to: 0, start, end, exact: false }] }
  return {
    type: 'placeholder',
    value,
    name: find.name,
    segments: [{ from: 0, to: value.length, start, end, exact: true }],
  }
}

function firstAtOrAfter(finds: readonly Find[], offset: number): number {
  let low = 0
  let high = finds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((finds[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Gives a masked text the characters of its source back, where they align. */
export function unmask(value: string, segments: readonly Segment[], source: string): string {
  let text = ''
  for (const segment of segments) {
    text += segment.exact ? source.slice(segment.start, segment.end) : value.slice(segment.from, segment.to)
  }
  return text
}
