import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Document } from './document.ts'
import { locate } from './locate.ts'
import { readBytes } from './read.ts'

const HEAD =
  '{\\rtf1\\ansi\\ansicpg1252\\deff0\\deflang1036{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial{\\*\\falt Helvetica};}{\\f1\\froman\\fcharset238 Times;}{\\f2\\fnil\\fcharset2 Wingdings;}}{\\colortbl;\\red255\\green0\\blue0;\\red128\\green128\\blue128;}{\\stylesheet{\\ql\\fs22 Normal;}{\\s1\\qc\\b\\fs32 heading 1;}{\\s2\\qj\\fs18\\cf2 Petit;}{\\*\\cs10 \\additive Police;}}'

const rtf = (body: string, head = HEAD): Promise<Document> =>
  readBytes(new Uint8Array(Buffer.from(`${head}${body}}`, 'latin1')))

const texts = (document: Document): readonly string[] => document.blocks.map((block) => block.text)

test('code pages, hexadecimal bytes, Unicode and its substitutes give the same letters', async () => {
  const document = await rtf(
    "\\pard L\\'92\\'e9t\\'e9 10\\~\\'80\\par L\\u8217?\\u233\\'e9t\\u-10?\\uc2\\u233 ??!\\uc0\\u8364\\par {\\f1 \\'b3\\'f3d\\'9f} \\'e9\\par \\uc1\\u55357?\\u56841? oui\\emdash non\\par",
  )
  expect(texts(document)).toEqual(['L’été 10\u00a0€', `L’ét${String.fromCharCode(0xfff6)}é!€`, 'łódź é', '😉 oui—non'])
  expect(document.meta.language).toBe('fr-FR')
})

test('the code page of the head is used where the font names none', async () => {
  const document = await rtf("\\pard \\'8e\\'c8\\par", '{\\rtf1\\mac{\\fonttbl\\f0\\fswiss Helvetica;}')
  expect(texts(document)).toEqual(['é»'])
})

test('sizes, colours, alignment and spacing say whether a style gives them', async () => {
  const document = await rtf(
    '\\pard\\plain\\fs22\\sl360\\slmult1\\sa160 Normal\\par\\pard\\plain\\s2\\qj\\fs18\\cf2 Petit\\par\\pard\\plain\\s2\\qr\\fs40\\highlight1 Grand\\par',
  )
  const [normal, small, large] = document.blocks
  expect(normal?.style).toEqual({
    align: { value: 'left', from: 'inherited' },
    lineHeight: { value: 1.73, from: 'declared' },
    spaceBefore: { value: 0, from: 'inherited' },
    spaceAfter: { value: 8, from: 'declared' },
  })
  expect(normal?.marks).toEqual([
    {
      kind: 'style',
      start: 0,
      end: 6,
      style: {
        size: { value: 11, from: 'inherited' },
        color: { value: '#000000', from: 'inherited' },
        font: { value: 'Arial', from: 'inherited' },
      },
    },
  ])
  expect(small?.style.align).toEqual({ value: 'justify', from: 'inherited' })
  expect(small?.marks[0]).toMatchObject({
    style: { size: { value: 9, from: 'inherited' }, color: { value: '#808080', from: 'inherited' } },
  })
  expect(large?.style.align).toEqual({ value: 'right', from: 'declared' })
  expect(large?.marks[0]).toMatchObject({
    style: { size: { value: 20, from: 'declared' }, background: { value: '#ff0000', from: 'declared' } },
  })
})

test('a line height is exact, at least, or several lines', async () => {
  const document = await rtf(
    '\\pard\\fs20\\sl-300\\slmult0 Exact\\par\\pard\\fs20\\sl200\\slmult0 Au moins\\par\\pard\\fs20\\sl480\\slmult1 Double\\par',
  )
  expect(document.blocks.map((block) => block.style.lineHeight?.value)).toEqual([1.5, 1.15, 2.3])
})

test('headings come from styles, outline levels and looks', async () => {
  const document = await rtf(
    '\\pard\\plain\\s1\\b\\fs32 Un\\par\\pard\\plain\\fs22\\outlinelevel2 Trois\\par\\pard\\plain\\b VOS DROITS\\par\\pard\\plain Vous pouvez contester.\\par',
  )
  expect(document.blocks.map((block) => [block.kind, block.level, block.levelFrom])).toEqual([
    ['heading', 1, 'style'],
    ['heading', 3, 'outline'],
    ['heading', 2, 'look'],
    ['paragraph', undefined, undefined],
  ])
})

