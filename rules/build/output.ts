import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { ROOT } from './sources.ts'

/** Where generated files go: to the disk, or, with `--check`, to a list of those that differ from it. */
export interface Output {
  readonly stale: readonly string[]
  readonly written: readonly string[]
  put(path: string, content: string): void
  /** Deletes (or, with `--check`, names) files of a folder that nothing generates any more. */
  prune(folder: string, keep: ReadonlySet<string>): void
}

/** Opens the output. Nothing is written when `check` is true. */
export function openOutput(check: boolean): Output {
  const stale: string[] = []
  const written: string[] = []
  const name = (path: string): string => relative(ROOT, path)
  return {
    stale,
    written,
    put(path, content) {
      if (existsSync(path) && readFileSync(path, 'utf8') === content) return
      if (check) {
        stale.push(name(path))
        return
      }
      mkdirSync(dirname(path), { recursive: true })
      // Renamed into place: another process may be reading the old file.
      const draft = `${path}.${process.pid}.tmp`
      writeFileSync(draft, content)
      renameSync(draft, path)
      written.push(name(path))
    },
    prune(folder, keep) {
      if (!existsSync(folder)) return
      for (const file of readdirSync(folder)) {
        if (keep.has(file)) continue
        if (check) stale.push(name(join(folder, file)))
        else rmSync(join(folder, file))
      }
    },
  }
}
