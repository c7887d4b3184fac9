import type { French, Sentence, Token } from '@limpide/french'
import { findPattern, isPattern, type Matchable, makeMatchable, type Pattern, readPattern } from './house-pattern.ts'
import type { Principle, Severity } from './principles.ts'
import { defineRule, type Rule, type Suggestion } from './rule.ts'
import type { DocumentView, SentenceView } from './view.ts'
import type { Entry } from './words/entry.ts'
import { findTerms, type Match } from './words/match.ts'
import { reword } from './words/reword.ts'
import { indexTerms, type TermIndex } from './words/term.ts'

/** A rule that a team writes in `limpide.yml`, every value checked. Plain data: it travels to the readers' processes. */
export interface HouseRule {
  readonly id: string
  readonly name: string
  /** In compromise's match syntax, over our words and tags (`HOUSE_TAGS`). */
  readonly pattern?: string
  /** Words and locutions, found in all their forms. */
  readonly words: readonly string[]
  readonly message: string
  readonly replacements: readonly string[]
  readonly severity: Severity
  readonly principle: Principle
  readonly bad: readonly string[]
  readonly good: readonly string[]
}

/** Where a house rule speaks: tokens `[from, to)` of a sentence. */
export interface HouseMatch {
  readonly sentence: number
  readonly from: number
  readonly to: number
  /** The entry of the list, when a word was found rather than a pattern. */
  readonly match?: Match
}

interface Compiled {
  readonly pattern: Pattern | undefined
  readonly index: TermIndex
  /** The words as they are written, by their first form: a name the lexicon does not know is still found. */
  readonly literal: ReadonlyMap<string, readonly { readonly word: string; readonly norms: readonly string[] }[]>
}

/** Prepares the house rules of a configuration; nothing is compiled before the first sentence. */
export function houseRules(declared: readonly HouseRule[]): readonly Rule[] {
  let rules = known.get(declared)
  if (!rules) {
    rules = declared.map(toRule)
    known.set(declared, rules)
  }
  return rules
}

const known = new WeakMap<readonly HouseRule[], readonly Rule[]>()

function toRule(house: HouseRule): Rule {
  const find = createFinder(house)
  return defineRule({
    id: house.id,
    name: house.name,
    principle: house.principle,
    severity: house.severity,
    why: 'Votre équipe a écrit cette règle dans limpide.yml.',
    advice: house.message,
    sources: ['règle de l’équipe (limpide.yml)'],
    scope: 'document',
    lexical: true,
    messages: { found: house.message },
    examples: [
      ...house.bad.map((bad) => ({ bad, format: 'txt' as const })),
      ...house.good.map((good) => ({ good, because: 'exemple de l’équipe', format: 'txt' as const })),
    ],
    check(view, { french, report }) {
      const { sentences, matchable } = proseOf(view)
      for (const found of find(sentences, matchable, french)) {
        const sentence = sentences[found.sentence]
        const first = sentence?.tokens[found.from]
        const last = sentence?.tokens[found.to - 1]
        if (!sentence || !first || !last) continue
        const span = { start: first.start, end: last.end }
        const written = sentence.block.text.slice(span.start, span.end)
        report(
          { block: sentence.block, ...span },
          {
            message: 'found',
            data: { terme: written, simple: house.replacements.map((text) => `«\u00a0${text}\u00a0»`).join(', ') },
            suggestions: suggestions(house, sentence, found, first, french),
            term: found.match?.term.entry.term ?? written.toLowerCase(),
          },
        )
      }
    },
  })
}

/** The sentences of a document that house rules read, made ready once for all of them. */
const prose = new WeakMap<
  DocumentView,
  { readonly sentences: readonly SentenceView[]; readonly matchable: () => Matchable }
>()

