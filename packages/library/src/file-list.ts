import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type FoundFile, shownPath } from './walk.ts'

/** Files that a list names instead of a folder that is walked. */
export interface FileList {
  /** As the history names it: a scan of a list takes nothing for deleted. */
  readonly name: string
  readonly files: () => AsyncGenerator<FoundFile>
}

/** How the history writes that the files of a scan were those of a list. */
export const LIST_SCOPE = 'liste:'

/**
 * The files that lines name, each once, relative to the first of these folders; empty lines and those that begin with
 * `#` are left out. A name that leads nowhere is given all the same: its record says that it is not there.
 */
export function fileList(name: string, lines: Iterable<string>, folders: readonly string[]): FileList {
  const [base = '.'] = folders
  return {
    name,
    async *files() {
      const seen = new Set<string>()
      for (const line of lines) {
        const said = line.trim()
        if (said === '' || said.startsWith('#')) continue
        const absolute = nearestFile(base, said)
        if (seen.has(absolute)) continue
        seen.add(absolute)
        yield { path: shownPath(folders, absolute) ?? said, absolute }
      }
    },
  }
}

/** « modeles/a.md » in a list about « modeles » was made from above it: both readings are tried. */
export function nearestFile(base: string, said: string): string {
  const inside = resolve(base, said)
  if (existsSync(inside)) return inside
  const fromHere = resolve(said)
  return existsSync(fromHere) ? fromHere : inside
}
