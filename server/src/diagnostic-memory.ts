import type { Finding } from 'limpide'
import type { Diagnostic, Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { isSuperfluous, toDiagnostic } from './convert.ts'

/** The diagnostics of one document from one version to the next. */
export interface DiagnosticMemory {
  /**
   * What `toDiagnostic` makes of each finding, in their order. A remark that says the same at the same line and column is
   * the very object of the time before. `pageOf` gives the same page for the same rule as long as the memory serves.
   */
  of(
    document: TextDocument,
    findings: readonly Finding[],
    pageOf: (finding: Finding) => string | undefined,
  ): readonly Diagnostic[]
}

/** Remembers the diagnostics made last: one letter typed changes a line out of hundreds. */
export function diagnosticMemory(): DiagnosticMemory {
  let before: readonly Finding[] = []
  let shown: readonly Diagnostic[] = []
  return {
    of(document, findings, pageOf) {
      const now: Diagnostic[] = []
      let from = 0
      for (const finding of findings) {
        const start = document.positionAt(finding.start)
        while (from < shown.length && isBefore(shown[from]?.range.start, start)) from += 1
        let same: Diagnostic | undefined
        for (let rank = from; rank < shown.length && same === undefined; rank += 1) {
          const known = shown[rank]
          const said = before[rank]
          if (!known || !said || !isAt(known.range.start, start)) break
          if (saysTheSame(said, finding) && isShownAs(known, document, finding)) same = known
        }
        now.push(same ?? toDiagnostic(document, finding, pageOf(finding)))
      }
      before = findings
      shown = now
      return now
    },
  }
}

function saysTheSame(a: Finding, b: Finding): boolean {
  return (
    a.message === b.message &&
    a.rule === b.rule &&
    a.messageId === b.messageId &&
    a.severity === b.severity &&
    a.term === b.term &&
    a.related.length === b.related.length &&
    isSuperfluous(a) === isSuperfluous(b)
  )
}

/** True when the places are those that are shown, where the document now stands. */
function isShownAs({ range, relatedInformation = [] }: Diagnostic, document: TextDocument, finding: Finding): boolean {
  if (!isAt(range.end, document.positionAt(finding.end))) return false
  for (const [rank, { start, end, message }] of finding.related.entries()) {
    const other = relatedInformation[rank]
    if (other?.message !== message || !isAt(other.location.range.start, document.positionAt(start))) return false
    if (!isAt(other.location.range.end, document.positionAt(end))) return false
  }
  return true
}

function isAt(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character
}

function isBefore(a: Position | undefined, b: Position): boolean {
  return a !== undefined && (a.line < b.line || (a.line === b.line && a.character < b.character))
}
