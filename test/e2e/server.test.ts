import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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

describe('the built server, and what may become of its client', () => {
  const launch = (): ChildProcess => spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = (child: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => child.once('exit', (code) => resolve(code)))
  const message = (body: unknown): string => {
    const text = JSON.stringify(body)
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  }
  const initialize = (processId: number | null): string =>
    message({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId, rootUri: null, capabilities: {} } })

  test('ends when its client closes the line without a word', async () => {
    const child = launch()
    child.stdin!.write(initialize(null))
    await once(child.stdout!, 'data')
    child.stdin!.end()
    expect(await ended(child)).toBe(1)
  })

  test('ends when the process of its client is gone', { timeout: 30_000 }, async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const child = launch()
    child.stdin!.write(initialize(editor.pid!))
    await once(child.stdout!, 'data')
    editor.kill('SIGKILL')
    expect(await ended(child)).toBe(1)
  })

  test('starts again after it was killed in the middle of a page, and says the same', async () => {
    const first = await start({ diagnostic: {} })
    const uri = 'untitled:lettre.md'
    const open = ({ connection }: Client): Promise<void> =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'markdown', version: 1, text: LETTER },
      })
    const pull = ({ connection }: Client): Promise<FullDocumentDiagnosticReport> =>
      connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
    await open(first)
    const before = await pull(first)
    first.process.kill('SIGKILL')
    first.connection.dispose()
    const second = await start({ diagnostic: {} })
    await open(second)
    expect(await pull(second)).toEqual(before)
    expect(await stop(second)).toBe(0)
  })

  test('writes nothing but the protocol, and its journal goes through it', async () => {
    const child = launch()
    let out = Buffer.alloc(0)
    let errors = ''
    child.stdout!.on('data', (data: Buffer) => {
      out = Buffer.concat([out, data])
    })
    child.stderr!.on('data', (data: Buffer) => {
      errors += data.toString()
    })
    const uri = 'file:///nulle/part/lettre.md'
    const text = '<!-- limpide-ignorer archaime -->\nNonobstant cela, venez.\n'
    child.stdin!.write(
      [
        initialize(null),
        message({ jsonrpc: '2.0', method: 'initialized', params: {} }),
        message({
          jsonrpc: '2.0',
          method: 'textDocument/didOpen',
          params: { textDocument: { uri, languageId: 'markdown', version: 1, text } },
        }),
        message({ jsonrpc: '2.0', id: 2, method: 'textDocument/documentSymbol', params: { textDocument: { uri } } }),
        message({ jsonrpc: '2.0', id: 3, method: 'inconnue', params: { x: 1 } }),
      ].join(''),
    )
    await until(() => (out.includes('publishDiagnostics') && out.includes('"id":3') ? true : undefined))
    child.stdin!.end()
    await ended(child)
    const methods: string[] = []
    let at = 0
    while (at < out.length) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(out.subarray(at, at + 60).toString('latin1'))
      expect(head, out.subarray(at, at + 60).toString()).not.toBeNull()
      const start = at + head![0].length
      at = start + Number(head![1])
      const { method, id } = JSON.parse(out.subarray(start, at).toString())
      methods.push(method ?? `réponse ${id}`)
    }
    expect(methods).toEqual(expect.arrayContaining(['réponse 1', 'réponse 2', 'réponse 3', 'limpide/score']))
    expect(methods.filter((method) => method.startsWith('window/show'))).toEqual([])
    expect(errors).toBe('')
  })
})
