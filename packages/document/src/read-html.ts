import type { Element, Root as HastRoot, RootContent } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { align, cut, unmask } from './align.ts'
import { cssColor, cssPoints, type Declarations, StyleSheet } from './css.ts'
import type { BlockStyle, Comment, Fact, FactName, FieldFact, Meta, Problem, Region, RunStyle } from './document.ts'
import { type Draft, frontMatterOf } from './draft.ts'
import { isInline } from './flatten.ts'
import { INLINE_TAGS } from './inline-tags.ts'
import { type Find, findPlaceholders, maskPlaceholders } from './placeholders.ts'
import type { Child, Inline, ListItem, Paragraph, Root, TableCell, TableRow } from './tree.ts'

const documents = unified().use(rehypeParse)
const fragments = unified().use(rehypeParse, { fragment: true })

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

/** Reads HTML, its simple style facts and its fields, whatever its template tags. */
export function readHtml(source: string): Draft {
  const front = FRONT_MATTER.exec(source.slice(0, 20_000))
  const matter = front === null ? {} : frontMatterOf(front[1] ?? '')
  const finds = findPlaceholders(source, { format: 'html' })
  let masked = maskPlaceholders(source, finds, 'html')
  if (front !== null) masked = masked.slice(0, front[0].length).replace(/[^\r\n]/g, ' ') + masked.slice(front[0].length)
  if (isTooDeep(masked)) throw new RangeError('document too deep')
  const reader = new HtmlReader(source, masked, finds, 0)
  const tree: HastRoot = documents.parse(masked)
  reader.prepare(tree.children, 0)
  const children = reader.flow(tree.children, ROOT, 0)
  const root: Root = { type: 'root', children, ...(tree.position === undefined ? {} : { position: tree.position }) }
  const problems: readonly Problem[] = matter.problems ?? []
  return {
    format: 'html',
    root,
    white: 'collapse',
    comments: reader.comments,
    meta: { ...reader.meta(), ...matter.meta },
    layout: {},
    knows: reader.knows(),
    problems,
  }
}

/** Elements that people nest, and that nothing closes but themselves. */
const NESTED = /<(\/?)(?:div|span|section|article|table|ul|ol|blockquote|font|b|i|u|em|strong|center|form)(?=[\s/>])/gi
const MOST_NESTED = 1_000

/** True for a nesting that no one writes, before the parser follows it: 300,000 « <div> » would cost it minutes. */
function isTooDeep(masked: string): boolean {
  let depth = 0
  for (const [, slash] of masked.matchAll(NESTED)) {
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1
    if (depth > MOST_NESTED) return true
  }
  return false
}

/** Reads a piece of HTML that stands in another source, offsets included. */
export function htmlNodes(
  source: string,
  masked: string,
  finds: readonly Find[],
  start: number,
  end: number,
): { children: Child[]; comments: readonly Comment[] } {
  const reader = new HtmlReader(source, masked, finds, start)
  const tree: HastRoot = fragments.parse(masked.slice(start, end))
  reader.prepare(tree.children, 0)
  return { children: reader.flow(tree.children, ROOT, 0), comments: reader.comments }
}

interface Context {
  readonly size?: Fact<number>
  readonly color?: Fact<string>
  readonly background?: Fact<string>
  readonly font?: Fact<string>
  readonly align?: Fact<'left' | 'right' | 'center' | 'justify'>
  readonly lineHeight?: Fact<number>
  readonly strong?: boolean
  readonly emphasis?: boolean
  readonly underline?: boolean
  readonly hidden?: boolean
  readonly article?: boolean
  /** What a run and a block look like here; one object a context, so that neighbours share it. */
  readonly look?: RunStyle | undefined
  readonly layout?: BlockStyle | undefined
}

const ROOT: Context = {}

const SKIPPED: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'title',
  'meta',
  'link',
  'base',
  'option',
  'optgroup',
  'datalist',
  'object',
  'iframe',
  'video',
  'audio',
  'canvas',
  'math',
  'mj-head',
  'mj-style',
  'mj-attributes',
  'mj-preview',
])

const BLOCKS: ReadonlySet<string> = new Set([
  'html',
  'body',
  'main',
  'article',
  'section',
  'div',
  'p',
  'address',
  'center',
  'form',
  'fieldset',
  'details',
  'summary',
  'dl',
  'dt',
  'dd',
  'figure',
  'hgroup',
  'header',
  'footer',
  'nav',
  'aside',
  'noscript',
  'button',
  'hr',
  'search',
  'dialog',
  'tr',
  'td',
  'th',
  'thead',
  'tbody',
  'tfoot',
  'li',
  'menu',
])

