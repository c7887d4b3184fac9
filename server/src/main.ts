import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { personalDictionaryPath } from 'limpide'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { type Host, startServer } from './server.ts'

const CONFIG_NAME = 'limpide.yml'

/** Looks for `limpide.yml` from the document's folder up to the root of the disk. */
const host: Host = {
  async readConfig(uri) {
    if (!uri.startsWith('file:')) return undefined
    for (let folder = dirname(fileURLToPath(uri)); ; folder = dirname(folder)) {
      const path = join(folder, CONFIG_NAME)
      try {
        return { uri: pathToFileURL(path).href, source: await readFile(path, 'utf8') }
      } catch {
        // Not here, or not readable: the folder above may have one.
      }
      if (dirname(folder) === folder) return undefined
    }
  },
  readDictionary() {
    const path = personalDictionaryPath({ platform: process.platform, env: process.env, home: homedir() })
    return readFile(path, 'utf8').catch(() => undefined)
  },
}

startServer(createConnection(ProposedFeatures.all), host)
