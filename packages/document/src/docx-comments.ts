import type { Place } from './document.ts'
import { ReadError } from './problem.ts'
import { type DocxTrace, type PrintedBy, readDocx } from './read-docx.ts'
import { decodeXml, elements, type XmlElement } from './xml.ts'
import { Zip } from './zip.ts'
import { rewriteZip } from './zip-rewrite.ts'

/** Something to say of a place of a document, in paragraphs; without a place, of the whole document. */
export interface Remark {
  readonly place: Place | null
  readonly said: readonly string[]
}

const AUTHOR = 'Limpide'
const TYPES = '[Content_Types].xml'
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/**
 * Writes remarks as Word comments in a copy of a docx, each on the letters it speaks of. Nothing else changes: other
 * parts keep their bytes, the text its XML. What is said of a header, of a note or of the whole stands on the first
 * words of the body, since Word takes comments nowhere else.
 */
export async function commentDocx(bytes: Uint8Array, remarks: readonly Remark[]): Promise<Uint8Array> {
  const zip = await Zip.open(bytes)
  const trace: DocxTrace = { main: '', positions: new Map(), paragraphs: new Map() }
  await readDocx(zip, trace)
  const source = await text(zip, trace.main)
  const folder = trace.main.slice(0, trace.main.lastIndexOf('/') + 1)
  const relationsName = `${folder}_rels/${trace.main.slice(folder.length)}.rels`
  const relations = (await text(zip, relationsName)) || EMPTY_RELATIONS
  const own = /<Relationship\b[^>]*\/relationships\/comments"[^>]*>/.exec(relations)?.[0]
  const target = own === undefined ? undefined : /\bTarget="([^"]*)"/.exec(own)?.[1]
  const commentsName =
    target === undefined ? `${folder}comments.xml` : target.startsWith('/') ? target.slice(1) : `${folder}${target}`
  const comments = (await text(zip, commentsName)) || `${XML_HEAD}<w:comments xmlns:w="${W}"></w:comments>`
  let id = 0
  for (const match of comments.matchAll(/<w:comment\b[^>]*\bw:id="(\d+)"/g)) id = Math.max(id, Number(match[1]) + 1)

  const edits = new Edits(source, trace)
  const written: string[] = []
  for (const { place, said } of remarks) {
    if (!edits.mark(place, trace.main, id)) continue
    written.push(commentXml(id, said))
    id += 1
  }
  const parts = new Map<string, Uint8Array>()
  const put = (name: string, xml: string): void => {
    parts.set(name, new TextEncoder().encode(xml))
  }
  put(trace.main, edits.apply())
  put(commentsName, append(comments, 'w:comments', written.join('')))
  if (own === undefined) {
    const link = `<Relationship Id="rIdLimpide" Type="${RELATIONSHIPS}/comments" Target="comments.xml"/>`
    put(relationsName, append(relations, 'Relationships', link))
  }
  const types = (await text(zip, TYPES)) || EMPTY_TYPES
  if (!types.includes(`"/${commentsName}"`))
    put(TYPES, append(types, 'Types', `<Override PartName="/${commentsName}" ContentType="${COMMENTS_TYPE}"/>`))
  return rewriteZip(bytes, parts)
}

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const EMPTY_RELATIONS = `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`
const EMPTY_TYPES = `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`

async function text(zip: Zip, name: string): Promise<string> {
  const bytes = await zip.read(name)
  if (bytes === undefined) return ''
  if (bytes[0] === 0xff || bytes[0] === 0xfe) {
    throw new ReadError({
      code: 'docx-utf16',
      what: 'Ce document est écrit en UTF-16 : ses commentaires ne peuvent pas y être ajoutés.',
      fix: 'Ouvrez-le dans Word ou LibreOffice, enregistrez-le à nouveau, puis recommencez.',
      where: name,
    })
  }
  return decodeXml(bytes)
}

/** Adds XML at the end of a root element, closed on itself or not. */
function append(xml: string, root: string, added: string): string {
  const close = xml.lastIndexOf(`</${root}>`)
  if (close !== -1) return xml.slice(0, close) + added + xml.slice(close)
  const open = new RegExp(`<${root}\\b[^>]*/>`).exec(xml)
  if (open === null) return xml
  const end = open.index + open[0].length
  return `${xml.slice(0, end - 2)}>${added}</${root}>${xml.slice(end)}`
}