test('bold, italic, underlined, struck and hidden letters are marks; deleted ones are not printed', async () => {
  const document = await rtf(
    "\\pard {\\b Gras} {\\i pench\\'e9} {\\uldb soulign\\'e9} {\\strike ray\\'e9} {\\v cach\\'e9}{\\deleted  ancien}\\b x\\b0 y\\par",
  )
  expect(texts(document)).toEqual(['Gras penché souligné rayé cachéxy'])
  expect(document.blocks[0]?.marks.filter((mark) => mark.kind !== 'style')).toEqual([
    { kind: 'strong', start: 0, end: 4 },
    { kind: 'emphasis', start: 5, end: 11 },
    { kind: 'underline', start: 12, end: 20 },
    { kind: 'delete', start: 21, end: 25 },
    { kind: 'hidden', start: 26, end: 31 },
    { kind: 'strong', start: 31, end: 32 },
  ])
})

test('lists by their table, by their printed mark, and typed by hand', async () => {
  const lists =
    "{\\*\\listtable{\\list\\listtemplateid1{\\listlevel\\levelnfc0{\\leveltext\\'02\\'00.;}}{\\listlevel\\levelnfc23{\\leveltext\\'01\\u8226 ?;}}\\listid7}}{\\*\\listoverridetable{\\listoverride\\listid7\\listoverridecount0\\ls1}}"
  const document = await rtf(
    `${lists}\\pard\\ls1\\ilvl0 {\\listtext\\tab 1.}un\\par\\pard\\ls1\\ilvl1 {\\listtext\\bullet\\tab}sous\\par\\pard\\ls1 {\\listtext 2.}deux\\par\\pard Joignez :\\par {\\pntext\\'b7\\tab}{\\*\\pn\\pnlvlblt}la carte\\par\\pard Et :\\par - le bail\\par - le titre\\par`,
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
    ['item', 'la carte', 1, false, 0, 1],
    ['paragraph', 'Et :', undefined, undefined, undefined, undefined],
    ['item', 'le bail', 1, false, 0, 2],
    ['item', 'le titre', 1, false, 1, 2],
  ])
  expect(locate(document, document.blocks[6]!, 3, 7).place).toEqual({
    kind: 'paragraph',
    part: 'body',
    paragraph: 6,
    start: 5,
    end: 9,
  })
})

test('tables keep their grid, header rows, merged cells and inner tables', async () => {
  const row = (cells: string, edges: string, more = ''): string => `\\trowd${more}${edges}\\pard\\intbl ${cells}\\row`
  const two = '\\cellx2000\\cellx4000'
  const document = await rtf(
    `${row("Droit\\cell D\\'e9lai\\cell", two, '\\trhdr')}${row('Recours\\cell 2 mois\\cell', '\\clvmgf\\cellx2010\\cellx4000')}${row('\\cell 4 mois\\cell', '\\clvmrg\\cellx2000\\cellx4000')}${row('Toute la largeur\\cell', '\\cellx4000')}\\pard Apr\\'e8s\\par ${row("Pr\\'e9fecture\\cell Madame\\cell", two)}\\pard Fin\\par`,
  )
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
    ['cell', 'Toute la largeur', 3, 0, false, true],
    ['paragraph', 'Après', undefined, undefined, undefined, undefined],
    ['paragraph', 'Préfecture', undefined, undefined, undefined, undefined],
    ['paragraph', 'Madame', undefined, undefined, undefined, undefined],
    ['paragraph', 'Fin', undefined, undefined, undefined, undefined],
  ])
  const inner = (text: string): string =>
    `\\pard\\intbl\\itap2 ${text}1\\nestcell ${text}2\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}`
  const nested = await rtf(
    `\\trowd\\cellx1000\\cellx2000${inner('a')}${inner('b')}\\pard\\intbl dehors\\cell voisin\\cell\\trowd\\cellx1000\\cellx2000\\row\\trowd\\cellx1000\\cellx2000\\pard\\intbl x\\cell y\\cell\\row\\pard Fin\\par`,
  )
  expect(nested.blocks.map((block) => [block.text, block.table?.depth, block.table?.row, block.table?.column])).toEqual(
    [
      ['a1', 2, 0, 0],
      ['a2', 2, 0, 1],
      ['b1', 2, 1, 0],
      ['b2', 2, 1, 1],
      ['dehors', 1, 0, 0],
      ['voisin', 1, 0, 1],
      ['x', 1, 1, 0],
      ['y', 1, 1, 1],
      ['Fin', undefined, undefined, undefined],
    ],
  )
})

