import { bytesOf, numberList, roomFor } from '../number-list.ts'
import type { UnnamedFile } from '../unnamed-file.ts'
import type { Sample } from './alike.ts'

/** Texts that read the same once their values are left out are kept once; their order is that of their contents. */
export interface DistinctTexts {
  /** The rank of the text of each sample. */
  readonly textOf: Int32Array
  readonly count: number
  /** True for the sample of a document without words. */
  isEmpty(sample: number): boolean
  level(text: number): number
  /** Until the next text is read. */
  shingles(text: number): Uint32Array
  /** Until the next text is read. */
  stems(text: number): Uint8Array
}

/** A text in the file: its level, how many shingles and stems it has, then each of them. */
const HEAD = 3

/** Puts the different texts of some samples in a file. */
export function distinctTexts(samples: Iterable<Sample>, file: UnnamedFile): DistinctTexts {
  const firstOf = numberList()
  /** Where each text is in the file, and its length, in numbers of 32 bits. */
  const places = numberList()
  const lengths = numberList()
  const keys = numberList()
  const ranks = rankTable(keys.at)
  let room = new Uint32Array(1024)
  let other = new Uint32Array(1024)

  let loaded = -1
  const load = (place: number, length: number): Uint32Array => {
    if (loaded === place) return room.subarray(0, length)
    room = roomFor(room, length)
    const text = room.subarray(0, length)
    file.read(place * 4, bytesOf(text))
    loaded = place
    return text
  }
  const put = ({ shingles, level, stems = NO_STEM }: Sample): readonly [number, number] => {
    const at = HEAD + shingles.length
    const length = at + Math.ceil(stems.length / 4)
    other = roomFor(other, length)
    other.set([level, shingles.length, stems.length])
    other.set(shingles, HEAD)
    other[length - 1] = stems.length > 0 ? 0 : (other[length - 1] ?? 0)
    bytesOf(other).set(stems, at * 4)
    return [file.put(bytesOf(other.subarray(0, length))) / 4, length]
  }

  for (const sample of samples) {
    const key = keyOf(sample.shingles)
    const known = ranks.find(key, (rank) => {
      const text = load(places.at(rank), lengths.at(rank))
      return isSame(shinglesIn(text), sample.shingles)
    })
    if (known === undefined) {
      const rank = keys.length()
      const [place, length] = put(sample)
      places.put(place)
      lengths.put(length)
      keys.put(key)
      ranks.add(key, rank)
      firstOf.put(rank)
      continue
    }
    firstOf.put(known)
    // The same runs of words may stand in another order: whoever comes first, the same order is kept.
    if (!comesBefore(sample.stems, stemsIn(room))) continue
    const [place, length] = put(sample)
    places.set(known, place)
    lengths.set(known, length)
  }

  const count = places.length()
  const [at, sizes] = [places.values(), lengths.values()]
  const order = inOrder(count, (text) => shinglesIn(load(at[text] ?? 0, sizes[text] ?? 0)))
  const rankOf = new Int32Array(count)
  for (let rank = 0; rank < count; rank++) rankOf[order[rank] ?? 0] = rank
  const textOf = Int32Array.from(firstOf.values(), (first) => rankOf[first] ?? 0)
  const read = (text: number): Uint32Array => load(at[order[text] ?? 0] ?? 0, sizes[order[text] ?? 0] ?? 0)
  return {
    textOf,
    count,
    // Nothing comes before a text without shingles, and there is one at most.
    isEmpty: (sample) => textOf[sample] === 0 && shinglesIn(read(0)).length === 0,
    level: (text) => read(text)[0] ?? 0,
    shingles: (text) => shinglesIn(read(text)),
    stems: (text) => stemsIn(read(text)),
  }
}

function shinglesIn(text: Uint32Array): Uint32Array {
  return text.subarray(HEAD, HEAD + (text[1] ?? 0))
}

function stemsIn(text: Uint32Array): Uint8Array {
  const from = (HEAD + (text[1] ?? 0)) * 4
  return bytesOf(text).subarray(from, from + (text[2] ?? 0))
}

const NO_STEM = new Uint8Array(0)

