import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { locate } from './locate.ts'
import { type PdfText, pdfOf, taggedPdfOf } from './office-fixture.ts'
import { readBytes } from './read.ts'

/** Lines one under the other, 14 points apart. */
const column = (lines: readonly string[], x: number, top: number, size = 11): PdfText[] =>
  lines.map((text, i) => ({ text, x, y: top - i * 14, size }))

const LONG = [
  'Vous avez demandé une aide pour payer le loyer de votre logement et nous avons',
  'bien reçu tous les papiers qui étaient nécessaires pour étudier votre situa-',
  'tion. Nous vous donnerons une réponse avant la fin du mois de juin.',
]

test('lines make paragraphs, hyphens at line ends join, gaps separate', async () => {
  const document = await readBytes(
    pdfOf([
      [
        { text: 'Votre demande', x: 72, y: 780, size: 18 },
        ...column(LONG, 72, 740),
        ...column(['Madame, Monsieur,', 'Veuillez agréer nos salutations.'], 72, 660),
      ],
    ]),
  )
  expect(document.blocks.map((block) => [block.kind, block.text])).toEqual([
    ['heading', 'Votre demande'],
    ['paragraph', `${LONG[0]} ${LONG[1]!.slice(0, -1)}${LONG[2]}`],
    ['paragraph', 'Madame, Monsieur,'],
    ['paragraph', 'Veuillez agréer nos salutations.'],
  ])
  expect(document.blocks[0]).toMatchObject({ level: 1, levelFrom: 'look', page: 1 })
  expect(document.layout).toMatchObject({
    pages: { value: 1, from: 'declared' },
    width: { value: 595 },
    tagged: { value: false },
  })
  expect(document.knows.has('structure')).toBe(false)
})

test('a word opens at its box, a range over two lines has two boxes', async () => {
  const document = await readBytes(pdfOf([column(LONG, 72, 740)]))
  const block = document.blocks[0]!
  const word = block.text.indexOf('demandé')
  const found = locate(document, block, word, word + 7)
  expect(document.text.slice(found.start, found.end)).toBe('demandé')
  expect(found.place).toMatchObject({ kind: 'page', page: 1 })
  const box = found.place?.kind === 'page' ? found.place.boxes[0] : undefined
  expect(box?.x).toBeGreaterThan(110)
  expect(box?.x).toBeLessThan(140)
  expect(box?.y).toBeCloseTo(842 - 740 - 11 * 0.8, 0)
  const over = locate(document, block, block.text.indexOf('nous avons'), block.text.indexOf('bien reçu') + 9)
  expect(over.place?.kind === 'page' ? over.place.boxes.length : 0).toBe(2)
})

test('sizes, bold, line height and alignment are measured', async () => {
  const lines = Array.from({ length: 7 }, (_, i) =>
    i === 6 ? 'la fin du paragraphe.' : `une ligne pleine de texte qui va au bord numéro ${i} et`,
  )
  const document = await readBytes(
    pdfOf([
      [
        ...column(lines, 72, 740),
        { text: 'Important', x: 72, y: 600, bold: true },
        ...column(['Le texte qui suit ce titre en gras.'], 72, 580),
      ],
    ]),
  )
  const [justified, title] = document.blocks
  expect(justified!.style).toEqual({
    align: { value: 'justify', from: 'measured' },
    lineHeight: { value: 1.27, from: 'measured' },
    lineLength: { value: lines[0]!.length, from: 'measured' },
  })
  expect(justified!.marks).toEqual([
    {
      kind: 'style',
      start: 0,
      end: justified!.text.length,
      style: {
        size: { value: 11, from: 'measured' },
        font: { value: 'Helvetica', from: 'declared' },
        color: { value: '#000000', from: 'declared' },
      },
    },
  ])
  expect(title).toMatchObject({ kind: 'heading', text: 'Important' })
  expect(title!.marks.map((mark) => mark.kind)).toContain('strong')
})

test('marks make lists, nested by their indent', async () => {
  const document = await readBytes(
    pdfOf([
      [
        ...column(['Joignez à votre demande :', '• une copie de votre carte d’identité', '• votre bail'], 72, 740),
        { text: '- signé', x: 100, y: 698 },
        { text: '- daté', x: 100, y: 684 },
      ],
    ]),
  )
  expect(document.blocks.map((block) => [block.kind, block.text, block.list?.depth])).toEqual([
    ['paragraph', 'Joignez à votre demande :', undefined],
    ['item', 'une copie de votre carte d’identité', 1],
    ['item', 'votre bail', 1],
    ['item', 'signé', 2],
    ['item', 'daté', 2],
  ])
})

