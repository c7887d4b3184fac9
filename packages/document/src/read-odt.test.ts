import { expect, test } from 'vitest'
import { odtOf } from './office-fixture.ts'
import { readBytes } from './read.ts'

const STYLES = `<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt" fo:language="fr" fo:country="FR"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Petit" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="justify" fo:line-height="150%"/><style:text-properties fo:font-size="75%" fo:color="#808080"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>Préfecture</text:p></style:header><style:footer><text:p>Bas de page</text:p></style:footer></style:master-page></office:master-styles>`

const AUTOMATIC = `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Petit"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>`

test('styles are inherited through percentages, direct formatting is declared', async () => {
  const document = await readBytes(
    await odtOf(
      '<text:p text:style-name="Petit">Un</text:p><text:p text:style-name="P1">Deux</text:p>',
      AUTOMATIC,
      STYLES,
    ),
  )
  const body = document.blocks.filter((block) => block.region === 'body')
  expect(body[0]?.style).toEqual({
    align: { value: 'justify', from: 'inherited' },
    lineHeight: { value: 1.73, from: 'inherited' },
  })
  expect(body[0]?.marks[0]).toMatchObject({
    style: { size: { value: 9, from: 'inherited' }, color: { value: '#808080', from: 'inherited' } },
  })
  expect(body[1]?.style.align).toEqual({ value: 'right', from: 'declared' })
  expect(document.meta.language).toBe('fr-FR')
  expect(document.layout.margins?.value).toEqual({ top: 56.7, right: 56.7, bottom: 56.7, left: 56.7 })
})

test('headings, lists, tables, notes, headers and fields', async () => {
  const body = `<text:h text:outline-level="2">Titre</text:h>
<text:p>Bonjour <text:span text:style-name="T1">Madame</text:span><text:s text:c="2"/>X<text:line-break/>suite<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>La note.</text:p></text:note-body></text:note></text:p>
<text:p>Cher <text:placeholder>&lt;Nom&gt;</text:placeholder>, voyez <text:a xlink:href="https://exemple.fr">ici</text:a></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>sous</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>C</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`
  const document = await readBytes(await odtOf(body, AUTOMATIC, STYLES))
  expect(
    document.blocks.map((block) => [block.region, block.kind, block.text, block.list?.ordered ?? block.table?.header]),
  ).toEqual([
    ['header', 'paragraph', 'Préfecture', undefined],
    ['body', 'heading', 'Titre', undefined],
    ['body', 'paragraph', 'Bonjour Madame  X\nsuite', undefined],
    ['body', 'paragraph', 'Cher <Nom>, voyez ici', undefined],
    ['body', 'item', 'un', true],
    ['body', 'item', 'sous', false],
    ['body', 'cell', 'A', true],
    ['body', 'cell', 'B', true],
    ['body', 'cell', 'C', false],
    ['footnote', 'paragraph', 'La note.', undefined],
    ['footer', 'paragraph', 'Bas de page', undefined],
  ])
  expect(document.blocks[3]?.marks.filter((mark) => mark.kind !== 'style')).toEqual([
    { kind: 'placeholder', start: 5, end: 10, name: 'Nom' },
    { kind: 'link', start: 18, end: 21, url: 'https://exemple.fr' },
  ])
  expect(document.blocks[2]?.segments[0]?.place).toEqual({
    kind: 'paragraph',
    part: 'content.xml',
    paragraph: 1,
    start: 0,
    end: 23,
  })
})
