import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { imageSize } from './image-size.ts'
import { pdfOf } from './office-fixture.ts'
import { readBytes } from './read.ts'
import { recognise } from './read-image.ts'
import { drawPages } from './read-pdf.ts'

const LINES = [
  'Madame,',
  'Nous avons bien reçu votre demande de logement.',
  'Votre dossier est complet, nous vous répondrons en mars.',
]

/** A picture of a letter, drawn by the renderer of pages from a pdf with text: no font of the machine is needed. */
async function picture(): Promise<Uint8Array> {
  const pdf = pdfOf([LINES.map((text, i) => ({ text, x: 72, y: 750 - i * 40, size: 14 }))])
  for await (const { image } of drawPages(pdf, [1])) return image
  throw new Error('no page was drawn')
}

/** A pdf whose only page is a picture, as a scanner makes them. */
async function scan(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const image = await pdf.embedPng(await picture())
  pdf.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
  return pdf.save()
}

test('a picture is read when it is asked for: text, boxes, confidence', { timeout: 60_000 }, async () => {
  const bytes = await picture()
  await expect(readBytes(bytes)).rejects.toMatchObject({ problem: { code: 'format-image' } })
  const document = await readBytes(bytes, { ocr: true })
  expect(document.format).toBe('image')
  expect(document.text.replace(/\s+/g, ' ')).toBe(LINES.join(' '))
  expect([...document.knows]).toEqual([])
  expect(document.problems.map(({ code }) => code)).toEqual(['texte-reconnu'])
  expect(document.layout.pages).toMatchObject({ value: 1, from: 'ocr' })
  expect(document.layout.pages?.confidence).toBeGreaterThan(80)
  const place = document.blocks[0]?.segments[0]?.place
  const box = place?.kind === 'page' ? place.boxes[0] : undefined
  expect(box?.x).toBeGreaterThan(65)
  expect(box?.x).toBeLessThan(80)
  expect(box?.y).toBeGreaterThan(842 - 750 - 20)
  expect(box?.y).toBeLessThan(842 - 750)
  for (const block of document.blocks) expect(document.text.slice(block.start, block.end)).toBe(block.text)
})

test('a scanned pdf says so, and is read when it is asked for', { timeout: 60_000 }, async () => {
  const bytes = await scan()
  const silent = await readBytes(bytes)
  expect([silent.text, silent.problems.map(({ code }) => code)]).toEqual(['', ['document-image']])
  const document = await readBytes(bytes, { ocr: true })
  expect(document.format).toBe('pdf')
  expect(document.text.replace(/\s+/g, ' ')).toBe(LINES.join(' '))
  expect(document.blocks[0]?.page).toBe(1)
  expect(document.problems.map(({ code }) => code)).toEqual(['texte-reconnu'])
})

test('time is bounded: what is not reached is left out', { timeout: 60_000 }, async () => {
  const { pages } = await recognise(drawPages(await scan(), [1]), 1)
  expect(pages.size).toBe(0)
})

test('a picture that is none is refused, with a reason', { timeout: 60_000 }, async () => {
  const broken = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  await expect(readBytes(broken, { ocr: true })).rejects.toMatchObject({ problem: { code: 'image-abimee' } })
})

test('a picture that says it is enormous is refused before anything is decoded', async () => {
  const png = Uint8Array.from(await picture())
  new DataView(png.buffer).setUint32(16, 56_048)
  new DataView(png.buffer).setUint32(20, 3_000)
  await expect(readBytes(png, { ocr: true })).rejects.toMatchObject({
    problem: { code: 'image-trop-grande', what: expect.stringContaining('168 millions') },
  })
})

test('the size of a picture is read in its head', async () => {
  const { createCanvas } = await import('@napi-rs/canvas')
  const canvas = createCanvas(31, 17)
  const size = { width: 31, height: 17 }
  expect(imageSize(canvas.toBuffer('image/png'))).toEqual(size)
  const jpeg = canvas.toBuffer('image/jpeg')
  expect(imageSize(jpeg)).toEqual(size)
  // A thumbnail and the camera’s notes stand before the frame; a marker may be filled with 0xff.
  const notes = Buffer.from([0xff, 0xe1, 0, 6, 0xff, 0xc0, 1, 2, 0xff, 0xff])
  expect(imageSize(Buffer.concat([jpeg.subarray(0, 2), notes, jpeg.subarray(2)]))).toEqual(size)
  // Cut anywhere, or with a segment that has no length, it ends.
  for (let end = 0; end < jpeg.length; end += 1)
    expect([undefined, 31]).toContain(imageSize(jpeg.subarray(0, end))?.width)
  expect(imageSize(Buffer.from([0xff, 0xd8, ...Array(50).fill(0xff)]))).toBeUndefined()
  expect(imageSize(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, ...Array(50).fill(0)]))).toBeUndefined()
})

test('a page is drawn without the picture of a gigabyte that it holds in a few bytes', async () => {
  const black = async (side: number): Promise<boolean> => {
    const pixels = deflateSync(Buffer.alloc(side * side))
    const parts = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 60 60] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>',
      '<< /Length 25 >>\nstream\nq 60 0 0 60 0 0 cm /X Do Q\nendstream',
      `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${pixels.length} >>\nstream\n${pixels.toString('latin1')}\nendstream`,
    ]
    const pdf = `%PDF-1.7\n${parts.map((part, i) => `${i + 1} 0 obj\n${part}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\n%%EOF`
    const { createCanvas, loadImage } = await import('@napi-rs/canvas')
    for await (const { image } of drawPages(Buffer.from(pdf, 'latin1'), [1])) {
      const canvas = createCanvas(60, 60).getContext('2d')
      canvas.drawImage(await loadImage(image), 0, 0, 60, 60)
      return canvas.getImageData(30, 30, 1, 1).data[0] === 0
    }
    throw new Error('no page was drawn')
  }
  expect([await black(100), await black(9_000)]).toEqual([true, false])
})
