import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contrast, readTheme, themeCss } from './theme.ts'

const none = (): undefined => undefined

describe('a theme', () => {
  test('gives the page its colours, its name and its font', () => {
    const { theme, problems } = readTheme(
      JSON.stringify({
        nom: 'Ville d’Ière',
        couleurs: { accent: '#005a4e' },
        police: { familles: '"Luciole", sans-serif' },
      }),
      false,
      none,
    )
    expect(problems).toEqual([])
    expect(theme.name).toBe('Ville d’Ière')
    const css = themeCss(theme)
    expect(css).toContain('--accent: #005a4e')
    expect(css).toContain('html { font-family: "Luciole", sans-serif }')
    // The dark screen keeps the page's own colours: a green for paper is not one for a dark ground.
    expect(css).toMatch(/prefers-color-scheme: dark\) \{ :root \{ --accent: #93aef5/)
  })
  test.each(['#005a4e', '#7b1fa2', '#8a4b00', '#222222', '#c2185b'])(
    'every grade stays readable under the accent %s',
    (accent) => {
      const { theme, problems } = readTheme(JSON.stringify({ couleurs: { accent } }), false, none)
      expect(problems).toEqual([])
      for (const [, block = ''] of themeCss(theme).matchAll(/:root \{ ([^}]*) \}/g)) {
        const of = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1] ?? ''
        for (const letter of ['a', 'b', 'c', 'd', 'e'])
          expect(contrast(of(letter), of(`on-${letter}`))).toBeGreaterThanOrEqual(4.5)
        expect(contrast(of('accent-strong'), of('on-accent'))).toBeGreaterThanOrEqual(4.5)
      }
    },
  )
  test('a colour that cannot be read is told with the nearest that can, and is not used', () => {
    const { theme, problems } = readTheme('{"couleurs": {"accent": "#ffd400"}}', false, none)
    expect(problems.map(({ what }) => what)).toEqual([
      '« accent » #ffd400 ne se lit pas sur « papier » #ffffff : contraste 1,4, il faut 4,5.',
    ])
    const [, near = ''] = /se lit : (#[0-9a-f]{6})/.exec(problems[0]?.fix ?? '') ?? []
    expect(contrast(near, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(theme.light).toEqual({})
  })
  test('a style sheet is read for the variables that the page knows, and for nothing else', () => {
    const { theme, problems } = readTheme(
      ':root { --accent: #005A4E; --encre: red; } body { background: url(https://ailleurs.example/x.png) }\n@media (prefers-color-scheme: dark) { :root { --accent: #7fd4c4 } }',
      true,
      none,
    )
    expect(problems).toEqual([])
    expect([theme.light, theme.dark]).toEqual([{ accent: '#005a4e' }, { accent: '#7fd4c4' }])
    expect(themeCss(theme)).not.toContain('ailleurs')
  })
  test('what it cannot use is told: no JSON, an unknown key, a word for a colour, a missing or a strange file', () => {
    const said = (source: string): readonly string[] =>
      readTheme(source, false, (path) => (path === 'logo.png' ? undefined : 'data:text/html;base64,AA')).problems.map(
        ({ what }) => what,
      )
    expect(said('non')[0]).toContain('n’est pas un fichier JSON')
    expect(said('{"couleur": {}}')[0]).toContain('« couleur »')
    expect(said('{"couleurs": {"accent": "vert"}}')[0]).toContain('« vert »')
    expect(said('{"couleurs": {"bleu": "#000000"}}')[0]).toContain('« bleu »')
    expect(said('{"logo": "logo.png"}')[0]).toContain('n’a pas été trouvé')
    expect(said('{"logo": "page.html"}')[0]).toContain('n’est pas du bon format')
    expect(said('{"police": {"familles": "x; } body { display: none"}}')[0]).toContain('signes inattendus')
  })
})

test('the page’s own colours are those that a theme is read beside', () => {
  const css = readFileSync(join(import.meta.dirname, '../page/src/style.css'), 'utf8')
  const { theme } = readTheme('{"couleurs": {"accent": "#005a4e"}}', false, none)
  const [day = '', night = ''] = [...themeCss(theme).matchAll(/:root \{ ([^}]*) \}/g)].map(([, block]) => block ?? '')
  const own = css.split('@media screen and (prefers-color-scheme: dark)')
  for (const [rank, block] of [day, night].entries()) {
    for (const name of ['ink', 'muted', 'paper', 'ground', 'line'])
      expect(own[rank]).toContain(new RegExp(`--${name}: #[0-9a-f]{6}`).exec(block)?.[0])
  }
})
