/** The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast on this side only; the other is its mirror.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1))
  let c = 1
  let value = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return front * value
}

function guarded(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}

/** Stirling's series, after enough steps up for it to hold to the last digits. */
function logGamma(value: number): number {
  let x = value
  let shift = 0
  while (x < 12) {
    shift += Math.log(x)
    x += 1
  }
  const square = 1 / (x * x)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - shift
}
