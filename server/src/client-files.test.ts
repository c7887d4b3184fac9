import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { CLIENT_FILES, withClientFiles } from './client-files.ts'
import type { FolderAnswer } from './messages.ts'
import { startServer } from './server.ts'

const FILES: Readonly<Record<string, string>> = {
  'memfs:/lettres/aide.md': 'Nonobstant votre courrier, nous avons examiné votre dossier hier matin.\n',
  'memfs:/lettres/limpide.yml': 'regles:\n  archaisme: non\n',
}

/** A server without a disk, and a client that has files or not. */
async function begin(hasFiles: boolean): Promise<ProtocolConnection> {
  const up = new PassThrough()
  const down = new PassThrough()
  const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down))
  const none = { readConfig: async () => undefined, async *texts() {}, read: async () => undefined }
  startServer(connection, withClientFiles(none, connection))
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
  if (hasFiles) {
    client.onRequest(CLIENT_FILES.list, () => Object.keys(FILES).filter((uri) => uri.endsWith('.md')))
    client.onRequest(CLIENT_FILES.read, ({ uri }: { uri: string }) => FILES[uri] ?? null)
    client.onRequest(CLIENT_FILES.config, () => {
      const uri = 'memfs:/lettres/limpide.yml'
      return { uri, source: FILES[uri] }
    })
  }
  client.listen()
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: 'memfs:/lettres', name: 'lettres' }],
    capabilities: {},
  })
  await client.sendNotification('initialized', {})
  return client
}

test('a folder that is on no disk is read through the client, with its limpide.yml', async () => {
  const client = await begin(true)
  const { documents, unread } = await client.sendRequest<FolderAnswer>('limpide/dossier', { releves: true })
  expect(unread).toEqual([])
  expect(documents.map(({ path }) => path)).toEqual(['aide.md'])
  expect(documents[0]?.record?.findings.map(({ rule }) => rule)).not.toContain('archaisme')
  client.dispose()
})

test('a client that has no files to give has an empty folder, not an error', async () => {
  const client = await begin(false)
  expect(await client.sendRequest('limpide/dossier', {})).toMatchObject({ documents: [], unread: [] })
  client.dispose()
})
