import { expect, test } from 'vitest'
import { decompressRtf } from './compressed-rtf.ts'
import { msgOf } from './ole-fixture.ts'
import { readBytes } from './read.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.split(' '), (pair) => Number.parseInt(pair, 16))
const plain = (text: string): Uint8Array => {
  const body = Buffer.from(text, 'latin1')
  const head = Buffer.alloc(16)
  head.writeUInt32LE(body.length + 12, 0)
  head.writeUInt32LE(body.length, 4)
  head.writeUInt32LE(0x414c454d, 8)
  return new Uint8Array(Buffer.concat([head, body]))
}
const text = (found: Uint8Array | undefined): string | undefined =>
  found === undefined ? undefined : Buffer.from(found).toString('latin1')

// The two examples that Microsoft publishes with the format ([MS-OXRTFCP], 4.1).
const HELLO = bytes(
  '2d 00 00 00 2b 00 00 00 4c 5a 46 75 f1 c5 c7 a7 03 00 0a 00 72 63 70 67 31 32 35 42 32 0a f3 20 68 65 6c 09 00 20 62 77 05 b0 6c 64 7d 0a 80 0f a0',
)
const CROSSED = bytes('1a 00 00 00 1c 00 00 00 4c 5a 46 75 e2 d4 4b 51 41 00 04 20 57 58 59 5a 0d 6e 7d 01 0e b0')

test('the published examples are read, one whose references reach into what they write too', () => {
  expect(text(decompressRtf(HELLO))).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n')
  expect(text(decompressRtf(CROSSED))).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}')
})

test('what is stored as it is stands as it is; another kind is nothing; a length that lies is not believed', () => {
  expect(text(decompressRtf(plain('{\\rtf1 a}')))).toBe('{\\rtf1 a}')
  expect(decompressRtf(bytes('00 00'))).toBeUndefined()
  expect(decompressRtf(new Uint8Array(40))).toBeUndefined()
  const lying = Uint8Array.from(HELLO)
  lying.set([0xff, 0xff, 0xff, 0x7f], 4)
  expect(decompressRtf(lying)?.length).toBeLessThan(1000)
})

test('an Outlook message with only a rich text is read with its structure', async () => {
  const rtf = plain(
    "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\pard\\fs22 Votre demande {\\b est refus\\'e9e}.\\par \\'b7  pi\\'e8ce\\par}",
  )
  const document = await readBytes(msgOf({ subject: 'Objet', body: 'Votre demande est refusée.', rtf }))
  expect(document.format).toBe('msg')
  expect(document.blocks.map((block) => [block.region, block.kind, block.text])).toEqual([
    ['subject', 'paragraph', 'Objet'],
    ['body', 'paragraph', 'Votre demande est refusée.'],
    ['body', 'item', 'pièce'],
  ])
  expect(document.blocks[1]?.marks).toContainEqual({ kind: 'strong', start: 14, end: 25 })
  expect(document.knows.has('font-size')).toBe(true)
})

test('HTML that Outlook wrapped in RTF is read as HTML', async () => {
  const rtf = plain(
    '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\colortbl\\red0\\green0\\blue0;}\\uc1\\pard\\plain\\deftab360 \\f0\\fs24 {\\*\\htmltag19 <html>}{\\*\\htmltag34 </head>}{\\*\\htmltag64 <p class="a">}\\htmlrtf {\\htmlrtf0 Votre \\\'e9t\\\'e9 {\\*\\htmltag84 &amp;}\\htmlrtf &\\htmlrtf0  vos droits : {\\*\\htmltag84 <b>}\\htmlrtf {\\b \\htmlrtf0 deux mois\\u8230?{\\*\\htmltag92 </b>}\\htmlrtf }\\htmlrtf0\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}{\\*\\htmltag64 <ul><li>}un{\\*\\htmltag64 </li></ul>}{\\*\\mhtmltag64 <img>}}',
  )
  const document = await readBytes(msgOf({ subject: 'Objet', body: 'Brut', rtf }))
  expect(document.blocks.map((block) => [block.kind, block.text])).toEqual([
    ['paragraph', 'Objet'],
    ['paragraph', 'Votre été & vos droits : deux mois…'],
    ['item', 'un'],
  ])
  expect(document.blocks[1]?.marks).toContainEqual({ kind: 'strong', start: 25, end: 35 })
})

test('a plain text that Outlook wrapped in RTF is read from the text', async () => {
  const rtf = plain('{\\rtf1\\ansi\\fromtext \\fs20 Bonjour,\\par Merci.\\par}')
  const document = await readBytes(msgOf({ subject: 'Objet', body: 'Bonjour,\r\n\r\nMerci.', rtf }))
  expect(document.blocks.map((block) => block.text)).toEqual(['Objet', 'Bonjour,', 'Merci.'])
})
