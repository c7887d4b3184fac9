import type { Problem } from 'limpide'
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'

/** What is said of a comment that silences nothing any more. */
const IDLE = 'ignore-inutile'

/**
 * What is wrong with the comments of a document, on their lines. A comment that no longer serves is said of a settled
 * text only: while a word is typed, the remark that the comment silences comes and goes.
 */
export function commentNotes(document: TextDocument, problems: readonly Problem[], settled: boolean): Diagnostic[] {
  return problems
    .filter((problem) => isOnLine(problem) && (settled || problem.code !== IDLE))
    .flatMap((problem) => toNote(document, problem))
}

/** True when something would be said of the text once it is settled. */
export function hasIdle(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.code === IDLE && isOnLine(problem))
}

/** True for what is wrong on a line of the document itself. */
export function isOnLine({ where = '' }: Problem): boolean {
  return where.startsWith('ligne ')
}

/** What is wrong with a `limpide.yml`, on its lines; on the first one when no line is known. */
export function configNotes(document: TextDocument, problems: readonly Problem[]): Diagnostic[] {
  return problems.flatMap((problem) => toNote(document, problem))
}

function toNote(document: TextDocument, { code, what, fix, where = '' }: Problem): Diagnostic[] {
  const line = Math.max(1, Math.min(document.lineCount, Number(/ligne (\d+)/.exec(where)?.[1] ?? 1))) - 1
  const start = document.offsetAt({ line, character: 0 })
  const text =
    document
      .getText()
      .slice(start)
      .split(/[\r\n]/, 1)[0] ?? ''
  const from = start + text.length - text.trimStart().length
  const idle = code === IDLE
  return [
    {
      range: {
        start: document.positionAt(from),
        end: document.positionAt(Math.max(from, start + text.trimEnd().length)),
      },
      severity: idle ? DiagnosticSeverity.Information : DiagnosticSeverity.Warning,
      source: 'Limpide',
      code,
      // The line is where the note stands.
      message: `${what.replace(/^Ligne \d+\s*:\s*/, '').replace(/^./, (first) => first.toUpperCase())} ${fix}`,
      ...(idle ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    },
  ]
}
