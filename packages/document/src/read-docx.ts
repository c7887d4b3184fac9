import type { BlockStyle, FieldFact, Layout, Meta, Region } from './document.ts'
import {
  DocxStyles,
  layoutOf,
  lookOf,
  OFFICE_FACTS,
  paragraphFacts,
  type Resolved,
  type RunFacts,
  runFacts,
} from './docx-style.ts'
import type { Draft } from './draft.ts'
import { OfficeFields, symbolOf } from './office-field.ts'
import { asCapitals, type Piece, paragraphSegments, printedText } from './office-line.ts'
import type { OpenList } from './office-list.ts'
import { addParagraph } from './office-paragraph.ts'
import { tableOfRows } from './office-table.ts'
import { countFieldLabels } from './placeholders.ts'
import { ReadError } from './problem.ts'
import { sizeOf, TitleLook } from './title-look.ts'
import type { Child, Root, Section, TableCell, TableRow } from './tree.ts'
import { child, descendant, elements, parseXml, textIn, type XmlElement, type XmlPositions } from './xml.ts'
import type { Zip } from './zip.ts'

/** What prints a range of a paragraph: an element in a run. */
export interface PrintedBy {
  readonly from: number
  readonly to: number
  readonly run: XmlElement
  readonly content: XmlElement
}

/** Kept for who writes in the file: where elements stand, and what each paragraph of the body prints with. */
export interface DocxTrace {
  main: string
  readonly positions: XmlPositions
  readonly paragraphs: Map<number, readonly PrintedBy[]>
}

/** Reads a Word document: styles, lists, tables, fields, regions, tracked changes accepted. */
export async function readDocx(zip: Zip, trace?: DocxTrace): Promise<Draft> {
  const package_ = await relations(zip, '')
  const main =
    [...package_.values()].find((relation) => relation.type.endsWith('/officeDocument'))?.target ?? 'word/document.xml'
  const xml = await part(zip, main, trace?.positions)
  if (trace !== undefined) trace.main = main
  if (xml === undefined) {
    throw new ReadError({
      code: 'docx-sans-texte',
      what: 'Le fichier ressemble à un document Word, mais son texte manque.',
      fix: 'Ouvrez-le dans Word ou LibreOffice, puis enregistrez-le à nouveau.',
      where: main,
    })
  }
  const rels = await relations(zip, main)
  const target = (kind: string): string | undefined =>
    [...rels.values()].find((relation) => relation.type.endsWith(`/${kind}`))?.target
  const optional = async (name: string | undefined): Promise<XmlElement | undefined> =>
    name === undefined ? undefined : part(zip, name)
  const theme = themeFonts(await optional(target('theme')))
  const styles = new DocxStyles(await optional(target('styles')), theme)
  const numbering = readNumbering(await optional(target('numbering')))
  const body = child(xml, 'w:body')
  const shared: Shared = { styles, numbering, theme, words: fieldLabels(xml) >= 3, titles: new TitleLook() }

  const reader = new DocxReader(shared, main, rels, trace)
  const children: Child[] = reader.flow(body, 0)
  shared.titles.promote()

  const before: Section[] = []
  const after: Section[] = []
  const seen = new Set<string>()
  for (const relation of rels.values()) {
    const kind = relation.type.slice(relation.type.lastIndexOf('/') + 1)
    const region = REGION_PARTS.get(kind)
    if (region === undefined || seen.has(relation.target)) continue
    seen.add(relation.target)
    const source = await part(zip, relation.target)
    if (source === undefined) continue
    const inner = new DocxReader(shared, relation.target, await relations(zip, relation.target))
    const section: Section = { type: 'section', region, children: inner.notes(source) }
    if (region === 'header') before.push(section)
    else after.push(section)
  }
  const root: Root = { type: 'root', children: [...before, ...children, ...after] }
  return {
    format: 'docx',
    root,
    white: 'keep',
    comments: [],
    meta: { ...(await coreMeta(zip)), ...(styles.language === undefined ? {} : { language: styles.language }) },
    layout: pageLayout(body, await aside(zip, 'docProps/app.xml')),
    knows: OFFICE_FACTS,
    problems: [],
  }
}

