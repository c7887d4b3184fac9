import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Document } from './document.ts'
import { locate } from './locate.ts'
import { readText, type TextFormat } from './read-text.ts'

/** What holds for every block of a text format. */
function expectTiled(document: Document): void {
  for (const block of document.blocks) {
    let at = 0
    for (const segment of block.segments) {
      expect(segment.from).toBe(at)
      expect(segment.to).toBeGreaterThan(segment.from)
      expect(segment.start).toBeGreaterThanOrEqual(0)
      expect(segment.end).toBeLessThanOrEqual(document.text.length)
      if (segment.exact) {
        expect(document.text.slice(segment.start, segment.end)).toBe(block.text.slice(segment.from, segment.to))
      }
      at = segment.to
    }
    expect(at).toBe(block.text.length)
    for (const mark of block.marks) {
      expect(mark.start).toBeGreaterThanOrEqual(0)
      expect(mark.end).toBeLessThanOrEqual(block.text.length)
    }
  }
}

const texts = (document: Document): string[] => document.blocks.map((block) => block.text)

const shape = (block: Block): string => `${block.kind}${block.level ?? ''}: ${block.text}`

describe('any string is read', () => {
  const pieces = fc.constantFrom(
    '<p>',
    '</p>',
    '<table>',
    '<td>',
    '<ul><li>',
    '&eacute;',
    '&amp;',
    '&#233;',
    '&',
    '{{',
    '}}',
    '{% if x %}',
    '{% endif %}',
    '[NOM]',
    '«',
    '»',
    '**',
    '_',
    '`',
    '```\n',
    '\n',
    '\r\n',
    '\r',
    '\0',
    '\ue000',
    '\ue001',
    '\ud83d',
    '😀',
    '\t',
    '> ',
    '- ',
    '1. ',
    '| a | b |\n|---|---|\n',
    '<!--',
    '-->',
    '<b>',
    '</b>',
    '<br>',
    'Bonjour',
    ' ',
    '  \n',
    '\\',
    '[x](y)',
    '<a href="{{ u }}">',
    '......',
    '____',
    '---\n',
    '# ',
    '<pre>',
    '<style>',
    '</style>',
    'http://a.fr',
    'x@y.fr',
    '[^1]',
    '\u00a0',
    ':::',
    '<<',
    '>>',
    '%x%',
    '<input>',
    '<code>',
  )
  const sources = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  )

  for (const format of ['md', 'html', 'txt'] as const) {
    test(`${format}: nothing throws, segments tile their block and say the truth`, () => {
      fc.assert(
        fc.property(sources, (source) => {
          const document = readText(source, format)
          expect(document.text).toBe(source)
          expectTiled(document)
        }),
        { numRuns: 1500 },
      )
    })
  }
})

