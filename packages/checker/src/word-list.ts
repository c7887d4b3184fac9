import type { French, Token } from '@limpide/french'
import type { Severity } from './principles.ts'
import {
  type Context,
  defineRule,
  type Messages,
  type Premises,
  type Rule,
  type RuleDefinition,
  type Thresholds,
} from './rule.ts'
import type { DocumentView, SentenceView } from './view.ts'
import { type Entry, openEntries } from './words/entry.ts'
import { isGlossed } from './words/gloss.ts'
import { createTermFinder, type Match, type TermFinder } from './words/match.ts'
import { reword } from './words/reword.ts'
import { isNamed, isQuoted } from './words/shield.ts'
import { indexEntries } from './words/term.ts'

/**
 * Messages of a word list. Data: `{terme}` as the writer wrote it, `{simple}` the plain wordings, quoted.
 * `nu` serves entries without a plain wording; a message that is absent falls back to `remplacer`.
 */
export interface WordMessages {
  readonly remplacer: string
  readonly suggérer?: string
  readonly expliquer?: string
  readonly supprimer?: string
  readonly nu?: string
}

/** A term found, as the hooks of a list see it. */
export interface Occurrence {
  readonly entry: Entry
  readonly match: Match
  readonly sentence: SentenceView
  readonly start: number
  readonly end: number
}

/** A rule that is a list of words and what to do about each. */
export interface WordListDefinition<T extends Thresholds>
  extends Omit<RuleDefinition<'sentence', T, Messages>, 'check' | 'scope' | 'lexical' | 'messages'> {
  /** The text of the list (TSV), see `Entry`. */
  readonly list: string
  readonly messages: WordMessages & Messages
  /** A last look at an occurrence: false keeps silent. */
  accepts?(occurrence: Occurrence, context: Context<T, Messages>): boolean
  /** The severity of an occurrence, when it is not the usual one. */
  severityOf?(occurrence: Occurrence, context: Context<T, Messages>): Severity | undefined
  /** Names of two thresholds: from `atLeast` terms in a text of fewer than `within` words, each is a warning. */
  readonly crowd?: { readonly atLeast: keyof T & string; readonly within: keyof T & string }
  /** What the rule finds besides its list. Its messages may be added to those of the list. */
  also?(sentence: SentenceView, context: Context<T, Messages>): void
}

/** «Mlle Dupont», «Mr Dupont»: their capital does not make them names. */
const WRITTEN_WITH_CAPITAL = new Set(['abrév', 'titre'])

/** A term to explain is looked at with this many words after it (CATALOGUE, terme-juridique-non-explique). */
const GLOSS_WINDOW = 12

const finders = new WeakMap<French, ReturnType<typeof createTermFinder>>()

/** Thirty lists are looked up in one reading of a sentence. */
function sharedFinder(french: French): ReturnType<typeof createTermFinder> {
  let finder = finders.get(french)
  if (!finder) {
    finder = createTermFinder()
    finders.set(french, finder)
  }
  return finder
}

