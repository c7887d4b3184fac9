import { compact, contentWords } from './content-words.ts'
import type { MatchableDocument } from './match.ts'
import type { Report } from './report.ts'

/** What words of a document say less or more of it: its title names it, its service is that of many others. */
const WEIGHTS = { title: 3, place: 1 } as const
/** What a reporter wrote in the place of a title or of a reference says more than what they remark. */
const SAID = { document: 3, remark: 1 } as const
const MOST = 3
/** Under this share of the words of a document that are found, weighed by how rare they are, it is not worth proposing. */
const ENOUGH = 0.3

/** What a report says, in all its texts. */
export type Sayings = Pick<Report, 'comment' | 'suggestion'> &
  Partial<Pick<Report, 'reference' | 'document'>> & { readonly attachment?: string }

/**
 * Proposes documents for a report that names none for sure, by a reference miscopied by one sign, then by the words they share: at
 * most three paths, best first. For a person to choose from, never to give a report to a document.
 */
export function proposer(documents: readonly MatchableDocument[]): (report: Sayings) => readonly string[] {
  // Most reports name their document: nothing is prepared for them.
  let propose: ReturnType<typeof prepare> | undefined
  return (report) => {
    propose ??= prepare(documents)
    return propose(report)
  }
}

function prepare(documents: readonly MatchableDocument[]): (report: Sayings) => readonly string[] {
  const near = nearReferences(documents)
  const alike = alikeDocuments(documents)
  return (report) => {
    const ranks = [...near(report), ...alike(report)]
    return [...new Set(ranks.flatMap((rank) => documents[rank]?.path ?? []))].slice(0, MOST)
  }
}

/** The documents that say the words of a report, best first, as ranks; without going through all those that say one of them. */
function alikeDocuments(documents: readonly MatchableDocument[]): (report: Sayings) => readonly number[] {
  const index = indexWords(documents)
  const { idOf, firstOf, holders, rarity, lengths, most } = index
  const visited = new Uint32Array(documents.length)
  let visit = 0

  return (report) => {
    const said = saidWords(report)
    const words: SaidWord[] = []
    for (const [word, strength] of said) {
      const id = idOf.get(word)
      if (id !== undefined) words.push({ id, strength, place: words.length })
    }
    const inReport = new Map(words.map((word) => [word.id, word]))
    const worth = ({ id, strength }: SaidWord): number => strength * WEIGHTS.title * (rarity[id] ?? 0)
    const byWorth = words.toSorted((a, b) => worth(b) - worth(a) || a.place - b.place)
    // The most that a document can score with the words from this one on: it has no more of them than the longest has words.
    const mosts = byWorth.map((_, i) => byWorth.slice(i, i + most).reduce((sum, word) => sum + worth(word), 0))
    visit += 1
    const best: Scored[] = []
    for (const [i, { id }] of byWorth.entries()) {
      const limit = (mosts[i] ?? 0) * ROUNDING
      for (let at = firstOf[id] ?? 0; at < (firstOf[id + 1] ?? 0); at++) {
        const rank = holders[at] ?? 0
        const length = lengths[rank] ?? 1
        // The holders of a word are in the order of their lengths: the next ones cannot do better.
        if (limit < ENOUGH * length || limit * Math.min(1, limit / length) < (best[MOST - 1]?.value ?? 0)) break
        if (visited[rank] === visit) continue
        visited[rank] = visit
        const score = scoreOf(index, rank, inReport)
        const share = score / length
        if (share >= ENOUGH) insert(best, { rank, value: score * Math.min(1, share) })
      }
    }
    return best.map(({ rank }) => rank)
  }
}

interface SaidWord {
  readonly id: number
  readonly strength: number
  /** Its rank among the words of the report. */
  readonly place: number
}

interface Scored {
  readonly rank: number
  readonly value: number
}

/** Sums of the same numbers in another order differ by less. */
const ROUNDING = 1 + 1e-9

/** Keeps the best ones, in order; of two as good, the first document. */
function insert(best: Scored[], one: Scored): void {
  let at = best.length
  for (; at > 0; at--) {
    const before = best[at - 1]
    if (before === undefined || before.value > one.value) break
    if (before.value === one.value && before.rank < one.rank) break
  }
  if (at >= MOST) return
  best.splice(at, 0, one)
  best.length = Math.min(best.length, MOST)
}

function saidWords({
  reference = '',
  document = '',
  comment,
  suggestion,
  attachment = '',
}: Sayings): ReadonlyMap<string, number> {
  const said = new Map<string, number>()
  // A joined page names its subject at its head.
  for (const word of contentWords(`${comment} ${suggestion} ${attachment.slice(0, 1500)}`)) said.set(word, SAID.remark)
  for (const word of contentWords(`${reference} ${document}`)) said.set(word, SAID.document)
  return said
}

interface WordIndex {
  readonly idOf: ReadonlyMap<string, number>
  /** The words of each document, in order, with their weights: those of document `d` are from `startOf[d]` to `startOf[d + 1]`. */
  readonly startOf: Uint32Array
  readonly words: Uint32Array
  readonly weights: Uint8Array
  /** The documents of each word, the shortest first: those of word `w` are from `firstOf[w]` to `firstOf[w + 1]`. */
  readonly firstOf: Uint32Array
  readonly holders: Uint32Array
  readonly rarity: Float64Array
  /** What a report scores that says every word of the document. */
  readonly lengths: Float64Array
  /** So many words in the document that has most. */
  readonly most: number
}

