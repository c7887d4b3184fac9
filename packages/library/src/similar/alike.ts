import { SHINGLE_BITS } from './fingerprint.ts'

/** What is compared of a document. */
export interface Sample {
  readonly shingles: Uint32Array
  readonly level: number
}

/** Documents that are the same model. `of[i]` is the family of document `i`: the rank of one of its documents. */
export interface Alike {
  readonly of: Int32Array
  /** How much of its own words a document shares with another, from 0 to 1. */
  likeness(a: number, b: number): number
}

/**
 * From this share of own words in common, two letters are one model. Read by eye on real pairs: at 0.62 two versions of
 * one letter, one of them rewritten; at 0.5 two letters of one service on two subjects.
 */
export const SAME_MODEL = 0.55
/** With fewer runs of words, two texts are alike only when they are the same. */
const FEWEST_SHINGLES = 12
/** Signatures: a pair at the threshold meets in one of the bands 97 times in 100. */
const BANDS = 20
const ROWS = 3
/** Families weigh words, and words make families: it settles in three rounds. */
const ROUNDS = 3
/** Representatives kept in one bucket: more would compare what is not alike again and again. */
const MOST_IN_BUCKET = 48

/**
 * Finds the families of a library. Words that many families share (a letterhead, a recourse box) weigh little: two
 * letters are not one model because one service wrote both. The result depends on the set of documents alone, not on
 * their order.
 */
export function findAlike(samples: readonly Sample[]): Alike {
  const { texts, textOf } = distinctTexts(samples)
  const index = indexShingles(texts)
  let families = texts.map((_, i) => i)
  let weights = new Float64Array(0)
  for (let round = 0; round < ROUNDS; round++) {
    weights = weigh(index, families, round === 0)
    families = join(index, weights)
  }
  // The first document of each family stands for it.
  const first = new Map<number, number>()
  const of = new Int32Array(samples.length)
  for (let i = 0; i < samples.length; i++) {
    const family = families[textOf[i] ?? 0] ?? 0
    // A document without words is like nobody.
    if ((samples[i]?.shingles.length ?? 0) === 0) {
      of[i] = i
      continue
    }
    const known = first.get(family)
    if (known === undefined) first.set(family, i)
    of[i] = known ?? i
  }
  return { of, likeness: (a, b) => likeness(index, weights, textOf[a] ?? 0, textOf[b] ?? 0) }
}

/** Texts that read the same once their values are left out are compared once; their order is that of their contents. */
function distinctTexts(samples: readonly Sample[]): { texts: readonly Sample[]; textOf: Int32Array } {
  const keys = samples.map(({ shingles }) =>
    Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength).toString('latin1'),
  )
  const order = [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const rank = new Map(order.map((key, i) => [key, i]))
  const texts: Sample[] = new Array(order.length)
  const textOf = new Int32Array(samples.length)
  for (const [i, sample] of samples.entries()) {
    const at = rank.get(keys[i] ?? '') ?? 0
    textOf[i] = at
    texts[at] = sample
  }
  return { texts, textOf }
}

/** The texts as numbers of shingles, in order; a shingle of depth d is in the samples of level d and below. */
interface Index {
  readonly texts: readonly Int32Array[]
  readonly levels: Uint8Array
  readonly hashes: Int32Array
  readonly depths: Uint8Array
  readonly size: number
}

function indexShingles(samples: readonly Sample[]): Index {
  const ids = new Map<number, number>()
  const hashes: number[] = []
  const texts = samples.map(({ shingles }) => {
    const numbers = new Int32Array(shingles.length)
    for (let i = 0; i < shingles.length; i++) {
      const hash = shingles[i] ?? 0
      let id = ids.get(hash)
      if (id === undefined) {
        id = hashes.length
        ids.set(hash, id)
        hashes.push(hash)
      }
      numbers[i] = id
    }
    return numbers.sort()
  })
  return {
    texts,
    levels: Uint8Array.from(samples, ({ level }) => level),
    hashes: Int32Array.from(hashes),
    depths: Uint8Array.from(hashes, (hash) => Math.clz32(hash) - (32 - SHINGLE_BITS)),
    size: hashes.length,
  }
}

/** The fewer families have a shingle, the more it says: a shingle of every family says almost nothing. */
function weigh({ texts, size }: Index, families: readonly number[], isFirst: boolean): Float64Array<ArrayBuffer> {
  const counts = new Int32Array(size)
  const lastSeen = new Int32Array(size).fill(-1)
  const byFamily = Array.from(families, (family, text) => ({ family, text })).sort(
    (a, b) => a.family - b.family || a.text - b.text,
  )
  let total = 0
  let before = -1
  for (const { family, text } of byFamily) {
    if (family !== before) total += 1
    before = family
    for (const id of texts[text] ?? []) {
      if (lastSeen[id] === family) continue
      lastSeen[id] = family
      counts[id] = (counts[id] ?? 0) + 1
    }
  }
  return Float64Array.from(counts, (count) => Math.log1p(total / count) / (isFirst ? 1 : Math.sqrt(Math.max(1, count))))
}

