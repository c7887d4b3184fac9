import type { CancellationToken, Disposable } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { serveFiles } from './files.ts'

/** Loads the client of the host: Node, or a browser's worker. */
export type MakeClient = () => Promise<BaseLanguageClient>

/** The language server as the views and the commands see it: started at the first need, asked by name. */
export class Server implements Disposable {
  private readonly make: MakeClient
  private readonly listeners: ((client: BaseLanguageClient) => Disposable)[] = []
  private client: Promise<BaseLanguageClient> | undefined

  constructor(make: MakeClient) {
    this.make = make
  }

  /** The running client; the same one for everybody. */
  start(): Promise<BaseLanguageClient> {
    this.client ??= this.make().then(async (client) => {
      for (const listen of this.listeners) listen(client)
      serveFiles(client)
      await client.start()
      return client
    })
    return this.client
  }

  /** Hears a notification of the server, from its very first one. */
  on<T>(method: string, hear: (message: T) => void): void {
    this.listeners.push((client) => client.onNotification(method, hear))
  }

  /** The server's answer. Rejects when it is cancelled or when the server is not there. */
  async ask<T>(method: string, params: unknown, token?: CancellationToken): Promise<T> {
    const client = await this.start()
    return client.sendRequest<T>(method, params, token)
  }

  /** Stops the server and starts it again. */
  async restart(): Promise<void> {
    const client = await this.start()
    await client.stop()
    await client.start()
  }

  /** Ends it with the editor. */
  async stop(): Promise<void> {
    const client = await this.client
    if (client?.isRunning()) await client.stop()
  }

  dispose(): void {
    void this.client?.then((client) => client.dispose()).catch(() => undefined)
  }
}
