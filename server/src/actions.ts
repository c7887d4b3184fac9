import {
  type Analysed,
  addToDictionary,
  type Finding,
  type Fix,
  type IgnoreEdit,
  ignoreHere,
  ignoreInFile,
  ignoreRemark,
  ignoreRule,
  type Rule,
} from 'limpide'
import {
  type CodeAction,
  CodeActionKind,
  type SnippetTextEdit,
  StringValue,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { rangeOf, type toDiagnostic } from './convert.ts'

/** « Corriger toutes les tournures sûres »: what an editor may apply on saving. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.limpide`

/** « Signaler ce document », in the menu of what can be done with a whole file. */
export const REPORT = `${CodeActionKind.Source}.signaler.limpide`

/** The server's own commands; they are not named as those of the extension, which asks in windows of its own. */
export const COMMANDS = {
  dictionary: 'limpide.serveur.dictionnaire',
  report: 'limpide.serveur.signaler',
} as const

/** What the client's editor can do with an edit. */
export interface EditSupport {
  readonly versioned: boolean
  readonly snippets: boolean
  readonly creates: boolean
  /** In what is offered as one types. */
  readonly completesSnippets: boolean
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
  /** Whether the server can write in the person's own dictionary. */
  readonly keepsWords: boolean
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

/** What a comment or a line of `limpide.yml` says until its author says better: the Tab key stops on it where it can. */
const REASON = 'motif à préciser'

function ignoresOf(context: ActionContext, finding: Finding): CodeAction[] {
  const { document, analysis, config, readOnly, keepsWords, support, rules, diagnosticOf } = context
  const name = rules.find(({ id }) => id === finding.rule)?.name ?? finding.rule
  const actions: CodeAction[] = []
  const add = (title: string, done: Pick<CodeAction, 'edit' | 'command'> | undefined): void => {
    if (done) actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(finding)], ...done })
  }
  const comment = (edit: IgnoreEdit | undefined): WorkspaceEdit | undefined =>
    edit && editOf(document, commentEdit(document, edit, support), support)
  const declare = (text?: string): WorkspaceEdit | undefined =>
    configEdit(config, support, (source, path) =>
      ignoreRemark(source, { path, rule: finding.rule, reason: REASON, ...(text === undefined ? {} : { text }) }),
    )
  // A file that holds no comments is spoken of in limpide.yml, by the words underlined.
  const passage = document.getText(rangeOf(document, finding)).replace(/\s+/g, ' ').trim()
  const here =
    comment(readOnly ? undefined : ignoreHere(analysis.document, finding, REASON)) ??
    (finding.block < 0 || passage === '' || passage.length > LONGEST_PASSAGE ? undefined : declare(passage))
  add(`Ignorer « ${name} » dans ce passage`, here && { edit: here })
  const inFile = comment(readOnly ? undefined : ignoreInFile(analysis.document, finding, REASON)) ?? declare()
  add(`Ignorer « ${name} » dans ce fichier`, inFile && { edit: inFile })
  const inProject = configEdit(config, support, (source) => ignoreRule(source, finding.rule, REASON))
  add(`Ignorer « ${name} » dans tout le projet`, inProject && { edit: inProject })
  const word = wordOf(document, finding)
  if (word === undefined) return actions
  const shared = configEdit(config, support, (source) => addToDictionary(source, word))
  add(`Ajouter « ${word} » au dictionnaire du projet`, shared && { edit: shared })
  const title = `Ajouter « ${word} » à mon dictionnaire`
  add(title, keepsWords ? { command: { title, command: COMMANDS.dictionary, arguments: [word] } } : undefined)
  return actions
}

/** Longer, a passage would not be found again after a correction. */
const LONGEST_PASSAGE = 120

/** The Tab key stops on the reason. */
function commentEdit(document: TextDocument, edit: IgnoreEdit, { snippets }: EditSupport): TextEdit | SnippetTextEdit {
  const range = rangeOf(document, edit)
  if (!snippets) return { range, newText: edit.text }
  const snippet = edit.text.replace(/[\\$}]/g, '\\$&').replace(REASON, `\${1:${REASON}}`)
  return { range, snippet: StringValue.createSnippet(snippet) }
}

/** « Signaler ce document »: asks what is difficult, then adds a line to the team's reports. */
export function reportAction({ uri }: TextDocument): CodeAction {
  const title = 'Signaler ce document'
  return { title, kind: REPORT, command: { title, command: COMMANDS.report, arguments: [{ uri }] } }
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

/** A label that quotes a wording says what is written; any other says what is done. */
function titleOf({ kind, label, text, start, end }: Fix): string {
  if (text === '') return 'Supprimer ces mots'
  const said = shorten(label)
  const isQuote = label.startsWith('«')
  if (kind === 'gabarit') {
    if (isQuote) return `${start === end ? 'Insérer' : 'Remplacer par'} un modèle à compléter : ${said}`
    return /\(à /.test(label) ? said : `${said} (à compléter)`
  }
  return isQuote ? `${start === end ? 'Insérer' : 'Remplacer par'} ${said}` : said
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}

function editOf(document: TextDocument, edit: TextEdit | SnippetTextEdit, { versioned }: EditSupport): WorkspaceEdit {
  if (versioned || 'snippet' in edit)
    return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: [edit] }] }
  return { changes: { [document.uri]: [edit] } }
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
