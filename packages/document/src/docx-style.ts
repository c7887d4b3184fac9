import { ALIGNMENTS } from './alignments.ts'
import type { BlockStyle, Fact, FactName, RunStyle } from './document.ts'
import { child, elements, type XmlElement } from './xml.ts'

/** What an office file declares of itself. */
export const OFFICE_FACTS: readonly FactName[] = [
  'structure',
  'emphasis',
  'links',
  'font-size',
  'alignment',
  'line-height',
  'color',
  'page',
  'fields',
]

/** The properties of a run, each undefined where nothing says anything. */
export interface RunFacts {
  readonly size?: number
  readonly color?: string
  readonly background?: string
  readonly font?: string
  readonly strong?: boolean
  readonly emphasis?: boolean
  readonly underline?: boolean
  readonly strike?: boolean
  readonly hidden?: boolean
  readonly capitals?: boolean
}

/** The properties of a paragraph. */
export interface ParagraphFacts {
  readonly align?: 'left' | 'right' | 'center' | 'justify'
  readonly lineHeight?: number
  readonly spaceBefore?: number
  readonly spaceAfter?: number
  readonly outline?: number
  readonly list?: { readonly id: string | undefined; readonly level: number | undefined }
}

interface Style {
  readonly name: string
  readonly basedOn: string | undefined
  readonly run: RunFacts
  readonly paragraph: ParagraphFacts
}

/** A style with all that it inherits. */
export interface Resolved {
  readonly run: RunFacts
  readonly paragraph: ParagraphFacts
  readonly headingLevel: number | undefined
  readonly name: string
}

/** Word's single line is the font's own height, about 1.15 of its size (Arial, Times; Calibri 1.22). */
const SINGLE_LINE = 1.15

const NOTHING: Resolved = { run: {}, paragraph: {}, headingLevel: undefined, name: '' }

/** The styles of a docx, inheritance resolved. */
export class DocxStyles {
  readonly language: string | undefined
  private readonly styles = new Map<string, Style>()
  private readonly resolved = new Map<string, Resolved>()
  private readonly defaults: Resolved
  private readonly normal: string | undefined

  constructor(xml: XmlElement | undefined, theme: (name: string) => string | undefined) {
    const docDefaults = child(xml, 'w:docDefaults')
    const run = child(child(docDefaults, 'w:rPrDefault'), 'w:rPr')
    this.language = child(run, 'w:lang')?.attributes['w:val']
    this.defaults = {
      ...NOTHING,
      // What the format itself says when no style does: 10 points, the automatic colour, left, single line.
      run: { size: 10, color: '#000000', ...runFacts(run, theme) },
      paragraph: {
        align: 'left',
        lineHeight: SINGLE_LINE,
        ...paragraphFacts(child(child(docDefaults, 'w:pPrDefault'), 'w:pPr')),
      },
    }
    let normal: string | undefined
    for (const style of elements(xml)) {
      if (style.name !== 'w:style') continue
      const id = style.attributes['w:styleId']
      if (id === undefined) continue
      if (
        style.attributes['w:type'] === 'paragraph' &&
        style.attributes['w:default'] !== undefined &&
        isOn(style.attributes['w:default'])
      )
        normal = id
      this.styles.set(id, {
        name: child(style, 'w:name')?.attributes['w:val'] ?? id,
        basedOn: child(style, 'w:basedOn')?.attributes['w:val'],
        run: runFacts(child(style, 'w:rPr'), theme),
        paragraph: paragraphFacts(child(style, 'w:pPr')),
      })
    }
    this.normal = normal
  }

  /** A paragraph style over the defaults of the document. */
  paragraph(id: string | undefined): Resolved {
    const wanted = id !== undefined && this.styles.has(id) ? id : this.normal
    if (wanted === undefined) return this.defaults
    const own = this.chain(wanted)
    return {
      run: { ...this.defaults.run, ...own.run },
      paragraph: { ...this.defaults.paragraph, ...own.paragraph },
      headingLevel: own.headingLevel,
      name: own.name,
    }
  }

  /** A character style alone. */
  character(id: string | undefined): RunFacts {
    return id === undefined ? {} : this.chain(id).run
  }

  private chain(id: string, depth = 0): Resolved {
    const known = this.resolved.get(id)
    if (known !== undefined) return known
    const style = this.styles.get(id)
    // A style based on itself through others is a fault Word opens without a word.
    if (style === undefined || depth > 30) return NOTHING
    const parent = style.basedOn === undefined ? NOTHING : this.chain(style.basedOn, depth + 1)
    const result: Resolved = {
      run: { ...parent.run, ...style.run },
      paragraph: { ...parent.paragraph, ...style.paragraph },
      headingLevel: headingLevel(style.name) ?? parent.headingLevel,
      name: style.name,
    }
    this.resolved.set(id, result)
    return result
  }
}

/** The heading level that a style’s name says, in French or in English. */
export function headingLevel(name: string): number | undefined {
  const match = /^(?:heading|titre) ?([1-9])$/i.exec(name)
  if (match !== null) return Math.min(6, Number(match[1]))
  if (/^(?:title|titre|titre principal)$/i.test(name)) return 1
  return /^(?:subtitle|sous-titre)$/i.test(name) ? 2 : undefined
}

