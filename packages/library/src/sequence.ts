/** What can be gone through again and again, and asked for by rank: an array, or what is made one by one. */
export interface Sequence<T> extends Iterable<T> {
  readonly length: number
  at(rank: number): T | undefined
}

/** As many things as said, each made when it is asked for: a large library is never held whole. */
export function sequence<T>(length: number, make: (rank: number) => T): Sequence<T> {
  return {
    length,
    at: (rank) => (rank >= 0 && rank < length ? make(rank) : undefined),
    *[Symbol.iterator]() {
      for (let rank = 0; rank < length; rank++) yield make(rank)
    },
  }
}
