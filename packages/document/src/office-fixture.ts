import { Buffer } from 'node:buffer'
import { ZipFile } from 'yazl'

/** Zips parts in memory, for the tests of the readers. */
export async function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) {
    zip.addBuffer(typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content), name)
  }
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return new Uint8Array(Buffer.concat(chunks))
}

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'

/** A Word file with that body, and any other part. */
export function docxOf(body: string, parts: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `${relationships}<Relationship Id="r1" Type="${type}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `${relationships}<Relationship Id="s" Type="${type}/styles" Target="styles.xml"/><Relationship Id="n" Type="${type}/numbering" Target="numbering.xml"/><Relationship Id="h" Type="${type}/header" Target="header1.xml"/><Relationship Id="f" Type="${type}/footnotes" Target="footnotes.xml"/><Relationship Id="u" Type="${type}/hyperlink" Target="https://exemple.fr" TargetMode="External"/></Relationships>`,
    ...Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [name, xml.replace(' W ', ` ${W} `).replace(' W>', ` ${W}>`)]),
    ),
  })
}

/** An OpenDocument text with that body, those automatic styles and that styles part. */
export function odtOf(body: string, automatic = '', styles = ''): Promise<Uint8Array> {
  const names =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml':
      '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><manifest/>',
    'content.xml': `<office:document-content ${names}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${names}>${styles}</office:document-styles>`,
  })
}

/** One text of a PDF page: baseline from the bottom left, in points. */
export interface PdfText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
  readonly bold?: boolean
}

/** A PDF of A4 pages in Helvetica; `extra` is added to each page's content stream and `trailer` to the trailer. */
export function pdfOf(
  pages: readonly (readonly PdfText[])[],
  options: { readonly extra?: string; readonly trailer?: string } = {},
): Uint8Array {
  const objects: string[] = []
  const kids = pages.map((_, i) => `${5 + i * 2} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>')
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>')
  for (const [i, texts] of pages.entries()) {
    const stream = texts
      .map(
        ({ text, x, y, size, bold }) =>
          `BT /${bold === true ? 'B' : 'F'} ${size ?? 11} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`,
      )
      .concat(options.extra ?? [])
      .join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Contents ${6 + i * 2} 0 R >>`,
    )
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`)
  }
  return pdfFile(objects, options.trailer ?? '')
}

function pdfFile(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [i, object] of objects.entries()) {
    offsets.push(file.length)
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
  }
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}

/** A tagged one-page PDF: each block is one marked content, in a structure tree of that shape. */
export function taggedPdfOf(
  blocks: readonly { readonly role: string; readonly text: string; readonly y: number }[],
): Uint8Array {
  const stream = blocks
    .map(({ text, y }, i) => `/P <</MCID ${i}>> BDC BT /F 11 Tf 1 0 0 1 72 ${y} Tm (${escaped(text)}) Tj ET EMC`)
    .join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>',
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0 /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /StructTreeRoot /K [7 0 R] /ParentTree 8 0 R >>',
    `<< /Type /StructElem /S /Document /P 6 0 R /K [${blocks.map((_, i) => `${9 + i} 0 R`).join(' ')}] >>`,
    `<< /Nums [0 [${blocks.map((_, i) => `${9 + i} 0 R`).join(' ')}]] >>`,
    ...blocks.map(({ role }, i) => `<< /Type /StructElem /S /${role} /P 7 0 R /Pg 4 0 R /K ${i} >>`),
  ]
  return pdfFile(objects, '')
}

/** WinAnsi is Latin-1 for the letters that the tests use. */
function escaped(text: string): string {
  return text
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('•', '\\225')
    .replaceAll('’', '\\222')
}
