/// <reference lib="webworker" />
import { type ExtensionContext, Uri } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { clientOptions, start } from './start.ts'

let client: LanguageClient | undefined

/** Starts the bundled server in a worker, where there is no Node: vscode.dev and its like. */
export function activate(context: ExtensionContext): void {
  const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true))
  client = new LanguageClient('limpide', 'Limpide', worker, clientOptions(context))
  start(context, client)
}

/** Stops the server. */
export function deactivate(): Promise<void> | undefined {
  return client?.stop()
}
