import { type PrintedBlock, SHINGLE_BITS } from './fingerprint.ts'
import { inSameOrder } from './same-order.ts'

interface Bands {
  readonly bands: number
  readonly rows: number
}

/** What is compared of a document. */
export interface Sample {
  readonly shingles: Uint32Array
  readonly level: number
  /** Its blocks, where they are known: what two texts have word for word is told from what they say alike. */
  readonly blocks?: readonly SampledBlock[]
  /** Its long words in order, where they are known: what was written again sentence by sentence is told by them. */
  readonly stems?: Uint8Array
}

type SampledBlock = Pick<PrintedBlock, 'hash' | 'words' | 'stems'>

/** Documents that are the same model. `of[i]` is the family of document `i`: the rank of one of its documents. */
export interface Alike {
  readonly of: Int32Array
  /** How much of its own words a document shares with another, from 0 to 1. */
  likeness(a: number, b: number): number
}

/**
 * From this share of own words in common, two letters are one model. Read by eye on real pairs: at 0.72 one model with
 * another amount, at 0.61 two deeds of one kind, at 0.53 one letter on two grounds.
 */
export const SAME_MODEL = 0.7
/** When a letter is another without some of its passages, so much of it is found there, and it is so much of the other. */
const WHOLLY_WITHIN = 0.9
const ENOUGH_OF_IT = 0.35
/**
 * When a text was written again for another subject, it says so much of the same all in all, and so much once the blocks that
 * are the same word for word are put aside. Read by eye: one warning for two leaves is at 0.51 and 0.50, two mails that have
 * their second half in common at 0.51 and 0.26, two leaves that have one passage in common at 0.43 and 0.44.
 */
const WRITTEN_AGAIN = 0.45
const ALL_ALONG = 0.35
/**
 * Or else, when it says nearly as much of the same, and its long words come in the same order, all along too. Read by eye: one warning for two
 * subjects, or one list of precautions for two products, is at 0.59 and over; two mails that have their second half in common
 * at 0.54, two leaves that have one passage in common at 0.51.
 */
const NEARLY_WRITTEN_AGAIN = 0.4
const SAME_ORDER = 0.57
/** With fewer runs of words, two texts are alike only when they are the same. */
const FEWEST_SHINGLES = 12
/** Signatures: a pair at the threshold meets in one of the bands 998 times in 1,000. */
const CLOSE: Bands = { bands: 20, rows: 3 }
/** Those of the typical letters of families: a pair at the lowest threshold meets 999 times in 1,000. */
const LOOSE: Bands = { bands: 60, rows: 2 }
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
    families = attach(index, weights, join(index, weights))
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
  const seen = new Map<number, number>()
  const firstOf = new Int32Array(samples.length)
  const distinct: Sample[] = []
  for (const [i, sample] of samples.entries()) {
    const key = keyOf(sample.shingles)
    const known = seen.get(key)
    const held = known === undefined ? undefined : distinct[known]
    if (known !== undefined && held !== undefined && isSame(sample.shingles, held.shingles)) {
      firstOf[i] = known
      // The same runs of words may be cut in other blocks: whoever comes first, the same blocks are kept.
      if (comesBefore(sample.blocks, held.blocks)) distinct[known] = sample
      continue
    }
    firstOf[i] = distinct.length
    if (known === undefined) seen.set(key, distinct.length)
    distinct.push(sample)
  }
  const bytes = distinct.map(({ shingles: { buffer, byteOffset, byteLength } }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  )
  const order = [...distinct.keys()].sort((a, b) => Buffer.compare(bytes[a] ?? NO_BYTE, bytes[b] ?? NO_BYTE) || a - b)
  const rank = new Int32Array(order.length)
  for (const [i, at] of order.entries()) rank[at] = i
  return { texts: order.flatMap((at) => distinct[at] ?? []), textOf: firstOf.map((at) => rank[at] ?? 0) }
}

const NO_BYTE = new Uint8Array(0)

/** Fifty-three bits of what a text is: the same for the same shingles, and hardly ever for others. */
export function keyOf(shingles: Uint32Array): number {
  let one = 0x811c9dc5
  let other = shingles.length
  for (let i = 0; i < shingles.length; i++) {
    const shingle = shingles[i] ?? 0
    one = Math.imul(one ^ shingle, 0x01000193)
    one ^= one >>> 15
    other = Math.imul(other ^ shingle, 0x85ebca6b)
    other ^= other >>> 13
  }
  return (one >>> 0) * 2 ** 21 + (other >>> 11)
}

