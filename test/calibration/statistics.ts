/** A share with its interval at 95 % (Wilson). */
export interface Share {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly count: number
}

/** The share of `held` among `count`. */
export function shareOf(held: number, count: number): Share {
  if (count === 0) return { value: 0, low: 0, high: 1, count }
  const z = 1.96
  const p = held / count
  const middle = p + (z * z) / (2 * count)
  const half = z * Math.sqrt((p * (1 - p)) / count + (z * z) / (4 * count * count))
  const whole = 1 + (z * z) / count
  return { value: p, low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole), count }
}

/** A figure with its interval at 95 %. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 1000

/**
 * The interval of a figure when whole groups (a rule's examples, the two texts of a pair) are drawn again: what goes
 * together is drawn together.
 */
export function resampled<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  figure: (items: readonly Item[]) => number,
): Interval {
  const groups = [...grouped(items, groupOf).values()]
  const random = generator(20261122)
  const found = Array.from({ length: RESAMPLES }, () =>
    figure(groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? [])),
  )
  return { value: figure(items), low: quantile(found, 0.025), high: quantile(found, 0.975) }
}

/** Items by the name of their group, in the order in which groups first come. */
export function grouped<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(groupOf(item))
    if (group) group.push(item)
    else groups.set(groupOf(item), [item])
  }
  return groups
}

/** A linear congruential generator: the same draws on every machine. */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (1664525 * state + 1013904223) % 4294967296
    return state / 4294967296
  }
}

/** Rank correlation of two series; ties share their rank. */
export function spearman(left: readonly number[], right: readonly number[]): number {
  return correlation(ranks(left), ranks(right))
}

/** The value below which lies this share of the values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const found: number[] = Array.from({ length: values.length }, () => 0)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1
    for (let i = from; i < to; i++) {
      const place = order[i]
      if (place) found[place.index] = (from + to - 1) / 2
    }
    from = to
  }
  return found
}

function correlation(left: readonly number[], right: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(left), mean(right)]
  let both = 0
  let one = 0
  let other = 0
  for (const [i, x] of left.entries()) {
    const y = right[i] ?? 0
    both += (x - a) * (y - b)
    one += (x - a) ** 2
    other += (y - b) ** 2
  }
  return one === 0 || other === 0 ? 0 : both / Math.sqrt(one * other)
}
