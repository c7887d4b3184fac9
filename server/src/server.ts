import {
  type Analysed,
  type Config,
  createLimpide,
  DEFAULT_CONFIG,
  type DeclaredDocument,
  type Document,
  declaredDocument,
  type Finding,
  type Gain,
  gains,
  type Limpide,
  type Problem,
  parseDictionary,
  typeSaid,
  withDictionary,
} from 'limpide'
import { type ScanRecord, toRecord } from 'limpide/record'
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type DocumentSymbol,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { type ActionContext, type ConfigFile, type EditSupport, FIX_ALL, fixAll, quickFixes } from './actions.ts'
import { completeConfig } from './complete-config.ts'
import { explain, rangeOf, toDiagnostic } from './convert.ts'
import { chooseEncoding, textsIn } from './encoding.ts'
import { type FolderReference, folderReference } from './folder-reference.ts'
import { decoded, formatOf, isConfig } from './languages.ts'
import { outline, wordCounts } from './outline.ts'
import { resultId } from './result-id.ts'
import { type ReviewAnswer, reviewOf } from './review.ts'

/** What the server asks of the place it runs in. A browser build brings its own. */
export interface Host {
  /** The nearest `limpide.yml` above the document, or `undefined`. Never rejects. */
  readConfig(uri: string): Promise<{ readonly uri: string; readonly source: string } | undefined>
  /** The text of the person's own dictionary, or `undefined`. Never rejects. */
  readDictionary?(): Promise<string | undefined>
  /** The addresses of the texts of a folder, its folders included. Never rejects. */
  texts(folder: string): AsyncIterable<string>
  /** A file's text; `undefined` when it cannot be read, or is too large to be a document. Never rejects. */
  read(uri: string): Promise<string | undefined>
  /** Reads a docx, an odt, a pdf… where it can do no harm. Never rejects. Absent: this host reads texts only. */
  readDocument?(uri: string, bytes: Uint8Array | undefined, stop: AbortSignal): Promise<FileRead>
}

/** A file to read apart: on the disk, or by what it holds. `name` is a clue to its format. */
export interface FileToRead {
  readonly name: string
  readonly path?: string
  readonly bytes?: Uint8Array
}

/** What was read of it, or why nothing was. The tree is not kept: no rule reads it. */
export type FileRead = { readonly document: Document } | { readonly problem: Problem }

/** What `limpide/document` asks: the file, by its address or its bytes. */
export interface DocumentRequest {
  readonly uri: string
  /** What the file holds, in base64, where the server cannot reach it by its address. */
  readonly bytes?: string
  /** The address under which the client shows the text: the server then answers on it as on any open document. */
  readonly view?: string
}

/** The answer to `limpide/document`: a text to show, read only, and what there is to say of it. */
export type DocumentAnswer =
  | { readonly uri: string; readonly problem: { readonly what: string; readonly fix: string } }
  | {
      readonly uri: string
      readonly format: string
      /** The text, its lines ended by a line feed. The places below are places in it. */
      readonly text: string
      readonly diagnostics: readonly Diagnostic[]
      readonly symbols: readonly DocumentSymbol[]
      readonly score: ScoreAnswer
      /** What the reader could not see: pages that are pictures, … */
      readonly problems: readonly { readonly what: string; readonly fix: string }[]
    }

