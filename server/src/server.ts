import {
  type Analysed,
  type Config,
  createLimpide,
  DEFAULT_CONFIG,
  type Finding,
  type Fix,
  type Limpide,
  parseDictionary,
  type Rule,
  withDictionary,
} from 'limpide'
import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  type Range,
  TextDocumentSyncKind,
  TextDocuments,
  type TextEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { explain, rangeOf, toDiagnostic } from './convert.ts'
import { formatOf } from './languages.ts'

/** What the server asks of the place it runs in. A browser build brings its own. */
export interface Host {
  /** The nearest `limpide.yml` above the document, or `undefined`. Never rejects. */
  readConfig(uri: string): Promise<{ readonly uri: string; readonly source: string } | undefined>
  /** The text of the person's own dictionary, or `undefined`. Never rejects. */
  readDictionary?(): Promise<string | undefined>
}

/** Sent after each analysis, for the editor's status bar; also the answer to the request of the same name. */
export interface ScoreMessage {
  readonly uri: string
  readonly version: number
  readonly score: {
    readonly value: number
    readonly margin: number
    readonly grade: string
    readonly gradeLabel: string
    readonly parts: Readonly<Record<string, number>>
    readonly missing: readonly string[]
    readonly said: readonly string[]
  } | null
  /** Why there is no score. */
  readonly problem?: string
  readonly findings: number
}

/** A folder's configuration and where it was found: declared paths are relative to it. */
interface Project {
  readonly config: Config
  readonly folder: string | undefined
}

interface Checked {
  readonly version: number
  readonly project: Project
  readonly analysis: Analysed
  readonly resultId: string
}

/** Pause after a keystroke before pushed diagnostics are computed again, in milliseconds. */
const PUSH_DELAY = 120

/** Serves one client: protocol conversion only. Never throws on a document's text. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument)
  const checked = new Map<string, Checked>()
  const projects = new Map<string, Promise<Project>>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let limpide: Limpide | undefined
  let pulls = false
  let watches = false
  let editsVersioned = false
  let asksSettings = false
  let stamp = 0

  /** Built at the first document: opening an editor costs nothing. */
  const engine = (): Limpide => {
    limpide ??= createLimpide()
    return limpide
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const { textDocument, workspace } = params.capabilities
    pulls = textDocument?.diagnostic !== undefined
    watches = workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    asksSettings = workspace?.configuration === true
    editsVersioned = workspace?.workspaceEdit?.documentChanges === true
    return {
      serverInfo: { name: 'Limpide', version: '0.1.0' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        ...(pulls
          ? { diagnosticProvider: { identifier: 'limpide', interFileDependencies: false, workspaceDiagnostics: false } }
          : {}),
      },
    }
  })

  connection.onInitialized(() => {
    if (!watches) return
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/limpide.yml' }],
    })
  })

  const projectOf = (uri: string): Promise<Project> => {
    const folder = uri.slice(0, uri.lastIndexOf('/'))
    let project = projects.get(folder)
    if (!project) {
      project = readProject(uri)
      projects.set(folder, project)
    }
    return project
  }

  const readProject = async (uri: string): Promise<Project> => {
    const [found, settings, words] = await Promise.all([host.readConfig(uri), readSettings(), host.readDictionary?.()])
    const read = found
      ? engine().parseConfig(found.source, decodeURIComponent(found.uri.slice(found.uri.lastIndexOf('/') + 1)))
      : DEFAULT_CONFIG
    for (const { what, fix, where } of [...settings.problems, ...read.problems])
      connection.console.warn(`${where ?? 'limpide.yml'} : ${what} ${fix}`)
    // What the project says passes before one person's settings: everybody sees the same remarks.
    const project: Config =
      settings.rules.size === 0 ? read : { ...read, rules: new Map([...settings.rules, ...read.rules]) }
    const config = words === undefined ? project : withDictionary(project, parseDictionary(words))
    return { config, folder: found?.uri.slice(0, found.uri.lastIndexOf('/') + 1) }
  }

  /** The editor's own settings, read with the same checks as `limpide.yml`. */
  const readSettings = async (): Promise<Config> => {
    if (!asksSettings) return DEFAULT_CONFIG
    const rules: unknown = await connection.workspace.getConfiguration('limpide.regles').catch(() => undefined)
    if (typeof rules !== 'object' || rules === null || Object.keys(rules).length === 0) return DEFAULT_CONFIG
    return engine().parseConfig(JSON.stringify({ regles: rules }), 'réglages de l’éditeur')
  }

  /** The analysis of the newest version of a document; the same version under the same configuration is analysed once. */
  const checkNow = async (document: TextDocument): Promise<Checked> => {
    const project = await projectOf(document.uri)
    const current = documents.get(document.uri) ?? document
    const known = checked.get(document.uri)
    if (known && known.version === current.version && known.project === project) return known
    const { uri } = current
    const path =
      project.folder && uri.startsWith(project.folder)
        ? decodeURIComponent(uri.slice(project.folder.length))
        : undefined
    const analysis = engine().check(current.getText(), {
      format: formatOf(current.languageId, uri),
      config: project.config,
      ...(path === undefined ? {} : { path }),
    })
    for (const problem of analysis.result.problems) connection.console.warn(`${problem.what} ${problem.fix}`)
    const now: Checked = { version: current.version, project, analysis, resultId: `${++stamp}` }
    checked.set(uri, now)
    void connection.sendNotification('limpide/score', scoreMessage(current, now))
    return now
  }

  const diagnosticsOf = (document: TextDocument, { analysis }: Checked): Diagnostic[] =>
    analysis.result.findings.map((finding) => toDiagnostic(document, finding))

  const push = (document: TextDocument): void => {
    clearTimeout(timers.get(document.uri))
    timers.set(
      document.uri,
      setTimeout(
        () => {
          timers.delete(document.uri)
          void (async () => {
            const result = await checkNow(document)
            const current = documents.get(document.uri)
            if (!current || current.version !== result.version) return
            await connection.sendDiagnostics({
              uri: current.uri,
              version: current.version,
              diagnostics: diagnosticsOf(current, result),
            })
          })()
        },
        checked.has(document.uri) ? PUSH_DELAY : 0,
      ),
    )
  }

  const refresh = (): void => {
    projects.clear()
    if (pulls) connection.languages.diagnostics.refresh()
    else for (const document of documents.all()) push(document)
  }

  documents.onDidChangeContent(({ document }) => {
    if (!pulls) push(document)
  })
  documents.onDidClose(({ document }) => {
    clearTimeout(timers.get(document.uri))
    timers.delete(document.uri)
    checked.delete(document.uri)
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
  })
  connection.onDidChangeWatchedFiles(refresh)
  connection.onDidChangeConfiguration(refresh)

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    const document = documents.get(textDocument.uri)
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
    const result = await checkNow(document)
    if (result.resultId === previousResultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: result.resultId }
    return {
      kind: DocumentDiagnosticReportKind.Full,
      resultId: result.resultId,
      items: diagnosticsOf(document, result),
    }
  })

  connection.onHover(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri)
    if (!document) return null
    const { analysis, project } = await checkNow(document)
    const offset = document.offsetAt(position)
    const under = analysis.result.findings.filter((finding) => finding.start <= offset && offset < finding.end)
    // The shortest one: the word under the pointer rather than the sentence around it.
    under.sort((a, b) => a.end - a.start - (b.end - b.start))
    const finding = under[0]
    const rule = finding && ruleOf(engine().rulesFor(project.config), finding)
    if (!finding || !rule) return null
    return { contents: explain(finding, rule), range: rangeOf(document, finding) }
  })

  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const document = documents.get(textDocument.uri)
    if (!document) return []
    if (
      context.only &&
      !context.only.some((kind) => CodeActionKind.QuickFix.startsWith(kind) || kind.startsWith(CodeActionKind.QuickFix))
    )
      return []
    const { analysis, project } = await checkNow(document)
    const start = document.offsetAt(range.start)
    const end = document.offsetAt(range.end)
    const actions: CodeAction[] = []
    // Some clients send their own diagnostics with byte columns: only the server's findings count.
    for (const finding of analysis.result.findings) {
      if (finding.start > end || finding.end < start) continue
      const diagnostic = toDiagnostic(document, finding)
      for (const [rank, fix] of finding.suggestions.entries()) {
        actions.push({
          title: titleOf(fix),
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          ...(rank === 0 && fix.kind === 'remplacement' ? { isPreferred: true } : {}),
          edit: editOf(document, { range: rangeOf(document, fix), newText: fix.text }, editsVersioned),
        })
      }
      const ignore = ignoreEdit(document, analysis, finding)
      if (ignore) {
        const name = ruleOf(engine().rulesFor(project.config), finding)?.name ?? finding.rule
        actions.push({
          title: `Ignorer « ${name} » dans ce passage`,
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          edit: editOf(document, ignore, editsVersioned),
        })
      }
    }
    return actions
  })

  connection.onRequest('limpide/score', async ({ uri }: { uri: string }): Promise<ScoreMessage | null> => {
    const document = documents.get(uri)
    return document ? scoreMessage(document, await checkNow(document)) : null
  })

  documents.listen(connection)
  connection.listen()
}

