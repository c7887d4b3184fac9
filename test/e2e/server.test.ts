import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check } from 'limpide'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node'
import { TextDocument } from 'vscode-languageserver-textdocument'

const SERVER = join(import.meta.dirname, '../../server/dist/main.cjs')

const LETTER = `# Votre aide au logement

Madame, Monsieur,

Nonobstant votre courrier, nous avons procédé à l’examen de votre dossier. 🏠 Il convient de nous retourner le formulaire.

Une pénalité a été appliquée par la commission sur votre compte.
`

interface Client {
  readonly connection: ProtocolConnection
  readonly process: ChildProcess
  readonly initialized: InitializeResult
  readonly pushed: PublishDiagnosticsParams[]
}

async function start(textDocument: Record<string, unknown>): Promise<Client> {
  const process = spawn(globalThis.process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createProtocolConnection(
    new StreamMessageReader(process.stdout!),
    new StreamMessageWriter(process.stdin!),
  )
  const pushed: PublishDiagnosticsParams[] = []
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => void pushed.push(params),
  )
  connection.listen()
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: globalThis.process.pid,
    rootUri: null,
    capabilities: { textDocument, workspace: { workspaceEdit: { documentChanges: true } } },
  })
  await connection.sendNotification('initialized', {})
  return { connection, process, initialized, pushed }
}

async function stop({ connection, process }: Client): Promise<number | null> {
  const exited = new Promise<number | null>((resolve) => process.once('exit', resolve))
  await connection.sendRequest('shutdown')
  await connection.sendNotification('exit')
  const code = await exited
  connection.dispose()
  return code
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const found = find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('nothing came within ten seconds')
}

const summary = ({ code, range }: Diagnostic): string =>
  `${code} ${range.start.line}:${range.start.character}-${range.end.line}:${range.end.character}`

describe('the built server, over stdio, with a client that pulls', () => {
  const uri = 'untitled:lettre.md'
  let client: Client
  let version = 1

  beforeAll(async () => {
    client = await start({ diagnostic: { dynamicRegistration: false }, hover: {}, codeAction: {} })
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version, text: LETTER },
    })
  })

  afterAll(async () => {
    expect(await stop(client)).toBe(0)
  })

  const pull = (previousResultId?: string): Promise<FullDocumentDiagnosticReport> =>
    client.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId ? { previousResultId } : {}),
    })

  test('gives the findings of the library, at the same places', async () => {
    const document = TextDocument.create(uri, 'markdown', 1, LETTER)
    const expected = check(LETTER, { format: 'md' }).result.findings.map(
      ({ rule, start, end }) =>
        `${rule} ${(({ line, character }) => `${line}:${character}`)(document.positionAt(start))}-${(({ line, character }) => `${line}:${character}`)(document.positionAt(end))}`,
    )
    const report = await pull()
    expect(report.items.map(summary)).toEqual(expected)
    expect(report.items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['archaisme', 'tournure-impersonnelle', 'voix-passive', 'verbe-support']),
    )
  })

  test('says « unchanged » to a client that has the newest result', async () => {
    const { resultId } = await pull()
    expect(await pull(resultId)).toEqual({ kind: 'unchanged', resultId })
  })

  test('explains the remark under the pointer, with its source', async () => {
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 4, character: 3 },
    })
    expect(JSON.stringify(hover.contents)).toMatch(/Pourquoi.*Que faire.*Source.*archaisme/s)
  })

  test('offers a fix whose application silences the remark, an ignore comment too', async () => {
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 10 } }
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    })
    const apply = async (action: CodeAction): Promise<(string | number | undefined)[]> => {
      const change = action.edit!.documentChanges![0] as { textDocument: { version: number }; edits: TextEdit[] }
      expect(change.textDocument.version).toBe(version)
      const text = TextDocument.applyEdits(TextDocument.create(uri, 'markdown', 1, LETTER), change.edits)
      version++
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      })
      const codes = (await pull()).items.map(({ code }) => code)
      version++
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: LETTER }],
      })
      return codes
    }
    const fix = actions.find(({ title }) => title.startsWith('Remplacer') && title.includes('algré'))
    expect(await apply(fix!)).not.toContain('archaisme')
    const again = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    })
    const ignore = again.find(
      ({ title, diagnostics }) => title.startsWith('Ignorer') && diagnostics?.[0]?.code === 'archaisme',
    )
    expect(await apply(ignore!)).not.toContain('archaisme')
  })

  test('survives any text, typed a piece at a time', async () => {
    const strange = [
      '\u0000\ud800',
      '{{ jamais fermé',
      '<!-- ',
      '🏠'.repeat(2_000),
      'a'.repeat(50_000),
      '\r\n\r\n- \r',
      '| | |\n|-|-|',
    ]
    let end = { line: 0, character: 0 }
    for (const text of strange) {
      version++
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: end, end }, text }],
      })
      end = { line: 0, character: 1 }
      expect((await pull()).kind).toBe('full')
    }
  })
})

describe('the built server, over stdio, with a client that only listens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'limpide-'))
  let client: Client

  beforeAll(async () => {
    client = await start({})
  })

  afterAll(async () => {
    expect(await stop(client)).toBe(0)
    rmSync(folder, { recursive: true })
  })

  test('pushes, follows limpide.yml when it changes, and clears on closing', async () => {
    const uri = pathToFileURL(join(folder, 'lettre.md')).href
    const { connection, pushed } = client
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined()
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version: 1, text: LETTER },
    })
    const first = await until(() => pushed.at(-1))
    expect(first.diagnostics.map(({ code }) => code)).toContain('archaisme')

    writeFileSync(join(folder, 'limpide.yml'), 'regles:\n  archaisme: non\n')
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(folder, 'limpide.yml')).href, type: 1 }],
    })
    const second = await until(() => pushed.find((params) => params !== first))
    expect(second.diagnostics.map(({ code }) => code)).not.toContain('archaisme')

    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
    expect((await until(() => pushed.find((params) => params.diagnostics.length === 0))).uri).toBe(uri)
  })
})
