import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Who may import whom: the one list of the house's arrows (see packages/README.md). */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'packages/document': [],
  'packages/french': [],
  'packages/checker': ['@limpide/document', '@limpide/french'],
  rules: ['@limpide/checker', '@limpide/french'],
  'packages/limpide': ['@limpide/checker', '@limpide/rules', '@limpide/french', '@limpide/document'],
  'packages/unified': ['limpide'],
  'packages/library': ['limpide'],
  // French, to tell a name from an ordinary word when it masks.
  'packages/reports': ['@limpide/french'],
  'packages/map': ['@limpide/reports', '@limpide/library'],
  'packages/cli': ['limpide', '@limpide/library', '@limpide/reports', '@limpide/map'],
  // The reports, to mask what an agent writes before it is on the disk.
  server: ['limpide', '@limpide/reports'],
  // The server by its messages; the map, to draw it in a panel; the reports, to place them on it.
  extension: ['@limpide/server', '@limpide/map', '@limpide/reports'],
}

/** Packages whose source stays free of `node:*`; a folder or a file may be excepted, with its reason. */
const PURE: Readonly<Record<string, readonly RegExp[]>> = {
  // Readers of binary formats and the byte entry are asynchronous and run in Node.
  'packages/document': [/^src\/read\.ts$/, /^src\/(docx|odt|pdf|eml|zip|bytes|binary|read)[^/]*(\/|\.ts$)/],
  'packages/french': [],
  'packages/checker': [],
  'packages/limpide': [],
  rules: [],
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'"()]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

interface Import {
  readonly file: string
  readonly target: string
}

/** The sources of a folder, where what is installed or built is not looked at. */
function sources(folder: string, under = ''): string[] {
  return readdirSync(join(ROOT, folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === '' ? entry.name : `${under}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sources(folder, path)
    return entry.isFile() && /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Each folder is read once. */
const read = new Map<string, readonly Import[]>()

function imports(folder: string, keep: (file: string) => boolean): readonly Import[] {
  const found =
    read.get(folder) ??
    sources(folder).flatMap((file) =>
      [...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(IMPORT)].map((match) => ({
        file,
        target: match[1] ?? match[2] ?? '',
      })),
    )
  read.set(folder, found)
  return found.filter(({ file }) => keep(file))
}

/** Tests, their fixtures, and the scripts that generate or train, may reach further than the product. */
const isProduct = (file: string): boolean => !/\.test\.ts$|-fixture\.ts$|^(build|train)\//.test(file)
const isOurs = (target: string): boolean =>
  target === 'limpide' || target.startsWith('limpide/') || target.startsWith('@limpide/')
const packageOf = (target: string): string =>
  target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? target)

describe('imports point one way', () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    test(`${folder} imports only ${allowed.join(', ') || 'libraries'}`, () => {
      const found = imports(folder, isProduct)
      expect(found.length).toBeGreaterThan(0)
      const wrong = found.filter(({ target }) => isOurs(target) && !allowed.includes(packageOf(target)))
      expect(wrong).toEqual([])
    })

    test(`${folder} reaches no other package through a relative path`, () => {
      const wrong = imports(folder, isProduct).filter(({ file, target }) => {
        if (!target.startsWith('.')) return false
        return relative(join(ROOT, folder), join(ROOT, folder, file, '..', target)).startsWith('..')
      })
      expect(wrong).toEqual([])
    })
  }
})

describe('pure packages', () => {
  for (const [folder, excepted] of Object.entries(PURE)) {
    test(`${folder} touches neither Node nor an editor`, () => {
      const wrong = imports(
        folder,
        (file) => isProduct(file) && !excepted.some((pattern) => pattern.test(file)),
      ).filter(({ target }) => /^(node:|vscode)/.test(target))
      expect(wrong).toEqual([])
    })
  }

  test('the protocol stays in server, the editor in extension', () => {
    const wrong = Object.keys(MAY_IMPORT)
      .filter((folder) => folder !== 'server' && folder !== 'extension')
      .flatMap((folder) => imports(folder, isProduct))
      .filter(({ target }) => /^vscode/.test(target))
    expect(wrong).toEqual([])
  })
})
