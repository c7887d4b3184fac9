import type { Cells } from '@limpide/map'
import { unzipSync } from 'fflate'
import { readBytes } from 'limpide/read'
import { afterEach, expect, test, vi } from 'vitest'
import { saidExport } from './export.ts'
import { workbook } from './workbook.ts'

afterEach(() => {
  vi.useRealTimers()
})

const TITLES = ['chemin', 'titre', 'mots', 'score']

function* letters(count: number, onMade: () => void = () => {}): Generator<Cells> {
  for (let i = 0; i < count; i++) {
    onMade()
    yield [`service-${i % 7}/lettre-${i}.md`, i % 3 === 0 ? null : `Votre demande n° ${(i * 7_919) % 10_007}`, i, i / 8]
  }
}

/** The cells that the reader of workbooks finds, row by row. */
async function read(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = []
  for (const { text, table } of (await readBytes(bytes, { name: 'lettres.xlsx' })).blocks) {
    if (table === undefined) continue
    rows[table.row] ??= Array.from({ length: table.columns }, () => '')
    const row = rows[table.row]
    if (row !== undefined) row[table.column] = text
  }
  return rows
}

test('what is written is read again, cell by cell', async () => {
  const rows: readonly Cells[] = [
    ...letters(2_000),
    ['=1+1', '@a', null, -0.5],
    ['<a> & "b"', 'deux\nlignes\u0007', 1_234_567, 0],
  ]
  const [titles, ...found] = await read(Buffer.concat([...workbook(TITLES, rows)]))
  expect(titles).toEqual(TITLES)
  expect(found).toHaveLength(rows.length)
  const shown = (cell: Cells[number]): string =>
    String(cell ?? '')
      .replace('\u0007', '')
      .trim()
  expect(found.map((cells) => cells.map((cell) => cell.trim()))).toEqual(rows.map((cells) => cells.map(shown)))
})

test('nothing is held: bytes come while rows are made, and a library ten times larger keeps no more of them waiting', () => {
  const mostWaiting = (count: number): number => {
    let waiting = 0
    let most = 0
    const made = (): void => {
      waiting += 1
      most = Math.max(most, waiting)
    }
    for (const _ of workbook(TITLES, letters(count, made))) waiting = 0
    return most
  }
  const few = mostWaiting(5_000)
  expect(few).toBeLessThan(1_000)
  expect(mostWaiting(50_000)).toBeLessThan(1.2 * few)
})

test('whoever stops reading stops the making', () => {
  let made = 0
  for (const _ of workbook(
    TITLES,
    letters(50_000, () => made++),
  ))
    break
  expect(made).toBeLessThan(2_000)
})

test('the same table has the same bytes on another day, and a mistake in the making of a row is not hidden', () => {
  const once = (): Buffer => Buffer.concat([...workbook(TITLES, letters(300))])
  const today = once()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2031, 4, 6) })
  expect(once().equals(today)).toBe(true)
  const failing = (): never => {
    throw new Error('the shelf is closed')
  }
  expect(() => [...workbook(TITLES, letters(3, failing))]).toThrow('the shelf is closed')
})

test('the columns are as wide as their titles, within limits; titles are in bold and in sight', () => {
  const files = unzipSync(Buffer.concat([...workbook(['a', 'valeur de priorité', 'x'.repeat(99)], [])]))
  const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml'])
  expect([...sheet.matchAll(/ width="(\d+)"/g)].map(([, width]) => width)).toEqual(['10', '20', '40'])
  expect(sheet).toContain('state="frozen"')
  expect(sheet.match(/ s="1"/g)).toHaveLength(3)
})

test('letters that fill more than one sheet of Excel are said to', () => {
  const said = (format: 'xlsx' | 'csv', documents: number): string =>
    saidExport('lettres', format, documents).replaceAll(/\s/g, ' ')
  expect(said('xlsx', 1)).toBe('lettres : 1 document.')
  expect(said('xlsx', 1_048_575)).toBe('lettres : 1 048 575 documents.')
  expect(said('csv', 2_000_000)).toBe('lettres : 2 000 000 documents.')
  expect(said('xlsx', 1_048_576)).toBe(
    'lettres : 1 048 576 documents, sur 2 feuilles : une feuille d’Excel a au plus 1 048 576 lignes.',
  )
})
