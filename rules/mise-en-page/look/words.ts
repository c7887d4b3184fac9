import type { BlockView, DocumentView, Fact, Mark, RunStyle } from '@limpide/checker'
import type { Token } from '@limpide/french'

/** The words of a block, whatever their sentence. */
export function wordsOf(block: BlockView): readonly Token[] {
  return block.sentences.flatMap((sentence) => sentence.words)
}

/** The style of the run a word stands in. */
export function styleAt(block: BlockView, offset: number): RunStyle | undefined {
  for (const mark of block.source.marks)
    if (mark.kind === 'style' && mark.start <= offset && mark.end > offset) return mark.style
  return undefined
}

/** True when a mark of this kind covers the offset. */
export function isMarked(block: BlockView, kind: Mark['kind'], offset: number): boolean {
  return block.source.marks.some((mark) => mark.kind === kind && mark.start <= offset && mark.end > offset)
}

/** The value of a fact, when it is known. */
export function known<T>(fact: Fact<T> | undefined): T | undefined {
  return fact?.value
}

/** Blocks of prose a reader reads: navigation, code and labels of fields left out. */
export function readBlocks(view: DocumentView): readonly BlockView[] {
  return view.blocks.filter(isRead)
}

/** True for a block of prose that a reader reads. */
export function isRead({ kind, zone, text }: BlockView): boolean {
  return kind !== 'code' && zone !== 'navigation' && text.trim() !== ''
}

/** Body paragraphs and items: what layout thresholds are about. */
export function bodyBlocks(view: DocumentView): readonly BlockView[] {
  return view.body.filter(
    (block) =>
      (block.kind === 'paragraph' || block.kind === 'item' || block.kind === 'quote') && block.text.trim() !== '',
  )
}

/** True for formats read on a screen first. */
export function isScreen(view: DocumentView): boolean {
  const { format } = view.document
  return format === 'html' || format === 'eml' || format === 'msg' || format === 'md'
}
