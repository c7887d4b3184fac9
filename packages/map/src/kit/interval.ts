import { incompleteBeta } from '../incomplete-beta.ts'

/** Between `low` and `high`, nineteen times out of twenty. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The normal quantile of a 95 % interval. */
const Z = 1.959963984540054

/** A share with its interval: Wilson's score interval (1927), which holds for few people and for shares of 0 or 1. */
export function wilson(count: number, of: number): Interval {
  const share = count / of
  const square = Z * Z
  const middle = share + square / (2 * of)
  const half = Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))
  const scale = 1 + square / of
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) }
}

/** The second share less the first, for two groups of people: Newcombe's interval (1998, method 10), made of two of Wilson's. */
export function wilsonDifference(
  [count, of]: readonly [number, number],
  [laterCount, laterOf]: readonly [number, number],
): Interval {
  const [before, after] = [count / of, laterCount / laterOf]
  const [a, b] = [wilson(count, of), wilson(laterCount, laterOf)]
  const change = after - before
  return {
    low: change - Math.hypot(after - b.low, a.high - before),
    high: change + Math.hypot(b.high - after, before - a.low),
  }
}

/** The mean of people's scores with its interval, one score a person (Student's t); `undefined` for fewer than two people. */
export function meanInterval(scores: readonly number[]): Interval | undefined {
  if (scores.length < 2) return undefined
  const mean = meanOf(scores)
  const half = tQuantile(scores.length - 1) * Math.sqrt(varianceOf(scores) / scores.length)
  return { low: mean - half, high: mean + half }
}

/** The second mean less the first, for two groups of people (Welch's t); `undefined` for fewer than two people in a group. */
export function meanDifference(before: readonly number[], after: readonly number[]): Interval | undefined {
  if (before.length < 2 || after.length < 2) return undefined
  const a = varianceOf(before) / before.length
  const b = varianceOf(after) / after.length
  const change = meanOf(after) - meanOf(before)
  if (a + b === 0) return { low: change, high: change }
  const freedom = (a + b) ** 2 / (a ** 2 / (before.length - 1) + b ** 2 / (after.length - 1))
  const half = tQuantile(freedom) * Math.sqrt(a + b)
  return { low: change - half, high: change + half }
}

/** The mean of some numbers; 0 when there are none. */
export function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function varianceOf(numbers: readonly number[]): number {
  const mean = meanOf(numbers)
  return numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / (numbers.length - 1)
}

/** Student's quantile of a 95 % interval. */
export function tQuantile(freedom: number): number {
  let low = 0
  let high = 1_000
  for (let turn = 0; turn < 100; turn += 1) {
    const middle = (low + high) / 2
    // The share of the two tails beyond `middle`.
    if (incompleteBeta(freedom / (freedom + middle * middle), freedom / 2, 0.5) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
