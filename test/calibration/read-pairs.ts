import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Rule, TextFormat } from 'limpide'

/** Two wordings of one thing: the second is meant to be clearer. */
export interface Pair {
  readonly id: string
  /** Where it comes from: a file of `paires/`, the rules' examples, the law beside its sheets, a file given. */
  readonly source: string
  /** Type of document, or family of rules: what cross-validation leaves out at once. */
  readonly family: string
  readonly complex: string
  readonly clear: string
  readonly format: TextFormat
  /** A sentence or two, out of any document. */
  readonly court: boolean
  /** Written for the project, and never looked at while fitting. */
  readonly kept: boolean
}

const HERE = import.meta.dirname
/** Of the first pairs written, one in three is kept for the last measure; of the others, half, drawn by their text. */
const KEPT = 3
const DRAWN = new Set(['équilibrée', 'légère'])

/** The pairs written for the project: letters, passages, light touches, single sentences. */
export function writtenPairs(): readonly Pair[] {
  const folder = join(HERE, 'paires')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split(/^=== /m)
        .slice(1)
        .map((text, rank): Pair => {
          const parts = /^(.+?) \| (.+?) \| (.+?)\n--- avant\n([\s\S]*?)\n--- après\n([\s\S]*)$/.exec(text)
          if (!parts) throw new Error(`${file}: pair ${rank + 1} is not « === id | type | genre », avant, après`)
          const [, id = '', family = '', source = '', complex = '', clear = ''] = parts
          return {
            id,
            source,
            family,
            complex: complex.trim(),
            clear: clear.trim(),
            format: 'md',
            court: source === 'phrase',
            kept: DRAWN.has(source) ? isDrawn(id) : rank % KEPT === KEPT - 1,
          }
        }),
    )
}

/** « Le bail est échu »: short words that few people know, so that formulas order these pairs wrongly. */
const SHORT_WORDS: ReadonlySet<string> = new Set(['guide-3.tsv'])

/** Single sentences, as guides of plain language give them: before, after. */
export function guidePairs(): readonly Pair[] {
  const folder = join(HERE, 'paires')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .sort()
    .flatMap((file) =>
      tableOf(join(folder, file)).map(
        ([complex = '', clear = ''], rank): Pair => ({
          id: `${file.replace('.tsv', '')}-${rank + 1}`,
          source: SHORT_WORDS.has(file) ? 'phrase à mots courts' : 'phrase de guide',
          family: 'phrase de guide',
          complex,
          clear,
          format: 'txt',
          court: true,
          kept: isDrawn(complex),
        }),
      ),
    )
}

/** A text with its level, 1 the easiest. */
export interface Graded {
  readonly id: string
  readonly source: 'phrases graduées' | 'textes gradués'
  readonly level: number
  readonly text: string
  readonly court: boolean
  readonly kept: boolean
}

const LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']

/** Sentences on the six levels of learners, and texts for adults on four levels, written for the project. */
export function gradedTexts(): readonly Graded[] {
  const folder = join(HERE, 'niveaux')
  const sentences = tableOf(join(folder, 'phrases.tsv')).map(
    ([level = '', text = ''], rank): Graded => ({
      id: `${level}-${rank + 1}`,
      source: 'phrases graduées',
      level: 1 + LEVELS.indexOf(level),
      text,
      court: true,
      kept: isDrawn(text),
    }),
  )
  const texts = readFileSync(join(folder, 'textes.txt'), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part): Graded => {
      const [head = '', ...lines] = part.trim().split('\n')
      const text = lines.join('\n')
      return { id: head, source: 'textes gradués', level: Number(head[0]), text, court: false, kept: isDrawn(text) }
    })
  return [...sentences, ...texts]
}

/** Half of them, by what they say: where a pair stands in its file changes nothing. */
function isDrawn(text: string): boolean {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  // The low bit alone follows the last letter: the high ones are well mixed.
  return (hash >>> 16) % 2 === 1
}

/** The lines of a table, without its header. */
function tableOf(path: string): readonly (readonly string[])[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
}

/** The examples of the rules on sentences and words that have a better wording. */
export function rulePairs(rules: readonly Rule[]): readonly Pair[] {
  return rules
    .filter(({ principle }) => principle === 'phrases' || principle === 'vocabulaire')
    .flatMap((rule) =>
      rule.examples.flatMap((example, rank): Pair[] => {
        if (!('bad' in example) || example.better === undefined || example.layout) return []
        return [
          {
            id: `${rule.id}-${rank + 1}`,
            source: 'exemple de règle',
            family: rule.id,
            complex: example.bad.replace(/\[\[|\]\]/g, ''),
            clear: example.better,
            format: example.format ?? 'md',
            court: true,
            kept: false,
          },
        ]
      }),
    )
}

/**
 * Articles of the code of labour beside the official sheet that cites them: they differ in content, so the label is weak.
 * A sheet that only lists its sources, or copies the article, is no other wording of it: such pairs are left out.
 */
export function lawPairs(): readonly Pair[] {
  return jsonLines(join(HERE, 'droit-et-fiches.jsonl'))
    .map(
      ({ id, droit, fiche }): Pair => ({
        id: String(id),
        source: 'droit et fiche',
        family: 'droit et fiche',
        complex: String(droit),
        clear: String(fiche),
        format: 'html',
        court: false,
        kept: isDrawn(String(id)),
      }),
    )
    .filter(({ id, complex, clear }) => !/#textes-de-reference|#ressources/.test(id) && copied(complex, clear) < COPIED)
}

/** The share of a sheet, in runs of eight words, above which it copies the law. */
const COPIED = 0.2
const RUN = 8

function copied(law: string, sheet: string): number {
  const [own, other] = [runs(sheet), new Set(runs(law))]
  return own.length === 0 ? 1 : own.filter((run) => other.has(run)).length / own.length
}

function runs(html: string): readonly string[] {
  const words =
    html
      .replace(/<[^>]*>/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? []
  return words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, i) => words.slice(i, i + RUN).join(' '))
}

/** Pairs of another file, a JSON object a line with `complex` and `simple`: measured, never fitted on. */
export function givenPairs(path: string): readonly Pair[] {
  const name = path.split('/').at(-1) ?? path
  return jsonLines(path).map(({ id, complex, simple, level }) => ({
    id: String(id),
    source: name,
    family: name,
    complex: String(complex),
    clear: String(simple),
    format: 'txt',
    court: level === 'sentence',
    kept: false,
  }))
}

/** A whole document, with what is known of it: written clearly, or as services write before they rewrite. */
export interface Sample {
  readonly id: string
  readonly source: string
  readonly format: TextFormat
  readonly isPlain: boolean
}

/** The corpus of the project: clear documents, and ordinary to very bad ones. */
export function samples(): readonly Sample[] {
  return ['clair', 'textes'].flatMap((folder) =>
    readdirSync(join(HERE, '../corpus', folder))
      .sort()
      .map((name) => ({
        id: name,
        source: readFileSync(join(HERE, '../corpus', folder, name), 'utf8'),
        format: formatOf(name),
        isPlain: folder === 'clair',
      })),
  )
}

function formatOf(name: string): TextFormat {
  const format = extname(name).slice(1)
  return format === 'md' || format === 'html' ? format : 'txt'
}

function jsonLines(path: string): readonly Readonly<Record<string, unknown>>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Readonly<Record<string, unknown>> => JSON.parse(line))
}
