import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { MessageChannel } from 'node:worker_threads'
import { type Analysed, createLimpide, type Finding, type Score, type TextFormat } from 'limpide'
import { readBytes } from 'limpide/read'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runHere } from '../packages/cli/src/command-fixture.ts'
import { keepReaders } from '../packages/library/src/index.ts'
import { remarkLimpide } from '../packages/unified/src/index.ts'

const ROOT = join(import.meta.dirname, '..')
const LIBRARY = join(import.meta.dirname, 'library')
const COMMAND = join(ROOT, 'packages', 'cli', 'bin', 'limpide.js')
const SERVER = join(ROOT, 'server', 'bin', 'limpide-server.js')
const BROWSER_SERVER = join(ROOT, 'extension', 'dist', 'vsix', 'dist', 'web', 'server.js')

/** What two faces must agree on. */
interface Said {
  readonly findings: readonly Pick<
    Finding,
    'rule' | 'principle' | 'severity' | 'message' | 'start' | 'end' | 'suggestions'
  >[]
  readonly score: Score | null
}

interface Record extends Said {
  readonly path: string
}

const limpide = createLimpide()
const config = limpide.parseConfig(readFileSync(join(LIBRARY, 'limpide.yml'), 'utf8'))
let scanned: readonly Record[]

afterAll(keepReaders())
beforeAll(async () => {
  const out = await run(['scan', LIBRARY, '--format', 'jsonl'])
  scanned = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record => JSON.parse(line))
})

function run(args: readonly string[], input = '', script = COMMAND): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { maxBuffer: 1 << 28 }, (_, out) => resolve(out))
    child.stdin?.end(input)
  })
}

/** The command in this process, by its sources: what a test asks besides of what the built one says. */
async function runSources(args: readonly string[]): Promise<string> {
  return (await runHere(args, { cwd: process.cwd() })).out
}

function plain({ findings, score }: Said): Said {
  const said = findings.map(({ rule, principle, severity, message, start, end, suggestions }) => ({
    rule,
    principle,
    severity,
    message,
    start,
    end,
    suggestions,
  }))
  // The command speaks JSON: what it cannot say is not compared. A scan says besides what some corrections would give.
  return JSON.parse(JSON.stringify({ findings: said, score: score && { ...score, gains: undefined } }))
}

function fromLibrary({ result, score }: Analysed): Said {
  return plain({ findings: result.findings, score })
}

