import type { ExtensionContext } from 'vscode'
import type { Server } from './server.ts'
import { start } from './start.ts'

let server: Server | undefined

/** Starts the bundled server on the editor's own Node: nothing to install. */
export function activate(context: ExtensionContext): void {
  server = start(context, async (onGone) => {
    // Loaded once the editor has its hands free: the protocol's client is nine tenths of this program.
    const { nodeClient } = await import('./node-client.ts')
    return nodeClient(context, onGone)
  })
}

/** Stops the server. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop()
}