/** Weighted Jaccard over what both samples can hold. */
function likeness({ texts, levels, depths }: Index, weights: Float64Array, a: number, b: number): number {
  const left = texts[a]
  const right = texts[b]
  if (left === undefined || right === undefined) return 0
  if (a === b) return left.length > 0 ? 1 : 0
  const level = Math.max(levels[a] ?? 0, levels[b] ?? 0)
  let shared = 0
  let all = 0
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    const x = i < left.length ? (left[i] ?? 0) : Number.MAX_SAFE_INTEGER
    const y = j < right.length ? (right[j] ?? 0) : Number.MAX_SAFE_INTEGER
    const id = x < y ? x : y
    if (x <= y) i += 1
    if (y <= x) j += 1
    if ((depths[id] ?? 0) < level) continue
    const weight = weights[id] ?? 0
    all += weight
    if (x === y) shared += weight
  }
  return all === 0 ? 0 : shared / all
}

/** Joins the texts whose likeness reaches the threshold, directly or from one to the next. */
function join(index: Index, weights: Float64Array): number[] {
  const { texts, levels } = index
  const parents = Int32Array.from(texts, (_, i) => i)
  const find = (i: number): number => {
    let root = i
    while (parents[root] !== root) root = parents[root] ?? root
    let at = i
    while (parents[at] !== root) {
      const next = parents[at] ?? root
      parents[at] = root
      at = next
    }
    return root
  }
  const buckets = new Map<number, number[]>()
  const signature = new Int32Array(BANDS)
  const put = (text: number): void => {
    for (let band = 0; band < BANDS; band++) {
      // Bands are told apart by their rank.
      const key = (signature[band] ?? 0) * BANDS + band
      const known = buckets.get(key)
      if (known === undefined) {
        buckets.set(key, [text])
        continue
      }
      const root = find(text)
      let isHere = false
      for (const other of known) {
        const theirs = find(other)
        if (theirs === find(root)) {
          isHere = true
          continue
        }
        if (likeness(index, weights, text, other) < SAME_MODEL) continue
        const mine = find(root)
        parents[Math.max(mine, theirs)] = Math.min(mine, theirs)
        isHere = true
      }
      if (!isHere && known.length < MOST_IN_BUCKET) known.push(text)
    }
  }
  for (let text = 0; text < texts.length; text++) {
    const length = texts[text]?.length ?? 0
    if (length < FEWEST_SHINGLES) continue
    const level = levels[text] ?? 0
    sign(index, weights, text, level, signature)
    put(text)
    // A text a little longer is sampled at the next level: they meet there.
    if (level === 0 && length < MOST_AT_LEVEL) continue
    sign(index, weights, text, level + 1, signature)
    put(text)
  }
  return Array.from(parents, (_, i) => find(i))
}

/** Under this, no text sampled at the next level can be alike. */
const MOST_AT_LEVEL = 100

const SEEDS = Int32Array.from({ length: BANDS * ROWS }, (_, i) => Math.imul(i + 1, 0x9e3779b9))
const LOWEST = new Float64Array(BANDS * ROWS)
const CHOSEN = new Int32Array(BANDS * ROWS)

/**
 * MinHash where a shingle is drawn in proportion to its weight: the lowest of `random / weight`. A band is the hash of
 * three draws, and of the level.
 */
function sign(
  { texts, hashes, depths }: Index,
  weights: Float64Array,
  text: number,
  level: number,
  out: Int32Array,
): void {
  LOWEST.fill(Number.POSITIVE_INFINITY)
  for (const id of texts[text] ?? []) {
    if ((depths[id] ?? 0) < level) continue
    const hash = hashes[id] ?? 0
    const price = 1 / (weights[id] ?? 1)
    for (let i = 0; i < SEEDS.length; i++) {
      let random = Math.imul(hash ^ (SEEDS[i] ?? 0), 0x85ebca6b)
      random = Math.imul(random ^ (random >>> 13), 0xc2b2ae35)
      const value = ((random ^ (random >>> 16)) >>> 0) * price
      if (value < (LOWEST[i] ?? 0)) {
        LOWEST[i] = value
        CHOSEN[i] = hash
      }
    }
  }
  for (let band = 0; band < BANDS; band++) {
    let hash = level
    for (let row = 0; row < ROWS; row++) {
      hash = Math.imul(hash ^ (CHOSEN[band * ROWS + row] ?? 0), 0x9e3779b1)
      hash ^= hash >>> 15
    }
    out[band] = hash
  }
}
