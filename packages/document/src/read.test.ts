import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { docxOf, odtOf, pdfOf, zipOf } from './office-fixture.ts'
import { docOf, msgOf } from './ole-fixture.ts'
import { ReadError } from './problem.ts'
import { type ReadOptions, readBytes } from './read.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

async function codeOf(input: Uint8Array, options?: ReadOptions): Promise<string> {
  try {
    await readBytes(input, options)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    expect(error.problem.what).toMatch(/[.!]$/)
    expect(error.problem.fix).toMatch(/[.!]$/)
    return error.problem.code
  }
  return 'lu'
}

describe('the format is found in the content', () => {
  const texts: readonly [string, string, string | undefined, string][] = [
    ['an HTML page called txt', '<!doctype html><p>Bonjour</p>', 'a.txt', 'html'],
    [
      'a template that starts with tags',
      "{% extends 'x' %}\n{% block b %}<p>Bonjour</p>{% endblock %}",
      'a.html.twig',
      'html',
    ],
    ['a fragment without a name', '<p>Bonjour</p>', undefined, 'html'],
    ['Markdown called md', 'Bonjour', 'a.md', 'md'],
    ['Markdown without a name', '# Titre\n\nBonjour **Madame**', undefined, 'md'],
    ['Markdown called txt', '# Titre\n\n[Voir](page)', 'a.txt', 'md'],
    ['Markdown called html', '## Vos droits\n\n## Vos pièces\n\nUn <b>mot</b>.', 'a.html', 'md'],
    ['a page called md', '<div><p>Bonjour</p><p>Merci</p></div>', 'a.md', 'html'],
    ['a page under the name of a pdf', '<p>Bonjour</p>', 'a.pdf', 'html'],
    ['plain text without a name', 'Bonjour,\n\nMerci.', undefined, 'txt'],
    ['text whose first line has a colon', 'Objet : votre demande\n\nBonjour,', 'a.txt', 'txt'],
    ['a letter that lists From and To', 'De: Paul\nA: Marie\n\nBonjour', 'a.txt', 'txt'],
    [
      'a mail called txt',
      'From: a@exemple.fr\nTo: b@exemple.fr\nSubject: Bonjour\nMIME-Version: 1.0\n\nTexte',
      'a.txt',
      'eml',
    ],
  ]
  for (const [name, text, file, format] of texts) {
    test(name, async () => {
      expect((await readBytes(bytes(text), file === undefined ? {} : { name: file })).format).toBe(format)
    })
  }

  test('office files and pdf, whatever their name', async () => {
    const paragraph = '<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>'
    expect((await readBytes(await docxOf(paragraph), { name: 'a.pdf' })).format).toBe('docx')
    expect((await readBytes(await odtOf('<text:p>Bonjour</text:p>'), { name: 'a.docx' })).format).toBe('odt')
    expect((await readBytes(bytes('{\\rtf1 Bonjour}'), { name: 'a.doc' })).format).toBe('rtf')
    expect((await readBytes(pdfOf([[{ text: 'Bonjour', x: 72, y: 700 }]]), { name: 'a.txt' })).format).toBe('pdf')
    expect((await readBytes(msgOf({ subject: 'Objet', body: 'Bonjour' }), { name: 'a.doc' })).format).toBe('msg')
    expect((await readBytes(docOf({ body: 'Bonjour' }), { name: 'a.msg' })).format).toBe('doc')
    expect((await readBytes(docOf({ body: 'Bonjour' }))).format).toBe('doc')
  })
})

