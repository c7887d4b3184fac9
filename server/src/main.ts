import { opendir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { personalDictionaryPath } from 'limpide'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { isText } from './languages.ts'
import { type Host, startServer } from './server.ts'

const CONFIG_NAME = 'limpide.yml'
/** Folders that hold no letter. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'vendor', '__pycache__'])
/** A text file larger than this is data, not a document. */
const LARGEST = 2_000_000

/** The files of a folder that are text, folder by folder in the order of names. A folder that cannot be read is passed. */
async function* textsOf(folder: string): AsyncGenerator<string> {
  const entries: { readonly name: string; readonly folder: boolean }[] = []
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) entries.push({ name: entry.name, folder: true })
      else if (entry.isFile() && isText(entry.name)) entries.push({ name: entry.name, folder: false })
    }
  } catch {
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.folder) yield* textsOf(path)
    else yield pathToFileURL(path).href
  }
}

const host: Host = {
  /** Looks for `limpide.yml` from the document's folder up to the root of the disk. */
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
  async *texts(folder) {
    if (folder.startsWith('file:')) yield* textsOf(fileURLToPath(folder))
  },
  async read(uri) {
    try {
      const path = fileURLToPath(uri)
      return (await stat(path)).size > LARGEST ? undefined : await readFile(path, 'utf8')
    } catch {
      return undefined
    }
  },
}

startServer(createConnection(ProposedFeatures.all), host)
