/// <reference lib="webworker" />
import { type ExtensionContext, Uri } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { clientOptions } from './client-options.ts'

/** The client of the server that runs in a browser's worker. */
export function workerClient(context: ExtensionContext, onGone: () => void): LanguageClient {
  const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true))
  const options = clientOptions(context, onGone)
  // The server cannot know where its files are.
  const at = (path: string): string => Uri.joinPath(context.extensionUri, 'dist', path).toString(true)
  const places = { readerUri: at('web/reader.js'), frenchUri: `${at('french')}/` }
  return new LanguageClient('limpide', 'Limpide', worker, {
    ...options,
    initializationOptions: { ...options.initializationOptions, ...places },
  })
}
