import { type Element, keysOf, type Term } from './term.ts'

/** A term and the rank of its list. */
export interface Listed {
  readonly list: number
  readonly term: Term
}

/** Terms of all lists that begin alike: after «à l'», seventy of them. */
export interface Branch {
  /** Those to be tried whole. */
  terms: readonly Listed[]
  /** Those whose next word must come next, by its forms and lemmas. */
  next: ReadonlyMap<string, Branch> | undefined
  /** False until a sentence comes that far: then the terms are sorted by their next word. */
  isSorted: boolean
}

/** The terms that may begin with one word. */
export interface Opening extends Branch {
  /** Those that let an adverb or a determiner come between, by the forms and lemmas of the word after. */
  readonly later: ReadonlyMap<string, readonly Listed[]> | undefined
}

/** A few terms are tried sooner than a word is looked up. */
const FEW = 3

/** Sorts the terms that begin with a word, among those that might. */
export function openingOf(key: string, candidates: readonly Listed[]): Opening {
  const terms: Listed[] = []
  const next = new Map<string, Listed[]>()
  const later = new Map<string, Listed[]>()
  for (const listed of candidates) {
    const { term } = listed
    const [first, second] = term.elements
    if (first === undefined || !keysOf(first).has(key)) continue
    const following =
      term.loose === 0 ? term.elements.find((element, i) => i > 0 && element.kind !== 'determiner') : second
    if (following === undefined || following.kind === 'determiner') terms.push(listed)
    else addTo(term.loose === 0 ? later : next, following, listed)
  }
  return { terms, next: branchesOf(next), isSorted: true, later: later.size === 0 ? undefined : later }
}

function branchesOf(terms: ReadonlyMap<string, readonly Listed[]>): Branch['next'] {
  if (terms.size === 0) return undefined
  const branches = new Map<string, Branch>()
  for (const [key, listed] of terms)
    branches.set(key, { terms: listed, next: undefined, isSorted: listed.length <= FEW })
  return branches
}

/** Sorts the terms of a branch by their word of a rank. */
export function sortBranch(branch: Branch, rank: number): void {
  const terms: Listed[] = []
  const next = new Map<string, Listed[]>()
  for (const one of branch.terms) {
    const following = tightAt(one.term, rank)
    if (following) addTo(next, following, one)
    else terms.push(one)
  }
  branch.terms = terms
  branch.next = branchesOf(next)
  branch.isSorted = true
}

/** The word of a term that must stand exactly `rank` words after the first, if any. */
function tightAt({ elements, loose }: Term, rank: number): Element | undefined {
  if (loose >= 0 && rank > loose) return undefined
  for (let i = 0; i <= rank; i++) if (elements[i]?.kind === 'determiner') return undefined
  return elements[rank]
}

function addTo(terms: Map<string, Listed[]>, element: Element, listed: Listed): void {
  for (const key of keysOf(element)) {
    const known = terms.get(key)
    if (known) known.push(listed)
    else terms.set(key, [listed])
  }
}