function keyOf(shingles: Uint32Array): number {
  let key = 0x811c9dc5 ^ shingles.length
  for (let i = 0; i < shingles.length; i++) {
    key = Math.imul(key ^ (shingles[i] ?? 0), 0x01000193)
    key ^= key >>> 15
  }
  return key >>> 0
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

function comesBefore(stems: Uint8Array = NO_STEM, others: Uint8Array = NO_STEM): boolean {
  for (const [i, stem] of stems.entries()) {
    const other = others[i]
    if (other === undefined || stem < other) return true
    if (stem > other) return false
  }
  return false
}

/** Ranks found by a key of 32 bits: eight bytes each. */
export interface RankTable {
  /** The first rank with this key for which `isIt` says yes. */
  find(key: number, isIt: (rank: number) => boolean): number | undefined
  add(key: number, rank: number): void
}

/** An empty table; `keyOf` gives the key of a rank that was added. */
export function rankTable(keyOf: (rank: number) => number): RankTable {
  let slots = new Int32Array(1024)
  let used = 0
  const place = (key: number): number => Math.imul(key ^ (key >>> 16), 0x9e3779b1) >>> Math.clz32(slots.length - 1)
  const add = (key: number, rank: number): void => {
    let at = place(key)
    while (slots[at] !== 0) at = (at + 1) & (slots.length - 1)
    slots[at] = rank + 1
  }
  return {
    find: (key, isIt) => {
      for (let at = place(key); ; at = (at + 1) & (slots.length - 1)) {
        const rank = (slots[at] ?? 0) - 1
        if (rank < 0) return undefined
        if (keyOf(rank) === key && isIt(rank)) return rank
      }
    },
    add: (key, rank) => {
      used += 1
      if (used * 4 > slots.length * 3) {
        const before = slots
        slots = new Int32Array(before.length * 2)
        for (const one of before) if (one > 0) add(keyOf(one - 1), one - 1)
      }
      add(key, rank)
    },
  }
}

/** Shingles that are compared at once: of a few texts all of them, of many the first ones. */
const MOST_COMPARED = 2 ** 18
const FEWEST_COMPARED = 4
const ENOUGH_COMPARED = 256

/** The texts in the order of their shingles, byte by byte: as many shingles as can be held are compared, then the next ones. */
function inOrder(count: number, shingles: (text: number) => Uint32Array): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  const widthOf = (size: number): number =>
    Math.min(ENOUGH_COMPARED, Math.max(FEWEST_COMPARED, Math.floor(MOST_COMPARED / size)))
  const heads = new Uint32Array(Math.max(MOST_COMPARED, count * FEWEST_COMPARED))

  /** Sorts a part of the texts by their next shingles; gives the runs of those that these do not tell apart. */
  const sortPart = (from: number, to: number, skipped: number): readonly (readonly [number, number])[] => {
    const width = widthOf(to - from)
    const some = order.slice(from, to)
    let isLonger = false
    for (const [i, text] of some.entries()) {
      const all = shingles(text)
      isLonger ||= all.length > skipped + width
      // Zero stands for no shingle.
      for (let j = 0; j < width; j++)
        heads[i * width + j] = skipped + j < all.length ? swapped(all[skipped + j] ?? 0) + 1 : 0
    }
    const compare = (a: number, b: number): number => {
      for (let j = 0; j < width; j++) {
        const difference = (heads[a * width + j] ?? 0) - (heads[b * width + j] ?? 0)
        if (difference !== 0) return difference
      }
      return 0
    }
    const ranks = some.map((_, i) => i).sort((a, b) => compare(a, b) || a - b)
    for (const [i, rank] of ranks.entries()) order[from + i] = some[rank] ?? 0
    const runs: [number, number][] = []
    for (let start = 0; isLonger && start < ranks.length; ) {
      let end = start + 1
      while (end < ranks.length && compare(ranks[start] ?? 0, ranks[end] ?? 0) === 0) end += 1
      if (end - start > 1) runs.push([from + start, from + end])
      start = end
    }
    return runs
  }
  const sort = (from: number, to: number, skipped: number): void => {
    for (const [start, end] of sortPart(from, to, skipped)) sort(start, end, skipped + widthOf(to - from))
  }
  if (count > 1) sort(0, count, 0)
  return order
}

/** With its lowest byte first. */
function swapped(shingle: number): number {
  return (((shingle & 0xff) << 24) | ((shingle & 0xff00) << 8) | ((shingle >>> 8) & 0xff00) | (shingle >>> 24)) >>> 0
}
