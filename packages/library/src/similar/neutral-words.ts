/** Stands for whatever changes from one letter to the next: a name, a date, an amount, a merge field. */
export const VALUE = '¤'

/** A range of a text that stands for a value: a merge field. */
export interface Opaque {
  readonly start: number
  readonly end: number
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const CIVILITIES = words('m mm mr mme mmes mlle mlles monsieur messieurs madame mesdames mademoiselle')
/** Their full stop ends no sentence: « M. Durand ». */
const SHORT_CIVILITIES = words('m mm mr mme mmes mlle mlles')
const DATES = words(
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche',
)
/** What follows a number and belongs to it: « 350 euros ». */
const UNITS = words('euro euros eur centimes h')
const STREETS = words('rue avenue boulevard place chemin impasse allée allées route quai cours square bis ter')
const SMALL = words('de du des la le les l d aux au en bis ter rue avenue')
/** « 12 rue des Trois Frères » has at most so many words before its name. */
const LONGEST_STREET = 5

// From the head of the word alone: 300,000 brackets in a row would cost their square.
const ADDRESS = /(?<!\S)\S+@\S+|(?:https?:\/\/|www\.)\S+/g
const WORD = /[\p{L}\p{N}\u{E000}]+/gu
const FIELD = '\uE000'
const SENTENCE_END = /[.!?:;\n•–—*"«“(]/
const GLUE = /^[-/_.]$/
/** « CAF » is a word of the letter, « DURAND-MARTIN » a name. */
const LONGEST_SIGLE = 5

interface Word {
  readonly text: string
  readonly lower: string
  readonly start: boolean
  readonly kind: 'plain' | 'capital' | 'capitals' | 'value'
}

/**
 * The words of a block, in lower case, with one sign for each value: « Madame Durand, » and « {{ nom }}, » read the same,
 * so do « 350,20 € le 3 mars » and « {montant} euros le {date} ». Letters alone count: spaces, punctuation and apostrophes
 * do not. `isWord` says what the dictionary knows, of a word in lower case.
 */
export function neutralWords(text: string, opaque: readonly Opaque[], isWord: (word: string) => boolean): string[] {
  const found = cut(masked(text, opaque), isWord)
  const said: string[] = []
  for (let i = 0; i < found.length; i++) {
    const word = found[i]
    if (word === undefined) continue
    const isAfterValue = said.at(-1) === VALUE
    if (isAfterValue && UNITS.has(word.lower)) continue
    if (isAfterValue && STREETS.has(word.lower)) {
      const end = streetEnd(found, i)
      if (end > i) {
        i = end
        continue
      }
    }
    if (!isValue(word, isAfterValue, isWord)) said.push(word.lower)
    else if (!isAfterValue) said.push(VALUE)
  }
  return said
}

function isValue({ kind, lower, start }: Word, isAfterValue: boolean, isWord: (word: string) => boolean): boolean {
  switch (kind) {
    case 'value':
      return true
    case 'plain':
      return false
    case 'capital':
      // « Vous » begins a sentence; « Durand » too, and no dictionary knows it.
      return start ? !isWord(lower) : true
    case 'capitals':
      if (isAfterValue && !start) return true
      return lower.length > LONGEST_SIGLE && !isWord(lower)
  }
}

/** The rank of the last word of a street that begins there, or the same rank when it is none. */
function streetEnd(found: readonly Word[], from: number): number {
  for (let i = from + 1; i <= from + LONGEST_STREET; i++) {
    const word = found[i]
    if (word === undefined) return from
    if (word.kind !== 'plain') return i
    if (!SMALL.has(word.lower)) return from
  }
  return from
}

function cut(text: string, isWord: (word: string) => boolean): Word[] {
  const isCapitals = isInCapitals(text, isWord)
  const found: Word[] = []
  let end = 0
  let isShort = false
  for (const match of text.matchAll(WORD)) {
    const word = match[0]
    const lower = word.toLowerCase()
    const between = text.slice(end, match.index)
    const start = found.length === 0 || (SENTENCE_END.test(between) && !(isShort && /^\.\s*$/.test(between)))
    const last = found.at(-1)
    const isGlued = GLUE.test(between)
    let kind = kindOf(word, lower, isCapitals)
    // « 2026-118/B », « AL-012 »: what touches a number is a part of it.
    if (isGlued && last?.kind === 'value' && /\d/.test(last.text)) kind = 'value'
    const isDouble = between === '-' && kind === 'capitals' && last?.kind === 'capitals'
    if (isDouble) kind = 'value'
    if (isDouble || (isGlued && last !== undefined && last.kind !== 'plain' && /\d/.test(word)))
      if (last !== undefined) found[found.length - 1] = { ...last, kind: 'value' }
    found.push({ text: isGlued && last?.kind === 'value' ? `${last.text}${word}` : word, lower, start, kind })
    end = match.index + word.length
    isShort = SHORT_CIVILITIES.has(lower)
  }
  return found
}

/** « NOTIFICATION DE REFUS »: in a line of capitals they tell nothing; « M. MARTIN, » is a name all the same. */
function isInCapitals(text: string, isWord: (word: string) => boolean): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters.length === 0 || letters !== letters.toUpperCase()) return false
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.some((word) => CIVILITIES.has(word))) return false
  return words.filter(isWord).length * 2 > words.length
}

function kindOf(word: string, lower: string, isCapitals: boolean): Word['kind'] {
  if (/[\d\u{E000}]/u.test(word) || CIVILITIES.has(lower) || DATES.has(lower)) return 'value'
  if (isCapitals || word === lower) return 'plain'
  const isAll = word.length > 1 && word === word.toUpperCase()
  // « L’aide », « D’Artagnan »: a letter before an apostrophe begins no name.
  if (word.length === 1) return 'plain'
  return isAll ? 'capitals' : 'capital'
}

/** The text with its merge fields and its addresses of the network as one sign. */
function masked(text: string, opaque: readonly Opaque[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of [...opaque].sort((a, b) => a.start - b.start)) {
    if (start < at) continue
    out += `${text.slice(at, start)} ${FIELD} `
    at = end
  }
  return (out + text.slice(at)).replace(ADDRESS, ` ${FIELD} `)
}
