import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Rule } from '@limpide/checker'
import { ROOT, type RuleFile } from './sources.ts'

/** What is wrong with the places of rule files: an id that is not the file's name, a principle that is not the folder's. */
export async function checkPlaces(files: readonly RuleFile[]): Promise<string[]> {
  const faults: string[] = []
  const seen = new Map<string, string>()
  for (const { path, id, principle } of files) {
    const name = relative(ROOT, path)
    const rule = await loadRule(path).catch((error: unknown) => {
      faults.push(`${name} : ne se charge pas (${error instanceof Error ? error.message : String(error)})`)
      return undefined
    })
    if (!rule) continue
    if (rule.id !== id) faults.push(`${name} : la règle s’appelle « ${rule.id} », le fichier « ${id} »`)
    if (rule.principle !== principle)
      faults.push(`${name} : le principe dit « ${rule.principle} », le dossier « ${principle} »`)
    const other = seen.get(rule.id)
    if (other) faults.push(`${name} : l’identifiant « ${rule.id} » sert déjà dans ${other}`)
    seen.set(rule.id, name)
  }
  return faults
}

/** The rule a file exports. */
export async function loadRule(path: string): Promise<Rule> {
  const module: { default?: Rule } = await import(pathToFileURL(path).href)
  if (!module.default) throw new Error('aucun export par défaut')
  return module.default
}
