import type { Cells } from './spreadsheet.ts'

/** A sheet of Excel holds no more rows, its titles included. */
export const MOST_ROWS = 1_048_576

/** A cell of Excel holds no more UTF-16 units: a file with more does not open. */
const LONGEST = 32_767
const CUT = `… (texte coupé\u00a0: une cellule d’Excel contient au plus ${LONGEST.toLocaleString('fr-FR')} caractères)`

/** A table to write as a workbook. */
export interface Table {
  readonly name: string
  /** The titles of the columns. */
  readonly head: readonly string[]
  /** Of each column, in characters. */
  readonly widths: readonly number[]
  /** Gone through once. */
  readonly rows: Iterable<Cells>
}

/** How many sheets so many rows fill. */
export function sheetsOf(rows: number): number {
  return Math.max(1, Math.ceil(rows / (MOST_ROWS - 1)))
}

/** A file of a workbook, before it is zipped with the others. */
export interface BookFile {
  readonly path: string
  /** Its text, a part at a time; to go through before the next file is asked for. */
  readonly parts: Iterable<string>
}

/**
 * The table as an Excel workbook, of which nothing is held but the row that is written. Its titles stay in sight, and
 * stand again on each sheet that follows a full one. What names the sheets comes last: their number is known at the end.
 */
export function* workbookFiles({ name, head, widths, rows }: Table): Generator<BookFile> {
  const source = rows[Symbol.iterator]()
  let next = source.next()
  let taken = 0
  const take = function* (): Generator<Cells> {
    for (let row = 1; row < MOST_ROWS && next.done !== true; row++) {
      taken += 1
      yield next.value
      next = source.next()
    }
  }
  let sheets = 0
  do {
    const before = taken
    sheets += 1
    yield { path: `xl/worksheets/sheet${sheets}.xml`, parts: sheetParts({ head, widths, rows: take() }) }
    if (next.done !== true && taken === before) throw new Error('a sheet is gone through before the next is asked for')
  } while (next.done !== true)
  for (const [path, xml] of Object.entries(around(name, sheets))) yield { path, parts: [`${DECLARATION}${xml}`] }
}

function* sheetParts({ head, widths, rows }: Omit<Table, 'name'>): Generator<string> {
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  yield rowXml(head, 1)
  let number = 1
  for (const row of rows) {
    number += 1
    yield rowXml(row, number)
  }
  yield '</sheetData></worksheet>'
}

function rowXml(cells: Cells, number: number): string {
  const written = cells.map((value, column) => {
    if (value === null || value === '') return ''
    const place = `r="${columnName(column)}${number}"`
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
    // A text is written as one: « =HYPERLINK(…) » in a title is not a formula.
    return `<c ${place}${number === 1 ? ' s="1"' : ''} t="inlineStr"><is><t xml:space="preserve">${legal(fitted(value))}</t></is></c>`
  })
  return `<row r="${number}">${written.join('')}</row>`
}

/** « A », « Z », « AA » */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

/** Who reads a cell that was too long is told so in the cell. */
function fitted(text: string): string {
  return text.length <= LONGEST ? text : text.slice(0, LONGEST - CUT.length) + CUT
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

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** What says where the sheets are, what they are called, and that titles are bold. */
function around(name: string, sheets: number): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1)
  const list = numbers.map((n) => `<sheet name="${sheetName(name, n)}" sheetId="${n}" r:id="rId${n}"/>`)
  const targets = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  )
  const types = numbers.map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  )
  return {
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${targets.join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${types.join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  }
}

/** « Limpide », then « Limpide 2 »; a sheet has no longer name than 31 characters. */
function sheetName(name: string, number: number): string {
  const suffix = number === 1 ? '' : ` ${number}`
  return legal(name.slice(0, 31 - suffix.length) + suffix)
}
