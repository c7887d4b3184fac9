import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes put one after the other in a file that has no name any more, and read again by pieces. */
export interface UnnamedFile {
  /** Puts bytes after the others and gives where they begin. */
  put(bytes: Uint8Array): number
  /** Fills `into` with what was put from `at` on; throws where less was. */
  read(at: number, into: Uint8Array): void
  /** How many bytes were put. */
  size(): number
  /** Forgets what was put. */
  clear(): void
  close(): void
}

/** Bytes written together. */
const TOGETHER = 64 * 1024

/** Opens such a file; it ends with the process, however that ends. Where the folder has no room, memory serves. */
export function openUnnamedFile(folder: string = tmpdir()): UnnamedFile {
  const file = create(folder)
  const waiting = Buffer.allocUnsafeSlow(TOGETHER)
  /** What the folder had no room for, in order. */
  let refused: { readonly start: number; readonly bytes: Buffer }[] = []
  let written = 0
  let waits = 0

  const write = (bytes: Uint8Array): void => {
    if (!wrote(file?.opened, bytes, written)) refused.push({ start: written, bytes: Buffer.from(bytes) })
    written += bytes.length
  }
  const flush = (): void => {
    if (waits > 0) write(waiting.subarray(0, waits))
    waits = 0
  }
  const readFile = (at: number, into: Uint8Array): void => {
    for (let done = 0; done < into.length; ) {
      const found = readSync(file?.opened ?? -1, into, done, into.length - done, at + done)
      if (found === 0) throw new Error(`what was put away at ${at} is cut`)
      done += found
    }
  }

  return {
    put: (bytes) => {
      const start = written + waits
      if (waits + bytes.length > TOGETHER) flush()
      if (bytes.length > TOGETHER) write(bytes)
      else {
        waiting.set(bytes, waits)
        waits += bytes.length
      }
      return start
    },
    read: (at, into) => {
      const end = at + into.length
      if (end > written + waits) throw new Error(`nothing was put away at ${at}`)
      if (end > written) flush()
      let from = at
      for (const { start, bytes } of refused) {
        if (start + bytes.length <= from) continue
        if (start >= end) break
        if (start > from) readFile(from, into.subarray(from - at, start - at))
        from = Math.max(from, start)
        const until = Math.min(end, start + bytes.length)
        into.set(bytes.subarray(from - start, until - start), from - at)
        from = until
      }
      if (from < end) readFile(from, from === at ? into : into.subarray(from - at))
    },
    size: () => written + waits,
    clear: () => {
      refused = []
      written = 0
      waits = 0
    },
    close: () => {
      if (file === undefined) return
      closeSync(file.opened)
      // A system that keeps the name of an open file gives it up now.
      rmSync(file.path, { force: true })
    },
  }
}

/** A file that only this process can reach: its name is taken off at once. */
function create(folder: string): { readonly opened: number; readonly path: string } | undefined {
  const path = join(folder, `limpide-${randomUUID()}`)
  try {
    const opened = openSync(path, 'wx+', 0o600)
    try {
      rmSync(path)
    } catch {
      // Where an open file keeps its name, it is taken off when the file is closed.
    }
    return { opened, path }
  } catch {
    return undefined
  }
}

/** False where there is no room. */
function wrote(opened: number | undefined, bytes: Uint8Array, at: number): boolean {
  if (opened === undefined) return false
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(opened, bytes, done, bytes.length - done, at + done)
    return true
  } catch {
    return false
  }
}
