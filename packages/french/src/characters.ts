/** Classes of UTF-16 code units, as the tokeniser needs them. */
export const SPACE = 1
export const LETTER = 2
export const DIGIT = 3
export const PUNCT = 4
export const SYMBOL = 5
/** Characters that may hide inside a word (combining marks, soft hyphen, joiners) but never start one. */
export const INNER = 6
/** A high surrogate: the class of the pair must be asked from the code point. */
export const HIGH = 7

const LATIN_END = 0x250
const table = new Uint8Array(0x10000)

function compute(codePoint: number): number {
  // U+00AD, U+200B to U+200D and U+2060 sit inside words of copied or justified text: « infor\u00admation ».
  if (codePoint === 0xad || (codePoint >= 0x200b && codePoint <= 0x200d) || codePoint === 0x2060) return INNER
  const text = String.fromCodePoint(codePoint)
  if (/\s/.test(text)) return SPACE
  if (/\p{L}/u.test(text)) return LETTER
  if (/\p{M}/u.test(text)) return INNER
  if (codePoint >= 0x30 && codePoint <= 0x39) return DIGIT
  // Superscripts and other digits (m², 1ᵉʳ) behave as letters: they are part of a word.
  if (/\p{N}/u.test(text)) return LETTER
  if ('%&*#@°§/'.includes(text)) return SYMBOL
  if (/\p{P}/u.test(text)) return PUNCT
  return SYMBOL
}

/** The class of the code unit at `index` (a pair of surrogates is asked at its first half). */
export function classAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  // Past the end counts as white space: a word never goes on there.
  if (Number.isNaN(code)) return SPACE
  const known = table[code]
  if (known !== undefined && known !== 0) return known
  if (code >= 0xd800 && code <= 0xdbff) {
    const codePoint = text.codePointAt(index) ?? 0
    if (codePoint < 0x10000) return SYMBOL
    return compute(codePoint)
  }
  const found = code >= 0xdc00 && code <= 0xdfff ? SYMBOL : compute(code)
  table[code] = found
  return found
}

/** Number of code units of the character at `index`. */
export function widthAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code < 0xd800 || code > 0xdbff) return 1
  const codePoint = text.codePointAt(index) ?? 0
  return codePoint > 0xffff ? 2 : 1
}

/** True for ' and for the typographic apostrophes people type. */
export function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2bc || code === 0xff07
}

/** True for the hyphen-minus and the hyphens that join words (U+2010, U+2011). */
export function isHyphen(code: number): boolean {
  return code === 0x2d || code === 0x2010 || code === 0x2011
}

const PLAIN = /^[a-z0-9]*$/
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060]/g

/** Lower case, NFC, plain apostrophes and hyphens, ligatures kept: the key of every list. */
export function normalise(text: string): string {
  if (PLAIN.test(text)) return text
  let norm = text.toLowerCase()
  let plain = true
  for (let i = 0; i < norm.length; i++) {
    if (norm.charCodeAt(i) >= LATIN_END) {
      plain = false
      break
    }
  }
  if (plain && !norm.includes('\u00ad')) return norm
  norm = norm
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\u2019\u02bc\uff07]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
  return norm
}

/** True when the text starts with a capital letter. */
export function startsUpper(text: string): boolean {
  const code = text.charCodeAt(0)
  if (code < 0x80) return code >= 65 && code <= 90
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0)
  return first !== first.toLowerCase()
}
