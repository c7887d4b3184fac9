import { type Analysed, type Finding, principleLabel, type Rule } from 'limpide'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { ScoreAnswer } from './messages.ts'

/** The answer to `limpide/relecture`: a document and everything said of it, for a person who reads it elsewhere. */
export interface ReviewAnswer {
  readonly score: ScoreAnswer
  /** The text, block by block, in its order. */
  readonly blocks: readonly ReviewBlock[]
  /** The remarks, in the order of the text; those on the whole document first. */
  readonly remarks: readonly ReviewRemark[]
}

/** A paragraph, a title, an item of a list. */
export interface ReviewBlock {
  readonly kind: string
  readonly text: string
  /** Depth of a title, from 1. */
  readonly level?: number
  /** Depth of a list item, from 1, and the number of its line where the list has numbers. */
  readonly depth?: number
  readonly number?: number
}

export interface ReviewRemark {
  readonly name: string
  readonly principle: string
  readonly severity: string
  readonly message: string
  readonly why: string
  readonly advice: string
  /** What could be written instead. */
  readonly wordings: readonly string[]
  /** From 1, in the text that the editor shows. */
  readonly line: number
  /** The passage, on one line. */
  readonly passage: string
  /** Rank of its block in `blocks`, or -1 for a remark on the whole document; `from` and `to` are in the block's text. */
  readonly block: number
  readonly from: number
  readonly to: number
}

/** Puts a document and its remarks in the form a colleague reads. */
export function reviewOf(
  document: TextDocument,
  { result }: Analysed,
  rules: readonly Rule[],
): Omit<ReviewAnswer, 'score'> {
  const blocks = result.view.blocks.filter(({ text }) => text.trim() !== '')
  const rankOf = new Map(blocks.map(({ index }, rank) => [index, rank]))
  const remarks = result.findings.map((finding): ReviewRemark => {
    const rule = rules.find(({ id }) => id === finding.rule)
    const rank = rankOf.get(finding.block) ?? -1
    const source = blocks[rank]?.source
    return {
      name: rule?.name ?? finding.rule,
      principle: principleLabel(finding.principle),
      severity: finding.severity,
      message: finding.message,
      why: rule?.why ?? '',
      advice: rule?.advice ?? '',
      wordings: finding.suggestions.map(({ text, label }) => (text === '' ? 'supprimer ces mots' : label)),
      line: document.positionAt(finding.start).line + 1,
      passage: passageOf(document, finding),
      block: rank,
      from: source ? inBlock(source, finding.start, 'from') : 0,
      to: source ? inBlock(source, finding.end, 'to') : 0,
    }
  })
  remarks.sort((a, b) => a.block - b.block || a.from - b.from || a.to - b.to)
  return {
    blocks: blocks.map(({ kind, text, source: { level, list } }) => ({
      kind,
      text,
      ...(level === undefined ? {} : { level }),
      ...(list === undefined ? {} : { depth: list.depth, ...(list.ordered ? { number: list.index + 1 } : {}) }),
    })),
    remarks,
  }
}

/** A long passage is cut: its first words are enough to find it. */
const LONGEST = 160

function passageOf(document: TextDocument, { start, end }: Finding): string {
  const text = document.getText().slice(start, end).replace(/\s+/g, ' ').trim()
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()}…`
}

/** Where an offset of the document falls in the flattened text of its block. */
function inBlock(
  { segments, text }: Analysed['document']['blocks'][number],
  offset: number,
  edge: 'from' | 'to',
): number {
  for (const segment of segments) {
    if (offset > segment.end || (offset === segment.end && edge === 'from' && segment !== segments.at(-1))) continue
    if (offset < segment.start) return segment.from
    return segment.exact ? segment.from + offset - segment.start : segment[edge]
  }
  return text.length
}
