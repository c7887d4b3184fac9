import { spawn } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createLimpide } from 'limpide'
import { readBytes } from 'limpide/read'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runHere } from '../packages/cli/src/command-fixture.ts'
import { keepReaders } from '../packages/library/src/index.ts'

const ROOT = join(import.meta.dirname, '..')
const SERVER = join(ROOT, 'server', 'bin', 'limpide-server.js')

const CONFIG = `profil: falc
dictionnaire: [régularisation]
regles:
  archaisme: non
regles-maison:
  - id: nom-du-service
    mots: [Pôle emploi]
    message: « {terme} » s’appelle maintenant {simple}.
    remplacer: France Travail
    exemples:
      fautifs: [Adressez-vous à Pôle emploi.]
  - id: patience
    motif: "merci de [bien vouloir] #Infinitif"
    message: Demandez simplement.
ignorer-remarques:
  - { chemin: droits/lettre.docx, regle: voix-passive, motif: phrase du décret }
`

const MARKDOWN = `# Votre demande

Merci de bien vouloir écrire à Pôle emploi. Nous vous ferons parvenir l’imprimé par voie postale. L’aide fera l’objet d’une régularisation en mars, nonobstant le délai.

<!-- limpide-ignorer patience -- formule de la charte -->
Merci de bien vouloir patienter. La décision a été prise par le service.

- Remplissez l’imprimé avant le 3 mars. <!-- limpide-ignorer jargon-administratif -->
- Renvoyez l’imprimé à la mairie.

<!-- limpide-ignorer phrase-longue -->
Nous vous répondrons en mars.
`

const HTML = `<h1>Votre demande</h1>
<table><tr><td><!-- limpide-ignorer-debut -->Merci de bien vouloir écrire à Pôle emploi.</td></tr></table><!-- limpide-ignorer-fin -->
<p>Merci de bien vouloir écrire à Pôle emploi. Votre dossier a été reçu par la mairie.</p>
`

interface Said {
  readonly rule: string
  readonly severity: string
  readonly start: number
  readonly end: number
}

let folder: string
let personal: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'limpide-taire-')))
  mkdirSync(join(folder, 'droits'))
  writeFileSync(join(folder, 'limpide.yml'), CONFIG)
  writeFileSync(join(folder, 'lettre.md'), MARKDOWN)
  writeFileSync(join(folder, 'page.html'), HTML)
  const library = join(ROOT, 'test', 'library')
  const letter = readdirSync(library, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.docx'))
    .sort()[0]
  if (letter === undefined) throw new Error('the sample library holds no docx')
  copyFileSync(join(library, letter), join(folder, 'droits', 'lettre.docx'))
  copyFileSync(join(library, letter), join(folder, 'lettre.docx'))
  // A person who accepts « imprimé », at their machine only.
  personal = join(folder, '..', `${basename(folder)}-moi`)
  mkdirSync(join(personal, 'limpide'), { recursive: true })
  writeFileSync(join(personal, 'limpide', 'dictionnaire.txt'), 'imprimé\n')
})

afterAll(keepReaders())
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(personal, { recursive: true, force: true })
})

/** Where no one’s own words are, unless a test says otherwise. */
const nobody = (): NodeJS.ProcessEnv => ({
  ...process.env,
  XDG_CONFIG_HOME: join(folder, 'rien'),
  APPDATA: join(folder, 'rien'),
})
const me = (): NodeJS.ProcessEnv => ({ ...process.env, XDG_CONFIG_HOME: personal, APPDATA: personal })

function run(args: readonly string[], env = nobody()): Promise<{ readonly out: string; readonly code: number }> {
  return runHere(args, { cwd: process.cwd(), env })
}

interface Record {
  readonly path: string
  readonly findings: readonly Said[]
  readonly problems: readonly { readonly code: string; readonly where?: string }[]
}

const plain = (findings: readonly Said[]): Said[] =>
  findings.map(({ rule, severity, start, end }) => ({ rule, severity, start, end }))

async function expected(path: string): Promise<{ said: Said[]; problems: Record['problems'] }> {
  const limpide = createLimpide()
  const config = limpide.parseConfig(CONFIG, 'limpide.yml')
  expect(config.problems).toEqual([])
  const document = await readBytes(readFileSync(join(folder, path)), { name: path })
  const { result } = limpide.checkDocument(document, { config, path })
  return { said: plain(result.findings), problems: result.problems }
}

const FILES = ['droits/lettre.docx', 'lettre.docx', 'lettre.md', 'page.html']

