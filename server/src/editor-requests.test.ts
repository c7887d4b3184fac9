import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import type { FolderAnswer, ScoreMessage } from './messages.ts'
import type { ReviewAnswer } from './review.ts'
import { startServer } from './server.ts'

const LETTER = `# Votre aide au logement

Madame, Monsieur,

Nonobstant votre **courrier**, nous avons procédé à l’examen de votre dossier. Il convient de nous retourner le formulaire dans les meilleurs délais.

1. La copie de votre bail.
2. Votre dernière quittance.

Nonobstant ce rappel, une pénalité a été appliquée par la commission sur votre compte.
`

const CONFIG = `services:
  logement: { nom: Service du logement }
documents:
  - chemin: lettres/aide.md
    reference: AL-12
    service: logement
    volume: 1200
  - chemin: lettres/perdue.md
    service: logement
`

let folder: string
let client: ProtocolConnection

const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limpide-demandes-'))
  mkdirSync(join(folder, 'lettres'))
  writeFileSync(join(folder, 'lettres/aide.md'), LETTER)
  writeFileSync(join(folder, 'limpide.yml'), CONFIG)
  const up = new PassThrough()
  const down = new PassThrough()
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    readConfig: async (uri) => ({ uri: uriOf('limpide.yml'), source: uri ? CONFIG : '' }),
    async *texts() {
      yield uriOf('lettres/aide.md')
    },
    read: async () => readFileSync(join(folder, 'lettres/aide.md'), 'utf8'),
  })
  client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
  client.listen()
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'courriers' }],
    capabilities: { textDocument: { diagnostic: {} } },
  })
  await client.sendNotification('initialized', {})
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf('lettres/aide.md'), languageId: 'markdown', version: 1, text: LETTER },
  })
})

afterAll(() => {
  client.dispose()
  rmSync(folder, { recursive: true, force: true })
})

test('a review gives the text by blocks, and each remark falls on its own words', async () => {
  const { blocks, remarks, score } = await client.sendRequest<ReviewAnswer>('limpide/relecture', {
    uri: uriOf('lettres/aide.md'),
  })
  expect(score.score?.grade).toMatch(/^[A-E]$/)
  expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'paragraph', 'item', 'item', 'paragraph'])
  expect(blocks[0]).toEqual({ kind: 'heading', text: 'Votre aide au logement', level: 1 })
  expect(blocks[3]).toMatchObject({ depth: 1, number: 1 })
  const inText = remarks.filter(({ block }) => block >= 0)
  expect(inText.length).toBeGreaterThan(3)
  // The paragraph has a bold word: its text is not the source's, and the words are still the same.
  const old = inText.filter(({ passage }) => passage === 'Nonobstant')
  expect(old.map(({ line }) => line)).toEqual([5, 10])
  for (const { block, from, to, passage } of inText)
    expect(blocks[block]?.text.slice(from, to).replace(/\s+/g, ' ')).toBe(passage.replaceAll('**', ''))
  expect(old[0]?.wordings).toContain('« Malgré »')
  expect(old[0]?.why).not.toBe('')
})

test('another text of a document is graded in its place, and the open one keeps its grade', async () => {
  const uri = uriOf('lettres/aide.md')
  const before = await client.sendRequest<ScoreMessage>('limpide/score', { uri })
  const same = await client.sendRequest<ScoreMessage>('limpide/noter', { uri, languageId: 'markdown', text: LETTER })
  expect(same.score).toEqual(before.score)
  const text = LETTER.replaceAll('Nonobstant', 'Malgré').replace('procédé à l’examen de', 'examiné')
  const after = await client.sendRequest<ScoreMessage>('limpide/noter', { uri, languageId: 'markdown', text })
  expect(after.score?.value).toBeLessThan(before.score?.value ?? 0)
  expect(await client.sendRequest('limpide/score', { uri })).toEqual(before)
})

test('a folder gives, when asked, all that a map is drawn from, with what the team declared', async () => {
  const plain = await client.sendRequest<FolderAnswer>('limpide/dossier', {})
  expect(plain.reference).toBeUndefined()
  const answer = await client.sendRequest<FolderAnswer>('limpide/dossier', { releves: true })
  expect(answer.documents.map(({ path }) => path)).toEqual(['lettres/aide.md'])
  const [document] = answer.documents
  expect(document?.declared).toMatchObject({ reference: 'AL-12', volume: 1200 })
  expect(document?.record).toMatchObject({ path: 'lettres/aide.md', format: 'md', title: 'Votre aide au logement' })
  expect(document?.record?.findings.length).toBe(document?.findings)
  expect(answer.reference?.declared.map(({ path }) => path)).toEqual(['lettres/aide.md', 'lettres/perdue.md'])
  expect(answer.reference?.services.map(({ name }) => name)).toEqual(['Service du logement'])
})