function commentXml(id: number, said: readonly string[]): string {
  const paragraphs = said.map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`)
  return `<w:comment w:id="${id}" w:author="${AUTHOR}" w:initials="L">${paragraphs.join('')}</w:comment>`
}

function escaped(value: string): string {
  let safe = ''
  for (const sign of value) {
    const code = sign.codePointAt(0) ?? 0
    // XML has no way to write a control character, nor half of a pair.
    if ((code < 32 && sign !== '\t' && sign !== '\n') || (code >= 0xd800 && code <= 0xdfff) || code >= 0xfffe) continue
    safe += sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign
  }
  return safe
}

/** A place of the XML where marks go: between runs, between two contents of a run, or inside a text. */
interface Cut {
  readonly kind: 'between-runs' | 'in-run' | 'in-text'
  readonly run: XmlElement
  ends: string
  starts: string
}

class Edits {
  private readonly source: string
  private readonly trace: DocxTrace
  private readonly cuts = new Map<number, Cut>()
  /** Texts that are cut: each half must keep its outer spaces. */
  private readonly kept = new Set<XmlElement>()

  constructor(source: string, trace: DocxTrace) {
    this.source = source
    this.trace = trace
  }

  /** Marks where a comment starts and ends; false when the document prints nothing to hang it on. */
  mark(place: Place | null, main: string, id: number): boolean {
    const own = place?.kind === 'paragraph' && place.part === main ? place : undefined
    const found = own === undefined ? undefined : this.trace.paragraphs.get(own.paragraph)
    const printed = found !== undefined && found.length > 0 ? found : this.first()
    if (printed === undefined) return false
    let from = 0
    let to = Number.POSITIVE_INFINITY
    if (own !== undefined && printed === found && own.end > own.start) {
      from = own.start
      to = own.end
    }
    // A field prints what no run holds: the comment then starts after it, or ends before it.
    const head = printed.find((piece) => piece.to > from) ?? printed.at(-1)
    const tail = printed.findLast((piece) => piece.from < to) ?? printed[0]
    if (head === undefined || tail === undefined) return false
    const reversed = head.from > tail.from
    const first = reversed ? tail : head
    const last = reversed ? head : tail
    const start = reversed ? 0 : Math.max(0, from - first.from)
    const end = reversed ? last.to - last.from : Math.min(last.to, to) - last.from
    this.cut(first, start).starts += `<w:commentRangeStart w:id="${id}"/>`
    this.cut(last, end).ends += `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`
    return true
  }

  private first(): readonly PrintedBy[] | undefined {
    for (const printed of this.trace.paragraphs.values()) if (printed.length > 0) return printed
    return undefined
  }

  private cut(piece: PrintedBy, offset: number): Cut {
    const { run, content } = piece
    const length = piece.to - piece.from
    if (content.name === 'w:t' && offset > 0 && offset < length) {
      this.kept.add(content)
      return this.at(this.innerOffset(content, offset), 'in-text', run)
    }
    const contents = elements(run).filter((element) => element.name !== 'w:rPr')
    if (offset <= 0) {
      if (contents[0] === content) return this.at(this.startOf(run), 'between-runs', run)
      return this.at(this.startOf(content), 'in-run', run)
    }
    if (contents.at(-1) === content) return this.at(this.endOf(run), 'between-runs', run)
    return this.at(this.endOf(content), 'in-run', run)
  }

  private at(offset: number, kind: Cut['kind'], run: XmlElement): Cut {
    const known = this.cuts.get(offset)
    if (known !== undefined) return known
    const cut: Cut = { kind, run, ends: '', starts: '' }
    this.cuts.set(offset, cut)
    return cut
  }

  private startOf(element: XmlElement): number {
    // No attribute holds a « < » as it is.
    return this.source.lastIndexOf('<', (this.trace.positions.get(element)?.open ?? 1) - 1)
  }

  private endOf(element: XmlElement): number {
    return this.trace.positions.get(element)?.end ?? 0
  }

  /** The offset in the source of a rank in a text, whose entities and line ends are longer than what they print. */
  private innerOffset(content: XmlElement, rank: number): number {
    let at = this.trace.positions.get(content)?.open ?? 0
    const stop = this.endOf(content)
    let left = rank
    while (left > 0 && at < stop) {
      if (this.source.startsWith('<', at)) {
        at = this.source.startsWith('<![CDATA[', at) ? at + 9 : this.source.indexOf('>', at) + 1
        continue
      }
      if (this.source.startsWith(']]>', at)) {
        at += 3
        continue
      }
      const entity = /^&(?:#x([\da-f]+)|#(\d+)|\w+);/i.exec(this.source.slice(at, at + 40))
      if (entity !== null) {
        const code = entity[1] !== undefined ? Number.parseInt(entity[1], 16) : Number(entity[2] ?? 0)
        at += entity[0].length
        left -= code > 0xffff ? 2 : 1
        continue
      }
      at += this.source.startsWith('\r\n', at) ? 2 : 1
      left -= 1
    }
    return at
  }

  apply(): string {
    const inserts: { at: number; text: string }[] = []
    for (const content of this.kept) {
      const open = this.trace.positions.get(content)?.open ?? 0
      if (content.attributes['xml:space'] !== 'preserve') inserts.push({ at: open - 1, text: ' xml:space="preserve"' })
    }
    for (const [at, { kind, run, ends, starts }] of this.cuts) {
      const marks = ends + starts
      const properties = elements(run).find((element) => element.name === 'w:rPr')
      const look = properties === undefined ? '' : this.source.slice(this.startOf(properties), this.endOf(properties))
      const close = kind === 'in-text' ? '</w:t></w:r>' : kind === 'in-run' ? '</w:r>' : ''
      const open =
        kind === 'in-text' ? `<w:r>${look}<w:t xml:space="preserve">` : kind === 'in-run' ? `<w:r>${look}` : ''
      inserts.push({ at, text: close + marks + open })
    }
    inserts.sort((a, b) => a.at - b.at)
    let xml = ''
    let at = 0
    for (const insert of inserts) {
      xml += this.source.slice(at, insert.at) + insert.text
      at = insert.at
    }
    return xml + this.source.slice(at)
  }
}
