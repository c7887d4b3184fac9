import { describe, expect, test } from 'vitest'
import type { Document } from './document.ts'
import { locate } from './locate.ts'
import { zipOf } from './office-fixture.ts'
import { readBytes } from './read.ts'

const csv = (text: string, name = 'liste.csv'): Promise<Document> => readBytes(new TextEncoder().encode(text), { name })

function xlsxOf(sheet: string, parts: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipOf({
    'xl/workbook.xml': `<workbook xmlns:r="${type}"><sheets><sheet name="Lettres" sheetId="1" r:id="r1"/><sheet name="Cachée" sheetId="2" state="hidden" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/sharedStrings.xml':
      '<sst><si><t>Objet</t></si><si><r><t>Votre </t></r><r><t>demande</t></r><rPh><t>x</t></rPh></si></sst>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...parts,
  })
}

describe('an Excel workbook', () => {
  test('cells are blocks that know their sheet, their row and their column', async () => {
    const document = await readBytes(
      await xlsxOf(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Texte</t></is></c></row><row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>45962</v></c><c r="C4" t="str"><f>A1</f><v>Merci de patienter.</v></c><c r="D4" t="b"><v>1</v></c><c r="E4"><v>12.5</v></c><c r="F4" t="e"><v>#REF!</v></c></row>',
      ),
    )
    expect(document.format).toBe('xlsx')
    expect(
      document.blocks.map((block) => [
        block.kind,
        block.text,
        block.table?.row,
        block.table?.column,
        block.table?.header,
      ]),
    ).toEqual([
      ['cell', 'Objet', 0, 0, true],
      ['cell', 'Texte', 0, 2, true],
      ['cell', 'Votre demande', 1, 0, false],
      ['cell', '01/11/2025', 1, 1, false],
      ['cell', 'Merci de patienter.', 1, 2, false],
      ['cell', 'VRAI', 1, 3, false],
      ['cell', '12.5', 1, 4, false],
    ])
    expect(locate(document, document.blocks[4]!, 0, 5).place).toEqual({
      kind: 'cell',
      sheet: 'Lettres',
      row: 3,
      column: 2,
    })
    for (const block of document.blocks) expect(document.text.slice(block.start, block.end)).toBe(block.text)
  })

  test('a sparse sheet costs its filled cells, a sheet of data is cut, and says so', async () => {
    const sparse = await readBytes(
      await xlsxOf('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>Loin</t></is></c></row>', {
        'xl/worksheets/sheet1.xml':
          '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>Loin</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
      }),
    )
    expect(sparse.blocks.map((block) => [block.text, block.segments[0]?.place])).toEqual([
      ['Loin', { kind: 'cell', sheet: 'Lettres', row: 1048575, column: 16383 }],
    ])
    const full = await readBytes(await xlsxOf('<row><c><v>1</v></c><c><v>2</v></c></row>'.repeat(30_000)))
    expect(full.blocks.length).toBe(50_000)
    expect(full.problems.map((problem) => problem.code)).toEqual(['tableau-coupe'])
  })

  test('a DOCTYPE, deep nesting and broken XML are refused', async () => {
    for (const xml of [
      '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
      `${'<a>'.repeat(3000)}${'</a>'.repeat(3000)}`,
      '<worksheet><sheetData>',
    ]) {
      await expect(xlsxOf('', { 'xl/worksheets/sheet1.xml': xml }).then(readBytes)).rejects.toMatchObject({
        problem: { code: 'xml-refuse' },
      })
    }
  })
})

describe('a CSV table', () => {
  test('its cells, with quotes, line breaks and accents', async () => {
    const document = await csv(
      'Objet;Texte\r\nRefus;"Votre demande; hélas,\nest refusée."\r\n;\r\nAccord;"Il dit ""oui""."\r\n',
    )
    expect(document.format).toBe('csv')
    expect(
      document.blocks.map((block) => [block.kind, block.text, block.table?.header, block.segments[0]?.place]),
    ).toEqual([
      ['cell', 'Objet', true, { kind: 'cell', sheet: 'csv', row: 0, column: 0 }],
      ['cell', 'Texte', true, { kind: 'cell', sheet: 'csv', row: 0, column: 1 }],
      ['cell', 'Refus', false, { kind: 'cell', sheet: 'csv', row: 1, column: 0 }],
      ['cell', 'Votre demande; hélas,\nest refusée.', false, { kind: 'cell', sheet: 'csv', row: 1, column: 1 }],
      ['cell', 'Accord', false, { kind: 'cell', sheet: 'csv', row: 3, column: 0 }],
      ['cell', 'Il dit "oui".', false, { kind: 'cell', sheet: 'csv', row: 3, column: 1 }],
    ])
    for (const block of document.blocks) expect(document.text.slice(block.start, block.end)).toBe(block.text)
  })

  test('the sign between cells is found in the content, and a letter is not a table', async () => {
    expect((await csv('a,b\n1,2\n3,4\n')).blocks.length).toBe(6)
    expect((await csv('a\tb\n1\t2\n')).format).toBe('csv')
    expect((await csv('Nom;Ville;Objet\nA;B;C\nD;E;F\n', 'sans-nom')).format).toBe('csv')
    const letter = 'Bonjour,\n\nVous demandez : un acte ; une copie.\nNous répondons : oui ; bientôt.\n\nMerci.\n'
    expect((await csv(letter, 'lettre')).format).toBe('txt')
    expect((await csv(letter)).format).toBe('txt')
  })

  test('a quote never closed does not hide the text', async () => {
    const document = await csv('Objet;Texte\nRefus;"Votre demande\nest refusée.\n')
    expect(document.text).toContain('est refusée.')
  })

  test('a table of data is cut, and says so', async () => {
    const document = await csv('1;2;3\n'.repeat(20_000))
    expect(document.blocks.length).toBeLessThanOrEqual(50_000)
    expect(document.problems.map((problem) => problem.code)).toEqual(['tableau-coupe'])
  })
})
