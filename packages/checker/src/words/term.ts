import type { CutToken, French, Token, Upos } from '@limpide/french'
import type { Entry } from './entry.ts'

/** One word of a term, as it may stand in a text. */
export type Element =
  /** One of these forms. */
  | { readonly kind: 'form'; readonly forms: ReadonlySet<string> }
  /** Any form of a lemma, when the tagger agrees on its class. */
  | {
      readonly kind: 'lemma'
      readonly lemma: string
      readonly form: string
      readonly upos: ReadonlySet<Upos>
      /** «autorité compétente»: the dictionary forms of an adjective that the list writes agreed. */
      readonly agreed?: ReadonlySet<string>
    }
  /** Any determiner: «apporter une aide» also stands for «apporter son aide», «apporter des aides». */
  | { readonly kind: 'determiner' }

/** A term ready to be looked for. */
export interface Term {
  readonly entry: Entry
  /** Rank among the terms of its list, longest first: of two terms that cover the same words, the first one wins. */
  readonly order: number
  readonly elements: readonly Element[]
  /** «s'acquitter»: the verb comes with its reflexive pronoun. */
  readonly reflexive: boolean
  /** Rank of the verb that inflects, or -1. */
  readonly verb: number
  /** From this rank on, an adverb or a negation may stand between two words; -1: never. */
  readonly loose: number
}

/** The terms that may begin with one word. */
export interface TermGroup {
  /** Those whose second word must come next, by its forms and lemmas: « à » opens 300 locutions, « à compter » one. */
  readonly byNext: ReadonlyMap<string, readonly Term[]>
  /** The others: terms of one word, and verbs that let an adverb or a determiner come between. */
  readonly open: readonly Term[]
}

/** Terms by the forms and lemmas their first word may take. */
export type TermIndex = ReadonlyMap<string, TermGroup>

const NOUN: ReadonlySet<Upos> = new Set(['NOUN', 'PROPN', 'X'])
const ADJ: ReadonlySet<Upos> = new Set(['ADJ', 'VERB', 'X'])
const VERB: ReadonlySet<Upos> = new Set(['VERB', 'AUX'])
const NOUN_OR_ADJ: ReadonlySet<Upos> = new Set(['NOUN', 'ADJ', 'VERB', 'PROPN', 'X'])
/** Fixed locutions keep their form whatever the tag of each word. */
const FIXED = new Set([
  'adv',
  'prép',
  'conj',
  'pron',
  'dét',
  'abrév',
  'loc',
  'loc.adv',
  'loc.prép',
  'loc.conj',
  'phr',
  'titre',
])
const FLEXIBLE = new Map<string, readonly string[]>(
  Object.entries({
    de: ['de', "d'", 'du', 'des'],
    "d'": ['de', "d'"],
    à: ['à', 'au', 'aux'],
    que: ['que', "qu'"],
    "qu'": ['que', "qu'"],
    où: ['où'],
  }),
)
const DETERMINERS = new Set(
  'un une des le la les ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs quelque quelques plusieurs tout toute aucun aucune du chaque'.split(
    ' ',
  ),
)
const REFLEXIVE = new Set(['se', "s'"])

/** True for a token that introduces a noun. */
export function isDeterminer(token: Token): boolean {
  return DETERMINERS.has(token.norm) || token.norm === "l'" || token.norm === "d'" || token.kind === 'number'
}

/** Prepares the entries of a list for look-up. */
export function indexTerms(entries: readonly Entry[], french: French): TermIndex {
  const terms = entries
    .map((entry) => compile(entry, french))
    .sort((a, b) => b.elements.length - a.elements.length || Number(b.reflexive) - Number(a.reflexive))
  const index = new Map<string, { byNext: Map<string, Term[]>; open: Term[] }>()
  for (const [order, compiled] of terms.entries()) {
    const term: Term = { ...compiled, order }
    const [first, second] = term.elements
    if (!first) throw new Error(`term « ${term.entry.term} » holds no word`)
    const next = followingKeys(term, second)
    for (const key of keysOf(first)) {
      let group = index.get(key)
      if (!group) {
        group = { byNext: new Map(), open: [] }
        index.set(key, group)
      }
      if (next === undefined) group.open.push(term)
      else for (const form of next) add(group.byNext, form, term)
    }
  }
  return index
}

