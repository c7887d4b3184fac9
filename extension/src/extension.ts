import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { clientOptions, start } from './start.ts'

let client: LanguageClient | undefined

/** Starts the bundled server on the editor's own Node: nothing to install. */
export function activate(context: ExtensionContext): void {
  const server = context.asAbsolutePath('dist/server.cjs')
  client = new LanguageClient(
    'limpide',
    'Limpide',
    {
      run: { module: server, transport: TransportKind.ipc },
      debug: { module: server, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    clientOptions(context),
  )
  start(context, client)
}

/** Stops the server. */
export function deactivate(): Promise<void> | undefined {
  return client?.stop()
}