test('running headers and page numbers leave the body, sentences run over the page', async () => {
  const page = (number: number, lines: readonly string[]): PdfText[] => [
    { text: 'Ministère des exemples', x: 72, y: 800 },
    ...column(lines, 72, 700),
    { text: `Page ${number}/3`, x: 280, y: 40 },
  ]
  const full = 'Le délai de recours est de deux mois à partir du jour où vous recevez la lettre et'
  const document = await readBytes(
    pdfOf([page(1, [full]), page(2, ['il peut être prolongé.']), page(3, ['Fin du guide.'])]),
  )
  expect(document.blocks.map((block) => [block.region, block.text])).toEqual([
    ['header', 'Ministère des exemples'],
    ['body', `${full} il peut être prolongé.`],
    ['body', 'Fin du guide.'],
    ['footer', 'Page 1/3'],
  ])
})

test('two columns painted line by line are read one after the other', async () => {
  const left = [
    'La première colonne commence ici',
    'et elle continue sur cette ligne',
    'puis encore sur une autre ligne',
    'et sur une quatrième ligne aussi',
    'avant de finir sur cette ligne.',
  ]
  const right = [
    'La seconde colonne commence là',
    'et elle va aussi sur deux lignes',
    'puis sur une troisième ligne là',
    'et sur une quatrième ligne enfin',
    'et elle finit comme la première.',
  ]
  const texts = left.flatMap((text, i) => [
    { text: right[i]!, x: 330, y: 740 - i * 14 },
    { text, x: 72, y: 740 - i * 14 },
  ])
  // Painted from the bottom up, as some tools do: the order of the file says nothing.
  const document = await readBytes(pdfOf([texts.reverse()]))
  expect(document.text.replace(/\s+/g, ' ')).toBe([...left, ...right].join(' '))
})

test('a page that is only an image is a problem, not an error', async () => {
  const image = 'q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q'
  const document = await readBytes(pdfOf([[]], { extra: image }))
  expect(document.blocks).toEqual([])
  expect(document.layout.imagePages).toEqual([1])
  expect(document.problems.map((problem) => [problem.code, problem.where])).toEqual([['document-image', 'page 1']])
})

test('placeholders are found over the runs of a line', async () => {
  const document = await readBytes(
    pdfOf([
      [
        { text: 'Bonjour {{', x: 72, y: 740 },
        { text: 'nom }}, le ......... ', x: 130, y: 740 },
      ],
    ]),
  )
  expect(
    document.blocks[0]?.marks
      .filter((mark) => mark.kind === 'placeholder')
      .map((mark) => mark.kind === 'placeholder' && mark.name),
  ).toEqual(['nom', ''])
  expect(document.meta.template).toBe(true)
})

test('a tagged PDF says its headings, its paragraphs and its items', async () => {
  const document = await readBytes(
    taggedPdfOf([
      { role: 'H2', text: 'Vos droits.', y: 740 },
      { role: 'P', text: 'Vous pouvez contester cette décision.', y: 726 },
      { role: 'P', text: 'Le délai est de deux mois.', y: 712 },
      { role: 'LI', text: 'la copie de la lettre', y: 698 },
      { role: 'LI', text: 'la copie de votre carte', y: 684 },
    ]),
  )
  expect(document.blocks.map((block) => [block.kind, block.text, block.level, block.levelFrom])).toEqual([
    ['heading', 'Vos droits.', 2, 'declared'],
    ['paragraph', 'Vous pouvez contester cette décision.', undefined, undefined],
    ['paragraph', 'Le délai est de deux mois.', undefined, undefined],
    ['item', 'la copie de la lettre', undefined, undefined],
    ['item', 'la copie de votre carte', undefined, undefined],
  ])
  expect(document.layout.tagged).toEqual({ value: true, from: 'declared' })
  expect(document.knows.has('structure')).toBe(true)
})

test('colours, what is behind the words and underlines are seen; what cannot be seen is not said', async () => {
  const extra = [
    '0.9 0.95 1 rg 60 690 300 30 re f',
    '1 0 0 rg BT /F 11 Tf 1 0 0 1 72 700 Tm (Rouge sur bleu) Tj ET',
    '0 0 0 rg BT /F 11 Tf 1 0 0 1 72 660 Tm (Un mot ) Tj 0 0.5 0 rg (vert) Tj 0 0 0 rg ( ici) Tj ET',
    '0 0 0 rg BT /F 11 Tf 1 0 0 1 72 620 Tm (Lu et) Tj ET BT /F 11 Tf 1 0 0 1 100 620 Tm ( approuve) Tj ET',
    '72 618 25 0.6 re f',
    '72 578 400 0.6 re f BT /F 11 Tf 1 0 0 1 72 580 Tm (Nom) Tj ET',
    'q 200 0 0 40 60 520 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q',
    'BT /F 11 Tf 1 0 0 1 72 535 Tm (Sur une photo) Tj ET',
  ]
  const { blocks, knows } = await readBytes(pdfOf([[]], { extra: extra.join('\n') }))
  const looks = blocks.map((block) =>
    block.marks.map((mark) => {
      const text = block.text.slice(mark.start, mark.end).trim()
      return mark.kind === 'style' ? [text, mark.style.color?.value, mark.style.background?.value] : [text, mark.kind]
    }),
  )
  expect(knows.has('color')).toBe(true)
  expect(looks).toEqual([
    [['Rouge sur bleu', '#ff0000', '#e6f2ff']],
    [
      ['Un mot', '#000000', undefined],
      ['vert', '#008000', undefined],
      ['ici', '#000000', undefined],
    ],
    [
      ['Lu et approuve', '#000000', undefined],
      ['Lu et', 'underline'],
    ],
    [['Nom', '#000000', undefined]],
    [['Sur une photo', undefined, undefined]],
  ])
})

