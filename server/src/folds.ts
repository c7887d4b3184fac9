import { type Analysed, PRINCIPLES, type Principle, principleLabel } from 'limpide'
import type { FoldingRange } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'

/** The principle whose remarks stay in sight, or all of them. */
export type Fold = Principle | 'tous'

/** The choice of a person, when it is one. */
export function readFold(value: unknown): Fold | undefined {
  if (value === 'tous') return value
  return PRINCIPLES.find(({ id }) => id === value)?.id
}

/** What holds no remark of a principle, folded: its remarks and the titles are what is left to read. */
export function folds(document: TextDocument, { result }: Analysed, kept: Fold): FoldingRange[] {
  const shown = new Set<number>()
  for (const { principle, start, end } of result.findings) {
    if (kept !== 'tous' && principle !== kept) continue
    const last = document.positionAt(end).line
    for (let { line } = document.positionAt(start); line <= last; line += 1) shown.add(line)
  }
  // A title is the first line of what is folded under it.
  const titles = new Set<number>()
  for (const { kind, source } of result.view.blocks)
    if (kind === 'heading') titles.add(document.positionAt(source.start).line)
  const found: FoldingRange[] = []
  const add = (startLine: number, endLine: number): void => {
    if (endLine <= startLine) return
    const what = kept === 'tous' ? 'remarque' : `remarque (${principleLabel(kept).toLowerCase()})`
    found.push({ startLine, endLine, collapsedText: `… ${endLine - startLine} lignes sans ${what}` })
  }
  let first: number | undefined
  for (let line = 0; line < document.lineCount; line += 1) {
    if (first !== undefined && (shown.has(line) || titles.has(line))) {
      add(first, line - 1)
      first = undefined
    }
    if (first === undefined && !shown.has(line)) first = line
  }
  if (first !== undefined) add(first, document.lineCount - 1)
  return found
}