const REGION_PARTS: ReadonlyMap<string, Region> = new Map<string, Region>(
  Object.entries({
    header: 'header',
    footer: 'footer',
    footnotes: 'footnote',
    endnotes: 'footnote',
  }),
)

interface Relation {
  readonly type: string
  readonly target: string
}

interface Level {
  readonly ordered: boolean
}

interface Shared {
  readonly styles: DocxStyles
  readonly numbering: ReadonlyMap<string, readonly Level[]>
  readonly theme: (name: string) => string | undefined
  readonly words: boolean
  readonly titles: TitleLook
}

async function part(zip: Zip, name: string, positions?: XmlPositions): Promise<XmlElement | undefined> {
  const bytes = await zip.read(name)
  return bytes === undefined || bytes.length === 0 ? undefined : parseXml(bytes, name, positions)
}

/** A part that says something of the letter, and prints nothing: damaged, it costs nothing. */
async function aside(zip: Zip, name: string): Promise<XmlElement | undefined> {
  try {
    return await part(zip, name)
  } catch (error) {
    if (error instanceof ReadError && error.problem.code === 'xml-refuse') return undefined
    throw error
  }
}

async function relations(zip: Zip, name: string): Promise<ReadonlyMap<string, Relation>> {
  const slash = name.lastIndexOf('/')
  const folder = slash === -1 ? '' : name.slice(0, slash + 1)
  const xml = await part(zip, `${folder}_rels/${name.slice(slash + 1)}.rels`)
  const found = new Map<string, Relation>()
  for (const relation of elements(xml)) {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = relation.attributes
    if (id === undefined || type === undefined || target === undefined) continue
    found.set(id, { type, target: mode === 'External' ? target : resolve(folder, target) })
  }
  return found
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

function themeFonts(xml: XmlElement | undefined): (name: string) => string | undefined {
  if (xml === undefined) return () => undefined
  const latin = (name: string): string | undefined => {
    const group = descendant(xml, name)
    const font = child(group, 'a:latin')?.attributes.typeface
    return font === '' ? undefined : font
  }
  const major = latin('a:majorFont')
  const minor = latin('a:minorFont')
  return (name) => (name.startsWith('major') ? major : minor)
}

function readNumbering(xml: XmlElement | undefined): ReadonlyMap<string, readonly Level[]> {
  const abstracts = new Map<string, readonly Level[]>()
  const numbers = new Map<string, readonly Level[]>()
  for (const entry of elements(xml)) {
    if (entry.name === 'w:abstractNum') {
      const levels: Level[] = []
      for (const level of elements(entry)) {
        if (level.name !== 'w:lvl') continue
        const format = child(level, 'w:numFmt')?.attributes['w:val'] ?? 'decimal'
        levels[Number(level.attributes['w:ilvl'] ?? levels.length)] = {
          ordered: format !== 'bullet' && format !== 'none',
        }
      }
      abstracts.set(entry.attributes['w:abstractNumId'] ?? '', levels)
    } else if (entry.name === 'w:num') {
      const levels = abstracts.get(child(entry, 'w:abstractNumId')?.attributes['w:val'] ?? '')
      if (levels !== undefined) numbers.set(entry.attributes['w:numId'] ?? '', levels)
    }
  }
  return numbers
}

/** « nom », « date »: counted over the whole letter before any paragraph is read. */
function fieldLabels(xml: XmlElement): number {
  let text = ''
  const visit = (element: XmlElement): void => {
    for (const part of element.children) {
      if (typeof part === 'string') {
        if (element.name === 'w:t') text += part
      } else visit(part)
    }
    if (element.name === 'w:p') text += '\n'
  }
  visit(xml)
  return countFieldLabels(text)
}

const NO_PIECE: Piece = { text: '', kind: 'text' }
const RUN_BREAKS: ReadonlySet<string> = new Set(['w:br', 'w:cr'])

class DocxReader {
  private readonly shared: Shared
  private readonly part: string
  private readonly rels: ReadonlyMap<string, Relation>
  private readonly fields = new OfficeFields()
  private paragraphs = 0
  /** How many tables enclose what is read: a cell with an outline level is not a heading. */
  private cells = 0
  /** How many text boxes enclose what is read: Word takes no comment there. */
  private boxes = 0
  private readonly trace: DocxTrace | undefined
  private origin: Pick<PrintedBy, 'run' | 'content'> | undefined

  constructor(shared: Shared, name: string, rels: ReadonlyMap<string, Relation>, trace?: DocxTrace) {
    this.trace = trace
    this.shared = shared
    this.part = name
    this.rels = rels
  }

  /** The paragraphs of a header, a footer, or the notes of a notes part. */
  notes(xml: XmlElement): Child[] {
    if (!xml.name.endsWith('notes')) return this.flow(xml, 0)
    const children: Child[] = []
    for (const note of elements(xml)) {
      // Notes with a type are the lines that separate them from the text.
      if (note.attributes['w:type'] === undefined || note.attributes['w:type'] === 'normal')
        children.push(...this.flow(note, 0))
      else this.paragraphs += elements(note).filter((element) => element.name === 'w:p').length
    }
    return children
  }

  flow(parent: XmlElement | undefined, depth: number): Child[] {
    const children: Child[] = []
    const lists: OpenList[] = []
    for (const element of elements(parent)) {
      switch (element.name) {
        case 'w:p':
          this.paragraph(element, children, lists, depth)
          break
        case 'w:tbl':
          lists.length = 0
          children.push(this.table(element, depth + 1))
          break
        case 'w:sdt': {
          lists.length = 0
          const region: Region | undefined =
            descendantGallery(element) === 'Table of Contents' ? 'navigation' : undefined
          const inner = this.flow(child(element, 'w:sdtContent'), depth + 1)
          children.push({ type: 'section', ...(region === undefined ? {} : { region }), children: inner })
          break
        }
        case 'w:ins':
        case 'w:moveTo':
        case 'w:customXml':
          children.push({ type: 'section', children: this.flow(element, depth + 1) })
          break
        case 'mc:AlternateContent':
          children.push(...this.flow(child(element, 'mc:Choice') ?? child(element, 'mc:Fallback'), depth + 1))
          break
      }
    }
    return children
  }

  private paragraph(element: XmlElement, children: Child[], lists: OpenList[], depth: number): void {
    const index = this.paragraphs
    this.paragraphs += 1
    const properties = child(element, 'w:pPr')
    const style = this.shared.styles.paragraph(child(properties, 'w:pStyle')?.attributes['w:val'])
    const direct = paragraphFacts(properties)
    const pieces: Piece[] = []
    const boxes: Child[] = []
    this.fields.instruct(' ')
    this.runs(element, style, {}, pieces, boxes, depth)
    if (this.boxes === 0) this.trace?.paragraphs.set(index, printedBy(pieces))
    const text = printedText(pieces)
    const size = sizeOf(pieces)
    this.shared.titles.measure(size, text.length)
    const layout: BlockStyle = layoutOf(direct, style.paragraph, size)
    const numbered = direct.list ?? style.paragraph.list
    const level = direct.list?.level ?? style.paragraph.list?.level ?? 0
    const id = direct.list?.id ?? style.paragraph.list?.id
    const outline = direct.outline ?? style.paragraph.outline
    const outlined = outline !== undefined && outline < 9 && this.cells === 0 && text.length <= 200
    const heading = style.headingLevel ?? (outlined && outline !== undefined ? outline + 1 : undefined)
    const plain = addParagraph(children, lists, {
      pieces,
      layout,
      segments: paragraphSegments(this.part, index),
      words: this.shared.words,
      heading:
        heading === undefined
          ? undefined
          : { level: heading, from: style.headingLevel === undefined ? 'outline' : 'style' },
      style: style.name,
      list:
        numbered === undefined || id === undefined || id === '0'
          ? undefined
          : { id, level, ordered: this.shared.numbering.get(id)?.[level]?.ordered ?? false },
    })
    if (plain !== undefined && this.cells === 0) this.shared.titles.consider(plain, children, pieces)
    if (boxes.length > 0) children.push({ type: 'section', region: 'textbox', children: boxes })
  }

  /** Reads what a paragraph, a link or a content control prints. */
  private runs(
    parent: XmlElement,
    style: Resolved,
    over: Partial<Piece>,
    pieces: Piece[],
    boxes: Child[],
    depth: number,
  ): void {
    for (const element of elements(parent)) {
      switch (element.name) {
        case 'w:r':
          this.run(element, style, over, pieces, boxes, depth)
          break
        case 'w:hyperlink': {
          const id = element.attributes['r:id']
          const anchor = element.attributes['w:anchor']
          const url =
            (id === undefined ? undefined : this.rels.get(id)?.target) ??
            (anchor === undefined ? undefined : `#${anchor}`)
          this.runs(element, style, url === undefined ? over : { ...over, link: url }, pieces, boxes, depth)
          break
        }
        case 'w:ins':
        case 'w:moveTo':
        case 'w:smartTag':
        case 'w:customXml':
        case 'w:dir':
        case 'w:bdo':
          this.runs(element, style, over, pieces, boxes, depth)
          break
        case 'w:fldSimple': {
          this.fields.begin(element.attributes['w:instr'] ?? '')
          this.runs(element, style, over, pieces, boxes, depth)
          this.fields.end(NO_PIECE, pieces)
          break
        }
        case 'w:sdt':
          this.control(element, style, over, pieces, boxes, depth)
          break
        case 'mc:AlternateContent': {
          const choice = child(element, 'mc:Choice') ?? child(element, 'mc:Fallback')
          if (choice !== undefined) this.runs(choice, style, over, pieces, boxes, depth)
          break
        }
        // w:del and w:moveFrom: the accepted view does not print them.
      }
    }
  }

  /** A content control: a form field, or a placeholder while it shows its prompt. */
  private control(
    element: XmlElement,
    style: Resolved,
    over: Partial<Piece>,
    pieces: Piece[],
    boxes: Child[],
    depth: number,
  ): void {
    const content = child(element, 'w:sdtContent')
    if (content === undefined) return
    const properties = child(element, 'w:sdtPr')
    const inner: Piece[] = []
    this.runs(content, style, over, inner, boxes, depth)
    const kind = controlType(properties)
    const name = child(properties, 'w:alias')?.attributes['w:val'] ?? child(properties, 'w:tag')?.attributes['w:val']
    if (kind === undefined && child(properties, 'w:showingPlcHdr') === undefined) {
      pieces.push(...inner)
      return
    }
    const text = printedText(inner)
    if (child(properties, 'w:showingPlcHdr') !== undefined && kind !== 'checkbox') {
      pieces.push({ ...inner[0], text, kind: 'placeholder', name: name ?? text.trim() })
      return
    }
    const field: FieldFact = { type: kind ?? 'text', ...(name === undefined ? {} : { name }) }
    pieces.push({ ...inner[0], text, kind: 'field', field })
  }

  private run(
    element: XmlElement,
    style: Resolved,
    over: Partial<Piece>,
    pieces: Piece[],
    boxes: Child[],
    depth: number,
  ): void {
    const properties = child(element, 'w:rPr')
    const direct = runFacts(properties, this.shared.theme)
    const character = this.shared.styles.character(child(properties, 'w:rStyle')?.attributes['w:val'])
    const inherited: RunFacts = { ...style.run, ...character }
    const all: RunFacts = { ...inherited, ...direct }
    const base: Omit<Piece, 'text' | 'kind'> = {
      look: lookOf(direct, inherited),
      strong: all.strong,
      emphasis: all.emphasis,
      underline: all.underline,
      strike: all.strike,
      hidden: all.hidden,
      ...over,
    }
    for (const content of elements(element)) {
      if (this.trace !== undefined) this.origin = { run: element, content }
      switch (content.name) {
        case 'w:t':
          this.print(all.capitals === true ? asCapitals(textIn(content)) : textIn(content), base, pieces)
          break
        case 'w:tab':
        case 'w:ptab':
          this.print('\t', base, pieces)
          break
        case 'w:noBreakHyphen':
          this.print('\u2011', base, pieces)
          break
        case 'w:sym':
          this.print(symbol(content), base, pieces)
          break
        case 'w:fldChar':
          this.fieldChar(content, base, pieces)
          break
        case 'w:instrText':
          this.fields.instruct(textIn(content))
          break
        case 'w:drawing':
        case 'w:pict':
        case 'w:object':
          this.drawing(content, pieces, boxes, depth)
          break
        case 'mc:AlternateContent': {
          const choice = child(content, 'mc:Choice') ?? child(content, 'mc:Fallback')
          if (choice !== undefined) this.drawing(choice, pieces, boxes, depth)
          break
        }
        default:
          if (RUN_BREAKS.has(content.name)) this.print('\n', base, pieces)
      }
    }
  }

  private print(text: string, base: Omit<Piece, 'text' | 'kind'>, pieces: Piece[]): void {
    if (text === '') return
    const origin = this.origin === undefined ? {} : { origin: this.origin }
    const piece = this.fields.route({ ...base, ...origin, text, kind: 'text' })
    if (piece !== undefined) pieces.push(piece)
  }

  private fieldChar(element: XmlElement, base: Omit<Piece, 'text' | 'kind'>, pieces: Piece[]): void {
    const type = element.attributes['w:fldCharType']
    if (type === 'begin') {
      const field = this.fields.begin(undefined, { ...base, text: '', kind: 'text' })
      const data = child(element, 'w:ffData')
      field.name = child(data, 'w:name')?.attributes['w:val'] ?? ''
      field.label =
        child(data, 'w:helpText')?.attributes['w:val'] ?? child(data, 'w:statusText')?.attributes['w:val'] ?? ''
      field.choice = choiceOf(child(data, 'w:ddList'))
    } else if (type === 'separate') this.fields.separate()
    else if (type === 'end') this.fields.end(NO_PIECE, pieces)
  }

  /** A drawing holds a picture, text boxes, or both. */
  private drawing(element: XmlElement, pieces: Piece[], boxes: Child[], depth: number): void {
    let properties: XmlElement | undefined
    let picture = false
    const visit = (node: XmlElement): void => {
      if (node.name === 'w:txbxContent') {
        this.boxes += 1
        boxes.push(...this.flow(node, depth + 1))
        this.boxes -= 1
        return
      }
      if (node.name === 'mc:AlternateContent') {
        const choice = child(node, 'mc:Choice') ?? child(node, 'mc:Fallback')
        if (choice !== undefined) visit(choice)
        return
      }
      if (node.name === 'wp:docPr') properties ??= node
      else if (node.name === 'v:shape' && node.attributes.alt !== undefined) properties ??= node
      else if (node.name === 'pic:pic' || node.name === 'v:imagedata') picture = true
      for (const inner of elements(node)) visit(inner)
    }
    visit(element)
    if (!picture) return
    const alt = properties?.attributes.descr ?? properties?.attributes.title ?? properties?.attributes.alt
    pieces.push({ text: '', kind: 'image', ...(alt === undefined || alt === '' ? {} : { alt }) })
  }

  private table(element: XmlElement, depth: number): Child {
    const rows: TableRow[] = []
    let columns = 0
    for (const row of rowsOf(element)) {
      const properties = child(row, 'w:trPr')
      if (child(properties, 'w:del') !== undefined) continue
      const header = child(properties, 'w:tblHeader') !== undefined
      const cells: TableCell[] = []
      let column = Number(child(properties, 'w:gridBefore')?.attributes['w:val'] ?? 0) || 0
      for (const cell of cellsOf(row)) {
        const facts = child(cell, 'w:tcPr')
        const span = Math.max(1, Number(child(facts, 'w:gridSpan')?.attributes['w:val'] ?? 1) || 1)
        const merge = child(facts, 'w:vMerge')
        const goesOn = merge !== undefined && merge.attributes['w:val'] !== 'restart'
        this.cells += 1
        const inner = this.flow(cell, depth + 1)
        this.cells -= 1
        if (!goesOn)
          cells.push({ type: 'tableCell', column, header, merged: span > 1 || merge !== undefined, children: inner })
        column += span
      }
      columns = Math.max(columns, column)
      if (cells.length > 0) rows.push({ type: 'tableRow', children: cells })
    }
    return tableOfRows(rows, columns)
  }
}

/** The entry that a drop-down of a form shows: the one chosen, or its first. */
function choiceOf(list: XmlElement | undefined): string {
  const entries = elements(list).filter((entry) => entry.name === 'w:listEntry')
  const chosen = child(list, 'w:result') ?? child(list, 'w:default')
  return entries[Number(chosen?.attributes['w:val'] ?? 0)]?.attributes['w:val'] ?? ''
}

/** The pieces that an element of the file prints as it stands; a merged field has none. */
function printedBy(pieces: readonly Piece[]): readonly PrintedBy[] {
  const printed: PrintedBy[] = []
  let at = 0
  for (const { text, origin, kind } of pieces) {
    const from = at
    at += text.length
    if (kind === 'text' && isOrigin(origin) && at > from) printed.push({ from, to: at, ...origin })
  }
  return printed
}

function isOrigin(origin: unknown): origin is Pick<PrintedBy, 'run' | 'content'> {
  return typeof origin === 'object' && origin !== null && 'run' in origin && 'content' in origin
}

function rowsOf(table: XmlElement): XmlElement[] {
  return unwrap(table, 'w:tr')
}

function cellsOf(row: XmlElement): XmlElement[] {
  return unwrap(row, 'w:tc')
}

/** Rows and cells may stand in a content control or a tracked insertion. */
function unwrap(parent: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = []
  for (const element of elements(parent)) {
    if (element.name === name) found.push(element)
    else if (element.name === 'w:sdt') found.push(...unwrap(child(element, 'w:sdtContent') ?? element, name))
    else if (element.name === 'w:ins' || element.name === 'w:customXml' || element.name === 'w:sdtContent')
      found.push(...unwrap(element, name))
  }
  return found
}

function descendantGallery(sdt: XmlElement): string | undefined {
  const part = child(child(sdt, 'w:sdtPr'), 'w:docPartObj')
  return child(part, 'w:docPartGallery')?.attributes['w:val']
}

function controlType(properties: XmlElement | undefined): FieldFact['type'] | undefined {
  for (const property of elements(properties)) {
    if (property.name === 'w14:checkbox') return 'checkbox'
    if (property.name === 'w:dropDownList' || property.name === 'w:comboBox') return 'select'
    if (property.name === 'w:date') return 'date'
    if (property.name === 'w:text') return 'text'
  }
  return undefined
}

function symbol(element: XmlElement): string {
  const code = Number.parseInt(element.attributes['w:char'] ?? '', 16)
  return Number.isFinite(code) ? symbolOf(element.attributes['w:font'] ?? '', code) : ''
}

async function coreMeta(zip: Zip): Promise<Partial<Meta>> {
  const xml = await aside(zip, 'docProps/core.xml')
  const title = textIn(child(xml, 'dc:title')).trim()
  const subject = textIn(child(xml, 'dc:subject')).trim()
  const date = textIn(child(xml, 'dcterms:modified')).trim()
  return {
    ...(title === '' ? {} : { title }),
    ...(subject === '' ? {} : { subject }),
    ...(date === '' ? {} : { date }),
  }
}

function pageLayout(body: XmlElement | undefined, app: XmlElement | undefined): Layout {
  const section = child(body, 'w:sectPr')
  const size = child(section, 'w:pgSz')?.attributes
  const edges = child(section, 'w:pgMar')?.attributes
  const points = (value: string | undefined): number | undefined => {
    const twips = Number(value)
    return value === undefined || !Number.isFinite(twips) ? undefined : Math.abs(twips) / 20
  }
  const width = points(size?.['w:w'])
  const height = points(size?.['w:h'])
  const top = points(edges?.['w:top'])
  const right = points(edges?.['w:right'])
  const bottom = points(edges?.['w:bottom'])
  const left = points(edges?.['w:left'])
  // The page count Word left behind when it last saved: not measured, and wrong for a template.
  const pages = Number(textIn(child(app, 'Pages')))
  const whole = top !== undefined && right !== undefined && bottom !== undefined && left !== undefined
  return {
    ...(pages > 0 ? { pages: { value: pages, from: 'guessed' } } : {}),
    ...(width === undefined ? {} : { width: { value: width, from: 'declared' } }),
    ...(height === undefined ? {} : { height: { value: height, from: 'declared' } }),
    ...(whole ? { margins: { value: { top, right, bottom, left }, from: 'declared' } } : {}),
  }
}
