/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { clientFiles } from './client-files.ts'
import { decoded } from './languages.ts'
import { startServer, TEXTS_ONLY } from './server.ts'
import { readInWorker } from './web/read-in-worker.ts'

// A browser's worker has no disk: the editor reads for it, and says where the reader of docx, odt and pdf files is.
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self))
startServer(connection, {
  ...clientFiles(connection),
  // Where what the bundle puts in place of the French data looks: see « bundle.ts ».
  frenchAt: (folder) => void Object.assign(self, { limpideFrenchUri: folder }),
  readDocument: async (uri, bytes, stop, reader) =>
    bytes && reader
      ? readInWorker(reader, { name: decoded(uri.slice(uri.lastIndexOf('/') + 1)), bytes }, stop)
      : { problem: TEXTS_ONLY },
})
