import {
  type Analysed,
  type Config,
  costOf,
  createLimpide,
  type Document,
  declaredDocument,
  type Finding,
  gains,
  type Limpide,
  type Problem,
  unsaidIn,
} from 'limpide'
import { toRecord } from 'limpide/record'
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  CodeLensRefreshRequest,
  CompletionTriggerKind,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type FileSystemWatcher,
  FoldingRangeRequest,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import {
  type ActionContext,
  COMMANDS,
  type ConfigFile,
  type EditSupport,
  FIX_ALL,
  fixAll,
  quickFixes,
  REPORT,
  reportAction,
} from './actions.ts'
import { completeConfig } from './complete-config.ts'
import { completeMissing, mayComplete } from './complete-missing.ts'
import { explain, rangeOf, toDiagnostic } from './convert.ts'
import { type DiagnosticMemory, diagnosticMemory } from './diagnostic-memory.ts'
import { chooseEncoding, textsIn } from './encoding.ts'
import { folderReference } from './folder-reference.ts'
import { folds } from './folds.ts'
import type { Host } from './host.ts'
import { decoded, formatOf, isConfig } from './languages.ts'
import {
  type DocumentAnswer,
  type DocumentRequest,
  type FolderAnswer,
  type GradeRequest,
  type ScoreAnswer,
  type ScoreMessage,
  scoreMessage,
} from './messages.ts'
import { commentNotes, configNotes, hasIdle, isOnLine } from './notes.ts'
import { gradeLenses, outline, wordCounts } from './outline.ts'
import { addWord, createProjects, isRecord, type Project } from './projects.ts'
import { addReport, DIFFICULTIES, newSecret, type Report, tokenOf } from './report-line.ts'
import { resultId } from './result-id.ts'
import { type ReviewAnswer, reviewOf } from './review.ts'

/** What a client may ask at the start. */
interface Options {
  /** The folder of the rules' pages, as an address: `codeDescription` then points to them. */
  readonly pagesUri?: string
  /** Where a browser finds what reads docx, odt and pdf files. */
  readonly readerUri?: string
  /** Where a browser finds the French data. */
  readonly frenchUri?: string
  /** `false`: no standard workspace diagnostics, for a client that would ask for them every two seconds. */
  readonly dossier?: boolean
}

interface Checked {
  readonly version: number
  readonly project: Project
  readonly analysis: Analysed
  readonly resultId: string
}

/** A file shown as a text: what was read of it, and the text whose lines the client shows. */
interface View {
  readonly uri: string
  readonly read: Document
  readonly text: TextDocument
  /** How many files were read before: two readings are two results, even of one text (its layout may have changed). */
  readonly rank: number
}

/** Views that the client keeps open at once; the oldest goes first. */
const MOST_VIEWS = 16

/** Ends the name of a result that also says what no longer serves in a text at rest. */
const SETTLED = '+'

/** An analysis under way: who waits for it, and what it gives, unless it is given up. */
interface Run {
  readonly resultId: string
  readonly waiting: Set<CancellationToken | undefined>
  readonly done: Promise<Checked | undefined>
}

/** Blocks remembered beyond those of the page that is typed: a few steps back. */
const SPARE = 30
/** How long the server may work without hearing its client, in milliseconds. */
const SLICE = 20
/** Pause after a keystroke before pushed diagnostics are computed again, in milliseconds. */
const PUSH_DELAY = 120
/** Pause after which a writer may look at the score, in milliseconds. */
const PAUSE = 250

