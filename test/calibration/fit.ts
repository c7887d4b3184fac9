/** What one pair says: how much more each indicator finds in the complex wording, in parts of its scale. */
export interface Difference {
  readonly source: string
  readonly family: string
  readonly by: readonly number[]
}

export interface FitOptions {
  /** Where the weights start, and what they are pulled back to. */
  readonly prior: readonly number[]
  /** How much each source counts, whatever its number of pairs. */
  readonly counts: Readonly<Record<string, number>>
}

/** How strongly the weights are held to the prior: found by leaving families out, see the report. */
const HOLD = 10
/** Points of score, over a hundred, that make a pair certain are about 100 / SLOPE. */
const SLOPE = 20
const ROUNDS = 600
const STEP = 0.02

/**
 * Weights, none negative, that add up to one: a logistic regression on the pairs by projected gradient. Deterministic:
 * the same pairs in the same order give the same weights.
 */
export function fitWeights(pairs: readonly Difference[], { prior, counts }: FitOptions): readonly number[] {
  const sizes = new Map<string, number>()
  for (const { source } of pairs) sizes.set(source, (sizes.get(source) ?? 0) + 1)
  const total = [...sizes.keys()].reduce((sum, source) => sum + (counts[source] ?? 1), 0)
  let weights = [...prior]
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map((weight, i) => HOLD * (weight - (prior[i] ?? 0)))
    for (const { source, by } of pairs) {
      const certainty = 1 / (1 + Math.exp(SLOPE * ordered(by, weights)))
      const part = (counts[source] ?? 1) / (sizes.get(source) ?? 1) / total
      for (const [i, difference] of by.entries()) slope[i] = (slope[i] ?? 0) - part * SLOPE * certainty * difference
    }
    weights = weights.map((weight, i) => Math.max(0, weight - STEP * (slope[i] ?? 0)))
    const sum = weights.reduce((all, weight) => all + weight, 0)
    weights = weights.map((weight) => weight / sum)
  }
  return weights
}

/** Above 0 when the weights order the pair rightly. */
export function ordered(by: readonly number[], weights: readonly number[]): number {
  let sum = 0
  for (const [i, difference] of by.entries()) sum += difference * (weights[i] ?? 0)
  return sum
}