const REGIONS: ReadonlyMap<string, Region> = new Map<string, Region>(
  Object.entries({
    header: 'header',
    footer: 'footer',
    nav: 'navigation',
    aside: 'textbox',
  }),
)
const ROLES: ReadonlyMap<string, Region> = new Map<string, Region>(
  Object.entries({ banner: 'header', contentinfo: 'footer', navigation: 'navigation' }),
)

class HtmlReader {
  readonly comments: Comment[] = []
  private readonly source: string
  private readonly masked: string
  private readonly finds: readonly Find[]
  private readonly base: number
  private readonly sheet = new StyleSheet()
  private readonly labels = new Map<string, string>()
  private readonly seen = new Set<FactName>()
  private title: string | undefined
  private language: string | undefined

  constructor(source: string, masked: string, finds: readonly Find[], base: number) {
    this.source = source
    this.masked = masked
    this.finds = finds
    this.base = base
  }

  meta(): Partial<Meta> {
    return {
      ...(this.title === undefined ? {} : { title: this.title }),
      ...(this.language === undefined ? {} : { language: this.language }),
    }
  }

  knows(): readonly FactName[] {
    return ['structure', 'emphasis', 'links', 'fields', ...this.seen]
  }

  /** What must be known before reading: style sheets, labels, comments, title. */
  prepare(nodes: readonly RootContent[], depth: number): void {
    if (depth > 400) throw new RangeError('document too deep')
    for (const node of nodes) {
      if (node.type === 'comment') {
        const [start, end] = this.rangeOf(node)
        this.comments.push({
          start,
          end,
          value: this.source
            .slice(start, end)
            .replace(/^<!--|-->$/g, '')
            .trim(),
        })
        continue
      }
      if (node.type !== 'element') continue
      if (node.tagName === 'style' || node.tagName === 'mj-style') this.sheet.add(textOf(node))
      else if (node.tagName === 'title' && this.title === undefined) {
        const [start, end] = this.rangeOf(node)
        const title = this.unmask(textOf(node), start, end).replace(/\s+/g, ' ').trim()
        if (title !== '') this.title = title
      } else if (node.tagName === 'html') this.language = attribute(node, 'lang')
      else if (node.tagName === 'label') {
        const target = attribute(node, 'htmlFor')
        if (target !== undefined) this.labels.set(target, this.spoken(node))
      }
      this.prepare(node.children, depth + 1)
    }
  }

  private spoken(node: Element): string {
    const [start, end] = this.rangeOf(node)
    return this.unmask(textOf(node), start, end).replace(/\s+/g, ' ').trim()
  }

  private rangeOf(node: RootContent): [number, number] {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    return [this.base + (start ?? 0), this.base + (end ?? start ?? 0)]
  }

  private unmask(value: string, start: number, end: number): string {
    if (!/[\ue000\ue001]/.test(value)) return value
    const from = this.masked.slice(start, end).indexOf(value)
    if (from === -1) return value.replace(/[\ue000\ue001]+/g, '')
    return this.source.slice(start + from, start + from + value.length)
  }

  flow(nodes: readonly RootContent[], context: Context, depth: number): Child[] {
    if (depth > 400) throw new RangeError('document too deep')
    const children: Child[] = []
    for (const node of nodes) {
      if (node.type === 'text') children.push(...this.text(node, context))
      else if (node.type === 'element') children.push(...this.element(node, context, depth + 1))
    }
    return children
  }

  private text(node: RootContent & { value: string }, context: Context): Inline[] {
    const [start, end] = this.rangeOf(node)
    const inlines = cut(node.value, align(node.value, this.masked, start, end), this.finds, this.source)
    const at = node.position === undefined ? {} : { position: node.position }
    const children: Inline[] = []
    for (const inline of inlines) {
      let child: Inline = inline
      if (context.look !== undefined && (child.type === 'text' || child.type === 'placeholder'))
        child = { ...child, look: context.look }
      if (inlines.length === 1) child = { ...child, ...at }
      if (context.strong === true) child = { type: 'strong', children: [child] }
      if (context.emphasis === true) child = { type: 'emphasis', children: [child] }
      if (context.underline === true) child = { type: 'underline', children: [child] }
      if (context.hidden === true) child = { type: 'hidden', children: [child] }
      children.push(child)
    }
    return children
  }

