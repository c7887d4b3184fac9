/** What a team gives a page: its name, its colours, its font, its logo. Every value is safe to write in a page. */
export interface Theme {
  /** Shown in place of « Limpide ». */
  readonly name?: string
  /** `data:` address of an image. */
  readonly logo?: string
  /** `data:` address of a font, and the fonts to fall back on. */
  readonly font?: { readonly source?: string; readonly families: string }
  readonly light: Colours
  readonly dark: Colours
}

/** Colours by their role, each `#rrggbb`. */
export type Colours = Readonly<Partial<Record<Role, string>>>

/** The roles that a theme may give a colour to: their French key, and the variable of the page. */
const ROLES = {
  accent: '--accent',
  encre: '--ink',
  discret: '--muted',
  papier: '--paper',
  fond: '--ground',
  filet: '--line',
} as const

export type Role = keyof typeof ROLES

/** The page's own colours, that a theme's are read beside: as in `page/src/style.css`. */
const OWN: Readonly<Record<'light' | 'dark', Readonly<Record<Role, string>>>> = {
  light: {
    accent: '#2b4eb8',
    encre: '#1b1d22',
    discret: '#5b6068',
    papier: '#ffffff',
    fond: '#f6f6f3',
    filet: '#d9dadd',
  },
  dark: {
    accent: '#93aef5',
    encre: '#eceded',
    discret: '#a4a9b3',
    papier: '#1a1c21',
    fond: '#121317',
    filet: '#363a43',
  },
}

/** What must be readable on what. */
const PAIRS: readonly (readonly [Role, Role])[] = [
  ['encre', 'papier'],
  ['encre', 'fond'],
  ['discret', 'papier'],
  ['discret', 'fond'],
  ['accent', 'papier'],
  ['accent', 'fond'],
]
/** The least contrast of a text, of WCAG 2.2 AA. */
export const READABLE = 4.5

/** What was found wrong in a theme, where, and how to put it right. */
export interface ThemeProblem {
  readonly what: string
  readonly fix: string
  /** « ligne 3 »; absent: the whole file. */
  readonly where?: string
}

/** A file that a theme names: its bytes as a `data:` address, or nothing where it cannot be read. */
export type ReadAsset = (path: string) => string | undefined

/** Reads a theme, JSON or CSS. A value that cannot be used is told and left out: the page's own is then kept. */
export function readTheme(
  source: string,
  isCss: boolean,
  readAsset: ReadAsset,
): { readonly theme: Theme; readonly problems: readonly ThemeProblem[] } {
  const problems: ThemeProblem[] = []
  const say: Say = (what, fix, offset) => {
    const where = offset === undefined || offset < 0 ? undefined : `ligne ${source.slice(0, offset).split('\n').length}`
    problems.push({ what, fix, ...(where === undefined ? {} : { where }) })
  }
  const given = isCss ? fromCss(source, say) : fromJson(source, say)
  const light = coloursOf(given.couleurs, 'clair', given.placeOf, say)
  const dark = coloursOf(given.sombre, 'sombre', given.placeOf, say)
  checkContrast(light, 'light', given.placeOf, say)
  checkContrast(dark, 'dark', given.placeOf, say)
  const at = given.placeOf
  const logo = assetOf('logo', given.logo, readAsset, LOGOS, at('logo'), say)
  const fontFile = assetOf('police', given.police?.fichier, readAsset, FONTS, at('police', 'fichier'), say)
  const families = given.police?.familles
  const isSafe = families !== undefined && FAMILIES.test(families)
  if (families !== undefined && !isSafe)
    say(
      `Le nom de police « ${families} » contient des signes inattendus.`,
      'Écrivez par exemple : "Luciole", sans-serif.',
      at('police', 'familles'),
    )
  const safe = isSafe ? families : undefined
  const font =
    fontFile === undefined && safe === undefined
      ? undefined
      : { families: safe ?? 'sans-serif', ...(fontFile === undefined ? {} : { source: fontFile }) }
  return {
    theme: {
      light,
      dark,
      ...(given.nom === undefined ? {} : { name: given.nom }),
      ...(logo === undefined ? {} : { logo }),
      ...(font === undefined ? {} : { font }),
    },
    problems,
  }
}

