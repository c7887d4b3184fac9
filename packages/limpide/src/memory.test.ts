import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Analysed, createLimpide } from './index.ts'

const LIBRARY = join(import.meta.dirname, '../../../test/library')
const LETTERS = readdirSync(LIBRARY, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && !path.startsWith('build'))
  .sort()
  .map((path) => readFileSync(join(LIBRARY, path), 'utf8'))

const PIECES = [
  'Nonobstant votre courrier, ',
  'Il convient de ',
  'a été examiné par la commission ',
  'ASPA ',
  '\n\n',
  '\n- un papier\n- un autre\n',
  '# Titre\n\n',
  '<!-- limpide-ignorer -->\n',
  '{{ nom }} ',
  'procéder à la vérification de ',
  '. ',
  'é',
  'Madame, Monsieur,\n\n',
  'dans les meilleurs délais',
]

const said = ({ result, score, problem }: Analysed) => ({
  findings: result.findings,
  occurrences: result.occurrences,
  measures: result.measures,
  applied: result.applied,
  unverifiable: result.unverifiable,
  problems: result.problems,
  type: result.view.type,
  plain: result.view.plain,
  score,
  problem,
})

test('what is remembered of earlier texts changes nothing: as you type, the answer is that of a first reading', () => {
  const old = createLimpide()
  fc.assert(
    fc.property(
      fc.constantFrom(...LETTERS),
      fc.constantFrom('md', 'html', 'txt'),
      fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.constantFrom(...PIECES)), { minLength: 1, maxLength: 4 }),
      (letter, format, edits) => {
        let text = letter
        old.check(text, { format })
        for (const [place, length, added] of edits) {
          const at = place % (text.length + 1)
          text = text.slice(0, at) + added + text.slice(at + length)
          expect(said(old.check(text, { format }))).toEqual(said(createLimpide().check(text, { format })))
        }
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test('a term explained once is explained further on when its first occurrence goes', () => {
  const limpide = createLimpide()
  const last = 'Vous pouvez contester cette décision si la forclusion vous est opposée.\n'
  limpide.check(`La forclusion vous est opposée.\n\n${last}`)
  expect(said(limpide.check(`La décision est prise.\n\n${last}`))).toEqual(
    said(createLimpide().check(`La décision est prise.\n\n${last}`)),
  )
})
