import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CancellationTokenSource,
  type CodeAction,
  type CompletionItem,
  createProtocolConnection,
  type DocumentSymbol,
  type FullDocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type InlayHint,
  LSPErrorCodes,
  type ProtocolConnection,
  type Range,
  type SnippetTextEdit,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { docxOf, pdfOf } from '../../packages/document/src/office-fixture.ts'
import type { DocumentAnswer, FolderAnswer, ScoreAnswer } from '../../server/src/index.ts'

/** A paragraph of a Word file. */
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const SERVER = join(import.meta.dirname, '../../server/dist/main.cjs')

const LETTER = `# Votre aide au logement

Madame, Monsieur,

Nonobstant votre courrier, nous avons procédé à l’examen de votre dossier. 🏠 Il convient de nous retourner le formulaire dans les meilleurs délais.

## Vos droits

Vous pouvez venir le lundi. Nonobstant ce rappel, une pénalité a été appliquée par la commission sur votre compte.
`

let folder: string
let server: ChildProcess
let connection: ProtocolConnection
let initialized: InitializeResult
let settings: Record<string, unknown> = {}
const refreshed: number[] = []

const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href

async function begin(encodings: readonly string[]): Promise<void> {
  server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  connection = createProtocolConnection(new StreamMessageReader(server.stdout!), new StreamMessageWriter(server.stdin!))
  connection.onRequest('workspace/configuration', () => [settings])
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshed.push(1)
    return null
  })
  connection.onRequest('client/registerCapability', () => null)
  connection.onRequest('window/workDoneProgress/create', () => null)
  connection.listen()
  initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'lettres' }],
    initializationOptions: { pagesUri: 'file:///pages' },
    capabilities: {
      general: { positionEncodings: encodings },
      textDocument: { diagnostic: {}, codeAction: {} },
      workspace: {
        configuration: true,
        workspaceFolders: true,
        diagnostics: { refreshSupport: true },
        workspaceEdit: { documentChanges: true, snippetEditSupport: true, resourceOperations: ['create'] },
      },
    },
  })
  await connection.sendNotification('initialized', {})
}

async function end(): Promise<void> {
  const exited = new Promise((resolve) => server.once('exit', resolve))
  await connection.sendRequest('shutdown')
  await connection.sendNotification('exit')
  expect(await exited).toBe(0)
  connection.dispose()
}

const open = (path: string, text: string, languageId = 'markdown'): Promise<void> =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf(path), languageId, version: 1, text },
  })

const pull = (path: string, previousResultId?: string): Promise<FullDocumentDiagnosticReport> =>
  connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri: uriOf(path) },
    ...(previousResultId === undefined ? {} : { previousResultId }),
  })

const actions = (path: string, range: Range, only?: readonly string[]): Promise<CodeAction[]> =>
  connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: uriOf(path) },
    range,
    context: { diagnostics: [], ...(only ? { only } : {}) },
  })

const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } }

/** A snippet as it stands before anyone presses Tab. */
const asText = (edit: TextEdit | SnippetTextEdit): TextEdit =>
  'snippet' in edit
    ? {
        range: edit.range,
        newText: edit.snippet.value.replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1').replace(/\\([\\$}])/g, '$1'),
      }
    : (edit as TextEdit)