function indexWords(documents: readonly MatchableDocument[]): WordIndex {
  const idOf = new Map<string, number>()
  const counts: number[] = []
  let most = 0
  const startOf = new Uint32Array(documents.length + 1)
  const allWords: number[] = []
  const allWeights: number[] = []
  for (const [rank, { title, otherTitle, path, about }] of documents.entries()) {
    const weights = new Map<number, number>()
    const add = (text: string, weight: number): void => {
      for (const word of contentWords(text)) {
        let id = idOf.get(word)
        if (id === undefined) {
          id = counts.length
          idOf.set(word, id)
          counts.push(0)
        }
        if (!weights.has(id)) counts[id] = (counts[id] ?? 0) + 1
        weights.set(id, weight)
      }
    }
    add(`${path.replace(/\.[a-z]+$/i, '')} ${about ?? ''} ${otherTitle ?? ''}`, WEIGHTS.place)
    add(title ?? '', WEIGHTS.title)
    for (const [id, weight] of [...weights].sort(([a], [b]) => a - b)) {
      allWords.push(id)
      allWeights.push(weight)
    }
    startOf[rank + 1] = allWords.length
    most = Math.max(most, weights.size)
  }
  const words = Uint32Array.from(allWords)
  const weights = Uint8Array.from(allWeights)
  const rarity = Float64Array.from(counts, (count) => Math.log1p(documents.length / count))
  const lengths = new Float64Array(documents.length)
  for (let rank = 0; rank < documents.length; rank++)
    for (let at = startOf[rank] ?? 0; at < (startOf[rank + 1] ?? 0); at++)
      lengths[rank] = (lengths[rank] ?? 0) + (weights[at] ?? 0) * (rarity[words[at] ?? 0] ?? 0)
  const firstOf = new Uint32Array(counts.length + 1)
  for (const [id, count] of counts.entries()) firstOf[id + 1] = (firstOf[id] ?? 0) + count
  const next = firstOf.slice()
  const holders = new Uint32Array(words.length)
  const byLength = Uint32Array.from(documents.keys()).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b)
  for (const rank of byLength)
    for (let at = startOf[rank] ?? 0; at < (startOf[rank + 1] ?? 0); at++) {
      const id = words[at] ?? 0
      const place = next[id] ?? 0
      holders[place] = rank
      next[id] = place + 1
    }
  return { idOf, startOf, words, weights, firstOf, holders, rarity, lengths, most }
}

function scoreOf(
  { startOf, words, weights, rarity }: WordIndex,
  rank: number,
  said: ReadonlyMap<number, SaidWord>,
): number {
  const parts: { readonly place: number; readonly value: number }[] = []
  for (let at = startOf[rank] ?? 0; at < (startOf[rank + 1] ?? 0); at++) {
    const id = words[at] ?? 0
    const word = said.get(id)
    if (word === undefined) continue
    parts.push({ place: word.place, value: word.strength * (weights[at] ?? 0) * (rarity[id] ?? 0) })
  }
  // Added in the order of the report, whatever the document: two that say the same words are as good.
  return parts.sort((a, b) => a.place - b.place).reduce((sum, { value }) => sum + value, 0)
}

/** The documents whose reference was miscopied by one sign, as ranks; found without looking at every reference. */
function nearReferences(documents: readonly MatchableDocument[]): (report: Sayings) => readonly number[] {
  const known = documents.map(({ reference }) => (reference === undefined ? undefined : compact(reference)))
  // Two references one sign apart are the same, or become so, once each loses a sign or none.
  const keys: number[] = []
  for (const [rank, reference] of known.entries())
    if (reference !== undefined) for (const key of shortened(reference)) keys.push(key * documents.length + rank)
  const index = Float64Array.from(keys).sort()
  return ({ reference = '', document = '' }) => {
    const found = new Set<number>()
    for (const said of [reference, document].map(compact)) {
      if (said.length < FEWEST_SIGNS || said.length > MOST_SIGNS) continue
      for (const key of shortened(said)) {
        const from = key * documents.length
        for (let at = firstFrom(index, from); at < index.length; at++) {
          const rank = (index[at] ?? 0) - from
          if (rank >= documents.length) break
          const other = known[rank]
          if (other !== undefined && isOneSignAway(said, other)) found.add(rank)
        }
      }
    }
    return [...found].sort((a, b) => a - b)
  }
}

/** The text, and the text less each of its signs, as numbers. */
function shortened(text: string): ReadonlySet<number> {
  const keys = new Set([hashOf(text)])
  for (let i = 0; i < text.length; i++) keys.add(hashOf(text.slice(0, i) + text.slice(i + 1)))
  return keys
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The place of the first number that is not under this one. */
function firstFrom(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** A shorter reference is one sign away from too many others. */
const FEWEST_SIGNS = 4
/** A whole sentence is no reference. */
const MOST_SIGNS = 64

/** True when one sign was changed, added or left out, or two neighbours swapped: « AL-021 » for « AL-012 ». */
function isOneSignAway(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(''))
}
