import {
  type Analysed,
  answersIn,
  type Document,
  type DocumentType,
  type DocumentView,
  type QuestionId,
  type Sentence,
  type Span,
  type Token,
} from 'limpide'

/** A word as a person counts them: « l’ » is one, « envoyez-nous » is one. Offsets are in `Prose.text`. */
export interface ProseWord extends Span {
  /** True for what names or counts: a number, a date, a proper name, an acronym, a merge field. */
  readonly isFixed: boolean
}

export interface ProseSentence extends Span {
  readonly words: readonly ProseWord[]
}

export interface ProseBlock extends Span {
  readonly kind: 'title' | 'paragraph' | 'item'
  readonly sentences: readonly ProseSentence[]
}

/** A merge field, with what a reader sees in its place: « [usager nom] ». */
export interface ProseField extends Span {
  readonly label: string
}

/** Where the document answers a question of its reader. */
export interface ProseAnswer {
  readonly question: QuestionId
  readonly text: string
  /** « 2 » for the page, where pages are known. */
  readonly page?: number
}

/** What a person reads in a document, cut into sentences and words: what a test with users is made from. */
export interface Prose {
  readonly title: string | null
  readonly type: DocumentType
  /** The prose, one block after the other, a blank line between two. */
  readonly text: string
  readonly blocks: readonly ProseBlock[]
  readonly fields: readonly ProseField[]
  readonly answers: readonly ProseAnswer[]
}

/** The prose of a document that was checked, in the order of the reading. */
export function proseOf({ document, result: { view } }: Analysed, title: string | null): Prose {
  const measured = new Set(view.sentences.map(({ block }) => block.index))
  const blocks: ProseBlock[] = []
  const fields: ProseField[] = []
  let text = ''
  for (const block of view.blocks) {
    const isTitle = block.kind === 'heading' || block.zone === 'objet'
    if (block.text.trim() === '' || block.kind === 'code') continue
    if (!isTitle && !measured.has(block.index)) continue
    if (text !== '') text += '\n\n'
    const at = text.length
    text += block.text
    blocks.push({
      kind: isTitle ? 'title' : block.kind === 'item' ? 'item' : 'paragraph',
      start: at,
      end: text.length,
      sentences: block.sentences.map((sentence) => ({
        ...shifted(sentence, at),
        words: wordsOf(sentence, block.text).map((word) => ({ ...shifted(word, at), isFixed: word.isFixed })),
      })),
    })
    for (const mark of block.source.marks)
      if (mark.kind === 'placeholder') fields.push({ ...shifted(mark, at), label: fieldLabel(mark.name) })
  }
  return {
    title,
    type: view.type.id,
    text,
    blocks,
    fields,
    answers: answersIn(view).map(({ question, block, start, end }) => ({
      question,
      text: quoted(block, start, end),
      ...pageOf(document, block.index),
    })),
  }
}

/** A passage as it reads on one line, its merge fields in words. */
function quoted({ text, source }: DocumentView['blocks'][number], start: number, end: number): string {
  let said = ''
  let from = start
  for (const mark of source.marks) {
    if (mark.kind !== 'placeholder' || mark.start < from || mark.end > end) continue
    said += text.slice(from, mark.start) + fieldLabel(mark.name)
    from = mark.end
  }
  return (said + text.slice(from, end)).replace(/\s+/g, ' ').trim()
}

/** « usager.date_naissance » : « [usager date naissance] » */
function fieldLabel(name: string): string {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? '[…]' : `[${words}]`
}

function pageOf(document: Document, index: number): { readonly page?: number } {
  const page = document.blocks[index]?.page
  return page === undefined ? {} : { page }
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}

/** The words of a sentence; what is attached by a hyphen (« -nous », « -t-il ») belongs to the word before it. */
function wordsOf(sentence: Sentence, text: string): readonly ProseWord[] {
  const hasSmall = /\p{Ll}/u.test(text.slice(sentence.start, sentence.end))
  const words: { start: number; end: number; isFixed: boolean }[] = []
  let isFirst = true
  for (const token of sentence.tokens) {
    if (token.kind === 'punct' || token.kind === 'symbol') continue
    const last = words.at(-1)
    const isAttached = last !== undefined && last.end === token.start && /^[-‑]/.test(token.text)
    if (isAttached) {
      last.end = token.end
      continue
    }
    words.push({ start: token.start, end: token.end, isFixed: isFixed(token, isFirst, hasSmall) })
    isFirst = false
  }
  return words
}

const MONTHS: ReadonlySet<string> = new Set(
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
)

/** Anyone can tell by eye: figures, fields, months, and a capital that does not open the sentence. */
function isFixed({ kind, text, norm, upos }: Token, isFirst: boolean, hasSmall: boolean): boolean {
  if (kind !== 'word' || /\d/.test(text) || MONTHS.has(norm)) return true
  if (!/^\p{Lu}/u.test(text)) return false
  if (!isFirst) return hasSmall
  // « CAF de Valmont » opens with an acronym, « Valmont » with a name; « À » and « Y » are words in capitals.
  return upos === 'PROPN' || (hasSmall && text.length > 1 && !/\p{Ll}/u.test(text))
}
