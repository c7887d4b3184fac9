import type { ContentTypeEncoder, Message } from 'vscode-languageserver/node'
import { isRecord } from './projects.ts'

/** The list of a message as it was written: item `i` ends before `ends[i]`, and a comma stands before the next one. */
interface Written {
  readonly items: readonly unknown[]
  readonly bytes: Uint8Array
  readonly start: number
  readonly ends: Uint32Array
}

/** Lists written last, the newest first: as a letter is typed, its diagnostics are those of before but for a few in the middle. */
let written: readonly Written[] = []
/** A few documents side by side. */
const MOST_WRITTEN = 3

/** Writes messages as JSON; the diagnostics of a document that were written before are not written again. */
export const diagnosticsOnce: ContentTypeEncoder = {
  name: 'application/json',
  encode: async (message) => encoded(message),
}

/** The bytes of a message: they read as those that `JSON.stringify` gives. */
export function encoded(message: Message): Uint8Array {
  const { result, params, ...head }: Message & { readonly result?: unknown; readonly params?: unknown } = message
  if (isRecord(result) && result.kind === 'full' && Array.isArray(result.items)) {
    const { items, ...rest } = result
    return withList({ ...head, result: rest }, 'items', items)
  }
  if (isRecord(params) && Array.isArray(params.diagnostics) && 'method' in head && !('id' in head)) {
    const { diagnostics, ...rest } = params
    return withList({ ...head, params: rest }, 'diagnostics', diagnostics)
  }
  return Buffer.from(JSON.stringify(message))
}

/** The JSON of a message whose last property is an object that is not empty, and one list more in that object. */
function withList(message: object, name: string, items: readonly unknown[]): Uint8Array {
  const { known, head, tail } = likeIn(items)
  const ends = new Uint32Array(items.length)
  const parts: Uint8Array[] = [Buffer.from(`${JSON.stringify(message).slice(0, -2)},"${name}":[`)]
  let at = parts[0]?.length ?? 0
  const start = at
  const add = (part: Uint8Array): void => {
    parts.push(part)
    at += part.length
  }

  if (known && head > 0) {
    for (let i = 0; i < head; i += 1) ends[i] = (known.ends[i] ?? 0) - known.start + start
    add(known.bytes.subarray(known.start, known.ends[head - 1]))
  }
  for (let i = head; i < items.length - tail; i += 1) {
    add(Buffer.from(`${i > 0 ? ',' : ''}${JSON.stringify(items[i])}`))
    ends[i] = at
  }
  if (known && tail > 0) {
    const first = known.items.length - tail
    if (tail < items.length) add(COMMA)
    for (let i = 0; i < tail; i += 1)
      ends[items.length - tail + i] = (known.ends[first + i] ?? 0) - startOf(known, first) + at
    add(known.bytes.subarray(startOf(known, first)))
  } else add(AFTER)

  const bytes = Buffer.concat(parts)
  written = [{ items, bytes, start, ends }, ...written.filter((other) => other !== known)].slice(0, MOST_WRITTEN)
  return bytes
}

const COMMA = Buffer.from(',')
/** What ends a message after its list. */
const AFTER = Buffer.from(']}}')

function startOf({ start, ends }: Written, rank: number): number {
  return rank === 0 ? start : (ends[rank - 1] ?? start) + 1
}

/** The list written before that begins or ends with the same items, and how many. */
function likeIn(items: readonly unknown[]): {
  readonly known?: Written
  readonly head: number
  readonly tail: number
} {
  for (const known of written) {
    const shorter = Math.min(items.length, known.items.length)
    let head = 0
    while (head < shorter && items[head] === known.items[head]) head += 1
    let tail = 0
    while (tail < shorter - head && items[items.length - 1 - tail] === known.items[known.items.length - 1 - tail])
      tail += 1
    if (head + tail > 0) return { known, head, tail }
  }
  return { head: 0, tail: 0 }
}
