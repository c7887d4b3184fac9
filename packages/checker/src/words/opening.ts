import { type Element, formsOf, keysOf, type Term } from './term.ts'

/** A term and the rank of its list. */
export interface Listed {
  readonly list: number
  readonly term: Term
}

/** The terms of all lists, each at its places: one for each word that may open it. */
export interface Places {
  /** The word that comes next in the term, when it is known without reading it. */
  nextAt(place: number): string | undefined
  /** Reads the term. */
  listedAt(place: number): Listed
}

/** Terms of all lists that begin alike: after «à l'», seventy of them. */
export interface Branch {
  /** Those to be tried whole. */
  terms: Listed[]
  /** Those whose next word must come next, by its forms and lemmas. */
  next: ReadonlyMap<string, Branch> | undefined
  /** False until a sentence comes that far: then the terms are sorted by their next word. */
  isSorted: boolean
  /** The places of terms that are not read before that. */
  waiting: number[] | undefined
}

/** The terms that may begin with one word. */
export interface Opening extends Branch {
  /** Those that let an adverb or a determiner come between, by the forms and lemmas of the word after. */
  readonly later: ReadonlyMap<string, readonly Listed[]> | undefined
}

/** A few terms are tried sooner than a word is looked up. */
const FEW = 3

/** Sorts the terms that begin with a word, among those that might. */
export function openingOf(key: string, candidates: readonly number[], places: Places): Opening {
  const terms: Listed[] = []
  const next = new Map<string, Branch>()
  const later = new Map<string, Listed[]>()
  for (const place of candidates) {
    const word = places.nextAt(place)
    if (word !== undefined) {
      for (const form of formsOf(word)) {
        const branch = branchAt(next, form)
        branch.isSorted = false
        if (branch.waiting) branch.waiting.push(place)
        else branch.waiting = [place]
      }
      continue
    }
    const listed = places.listedAt(place)
    const { term } = listed
    const [first, second] = term.elements
    if (first === undefined || !keysOf(first).has(key)) continue
    const following =
      term.loose === 0 ? term.elements.find((element, i) => i > 0 && element.kind !== 'determiner') : second
    if (following === undefined || following.kind === 'determiner') terms.push(listed)
    else if (term.loose === 0) {
      for (const word of keysOf(following)) later.set(word, [...(later.get(word) ?? []), listed])
    } else addTo(next, following, listed)
  }
  return {
    terms,
    next: next.size === 0 ? undefined : next,
    isSorted: true,
    waiting: undefined,
    later: later.size === 0 ? undefined : later,
  }
}

/** Sorts the terms of a branch by their word of a rank. */
export function sortBranch(branch: Branch, rank: number, places: Places): void {
  for (const place of branch.waiting ?? []) branch.terms.push(places.listedAt(place))
  branch.waiting = undefined
  branch.isSorted = true
  if (branch.terms.length <= FEW) return
  const terms: Listed[] = []
  const next = new Map<string, Branch>()
  for (const listed of branch.terms) {
    const following = tightAt(listed.term, rank)
    if (following) addTo(next, following, listed)
    else terms.push(listed)
  }
  branch.terms = terms
  if (next.size > 0) branch.next = next
}

function branchAt(branches: Map<string, Branch>, key: string): Branch {
  let branch = branches.get(key)
  if (branch === undefined) {
    branch = { terms: [], next: undefined, isSorted: true, waiting: undefined }
    branches.set(key, branch)
  }
  return branch
}

/** The word of a term that must stand exactly `rank` words after the first, if any. */
function tightAt({ elements, loose }: Term, rank: number): Element | undefined {
  if (loose >= 0 && rank > loose) return undefined
  for (let i = 0; i <= rank; i++) if (elements[i]?.kind === 'determiner') return undefined
  return elements[rank]
}

function addTo(branches: Map<string, Branch>, element: Element, listed: Listed): void {
  for (const key of keysOf(element)) {
    const branch = branchAt(branches, key)
    branch.terms.push(listed)
    if (branch.terms.length > FEW) branch.isSorted = false
  }
}
