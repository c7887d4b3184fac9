import { degrees, PDFDocument } from 'pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import type { Document, Place } from './document.ts'
import { locate } from './locate.ts'
import { pdfOf, zipOf } from './office-fixture.ts'
import { highlightPdf } from './pdf-highlights.ts'
import { readBytes } from './read.ts'

interface Found {
  readonly page: number
  readonly subtype: string
  readonly said: string
  readonly author: string
  readonly rect: readonly number[]
  readonly quads: readonly number[]
}

async function annotationsOf(bytes: Uint8Array): Promise<readonly Found[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 })
  const pdf = await task.promise
  const found: Found[] = []
  for (let page = 1; page <= pdf.numPages; page += 1) {
    for (const annotation of await (await pdf.getPage(page)).getAnnotations()) {
      found.push({
        page,
        subtype: annotation.subtype,
        said: annotation.contentsObj.str,
        author: annotation.titleObj.str,
        rect: annotation.rect,
        quads: [...(annotation.quadPoints ?? [])],
      })
    }
  }
  await task.destroy()
  return found
}

function placeOf(document: Document, words: string): Place {
  for (const block of document.blocks) {
    const at = block.text.indexOf(words)
    const place = at === -1 ? undefined : locate(document, block, at, at + words.length).place
    if (place !== undefined) return place
  }
  throw new Error(`« ${words} » is not in the document`)
}

const LETTER = pdfOf([
  [{ text: 'Votre demande est refusée.', x: 72, y: 700 }],
  [{ text: 'Vous pouvez contester.', x: 72, y: 600 }],
])

test('highlights are on the letters, with their comment, and the text does not change', async () => {
  const document = await readBytes(LETTER)
  const after = await highlightPdf(LETTER, [
    { place: placeOf(document, 'refusée'), said: ['Mot dur', 'Conseil : « dites pourquoi »'] },
    { place: placeOf(document, 'contester'), said: ['Comment ?'] },
    { place: null, said: ['Document'] },
  ])
  const found = await annotationsOf(after)
  expect(found.map(({ page, subtype, said, author }) => [page, subtype, said, author])).toEqual([
    [1, 'Highlight', 'Mot dur\nConseil : « dites pourquoi »', 'Limpide'],
    [1, 'Text', 'Document', 'Limpide'],
    [2, 'Highlight', 'Comment ?', 'Limpide'],
  ])
  for (const [rank, words] of [
    [0, 'refusée'],
    [2, 'contester'],
  ] as const) {
    const place = placeOf(document, words)
    const box = place.kind === 'page' ? place.boxes[0] : undefined
    const [left = 0, bottom = 0, right = 0, top = 0] = found[rank]?.rect ?? []
    expect(left).toBeCloseTo(box?.x ?? -1, 1)
    expect(right).toBeCloseTo((box?.x ?? -1) + (box?.width ?? 0), 1)
    expect(top).toBeCloseTo(842 - (box?.y ?? 0), 1)
    expect(bottom).toBeCloseTo(842 - (box?.y ?? 0) - (box?.height ?? 0), 1)
    // The baseline of the words is inside the highlight.
    expect(bottom).toBeLessThan(rank === 0 ? 700.1 : 600.1)
    expect(top).toBeGreaterThan(rank === 0 ? 705 : 605)
    expect(found[rank]?.quads.length).toBe(8)
  }
  expect((await readBytes(after)).text).toBe(document.text)
})

test('a turned page and a crop box are followed', async () => {
  for (const turn of [0, 90, 180, 270]) {
    const source = await PDFDocument.load(LETTER)
    source.getPage(0).setRotation(degrees(turn))
    source.getPage(0).setCropBox(20, 30, 500, 780)
    const bytes = await source.save()
    const document = await readBytes(bytes)
    const place: Place = { kind: 'page', page: 1, boxes: [{ x: 100, y: 50, width: 40, height: 10 }] }
    const [found] = await annotationsOf(await highlightPdf(bytes, [{ place, said: ['x'] }]))
    const task = getDocument({ data: bytes.slice(), verbosity: 0 })
    const viewport = (await (await task.promise).getPage(1)).getViewport({ scale: 1 })
    const [left = 0, bottom = 0, right = 0, top = 0] = found?.rect ?? []
    const [ax = 0, ay = 0] = viewport.convertToViewportPoint(left, bottom)
    const [bx = 0, by = 0] = viewport.convertToViewportPoint(right, top)
    expect([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)].map(Math.round)).toEqual([
      100, 50, 140, 60,
    ])
    expect(document.format).toBe('pdf')
    await task.destroy()
  }
})

test('annotations of the team are kept', async () => {
  const document = await readBytes(LETTER)
  const remark = { place: placeOf(document, 'refusée'), said: ['Une'] }
  const twice = await highlightPdf(await highlightPdf(LETTER, [remark]), [{ ...remark, said: ['Deux'] }])
  expect((await annotationsOf(twice)).map(({ said }) => said)).toEqual(['Une', 'Deux'])
})

test('what is no pdf is refused with a reason', async () => {
  await expect(highlightPdf(await zipOf({ a: 'x' }), [])).rejects.toMatchObject({
    problem: { code: 'pdf-non-modifiable' },
  })
})