function keysOf(element: Element): ReadonlySet<string> {
  if (element.kind === 'form') return element.forms
  return element.kind === 'lemma' ? new Set([element.lemma, element.form]) : DETERMINERS
}

/** The forms and lemmas that the token right after the first word must have, or `undefined` when another may stand there. */
function followingKeys({ loose }: Term, second: Element | undefined): ReadonlySet<string> | undefined {
  if (second === undefined || second.kind === 'determiner' || loose === 0) return undefined
  return second.kind === 'form' ? second.forms : new Set([second.lemma, second.form, ...(second.agreed ?? [])])
}

function add(terms: Map<string, Term[]>, key: string, term: Term): void {
  const known = terms.get(key)
  if (known) known.push(term)
  else terms.set(key, [term])
}

function compile(entry: Entry, french: French): Omit<Term, 'order'> {
  let tokens = french.cut(entry.term)
  const reflexive = REFLEXIVE.has(tokens[0]?.norm ?? '') && entry.pos.endsWith('v')
  if (reflexive) tokens = tokens.slice(1)
  const verb =
    entry.pos === 'v' || entry.pos === 'loc.v' ? tokens.findIndex((token) => isInfinitive(token, french)) : -1
  const elements = tokens.map((token, i) => element(entry.pos, token, i, i === verb, tokens.length, french))
  // `phr` is a phrase with its subject: «vous avez également omis de».
  const loose = entry.pos === 'phr' ? 0 : verb
  return { entry, elements, reflexive, verb, loose }
}

function isInfinitive(token: CutToken, french: French): boolean {
  return french.analyses(token.norm).some((reading) => reading.features.verbForm === 'Inf')
}

function element(pos: string, token: CutToken, rank: number, isVerb: boolean, count: number, french: French): Element {
  const norm = token.norm
  if (isVerb) return { kind: 'lemma', lemma: norm, form: norm, upos: VERB }
  // Only the last or an inner «de» contracts freely: «d'ores et déjà» begins with its own.
  const flexible = rank > 0 || (count > 1 && norm === 'à') ? FLEXIBLE.get(norm) : undefined
  if (flexible) return { kind: 'form', forms: new Set(flexible) }
  if (FIXED.has(pos)) return { kind: 'form', forms: new Set([norm]) }
  if (pos === 'loc.v' && (norm === 'un' || norm === 'une' || norm === 'son' || norm === 'sa' || norm === 'votre')) {
    return { kind: 'determiner' }
  }
  if (
    token.text.endsWith("'") ||
    !french.analyses(norm).some(({ upos }) => upos === 'NOUN' || upos === 'ADJ' || upos === 'VERB')
  ) {
    // «deadline», «sus-mentionné»: a word the lexicon does not know still takes its endings.
    const inflects = (pos === 'n' || pos === 'adj') && !token.text.endsWith("'") && !isFunctionWord(norm)
    return { kind: 'form', forms: new Set(inflects ? [norm, `${norm}s`, `${norm}e`, `${norm}es`] : [norm]) }
  }
  if (isFunctionWord(norm)) return { kind: 'form', forms: new Set([norm]) }
  // «collaborer ensemble», «relance avant poursuites»: an adverb or a preposition inside does not inflect.
  if (count > 1 && french.analyses(norm).some(({ upos }) => upos === 'ADV' || upos === 'ADP')) {
    return { kind: 'form', forms: new Set([norm]) }
  }
  const upos = count > 1 ? NOUN_OR_ADJ : pos === 'adj' ? ADJ : pos === 'n' ? NOUN : NOUN_OR_ADJ
  return { kind: 'lemma', lemma: norm, form: norm, upos, ...(rank > 0 ? { agreed: agreedLemmas(norm, french) } : {}) }
}

/** «personnes morales» for «personne morale»: the lemma of the second word is «moral». */
function agreedLemmas(norm: string, french: French): ReadonlySet<string> {
  const lemmas = new Set<string>()
  for (const { upos, lemma, features } of french.analyses(norm)) {
    if (upos === 'ADJ' || (upos === 'VERB' && features.verbForm === 'Part')) lemmas.add(lemma)
  }
  return lemmas
}

const FUNCTION_WORDS = new Set(
  'en sur sous dans par pour avec sans et ou le la les ce se ne pas plus y au aux du des un une son sa ses votre vos mes nos contre'.split(
    ' ',
  ),
)

function isFunctionWord(norm: string): boolean {
  return FUNCTION_WORDS.has(norm)
}
