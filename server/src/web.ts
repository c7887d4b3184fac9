/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { clientFiles } from './client-files.ts'
import { startServer } from './server.ts'

// A browser's worker has no disk: the editor reads for it.
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self))
startServer(connection, clientFiles(connection))