/** The style that dresses the page, after its own; empty where the theme changes nothing. */
export function themeCss({ light, dark, font }: Theme): string {
  const rules: string[] = []
  if (font?.source !== undefined) rules.push(fontFace(font.source))
  if (font !== undefined) rules.push(`html { font-family: ${fontFamilies(font)} }`)
  const own = (colours: Colours, ground: 'light' | 'dark'): string =>
    Object.keys(colours).length === 0 ? '' : `:root { ${variables(colours, ground)} }`
  rules.push(own(light, 'light'))
  // A theme without dark colours keeps the page's own there.
  const night = own(dark, 'dark') || (Object.keys(light).length === 0 ? '' : `:root { ${variables({}, 'dark')} }`)
  if (night !== '') rules.push(`@media screen and (prefers-color-scheme: dark) { ${night} }`)
  return rules.filter((rule) => rule !== '').join('\n')
}

/** A face of the team’s own font, from where its file is. */
export function fontFace(source: string): string {
  return `@font-face { font-family: "${TEAM_FONT}"; src: url("${source}"); font-display: swap }`
}

/** The fonts of a theme, the team’s own first. */
export function fontFamilies({ source, families }: NonNullable<Theme['font']>): string {
  return source === undefined ? families : `"${TEAM_FONT}", ${families}`
}

const TEAM_FONT = 'Limpide équipe'

/** The variables of a ground: the tints of the grades follow the accent, each with a readable ink. */
function variables(colours: Colours, ground: 'light' | 'dark'): string {
  const all = { ...OWN[ground], ...colours }
  const { accent, papier, encre } = all
  const strong = mix(accent, ground === 'light' ? '#000000' : '#ffffff', 0.3)
  const tints = {
    a: mix(accent, papier, 0.88),
    b: mix(accent, papier, 0.72),
    c: mix(accent, papier, 0.5),
    d: accent,
    e: mix(accent, ground === 'light' ? '#000000' : '#ffffff', 0.45),
  }
  const lines = Object.entries(ROLES).map(([role, name]) => `${name}: ${all[role as Role]}`)
  lines.push(`--accent-strong: ${strong}`, `--on-accent: ${inkOn(strong, encre, papier)}`)
  lines.push(`--wash: ${mix(accent, papier, 0.92)}`, `--faint: ${mix(encre, papier, 0.9)}`)
  for (const [letter, tint] of Object.entries(tints))
    lines.push(`--${letter}: ${tint}`, `--on-${letter}: ${inkOn(tint, encre, papier)}`)
  return lines.join('; ')
}

