import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { findConfig } from '../find-config.ts'

/** Where the memory of a library lies. */
export interface StorePlace {
  /** The library's folder: paths are kept relative to it. */
  readonly root: string
  /** A PostgreSQL address; without it, a file in the library's folder. */
  readonly url?: string
}

/** The file of the memory, inside the library's folder. */
export const STORE_FILE = join('.limpide', 'bibliotheque.db')

/**
 * The library that a path belongs to: the nearest folder going up that has a memory or a `limpide.yml`, or else the
 * folder itself. An address that is not PostgreSQL's belongs to another program.
 */
export function storePlace(path: string, url?: string): StorePlace {
  const absolute = resolve(path)
  const start = existsSync(absolute) && statSync(absolute).isDirectory() ? absolute : dirname(absolute)
  return { root: rootOf(start), ...(url !== undefined && /^postgres(ql)?:\/\//.test(url) ? { url } : {}) }
}

/** True when the memory is a file that is there, or a server that may hold one. */
export function mayHoldStore({ root, url }: StorePlace): boolean {
  return url !== undefined || existsSync(join(root, STORE_FILE))
}

/** A path as the memory writes it. */
export function pathInStore(root: string, path: string): string {
  return relative(root, resolve(path)).split(sep).join('/')
}

/** As `pathInStore`, of many files: those of one folder come one after the other, and it is looked for once. */
export function pathsInStore(root: string): (path: string) => string {
  let last: { readonly folder: string; readonly inStore: string } | undefined
  return (path) => {
    const name = basename(path)
    const folder = path.slice(0, path.length - name.length)
    if (last?.folder !== folder) {
      const found = pathInStore(root, folder)
      last = { folder, inStore: found === '' ? '' : `${found}/` }
    }
    return last.inStore + name
  }
}

function rootOf(start: string): string {
  const config = findConfig(start)
  const configured = config === undefined ? undefined : dirname(config)
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, STORE_FILE))) return folder
    if (folder === configured) return folder
    if (dirname(folder) === folder) return start
  }
}
