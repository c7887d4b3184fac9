import type { Draft } from './draft.ts'
import { ReadError } from './problem.ts'
import { MAX_CELL, MAX_CELLS, type Sheet, sheetDraft } from './sheet.ts'
import { child, elements, parseXml, scanXml, type XmlElement } from './xml.ts'
import type { Zip } from './zip.ts'

/** Reads an Excel workbook: each cell that is filled is a block; what a formula shows, not the formula. */
export async function readXlsx(zip: Zip): Promise<Draft> {
  const workbook = await part(zip, 'xl/workbook.xml')
  if (workbook === undefined) {
    throw new ReadError({
      code: 'xlsx-sans-feuille',
      what: 'Le fichier ressemble à un classeur Excel, mais ses feuilles manquent.',
      fix: 'Ouvrez-le dans Excel ou LibreOffice, puis enregistrez-le à nouveau.',
      where: 'xl/workbook.xml',
    })
  }
  const targets = new Map<string, string>()
  for (const relation of elements(await part(zip, 'xl/_rels/workbook.xml.rels'))) {
    const { Id: id, Target: target } = relation.attributes
    if (id === undefined || target === undefined) continue
    targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  const strings = await sharedStrings(zip)
  const dates = dateStyles(await part(zip, 'xl/styles.xml'))
  const epoch1904 = /^(?:1|true)$/.test(child(workbook, 'workbookPr')?.attributes.date1904 ?? '')
  const sheets: Sheet[] = []
  const budget = { left: MAX_CELLS }
  for (const entry of elements(child(workbook, 'sheets'))) {
    const { name = '', state } = entry.attributes
    const target = targets.get(entry.attributes['r:id'] ?? '')
    if (target === undefined || state === 'hidden' || state === 'veryHidden') continue
    const bytes = await zip.read(target)
    if (bytes === undefined) continue
    sheets.push({ name, rows: readRows(bytes, target, { strings, dates, epoch1904, budget }) })
  }
  return sheetDraft('xlsx', sheets, budget.left < 0)
}

async function part(zip: Zip, name: string): Promise<XmlElement | undefined> {
  const bytes = await zip.read(name)
  return bytes === undefined || bytes.length === 0 ? undefined : parseXml(bytes, name)
}

/** The texts that cells share; pronunciation hints are left out. */
async function sharedStrings(zip: Zip): Promise<readonly string[]> {
  const bytes = await zip.read('xl/sharedStrings.xml')
  if (bytes === undefined || bytes.length === 0) return []
  const strings: string[] = []
  let text = ''
  let inText = false
  let hint = 0
  scanXml(bytes, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') hint += 1
      else if (name === 't') inText = hint === 0
    },
    close: (name) => {
      if (name === 'si') strings.push(text)
      else if (name === 'rPh') hint -= 1
      else if (name === 't') inText = false
    },
    text: (value) => {
      if (inText && text.length < MAX_CELL) text += value
    },
  })
  return strings
}

/** The ranks of the cell styles that show a number as a day. */
function dateStyles(styles: XmlElement | undefined): ReadonlySet<number> {
  const custom = new Set<string>()
  for (const format of elements(child(styles, 'numFmts'))) {
    const code = (format.attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
    const id = format.attributes.numFmtId
    if (id !== undefined && /[dj]/i.test(code) && /[ya]|m/i.test(code)) custom.add(id)
  }
  const dates = new Set<number>()
  for (const [rank, style] of elements(child(styles, 'cellXfs')).entries()) {
    const id = style.attributes.numFmtId ?? '0'
    if (custom.has(id) || (Number(id) >= 14 && Number(id) <= 17) || id === '22') dates.add(rank)
  }
  return dates
}

interface Book {
  readonly strings: readonly string[]
  readonly dates: ReadonlySet<number>
  readonly epoch1904: boolean
  readonly budget: { left: number }
}

/** The rows of a sheet, read as they come: a sheet that says it is a million rows wide costs its filled cells only. */
function readRows(bytes: Uint8Array, name: string, book: Book): Sheet['rows'] {
  const rows: { row: number; cells: { column: number; text: string }[] }[] = []
  let row = -1
  let column = -1
  let type = ''
  let style = 0
  let value = ''
  let reading = false
  scanXml(bytes, name, {
    open: (tag, attributes) => {
      switch (tag) {
        case 'row': {
          const given = Number(attributes.r) - 1
          row = Number.isInteger(given) && given > row ? given : row + 1
          column = -1
          rows.push({ row, cells: [] })
          break
        }
        case 'c': {
          const given = columnOf(attributes.r)
          column = given !== undefined && given > column ? given : column + 1
          type = attributes.t ?? 'n'
          style = Number(attributes.s ?? -1)
          value = ''
          break
        }
        case 'v':
        case 't':
          reading = true
          break
      }
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') reading = false
      if (tag !== 'c') return
      const text = shown(value, type, style, book).replace(/\r\n?/g, '\n').slice(0, MAX_CELL)
      if (text.trim() === '') return
      book.budget.left -= 1
      if (book.budget.left >= 0) rows.at(-1)?.cells.push({ column, text })
    },
    text: (part) => {
      if (reading && value.length < MAX_CELL) value += part
    },
  })
  return rows.filter((candidate) => candidate.cells.length > 0)
}

/** « BC12 » is column 54. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function shown(value: string, type: string, style: number, book: Book): string {
  switch (type) {
    case 's':
      return book.strings[Number(value)] ?? ''
    case 'b':
      return value === '1' ? 'VRAI' : 'FAUX'
    case 'e':
      return ''
    case 'n': {
      const days = Number(value)
      if (value === '' || !book.dates.has(style) || !(days > 0 && days < 3_000_000)) return value
      const origin = book.epoch1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
      const date = new Date(origin + Math.floor(days) * 86_400_000)
      const two = (part: number): string => String(part).padStart(2, '0')
      return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`
    }
    default:
      return value
  }
}
