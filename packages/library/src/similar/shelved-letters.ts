import { type Sequence, sequence } from '../sequence.ts'
import type { Shelf } from '../shelf.ts'
import type { Comparable } from './compare-library.ts'

/** What is compared of the letters of a shelf, read from it when it is asked for; `pathOf` says the path that the memory writes. */
export function shelvedLetters(shelf: Shelf, pathOf = (shown: string): string => shown): Sequence<Comparable> {
  const briefs = shelf.briefs()
  const shelved = { shelf, pathOf: (rank: number): string => pathOf(briefs.at(rank)?.path ?? '') }
  return sequence(briefs.length, (rank) => new ShelvedLetter(rank, shelved))
}

interface Shelved {
  readonly shelf: Shelf
  pathOf(rank: number): string
}

/** A class: its getters are made once for all letters. */
class ShelvedLetter implements Comparable {
  readonly rank: number
  readonly #shelved: Shelved

  constructor(rank: number, shelved: Shelved) {
    this.rank = rank
    this.#shelved = shelved
  }

  get path(): string {
    return this.#shelved.pathOf(this.rank)
  }

  get title(): string | null {
    return this.#shelved.shelf.core(this).title
  }

  get score(): Comparable['score'] {
    return this.#shelved.shelf.core(this).score
  }

  get fingerprint(): string {
    return this.#shelved.shelf.fingerprint(this)
  }
}
