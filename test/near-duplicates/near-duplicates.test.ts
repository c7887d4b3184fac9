import { expect, test } from 'vitest'
import { rates, sheetPairs } from './real-pairs.ts'

const pairs = await sheetPairs()

test('real texts that a reader told apart are told apart, and those that are most of one another are found', () => {
  const all = rates(pairs)
  expect(all.same).toBeGreaterThanOrEqual(136)
  expect(all.other).toBeGreaterThanOrEqual(44)
  expect(all.precision).toBeGreaterThanOrEqual(0.99)
  expect(all.recall).toBeGreaterThanOrEqual(0.95)
  expect(rates(pairs, 0.6).recall).toBe(1)
})

test('of texts that were written again for another subject, eight in ten are found', () => {
  const before = pairs.filter(({ isAfter }) => !isAfter)
  const { same, recall, precision } = rates(before, 0.3, 0.6)
  expect(same).toBeGreaterThanOrEqual(20)
  expect(precision).toBe(1)
  expect(recall).toBeGreaterThanOrEqual(0.8)
})

test('of the hardest pairs, judged once the rules were settled, nine in ten that are found are right, and two in three are found', () => {
  const { same, other, recall, precision } = rates(pairs.filter(({ isAfter }) => isAfter))
  expect(same).toBeGreaterThanOrEqual(12)
  expect(other).toBeGreaterThanOrEqual(15)
  expect(precision).toBeGreaterThanOrEqual(0.9)
  expect(recall).toBeGreaterThanOrEqual(0.66)
})
