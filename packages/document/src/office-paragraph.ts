import type { BlockStyle } from './document.ts'
import { LIST_MARK, ORDERED_MARK } from './list-mark.ts'
import { inlinesOf, type Piece, printedText, type SegmentsOf } from './office-line.ts'
import { addItem, type OpenList } from './office-list.ts'
import type { Child, Heading, Paragraph } from './tree.ts'

/** A paragraph as an office file gives it, whatever the format. */
export interface OfficeParagraph {
  readonly pieces: readonly Piece[]
  readonly layout: BlockStyle
  readonly segments: SegmentsOf
  /** Whether « date » stands for a value in this letter. */
  readonly words: boolean
  readonly heading?: { readonly level: number; readonly from: Heading['from'] } | undefined
  /** The style's name: a line of a table of contents leads elsewhere. */
  readonly style?: string | undefined
  /** The list that the file puts it in. */
  readonly list?: { readonly id: string; readonly level: number; readonly ordered: boolean } | undefined
}

const CONTENTS = /^(?:toc|tm|contents|table of figures) ?\d*$/i

/**
 * Adds a paragraph where it stands: a heading, an item of its list or of a list typed by hand, a line of the table of
 * contents. Gives it back when it is none of these: its looks may still make it a title.
 */
export function addParagraph(children: Child[], lists: OpenList[], given: OfficeParagraph): Paragraph | undefined {
  const { pieces, layout, segments, words, heading, list } = given
  const text = printedText(pieces)
  if (text.trim() === '') {
    if (pieces.some((piece) => piece.kind !== 'text')) {
      children.push({ type: 'paragraph', children: inlinesOf(pieces, segments, words), layout })
      lists.length = 0
    }
    return undefined
  }
  if (heading !== undefined) {
    lists.length = 0
    const inlines = inlinesOf(pieces, segments, words)
    children.push({ type: 'heading', depth: Math.min(6, heading.level), from: heading.from, children: inlines, layout })
    return undefined
  }
  if (CONTENTS.test(given.style ?? '')) {
    lists.length = 0
    const line: Paragraph = { type: 'paragraph', children: inlinesOf(pieces, segments, words), layout }
    children.push({ type: 'section', region: 'navigation', children: [line] })
    return undefined
  }
  const typed = list === undefined ? LIST_MARK.exec(text) : null
  // « M. Martin » starts with an initial.
  const mark = typed !== null && !/^[A-Za-z]\.\s/.test(typed[0]) ? typed[0] : undefined
  const inlines = inlinesOf(pieces, segments, words, mark?.length ?? 0)
  const paragraph: Paragraph = { type: 'paragraph', children: inlines, layout }
  if (list !== undefined) {
    addItem(children, lists, { type: 'listItem', children: [paragraph] }, list.level, list.id, list.ordered)
    return undefined
  }
  if (mark !== undefined) {
    const ordered = ORDERED_MARK.test(mark)
    const id = ordered ? 'typed-1' : `typed-${mark.trim()}`
    addItem(children, lists, { type: 'listItem', children: [paragraph] }, 0, id, ordered)
    return undefined
  }
  lists.length = 0
  children.push(paragraph)
  return paragraph
}
