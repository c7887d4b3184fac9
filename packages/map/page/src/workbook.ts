import { type BookFile, workbookFiles } from '../../src/workbook.ts'
import type { Grid } from './grid.ts'

/** The table as an Excel workbook: its columns as wide as what they say. */
export async function toWorkbook({ head, rows }: Grid, name: string): Promise<Blob> {
  const widths = head.map((title, column) => {
    const lengths = rows.slice(0, 200).map((row) => String(row[column] ?? '').length)
    return Math.min(60, Math.max(8, title.length, ...lengths) + 2)
  })
  return zip(workbookFiles({ name, head, widths, rows }))
}

/** Files in a zip archive, deflated by the browser itself. */
async function zip(files: Iterable<BookFile>): Promise<Blob> {
  const zipped: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { path, parts } of files) {
    const name = new TextEncoder().encode(path)
    const bytes = new TextEncoder().encode([...parts].join(''))
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
    const packed = new Uint8Array(await new Response(stream).arrayBuffer())
    // Version, flags (names in UTF-8), deflate, time and date (1 January 1980), then sums and sizes.
    const shared = numbers(
      [20, 2],
      [0x800, 2],
      [8, 2],
      [0, 2],
      [0x21, 2],
      [crc32(bytes), 4],
      [packed.length, 4],
      [bytes.length, 4],
      [name.length, 2],
      [0, 2],
    )
    const header = joined(numbers([0x04034b50, 4]), shared, name)
    zipped.push(header, packed)
    directory.push(
      joined(numbers([0x02014b50, 4], [20, 2]), shared, numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name),
    )
    offset += header.length + packed.length
  }
  const list = joined(...directory)
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [directory.length, 2],
    [directory.length, 2],
    [list.length, 4],
    [offset, 4],
    [0, 2],
  )
  return new Blob([...zipped, list, end], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
}

/** Numbers in little-endian, each with its count of bytes. */
function numbers(...values: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array<ArrayBuffer> {
  const bytes = values.flatMap(([value, count]) => Array.from({ length: count }, (_, i) => (value >>> (8 * i)) & 0xff))
  return Uint8Array.from(bytes)
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const part of parts) {
    whole.set(part, end)
    end += part.length
  }
  return whole
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (CRC[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
