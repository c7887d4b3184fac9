import { DIGIT_COUNT, decodeDigits } from './digits.ts'
import { copied } from './unpack.ts'

/** One reading of a form: a packed code (see codes.ts) and the lemma it belongs to. */
export interface Reading {
  readonly code: number
  readonly lemma: string
}

/** How a lemma is inflected: its suffixes and their codes. */
export interface Paradigm {
  readonly lemmaSuffix: string
  /** For a verb, eight places of the dictionary: copula, i(ntransitive), t(ransitive), n (indirect), pronominal, impersonal, e (être), a (avoir). */
  readonly verb: string
  readonly forms: readonly (readonly [suffix: string, codes: readonly number[]])[]
}

/** The packed dictionary: forms are found from stems and paradigms, never listed. */
export interface Lexicon {
  /** Readings of a form, exact in case; empty when unknown. */
  lookup(form: string): readonly Reading[]
  /** The paradigms of a lemma, with their stem. */
  paradigms(lemma: string): readonly { readonly stem: string; readonly paradigm: Paradigm }[]
}

const NONE: readonly Reading[] = []
const CACHE_SIZE = 20_000

/** Builds the lexicon from its generated module. */
export function readLexicon(data: string): Lexicon {
  const [meta, letters, ...columns] = data.split('|')
  const [shared, lengths, perStem, low, high] = columns.map((column) => decodeDigits(column))
  if (!meta || !shared || !lengths || !letters || !perStem || !low || !high) throw new Error('Lexicon data is damaged.')
  const lines = copied(meta).split('\n')
  const [alphabet = '', longestSuffix = ''] = (lines[0] ?? '').split('\t')
  const longest = Number(longestSuffix)
  // Most paradigms serve rare words: each is read at its first use.
  const parsed: (Paradigm | undefined)[] = new Array(lines.length)
  const bySuffix: (Map<string, readonly number[]> | undefined)[] = new Array(lines.length)

  function paradigmAt(id: number): Paradigm {
    const known = parsed[id]
    if (known !== undefined) return known
    const found = readParadigm(lines[id + 1] ?? '')
    parsed[id] = found
    return found
  }

  const count = shared.length
  let total = 0
  for (let i = 0; i < count; i++) total += (shared[i] ?? 0) + (lengths[i] ?? 0)
  const bytes = new Uint8Array(total)
  const offsets = new Uint32Array(count + 1)
  const firstParadigm = new Uint32Array(count + 1)
  const size = 1 << Math.ceil(Math.log2(count * 2.2))
  const table = new Int32Array(size).fill(-1)
  const codeOf = new Map([...alphabet].map((letter, i) => [letter.charCodeAt(0), i]))
  const letterCodes = new Int16Array(0x10000).fill(-1)
  for (const [code, i] of codeOf) letterCodes[code] = i

  let at = 0
  let read = 0
  for (let s = 0; s < count; s++) {
    const common = shared[s] ?? 0
    const own = lengths[s] ?? 0
    const previous = s === 0 ? 0 : (offsets[s - 1] ?? 0)
    offsets[s] = at
    let hash = 0x811c9dc5
    for (let k = 0; k < common; k++) {
      const letter = bytes[previous + k] ?? 0
      bytes[at++] = letter
      hash = Math.imul(hash ^ letter, 0x01000193)
    }
    for (let k = 0; k < own; k++) {
      const letter = letterCodes[letters.charCodeAt(read++)] ?? 0
      bytes[at++] = letter
      hash = Math.imul(hash ^ letter, 0x01000193)
    }
    firstParadigm[s + 1] = (firstParadigm[s] ?? 0) + (perStem[s] ?? 0)
    let slot = (hash ^ (hash >>> 15)) & (size - 1)
    while (table[slot] !== -1) slot = (slot + 1) & (size - 1)
    table[slot] = s
  }
  offsets[count] = at

  const work = new Uint8Array(256)

  function findStem(hash: number, length: number): number {
    let slot = (hash ^ (hash >>> 15)) & (size - 1)
    for (;;) {
      const stem = table[slot] ?? -1
      if (stem === -1) return -1
      const from = offsets[stem] ?? 0
      if ((offsets[stem + 1] ?? 0) - from === length) {
        let k = 0
        while (k < length && bytes[from + k] === work[k]) k++
        if (k === length) return stem
      }
      slot = (slot + 1) & (size - 1)
    }
  }

  function codesOf(id: number, suffix: string): readonly number[] | undefined {
    let map = bySuffix[id]
    if (map === undefined) {
      map = new Map(paradigmAt(id).forms)
      bySuffix[id] = map
    }
    return map.get(suffix)
  }

  /** Calls `visit` for every stem that begins the form and every paradigm of it. */
  function eachStem(form: string, visit: (stemLength: number, id: number) => void): void {
    const length = form.length
    if (length === 0 || length > 60) return
    const least = Math.max(0, length - longest)
    let hash = 0x811c9dc5
    for (let k = 0; k <= length; k++) {
      if (k >= least) {
        const stem = findStem(hash, k)
        if (stem !== -1) {
          for (let p = firstParadigm[stem] ?? 0; p < (firstParadigm[stem + 1] ?? 0); p++)
            visit(k, (low?.[p] ?? 0) + (high?.[p] ?? 0) * DIGIT_COUNT)
        }
      }
      if (k === length) return
      const letter = letterCodes[form.charCodeAt(k)] ?? -1
      // A letter that no stem holds may still be in a suffix: only longer stems are ruled out.
      if (letter === -1) return
      work[k] = letter
      hash = Math.imul(hash ^ letter, 0x01000193)
    }
  }

  const cache = new Map<string, readonly Reading[]>()

  function lookup(form: string): readonly Reading[] {
    const known = cache.get(form)
    if (known !== undefined) return known
    const readings: Reading[] = []
    eachStem(form, (length, id) => {
      const codes = codesOf(id, form.slice(length))
      if (codes === undefined) return
      const lemma = form.slice(0, length) + paradigmAt(id).lemmaSuffix
      for (const code of codes) {
        if (!readings.some((reading) => reading.code === code && reading.lemma === lemma))
          readings.push({ code, lemma })
      }
    })
    const found = readings.length === 0 ? NONE : readings
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(form, found)
    return found
  }

  return {
    lookup,
    paradigms(lemma) {
      const found: { readonly stem: string; readonly paradigm: Paradigm }[] = []
      eachStem(lemma, (length, id) => {
        const paradigm = paradigmAt(id)
        if (paradigm.lemmaSuffix === lemma.slice(length)) found.push({ stem: lemma.slice(0, length), paradigm })
      })
      return found
    },
  }
}

function readParadigm(line: string): Paradigm {
  const [lemmaSuffix = '', verb = '', forms = ''] = line.split('\t')
  return {
    lemmaSuffix,
    verb,
    forms: forms.split(' ').map((item) => {
      const colon = item.lastIndexOf(':')
      return [
        item.slice(0, colon),
        item
          .slice(colon + 1)
          .split(',')
          .map((code) => Number.parseInt(code, 36)),
      ] as const
    }),
  }
}
