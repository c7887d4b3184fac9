import { type Analysed, addToDictionary, type Finding, type Fix, ignoreRemark, ignoreRule, type Rule } from 'limpide'
import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type SnippetTextEdit,
  StringValue,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { rangeOf, type toDiagnostic } from './convert.ts'

/** « Corriger toutes les tournures sûres »: what an editor may apply on saving. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.limpide`

/** What the client's editor can do with an edit. */
export interface EditSupport {
  readonly versioned: boolean
  readonly snippets: boolean
  readonly creates: boolean
}

/** The project's configuration as an action may change it. */
export interface ConfigFile {
  readonly uri: string
  /** `undefined`: there is none yet. */
  readonly source: string | undefined
  /** Set when the file is open in the editor. */
  readonly version: number | null
  /** The document's path from the folder of the configuration. */
  readonly path: string
}

/** Everything an action is built from: the server's own findings, never what the client says of them. */
export interface ActionContext {
  readonly document: TextDocument
  readonly analysis: Analysed
  readonly rules: readonly Rule[]
  readonly support: EditSupport
  readonly config: ConfigFile | undefined
  /** The text of a file of another format, which an editor can only show. */
  readonly readOnly: boolean
  readonly diagnosticOf: (finding: Finding) => ReturnType<typeof toDiagnostic>
}

/** The quick fixes of the findings that touch `[start, end]`. */
export function quickFixes(context: ActionContext, start: number, end: number): CodeAction[] {
  const actions: CodeAction[] = []
  const touched = context.analysis.result.findings.filter((finding) => finding.start <= end && finding.end >= start)
  if (!context.readOnly) for (const finding of touched) actions.push(...fixesOf(context, finding))
  for (const finding of touched) actions.push(...ignoresOf(context, finding))
  return actions
}

function fixesOf({ document, support, diagnosticOf }: ActionContext, finding: Finding): CodeAction[] {
  return finding.suggestions.map((fix, rank) => ({
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding)],
    ...(rank === 0 && fix.kind === 'remplacement' ? { isPreferred: true } : {}),
    edit: editOf(document, fixEdit(document, fix, support), support),
  }))
}

/** A model is filled in with the Tab key where the editor knows how; elsewhere its brackets say what to write. */
function fixEdit(document: TextDocument, fix: Fix, support: EditSupport): TextEdit | SnippetTextEdit {
  const range = rangeOf(document, fix)
  if (fix.kind !== 'gabarit' || !support.snippets) return { range, newText: fix.text }
  return { range, snippet: StringValue.createSnippet(snippetOf(fix.text)) }
}

/** « […] » becomes a stop of the Tab key; what a snippet reads as its own is escaped. */
export function snippetOf(text: string): string {
  let stop = 0
  return text
    .split(/(\[[^[\]\n]+\](?!\())/)
    .map((part, rank) => {
      const plain = part.replace(/[\\$}]/g, '\\$&')
      if (rank % 2 === 0) return plain
      stop += 1
      return `\${${stop}:${plain}}`
    })
    .join('')
}

function ignoresOf(context: ActionContext, finding: Finding): CodeAction[] {
  const { document, analysis, config, readOnly, support, rules, diagnosticOf } = context
  const name = rules.find(({ id }) => id === finding.rule)?.name ?? finding.rule
  const actions: CodeAction[] = []
  const add = (title: string, edit: WorkspaceEdit | undefined): void => {
    if (edit) actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(finding)], edit })
  }
  const here = readOnly ? undefined : ignoreHere(document, analysis, finding)
  add(`Ignorer « ${name} » dans ce passage`, here && editOf(document, here, support))
  const inFile = readOnly ? undefined : ignoreInFile(document, analysis, finding)
  add(
    `Ignorer « ${name} » dans ce fichier`,
    inFile
      ? editOf(document, inFile, support)
      : configEdit(config, support, (source, path) =>
          ignoreRemark(source, { path, rule: finding.rule, reason: 'à préciser' }),
        ),
  )
  add(
    `Ignorer « ${name} » dans tout le projet`,
    configEdit(config, support, (source) => ignoreRule(source, finding.rule)),
  )
  const word = wordOf(document, finding)
  if (word !== undefined)
    add(
      `Ajouter « ${word} » au dictionnaire du projet`,
      configEdit(config, support, (source) => addToDictionary(source, word)),
    )
  return actions
}

