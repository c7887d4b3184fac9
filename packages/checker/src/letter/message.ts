import type { DocumentView } from '../view.ts'

/** True for a message that someone receives: it greets or closes, or its file is an e-mail. */
export function isMessage({ document, blocks }: DocumentView): boolean {
  return (
    document.format === 'eml' ||
    document.format === 'msg' ||
    blocks.some(({ zone }) => zone === 'salutation' || zone === 'cloture')
  )
}
