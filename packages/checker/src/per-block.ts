import type { Block } from '@limpide/document'
import { createSlot, noted, notesOf } from './notes.ts'
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

/** The same for the reader's own blocks. */
export function perSource<T>(): (block: Block, read: (block: Block) => T) => T {
  const slot = createSlot<T>()
  return (block, read) => noted(notesOf(block), slot, block, read)
}
