import type { Block } from '@limpide/document'
import type { BlockView } from './view.ts'

/**
 * Reads a block once: as a page is typed, most of its blocks are those of the keystroke before, here or further down.
 * `read` may look at the words of the block, its sentences and its marks, at nothing else, and what it gives must not
 * hold the block itself.
 */
export function perBlock<T>(read: (block: BlockView) => T): (block: BlockView) => T {
  const bySource = perSource<T>()
  return (block) => bySource(block.source, () => read(block))
}

/** The same for the reader's own blocks. */
export function perSource<T>(): (block: Block, read: () => T) => T {
  // A block that only moved has the very marks it had: the editor's reader hands them over as they are.
  const known = new WeakMap<object, { readonly text: string; readonly value: T }>()
  return ({ marks, text }, read) => {
    const before = known.get(marks)
    if (before?.text === text) return before.value
    const value = read()
    known.set(marks, { text, value })
    return value
  }
}
