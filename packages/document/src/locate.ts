import type { Block, Box, Document, Place, Segment } from './document.ts'
import { narrowPlace } from './flatten.ts'

/** Where a range of a block's text is in the document, and in the file where offsets are not enough. */
export interface Location {
  readonly start: number
  readonly end: number
  readonly place?: Place
}

/**
 * Maps `[start, end)` of a block's text to the document: exact where its segments are, otherwise
 * the whole range of the segments it touches, from the first to the last.
 */
export function locate(_document: Document, block: Block, start: number, end: number): Location {
  const from = Math.max(0, Math.min(start, block.text.length))
  const to = Math.max(from, Math.min(end, block.text.length))
  const { segments } = block
  const head = segmentAt(segments, from)
  const first = segments[head]
  let last = first
  let tail = head
  while (last !== undefined && last.to < to) {
    const next = segments[tail + 1]
    if (next === undefined || next.from >= to) break
    last = next
    tail += 1
  }
  if (first === undefined || last === undefined) return { start: block.start, end: block.start }
  const begin = first.exact ? first.start + Math.max(0, from - first.from) : first.start
  const stop = last.exact ? last.start + Math.max(0, to - last.from) : last.end
  // Offsets are enough in a text: nothing more is made.
  const place =
    first.place === undefined && last.place === undefined && tail - head < 2
      ? undefined
      : placeOf(segments.slice(head, tail + 1), from, to)
  return place === undefined
    ? { start: begin, end: Math.max(begin, stop) }
    : { start: begin, end: Math.max(begin, stop), place }
}

/** The segment that holds an offset, by bisection; the last one for the end of the text. */
function segmentAt(segments: readonly Segment[], offset: number): number {
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((segments[middle]?.to ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function placeOf(segments: readonly Segment[], from: number, to: number): Place | undefined {
  const places: Place[] = []
  for (const segment of segments) {
    if (segment.place === undefined) continue
    const head = Math.max(0, from - segment.from)
    const tail = Math.max(0, segment.to - to)
    places.push(narrowPlace(segment.place, head, tail, segment.to - segment.from))
  }
  const first = places[0]
  if (first === undefined || places.length === 1) return first
  if (first.kind === 'page') {
    // A range that runs over two pages opens where it starts.
    const boxes: Box[] = []
    for (const place of places)
      if (place.kind === 'page' && place.page === first.page) for (const box of place.boxes) addBox(boxes, box)
    return { ...first, boxes }
  }
  if (first.kind === 'cell') return first
  let end = first.end
  for (const place of places) {
    if (first.kind === 'offsets' && place.kind === 'offsets') end = Math.max(end, place.end)
    if (
      first.kind === 'paragraph' &&
      place.kind === 'paragraph' &&
      place.part === first.part &&
      place.paragraph === first.paragraph
    ) {
      end = Math.max(end, place.end)
    }
  }
  return { ...first, end }
}

/** Words side by side on a line share one box. */
function addBox(boxes: Box[], box: Box): void {
  const last = boxes.at(-1)
  const gap = last === undefined ? 0 : box.x - last.x - last.width
  if (
    last === undefined ||
    Math.abs(box.y - last.y) > 0.5 ||
    Math.abs(box.height - last.height) > 0.5 ||
    gap < -box.height ||
    gap > box.height * 0.6
  ) {
    boxes.push(box)
    return
  }
  boxes[boxes.length - 1] = { ...last, width: Math.max(last.width, box.x + box.width - last.x) }
}
