import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, evidenceOf, gradeOf, rescoredValue, type Score, sharedLimpide, type TextFormat } from 'limpide'
import { readability } from '../../packages/french/src/index.ts'
import { methodPage } from './method-page.ts'
import { givenPairs, lawPairs, type Pair, rulePairs, samples, writtenPairs } from './read-pairs.ts'
import { quantile, type Share, shareOf, spearman } from './statistics.ts'

/** Pairs of a source ordered rightly when their whole family was left out, by the fitted weights and by the first ones. */
export interface CrossValidation {
  readonly source: string
  readonly right: number
  readonly first: number
  readonly count: number
}

export interface MeasureOptions {
  /** Also the pairs kept aside. */
  readonly kept: boolean
  readonly data: readonly string[]
  /** Set when a fit has just been made: the report is written. */
  readonly crossed?: readonly CrossValidation[] | undefined
}

interface Measured {
  readonly score: number
  readonly length: number
  readonly lix: number
  /** 207 less the formula: higher is harder, as for the others. */
  readonly kandelMoles: number
}

const METHODS = ['score', 'length', 'lix', 'kandelMoles'] as const
const NAMES = { score: 'Limpide', length: 'Longueur moyenne', lix: 'LIX', kandelMoles: 'Kandel-Moles' } as const

function read(source: string, format: TextFormat, court: boolean): Measured & { readonly whole: Score | null } {
  const { score, result } = check(source, { format, noMinimum: true, court })
  const sentences =
    result.view.sentences.length > 0 ? result.view.sentences : result.view.blocks.flatMap(({ sentences }) => sentences)
  const found = readability(sentences)
  return {
    whole: score,
    score: score?.value ?? 0,
    length: found === undefined ? 0 : found.words / found.sentences,
    lix: found?.lix ?? 0,
    kandelMoles: found === undefined ? 0 : 207 - found.kandelMoles,
  }
}

/** Prints how well the score in force orders, beside the formulas; writes the report after a fit. */
export function measure({ kept, data, crossed }: MeasureOptions): void {
  const lines: string[] = []
  const say = (line = ''): void => void lines.push(line)
  const pairs = [
    ...writtenPairs().filter((pair) => kept || !pair.kept),
    ...rulePairs(sharedLimpide().rules),
    ...lawPairs(),
    ...data.flatMap(givenPairs),
  ]
  const measured = pairs.map((pair) => ({
    pair,
    complex: read(pair.complex, pair.format, pair.court),
    clear: read(pair.clear, pair.format, pair.court),
  }))

  say('## Les paires bien ordonnées')
  say()
  say('La version claire a le score le plus bas. Une égalité compte pour un échec. Intervalle de Wilson à 95 %.')
  say()
  header(say, ['Paires', 'Nombre', ...METHODS.map((method) => NAMES[method])])
  const sources = [...new Set(pairs.map(sourceOf))]
  for (const source of sources)
    row(
      say,
      source,
      measured.filter(({ pair }) => sourceOf(pair) === source),
    )
  const written = measured.filter(({ pair }) => pair.family !== pair.source && pair.source !== 'exemple de règle')
  row(say, 'toutes celles du projet', written)
  say()
  say('Par type de document, paires écrites pour le projet :')
  say()
  header(say, ['Type', 'Nombre', ...METHODS.map((method) => NAMES[method])])
  for (const family of [...new Set(written.map(({ pair }) => pair.family))].sort())
    row(
      say,
      family,
      written.filter(({ pair }) => pair.family === family),
    )
  const shorter = written.filter(({ pair }) => pair.clear.length < pair.complex.length).length
  say()
  say(
    `Dans ${shorter} de ces ${written.length} paires, la version claire est la plus courte ; dans ${written.length - shorter}, la plus longue.`,
  )
  for (const { pair, complex, clear } of measured)
    if (
      complex.score <= clear.score &&
      pair.source !== 'droit et fiche' &&
      !data.some((path) => path.endsWith(pair.source))
    )
      say(`- mal ordonnée : ${pair.source} ${pair.id} (${sayNumber(complex.score)} puis ${sayNumber(clear.score)})`)

  if (crossed !== undefined) {
    say()
    say('## Validation croisée')
    say()
    say(
      'Chaque type de document, puis tous les exemples de règles, puis toutes les fiches, sont laissés de côté à leur tour.',
    )
    say()
    header(say, ['Paires', 'Nombre', 'Poids ajustés sans elles', 'Poids de départ'])
    for (const { source, right, first, count } of crossed)
      say(`| ${source} | ${count} | ${sayShare(shareOf(right, count))} | ${sayShare(shareOf(first, count))} |`)
  }

  const documents = samples().map((sample) => ({ ...sample, ...read(sample.source, sample.format, false) }))
  say()
  say('## Les documents du corpus')
  say()
  header(say, ['Documents', 'Nombre', 'A', 'B', 'C', 'D', 'E', 'Médiane'])
  for (const isPlain of [true, false]) {
    const found = documents.filter((document) => document.isPlain === isPlain)
    const grades = ['A', 'B', 'C', 'D', 'E'].map(
      (letter) => found.filter(({ score }) => gradeOf(score) === letter).length,
    )
    say(
      `| ${isPlain ? 'clairs' : 'à réécrire'} | ${found.length} | ${grades.join(' | ')} | ${sayNumber(
        quantile(
          found.map(({ score }) => score),
          0.5,
        ),
      )} |`,
    )
  }
  say()
  say('Corrélation de rang (Spearman) avec « clair » ou « à réécrire » :')
  say()
  header(
    say,
    METHODS.map((method) => NAMES[method]),
  )
  const level = documents.map(({ isPlain }) => (isPlain ? 0 : 1))
  say(
    `| ${METHODS.map((method) =>
      sayCorrelation(
        spearman(
          documents.map((document) => document[method]),
          level,
        ),
      ),
    ).join(' | ')} |`,
  )

  const { covered, count, margins } = coverage()
  say()
  say('## La marge')
  say()
  say(
    `Les phrases de chaque document du corpus sont retirées au sort ${REDRAWS} fois, avec une autre graine : ${sayShare(shareOf(covered, count))} des scores restent dans la marge. Marge médiane : ${sayNumber(quantile(margins, 0.5))} points ; neuf sur dix sous ${sayNumber(quantile(margins, 0.9))}.`,
  )
  const text = `${lines.join('\n')}\n`
  console.log(text)
  if (crossed !== undefined)
    writeFileSync(join(import.meta.dirname, '../../packages/checker/METHODE.md'), methodPage(text))
}