/** Serves one client: protocol conversion only. Never throws on a document's text. */
export function startServer(connection: Connection, host: Host): void {
  let encoding: 'utf-8' | 'utf-16' = 'utf-16'
  const documents = new TextDocuments(textsIn(() => encoding))
  const checked = new Map<string, Checked>()
  const runs = new Map<string, Run>()
  /** Files shown as a text that cannot be changed, by the address of the view. */
  const views = new Map<string, View>()
  /** The diagnostics that the client was given last of each open document, and the settings that they hold under. */
  const given = new Map<string, { readonly project: Project; readonly memory: DiagnosticMemory }>()
  /** What was said of each open document. */
  const told = new Map<string, ReadonlySet<string>>()
  /** The version of each open document that was opened or saved. */
  const settled = new Map<string, number>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** Scores to say once nothing is typed any more. */
  const pauses = new Map<string, ReturnType<typeof setTimeout>>()
  let readings = 0
  let limpide: Limpide | undefined
  let pulls = false
  let asksSettings = false
  /** What the client can do, beside what it shows. */
  let can = {
    watch: false,
    watchAnywhere: false,
    register: false,
    refresh: false,
    refreshHints: false,
    refreshLenses: false,
    fold: false,
  }
  let options: Options = {}
  let roots: readonly string[] = []
  let followsFolders = false
  let offered = false
  let support: EditSupport = { versioned: false, snippets: false, creates: false, completesSnippets: false }

  /** Built at the first document: opening an editor costs nothing. */
  const engine = (): Limpide => {
    limpide ??= createLimpide({ spare: SPARE })
    return limpide
  }

  /**
   * A handler that a fault of ours does not turn into a window of the editor: it is told in the journal, and the answer
   * is the empty one. A cancelled request stays one.
   */
  const answering =
    <A extends unknown[], R>(empty: R, handler: (...given: A) => Promise<R>): ((...given: A) => Promise<R>) =>
    async (...given) => {
      try {
        return await handler(...given)
      } catch (error) {
        if (error instanceof ResponseError) throw error
        connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
        return empty
      }
    }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const { textDocument, workspace, general } = params.capabilities
    encoding = chooseEncoding(general?.positionEncodings)
    pulls = textDocument?.diagnostic !== undefined
    asksSettings = workspace?.configuration === true
    can = {
      watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      watchAnywhere: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
      register: workspace?.didChangeConfiguration?.dynamicRegistration === true,
      refresh: workspace?.diagnostics?.refreshSupport === true,
      refreshHints: workspace?.inlayHint?.refreshSupport === true,
      refreshLenses: workspace?.codeLens?.refreshSupport === true,
      fold: textDocument?.foldingRange?.dynamicRegistration === true,
    }
    const edits = workspace?.workspaceEdit
    support = {
      versioned: edits?.documentChanges === true,
      snippets: edits?.documentChanges === true && edits.snippetEditSupport === true,
      creates: edits?.resourceOperations?.includes('create') === true,
      completesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    }
    options = {
      ...(host.pages === undefined ? {} : { pagesUri: host.pages }),
      ...readOptions(params.initializationOptions),
    }
    if (options.frenchUri !== undefined) host.frenchAt?.(options.frenchUri)
    followsFolders = workspace?.workspaceFolders === true
    const { rootUri } = params
    roots = (params.workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri])).map(withoutSlash)
    return {
      serverInfo: { name: 'Limpide', version: '0.1.0' },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, ...(host.rewrite ? [REPORT] : [])] },
        codeLensProvider: {},
        ...(host.rewrite ? { executeCommandProvider: { commands: Object.values(COMMANDS) } } : {}),
        documentSymbolProvider: { label: 'Limpide' },
        inlayHintProvider: true,
        completionProvider: { triggerCharacters: [':', ' '] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...(pulls
          ? {
              diagnosticProvider: {
                identifier: 'limpide',
                interFileDependencies: false,
                workspaceDiagnostics: options.dossier !== false,
                workDoneProgress: true,
              },
            }
          : {}),
      },
    }
  })

  connection.onInitialized(() => {
    const watchers: FileSystemWatcher[] = [{ globPattern: '**/limpide.yml' }]
    if (can.watchAnywhere && host.dictionary !== undefined) {
      const cut = host.dictionary.lastIndexOf('/')
      watchers.push({
        globPattern: { baseUri: host.dictionary.slice(0, cut), pattern: host.dictionary.slice(cut + 1) },
      })
    }
    if (can.watch) quietly(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }))
    if (can.register)
      quietly(connection.client.register(DidChangeConfigurationNotification.type, { section: 'limpide' }))
    quietly(offerFolds())
    if (followsFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => withoutSlash(uri)))
        roots = [...roots.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => withoutSlash(uri))]
        refresh()
      })
  })

  /** What the client refuses is its own business: nothing depends on it. */
  const quietly = (asked: Promise<unknown>): void => {
    asked.catch((error: unknown) => connection.console.warn(`L’éditeur a refusé une demande\u00a0: ${String(error)}`))
  }

  const rootOf = (uri: string): string | undefined => roots.find((root) => uri.startsWith(`${root}/`))

  const projects = createProjects(
    host,
    engine,
    async (root) =>
      asksSettings
        ? connection.workspace
            .getConfiguration({ section: 'limpide', ...(root === undefined ? {} : { scopeUri: root }) })
            .catch(() => undefined)
        : undefined,
    rootOf,
    ({ what, fix, where }) => connection.console.warn(`${where ?? 'limpide.yml'}\u00a0: ${what} ${fix}`),
  )

  const projectOf = (uri: string): Promise<Project> => projects.of(views.get(uri)?.uri ?? uri)

  /** Lets what the client sent meanwhile be heard: a newer text, a cancellation. */
  const hear = async (token?: CancellationToken): Promise<void> => {
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    if (token?.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'La demande a été annulée.')
  }

  const pathIn = (project: Project, uri: string): string | undefined =>
    project.folder && uri.startsWith(project.folder) ? decoded(uri.slice(project.folder.length)) : undefined

  const optionsFor = (project: Project, uri: string): { readonly config: Config; readonly path?: string } => {
    const path = pathIn(project, uri)
    return { config: project.config, ...(path === undefined ? {} : { path }) }
  }

  const analyse = (text: string, languageId: string, uri: string, project: Project): Analysed => {
    const view = views.get(uri)
    if (view) return engine().checkDocument(view.read, optionsFor(project, view.uri))
    return engine().check(text, { format: formatOf(languageId, uri), ...optionsFor(project, uri) })
  }

  /** The same a few blocks at a time; a file shown as text is read already, and short. */
  const analyseBySteps = function* (
    text: string,
    languageId: string,
    uri: string,
    project: Project,
  ): Generator<undefined, Analysed> {
    if (views.has(uri)) return analyse(text, languageId, uri, project)
    return yield* engine().steps(text, { format: formatOf(languageId, uri), ...optionsFor(project, uri) })
  }

  const nameResult = (text: string, languageId: string, uri: string, project: Project): string => {
    const { rulesVersion } = engine()
    const view = views.get(uri)
    const format = view ? `${view.read.format} ${view.rank}` : formatOf(languageId, uri)
    return resultId(text, format, pathIn(project, view?.uri ?? uri) ?? '', project.key, rulesVersion, encoding)
  }

  /** The newest version of a document. */
  const newest = (document: TextDocument): TextDocument =>
    views.get(document.uri)?.text ?? documents.get(document.uri) ?? document

  /** True for the very document that the client has open, or shows. */
  const isOpen = (document: TextDocument): boolean =>
    documents.get(document.uri) === document || views.get(document.uri)?.text === document

  /** The analysis of the newest version of a document; the same text under the same configuration is analysed once. */
  const checkNow = async (document: TextDocument, token?: CancellationToken): Promise<Checked> => {
    for (;;) {
      await hear(token)
      const project = await projectOf(document.uri)
      const current = newest(document)
      const known = checked.get(document.uri)
      if (known && known.version === current.version && known.project === project) return known
      const { uri, languageId, version } = current
      const id = nameResult(current.getText(), languageId, uri, project)
      // Undone, saved, or an edit of the configuration that changes nothing here.
      if (known?.resultId === id) {
        const same = { ...known, version, project }
        checked.set(uri, same)
        return same
      }
      const started = runs.get(uri)
      const run = started?.resultId === id ? started : startRun(current, project, id)
      run.waiting.add(token)
      const now = await run.done
      run.waiting.delete(token)
      if (token?.isCancellationRequested) await hear(token)
      // Given up for a newer text: that one is analysed in its turn.
      if (now) return now
    }
  }

  /** One analysis under way a document, given up between two blocks when the text changes or nobody waits any more. */
  const startRun = (document: TextDocument, project: Project, id: string): Run => {
    const waiting: Run['waiting'] = new Set()
    const run: Run = { resultId: id, waiting, done: finishRun(document, project, id, waiting) }
    runs.set(document.uri, run)
    void run.done
      .catch(() => undefined)
      .finally(() => {
        if (runs.get(document.uri) === run) runs.delete(document.uri)
      })
    return run
  }

  const finishRun = async (
    document: TextDocument,
    project: Project,
    id: string,
    waiting: Run['waiting'],
  ): Promise<Checked | undefined> => {
    const { uri, languageId, version } = document
    const steps = analyseBySteps(document.getText(), languageId, uri, project)
    let heard = performance.now()
    for (;;) {
      const { done, value } = steps.next()
      if (done) {
        const now: Checked = { version, project, analysis: value, resultId: id }
        // Closed meanwhile: who still waits is answered, and nothing is kept for a document that may come back otherwise.
        if (!isOpen(document)) return now
        const isFirst = !checked.has(uri)
        if (isFirst) sayProblems(uri, value)
        checked.set(uri, now)
        sayScore(uri, now, isFirst)
        return now
      }
      if (performance.now() - heard < SLICE) continue
      await hear()
      const current = newest(document)
      if (current !== document || current.version !== version) return undefined
      if ([...waiting].every((token) => token?.isCancellationRequested === true)) return undefined
      heard = performance.now()
    }
  }

  /** The score of a document is said when it is opened, then when its writer pauses: nobody reads it between two letters. */
  const sayScore = (uri: string, result: Checked, isFirst: boolean): void => {
    clearTimeout(pauses.get(uri))
    const say = (): void => {
      pauses.delete(uri)
      if (checked.get(uri) === result)
        connection.sendNotification('limpide/score', scoreMessage({ uri }, result)).catch(() => undefined)
    }
    if (isFirst) say()
    else pauses.set(uri, setTimeout(say, PAUSE))
  }

  /** What is wrong beside the text (a rule that failed, an exception of limpide.yml), in the journal and once. */
  const sayProblems = (uri: string, { result }: Analysed): void => {
    const before = told.get(uri) ?? new Set()
    const now = new Set<string>()
    for (const problem of result.problems)
      if (!isOnLine(problem)) now.add(`${nameOf(uri)}\u00a0: ${problem.what} ${problem.fix}`)
    for (const said of now) if (!before.has(said)) connection.console.warn(said)
    told.set(uri, now)
  }

  /** True for the text that was opened or saved: nobody is in the middle of a word. */
  const isSettled = ({ uri, version }: TextDocument): boolean => (settled.get(uri) ?? version) === version

  const pageOf = (finding: Finding, config: Config): string | undefined =>
    options.pagesUri === undefined || config.houseRules.some(({ id }) => id === finding.rule)
      ? undefined
      : `${options.pagesUri.replace(/\/$/, '')}/${finding.rule}.md`

  const diagnosticsOf = (document: TextDocument, { result }: Analysed, project: Project): Diagnostic[] => [
    ...memoryOf(document, project).of(document, result.findings, (finding) => pageOf(finding, project.config)),
    ...commentNotes(document, result.problems, isSettled(document)),
  ]

  /** What is remembered of the diagnostics of an open document; another one has nothing to remember. */
  const memoryOf = (document: TextDocument, project: Project): DiagnosticMemory => {
    const known = given.get(document.uri)
    if (known?.project === project) return known.memory
    const memory = diagnosticMemory()
    if (isOpen(document)) given.set(document.uri, { project, memory })
    return memory
  }

  const configDiagnostics = (document: TextDocument): Diagnostic[] =>
    configNotes(document, engine().parseConfig(document.getText(), nameOf(document.uri)).problems)

  const push = (document: TextDocument): void => {
    clearTimeout(timers.get(document.uri))
    timers.set(
      document.uri,
      setTimeout(
        () => {
          timers.delete(document.uri)
          void answering(undefined, async () => {
            if (isConfig(document.uri)) {
              const diagnostics = configDiagnostics(document)
              await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics })
              return
            }
            const result = await checkNow(document)
            const current = proseAt(document.uri)
            if (!current || current.version !== result.version) return
            await connection.sendDiagnostics({
              uri: current.uri,
              version: current.version,
              diagnostics: diagnosticsOf(current, result.analysis, result.project),
            })
          })()
        },
        checked.has(document.uri) ? PUSH_DELAY : 0,
      ),
    )
  }

  /** Has the remarks shown again. */
  const askAgain = (): void => {
    if (!pulls) for (const document of documents.all()) push(document)
    // The promises are those of requests to the client, whatever their types say.
    else if (can.refresh) quietly(Promise.resolve(connection.languages.diagnostics.refresh()))
  }

  /** An editor folds by titles or by indents until another way is offered: ours is, once someone asks for it. */
  const offerFolds = async (): Promise<void> => {
    if (!can.fold || offered) return
    const asked = await Promise.all((roots.length === 0 ? [undefined] : roots).map((root) => projects.shown(root)))
    if (offered || asked.every(({ fold }) => fold === undefined)) return
    offered = true
    quietly(connection.client.register(FoldingRangeRequest.type, { documentSelector: null }))
  }

  const refresh = (): void => {
    projects.forget()
    askAgain()
    quietly(offerFolds())
    if (can.refreshHints) quietly(connection.languages.inlayHint.refresh())
    if (can.refreshLenses) quietly(connection.sendRequest(CodeLensRefreshRequest.type))
  }

  const sayLength = (): void =>
    host.makeRoom?.(documents.all().reduce((longest, document) => Math.max(longest, document.getText().length), 0))

  documents.onDidChangeContent(({ document }) => {
    sayLength()
    if (!pulls) push(document)
  })
  documents.onDidClose(({ document }) => {
    sayLength()
    clearTimeout(timers.get(document.uri))
    timers.delete(document.uri)
    clearTimeout(pauses.get(document.uri))
    pauses.delete(document.uri)
    checked.delete(document.uri)
    views.delete(document.uri)
    given.delete(document.uri)
    told.delete(document.uri)
    settled.delete(document.uri)
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
  })
  documents.onDidSave(({ document }) => {
    // A client that does not watch files still says what it saves.
    if (isConfig(document.uri)) return can.watch ? undefined : refresh()
    settled.set(document.uri, document.version)
    const known = checked.get(document.uri)
    if (!known) return
    if (known.version === document.version) sayProblems(document.uri, known.analysis)
    if (hasIdle(known.analysis.result.problems)) askAgain()
  })
  documents.onDidOpen(({ document }) => {
    settled.set(document.uri, document.version)
    if (!can.watch) projects.forget()
  })
  connection.onDidChangeWatchedFiles(refresh)
  connection.onDidChangeConfiguration(refresh)

  /** An open document that is prose. */
  const proseAt = (uri: string): TextDocument | undefined => {
    const document = views.get(uri)?.text ?? documents.get(uri)
    return document && !isConfig(uri) ? document : undefined
  }

  connection.languages.diagnostics.on(
    answering(
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      async ({ textDocument, previousResultId }, token) => {
        const document = proseAt(textDocument.uri)
        const open = documents.get(textDocument.uri)
        if (!document && open) return { kind: DocumentDiagnosticReportKind.Full, items: configDiagnostics(open) }
        if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
        const result = await checkNow(document, token)
        const { problems } = result.analysis.result
        const id = `${result.resultId}${hasIdle(problems) && isSettled(document) ? SETTLED : ''}`
        if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
        return {
          kind: DocumentDiagnosticReportKind.Full,
          resultId: id,
          items: diagnosticsOf(proseAt(document.uri) ?? document, result.analysis, result.project),
        }
      },
    ),
  )

  /** The documents of the client's folders, what is open as it stands in the editor; the team's `ignorer` is followed. */
  async function* texts(
    token: CancellationToken,
  ): AsyncGenerator<{ uri: string; document?: TextDocument; project: Project }> {
    const open = new Map(documents.all().map((document) => [decoded(document.uri), document]))
    for (const root of roots) {
      for await (const uri of host.texts(root)) {
        await hear(token)
        const project = await projectOf(uri)
        if (isLeftOut(project.config.ignored, pathIn(project, uri))) continue
        const shown = open.get(decoded(uri))
        const text = shown ? undefined : await host.read(uri)
        const document = shown ?? (text === undefined ? undefined : TextDocument.create(uri, '', 0, text))
        yield { uri, project, ...(document ? { document } : {}) }
      }
    }
  }

  /** The letters of the client's folders that are no texts, each read apart; `read` is absent where nothing could be read. */
  async function* papers(token: CancellationToken): AsyncGenerator<{ uri: string; read?: Document; project: Project }> {
    if (!host.papers || !host.readDocument) return
    const stop = new AbortController()
    const heard = token.onCancellationRequested(() => stop.abort())
    try {
      for (const root of roots) {
        for await (const uri of host.papers(root)) {
          await hear(token)
          const project = await projectOf(uri)
          if (isLeftOut(project.config.ignored, pathIn(project, uri))) continue
          const found = await host.readDocument(uri, undefined, stop.signal, options.readerUri)
          await hear(token)
          yield { uri, project, ...('document' in found ? { read: found.document } : {}) }
        }
      }
    } finally {
      heard.dispose()
    }
  }

  const inClientUnits = (document: TextDocument): TextDocument =>
    documents.get(document.uri) ??
    textsIn(() => encoding).create(document.uri, document.languageId, document.version, document.getText())

  connection.languages.diagnostics.onWorkspace(
    answering({ items: [] }, async ({ previousResultIds }, token, progress, partial) => {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [decoded(uri), value]))
      const items: WorkspaceDocumentDiagnosticReport[] = []
      let count = 0
      progress.begin('Limpide', undefined, 'Analyse du dossier', true)
      try {
        for await (const { uri, document, project } of texts(token)) {
          count += 1
          progress.report(`${count} document${count > 1 ? 's' : ''}`)
          if (!document) continue
          const version = proseAt(document.uri)?.version ?? null
          const id = nameResult(document.getText(), document.languageId, uri, project)
          const item: WorkspaceDocumentDiagnosticReport =
            previous.get(decoded(uri))?.replace(SETTLED, '') === id
              ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId: id }
              : {
                  kind: DocumentDiagnosticReportKind.Full,
                  uri,
                  version,
                  resultId: id,
                  items: diagnosticsOf(
                    inClientUnits(document),
                    analyse(document.getText(), document.languageId, uri, project),
                    project,
                  ),
                }
          if (partial) partial.report({ items: [item] })
          else items.push(item)
        }
      } finally {
        progress.done()
      }
      return { items }
    }),
  )

  connection.onRequest('limpide/dossier', async (params: unknown, token: CancellationToken): Promise<FolderAnswer> => {
    const withRecords = isRecord(params) && params.releves === true
    const found: FolderAnswer['documents'][number][] = []
    const unread: string[] = []
    const met = new Set<Project>()
    const pathOf = (uri: string): string => decoded(pathUnder(roots, uri))
    const add = (uri: string, version: number, analysis: Analysed, project: Project): void => {
      const path = pathOf(uri)
      const inProject = pathIn(project, uri)
      const declared = inProject === undefined ? undefined : declaredDocument(project.config, inProject)
      found.push({
        ...scoreMessage({ uri }, { version, analysis }),
        path,
        first: analysis.result.findings.slice(0, 3).map(({ message }) => message),
        ...(withRecords ? { record: toRecord(path, analysis, { excerpts: project.config.keepsText }) } : {}),
        ...(withRecords && declared ? { declared } : {}),
      })
      void connection.sendNotification('limpide/dossier/avancement', { documents: found.length, path })
    }
    for await (const { uri, document, project } of texts(token)) {
      met.add(project)
      if (document)
        add(document.uri, document.version, analyse(document.getText(), document.languageId, uri, project), project)
      else unread.push(pathOf(uri))
    }
    for await (const { uri, read, project } of papers(token)) {
      met.add(project)
      if (read) add(uri, 0, engine().checkDocument(read, optionsFor(project, uri)), project)
      else unread.push(pathOf(uri))
    }
    found.sort((a, b) => (b.score?.value ?? -1) - (a.score?.value ?? -1) || (a.path < b.path ? -1 : 1))
    return {
      documents: found,
      unread,
      ...(withRecords ? { reference: folderReference(engine(), [...met], pathOf) } : {}),
    }
  })

  connection.onRequest(
    'limpide/noter',
    async ({ uri, languageId, text }: GradeRequest, token: CancellationToken): Promise<ScoreMessage> => {
      await hear(token)
      const analysis = analyse(text, languageId, uri, await projectOf(uri))
      return scoreMessage({ uri }, { version: 0, analysis })
    },
  )

  connection.onRequest(
    'limpide/relecture',
    async ({ uri }: { uri: string }, token: CancellationToken): Promise<ReviewAnswer | null> => {
      const document = proseAt(uri)
      if (!document) return null
      const result = await checkNow(document, token)
      const rules = engine().rulesFor(result.project.config)
      return { ...reviewOf(document, result.analysis, rules), score: scoreAnswer(document, result) }
    },
  )

  connection.onHover(
    answering(null, async ({ textDocument, position }, token) => {
      const document = proseAt(textDocument.uri)
      if (!document) return null
      const { analysis, project } = await checkNow(document, token)
      const offset = document.offsetAt(position)
      const under = analysis.result.findings.filter((finding) => finding.start <= offset && offset < finding.end)
      // The shortest one: the word under the pointer rather than the sentence around it.
      under.sort((a, b) => a.end - a.start - (b.end - b.start))
      const finding = under[0]
      const rule =
        finding &&
        engine()
          .rulesFor(project.config)
          .find(({ id }) => id === finding.rule)
      if (!finding || !rule) return null
      return { contents: explain(rule, analysis.score, costOf(analysis, finding)), range: rangeOf(document, finding) }
    }),
  )

  /**
   * Where an action may write for the project: its `limpide.yml`, or a new one at the top of the folder. Its text is
   * read at the moment, in the editor or on the disk: an edit made for another text would spoil it.
   */
  const configFileOf = async (uri: string, project: Project): Promise<ConfigFile | undefined> => {
    // A page that was never saved has no project.
    if (!/^(?!untitled)[\w+.-]+:\/\//.test(uri)) return undefined
    const folder = project.folder ?? `${rootOf(uri) ?? uri.slice(0, uri.lastIndexOf('/'))}/`
    const target = project.file?.uri ?? `${folder}limpide.yml`
    const open = documents.get(target)
    const source = open?.getText() ?? (await host.read(target))
    // It is there and cannot be read: it is not written blindly.
    if (project.file && source === undefined) return undefined
    return {
      uri: target,
      source,
      version: open?.version ?? null,
      path: decoded(uri.slice(folder.length)),
    }
  }

  connection.onCodeAction(
    answering([], async ({ textDocument, range, context }, token) => {
      const document = proseAt(textDocument.uri)
      if (!document) return []
      const { analysis, project } = await checkNow(document, token)
      const current: ActionContext = {
        document,
        analysis,
        rules: engine().rulesFor(project.config),
        support,
        config: await configFileOf(views.get(document.uri)?.uri ?? document.uri, project),
        readOnly: views.has(document.uri),
        keepsWords: host.rewrite !== undefined && host.dictionary !== undefined,
        diagnosticOf: (finding) => toDiagnostic(document, finding, pageOf(finding, project.config)),
      }
      const wants = (kind: string): boolean =>
        context.only === undefined || context.only.some((asked) => kind === asked || kind.startsWith(`${asked}.`))
      const actions: CodeAction[] = []
      // Some clients send their own diagnostics with byte columns: only the server's findings count.
      if (wants(CodeActionKind.QuickFix))
        actions.push(...quickFixes(current, document.offsetAt(range.start), document.offsetAt(range.end)))
      const all = wants(FIX_ALL) ? fixAll(current) : undefined
      if (all) actions.push(all)
      // Asked for in the menu of the whole file, never on each word.
      if (host.rewrite && context.only !== undefined && wants(REPORT)) actions.push(reportAction(document))
      return actions
    }),
  )

  connection.onDocumentSymbol(
    answering([], async ({ textDocument }, token) => {
      const document = proseAt(textDocument.uri)
      return document ? outline(document, (await checkNow(document, token)).analysis) : []
    }),
  )

  connection.languages.inlayHint.on(
    answering([], async ({ textDocument, range }, token) => {
      const document = proseAt(textDocument.uri)
      if (!document || !(await projectOf(document.uri)).shows.wordCounts) return []
      return wordCounts(document, (await checkNow(document, token)).analysis, range)
    }),
  )

  connection.onCodeLens(
    answering([], async ({ textDocument }, token) => {
      const document = proseAt(textDocument.uri)
      if (!document || !(await projectOf(document.uri)).shows.grades) return []
      return gradeLenses(document, (await checkNow(document, token)).analysis)
    }),
  )

  connection.onFoldingRanges(
    answering([], async ({ textDocument }, token) => {
      const document = proseAt(textDocument.uri)
      const fold = document && (await projectOf(document.uri)).shows.fold
      return fold ? folds(document, (await checkNow(document, token)).analysis, fold) : []
    }),
  )

  connection.onCompletion(
    answering([], async ({ textDocument, position, context }, token) => {
      const document = documents.get(textDocument.uri)
      if (!document) return []
      const start = { line: position.line, character: 0 }
      if (isConfig(document.uri))
        return completeConfig(document.getText({ start: { line: 0, character: 0 }, end: position }), engine().rules)
      // In a letter, only where someone asks at the head of a line: a list on each word would be in the way.
      const typed = document.getText({ start, end: position })
      if (context?.triggerKind === CompletionTriggerKind.TriggerCharacter || !mayComplete(typed)) return []
      const { analysis, project } = await checkNow(document, token)
      const rules = engine().rulesFor(project.config)
      return completeMissing(analysis, rules, { start, end: position }, typed, support.completesSnippets)
    }),
  )

  connection.onExecuteCommand(
    answering(null, async ({ command, arguments: given = [] }) => {
      const asked: unknown = given[0]
      if (command === COMMANDS.dictionary && typeof asked === 'string') await keepWord(asked)
      if (command === COMMANDS.report && isRecord(asked) && typeof asked.uri === 'string')
        await report(asked.uri, textIn(asked, 'difficulte'), textIn(asked, 'commentaire'))
      return null
    }),
  )

  /** Adds a word to the person's own dictionary. */
  const keepWord = async (word: string): Promise<void> => {
    if (host.dictionary === undefined) return
    const added = await host.rewrite?.(host.dictionary, (before) => addWord(before, word))
    if (added) refresh()
    else await connection.window.showWarningMessage('Votre dictionnaire n’a pas pu être enregistré.')
  }

  /** Says that two reports on a document are of one person; '' where the secret behind it cannot be kept beside their dictionary. */
  const ownToken = async (document: string): Promise<string> => {
    if (host.dictionary === undefined) return ''
    let secret = ''
    const kept = await host.rewrite?.(new URL('signalements.cle', host.dictionary).href, (before) => {
      secret = before.trim() || newSecret()
      return `${secret}\n`
    })
    return kept ? tokenOf(secret, document) : ''
  }

  /** Adds a line to `signalements.csv`, at the top of the folder, masked: the site and `limpide priorite` take it from there. */
  const report = async (uri: string, difficulty: string | undefined, comment: string | undefined): Promise<void> => {
    const root = rootOf(uri) ?? uri.slice(0, uri.lastIndexOf('/'))
    const difficulte =
      difficulty ??
      (
        await connection.window.showInformationMessage(
          'Quelle est la difficulté de ce document\u00a0?',
          ...DIFFICULTIES.map((title) => ({ title })),
        )
      )?.title
    if (difficulte === undefined) return
    // Loaded by the few who report.
    const { mask } = await import('@limpide/reports/mask')
    const kept = mask(comment ?? '')
    const line: Report = {
      date: new Date().toISOString().slice(0, 10),
      document: decoded(uri.slice(root.length + 1)),
      role: 'agent',
      difficulte,
      commentaire: kept.text,
      jeton: await ownToken(decoded(uri.slice(root.length + 1))),
    }
    const done = await host.rewrite?.(`${root}/signalements.csv`, (before) => addReport(before, line))
    const hidden = kept.masked.length === 0 ? '.' : `, sans donnée personnelle\u00a0: ${kept.text}`
    if (done)
      await connection.window.showInformationMessage(`Signalement ajouté à «\u00a0signalements.csv\u00a0»${hidden}`)
    else await connection.window.showWarningMessage('Le signalement n’a pas pu être enregistré dans le dossier.')
  }

  const scoreAnswer = (document: TextDocument, result: Checked): ScoreAnswer => ({
    ...scoreMessage(document, result),
    mentions: (result.analysis.score?.missing ?? []).map((rule) => ({
      rule,
      name: engine().rules.find(({ id }) => id === rule)?.name ?? rule,
    })),
    gains: gains(result.analysis).slice(0, 8),
    contributions: (result.analysis.score?.contributions ?? [])
      .filter(({ contribution }) => contribution >= 0.5)
      .map(({ said, contribution, principle }) => ({ said, points: contribution, principle })),
    unverifiable: unsaidIn(result.analysis, engine()).map(({ said, rules }) => ({ said, rules })),
  })

  connection.onRequest(
    'limpide/score',
    async ({ uri }: { uri: string }, token: CancellationToken): Promise<ScoreAnswer | null> => {
      const document = proseAt(uri)
      return document ? scoreAnswer(document, await checkNow(document, token)) : null
    },
  )

  connection.onRequest<DocumentAnswer, void>(
    'limpide/document',
    async ({ uri, bytes, view }: DocumentRequest, token: CancellationToken): Promise<DocumentAnswer> => {
      if (!host.readDocument) return { uri, problem: { what: TEXTS_ONLY.what, fix: TEXTS_ONLY.fix } }
      const content = bytes === undefined ? undefined : decode64(bytes)
      const stop = new AbortController()
      const heard = token.onCancellationRequested(() => stop.abort())
      const found = await host.readDocument(uri, content, stop.signal, options.readerUri)
      heard.dispose()
      if ('problem' in found) return { uri, problem: { what: found.problem.what, fix: found.problem.fix } }
      const read = found.document
      const address = view ?? uri
      const text = textsIn(() => encoding).create(address, 'plaintext', 0, read.text)
      const project = await projectOf(uri)
      await hear(token)
      const analysis = engine().checkDocument(read, optionsFor(project, uri))
      readings += 1
      // A client that shows no view asks nothing more of it.
      if (view !== undefined) {
        views.delete(view)
        views.set(view, { uri, read, text, rank: readings })
        const [oldest] = views.keys()
        if (views.size > MOST_VIEWS && oldest !== undefined) views.delete(oldest)
      }
      const result = { version: 0, project, analysis, resultId: nameResult(read.text, 'plaintext', address, project) }
      if (view !== undefined) checked.set(view, result)
      return {
        uri,
        format: read.format,
        text: read.text,
        diagnostics: diagnosticsOf(text, result.analysis, result.project),
        symbols: outline(text, result.analysis),
        score: scoreAnswer(text, result),
        problems: read.problems.map(({ what, fix }) => ({ what, fix })),
      }
    },
  )

  documents.listen(connection)
  connection.listen()
}