test('headers, footers, notes and text boxes have their region; a repeated header is read once', async () => {
  const document = await rtf(
    "{\\header\\pard Minist\\'e8re\\par}{\\footer\\pard Bas\\par}\\pard Avant{\\footnote\\pard\\chftn  Une note.\\par} apr\\'e8s{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn fill}{\\sv 1}}{\\shptxt\\pard Encadr\\'e9\\par}}{\\shprslt\\pard Encadr\\'e9\\par}}\\par\\sect{\\header\\pard Minist\\'e8re\\par}\\pard Fin",
  )
  expect(document.blocks.map((block) => [block.region, block.text])).toEqual([
    ['header', 'Ministère'],
    ['body', 'Avant après'],
    ['textbox', 'Encadré'],
    ['body', 'Fin'],
    ['footnote', 'Une note.'],
    ['footer', 'Bas'],
  ])
})

test('fields: merge fields, links, both branches of a condition, form fields', async () => {
  const document = await rtf(
    '\\pard Bonjour {\\field{\\*\\fldinst { MERGEFIELD Nom \\\\* MERGEFORMAT }}{\\fldrslt {\\b \\\'abNom\\\'bb}}}, voyez {\\field{\\*\\fldinst HYPERLINK "https://exemple.fr"}{\\fldrslt {\\ul le }{\\b site}}}.\\par Bonjour {\\field{\\*\\fldinst IF {\\field{\\*\\fldinst MERGEFIELD Sexe}{\\fldrslt F}} = "F" "Madame" "Monsieur"}{\\fldrslt Madame}},\\par {\\field{\\*\\fldinst FORMCHECKBOX{\\*\\formfield{\\fftype1{\\*\\ffname Accord}{\\*\\ffhelptext Votre accord}}}}{\\fldrslt}} J\\rquote accepte\\par',
  )
  expect(texts(document)).toEqual(['Bonjour «Nom», voyez le site.', 'Bonjour Madame Monsieur,', 'J’accepte'])
  const marks = document.blocks.flatMap((block) =>
    block.marks.filter((mark) => ['placeholder', 'link', 'field'].includes(mark.kind)),
  )
  expect(marks).toEqual([
    { kind: 'placeholder', start: 8, end: 13, name: 'Nom' },
    { kind: 'link', start: 21, end: 28, url: 'https://exemple.fr' },
    { kind: 'field', start: 0, end: 0, field: { type: 'checkbox', name: 'Accord', label: 'Votre accord' } },
  ])
  expect(document.meta.template).toBe(true)
})

test('a placeholder cut into runs is one', async () => {
  const document = await rtf('\\pard Cher \\{\\{ {\\b no}m \\}\\}, merci\\par')
  expect(texts(document)).toEqual(['Cher {{ nom }}, merci'])
  expect(document.blocks[0]?.marks.filter((mark) => mark.kind === 'placeholder')).toEqual([
    { kind: 'placeholder', start: 5, end: 14, name: 'nom' },
  ])
})

test('pictures are seen with their alternative text, their bytes are not read', async () => {
  const document = await rtf(
    '\\pard Plan {\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv Plan du site}}}\\pngblip\\bin5 }}{{{\\wbitmap 00ff}}{\\nonshppict{\\pict 00ff}}{\\pict\\wmetafile8 0102}\\par',
  )
  expect(document.blocks.map((block) => [block.text, block.marks.filter((mark) => mark.kind === 'image')])).toEqual([
    [
      'Plan',
      [
        { kind: 'image', start: 4, end: 4, alt: 'Plan du site' },
        { kind: 'image', start: 4, end: 4 },
      ],
    ],
  ])
})

test('the page, the title and the exact text are known', async () => {
  const document = await rtf(
    "{\\info{\\title Accus\\'e9 de r\\u233?ception}{\\author X}{\\subject Objet}}\\paperw11906\\paperh16838\\margl1417\\margr1417\\margt1417\\margb1417{\\*\\inconnu rien}\\pard Un\r\n\\par Deux\\\nTrois",
  )
  expect(document.text).toBe('Un\n\nDeux\n\nTrois')
  expect(document.blocks.map((block) => document.text.slice(block.start, block.end))).toEqual(['Un', 'Deux', 'Trois'])
  expect(document.layout).toEqual({
    width: { value: 595.3, from: 'declared' },
    height: { value: 841.9, from: 'declared' },
    margins: { value: { top: 70.85, right: 70.85, bottom: 70.85, left: 70.85 }, from: 'declared' },
  })
  expect(document.meta).toEqual({
    title: 'Accusé de réception',
    subject: 'Objet',
    language: 'fr-FR',
    template: false,
  })
})

test('three « field labels » make a letter to fill in', async () => {
  const document = await rtf(
    "\\pard \\'ab Nom \\'bb\\par \\'ab Adresse \\'bb\\par \\'c0 \\'ab lieu \\'bb, le \\'ab date \\'bb\\par",
  )
  expect(document.blocks.flatMap((block) => block.marks.filter((mark) => mark.kind === 'placeholder')).length).toBe(4)
})

