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
  'La forclusion (le délai pour agir) et la mainlevée ',
  'Montrez votre prescription au médecin. ',
  '\n\n| a | b |\n|---|---|\n| la MDPH | URGENT |\n\n',
  '\n\n1. un\n2. deux\n\n',
  '**Attention** ',
  'cliquez [ici](https://exemple.fr) ',
  '\n\nVous pouvez former un recours gracieux.\n\n',
  '\n\nCordialement,\n\n',
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
  zones: result.view.blocks.map(({ zone }) => zone),
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

const PARAGRAPHS = [
  // What is said once a document, wherever it first stands.
  'Le médecin note une dyspnée.',
  'Une dyspnée (une gêne pour respirer) est notée.',
  'La forclusion vous est opposée.',
  'La MDPH étudie votre dossier.',
  'La maison départementale des personnes handicapées (MDPH) vous répond.',
  ...LETTERS.slice(0, 2).flatMap((letter) => letter.split(/\n{2,}/).slice(1, 8)),
]

test('letters that share paragraphs, read one after the other, are each what they are alone', () => {
  const old = createLimpide()
  fc.assert(
    fc.property(fc.shuffledSubarray(PARAGRAPHS, { minLength: 2, maxLength: 12 }), (paragraphs) => {
      const text = paragraphs.join('\n\n')
      expect(said(old.check(text))).toEqual(said(createLimpide().check(text)))
    }),
    { numRuns: 150 },
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

test('two texts checked by turns, a few blocks at a time, are each what they are alone', () => {
  const shared = 'Votre dossier a été examiné par la commission. Vous devez procéder au paiement de la somme.'
  const passive = Array.from({ length: 40 }, (_, i) => `La pièce ${i} a été reçue.`).join('\n\n')
  const active = Array.from({ length: 40 }, (_, i) => `Nous lisons la pièce ${i} avec soin, puis nous vous écrivons.`)
  const texts = [`${passive}\n\n${shared}\n`, `${shared}\n\n${active.join('\n\n')}\n`]
  const limpide = createLimpide()
  for (let round = 0; round < 2; round++) {
    const going = texts.map((text) => limpide.steps(text))
    const found: (Analysed | undefined)[] = texts.map(() => undefined)
    while (found.includes(undefined)) {
      for (const [rank, steps] of going.entries()) {
        const { done, value } = steps.next()
        if (done && value) found[rank] = value
      }
    }
    for (const [rank, text] of texts.entries()) {
      const alone = said(createLimpide().check(text))
      const together = found[rank]
      if (!together) throw new Error('not finished')
      expect(said(together)).toEqual(alone)
      expect(said(limpide.check(text))).toEqual(alone)
    }
  }
})
