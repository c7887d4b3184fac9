import { PDFArray, type PDFDict, PDFDocument, PDFHexString, PDFName, type PDFPage } from 'pdf-lib'
import type { Box } from './document.ts'
import type { Remark } from './docx-comments.ts'
import { ReadError } from './problem.ts'

const AUTHOR = 'Limpide'
/** A light yellow, as a marker pen. */
const COLOR = [1, 0.85, 0.3] as const
const PRINTED = 4
const NOTE = 18

/**
 * Writes remarks in a copy of a pdf, each as a highlight with its comment on the letters it speaks of; what is said of
 * the whole document is a note at the top of the first page.
 */
export async function highlightPdf(bytes: Uint8Array, remarks: readonly Remark[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false }).catch((error: unknown) => {
    throw new ReadError(
      {
        code: 'pdf-non-modifiable',
        what: 'Ce pdf est protégé ou abîmé : ses remarques ne peuvent pas y être écrites.',
        fix: 'Enregistrez-en une copie sans protection depuis votre lecteur de pdf, puis recommencez.',
      },
      error,
    )
  })
  const pages = pdf.getPages()
  let notes = 0
  for (const { place, said } of remarks) {
    const page = pages[place?.kind === 'page' ? place.page - 1 : 0]
    if (page === undefined) continue
    const boxes = place?.kind === 'page' ? place.boxes.filter((box) => box.width > 0 && box.height > 0) : []
    const quads = boxes.map((box) => quadOf(page, box))
    const note =
      quads.length === 0 ? quadOf(page, { x: 12 + notes * NOTE, y: 12, width: NOTE, height: NOTE }) : undefined
    if (note !== undefined) notes += 1
    const points = quads.flat()
    const all = note ?? points
    const xs = all.filter((_, i) => i % 2 === 0)
    const ys = all.filter((_, i) => i % 2 === 1)
    const annotation = pdf.context.obj({
      Type: 'Annot',
      Subtype: note === undefined ? 'Highlight' : 'Text',
      Rect: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
      ...(note === undefined ? { QuadPoints: points } : { Name: 'Comment' }),
      C: [...COLOR],
      CA: 0.5,
      F: PRINTED,
    })
    annotation.set(PDFName.of('Contents'), PDFHexString.fromText(said.join('\n')))
    annotation.set(PDFName.of('T'), PDFHexString.fromText(AUTHOR))
    if (note === undefined) annotation.set(PDFName.of('AP'), appearance(pdf, annotation, points))
    addTo(page, pdf, annotation)
  }
  return pdf.save({ updateFieldAppearances: false })
}

/** Viewers that draw no highlight of their own are given one: it darkens, so that the letters stay readable. */
function appearance(pdf: PDFDocument, annotation: PDFDict, points: readonly number[]): PDFDict {
  const { context } = pdf
  let drawing = `/G gs ${COLOR.join(' ')} rg\n`
  for (let i = 0; i + 8 <= points.length; i += 8) {
    const [ax, ay, bx, by, cx, cy, dx, dy] = points.slice(i, i + 8)
    drawing += `${ax} ${ay} m ${bx} ${by} l ${dx} ${dy} l ${cx} ${cy} l f\n`
  }
  const stream = context.stream(drawing, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: annotation.get(PDFName.of('Rect')) ?? [0, 0, 0, 0],
    Resources: { ExtGState: { G: { Type: 'ExtGState', BM: 'Multiply', ca: 0.6 } } },
    Group: { Type: 'Group', S: 'Transparency' },
  })
  return context.obj({ N: context.register(stream) })
}

function addTo(page: PDFPage, pdf: PDFDocument, annotation: PDFDict): void {
  const reference = pdf.context.register(annotation)
  annotation.set(PDFName.of('P'), page.ref)
  const known = page.node.lookup(PDFName.of('Annots'))
  if (known instanceof PDFArray) known.push(reference)
  else page.node.set(PDFName.of('Annots'), pdf.context.obj([reference]))
}

/** A box seen from the top left, as the four corners of the page’s own space: top left, top right, bottom left, bottom right. */
function quadOf(page: PDFPage, { x, y, width, height }: Box): number[] {
  const { x: left, y: bottom, width: wide, height: high } = page.getCropBox()
  const turn = ((page.getRotation().angle % 360) + 360) % 360
  const corner = (seenX: number, seenY: number): [number, number] => {
    switch (turn) {
      case 90:
        return [left + seenY, bottom + seenX]
      case 180:
        return [left + wide - seenX, bottom + seenY]
      case 270:
        return [left + wide - seenY, bottom + high - seenX]
      default:
        return [left + seenX, bottom + high - seenY]
    }
  }
  const corners = [corner(x, y), corner(x + width, y), corner(x, y + height), corner(x + width, y + height)]
  return corners.flat().map((value) => Math.round(value * 100) / 100)
}
