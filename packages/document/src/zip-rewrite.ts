import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'
import type { Problem } from './document.ts'
import { ReadError } from './problem.ts'

const UNKNOWN_ZIP: Problem = {
  code: 'archive-abimee',
  what: 'Le fichier est abîmé : il n’est pas possible d’en écrire une copie.',
  fix: 'Ouvrez-le dans le logiciel qui l’a créé, puis enregistrez-le à nouveau.',
}

interface Entry {
  readonly name: string
  /** Its record in the directory, as written. */
  readonly record: Buffer
  readonly offset: number
}

/** Copies a zip with some parts replaced or added; every other part keeps its bytes, compressed as they were. */
export function rewriteZip(bytes: Uint8Array, parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { entries, directory, tail } = directoryOf(file)
  const starts = entries.map((entry) => entry.offset).concat(directory)
  starts.sort((a, b) => a - b)
  const chunks: Buffer[] = []
  const records: Buffer[] = []
  let length = 0
  const add = (chunk: Buffer): void => {
    chunks.push(chunk)
    length += chunk.length
  }
  const written = new Set<string>()
  for (const entry of entries) {
    const replaced = parts.get(entry.name)
    if (replaced !== undefined) {
      if (!written.has(entry.name)) records.push(writePart(entry.name, replaced, length, add))
      written.add(entry.name)
      continue
    }
    const next = starts.find((start) => start > entry.offset) ?? directory
    const record = Buffer.from(entry.record)
    record.writeUInt32LE(length, 42)
    records.push(record)
    add(file.subarray(entry.offset, next))
  }
  for (const [name, content] of parts) {
    if (!written.has(name)) records.push(writePart(name, content, length, add))
  }
  const start = length
  for (const record of records) add(record)
  const end = Buffer.from(tail)
  end.writeUInt16LE(records.length, 8)
  end.writeUInt16LE(records.length, 10)
  end.writeUInt32LE(length - start, 12)
  end.writeUInt32LE(start, 16)
  add(end)
  return new Uint8Array(Buffer.concat(chunks))
}

/** Writes a deflated part; gives its record for the directory. */
function writePart(name: string, content: Uint8Array, offset: number, add: (chunk: Buffer) => void): Buffer {
  const path = Buffer.from(name, 'utf8')
  const data = deflateRawSync(content)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(0x0800, 2)
  shared.writeUInt16LE(8, 4)
  // The first day a zip can say: the same copy twice has the same bytes.
  shared.writeUInt16LE(0x21, 8)
  shared.writeUInt32LE(crc32(content), 10)
  shared.writeUInt32LE(data.length, 14)
  shared.writeUInt32LE(content.length, 18)
  shared.writeUInt16LE(path.length, 22)
  add(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, path, data]))
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), shared, rest, path])
}

function directoryOf(file: Buffer): { entries: readonly Entry[]; directory: number; tail: Buffer } {
  const refuse = (): ReadError => new ReadError(UNKNOWN_ZIP)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end === -1 || end + 22 > file.length) throw refuse()
  const count = file.readUInt16LE(end + 10)
  const directory = file.readUInt32LE(end + 16)
  const entries: Entry[] = []
  let at = directory
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== 0x02014b50) throw refuse()
    const size = 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    const offset = file.readUInt32LE(at + 42)
    if (at + size > end || offset >= directory) throw refuse()
    const name = file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28))
    entries.push({ name, record: file.subarray(at, at + size), offset })
    at += size
  }
  return { entries, directory, tail: file.subarray(end) }
}
