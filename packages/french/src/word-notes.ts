/** The place of one reading in the notes of all words. */
export interface WordSlot<T> {
  readonly rank: number
  /** Never set: says what stands at the rank. */
  readonly holds?: T
}

let ranks = 0

/** A place for what is read of a word, whatever sentence it stands in. To be asked for once, where a module begins: none is given back. */
export function createWordSlot<T>(): WordSlot<T> {
  ranks += 1
  return { rank: ranks - 1 }
}

/**
 * What was read of a word: the same for the tokens that are written alike and have the same lemma, as long as one French reads
 * them. A text is mostly made of words that came before, and what is known of them is found here sooner than in a table.
 */
export class WordNotes {
  // Hidden: tokens are printed, compared and sent as they are.
  readonly #held: unknown[] = new Array(ranks).fill(undefined)
  #asked = 0
  #signs = 0

  /** What stands at a slot, `undefined` when nothing does. */
  read<T>({ rank }: WordSlot<T>): T | undefined {
    // Only `write` writes there, for this slot and no other.
    return this.#held[rank] as T | undefined
  }

  write<T>({ rank }: WordSlot<T>, value: T): void {
    this.#held[rank] = value
  }

  /** What a few yes-or-no questions were answered, a bit each; -1 when they were not `asked`: how many there are. */
  signs(asked: number): number {
    return this.#asked === asked ? this.#signs : -1
  }

  /** Keeps those answers in the notes themselves: whoever asks for each word of each sentence finds them at once. */
  writeSigns(asked: number, signs: number): void {
    this.#asked = asked
    this.#signs = signs
  }

  /** Leaves notes out of a token that is printed. */
  toJSON(): undefined {
    return undefined
  }
}
