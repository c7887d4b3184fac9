import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { docOf, msgOf, oleOf } from './ole-fixture.ts'
import { readBytes } from './read.ts'

describe('a Word document from before 2007', () => {
  test('its text, with its lists, rows of tables, notes, header and footer', async () => {
    const document = await readBytes(
      docOf({
        body: 'VOS DROITS\rL’été – 10\u00a0€ : «\u00a0cœur\u00a0».\rJoignez :\r- la carte\r- le bail\rDroit\u0007Délai\u0007\u0007Recours\u00072 mois\u0007\u0007Fin {{nom}}.\r',
        footnotes: '\u0002 Une note.\r',
        headers: ['Préfecture\r', 'Bas de page\r'],
      }),
      { name: 'a.docx' },
    )
    expect(document.format).toBe('doc')
    expect(document.blocks.map((block) => [block.region, block.kind, block.text])).toEqual([
      ['header', 'paragraph', 'Préfecture'],
      ['body', 'heading', 'VOS DROITS'],
      ['body', 'paragraph', 'L’été – 10\u00a0€ : «\u00a0cœur\u00a0».'],
      ['body', 'paragraph', 'Joignez :'],
      ['body', 'item', 'la carte'],
      ['body', 'item', 'le bail'],
      ['body', 'paragraph', 'Droit'],
      ['body', 'paragraph', 'Délai'],
      ['body', 'paragraph', 'Recours'],
      ['body', 'paragraph', '2 mois'],
      ['body', 'paragraph', 'Fin {{nom}}.'],
      ['footnote', 'paragraph', 'Une note.'],
      ['footer', 'paragraph', 'Bas de page'],
    ])
    expect([...document.knows]).toEqual([])
    expect(document.meta.template).toBe(true)
    for (const block of document.blocks) expect(document.text.slice(block.start, block.end)).toBe(block.text)
    expect(document.blocks[5]?.segments[0]?.place).toEqual({
      kind: 'paragraph',
      part: 'body',
      paragraph: 4,
      start: 2,
      end: 9,
    })
  })

  test('what cannot be read is named', async () => {
    const whole = docOf({ body: 'Bonjour\r' })
    const looping = new Uint8Array(whole)
    const view = new DataView(looping.buffer)
    const table = (view.getInt32(76, true) + 1) * 512
    view.setInt32(table, 1, true)
    view.setInt32(table + 4, 0, true)
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [docOf({ body: 'Bonjour\r', encrypted: true }), 'fichier-chiffre'],
      [whole.slice(0, 600), 'format-inconnu'],
      [looping, 'ole-abime'],
    ]
    for (const [bytes, code] of cases) await expect(readBytes(bytes)).rejects.toMatchObject({ problem: { code } })
    const short = Buffer.from(whole)
    short.writeUInt32LE(0xfffffff0, short.indexOf('eca5c100', 0, 'hex') + 0x4c)
    // A length that lies by four thousand million signs: nothing is found there.
    expect((await readBytes(new Uint8Array(short))).blocks).toEqual([])
  })
})

describe('an Outlook message', () => {
  test('its subject, its HTML in its code page, its people and its attachments', async () => {
    const document = await readBytes(
      msgOf({
        subject: 'Votre été',
        html: '<html><body><p>L\x92\xe9t\xe9 {{ nom }}</p><ul><li>un</li></ul></body></html>',
        body: 'Brut',
        codePage: 1252,
        from: ['Service', 'a@exemple.gouv.fr'],
        to: ['Paul', 'b@exemple.fr'],
        attachments: ['lettre.pdf'],
      }),
    )
    expect(document.format).toBe('msg')
    expect(document.blocks.map((block) => [block.region, block.kind, block.text])).toEqual([
      ['subject', 'paragraph', 'Votre été'],
      ['body', 'paragraph', 'L’été {{ nom }}'],
      ['body', 'item', 'un'],
    ])
    expect(document.meta).toEqual({
      subject: 'Votre été',
      from: 'Service <a@exemple.gouv.fr>',
      to: 'Paul <b@exemple.fr>',
      attachments: ['lettre.pdf'],
      template: true,
    })
    expect(document.knows.has('structure')).toBe(true)
  })

  test('the text where there is no HTML', async () => {
    const document = await readBytes(msgOf({ subject: 'Objet', body: 'Bonjour,\r\n\r\nMerci.' }))
    expect(document.blocks.map((block) => block.text)).toEqual(['Objet', 'Bonjour,', 'Merci.'])
    expect([...document.knows]).toEqual([])
  })

  test('a subject or an address made of bytes is none, the rest is read', async () => {
    const bytes = new Uint8Array(Buffer.from('\u0001Objet'))
    const { meta, text } = await readBytes(
      oleOf({
        '__properties_version1.0': new Uint8Array(32),
        '__substg1.0_00370102': bytes,
        '__substg1.0_0C1A0102': bytes,
        '__substg1.0_5D010102': bytes,
        '__substg1.0_1000001F': new Uint8Array(Buffer.from('Votre dossier.', 'utf16le')),
      }),
    )
    expect([meta, text]).toEqual([{ template: false }, 'Votre dossier.'])
  })

  test('a message cut short is named', async () => {
    const whole = msgOf({ subject: 'Objet', body: 'Bonjour' })
    await expect(readBytes(whole.slice(0, whole.length >> 1))).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^(?:ole|msg)-abime$|^format-inconnu$/) },
    })
  })
})

describe('an OLE file whose directory lies', () => {
  const lying = (change: (view: DataView, entry: number) => void): Uint8Array => {
    const bytes = msgOf({ subject: 'Objet', body: 'Bonjour' })
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const directory = (view.getInt32(48, true) + 1) * 512
    for (let entry = directory; entry < directory + 512; entry += 128) if (bytes[entry + 66] === 2) change(view, entry)
    return bytes
  }
  const cases: readonly [string, (view: DataView, entry: number) => void][] = [
    ['a stream longer than the file', (view, entry) => view.setUint32(entry + 120, 0x7fffffff, true)],
    ['an entry that is its own neighbour', (view, entry) => view.setInt32(entry + 68, 1, true)],
    ['more tables than sectors', (view) => view.setUint32(72, 0x7fffffff, true)],
    ['a neighbour that does not exist', (view, entry) => view.setInt32(entry + 72, 100_000, true)],
  ]
  for (const [name, change] of cases) {
    test(`${name} is refused before a library believes it`, async () => {
      await expect(readBytes(lying(change))).rejects.toMatchObject({ problem: { code: 'ole-abime' } })
    })
  }
})