function ruleOf(rules: readonly Rule[], finding: Finding): Rule | undefined {
  return rules.find((rule) => rule.id === finding.rule)
}

function titleOf(fix: Fix): string {
  if (fix.kind === 'gabarit') return `Insérer un modèle à compléter : ${shorten(fix.label)}`
  return fix.text === '' ? 'Supprimer ces mots' : `Remplacer par ${shorten(fix.label)}`
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}

function editOf(document: TextDocument, edit: TextEdit, versioned: boolean): NonNullable<CodeAction['edit']> {
  return versioned
    ? { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: [edit] }] }
    : { changes: { [document.uri]: [edit] } }
}

/** A comment on its own line before the block: md and html only, where a comment does not show. */
function ignoreEdit(document: TextDocument, analysis: Analysed, finding: Finding): TextEdit | undefined {
  const { format } = analysis.document
  const block = analysis.result.view.blocks[finding.block]
  if (format === 'txt' || !block || block.kind === 'cell') return undefined
  const { line } = document.positionAt(block.source.start)
  const at = { line, character: 0 }
  const text = document.getText({ start: at, end: { line: line + 1, character: 0 } })
  const indent = /^[ \t]*/.exec(text)?.[0] ?? ''
  const range: Range = { start: at, end: at }
  return { range, newText: `${indent}<!-- limpide-ignorer ${finding.rule} -->${text.endsWith('\r\n') ? '\r\n' : '\n'}` }
}

function scoreMessage(document: TextDocument, { version, analysis }: Checked): ScoreMessage {
  const { score } = analysis
  return {
    uri: document.uri,
    version,
    score: score
      ? {
          value: score.value,
          margin: score.margin,
          grade: score.grade,
          gradeLabel: score.gradeLabel,
          parts: score.parts,
          missing: score.missing,
          said: score.contributions.slice(0, 3).map((contribution) => contribution.said),
        }
      : null,
    ...(analysis.problem ? { problem: analysis.problem.what } : {}),
    findings: analysis.result.findings.length,
  }
}
