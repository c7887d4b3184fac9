import type { ExtensionContext } from 'vscode'
import type { Server } from './server.ts'
import { start } from './start.ts'

let server: Server | undefined

/** Starts the bundled server in a worker, where there is no Node: vscode.dev and its like. */
export function activate(context: ExtensionContext): void {
  server = start(context, async (onGone) => {
    const { workerClient } = await import('./worker-client.ts')
    return workerClient(context, onGone)
  })
}

/** Stops the server. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop()
}
