import { describe, expect, test } from 'vitest'
import { MASKS, type MaskKind } from './detection.ts'
import { CASES, SURVIVORS } from './mask.cases.ts'
import { mask } from './mask.ts'

const MARK = /\[\[(\p{L}+)\|([^\]]+)\]\]/gu
const isKind = (kind: string): kind is MaskKind => kind in MASKS

describe('personal data is masked', () => {
  test.each(CASES)('%s', (marked) => {
    const source = marked.replace(MARK, '$2')
    const expected = marked.replace(MARK, (_, kind: string) => (isKind(kind) ? MASKS[kind] : `unknown kind ${kind}`))
    expect(mask(source).text).toBe(expected)
  })
})

describe('what names no person survives', () => {
  test.each(SURVIVORS)('%s', (source) => {
    expect(mask(source)).toEqual({ text: source, masked: [] })
  })
})

test('masking a masked text changes nothing', () => {
  for (const marked of CASES) {
    const once = mask(marked.replace(MARK, '$2')).text
    expect(mask(once).text).toBe(once)
  }
})

test('what was masked is counted by kind', () => {
  const { masked } = mask('Mme Martin et M. Durand, 06 12 34 56 78')
  expect(masked).toEqual([
    { kind: 'nom', count: 2 },
    { kind: 'telephone', count: 1 },
  ])
})

test('a kind can be left alone where the column says it is a document reference', () => {
  expect(mask('TS-208-VB').text).toBe('[plaque]')
  expect(mask('TS-208-VB', { except: ['plaque'] }).text).toBe('TS-208-VB')
})

describe('a stranger’s text never holds the reader up', () => {
  const PIECES = [
    'a',
    'a.',
    '1',
    '1 ',
    '12 ',
    'A-',
    'de la ',
    'Mme A ',
    '12 rue de la ',
    '12 rue A, ',
    '75011 Paris ',
    'FR76 ',
    'a point ',
    'a@',
    'né à a ',
    '\nA ',
    'bât A ',
    'bât. 1, ',
    'résidence A ',
    '1 bis ',
    '1 000 ',
  ]
  test.each(PIECES)('%j a thousand times', (piece) => {
    const before = performance.now()
    mask(piece.repeat(1000))
    expect(performance.now() - before).toBeLessThan(2000)
  })
})

test('a long text without personal data is read in linear time', () => {
  const long = 'La présente décision vous est notifiée conformément aux dispositions en vigueur, 12 a 34 b. '.repeat(
    2000,
  )
  const before = performance.now()
  expect(mask(long).text).toBe(long)
  expect(performance.now() - before).toBeLessThan(8000)
})