/** What a logo and a font are, by their media; and the letters of a list of families, none of which can close a rule. */
const LOGOS = /^data:image\/(?:png|jpeg|svg\+xml|webp)[;,]/
const FONTS = /^data:font\/(?:woff2?|ttf|otf)[;,]/
const FAMILIES = /^[\p{L}\p{N}_\s"',-]+$/u

/** Where a key is written: its offset, or below zero where it is not found. */
type PlaceOf = (...keys: readonly string[]) => number

interface Given {
  readonly nom?: string
  readonly logo?: string
  readonly police?: { readonly fichier?: string; readonly familles?: string }
  readonly couleurs: Readonly<Record<string, unknown>>
  readonly sombre: Readonly<Record<string, unknown>>
  readonly placeOf: PlaceOf
}

type Say = (what: string, fix: string, offset?: number) => void

const EXAMPLE = 'Exemple : { "nom": "Ma ville", "couleurs": { "accent": "#005a4e" } }'

function fromJson(source: string, say: Say): Given {
  const placeOf: PlaceOf = (...keys) => {
    let from = 0
    for (const key of keys) {
      from = source.indexOf(JSON.stringify(key), from)
      if (from < 0) break
    }
    return from
  }
  let json: unknown = {}
  try {
    json = JSON.parse(source)
  } catch (error) {
    const offset = faultOf(source, error)
    const found = offset === undefined ? '' : source.slice(offset).split('\n')[0]?.trim().slice(0, 40)
    const said =
      source.trim() === '' ? 'Il est vide.' : found === '' ? 'Il s’arrête trop tôt.' : `Il se lit jusqu’à « ${found} ».`
    say(`Le thème n’est pas un fichier JSON. ${offset === undefined ? '' : said}`.trim(), EXAMPLE, offset)
  }
  if (!isRecord(json)) say(`Le thème est ${kindOf(json)}, pas un objet JSON.`, EXAMPLE)
  const root = recordOf(json)
  for (const key of Object.keys(root)) {
    if (!['nom', 'logo', 'police', 'couleurs', 'sombre'].includes(key))
      say(
        `Le thème a une clé inconnue : « ${key} ».`,
        'Les clés sont nom, logo, police, couleurs et sombre.',
        placeOf(key),
      )
  }
  const group = (key: string, example: string): Readonly<Record<string, unknown>> => {
    const value = root[key]
    if (value !== undefined && !isRecord(value))
      say(`« ${key} » est ${kindOf(value)}, pas un objet.`, `Exemple : "${key}": ${example}`, placeOf(key))
    return recordOf(value)
  }
  const police = group('police', '{ "fichier": "luciole.woff2", "familles": "Luciole, sans-serif" }')
  for (const key of Object.keys(police)) {
    if (!['fichier', 'familles'].includes(key))
      say(`La police a une clé inconnue : « ${key} ».`, 'Ses clés sont fichier et familles.', placeOf('police', key))
  }
  const text = (value: unknown, ...keys: readonly string[]): string | undefined => {
    if (typeof value === 'string' && value !== '') return value
    if (value !== undefined)
      say(
        `« ${keys.join('.')} » est ${kindOf(value)}, pas un texte.`,
        'Écrivez un texte entre guillemets.',
        placeOf(...keys),
      )
    return undefined
  }
  const [nom, logo] = [text(root.nom, 'nom'), text(root.logo, 'logo')]
  const [fichier, familles] = [text(police.fichier, 'police', 'fichier'), text(police.familles, 'police', 'familles')]
  const colours = '{ "accent": "#005a4e" }'
  return {
    ...(nom === undefined ? {} : { nom }),
    ...(logo === undefined ? {} : { logo }),
    police: { ...(fichier === undefined ? {} : { fichier }), ...(familles === undefined ? {} : { familles }) },
    couleurs: group('couleurs', colours),
    sombre: group('sombre', colours),
    placeOf,
  }
}

/** Where a JSON text stops being one; `undefined` where it cannot be told. */
function faultOf(source: string, error: unknown): number | undefined {
  const said = error instanceof Error ? error.message : ''
  const position = /position (\d+)/.exec(said)?.[1]
  if (position !== undefined) return Number(position)
  if (said.includes('end of JSON')) return source.trimEnd().length
  // « Unexpected token '#', ..."cent": #005a4e }"... »: ten signs before it, or all that there are.
  const [, token = '', dots = '', around = ''] =
    /^Unexpected token '([\s\S]+?)', (\.\.\.)?"([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(said) ?? []
  const from = around === '' ? -1 : source.indexOf(around)
  if (from < 0) return undefined
  return dots === '' ? from + Math.max(0, around.indexOf(token)) : from + Math.min(10, around.length)
}

/** Of a style sheet, the variables that the page knows: those of `:root`, and those of a dark screen. */
function fromCss(source: string, say: Say): Given {
  // What a comment holds is blank: the rest stays where it is.
  const plain = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  const from = plain.search(/@media[^{]*prefers-color-scheme:\s*dark/)
  const [day, night] = from < 0 ? [plain, ''] : [plain.slice(0, from), plain.slice(from)]
  const read = (text: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(ROLES).flatMap(([role, name]) => {
        const value = new RegExp(`(?:^|[\\s;{])${name}\\s*:\\s*([^;}]+)`).exec(text)?.[1]?.trim()
        return value === undefined ? [] : [[role, value]]
      }),
    )
  const familles = /font-family\s*:\s*([^;}]+)/.exec(day)?.[1]?.trim()
  const [couleurs, sombre] = [read(day), read(night)]
  if (familles === undefined && Object.keys({ ...couleurs, ...sombre }).length === 0)
    say(
      'Cette feuille de style ne donne ni couleur, ni police que la page connaît.',
      `Exemple : :root { --accent: #005a4e }. Les couleurs sont ${Object.values(ROLES).join(', ')}.`,
    )
  return {
    couleurs,
    sombre,
    placeOf: (key, role = '') => {
      if (key === 'police') return plain.indexOf('font-family')
      const name = Object.entries(ROLES).find(([known]) => known === role)?.[1] ?? role
      return plain.indexOf(`${name}:`, key === 'sombre' ? from : 0)
    },
    ...(familles === undefined ? {} : { police: { familles } }),
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? { ...value } : {}
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a value of JSON is, in words. */
function kindOf(value: unknown): string {
  if (value === null) return 'vide (null)'
  if (value === '') return 'un texte vide'
  if (Array.isArray(value)) return 'une liste'
  if (typeof value === 'number') return `le nombre ${value}`
  if (typeof value === 'boolean') return `« ${value} »`
  return typeof value === 'string' ? `le texte « ${value.slice(0, 40)} »` : 'un objet'
}

function coloursOf(
  given: Readonly<Record<string, unknown>>,
  ground: 'clair' | 'sombre',
  placeOf: PlaceOf,
  say: Say,
): Record<string, string> & Colours {
  const colours: Record<string, string> = {}
  const group = ground === 'clair' ? 'couleurs' : 'sombre'
  for (const [role, value] of Object.entries(given)) {
    if (!(role in ROLES)) {
      say(
        `Couleur inconnue (${ground}) : « ${role} ».`,
        `Les couleurs sont ${Object.keys(ROLES).join(', ')}.`,
        placeOf(group, role),
      )
      continue
    }
    const colour = hexOf(value)
    if (colour === undefined)
      say(
        `La couleur « ${role} » (${ground}) n’est pas comprise : ${typeof value === 'string' ? `« ${value} »` : kindOf(value)}.`,
        'Écrivez-la #rrggbb, par exemple #005a4e.',
        placeOf(group, role),
      )
    else colours[role] = colour
  }
  return colours
}

function assetOf(
  name: string,
  path: string | undefined,
  readAsset: ReadAsset,
  expected: RegExp,
  offset: number,
  say: Say,
): string | undefined {
  if (path === undefined) return undefined
  const address = readAsset(path)
  if (address === undefined) {
    say(
      `Le fichier du thème « ${path} » (${name}) n’a pas été trouvé.`,
      'Son chemin se lit depuis le dossier du thème.',
      offset,
    )
    return undefined
  }
  if (expected.test(address)) return address
  const formats = name === 'logo' ? 'PNG, JPEG, SVG ou WebP' : 'WOFF2, WOFF, TTF ou OTF'
  say(`Le fichier du thème « ${path} » (${name}) n’est pas du bon format.`, `Donnez un fichier ${formats}.`, offset)
  return undefined
}

/** Tells each pair that cannot be read, with the nearest colour that can, and leaves the theme’s colour out. */
function checkContrast(colours: Record<string, string>, ground: 'light' | 'dark', placeOf: PlaceOf, say: Say): void {
  for (const [front, back] of PAIRS) {
    // What the team did not give is the page’s own, which is readable.
    if (colours[front] === undefined && colours[back] === undefined) continue
    const [a, b] = [colours[front] ?? OWN[ground][front], colours[back] ?? OWN[ground][back]]
    const ratio = contrast(a, b)
    if (ratio >= READABLE) continue
    const said = ratio.toFixed(1).replace('.', ',')
    const where = ground === 'light' ? '' : ' (écran sombre)'
    const better = readableNear(a, b)
    say(
      `« ${front} » ${a} ne se lit pas sur « ${back} » ${b}${where} : contraste ${said}, il faut 4,5.`,
      `${better === undefined ? 'Éloignez les deux couleurs' : `Le plus proche qui se lit : ${better}`}. La couleur de la page est gardée.`,
      placeOf(ground === 'light' ? 'couleurs' : 'sombre', colours[front] === undefined ? back : front),
    )
    // The one that was given goes; when both were, the one in front does.
    delete colours[colours[front] === undefined ? back : front]
  }
}

/** The colour darkened or lightened until it reads on another. */
function readableNear(colour: string, ground: string): string | undefined {
  for (let share = 0.05; share <= 1; share += 0.05) {
    for (const end of ['#000000', '#ffffff']) {
      const tried = mix(colour, end, share)
      if (contrast(tried, ground) >= READABLE) return tried
    }
  }
  return undefined
}

function hexOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value.trim())
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase()
  return /^#[0-9a-f]{6}$/i.test(value.trim()) ? value.trim().toLowerCase() : undefined
}

function channels(colour: string): readonly [number, number, number] {
  const number = Number.parseInt(colour.slice(1), 16)
  return [number >> 16, (number >> 8) & 255, number & 255]
}

/** A colour moved towards another by a share. */
export function mix(colour: string, other: string, share: number): string {
  const [a, b] = [channels(colour), channels(other)]
  const mixed = a.map((value, i) => Math.round(value + ((b[i] ?? 0) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** The most readable of the ink, the paper, black and white on a ground. */
function inkOn(ground: string, ...candidates: readonly string[]): string {
  const [best = '#000000'] = [...candidates, '#000000', '#ffffff'].sort(
    (a, b) => contrast(b, ground) - contrast(a, ground),
  )
  return best
}

/** The contrast of WCAG, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