/** Declares a rule made of a list. The list is read and compiled at the first sentence, once. */
export function wordList<const T extends Thresholds>(definition: WordListDefinition<T>): Rule {
  const { list, accepts, severityOf, also, crowd, messages, premise, ...rest } = definition
  let compiled: { readonly french: French; readonly find: TermFinder } | undefined
  const finderFor = (french: French): TermFinder => {
    if (compiled?.french !== french) {
      compiled = { french, find: sharedFinder(french).add(indexEntries(openEntries(list, definition.id), french)) }
    }
    return compiled.find
  }
  const isCrowded = (document: DocumentView, { french, threshold }: Premises<T>): boolean =>
    crowd !== undefined &&
    document.wordCount < threshold[crowd.within] &&
    hasTerms(document, finderFor(french), threshold[crowd.atLeast])

  return defineRule<'sentence', T, Messages>({
    ...rest,
    scope: 'sentence',
    lexical: true,
    messages: { ...messages },
    premise: premise ?? isCrowded,
    check(sentence, context) {
      also?.(sentence, context)
      const { tokens, block } = sentence
      const matches = finderFor(context.french)(sentence)
      if (matches.length === 0) return
      for (const match of matches) {
        const { entry } = match.term
        if (entry.action === 'ignorer') continue
        const first = tokens[match.start]
        const last = tokens[match.end - 1]
        if (!first || !last || context.settings.dictionary.has(entry.term)) continue
        if (isShielded(tokens, match.start, entry.pos) || isShielded(tokens, match.end - 1, entry.pos)) continue
        const occurrence = { entry, match, sentence, start: first.start, end: last.end }
        if (accepts && !accepts(occurrence, context)) continue
        // A term to explain is explained once: the first occurrence of each document is the one reported.
        const isExplained = entry.action === 'expliquer'
        const silent = isExplained && isGlossed(sentence, occurrence.start, occurrence.end, GLOSS_WINDOW)
        const severity =
          severityOf?.(occurrence, context) ??
          (crowd && context.premise ? 'avertissement' : usualSeverity(entry, rest.severity))
        context.report(
          { start: occurrence.start, end: occurrence.end },
          {
            message: messageOf(entry, messages),
            data: {
              terme: block.text.slice(occurrence.start, occurrence.end),
              simple: simpleOf(entry),
            },
            ...(severity ? { severity } : {}),
            suggestions: reword(sentence, match, context.french),
            term: entry.term,
            ...(isExplained ? { once: entry.term, silent } : {}),
          },
        )
      }
    },
  })
}

/** What the writer quotes or names is not for a list to change. */
function isShielded(tokens: readonly Token[], rank: number, pos: string): boolean {
  return isQuoted(tokens, rank) || (!WRITTEN_WITH_CAPITAL.has(pos) && isNamed(tokens, rank))
}

function messageOf(entry: Entry, messages: WordMessages): keyof WordMessages {
  if (entry.action === 'supprimer' && messages.supprimer !== undefined) return 'supprimer'
  if (entry.plain.length === 0 && messages.nu !== undefined) return 'nu'
  if (entry.action === 'expliquer' && messages.expliquer !== undefined) return 'expliquer'
  if (entry.action === 'suggérer' && messages.suggérer !== undefined) return 'suggérer'
  return 'remplacer'
}

function usualSeverity(entry: Entry, severity: Severity): Severity | undefined {
  if (entry.action !== 'suggérer' && entry.action !== 'expliquer' && !entry.risky) return undefined
  return severity === 'avertissement' || severity === 'erreur' ? 'suggestion' : 'information'
}

function hasTerms(document: DocumentView, termsIn: TermFinder, atLeast: number): boolean {
  let count = 0
  for (const { sentences } of document.body) {
    for (const sentence of sentences) {
      for (const { term } of termsIn(sentence)) if (term.entry.action !== 'ignorer') count++
      if (count >= atLeast) return true
    }
  }
  return count >= atLeast
}

const simples = new WeakMap<Entry, string>()

/** The plain wordings of an entry as a message quotes them. */
function simpleOf(entry: Entry): string {
  let simple = simples.get(entry)
  if (simple === undefined) {
    simple = quoted([...new Set(entry.plain.map(({ text }) => withoutThat(text, entry.pos)))])
    simples.set(entry, simple)
  }
  return simple
}

/** «forclusion»: its meaning is a clause, «que le délai pour agir est dépassé»; alone, it stands without «que». */
function withoutThat(words: string, pos: string): string {
  return pos === 'n' ? words.replace(/^(?:que |qu')/, '') : words
}

/** «a», «b» ou «c», in French quotes. */
function quoted(words: readonly string[]): string {
  const quotes = words.map((word) => `«\u00a0${word}\u00a0»`)
  const last = quotes.pop() ?? ''
  return quotes.length === 0 ? last : `${quotes.join(', ')} ou ${last}`
}