describe('the same bytes give the same findings and the same score', () => {
  test('through the library and the scan of a folder, in every format', async () => {
    const formats = new Set<string>()
    let compared = 0
    for (const record of scanned) {
      const file = join(ROOT, relative(ROOT, record.path))
      let expected: Analysed
      try {
        expected = limpide.checkDocument(await readBytes(readFileSync(record.path), { name: record.path }), {
          config,
          path: relative(LIBRARY, record.path),
        })
      } catch {
        expect(record.score, file).toBeNull()
        continue
      }
      expect(plain(record), file).toEqual(fromLibrary(expected))
      formats.add(expected.document.format)
      compared += record.findings.length
    }
    expect([...formats].sort()).toEqual(['docx', 'eml', 'html', 'md', 'odt', 'pdf', 'txt'])
    expect(compared).toBeGreaterThan(100)
  })

  test('through the check of each file, in every format', async () => {
    const records: readonly Record[] = JSON.parse(
      await runSources(['check', ...scanned.map(({ path }) => path), '--format', 'json']),
    )
    expect(records.map(({ path }) => path)).toEqual(scanned.map(({ path }) => path))
    for (const [i, record] of records.entries()) expect(plain(record), record.path).toEqual(plain(scanned[i]!))
  })

  test('through the text that an editor holds', () => {
    const texts = scanned.filter(
      ({ path }) => ['.md', '.html', '.txt'].includes(extname(path)) && readFileSync(path).length > 0,
    )
    expect(texts.length).toBeGreaterThan(20)
    for (const record of texts) {
      const source = new TextDecoder().decode(readFileSync(record.path))
      const format = extname(record.path).slice(1) as TextFormat
      expect(
        fromLibrary(limpide.check(source, { format, config, path: relative(LIBRARY, record.path) })),
        record.path,
      ).toEqual(plain(record))
    }
  })

  test('through the language server, over its standard streams', async () => {
    const texts = scanned.filter(
      ({ path }) => ['.md', '.html', '.txt'].includes(extname(path)) && readFileSync(path).length > 0,
    )
    const seen = await diagnostics(texts.map(({ path }) => path))
    let compared = 0
    for (const { path, findings } of texts) {
      const starts = lineStarts(readFileSync(path, 'utf8'))
      const offsetOf = ({ line, character }: Position): number => (starts[line] ?? 0) + character
      const said = seen.get(path)?.map(({ code, message, range }) => ({
        rule: code,
        message,
        start: offsetOf(range.start),
        end: offsetOf(range.end),
      }))
      expect(said, path).toEqual(findings.map(({ rule, message, start, end }) => ({ rule, message, start, end })))
      compared += findings.length
    }
    expect(compared).toBeGreaterThan(100)
  })

  test('a second check of the same document, which finds its blocks already analysed', () => {
    const source = readFileSync(join(LIBRARY, 'caf-valmont', 'aide-logement', 'refus-apl-avant.md'), 'utf8')
    const first = fromLibrary(limpide.check(source))
    expect(fromLibrary(limpide.check(source))).toEqual(first)
    expect(fromLibrary(createLimpide().check(source))).toEqual(first)
  })
})

describe('a rule that needs the dependencies of a sentence speaks in every face', () => {
  const LATE =
    "La demande de renouvellement de l'allocation versée au titre de l'année scolaire en cours doit parvenir à la caisse."
  const SOURCE = `Madame,\n\n${LATE}\n\nVous recevrez notre réponse en juin.\n`
  const isLate = ({ rule }: Pick<Finding, 'rule'>): boolean => rule === 'sujet-verbe-eloignes'
  const expected = fromLibrary(createLimpide().check(SOURCE))
  const [late] = expected.findings.filter(isLate)

  test('the library, at the first synchronous call', () => {
    expect(SOURCE.slice(late?.start, late?.end)).toBe(LATE.slice(LATE.indexOf('demande'), LATE.indexOf('doit') + 4))
    expect(late?.message).toContain('14 mots séparent')
  })

  test('the command, on its input, on a file and on a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'limpide-'))
    try {
      const file = join(folder, 'lettre.md')
      writeFileSync(file, SOURCE)
      for (const out of [
        await run(['check', '-', '--format', 'json'], SOURCE),
        await runSources(['check', file, '--format', 'json']),
        `[${await runSources(['scan', folder, '--format', 'jsonl'])}]`,
      ]) {
        const records: readonly Record[] = JSON.parse(out)
        expect(records.map(plain)).toEqual([expected])
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('the language server, in Node and in a browser', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'limpide-'))
    try {
      const file = join(folder, 'lettre.md')
      writeFileSync(file, SOURCE)
      const inNode = await diagnostics([file])
      expect(inNode.get(file)?.map(({ code, message }) => ({ rule: code, message }))).toEqual(
        expected.findings.map(({ rule, message }) => ({ rule, message })),
      )
      // In Node the pages of the rules lie beside the server; in a browser its client says where they are.
      const said = inNode.get(file)?.map(({ codeDescription: _, ...diagnostic }) => diagnostic)
      for (const { code, codeDescription } of inNode.get(file) ?? [])
        expect(codeDescription?.href).toMatch(new RegExp(`/${code}\\.md$`))
      expect(await browserDiagnostics(SOURCE)).toEqual(said)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('the plugins of unified', async () => {
    const file = await unified()
      .use(remarkParse)
      .use(remarkLimpide)
      .use(function () {
        this.compiler = () => ''
      })
      .process(SOURCE)
    expect(file.messages.map(({ ruleId, reason }) => ({ rule: ruleId, message: reason }))).toEqual(
      expected.findings.map(({ rule, message }) => ({ rule, message })),
    )
  })

  test('« pnpm try »', async () => {
    const said = await run([LATE], '', join(ROOT, 'rules', 'build', 'try.ts'))
    expect(said).toContain(late?.message)
  })
})

interface Position {
  readonly line: number
  readonly character: number
}

interface Diagnostic {
  readonly code: string
  readonly codeDescription?: { readonly href: string }
  readonly message: string
  readonly range: { readonly start: Position; readonly end: Position }
}

const LANGUAGES: Readonly<globalThis.Record<string, string>> = {
  '.md': 'markdown',
  '.html': 'html',
  '.txt': 'plaintext',
}

/** Opens the files in the built server as an editor does, and waits for what it publishes of each. */
function diagnostics(paths: readonly string[]): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const server = spawn(process.execPath, [SERVER, '--stdio'])
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  return new Promise((resolve, reject) => {
    const uris = new Map(paths.map((path) => [pathToFileURL(path).href, path]))
    const found = new Map<string, readonly Diagnostic[]>()
    let received = Buffer.alloc(0)
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`the server stopped (code ${code})`)))
    server.stdout.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part])
      for (;;) {
        const end = received.indexOf('\r\n\r\n')
        const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, Math.max(0, end)).toString())?.[1])
        if (end < 0 || received.length < end + 4 + length) return
        const message = JSON.parse(received.subarray(end + 4, end + 4 + length).toString())
        received = received.subarray(end + 4 + length)
        if (message.id === 1 && message.result) {
          send({ method: 'initialized', params: {} })
          for (const [uri, path] of uris) {
            const text = new TextDecoder().decode(readFileSync(path))
            send({
              method: 'textDocument/didOpen',
              params: { textDocument: { uri, languageId: LANGUAGES[extname(path)], version: 1, text } },
            })
          }
        }
        if (message.method !== 'textDocument/publishDiagnostics') continue
        const path = uris.get(message.params.uri)
        if (path !== undefined) found.set(path, message.params.diagnostics)
        if (found.size < uris.size) continue
        server.removeAllListeners('exit')
        server.kill()
        resolve(found)
      }
    })
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } })
  })
}

