import { expect, test } from 'vitest'
import { rates, sheetPairs } from './real-pairs.ts'

const pairs = await sheetPairs()

test('real texts that a reader told apart are told apart, and those that are most of one another are found', () => {
  const all = rates(pairs)
  expect(all.same).toBeGreaterThanOrEqual(120)
  expect(all.other).toBeGreaterThanOrEqual(29)
  expect(all.precision).toBeGreaterThanOrEqual(0.99)
  expect(all.recall).toBeGreaterThanOrEqual(0.9)
  expect(rates(pairs, 0.6).recall).toBeGreaterThanOrEqual(0.95)
})

test('of texts that were written again for another subject, more than half are found', () => {
  const { same, recall, precision } = rates(pairs, 0.3, 0.6)
  expect(same).toBeGreaterThanOrEqual(20)
  expect(precision).toBeGreaterThanOrEqual(0.99)
  expect(recall).toBeGreaterThanOrEqual(0.5)
})
