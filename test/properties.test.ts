import fc from 'fast-check'
import { createLimpide } from 'limpide'
import { describe, expect, test } from 'vitest'

const limpide = createLimpide()

/** Pieces that letters, templates and accidents are made of. */
const PIECES = [
  'Madame, Monsieur,',
  '\n\n',
  '\n',
  '\r\n',
  ' ',
  '\u00a0',
  '# ',
  '- ',
  '1. ',
  '| a | b |\n|---|---|\n',
  '<p>',
  '</p>',
  '<!-- limpide-ignorer -->',
  '&nbsp;',
  '&amp',
  '{{ usager.nom }}',
  '{% if x %}',
  '{{',
  '}}',
  '[NOM]',
  '«NOM»',
  '……',
  '**',
  '_',
  '`',
  'Il convient de nous retourner le formulaire',
  'Votre dossier a été examiné par la commission',
  'Objet : votre demande',
  'L. 123-4',
  '1 240,50 €',
  'n° 2025-0458-AB',
  '14 h 30',
  'aujourd’hui',
  'l’',
  'É',
  // Names that every JavaScript object holds: a table of words must not answer to them.
  ' constructor ',
  ' toString ',
  ' __proto__ ',
  '🏠',
  '\ud800',
  '\u0000',
  '\ufeff',
  'مرحبا',
  '.',
  ';',
  '?',
  '(',
  ')',
  '…',
] as const

const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
)
const format = fc.constantFrom('md', 'html', 'txt')

describe('on any string', () => {
  test('nothing throws, no rule crashes, every range lies inside the text', () => {
    fc.assert(
      fc.property(text, format, (source, format) => {
        const { result, document } = limpide.check(source, { format, noMinimum: true })
        // An ignore comment that hides nothing is a problem of the text, and is said; a crash is ours.
        expect(result.problems.filter(({ code }) => code !== 'ignore-inutile')).toEqual([])
        const { length } = document.text
        for (const finding of result.findings) {
          for (const range of [finding, ...finding.suggestions, ...finding.related]) {
            expect(range.start).toBeGreaterThanOrEqual(0)
            expect(range.end).toBeGreaterThanOrEqual(range.start)
            expect(range.end).toBeLessThanOrEqual(length)
          }
          expect(finding.message).not.toMatch(/\{[a-zA-Z]+\}/)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the same text gives the same findings and the same score, seen before or not', () => {
    fc.assert(
      fc.property(text, format, (source, format) => {
        const known = limpide.check(source, { format, noMinimum: true })
        const fresh = createLimpide().check(source, { format, noMinimum: true })
        expect(fresh.result.findings).toEqual(known.result.findings)
        expect(fresh.score).toEqual(known.score)
      }),
      { numRuns: 60 },
    )
  })

  test('a score lies between 0 and 100, with a margin that is a number', () => {
    fc.assert(
      fc.property(text, format, (source, format) => {
        const score = limpide.score(source, { format, noMinimum: true })
        if (!score) return
        expect(score.value).toBeGreaterThanOrEqual(0)
        expect(score.value).toBeLessThanOrEqual(100)
        expect(score.margin).toBeGreaterThanOrEqual(0)
        expect(score.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score.value, 9)
      }),
      { numRuns: 200 },
    )
  })
})
