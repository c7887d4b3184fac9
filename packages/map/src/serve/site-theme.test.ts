import { describe, expect, test } from 'vitest'
import { contrast, readTheme } from '../theme.ts'
import { STYLE } from './layout.ts'
import { startTestSite } from './site-fixture.ts'
import { SITE_COLOURS, siteTheme, THEME_FILES } from './site-theme.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const FONT = Buffer.from([0, 1, 0, 0, 9, 9, 9, 9])
const asset = (path: string): string =>
  path === 'logo.svg'
    ? `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}`
    : `data:font/ttf;base64,${FONT.toString('base64')}`
const themeOf = (given: object) => readTheme(JSON.stringify(given), false, asset)

/** The colours of each ground of a style sheet: the last said. */
function grounds(css: string): readonly Record<string, string>[] {
  return [...css.matchAll(/:root\{(--[^}]*)\}/g)]
    .map(([, block = '']) => Object.fromEntries(block.split(';').map((line) => line.slice(2).split(':'))))
    .slice(-2)
}

describe('a theme on the pages of the site', () => {
  test.each([
    [{ accent: '#005a4e' }, {}],
    // Just readable on white: on a box in its own tint, it would not be.
    [{ accent: '#707070' }, {}],
    [{ papier: '#fff8e1', fond: '#ffe9b0', encre: '#3a2a00', accent: '#7a4d00', discret: '#6b5500' }, {}],
    // Dark papers, under the two names: the red of faults has to change too.
    [{ papier: '#102030', encre: '#ffffff', accent: '#9cc2ff', discret: '#b0b8c0', fond: '#182838' }, {}],
    [{ accent: '#005a4e' }, { accent: '#7fd4c4', papier: '#001814', fond: '#00201b' }],
  ])('every text and every border is readable on its ground: %j %j', (couleurs, sombre) => {
    const { theme, problems } = themeOf({ couleurs, sombre })
    expect(problems).toEqual([])
    const found = grounds(siteTheme(theme).css)
    expect(found).toHaveLength(2)
    for (const { text = '', main = '', back = '', soft = '', line = '', bad = '' } of found) {
      for (const [front, behind] of [
        [text, back],
        [text, soft],
        [main, back],
        [main, soft],
        [line, back],
        [bad, back],
      ] as const)
        expect([front, behind, contrast(front, behind) >= 4.5]).toEqual([front, behind, true])
    }
    if ('accent' in couleurs) expect(found[0]?.main).toBe(couleurs.accent)
  })

  test('a theme without dark colours leaves the dark ground as it is', () => {
    expect(grounds(siteTheme(themeOf({ couleurs: { accent: '#005a4e' } }).theme).css)[1]).toEqual(SITE_COLOURS.dark)
    expect(grounds(STYLE)).toEqual([SITE_COLOURS.light, SITE_COLOURS.dark])
  })

  test('its font and its logo come from the site itself, under the same policy; nothing is written in a page', async () => {
    const { theme } = themeOf({
      couleurs: { accent: '#005a4e' },
      logo: 'logo.svg',
      police: { fichier: 'a.ttf', familles: 'Luciole, sans-serif' },
    })
    const [plain, dressed] = [await startTestSite(), await startTestSite({ theme })]
    try {
      const before = await plain.site.inject('/signaler')
      const { body, headers } = await dressed.site.inject('/signaler')
      expect(headers['content-security-policy']).toBe(before.headers['content-security-policy'])
      expect(headers['content-security-policy']).toContain("font-src 'self'; img-src 'self' data:")
      expect(body).not.toMatch(/<style|style=/)
      const style = /href="(\/style\.css\?v=[\w-]+)"/.exec(body)?.[1] ?? ''
      // A browser that holds the style of yesterday asks for the new one: its address is another.
      expect(before.body).not.toContain(style)
      const { body: css } = await dressed.site.inject(style)
      expect(css).toContain('--main:#005a4e')
      expect(css).toContain('body{font-family:"Limpide équipe", Luciole, sans-serif}')
      expect(css).toContain(`url("${THEME_FILES.font}")`)
      const font = await dressed.site.inject(THEME_FILES.font)
      expect([font.headers['content-type'], font.rawPayload]).toEqual(['font/ttf', FONT])
      const logo = await dressed.site.inject(/<img class="logo" src="([^"]+)" alt="">/.exec(body)?.[1] ?? '')
      expect([logo.headers['content-type'], logo.body]).toEqual(['image/svg+xml', SVG])
      // Opened by itself, a picture that holds a script still runs none.
      expect(logo.headers['content-security-policy']).toContain("default-src 'none'")
      for (const path of Object.values(THEME_FILES)) expect((await plain.site.inject(path)).statusCode).toBe(404)
    } finally {
      await Promise.all([plain.close(), dressed.close()])
    }
  })
})
