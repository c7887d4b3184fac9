import type { CutToken, French, Token, Upos } from '@limpide/french'
import type { Entry, EntryList } from './entry.ts'

/** One word of a term, as it may stand in a text. */
export type Element =
  /** One of these forms. */
  | { readonly kind: 'form'; readonly forms: readonly string[] }
  /** Any form of a lemma, when the tagger agrees on its class. */
  | {
      readonly kind: 'lemma'
      readonly lemma: string
      readonly form: string
      readonly upos: ReadonlySet<Upos>
      /** «autorité compétente»: the dictionary forms of an adjective that the list writes agreed. */
      readonly agreed?: readonly string[]
    }
  /** Any determiner: «apporter une aide» also stands for «apporter son aide», «apporter des aides». */
  | { readonly kind: 'determiner' }

/** A term ready to be looked for. */
export interface Term {
  readonly entry: Entry
  /** Its place among the terms of its list, longest first: of two terms that cover the same words, the first one wins. */
  readonly order: number
  readonly elements: readonly Element[]
  /** «s'acquitter»: the verb comes with its reflexive pronoun. */
  readonly reflexive: boolean
  /** Rank of the verb that inflects, or -1. */
  readonly verb: number
  /** From this rank on, an adverb or a negation may stand between two words; -1: never. */
  readonly loose: number
}

/**
 * The terms of a list, by rank. A term is read when a text first holds what may open it: of three thousand, a letter meets
 * fifty.
 */
export interface TermIndex {
  readonly length: number
  /** All the words that may open a term, and maybe a little more. */
  openingsOf(rank: number): ReadonlySet<string>
  /** The word that comes next in the term, when it is known without reading it: then its openings are exact too. */
  nextOf(rank: number): string | undefined
  termOf(rank: number): Term
}

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

/** Prepares entries for look-up. */
export function indexTerms(entries: readonly Entry[], french: French): TermIndex {
  const entryOf = (rank: number): Entry => {
    const entry = entries[rank]
    if (entry === undefined) throw new Error(`no entry of rank ${rank}`)
    return entry
  }
  return indexEntries({ length: entries.length, headOf: entryOf, entryOf }, french)
}

/** Prepares the entries of a list for look-up. */
export function indexEntries(entries: EntryList, french: French): TermIndex {
  const terms: (Term | undefined)[] = new Array(entries.length).fill(undefined)

  function termOf(rank: number): Term {
    let term = terms[rank]
    if (term === undefined) {
      term = compile(entries.entryOf(rank), rank, french)
      terms[rank] = term
    }
    return term
  }

  return {
    length: entries.length,
    openingsOf: (rank) => openingsOf(entries.headOf(rank)) ?? keysOf(firstOf(termOf(rank))),
    nextOf: (rank) => twoWordsOf(entries.headOf(rank))?.[1],
    termOf,
  }
}

function firstOf({ elements, entry }: Term): Element {
  const [first] = elements
  if (!first) throw new Error(`term « ${entry.term} » holds no word`)
  return first
}

/**
 * All that may open a term, and maybe a little more, told by its first letters; `undefined` when it must be read to know.
 * « s'acquitter » opens on its verb, « à » also on « aux », and a noun that the lexicon does not know takes its endings.
 */
