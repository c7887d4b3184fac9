import { DIGIT_COUNT, decodeDigits } from './digits.ts'

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
  /** Readings of a form, exact in case; empty when unknown. Nothing is kept: the dictionary does. */
  lookup(form: string): readonly Reading[]
  /** The paradigms of a lemma, with their stem. */
  paradigms(lemma: string): readonly { readonly stem: string; readonly paradigm: Paradigm }[]
}

const NONE: readonly Reading[] = []
/** Longer words are in no dictionary. */
const LONGEST = 60
/** Stems between two counts of their paradigms. */
const STEP = 32
const SPACE = 0x20
const COLON = 0x3a
const COMMA = 0x2c
const TAB = 0x09
const LINE_END = 0x0a
const ZERO = 0x30
const NINE = 0x39
const SMALL_A = 0x61

/** Builds the lexicon from its generated module. */
export function readLexicon(data: string): Lexicon {
  const [meta, letters, ...columns] = data.split('|')
  const [shared, lengths, perStem, low, high] = columns.map((column) => decodeDigits(column))
  if (!meta || !shared || !lengths || !letters || !perStem || !low || !high) throw new Error('Lexicon data is damaged.')
  const [head = '', ...lines] = meta.split('\n')
  const [alphabet = '', longestSuffix = ''] = head.split('\t')
  const longest = Number(longestSuffix)
  const paradigms = readParadigms(lines)
  const letterRanks = new Map([...alphabet].map((letter, i) => [letter.charCodeAt(0), i]))

  // The stems in the order of the alphabet, one after the other.
  const count = shared.length
  let total = 0
  for (let i = 0; i < count; i++) total += (shared[i] ?? 0) + (lengths[i] ?? 0)
  const bytes = new Uint8Array(total)
  const offsets = new Uint32Array(count + 1)
  const paradigmsBefore = new Uint32Array(Math.ceil(count / STEP))
  const rankOf = new Uint8Array(0x10000)
  for (const [code, i] of letterRanks) rankOf[code] = i
  let at = 0
  let read = 0
  let paradigmCount = 0
  for (let s = 0; s < count; s++) {
    if (s % STEP === 0) paradigmsBefore[s / STEP] = paradigmCount
    paradigmCount += perStem[s] ?? 0
    const previous = s === 0 ? 0 : (offsets[s - 1] ?? 0)
    const common = shared[s] ?? 0
    const own = lengths[s] ?? 0
    offsets[s] = at
    bytes.copyWithin(at, previous, previous + common)
    at += common
    for (let k = 0; k < own; k++) bytes[at++] = rankOf[letters.charCodeAt(read++)] ?? 0
  }
  offsets[count] = at

  /** Among the stems from `from` to `to`, which begin alike, the first whose letter of rank `k` is at least `letter`. */
  function firstStem(letter: number, k: number, from: number, to: number): number {
    let least = from
    let most = to
    while (least < most) {
      const middle = (least + most) >>> 1
      const place = (offsets[middle] ?? 0) + k
      // A stem that stops there comes before those that go on.
      if (place >= (offsets[middle + 1] ?? 0) || (bytes[place] ?? 0) < letter) least = middle + 1
      else most = middle
    }
    return least
  }

  /** Calls `visit` for every stem that begins the form and every paradigm of it. */
  function eachStem(form: string, visit: (stemLength: number, id: number) => void): void {
    const length = form.length
    if (length === 0 || length > LONGEST) return
    const least = Math.max(0, length - longest)
    // Each letter leaves fewer stems.
    let from = 0
    let to = count
    for (let k = 0; k <= length; k++) {
      if (k >= least && (offsets[from + 1] ?? 0) - (offsets[from] ?? 0) === k) eachParadigm(from, k, visit)
      if (k === length) return
      const letter = letterRanks.get(form.charCodeAt(k))
      // A letter that no stem holds may still be in a suffix: only longer stems are ruled out.
      if (letter === undefined) return
      from = firstStem(letter, k, from, to)
      to = firstStem(letter + 1, k, from, to)
      if (from === to) return
    }
  }

  function eachParadigm(stem: number, length: number, visit: (stemLength: number, id: number) => void): void {
    let first = paradigmsBefore[Math.floor(stem / STEP)] ?? 0
    for (let s = stem - (stem % STEP); s < stem; s++) first += perStem?.[s] ?? 0
    const end = first + (perStem?.[stem] ?? 0)
    for (let p = first; p < end; p++) visit(length, (low?.[p] ?? 0) + (high?.[p] ?? 0) * DIGIT_COUNT)
  }

  return {
    lookup(form) {
      let readings: Reading[] | undefined
      eachStem(form, (length, id) => {
        const codes = paradigms.codesOf(id, form.slice(length))
        if (codes.length === 0) return
        const lemma = form.slice(0, length) + paradigms.lemmaSuffixOf(id)
        readings ??= []
        for (const code of codes) {
          if (!readings.some((reading) => reading.code === code && reading.lemma === lemma))
            readings.push({ code, lemma })
        }
      })
      return readings ?? NONE
    },
    paradigms(lemma) {
      const found: { readonly stem: string; readonly paradigm: Paradigm }[] = []
      eachStem(lemma, (length, id) => {
        if (paradigms.lemmaSuffixOf(id) === lemma.slice(length))
          found.push({ stem: lemma.slice(0, length), paradigm: paradigms.at(id) })
      })
      return found
    },
  }
}

