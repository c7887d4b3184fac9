import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = join(import.meta.dirname, 'RESULTS.md')

/** Puts what a bench measured in the place of what it had measured before, in RESULTS.md; the other benches stay as they are. */
export function writeResults(name: string, command: string, lines: readonly string[]): void {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# Mesures\n'
  const block = `<!-- ${name}: ${command} -->\n${lines.join('\n')}\n<!-- /${name} -->`
  const marked = new RegExp(`<!-- ${name}: .*?<!-- /${name} -->`, 's')
  writeFileSync(FILE, marked.test(before) ? before.replace(marked, () => block) : `${before.trimEnd()}\n\n${block}\n`)
}

/** « 1 234,5 » */
export function inFrench(value: number, digits = 0): string {
  return value.toLocaleString('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
