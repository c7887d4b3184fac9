import { ALIGNMENTS } from './alignments.ts'
import { cssColor, cssPoints } from './css.ts'
import type { FieldFact, Layout, Meta } from './document.ts'
import { headingLevel, layoutOf, lookOf, OFFICE_FACTS, type ParagraphFacts, type RunFacts } from './docx-style.ts'
import type { Draft } from './draft.ts'
import { asCapitals, inlinesOf, type Piece, paragraphSegments, printedText } from './office-line.ts'
import type { OpenList } from './office-list.ts'
import { addParagraph } from './office-paragraph.ts'
import { tableOfRows } from './office-table.ts'
import { countFieldLabels } from './placeholders.ts'
import { ReadError } from './problem.ts'
import { sizeOf, TitleLook } from './title-look.ts'
import type { Child, List, ListItem, Root, TableCell, TableRow } from './tree.ts'
import { child, elements, parseXml, textIn, type XmlElement } from './xml.ts'
import type { Zip } from './zip.ts'

/** Reads an OpenDocument text: styles, lists, tables, notes, headers and footers. */
export async function readOdt(zip: Zip): Promise<Draft> {
  const part = async (name: string): Promise<XmlElement | undefined> => {
    const bytes = await zip.read(name)
    return bytes === undefined || bytes.length === 0 ? undefined : parseXml(bytes, name)
  }
  // Searched, not parsed: OpenOffice writes a DOCTYPE there, which is refused everywhere else.
  const manifest = await zip.read('META-INF/manifest.xml')
  if (manifest !== undefined && new TextDecoder().decode(manifest).includes('encryption-data')) {
    throw new ReadError({
      code: 'fichier-chiffre',
      what: 'Le document est protégé par un mot de passe.',
      fix: 'Enregistrez-en une copie sans mot de passe.',
    })
  }
  const content = await part('content.xml')
  const body = child(child(content, 'office:body'), 'office:text')
  if (content === undefined || body === undefined) {
    throw new ReadError({
      code: 'odt-sans-texte',
      what: 'Le fichier ressemble à un document LibreOffice, mais son texte manque.',
      fix: 'Ouvrez-le dans LibreOffice, puis enregistrez-le à nouveau au format odt.',
      where: 'content.xml',
    })
  }
  const shared = await part('styles.xml')
  const meta = await part('meta.xml')
  const styles = new OdtStyles(content, shared)
  const words = countFieldLabels(spoken(body)) >= 3
  const reader = new OdtReader(styles, 'content.xml', words)
  const children = reader.flow(body, 0)
  reader.titles.promote()
  const edges = new OdtReader(styles, 'styles.xml', words)
  const masters = mastersOf(content, shared)
  const root: Root = {
    type: 'root',
    children: [...edges.edges(masters, 'header'), ...children, ...reader.notes(), ...edges.edges(masters, 'footer')],
  }
  const properties = child(meta, 'office:meta')
  const title = textIn(child(properties, 'dc:title')).trim()
  const subject = textIn(child(properties, 'dc:subject')).trim()
  const date = textIn(child(properties, 'dc:date')).trim()
  const known: Partial<Meta> = {
    ...(title === '' ? {} : { title }),
    ...(subject === '' ? {} : { subject }),
    ...(date === '' ? {} : { date }),
    ...(styles.language === undefined ? {} : { language: styles.language }),
  }
  const pages = Number(child(properties, 'meta:document-statistic')?.attributes['meta:page-count'])
  return {
    format: 'odt',
    root,
    white: 'keep',
    comments: [],
    meta: known,
    layout: { ...(pages > 0 ? { pages: { value: pages, from: 'guessed' } } : {}), ...pageLayout(shared, masters[0]) },
    knows: OFFICE_FACTS,
    problems: [],
  }
}