test('form fields stand after the words that name them, with what they show; a choice shows its text', async () => {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([595, 842])
  page.drawText('Votre nom :', { x: 72, y: 740, size: 11 })
  page.drawText('Vous habitez :', { x: 72, y: 700, size: 11 })
  page.drawText('une maison', { x: 92, y: 660, size: 11 })
  page.drawText('Joignez une copie de votre carte.', { x: 72, y: 600, size: 11 })
  const form = pdf.getForm()
  form.createTextField('nom').addToPage(page, { x: 150, y: 735, width: 200, height: 18 })
  const town = form.createDropdown('ville')
  town.setOptions(['Valmont', 'Saint-Aubrac'])
  town.select('Saint-Aubrac')
  town.addToPage(page, { x: 160, y: 695, width: 200, height: 18 })
  form.createCheckBox('maison').addToPage(page, { x: 72, y: 656, width: 14, height: 14 })
  form.createTextField('perdu').addToPage(page, { x: 400, y: 100, width: 100, height: 18 })
  const { blocks } = await readBytes(await pdf.save())
  const seen = blocks.map((block) => [
    block.text,
    ...block.marks.flatMap((mark) => (mark.kind === 'field' ? [mark.field.type, mark.field.label] : [])),
  ])
  expect(seen).toEqual([
    ['Votre nom :', 'text', 'Votre nom'],
    ['Vous habitez :'],
    ['Saint-Aubrac', 'select', 'Vous habitez'],
    ['une maison', 'checkbox', 'une maison'],
    ['Joignez une copie de votre carte.'],
    ['', 'text', undefined],
  ])
})

test('lines to fill in and addresses keep to themselves: none runs into the next', async () => {
  const lines = [
    'Nom : _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _',
    'Adresse : .....................................................................................',
    'Écrivez-nous quand vous voulez, sans timbre, à cette adresse en ligne : https://exemple-',
    'de-site.fr/aide pour toutes vos questions sur votre logement.',
  ]
  const { blocks } = await readBytes(pdfOf([column(lines, 72, 740)]))
  expect(blocks.map((block) => block.text)).toEqual([lines[0], lines[1], `${lines[2]}${lines[3]}`])
})

test('a title that comes back on two pages stays; what stands outside everything on both leaves', async () => {
  const page = (words: string): PdfText[] => [
    { text: 'Ville de Valmont', x: 72, y: 820 },
    { text: words, x: 72, y: 800, size: 16 },
    { text: 'Vos coordonnées', x: 72, y: 770, bold: true },
    ...column(['Écrivez votre nom et votre adresse.'], 72, 740),
  ]
  const { blocks } = await readBytes(pdfOf([page('Votre demande'), page('Notre décision')]))
  expect(blocks.map((block) => [block.region, block.text])).toEqual([
    ['header', 'Ville de Valmont'],
    ['body', 'Votre demande'],
    ['body', 'Vos coordonnées'],
    ['body', 'Écrivez votre nom et votre adresse.'],
    ['body', 'Notre décision'],
    ['body', 'Vos coordonnées'],
    ['body', 'Écrivez votre nom et votre adresse.'],
  ])
})

test('columns painted in any order are read one after the other, under what stands over them', async () => {
  const left = ['D’abord la colonne de gauche', 'avec deux lignes']
  const middle = ['Ensuite celle du milieu', 'avec deux lignes aussi']
  const right = ['Enfin celle de droite', 'et sa dernière ligne']
  const texts = [
    ...column(right, 420, 700),
    ...column(['Une note au pied de toute la page, de la marge de gauche à celle de droite.'], 72, 600),
    ...column(left, 72, 700),
    { text: 'Trois colonnes', x: 200, y: 760, size: 20 },
    ...column(middle, 250, 700),
  ]
  const { text } = await readBytes(pdfOf([texts]))
  expect(text.replace(/\s+/g, ' ')).toBe(
    [
      'Trois colonnes',
      ...left,
      ...middle,
      ...right,
      'Une note au pied de toute la page, de la marge de gauche à celle de droite.',
    ].join(' '),
  )
})

