import type { Connection } from 'vscode-languageserver'
import type { ConfigSource, Host } from './host.ts'

/** What the server asks the client, which alone can reach files that are on no disk of this machine. */
export const CLIENT_FILES = {
  /** `{ uri }`, the address of a folder: the addresses of its texts. */
  list: 'limpide/fichiers',
  /** `{ uri }`: the text of a file, or `null`. */
  read: 'limpide/fichier',
  /** `{ uri }`, the address of a document: the nearest `limpide.yml`, or `null`. */
  config: 'limpide/configuration',
} as const

/** Files as the client has them: a folder in a browser, or far away. A client that knows nothing of this has none. */
export function clientFiles(connection: Connection): Pick<Host, 'readConfig' | 'texts' | 'read'> {
  const ask = <T>(method: string, uri: string, otherwise: T): Promise<T> =>
    connection.sendRequest<T>(method, { uri }).catch(() => otherwise)
  return {
    readConfig: async (uri) => (await ask<ConfigSource | null>(CLIENT_FILES.config, uri, null)) ?? undefined,
    async *texts(folder) {
      yield* await ask<readonly string[]>(CLIENT_FILES.list, folder, [])
    },
    read: async (uri) => (await ask<string | null>(CLIENT_FILES.read, uri, null)) ?? undefined,
  }
}

/** Files of this disk as `host` reads them; those of any other address as the client has them. */
export function withClientFiles(host: Host, connection: Connection): Host {
  const far = clientFiles(connection)
  const holder = (uri: string): Pick<Host, 'readConfig' | 'texts' | 'read'> => (uri.startsWith('file:') ? host : far)
  return {
    ...host,
    readConfig: (uri) => holder(uri).readConfig(uri),
    texts: (folder) => holder(folder).texts(folder),
    read: (uri) => holder(uri).read(uri),
  }
}