describe('Markdown', () => {
  test('structure, emphasis, links and front matter', () => {
    const source =
      '---\ntitle: Votre demande\nlang: fr\n---\n# Objet\n\nBonjour **Madame**,\nvoyez [le site](https://exemple.fr).\n\n1. un\n2. deux\n   - sous\n'
    const document = readText(source, 'md')
    expect(document.blocks.map(shape)).toEqual([
      'heading1: Objet',
      'paragraph: Bonjour Madame, voyez le site.',
      'item: un',
      'item: deux',
      'item: sous',
    ])
    expect(document.meta).toMatchObject({ title: 'Votre demande', language: 'fr', template: false })
    expect(document.blocks[1]?.marks).toEqual([
      { kind: 'strong', start: 8, end: 14 },
      { kind: 'link', start: 22, end: 29, url: 'https://exemple.fr' },
    ])
    expect(document.blocks[4]?.list).toEqual({ list: 1, depth: 2, ordered: false, index: 0, size: 1 })
    expectTiled(document)
  })

  test('a placeholder with a filter does not split its table cell', () => {
    const document = readText('| Nom | Date |\n|---|---|\n| {{ nom|upper }} | {{ d|date:"l j" }} |\n', 'md')
    expect(texts(document)).toEqual(['Nom', 'Date', '{{ nom|upper }}', '{{ d|date:"l j" }}'])
    expect(document.blocks[2]?.table).toMatchObject({ row: 1, column: 0, rows: 2, columns: 2, header: false })
    expect(document.blocks[2]?.marks).toEqual([{ kind: 'placeholder', start: 0, end: 15, name: 'nom|upper' }])
  })

  test('both branches of a condition are read and its tags print nothing', () => {
    const source =
      'Bonjour{% if x %} Madame{% else %} Monsieur{% endif %}.\n\n{% if y %}\nOui.\n{% else %}\nNon.\n{% endif %}\n'
    expect(texts(readText(source, 'md'))).toEqual(['Bonjour Madame Monsieur.', 'Oui.', 'Non.'])
  })

  test('words of two branches are not glued, the letters of one word are', () => {
    const source =
      'La {% if a %}convention{% else %}décision{% endif %}{% if b %}{{ n }}{% endif %} et le{% if n > 1 %}s{% endif %} bail'
    for (const format of ['md', 'html', 'txt'] as const) {
      const document = readText(source, format)
      expect(texts(document)).toEqual(['La convention décision {{ n }} et les bail'])
      expect(document.blocks[0]?.marks).toEqual([{ kind: 'placeholder', start: 23, end: 30, name: 'n' }])
      expectTiled(document)
    }
  })

  test('a tag at the start of a line does not indent it into code', () => {
    expect(readText('{% if long %}Votre dossier est complet.', 'md').blocks.map(shape)).toEqual([
      'paragraph: Votre dossier est complet.',
    ])
  })

  test('rows made by a loop stay in their table', () => {
    const document = readText(
      '| a | b |\n|---|---|\n{% for l in lots %}\n| {{ l.a }} | {{ l.b }} |\n{% endfor %}\n',
      'md',
    )
    expect(document.blocks.map(shape)).toEqual(['cell: a', 'cell: b', 'cell: {{ l.a }}', 'cell: {{ l.b }}'])
  })

  test('comments are collected, but not from code', () => {
    const source = '<!-- limpide-ignorer voix-passive -->\n\nBonjour <!-- ici --> vous\n\n```\n<!-- non -->\n```\n'
    const { comments } = readText(source, 'md')
    expect(comments.map((comment) => comment.value)).toEqual(['limpide-ignorer voix-passive', 'ici'])
    expect(source.slice(comments[1]?.start, comments[1]?.end)).toBe('<!-- ici -->')
  })

  test('an entity is one inexact segment and what follows stays exact', () => {
    const document = readText('Pi&egrave;ce &amp; dossier', 'md')
    const block = document.blocks[0]!
    expect(block.text).toBe('Pièce & dossier')
    expect(locate(document, block, 0, 5)).toEqual({ start: 0, end: 12 })
    expect(locate(document, block, 8, 15)).toEqual({ start: 19, end: 26 })
  })

  test('an address GFM links by itself keeps its place', () => {
    const source = 'Écrivez à contact@exemple.fr ou www.exemple.fr vite'
    const document = readText(source, 'md')
    expect(texts(document)).toEqual([source])
    expectTiled(document)
    expect(document.blocks[0]?.marks.map((mark) => mark.kind)).toEqual(['link', 'link'])
  })

  test('inline HTML underlines, breaks and abbreviates', () => {
    const document = readText('Le <u>SMIC</u><br>et la <abbr title="caisse">CAF</abbr>.', 'md')
    expect(texts(document)).toEqual(['Le SMIC\net la CAF.'])
    expect(document.blocks[0]?.marks).toEqual([
      { kind: 'underline', start: 3, end: 7 },
      { kind: 'abbreviation', start: 14, end: 17, title: 'caisse' },
    ])
  })
})

