import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLimpide } from 'limpide'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

// Words a CPU-second of the whole check, beside a bare Markdown parse of the same text in the same process:
// the ratio holds from one machine to another, the rates do not.
const folder = join(import.meta.dirname, '../library')
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && !path.startsWith('build'))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
const words = texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0)

const cpu = (run: () => void): number => {
  const { user, system } = process.cpuUsage()
  run()
  const after = process.cpuUsage()
  return (after.user + after.system - user - system) / 1e6
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const start = cpu(() => void createLimpide().check('Bonjour. Votre dossier est complet.'))
const parser = unified().use(remarkParse).use(remarkGfm)
const checks: number[] = []
const parses: number[] = []
// A new checker at each round: nothing is remembered from the round before.
for (let round = 0; round < 7; round++) {
  const limpide = createLimpide()
  parses.push(cpu(() => texts.forEach((text) => void parser.parse(text))))
  checks.push(cpu(() => texts.forEach((text) => void limpide.check(text, { format: 'md' }))))
}
const check = median(checks)
const parse = median(parses)
console.log(`${texts.length} lettres, ${words} mots`)
console.log(`démarrage et première vérification : ${Math.round(start * 1000)} ms de processeur`)
console.log(
  `vérification complète : ${Math.round(words / check).toLocaleString('fr-FR')} mots par seconde de processeur`,
)
console.log(
  `lecture Markdown seule : ${Math.round(words / parse).toLocaleString('fr-FR')} mots par seconde de processeur`,
)
console.log(`rapport vérification / lecture seule : ${(check / parse).toFixed(2)}`)
console.log(`mémoire : ${Math.round(process.memoryUsage().rss / 1e6)} Mo`)