/** Said where there is nothing to read other files with. */
export const TEXTS_ONLY: Problem = {
  code: 'textes-seuls',
  what: 'Cet éditeur, ouvert dans un navigateur, ne lit que les textes.',
  fix: 'Ouvrez le fichier dans un éditeur installé sur votre ordinateur, ou copiez-en le texte.',
}

/** Bytes written in base64, in any JavaScript host. What is not base64 holds nothing. */
function decode64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}

function readOptions(found: unknown): Options {
  if (!isRecord(found)) return {}
  return {
    ...(typeof found.pagesUri === 'string' ? { pagesUri: found.pagesUri } : {}),
    ...(typeof found.readerUri === 'string' ? { readerUri: found.readerUri } : {}),
    ...(typeof found.frenchUri === 'string' ? { frenchUri: found.frenchUri } : {}),
    ...(typeof found.dossier === 'boolean' ? { dossier: found.dossier } : {}),
  }
}

function textIn(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = record[key]
  return typeof value === 'string' ? value : undefined
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/+$/, '')
}

function nameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1))
}

/** `ignorer:` takes the patterns of `.gitignore` that people write: a folder, `*.txt`, two stars for any depth. */
function isLeftOut(patterns: readonly string[], path: string | undefined): boolean {
  if (path === undefined) return false
  return patterns.some((pattern) => {
    const body = pattern
      .replace(/^\.?\//, '')
      .replace(/\/$/, '')
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*\*\/|\*\*|\*|\?/g, (found) =>
        found === '**/' ? '(?:.*/)?' : found === '**' ? '.*' : found === '*' ? '[^/]*' : '[^/]',
      )
    return new RegExp(`^(?:.*/)?${body}(?:/.*)?$`, 'u').test(path)
  })
}

/** The address of a file as its folder shows it: what stands under the open folder. */
function pathUnder(roots: readonly string[], uri: string): string {
  const root = roots.find((folder) => uri.startsWith(`${folder}/`))
  if (root === undefined) return uri
  const path = uri.slice(root.length + 1)
  // Two folders may each have their « lettre.md ».
  return roots.length === 1 ? path : `${root.slice(root.lastIndexOf('/') + 1)}/${path}`
}
