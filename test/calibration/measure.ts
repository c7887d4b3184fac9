import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  check,
  evidenceOf,
  type Grade,
  gradeOf,
  INDICATORS,
  rescoredValue,
  sharedLimpide,
  type TextFormat,
} from 'limpide'
import { readability } from '../../packages/french/src/index.ts'
import { type Material, methodPage } from './method-page.ts'
import {
  type Graded,
  givenPairs,
  gradedTexts,
  guidePairs,
  lawPairs,
  type Pair,
  rulePairs,
  samples,
  writtenPairs,
} from './read-pairs.ts'
import { writtenEdits } from './single-edits-fixture.ts'
import { generator, grouped, type Interval, quantile, resampled, shareOf, spearman } from './statistics.ts'

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

/** What each method says of a text: higher is harder; and what each indicator brings to the score. */
type Measured = Readonly<Record<(typeof METHODS)[number], number>> & { readonly by: ReadonlyMap<string, number> }

const METHODS = ['score', 'length', 'lix', 'kandelMoles', 'flesch'] as const
const FORMULAS = METHODS.slice(1)
const NAMES = {
  score: 'Limpide',
  length: 'Longueur moyenne',
  lix: 'LIX',
  kandelMoles: 'Kandel-Moles',
  flesch: 'Flesch',
} as const

function read(source: string, format: TextFormat, court: boolean): Measured {
  const { score, result } = check(source, { format, noMinimum: true, court })
  const sentences =
    result.view.sentences.length > 0 ? result.view.sentences : result.view.blocks.flatMap(({ sentences }) => sentences)
  const found = readability(sentences)
  const by = new Map(score?.contributions.map(({ indicator, contribution }) => [indicator, contribution]))
  if (found === undefined) return { score: score?.value ?? 0, length: 0, lix: 0, kandelMoles: 0, flesch: 0, by }
  const length = found.words / found.sentences
  return {
    score: score?.value ?? 0,
    length,
    lix: found.lix,
    kandelMoles: 207 - found.kandelMoles,
    // Flesch's own coefficients, made for English, as many tools apply them to French.
    flesch: 1.015 * length + (84.6 * found.syllables) / found.words,
    by,
  }
}

interface Compared {
  readonly pair: Pair
  readonly kept: boolean
  readonly complex: Measured
  readonly clear: Measured
}

type Level = Graded & { readonly measured: Measured }
type Method = (typeof METHODS)[number]

