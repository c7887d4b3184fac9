/** `pnpm new <principe> <id>`: a rule file to fill. Its tests fail until its texts, its examples and its check are written. */
import { existsSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { PRINCIPLES } from '../../packages/checker/src/principles.ts'
import { ROOT, RULES_FOLDER } from './sources.ts'

const [principle = '', id = ''] = process.argv.slice(2)
const known = PRINCIPLES.map((one) => one.id)
const path = join(RULES_FOLDER, principle, `${id}.ts`)

const fault = !known.some((one) => one === principle)
  ? `Principe inconnu « ${principle} ». Valeurs possibles : ${known.join(', ')}.`
  : !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
    ? `L’identifiant « ${id} » doit être en minuscules sans accent, les mots séparés par des tirets : phrase-longue.`
    : existsSync(path)
      ? `Le fichier ${relative(ROOT, path)} existe déjà.`
      : undefined

if (fault) {
  console.error(`${fault}\nUsage : pnpm new <principe> <id>`)
  process.exitCode = 2
} else {
  writeFileSync(path, scaffold())
  console.log(`${relative(ROOT, path)}\nRemplissez les textes et les exemples, puis : pnpm gen, pnpm test ${id}`)
}

function scaffold(): string {
  return `import { pattern } from '@limpide/checker'

export default pattern({
  id: '${id}',
  name: '',
  principle: '${principle}',
  severity: 'suggestion',
  why: '',
  advice: '',
  sources: ['convention du projet'],
  messages: {
    found: '« {found} » : …',
  },
  examples: [
    { bad: '[[…]]', better: '' },
    { bad: '[[…]]', better: '' },
    { good: '', because: '' },
    { good: '', because: '' },
  ],
  // How patterns are written: packages/checker/src/pattern.ts.
  patterns: [{ match: '…', message: 'found' }],
})
`
}
