import type { Dirent } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'

/** A file to read. `path` is what a person recognises: the argument, then what is under it, with `/`. */
export interface FoundFile {
  readonly path: string
  readonly absolute: string
}

export interface WalkOptions {
  /** True for a path that is left out (`ignorer:` of limpide.yml); folders are asked too, and not entered. */
  readonly isIgnored?: (absolute: string) => Promise<boolean>
  /** Globs relative to the argument being walked. */
  readonly ignored?: readonly string[]
  /** Finds pictures too. */
  readonly pictures?: boolean
  /** Told of each file that is not a document (code, data, archive), of each path that cannot be opened. */
  readonly onSkipped?: (path: string, reason: 'pas-un-document' | 'introuvable' | 'interdit') => void
}

/** What is read whatever it holds; a file with another name is read when its first bytes say it is one of these. */
const DOCUMENTS = new Set([
  '.md',
  '.markdown',
  '.mdown',
  '.html',
  '.htm',
  '.xhtml',
  '.txt',
  '.text',
  '.docx',
  '.docm',
  '.dotx',
  '.odt',
  '.ott',
  '.rtf',
  '.doc',
  '.dot',
  '.pdf',
  '.eml',
  '.msg',
])
/** Read when the recognition of text is asked for; a folder may hold as many logos as scanned letters. */
const PICTURES = new Set(['.png', '.jpg', '.jpeg'])
const NEVER_ENTERED = new Set(['node_modules'])
const CONFIG_NAMES = new Set(['limpide.yml', 'limpide.yaml'])
/** Where the name of the first part of a zip stands, and how the first parts of letters begin. */
const FIRST_NAME = 30
const OFFICE = ['[Content_Types].xml', '_rels/', 'word/', 'mimetypeapplication/vnd.oasis.opendocument.text']
/** Workbooks and presentations are data and slides, not letters; named as an argument they are read. */
const OTHERS = new Set(['.xlsx', '.xlsm', '.xltx', '.pptx', '.pptm', '.ppsx', '.potx', '.vsdx'])
const SIGNATURES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x7b, 0x5c, 0x72, 0x74], // {\rt
  [0xd0, 0xcf, 0x11, 0xe0], // Word before 2007
]

/**
 * The files under the paths, in an order that depends only on their names: folders and files together, by code unit.
 * Hidden entries and `node_modules` are left out; a link to a folder is followed once, so that a loop ends.
 * A file named as an argument is always given, whatever it is.
 */
export async function* walk(paths: readonly string[], options: WalkOptions = {}): AsyncGenerator<FoundFile> {
  const seen = new Set<string>()
  for (const path of paths) {
    const absolute = resolve(path)
    let isFolder: boolean
    try {
      isFolder = (await stat(absolute)).isDirectory()
    } catch (error) {
      options.onSkipped?.(path, reasonOf(error))
      continue
    }
    if (!isFolder) {
      if (seen.has(absolute)) continue
      seen.add(absolute)
      yield { path: shown(path), absolute }
      continue
    }
    const isIgnored = combine(absolute, options)
    yield* walkFolder(absolute, path, isIgnored, seen, new Set(), options)
  }
}

/** A test for globs relative to a folder: a name alone holds at every depth, a folder's name holds for all it contains. */
export function globs(patterns: readonly string[], folder: string): (absolute: string) => boolean {
  if (patterns.length === 0) return () => false
  const tests = patterns.map((pattern) => {
    const plain = pattern
      .normalize('NFC')
      .replaceAll('\\', '/')
      .replace(/^\.?\//, '')
      .replace(/\/+$/, '')
    return picomatch(plain, { dot: true, basename: !plain.includes('/') })
  })
  return (absolute) => {
    const path = relative(folder, absolute).split(sep).join('/').normalize('NFC')
    if (path === '' || path.startsWith('../')) return false
    // « archives » names a folder: what it contains goes with it.
    const parts = path.split('/')
    return tests.some((test) => parts.some((_, depth) => test(parts.slice(0, depth + 1).join('/'))))
  }
}

async function* walkFolder(
  folder: string,
  prefix: string,
  isIgnored: (absolute: string) => Promise<boolean>,
  seen: Set<string>,
  entered: Set<string>,
  options: WalkOptions,
): AsyncGenerator<FoundFile> {
  let entries: Dirent[]
  try {
    const real = await realpath(folder)
    if (entered.has(real)) return
    entered.add(real)
    // With what each entry is: a library of a hundred thousand letters is not asked about twice.
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    options.onSkipped?.(prefix, reasonOf(error))
    return
  }
  // Code units, not the machine's language: the same folder gives the same order everywhere.
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  for (const found of entries) {
    const { name } = found
    if (name.startsWith('.') || NEVER_ENTERED.has(name)) continue
    const absolute = join(folder, name)
    if (seen.has(absolute) || (await isIgnored(absolute))) continue
    const path = join(prefix, name)
    try {
      const entry = found.isSymbolicLink() ? await stat(absolute) : found
      if (entry.isDirectory()) {
        yield* walkFolder(absolute, path, isIgnored, seen, entered, options)
        continue
      }
      if (CONFIG_NAMES.has(name)) continue
      if (!entry.isFile()) {
        // A pipe called « lettre.md » was meant to be read: its reader says why it cannot.
        if (!DOCUMENTS.has(extname(absolute).toLowerCase())) continue
        seen.add(absolute)
        yield { path: shown(path), absolute }
        continue
      }
      const isPicture = options.pictures === true && PICTURES.has(extname(absolute).toLowerCase())
      if (!isPicture && !(await looksLikeDocument(absolute))) {
        options.onSkipped?.(shown(path), 'pas-un-document')
        continue
      }
    } catch (error) {
      options.onSkipped?.(shown(path), reasonOf(error))
      continue
    }
    seen.add(absolute)
    yield { path: shown(path), absolute }
  }
}

async function looksLikeDocument(absolute: string): Promise<boolean> {
  const extension = extname(absolute).toLowerCase()
  if (DOCUMENTS.has(extension)) return true
  // A letter saved by an old tool has no extension, or one of its own.
  const file = await open(absolute)
  try {
    const start = Buffer.alloc(96)
    await file.read(start, 0, start.length, 0)
    if (SIGNATURES.some((signature) => signature.every((byte, i) => start[i] === byte))) return true
    const first = start.toString('latin1', FIRST_NAME)
    if (start.toString('latin1', 0, 2) === 'PK' && OFFICE.some((name) => first.startsWith(name)))
      return !OTHERS.has(extension)
    return extension === '' && basename(absolute) !== 'LICENSE' && !start.subarray(0, 4).includes(0)
  } finally {
    await file.close()
  }
}

/** A file as the walk of these paths would show it; `undefined` when it is under none of them. */
export function shownPath(paths: readonly string[], absolute: string): string | undefined {
  for (const path of paths) {
    const inside = relative(resolve(path), absolute)
    if (inside.startsWith('..')) continue
    return shown(inside === '' ? path : join(path, inside))
  }
  return undefined
}

function combine(root: string, { isIgnored, ignored = [] }: WalkOptions): (absolute: string) => Promise<boolean> {
  const matches = globs(ignored, root)
  return async (absolute) => matches(absolute) || ((await isIgnored?.(absolute)) ?? false)
}

function shown(path: string): string {
  return path.split(sep).join('/').replace(/^\.\//, '')
}

function reasonOf(error: unknown): 'introuvable' | 'interdit' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EACCES' || code === 'EPERM' ? 'interdit' : 'introuvable'
}
