import { type Analysed, guessZones, locate, sections } from 'limpide'
import { type CodeLens, type DocumentSymbol, type InlayHint, type Range, SymbolKind } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { rangeOf } from './convert.ts'

const ZONES: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    'en-tete': 'En-tête',
    destinataire: 'Destinataire',
    objet: 'Objet',
    salutation: 'Salutation',
    cloture: 'Formule finale',
    signature: 'Signature',
    'pieces-jointes': 'Pièces jointes',
    pied: 'Pied de page',
    mentions: 'Mentions',
    navigation: 'Navigation',
  }),
)

/** The plan of a document: its headings with the grade of each section, and the parts of a letter. */
export function outline(document: TextDocument, analysis: Analysed): DocumentSymbol[] {
  const roots: DocumentSymbol[] = []
  const open: { readonly level: number; readonly symbol: DocumentSymbol & { children: DocumentSymbol[] } }[] = []
  for (const { title, level, start, end, heading, words, score } of sections(analysis)) {
    const symbol = {
      name: title === '' ? '(titre vide)' : title,
      detail: gradeAndWords(score?.grade, words),
      kind: SymbolKind.String,
      range: rangeOf(document, { start, end }),
      selectionRange: rangeOf(document, heading),
      children: [],
    }
    while ((open.at(-1)?.level ?? 0) >= level) open.pop()
    const parent = open.at(-1)?.symbol
    if (parent) parent.children.push(symbol)
    else roots.push(symbol)
    open.push({ level, symbol })
  }
  const guesses = guessZones(analysis.document)
  let last: Part | undefined
  for (const { source, zone, index, text } of analysis.result.view.blocks) {
    const name = ZONES.get(zone)
    if (name === undefined || text.trim() === '') continue
    const sure = guesses[index]?.confidence ?? 1
    if (last?.zone === zone && last.index === index - 1) {
      last.symbol.range = { start: last.symbol.range.start, end: document.positionAt(source.end) }
      // A part is no surer than the least sure of its blocks.
      last = { ...last, index, sure: Math.min(last.sure, sure) }
      last.symbol.detail = zoneDetail(last.first, last.sure)
      continue
    }
    const range = rangeOf(document, source)
    const first = firstLine(text)
    const symbol: DocumentSymbol = {
      name,
      detail: zoneDetail(first, sure),
      kind: SymbolKind.Key,
      range,
      selectionRange: range,
    }
    roots.push(symbol)
    last = { zone, index, sure, first, symbol }
  }
  return roots.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  )
}

/** « B · 120 mots » above each title. */
export function gradeLenses(document: TextDocument, analysis: Analysed): CodeLens[] {
  return sections(analysis).map(({ heading, words, score }) => ({
    range: rangeOf(document, heading),
    // A command without a name is shown as a text.
    command: { title: gradeAndWords(score?.grade, words), command: '' },
  }))
}

function gradeAndWords(grade: string | undefined, words: number): string {
  return `${grade === undefined ? '' : `${grade} · `}${words} mot${words > 1 ? 's' : ''}`
}

/** A part of a letter as it is being drawn: the last block it has, and how sure it is. */
interface Part {
  readonly zone: string
  readonly index: number
  readonly sure: number
  readonly first: string
  readonly symbol: DocumentSymbol
}

/** « Madame, Monsieur, · sûr à 95 % »; what the file itself declares goes without saying. */
function zoneDetail(first: string, sure: number): string {
  return sure >= 1 ? first : `${first} · sûr à ${Math.round(100 * sure)}\u00a0%`
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`
}

/** « 23 mots » after each sentence of the range. */
export function wordCounts(document: TextDocument, { document: read, result }: Analysed, range: Range): InlayHint[] {
  const from = document.offsetAt(range.start)
  const to = document.offsetAt(range.end)
  const hints: InlayHint[] = []
  for (const { block, end, wordCount } of result.view.sentences) {
    if (block.source.end < from || block.source.start > to) continue
    const place = locate(read, block.source, Math.max(0, end - 1), end)
    hints.push({
      position: document.positionAt(place.end),
      label: `${wordCount} mot${wordCount > 1 ? 's' : ''}`,
      paddingLeft: true,
    })
  }
  return hints
}
