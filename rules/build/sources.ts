import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PRINCIPLES, type Principle } from '../../packages/checker/src/principles.ts'

/** The folder `rules/`. */
export const RULES_FOLDER = fileURLToPath(new URL('..', import.meta.url))

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One rule file, as its place says it: `rules/<principle>/<id>.ts`. */
export interface RuleFile {
  readonly principle: Principle
  readonly id: string
  readonly path: string
}

/** One list beside a rule: `rules/<principle>/<id>.tsv`. */
export interface ListFile {
  readonly id: string
  readonly path: string
}

/** Every rule file, by principle in the order of the principles, then by id. */
export function ruleFiles(): RuleFile[] {
  return filesOf('.ts')
    .filter(({ name }) => !name.endsWith('.test.ts'))
    .map(({ principle, name, path }) => ({ principle, id: basename(name, '.ts'), path }))
}

/** Every list, by id. Two lists of the same name would hide each other: that stops the generator. */
export function listFiles(): ListFile[] {
  const lists = filesOf('.tsv').map(({ name, path }) => ({ id: basename(name, '.tsv'), path }))
  lists.sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const [i, list] of lists.entries()) {
    if (lists[i + 1]?.id === list.id) throw new Error(`two lists are named ${list.id}.tsv: rename one`)
  }
  return lists
}

function filesOf(extension: string): { principle: Principle; name: string; path: string }[] {
  const files: { principle: Principle; name: string; path: string }[] = []
  for (const { id: principle } of PRINCIPLES) {
    const folder = join(RULES_FOLDER, principle)
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith(extension)) files.push({ principle, name, path: join(folder, name) })
    }
  }
  return files
}
