import { type IsWord, printOf, SHINGLE_BITS } from './fingerprint.ts'
import { unpackFingerprint } from './pack.ts'

/** A document of the library that a text resembles: how much of the shorter of the two is in the other, from 0 to 1. */
export interface Resembling {
  readonly path: string
  readonly share: number
}

/** Finds the document that a text was made from: a copy of a letter, whole or in part, filled for someone, or made anonymous. */
export interface ModelFinder {
  /** The document it surely is; nothing where two documents resemble it as much. */
  find(text: string): Resembling | undefined
  /** Those it may be, best first. */
  near(text: string): readonly Resembling[]
}

/** What is asked of a record to be found again. */
export interface Findable {
  readonly path: string
  readonly fingerprint: string | null
}

/** From this share on, a copy is of this document; measured by `pnpm bench reports`. */
const SURE = 0.65
/** How much more of the text it must explain than the next one. */
const LEAD = 0.1
/** Under this, two letters of one service have as much in common. */
const NEAR = 0.25
const FEWEST_SHINGLES = 12
/** Documents that are weighed shingle by shingle: the others share less. */
const MOST_WEIGHED = 24
const MOST_NEAR = 3

/** Makes the finder of a library from what was kept of its documents: no file is read. `isWord` says what the dictionary knows. */
export function modelFinder(records: Iterable<Findable>, isWord: IsWord): ModelFinder {
  const documents: { readonly path: string; readonly shingles: Uint32Array; readonly level: number }[] = []
  const holders = new Map<number, number[]>()
  for (const { path, fingerprint } of records) {
    const print = unpackFingerprint(fingerprint)
    if (print === undefined || print.shingles.length < FEWEST_SHINGLES) continue
    for (const shingle of print.shingles) {
      const known = holders.get(shingle)
      if (known === undefined) holders.set(shingle, [documents.length])
      else known.push(documents.length)
    }
    documents.push({ path, shingles: print.shingles, level: print.level })
  }
  // A shingle of the letterhead, which every letter has, says almost nothing.
  const weightOf = (shingle: number): number => Math.log1p(documents.length / (holders.get(shingle)?.length ?? 1)) ** 2

  const near = (text: string): readonly (Resembling & { readonly shared: number })[] => {
    const { shingles, level } = printOf([asBlock(text)], isWord)
    if (shingles.length < FEWEST_SHINGLES) return []
    const shared = new Map<number, number>()
    for (const shingle of shingles) {
      const weight = weightOf(shingle)
      for (const rank of holders.get(shingle) ?? []) shared.set(rank, (shared.get(rank) ?? 0) + weight)
    }
    const best = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_WEIGHED)
    return best
      .map(([rank, weight]) => {
        const document = documents[rank]
        if (document === undefined) return { path: '', share: 0, shared: 0 }
        // Each is a sample: they compare on the shingles that both would have kept.
        const limit = 2 ** (SHINGLE_BITS - Math.max(level, document.level))
        const total = (all: Uint32Array): number => {
          let sum = 0
          for (const shingle of all) if (shingle < limit) sum += weightOf(shingle)
          return sum
        }
        return {
          path: document.path,
          share: weight / Math.min(total(document.shingles), total(shingles)),
          shared: weight,
        }
      })
      .filter(({ share }) => share >= NEAR)
      .sort((a, b) => b.shared - a.shared || (a.path < b.path ? -1 : 1))
  }
  return {
    find(text) {
      const [first, second] = near(text)
      if (first === undefined || first.share < SURE) return undefined
      // A shorter letter of the same service may be whole in this one: what counts is how much of the text each explains.
      return 1 - (second?.shared ?? 0) / first.shared >= LEAD ? first : undefined
    },
    near: (text) =>
      near(text)
        .slice(0, MOST_NEAR)
        .map(({ path, share }) => ({ path, share })),
  }
}

/** The lines of a copy are those of its page, not of its paragraphs. What stands between brackets, « [nom] », is a value. */
function asBlock(text: string): Parameters<typeof printOf>[0] extends Iterable<infer B> ? B : never {
  const opaque = [...text.matchAll(/\[[^\][\n]{1,40}\]/g)].map(({ index, 0: said }) => ({
    start: index,
    end: index + said.length,
  }))
  return { index: 0, zone: 'corps', text, opaque }
}
