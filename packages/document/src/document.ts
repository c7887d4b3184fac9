/** Half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Every format a reader exists for, or will; detected by content, never by name. */
export type Format =
  | 'md'
  | 'html'
  | 'txt'
  | 'docx'
  | 'odt'
  | 'rtf'
  | 'doc'
  | 'pdf'
  | 'eml'
  | 'msg'
  | 'xlsx'
  | 'csv'
  | 'image'

/** Formats whose `start` and `end` are offsets in the decoded source itself. */
export const TEXT_FORMATS: ReadonlySet<Format> = new Set(['md', 'html', 'txt'])

/**
 * A layout fact and where it comes from. An absent fact is unknown, never a default:
 * a rule that needs it answers « non vérifiable ».
 */
export interface Fact<T> {
  readonly value: T
  readonly from: 'declared' | 'inherited' | 'measured' | 'guessed' | 'ocr'
  /** How sure the recognition is, from 0 to 100, where the text was recognised on a picture. */
  readonly confidence?: number
}

/** The kinds of fact a reader was able to look for in this document, found or not. */
export type FactName =
  | 'structure' // headings, lists, tables as the file declares them
  | 'emphasis' // bold, italic, underline
  | 'links'
  | 'font-size' // points
  | 'alignment'
  | 'line-height' // ratio to the font size
  | 'color'
  | 'page' // page count, page size, margins
  | 'fields' // form fields and their labels

/** A box on a page: points, origin at the top left. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The place a person can open. */
export type Place =
  | { readonly kind: 'offsets'; readonly start: number; readonly end: number }
  | { readonly kind: 'page'; readonly page: number; readonly boxes: readonly Box[] }
  | {
      readonly kind: 'paragraph'
      readonly part: string
      readonly paragraph: number
      readonly start: number
      readonly end: number
    }
  | { readonly kind: 'cell'; readonly sheet: string; readonly row: number; readonly column: number }

/**
 * Ties `[from, to)` of a block's text to `[start, end)` of the document's text.
 * `exact`: both have the same length and map offset by offset; otherwise (an entity, a folded
 * space) the whole segment maps to the whole range. `place` is set where offsets are not enough.
 */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  readonly exact: boolean
  readonly place?: Place
}

/** How a run of text looks; sizes in points, colours as `#rrggbb`. */
export interface RunStyle {
  readonly size?: Fact<number>
  readonly color?: Fact<string>
  readonly background?: Fact<string>
  readonly font?: Fact<string>
  /** Letters that the file shows as capitals, however they were typed: the text has them as they are shown. */
  readonly capitals?: Fact<boolean>
}

/** How a block is laid out; `lineHeight` is a ratio to the font size, lengths are points. */
export interface BlockStyle {
  readonly align?: Fact<'left' | 'right' | 'center' | 'justify'>
  readonly lineHeight?: Fact<number>
  readonly spaceBefore?: Fact<number>
  readonly spaceAfter?: Fact<number>
  /** Mean number of characters of its full lines, where lines are known (pdf). */
  readonly lineLength?: Fact<number>
}

/** A range of a block's text with a role; offsets are in the block's text. */
export type Mark = Span &
  (
    | { readonly kind: 'strong' | 'emphasis' | 'underline' | 'delete' | 'code' | 'hidden' }
    | { readonly kind: 'link'; readonly url: string; readonly title?: string }
    | { readonly kind: 'abbreviation'; readonly title: string }
    /** A merge field: opaque, stands for one noun. `name` is what is between the delimiters. */
    | { readonly kind: 'placeholder'; readonly name: string }
    | { readonly kind: 'field'; readonly field: FieldFact }
    | { readonly kind: 'image'; readonly alt?: string }
    | { readonly kind: 'style'; readonly style: RunStyle }
  )

/** A form field as the file declares it. */
export interface FieldFact {
  readonly type: 'text' | 'checkbox' | 'radio' | 'select' | 'date' | 'signature' | 'other'
  readonly name?: string
  readonly label?: string
  readonly required?: boolean
  readonly placeholder?: string
}

/**
 * - `heading`, `paragraph`, `item` (a list item's own text), `cell`, `quote`, `caption`: prose to check.
 * - `label`: a form label.
 * - `code`: never checked.
 */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'cell' | 'quote' | 'caption' | 'label' | 'code'

/** Where the file puts the block, as the file says it: not a guess about letters (see the checker's zones). */
export type Region = 'body' | 'header' | 'footer' | 'footnote' | 'textbox' | 'subject' | 'navigation'

/** A block's place in its list. `list` identifies the list within the document. */
export interface ListPlace {
  readonly list: number
  readonly depth: number // 1 for a top list
  readonly ordered: boolean
  readonly index: number // 0-based rank in the list
  readonly size: number
}

/** A block's place in its table; rows and columns are 0-based. */
export interface TablePlace {
  readonly table: number
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
  readonly header: boolean
  readonly merged: boolean
  /** Depth of the table: 1 for a top table, 2 for a table in a table. */
  readonly depth: number
  readonly layout?: boolean
}

/** One block of prose, flattened: what the French analysis and the rules work on. */
export interface Block {
  readonly index: number
  readonly kind: BlockKind
  readonly region: Region
  /** Flattened text. Placeholders keep their source text and a mark; control tags print nothing; a line break is `\n`. */
  readonly text: string
  /** Range in `Document.text`. */
  readonly start: number
  readonly end: number
  readonly segments: readonly Segment[]
  readonly marks: readonly Mark[]
  readonly style: BlockStyle
  /** Heading depth, 1 to 6. */
  readonly level?: number
  /** How a heading was recognised. */
  readonly levelFrom?: 'declared' | 'style' | 'outline' | 'look'
  readonly list?: ListPlace
  readonly table?: TablePlace
  /** 1-based page on which it starts, where pages are known. */
  readonly page?: number
}

/** A directive found in a comment: `<!-- limpide-ignorer voix-passive -->`. Offsets in `Document.text`. */
export interface Comment extends Span {
  readonly value: string
}

/** What is known of the whole document. */
export interface Meta {
  readonly title?: string
  readonly subject?: string
  readonly from?: string
  readonly to?: string
  readonly date?: string
  readonly language?: string
  readonly attachments?: readonly string[]
  /** Front matter of md and html, as parsed YAML. */
  readonly frontMatter?: Readonly<Record<string, unknown>>
  /** True for a file with merge fields: a template, not a letter as sent. */
  readonly template: boolean
}

/** Page facts; lengths in points. */
export interface Layout {
  readonly pages?: Fact<number>
  readonly width?: Fact<number>
  readonly height?: Fact<number>
  readonly margins?: Fact<{
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }>
  /** pdf: has a structure tree. */
  readonly tagged?: Fact<boolean>
  /** 1-based pages that show an image and no text. */
  readonly imagePages?: readonly number[]
}

/** What went wrong with a file or a configuration, said so that someone can act. In French. */
export interface Problem {
  readonly code: string
  readonly what: string
  readonly fix: string
  readonly where?: string
}

/** A document whatever its format. */
export interface Document {
  readonly format: Format
  /** Decoded source for text formats; for the others, the blocks' text joined by a blank line. */
  readonly text: string
  /** unist tree, mdast names where they exist: what the unified plugins and the views walk. */
  readonly tree: import('unist').Node
  readonly blocks: readonly Block[]
  readonly comments: readonly Comment[]
  readonly meta: Meta
  readonly layout: Layout
  readonly knows: ReadonlySet<FactName>
  readonly problems: readonly Problem[]
}