/** Opens a text in the server built for a browser: a worker's globals around it, and nothing of Node. */
function browserDiagnostics(text: string): Promise<readonly Diagnostic[]> {
  const { port1: self, port2: client } = new MessageChannel()
  return new Promise((resolve) => {
    client.on('message', (message) => {
      if (message.id === 1) {
        client.postMessage({ jsonrpc: '2.0', method: 'initialized', params: {} })
        client.postMessage({
          jsonrpc: '2.0',
          method: 'textDocument/didOpen',
          params: { textDocument: { uri: 'untitled:lettre', languageId: 'markdown', version: 1, text } },
        })
      }
      // Asked for what only our own extension knows, a client answers as the protocol wants: it does not know.
      if (message.method !== undefined && message.id !== undefined)
        client.postMessage({ jsonrpc: '2.0', id: message.id, error: { code: -32_601, message: 'unknown' } })
      if (message.method !== 'textDocument/publishDiagnostics') return
      client.close()
      resolve(message.params.diagnostics)
    })
    // The French data stand beside the program, which reads them as a worker reads its scripts.
    const worker = Object.assign(self, { location: pathToFileURL(BROWSER_SERVER) })
    const importScripts = (address: string): void => {
      runInContext(readFileSync(fileURLToPath(address), 'utf8'), context)
    }
    const known = { console, setTimeout, clearTimeout, performance, TextDecoder, TextEncoder, URL }
    const context = createContext({ self: worker, importScripts, ...known })
    runInContext(readFileSync(BROWSER_SERVER, 'utf8'), context)
    const params = { processId: null, rootUri: null, capabilities: {} }
    client.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params })
  })
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)]
}
