import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { clientOptions } from './client-options.ts'

/** The client of the server that runs on the editor's own Node. */
export function nodeClient(context: ExtensionContext, onGone: () => void): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs')
  // Left alone, V8 takes several times the memory that the server holds: see the server’s « frugal.ts ».
  const execArgv = ['--max-semi-space-size=8', '--heap-growing-percent=40', '--no-concurrent-recompilation']
  return new LanguageClient(
    'limpide',
    'Limpide',
    {
      run: { module, transport: TransportKind.ipc, options: { execArgv } },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: ['--nolazy', '--inspect=6009', ...execArgv] },
      },
    },
    clientOptions(context, onGone),
  )
}
