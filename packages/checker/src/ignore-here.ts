import type { Document, Span } from '@limpide/document'
import type { Finding } from './finding.ts'

/** A text to put in place of `[start, end)` of the source. */
export interface IgnoreEdit extends Span {
  readonly text: string
}

/**
 * Where to write the comment that silences a finding in its block: on the line above a paragraph or a heading, at the
 * end of an item or a cell (a line above would cut the list or the table), inside the element in html. A finding on the
 * whole document is silenced for the file. `undefined` where no comment can be hidden: other formats, code. `reason`:
 * one line, said to whoever reads the comment.
 */
export function ignoreHere(document: Document, finding: Finding, reason = ''): IgnoreEdit | undefined {
  const { format, text } = document
  if (format !== 'md' && format !== 'html') return undefined
  const line = text.includes('\r\n') ? '\r\n' : '\n'
  const block = document.blocks[finding.block]
  if (finding.block < 0 || !block) {
    const gap = text.endsWith('\n') ? line : line + line
    return at(text.length, `${gap}${commentOf('limpide-ignorer-fichier', finding, reason)}${line}`)
  }
  if (block.kind === 'code') return undefined
  const comment = commentOf('limpide-ignorer', finding, reason)
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

/** Where to write the comment that silences a finding's rule in the whole file: at its top, under its front matter. */
export function ignoreInFile({ format, text }: Document, finding: Finding, reason = ''): IgnoreEdit | undefined {
  if (format !== 'md' && format !== 'html') return undefined
  const matter =
    /^\ufeff?---[ \t]*\r?\n[\s\S]*?\n---[ \t]*\r?\n/.exec(text)?.[0] ?? (text.startsWith('\ufeff') ? '\ufeff' : '')
  const line = text.includes('\r\n') ? '\r\n' : '\n'
  return at(matter.length, `${commentOf('limpide-ignorer-fichier', finding, reason)}${line}${line}`)
}

/** « : » and not « -- » before the reason: in the middle of a line, some readers of Markdown show a comment that holds « -- ». */
function commentOf(name: string, { rule }: Finding, reason: string): string {
  return `<!-- ${name} ${rule}${reason === '' ? '' : ` : ${reason}`} -->`
}

function at(offset: number, text: string): IgnoreEdit {
  return { start: offset, end: offset, text }
}