/** Every safe replacement at once: the longest first, none over another. `undefined` when there is nothing to do. */
export function fixAll({ document, analysis, support, readOnly }: ActionContext): CodeAction | undefined {
  if (readOnly) return undefined
  const fixes = analysis.result.findings
    .flatMap(({ suggestions }) => {
      const [first] = suggestions
      // Two wordings to choose from: the writer chooses.
      return first?.kind === 'remplacement' && suggestions.length === 1 ? [first] : []
    })
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  const kept: Fix[] = []
  for (const fix of fixes) if (!kept.some((other) => fix.start <= other.end && other.start <= fix.end)) kept.push(fix)
  if (kept.length === 0) return undefined
  kept.sort((a, b) => a.start - b.start)
  const edits = kept.map((fix): TextEdit => ({ range: rangeOf(document, fix), newText: fix.text }))
  return {
    title: `Corriger toutes les tournures sûres (${kept.length})`,
    kind: FIX_ALL,
    edit: support.versioned
      ? { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] }
      : { changes: { [document.uri]: edits } },
  }
}

function titleOf(fix: Fix): string {
  if (fix.kind === 'gabarit') return `Insérer un modèle à compléter : ${shorten(fix.label)}`
  return fix.text === '' ? 'Supprimer ces mots' : `Remplacer par ${shorten(fix.label)}`
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}

function editOf(document: TextDocument, edit: TextEdit | SnippetTextEdit, { versioned }: EditSupport): WorkspaceEdit {
  if (versioned || 'snippet' in edit)
    return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: [edit] }] }
  return { changes: { [document.uri]: [edit] } }
}

/** A comment on its own line before the block: md and html only, where a comment does not show. */
function ignoreHere(
  document: TextDocument,
  { document: read, result }: Analysed,
  finding: Finding,
): TextEdit | undefined {
  const block = result.view.blocks[finding.block]
  if (read.format === 'txt' || !block || block.kind === 'cell') return undefined
  const { line } = document.positionAt(block.source.start)
  const at = { line, character: 0 }
  const text = document.getText({ start: at, end: { line: line + 1, character: 0 } })
  const indent = /^[ \t]*/.exec(text)?.[0] ?? ''
  const range: Range = { start: at, end: at }
  return { range, newText: `${indent}<!-- limpide-ignorer ${finding.rule} -->${text.endsWith('\r\n') ? '\r\n' : '\n'}` }
}

/** A comment at the top of the file, under its front matter. */
function ignoreInFile(document: TextDocument, { document: read }: Analysed, finding: Finding): TextEdit | undefined {
  if (read.format === 'txt') return undefined
  const matter = /^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*\r?\n/.exec(read.text)?.[0] ?? ''
  const end = read.text.includes('\r\n') ? '\r\n' : '\n'
  const at = document.positionAt(matter.length)
  return { range: { start: at, end: at }, newText: `<!-- limpide-ignorer-fichier ${finding.rule} -->${end}${end}` }
}

/** The words that a dictionary may accept: a remark on vocabulary, three words at most. */
function wordOf(document: TextDocument, finding: Finding): string | undefined {
  if (finding.principle !== 'vocabulaire') return undefined
  const text = document.getText(rangeOf(document, finding)).trim()
  return text === '' || /[\n[\]{}<>*_]/.test(text) || text.split(/\s+/).length > 3 ? undefined : text
}

/** What changes in `limpide.yml`, as the smallest edit: the team's comments stay. */
function configEdit(
  config: ConfigFile | undefined,
  support: EditSupport,
  change: (source: string, path: string) => string | undefined,
): WorkspaceEdit | undefined {
  if (!config || !support.versioned) return undefined
  const before = config.source ?? ''
  const after = change(before, config.path)
  if (after === undefined || after === before) return undefined
  if (config.source === undefined && !support.creates) return undefined
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  let tail = 0
  while (tail < before.length - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const text = TextDocument.create(config.uri, 'yaml', 0, before)
  // Whole lines: columns are then the same in every encoding.
  const from = { line: text.positionAt(start).line, character: 0 }
  const last = text.positionAt(before.length - tail)
  const to = last.character === 0 ? last : { line: last.line + 1, character: 0 }
  const stop = text.offsetAt(to)
  const newText = after.slice(text.offsetAt(from), after.length - (before.length - stop))
  return {
    documentChanges: [
      ...(config.source === undefined
        ? [{ kind: 'create' as const, uri: config.uri, options: { ignoreIfExists: true } }]
        : []),
      {
        textDocument: { uri: config.uri, version: config.version },
        edits: [{ range: { start: from, end: to }, newText }],
      },
    ],
  }
}
