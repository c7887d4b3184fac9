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

test('every kind of page that the letter asks for gives its header, once', async () => {
  const pages = (first: string): string =>
    `<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>Suite</text:p></style:header><style:header-left><text:p>Suite</text:p></style:header-left></style:master-page><style:master-page style:name="First" style:page-layout-name="pm1" style:next-style-name="Standard"><style:header><text:p>${first}</text:p></style:header></style:master-page><style:master-page style:name="Envelope"><style:header><text:p>Jamais</text:p></style:header></style:master-page></office:master-styles>`
  const automatic = '<style:style style:name="P9" style:family="paragraph" style:master-page-name="First"/>'
  const document = await readBytes(
    await odtOf('<text:p text:style-name="P9">Bonjour</text:p>', automatic, pages('Préfecture')),
  )
  expect(document.blocks.map((block) => [block.region, block.text])).toEqual([
    ['header', 'Préfecture'],
    ['header', 'Suite'],
    ['body', 'Bonjour'],
  ])
  // The header stands in what a reader sees as the top margin.
  expect(document.layout.margins?.value).toEqual({ top: 85, right: 56.7, bottom: 56.7, left: 56.7 })
})

test('the two texts of a condition are read', async () => {
  const document = await readBytes(
    await odtOf(
      '<text:p>Vous êtes <text:conditional-text text:condition="ooow:x==1" text:string-value-if-true="convoquée" text:string-value-if-false="convoqué">convoquée</text:conditional-text>.</text:p><text:p>Suite<text:hidden-text text:condition="ooow:y" text:string-value="sauf refus" text:is-hidden="true"></text:hidden-text>.</text:p>',
    ),
  )
  expect(document.blocks.map((block) => block.text)).toEqual(['Vous êtes convoquée convoqué.', 'Suite sauf refus.'])
})

test('fields of forms: those of Word, content controls, drop-downs and drawn controls', async () => {
  const document = await readBytes(
    await odtOf(
      `<office:forms><form:form xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"><form:text form:id="c1" form:name="Nom" form:label="Votre nom"/></form:form></office:forms>
<text:p>Nom <draw:control draw:control="c1"/></text:p>
<text:p>Texte <field:fieldmark-start text:name="Ville" field:type="vnd.oasis.opendocument.field.FORMTEXT"><field:param field:name="Help" field:value="Votre ville"/></field:fieldmark-start>Lyon<field:fieldmark-end/></text:p>
<text:p><field:fieldmark text:name="__Fieldmark__1" field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"/> Accord</text:p>
<text:p>Choix <field:fieldmark field:type="vnd.oasis.opendocument.field.FORMDROPDOWN"><field:param field:name="Dropdown_ListEntry" field:value="Oui"/><field:param field:name="Dropdown_ListEntry" field:value="Non"/><field:param field:name="Dropdown_Selected" field:value="1"/></field:fieldmark></text:p>
<text:p>Liste <text:drop-down text:name="Pays"><text:label text:value="France"/>France</text:drop-down></text:p>
<text:p>Jour <loext:content-control loext:date="true" loext:alias="Jour">1er mai</loext:content-control>, <loext:content-control loext:showing-place-holder="true">à choisir</loext:content-control>, <loext:content-control>libre</loext:content-control></text:p>`,
    ),
  )
  expect(document.blocks.map((block) => block.text)).toEqual([
    'Nom',
    'Texte Lyon',
    'Accord',
    'Choix Non',
    'Liste France',
    'Jour 1er mai, à choisir, libre',
  ])
  const marks = document.blocks.flatMap((block) =>
    block.marks
      .filter((mark) => mark.kind === 'field' || mark.kind === 'placeholder')
      .map((mark) => [block.text.slice(mark.start, mark.end), mark.kind === 'field' ? mark.field : mark.name]),
  )
  expect(marks).toEqual([
    ['', { type: 'text', name: 'Nom', label: 'Votre nom' }],
    ['Lyon', { type: 'text', name: 'Ville', label: 'Votre ville' }],
    ['', { type: 'checkbox' }],
    ['Non', { type: 'select' }],
    ['France', { type: 'select', name: 'Pays' }],
    ['1er mai', { type: 'date', name: 'Jour' }],
    ['à choisir', 'à choisir'],
  ])
})

test('shapes hold text boxes, groups hold shapes, and a description is not printed', async () => {
  const document = await readBytes(
    await odtOf(
      '<text:p>Avant<draw:g><draw:ellipse><svg:desc>Ovale</svg:desc><text:p>Dans l’ovale</text:p></draw:ellipse><draw:g><draw:frame><svg:title>Logo</svg:title><draw:image/></draw:frame></draw:g></draw:g></text:p>',
    ),
  )
  expect(document.blocks.map((block) => [block.region, block.text])).toEqual([
    ['body', 'Avant'],
    ['textbox', 'Dans l’ovale'],
  ])
  expect(document.blocks[0]!.marks.filter((mark) => mark.kind === 'image')).toEqual([
    { kind: 'image', start: 5, end: 5, alt: 'Logo' },
  ])
})

test('a paragraph taken out of the outline is no heading, one with the look of its style is', async () => {
  const styles =
    '<office:styles><style:style style:name="info" style:family="paragraph" style:default-outline-level="1"/><style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"/></office:styles>'
  const document = await readBytes(
    await odtOf(
      '<text:p text:style-name="info">Par courrier</text:p><text:p text:style-name="Heading_20_2">Vos droits</text:p>',
      '',
      styles,
    ),
  )
  expect(document.blocks.map((block) => [block.kind, block.level, block.levelFrom])).toEqual([
    ['paragraph', undefined, undefined],
    ['heading', 2, 'style'],
  ])
})

test('lines that no style dresses are black and single', async () => {
  const document = await readBytes(await odtOf('<text:p>Bonjour</text:p>'))
  expect(document.blocks[0]!.style.lineHeight?.value).toBe(1.15)
  expect(document.blocks[0]!.marks[0]).toMatchObject({ style: { color: { value: '#000000', from: 'inherited' } } })
})

test('a paragraph numbered without a list around it is an item', async () => {
  const document = await readBytes(
    await odtOf(
      '<text:numbered-paragraph text:style-name="L1" text:level="1"><text:p>un</text:p></text:numbered-paragraph><text:numbered-paragraph text:style-name="L1" text:level="1"><text:p>deux</text:p></text:numbered-paragraph>',
      AUTOMATIC,
    ),
  )
  expect(document.blocks.map((block) => [block.text, block.list?.ordered, block.list?.index])).toEqual([
    ['un', true, 0],
    ['deux', true, 1],
  ])
})

test('letters shown as capitals are read as capitals, and say so', async () => {
  const automatic =
    '<style:style style:name="T9" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>'
  const document = await readBytes(
    await odtOf('<text:p>Votre <text:span text:style-name="T9">été</text:span></text:p>', automatic),
  )
  expect(document.blocks[0]!.text).toBe('Votre ÉTÉ')
  expect(document.blocks[0]!.marks.at(-1)).toMatchObject({ style: { capitals: { value: true, from: 'declared' } } })
})
