import type { Piece } from './office-line.ts'
import { everyPrinted, printedText } from './office-line.ts'
import type { Child, Heading, Paragraph } from './tree.ts'

/** « Article 14 », « ANNEXE II – Pièces »: titles by their words, whatever their letters. */
const NAMED = /^(?:article|chapitre|titre|section|annexe|partie)\s+(?:\d+|[ivxlc]+|premi(?:er|ère)|1er)(?:\b|$)/i

interface Candidate {
  readonly node: Paragraph
  readonly siblings: Child[]
  readonly size: number | undefined
  readonly text: string
  readonly bold: boolean
}

/** Finds the paragraphs of an office file that a reader takes for titles, whatever their style says. */
export class TitleLook {
  private readonly candidates: Candidate[] = []
  /** Characters printed at each size: the most frequent is that of the body. */
  private readonly sizes = new Map<number, number>()

  /** Counts a paragraph's characters at its size. */
  measure(size: number | undefined, length: number): void {
    if (size !== undefined) this.sizes.set(size, (this.sizes.get(size) ?? 0) + length)
  }

  /** Remembers a paragraph that may be a title: all in bold or underlined, or named as one. */
  consider(node: Paragraph, siblings: Child[], pieces: readonly Piece[]): void {
    const text = printedText(pieces).trim()
    if (text.length > 90) return
    const bold = everyPrinted(pieces, (piece) => piece.strong === true || piece.underline === true)
    if (bold || NAMED.test(text)) this.candidates.push({ node, siblings, size: sizeOf(pieces), text, bold })
  }

  /** Turns into headings the candidates that stand over something and do not end as a sentence. */
  promote(): void {
    let body: number | undefined
    let most = 0
    for (const [size, count] of this.sizes) if (count > most) [body, most] = [size, count]
    const ranks = new Map<Child, number>()
    for (const siblings of new Set(this.candidates.map((candidate) => candidate.siblings))) {
      for (const [rank, sibling] of siblings.entries()) ranks.set(sibling, rank)
    }
    const nodes = new Set<Child>(this.candidates.map((candidate) => candidate.node))
    for (const { node, siblings, size, text, bold } of this.candidates) {
      const named = NAMED.test(text)
      const sentence = /[;,:…!]$/.test(text) || (text.endsWith('.') && !(named && text.length <= 15))
      if (sentence || text.includes('\n') || /[{«[<%]/.test(text) || !/\p{L}{3}/u.test(text)) continue
      const rank = ranks.get(node)
      const next = rank === undefined ? undefined : siblings[rank + 1]
      if (rank === undefined || next === undefined) continue
      const larger = bold && body !== undefined && size !== undefined && size > body
      const introduces =
        next.type === 'list' ||
        next.type === 'table' ||
        (next.type === 'paragraph' && !nodes.has(next)) ||
        (named && next.type === 'paragraph')
      const displayed =
        named || text === text.toUpperCase() || node.layout?.align?.value === 'center' || /^(?:[IVX]+|\d+)\b/.test(text)
      if (!larger && !(introduces && displayed)) continue
      const heading: Heading = {
        type: 'heading',
        depth: larger ? 1 : 2,
        from: 'look',
        children: node.children,
        layout: node.layout,
      }
      siblings[rank] = heading
    }
  }
}

/** The size of the first letters that a paragraph prints. */
export function sizeOf(pieces: readonly Piece[]): number | undefined {
  for (const piece of pieces) {
    if (piece.text.trim() !== '') return piece.look?.size?.value
  }
  return undefined
}
