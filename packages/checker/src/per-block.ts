import { createSlot, type Notes, noted } from './notes.ts'
import type { BlockView } from './view.ts'

/**
 * Reads a block once: as a page is typed, most of its blocks are those of the keystroke before, here or further down.
 * `read` may look at the words of the block, its sentences and its marks, at nothing else, and what it gives must not
 * hold the block itself.
 */
export function perBlock<T>(read: (block: BlockView) => T): (block: BlockView) => T {
  const slot = createSlot<T>()
  return (block) => noted(block.notes, slot, block, read)
}

/** Reads once what owns notes: a block before it has a view, or its text. As `perBlock` for what `read` may look at. */
export function keeping<S, T>(read: (subject: S) => T): (subject: S, notes: Notes) => T {
  const slot = createSlot<T>()
  return (subject, notes) => noted(notes, slot, subject, read)
}
