import { Buffer } from 'node:buffer'
import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js'

/** A folder of an OLE file: streams and folders by name. */
export interface OleFolder {
  readonly [name: string]: Uint8Array | OleFolder
}

const [DIRECTORY, DOCUMENT, ROOT] = [1, 2, 5]

/** Makes an OLE file, for the tests of the readers. */
export function oleOf(folder: OleFolder): Uint8Array {
  const entries: Entry[] = []
  const add = (name: string, type: number, content: Uint8Array | OleFolder): number => {
    const rank = entries.length
    if (content instanceof Uint8Array) {
      entries.push({ name, type, length: content.length, binaryProvider: () => content })
      return rank
    }
    const children: number[] = []
    entries.push({ name, type, length: 0, children })
    for (const [inner, part] of Object.entries(content))
      children.push(add(inner, part instanceof Uint8Array ? DOCUMENT : DIRECTORY, part))
    return rank
  }
  add('Root Entry', ROOT, folder)
  return burn(entries)
}

/** What a Word 97 file holds; `\u0007` ends a cell, a second one its row. */
export interface DocParts {
  readonly body: string
  readonly footnotes?: string
  readonly headers?: readonly [header: string, footer: string]
  readonly encrypted?: boolean
}

const ROW_END = '\u0007\u0007'

/** Makes a Word 97 file of its text. */
export function docOf({ body, footnotes = '', headers, encrypted = false }: DocParts): Uint8Array {
  const stories = headers === undefined ? [] : ['', '', '', '', '', '', '', headers[0], '', headers[1], '', '']
  const header = stories.join('')
  const text = `${body}${footnotes}${header}\r`
  const start = 0x400
  const chars = Buffer.from(text, 'utf16le')
  const rows: number[] = []
  for (let at = body.indexOf(ROW_END); at !== -1; at = body.indexOf(ROW_END, at + 2)) rows.push(start + (at + 1) * 2)
  const properties = Math.ceil((start + chars.length) / 512)
  const main = Buffer.alloc((properties + 1) * 512)
  main.writeUInt16LE(0xa5ec, 0)
  main.writeUInt16LE(0xc1, 2)
  main.writeUInt16LE(0x0200 | (encrypted ? 0x0100 : 0), 0x0a)
  main.writeUInt32LE(start, 0x18)
  main.writeUInt32LE(body.length, 0x4c)
  main.writeUInt32LE(footnotes.length, 0x50)
  main.writeUInt32LE(header.length, 0x54)
  chars.copy(main, start)

  // Row ends are paragraphs with « sprmPFTtp »; the text between them has no property.
  const edges = [start, ...rows.flatMap((at) => [at, at + 2]), start + chars.length]
  const block = main.subarray(properties * 512)
  const runs = edges.length - 1
  block.writeUInt8(runs, 511)
  for (const [i, edge] of edges.entries()) block.writeUInt32LE(edge, i * 4)
  for (let i = 0; i < runs; i += 1) block.writeUInt8(i % 2 === 1 ? 240 : 245, (runs + 1) * 4 + i * 13)
  block.set([3, 0, 0, 0x17, 0x24, 1], 480)
  block.set([2, 0, 0], 490)

  const table = Buffer.alloc(2000)
  table.writeUInt8(2, 100)
  table.writeUInt32LE(16, 101)
  table.writeUInt32LE(0, 105)
  table.writeUInt32LE(text.length, 109)
  table.writeUInt32LE(start, 115)
  main.writeUInt32LE(100, 0x1a2)
  table.writeUInt32LE(start, 200)
  table.writeUInt32LE(start + chars.length, 204)
  table.writeUInt32LE(properties, 208)
  main.writeUInt32LE(200, 0x102)
  main.writeUInt32LE(12, 0x106)
  if (stories.length > 0) {
    let at = 0
    for (const [i, story] of stories.entries()) {
      table.writeUInt32LE(at, 300 + i * 4)
      at += story.length
    }
    table.writeUInt32LE(at, 300 + stories.length * 4)
    main.writeUInt32LE(300, 0xf2)
    main.writeUInt32LE((stories.length + 1) * 4, 0xf6)
  }
  return oleOf({ WordDocument: main, '1Table': table })
}

/** What an Outlook message holds. */
export interface MsgParts {
  readonly subject: string
  readonly body?: string
  readonly html?: string
  /** Its compressed RTF, as Outlook stores it. */
  readonly rtf?: Uint8Array
  readonly codePage?: number
  readonly from?: readonly [name: string, address: string]
  readonly to?: readonly [name: string, address: string]
  readonly attachments?: readonly string[]
}

/** Makes an Outlook message. */
export function msgOf(parts: MsgParts): Uint8Array {
  const wide = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))
  const folder: Record<string, Uint8Array | OleFolder> = {
    '__substg1.0_001A001F': wide('IPM.Note'),
    '__substg1.0_0037001F': wide(parts.subject),
  }
  const numbers = Buffer.alloc(32 + 16)
  numbers.writeUInt32LE(0x3fde0003, 32)
  numbers.writeUInt32LE(parts.codePage ?? 65001, 40)
  folder['__properties_version1.0'] = numbers
  if (parts.body !== undefined) folder['__substg1.0_1000001F'] = wide(parts.body)
  if (parts.html !== undefined) folder['__substg1.0_10130102'] = new Uint8Array(Buffer.from(parts.html, 'latin1'))
  if (parts.rtf !== undefined) folder['__substg1.0_10090102'] = parts.rtf
  if (parts.from !== undefined) {
    folder['__substg1.0_0C1A001F'] = wide(parts.from[0])
    folder['__substg1.0_5D01001F'] = wide(parts.from[1])
  }
  if (parts.to !== undefined) {
    folder['__recip_version1.0_#00000000'] = {
      '__properties_version1.0': new Uint8Array(8),
      '__substg1.0_3001001F': wide(parts.to[0]),
      '__substg1.0_39FE001F': wide(parts.to[1]),
    }
  }
  for (const [i, name] of (parts.attachments ?? []).entries()) {
    folder[`__attach_version1.0_#0000000${i}`] = {
      '__properties_version1.0': new Uint8Array(8),
      '__substg1.0_3707001F': wide(name),
    }
  }
  return oleOf(folder)
}
