import type { Node } from 'unist'
import type { BlockStyle, FieldFact, Region, RunStyle, Segment } from './document.ts'

/** Printed text; its segments tile its value. */
export interface Text extends Node {
  type: 'text'
  value: string
  segments: readonly Segment[]
  look?: RunStyle | undefined
}

/** A merge field: printed as in the source, read as one opaque noun. */
export interface Placeholder extends Node {
  type: 'placeholder'
  value: string
  name: string
  segments: readonly Segment[]
  look?: RunStyle | undefined
}

/** A template tag: prints nothing. */
export interface Control extends Node {
  type: 'control'
  value: string
  segments: readonly Segment[]
}

/** A line break asked for by the author. */
export interface Break extends Node {
  type: 'break'
  segments: readonly Segment[]
}

/** An image, with its alternative text where the file gives one (an empty one says: decoration). */
export interface Image extends Node {
  type: 'image'
  alt?: string | undefined
  segments: readonly Segment[]
}

/** A form field; its children are the text it shows. */
export interface Field extends Node {
  type: 'field'
  field: FieldFact
  children: Inline[]
  segments: readonly Segment[]
}

/** A short piece of code in a sentence. */
export interface InlineCode extends Node {
  type: 'inlineCode'
  value: string
  segments: readonly Segment[]
}

/** Text under one emphasis. */
export interface Emphasised extends Node {
  type: 'strong' | 'emphasis' | 'underline' | 'delete' | 'hidden'
  children: Inline[]
}

/** A link and its text. */
export interface Link extends Node {
  type: 'link'
  url: string
  title?: string | undefined
  children: Inline[]
}

/** An abbreviation with its meaning. */
export interface Abbreviation extends Node {
  type: 'abbreviation'
  title: string
  children: Inline[]
}

/** What a line of text is made of. */
export type Inline =
  | Text
  | Placeholder
  | Control
  | Break
  | Image
  | Field
  | InlineCode
  | Emphasised
  | Link
  | Abbreviation

interface Laid extends Node {
  layout?: BlockStyle | undefined
  page?: number | undefined
}

/** A paragraph, a caption or a form label. */
export interface Paragraph extends Laid {
  type: 'paragraph' | 'caption' | 'label'
  children: Inline[]
}

/** A heading and how it was recognised. */
export interface Heading extends Laid {
  type: 'heading'
  depth: number
  from: 'declared' | 'style' | 'outline' | 'look'
  children: Inline[]
}

/** Code: never checked. */
export interface Code extends Laid {
  type: 'code'
  value: string
  segments: readonly Segment[]
}

/** A quotation. */
export interface Blockquote extends Node {
  type: 'blockquote'
  children: Child[]
}

/** A part of the page; without a region it is transparent. */
export interface Section extends Laid {
  type: 'section'
  region?: Region | undefined
  children: Child[]
}

/** A list. */
export interface List extends Node {
  type: 'list'
  ordered: boolean
  children: ListItem[]
}

/** A list item. */
export interface ListItem extends Laid {
  type: 'listItem'
  children: Child[]
}

/** A table; a layout table is read as if it were not there. */
export interface Table extends Node {
  type: 'table'
  presentation?: boolean | undefined
  children: TableRow[]
}

/** A table row. */
export interface TableRow extends Node {
  type: 'tableRow'
  children: TableCell[]
}

/** A table cell; `column` is its rank in the grid, spans counted. */
export interface TableCell extends Laid {
  type: 'tableCell'
  column: number
  header: boolean
  merged: boolean
  children: Child[]
}

/** What holds lines. */
export type Flow = Paragraph | Heading | Code | Blockquote | Section | List | Table

/** Flow and bare inlines may be mixed: the flattening makes anonymous paragraphs of the latter. */
export type Child = Flow | Inline

/** The whole document. */
export interface Root extends Node {
  type: 'root'
  children: Child[]
}