function openingsOf({ term, pos }: Pick<Entry, 'term' | 'pos'>): ReadonlySet<string> | undefined {
  const opens = twoWordsOf({ term, pos })?.[0]
  if (opens !== undefined) return new Set(opens === 'à' ? formsOf(opens) : [opens])
  const bare = pos.endsWith('v') ? term.replace(/^(?:se |s')/, '') : term
  const word = /^\p{Ll}+(?= |$)/u.exec(bare)?.[0]
  if (word === undefined || DETERMINERS.has(word) || REFLEXIVE.has(word)) return undefined
  return new Set([word, ...(takesEndings(pos) ? withEndings(word) : []), ...(FLEXIBLE.get(word) ?? [])])
}

/** The first two words of a locution that keeps its form: « à compter », « à l'issue ». */
function twoWordsOf({ term, pos }: Pick<Entry, 'term' | 'pos'>): readonly [string, string] | undefined {
  if (!FIXED.has(pos) || pos === 'phr') return undefined
  const [, first = '', second = ''] = /^(\p{Ll}+) (\p{Ll}+(?= |$)|[dl]'(?=\p{Ll}))/u.exec(term) ?? []
  return second === '' || DETERMINERS.has(first) || REFLEXIVE.has(first) ? undefined : [first, second]
}

/** The forms of a word inside a locution: « de » also stands for « du ». */
export function formsOf(word: string): readonly string[] {
  return FLEXIBLE.get(word) ?? [word]
}

function takesEndings(pos: string): boolean {
  return pos === 'n' || pos === 'adj'
}

function withEndings(word: string): readonly string[] {
  return [word, `${word}s`, `${word}e`, `${word}es`]
}

/** The forms and lemmas of which one must stand for an element. */
export function keysOf(element: Element): ReadonlySet<string> {
  if (element.kind === 'determiner') return DETERMINERS
  return new Set(element.kind === 'form' ? element.forms : [element.lemma, element.form, ...(element.agreed ?? [])])
}

function compile(entry: Entry, rank: number, french: French): Term {
  let tokens = french.cut(entry.term)
  const reflexive = REFLEXIVE.has(tokens[0]?.norm ?? '') && entry.pos.endsWith('v')
  if (reflexive) tokens = tokens.slice(1)
  const verb =
    entry.pos === 'v' || entry.pos === 'loc.v' ? tokens.findIndex((token) => isInfinitive(token, french)) : -1
  const elements = tokens.map((token, i) => element(entry.pos, token, i, i === verb, tokens.length, french))
  // `phr` is a phrase with its subject: «vous avez également omis de».
  const loose = entry.pos === 'phr' ? 0 : verb
  const order = ((LONGEST - elements.length) * 2 + Number(!reflexive)) * LARGEST + rank
  return { entry, order, elements, reflexive, verb, loose }
}

/** More words than a term has, and more terms than a list has: together they put a term in its place. */
const LONGEST = 1_000
const LARGEST = 1_000_000

function isInfinitive(token: CutToken, french: French): boolean {
  return french.analyses(token.norm).some((reading) => reading.features.verbForm === 'Inf')
}

function element(pos: string, token: CutToken, rank: number, isVerb: boolean, count: number, french: French): Element {
  const norm = token.norm
  if (isVerb) return { kind: 'lemma', lemma: norm, form: norm, upos: VERB }
  // Only the last or an inner «de» contracts freely: «d'ores et déjà» begins with its own.
  const flexible = rank > 0 || (count > 1 && norm === 'à') ? FLEXIBLE.get(norm) : undefined
  if (flexible) return { kind: 'form', forms: flexible }
  if (FIXED.has(pos)) return { kind: 'form', forms: [norm] }
  if (pos === 'loc.v' && (norm === 'un' || norm === 'une' || norm === 'son' || norm === 'sa' || norm === 'votre')) {
    return { kind: 'determiner' }
  }
  if (
    token.text.endsWith("'") ||
    !french.analyses(norm).some(({ upos }) => upos === 'NOUN' || upos === 'ADJ' || upos === 'VERB')
  ) {
    // «deadline», «sus-mentionné»: a word the lexicon does not know still takes its endings.
    const inflects = takesEndings(pos) && !token.text.endsWith("'") && !isFunctionWord(norm)
    return { kind: 'form', forms: inflects ? withEndings(norm) : [norm] }
  }
  if (isFunctionWord(norm)) return { kind: 'form', forms: [norm] }
  // «collaborer ensemble», «relance avant poursuites»: an adverb or a preposition inside does not inflect.
  if (count > 1 && french.analyses(norm).some(({ upos }) => upos === 'ADV' || upos === 'ADP')) {
    return { kind: 'form', forms: [norm] }
  }
  const upos = count > 1 ? NOUN_OR_ADJ : pos === 'adj' ? ADJ : pos === 'n' ? NOUN : NOUN_OR_ADJ
  return { kind: 'lemma', lemma: norm, form: norm, upos, ...(rank > 0 ? { agreed: agreedLemmas(norm, french) } : {}) }
}

/** «personnes morales» for «personne morale»: the lemma of the second word is «moral». */
function agreedLemmas(norm: string, french: French): readonly string[] {
  const lemmas = new Set<string>()
  for (const { upos, lemma, features } of french.analyses(norm)) {
    if (upos === 'ADJ' || (upos === 'VERB' && features.verbForm === 'Part')) lemmas.add(lemma)
  }
  return [...lemmas]
}

const FUNCTION_WORDS = new Set(
  'en sur sous dans par pour avec sans et ou le la les ce se ne pas plus y au aux du des un une son sa ses votre vos mes nos contre'.split(
    ' ',
  ),
)

function isFunctionWord(norm: string): boolean {
  return FUNCTION_WORDS.has(norm)
}
