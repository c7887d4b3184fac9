import { Console } from 'node:console'
import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { diagnosticsOnce } from './write-diagnostics.ts'

/** The connection that the command line asks for; over « --stdio », what was written before is not written again. */
export function connectionOf(argv: readonly string[]): Connection {
  if (!argv.includes('--stdio')) return createConnection(ProposedFeatures.all)
  // The output is the protocol's: what a library would say goes elsewhere.
  globalThis.console = new Console(process.stderr, process.stderr)
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout, { contentTypeEncoder: diagnosticsOnce }),
  )
  // An editor that dies closes the stream: nobody would stop the server.
  let isOver = false
  connection.onShutdown(() => {
    isOver = true
  })
  const leave = (): never => process.exit(isOver ? 0 : 1)
  process.stdin.on('end', leave).on('close', leave)
  return connection
}