/** The paradigms, as their lines: what a form asks is found in the bytes, and a paradigm is only read to conjugate. */
interface Paradigms {
  at(id: number): Paradigm
  lemmaSuffixOf(id: number): string
  /** The codes of the forms that end so. */
  codesOf(id: number, suffix: string): readonly number[]
}

const NO_CODES: readonly number[] = []

function readParadigms(lines: readonly string[]): Paradigms {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  // As bytes: one « œ » would have every letter take two.
  const bytes = encoder.encode(`${lines.join('\n')}\n`)
  const lineStarts = new Uint32Array(lines.length + 1)
  const formStarts = new Uint32Array(lines.length)
  const lemmaSuffixes: string[] = []
  for (let id = 0; id < lines.length; id++) {
    const start = lineStarts[id] ?? 0
    const tab = bytes.indexOf(TAB, start)
    lemmaSuffixes.push(decoder.decode(bytes.subarray(start, tab)))
    formStarts[id] = bytes.indexOf(TAB, tab + 1) + 1
    lineStarts[id + 1] = bytes.indexOf(LINE_END, start) + 1
  }
  const known = new Map<number, Paradigm>()
  const wanted = new Uint8Array(LONGEST * 3)

  function codesAt(from: number): readonly number[] {
    const codes: number[] = []
    let code = 0
    for (let at = from; ; at++) {
      const byte = bytes[at] ?? LINE_END
      if (byte === COMMA || byte === SPACE || byte === LINE_END) {
        codes.push(code)
        code = 0
        if (byte !== COMMA) return codes
      } else code = code * 36 + (byte <= NINE ? byte - ZERO : byte - SMALL_A + 10)
    }
  }

  return {
    at(id) {
      let paradigm = known.get(id)
      if (paradigm === undefined) {
        paradigm = readParadigm(decoder.decode(bytes.subarray(lineStarts[id], (lineStarts[id + 1] ?? 1) - 1)))
        known.set(id, paradigm)
      }
      return paradigm
    },
    lemmaSuffixOf: (id) => lemmaSuffixes[id] ?? '',
    codesOf(id, suffix) {
      const length = encoder.encodeInto(suffix, wanted).written
      const end = lineStarts[id + 1] ?? 0
      let at = formStarts[id] ?? 0
      while (at < end) {
        let k = 0
        while (k < length && bytes[at + k] === wanted[k]) k++
        if (k === length && bytes[at + k] === COLON) return codesAt(at + k + 1)
        while (at < end && bytes[at] !== SPACE) at++
        at++
      }
      return NO_CODES
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
