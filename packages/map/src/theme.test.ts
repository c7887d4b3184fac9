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
    expect(said('[1]')[0]).toBe('Le thème est une liste, pas un objet JSON.')
    expect(said('{"nom": 3}')[0]).toBe('« nom » est le nombre 3, pas un texte.')
    expect(said('{"police": "Luciole"}')[0]).toBe('« police » est le texte « Luciole », pas un objet.')
    expect(said('{"police": {"famille": "x"}}')[0]).toContain('« famille »')
    expect(said('{"couleurs": {"accent": 3}}')[0]).toContain('le nombre 3')
    expect(said('{"couleur": {}}')[0]).toContain('« couleur »')
    expect(said('{"couleurs": {"accent": "vert"}}')[0]).toContain('« vert »')
    expect(said('{"couleurs": {"bleu": "#000000"}}')[0]).toContain('« bleu »')
    expect(said('{"logo": "logo.png"}')[0]).toContain('n’a pas été trouvé')
    expect(said('{"logo": "page.html"}')[0]).toContain('n’est pas du bon format')
    expect(said('{"police": {"familles": "x; } body { display: none"}}')[0]).toContain('signes inattendus')
    expect(readTheme('body { color: red }', true, none).problems[0]?.what).toContain('ni couleur, ni police')
  })
  test.each([
    ['{\n  "nom": "Ière",\n  "couleurs": { "accent": #005a4e }\n}', 3, 'Il se lit jusqu’à « #005a4e } ».'],
    ['{\n  "nom": "Ière",\n}', 3, 'Il se lit jusqu’à « } ».'],
    ['{\n  "nom": "Ière"\n  "logo": "x"\n}', 3, 'Il se lit jusqu’à « "logo": "x" ».'],
    ['{\n  "nom": "Ière"', 2, 'Il s’arrête trop tôt.'],
    [':root { --accent: #005a4e }', 1, 'Il se lit jusqu’à « :root { --accent: #005a4e } ».'],
    ['non', 1, 'Il se lit jusqu’à « on ».'],
    ['', 1, 'Il est vide.'],
  ])('a file that is not JSON is told with the line and what is there: %j', (source, line, found) => {
    const [problem] = readTheme(source, false, none).problems
    expect(problem).toMatchObject({ what: `Le thème n’est pas un fichier JSON. ${found}`, where: `ligne ${line}` })
  })
  test('each fault is told with its line, in JSON and in a style sheet', () => {
    const json =
      '{\n"couleurs": {\n"accent": "#ffd400",\n"bleu": "#000000" },\n"sombre": {\n"accent": "vert" },\n"logo": "absent.png",\n"police": {\n"fichier": "absente.woff2" } }'
    expect(readTheme(json, false, none).problems.map(({ where }) => where)).toEqual([
      'ligne 4',
      'ligne 6',
      'ligne 3',
      'ligne 7',
      'ligne 9',
    ])
    const css =
      '/* --accent: #fff;\n*/\n:root {\n--accent: #ffd400 }\n@media (prefers-color-scheme: dark) {\n:root { --accent: vert } }'
    expect(readTheme(css, true, none).problems.map(({ where }) => where)).toEqual(['ligne 6', 'ligne 4'])
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
