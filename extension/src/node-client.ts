import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { clientOptions } from './client-options.ts'

/** The client of the server that runs on the editor's own Node. */
export function nodeClient(context: ExtensionContext, onGone: () => void): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs')
  return new LanguageClient(
    'limpide',
    'Limpide',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    clientOptions(context, onGone),
  )
}
