/** `pnpm try "une phrase" [--regle id]`: how the phrase is read, and what the rules say of it. */
import { parseArgs } from 'node:util'
import { createChecker } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { explain } from './examples.ts'
import { loadRule } from './places.ts'
import { ruleFiles } from './sources.ts'

const { values, positionals } = parseArgs({ options: { regle: { type: 'string' } }, allowPositionals: true })
const text = positionals.join(' ')
const files = ruleFiles().filter(({ id }) => values.regle === undefined || id === values.regle)

if (text === '' || files.length === 0) {
  console.error(text === '' ? 'Usage : pnpm try "une phrase" [--regle id]' : `Règle inconnue « ${values.regle} ».`)
  process.exitCode = 2
} else {
  const rules = await Promise.all(files.map(({ path }) => loadRule(path)))
  const result = createChecker(rules, loadFrench()).check(readText(text, 'md'))
  console.log(explain(text, result))
  for (const { what, where } of result.problems) console.error(`${what}${where ? ` (${where})` : ''}`)
}