test('a file cut short is read as far as it goes, and says so', async () => {
  const document = await readBytes(new Uint8Array(Buffer.from(`${HEAD}\\pard Bonjour {\\b Madame\\'e`, 'latin1')))
  expect(texts(document)).toEqual(['Bonjour Madame'])
  expect(document.problems.map((problem) => problem.code)).toEqual(['rtf-tronque'])
})

test('deep nesting is refused, a length that lies is not believed', async () => {
  await expect(rtf('{'.repeat(300_000) + '}'.repeat(300_000))).rejects.toMatchObject({
    problem: { code: 'rtf-refuse' },
  })
  expect(texts(await rtf('\\pard Bonjour\\par\\bin99999999999 Suite\\par'))).toEqual(['Bonjour'])
  expect(texts(await rtf('\\pard Avant\\u99999999999?\\par\\fs-4\\itap999999 x\\cell\\row\\par'))).toEqual([
    'Avant',
    'x',
  ])
})

test('whatever words follow one another, the segments tile the text and its offsets are exact', async () => {
  const words = fc.constantFrom(
    '{',
    '}',
    '\\par ',
    '\\b ',
    '\\b0 ',
    'mot ',
    "\\'e9",
    '\\u8217?',
    '\\pard ',
    '\\intbl ',
    '\\cell ',
    '\\row ',
    '\\trowd\\cellx100\\cellx200 ',
    '\\ls1 ',
    '- ',
    '\\field ',
    '\\fldinst MERGEFIELD x',
    '\\fldrslt y',
    '\\footnote ',
    '\\header ',
    '\\shptxt ',
    '\\itap2 ',
    '\\nestcell ',
    '\\nestrow ',
    '\\line ',
    '\\v ',
    '\\*\\x ',
    '\\uc0 ',
    '\\pict ',
    '\\{\\{ a \\}\\}',
    '\\stylesheet ',
    '\\s1 ',
    '\\fonttbl ',
    '\\listtext ',
    '\\outlinelevel1 ',
    '\\~',
    '\\tab ',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 60 }), async (parts) => {
      const document = await rtf(parts.join(''))
      for (const block of document.blocks) {
        expect(document.text.slice(block.start, block.end)).toBe(block.text)
        let at = 0
        for (const segment of block.segments) {
          expect(segment.from).toBe(at)
          expect(segment.end - segment.start).toBe(segment.to - segment.from)
          expect(segment.place).toMatchObject({ kind: 'paragraph' })
          at = segment.to
        }
        expect(at).toBe(block.text.length)
      }
    }),
    { numRuns: 400 },
  )
})

test('the branches of a condition in a condition are all read, a drop-down shows its choice', async () => {
  const document = await rtf(
    '\\pard {\\field{\\*\\fldinst IF {\\field{\\*\\fldinst MERGEFIELD Sexe}{\\fldrslt F}} = "F" "venez" "{\\field{\\*\\fldinst IF 1 = 2 "appelez" "passez au {\\field{\\*\\fldinst MERGEFIELD Lieu}{\\fldrslt guichet}}"}{\\fldrslt passez au guichet}}"}{\\fldrslt venez}}.\\par {\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffhaslistbox1\\ffres1{\\*\\ffl Oui}{\\*\\ffl Non}}}}{\\fldrslt {}}}\\par',
  )
  expect(texts(document)).toEqual(['venez passez au guichet appelez.', 'Non'])
})

test('the margins of the first section are those of the page, and colour nought is black', async () => {
  const document = await rtf(
    '\\margl1134\\margr1134\\margt0\\margb0\\sectd\\margtsxn1134\\margbsxn567\\pard\\cf0 Bonjour\\par',
  )
  expect(document.layout.margins?.value).toEqual({ top: 56.7, right: 56.7, bottom: 28.35, left: 56.7 })
  expect(document.blocks[0]?.marks[0]).toMatchObject({ style: { color: { value: '#000000' } } })
})

test('a drawn picture is an image with its description', async () => {
  const document = await rtf(
    '\\pard Avant {\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 75}}{\\sp{\\sn wzDescription}{\\sv Logo}}{\\sp{\\sn pib}{\\sv {\\pict\\pngblip 89504e47}}}}}après\\par',
  )
  expect(document.blocks[0]?.text).toBe('Avant après')
  expect(document.blocks[0]?.marks.filter((mark) => mark.kind === 'image')).toEqual([
    { kind: 'image', start: 6, end: 6, alt: 'Logo' },
  ])
})

test('letters shown as capitals are read as capitals', async () => {
  expect(texts(await rtf("\\pard Votre {\\caps \\'e9t\\'e9}{\\caps0  ici}\\par"))).toEqual(['Votre ÉTÉ ici'])
})
