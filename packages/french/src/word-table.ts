/** A number for each of many words, in a few bytes a word: a table of a language holds hundreds of thousands of objects. */
export interface WordTable {
  /** The number of a word, `undefined` when the table does not hold it. */
  get(word: string): number | undefined
}

/** Words parted by spaces, as bytes of UTF-8, and the number that they share. */
export interface WordGroup {
  readonly words: Uint8Array
  readonly value: number
}

const SPACE = 0x20
/** Three bytes hold a code unit, and no word of a table is that long. */
const LONGEST = 240

/** Builds a table; of a word that stands twice, the last number is kept. */
export function createWordTable(all: readonly WordGroup[]): WordTable {
  const groups = all.filter(({ words }) => words.length > 0)
  const bytes = new Uint8Array(groups.reduce((sum, { words }) => sum + words.length + 1, 0))
  let end = 0
  for (const { words } of groups) {
    bytes.set(words, end)
    end += words.length + 1
    bytes[end - 1] = SPACE
  }
  let count = 0
  for (let i = 0; i < end; i++) if (bytes[i] === SPACE) count++
  // By the hash of a word, where it begins and its number.
  const slots = 1 << Math.ceil(Math.log2(count * 1.5 + 1))
  const starts = new Int32Array(slots).fill(-1)
  const values = new Uint16Array(slots)

  /** The slot of the word that `text` holds from `from` to `to`, or the free one where it would be. */
  function slotOf(hash: number, text: Uint8Array, from: number, to: number): number {
    let slot = (hash ^ (hash >>> 15)) & (slots - 1)
    for (;;) {
      let start = starts[slot] ?? -1
      if (start === -1) return slot
      let i = from
      while (i < to && bytes[start] === text[i]) {
        i++
        start++
      }
      if (i === to && bytes[start] === SPACE) return slot
      slot = (slot + 1) & (slots - 1)
    }
  }

  let at = 0
  for (const { words, value } of groups) {
    const last = at + words.length
    while (at <= last) {
      const start = at
      let hash = FIRST
      for (; bytes[at] !== SPACE; at++) hash = mix(hash, bytes[at] ?? 0)
      const slot = slotOf(hash, bytes, start, at)
      starts[slot] = start
      values[slot] = value
      at++
    }
  }

  const encoder = new TextEncoder()
  const asked = new Uint8Array(LONGEST)
  return {
    get(word) {
      const { read, written } = encoder.encodeInto(word, asked)
      if (read < word.length || word.includes(' ')) return undefined
      let hash = FIRST
      for (let i = 0; i < written; i++) hash = mix(hash, asked[i] ?? 0)
      const slot = slotOf(hash, asked, 0, written)
      return starts[slot] === -1 ? undefined : values[slot]
    },
  }
}

const FIRST = 0x811c9dc5

function mix(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}
