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
/** One pair in three is kept for the last measure. */
const KEPT = 3

/** The pairs written for the project: letters, passages, light touches, single sentences. */
export function writtenPairs(): readonly Pair[] {
  const folder = join(HERE, 'paires')
  return readdirSync(folder)
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
            kept: rank % KEPT === KEPT - 1,
          }
        }),
    )
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

/** Articles of the code of labour beside the official sheet that cites them: they differ in content, so the label is weak. */
export function lawPairs(): readonly Pair[] {
  return jsonLines(join(HERE, 'droit-et-fiches.jsonl')).map(({ id, droit, fiche }) => ({
    id: String(id),
    source: 'droit et fiche',
    family: 'droit et fiche',
    complex: String(droit),
    clear: String(fiche),
    format: 'html',
    court: false,
    kept: false,
  }))
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
