import type { Block, Document } from '@limpide/document'
import type { Arc, Sentence, Token } from '@limpide/french'
import type { Notes } from './notes.ts'
import type { DocumentType, Zone } from './principles.ts'

/** A sentence in its block; offsets are in the block's text. */
export interface SentenceView extends Sentence {
  readonly text: string
  readonly block: BlockView
  /** Rank in its block. */
  readonly index: number
  /** The tokens that count as words (see `Sentence.wordCount`). */
  readonly words: readonly Token[]
  /** True when it has a finite verb, or an infinitive used as an order: a real sentence, not a label or an address. */
  readonly hasVerb: boolean
  /**
   * What each token depends on. A sentence is parsed when a rule first asks, at about the price of its whole analysis:
   * ask after every cheaper test. Kept with the sentence, for all rules and for the next check of an unchanged block.
   */
  arcs(): readonly Arc[]
  /** What was already read of it, wherever its block stands: see `perSentence`. */
  readonly notes: Notes
}

/** A block with its analysis and its zone. `source` is the reader's block. */
export interface BlockView {
  readonly source: Block
  readonly index: number
  readonly kind: Block['kind']
  readonly text: string
  readonly zone: Zone
  readonly sentences: readonly SentenceView[]
  readonly wordCount: number
  /** What was already read of it, wherever it stands: see `perBlock`. */
  readonly notes: Notes
}

/** The type of a document, and how it is known. `confidence` from 0 to 1. */
export interface TypeGuess {
  readonly id: DocumentType
  readonly confidence: number
  readonly from: 'declared' | 'guessed'
}

/** The whole document as rules see it. */
export interface DocumentView {
  readonly document: Document
  readonly type: TypeGuess
  readonly blocks: readonly BlockView[]
  /** Blocks of the zones `corps` and `mentions` that hold prose. */
  readonly body: readonly BlockView[]
  /** Sentences of `body`, address blocks, tables and labels left out: what lengths are measured on. */
  readonly sentences: readonly SentenceView[]
  readonly wordCount: number
  /** Everything the reader sees, one block a line, lower case, straight apostrophes, plain spaces: for « is it said anywhere » checks. */
  readonly plain: string
}
