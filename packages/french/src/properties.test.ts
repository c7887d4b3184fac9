import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadFrench } from './index.ts'

const french = loadFrench()

function check(text: string): void {
  const sentences = french.analyse(text)
  let at = 0
  for (const sentence of sentences) {
    const first = sentence.tokens[0]
    const last = sentence.tokens.at(-1)
    expect([sentence.start, sentence.end]).toEqual([first?.start, last?.end])
    for (const token of sentence.tokens) {
      expect(token.end).toBeGreaterThan(token.start)
      expect(token.text).toBe(text.slice(token.start, token.end))
      // Only white space may stand between two tokens.
      expect(text.slice(at, token.start).trim()).toBe('')
      at = token.end
    }
  }
  expect(text.slice(at).trim()).toBe('')
}

/** Pieces that meet every branch of the tokeniser, and what breaks tokenisers. */
const PIECES = [
  "l'",
  'qu’',
  'a-t-il',
  '-',
  '–',
  '—',
  '.',
  '...',
  '…',
  '?',
  '!',
  '(',
  ')',
  '«',
  '»',
  '"',
  "'",
  '’',
  ' ',
  '\u00a0',
  '\u202f',
  '\n',
  '\r\n',
  '\t',
  '\u2028',
  'M.',
  'art.',
  'L. 123-4',
  'n° ',
  '12',
  '1 240,50 €',
  '14 h 30',
  '01 23 45 67 89',
  '12 mars 2025',
  '14069*03',
  '@',
  'a@b.fr',
  'https://',
  'www.',
  'x.fr',
  '/',
  '%',
  'é',
  'e\u0301',
  '\u0301',
  '\u00ad',
  '\u200b',
  '\ud800',
  '\udc00',
  '😀',
  '👩‍👩‍👧',
  'سلام',
  '你好',
  '\0',
  '\ufeff',
  'Œ',
  'ﬁ',
  'ß',
  'İ',
  'les',
  'vous',
  'dossier',
  'Paris',
  'donnez-le-nous',
  '1.',
  'a)',
  '•',
  ';',
  ':',
  ',',
  '{{x}}',
  'aujourd’hui',
  'I',
  '_',
  '*',
  '=',
  '+33 ',
  '(+33) 1 23 45 67 89',
  'FR76 3000 4000 0312',
  '2 85 06 35 238 114 57',
  'DP 035 047 25 A0012',
  "donnez-m'en",
  'va-t’en',
  'R* 421-5',
]

test('any string gives ordered sentences whose tokens tile it, white space aside', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join('')),
      ),
      (text) => {
        check(text)
      },
    ),
    { numRuns: 3000 },
  )
})

test('opaque ranges are tokens of their own on any text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }),
      fc.nat(60),
      fc.integer({ min: 1, max: 10 }),
      (parts, start, length) => {
        const text = parts.join('')
        const end = Math.min(text.length, start + length)
        if (end <= start) return
        const tokens = french.analyse(text, { opaque: [{ start, end }] }).flatMap((sentence) => sentence.tokens)
        expect(tokens.some((token) => token.start === start && token.end === end && token.kind === 'placeholder')).toBe(
          true,
        )
        expect(
          tokens
            .map((token) => token.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''))
      },
    ),
    { numRuns: 1000 },
  )
})

test('the same text gives the same analysis', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), (parts) => {
      const text = parts.join(' ')
      expect(french.analyse(text)).toEqual(french.analyse(text))
    }),
    { numRuns: 200 },
  )
})

const HOSTILE: readonly (readonly [name: string, piece: string])[] = [
  ['no space at all', 'a'],
  ['digits', '1'],
  ['hyphens', 'a-'],
  ['apostrophes', "l'"],
  ['odd apostrophes', "x'"],
  ['dots', 'a.'],
  ['at signs', '@'],
  ['addresses', 'a@'],
  ['brackets', '('],
  ['quotes', '« '],
  ['lone surrogates', '\ud800'],
  ['emoji', '😀'],
  ['Arabic', 'سلام '],
  ['NUL', '\0'],
  ['newlines', '\n'],
  ['short lines', 'A\n'],
  ['dates', '1/1/'],
  ['groups of digits', '123 '],
  ['capitals and digits', 'A1-'],
  ['numéros', 'n°'],
  ['subjects', 'nous '],
  ['adverbs', 'bien '],
  ['final marks and closers', '.)»'],
  ['closing apostrophes', '’’'],
  ['closing quotes', '»»'],
  ['closing brackets', '))'],
  ['titles', 'M. '],
  ['elided articles', "l'l'"],
  ['rules', '---'],
  ['section numbers', '1.1.1.1'],
  ['three brackets', '((('],
  ['questions', 'a-t-il '],
  ['initials', 'A. B. '],
  ['commas at the end of lines', 'A,\n'],
  ['bank accounts', 'FR76 '],
  ['security numbers', '2 85 06 '],
  ['permits', 'DP 1'],
  ['merge fields', '{{'],
  ['combining marks', 'e\u0301\u0301'],
]

// Quadratic behaviour would outlast the time that the runner allows a test; the ratio of sizes is measured outside the suite.
test.each(HOSTILE)('a hundred thousand characters of %s are read', (_, piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length))
  check(text.slice(0, 2_000))
  const tokens = french.analyse(text).flatMap((sentence) => sentence.tokens)
  expect(tokens.reduce((sum, token) => sum + token.text.replace(/\s/g, '').length, 0)).toBe(
    text.replace(/\s/g, '').length,
  )
})
