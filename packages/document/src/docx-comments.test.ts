import { expect, test } from 'vitest'
import { commentDocx } from './docx-comments.ts'
import { docxOf, zipOf } from './office-fixture.ts'
import { readBytes } from './read.ts'
import { elements, parseXml, textIn, type XmlElement } from './xml.ts'
import { Zip } from './zip.ts'

const place = (paragraph: number, start: number, end: number) =>
  ({ kind: 'paragraph', part: 'word/document.xml', paragraph, start, end }) as const

test('each comment is on its letters, even inside a run, an entity, a link or across runs', async () => {
  const bytes = await docxOf(
    '<w:p><w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t>Un &amp; deux</w:t><w:tab/><w:t>trois quatre</w:t></w:r><w:hyperlink r:id="u"><w:r><w:t xml:space="preserve"> le site</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cellule 😀 pleine</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    { 'word/header1.xml': '<w:hdr W><w:p><w:r><w:t>Service</w:t></w:r></w:p></w:hdr>' },
  )
  const before = await readBytes(bytes)
  expect(before.blocks.map((block) => block.text)).toEqual([
    'Service',
    'Un & deux\ttrois quatre le site',
    'Cellule 😀 pleine',
  ])
  const after = await commentDocx(bytes, [
    { place: place(0, 3, 9), said: ['Entité', 'Conseil : « a < b »'] },
    { place: place(0, 0, 2), said: ['Début'] },
    { place: place(0, 5, 15), said: ['À cheval'] },
    { place: place(0, 16, 27), said: ['Jusque dans le lien'] },
    { place: place(0, 10, 22), said: ['Après la tabulation'] },
    { place: place(1, 8, 10), said: ['Paire'] },
    { place: place(1, 0, 17), said: ['Tout\u0001'] },
    { place: { ...place(0, 0, 7), part: 'word/header1.xml' }, said: ['En-tête'] },
    { place: null, said: ['Document'] },
  ])
  const byNumber = [...(await commentedDocx(after)).entries()].sort(([a], [b]) => Number(a) - Number(b))
  expect(byNumber.map(([, comment]) => comment)).toEqual([
    { range: '& deux', said: 'Entité\nConseil : « a < b »' },
    { range: 'Un', said: 'Début' },
    { range: 'deuxtrois', said: 'À cheval' },
    { range: 'quatre le s', said: 'Jusque dans le lien' },
    { range: 'trois quatre', said: 'Après la tabulation' },
    { range: '😀', said: 'Paire' },
    { range: 'Cellule 😀 pleine', said: 'Tout' },
    { range: 'Un & deuxtrois quatre le site', said: 'En-tête' },
    { range: 'Un & deuxtrois quatre le site', said: 'Document' },
  ])
  const reread = await readBytes(after)
  expect(reread.text).toBe(before.text)
  expect(reread.blocks.map((block) => [block.marks, block.style, block.segments])).toEqual(
    before.blocks.map((block) => [block.marks, block.style, block.segments]),
  )
})

test('every other part keeps its bytes, and a document without remark its XML', async () => {
  const bytes = await docxOf('<w:p><w:r><w:t>Bonjour Madame</w:t></w:r></w:p>', {
    'word/media/image1.png': 'é\u0000octets',
    'word/styles.xml': '<w:styles W></w:styles>',
  })
  const after = await commentDocx(bytes, [{ place: place(0, 0, 7), said: ['Bonjour'] }])
  const [old, copy] = [await Zip.open(bytes), await Zip.open(after)]
  expect([...copy.names].filter((name) => !old.names.has(name))).toEqual(['word/comments.xml'])
  for (const name of old.names) {
    if (['word/document.xml', '[Content_Types].xml', 'word/_rels/document.xml.rels'].includes(name)) continue
    expect(await copy.read(name)).toEqual(await old.read(name))
  }
  const main = async (zip: Zip): Promise<string> => new TextDecoder().decode(await zip.read('word/document.xml'))
  expect(
    (await main(copy))
      .replace(/<w:comment[^>]*>/g, '')
      .replace('<w:r></w:r>', '')
      .replace('</w:t></w:r><w:r><w:t xml:space="preserve">', '')
      .replace(' xml:space="preserve"', ''),
  ).toBe(await main(old))
  expect(await main(await Zip.open(await commentDocx(bytes, [])))).toBe(await main(old))
  const types = new TextDecoder().decode(await copy.read('[Content_Types].xml'))
  expect(types).toContain('<Override PartName="/word/comments.xml"')
  expect(await commentDocx(bytes, [{ place: null, said: ['x'] }])).toEqual(
    await commentDocx(bytes, [{ place: null, said: ['x'] }]),
  )
})

