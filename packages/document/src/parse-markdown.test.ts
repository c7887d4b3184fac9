import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MARKDOWN_BITS, MARKDOWN_LINES, MARKDOWN_MARKS, MARKDOWN_OPENINGS } from './markdown-fixture.ts'
import { markdownPieces } from './markdown-pieces.ts'
import { parsePieces, parseWhole } from './parse-markdown.ts'
import { findPlaceholders, maskPlaceholders } from './placeholders.ts'
import { plainMarkdown } from './plain-markdown.ts'

/** Reads a source both ways and says how many of its pieces were plain. */
function expectSame(source: string): number {
  const finds = findPlaceholders(source, { format: 'md' })
  const masked = maskPlaceholders(source, finds, 'md')
  const pieces = markdownPieces(masked, finds)
  if (pieces === undefined) return 0
  // « - -\n[x] mot » makes remark-gfm fail one of its own assertions.
  const whole = attempt(() => parseWhole(masked))
  expect(
    attempt(() => parsePieces(masked, pieces)),
    source,
  ).toEqual(whole)
  return pieces.filter(({ start, end }) => plainMarkdown(masked, start, end, 1) !== undefined).length
}

function attempt<T>(run: () => T): T | 'assertion of remark' {
  try {
    return run()
  } catch (error) {
    if (error instanceof Error && error.name === 'Assertion') return 'assertion of remark'
    throw error
  }
}

const words = fc.array(fc.constantFrom(...MARKDOWN_BITS), { minLength: 1, maxLength: 8 }).map((bits) => bits.join(''))
const marks = fc.array(fc.constantFrom(...MARKDOWN_MARKS), { minLength: 1, maxLength: 16 }).map((bits) => bits.join(''))
const opening = fc.constantFrom(...MARKDOWN_OPENINGS)
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...MARKDOWN_LINES) },
  { weight: 2, arbitrary: words },
  { weight: 2, arbitrary: fc.tuple(opening, words).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.tuple(opening, opening, words).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.tuple(opening, marks).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: opening },
  { weight: 1, arbitrary: fc.constant('') },
)
const sources = fc
  .tuple(
    fc.constantFrom('', '', '', '', '---\ntitre: Lettre\n---\n', '---\n'),
    fc.array(line, { maxLength: 14 }),
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
    fc.constantFrom('', '\n', '\n\n ', ' '),
  )
  .map(([head, lines, end, tail]) => (head + lines.join('\n') + tail).replaceAll('\n', end))

const folder = join(import.meta.dirname, '../../../test')
const letters = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && !path.includes('node_modules'))
  .sort()
  .map((path) => readFileSync(join(folder, path), 'utf8'))

test('any Markdown read by its plain pieces gives the tree and the positions of remark', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(sources, (source) => void expectSame(source)),
    { numRuns: 600 },
  )
})