/** The kinds of page that the text asks for, with those that follow them: a letter has a first page and the others. */
function mastersOf(content: XmlElement, shared: XmlElement | undefined): readonly XmlElement[] {
  const all = elements(child(shared, 'office:master-styles')).filter((entry) => entry.name === 'style:master-page')
  const named = new Map(all.map((master) => [master.attributes['style:name'] ?? '', master]))
  const wanted: string[] = []
  for (const style of elements(child(content, 'office:automatic-styles'))) {
    const name = style.attributes['style:master-page-name']
    if (name !== undefined && name !== '') wanted.push(name)
  }
  const found = new Set<XmlElement>()
  const follow = (name: string | undefined): void => {
    const master = named.get(name ?? '')
    if (master === undefined || found.has(master)) return
    found.add(master)
    follow(master.attributes['style:next-style-name'])
  }
  for (const name of wanted) follow(name)
  follow('Standard')
  if (found.size === 0 && all[0] !== undefined) found.add(all[0])
  return [...found]
}

function spoken(element: XmlElement): string {
  const parts: string[] = []
  const visit = (node: XmlElement): void => {
    for (const part of node.children) {
      if (typeof part === 'string') parts.push(part)
      else visit(part)
    }
    if (node.name === 'text:p') parts.push('\n')
  }
  visit(element)
  return parts.join('')
}

interface OdtStyle {
  readonly parent: string | undefined
  readonly direct: boolean
  readonly name: string
  readonly run: (parentSize: number | undefined) => RunFacts
  readonly paragraph: ParagraphFacts
}

interface Facts {
  readonly direct: { readonly run: RunFacts; readonly paragraph: ParagraphFacts }
  readonly inherited: { readonly run: RunFacts; readonly paragraph: ParagraphFacts }
  readonly heading: number | undefined
}

/** A single line is the font's own height, about 1.15 of its size, in LibreOffice as in Word. */
const SINGLE_LINE = 1.15

/** What the format itself says when no style does: black letters, left, single line. */
const START: { readonly run: RunFacts; readonly paragraph: ParagraphFacts } = {
  run: { color: '#000000' },
  paragraph: { align: 'left', lineHeight: SINGLE_LINE },
}

class OdtStyles {
  readonly language: string | undefined
  private readonly styles = new Map<string, OdtStyle>()
  private readonly lists = new Map<string, readonly boolean[]>()
  private readonly resolved = new Map<string, Facts>()
  private readonly base: { readonly run: RunFacts; readonly paragraph: ParagraphFacts }

  constructor(content: XmlElement, shared: XmlElement | undefined) {
    const fonts = new Map<string, string>()
    for (const source of [shared, content]) {
      for (const face of elements(child(source, 'office:font-face-decls'))) {
        const name = face.attributes['style:name']
        if (name !== undefined) fonts.set(name, (face.attributes['svg:font-family'] ?? name).replace(/^'|'$/g, ''))
      }
    }
    let base: { run: RunFacts; paragraph: ParagraphFacts } = START
    let language: string | undefined
    const add = (group: XmlElement | undefined, direct: boolean): void => {
      for (const style of elements(group)) {
        if (style.name === 'text:list-style') this.addList(style)
        const family = style.attributes['style:family']
        const text = child(style, 'style:text-properties')
        const paragraph = odtParagraph(child(style, 'style:paragraph-properties'))
        if (style.name === 'style:default-style' && family === 'paragraph') {
          base = {
            run: { ...START.run, ...odtRun(text, fonts, undefined) },
            paragraph: { ...START.paragraph, ...paragraph },
          }
          const code = text?.attributes['fo:language']
          const country = text?.attributes['fo:country']
          if (code !== undefined && code !== 'none')
            language = country === undefined || country === 'none' ? code : `${code}-${country}`
        }
        const name = style.attributes['style:name']
        if (style.name !== 'style:style' || name === undefined) continue
        const key = `${family === 'text' ? 'text' : 'paragraph'}:${name}`
        if (family !== 'text' && family !== 'paragraph') continue
        this.styles.set(key, {
          parent: style.attributes['style:parent-style-name'],
          direct,
          name: style.attributes['style:display-name'] ?? name,
          run: (parentSize) => odtRun(text, fonts, parentSize),
          paragraph,
        })
      }
    }
    add(child(shared, 'office:styles'), false)
    add(child(shared, 'office:automatic-styles'), true)
    add(child(content, 'office:automatic-styles'), true)
    this.base = base
    this.language = language
  }

