import { type Sequence, sequence } from '../sequence.ts'
import type { BriefRecord, Shelf } from '../shelf.ts'
import type { Comparable } from './compare-library.ts'

/** What is compared of the letters of a shelf, read from it when it is asked for. */
export function shelvedLetters(shelf: Shelf): Sequence<Comparable> {
  const briefs = shelf.briefs()
  return sequence(briefs.length, (rank) => new ShelvedLetter(rank, briefs, shelf))
}

/** A class: its getters are made once for all letters. */
class ShelvedLetter implements Comparable {
  readonly rank: number
  readonly #briefs: Sequence<BriefRecord>
  readonly #shelf: Shelf

  constructor(rank: number, briefs: Sequence<BriefRecord>, shelf: Shelf) {
    this.rank = rank
    this.#briefs = briefs
    this.#shelf = shelf
  }

  get path(): string {
    return this.#briefs.at(this.rank)?.path ?? ''
  }

  get title(): string | null {
    return this.#shelf.core(this).title
  }

  get score(): Comparable['score'] {
    return this.#shelf.core(this).score
  }

  get fingerprint(): string {
    return this.#shelf.fingerprint(this)
  }
}
