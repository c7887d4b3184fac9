import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'
import { cut, pad, width, wrap } from './width.ts'

test('a passage is underlined where it stands', () => {
  const text = 'Madame,\nIl vous est demandé de répondre.\nMerci.'
  const start = text.indexOf('vous')
  expect(excerpt(text, start, start + 4, 60)).toEqual({
    line: 'Il vous est demandé de répondre.',
    underline: '   ^^^^',
  })
})

test('a long line is cut around the passage', () => {
  const text = `${'avant '.repeat(40)}ICI${' après'.repeat(40)}`
  const { line, underline } = excerpt(text, text.indexOf('ICI'), text.indexOf('ICI') + 3, 60)
  expect(width(line)).toBeLessThanOrEqual(60)
  expect(line.startsWith('…') && line.endsWith('…')).toBe(true)
  expect(line.slice(underline.indexOf('^'))).toMatch(/^ICI /)
})

test('a passage longer than the line shows its beginning, with what stands before it', () => {
  const text = `Avant cela, ${'mot '.repeat(80)}`
  const { line } = excerpt(text, 12, text.length, 60)
  expect(line).toMatch(/^Avant cela, mot mot .*[^…]…$/)
})

test('an emoji takes two columns, an accent none', () => {
  const text = '😀 e\u0301te\u0301 demandé'
  const { underline } = excerpt(text, text.indexOf('demandé'), text.length, 60)
  expect(underline).toBe(`${' '.repeat(7)}^^^^^^^`)
})

test('no text overflows its columns or breaks its line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(300), fc.nat(60), (text, at, length) => {
      const start = Math.min(at, text.length)
      const { line, underline } = excerpt(text, start, Math.min(text.length, start + length), 60)
      expect(width(line)).toBeLessThanOrEqual(60)
      expect(underline).toMatch(/^ *\^+$/)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none must remain.
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      for (const side of ['start', 'end'] as const) {
        expect(width(cut(text, 20, side))).toBeLessThanOrEqual(20)
        expect(width(pad(cut(text, 20), 20, side))).toBe(20)
      }
    }),
  )
})

test('a line is broken at its spaces, and never before a colon', () => {
  expect(wrap('Le conseil est simple : coupez la phrase en deux.', 22, '  ')).toBe(
    'Le conseil est\n  simple\u00a0: coupez la\n  phrase en deux.',
  )
})