test('any quotation gives the tree and the positions of remark', { timeout: 60_000 }, () => {
  const quoted = fc.tuple(fc.constantFrom('> ', '> ', '> ', '> ', '> ', '>', ''), line).map((parts) => parts.join(''))
  let plain = 0
  fc.assert(
    fc.property(
      fc.constantFrom('', 'mot\n', '- un\n', '# T\n\n'),
      fc.array(quoted, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('', '\n\nfin', '\n- un', '\n\n- un'),
      (before, lines, after) => {
        plain += expectSame(before + lines.join('\n') + after)
      },
    ),
    { numRuns: 500 },
  )
  expect(plain).toBeGreaterThan(50)
})

test('any run of marks gives the tree and the positions of remark', { timeout: 60_000 }, () => {
  let plain = 0
  fc.assert(
    fc.property(fc.constantFrom('', '', '# ', '- '), marks, fc.constantFrom('\n', '\r\n'), (open, text, end) => {
      plain += expectSame((open + text).replaceAll('\n', end))
    }),
    { numRuns: 800 },
  )
  expect(plain).toBeGreaterThan(400)
})

const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a',
    ' 705,13 € ',
    '  **oui**',
    '*non',
    '1<br>2',
    ' [site](https://exemple.fr) ',
    ' www.exemple.fr ',
    ' a|b',
    ' `c`',
    ' *x* y ',
  ),
  words,
)
const row = fc
  .tuple(
    fc.constantFrom('|', '|', '|', '', ' |'),
    fc.array(cell, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('|', '|', '|', '', '|  '),
  )
  .map(([open, cells, close]) => open + cells.join('|') + close)
const tables = fc
  .tuple(
    fc.constantFrom('', '', 'Voici :\n\n', 'Voici :\n', '- un\n'),
    row,
    fc.array(fc.constantFrom('---', ' :-: ', '-:', ':--', '-'), { minLength: 1, maxLength: 4 }),
    fc.array(row, { maxLength: 4 }),
    fc.constantFrom('', '\n', '\n\nFin.', '\nFin.', '\n# Titre'),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([before, head, dashes, rows, after, end]) =>
    (before + [head, `|${dashes.join('|')}|`, ...rows].join('\n') + after).replaceAll('\n', end),
  )

test('the spaces after a row of a table belong to it when remark says so', () => {
  for (const source of ['||\n|---|\n||  ', '||  \n|---|\n|a|', '|a|b|\n|-|-|\n|c||   ', '| a|b|  \n|---|---|\n| a|b|'])
    expectSame(source)
})

test('any table read by its plain rows gives the tree and the positions of remark', { timeout: 60_000 }, () => {
  let plain = 0
  fc.assert(
    fc.property(tables, (source) => {
      plain += expectSame(source)
    }),
    { numRuns: 400 },
  )
  expect(plain).toBeGreaterThan(40)
})

test('letters read by their plain pieces give the tree of remark, and most of them are plain', () => {
  let plain = 0
  for (const letter of letters) plain += expectSame(letter)
  expect(letters.length).toBeGreaterThan(50)
  expect(plain).toBeGreaterThan(letters.length * 3)
})

test('a letter edited anywhere still gives the tree of remark', { timeout: 60_000 }, () => {
  const edits = fc.array(
    fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom('\n', '\n\n', ...MARKDOWN_LINES, ...MARKDOWN_BITS)),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...letters), fc.nat(), edits, (letter, from, changes) => {
      let text = letter.slice(from % (letter.length + 1)).slice(0, 1500)
      for (const [place, length, added] of changes) {
        const at = place % (text.length + 1)
        text = text.slice(0, at) + added + text.slice(at + length)
      }
      expectSame(text)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['Madame Sénéchal\\\n2 rue du Puits\n', true],
  ['Écrivez à **dpd@caf.exemple.fr** ou voyez (www.cnil.fr).\n', true],
  ['# Vos droits\n\n- [le site](https://exemple.fr/a_b?c=1&d=2)\n- **un** et *deux*\n\nFin\n', true],
  ['Voici :\n- un\n  suite\n- deux\n', true],
  [' Fiche pratique \n\n## Études  \n\n - un\n - deux\n', true],
  ['- un\n  - deux\n\n    suite\n\n  fin\n- \n\n Date\n', true],
  ['1. un\n- deux\n+ trois\n', true],
  ['**À savoir ! **\nLe** guide **explicatif, **a** **b **c\n', true],
  ['*a **b*** _c_d_ ***e** f*\n', true],
  ['[…] voir [**le** `site`](/a "titre") ![logo](b.png), 3 < 5 & 6<br>\\*\n', true],
  ['Le site www. cesu. fr (http://dreets. gouv) et DEMAT@MIANTE, 3 @ 4\n', true],
  ['| a | b |\n|---|---|\n| www. | 1 454 € |\n| www. cesu | 2 |\n', false],
  ['Article 1862\n----\nLorsque\n\nTitre\n  ===\n', true],
  ['    code\n      suite\n\n    fin\n\nMot\n', true],
  ['Voici :\n```js a b\n  x\n\n```\n- ~~~\n  y\n  ~~~\n', true],
  ['<!-- limpide-ignorer voix-passive -->\nMot\n<p>\nun\n</p>\n\n<b>deux</b> <https://a.fr>, <c@d.fr>\n', true],
  ['Voici :\n> cité  \n> **suite**\n>\n> - un\n> - deux\n\nFin\n', true],
  ['- [ ] à faire\n', false],
  ['a | b\n--- | ---\n', false],
  ['> cité\nsuite\n', false],
  ['<!--\n', false],
  ['<script>\n', false],
  ['```\nsans fin\n', false],
])('%j: remark is left out of it: %s', (source, isPlain) => {
  expectSame(source)
  expect(plainMarkdown(source, 0, source.length, 1) !== undefined).toBe(isPlain)
})