const REDRAWS = 100

function coverage(): { readonly covered: number; readonly count: number; readonly margins: readonly number[] } {
  let covered = 0
  let count = 0
  const margins: number[] = []
  const random = generator(20261122)
  for (const { source, format } of samples()) {
    const { score, result } = check(source, { format, noMinimum: true })
    if (score === null) continue
    margins.push(score.margin)
    const evidence = evidenceOf(result, sharedLimpide().rules)
    const own = evidence.sentences.filter(({ block }) => !evidence.aside.includes(block))
    const { sentences } = own.length > 0 ? { sentences: own } : evidence
    for (let draw = 0; draw < REDRAWS; draw++) {
      const drawn = sentences.flatMap(() => sentences[Math.floor(random() * sentences.length)] ?? [])
      const value = rescoredValue(score, { ...evidence, sentences: drawn }, {})
      count += 1
      if (Math.abs(value - score.value) <= score.margin) covered += 1
    }
  }
  return { covered, count, margins }
}

/** A linear congruential generator: the same draws on every machine. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (1664525 * state + 1013904223) % 4294967296
    return state / 4294967296
  }
}

const sourceOf = ({ source, kept }: Pair): string => (kept ? `${source} (part gardée)` : source)

function header(say: (line: string) => void, names: readonly string[]): void {
  say(`| ${names.join(' | ')} |`)
  say(`|${names.map(() => '---').join('|')}|`)
}

function row(
  say: (line: string) => void,
  name: string,
  found: readonly { readonly complex: Measured; readonly clear: Measured }[],
): void {
  const shares = METHODS.map((method) =>
    sayShare(shareOf(found.filter(({ complex, clear }) => complex[method] > clear[method]).length, found.length)),
  )
  say(`| ${name} | ${found.length} | ${shares.join(' | ')} |`)
}

function sayShare({ value, low, high }: Share): string {
  const percent = (share: number): string => (100 * share).toFixed(1).replace('.', ',')
  return `${percent(value)} % (${percent(low)} à ${percent(high)})`
}

function sayNumber(value: number): string {
  return value.toFixed(1).replace('.', ',')
}

function sayCorrelation(value: number): string {
  return value.toFixed(2).replace('.', ',')
}
