import { createRequire } from 'node:module'
import { TextlintKernel } from '@textlint/kernel'
import { createLimpide } from 'limpide'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import retextLatin from 'retext-latin'
import retextReadability from 'retext-readability'
import retextRepeatedWords from 'retext-repeated-words'
import retextStringify from 'retext-stringify'
import { unified } from 'unified'

// Limpide beside the prose linters that are installed from npm, over the same real text, in the same process: the sheets
// of the French labour ministry (npm package @socialgouv/fiches-travail-data, Apache-2.0), as plain text and as Markdown.
// A tool is already warm on all the other sheets, as in a scan of a library, and reads a text again once it has read so much
// else that it remembers nothing of it. The figure is that of the median round.
// Only the ratios hold from one machine to another.
// Usage: pnpm bench tools [--fiches 40]

interface Sheet {
  readonly sections: readonly { readonly title?: string; readonly html?: string }[]
}

const require = createRequire(import.meta.url)
// None of these says its types.
const load = (name: string) => {
  const loaded = require(name)
  return loaded.default ?? loaded
}
const writeGood: (text: string) => unknown = load('write-good')
const sheets: readonly Sheet[] = require('@socialgouv/fiches-travail-data/data/fiches-travail.json')
const asked = process.argv.indexOf('--fiches')
const count = asked < 0 ? 40 : Number(process.argv[asked + 1])

/** The text of a page, a blank line between its blocks; with the marks of headings and lists when they are wanted. */
function textOf({ sections }: Sheet, marks: boolean): string {
  const heading = marks ? '## ' : ''
  const item = marks ? '- ' : ''
  return sections
    .map(({ html = '' }) =>
      html
        .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
        .replace(/<h\d[^>]*>/g, `\n\n${heading}`)
        .replace(/<li[^>]*>/g, `\n${item}`)
        .replace(/<(strong|b)>([^<]+)<\/\1>/g, marks ? '**$2**' : '$2')
        .replace(/<\/(?:p|h\d|div|tr|ul|ol|table)>/g, '\n\n')
        .replace(/<br\s*\/?>/g, '\n')
        .replace(/<[^>]+>/g, '')
        .replace(/&nbsp;/g, ' ')
        .replace(/&amp;/g, '&')
        .replace(/&(?:[a-z]+|#\d+);/g, ' ')
        .replace(/[ \t]+/g, ' ')
        .replace(/\n\s*\n+/g, '\n\n')
        .trim(),
    )
    .join('\n\n')
}

const wordsOf = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
const long = sheets.filter((sheet) => wordsOf(textOf(sheet, false)) > 100)
const measured = long.slice(0, count)
const others = long.slice(count)

const plainParser = unified().use(remarkParse).use(remarkGfm)
const retext = unified().use(retextLatin).use(retextReadability).use(retextRepeatedWords).use(retextStringify)
const kernel = new TextlintKernel()
// The rules that mean something in French as in English.
const rules = [
  { ruleId: 'max-comma', rule: load('textlint-rule-max-comma') },
  { ruleId: 'sentence-length', rule: load('textlint-rule-sentence-length'), options: { max: 150 } },
  { ruleId: 'no-todo', rule: load('textlint-rule-no-todo') },
]
const plugins = [{ pluginId: 'text', plugin: load('@textlint/textlint-plugin-text') }]

/** Odd: one of them is in the middle. */
const ROUNDS = 5
const OWN = 'Limpide, 90 règles, texte seul'
// One each: none may remember what another read.
const [limpide, scorer, markdown] = [createLimpide(), createLimpide(), createLimpide()]
const tools: readonly { readonly name: string; readonly marks: boolean; readonly run: (text: string) => unknown }[] = [
  { name: OWN, marks: false, run: (text) => limpide.check(text, { format: 'txt' }) },
  { name: 'Limpide, 90 règles et score', marks: false, run: (text) => scorer.check(text, { format: 'txt' }).score },
  { name: 'write-good', marks: false, run: (text) => writeGood(text) },
  {
    name: 'retext-latin, lisibilité et mots répétés',
    marks: false,
    run: (text) => retext.processSync(text),
  },
  {
    name: 'textlint, 3 règles',
    marks: false,
    run: (text) => kernel.lintText(text, { ext: '.txt', plugins, rules, filterRules: [] }),
  },
  { name: 'Limpide, 90 règles, Markdown', marks: true, run: (text) => markdown.check(text, { format: 'md' }) },
  { name: 'remark-parse et gfm, lecture seule', marks: true, run: (text) => plainParser.parse(text) },
]

/** Microseconds of processor a word, over every measured text. */
async function cost(marks: boolean, run: (text: string) => unknown): Promise<number> {
  const texts = measured.map((sheet) => textOf(sheet, marks))
  const words = texts.reduce((sum, text) => sum + wordsOf(text), 0)
  const before = process.cpuUsage()
  for (const text of texts) await run(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / words
}

const words = measured.reduce((sum, sheet) => sum + wordsOf(textOf(sheet, false)), 0)
console.log(`${measured.length} fiches, ${words.toLocaleString('fr-FR')} mots, ${ROUNDS} tours\n`)
for (const { marks, run } of tools) for (const sheet of others) await run(textOf(sheet, marks))
// By turns, so that what the machine does meanwhile falls on all of them.
const rounds = new Map<string, number[]>(tools.map(({ name }) => [name, []]))
for (let round = 0; round < ROUNDS; round++)
  for (const { name, marks, run } of tools) rounds.get(name)?.push(await cost(marks, run))
const costs = new Map<string, number>()
for (const [name, each] of rounds) costs.set(name, each.toSorted((x, y) => x - y)[ROUNDS >> 1] ?? 0)
const own = costs.get(OWN) ?? 1
for (const [name, each] of costs) {
  const rate = Math.round(1e6 / each).toLocaleString('fr-FR')
  const byRound = rounds.get(name)?.map((one) => Math.round(1e3 / one)) ?? []
  console.log(
    `${name.padEnd(42)} ${rate.padStart(9)} mots par seconde de processeur, ${(each / own).toFixed(2).replace('.', ',')} fois le coût de Limpide sur texte seul (milliers par tour\u00a0: ${byRound.join(', ')})`,
  )
}
const check = costs.get('Limpide, 90 règles, Markdown') ?? 0
const parse = costs.get('remark-parse et gfm, lecture seule') ?? 1
console.log(
  `\nMarkdown : lecture et vérification coûtent ${(check / parse).toFixed(2).replace('.', ',')} fois la lecture seule par remark-parse et gfm`,
)