/** Sent after each analysis, for the editor's status bar; also the answer to the request of the same name. */
export interface ScoreMessage {
  readonly uri: string
  readonly version: number
  /** What the document is, said with its confidence when it was not declared: « Courriel (reconnu à 80 %) ». */
  readonly type: string
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

/** The answer to `limpide/score`: the score and what to do first. */
export interface ScoreAnswer extends ScoreMessage {
  /** The obligations that are missing, by their names. */
  readonly mentions: readonly { readonly rule: string; readonly name: string }[]
  /** « Si vous corrigez… », the most useful first. */
  readonly gains: readonly Gain[]
  readonly contributions: readonly { readonly said: string; readonly points: number; readonly principle: string }[]
}

/** The answer to `limpide/dossier`: every document of the folders, the hardest to read first. */
export interface FolderAnswer {
  readonly documents: readonly (ScoreMessage & {
    readonly path: string
    readonly first: readonly string[]
    /** With `releves`: what a scan says of the file, and what the team declared of it. */
    readonly record?: ScanRecord
    readonly declared?: DeclaredDocument
  })[]
  /** Files that could not be read. */
  readonly unread: readonly string[]
  /** With `releves`: what a map is drawn from besides. */
  readonly reference?: FolderReference
}

/** What `limpide/noter` asks: the grade of another text of a document, under the document's own settings. */
export interface GradeRequest {
  readonly uri: string
  readonly languageId: string
  readonly text: string
}

/** What a client may ask at the start. */
interface Options {
  /** The folder of the rules' pages, as an address: `codeDescription` then points to them. */
  readonly pagesUri?: string
  /** `false`: no standard workspace diagnostics, for a client that would ask for them every two seconds. */
  readonly dossier?: boolean
}

/** A folder's configuration and where it was found: declared paths are relative to it. */
interface Project {
  readonly config: Config
  readonly folder: string | undefined
  readonly file: { readonly uri: string; readonly source: string } | undefined
  /** Changes with what the configuration says. */
  readonly key: string
  readonly showsWordCounts: boolean
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

/** Pause after a keystroke before pushed diagnostics are computed again, in milliseconds. */
const PUSH_DELAY = 120

/** Serves one client: protocol conversion only. Never throws on a document's text. */
export function startServer(connection: Connection, host: Host): void {
  let encoding: 'utf-8' | 'utf-16' = 'utf-16'
  const documents = new TextDocuments(textsIn(() => encoding))
  const checked = new Map<string, Checked>()
  const projects = new Map<string, Promise<Project>>()
  /** Files shown as a text that cannot be changed, by the address of the view. */
  const views = new Map<string, View>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let readings = 0
  let limpide: Limpide | undefined
  let pulls = false
  let watches = false
  let asksSettings = false
  let refreshes = false
  let options: Options = {}
  let roots: readonly string[] = []
  let support: EditSupport = { versioned: false, snippets: false, creates: false }

  /** Built at the first document: opening an editor costs nothing. */
  const engine = (): Limpide => {
    limpide ??= createLimpide()
    return limpide
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const { textDocument, workspace, general } = params.capabilities
    encoding = chooseEncoding(general?.positionEncodings)
    pulls = textDocument?.diagnostic !== undefined
    refreshes = workspace?.diagnostics?.refreshSupport === true
    watches = workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    asksSettings = workspace?.configuration === true
    const edits = workspace?.workspaceEdit
    support = {
      versioned: edits?.documentChanges === true,
      snippets: edits?.documentChanges === true && edits.snippetEditSupport === true,
      creates: edits?.resourceOperations?.includes('create') === true,
    }
    options = readOptions(params.initializationOptions)
    roots = (params.workspaceFolders ?? []).map(({ uri }) => uri)
    return {
      serverInfo: { name: 'Limpide', version: '0.1.0' },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
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
              },
            }
          : {}),
      },
    }
  })

  connection.onInitialized(() => {
    if (watches)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/limpide.yml' }],
      })
    if (roots.length > 0)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri))
        roots = [...roots.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)]
      })
  })

  const projectOf = (address: string): Promise<Project> => {
    const uri = views.get(address)?.uri ?? address
    const folder = uri.slice(0, uri.lastIndexOf('/'))
    let project = projects.get(folder)
    if (!project) {
      project = readProject(uri)
      projects.set(folder, project)
    }
    return project
  }

  const readProject = async (uri: string): Promise<Project> => {
    const [file, settings, words] = await Promise.all([host.readConfig(uri), readSettings(), host.readDictionary?.()])
    const read = file ? engine().parseConfig(file.source, nameOf(file.uri)) : DEFAULT_CONFIG
    for (const { what, fix, where } of [...settings.config.problems, ...read.problems])
      connection.console.warn(`${where ?? 'limpide.yml'} : ${what} ${fix}`)
    // What the project says passes before one person's settings: everybody sees the same remarks.
    const project: Config =
      settings.config.rules.size === 0 ? read : { ...read, rules: new Map([...settings.config.rules, ...read.rules]) }
    return {
      config: words === undefined ? project : withDictionary(project, parseDictionary(words)),
      file,
      folder: file?.uri.slice(0, file.uri.lastIndexOf('/') + 1),
      key: resultId(file?.source ?? '', JSON.stringify([...settings.config.rules]), words ?? ''),
      showsWordCounts: settings.showsWordCounts,
    }
  }

  /** The editor's own settings, read with the same checks as `limpide.yml`. */
  const readSettings = async (): Promise<{ readonly config: Config; readonly showsWordCounts: boolean }> => {
    if (!asksSettings) return { config: DEFAULT_CONFIG, showsWordCounts: false }
    const found: unknown = await connection.workspace.getConfiguration('limpide').catch(() => undefined)
    const settings = isRecord(found) ? found : {}
    const showsWordCounts = settings.motsParPhrase === true
    // « habituel »: what the project says, else what the rule says.
    const rules = isRecord(settings.regles)
      ? Object.entries(settings.regles).filter(([, value]) => value !== 'habituel')
      : []
    if (rules.length === 0) return { config: DEFAULT_CONFIG, showsWordCounts }
    const source = JSON.stringify({ regles: Object.fromEntries(rules) })
    return { config: engine().parseConfig(source, 'réglages de l’éditeur'), showsWordCounts }
  }

  /** Lets what the client sent meanwhile be heard: a newer text, a cancellation. */
  const hear = async (token?: CancellationToken): Promise<void> => {
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    if (token?.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'La demande a été annulée.')
  }

  const pathIn = (project: Project, uri: string): string | undefined =>
    project.folder && uri.startsWith(project.folder) ? decoded(uri.slice(project.folder.length)) : undefined

  const settled = (project: Project, uri: string): { readonly config: Config; readonly path?: string } => {
    const path = pathIn(project, uri)
    return { config: project.config, ...(path === undefined ? {} : { path }) }
  }

  const analyse = (text: string, languageId: string, uri: string, project: Project): Analysed => {
    const view = views.get(uri)
    if (view) return engine().checkDocument(view.read, settled(project, view.uri))
    return engine().check(text, { format: formatOf(languageId, uri), ...settled(project, uri) })
  }

  const nameResult = (text: string, languageId: string, uri: string, project: Project): string => {
    const { rulesVersion } = engine()
    const view = views.get(uri)
    const format = view ? `${view.read.format} ${view.rank}` : formatOf(languageId, uri)
    return resultId(text, format, pathIn(project, view?.uri ?? uri) ?? '', project.key, rulesVersion, encoding)
  }

  /** The analysis of the newest version of a document; the same text under the same configuration is analysed once. */
  const checkNow = async (document: TextDocument, token?: CancellationToken): Promise<Checked> => {
    await hear(token)
    const project = await projectOf(document.uri)
    const current = views.get(document.uri)?.text ?? documents.get(document.uri) ?? document
    const known = checked.get(document.uri)
    if (known && known.version === current.version && known.project === project) return known
    const { uri, languageId, version } = current
    const text = current.getText()
    const id = nameResult(text, languageId, uri, project)
    // Undone, saved, or an edit of the configuration that changes nothing here.
    if (known?.resultId === id) {
      const same = { ...known, version, project }
      checked.set(uri, same)
      return same
    }
    const analysis = analyse(text, languageId, uri, project)
    for (const problem of analysis.result.problems) connection.console.warn(`${problem.what} ${problem.fix}`)
    const now: Checked = { version, project, analysis, resultId: id }
    checked.set(uri, now)
    void connection.sendNotification('limpide/score', scoreMessage(current, now))
    return now
  }

  const pageOf = (finding: Finding, config: Config): string | undefined =>
    options.pagesUri === undefined || config.houseRules.some(({ id }) => id === finding.rule)
      ? undefined
      : `${options.pagesUri.replace(/\/$/, '')}/${finding.rule}.md`

  const diagnosticsOf = (document: TextDocument, analysis: Analysed, { config }: Project): Diagnostic[] =>
    analysis.result.findings.map((finding) => toDiagnostic(document, finding, pageOf(finding, config)))

  const push = (document: TextDocument): void => {
    if (isConfig(document.uri)) return
    clearTimeout(timers.get(document.uri))
    timers.set(
      document.uri,
      setTimeout(
        () => {
          timers.delete(document.uri)
          void (async () => {
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

  const refresh = (): void => {
    projects.clear()
    if (!pulls) for (const document of documents.all()) push(document)
    else if (refreshes) connection.languages.diagnostics.refresh()
  }

  documents.onDidChangeContent(({ document }) => {
    if (!pulls) push(document)
  })
  documents.onDidClose(({ document }) => {
    clearTimeout(timers.get(document.uri))
    timers.delete(document.uri)
    checked.delete(document.uri)
    views.delete(document.uri)
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
  })
  connection.onDidChangeWatchedFiles(refresh)
  connection.onDidChangeConfiguration(refresh)

  /** An open document that is prose. */
  const proseAt = (uri: string): TextDocument | undefined => {
    const document = views.get(uri)?.text ?? documents.get(uri)
    return document && !isConfig(uri) ? document : undefined
  }

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const document = proseAt(textDocument.uri)
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
    const result = await checkNow(document, token)
    if (result.resultId === previousResultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: result.resultId }
    return {
      kind: DocumentDiagnosticReportKind.Full,
      resultId: result.resultId,
      items: diagnosticsOf(proseAt(document.uri) ?? document, result.analysis, result.project),
    }
  })

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

  const inClientUnits = (document: TextDocument): TextDocument =>
    documents.get(document.uri) ??
    textsIn(() => encoding).create(document.uri, document.languageId, document.version, document.getText())

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, progress, partial) => {
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
          previous.get(decoded(uri)) === id
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
  })

  connection.onRequest('limpide/dossier', async (params: unknown, token: CancellationToken): Promise<FolderAnswer> => {
    const withRecords = isRecord(params) && params.releves === true
    const found: FolderAnswer['documents'][number][] = []
    const unread: string[] = []
    const met = new Set<Project>()
    const pathOf = (uri: string): string => decoded(pathUnder(roots, uri))
    for await (const { uri, document, project } of texts(token)) {
      const path = pathOf(uri)
      met.add(project)
      if (!document) {
        unread.push(path)
        continue
      }
      const analysis = analyse(document.getText(), document.languageId, uri, project)
      const inProject = pathIn(project, uri)
      const declared = inProject === undefined ? undefined : declaredDocument(project.config, inProject)
      found.push({
        ...scoreMessage(document, { version: document.version, analysis }),
        path,
        first: analysis.result.findings.slice(0, 3).map(({ message }) => message),
        ...(withRecords ? { record: toRecord(path, analysis, { excerpts: project.config.keepsText }) } : {}),
        ...(withRecords && declared ? { declared } : {}),
      })
      void connection.sendNotification('limpide/dossier/avancement', { documents: found.length, path })
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

  connection.onHover(async ({ textDocument, position }, token) => {
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
    return { contents: explain(rule, analysis.score), range: rangeOf(document, finding) }
  })

  /** Where an action may write for the project: its `limpide.yml`, or a new one at the top of the folder. */
  const configFileOf = (uri: string, project: Project): ConfigFile | undefined => {
    if (!uri.startsWith('file:')) return undefined
    const folder =
      project.folder ?? `${roots.find((root) => uri.startsWith(`${root}/`)) ?? uri.slice(0, uri.lastIndexOf('/'))}/`
    const target = project.file?.uri ?? `${folder}limpide.yml`
    const open = documents.get(target)
    return {
      uri: target,
      source: open?.getText() ?? project.file?.source,
      version: open?.version ?? null,
      path: decoded(uri.slice(folder.length)),
    }
  }

  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const document = proseAt(textDocument.uri)
    if (!document) return []
    const { analysis, project } = await checkNow(document, token)
    const current: ActionContext = {
      document,
      analysis,
      rules: engine().rulesFor(project.config),
      support,
      config: configFileOf(views.get(document.uri)?.uri ?? document.uri, project),
      readOnly: views.has(document.uri),
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
    return actions
  })

  connection.onDocumentSymbol(async ({ textDocument }, token) => {
    const document = proseAt(textDocument.uri)
    return document ? outline(document, (await checkNow(document, token)).analysis) : []
  })

  connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
    const document = proseAt(textDocument.uri)
    if (!document || !(await projectOf(document.uri)).showsWordCounts) return []
    return wordCounts(document, (await checkNow(document, token)).analysis, range)
  })

  connection.onCompletion(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri)
    if (!document || !isConfig(document.uri)) return []
    return completeConfig(document.getText().slice(0, document.offsetAt(position)), engine().rules)
  })

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
      if (!host.readDocument) return { uri, problem: TEXTS_ONLY }
      const stop = new AbortController()
      const heard = token.onCancellationRequested(() => stop.abort())
      const found = await host.readDocument(uri, bytes === undefined ? undefined : decode64(bytes), stop.signal)
      heard.dispose()
      if ('problem' in found) return { uri, problem: { what: found.problem.what, fix: found.problem.fix } }
      const read = found.document
      const address = view ?? uri
      const text = textsIn(() => encoding).create(address, 'plaintext', 0, read.text)
      const project = await projectOf(uri)
      await hear(token)
      const analysis = engine().checkDocument(read, settled(project, uri))
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

const TEXTS_ONLY = {
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
    ...(typeof found.dossier === 'boolean' ? { dossier: found.dossier } : {}),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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

function scoreMessage(
  document: Pick<TextDocument, 'uri'>,
  { version, analysis }: { readonly version: number; readonly analysis: Analysed },
): ScoreMessage {
  const { score } = analysis
  const { type } = analysis.result.view
  return {
    uri: document.uri,
    version,
    type: typeSaid(type.id, type.confidence),
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
