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

/** The regularised incomplete beta function, by its continued fraction (Lentz). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a
  let fraction = 1
  let c = 1
  let d = 0
  for (let i = 0; i <= 300; i += 1) {
    const m = Math.floor(i / 2)
    const numerator =
      i === 0
        ? 1
        : i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + numerator * d)
    c = awayFromZero(1 + numerator / c)
    fraction *= c * d
    if (Math.abs(1 - c * d) < 1e-14) break
  }
  return front * (fraction - 1)
}

function awayFromZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x
}

/** Lanczos’ approximation. */
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  const sum = LANCZOS.reduce((total, factor, i) => total + factor / (shifted + i + 1), 0.9999999999998099)
  const t = shifted + LANCZOS.length - 0.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum)
}
