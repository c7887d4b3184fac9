import { incompleteBeta } from '../incomplete-beta.ts'

/** Reports received over copies sent. */
export interface Rate {
  readonly reports: number
  readonly copies: number
}

/** The two rates that a measure compares. */
export interface Rates {
  readonly before: Rate
  readonly after: Rate
}

/** A ratio of rates, after over before, with its 95 % interval; `high` is `null` where nothing bounds it. */
export interface RateRatio {
  readonly ratio: number
  readonly low: number
  readonly high: number | null
}

/** What a measure needs before it is worth anything (policy of the project's scoring note). */
export const MEASURE = {
  /** Days after the publication. */
  days: 90,
  /** Copies of the new text. */
  copies: 2000,
  /** Reports that the new text would have drawn at the rate of the old one. */
  expected: 5,
  confidence: 0.95,
} as const

/**
 * The ratio of two Poisson rates with its exact interval: given their sum, the reports after are binomial, whose
 * Clopper-Pearson bounds are carried back to the ratio (Przyborowski and Wilenski, Biometrika 31, 1940; Clopper and
 * Pearson, Biometrika 26, 1934). `undefined` where no report was received before, or nothing was sent.
 */
export function rateRatio({ before, after }: Rates): RateRatio | undefined {
  if (before.reports <= 0 || before.copies <= 0 || after.copies <= 0) return undefined
  const scale = before.copies / after.copies
  const tail = (1 - MEASURE.confidence) / 2
  const odds = (share: number): number => (share / (1 - share)) * scale
  const { reports: x } = after
  const { reports: y } = before
  return {
    ratio: (x / y) * scale,
    low: x === 0 ? 0 : odds(betaQuantile(tail, x, y + 1)),
    high: odds(betaQuantile(1 - tail, x + 1, y)),
  }
}

/** Whether a measure may be made, and what it still waits for. */
export type Measurable =
  | { readonly kind: 'mesurable'; readonly ratio: RateRatio; readonly expected: number }
  | {
      readonly kind: 'pas-encore'
      readonly why: 'delai' | 'envois-inconnus' | 'envois' | 'signalements'
      readonly expected: number
    }

/** Says whether rates are worth comparing, this many days after the publication. */
export function measurable(rates: Rates, days: number): Measurable {
  const { before, after } = rates
  const expected = before.copies > 0 ? (before.reports / before.copies) * after.copies : 0
  const wait = (why: 'delai' | 'envois-inconnus' | 'envois' | 'signalements'): Measurable => ({
    kind: 'pas-encore',
    why,
    expected,
  })
  if (days < MEASURE.days) return wait('delai')
  if (before.copies <= 0 || after.copies <= 0) return wait('envois-inconnus')
  if (after.copies < MEASURE.copies) return wait('envois')
  if (expected < MEASURE.expected) return wait('signalements')
  const ratio = rateRatio(rates)
  return ratio === undefined ? wait('signalements') : { kind: 'mesurable', ratio, expected }
}

/** What a ratio allows to say. */
export function verdict({ low, high }: RateRatio): 'baisse' | 'hausse' | 'incertain' {
  if (high !== null && high < 1) return 'baisse'
  return low > 1 ? 'hausse' : 'incertain'
}

/** The share below which a beta law has this probability, to the last digits that a number holds. */
function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0
  let high = 1
  for (let turn = 0; turn < 100; turn++) {
    const middle = (low + high) / 2
    if (incompleteBeta(middle, a, b) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}
