import { pngSize, xml, zipParts } from './archive.ts'
import type { Block, Look, Run, Source } from './source.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const TWIPS_A_CM = 567
const EMU_A_CM = 360000

function runXml(run: Run, look: Look, fields: Source['fields']): string {
  if (run.line) return '<w:r><w:br/></w:r>'
  const properties = [
    run.bold ? '<w:b/>' : '',
    run.italic ? '<w:i/>' : '',
    look.color === undefined ? '' : `<w:color w:val="${look.color}"/>`,
    look.size === undefined ? '' : `<w:sz w:val="${look.size * 2}"/><w:szCs w:val="${look.size * 2}"/>`,
    run.underline ? '<w:u w:val="single"/>' : '',
  ].join('')
  const rPr = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`
  if (!run.field) return `<w:r>${rPr}<w:t xml:space="preserve">${xml(run.text)}</w:t></w:r>`
  const shown = `<w:r>${rPr}<w:t>«${xml(run.text)}»</w:t></w:r>`
  if (fields === 'simple') return `<w:fldSimple w:instr=" MERGEFIELD ${run.text} ">${shown}</w:fldSimple>`
  const mark = (type: string): string => `<w:r>${rPr}<w:fldChar w:fldCharType="${type}"/></w:r>`
  const code = `<w:r>${rPr}<w:instrText xml:space="preserve"> MERGEFIELD ${run.text} \\* MERGEFORMAT </w:instrText></w:r>`
  return `${mark('begin')}${code}${mark('separate')}${shown}${mark('end')}`
}

// Word cuts a paragraph into runs wherever it was edited: « [CIV » + « ILITE] » is what a merge field really looks like.
function splitRuns(runs: readonly Run[]): readonly Run[] {
  const pieces: Run[] = []
  for (const run of runs) {
    if (run.line || run.field) pieces.push(run)
    else for (const text of run.text.match(/.{1,17}/gs) ?? []) pieces.push({ ...run, text })
  }
  return pieces
}

function paragraphXml(source: Source, runs: readonly Run[], look: Look, properties = ''): string {
  const jc = look.align === undefined ? '' : `<w:jc w:val="${look.align === 'justify' ? 'both' : look.align}"/>`
  const pPr = properties + jc === '' ? '' : `<w:pPr>${properties}${jc}</w:pPr>`
  const content = (source.splitRuns ? splitRuns(runs) : runs).map((run) => runXml(run, look, source.fields)).join('')
  return `<w:p>${pPr}${content}</w:p>`
}

function blockXml(source: Source, block: Block): string {
  if (block.kind === 'heading') {
    return paragraphXml(source, block.runs, block.look, `<w:pStyle w:val="Titre${block.level}"/>`)
  }
  if (block.kind === 'paragraph') return paragraphXml(source, block.runs, block.look)
  if (block.kind === 'list') {
    const numbering = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${block.ordered ? 2 : 1}"/></w:numPr>`
    const properties = `<w:pStyle w:val="Paragraphedeliste"/>${numbering}`
    return block.items.map((item) => paragraphXml(source, item, block.look, properties)).join('')
  }
  if (block.kind === 'image') throw new Error('Une image dans le texte n’est prévue que pour le pdf')
  const columns = block.rows[0]?.length ?? 1
  const width = Math.floor(((21 - 2 * source.margin) * TWIPS_A_CM) / columns)
  const rows = block.rows.map((row, index) => {
    const repeated = block.header && index === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''
    const cells = row.map((cell) => {
      const runs = block.header && index === 0 ? cell.map((run): Run => ({ ...run, bold: true })) : cell
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraphXml(source, runs, {})}</w:tc>`
    })
    return `<w:tr>${repeated}${cells.join('')}</w:tr>`
  })
  const grid = `<w:tblGrid>${`<w:gridCol w:w="${width}"/>`.repeat(columns)}</w:tblGrid>`
  return `<w:tbl><w:tblPr><w:tblStyle w:val="Grilledutableau"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>${grid}${rows.join('')}</w:tbl><w:p/>`
}

function logoXml(alt: string, png: Uint8Array): string {
  const { width, height } = pngSize(png)
  const cx = 3 * EMU_A_CM
  const cy = Math.round((cx * height) / width)
  const name = `<pic:nvPicPr><pic:cNvPr id="1" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr>`
  const fill = `<pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`
  const shape = `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`
  const graphic = `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">${name}${fill}${shape}</pic:pic></a:graphicData></a:graphic>`
  const described = alt === '' ? '' : ` descr="${xml(alt)}"`
  return `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="1" name="Logo"${described}/>${graphic}</wp:inline></w:drawing></w:r></w:p>`
}

function stylesXml(source: Source): string {
  const { font, size, spacing, align } = source
  const line = Math.round(spacing * 240)
  const justified = align === 'justify' ? '<w:jc w:val="both"/>' : ''
  const heading = (level: 1 | 2, points: number): string =>
    `<w:style w:type="paragraph" w:styleId="Titre${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:jc w:val="left"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${points * 2}"/></w:rPr></w:style>`
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('')
  return `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"/><w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="${Math.round(size * 12)}" w:line="${line}" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>${justified}</w:pPr></w:style>${heading(1, size + 5)}${heading(2, size + 2)}<w:style w:type="paragraph" w:styleId="Paragraphedeliste"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/><w:ind w:left="720" w:hanging="360"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Entte"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="${Math.round(size * 2 - 2)}"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Pieddepage"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="${Math.round(size * 2 - 3)}"/></w:rPr></w:style><w:style w:type="table" w:styleId="Grilledutableau"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${border}</w:tblBorders></w:tblPr></w:style></w:styles>`
}

const NUMBERING = `${HEAD}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`

/** Lays a source out as a Word document, always the same bytes. */
export function writeDocx(source: Source, readImage: (name: string) => Uint8Array): Uint8Array {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const logo = source.logo === '' ? undefined : readImage(source.logo)
  const section = `<w:sectPr>${source.header === '' ? '' : '<w:headerReference w:type="default" r:id="rIdHeader"/>'}${source.footer === '' ? '' : '<w:footerReference w:type="default" r:id="rIdFooter"/>'}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar ${['top', 'right', 'bottom', 'left'].map((side) => `w:${side}="${Math.round(source.margin * TWIPS_A_CM)}"`).join(' ')} w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>`
  const body = source.blocks.map((block) => blockXml(source, block)).join('')
  const document = `${HEAD}<w:document ${W} ${R}><w:body>${logo === undefined ? '' : logoXml(source.logoAlt, logo)}${body}${section}</w:body></w:document>`
  const strip = (tag: 'hdr' | 'ftr', style: string, text: string): string =>
    `${HEAD}<w:${tag} ${W}><w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p></w:${tag}>`
  const override = (part: string, kind: string): string =>
    `<Override PartName="/word/${part}.xml" ContentType="${type}.${kind}+xml"/>`
  const link = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relation}/${kind}" Target="${target}"/>`
  const rels = (links: string): string =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}</Relationships>`
  return zipParts([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${override('document', 'document.main')}${override('styles', 'styles')}${override('numbering', 'numbering')}${override('header1', 'header')}${override('footer1', 'footer')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      rels(
        `${link('rId1', 'officeDocument', 'word/document.xml')}<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
      ),
    ],
    [
      'docProps/core.xml',
      `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(source.title)}</dc:title><dc:language>fr-FR</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">2026-10-01T08:00:00Z</dcterms:created></cp:coreProperties>`,
    ],
    ['word/document.xml', document],
    ['word/styles.xml', stylesXml(source)],
    ['word/numbering.xml', NUMBERING],
    ['word/header1.xml', strip('hdr', 'Entte', source.header)],
    ['word/footer1.xml', strip('ftr', 'Pieddepage', source.footer)],
    [
      'word/_rels/document.xml.rels',
      rels(
        `${link('rIdStyles', 'styles', 'styles.xml')}${link('rIdNumbering', 'numbering', 'numbering.xml')}${link('rIdHeader', 'header', 'header1.xml')}${link('rIdFooter', 'footer', 'footer1.xml')}${logo === undefined ? '' : link('rIdLogo', 'image', 'media/logo.png')}`,
      ),
    ],
    ...(logo === undefined ? [] : [['word/media/logo.png', logo] as const]),
  ])
}
