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
  const references = documents.flatMap(({ path, reference }) =>
    reference === undefined ? [] : [{ path, reference: compact(reference) }],
  )
  const holders = new Map<string, { readonly rank: number; readonly weight: number }[]>()
  const lengths: number[] = []
  for (const [rank, { title, otherTitle, path, about }] of documents.entries()) {
    const weights = new Map<string, number>()
    for (const word of contentWords(`${path.replace(/\.[a-z]+$/i, '')} ${about ?? ''} ${otherTitle ?? ''}`))
      weights.set(word, WEIGHTS.place)
    for (const word of contentWords(title ?? '')) weights.set(word, WEIGHTS.title)
    for (const [word, weight] of weights) {
      const known = holders.get(word)
      if (known === undefined) holders.set(word, [{ rank, weight }])
      else known.push({ rank, weight })
    }
  }
  const rarity = (word: string): number => Math.log1p(documents.length / (holders.get(word)?.length ?? 1))
  for (const [word, held] of holders)
    for (const { rank, weight } of held) lengths[rank] = (lengths[rank] ?? 0) + weight * rarity(word)

  return ({ reference = '', document = '', comment, suggestion, attachment = '' }) => {
    const said = new Map<string, number>()
    // A joined page names its subject at its head.
    for (const word of contentWords(`${comment} ${suggestion} ${attachment.slice(0, 1500)}`))
      said.set(word, SAID.remark)
    for (const word of contentWords(`${reference} ${document}`)) said.set(word, SAID.document)
    const scores = new Map<number, number>()
    for (const [word, strength] of said)
      for (const { rank, weight } of holders.get(word) ?? [])
        scores.set(rank, (scores.get(rank) ?? 0) + strength * weight * rarity(word))
    const miscopied = [reference, document].map(compact).filter((said) => said.length >= FEWEST_SIGNS)
    const near =
      miscopied.length === 0
        ? []
        : references.filter((known) => miscopied.some((said) => isOneSignAway(said, known.reference)))
    const alike = [...scores]
      .map(([rank, score]) => ({ rank, score, share: score / (lengths[rank] ?? 1) }))
      .filter(({ share }) => share >= ENOUGH)
      .sort((a, b) => b.score * Math.min(1, b.share) - a.score * Math.min(1, a.share) || a.rank - b.rank)
      .slice(0, MOST)
      .flatMap(({ rank }) => documents[rank]?.path ?? [])
    return [...new Set([...near.map(({ path }) => path), ...alike])].slice(0, MOST)
  }
}

/** A shorter reference is one sign away from too many others. */
const FEWEST_SIGNS = 4

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
