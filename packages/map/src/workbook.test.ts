import { describe, expect, test } from 'vitest'
import type { Cells } from './spreadsheet.ts'
import { MOST_ROWS, sheetsOf, workbookFiles } from './workbook.ts'

/** The text of each file of a workbook. */
function files(head: readonly string[], rows: Iterable<Cells>, name = 'Lettres'): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { path, parts } of workbookFiles({ name, head, widths: head.map(() => 12), rows }))
    found.set(path, [...parts].join(''))
  return found
}

/** What the cells of a first sheet hold, by their place. */
function cells(rows: Iterable<Cells>): Readonly<Record<string, string>> {
  const sheet = files(['titre', 'mots'], rows).get('xl/worksheets/sheet1.xml') ?? ''
  const found = sheet.matchAll(/<c r="(\w+)"(?: s="1")?(?: t="inlineStr")?>(.*?)<\/c>/gs)
  return Object.fromEntries(
    [...found].map(([, place = '', held = '']) => [place, held.replace(/<\/?(?:is|t)[^>]*>/g, '')]),
  )
}

describe('what a cell holds', () => {
  test('a text that a spreadsheet would compute stays a text, and a number is a number', () => {
    for (const text of ['=1+1', '+33 1 23', '-12', '@SOMME(A1)', "=cmd|' /C calc'!A0"]) {
      const sheet = files(['titre'], [[text]]).get('xl/worksheets/sheet1.xml')
      expect(sheet).toContain(`<c r="A2" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`)
      expect(sheet).not.toContain('<f>')
    }
    expect(cells([['  bords  ', -12.5]])).toMatchObject({ A2: '  bords  ', B2: '<v>-12.5</v>' })
  })

  test('what XML refuses becomes a space: controls, half of a pair, and its own signs are escaped', () => {
    expect(cells([['a\u0000b\u0007c\u001bd\uffffe\ud83d', 1]]).A2).toBe('a b c d e ')
    expect(cells([['<b> & "c"\tligne\nsuite 😀', 1]]).A2).toBe('&lt;b&gt; &amp; &quot;c&quot;\tligne\nsuite 😀')
  })

  test('a text longer than Excel reads is cut to what it reads, and says so', () => {
    const longest = 'é'.repeat(32_767)
    expect(cells([[longest, 1]]).A2).toBe(longest)
    for (const text of [`${longest}é`, '😀'.repeat(20_000), `a${'😀'.repeat(20_000)}`]) {
      const held = cells([[text, 1]]).A2 ?? ''
      expect(held).toHaveLength(32_767)
      expect(held).toMatch(/ ?… \(texte coupé\u00a0: une cellule d’Excel contient au plus 32\s767 caractères\)$/u)
      expect(held).not.toMatch(/\p{Cs}/u)
    }
  })
})

describe('sheets', () => {
  test('what Excel cannot hold on one sheet goes on, titles again, on the next', () => {
    const letters = MOST_ROWS + 4
    const many = function* (): Generator<Cells> {
      for (let letter = 1; letter <= letters; letter++) yield [letter]
    }
    const counts: [path: string, rows: number, last: string][] = []
    let list = ''
    for (const { path, parts } of workbookFiles({ name: 'Lettres', head: ['n°'], widths: [10], rows: many() })) {
      let rows = 0
      let last = ''
      for (const part of parts) {
        if (path === 'xl/workbook.xml') list += part
        if (!part.startsWith('<row ')) continue
        rows += 1
        last = part
        if (rows === 1) expect(part).toContain('n°')
      }
      if (rows > 0) counts.push([path, rows, last])
    }
    expect(counts).toEqual([
      [
        'xl/worksheets/sheet1.xml',
        MOST_ROWS,
        `<row r="${MOST_ROWS}"><c r="A${MOST_ROWS}"><v>${MOST_ROWS - 1}</v></c></row>`,
      ],
      ['xl/worksheets/sheet2.xml', 6, `<row r="6"><c r="A6"><v>${letters}</v></c></row>`],
    ])
    expect(list).toContain(
      '<sheet name="Lettres" sheetId="1" r:id="rId1"/><sheet name="Lettres 2" sheetId="2" r:id="rId2"/>',
    )
    expect([0, 1, MOST_ROWS - 1, MOST_ROWS, letters].map(sheetsOf)).toEqual([1, 1, 1, 2, 2])
  })

  test('every file that the workbook names is there, and every file is named', () => {
    const found = files(['titre'], [['a']], 'un nom de feuille qui est <bien> trop long')
    const types = found.get('[Content_Types].xml') ?? ''
    const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, path]) => path)
    expect(named.sort()).toEqual(
      [...found.keys()].filter((path) => path.endsWith('.xml') && path.startsWith('xl/')).sort(),
    )
    expect(found.get('xl/workbook.xml')).toContain('<sheet name="un nom de feuille qui est &lt;bien" ')
    expect(found.get('xl/worksheets/sheet1.xml')).toContain('<pane ySplit="1" topLeftCell="A2" ')
    // The second style is the bold one.
    expect(found.get('xl/worksheets/sheet1.xml')).toContain('<c r="A1" s="1" t="inlineStr">')
    expect(found.get('xl/styles.xml')).toContain('<xf xfId="0" fontId="1" applyFont="1"/></cellXfs>')
  })

  test('a table without rows keeps its titles; columns past the alphabet have two letters', () => {
    expect(files(['titre'], []).get('xl/worksheets/sheet1.xml')).toContain('>titre</t></is></c></row></sheetData>')
    const wide = Array.from({ length: 703 }, (_, i) => `c${i}`)
    const sheet = files(wide, []).get('xl/worksheets/sheet1.xml') ?? ''
    for (const [place, title] of [
      ['Z1', 'c25'],
      ['AA1', 'c26'],
      ['ZZ1', 'c701'],
      ['AAA1', 'c702'],
    ] as const)
      expect(sheet).toContain(`<c r="${place}" s="1" t="inlineStr"><is><t xml:space="preserve">${title}</t>`)
  })

  test('a sheet that is not gone through is not passed over in silence', () => {
    const asked = workbookFiles({ name: 'Lettres', head: ['titre'], widths: [10], rows: [['a']] })
    expect(() => [...asked]).toThrow('gone through')
  })
})