/** What the first edit of an action makes of a text. */
const applied = (text: string, action: CodeAction): string => {
  const change = action.edit!.documentChanges!.find((one): one is TextDocumentEdit => 'edits' in one)!
  return TextDocument.applyEdits(TextDocument.create('x', '', 1, text), change.edits.map(asText))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'limpide-lsp-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('a client that speaks UTF-16', () => {
  beforeAll(async () => {
    await begin(['utf-16'])
    await open('lettre.md', LETTER)
  })
  afterAll(end)

  test('each remark says which rule it is and where its page is', async () => {
    const { items } = await pull('lettre.md')
    expect(items.length).toBeGreaterThan(3)
    for (const { code, codeDescription, data } of items) {
      expect(codeDescription?.href).toBe(`file:///pages/${code}.md`)
      expect(data).toMatchObject({ rule: code })
    }
  })

  test('a result is named by its text: undone, it is the same, whatever the version', async () => {
    const first = await pull('lettre.md')
    const change = (version: number, text: string): Promise<void> =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf('lettre.md'), version },
        contentChanges: [{ text }],
      })
    await change(2, `${LETTER}\nUn mot.\n`)
    const second = await pull('lettre.md', first.resultId)
    expect(second.kind).toBe('full')
    await change(3, LETTER)
    expect(await pull('lettre.md', first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
  })

  test('the newest version is the one answered, and a request cancelled is not', async () => {
    const uri = uriOf('vite.md')
    await open('vite.md', 'Bonjour.')
    const answers: Promise<FullDocumentDiagnosticReport>[] = []
    for (let version = 2; version < 12; version++) {
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: version === 11 ? 'Nonobstant cela, venez.' : `Bonjour ${version}.` }],
      })
      answers.push(pull('vite.md'))
    }
    const last = (await Promise.all(answers)).at(-1)!
    expect(last.items.map(({ code }) => code)).toContain('archaisme')

    const source = new CancellationTokenSource()
    const cancelled = connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token)
    source.cancel()
    await expect(cancelled).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled })
  })

  test('all the safe wordings are replaced at once, none over another', async () => {
    const [all] = await actions('lettre.md', WHOLE, ['source.fixAll'])
    expect(all!.kind).toBe('source.fixAll.limpide')
    const after = applied(LETTER, all!)
    expect(after).not.toMatch(/nonobstant/i)
    expect(after).toMatch(/Malgré votre courrier/)
    expect(after).toMatch(/malgré ce rappel|Malgré ce rappel/)
  })

  test('a model to fill in has stops for the Tab key', async () => {
    const found = await actions('lettre.md', WHOLE)
    const model = found.find(({ title }) => title.endsWith('(à compléter)'))
    const change = model!.edit!.documentChanges![0] as TextDocumentEdit
    const [edit] = change.edits as SnippetTextEdit[]
    expect(edit!.snippet.kind).toBe('snippet')
    expect(edit!.snippet.value).toMatch(/\$\{1:\[[^\]]+\]\}/)
  })

  test('a remark is ignored in the file, in the project; a word goes to the dictionary of the project', async () => {
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 10 } }
    const found = (await actions('lettre.md', range)).filter(
      ({ diagnostics }) => diagnostics?.[0]?.code === 'archaisme',
    )
    const inFile = found.find(({ title }) => title.endsWith('dans ce fichier'))
    expect(applied(LETTER, inFile!)).toBe(`<!-- limpide-ignorer-fichier archaisme : motif à préciser -->\n\n${LETTER}`)
    // The Tab key stops on the reason.
    const [comment] = (inFile!.edit!.documentChanges![0] as TextDocumentEdit).edits as SnippetTextEdit[]
    expect(comment!.snippet.value).toContain(' : ${1:motif à préciser} -->')

    const inProject = found.find(({ title }) => title.endsWith('dans tout le projet'))
    expect(inProject!.edit!.documentChanges![0]).toMatchObject({ kind: 'create', uri: uriOf('limpide.yml') })
    expect(applied('', inProject!)).toMatch(/regles:\s+archaisme: non # motif à préciser/)
    const word = found.find(({ title }) => title === 'Ajouter « Nonobstant » au dictionnaire du projet')
    expect(applied('', word!)).toMatch(/dictionnaire:\s+- nonobstant/i)
  })

  test('the configuration of the project keeps its comments, and the editor is told to ask again', async () => {
    const source = '# Les réglages de l’équipe\nprofil: courrier # pour tous\n'
    writeFileSync(join(folder, 'limpide.yml'), source)
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('limpide.yml'), type: 1 }],
    })
    const before = refreshed.length
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 10 } }
    const found = await actions('lettre.md', range)
    const inProject = found.find(
      ({ title, diagnostics }) => title.endsWith('dans tout le projet') && diagnostics?.[0]?.code === 'archaisme',
    )
    const after = applied(source, inProject!)
    expect(after.startsWith(source)).toBe(true)
    expect(after).toContain('archaisme: non # motif à préciser')
    const { resultId } = await pull('lettre.md')
    writeFileSync(join(folder, 'limpide.yml'), after)
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('limpide.yml'), type: 2 }],
    })
    const { items, resultId: next } = await pull('lettre.md', resultId)
    expect(next).not.toBe(resultId)
    expect(items.map(({ code }) => code)).not.toContain('archaisme')
    expect(refreshed.length).toBeGreaterThan(before)
    rmSync(join(folder, 'limpide.yml'))
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('limpide.yml'), type: 3 }],
    })
  })

  test('the plan has the headings with their grade, and the parts of the letter', async () => {
    const symbols = await connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: uriOf('lettre.md') },
    })
    expect(symbols[0]).toMatchObject({ name: 'Votre aide au logement' })
    expect(symbols[0]!.children![0]!.name).toBe('Vos droits')
    expect(symbols[0]!.children![0]!.detail).toMatch(/^[A-E] · \d+ mots$/)
    expect(symbols.find(({ name }) => name === 'Salutation')?.detail).toBe('Madame, Monsieur, · sûr à 95\u00a0%')
  })

  test('word counts are shown when someone asks for them, not before', async () => {
    const hints = (): Promise<InlayHint[]> =>
      connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: uriOf('lettre.md') }, range: WHOLE })
    expect(await hints()).toEqual([])
    settings = { motsParPhrase: true }
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: {} })
    const shown = await hints()
    expect(shown.find(({ position }) => position.line === 8)).toMatchObject({
      label: '5 mots',
      position: { character: 'Vous pouvez venir le lundi.'.length },
    })
  })

  test('the score says what would change', async () => {
    await open('longue.md', LETTER.repeat(3))
    const answer = await connection.sendRequest<ScoreAnswer>('limpide/score', { uri: uriOf('longue.md') })
    const [first] = answer.gains
    expect(first!.points).toBeGreaterThan(0)
    expect(first!.value).toBeCloseTo(answer.score!.value - first!.points, 9)
    expect(answer.contributions[0]!.said).not.toBe('')
    expect(answer.unverifiable).toContainEqual({
      said: 'la taille des lettres',
      rules: expect.arrayContaining(['Police trop petite']),
    })
  })

  test('the type of the document is said with its confidence, a declared one alone', async () => {
    const asked = (name: string): Promise<ScoreAnswer> => connection.sendRequest('limpide/score', { uri: uriOf(name) })
    await open('reconnue.md', LETTER)
    expect((await asked('reconnue.md')).type).toMatch(/^\p{Lu}[\p{L}’ -]+ \(reconnu à \d{2}\u00a0%\)$/u)
    await open('declaree.md', `---\ntype: notice\n---\n\n${LETTER}`)
    expect((await asked('declaree.md')).type).toBe('Notice')
  })

  test('limpide.yml is completed with rules, thresholds and levels, and is never read as prose', async () => {
    const complete = async (text: string): Promise<string[]> => {
      await open('limpide.yml', text, 'yaml')
      const lines = text.split('\n')
      const items = await connection.sendRequest<CompletionItem[]>('textDocument/completion', {
        textDocument: { uri: uriOf('limpide.yml') },
        position: { line: lines.length - 1, character: lines.at(-1)!.length },
      })
      expect(await pull('limpide.yml')).toEqual({ kind: 'full', items: [] })
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('limpide.yml') } })
      return items.map(({ label }) => label)
    }
    expect(await complete('')).toContain('regles')
    expect(await complete('regles:\n  ')).toContain('phrase-longue')
    expect(await complete('regles:\n  phrase-longue: ')).toEqual(expect.arrayContaining(['avertissement', 'non']))
    expect(await complete('regles:\n  phrase-longue:\n    ')).toContain('severite')
    expect((await complete('regles:\n  phrase-longue:\n    ')).length).toBeGreaterThan(1)
    expect(await complete('profil: ')).toContain('falc')
    expect(await complete('# un mot ')).toEqual([])
  })

  test('the documents of the folder are read, with those that have not changed passed over', async () => {
    mkdirSync(join(folder, 'sous/node_modules'), { recursive: true })
    writeFileSync(join(folder, 'sous/é clair.md'), 'Nonobstant cela, venez.\n')
    writeFileSync(join(folder, 'sous/node_modules/x.md'), 'Nonobstant cela, venez.\n')
    writeFileSync(join(folder, 'image.png'), 'Nonobstant cela, venez.\n')
    const ask = (previousResultIds: readonly { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport> =>
      connection.sendRequest('workspace/diagnostic', { previousResultIds })
    const { items } = await ask([])
    expect(items.map(({ uri }) => relative(folder, fileURLToPath(uri)))).toEqual(['sous/é clair.md'])
    const [only] = items as FullDocumentDiagnosticReport[] & { uri: string }[]
    expect(only!.items.map(({ code }) => code)).toContain('archaisme')
    const again = await ask([{ uri: only!.uri, value: only!.resultId! }])
    expect(again.items.map(({ kind }) => kind)).toEqual(['unchanged'])
    writeFileSync(join(folder, 'sous/lettre.docx'), await docxOf(paragraph('Nonobstant cela, venez.')))
    writeFileSync(join(folder, 'sous/~$lettre.docx'), 'what Word leaves beside an open letter')
    writeFileSync(join(folder, 'sous/abîmé.pdf'), '%PDF-1.7 rien de bon')
    const answer = await connection.sendRequest<FolderAnswer>('limpide/dossier', {})
    expect(answer.documents.map(({ path }) => path).sort()).toEqual(['sous/lettre.docx', 'sous/é clair.md'])
    for (const { first } of answer.documents) expect(first.join('\n')).toMatch(/nonobstant/i)
    expect(answer.unread).toEqual(['sous/abîmé.pdf'])
  })
})