describe('text is decoded', () => {
  const text = 'L’été à Noël : 10 € – cœur'
  const cases: readonly [string, Uint8Array][] = [
    ['UTF-8', bytes(text)],
    ['UTF-8 with a mark', bytes(`\ufeff${text}`)],
    ['UTF-16 little endian', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from(text, 'utf16le'))],
    ['UTF-16 big endian', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())],
    ['windows-1252', latin('L\x92\xe9t\xe9 \xe0 No\xebl : 10 \x80 \x96 c\x9cur')],
    ['MacRoman', latin('L\xd5\x8et\x8e \x88 No\x91l : 10 \xdb \xd0 c\xcfur')],
    ['UTF-16 big endian without a mark', new Uint8Array(Buffer.from(text, 'utf16le').swap16())],
  ]
  for (const [name, input] of cases) {
    test(name, async () => {
      const document = await readBytes(input, { name: 'a.txt' })
      expect(document.blocks.map((block) => block.text)).toEqual([text])
      expect(document.blocks[0]?.segments).toMatchObject([{ start: document.text.indexOf('L'), exact: true }])
    })
  }
})

describe('text of old machines', () => {
  const cases: readonly [string, string, string][] = [
    [
      'ISO-8859-15',
      'Le cur de la demande co\xfbte 10 \xa4 \xe0 No\xebl'.replace('cur', 'c\xbdur'),
      'Le cœur de la demande coûte 10 € à Noël',
    ],
    ['windows-1252 without a quote', 'Une demi-heure (\xbd) \xe0 No\xebl', 'Une demi-heure (½) à Noël'],
    ['DOS', 'La demande a \x82t\x82 re\x87ue \x85 la mairie', 'La demande a été reçue à la mairie'],
  ]
  for (const [name, input, expected] of cases) {
    test(name, async () => {
      expect((await readBytes(latin(input), { name: 'a.txt' })).text).toBe(expected)
    })
  }

  test('lines end with a carriage return, alone or before a line feed', async () => {
    for (const end of ['\r', '\r\n', '\n']) {
      const document = await readBytes(bytes(`Bonjour,${end}${end}Votre dossier${end}est complet.`), { name: 'a.txt' })
      expect(document.blocks.map((block) => block.text)).toEqual(['Bonjour,', 'Votre dossier\nest complet.'])
    }
  })
})

describe('what cannot be read is named', () => {
  const cases: readonly [string, () => Promise<Uint8Array> | Uint8Array, string][] = [
    ['an empty file', () => new Uint8Array(), 'fichier-vide'],
    ['white space only', () => bytes(' \n\t '), 'fichier-vide'],
    ['binary', () => new Uint8Array(500).map((_, i) => (i * 37) % 7), 'format-inconnu'],
    ['a text full of NUL', () => bytes('a\0b\0\0c'.repeat(50)), 'format-inconnu'],
    ['an image', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), 'format-image'],
    ['an old Word file of names only', () => ole('WordDocument'), 'ole-abime'],
    ['an Outlook message of names only', () => ole('__substg1.0_0037001F'), 'ole-abime'],
    ['an encrypted Word file', () => ole('EncryptedPackage'), 'fichier-chiffre'],
    ['an archive', () => zipOf({ 'lettre.txt': 'Bonjour' }), 'format-archive'],
    ['a truncated zip', async () => (await docxOf('<w:p/>')).slice(0, 300), 'archive-abimee'],
    ['a truncated pdf', () => pdfOf([[{ text: 'a', x: 1, y: 1 }]]).slice(0, 60), 'pdf-abime'],
    ['an encrypted pdf', () => encryptedPdf(), 'fichier-chiffre'],
    [
      'a DOCTYPE',
      () => docxOf('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:document W><w:body/></w:document>' }),
      'xml-refuse',
    ],
    ['broken XML', () => docxOf('<w:p>'), 'xml-refuse'],
    ['deep nesting', () => docxOf('<w:p>'.repeat(3000) + '</w:p>'.repeat(3000)), 'xml-refuse'],
    ['a zip bomb', () => docxOf('x'.repeat(70 * 1024 * 1024)), 'archive-trop-grosse'],
    ['a zip that lies about its sizes', () => lyingZip(), 'archive-abimee'],
    ['a zip with a path that climbs', () => climbingZip(), 'archive-abimee'],
  ]
  for (const [name, make, code] of cases) {
    test(name, async () => {
      expect(await codeOf(await make())).toBe(code)
    })
  }

  test('a file over the limit', async () => {
    expect(await codeOf(bytes('Bonjour'), { maxBytes: 3 })).toBe('fichier-trop-lourd')
  })

  test('the problem says which file', async () => {
    await expect(readBytes(new Uint8Array(), { name: 'lettre.docx' })).rejects.toMatchObject({
      problem: { where: 'lettre.docx' },
    })
  })
})

