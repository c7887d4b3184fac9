import { expect, test } from 'vitest'
import { locate } from './locate.ts'
import { docxOf } from './office-fixture.ts'
import { readBytes } from './read.ts'

const p = (text: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

const STYLES = `<w:styles W>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:rFonts w:ascii="Marianne"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto" w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="SousTitre"><w:name w:val="Mon titre"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="Petit"><w:name w:val="Petit"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="16"/><w:color w:val="808080"/></w:rPr></w:style>
</w:styles>`

test('sizes, colours, alignment and spacing are inherited, and say so', async () => {
  const document = await readBytes(
    await docxOf(
      `${p('Normal')}${p('Petit', '<w:pStyle w:val="Petit"/>')}<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t>Grand</w:t></w:r></w:p>`,
      {
        'word/styles.xml': STYLES,
      },
    ),
  )
  const [normal, small, large] = document.blocks
  expect(normal!.style).toEqual({
    align: { value: 'left', from: 'inherited' },
    lineHeight: { value: 1.73, from: 'inherited' },
    spaceAfter: { value: 8, from: 'inherited' },
  })
  expect(normal!.marks).toEqual([
    {
      kind: 'style',
      start: 0,
      end: 6,
      style: {
        size: { value: 11, from: 'inherited' },
        color: { value: '#000000', from: 'inherited' },
        font: { value: 'Marianne', from: 'inherited' },
      },
    },
  ])
  expect(small!.style.align).toEqual({ value: 'justify', from: 'inherited' })
  expect(small!.marks[0]).toMatchObject({
    style: { size: { value: 8, from: 'inherited' }, color: { value: '#808080', from: 'inherited' } },
  })
  expect(large!.style.align).toEqual({ value: 'right', from: 'declared' })
  expect(large!.marks[0]).toMatchObject({ style: { size: { value: 20, from: 'declared' } } })
  expect(document.meta.language).toBe('fr-FR')
})

test('headings come from styles, inherited styles and outline levels', async () => {
  const document = await readBytes(
    await docxOf(
      `${p('Un', '<w:pStyle w:val="Titre1"/>')}${p('Deux', '<w:pStyle w:val="SousTitre"/>')}${p('Trois', '<w:outlineLvl w:val="2"/>')}${p('Texte')}`,
      {
        'word/styles.xml': STYLES,
      },
    ),
  )
  expect(document.blocks.map((block) => [block.kind, block.level, block.levelFrom])).toEqual([
    ['heading', 1, 'style'],
    ['heading', 1, 'style'],
    ['heading', 3, 'outline'],
    ['paragraph', undefined, undefined],
  ])
})

test('a bold line in capitals over a paragraph looks like a title', async () => {
  const bold = (text: string): string => `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r></w:p>`
  const document = await readBytes(
    await docxOf(`${bold('VOS DROITS')}${p('Vous pouvez contester.')}${bold('Attention au délai.')}${p('Suite.')}`),
  )
  expect(document.blocks.map((block) => [block.kind, block.levelFrom])).toEqual([
    ['heading', 'look'],
    ['paragraph', undefined],
    ['paragraph', undefined],
    ['paragraph', undefined],
  ])
})

test('numbered lists nest, typed lists lose their mark but keep their place', async () => {
  const item = (text: string, level: number, id = 1): string =>
    p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`)
  const numbering = `<w:numbering W><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
  const document = await readBytes(
    await docxOf(
      `${item('un', 0)}${item('sous', 1)}${item('deux', 0)}${p('Joignez :')}${p('- la carte')}${p('- le bail')}`,
      { 'word/numbering.xml': numbering },
    ),
  )
  expect(
    document.blocks.map((block) => [
      block.kind,
      block.text,
      block.list?.depth,
      block.list?.ordered,
      block.list?.index,
      block.list?.size,
    ]),
  ).toEqual([
    ['item', 'un', 1, true, 0, 2],
    ['item', 'sous', 2, false, 0, 1],
    ['item', 'deux', 1, true, 1, 2],
    ['paragraph', 'Joignez :', undefined, undefined, undefined, undefined],
    ['item', 'la carte', 1, false, 0, 2],
    ['item', 'le bail', 1, false, 1, 2],
  ])
  expect(locate(document, document.blocks[4]!, 3, 8).place).toEqual({
    kind: 'paragraph',
    part: 'word/document.xml',
    paragraph: 4,
    start: 5,
    end: 10,
  })
})

test('tables keep their grid, header rows and merged cells; one row is layout', async () => {
  const cell = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
  const table = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('Droit')}${cell('Délai')}</w:tr><w:tr>${cell('Recours', '<w:vMerge w:val="restart"/>')}${cell('2 mois')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('4 mois')}</w:tr></w:tbl>`
  const layout = `<w:tbl><w:tr>${cell('Préfecture')}${cell('Madame Martin')}</w:tr></w:tbl>`
  const document = await readBytes(await docxOf(table + layout))
  expect(
    document.blocks.map((block) => [
      block.kind,
      block.text,
      block.table?.row,
      block.table?.column,
      block.table?.header,
      block.table?.merged,
    ]),
  ).toEqual([
    ['cell', 'Droit', 0, 0, true, false],
    ['cell', 'Délai', 0, 1, true, false],
    ['cell', 'Recours', 1, 0, false, true],
    ['cell', '2 mois', 1, 1, false, false],
    ['cell', '4 mois', 2, 1, false, false],
    ['paragraph', 'Préfecture', undefined, undefined, undefined, undefined],
    ['paragraph', 'Madame Martin', undefined, undefined, undefined, undefined],
  ])
})

test('headers, notes and text boxes have their region, and a text box is read once', async () => {
  const box = `<w:p><w:r><w:t>Avant</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>${p('Encadré')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p('Encadré')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
  const document = await readBytes(
    await docxOf(box, {
      'word/header1.xml': `<w:hdr W>${p('Ministère')}</w:hdr>`,
      'word/footnotes.xml': `<w:footnotes W><w:footnote w:type="separator" w:id="0">${p('---')}</w:footnote><w:footnote w:id="1">${p('Une note.')}</w:footnote></w:footnotes>`,
    }),
  )
  expect(document.blocks.map((block) => [block.region, block.text])).toEqual([
    ['header', 'Ministère'],
    ['body', 'Avant'],
    ['textbox', 'Encadré'],
    ['footnote', 'Une note.'],
  ])
})

test('tracked changes are read as accepted, hidden text is marked', async () => {
  const document = await readBytes(
    await docxOf(
      '<w:p><w:r><w:t xml:space="preserve">Le </w:t></w:r><w:del><w:r><w:delText>vieux</w:delText></w:r></w:del><w:ins><w:r><w:t>nouveau</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> caché</w:t></w:r></w:p>',
    ),
  )
  expect(document.blocks[0]?.text).toBe('Le nouveau caché')
  expect(document.blocks[0]?.marks.filter((mark) => mark.kind === 'hidden')).toEqual([
    { kind: 'hidden', start: 10, end: 16 },
  ])
})

test('a placeholder cut into runs is one, and so is a merge field', async () => {
  const run = (text: string, properties = ''): string =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
  const merge =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD Nom \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>«Nom»</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
  const document = await readBytes(
    await docxOf(
      `<w:p>${run('Bonjour {{ ')}${run('no', '<w:b/>')}${run('m }} et ')}${merge}${run(' !')}</w:p><w:p>${run('{% if x %}')}</w:p>`,
    ),
  )
  expect(document.blocks.map((block) => block.text)).toEqual(['Bonjour {{ nom }} et «Nom» !'])
  expect(document.blocks[0]?.marks.filter((mark) => mark.kind === 'placeholder')).toEqual([
    { kind: 'placeholder', start: 8, end: 17, name: 'nom' },
    { kind: 'placeholder', start: 21, end: 26, name: 'Nom' },
  ])
  expect(document.meta.template).toBe(true)
})

test('both branches of an IF field are read', async () => {
  const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const instruction = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`
  const merge = `${char('begin')}${instruction(' MERGEFIELD Sexe ')}${char('separate')}<w:r><w:t>F</w:t></w:r>${char('end')}`
  const field = `${char('begin')}${instruction(' IF ')}${merge}${instruction(' = "F" "Madame" "Monsieur" ')}${char('separate')}<w:r><w:t>Madame</w:t></w:r>${char('end')}`
  const document = await readBytes(
    await docxOf(`<w:p><w:r><w:t xml:space="preserve">Bonjour </w:t></w:r>${field}<w:r><w:t>,</w:t></w:r></w:p>`),
  )
  expect(document.blocks.map((block) => block.text)).toEqual(['Bonjour Madame Monsieur,'])
})

test('links, images and form fields are marks', async () => {
  const image = (alt: string): string =>
    `<w:drawing><wp:inline><wp:docPr id="1" name="Image 1"${alt}/><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing>`
  const checkbox =
    '<w:sdt><w:sdtPr><w:alias w:val="Accord"/><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
  const document = await readBytes(
    await docxOf(
      `<w:p><w:hyperlink r:id="u"><w:r><w:t>le </w:t></w:r><w:r><w:t>site</w:t></w:r></w:hyperlink><w:r>${image(' descr="Plan"')}</w:r></w:p><w:p><w:r>${image('')}</w:r></w:p><w:p>${checkbox}<w:r><w:t xml:space="preserve"> J’accepte</w:t></w:r></w:p>`,
    ),
  )
  const marks = document.blocks.flatMap((block) => block.marks.filter((mark) => mark.kind !== 'style'))
  expect(marks).toEqual([
    { kind: 'link', start: 0, end: 7, url: 'https://exemple.fr' },
    { kind: 'image', start: 7, end: 7, alt: 'Plan' },
    { kind: 'image', start: 0, end: 0 },
    { kind: 'field', start: 0, end: 1, field: { type: 'checkbox', name: 'Accord' } },
  ])
})

test('the page, the title and the text itself are known', async () => {
  const document = await readBytes(
    await docxOf(
      `${p('Un')}${p('Deux')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"/></w:sectPr>`,
      {
        'docProps/core.xml':
          '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>Accusé de réception</dc:title></cp:coreProperties>',
      },
    ),
  )
  expect(document.text).toBe('Un\n\nDeux')
  expect(document.blocks.map((block) => document.text.slice(block.start, block.end))).toEqual(['Un', 'Deux'])
  expect(document.layout).toEqual({
    width: { value: 595.3, from: 'declared' },
    height: { value: 841.9, from: 'declared' },
    margins: { value: { top: 70.85, right: 70.85, bottom: 70.85, left: 70.85 }, from: 'declared' },
  })
  expect(document.meta).toEqual({ title: 'Accusé de réception', template: false })
})

