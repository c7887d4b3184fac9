/** Declarations of one rule or one `style` attribute, lower-case names. */
export type Declarations = ReadonlyMap<string, string>

/** What a selector is matched against. */
export interface Subject {
  readonly tag: string
  readonly id: string | undefined
  readonly classes: readonly string[]
}

interface Rule {
  readonly tag: string | undefined
  readonly id: string | undefined
  readonly classes: readonly string[]
  readonly weight: number
  readonly declarations: Declarations
}

const COMPOUND = /^(\*|[a-z][\w-]*)?(#[\w-]+)?((?:\.[\w-]+)*)$/i

/** Reads `name: value; …`. */
export function readDeclarations(text: string): Declarations {
  const declarations = new Map<string, string>()
  for (const part of text.split(';')) {
    const colon = part.indexOf(':')
    if (colon === -1) continue
    const value = part
      .slice(colon + 1)
      .replace(/!important/i, '')
      .trim()
    if (value !== '') declarations.set(part.slice(0, colon).trim().toLowerCase(), value)
  }
  return declarations
}

/** A style sheet reduced to its simple selectors (`p`, `.titre`, `td.pied`, `#objet`). */
export class StyleSheet {
  private readonly byKey = new Map<string, Rule[]>()
  private order = 0
  private empty = true

  /** Adds the rules of a `<style>`; at-rules (print, small screens) are left out. */
  add(text: string): void {
    const css = text.slice(0, 500_000).replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, ' ')
    let at = 0
    while (at < css.length) {
      const open = css.indexOf('{', at)
      if (open === -1) return
      const semicolon = css.indexOf(';', at)
      const head = css.slice(at, open).trim()
      if (head.startsWith('@') && semicolon !== -1 && semicolon < open) {
        at = semicolon + 1
        continue
      }
      const close = matching(css, open)
      if (!head.startsWith('@')) this.rule(head, css.slice(open + 1, close))
      at = close + 1
    }
  }

  private rule(selectors: string, body: string): void {
    const declarations = readDeclarations(body)
    if (declarations.size === 0) return
    for (const selector of selectors.split(',')) {
      const match = COMPOUND.exec(selector.trim())
      if (match === null || selector.trim() === '') continue
      const tag = match[1] === undefined || match[1] === '*' ? undefined : match[1].toLowerCase()
      const id = match[2]?.slice(1)
      const classes = (match[3] ?? '').split('.').filter((name) => name !== '')
      const specificity = (id === undefined ? 0 : 100) + classes.length * 10 + (tag === undefined ? 0 : 1)
      const rule: Rule = { tag, id, classes, weight: specificity * 100_000 + this.order++, declarations }
      const key = id !== undefined ? `#${id}` : classes[0] !== undefined ? `.${classes[0]}` : (tag ?? '*')
      const known = this.byKey.get(key)
      if (known === undefined) this.byKey.set(key, [rule])
      else known.push(rule)
      this.empty = false
    }
  }

  /** The declarations that apply, in the order in which they win; `style` is the attribute. */
  declarations(subject: Subject, style: string | undefined): Declarations | undefined {
    if (this.empty) return style === undefined ? undefined : readDeclarations(style)
    const rules: Rule[] = []
    this.matching('*', subject, rules)
    this.matching(subject.tag, subject, rules)
    if (subject.id !== undefined) this.matching(`#${subject.id}`, subject, rules)
    for (const name of subject.classes) this.matching(`.${name}`, subject, rules)
    if (rules.length === 0) return style === undefined ? undefined : readDeclarations(style)
    rules.sort((a, b) => a.weight - b.weight)
    const all = new Map<string, string>()
    for (const rule of rules) for (const [name, value] of rule.declarations) all.set(name, value)
    if (style !== undefined) for (const [name, value] of readDeclarations(style)) all.set(name, value)
    return all
  }

  private matching(key: string, subject: Subject, into: Rule[]): void {
    for (const rule of this.byKey.get(key) ?? []) {
      if (rule.tag !== undefined && rule.tag !== subject.tag) continue
      if (rule.id !== undefined && rule.id !== subject.id) continue
      if (rule.classes.every((name) => subject.classes.includes(name))) into.push(rule)
    }
  }
}

function matching(css: string, open: number): number {
  let depth = 0
  for (let i = open; i < css.length; i += 1) {
    if (css[i] === '{') depth += 1
    else if (css[i] === '}') {
      depth -= 1
      if (depth === 0) return i
    }
  }
  return css.length
}

const UNITS: ReadonlyMap<string, number> = new Map<string, number>(
  Object.entries({ pt: 1, px: 0.75, in: 72, cm: 28.3465, mm: 2.83465, pc: 12 }),
)

/** A CSS length in points, or undefined where it depends on what is not known. `parent` serves em and %. */
export function cssPoints(value: string, parent: number | undefined): number | undefined {
  const match = /^([\d.]+)\s*([a-z%]*)/i.exec(value)
  const number = Number.parseFloat(match?.[1] ?? '')
  if (match === null || !Number.isFinite(number)) return undefined
  const unit = (match[2] ?? '').toLowerCase()
  const factor = UNITS.get(unit)
  if (factor !== undefined) return number * factor
  if (parent === undefined) return undefined
  if (unit === 'em') return number * parent
  if (unit === '%') return (number * parent) / 100
  return undefined
}

const NAMED: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    black: '#000000',
    white: '#ffffff',
    red: '#ff0000',
    green: '#008000',
    blue: '#0000ff',
    gray: '#808080',
    grey: '#808080',
    silver: '#c0c0c0',
    yellow: '#ffff00',
    orange: '#ffa500',
    navy: '#000080',
    maroon: '#800000',
    purple: '#800080',
    teal: '#008080',
    lightgray: '#d3d3d3',
    lightgrey: '#d3d3d3',
    darkgray: '#a9a9a9',
    darkgrey: '#a9a9a9',
  }),
)

/** A CSS colour as `#rrggbb`, or undefined. */
export function cssColor(value: string): string | undefined {
  const text = value.trim().toLowerCase()
  const named = NAMED.get(text)
  if (named !== undefined) return named
  if (/^#[\da-f]{6}$/.test(text)) return text
  const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(text)
  if (short !== null) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`
  const rgb = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(text)
  if (rgb === null) return undefined
  return `#${[rgb[1], rgb[2], rgb[3]].map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0')).join('')}`
}
