import { expect, test } from 'vitest'
import { rates, sheetPairs } from './real-pairs.ts'

const pairs = await sheetPairs()

test('real texts that a reader told apart are told apart, and those that are most of one another are found', () => {
  const all = rates(pairs)
  expect(all.same).toBeGreaterThanOrEqual(139)
  expect(all.other).toBeGreaterThanOrEqual(67)
  expect(all.precision).toBe(1)
  expect(all.recall).toBeGreaterThanOrEqual(0.97)
  expect(rates(pairs, 0.6).recall).toBe(1)
})

test('of texts that were written again for another subject, nine in ten are found', () => {
  const { same, recall, precision } = rates(pairs, 0.3, 0.6)
  expect(same).toBeGreaterThanOrEqual(38)
  expect(precision).toBe(1)
  expect(recall).toBeGreaterThanOrEqual(0.92)
})

test('of the hardest pairs, all that are found are right, and four in five are found', () => {
  const { same, other, recall, precision } = rates(pairs.filter(({ when }) => when === 'deuxième'))
  expect(same).toBeGreaterThanOrEqual(12)
  expect(other).toBeGreaterThanOrEqual(15)
  expect(precision).toBe(1)
  expect(recall).toBeGreaterThanOrEqual(0.8)
})
