import type { Token } from '@limpide/french'
import type { Surrounding } from './entry.ts'
import { type Element, isDeterminer, type Term, type TermGroup, type TermIndex } from './term.ts'

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
  return createTermFinder().add(index)(tokens)
}

/** Finds the terms of one list in a sentence. */
export type TermFinder = (tokens: readonly Token[]) => readonly Match[]

/** Looks for the terms of every list added to it in one reading of a sentence, and keeps what it found. */
export function createTermFinder(): { add(index: TermIndex): TermFinder } {
  const groups = new Map<string, { readonly list: number; readonly group: TermGroup }[]>()
  let lists = 0
  let known = new WeakMap<readonly Token[], readonly (readonly Match[] | undefined)[]>()

  function read(tokens: readonly Token[]): readonly (readonly Match[] | undefined)[] {
    const found: Match[][] = []
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]
      if (token?.kind !== 'word') continue
      const form = formOf(token)
      const byForm = groups.get(form)
      const byLemma = token.lemma === form ? undefined : groups.get(token.lemma)
      if (byForm) {
        for (const { list, group } of byForm) {
          const matches = found[list]
          const free = matches?.at(-1)?.end ?? 0
          if (i < free) continue
          let match = longestOf(tokens, i, group, free)
          const other = byLemma?.find((home) => home.list === list)
          if (other) match = longer(match, longestOf(tokens, i, other.group, free))
          if (match) keep(found, list, match)
        }
      }
      if (byLemma) {
        for (const { list, group } of byLemma) {
          if (byForm?.some((home) => home.list === list)) continue
          const free = found[list]?.at(-1)?.end ?? 0
          if (i < free) continue
          const match = longestOf(tokens, i, group, free)
          if (match) keep(found, list, match)
        }
      }
    }
    return found
  }

  return {
    add(index) {
      const list = lists++
      for (const [word, group] of index) {
        const homes = groups.get(word)
        if (homes) homes.push({ list, group })
        else groups.set(word, [{ list, group }])
      }
      // What was found before did not look for these.
      known = new WeakMap()
      return (tokens) => {
        let found = known.get(tokens)
        if (found === undefined) {
          found = read(tokens)
          known.set(tokens, found)
        }
        return found[list] ?? NONE
      }
    },
  }
}

function keep(found: Match[][], list: number, match: Match): void {
  const matches = found[list]
  if (matches) matches.push(match)
  else found[list] = [match]
}

/** The match that covers more, the first of two that cover as much. */
function longer(a: Match | undefined, b: Match | undefined): Match | undefined {
  if (!a || !b) return a ?? b
  return b.end - b.start > a.end - a.start ? b : a
}

function longestOf(tokens: readonly Token[], i: number, { byNext, open }: TermGroup, free: number): Match | undefined {
  let best = longestAmong(tokens, i, open, free, undefined)
  const next = tokens[i + 1]
  if (next === undefined || byNext.size === 0) return best
  const form = formOf(next)
  best = longestAmong(tokens, i, byNext.get(form), free, best)
  return next.lemma === form ? best : longestAmong(tokens, i, byNext.get(next.lemma), free, best)
}

function longestAmong(
  tokens: readonly Token[],
  i: number,
  terms: readonly Term[] | undefined,
  free: number,
  known: Match | undefined,
): Match | undefined {
  let best = known
  if (!terms) return best
  for (const term of terms) {
    const match = matchAt(tokens, i, term, free)
    if (!match || !fits(tokens, match)) continue
    const gain = best ? match.end - match.start - (best.end - best.start) : 1
    if (!best || gain > 0 || (gain === 0 && term.order < best.term.order)) best = match
  }
  return best
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
  if (element.kind !== 'lemma' || !element.agreed?.has(lemma)) return false
  return features.verbForm === undefined || (features.verbForm === 'Part' && features.tense !== 'Pres')
}

function stands(token: Token, element: Element, before: Token | undefined): boolean {
  if (element.kind === 'determiner') return isDeterminer(token)
  if (element.kind === 'form') return element.forms.has(formOf(token))
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
  if (except.some((surrounding) => surrounds(tokens, match, surrounding))) return false
  return only.length === 0 || only.some((surrounding) => surrounds(tokens, match, surrounding))
}

function surrounds(tokens: readonly Token[], match: Match, { place, words }: Surrounding): boolean {
  if (place === 'anywhere') {
    return tokens.some((_, i) => (i < match.start || i >= match.end) && follows(tokens, i, words))
  }
  if (place === 'itself') return words[0]?.has(tokens[match.at[0] ?? match.start]?.norm ?? '') === true
  if (place === 'after') return follows(tokens, match.end, words)
  return follows(tokens, match.start - words.length, words)
}

function follows(tokens: readonly Token[], from: number, words: readonly ReadonlySet<string>[]): boolean {
  if (from < 0) return false
  return words.every((forms, i) => {
    const token = tokens[from + i]
    return (
      token !== undefined &&
      (forms.has(token.norm) ||
        forms.has(token.lemma) ||
        forms.has(`@${token.kind}`) ||
        forms.has(`@${token.upos.toLowerCase()}`))
    )
  })
}