describe('a file that is no text, shown as one', () => {
  beforeAll(() => begin(['utf-16']))
  afterAll(end)

  const ask = (params: Record<string, unknown>): Promise<DocumentAnswer> =>
    connection.sendRequest('limpide/document', params)

  test('a Word file is read: its text, the remarks at their places, its plan and its score', async () => {
    const body = [
      paragraph('Madame, Monsieur,'),
      paragraph('L’été 🏠 passe. Nonobstant votre courrier, nous avons procédé à l’examen de votre dossier.'),
      paragraph('Une pénalité a été appliquée par la commission sur votre compte.'),
    ].join('')
    writeFileSync(join(folder, 'é lettre.docx'), await docxOf(body))
    const view = 'limpide-lecture:/é%20lettre.docx'
    const answer = await ask({ uri: uriOf('é lettre.docx'), view })
    if ('problem' in answer) throw new Error(answer.problem.what)
    expect(answer.format).toBe('docx')
    const lines = answer.text.split('\n')
    const marked = answer.diagnostics.map(
      ({ code, range: { start, end } }) => `${code} ${lines[start.line]!.slice(start.character, end.character)}`,
    )
    expect(marked).toEqual(expect.arrayContaining(['archaisme Nonobstant', 'voix-passive a été appliquée']))
    expect(answer.symbols.map(({ name }) => name)).toContain('Salutation')
    expect(answer.score.findings).toBe(answer.diagnostics.length)

    // The client shows the text: hovers and pulled remarks are those of the file, and nothing offers to change it.
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: view, languageId: 'plaintext', version: 1, text: answer.text },
    })
    const report = await connection.sendRequest<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: view },
    })
    expect(report.items).toEqual(answer.diagnostics)
    const archaism = answer.diagnostics.find(({ code }) => code === 'archaisme')!
    const hover = await connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: view },
      position: archaism.range.start,
    })
    expect(JSON.stringify(hover.contents)).toContain('archaisme')
    const offered = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: view },
      range: WHOLE,
      context: { diagnostics: [] },
    })
    const touched = offered.flatMap(({ edit }) =>
      (edit?.documentChanges ?? []).map((change) => ('textDocument' in change ? change.textDocument.uri : change.kind)),
    )
    expect(new Set(touched)).toEqual(new Set(['create', uriOf('limpide.yml')]))
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri: view } })
  })

  test('a pdf is read by its bytes where the server cannot reach its address', async () => {
    const bytes = pdfOf([[{ text: 'Nonobstant votre courrier, venez nous voir.', x: 70, y: 700 }]])
    const answer = await ask({ uri: 'vscode-vfs://github/lettre.pdf', bytes: Buffer.from(bytes).toString('base64') })
    if ('problem' in answer) throw new Error(answer.problem.what)
    expect(answer.format).toBe('pdf')
    expect(answer.diagnostics.map(({ code }) => code)).toContain('archaisme')
  })

  test('what cannot be read says why, and the server goes on', async () => {
    writeFileSync(join(folder, 'abîmé.docx'), 'PK\u0003\u0004 rien de bon')
    for (const params of [
      { uri: uriOf('abîmé.docx') },
      { uri: uriOf('absent.pdf') },
      { uri: 'vscode-vfs://github/lettre.pdf' },
      { uri: 'file://%zz' },
      { uri: '%', bytes: '!!!' },
    ]) {
      const answer = await ask(params)
      expect('problem' in answer && answer.problem.what).toMatch(/^\p{Lu}.*\.$/u)
    }
    await open('après.md', 'Nonobstant cela, venez.')
    expect((await pull('après.md')).items.map(({ code }) => code)).toContain('archaisme')
  })
})

describe('a client that prefers UTF-8', () => {
  beforeAll(() => begin(['utf-8', 'utf-16']))
  afterAll(end)

  test('columns are counted in bytes, in edits and in answers', async () => {
    expect(initialized.capabilities.positionEncoding).toBe('utf-8')
    const before = 'À l’été 🏠 : '
    await open('octets.md', `${before}il convient de répondre.\n`)
    const start = Buffer.byteLength(before)
    const at = async (): Promise<number | undefined> =>
      (await pull('octets.md')).items.find(({ code }) => code === 'tournure-impersonnelle')?.range.start.character
    expect(await at()).toBe(start)
    const place = { line: 0, character: start }
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf('octets.md'), version: 2 },
      contentChanges: [{ range: { start: place, end: place }, text: 'là, ' }],
    })
    expect(await at()).toBe(start + Buffer.byteLength('là, '))
  })
})