  private addList(style: XmlElement): void {
    const name = style.attributes['style:name']
    if (name === undefined) return
    const levels: boolean[] = []
    for (const level of elements(style)) {
      const rank = Number(level.attributes['text:level'] ?? 1) - 1
      levels[rank] =
        level.name === 'text:list-level-style-number' && (level.attributes['style:num-format'] ?? '') !== ''
    }
    this.lists.set(name, levels)
  }

  ordered(list: string | undefined, level: number): boolean {
    return list === undefined ? false : (this.lists.get(list)?.[level] ?? false)
  }

  paragraph(name: string | undefined): Facts {
    return this.facts('paragraph', name, 0)
  }

  text(name: string | undefined): Facts {
    return this.facts('text', name, 0)
  }

  private facts(family: 'paragraph' | 'text', name: string | undefined, depth: number): Facts {
    const start = family === 'paragraph' ? this.base : { run: {}, paragraph: {} }
    const nothing: Facts = { direct: { run: {}, paragraph: {} }, inherited: start, heading: undefined }
    if (name === undefined || depth > 30) return nothing
    const key = `${family}:${name}`
    const known = this.resolved.get(key)
    if (known !== undefined) return known
    const style = this.styles.get(key)
    if (style === undefined) return nothing
    const parent = this.facts(family, style.parent, depth + 1)
    const over = {
      run: { ...parent.inherited.run, ...parent.direct.run },
      paragraph: { ...parent.inherited.paragraph, ...parent.direct.paragraph },
    }
    const run = style.run(over.run.size)
    const facts: Facts = style.direct
      ? { direct: { run, paragraph: style.paragraph }, inherited: over, heading: parent.heading }
      : {
          direct: { run: {}, paragraph: {} },
          inherited: { run: { ...over.run, ...run }, paragraph: { ...over.paragraph, ...style.paragraph } },
          // Not by its outline level: a paragraph that LibreOffice does not write as a heading was taken out of the outline.
          heading: headingLevel(style.name) ?? parent.heading,
        }
    this.resolved.set(key, facts)
    return facts
  }
}