  private element(node: Element, outer: Context, depth: number): Child[] {
    const name = node.tagName
    if (SKIPPED.has(name)) return []
    if (name === 'head') return []
    const context = this.context(node, outer)
    const [start, end] = this.rangeOf(node)
    const at = node.position === undefined ? {} : { position: node.position }
    const where = [{ from: 0, to: 0, start, end, exact: false }]
    const layout = context.layout === undefined ? {} : { layout: context.layout }
    switch (name) {
      case 'br':
        return [{ type: 'break', segments: [{ from: 0, to: 1, start, end, exact: false }], ...at }]
      case 'img': {
        const alt = attribute(node, 'alt')
        return [
          {
            type: 'image',
            ...(alt === undefined ? {} : { alt: this.unmask(alt, start, end) }),
            segments: where,
            ...at,
          },
        ]
      }
      case 'svg': {
        const alt = attribute(node, 'ariaLabel')
        return alt === undefined ? [] : [{ type: 'image', alt, segments: where, ...at }]
      }
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.lines(this.flow(node.children, context, depth), (children) => ({
          type: 'heading',
          depth: Number(name.slice(1)),
          from: 'declared',
          children,
          ...layout,
          ...at,
        }))
      case 'ul':
      case 'ol':
      case 'menu':
        return [{ type: 'list', ordered: name === 'ol', children: this.items(node, context, depth), ...at }]
      case 'table':
        return this.table(node, context, depth)
      case 'blockquote':
        return [{ type: 'blockquote', children: this.flow(node.children, context, depth), ...at }]
      case 'pre':
        return this.code(node)
      case 'code':
      case 'kbd':
      case 'samp':
        return this.inlineCode(node, context, depth)
      case 'input':
      case 'select':
      case 'textarea':
        return this.field(node)
      case 'label':
      case 'legend':
        return this.lines(this.flow(node.children, context, depth), (children) => ({
          type: 'label',
          children,
          ...layout,
          ...at,
        }))
      case 'caption':
      case 'figcaption':
        return this.lines(this.flow(node.children, context, depth), (children) => ({
          type: 'caption',
          children,
          ...layout,
          ...at,
        }))
      case 'a': {
        const href = attribute(node, 'href')
        const children = this.flow(node.children, context, depth)
        if (href === undefined) return children
        const title = attribute(node, 'title')
        const url = this.unmask(href, start, end)
        return wrap(children, (inner) => ({
          type: 'link',
          url,
          ...(title === undefined ? {} : { title }),
          children: inner,
          ...at,
        }))
      }
      case 'abbr':
      case 'acronym': {
        const title = attribute(node, 'title')
        const children = this.flow(node.children, context, depth)
        if (title === undefined) return children
        return wrap(children, (inner) => ({
          type: 'abbreviation',
          title: this.unmask(title, start, end),
          children: inner,
          ...at,
        }))
      }
      default: {
        const children = this.flow(node.children, context, depth)
        const kind = INLINE_TAGS.get(name)
        if (kind !== undefined) return wrap(children, (inner) => ({ type: kind, children: inner, ...at }))
        const region = this.region(name, node, outer)
        if (name === 'p')
          return this.lines(children, (inner): Paragraph => ({ type: 'paragraph', children: inner, ...layout, ...at }))
        if (!BLOCKS.has(name) && !name.startsWith('mj-') && region === undefined) return children
        return [{ type: 'section', ...(region === undefined ? {} : { region }), children, ...layout, ...at }]
      }
    }
  }

  private region(name: string, node: Element, context: Context): Region | undefined {
    const role = attribute(node, 'role')
    const named = (role === undefined ? undefined : ROLES.get(role)) ?? REGIONS.get(name)
    // The <header> of an article holds its title: prose, not the page's banner.
    if ((named === 'header' || named === 'footer') && context.article === true && role === undefined) return undefined
    return named
  }

  /** Makes one line of what should hold only inlines; stray blocks inside stay blocks. */
  private lines(children: Child[], make: (inner: Inline[]) => Child): Child[] {
    const lines: Child[] = []
    let run: Inline[] = []
    for (const child of children) {
      if (isInline(child)) {
        run.push(child)
        continue
      }
      if (run.length > 0) lines.push(make(run))
      run = []
      lines.push(child)
    }
    if (run.length > 0) lines.push(make(run))
    return lines
  }