test('what is silenced in the library is silenced in the scan and in the check, and nothing else', async () => {
  const scanned: Record[] = (await run(['scan', folder, '--format', 'jsonl'])).out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record => JSON.parse(line))
  const checked: Record[] = JSON.parse(
    (await run(['check', ...FILES.map((path) => join(folder, path)), '--format', 'json'])).out,
  )
  for (const path of FILES) {
    const { said } = await expected(path)
    for (const records of [scanned, checked]) {
      const record = records.find(
        (found) => found.path.endsWith(join(folder, path)) || join(found.path) === join(folder, path),
      )
      expect(plain(record?.findings ?? []), path).toEqual(said)
    }
  }
  const rules = async (path: string) => (await expected(path)).said.map(({ rule }) => rule)
  expect(await rules('lettre.md')).toEqual(
    expect.arrayContaining(['patience', 'nom-du-service', 'jargon-administratif']),
  )
  expect(await rules('lettre.md')).not.toContain('archaisme')
  expect((await rules('lettre.md')).filter((rule) => rule === 'patience')).toHaveLength(1)
  expect((await rules('page.html')).filter((rule) => rule === 'nom-du-service')).toHaveLength(1)
  expect(await rules('lettre.docx')).toContain('voix-passive')
  expect(await rules('droits/lettre.docx')).not.toContain('voix-passive')
})

test('the language server says the same of the texts an editor holds', async () => {
  for (const path of ['lettre.md', 'page.html']) {
    const text = readFileSync(join(folder, path), 'utf8')
    const seen = await diagnose(join(folder, path), path.endsWith('.md') ? 'markdown' : 'html', text, nobody())
    const { said } = await expected(path)
    // The editor also says, on its line, that a comment no longer serves: the command says it aside (next test).
    const remarks = seen.filter(({ code }) => code !== 'ignore-inutile')
    expect(seen.length - remarks.length, path).toBe(path.endsWith('.md') ? 1 : 0)
    expect(
      remarks.map(({ code, range }) => ({
        rule: code,
        start: offset(text, range.start),
        end: offset(text, range.end),
      })),
      path,
    ).toEqual(said.map(({ rule, start, end }) => ({ rule, start, end })))
  }
})

test('an ignore that no longer serves is said with its line, and fails nothing', async () => {
  const { out, code } = await run(['check', join(folder, 'lettre.md'), '--format', 'json'])
  expect(code).toBe(0)
  const [record]: Record[] = JSON.parse(out)
  expect(
    record?.problems
      .filter(({ code: found }) => found.startsWith('ignore'))
      .map(({ code: found, where }) => [found, where]),
  ).toEqual([['ignore-inutile', 'ligne 11']])
})

test('house rules are described in SARIF, as the others', async () => {
  const { out } = await run(['check', join(folder, 'lettre.md'), '--format', 'sarif'])
  const [{ tool, results }] = JSON.parse(out).runs
  const ids: string[] = tool.driver.rules.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(expect.arrayContaining(['phrase-longue', 'nom-du-service', 'patience']))
  const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'nom-du-service')
  expect(ids[found.ruleIndex]).toBe('nom-du-service')
  expect(found.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe('France Travail')
})

test('a person’s own words are accepted at their machine, in the command and in the editor', async () => {
  const path = join(folder, 'lettre.md')
  const count = async (env: NodeJS.ProcessEnv): Promise<number> => {
    const [record]: Record[] = JSON.parse((await run(['check', path, '--format', 'json'], env)).out)
    return record?.findings.filter(({ start, end }) => MARKDOWN.slice(start, end) === 'imprimé').length ?? -1
  }
  expect(await count(nobody())).toBe(2)
  expect(await count(me())).toBe(0)
  const seen = await diagnose(path, 'markdown', MARKDOWN, me())
  expect(seen.map(({ code }) => code)).toContain('patience')
  const words = seen.map(({ range }) => MARKDOWN.slice(offset(MARKDOWN, range.start), offset(MARKDOWN, range.end)))
  expect(words).not.toContain('imprimé')
})

interface Position {
  readonly line: number
  readonly character: number
}

interface Diagnostic {
  readonly code: string
  readonly range: { readonly start: Position; readonly end: Position }
}

function offset(text: string, { line, character }: Position): number {
  return text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character
}

/** Opens a text in the built server as an editor does, and waits for what it publishes. */
function diagnose(
  path: string,
  languageId: string,
  text: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly Diagnostic[]> {
  const server = spawn(process.execPath, [SERVER, '--stdio'], { env })
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  return new Promise((resolve, reject) => {
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
          send({
            method: 'textDocument/didOpen',
            params: { textDocument: { uri: pathToFileURL(path).href, languageId, version: 1, text } },
          })
        }
        if (message.method !== 'textDocument/publishDiagnostics') continue
        server.removeAllListeners('exit')
        server.kill()
        resolve(message.params.diagnostics)
        return
      }
    })
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } })
  })
}
