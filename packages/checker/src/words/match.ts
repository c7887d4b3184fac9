import type { Token } from '@limpide/french'
import { createSlot, readNote, writeNote } from '../notes.ts'
import type { SentenceView } from '../view.ts'
import type { Surrounding } from './entry.ts'
import { type Branch, type Listed, type Opening, openingOf, type Places, sortBranch } from './opening.ts'
import { type Element, isDeterminer, type Term, type TermIndex } from './term.ts'

/** A term found in a sentence: tokens `[start, end)`. */
export interface Match {
  readonly term: Term
  readonly start: number
  readonly end: number
  /** Ranks of the tokens that stand for the term's words, in order. */
  readonly at: readonly number[]
}

/** Words that may stand inside a verbal locution: «nous ne procéderons pas à», «il met rapidement en place». */
const INSIDE = new Set('pas plus jamais point guère donc aussi bien alors ensuite également toujours déjà y'.split(' '))
const CLITICS = new Set("me te se nous vous m' t' s'".split(' '))
const MAX_INSIDE = 3

const NONE: readonly Match[] = []

/** Every term of the index in a sentence, longest first, without overlap; terms to ignore included. */
export function findTerms(tokens: readonly Token[], index: TermIndex): readonly Match[] {
  let homes = homesOf.get(index)
  if (!homes) {
    homes = createHomes()
    homes.add(index)
    homesOf.set(index, homes)
  }
  return read(tokens, homes)[0] ?? NONE
}

const homesOf = new WeakMap<TermIndex, Homes>()

/** Finds the terms of one list in a sentence. */
export type TermFinder = (sentence: SentenceView) => readonly Match[]

/** By list, what a sentence holds of it: nearly always nothing. */
type Found = (Match[] | undefined)[]
const NOTHING: Found = []

/** What was found in a sentence, and how many lists were looked for. */
interface Reading {
  readonly lists: number
  readonly found: Found
}

/** Looks for the terms of every list added to it in one reading of a sentence, and keeps what it found. */
export function createTermFinder(): { add(index: TermIndex): TermFinder } {
  const homes = createHomes()
  let lists = 0
  const slot = createSlot<Reading>()
  let nothing: Reading = { lists, found: NOTHING }

  return {
    add(index) {
      const list = lists++
      homes.add(index)
      nothing = { lists, found: NOTHING }
      return ({ tokens, notes }) => {
        let known = readNote(notes, slot)
        // What was found before a list was added did not look for it.
        if (known?.lists !== lists) {
          const found = read(tokens, homes)
          known = found === NOTHING ? nothing : { lists, found }
          writeNote(notes, slot, known)
        }
        return known.found[list] ?? NONE
      }
    },
  }
}

/** What may begin with each word, in all lists: sorted when a sentence first holds that word. */
interface Homes extends Places {
  /** Adds the terms of a list, which takes the next rank. */
  add(index: TermIndex): void
  at(word: string): Opening | undefined
}

/** More terms than a list has. */
const MOST_TERMS = 1 << 20

function createHomes(): Homes {
  const lists: TermIndex[] = []
  // Three thousand terms, of which few are ever met: by word, the place of the last term that may open on it; by place, the
  // term (its list and its rank), the place of the one before, and what is known of the word once it was met.
  const last = new Map<string, number>()
  const terms: number[] = []
  const before: number[] = []
  const openings: (Opening | undefined)[] = []

  const homes: Homes = {
    add(index) {
      const list = lists.push(index) - 1
      for (let rank = 0; rank < index.length; rank++) {
        for (const word of index.openingsOf(rank)) {
          before.push(last.get(word) ?? -1)
          last.set(word, terms.push(list * MOST_TERMS + rank) - 1)
          openings.push(undefined)
        }
      }
    },
    at(word) {
      const place = last.get(word)
      if (place === undefined) return undefined
      let opening = openings[place]
      if (opening === undefined) {
        const candidates: number[] = []
        for (let at = place; at >= 0; at = before[at] ?? -1) candidates.push(at)
        opening = openingOf(word, candidates, homes)
        openings[place] = opening
      }
      return opening
    },
    nextAt(place) {
      const { list, rank } = rankAt(place)
      return lists[list]?.nextOf(rank)
    },
    listedAt(place) {
      const { list, rank } = rankAt(place)
      const term = lists[list]?.termOf(rank)
      if (term === undefined) throw new Error(`no term at ${place}`)
      return { list, term }
    },
  }

  function rankAt(place: number): { readonly list: number; readonly rank: number } {
    const term = terms[place] ?? -1
    return { list: Math.floor(term / MOST_TERMS), rank: term % MOST_TERMS }
  }

  return homes
}

