import type { BlockView, DocumentView, Suggestion } from '@limpide/checker'

/** A text to fill in, put after the last paragraph of the body, before the closing formula. Absent when no place is safe. */
export function addBeforeClosing(view: DocumentView, label: string, text: string): readonly Suggestion[] {
  const written = view.blocks.filter(
    (block) => block.kind === 'paragraph' && block.zone === 'corps' && block.text.trim() !== '',
  )
  // « Le greffier », « L'adjoint au maire, Karim Roux » sign a letter without a formula: the text goes above.
  const place = written.findLast((block) => /[.!?:;…][»"\s)\]]*$/.test(block.text)) ?? written.at(-1)
  return place ? [addAfter(view, place, label, text)] : []
}

/** A text to fill in, as a paragraph of its own after a paragraph. */
export function addAfter(view: DocumentView, block: BlockView, label: string, text: string): Suggestion {
  const at = block.text.length
  return {
    kind: 'gabarit',
    label,
    text: isHtml(view) ? `</p>\n<p>${breaks(text)}` : `\n\n${text}`,
    block,
    span: { start: at, end: at },
  }
}

/** A text to fill in, as a paragraph of its own before a block. */
export function addAbove(view: DocumentView, block: BlockView, label: string, text: string): Suggestion {
  return {
    kind: 'gabarit',
    label,
    text: isHtml(view) ? `${breaks(text)}</p>\n<p>` : `${text}\n\n`,
    block,
    span: { start: 0, end: 0 },
  }
}

function isHtml(view: DocumentView): boolean {
  return view.document.format === 'html'
}

function breaks(text: string): string {
  return text.replace(/\n/g, '<br>\n')
}
