import { xml, zipParts } from './archive.ts'
import type { Block, Look, Run, Source } from './source.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const NAMESPACES = ['office', 'style', 'text', 'table', 'meta']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  )
  .join(' ')

/** Collects automatic styles as they are met, as a word processor does. */
class Styles {
  readonly #known = new Map<string, string>()

  name(family: 'text' | 'paragraph', parent: string, properties: string): string {
    const inherited = parent === '' ? '' : ` style:parent-style-name="${parent}"`
    const key = `style:family="${family}"${inherited}>${properties}`
    const name = this.#known.get(key) ?? `${family === 'text' ? 'T' : 'P'}${this.#known.size + 1}`
    this.#known.set(key, name)
    return name
  }

  toXml(): string {
    return [...this.#known].map(([key, name]) => `<style:style style:name="${name}" ${key}</style:style>`).join('')
  }
}

function runsXml(runs: readonly Run[], styles: Styles): string {
  return runs
    .map((run) => {
      if (run.line) return '<text:line-break/>'
      const properties = [
        run.bold ? ' fo:font-weight="bold"' : '',
        run.italic ? ' fo:font-style="italic"' : '',
        run.underline ? ' style:text-underline-style="solid"' : '',
      ].join('')
      if (properties === '') return xml(run.text)
      const name = styles.name('text', '', `<style:text-properties${properties}/>`)
      return `<text:span text:style-name="${name}">${xml(run.text)}</text:span>`
    })
    .join('')
}

function paragraphStyle(look: Look, styles: Styles): string {
  const align = look.align === undefined ? '' : `<style:paragraph-properties fo:text-align="${look.align === 'right' ? 'end' : look.align === 'left' ? 'start' : 'justify'}"/>`
  const size = look.size === undefined ? '' : ` fo:font-size="${look.size}pt"`
  const color = look.color === undefined ? '' : ` fo:color="#${look.color}"`
  const text = size + color === '' ? '' : `<style:text-properties${size}${color}/>`
  return align + text === '' ? 'Standard' : styles.name('paragraph', 'Standard', align + text)
}

function blockXml(block: Block, styles: Styles): string {
  if (block.kind === 'heading') {
    return `<text:h text:style-name="Heading_20_${block.level}" text:outline-level="${block.level}">${runsXml(block.runs, styles)}</text:h>`
  }
  if (block.kind === 'paragraph') {
    return `<text:p text:style-name="${paragraphStyle(block.look, styles)}">${runsXml(block.runs, styles)}</text:p>`
  }
  if (block.kind === 'list') {
    const style = paragraphStyle(block.look, styles)
    const items = block.items.map(
      (item) => `<text:list-item><text:p text:style-name="${style}">${runsXml(item, styles)}</text:p></text:list-item>`,
    )
    return `<text:list text:style-name="${block.ordered ? 'Numeros' : 'Puces'}">${items.join('')}</text:list>`
  }
  if (block.kind === 'image') throw new Error('Une image dans le texte n’est prévue que pour le pdf')
  const rows = block.rows.map((row, index) => {
    const cells = row.map(
      (cell) =>
        `<table:table-cell office:value-type="string"><text:p text:style-name="Standard">${runsXml(cell, styles)}</text:p></table:table-cell>`,
    )
    const xmlRow = `<table:table-row>${cells.join('')}</table:table-row>`
    return block.header && index === 0 ? `<table:table-header-rows>${xmlRow}</table:table-header-rows>` : xmlRow
  })
  const columns = block.rows[0]?.length ?? 1
  return `<table:table table:name="Tableau"><table:table-column table:number-columns-repeated="${columns}"/>${rows.join('')}</table:table>`
}

/** Lays a source out as an OpenDocument text, always the same bytes. */
export function writeOdt(source: Source): Uint8Array {
  const styles = new Styles()
  const body = source.blocks.map((block) => blockXml(block, styles)).join('')
  const bullet = '<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
  const number = '<text:list-style style:name="Numeros"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
  const content = `${HEAD}<office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>${styles.toXml()}${bullet}${number}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`
  const strip = (tag: string, name: string, text: string): string =>
    text === '' ? '' : `<style:${tag}><text:p text:style-name="${name}">${xml(text)}</text:p></style:${tag}>`
  const named = (name: string, parent: string, properties: string): string =>
    `<style:style style:name="${name}" style:family="paragraph"${parent === '' ? '' : ` style:parent-style-name="${parent}"`} style:class="text">${properties}</style:style>`
  const heading = (level: 1 | 2, size: number): string =>
    named(
      `Heading_20_${level}`,
      'Standard',
      `<style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.15cm" fo:text-align="start"/><style:text-properties fo:font-weight="bold" fo:font-size="${size}pt"/>`,
    )
  const page = `<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="${source.margin}cm"/></style:page-layout>`
  const look = `${HEAD}<office:document-styles ${NAMESPACES} office:version="1.3"><office:font-face-decls><style:font-face style:name="${source.font}" svg:font-family="'${source.font}'"/></office:font-face-decls><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="${Math.round(source.spacing * 100)}%"/><style:text-properties style:font-name="${source.font}" fo:font-size="${source.size}pt" fo:language="fr" fo:country="FR"/></style:default-style>${named('Standard', '', `<style:paragraph-properties fo:margin-bottom="0.25cm" fo:text-align="${source.align === 'justify' ? 'justify' : 'start'}"/>`)}${heading(1, source.size + 5)}${heading(2, source.size + 2)}${named('Header', 'Standard', `<style:text-properties fo:font-size="${source.size - 1}pt"/>`)}${named('Footer', 'Standard', `<style:text-properties fo:font-size="${source.size - 2}pt"/>`)}</office:styles><office:automatic-styles>${page}</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">${strip('header', 'Header', source.header)}${strip('footer', 'Footer', source.footer)}</style:master-page></office:master-styles></office:document-styles>`
  const meta = `${HEAD}<office:document-meta ${NAMESPACES} office:version="1.3"><office:meta><dc:title>${xml(source.title)}</dc:title><dc:language>fr-FR</dc:language><dc:date>2026-10-01T08:00:00</dc:date></office:meta></office:document-meta>`
  const type = 'application/vnd.oasis.opendocument.text'
  const entry = (path: string, media: string): string =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${media}"/>`
  const manifest = `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entry('/', type)}${['content.xml', 'styles.xml', 'meta.xml'].map((path) => entry(path, 'text/xml')).join('')}</manifest:manifest>`
  return zipParts(
    [
      ['mimetype', type],
      ['content.xml', content],
      ['styles.xml', look],
      ['meta.xml', meta],
      ['META-INF/manifest.xml', manifest],
    ],
    ['mimetype'],
  )
}