function read(tokens: readonly Token[], homes: Homes): Found {
  let search: Search | undefined
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token?.kind !== 'word') continue
    const form = formOf(token)
    const byForm = homes.at(form)
    const byLemma = token.lemma === form ? undefined : homes.at(token.lemma)
    if (byForm === undefined && byLemma === undefined) continue
    search ??= { tokens, homes, at: 0, byLemma: false, best: [], met: [], found: NOTHING }
    search.at = i
    search.byLemma = false
    if (byForm) begin(search, byForm)
    search.byLemma = true
    if (byLemma) begin(search, byLemma)
    if (search.met.length > 0) keep(search)
  }
  return search?.found ?? NOTHING
}

/** A reading of a sentence for the terms of all lists. */
interface Search {
  readonly tokens: readonly Token[]
  readonly homes: Homes
  /** The word on which terms are to begin, and whether they are those of its lemma. */
  at: number
  byLemma: boolean
  /** By list, the best term that begins there; and the lists that have one. */
  readonly best: (Candidate | undefined)[]
  readonly met: number[]
  found: Found
}

interface Candidate {
  readonly match: Match
  readonly byLemma: boolean
}

function begin(search: Search, opening: Opening): void {
  follow(search, opening, search.at + 1)
  if (opening.later === undefined) return
  const { tokens } = search
  for (let i = search.at + 1; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined) return
    const form = formOf(token)
    tryAll(search, opening.later.get(form))
    if (token.norm !== form) tryAll(search, opening.later.get(token.norm))
    if (token.lemma !== form) tryAll(search, opening.later.get(token.lemma))
    if (!isInside(token, true) && !isDeterminer(token)) return
  }
}

function follow(search: Search, branch: Branch, at: number): void {
  if (!branch.isSorted) sortBranch(branch, at - search.at, search.homes)
  const { terms, next } = branch
  tryAll(search, terms)
  const token = search.tokens[at]
  if (next === undefined || token === undefined) return
  const form = formOf(token)
  const byForm = next.get(form)
  if (byForm) follow(search, byForm, at + 1)
  const byLemma = token.lemma === form ? undefined : next.get(token.lemma)
  if (byLemma) follow(search, byLemma, at + 1)
}

function tryAll(search: Search, terms: readonly Listed[] | undefined): void {
  if (terms === undefined) return
  const { tokens, at, byLemma, best, found } = search
  for (const { list, term } of terms) {
    const free = found[list]?.at(-1)?.end ?? 0
    if (at < free) continue
    const match = matchAt(tokens, at, term, free)
    if (!match || !fits(tokens, match)) continue
    const known = best[list]
    if (known === undefined) search.met.push(list)
    else if (!isBetter(match, byLemma, known)) continue
    best[list] = { match, byLemma }
  }
}

/** The longest wins; of two as long, the one that the written word opens, then the first of its list. */
function isBetter(
  { start, end, term }: Match,
  byLemma: boolean,
  { match: other, byLemma: otherByLemma }: Candidate,
): boolean {
  const gain = end - start - (other.end - other.start)
  return gain > 0 || (gain === 0 && byLemma === otherByLemma && term.order < other.term.order)
}

function keep(search: Search): void {
  const { best, met } = search
  if (search.found === NOTHING) search.found = []
  const { found } = search
  for (const list of met) {
    const match = best[list]?.match
    best[list] = undefined
    if (match === undefined) continue
    const matches = found[list]
    if (matches) matches.push(match)
    else found[list] = [match]
  }
  met.length = 0
}

/** Where the words of a term stand, as it is tried: most tries fail, and the next one writes over them. */
const met: number[] = []

function matchAt(tokens: readonly Token[], from: number, term: Term, free: number): Match | undefined {
  const { elements } = term
  let count = 0
  let i = from
  for (let rank = 0; rank < elements.length; rank++) {
    const element = elements[rank]
    if (element === undefined) break
    const found = next(tokens, i, element, term, rank)
    if (found === undefined) {
      // «accorder un délai», «accorder délai»: the determiner of a verbal locution may be missing.
      if (element.kind === 'determiner') continue
      return undefined
    }
    met[count++] = found
    i = found + 1
  }
  let start = count > 0 ? (met[0] ?? from) : from
  let end = i
  if (term.reflexive) {
    const span = reflexiveSpan(tokens, start, end, free)
    if (!span) return undefined
    start = span.start
    end = span.end
  } else if (term.verb === 0 && isReflexive(tokens, start)) {
    return undefined
  }
  return { term, start, end, at: met.slice(0, count) }
}

/** The rank of the token that stands for an element, at `i` or a little after inside a verbal locution. */
function next(tokens: readonly Token[], i: number, element: Element, term: Term, rank: number): number | undefined {
  let j = i
  const limit = term.loose >= 0 && rank > term.loose ? i + MAX_INSIDE : i
  while (j <= limit) {
    const token = tokens[j]
    if (!token) return undefined
    if (stands(token, element, tokens[j - 1])) return j
    if (!isInside(token, term.verb >= 0 && rank - 1 > term.verb)) return undefined
    j++
  }
  return undefined
}