/** Reads `style:text-properties`. */
function odtRun(
  xml: XmlElement | undefined,
  fonts: ReadonlyMap<string, string>,
  parentSize: number | undefined,
): RunFacts {
  if (xml === undefined) return {}
  const at = xml.attributes
  const facts: { -readonly [K in keyof RunFacts]: RunFacts[K] } = {}
  const size = at['fo:font-size'] === undefined ? undefined : cssPoints(at['fo:font-size'], parentSize)
  if (size !== undefined && size > 0) facts.size = Math.round(size * 100) / 100
  const color = at['style:use-window-font-color'] === 'true' ? '#000000' : cssColor(at['fo:color'] ?? '')
  if (color !== undefined) facts.color = color
  const background = cssColor(at['fo:background-color'] ?? '')
  if (background !== undefined) facts.background = background
  const font = at['fo:font-family']?.replace(/['"]/g, '') ?? fonts.get(at['style:font-name'] ?? '')
  if (font !== undefined) facts.font = font
  const weight = at['fo:font-weight']
  if (weight !== undefined) facts.strong = weight === 'bold' || Number(weight) >= 600
  const slant = at['fo:font-style']
  if (slant !== undefined) facts.emphasis = slant !== 'normal'
  const under = at['style:text-underline-style']
  if (under !== undefined) facts.underline = under !== 'none'
  const strike = at['style:text-line-through-style']
  if (strike !== undefined) facts.strike = strike !== 'none'
  const letters = at['fo:text-transform']
  if (letters !== undefined) facts.capitals = letters === 'uppercase'
  if (at['text:display'] !== undefined) facts.hidden = at['text:display'] === 'none'
  return facts
}

function odtParagraph(xml: XmlElement | undefined): ParagraphFacts {
  if (xml === undefined) return {}
  const at = xml.attributes
  const facts: { -readonly [K in keyof ParagraphFacts]: ParagraphFacts[K] } = {}
  const align = ALIGNMENTS.get(at['fo:text-align'] ?? '')
  if (align !== undefined) facts.align = align
  const height = at['fo:line-height']
  if (height === 'normal') facts.lineHeight = SINGLE_LINE
  else if (height?.endsWith('%')) facts.lineHeight = Math.round(Number.parseFloat(height) * SINGLE_LINE) / 100
  else if (height !== undefined) {
    const points = cssPoints(height, undefined)
    if (points !== undefined) facts.lineHeight = -points
  }
  const before = cssPoints(at['fo:margin-top'] ?? '', undefined)
  const after = cssPoints(at['fo:margin-bottom'] ?? '', undefined)
  if (before !== undefined) facts.spaceBefore = Math.round(before * 10) / 10
  if (after !== undefined) facts.spaceAfter = Math.round(after * 10) / 10
  return facts
}

/** Fields whose value is the person's or the file's. */
const MERGE_FIELDS: ReadonlySet<string> = new Set([
  'text:placeholder',
  'text:database-display',
  'text:variable-get',
  'text:user-field-get',
  'text:user-defined',
  'text:text-input',
])

const FORM_TYPES: ReadonlyMap<string, FieldFact['type']> = new Map<string, FieldFact['type']>(
  Object.entries({
    TEXT: 'text',
    CHECKBOX: 'checkbox',
    DROPDOWN: 'select',
  }),
)

const CONTROL_TYPES: ReadonlyMap<string, FieldFact['type']> = new Map<string, FieldFact['type']>(
  Object.entries({
    'form:text': 'text',
    'form:textarea': 'text',
    'form:formatted-text': 'text',
    'form:number': 'text',
    'form:password': 'text',
    'form:date': 'date',
    'form:checkbox': 'checkbox',
    'form:radio': 'radio',
    'form:listbox': 'select',
    'form:combobox': 'select',
  }),
)

function fieldOf(type: FieldFact['type'], name: string | undefined, label?: string): FieldFact {
  return {
    type,
    ...(name === undefined || name === '' ? {} : { name }),
    ...(label === undefined || label === '' ? {} : { label }),
  }
}

/** A content control as a field of a form, or as a placeholder while it shows its prompt; a rich text is only text. */
function contentControl(element: XmlElement, base: Omit<Piece, 'text' | 'kind'>, text: string): Piece | undefined {
  const { attributes } = element
  const name = attributes['loext:alias'] ?? attributes['loext:tag']
  const isOn = (key: string): boolean => attributes[`loext:${key}`] === 'true'
  if (isOn('checkbox')) return { ...base, text, kind: 'field', field: fieldOf('checkbox', name) }
  if (isOn('showing-place-holder')) return { ...base, text, kind: 'placeholder', name: name ?? text.trim() }
  const list = isOn('dropdown') || isOn('combobox') || child(element, 'loext:list-item') !== undefined
  const type = list ? 'select' : isOn('date') ? 'date' : isOn('plain-text') ? 'text' : undefined
  return type === undefined ? undefined : { ...base, text, kind: 'field', field: fieldOf(type, name) }
}

const SILENT: ReadonlySet<string> = new Set([
  'office:annotation',
  'office:annotation-end',
  'text:tracked-changes',
  'text:note-citation',
  'text:variable-decls',
  'text:sequence-decls',
  'text:user-field-decls',
  'loext:list-item',
  'field:param',
  'svg:title',
  'svg:desc',
])

class OdtReader {
  private readonly styles: OdtStyles
  private readonly part: string
  private readonly words: boolean
  private readonly footnotes: Child[] = []
  private readonly forms = new Map<string, FieldFact>()
  /** The fields from Word that are open: what they print starts at a piece. */
  private readonly marks: { field: FieldFact | undefined; from: number; base: Omit<Piece, 'text' | 'kind'> }[] = []
  readonly titles = new TitleLook()
  private paragraphs = 0
  private cells = 0

  constructor(styles: OdtStyles, part: string, words: boolean) {
    this.styles = styles
    this.part = part
    this.words = words
  }

  notes(): Child[] {
    return this.footnotes.length === 0 ? [] : [{ type: 'section', region: 'footnote', children: this.footnotes }]
  }

  edges(masters: readonly XmlElement[], region: 'header' | 'footer'): Child[] {
    const sections: Child[] = []
    const said = new Set<string>()
    for (const master of masters) {
      for (const name of [`style:${region}`, `style:${region}-first`, `style:${region}-left`]) {
        const edge = child(master, name)
        if (edge === undefined || edge.attributes['style:display'] === 'false') continue
        const children = this.flow(edge, 0)
        // Each kind of page repeats its headers: one is read.
        const text = spoken(edge)
        if (children.length === 0 || said.has(text)) continue
        said.add(text)
        sections.push({ type: 'section', region, children })
      }
    }
    return sections
  }

  flow(parent: XmlElement, depth: number, list?: string): Child[] {
    const children: Child[] = []
    const lists: OpenList[] = []
    for (const element of elements(parent)) {
      if (element.name === 'text:list' || element.name === 'table:table') lists.length = 0
      switch (element.name) {
        case 'text:p':
        case 'text:h':
          this.paragraph(element, children, lists, depth)
          break
        case 'text:list':
          addList(children, this.list(element, depth + 1, list, 0))
          break
        case 'table:table':
          children.push(this.table(element, depth + 1))
          break
        case 'text:numbered-paragraph':
          addList(children, this.numbered(element, depth + 1))
          break
        case 'office:forms':
          this.controls(element)
          break
        case 'text:section':
        case 'text:index-body':
        case 'text:index-title':
        case 'draw:text-box':
        case 'loext:content-control':
          children.push({ type: 'section', children: this.flow(element, depth + 1) })
          break
        case 'text:table-of-content':
        case 'text:illustration-index':
        case 'text:table-index':
        case 'text:object-index':
        case 'text:user-index':
        case 'text:bibliography':
        case 'text:alphabetical-index':
          children.push({ type: 'section', region: 'navigation', children: this.flow(element, depth + 1) })
          break
        default: {
          if (!element.name.startsWith('draw:')) break
          const pieces: Piece[] = []
          const boxes: Child[] = []
          this.shape(element, {}, pieces, boxes, depth)
          if (pieces.length > 0)
            children.push({
              type: 'paragraph',
              children: inlinesOf(pieces, paragraphSegments(this.part, this.paragraphs), false),
            })
          if (boxes.length > 0) children.push({ type: 'section', region: 'textbox', children: boxes })
          break
        }
      }
    }
    return children
  }

  private paragraph(element: XmlElement, children: Child[], lists: OpenList[], depth: number): void {
    const index = this.paragraphs
    this.paragraphs += 1
    const style = this.styles.paragraph(element.attributes['text:style-name'])
    const pieces: Piece[] = []
    const boxes: Child[] = []
    this.marks.length = 0
    this.runs(element, style, {}, pieces, boxes, depth)
    const text = printedText(pieces)
    const size = sizeOf(pieces)
    this.titles.measure(size, text.length)
    const level = element.name === 'text:h' ? Number(element.attributes['text:outline-level'] ?? 1) || 1 : style.heading
    const plain = addParagraph(children, lists, {
      pieces,
      layout: layoutOf(style.direct.paragraph, style.inherited.paragraph, size),
      segments: paragraphSegments(this.part, index),
      words: this.words,
      heading: level === undefined ? undefined : { level, from: element.name === 'text:h' ? 'declared' : 'style' },
    })
    if (plain !== undefined && this.cells === 0) this.titles.consider(plain, children, pieces)
    if (boxes.length > 0) children.push({ type: 'section', region: 'textbox', children: boxes })
  }

  private list(element: XmlElement, depth: number, outer: string | undefined, level: number): List {
    const name = element.attributes['text:style-name'] ?? outer
    const list: List = { type: 'list', ordered: this.styles.ordered(name, level), children: [] }
    for (const item of elements(element)) {
      if (item.name !== 'text:list-item' && item.name !== 'text:list-header') continue
      const children: Child[] = []
      for (const inner of elements(item)) {
        if (inner.name === 'text:list') addList(children, this.list(inner, depth + 1, name, level + 1))
        else children.push(...this.flow({ name: '', attributes: {}, children: [inner] }, depth + 1, name))
      }
      list.children.push({ type: 'listItem', children })
    }
    return list
  }

  /** A paragraph that is numbered without a list around it. */
  private numbered(element: XmlElement, depth: number): List {
    const level = Math.max(0, (Number(element.attributes['text:level'] ?? 1) || 1) - 1)
    const ordered = this.styles.ordered(element.attributes['text:style-name'], level)
    return { type: 'list', ordered, children: [{ type: 'listItem', children: this.flow(element, depth) }] }
  }

  private runs(
    element: XmlElement,
    style: Facts,
    over: Partial<Piece>,
    pieces: Piece[],
    boxes: Child[],
    depth: number,
  ): void {
    const all: RunFacts = { ...style.inherited.run, ...style.direct.run }
    const base: Omit<Piece, 'text' | 'kind'> = {
      look: lookOf(style.direct.run, style.inherited.run),
      strong: all.strong,
      emphasis: all.emphasis,
      underline: all.underline,
      strike: all.strike,
      hidden: all.hidden,
      ...over,
    }
    const print = (text: string): void => {
      if (text !== '') pieces.push({ ...base, text: all.capitals === true ? asCapitals(text) : text, kind: 'text' })
    }
    for (const part of element.children) {
      if (typeof part === 'string') {
        const folded = part.replace(/[ \t\r\n]+/g, ' ')
        const before = pieces.at(-1)?.text
        print((before === undefined || before.endsWith(' ')) && folded.startsWith(' ') ? folded.slice(1) : folded)
        continue
      }
      if (SILENT.has(part.name)) continue
      if (MERGE_FIELDS.has(part.name)) {
        const text = spoken(part)
        const name =
          part.attributes['text:description'] ??
          part.attributes['text:column-name'] ??
          part.attributes['text:name'] ??
          text
        if (text !== '') pieces.push({ ...base, text, kind: 'placeholder', name: name.replace(/^<|>$/g, '') })
        continue
      }
      switch (part.name) {
        case 'text:s':
          pieces.push({
            ...base,
            text: ' '.repeat(Math.min(200, Math.max(1, Number(part.attributes['text:c'] ?? 1) || 1))),
            kind: 'text',
          })
          break
        case 'text:tab':
          print('\t')
          break
        case 'text:line-break':
          print('\n')
          break
        case 'text:a': {
          const url = part.attributes['xlink:href']
          this.runs(part, style, url === undefined ? over : { ...over, link: url }, pieces, boxes, depth)
          break
        }
        case 'text:span': {
          const own = this.styles.text(part.attributes['text:style-name'])
          const inner: Facts = {
            direct: { run: { ...style.direct.run, ...own.direct.run }, paragraph: {} },
            inherited: { run: { ...style.inherited.run, ...own.inherited.run }, paragraph: {} },
            heading: undefined,
          }
          this.runs(part, inner, over, pieces, boxes, depth)
          break
        }
        case 'text:note': {
          const note = child(part, 'text:note-body')
          if (note !== undefined) this.footnotes.push(...this.flow(note, depth + 1))
          break
        }
        case 'text:conditional-text':
        case 'text:hidden-text':
          this.branches(part, base, pieces)
          break
        case 'text:drop-down':
          pieces.push({
            ...base,
            text: spoken(part),
            kind: 'field',
            field: fieldOf('select', part.attributes['text:name']),
          })
          break
        case 'loext:content-control': {
          const inner: Piece[] = []
          this.runs(part, style, over, inner, boxes, depth)
          const piece = contentControl(part, base, printedText(inner))
          if (piece === undefined) pieces.push(...inner)
          else pieces.push(piece)
          break
        }
        case 'field:fieldmark':
        case 'field:fieldmark-start':
          this.mark(part, base, pieces)
          break
        case 'field:fieldmark-end':
          this.endMark(pieces)
          break
        default:
          if (part.name.startsWith('draw:')) this.shape(part, base, pieces, boxes, depth)
          else this.runs(part, style, over, pieces, boxes, depth)
      }
    }
  }

  /** A frame, a drawn shape or a group of them: pictures, text boxes, a field of a form. */
  private shape(
    element: XmlElement,
    base: Omit<Piece, 'text' | 'kind'>,
    pieces: Piece[],
    boxes: Child[],
    depth: number,
  ): void {
    if (element.name === 'draw:control') {
      const field = this.forms.get(element.attributes['draw:control'] ?? '')
      if (field !== undefined) pieces.push({ ...base, text: '', kind: 'field', field })
      return
    }
    if (element.name === 'draw:g' || element.name === 'draw:a') {
      for (const inner of elements(element)) this.shape(inner, base, pieces, boxes, depth)
      return
    }
    if (element.name !== 'draw:frame') {
      boxes.push(...this.flow(element, depth + 1))
      return
    }
    const box = child(element, 'draw:text-box')
    if (box !== undefined) {
      boxes.push(...this.flow(box, depth + 1))
      return
    }
    if (child(element, 'draw:image') === undefined) return
    const alt = textIn(child(element, 'svg:title')).trim() || textIn(child(element, 'svg:desc')).trim()
    pieces.push({ text: '', kind: 'image', ...(alt === '' ? {} : { alt }) })
  }

  /** The text that a condition shows, then the one that it hides: the reader of the other letter must be thought of too. */
  private branches(element: XmlElement, base: Omit<Piece, 'text' | 'kind'>, pieces: Piece[]): void {
    const { attributes } = element
    const shown = spoken(element)
    const branches = [
      attributes['text:string-value-if-true'],
      attributes['text:string-value-if-false'],
      element.name === 'text:hidden-text' ? attributes['text:string-value'] : undefined,
    ]
    const texts = new Set([shown.trim()])
    if (shown !== '') pieces.push({ ...base, text: shown, kind: 'text' })
    for (const branch of branches) {
      // « ooow:nom » names a value of the data.
      if (branch === undefined || branch.trim() === '' || texts.has(branch.trim())) continue
      texts.add(branch.trim())
      const gap = /(?:^|\s)$/.test(pieces.at(-1)?.text ?? '') ? '' : ' '
      pieces.push({ ...base, text: `${gap}${branch}`, kind: 'text' })
    }
  }

  /** A field that came from Word: a box to tick stands alone, a text has a start and an end. */
  private mark(element: XmlElement, base: Omit<Piece, 'text' | 'kind'>, pieces: Piece[]): void {
    const type = element.attributes['field:type'] ?? ''
    const value = (name: string): string | undefined =>
      elements(element).find((entry) => entry.attributes['field:name'] === name)?.attributes['field:value']
    const form = /FORM(TEXT|CHECKBOX|DROPDOWN)$|\.(DATE)$/.exec(type)
    const given = element.attributes['text:name']
    const name = given === undefined || /^__Fieldmark__|^$/.test(given) ? undefined : given
    const label = value('Help') ?? value('Description')
    const kind = form?.[2] === 'DATE' ? 'date' : FORM_TYPES.get(form?.[1] ?? '')
    const field = kind === undefined ? undefined : fieldOf(kind, name, label)
    if (element.name === 'field:fieldmark-start') {
      this.marks.push({ field, from: pieces.length, base })
      return
    }
    if (field === undefined) return
    const entries = elements(element).filter((entry) => entry.attributes['field:name'] === 'Dropdown_ListEntry')
    const chosen = entries[Number(value('Dropdown_Selected') ?? 0)]?.attributes['field:value'] ?? ''
    pieces.push({ ...base, text: chosen, kind: 'field', field })
  }

  private endMark(pieces: Piece[]): void {
    const open = this.marks.pop()
    if (open?.field === undefined || open.from > pieces.length) return
    const text = printedText(pieces.splice(open.from))
    pieces.push({ ...open.base, text: text.trim() === '' ? '' : text, kind: 'field', field: open.field })
  }

  /** Remembers the fields of a form: a shape says where each one stands. */
  private controls(forms: XmlElement): void {
    for (const control of elements(forms)) {
      const id = control.attributes['form:id'] ?? control.attributes['xml:id']
      const type = CONTROL_TYPES.get(control.name)
      if (id !== undefined && type !== undefined)
        this.forms.set(id, fieldOf(type, control.attributes['form:name'], control.attributes['form:label']))
      else this.controls(control)
    }
  }

  private table(element: XmlElement, depth: number): Child {
    const rows: TableRow[] = []
    let columns = 0
    const add = (parent: XmlElement, header: boolean): void => {
      for (const row of elements(parent)) {
        if (row.name === 'table:table-header-rows') add(row, true)
        else if (row.name === 'table:table-rows' || row.name === 'table:table-row-group') add(row, header)
        if (row.name !== 'table:table-row') continue
        const cells: TableCell[] = []
        let column = 0
        for (const cell of elements(row)) {
          if (cell.name !== 'table:table-cell' && cell.name !== 'table:covered-table-cell') continue
          const repeated = Math.min(
            100,
            Math.max(1, Number(cell.attributes['table:number-columns-repeated'] ?? 1) || 1),
          )
          if (cell.name === 'table:table-cell') {
            const wide = Number(cell.attributes['table:number-columns-spanned'] ?? 1) > 1
            const tall = Number(cell.attributes['table:number-rows-spanned'] ?? 1) > 1
            this.cells += 1
            const children = this.flow(cell, depth + 1)
            this.cells -= 1
            cells.push({ type: 'tableCell', column, header, merged: wide || tall, children })
          }
          column += repeated
        }
        columns = Math.max(columns, column)
        if (cells.length > 0) rows.push({ type: 'tableRow', children: cells })
      }
    }
    add(element, false)
    return tableOfRows(rows, columns)
  }
}

/**
 * LibreOffice closes and opens a list again at will, and wraps a deeper item in an empty one:
 * what reads as one list is made one again.
 */
function addList(children: Child[], list: List): void {
  const last = children.at(-1)
  const items: ListItem[] = []
  for (const item of list.children) {
    const owner = items.at(-1) ?? (last?.type === 'list' ? last.children.at(-1) : undefined)
    const hollow = item.children.length > 0 && item.children.every((child) => child.type === 'list')
    if (!hollow || owner === undefined) {
      items.push(item)
      continue
    }
    for (const inner of item.children) if (inner.type === 'list') addList(owner.children, inner)
  }
  if (last?.type === 'list' && last.ordered === list.ordered) last.children.push(...items)
  else if (items.length > 0) children.push({ ...list, children: items })
}

function pageLayout(shared: XmlElement | undefined, master: XmlElement | undefined): Layout {
  const name = master?.attributes['style:page-layout-name']
  const page = elements(child(shared, 'office:automatic-styles')).find(
    (style) => style.name === 'style:page-layout' && style.attributes['style:name'] === name,
  )
  const properties = child(page, 'style:page-layout-properties')
  if (properties === undefined) return {}
  const at = properties.attributes
  // The header stands in what a reader sees as the top margin.
  const edge = (region: 'header' | 'footer'): number => {
    const header = child(child(page, `style:${region}-style`), 'style:header-footer-properties')
    if (child(master, `style:${region}`) === undefined || header === undefined) return 0
    return cssPoints(header.attributes['fo:min-height'] ?? header.attributes['svg:height'] ?? '', undefined) ?? 0
  }
  const length = (key: string, more = 0): number | undefined => {
    const points = cssPoints(at[key] ?? at['fo:margin'] ?? '', undefined)
    return points === undefined ? undefined : Math.round((points + more) * 10) / 10
  }
  const width = cssPoints(at['fo:page-width'] ?? '', undefined)
  const height = cssPoints(at['fo:page-height'] ?? '', undefined)
  const top = length('fo:margin-top', edge('header'))
  const right = length('fo:margin-right')
  const bottom = length('fo:margin-bottom', edge('footer'))
  const left = length('fo:margin-left')
  const whole = top !== undefined && right !== undefined && bottom !== undefined && left !== undefined
  return {
    ...(width === undefined ? {} : { width: { value: Math.round(width * 10) / 10, from: 'declared' } }),
    ...(height === undefined ? {} : { height: { value: Math.round(height * 10) / 10, from: 'declared' } }),
    ...(whole ? { margins: { value: { top, right, bottom, left }, from: 'declared' } } : {}),
  }
}