  private items(node: Element, context: Context, depth: number): ListItem[] {
    const items: ListItem[] = []
    for (const child of node.children) {
      if (child.type !== 'element' || SKIPPED.has(child.tagName)) continue
      const inner = this.context(child, context)
      const at = child.position === undefined ? {} : { position: child.position }
      const layout = inner.layout === undefined ? {} : { layout: inner.layout }
      // Anything but <li> in a list is an error that browsers print: read it as an item.
      const children =
        child.tagName === 'li' ? this.flow(child.children, inner, depth + 1) : this.element(child, context, depth + 1)
      items.push({ type: 'listItem', children, ...layout, ...at })
    }
    return items
  }

  private table(node: Element, context: Context, depth: number): Child[] {
    const at = node.position === undefined ? {} : { position: node.position }
    const rows: TableRow[] = []
    const captions: Child[] = []
    const facts = { header: false, nested: false, blocks: false, columns: 0 }
    const spans: number[] = []
    const visit = (parent: Element, inner: Context, head: boolean): void => {
      for (const child of parent.children) {
        if (child.type !== 'element') continue
        if (child.tagName === 'caption') captions.push(...this.element(child, inner, depth + 1))
        else if (child.tagName === 'thead' || child.tagName === 'tbody' || child.tagName === 'tfoot') {
          visit(child, this.context(child, inner), child.tagName === 'thead')
        } else if (child.tagName === 'tr')
          rows.push(this.row(child, this.context(child, inner), head, spans, facts, depth + 1))
      }
    }
    visit(node, context, false)
    const role = attribute(node, 'role')
    const told = role === 'presentation' || role === 'none'
    const pageLike = facts.nested || facts.columns <= 1 || rows.length === 1 || facts.blocks
    const presentation = told || (!facts.header && captions.length === 0 && pageLike)
    return [...captions, { type: 'table', ...(presentation ? { presentation } : {}), children: rows, ...at }]
  }

  private row(
    node: Element,
    context: Context,
    head: boolean,
    spans: number[],
    facts: { header: boolean; nested: boolean; blocks: boolean; columns: number },
    depth: number,
  ): TableRow {
    const cells: TableCell[] = []
    let column = 0
    for (const child of node.children) {
      if (child.type !== 'element' || (child.tagName !== 'td' && child.tagName !== 'th')) continue
      while ((spans[column] ?? 0) > 0) column += 1
      const wide = span(child, 'colSpan')
      const tall = span(child, 'rowSpan')
      const inner = this.context(child, context)
      const children = this.flow(child.children, inner, depth + 1)
      const header = child.tagName === 'th' || head
      facts.header ||= header
      for (const content of children) {
        facts.nested ||= content.type === 'table'
        facts.blocks ||= content.type === 'heading' || content.type === 'list'
      }
      const layout = inner.layout === undefined ? {} : { layout: inner.layout }
      const at = child.position === undefined ? {} : { position: child.position }
      cells.push({ type: 'tableCell', column, header, merged: wide > 1 || tall > 1, children, ...layout, ...at })
      for (let i = 0; i < wide; i += 1) spans[column + i] = tall
      column += wide
    }
    facts.columns = Math.max(facts.columns, column)
    for (let i = 0; i < spans.length; i += 1) spans[i] = Math.max(0, (spans[i] ?? 0) - 1)
    return { type: 'tableRow', children: cells, ...(node.position === undefined ? {} : { position: node.position }) }
  }

  private code(node: Element): Child[] {
    const inner: Child[] = []
    const at = node.position === undefined ? {} : { position: node.position }
    for (const text of textNodes(node)) {
      const [start, end] = this.rangeOf(text)
      const segments = align(text.value, this.masked, start, end)
      inner.push({ type: 'code', value: unmask(text.value, segments, this.source), segments, ...at })
    }
    return inner
  }

  private inlineCode(node: Element, context: Context, depth: number): Child[] {
    const children: Child[] = []
    for (const child of node.children) {
      if (child.type !== 'text') {
        if (child.type === 'element') children.push(...this.element(child, context, depth + 1))
        continue
      }
      const [start, end] = this.rangeOf(child)
      const segments = align(child.value, this.masked, start, end)
      const value = unmask(child.value, segments, this.source)
      children.push({
        type: 'inlineCode',
        value,
        segments,
        ...(child.position === undefined ? {} : { position: child.position }),
      })
    }
    return children
  }

