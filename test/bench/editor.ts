import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLimpide } from 'limpide'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

// What an editor waits for, in processor time, beside a bare Markdown parse of the same text in the same process:
// the ratio holds from one machine to another, the milliseconds do not.
const folder = join(import.meta.dirname, '../library')
const letters = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && !path.startsWith('build') && !path.endsWith('README.md'))
  .sort()
  .map((path) => readFileSync(join(folder, path), 'utf8').replace(/^---[\s\S]*?\n---\n/, ''))
/** A page of the size asked: the sample letters one after the other, each time with other figures. */
const pageOf = (size: number): string => {
  let page = ''
  for (let i = 0; page.length < size; i++)
    page += `${(letters[i % letters.length] ?? '').replace(/\d/g, (digit) => `${(Number(digit) + i) % 10}`)}\n\n`
  return page
}

const cpu = (run: () => void): number => {
  const { user, system } = process.cpuUsage()
  run()
  const after = process.cpuUsage()
  return (after.user + after.system - user - system) / 1e3
}
const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b)
const at = (values: readonly number[], share: number): string =>
  (sorted(values)[Math.floor(values.length * share)] ?? 0).toFixed(1).replace('.', ',')
const said = (name: string, values: readonly number[]): void =>
  console.log(`${name} : ${at(values, 0.5)} ms de processeur (9 fois sur 10 moins de ${at(values, 0.9)})`)

const parser = unified().use(remarkParse).use(remarkGfm)
const limpide = createLimpide()

const letter = pageOf(2_500).slice(0, 2_500)
const page = pageOf(95_000)
const opened: number[] = []
for (let i = 0; i < 20; i++) {
  const other = letter
    .replace(/\d/g, (digit) => `${(Number(digit) + i) % 10}`)
    .replace('Madame', `Madame ${'A'.repeat(i + 1)}`)
  opened.push(cpu(() => void limpide.check(other)))
}
said('lettre de 2,5 Ko ouverte, moteur chaud', opened)

console.log(
  `page de ${Math.round(page.length / 1000)} Ko ouverte : ${Math.round(cpu(() => void limpide.check(page)))} ms de processeur`,
)
/** A writer types words, one character at a time, here and there in the page. */
const type = (count: number, after: (text: string) => void): number[] => {
  const times: number[] = []
  let text = page
  const word = ' nous vous prions de'
  for (let i = 0; i < count; i++) {
    const spot = text.indexOf('. ', Math.floor(((((i / word.length) | 0) * 7919) % 90_000) + 1000)) + (i % word.length)
    text = text.slice(0, spot) + word.charAt(i % word.length) + text.slice(spot)
    times.push(cpu(() => after(text)))
  }
  return times
}
const parses = type(30, (text) => void parser.parse(text))
const keys = type(200, (text) => void limpide.check(text))
said('une frappe dans cette page, remarques et score à jour', keys)
said('lecture Markdown seule de cette page (remark-parse, gfm)', parses)
console.log(
  `rapport frappe / lecture seule : ${(Number(sorted(keys)[100]) / Number(sorted(parses)[15])).toFixed(2).replace('.', ',')}`,
)
console.log(
  `même page, rien de changé : ${cpu(() => void limpide.check(page))
    .toFixed(1)
    .replace('.', ',')} ms de processeur`,
)

const large = pageOf(1_000_000)
console.log(`page de 1 Mo ouverte : ${Math.round(cpu(() => void createLimpide().check(large)))} ms de processeur`)
console.log(`mémoire : ${Math.round(process.memoryUsage().rss / 1e6)} Mo`)