describe('HTML', () => {
  test('white space folds and every word keeps its place', () => {
    const source = '<p>\r\n   Nous avons\r\n   bien   reçu <b>votre</b>\n demande.</p>'
    const document = readText(source, 'html')
    const block = document.blocks[0]!
    expect(block.text).toBe('Nous avons bien reçu votre demande.')
    expectTiled(document)
    const found = locate(document, block, 27, 34)
    expect(source.slice(found.start, found.end)).toBe('demande')
  })

  test('regions, headings, lists, quotes, captions, images and code', () => {
    const source =
      '<html lang="fr"><head><title>Page</title><style>p{color:#333}</style></head><body><header>Ministère</header><nav><a href="/">Accueil</a></nav><main><h1>Titre</h1><ul><li>un<ol><li>a</li></ol></li></ul><blockquote><p>Citation</p></blockquote><figure><img src="x"><figcaption>Vue</figcaption></figure><pre>code</pre><script>non</script></main><footer>Bas</footer></body></html>'
    const document = readText(source, 'html')
    expect(document.blocks.map((block) => `${block.region} ${shape(block)}`)).toEqual([
      'header paragraph: Ministère',
      'navigation paragraph: Accueil',
      'body heading1: Titre',
      'body item: un',
      'body item: a',
      'body quote: Citation',
      'body paragraph: ',
      'body caption: Vue',
      'body code: code',
      'footer paragraph: Bas',
    ])
    expect(document.meta).toMatchObject({ title: 'Page', language: 'fr' })
    expect(document.blocks[6]?.marks).toEqual([{ kind: 'image', start: 0, end: 0 }])
  })

  test('style facts say where they come from, and absent ones are unknown', () => {
    const source =
      '<style>.pied{font-size:12px;color:#777}</style><div style="text-align:justify"><p style="line-height:1.5">A</p><p class="pied">B <b>c</b></p></div>'
    const document = readText(source, 'html')
    expect(document.blocks[0]?.style).toEqual({
      align: { value: 'justify', from: 'inherited' },
      lineHeight: { value: 1.5, from: 'declared' },
    })
    expect(document.blocks[0]?.marks).toEqual([])
    expect(document.blocks[1]?.marks.filter((mark) => mark.kind === 'style').map((mark) => mark.style)).toEqual([
      { size: { value: 9, from: 'declared' }, color: { value: '#777777', from: 'declared' } },
      { size: { value: 9, from: 'inherited' }, color: { value: '#777777', from: 'inherited' } },
    ])
    expect([...document.knows].sort()).toEqual([
      'alignment',
      'color',
      'emphasis',
      'fields',
      'font-size',
      'line-height',
      'links',
      'structure',
    ])
    expect(readText('<p>A</p>', 'html').knows.has('font-size')).toBe(false)
  })

  test('a data table has cells, a layout table has paragraphs', () => {
    const data = readText(
      '<table><tr><th>Droit</th><th>Délai</th></tr><tr><td colspan="2">Recours</td></tr></table>',
      'html',
    )
    expect(data.blocks.map((block) => block.table)).toMatchObject([
      { row: 0, column: 0, rows: 2, columns: 2, header: true, merged: false },
      { row: 0, column: 1, header: true },
      { row: 1, column: 0, header: false, merged: true },
    ])
    const page = readText(
      '<table role="presentation"><tr><td><table><tr><td>Bonjour</td></tr></table></td></tr></table>',
      'html',
    )
    expect(page.blocks.map(shape)).toEqual(['paragraph: Bonjour'])
    expect(page.blocks[0]?.table).toBeUndefined()
  })

  test('a tag between rows does not move out of the table', () => {
    const source = '<table><tr><th>a</th></tr>{% for l in x %}<tr><td>{{ l }}</td></tr>{% endfor %}</table><p>fin</p>'
    expect(readText(source, 'html').blocks.map(shape)).toEqual(['cell: a', 'cell: {{ l }}', 'paragraph: fin'])
  })

  test('a plural made by a tag stays one word', () => {
    expect(texts(readText('<p>Le{% if n > 1 %}s{% endif %} dossier{% if n > 1 %}s{% endif %}</p>', 'html'))).toEqual([
      'Les dossiers',
    ])
  })

  test('fields carry their label', () => {
    const document = readText(
      '<label for="n">Nom *</label><input id="n" name="nom" required><label>Majeur <input type="checkbox"></label>',
      'html',
    )
    expect(document.blocks.map(shape)).toEqual(['label: Nom *', 'paragraph: ', 'label: Majeur'])
    expect(document.blocks[1]?.marks).toEqual([
      { kind: 'field', start: 0, end: 0, field: { type: 'text', name: 'nom', label: 'Nom *', required: true } },
    ])
    expect(document.blocks[2]?.marks).toMatchObject([{ kind: 'field', field: { type: 'checkbox' } }])
  })

  test('what is not shown is marked hidden', () => {
    const document = readText('<div style="display:none">Aperçu</div><p>Bonjour</p>', 'html')
    expect(document.blocks[0]?.marks).toEqual([{ kind: 'hidden', start: 0, end: 6 }])
  })

  test('a link whose address is a placeholder gives it back', () => {
    const document = readText('<a href="{{ url|raw }}">Voir</a>', 'html')
    expect(document.blocks[0]?.marks).toEqual([{ kind: 'link', start: 0, end: 4, url: '{{ url|raw }}' }])
  })

  test('a list and a comment left open end with the file', () => {
    const source = '<select><!--<li>'
    for (const block of readText(source, 'html').blocks) expect(block.end).toBeLessThanOrEqual(source.length)
  })

  test('hostile nesting is read as plain text, with a problem', () => {
    const document = readText(`${'<div>'.repeat(20_000)}Bonjour`, 'html')
    expect(document.problems.map((problem) => problem.code)).toEqual(['document-trop-imbrique'])
    expect(document.format).toBe('html')
    expect(document.blocks.map((block) => block.text)).toEqual(['Bonjour'])
    expect(document.blocks[0]?.segments).toMatchObject([{ start: 100_000, end: 100_007, exact: true }])
  })
})