describe('mail', () => {
  const mail = (body: string): Uint8Array =>
    bytes(
      `From: Service <a@exemple.gouv.fr>\r\nTo: b@exemple.fr\r\nSubject: =?utf-8?b?Vm90cmUgw6l0w6k=?=\r\nDate: Mon, 03 Nov 2025 09:00:00 +0100\r\nMIME-Version: 1.0\r\n${body}`,
    )

  test('the subject, then the HTML part, with places in it', async () => {
    const document = await readBytes(
      mail(
        'Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nBrut\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour &amp; merci {{ nom }}</p><script>alert(1)</script>\r\n--x--\r\n',
      ),
    )
    expect(document.format).toBe('eml')
    expect(document.blocks.map((block) => [block.region, block.text])).toEqual([
      ['subject', 'Votre été'],
      ['body', 'Bonjour & merci {{ nom }}'],
    ])
    expect(document.text).toBe('Votre été\n\nBonjour & merci {{ nom }}')
    expect(document.blocks[1]?.segments.map((segment) => segment.place)).toEqual([
      { kind: 'offsets', start: 3, end: 11 },
      { kind: 'offsets', start: 11, end: 16 },
      { kind: 'offsets', start: 16, end: 32 },
    ])
    expect(document.meta).toMatchObject({
      subject: 'Votre été',
      from: 'Service <a@exemple.gouv.fr>',
      to: 'b@exemple.fr',
      template: true,
    })
  })

  test('comments of the HTML part stand before what follows them', async () => {
    const document = await readBytes(
      mail(
        'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Un</p><!-- limpide-ignorer voix-passive --><p>Deux</p><p>Trois <!-- fin --></p><p>Quatre</p>\r\n',
      ),
    )
    expect(document.text).toBe('Votre été\n\nUn\n\nDeux\n\nTrois\n\nQuatre')
    expect(document.comments).toEqual([
      { start: 15, end: 15, value: 'limpide-ignorer voix-passive' },
      { start: 26, end: 26, value: 'fin' },
    ])
  })

  test('the text part where there is no other, and attachments by their name', async () => {
    const document = await readBytes(
      mail(
        'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nBonjour,\r\n\r\nMerci.\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="lettre.pdf"\r\n\r\nabc\r\n--x--\r\n',
      ),
    )
    expect(document.blocks.map((block) => block.text)).toEqual(['Votre été', 'Bonjour,', 'Merci.'])
    expect(document.meta.attachments).toEqual(['lettre.pdf'])
  })

  test('quoted-printable and base64, each part in its charset, nested parts, the HTML of the alternative', async () => {
    const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64')
    const parts = (html: string): Uint8Array =>
      latin(
        `From: =?iso-8859-1?Q?Pr=E9fecture?= <a@exemple.gouv.fr>\r\nSubject: =?windows-1252?Q?L=92=E9t=E9_=80?=\r\n =?utf-8?b?IMOgIE5vw6ts?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=ext\r\n\r\n--ext\r\nContent-Type: multipart/related; boundary=rel\r\n\r\n--rel\r\nContent-Type: multipart/alternative; boundary=alt\r\n\r\n--alt\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nVotre dossier a =E9t=E9 re=\r\n=E7u.\r\n${html}--alt--\r\n--rel--\r\n--ext\r\nContent-Type: application/pdf; name="=?utf-8?B?cGnDqGNlLnBkZg==?="\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64('abc')}\r\n--ext--\r\n`,
      )
    const html = `--alt\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64('<p>Votre dossier a \xe9t\xe9 re\xe7u \x97 merci.</p>')}\r\n`
    const both = await readBytes(parts(html))
    expect(both.blocks.map((block) => block.text)).toEqual(['L’été € à Noël', 'Votre dossier a été reçu — merci.'])
    expect(both.knows.has('structure')).toBe(true)
    expect(both.meta).toMatchObject({ from: 'Préfecture <a@exemple.gouv.fr>', attachments: ['pièce.pdf'] })
    const plain = await readBytes(parts(''))
    expect(plain.blocks.map((block) => block.text)).toEqual(['L’été € à Noël', 'Votre dossier a été reçu.'])
  })

  test('a forwarded message is one of the attachments, its words are not those of the letter', async () => {
    const document = await readBytes(
      mail(
        'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici la lettre.\r\n--x\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="refus.eml"\r\n\r\nSubject: Refus\r\nContent-Type: text/plain\r\n\r\nVotre demande est refusée.\r\n--x--\r\n',
      ),
    )
    expect(document.blocks.map((block) => block.text)).toEqual(['Votre été', 'Voici la lettre.'])
    expect(document.meta.attachments).toEqual(['refus.eml'])
  })
})

