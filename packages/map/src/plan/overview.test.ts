import { expect, test } from 'vitest'
import { overview } from './overview.ts'
import type { DocumentVersion } from './plan-store.ts'

const version = (number: number, value: number, rules = '1.2.0'): DocumentVersion => ({
  path: 'a.md',
  number,
  publishedOn: number === 0 ? null : '2026-03-01',
  publishedBy: null,
  keptAt: '2026-03-01T12:00:00.000Z',
  file: 'a.md',
  hash: null,
  score: { value, margin: 5, grade: 'D', rules, calibration: '2026-11' },
  volume: null,
})
const rewritten = (before: number, after: number, rules?: string) => [version(0, before), version(1, after, rules)]
const FIVE = [rewritten(60, 30), rewritten(70, 20), rewritten(50, 10), rewritten(65, 40), rewritten(55, 25)]

test('four documents are no aggregate; the fifth makes one', () => {
  expect(overview([])).toBeUndefined()
  expect(overview(FIVE.slice(0, 4))).toBeUndefined()
  // Documents that wait for their rewriting, however many, are not counted.
  expect(overview([...FIVE.slice(0, 4), [version(0, 90)], [version(0, 80)], []])).toBeUndefined()
  expect(overview(FIVE)).toEqual({ rewritten: 5, before: 60, after: 25 })
})

test('a median is of five documents or more whose two scores were computed alike', () => {
  const four = [...FIVE.slice(0, 4), rewritten(55, 25, '1.3.0')]
  expect(overview(four)).toEqual({ rewritten: 5, before: null, after: null })
  expect(overview([...four, rewritten(61, 28)])).toEqual({ rewritten: 6, before: 61, after: 28 })
})