/** True for the same shingles, or the same stems. */
export function isSame<Numbers extends Uint32Array | Uint8Array>(one: Numbers, other: Numbers): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

function comesBefore(blocks: readonly SampledBlock[] = NO_BLOCK, others: readonly SampledBlock[] = NO_BLOCK): boolean {
  for (const [i, { hash }] of blocks.entries()) {
    const other = others[i]?.hash
    if (other === undefined || hash < other) return true
    if (hash > other) return false
  }
  return false
}

/** The texts as numbers of shingles, in order; a shingle of depth d is in the samples of level d and below. */
interface Index {
  readonly texts: readonly Int32Array[]
  readonly levels: Uint8Array
  readonly blocks: readonly (readonly SampledBlock[])[]
  readonly stems: readonly Uint8Array[]
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
    blocks: samples.map(({ blocks = NO_BLOCK }) => blocks),
    stems: samples.map(({ stems = NO_BYTE }) => stems),
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
  // Two letters that are compared share their words: that two families have them says nothing against it.
  const usual = isFirst ? 2 : Math.max(2, usualCount(texts, counts))
  return Float64Array.from(counts, (count) => {
    const held = Math.max(count, usual)
    return Math.log1p(total / held) / (isFirst ? 1 : Math.sqrt(held))
  })
}

/**
 * In how many families the rarest tenth of a text is found. A word that someone changed is found in one, and must not
 * say more than the words of the model around it, which a large library has in several models.
 */
function usualCount(texts: readonly Int32Array[], counts: Int32Array): number {
  const histogram = new Map<number, number>()
  let all = 0
  for (const text of texts) {
    all += text.length
    for (const id of text) {
      const count = counts[id] ?? 0
      histogram.set(count, (histogram.get(count) ?? 0) + 1)
    }
  }
  let seen = 0
  for (const [count, times] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += times
    if (seen * RAREST >= all) return count
  }
  return 1
}

const RAREST = 10

/** What two texts share over what both samples can hold: by weight, or by number without weights. */
interface Overlap {
  readonly shared: number
  readonly left: number
  readonly right: number
}

function overlap({ texts, levels, depths }: Index, weights: Float64Array | undefined, a: number, b: number): Overlap {
  const one = texts[a] ?? NONE
  const other = texts[b] ?? NONE
  const level = Math.max(levels[a] ?? 0, levels[b] ?? 0)
  let shared = 0
  let left = 0
  let right = 0
  let i = 0
  let j = 0
  while (i < one.length || j < other.length) {
    const x = i < one.length ? (one[i] ?? 0) : Number.MAX_SAFE_INTEGER
    const y = j < other.length ? (other[j] ?? 0) : Number.MAX_SAFE_INTEGER
    const id = Math.min(x, y)
    if (x <= y) i += 1
    if (y <= x) j += 1
    if ((depths[id] ?? 0) < level) continue
    const weight = weights === undefined ? 1 : (weights[id] ?? 0)
    if (x <= y) left += weight
    if (y <= x) right += weight
    if (x === y) shared += weight
  }
  return { shared, left, right }
}

const NONE = new Int32Array(0)
const NO_BLOCK: readonly SampledBlock[] = []

/** Weighted Jaccard: what is shared over all that either holds. */
function likeness(index: Index, weights: Float64Array, a: number, b: number): number {
  const { shared, left, right } = overlap(index, weights, a, b)
  const all = left + right - shared
  return all === 0 ? 0 : shared / all
}

/**
 * How alike two texts are once the blocks that they have word for word are put aside. Two models of one service may share half
 * of their blocks, and nothing else; a text written again for another subject is alike all along.
 */
function likenessAside(index: Index, a: number, b: number): number {
  const { shared, left, right } = overlap(index, undefined, a, b)
  const level = Math.max(index.levels[a] ?? 0, index.levels[b] ?? 0)
  const held = new Set((index.blocks[a] ?? NO_BLOCK).map(({ hash }) => hash))
  let words = 0
  for (const block of index.blocks[b] ?? NO_BLOCK) if (held.delete(block.hash)) words += block.words
  // A block has about as many runs of words as words, of which each level keeps half.
  const aside = Math.min(shared, words / 2 ** level)
  const all = left + right - shared - aside
  return all <= 0 ? 0 : (shared - aside) / all
}

