import PDFDocument from 'pdfkit'
import type { Block, Look, Run, Source } from './source.ts'

const POINTS_A_CM = 72 / 2.54
const STAMP = new Date('2026-10-01T08:00:00Z')

type Page = { readonly source: Source; readonly doc: PDFKit.PDFDocument; readonly image: (name: string) => Uint8Array }

function fontOf(source: Source, run: Omit<Run, 'text'>): string {
  const serif = source.font === 'Times'
  if (run.bold) return serif ? 'Times-Bold' : 'Helvetica-Bold'
  if (run.italic) return serif ? 'Times-Italic' : 'Helvetica-Oblique'
  return serif ? 'Times-Roman' : 'Helvetica'
}

function writeRuns({ source, doc }: Page, runs: readonly Run[], look: Look, size: number): void {
  const align = look.align ?? source.align
  // An address is lines of one paragraph; pdfkit wants them as one text with line ends.
  const plain = runs.some((run) => run.line)
  const pieces: readonly Run[] = plain
    ? [{ ...runs[0], text: runs.map((run) => (run.line ? '\n' : run.text)).join('') }]
    : runs
  const lineGap = (source.spacing - 1) * size
  for (const [index, run] of pieces.entries()) {
    const last = index === pieces.length - 1
    doc.font(fontOf(source, run)).fontSize(size).fillColor(look.color === undefined ? '#000000' : `#${look.color}`)
    doc.text(run.text, { align, lineGap, continued: !last, underline: run.underline === true })
  }
}

function writeTable(page: Page, block: Extract<Block, { kind: 'table' }>): void {
  const { source, doc } = page
  const columns = block.rows[0]?.length ?? 1
  const left = doc.page.margins.left
  const width = (doc.page.width - 2 * left) / columns
  for (const [index, row] of block.rows.entries()) {
    const texts = row.map((cell) => cell.map((run) => run.text).join(''))
    const bold = (cell: readonly Run[]): boolean => (block.header && index === 0) || cell.some((run) => run.bold)
    doc.fontSize(source.size)
    const heights = texts.map((text) => doc.font(fontOf(source, { bold: true })).heightOfString(text, { width: width - 8 }))
    const height = Math.max(...heights) + 6
    if (doc.y + height > doc.page.maxY()) doc.addPage()
    const top = doc.y
    for (const [column, cell] of row.entries()) {
      const x = left + column * width
      doc.rect(x, top, width, height).lineWidth(0.5).stroke()
      doc.font(fontOf(source, bold(cell) ? { bold: true } : {}))
      doc.text(texts[column] ?? '', x + 4, top + 3, { width: width - 8, align: 'left' })
    }
    doc.x = left
    doc.y = top + height
  }
  doc.moveDown(0.6)
}

function writeBlock(page: Page, block: Block): void {
  const { source, doc } = page
  const size = block.kind === 'table' || block.kind === 'image' ? source.size : (block.look.size ?? source.size)
  if (block.kind === 'table') return writeTable(page, block)
  if (block.kind === 'image') {
    const width = block.centimetres * POINTS_A_CM
    doc.image(Buffer.from(page.image(block.file)), { width })
  } else if (block.kind === 'list') {
    for (const [index, item] of block.items.entries()) {
      const mark = block.ordered ? `${index + 1}. ` : '• '
      writeRuns(page, [{ text: mark }, ...item], { ...block.look, align: 'left' }, size)
    }
  } else if (block.kind === 'heading') {
    doc.moveDown(0.4)
    writeRuns(page, block.runs.map((run): Run => ({ ...run, bold: true })), { align: 'left' }, size + (block.level === 1 ? 6 : 3))
  } else {
    writeRuns(page, block.runs, block.look, size)
  }
  doc.moveDown(0.5)
}

function tagged({ doc }: Page, block: Block, write: () => void): void {
  if (block.kind === 'image') {
    doc.addStructure(doc.struct('Figure', { alt: block.alt }, write))
  } else if (block.kind === 'list') {
    doc.addStructure(doc.struct('L', {}, [doc.struct('LI', {}, [doc.struct('LBody', {}, write)])]))
  } else {
    doc.addStructure(doc.struct(block.kind === 'heading' ? `H${block.level}` : 'P', {}, write))
  }
}

function writeStrips({ source, doc }: Page): void {
  const { start, count } = doc.bufferedPageRange()
  for (let index = start; index < start + count; index += 1) {
    doc.switchToPage(index)
    // Text below the bottom margin would open a new page.
    const bottom = doc.page.margins.bottom
    doc.page.margins.bottom = 0
    doc.font(fontOf(source, {})).fontSize(Math.max(7, source.size - 2)).fillColor('#000000')
    const options = { lineBreak: false, width: doc.page.width - 2 * doc.page.margins.left }
    const draw = (): void => {
      if (index === start && source.header !== '') doc.text(source.header, doc.page.margins.left, 22, options)
      const footer = count > 1 ? `${source.footer} – page ${index - start + 1}/${count}` : source.footer
      doc.text(footer, doc.page.margins.left, doc.page.height - 28, options)
    }
    doc.markContent('Artifact', { type: 'Pagination' })
    draw()
    doc.endMarkedContent()
    doc.page.margins.bottom = bottom
  }
}

/** Lays a source out as a PDF, always the same bytes: no compression by the machine's zlib, fixed dates and identifier. */
export function writePdf(source: Source, image: (name: string) => Uint8Array): Promise<Uint8Array> {
  const scan = source.scan !== ''
  const doc = new PDFDocument({
    size: 'A4',
    margin: source.margin * POINTS_A_CM,
    compress: false,
    bufferPages: true,
    autoFirstPage: true,
    lang: source.tagged ? 'fr-FR' : '',
    tagged: source.tagged,
    displayTitle: source.tagged,
    info: { Title: source.title, CreationDate: STAMP, ModDate: STAMP },
  })
  const chunks: Uint8Array[] = []
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  const page: Page = { source, doc, image }
  if (scan) {
    doc.image(Buffer.from(image(source.scan)), 0, 0, { width: doc.page.width, height: doc.page.height })
  } else {
    for (const block of source.blocks) {
      if (source.tagged) tagged(page, block, () => writeBlock(page, block))
      else writeBlock(page, block)
    }
    writeStrips(page)
  }
  doc.end()
  return done
}