  private field(node: Element): Child[] {
    const type = node.tagName === 'input' ? (attribute(node, 'type') ?? 'text').toLowerCase() : node.tagName
    if (type === 'hidden' || type === 'submit' || type === 'button' || type === 'reset' || type === 'image') return []
    const [start, end] = this.rangeOf(node)
    const name = attribute(node, 'name')
    const id = attribute(node, 'id')
    const label = attribute(node, 'ariaLabel') ?? (id === undefined ? undefined : this.labels.get(id))
    const placeholder = attribute(node, 'placeholder')
    const required = node.properties.required === true || attribute(node, 'ariaRequired') === 'true'
    const field: FieldFact = {
      type: FIELD_TYPES.get(type) ?? 'other',
      ...(name === undefined ? {} : { name: this.unmask(name, start, end) }),
      ...(label === undefined ? {} : { label }),
      ...(required ? { required } : {}),
      ...(placeholder === undefined ? {} : { placeholder }),
    }
    const at = node.position === undefined ? {} : { position: node.position }
    return [{ type: 'field', field, children: [], segments: [{ from: 0, to: 0, start, end, exact: false }], ...at }]
  }

  private context(node: Element, outer: Context): Context {
    const name = node.tagName
    const hidden =
      node.properties.hidden !== undefined && node.properties.hidden !== null && node.properties.hidden !== false
    const classes = node.properties.className
    const style = attribute(node, 'style')
    const declared = this.sheet.declarations(
      { tag: name, id: attribute(node, 'id'), classes: Array.isArray(classes) ? classes.map(String) : [] },
      style,
    )
    const aligned = attribute(node, 'align')
    const color = name === 'font' ? attribute(node, 'color') : undefined
    const background = attribute(node, 'bgColor')
    const inherited = inherit(outer)
    if (
      declared === undefined &&
      aligned === undefined &&
      color === undefined &&
      background === undefined &&
      !hidden &&
      name !== 'center'
    ) {
      return name === 'article' || name === 'main' ? { ...inherited, article: true } : inherited
    }
    const css: Declarations = declared ?? new Map()
    const own: { -readonly [K in keyof Context]: Context[K] } = { ...inherited }
    if (name === 'article' || name === 'main') own.article = true
    if (hidden || css.get('display') === 'none' || css.get('visibility') === 'hidden') own.hidden = true
    const size = css.get('font-size')
    const points = size === undefined ? undefined : cssPoints(size, outer.size?.value)
    if (points !== undefined && points > 0) {
      own.size = { value: round(points), from: 'declared' }
      this.seen.add('font-size')
    }
    const align = alignment(css.get('text-align') ?? (name === 'center' ? 'center' : aligned))
    if (align !== undefined && name !== 'img') {
      own.align = { value: align, from: 'declared' }
      this.seen.add('alignment')
    }
    const height = css.get('line-height')
    const ratio = height === undefined ? undefined : lineHeight(height, own.size?.value)
    if (ratio !== undefined) {
      own.lineHeight = { value: round(ratio), from: 'declared' }
      this.seen.add('line-height')
    }
    const ink = cssColor(css.get('color') ?? color ?? '')
    if (ink !== undefined) {
      own.color = { value: ink, from: 'declared' }
      this.seen.add('color')
    }
    const paper = cssColor(css.get('background-color') ?? css.get('background') ?? background ?? '')
    if (paper !== undefined) {
      own.background = { value: paper, from: 'declared' }
      this.seen.add('color')
    }
    const font = css.get('font-family')
    if (font !== undefined)
      own.font = { value: (font.split(',')[0] ?? font).replace(/["']/g, '').trim(), from: 'declared' }
    const weight = css.get('font-weight')
    if (weight !== undefined) own.strong = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600
    const slant = css.get('font-style')
    if (slant !== undefined) own.emphasis = slant === 'italic' || slant === 'oblique'
    if ((css.get('text-decoration') ?? css.get('text-decoration-line') ?? '').includes('underline') && name !== 'a')
      own.underline = true
    own.look = lookOf(own)
    own.layout = layoutOf(own)
    return own
  }
}

const FIELD_TYPES: ReadonlyMap<string, FieldFact['type']> = new Map<string, FieldFact['type']>(
  Object.entries({
    text: 'text',
    email: 'text',
    tel: 'text',
    number: 'text',
    password: 'text',
    url: 'text',
    search: 'text',
    textarea: 'text',
    checkbox: 'checkbox',
    radio: 'radio',
    select: 'select',
    date: 'date',
    'datetime-local': 'date',
    month: 'date',
  }),
)

const handed = new WeakMap<Context, Context>()

/** What children receive: the same facts, inherited. */
function inherit(outer: Context): Context {
  const known = handed.get(outer)
  if (known !== undefined) return known
  const context: { -readonly [K in keyof Context]: Context[K] } = { ...outer }
  if (outer.size !== undefined) context.size = { value: outer.size.value, from: 'inherited' }
  if (outer.color !== undefined) context.color = { value: outer.color.value, from: 'inherited' }
  if (outer.background !== undefined) context.background = { value: outer.background.value, from: 'inherited' }
  if (outer.font !== undefined) context.font = { value: outer.font.value, from: 'inherited' }
  if (outer.align !== undefined) context.align = { value: outer.align.value, from: 'inherited' }
  if (outer.lineHeight !== undefined) context.lineHeight = { value: outer.lineHeight.value, from: 'inherited' }
  context.look = lookOf(context)
  context.layout = layoutOf(context)
  handed.set(outer, context)
  handed.set(context, context)
  return context
}

function lookOf(context: Context): RunStyle | undefined {
  const { size, color, background, font } = context
  if (size === undefined && color === undefined && background === undefined && font === undefined) return undefined
  return {
    ...(size === undefined ? {} : { size }),
    ...(color === undefined ? {} : { color }),
    ...(background === undefined ? {} : { background }),
    ...(font === undefined ? {} : { font }),
  }
}

function layoutOf(context: Context): BlockStyle | undefined {
  const { align, lineHeight: height } = context
  if (align === undefined && height === undefined) return undefined
  return { ...(align === undefined ? {} : { align }), ...(height === undefined ? {} : { lineHeight: height }) }
}

function alignment(value: string | undefined): 'left' | 'right' | 'center' | 'justify' | undefined {
  const text = value?.trim().toLowerCase()
  if (text === 'left' || text === 'right' || text === 'center' || text === 'justify') return text
  if (text === 'start') return 'left'
  return text === 'end' ? 'right' : undefined
}

function lineHeight(value: string, size: number | undefined): number | undefined {
  if (/^[\d.]+$/.test(value)) return Number(value) || undefined
  if (/^[\d.]+%$/.test(value)) return Number.parseFloat(value) / 100
  if (/^[\d.]+em$/.test(value)) return Number.parseFloat(value)
  const points = cssPoints(value, undefined)
  return points === undefined || size === undefined || size === 0 ? undefined : points / size
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function span(node: Element, name: 'colSpan' | 'rowSpan'): number {
  const value = Number(node.properties[name])
  return Number.isInteger(value) && value > 0 ? Math.min(value, 200) : 1
}

function attribute(node: Element, name: string): string | undefined {
  const value = node.properties[name]
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? value.join(' ') : undefined
}

function textNodes(node: Element): (RootContent & { type: 'text'; value: string })[] {
  const found: (RootContent & { type: 'text'; value: string })[] = []
  const queue: RootContent[] = [...node.children].reverse()
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next.type === 'text') found.push(next)
    else if (next.type === 'element') queue.push(...[...next.children].reverse())
  }
  return found
}

function textOf(node: Element): string {
  let text = ''
  for (const part of textNodes(node)) text += part.value
  return text
}

/** Puts an emphasis or a link around inlines, inside the blocks when there are blocks. */
function wrap(children: readonly Child[], make: (inner: Inline[]) => Inline): Child[] {
  const wrapped: Child[] = []
  let run: Inline[] = []
  for (const child of children) {
    if (isInline(child)) {
      run.push(child)
      continue
    }
    if (run.length > 0) wrapped.push(make(run))
    run = []
    if (child.type === 'heading' || child.type === 'paragraph')
      wrapped.push({ ...child, children: [make(child.children)] })
    else if (child.type === 'section') wrapped.push({ ...child, children: wrap(child.children, make) })
    else wrapped.push(child)
  }
  if (run.length > 0) wrapped.push(make(run))
  return wrapped
}
