import type { Format } from './document.ts'
import { commentDocx, type Remark } from './docx-comments.ts'

export type { Remark } from './docx-comments.ts'

/** The formats whose files can hold remarks. */
export const ANNOTATED: ReadonlySet<Format> = new Set(['docx', 'pdf'])

/** Writes remarks in a copy of a docx (comments) or of a pdf (highlights with comments). */
export async function annotate(
  bytes: Uint8Array,
  format: 'docx' | 'pdf',
  remarks: readonly Remark[],
): Promise<Uint8Array> {
  if (format === 'docx') return commentDocx(bytes, remarks)
  const { highlightPdf } = await import('./pdf-highlights.ts')
  return highlightPdf(bytes, remarks)
}
