import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import {
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node'
import type { Host } from './host.ts'
import { nodeHost } from './node-host.ts'
import { startServer } from './server.ts'
import { diagnosticsOnce } from './write-diagnostics.ts'

/** What a scripted client says of itself and answers. */
export interface Script {
  /** The open folders, under the temporary one; by default the temporary one itself. */
  readonly folders?: readonly string[]
  readonly capabilities?: Record<string, unknown>
  readonly options?: Record<string, unknown>
  readonly host?: (host: Host) => Host
  /** The settings of a folder. */
  readonly settings?: (scope: string | undefined) => Record<string, unknown>
  /** What the person chooses in a question. */
  readonly choice?: string
}

/** A client in this process, over the real protocol, and everything the server sent to it. */
export interface Client {
  readonly connection: MessageConnection
  readonly initialized: InitializeResult
  readonly folder: string
  readonly sent: { readonly method: string; readonly params: unknown }[]
  uri(path: string): string
  write(path: string, text: string | Uint8Array): void
  open(path: string, text: string, languageId?: string): Promise<void>
  change(path: string, version: number, ...changes: TextDocumentContentChangeEvent[]): Promise<void>
  pull(path: string, previousResultId?: string): Promise<FullDocumentDiagnosticReport>
  codes(path: string): Promise<Diagnostic['code'][]>
  pushed(path: string): PublishDiagnosticsParams | undefined
  until<T>(find: () => T | undefined | false): Promise<T>
  close(): void
}

/** A client that pulls, and can do all that the server uses. */
export const ABLE = {
  textDocument: {
    diagnostic: {},
    codeAction: {},
    completion: { completionItem: { snippetSupport: true } },
    foldingRange: { dynamicRegistration: true },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true, resourceOperations: ['create'] },
  },
}

/** Starts the server and connects a scripted client to it. */
export async function connect(script: Script = {}): Promise<Client> {
  const folder = mkdtempSync(join(tmpdir(), 'limpide-client-'))
  const uri = (path: string): string => pathToFileURL(join(folder, path)).href
  const up = new PassThrough()
  const down = new PassThrough()
  // A dictionary of its own: the tests do not read that of the person who runs them.
  const host: Host = { ...nodeHost(import.meta.dirname), dictionary: uri('moi/dictionnaire.txt') }
  startServer(
    createConnection(
      new StreamMessageReader(up),
      new StreamMessageWriter(down, { contentTypeEncoder: diagnosticsOnce }),
    ),
    script.host ? script.host(host) : host,
  )
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
  const sent: { method: string; params: unknown }[] = []
  const hear = (method: string, params: unknown): null => {
    sent.push({ method, params })
    return null
  }
  connection.onNotification((method, params) => void hear(method, params))
  connection.onUnhandledProgress((params) => void hear('$/progress', params))
  connection.onRequest((method, params) => {
    hear(method, params)
    if (method === 'window/showMessageRequest') return script.choice === undefined ? null : { title: script.choice }
    if (method !== 'workspace/configuration') return null
    const { items } = params as unknown as { items: readonly { scopeUri?: string }[] }
    return items.map(({ scopeUri }) => script.settings?.(scopeUri) ?? {})
  })
  connection.listen()
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: (script.folders ?? ['']).map((name) => ({ uri: uri(name), name })),
    initializationOptions: script.options,
    capabilities: script.capabilities ?? ABLE,
  })
  await connection.sendNotification('initialized', {})
  const pull = (path: string, previousResultId?: string): Promise<FullDocumentDiagnosticReport> =>
    connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: uri(path) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    })
  return {
    connection,
    initialized,
    folder,
    sent,
    uri,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    },
    open: (path, text, languageId = 'markdown') =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(path), languageId, version: 1, text },
      }),
    change: (path, version, ...contentChanges) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(path), version },
        contentChanges,
      }),
    pull,
    codes: async (path) => (await pull(path)).items.map(({ code }) => code),
    pushed: (path) =>
      sent
        .filter(({ method }) => method === 'textDocument/publishDiagnostics')
        .map(({ params }) => params as PublishDiagnosticsParams)
        .findLast((params) => params.uri === uri(path)),
    async until(find) {
      for (let tries = 0; tries < 1_000; tries += 1) {
        const found = find()
        if (found !== undefined && found !== false) return found
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error('nothing came within ten seconds')
    },
    close() {
      connection.dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
