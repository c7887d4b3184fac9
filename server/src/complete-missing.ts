import type { Analysed, Rule } from 'limpide'
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Range,
} from 'vscode-languageserver'
import { snippetOf } from './actions.ts'

/** Where a model may be offered: on an empty line, or after the first letters of its name. */
export function mayComplete(typed: string): boolean {
  return /^\s*[\p{L}’']{0,20}$/u.test(typed)
}

/**
 * What a letter lacks, as models to fill in: its contact, its appeals, its date. `typed` is what stands before the
 * cursor on its line, at `range`; a model takes the place of the letters of its name.
 */
export function completeMissing(
  { result }: Analysed,
  rules: readonly Rule[],
  range: Range,
  typed: string,
  snippets: boolean,
): CompletionItem[] {
  const items: CompletionItem[] = []
  const indent = /^\s*/.exec(typed)?.[0] ?? ''
  for (const { rule, message, suggestions } of result.findings) {
    for (const { kind, label, text, start, end } of suggestions) {
      // Only what would be added: a model that takes the place of words stands where they are.
      if (kind !== 'gabarit' || start !== end) continue
      const model = indent + text.trim()
      items.push({
        label,
        kind: CompletionItemKind.Snippet,
        detail: rules.find(({ id }) => id === rule)?.name ?? rule,
        documentation: { kind: MarkupKind.Markdown, value: `${message}\n\n${text.trim()}` },
        filterText: `${indent}${label}`,
        insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        textEdit: { range, newText: snippets ? snippetOf(model) : model },
      })
    }
  }
  return items
}