/** True when two texts say most of the same in the same order, and so much of it once the same blocks are put aside. */
function isInSameOrder(index: Index, a: number, b: number): boolean {
  const [one, other] = [index.stems[a] ?? NO_BYTE, index.stems[b] ?? NO_BYTE]
  if (inSameOrder(one, other) < SAME_ORDER) return false
  const [blocks, others] = [index.blocks[a] ?? NO_BLOCK, index.blocks[b] ?? NO_BLOCK]
  return inSameOrder(ownStems(one, blocks, others), ownStems(other, others, blocks)) >= ALL_ALONG
}

/** The stems of the blocks that another text does not have word for word. */
function ownStems(stems: Uint8Array, blocks: readonly SampledBlock[], others: readonly SampledBlock[]): Uint8Array {
  const held = new Set(others.map(({ hash }) => hash))
  const own: number[] = []
  let at = 0
  for (const { hash, stems: count } of blocks) {
    if (!held.has(hash)) for (let i = at; i < at + count; i++) own.push(stems[i] ?? 0)
    at += count
  }
  return Uint8Array.from(own)
}

/** Joins the texts whose likeness reaches the threshold, directly or from one to the next; gives the family of each. */
function join(index: Index, weights: Float64Array): number[] {
  const parents = Int32Array.from(index.texts, (_, i) => i)
  const texts = parents.toSorted()
  meet(index, weights, texts, CLOSE, (text, other) => {
    const [mine, theirs] = [root(parents, text), root(parents, other)]
    if (mine === theirs) return true
    if (likeness(index, weights, text, other) < SAME_MODEL) return false
    parents[Math.max(mine, theirs)] = Math.min(mine, theirs)
    return true
  })
  return Array.from(parents, (_, i) => root(parents, i))
}

/**
 * A model has passages that some letters go without, and is written again for another subject. A family whose typical letter
 * is that of a larger one without a passage, with one more, or written again, joins it; only the most alike, for a letter cut
 * short may be found in several models.
 */
function attach(index: Index, weights: Float64Array, families: readonly number[]): number[] {
  const members = new Map<number, number[]>()
  for (const [text, family] of families.entries()) {
    const known = members.get(family)
    if (known === undefined) members.set(family, [text])
    else known.push(text)
  }
  const typical = new Set<number>()
  for (const all of members.values()) {
    // Each text of a family of a few may be the one that is like another family.
    if (all.length <= FEW) for (const text of all) typical.add(text)
    else typical.add(mostTypical(all, (a, b) => likeness(index, weights, a, b)))
  }
  const best = new Map<number, { readonly text: number; readonly likeness: number }>()
  const propose = (from: number, to: number, value: number): void => {
    const known = best.get(from)
    if (known !== undefined && (known.likeness > value || (known.likeness === value && known.text < to))) return
    best.set(from, { text: to, likeness: value })
  }
  // In the order of their contents, as everything here.
  const texts = Int32Array.from(typical).sort()
  meet(index, weights, texts, LOOSE, (text, other) => {
    const [family, beside] = [families[text] ?? 0, families[other] ?? 0]
    if (family === beside) return false
    const { shared, left, right } = overlap(index, weights, text, other)
    const all = left + right - shared
    if (all === 0) return false
    const isWithin = shared >= Math.min(left, right) * WHOLLY_WITHIN && shared >= all * ENOUGH_OF_IT
    const isSame =
      isWithin ||
      (shared >= all * WRITTEN_AGAIN && likenessAside(index, text, other) >= ALL_ALONG) ||
      (shared >= all * NEARLY_WRITTEN_AGAIN && isInSameOrder(index, text, other))
    if (!isSame) return false
    const [mine, theirs] = [members.get(family)?.length ?? 0, members.get(beside)?.length ?? 0]
    const isSmaller = mine < theirs || (mine === theirs && family > beside)
    propose(isSmaller ? family : beside, isSmaller ? beside : family, shared / all)
    return false
  })
  const parents = Int32Array.from(families)
  for (const [from, { text: to }] of best) {
    const [mine, theirs] = [root(parents, from), root(parents, to)]
    parents[Math.max(mine, theirs)] = Math.min(mine, theirs)
  }
  return Array.from(parents, (_, i) => root(parents, i))
}

