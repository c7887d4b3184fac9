import type { Block } from '@limpide/document'

/**
 * What was read of a block, or of a sentence, each reading at its own rank. One memory for all readings: a weak map for
 * each costs more than most of them, as every entry is hashed and moved again when memory is collected.
 */
export type Notes = unknown[]

/** The rank of one reading in all notes. */
export interface Slot<T> {
  readonly rank: number
  /** Never set: says what stands at the rank. */
  readonly holds?: T
}

let ranks = 0

export function createSlot<T>(): Slot<T> {
  ranks += 1
  return { rank: ranks - 1 }
}

/** Room for all the readings known so far: growing at each would cost as much again. */
export function createNotes(): Notes {
  return new Array(ranks).fill(undefined)
}

/** Stands for `undefined` once read. */
const NOTHING = Symbol('nothing')

/** What stands at a slot, `undefined` when nothing does. */
export function readNote<T>(notes: Notes, { rank }: Slot<T>): T | undefined {
  const known = notes[rank]
  // Only `writeNote` and `noted` write there, for this slot and no other.
  return known === NOTHING ? undefined : (known as T | undefined)
}

export function writeNote<T>(notes: Notes, { rank }: Slot<T>, value: T): void {
  notes[rank] = value === undefined ? NOTHING : value
}

/** What stands at a slot; where nothing does, what `read` gives of a thing, kept there. */
export function noted<X, T>(notes: Notes, { rank }: Slot<T>, thing: X, read: (thing: X) => T): T {
  const known = notes[rank]
  if (known !== undefined) return (known === NOTHING ? undefined : known) as T
  const value = read(thing)
  notes[rank] = value === undefined ? NOTHING : value
  return value
}

// A block that only moved has the very marks it had: the editor's reader hands them over as they are.
const byMarks = new WeakMap<object, { readonly text: string; readonly notes: Notes }>()

/** The notes of a block, the same wherever it moves. */
export function notesOf({ marks, text }: Block): Notes {
  const known = byMarks.get(marks)
  if (known?.text === text) return known.notes
  const notes = createNotes()
  byMarks.set(marks, { text, notes })
  return notes
}
