import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { clientOptions } from './client-options.ts'

/** The client of the server that runs on the editor's own Node. */
export function nodeClient(context: ExtensionContext, onGone: () => void): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs')
  // As the server’s own launcher starts it, with a bound that holds for letters and for long pages: V8 may refuse to be told more
  // once it runs. Left alone, it takes several times the memory that the server holds.
  const execArgv = [
    '--max-semi-space-size=8',
    '--heap-growing-percent=30',
    '--no-allocation-site-pretenuring',
    '--no-parallel-scavenge',
    '--no-concurrent-recompilation',
  ]
  const env = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '100000', MALLOC_MMAP_THRESHOLD_: '100000' }
  return new LanguageClient(
    'limpide',
    'Limpide',
    {
      // Over the streams, a diagnostic that did not change is not written again.
      run: { module, transport: TransportKind.stdio, options: { execArgv, env } },
      debug: {
        module,
        transport: TransportKind.stdio,
        options: { execArgv: ['--nolazy', '--inspect=6009', ...execArgv], env },
      },
    },
    clientOptions(context, onGone),
  )
}
