import { type Colours, contrast, fontFace, fontFamilies, mix, READABLE, type Theme } from '../theme.ts'

/** The colours of the pages of the site, by the variable that holds each. */
export type SiteColours = Readonly<Record<'text' | 'back' | 'line' | 'main' | 'soft' | 'bad', string>>

/** The site’s own colours, on both grounds. */
export const SITE_COLOURS: Readonly<Record<'light' | 'dark', SiteColours>> = {
  light: { text: '#1b1b1f', back: '#ffffff', line: '#5f6368', main: '#0b4ea2', soft: '#eef3fa', bad: '#a3001b' },
  dark: { text: '#ececf1', back: '#17181c', line: '#a3a7ae', main: '#9cc2ff', soft: '#22262e', bad: '#ff9aa6' },
}

/** A file that the site serves for its theme. */
export interface ThemeFile {
  readonly type: string
  readonly bytes: Buffer
}

/** A theme as the site serves it: what its style adds, and the files that its pages ask this very site for. */
export interface SiteTheme {
  readonly css: string
  readonly logo?: ThemeFile
  readonly font?: ThemeFile
}

/** Where the site serves the files of its theme. */
export const THEME_FILES = { logo: '/theme/logo', font: '/theme/police' } as const

/** The theme of a team on the pages of the site: nothing of it is written in them, so that their policy stays as it is. */
export function siteTheme(theme: Theme): SiteTheme {
  const { font } = theme
  const [logo, file] = [fileOf(theme.logo), fileOf(font?.source)]
  const rules: string[] = []
  if (Object.keys({ ...theme.light, ...theme.dark }).length > 0)
    rules.push(groundsCss(themed(theme.light, 'light'), themed(theme.dark, 'dark')))
  if (font !== undefined) {
    const served = { families: font.families, ...(file === undefined ? {} : { source: THEME_FILES.font }) }
    if (file !== undefined) rules.push(fontFace(THEME_FILES.font))
    rules.push(`body{font-family:${fontFamilies(served)}}`)
  }
  return {
    css: rules.map((rule) => `${rule}\n`).join(''),
    ...(logo === undefined ? {} : { logo }),
    ...(file === undefined ? {} : { font: file }),
  }
}

/** The variables of both grounds. */
export function groundsCss(light: SiteColours, dark: SiteColours): string {
  const block = (colours: SiteColours): string =>
    `:root{${Object.entries(colours)
      .map(([name, colour]) => `--${name}:${colour}`)
      .join(';')}}`
  return `${block(light)}\n@media (prefers-color-scheme:dark){${block(dark)}}`
}

/** A ground in the colours of a theme; what it does not give, or what could not be read there, stays the site’s own. */
function themed(given: Colours, ground: 'light' | 'dark'): SiteColours {
  const own = SITE_COLOURS[ground]
  const back = given.papier ?? own.back
  const text = readable(given.encre, own.text, back)
  const main = readable(given.accent, own.main, back)
  // Boxes are tinted as far as what they hold can still be read.
  const tints = [
    ...(given.fond === undefined ? [] : [given.fond]),
    ...[0.92, 0.95, 0.98].map((far) => mix(main, back, far)),
  ]
  const soft = tints.find((tint) => [text, main].every((colour) => contrast(colour, tint) >= READABLE)) ?? back
  return {
    text,
    back,
    line: readable(given.discret, own.line, back),
    main,
    soft,
    bad: readable(undefined, own.bad, back),
  }
}

/** A colour that reads on a ground: the one given, else the site’s own, else the ink that does. */
function readable(given: string | undefined, own: string, back: string): string {
  const found = [given, own].find((colour) => colour !== undefined && contrast(colour, back) >= READABLE)
  return found ?? (contrast('#000000', back) >= READABLE ? '#000000' : '#ffffff')
}

/** The file of a `data:` address. */
function fileOf(address: string | undefined): ThemeFile | undefined {
  const [, type = '', base64 = ''] = /^data:([\w/+.-]+);base64,(.*)$/s.exec(address ?? '') ?? []
  return type === '' ? undefined : { type, bytes: Buffer.from(base64, 'base64') }
}
