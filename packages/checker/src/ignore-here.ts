import type { Document, Span } from '@limpide/document'
import type { Finding } from './finding.ts'

/** A text to put in place of `[start, end)` of the source. */
export interface IgnoreEdit extends Span {
  readonly text: string
}

/**
 * Where to write the comment that silences a finding in its block: on the line above a paragraph or a heading, at the
 * end of an item or a cell (a line above would cut the list or the table), inside the element in html. A finding on the
 * whole document is silenced for the file. `undefined` where no comment can be hidden: other formats, code.
 */
export function ignoreHere(document: Document, finding: Finding): IgnoreEdit | undefined {
  const { format, text } = document
  if (format !== 'md' && format !== 'html') return undefined
  const line = text.includes('\r\n') ? '\r\n' : '\n'
  const block = document.blocks[finding.block]
  if (finding.block < 0 || !block) {
    const gap = text.endsWith('\n') ? line : line + line
    return at(text.length, `${gap}<!-- limpide-ignorer-fichier ${finding.rule} -->${line}`)
  }
  if (block.kind === 'code') return undefined
  const comment = `<!-- limpide-ignorer ${finding.rule} -->`
  if (format === 'html') return at(block.start, comment)
  const lineStart = text.lastIndexOf('\n', block.start - 1) + 1
  const before = text.slice(lineStart, block.start)
  // « > Un mot » : the comment stays inside the quotation. « # Titre », « **Gras** »: it stands before the marks.
  const margin = /^[ \t>]*/.exec(before)?.[0] ?? ''
  const marks = before.slice(margin.length)
  if (block.kind !== 'item' && block.kind !== 'cell' && /^[#*_~`[!<\\"' \t]*$/.test(marks)) {
    return at(lineStart, `${margin}${comment}${line}`)
  }
  if (block.kind === 'cell') return at(block.end, ` ${comment}`)
  const rest = /\r?\n|$/.exec(text.slice(block.end))?.index ?? 0
  return at(block.end + rest, ` ${comment}`)
}

function at(offset: number, text: string): IgnoreEdit {
  return { start: offset, end: offset, text }
}
