import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const NAMES = ['limpide.yml', 'limpide.yaml']

/** The nearest `limpide.yml` of a file or a folder, going up. */
export function findConfig(path: string): string | undefined {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    for (const name of NAMES) {
      const file = join(folder, name)
      if (existsSync(file)) return file
    }
    if (dirname(folder) === folder) return undefined
  }
}
