import { describe, expect, test } from 'vitest'
import { meanDifference, meanInterval, tQuantile, wilson, wilsonDifference } from './interval.ts'

describe('a share', () => {
  // Newcombe, Statistics in Medicine 17 (1998), pages 857-872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is between the published bounds', (count, of, low, high) => {
    const found = wilson(count, of)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  test('all of a group is not certainty', () => {
    expect(wilson(5, 5).low).toBeCloseTo(0.5655, 4)
    expect(wilson(5, 5).high).toBe(1)
  })

  // Newcombe, Statistics in Medicine 17 (1998), pages 873-890, table II, method 10: the first share less the second.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i of %i against %i of %i differ within the published bounds', (a, m, b, n, low, high) => {
    const found = wilsonDifference([b, n], [a, m])
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })
})

describe('a mean', () => {
  // The tables of Student's law.
  test.each([
    [1, 12.706],
    [4, 2.776],
    [9, 2.262],
    [29, 2.045],
    [120, 1.98],
  ])('with %i degrees of freedom, the quantile is the one of the tables', (freedom, quantile) => {
    expect(tQuantile(freedom)).toBeCloseTo(quantile, 3)
  })

  // Student's own data (Biometrika 1908): hours of sleep gained with two drugs. The bounds are those that R prints.
  const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
  const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

  test('the interval of a mean is the published one', () => {
    const found = meanInterval(FIRST.map((hours, i) => (SECOND[i] ?? 0) - hours))
    expect(found?.low).toBeCloseTo(0.7001142, 6)
    expect(found?.high).toBeCloseTo(2.4598858, 6)
  })

  test('the interval between two means is the published one', () => {
    const found = meanDifference(SECOND, FIRST)
    expect(found?.low).toBeCloseTo(-3.3654832, 6)
    expect(found?.high).toBeCloseTo(0.2054832, 6)
  })

  test('one person has no interval, and people who all score the same have a narrow one', () => {
    expect(meanInterval([40])).toBeUndefined()
    expect(meanDifference([40], [50, 60])).toBeUndefined()
    expect(meanDifference([40, 40], [50, 50])).toEqual({ low: 10, high: 10 })
  })
})
