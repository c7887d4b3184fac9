import { DOCUMENT_TYPES, type DocumentType } from '@limpide/checker'

/** The label a reader sees for a type of document. */
function typeLabel(type: DocumentType): string {
  return DOCUMENT_TYPES.find(({ id }) => id === type)?.label ?? type
}

/** « Courriel (reconnu à 80 %) »; a declared type stands alone, as does one whose confidence is not known. */
export function typeSaid(type: DocumentType, confidence: number | undefined): string {
  const label = typeLabel(type)
  return confidence === undefined || confidence >= 1
    ? label
    : `${label} (reconnu à ${Math.round(100 * confidence)}\u00a0%)`
}
