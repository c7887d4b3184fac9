import type { Place, Span } from '@limpide/document'
import type { Principle, Severity } from './principles.ts'
import type { SuggestionKind } from './rule.ts'

/** A wording to apply: replace `[start, end)` of the document's text by `text`. */
export interface Fix extends Span {
  readonly kind: SuggestionKind
  readonly label: string
  readonly text: string
}

/** One thing said to the writer. Offsets are UTF-16 offsets in `Document.text`: the source itself for md, html and txt. */
export interface Finding extends Span {
  readonly rule: string
  readonly principle: Principle
  readonly severity: Severity
  readonly message: string
  readonly messageId: string
  /** Rank of the block, or -1 when the finding is about the whole document. */
  readonly block: number
  /** Rank of the sentence in its block, or -1. */
  readonly sentence: number
  readonly place?: Place
  readonly suggestions: readonly Fix[]
  readonly related: readonly (Span & { readonly message: string })[]
  /** The lexicon entry matched, when there is one. */
  readonly term?: string
}