function ole(name: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(504),
      Buffer.from(name, 'utf16le'),
    ]),
  )
}

function encryptedPdf(): Uint8Array {
  const key = '41'.repeat(32)
  return pdfOf([[{ text: 'secret', x: 72, y: 700 }]], {
    trailer: `/ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`,
  })
}

/** A zip with one stored or deflated entry, its headers written by hand. */
function rawZip(name: string, data: Uint8Array, compressed: Uint8Array, declared: number): Uint8Array {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(compressed.length, 18)
  head.writeUInt32LE(declared, 22)
  head.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(compressed.length, 20)
  central.writeUInt32LE(declared, 24)
  central.writeUInt16LE(name.length, 28)
  const offset = head.length + name.length + compressed.length
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(offset, 16)
  expect(data.length).toBeGreaterThan(0)
  return new Uint8Array(Buffer.concat([head, Buffer.from(name), compressed, central, Buffer.from(name), end]))
}

function lyingZip(): Uint8Array {
  const data = Buffer.alloc(5 * 1024 * 1024, 'a')
  return rawZip('word/document.xml', data, deflateRawSync(data), 100)
}

function climbingZip(): Uint8Array {
  const data = Buffer.from('<a/>')
  return rawZip('../../word/document.xml', data, deflateRawSync(data), data.length)
}

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
  'the word « %s » is a word, wherever a file has it',
  async (word) => {
    const rtf = await readBytes(
      new TextEncoder().encode(`{\\rtf1\\ansi Bonjour {\\${word.replaceAll('_', '')} x} y}`),
      {
        name: 'lettre.rtf',
      },
    )
    expect(rtf.text).toBe('Bonjour x y')
    const xml = `<p xmlns="urn:x"><${word} ${word}="${word}">Bonjour</${word}></p>`
    const files: readonly (readonly [string, string])[] = [
      [
        'lettre.html',
        `<div role="${word}"><${word} style="color:${word};font-size:2${word};text-align:${word}" type="${word}">Bonjour</${word}><input type="${word}"></div>`,
      ],
      ['lettre.md', `---\n${word}: ${word}\n---\n\n<${word}>Bonjour</${word}> ${word}\n\n{{ ${word} }} Bonjour.\n`],
      ['lettre.rtf', `{\\rtf1\\ansi{\\${word} x}\\q${word} Bonjour {\\*\\htmltag <${word}>}}`],
      ['lettre.csv', `${word};texte\nBonjour;${word}\n`],
      ['lettre.xml', xml],
      [`lettre.${word}`, 'Bonjour, votre dossier est complet.'],
    ]
    for (const [name, content] of files) {
      const document = await readBytes(new TextEncoder().encode(content), { name })
      const { text } = document
      expect(typeof text, name).toBe('string')
      expect(document.problems.map(({ code }) => code).filter((code) => code.includes('panne'))).toEqual([])
      for (const block of document.blocks) {
        expect(typeof block.text, name).toBe('string')
        for (const value of Object.values(block.style)) expect(typeof value, `${name} ${word}`).not.toBe('function')
        for (const { kind } of block.marks) expect(typeof kind, `${name} ${word}`).toBe('string')
      }
    }
  },
)
