import { crc32, deflateSync } from 'node:zlib'

/** A picture of black (true) and white squares, each of `dots` dots a side: Word and old mailing tools take no SVG. */
export function pngOf(squares: readonly (readonly boolean[])[], dots: number): Buffer {
  const side = squares.length * dots
  const width = Math.ceil(side / 8)
  const rows: Buffer[] = []
  for (const row of squares) {
    // One bit a dot, white at first; each line begins with its filter, none.
    const line = Buffer.alloc(width + 1, 0xff)
    line[0] = 0
    for (const [i, isBlack] of row.entries()) {
      if (!isBlack) continue
      for (let x = i * dots; x < (i + 1) * dots; x++)
        line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) & ~(0x80 >> (x & 7))
    }
    for (let y = 0; y < dots; y++) rows.push(line)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