test('a table drawn with rules is a table: rows, columns, cells that span rows, titles in bold', async () => {
  const rules = [
    ...[72, 200, 330, 460].map((x) => `${x} 600 0.5 120 re f`),
    ...[720, 690, 630, 600].map((y) => `72 ${y} 388 0.5 re f`),
    '200 660 260 0.5 re f',
  ]
  const texts = [
    { text: 'Public', x: 76, y: 700, bold: true },
    { text: 'Lundi', x: 204, y: 700, bold: true },
    { text: 'Mardi', x: 334, y: 700, bold: true },
    { text: 'Enfants et', x: 76, y: 670 },
    { text: 'adolescents', x: 76, y: 656 },
    { text: 'de 9 h à midi sans rdv', x: 204, y: 670 },
    { text: 'Non', x: 334, y: 670 },
    { text: 'Non', x: 204, y: 640 },
    { text: 'Le soir', x: 334, y: 640 },
    { text: 'Adultes', x: 76, y: 610 },
    { text: 'Oui', x: 204, y: 610 },
    { text: 'Oui', x: 334, y: 610 },
    ...column(['Écrivez-nous pour le reste.'], 72, 560),
  ]
  const { blocks } = await readBytes(pdfOf([texts], { extra: rules.join('\n') }))
  const cell = ({ text, table }: (typeof blocks)[number]) =>
    table === undefined ? [text] : [text, table.row, table.column, table.header]
  expect(blocks.map(cell)).toEqual([
    ['Public', 0, 0, true],
    ['Lundi', 0, 1, true],
    ['Mardi', 0, 2, true],
    ['Enfants et adolescents', 1, 0, false],
    ['de 9 h à midi sans rdv', 1, 1, false],
    ['Non', 1, 2, false],
    ['Non', 2, 1, false],
    ['Le soir', 2, 2, false],
    ['Adultes', 3, 0, false],
    ['Oui', 3, 1, false],
    ['Oui', 3, 2, false],
    ['Écrivez-nous pour le reste.'],
  ])
})

test('labels and beginnings of sentences are no titles, however large; a title on two lines is one', async () => {
  const { blocks } = await readBytes(
    pdfOf([
      [
        { text: 'LES AIDES', x: 72, y: 790, size: 18, bold: true },
        { text: 'AU LOGEMENT', x: 72, y: 768, size: 18, bold: true },
        { text: '42 aidants ayant un compte', x: 72, y: 730, size: 16 },
        { text: 'actif sur le service.', x: 72, y: 712 },
        { text: 'Cette carte est remise à', x: 72, y: 680, size: 16 },
        { text: 'Madame Dupont', x: 72, y: 640 },
        ...column(LONG, 72, 600),
      ],
    ]),
  )
  expect(blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toEqual(['LES AIDES AU LOGEMENT'])
  const tagged = await readBytes(
    taggedPdfOf([
      { role: 'H1', text: 'Votre séjour', y: 740 },
      { role: 'H2', text: 'Adresse du séjour :', y: 700 },
      { role: 'P', text: 'Écrivez-la ici.', y: 680 },
    ]),
  )
  expect(tagged.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'paragraph'])
})

test('notes at the foot of a page are notes, not sentences of the letter', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => `Une ligne de la lettre qui dit le numéro ${i} et la suite`)
  const notes = [
    { text: '1', x: 72, y: 104, size: 5 },
    { text: ' Article 12 du code de la route.', x: 75, y: 100, size: 8 },
    { text: '2 Article 13 du même code, et sa', x: 72, y: 90, size: 8 },
    { text: 'suite sur une ligne.', x: 72, y: 80, size: 8 },
  ]
  const { blocks } = await readBytes(pdfOf([[...column(lines, 72, 740), ...notes]], { extra: '72 112 144 0.5 re f' }))
  expect(blocks.map(({ region }) => region)).toEqual(['body', 'footnote', 'footnote'])
  expect(blocks.at(-1)?.text).toBe('2 Article 13 du même code, et sa suite sur une ligne.')
})

test('words that the page spaces by what is no number have a place all the same', async () => {
  const extra = 'BT /x Tc /F 11 Tf 1 0 0 1 72 600 Tm (Bonjour) Tj ET'
  const document = await readBytes(pdfOf([[{ text: 'Votre demande.', x: 72, y: 700 }]], { extra }))
  expect(document.text).toMatch(/^Votre demande\./)
  expect(document.blocks.length).toBeGreaterThan(1)
  for (const block of document.blocks) {
    const { place } = locate(document, block, 0, block.text.length)
    const boxes = place?.kind === 'page' ? place.boxes : []
    for (const { x, y, width, height } of boxes) expect([x, y, width, height].every(Number.isFinite)).toBe(true)
  }
})
