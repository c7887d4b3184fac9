/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { startServer } from './server.ts'

// In a browser's worker there is no disk to read: open documents are checked with the editor's settings.
startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  readConfig: async () => undefined,
  async *texts() {},
  read: async () => undefined,
})