function isInside(token: Token, afterNoun: boolean): boolean {
  // «justifier auprès de nos services» is not «justifier de».
  if (token.kind !== 'word' || token.norm === 'auprès') return false
  if (INSIDE.has(token.norm) || token.upos === 'ADV') return true
  if (token.norm.startsWith('-')) return true
  // «apporter une nouvelle aide», «présenter votre première demande».
  return afterNoun && token.upos === 'ADJ'
}

/** «personnes morales» stands for «personne morale», «compétences partagées» for «compétence partagée»; not «il partage». */
function agrees({ lemma, features }: Token, element: Element): boolean {
  if (element.kind !== 'lemma' || !element.agreed?.includes(lemma)) return false
  return features.verbForm === undefined || (features.verbForm === 'Part' && features.tense !== 'Pres')
}

function stands(token: Token, element: Element, before: Token | undefined): boolean {
  if (element.kind === 'determiner') return isDeterminer(token)
  if (element.kind === 'form') return element.forms.includes(formOf(token))
  if (token.kind !== 'word') return false
  if (token.lemma !== element.lemma && token.norm !== element.form && !agrees(token, element)) return false
  if (element.upos.has(token.upos)) return true
  // «l'imprimé»: a participle after a determiner is a noun, whatever its tag.
  return (
    element.upos.has('NOUN') &&
    token.features.verbForm !== 'Fin' &&
    token.norm === element.form &&
    before !== undefined &&
    isDeterminer(before)
  )
}

/** «A compter du 3 mars»: a capital A without its accent is the preposition. */
function formOf(token: Token): string {
  return token.text === 'A' ? 'à' : token.norm
}

/** The span of a reflexive verb with its pronoun: «vous acquitter de», «acquittez-vous de», «s'est acquitté de». */
function reflexiveSpan(
  tokens: readonly Token[],
  verb: number,
  end: number,
  free: number,
): { start: number; end: number } | undefined {
  const token = tokens[verb]
  const following = tokens[verb + 1]
  if (!token) return undefined
  if (following && /^-(?:vous|nous|toi|lui)$/.test(following.norm)) return { start: verb, end: Math.max(end, verb + 2) }
  let i = verb - 1
  while (i >= free && (tokens[i]?.upos === 'AUX' || tokens[i]?.norm === 'y' || tokens[i]?.norm === 'en')) i--
  const pronoun = tokens[i]
  if (i < free || !pronoun || !CLITICS.has(pronoun.norm)) return undefined
  // «vous acquittez la somme»: one «vous» before a finite verb is its subject.
  const plural = pronoun.norm === 'vous' || pronoun.norm === 'nous'
  const finite = token.features.verbForm === 'Fin' || i < verb - 1
  if (plural && finite && tokens[i - 1]?.norm !== pronoun.norm) {
    const before = tokens[i - 1]
    const twice = before?.norm === 'ne' && tokens[i - 2]?.norm === pronoun.norm
    if (!twice) return undefined
  }
  return { start: i, end }
}

/** «la somme dont il s'est acquitté» is not «acquitter». */
function isReflexive(tokens: readonly Token[], verb: number): boolean {
  let i = verb - 1
  while (i >= 0 && tokens[i]?.upos === 'AUX') i--
  const norm = tokens[i]?.norm
  return norm === 'se' || norm === "s'"
}

/** Whether the surroundings allow the entry to speak. */
function fits(tokens: readonly Token[], match: Match): boolean {
  const { except, only } = match.term.entry
  if (surroundsOne(tokens, match, except)) return false
  return only.length === 0 || surroundsOne(tokens, match, only)
}

function surroundsOne(tokens: readonly Token[], match: Match, surroundings: readonly Surrounding[]): boolean {
  for (const surrounding of surroundings) if (surrounds(tokens, match, surrounding)) return true
  return false
}

function surrounds(tokens: readonly Token[], match: Match, { place, words }: Surrounding): boolean {
  if (place === 'anywhere') {
    for (let i = 0; i < tokens.length; i++)
      if ((i < match.start || i >= match.end) && follows(tokens, i, words)) return true
    return false
  }
  if (place === 'itself') return words[0]?.has(tokens[match.at[0] ?? match.start]?.norm ?? '') === true
  if (place === 'after') return follows(tokens, match.end, words)
  return follows(tokens, match.start - words.length, words)
}

function follows(tokens: readonly Token[], from: number, words: readonly ReadonlySet<string>[]): boolean {
  if (from < 0) return false
  for (let i = 0; i < words.length; i++) {
    const token = tokens[from + i]
    const forms = words[i]
    if (token === undefined || forms === undefined) return false
    if (forms.has(token.norm) || forms.has(token.lemma)) continue
    if (!forms.has(classOf(token.kind)) && !forms.has(classOf(token.upos))) return false
  }
  return true
}

/** By kind and part of speech, the name of the class in lists: made once for the thousands of words that are asked for it. */
const classes = new Map<string, string>()

function classOf(name: string): string {
  let known = classes.get(name)
  if (known === undefined) {
    known = `@${name.toLowerCase()}`
    classes.set(name, known)
  }
  return known
}
