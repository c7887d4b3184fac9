import { bytesOf, numberList } from '../number-list.ts'
import type { UnnamedFile } from '../unnamed-file.ts'
import { type DistinctTexts, rankTable } from './distinct-texts.ts'
import { SHINGLE_BITS } from './fingerprint.ts'
import { seenTwice } from './seen-twice.ts'

/**
 * The texts as numbers of shingles, in a file. A number stands for a shingle that several texts have, as do most of those that a
 * library weighs; a shingle of one text is written as what it is, under zero (`~hash`), and holds no place in memory.
 */
export interface ShingleIndex {
  readonly texts: number
  readonly levels: Uint8Array
  /** The shingle of each number; one of depth d is in the samples of level d and below. */
  readonly hashes: Uint32Array
  /** How many shingles a text has. */
  length(text: number): number
  /** Where the numbers of a text begin in `held`, until so many others were asked for; `beside` is another one that stays. */
  load(text: number, beside?: number): number
  readonly held: Int32Array
}

/** How deep a shingle is: a sample of this level or below has it. */
export function depthOf(hash: number): number {
  return Math.clz32(hash) - (32 - SHINGLE_BITS)
}

/** Numbers of texts that are held at once. */
const HELD = 2 ** 19

/** Numbers the shingles of some texts; those of a text are in the order of their first meeting. */
export function indexShingles(texts: DistinctTexts, file: UnnamedFile): ShingleIndex {
  const { count } = texts
  const levels = new Uint8Array(count)
  const starts = new Uint32Array(count + 1)
  let widest = 1
  let all = 0
  for (let text = 0; text < count; text++) {
    levels[text] = texts.level(text)
    const { length } = texts.shingles(text)
    widest = Math.max(widest, length)
    all += length
  }
  const seen = seenTwice(all / 2)
  for (let text = 0; text < count; text++) for (const shingle of texts.shingles(text)) seen.meet(shingle)

  const hashes = numberList()
  const ranks = rankTable(hashes.at)
  const always = (): boolean => true
  let at = 0
  for (let text = 0; text < count; text++) {
    const shingles = texts.shingles(text)
    const numbers = new Int32Array(shingles.length)
    const known: number[] = []
    const met: number[] = []
    for (const shingle of shingles) {
      if (!seen.isRepeated(shingle)) {
        met.push(~shingle)
        continue
      }
      const rank = ranks.find(shingle, always)
      if (rank !== undefined) {
        known.push(rank)
        continue
      }
      met.push(hashes.length())
      hashes.put(shingle)
      ranks.add(shingle, hashes.length() - 1)
    }
    numbers.set(known)
    numbers.subarray(0, known.length).sort()
    numbers.set(met, known.length)
    starts[text] = at
    at += numbers.length
    file.put(bytesOf(numbers))
  }
  starts[count] = at

  const length = (text: number): number => (starts[text + 1] ?? 0) - (starts[text] ?? 0)
  const slots = Math.max(2, Math.min(count, Math.floor(HELD / widest)))
  const held = new Int32Array(slots * widest)
  const bytes = new Uint8Array(held.buffer)
  const inSlot = new Int32Array(slots).fill(-1)
  return {
    texts: count,
    levels,
    hashes: Uint32Array.from(hashes.values()),
    length,
    held,
    load: (text, beside = -1) => {
      let slot = text % slots
      if (beside !== text && beside >= 0 && beside % slots === slot) slot = (slot + 1) % slots
      const from = slot * widest
      if (inSlot[slot] === text) return from
      file.read((starts[text] ?? 0) * 4, bytes.subarray(from * 4, (from + length(text)) * 4))
      inSlot[slot] = text
      return from
    },
  }
}
