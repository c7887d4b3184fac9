import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLimpide, DEFAULT_CONFIG, type TextFormat } from 'limpide'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

// Words a CPU-second of the whole check, beside a bare Markdown parse of the same text in the same process:
// the ratio holds from one machine to another, the rates do not.
// Usage: pnpm bench check [--data FICHIER…] [--regles]; --data adds texts (txt, md or html), --regles a table of what each rule costs.
const { values } = parseArgs({
  options: { data: { type: 'string', multiple: true }, regles: { type: 'boolean' } },
})
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

const formatOf = (path: string): TextFormat => {
  const format = extname(path).slice(1)
  return format === 'md' || format === 'html' ? format : 'txt'
}
const rate = (count: number, seconds: number): string => Math.round(count / seconds).toLocaleString('fr-FR')
const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
for (const path of values.data ?? []) {
  const text = readFileSync(path, 'utf8')
  const rounds: number[] = []
  for (let round = 0; round < 3; round++) {
    const limpide = createLimpide()
    rounds.push(cpu(() => void limpide.check(text, { format: formatOf(path) })))
  }
  const best = Math.min(...rounds)
  console.log(
    `${path}, ${wordsIn(text)} mots : ${rate(wordsIn(text), median(rounds))} mots par seconde de processeur (au mieux ${rate(wordsIn(text), best)})`,
  )
}

if (values.regles === true) {
  // Each rule alone against no rule at all, on texts already read and analysed: what it costs by itself.
  const limpide = createLimpide()
  const documents = [
    ...texts.map((text) => limpide.check(text, { format: 'md' }).document),
    ...(values.data ?? []).map(
      (path) => limpide.check(readFileSync(path, 'utf8'), { format: formatOf(path) }).document,
    ),
  ]
  const total = documents.reduce((sum, { text }) => sum + wordsIn(text), 0)
  const silent = new Map(limpide.rules.map(({ id }) => [id, { severity: 'non' as const, thresholds: {} }]))
  const costOf = (id?: string): number => {
    const rounds: number[] = []
    for (let round = 0; round < 5; round++) {
      // A configuration never seen: nothing is remembered of the blocks.
      const rules = new Map(silent)
      if (id !== undefined) rules.delete(id)
      const config = { ...DEFAULT_CONFIG, rules }
      rounds.push(cpu(() => documents.forEach((document) => void limpide.checkDocument(document, { config }))))
    }
    return Math.min(...rounds)
  }
  costOf()
  const none = costOf()
  const costs = limpide.rules.map(({ id }) => ({ id, cost: Math.max(0, costOf(id) - none) }))
  costs.sort((a, b) => b.cost - a.cost)
  console.log(`\nsans aucune règle : ${((none / total) * 1e6).toFixed(2)} µs par mot`)
  for (const { id, cost } of costs.slice(0, 25))
    console.log(`${id.padEnd(38)} ${((cost / total) * 1e6).toFixed(2)} µs par mot`)
}