test('comments that the team already wrote are kept, and numbered apart', async () => {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const bytes = await docxOf(
    '<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>Bonjour</w:t></w:r><w:commentRangeEnd w:id="4"/></w:p>',
    {
      'word/_rels/document.xml.rels': `<Relationships><Relationship Id="c" Type="${type}/comments" Target="comments.xml"/></Relationships>`,
      'word/comments.xml':
        '<w:comments W><w:comment w:id="4"><w:p><w:r><w:t>De Paul</w:t></w:r></w:p></w:comment></w:comments>',
    },
  )
  const once = await commentDocx(bytes, [{ place: place(0, 0, 7), said: ['De Limpide'] }])
  const twice = await commentDocx(once, [{ place: place(0, 3, 7), said: ['Encore'] }])
  expect([...(await commentedDocx(twice)).entries()].sort()).toEqual([
    ['4', { range: 'Bonjour', said: 'De Paul' }],
    ['5', { range: 'Bonjour', said: 'De Limpide' }],
    ['6', { range: 'jour', said: 'Encore' }],
  ])
})

test('fields, content controls and text boxes do not lose their comments', async () => {
  const merge =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD Nom </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>«Nom»</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
  const bytes = await docxOf(
    `<w:p><w:r><w:t xml:space="preserve">Cher </w:t></w:r>${merge}<w:r><w:t>, merci.</w:t></w:r></w:p><w:p><w:r><w:t>Avant</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>`,
  )
  const after = await commentDocx(bytes, [
    { place: place(0, 5, 10), said: ['Champ'] },
    { place: place(0, 0, 18), said: ['Phrase'] },
    { place: place(2, 0, 7), said: ['Encadré'] },
  ])
  const said = [...(await commentedDocx(after)).values()]
  expect(said.map((comment) => comment.said).sort()).toEqual(['Champ', 'Encadré', 'Phrase'])
  expect(said.find((comment) => comment.said === 'Phrase')?.range).toBe('Cher «Nom», merci.')
  expect((await readBytes(after)).text).toBe((await readBytes(bytes)).text)
})

test('a document that prints nothing takes no comment, a file that is no docx is refused', async () => {
  const empty = await docxOf('<w:p/>')
  expect((await commentedDocx(await commentDocx(empty, [{ place: null, said: ['x'] }]))).size).toBe(0)
  await expect(commentDocx(await zipOf({ 'a.txt': 'x' }), [])).rejects.toMatchObject({
    problem: { code: 'docx-sans-texte' },
  })
})

/** The text that each comment of a docx speaks of, by its number: to see that comments are where they should be. */
async function commentedDocx(bytes: Uint8Array): Promise<ReadonlyMap<string, { range: string; said: string }>> {
  const zip = await Zip.open(bytes)
  const found = new Map<string, { range: string; said: string }>()
  const main = await zip.read('word/document.xml')
  const comments = await zip.read('word/comments.xml')
  if (main === undefined || comments === undefined) return found
  const open = new Map<string, string>()
  const visit = (element: XmlElement): void => {
    const id = element.attributes['w:id'] ?? ''
    if (element.name === 'w:commentRangeStart') open.set(id, '')
    else if (element.name === 'w:commentRangeEnd') {
      found.set(id, { range: open.get(id) ?? '', said: '' })
      open.delete(id)
    } else if (element.name === 'w:t') {
      for (const [key, range] of open) open.set(key, range + textIn(element))
    } else for (const inner of elements(element)) visit(inner)
  }
  visit(parseXml(main, 'word/document.xml'))
  for (const comment of elements(parseXml(comments, 'word/comments.xml'))) {
    const id = comment.attributes['w:id'] ?? ''
    const lines = elements(comment).map((paragraph) =>
      elements(paragraph)
        .flatMap((run) => elements(run).map((part) => textIn(part)))
        .join(''),
    )
    const known = found.get(id)
    if (known !== undefined) found.set(id, { ...known, said: lines.join('\n') })
  }
  return found
}