test('three « field labels » make a letter to fill in, one is a quotation', async () => {
  const template = await readBytes(await docxOf(`${p('« Nom »')}${p('« Adresse »')}${p('À « lieu », le « date »')}`))
  expect(template.blocks.flatMap((block) => block.marks.filter((mark) => mark.kind === 'placeholder')).length).toBe(4)
  const letter = await readBytes(await docxOf(p('Remplissez la case « Nom ».')))
  expect(letter.meta.template).toBe(false)
})

const char = (type: string, data = ''): string => `<w:r><w:fldChar w:fldCharType="${type}">${data}</w:fldChar></w:r>`
const instruction = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`
const said = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const fieldOf = (code: string, result: string): string =>
  `${char('begin')}${code}${char('separate')}${result}${char('end')}`
const merge = (name: string, result: string): string => fieldOf(instruction(` MERGEFIELD ${name} `), said(result))
const wordsOf = async (body: string): Promise<readonly string[]> =>
  (await readBytes(await docxOf(body))).blocks.map((block) => block.text)

test('the branches of a condition in a condition are all read, once each', async () => {
  const age = `${instruction(' IF ')}${merge('Age', '12')}${instruction(' &gt; 18 "vous êtes convoqué" "venez avec vos parents"')}`
  const nested = `${instruction(' IF ')}${merge('Sexe', 'F')}${instruction(' = "F" "vous êtes convoquée" "')}${fieldOf(age, said('venez avec vos parents'))}${instruction('"')}`
  expect(await wordsOf(`<w:p>${fieldOf(nested, said('vous êtes convoquée'))}${said('.')}</w:p>`)).toEqual([
    'vous êtes convoquée venez avec vos parents vous êtes convoqué.',
  ])
  // The branch that Word shows holds the condition too: what that one hides is read after it.
  const shown = `${instruction(' IF 1 = 1 "')}${fieldOf(age, said('venez avec vos parents'))}${instruction('" "écrivez-nous"')}`
  expect(await wordsOf(`<w:p>${fieldOf(shown, said('venez avec vos parents'))}${said('.')}</w:p>`)).toEqual([
    'venez avec vos parents vous êtes convoqué écrivez-nous.',
  ])
})

test('a merge field in the hidden branch of a condition is a placeholder there', async () => {
  const code = `${instruction(' IF 1 = 2 "appelez le ')}${merge('Tel', '«Tel»')}${instruction(' avant midi" "écrivez à ')}${merge('Mail', '«Mail»')}${instruction('"')}`
  const document = await readBytes(
    await docxOf(
      `<w:p>${said('Sinon ')}${fieldOf(code, `${said('écrivez à ')}${merge('Mail', '«Mail»')}`)}${said('.')}</w:p>`,
    ),
  )
  expect(document.blocks[0]!.text).toBe('Sinon écrivez à «Mail» appelez le «Tel» avant midi.')
  expect(document.blocks[0]!.marks.filter((mark) => mark.kind === 'placeholder')).toEqual([
    { kind: 'placeholder', start: 16, end: 22, name: 'Mail' },
    { kind: 'placeholder', start: 34, end: 39, name: 'Tel' },
  ])
})

test('a drop-down of a form shows its choice', async () => {
  const list = '<w:listEntry w:val="Oui"/><w:listEntry w:val="Non"/>'
  const data = (chosen: string): string =>
    `<w:ffData><w:name w:val="Accord"/><w:ddList>${chosen}${list}</w:ddList></w:ffData>`
  const dropDown = (chosen: string): string =>
    `<w:p>${said('Accord : ')}${char('begin', data(chosen))}${instruction(' FORMDROPDOWN ')}${char('separate')}${char('end')}</w:p>`
  const document = await readBytes(await docxOf(`${dropDown('')}${dropDown('<w:result w:val="1"/>')}`))
  expect(document.blocks.map((block) => block.text)).toEqual(['Accord : Oui', 'Accord : Non'])
  expect(document.blocks[1]!.marks.filter((mark) => mark.kind === 'field')).toEqual([
    { kind: 'field', start: 9, end: 12, field: { type: 'select', name: 'Accord' } },
  ])
})

test('a list level that no word processor writes is the first one', async () => {
  const item = (level: string): string => p('un', `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`)
  const document = await readBytes(await docxOf(`${item('-2147483648')}${item('99999999999')}`))
  expect(document.blocks.map((block) => block.list?.depth)).toEqual([1, 2])
})

test('damaged properties of the file cost their facts, not the letter', async () => {
  const document = await readBytes(
    await docxOf(p('Bonjour'), { 'docProps/app.xml': 'abc<Properties/>', 'docProps/core.xml': '<cp>' }),
  )
  expect(document.blocks.map((block) => block.text)).toEqual(['Bonjour'])
})

test('a tag that the template cuts over two paragraphs prints nothing, a value cut so is one placeholder', async () => {
  const document = await readBytes(
    await docxOf(
      `${p('{%tr for l in lots')}${p('%}Logement {{ l.nom }}')}${p('Surface : {{ surface')}${p('|f }} mètres carrés')}`,
    ),
  )
  expect(document.blocks.map((block) => block.text)).toEqual([
    'Logement {{ l.nom }}',
    'Surface : {{ surface',
    'mètres carrés',
  ])
  expect(document.blocks.flatMap((block) => block.marks.filter((mark) => mark.kind === 'placeholder'))).toEqual([
    { kind: 'placeholder', start: 9, end: 20, name: 'l.nom' },
    { kind: 'placeholder', start: 10, end: 20, name: 'surface' },
  ])
})

test('the paragraphs of notes are counted with those of their separators', async () => {
  const notes =
    '<w:footnotes W><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>Une note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
  const document = await readBytes(await docxOf(p('Texte'), { 'word/footnotes.xml': notes }))
  const note = document.blocks.find((block) => block.region === 'footnote')!
  expect(locate(document, note, 0, 3).place).toEqual({
    kind: 'paragraph',
    part: 'word/footnotes.xml',
    paragraph: 1,
    start: 0,
    end: 3,
  })
})

test('letters shown as capitals are read as capitals, and say so', async () => {
  const caps = (text: string, value = ''): string =>
    `<w:p><w:r><w:rPr><w:caps${value}/></w:rPr><w:t>${text}</w:t></w:r></w:p>`
  const document = await readBytes(
    await docxOf(`${caps('Votre été, Straße')}${caps('{{ nom }}')}${caps('Non', ' w:val="0"')}`),
  )
  expect(document.blocks.map((block) => block.text)).toEqual(['VOTRE ÉTÉ, STRAßE', '{{ nom }}', 'Non'])
  expect(document.blocks[0]!.marks[0]).toMatchObject({ style: { capitals: { value: true, from: 'declared' } } })
})
