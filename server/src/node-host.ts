import { existsSync } from 'node:fs'
import { mkdir, opendir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { personalDictionaryPath } from 'limpide'
import type { Host } from './host.ts'
import { decoded, isPaper, isPassed, isText, LARGEST } from './languages.ts'
import { readApart } from './read-apart.ts'

const CONFIG_NAME = 'limpide.yml'
/** The wanted files of a folder, folder by folder in the order of names. A folder that cannot be read is passed. */
async function* filesOf(folder: string, isWanted: (name: string) => boolean): AsyncGenerator<string> {
  const entries: { readonly name: string; readonly folder: boolean }[] = []
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isDirectory() && !isPassed(entry.name)) entries.push({ name: entry.name, folder: true })
      else if (entry.isFile() && !/^(?:\.|~\$)/.test(entry.name) && isWanted(entry.name))
        entries.push({ name: entry.name, folder: false })
    }
  } catch {
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.folder) yield* filesOf(path, isWanted)
    else yield pathToFileURL(path).href
  }
}

/** Where a file is on the disk; `undefined` for an address that is not of a file, or is badly written. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined
  } catch {
    return undefined
  }
}

/** Files on a disk, read by Node: what the server of an installed editor has. `here`: the folder of the server's own files. */
export function nodeHost(here: string): Host {
  const built = join(here, 'reader.cjs')
  const reader = existsSync(built) ? built : join(here, 'reader.ts')
  // The rules' pages, where the server is run from the project that holds them.
  const pages = join(here, '../../rules/pages')
  const place = { platform: process.platform, env: process.env, home: homedir() }
  return {
    dictionary: pathToFileURL(personalDictionaryPath(place)).href,
    ...(existsSync(pages) ? { pages: pathToFileURL(pages).href } : {}),
    /** Looks for `limpide.yml` from the document's folder up to the root of the disk. */
    async readConfig(uri) {
      const start = pathOf(uri)
      if (start === undefined) return undefined
      for (let folder = dirname(start); ; folder = dirname(folder)) {
        const path = join(folder, CONFIG_NAME)
        try {
          return { uri: pathToFileURL(path).href, source: await readFile(path, 'utf8') }
        } catch {
          // Not here, or not readable: the folder above may have one.
        }
        if (dirname(folder) === folder) return undefined
      }
    },
    async *texts(folder) {
      const path = pathOf(folder)
      if (path !== undefined) yield* filesOf(path, isText)
    },
    async *papers(folder) {
      const path = pathOf(folder)
      if (path !== undefined) yield* filesOf(path, isPaper)
    },
    async read(uri) {
      try {
        const path = pathOf(uri)
        if (path === undefined) return undefined
        return (await stat(path)).size > LARGEST ? undefined : await readFile(path, 'utf8')
      } catch {
        return undefined
      }
    },
    async rewrite(uri, change) {
      try {
        const path = pathOf(uri)
        if (path === undefined) return false
        const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return ''
          throw error
        })
        await mkdir(dirname(path), { recursive: true })
        // Whole or not at all: an editor closed meanwhile does not cut the file.
        const draft = `${path}.${process.pid}.tmp`
        await writeFile(draft, change(before))
        await rename(draft, path)
        return true
      } catch {
        return false
      }
    },
    readDocument(uri, bytes, stop) {
      const name = decoded(uri.slice(uri.lastIndexOf('/') + 1))
      if (bytes) return readApart(reader, { name, bytes }, stop)
      const path = pathOf(uri)
      if (path !== undefined) return readApart(reader, { name, path }, stop)
      return Promise.resolve({
        problem: {
          code: 'adresse-inconnue',
          what: 'Ce fichier n’est pas sur votre ordinateur.',
          fix: 'Enregistrez-le dans un dossier, puis recommencez.',
        },
      })
    },
  }
}
