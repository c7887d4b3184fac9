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

/** What must be readable on what: WCAG 2.2 AA asks for 4.5. */
const PAIRS: readonly (readonly [Role, Role])[] = [
  ['encre', 'papier'],
  ['encre', 'fond'],
  ['discret', 'papier'],
  ['discret', 'fond'],
  ['accent', 'papier'],
  ['accent', 'fond'],
]
const READABLE = 4.5

/** What was found wrong in a theme, and how to put it right. */
export interface ThemeProblem {
  readonly what: string
  readonly fix: string
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
  const say = (what: string, fix: string): void => {
    problems.push({ what, fix })
  }
  const given = isCss ? fromCss(source) : fromJson(source, say)
  const light = coloursOf(given.couleurs, 'clair', say)
  const dark = coloursOf(given.sombre, 'sombre', say)
  checkContrast(light, 'light', say)
  checkContrast(dark, 'dark', say)
  const logo = assetOf('logo', given.logo, readAsset, /^data:image\/(?:png|jpeg|svg\+xml|webp)[;,]/, say)
  const fontFile = assetOf('police', given.police?.fichier, readAsset, /^data:font\/(?:woff2?|ttf|otf)[;,]/, say)
  const families = given.police?.familles
  if (families !== undefined && !/^[\w\s"',-]+$/.test(families))
    say(
      `Le nom de police « ${families} » contient des signes inattendus.`,
      'Écrivez par exemple : "Luciole", sans-serif.',
    )
  const safe = families !== undefined && /^[\w\s"',-]+$/.test(families) ? families : undefined
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
  if (font?.source !== undefined)
    rules.push(`@font-face { font-family: "Limpide équipe"; src: url("${font.source}"); font-display: swap }`)
  if (font !== undefined)
    rules.push(`html { font-family: ${font.source === undefined ? '' : '"Limpide équipe", '}${font.families} }`)
  const own = (colours: Colours, ground: 'light' | 'dark'): string =>
    Object.keys(colours).length === 0 ? '' : `:root { ${variables(colours, ground)} }`
  rules.push(own(light, 'light'))
  // A theme without dark colours keeps the page's own there.
  const night = own(dark, 'dark') || (Object.keys(light).length === 0 ? '' : `:root { ${variables({}, 'dark')} }`)
  if (night !== '') rules.push(`@media screen and (prefers-color-scheme: dark) { ${night} }`)
  return rules.filter((rule) => rule !== '').join('\n')
}

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

interface Given {
  readonly nom?: string
  readonly logo?: string
  readonly police?: { readonly fichier?: string; readonly familles?: string }
  readonly couleurs: Readonly<Record<string, unknown>>
  readonly sombre: Readonly<Record<string, unknown>>
}

type Say = (what: string, fix: string) => void

function fromJson(source: string, say: Say): Given {
  let json: unknown
  try {
    json = JSON.parse(source)
  } catch {
    say('Le thème n’est pas un fichier JSON.', 'Exemple : { "nom": "Ma ville", "couleurs": { "accent": "#005a4e" } }')
  }
  const root = recordOf(json)
  for (const key of Object.keys(root)) {
    if (!['nom', 'logo', 'police', 'couleurs', 'sombre'].includes(key))
      say(`Le thème a une clé inconnue : « ${key} ».`, 'Les clés sont nom, logo, police, couleurs et sombre.')
  }
  const police = recordOf(root.police)
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
  const [nom, logo, fichier, familles] = [text(root.nom), text(root.logo), text(police.fichier), text(police.familles)]
  return {
    ...(nom === undefined ? {} : { nom }),
    ...(logo === undefined ? {} : { logo }),
    police: { ...(fichier === undefined ? {} : { fichier }), ...(familles === undefined ? {} : { familles }) },
    couleurs: recordOf(root.couleurs),
    sombre: recordOf(root.sombre),
  }
}

/** Of a style sheet, the variables that the page knows: those of `:root`, and those of a dark screen. */
function fromCss(source: string): Given {
  const plain = source.replace(/\/\*[\s\S]*?\*\//g, '')
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
  return {
    couleurs: read(day),
    sombre: read(night),
    ...(familles === undefined ? {} : { police: { familles } }),
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function coloursOf(
  given: Readonly<Record<string, unknown>>,
  ground: string,
  say: Say,
): Record<string, string> & Colours {
  const colours: Record<string, string> = {}
  for (const [role, value] of Object.entries(given)) {
    if (!(role in ROLES)) {
      say(`Couleur inconnue (${ground}) : « ${role} ».`, `Les couleurs sont ${Object.keys(ROLES).join(', ')}.`)
      continue
    }
    const colour = hexOf(value)
    if (colour === undefined)
      say(
        `La couleur « ${role} » (${ground}) n’est pas comprise : « ${String(value)} ».`,
        'Écrivez-la #rrggbb, par exemple #005a4e.',
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
  say: Say,
): string | undefined {
  if (path === undefined) return undefined
  const address = readAsset(path)
  if (address === undefined) {
    say(
      `Le fichier du thème « ${path} » (${name}) n’a pas été trouvé.`,
      'Son chemin se lit depuis le dossier du thème.',
    )
    return undefined
  }
  if (expected.test(address)) return address
  const formats = name === 'logo' ? 'PNG, JPEG, SVG ou WebP' : 'WOFF2, WOFF, TTF ou OTF'
  say(`Le fichier du thème « ${path} » (${name}) n’est pas du bon format.`, `Donnez un fichier ${formats}.`)
  return undefined
}

/** Tells each pair that cannot be read, with the nearest colour that can, and leaves the theme’s colour out. */
function checkContrast(colours: Record<string, string>, ground: 'light' | 'dark', say: Say): void {
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
function mix(colour: string, other: string, share: number): string {
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