/** Prints how well the score in force orders, beside the formulas; writes the report after a fit. */
export function measure({ kept, data, crossed }: MeasureOptions): void {
  const lines: string[] = []
  const say = (line = ''): void => void lines.push(line)
  const pairs = [
    ...[...writtenPairs(), ...guidePairs(), ...lawPairs()].filter((pair) => kept || !pair.kept),
    ...rulePairs(sharedLimpide().rules),
    ...data.flatMap(givenPairs),
  ].map(
    (pair): Compared => ({
      pair,
      kept: pair.kept,
      complex: read(pair.complex, pair.format, pair.court),
      clear: read(pair.clear, pair.format, pair.court),
    }),
  )
  const graded = gradedTexts()
    .filter((text) => kept || !text.kept)
    .map((text): Level => ({ ...text, measured: read(text.text, 'txt', text.court) }))

  say('## Les paires bien ordonnées')
  say()
  say('La version claire a le score le plus bas. Une égalité compte pour un échec.')
  say()
  comparedTable(say, pairs)
  say()
  say('## D’un sujet à l’autre')
  say()
  say(
    'La carte classe des lettres qui ne parlent pas de la même chose. Ici, chaque texte clair est comparé à tous les textes à réécrire du même ensemble : part de ces comparaisons bien ordonnées.',
  )
  say()
  tableOf(
    say,
    WHOLE.flatMap((source) =>
      halves(pairs.filter(({ pair }) => pair.source === source)).map(([name, own]) => [`${source}${name}`, own]),
    ),
    ({ pair }) => pair.id,
    (own, method) => crossedShare(own, method),
  )
  say()
  say('## Les textes de niveau connu')
  say()
  say(
    'Corrélation de rang (Spearman) avec le niveau : six niveaux d’apprenants pour les phrases, quatre niveaux d’adultes pour les textes. Écrits pour le projet d’après les descripteurs de ces niveaux, puis partagés en deux moitiés.',
  )
  say()
  tableOf(
    say,
    [...new Set(graded.map(({ source }) => source))].flatMap((source) =>
      halves(graded.filter((text) => text.source === source)).map(([name, own]): [string, readonly Level[]] => [
        `${source}${name}`,
        own,
      ]),
    ),
    ({ id }) => id,
    (own, method) =>
      spearman(
        own.map(({ measured }) => measured[method]),
        own.map(({ level }) => level),
      ),
    sayCorrelation,
  )
  say()
  say('## Par type de document')
  say()
  const written = pairs.filter(
    ({ pair }) => !OF_SENTENCES.has(pair.source) && !data.some((path) => path.endsWith(pair.source)),
  )
  header(say, ['Type', 'Nombre', ...METHODS.map((method) => NAMES[method])])
  for (const [family, own] of [...grouped(written, ({ pair }) => pair.family)].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (own.length >= FEW)
      say(
        `| ${family} | ${own.length} | ${METHODS.map((method) => {
          const right = own.filter((compared) => isRight(compared, method)).length
          return method === 'score'
            ? sayInterval(shareOf(right, own.length), sayPercent)
            : sayPercent(right / own.length)
        }).join(' | ')} |`,
      )
  const shorter = written.filter(({ pair }) => pair.clear.length < pair.complex.length).length
  say()
  say(
    `Dans ${shorter} de ces ${written.length} paires, la version claire est la plus courte ; dans ${written.length - shorter}, la plus longue.`,
  )
  say()
  for (const { pair, complex, clear } of pairs)
    if (complex.score <= clear.score && !data.some((path) => path.endsWith(pair.source)))
      say(`- mal ordonnée : ${pair.source} ${pair.id} (${sayNumber(complex.score)} puis ${sayNumber(clear.score)})`)
  if (crossed !== undefined) sayCrossed(say, crossed)
  sayWithout(say, pairs, graded)
  sayEdits(say)
  sayCorpus(say)
  sayKept(say, pairs)
  sayMargin(say)
  const text = `${lines.join('\n')}\n`
  console.log(text)
  if (crossed !== undefined)
    writeFileSync(
      join(import.meta.dirname, '../../packages/checker/METHODE.md'),
      methodPage(text, materialOf(pairs, graded)),
    )
}

function materialOf(pairs: readonly Compared[], graded: readonly Level[]): Material {
  return {
    pairs: new Map([...grouped(pairs, ({ pair }) => pair.source)].map(([source, own]) => [source, own.length])),
    gradedSentences: graded.filter(({ court }) => court).length,
    gradedTexts: graded.filter(({ court }) => !court).length,
  }
}

/** Sources of whole texts, whose clear ones are compared with all the others. */
const WHOLE = ['lettre', 'équilibrée', 'légère', 'passage']
/** Sources of sentences out of a document. */
const OF_SENTENCES: ReadonlySet<string> = new Set([
  'phrase',
  'phrase de guide',
  'phrase à mots courts',
  'exemple de règle',
  'droit et fiche',
])
/** Fewer pairs of a type say nothing. */
const FEW = 3

function comparedTable(say: (line?: string) => void, pairs: readonly Compared[]): void {
  const bySource = [...grouped(pairs, ({ pair }) => pair.source)]
  const rows = bySource.flatMap(([source, own]) =>
    halves(own).map(([name, half]): [string, readonly Compared[]] => [`${source}${name}`, half]),
  )
  const aside = pairs.filter(({ pair }) => pair.kept)
  if (aside.length > 0) {
    rows.push(['**tous les textes gardés**', aside.filter(({ pair }) => !OF_SENTENCES.has(pair.source))])
    rows.push(['**toutes les phrases gardées**', aside.filter(({ pair }) => pair.court)])
  }
  tableOf(say, rows, ({ pair }) => (pair.source === 'exemple de règle' ? pair.family : pair.id), rightShare)
}

/** One line a set: the score with its interval, each formula, and how far the best formula is, with its interval. */
function tableOf<Item>(
  say: (line?: string) => void,
  rows: readonly (readonly [string, readonly Item[]])[],
  groupOf: (item: Item) => string,
  figure: (items: readonly Item[], method: Method) => number,
  print: (value: number) => string = sayPercent,
): void {
  header(say, ['Ensemble', 'Nombre', ...METHODS.map((method) => NAMES[method]), 'Avance sur la meilleure formule'])
  for (const [name, items] of rows) {
    if (items.length === 0) continue
    const usual = resampled(items, groupOf, (drawn) => figure(drawn, 'score'))
    // Drawn again, « all of them » stays « all of them »: Wilson says what so few can prove.
    const own =
      print === sayPercent && usual.value === 1 ? shareOf(groupsOf(items, groupOf), groupsOf(items, groupOf)) : usual
    const best = FORMULAS.reduce((a, b) => (figure(items, b) > figure(items, a) ? b : a))
    const ahead = resampled(items, groupOf, (drawn) => figure(drawn, 'score') - figure(drawn, best))
    const formulas = FORMULAS.map((method) => print(figure(items, method)))
    say(
      `| ${name} | ${items.length} | ${sayInterval(own, print)} | ${formulas.join(' | ')} | ${sayInterval(ahead, print)} |`,
    )
  }
}

function groupsOf<Item>(items: readonly Item[], groupOf: (item: Item) => string): number {
  return grouped(items, groupOf).size
}

function halves<Item extends { readonly kept: boolean }>(
  items: readonly Item[],
): readonly (readonly [string, readonly Item[]])[] {
  return [
    ['', items.filter(({ kept }) => !kept)],
    [' (part gardée)', items.filter(({ kept }) => kept)],
  ]
}

function isRight({ complex, clear }: Compared, method: Method): boolean {
  return complex[method] > clear[method]
}

function rightShare(pairs: readonly Compared[], method: Method): number {
  return pairs.filter((compared) => isRight(compared, method)).length / pairs.length
}

/** The score is a sum: without an indicator, it is what the others bring. */
function without({ score, by }: Measured, indicator: string): number {
  return score - (by.get(indicator) ?? 0)
}

/** What the order loses when an indicator of sentences or words is left out, on what the weights were not fitted on. */
function sayWithout(say: (line?: string) => void, pairs: readonly Compared[], graded: readonly Level[]): void {
  const aside = pairs.filter(({ pair, kept }) => kept || pair.source.endsWith('.jsonl'))
  if (aside.length === 0) return
  const sets = [
    ['Phrases', aside.filter(({ pair }) => pair.court)],
    ['Droit et fiches', aside.filter(({ pair }) => /^droit|^law/.test(pair.source))],
  ] as const
  const levels = graded.filter(({ kept, court }) => kept && court)
  const row = (read: (measured: Measured) => number): string =>
    [
      ...sets.map(([, own]) =>
        sayPercent(own.filter(({ complex, clear }) => read(complex) > read(clear)).length / own.length),
      ),
      sayCorrelation(
        spearman(
          levels.map(({ measured }) => read(measured)),
          levels.map(({ level }) => level),
        ),
      ),
    ].join(' | ')
  say()
  say('## Sans un indicateur')
  say()
  say(
    'Chaque indicateur des phrases et des mots est retiré seul, sans nouvel ajustement, sur les parts gardées et sur les textes d’autres auteurs.',
  )
  say()
  header(say, [
    'Indicateur retiré',
    ...sets.map(([name, own]) => `${name} (${own.length} paires)`),
    'Niveaux des phrases',
  ])
  say(`| aucun | ${row(({ score }) => score)} |`)
  for (const { id, principle } of INDICATORS)
    if (principle === 'phrases' || principle === 'vocabulaire')
      say(`| ${id} | ${row((measured) => without(measured, id))} |`)
}

const EDITS = 210

/** One sentence changed in a letter: how often the score goes down. */
function sayEdits(say: (line?: string) => void): void {
  const lowered = writtenEdits(EDITS).map((edit) => ({
    kind: edit.kind,
    isLower: scoreOf(edit.after, edit.format) < scoreOf(edit.before, edit.format),
  }))
  say()
  say('## Une seule phrase changée')
  say()
  say(
    'Une phrase est ajoutée à une lettre du corpus ou des paires, puis récrite plus clairement, dans un paragraphe, à la suite d’un autre ou dans une liste. Part des lettres dont le score baisse.',
  )
  say()
  header(say, ['Changement', 'Nombre', 'Le score baisse'])
  for (const [kind, own] of grouped(lowered, (edit) => edit.kind))
    say(
      `| ${kind} | ${own.length} | ${sayInterval(shareOf(own.filter(({ isLower }) => isLower).length, own.length), sayPercent)} |`,
    )
}

function scoreOf(text: string, format: TextFormat): number {
  return check(text, { format, noMinimum: true }).score?.value ?? 0
}

/** The grades of the whole texts that nothing was fitted on. */
function sayKept(say: (line?: string) => void, pairs: readonly Compared[]): void {
  const texts = pairs.filter(({ pair, kept }) => kept && WHOLE.includes(pair.source) && pair.source !== 'légère')
  if (texts.length === 0) return
  say()
  say(
    'Les textes entiers de la part gardée, qui n’ont servi ni aux seuils ni aux poids (lettres, passages, extraits équilibrés) :',
  )
  say()
  header(say, ['Textes gardés', 'Nombre', 'A ou B', 'C, D ou E'])
  for (const [name, side] of [
    ['version claire', 'clear'],
    ['version à réécrire', 'complex'],
  ] as const) {
    const good = texts.filter((text) => gradeOf(text[side].score) <= 'B').length
    const shares = [good, texts.length - good].map((count) => sayInterval(shareOf(count, texts.length), sayPercent))
    say(`| ${name} | ${texts.length} | ${shares.join(' | ')} |`)
  }
}

function crossedShare(pairs: readonly Compared[], method: Method): number {
  let right = 0
  for (const { complex } of pairs) for (const { clear } of pairs) if (complex[method] > clear[method]) right += 1
  return right / pairs.length ** 2
}

function sayCrossed(say: (line?: string) => void, crossed: readonly CrossValidation[]): void {
  say()
  say('## Validation croisée')
  say()
  say(
    'Chaque type de document, puis tous les exemples de règles, puis toutes les fiches, puis tous les textes gradués, sont laissés de côté à leur tour.',
  )
  say()
  header(say, ['Paires', 'Nombre', 'Poids ajustés sans elles', 'Poids de départ'])
  for (const { source, right, first, count } of crossed)
    say(`| ${source} | ${count} | ${sayPercent(right / count)} | ${sayPercent(first / count)} |`)
}

function sayCorpus(say: (line?: string) => void): void {
  const documents = samples().map((sample) => ({ ...sample, ...read(sample.source, sample.format, false) }))
  say()
  say('## Les documents du corpus')
  say()
  header(say, ['Documents', 'Nombre', 'A', 'B', 'C', 'D', 'E', 'Médiane'])
  for (const isPlain of [true, false]) {
    const scores = documents.filter((document) => document.isPlain === isPlain).map(({ score }) => score)
    const grades = ['A', 'B', 'C', 'D', 'E'].map((letter) => scores.filter((score) => gradeOf(score) === letter).length)
    say(
      `| ${isPlain ? 'clairs' : 'à réécrire'} | ${scores.length} | ${grades.join(' | ')} | ${sayNumber(quantile(scores, 0.5))} |`,
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
  const figures = METHODS.map((method) =>
    sayCorrelation(
      spearman(
        documents.map((document) => document[method]),
        level,
      ),
    ),
  )
  say(`| ${figures.join(' | ')} |`)
}

const REDRAWS = 100

function sayMargin(say: (line?: string) => void): void {
  const { covered, count, margins } = coverage()
  const { value, low, high } = shareOf(covered, count)
  say()
  say('## La marge')
  say()
  say(
    `Les phrases de chaque document du corpus sont retirées au sort ${REDRAWS} fois : ${sayInterval({ value, low, high }, sayPercent)} des scores restent dans la marge. Marge médiane : ${sayNumber(quantile(margins, 0.5))} points ; neuf sur dix sous ${sayNumber(quantile(margins, 0.9))}.`,
  )
}

/** How many scores stay within their margin when the sentences of each document of the corpus are drawn again. */
export function coverage(redraws = REDRAWS): {
  readonly covered: number
  readonly count: number
  readonly margins: readonly number[]
  readonly graded: readonly { readonly isPlain: boolean; readonly grade: Grade }[]
} {
  let covered = 0
  let count = 0
  const margins: number[] = []
  const graded: { readonly isPlain: boolean; readonly grade: Grade }[] = []
  const random = generator(20261122)
  for (const { source, format, isPlain } of samples()) {
    const { score, result } = check(source, { format, noMinimum: true })
    if (score === null) continue
    margins.push(score.margin)
    graded.push({ isPlain, grade: gradeOf(score.value) })
    const evidence = evidenceOf(result, sharedLimpide().rules)
    const own = evidence.sentences.filter(({ block }) => !evidence.aside.includes(block))
    const sentences = own.length > 0 ? own : evidence.sentences
    for (let draw = 0; draw < redraws; draw++) {
      const drawn = sentences.flatMap(() => sentences[Math.floor(random() * sentences.length)] ?? [])
      const value = rescoredValue(score, { ...evidence, sentences: drawn }, {})
      count += 1
      if (Math.abs(value - score.value) <= score.margin) covered += 1
    }
  }
  return { covered, count, margins, graded }
}

function header(say: (line: string) => void, names: readonly string[]): void {
  say(`| ${names.join(' | ')} |`)
  say(`|${names.map(() => '---').join('|')}|`)
}

function sayInterval({ value, low, high }: Interval, print: (value: number) => string): string {
  return `${print(value)} (${print(low)} à ${print(high)})`
}

function sayPercent(share: number): string {
  return `${(100 * share).toFixed(1).replace('.', ',')} %`
}

function sayNumber(value: number): string {
  return value.toFixed(1).replace('.', ',')
}

function sayCorrelation(value: number): string {
  return value.toFixed(2).replace('.', ',')
}
