import type { Grid, GridCell } from './grid.ts'

/** A cell holds no more in a workbook. */
const LONGEST = 32_767

/** The table as an Excel workbook: its first row is the title of the columns, and stays in sight. */
export async function toWorkbook({ head, rows }: Grid, name: string): Promise<Blob> {
  const widths = head.map((title, column) => {
    const lengths = rows.slice(0, 200).map((row) => String(row[column] ?? '').length)
    return Math.min(60, Math.max(8, title.length, ...lengths) + 2)
  })
  const sheet = `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>${[head, ...rows].map((row, i) => toRow(row, i)).join('')}</sheetData></worksheet>`
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${legal(name.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet,
  }
  return zip(Object.entries(parts).map(([path, xml]) => ({ path, text: `${DECLARATION}${xml}` })))
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

function toRow(cells: readonly GridCell[], row: number): string {
  const written = cells.map((value, column) => {
    if (value === null || value === '') return ''
    const place = `r="${columnName(column)}${row + 1}"`
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
    // A text is written as one: « =HYPERLINK(…) » in a title is not a formula.
    return `<c ${place}${row === 0 ? ' s="1"' : ''} t="inlineStr"><is><t xml:space="preserve">${legal(value.slice(0, LONGEST))}</t></is></c>`
  })
  return `<row r="${row + 1}">${written.join('')}</row>`
}

/** « A », « Z », « AA » */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

/** What XML cannot hold would make a workbook that Excel refuses. */
function legal(text: string): string {
  return text
    .replace(/[^\P{C}\t\n]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Files in a zip archive, deflated by the browser itself. */
async function zip(files: readonly { readonly path: string; readonly text: string }[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { path, text } of files) {
    const name = new TextEncoder().encode(path)
    const bytes = new TextEncoder().encode(text)
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
    parts.push(header, packed)
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
    [files.length, 2],
    [files.length, 2],
    [list.length, 4],
    [offset, 4],
    [0, 2],
  )
  return new Blob([...parts, list, end], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
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
