import type { Document } from '@limpide/document'
import { DOCUMENT_TYPES, type DocumentType, type Zone } from '../principles.ts'
import type { TypeGuess } from '../view.ts'

/** What a document is guessed from. `plain` is its text, lower case, straight apostrophes. */
export interface TypeClues {
  readonly document: Document
  readonly zones: readonly Zone[]
  readonly plain: string
}

/** The declared type (front matter `type:`), or the best guess with its confidence. */
export function guessType({ document, zones, plain }: TypeClues): TypeGuess {
  const declared = document.meta.frontMatter?.type
  if (typeof declared === 'string' && isDocumentType(declared)) return { id: declared, confidence: 1, from: 'declared' }
  const letter = zones.includes('salutation')
  if (document.format === 'eml') return { id: 'courriel', confidence: 0.8, from: 'guessed' }
  if (/accus(e|é|ons|er) (de )?réception/.test(plain)) return { id: 'accuse-de-reception', confidence: 0.6, from: 'guessed' }
  if (/(refus|rejet|ne (peut|pouvons) (pas )?(être acceptée|donner une suite)|suite défavorable)/.test(plain) && letter)
    return { id: 'refus', confidence: 0.5, from: 'guessed' }
  if (letter) return { id: 'courrier-information', confidence: 0.4, from: 'guessed' }
  if (document.format === 'html' || document.format === 'md') return { id: 'page-information', confidence: 0.4, from: 'guessed' }
  return { id: 'autre', confidence: 0.2, from: 'guessed' }
}

/** True for a known type id. */
export function isDocumentType(id: string): id is DocumentType {
  return DOCUMENT_TYPES.some((type) => type.id === id)
}
