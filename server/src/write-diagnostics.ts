import type { ContentTypeEncoder, Message } from 'vscode-languageserver/node'
import { isRecord } from './projects.ts'

/** A diagnostic as it was written last, with a comma before it: `diagnosticMemory` gives the same object at each keystroke. */
const written = new WeakMap<object, Uint8Array>()

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
  const list: Uint8Array[] = [Buffer.from(`${JSON.stringify(message).slice(0, -2)},"${name}":[`)]
  for (const [rank, item] of items.entries()) list.push(rank === 0 ? bytesOf(item).subarray(1) : bytesOf(item))
  list.push(Buffer.from(']}}'))
  return Buffer.concat(list)
}

function bytesOf(item: unknown): Uint8Array {
  const known = isRecord(item) ? written.get(item) : undefined
  if (known) return known
  const bytes = Buffer.from(`,${JSON.stringify(item)}`)
  if (isRecord(item)) written.set(item, bytes)
  return bytes
}
