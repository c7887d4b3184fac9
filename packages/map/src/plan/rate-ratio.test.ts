import { describe, expect, test } from 'vitest'
import { MEASURE, measurable, type Rates, rateRatio, verdict } from './rate-ratio.ts'

const rates = (before: [number, number], after: [number, number]): Rates => ({
  before: { reports: before[0], copies: before[1] },
  after: { reports: after[0], copies: after[1] },
})

/** P(X ≤ k), summed term by term: slow, and with nothing in common with the way the bounds are found. */
function binomialUpTo(k: number, n: number, p: number): number {
  let term = (1 - p) ** n
  let sum = term
  for (let i = 0; i < k; i++) {
    term *= ((n - i) / (i + 1)) * (p / (1 - p))
    sum += term
  }
  return sum
}

describe('the ratio of two rates', () => {
  test('is the one that R gives for its own example, poisson.test(c(11, 21), c(800, 3011))', () => {
    const found = rateRatio(rates([21, 3011], [11, 800]))
    expect(found?.ratio).toBeCloseTo(1.971488, 6)
    expect(found?.low).toBeCloseTo(0.8584264, 6)
    expect(found?.high).toBeCloseTo(4.2772659, 6)
  })

  test('has bounds at which what was seen has one chance in forty, whatever the counts', () => {
    for (const [y, x, scale] of [
      [30, 9, 1],
      [5, 0, 2.5],
      [1, 1, 0.3],
      [400, 380, 1],
      [6, 40, 4],
    ] as const) {
      const found = rateRatio(rates([y, 10_000 * scale], [x, 10_000]))
      const share = (ratio: number): number => ratio / scale / (1 + ratio / scale)
      if (found === undefined || found.high === null) throw new Error('no bounds')
      expect(binomialUpTo(x, x + y, share(found.high))).toBeCloseTo((1 - MEASURE.confidence) / 2, 9)
      if (x === 0) expect(found.low).toBe(0)
      else expect(1 - binomialUpTo(x - 1, x + y, share(found.low))).toBeCloseTo((1 - MEASURE.confidence) / 2, 9)
    }
  })
})

describe('a measure is made when it is worth something', () => {
  test('it waits 90 days, 2,000 copies and 5 expected reports, each to the unit', () => {
    const why = (given: Rates, days: number): string => {
      const found = measurable(given, days)
      return found.kind === 'mesurable' ? found.kind : found.why
    }
    const good = rates([30, 3000], [9, 3000])
    expect(why(good, 89)).toBe('delai')
    expect(why(good, 90)).toBe('mesurable')
    expect(why(rates([30, 3000], [0, 1999]), 90)).toBe('envois')
    expect(why(rates([30, 3000], [0, 2000]), 90)).toBe('mesurable')
    expect(why(rates([4, 2000], [0, 2000]), 90)).toBe('signalements')
    expect(why(rates([5, 2000], [0, 2000]), 90)).toBe('mesurable')
    expect(why(rates([0, 2000], [3, 5000]), 90)).toBe('signalements')
    expect(why(rates([5, 0], [0, 2000]), 90)).toBe('envois-inconnus')
  })

  test('it says less or more only where the interval leaves no doubt', () => {
    expect(verdict({ ratio: 0.3, low: 0.13, high: 0.65 })).toBe('baisse')
    expect(verdict({ ratio: 0.7, low: 0.4, high: 1.2 })).toBe('incertain')
    expect(verdict({ ratio: 3, low: 1.4, high: 7 })).toBe('hausse')
  })
})