describe('nesting that no one writes', () => {
  const cases: readonly [string, string][] = [
    ['lists in lists', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i * 2)}- x`).join('\n')],
    ['quotations in quotations', `${'>'.repeat(20_000)}x`],
    ['lists on one line', `${'- '.repeat(5000)}x`],
    ['emphasis that nothing closes', 'a*b_'.repeat(20_000)],
    ['titles without a blank line', '=\n'.repeat(20_000)],
    ['links whose address does not end', '[a]('.repeat(20_000)],
    ['brackets left open', `${'[['.repeat(15_000)} www.exemple.fr`],
  ]
  for (const [name, source] of cases) {
    test(`${name} are read as plain text, at once`, () => {
      expect(readText(source, 'md').problems.map((problem) => problem.code)).toEqual(['document-trop-imbrique'])
    })
  }

  test('lists as deep as people write them keep their structure', () => {
    const source = Array.from({ length: 8 }, (_, i) => `${' '.repeat(i * 2)}- x`).join('\n')
    const document = readText(source, 'md')
    expect(document.problems).toEqual([])
    expect(document.blocks.at(-1)?.list?.depth).toBe(8)
  })
})

describe('plain text', () => {
  test('paragraphs, lists, titles and separators', () => {
    const source =
      'OBJET DE LA DEMANDE\r\n\r\nBonjour,\r\nvoici la suite :\r\n- un\r\n- deux\r\n  encore\r\n\r\nVos droits\r\n----------\r\nVoilà.\r\n\r\n--\r\nLe service\r\n'
    const document = readText(source, 'txt')
    expect(document.blocks.map(shape)).toEqual([
      'heading2: OBJET DE LA DEMANDE',
      'paragraph: Bonjour,\nvoici la suite :',
      'item: un',
      'item: deux\nencore',
      'heading2: Vos droits',
      'paragraph: Voilà.',
      'paragraph: Le service',
    ])
    expect(document.blocks[3]?.list).toEqual({ list: 0, depth: 1, ordered: false, index: 1, size: 2 })
    expect(document.knows.size).toBe(0)
    expectTiled(document)
  })

  test('an initial and a postcode are neither an item nor a title', () => {
    expect(readText('M. Martin\n\n75007 PARIS\n\nA. Durand', 'txt').blocks.map(shape)).toEqual([
      'paragraph: M. Martin',
      'paragraph: 75007 PARIS',
      'paragraph: A. Durand',
    ])
  })

  test('a tag alone on its line ends the paragraph', () => {
    expect(texts(readText('Bonjour,\n{% if x %}\nOui.\n{% endif %}\nFin.', 'txt'))).toEqual([
      'Bonjour,',
      'Oui.',
      'Fin.',
    ])
  })
})

// No clock here: what costs its square takes minutes at these sizes, and the runner stops it.
describe('long and repetitive input is read', () => {
  const cases: readonly [string, TextFormat, string][] = [
    ['unclosed mustaches', 'txt', '{{ '.repeat(40_000)],
    ['unclosed brackets', 'html', '['.repeat(100_000)],
    ['dots then a page number', 'txt', `${'.'.repeat(200_000)} 12`],
    ['underscores', 'md', `${'_'.repeat(100_000)}\n`],
    ['one long line of tags', 'md', '{% if x %}a{% endif %} '.repeat(5000)],
    ['ampersands', 'html', '&'.repeat(100_000)],
    ['one long paragraph', 'html', `<p>${'un mot\n  et '.repeat(60_000)}</p>`],
    ['one long paragraph of tags', 'html', `<p>${'un <b>mot</b> '.repeat(20_000)}</p>`],
    ['one long list', 'txt', '- un élément\n'.repeat(40_000)],
    ['comments left open', 'md', '<!-- '.repeat(100_000)],
    ['emphasis left open', 'md', '*a_'.repeat(100_000)],
    ['emphasis left open in items', 'md', `- ${'~~a'.repeat(100_000)}`],
    ['references to nothing', 'md', '[a][b]'.repeat(50_000)],
    ['links left open', 'md', '![a]('.repeat(50_000)],
    ['lines that underline titles', 'md', 'a\n-\n'.repeat(50_000)],
  ]
  for (const [name, format, source] of cases) {
    test(name, () => {
      expect(readText(source, format).text).toBe(source)
    })
  }
})
