import { type Sequence, sequence } from '../sequence.ts'
import type { Comparison } from './compare-library.ts'

/**
 * The ranks of letters in the order of their paths, by code unit: the same on every machine, whoever lists the letters. They are
 * compared, and their comparison is kept, in that order.
 */
export function pathOrder(letters: Sequence<{ readonly path: string }>): Uint32Array {
  const ranks = Uint32Array.from({ length: letters.length }, (_, rank) => rank)
  // Most folders are walked in that order, and their paths need not be held.
  if (isInOrder(letters)) return ranks
  const paths = Array.from(letters, ({ path }) => path)
  return ranks.sort((a, b) => comparePaths(paths[a] ?? '', paths[b] ?? '') || a - b)
}

function isInOrder(letters: Iterable<{ readonly path: string }>): boolean {
  let last = ''
  for (const { path } of letters) {
    if (path < last) return false
    last = path
  }
  return true
}

/** The same things in another order, that of these ranks. */
export function inOrder<T>(all: Sequence<T>, order: Uint32Array): Sequence<T> {
  return sequence(order.length, (i) => {
    const one = all.at(order[i] ?? 0)
    if (one === undefined) throw new Error(`nothing has the rank ${order[i]}`)
    return one
  })
}

/** A comparison of letters in this order, said of their own ranks. */
export function asListed<S>(comparison: Comparison<S>, order: Uint32Array): Comparison<S> {
  if (order.every((rank, i) => rank === i)) return comparison
  const rankOf = (i: number): number => order[i] ?? 0
  const scores: (S | null)[] = new Array(order.length).fill(null)
  for (const [i, score] of comparison.scores.entries()) scores[rankOf(i)] = score
  return {
    families: comparison.families.map(({ medoid, documents, ...family }) => ({
      ...family,
      medoid: rankOf(medoid),
      documents: documents.map(rankOf),
    })),
    passages: comparison.passages.map(({ documents, example, ...passage }) => ({
      ...passage,
      documents: documents.map(rankOf).sort((a, b) => a - b),
      example: { ...example, document: rankOf(example.document) },
    })),
    scores,
  }
}

function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