/** The text most like the others; of a large family, a spread of its texts is enough to see it. */
export function mostTypical(texts: readonly number[], likeness: (a: number, b: number) => number): number {
  const step = Math.max(1, texts.length / MOST_COMPARED)
  const some: number[] = []
  for (let at = 0; at < texts.length; at += step) some.push(texts[Math.floor(at)] ?? 0)
  let best = some[0] ?? 0
  let most = -1
  for (const one of some) {
    const sum = some.reduce((total, other) => total + likeness(one, other), 0)
    if (sum <= most) continue
    most = sum
    best = one
  }
  return best
}

const MOST_COMPARED = 24
/** A family of so few texts is compared by each of them. */
const FEW = 4

function root(parents: Int32Array, i: number): number {
  let top = i
  while (parents[top] !== top) top = parents[top] ?? top
  let at = i
  while (parents[at] !== top) {
    const next = parents[at] ?? top
    parents[at] = top
    at = next
  }
  return top
}

/** Shows each text those it may be like; one that is found like another need not stand in the same bucket. */
function meet(
  index: Index,
  weights: Float64Array,
  texts: Int32Array,
  shape: Bands,
  isLike: (text: number, other: number) => boolean,
): void {
  // Most buckets hold one text, which is a number and no list.
  const buckets = new Map<number, number | number[]>()
  const signature = new Int32Array(shape.bands)
  const put = (text: number): void => {
    for (let band = 0; band < shape.bands; band++) {
      // Bands are told apart by their rank.
      const key = (signature[band] ?? 0) * shape.bands + band
      const known = buckets.get(key)
      if (known === undefined) {
        buckets.set(key, text)
        continue
      }
      if (typeof known === 'number') {
        if (known === text || !isLike(text, known)) buckets.set(key, [known, text])
        continue
      }
      let isHere = false
      for (const other of known) if (other !== text && isLike(text, other)) isHere = true
      if (!isHere && known.length < MOST_IN_BUCKET) known.push(text)
    }
  }
  const sign = signer(index, weights, shape)
  for (const text of texts) {
    const length = index.texts[text]?.length ?? 0
    if (length < FEWEST_SHINGLES) continue
    const level = index.levels[text] ?? 0
    sign(text, level, signature)
    put(text)
    // A text a little longer is sampled at the next level: they meet there.
    if (level === 0 && length < MOST_AT_LEVEL) continue
    sign(text, level + 1, signature)
    put(text)
  }
}

/** Under this, no text sampled at the next level can be alike. */
const MOST_AT_LEVEL = 100

/**
 * MinHash where a shingle is drawn in proportion to its weight: the lowest of `random / weight`. A band is the hash of
 * its draws, and of the level.
 */
function signer(
  { texts, hashes, depths }: Index,
  weights: Float64Array,
  { bands, rows }: Bands,
): (text: number, level: number, out: Int32Array) => void {
  const seeds = Int32Array.from({ length: bands * rows }, (_, i) => Math.imul(i + 1, 0x9e3779b9))
  const lowest = new Float64Array(seeds.length)
  const chosen = new Int32Array(seeds.length)
  return (text, level, out) => {
    lowest.fill(Number.POSITIVE_INFINITY)
    for (const id of texts[text] ?? []) {
      if ((depths[id] ?? 0) < level) continue
      const hash = hashes[id] ?? 0
      const price = 1 / (weights[id] ?? 1)
      for (let i = 0; i < seeds.length; i++) {
        let random = Math.imul(hash ^ (seeds[i] ?? 0), 0x85ebca6b)
        random = Math.imul(random ^ (random >>> 13), 0xc2b2ae35)
        const value = ((random ^ (random >>> 16)) >>> 0) * price
        if (value < (lowest[i] ?? 0)) {
          lowest[i] = value
          chosen[i] = hash
        }
      }
    }
    for (let band = 0; band < bands; band++) {
      let hash = level
      for (let row = 0; row < rows; row++) {
        hash = Math.imul(hash ^ (chosen[band * rows + row] ?? 0), 0x9e3779b1)
        hash ^= hash >>> 15
      }
      out[band] = hash
    }
  }
}