/** Reads `w:rPr`. */
export function runFacts(xml: XmlElement | undefined, theme: (name: string) => string | undefined): RunFacts {
  if (xml === undefined) return {}
  const facts: { -readonly [K in keyof RunFacts]: RunFacts[K] } = {}
  for (const property of elements(xml)) {
    const value = property.attributes['w:val']
    switch (property.name) {
      case 'w:sz': {
        const size = Number(value)
        if (size > 0) facts.size = size / 2
        break
      }
      case 'w:color': {
        if (value === 'auto') facts.color = '#000000'
        else if (value !== undefined && /^[\da-f]{6}$/i.test(value)) facts.color = `#${value.toLowerCase()}`
        break
      }
      case 'w:shd': {
        const fill = property.attributes['w:fill']
        if (fill !== undefined && /^[\da-f]{6}$/i.test(fill)) facts.background = `#${fill.toLowerCase()}`
        break
      }
      case 'w:highlight': {
        const color = HIGHLIGHTS.get(value ?? '')
        if (color !== undefined) facts.background = color
        break
      }
      case 'w:rFonts': {
        const themed = property.attributes['w:asciiTheme']
        const font =
          themed === undefined ? property.attributes['w:ascii'] : (theme(themed) ?? property.attributes['w:ascii'])
        if (font !== undefined) facts.font = font
        break
      }
      case 'w:b':
        facts.strong = isOn(value)
        break
      case 'w:i':
        facts.emphasis = isOn(value)
        break
      case 'w:u':
        facts.underline = value !== 'none' && value !== undefined
        break
      case 'w:strike':
      case 'w:dstrike':
        facts.strike = isOn(value)
        break
      case 'w:caps':
        facts.capitals = isOn(value)
        break
      case 'w:vanish':
        facts.hidden = isOn(value)
        break
    }
  }
  return facts
}

/** Reads `w:pPr`; lengths in points. */
export function paragraphFacts(xml: XmlElement | undefined): ParagraphFacts {
  if (xml === undefined) return {}
  const facts: { -readonly [K in keyof ParagraphFacts]: ParagraphFacts[K] } = {}
  for (const property of elements(xml)) {
    const value = property.attributes['w:val']
    switch (property.name) {
      case 'w:jc': {
        const align = ALIGNMENTS.get(value ?? '')
        if (align !== undefined) facts.align = align
        break
      }
      case 'w:spacing': {
        const line = Number(property.attributes['w:line'])
        const rule = property.attributes['w:lineRule'] ?? 'auto'
        if (line > 0 && rule === 'auto') facts.lineHeight = Math.round((line / 240) * SINGLE_LINE * 100) / 100
        // Exact heights are points: negative here, turned into a ratio once the size is known.
        else if (line > 0 && rule === 'exact') facts.lineHeight = -line / 20
        const before = Number(property.attributes['w:before'])
        const after = Number(property.attributes['w:after'])
        if (Number.isFinite(before)) facts.spaceBefore = before / 20
        if (Number.isFinite(after)) facts.spaceAfter = after / 20
        break
      }
      case 'w:outlineLvl': {
        const level = Number(value)
        if (Number.isInteger(level) && level >= 0) facts.outline = level
        break
      }
      case 'w:numPr': {
        const level = Number(child(property, 'w:ilvl')?.attributes['w:val'])
        facts.list = {
          id: child(property, 'w:numId')?.attributes['w:val'],
          level: Number.isInteger(level) ? Math.max(0, Math.min(8, level)) : undefined,
        }
        break
      }
    }
  }
  return facts
}

/** Turns direct properties over a style into facts that say where they come from. */
export function lookOf(direct: RunFacts, style: RunFacts): RunStyle {
  return {
    ...fact('size', direct.size, style.size),
    ...fact('color', direct.color, style.color),
    ...fact('background', direct.background, style.background),
    ...fact('font', direct.font, style.font),
    ...(direct.capitals === undefined && style.capitals !== true
      ? {}
      : fact('capitals', direct.capitals, style.capitals)),
  }
}

/** The same for a paragraph; `size` turns exact line heights into ratios. */
export function layoutOf(direct: ParagraphFacts, style: ParagraphFacts, size: number | undefined): BlockStyle {
  const ratio = (height: number | undefined): number | undefined => {
    if (height === undefined || height >= 0) return height
    return size === undefined || size === 0 ? undefined : Math.round((-height / size) * 100) / 100
  }
  return {
    ...fact('align', direct.align, style.align),
    ...fact('lineHeight', ratio(direct.lineHeight), ratio(style.lineHeight)),
    ...fact('spaceBefore', direct.spaceBefore, style.spaceBefore),
    ...fact('spaceAfter', direct.spaceAfter, style.spaceAfter),
  }
}

function fact<K extends string, T>(key: K, direct: T | undefined, style: T | undefined): { [P in K]?: Fact<T> } {
  const result: { [P in K]?: Fact<T> } = {}
  if (direct !== undefined) result[key] = { value: direct, from: 'declared' }
  else if (style !== undefined) result[key] = { value: style, from: 'inherited' }
  return result
}

function isOn(value: string | undefined): boolean {
  return value === undefined || value === '1' || value === 'true' || value === 'on'
}

const HIGHLIGHTS: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    yellow: '#ffff00',
    green: '#00ff00',
    cyan: '#00ffff',
    magenta: '#ff00ff',
    blue: '#0000ff',
    red: '#ff0000',
    lightGray: '#c0c0c0',
    darkGray: '#808080',
    darkYellow: '#808000',
  }),
)