function proseOf(view: DocumentView) {
  let found = prose.get(view)
  if (!found) {
    const sentences = view.blocks
      .filter((block) => block.kind !== 'code' && block.zone !== 'navigation')
      .flatMap((block) => block.sentences)
    found = { sentences, matchable: once(() => makeMatchable(sentences)) }
    prose.set(view, found)
  }
  return found
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

type Finder = (sentences: readonly Sentence[], matchable: () => Matchable, french: French) => HouseMatch[]

function createFinder(house: HouseRule): Finder {
  let compiled: { readonly french: French; readonly value: Compiled } | undefined
  return (sentences, matchable, french) => {
    if (compiled?.french !== french) compiled = { french, value: compile(house, french) }
    const { pattern, index, literal } = compiled.value
    const found: HouseMatch[] = pattern ? findPattern(pattern, matchable()) : []
    if (literal.size > 0) {
      for (const [sentence, { tokens }] of sentences.entries()) {
        for (const match of findTerms(tokens, index)) found.push({ sentence, from: match.start, to: match.end, match })
        for (const [from, to] of literally(tokens, literal)) found.push({ sentence, from, to })
      }
    }
    return withoutTwins(found)
  }
}

function compile(house: HouseRule, french: French): Compiled {
  const read = house.pattern === undefined ? undefined : readPattern(house.pattern)
  const literal = new Map<string, { word: string; norms: readonly string[] }[]>()
  for (const word of house.words) {
    const norms = french.analyse(word).flatMap(({ tokens }) => tokens.map(({ norm }) => norm))
    const [first] = norms
    if (first !== undefined) literal.set(first, [...(literal.get(first) ?? []), { word, norms }])
  }
  const entries = house.words
    .filter((word) => french.analyse(word).some(({ tokens }) => tokens.some(({ kind }) => kind === 'word')))
    .map((word) => entryOf(word, house, french))
  return { pattern: read && isPattern(read) ? read : undefined, index: indexTerms(entries, french), literal }
}

/** A word of the list as an entry of ours, so that it is found and replaced in all its forms. */
function entryOf(word: string, house: HouseRule, french: French): Entry {
  const tokens = french.analyse(word).flatMap((sentence) => sentence.tokens)
  const first = tokens[0]?.norm ?? word
  const readings = french.analyses(first)
  const isAlone = tokens.length === 1
  const pos = readings.some(({ features }) => features.verbForm === 'Inf')
    ? 'v'
    : readings.some(({ upos }) => upos === 'NOUN') || (isAlone && readings.length === 0)
      ? 'n'
      : readings.some(({ upos }) => upos === 'ADJ')
        ? 'adj'
        : 'loc'
  return {
    term: word.toLowerCase(),
    pos: isAlone || pos === 'loc' ? pos : `loc.${pos}`,
    plain: house.replacements.map((text) => ({ text, offered: true })),
    note: '',
    risky: false,
    action: 'remplacer',
    except: [],
    only: [],
  }
}

function* literally(tokens: readonly Token[], literal: Compiled['literal']): Generator<readonly [number, number]> {
  for (const [from, token] of tokens.entries()) {
    for (const { norms } of literal.get(token.norm) ?? []) {
      if (norms.every((norm, i) => tokens[from + i]?.norm === norm)) yield [from, from + norms.length]
    }
  }
}

/** The list and the pattern may find the same words: one remark is enough, the one that knows how to reword first. */
function withoutTwins(found: readonly HouseMatch[]): HouseMatch[] {
  const sorted = [...found].sort(
    (a, b) =>
      a.sentence - b.sentence ||
      a.from - b.from ||
      b.to - a.to ||
      Number(b.match !== undefined) - Number(a.match !== undefined),
  )
  const kept: HouseMatch[] = []
  for (const match of sorted) {
    const last = kept.at(-1)
    if (last && last.sentence === match.sentence && match.from < last.to) continue
    kept.push(match)
  }
  return kept
}

function suggestions(
  house: HouseRule,
  sentence: SentenceView,
  { match }: HouseMatch,
  first: Token,
  french: French,
): Suggestion[] {
  if (match) {
    const fitted = reword(sentence, match, french)
    if (fitted.length > 0) return fitted
  }
  const isCapital = /^\p{Lu}/u.test(first.text)
  return house.replacements.map((text) => ({
    kind: text.includes('[') ? 'gabarit' : 'choix',
    text: isCapital && text !== '' ? text.charAt(0).toUpperCase() + text.slice(1) : text,
  }))
}

/** What is wrong with an example or a wording of a house rule. */
export interface HouseFault {
  readonly kind: 'fautif' | 'correct' | 'remplacer'
  readonly rank: number
  readonly text: string
}

/** Tries a house rule on its own examples: a bad one must be found, a good one and every replacement must not. */
export function tryExamples(house: HouseRule, french: French): HouseFault[] {
  const find = createFinder(house)
  const speaks = (text: string): boolean => {
    const sentences = french.analyse(text)
    return find(sentences, () => makeMatchable(sentences), french).length > 0
  }
  const faults: HouseFault[] = []
  for (const [rank, text] of house.bad.entries()) if (!speaks(text)) faults.push({ kind: 'fautif', rank, text })
  for (const [rank, text] of house.good.entries()) if (speaks(text)) faults.push({ kind: 'correct', rank, text })
  for (const [rank, text] of house.replacements.entries()) {
    if (speaks(text)) faults.push({ kind: 'remplacer', rank, text })
  }
  return faults
}
