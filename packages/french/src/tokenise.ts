import { abbreviationKind, LETTERED } from './abbreviations.ts'
import {
  classAt,
  DIGIT,
  INNER,
  isApostrophe,
  isHyphen,
  LETTER,
  normalise,
  PUNCT,
  SPACE,
  startsUpper,
  widthAt,
} from './characters.ts'
import type { TokenKind } from './types.ts'
import type { Word, WordStore } from './word-store.ts'

/** A token before tagging. */
export interface RawToken {
  readonly word: Word
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: TokenKind
  readonly norm: string
  readonly spaced: boolean
}

/** What the tokeniser asks of a lexicon: whole words before cutting at a hyphen, verbs before cutting a clitic, and the words met before. */
export interface WordBook extends WordStore {
  has(norm: string): boolean
  isVerbForm(norm: string): boolean
}

const ELIDED = new Set('l d j m t s n c ç qu jusqu lorsqu puisqu quoiqu presqu'.split(' '))
/** Words written with an apostrophe that stay whole. */
const WHOLE_APOSTROPHE = new Set(
  "aujourd'hui presqu'île presqu'îles quelqu'un quelqu'une prud'homme prud'hommes prud'homal prud'homale prud'homaux prud'homales prud'homie entr'ouvert d'abord- c'est-à-dire d'ores- chef-d'œuvre chefs-d'œuvre main-d'œuvre hors-d'œuvre".split(
    ' ',
  ),
)
/** Hyphenated words that look like a verb and its clitic. */
const WHOLE_HYPHEN = new Set('rendez-vous peut-être soi-disant ouï-dire laissez-passer garde-à-vous'.split(' '))
const CLITICS = new Set('je tu il elle on nous vous ils elles ce le la les lui leur moi toi y en'.split(' '))

const E = '(?:é|e\\u0301?)'
/** With composed, decomposed or forgotten accents. */
const MONTH = `(?:janvier|f${E}vrier|mars|avril|mai|juin|juillet|ao(?:û|u\\u0302?)t|septembre|octobre|novembre|d${E}cembre|janv\\.|f${E}vr?\\.|avr\\.|juil\\.|sept\\.|oct\\.|nov\\.|d${E}c\\.)`
const GAP = '[ \\u00a0\\u202f\\u2009]'
const END = '(?![\\p{L}\\p{M}\\p{N}])'

const PHONE = new RegExp(
  `(?:(?:\\(\\+\\d{2,3}\\)|(?:\\+|00)\\d{2,3})${GAP}?(?:\\(0\\)${GAP}?)?[1-9]|0[1-9])(?:[ \\u00a0\\u202f.\\-]?\\d{2}){4}(?!\\d)|0${GAP}?8\\d{2}(?:${GAP}?\\d{3}){2}(?!\\d)`,
  'uy',
)
const SHORT_PHONE = /3\d(?:[ \u00a0\u202f]\d{2}|\d{2})(?![\d.,]?\d)(?![ \u00a0\u202f]?[€%]|[ \u00a0\u202f]\d)/uy
const DATE = new RegExp(
  `(?:0?[1-9]|[12]\\d|3[01])(?:er|ᵉʳ)?${GAP}${MONTH}(?:${GAP}(?:1[5-9]|20)\\d{2}(?!\\d))?(?![\\p{L}\\p{M}])|` +
    `(?:0?[1-9]|[12]\\d|3[01])/(?:0?[1-9]|1[0-2])/(?:\\d{4}|\\d{2})(?![\\d/])|` +
    `(?:0[1-9]|[12]\\d|3[01])[.-](?:0[1-9]|1[0-2])[.-](?:19|20)?\\d{2}(?![\\d-])|(?:19|20)\\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?![\\d-])`,
  'iuy',
)
const TIME = new RegExp(
  `(?:[01]?\\d|2[0-4])(?:${GAP}?[hH]${GAP}?[0-5]\\d${END}|${GAP}?[hH]${END}|:[0-5]\\d(?::[0-5]\\d)?${END})`,
  'uy',
)
const CERFA = /\d{5} ?\* ?\d{2}(?!\d)/y
/** Social security numbers, trade codes (84.11Z): one name, not many numbers. */
const IDENTIFIER = new RegExp(
  `[12]${GAP}\\d{2}${GAP}\\d{2}${GAP}(?:\\d{2}|2[AB])${GAP}\\d{3}${GAP}\\d{3}(?:${GAP}\\d{2})?(?!\\d)|\\d{2}\\.\\d{2}[A-Z]${END}`,
  'uy',
)
/** Bank accounts written by groups of four. */
const IBAN = new RegExp(`[A-Z]{2}\\d{2}(?:${GAP}[A-Z\\d]{4}){3,7}(?:${GAP}[A-Z\\d]{1,3})?${END}`, 'uy')
const AMOUNT = new RegExp(
  `(?:\\d{1,3}(?:[ \\u00a0\\u202f\\u2009.]\\d{3}){1,5}(?!\\d)|\\d{1,15})(?:[.,]\\d{1,6})?${GAP}?(?:[kM]?€|EUR${END}|\\$|£)`,
  'uy',
)
const NUMBER = new RegExp(
  `\\d{1,3}(?:[ \\u00a0\\u202f\\u2009.]\\d{3}){1,5}(?!\\d)(?:,\\d{1,15})?${END}|\\d{1,30}(?:[.,]\\d{1,15})?${END}`,
  'uy',
)
/** Ranges, fractions and section numbers: « 2024-2025 », « 1/10 », « 1.8.2 ». */
const COMPOUND = new RegExp(`\\d{1,6}(?:[-/]\\d{1,6}){1,3}${END}(?![-/]\\d)|\\d{1,3}(?:\\.\\d{1,3}){2,5}${END}`, 'uy')
const ORDINAL = new RegExp(`\\d{1,4}(?:ers?|res?|nde?s?|ièmes?|èmes?|es?|ᵉʳ|ᵉ|°)${END}`, 'uy')
/** File numbers: capitals and digits joined by hyphens or slashes, one group of three signs at least. */
const FILE = new RegExp(`(?=[\\p{Lu}\\d/_-]{0,40}\\d)[\\p{Lu}\\d]{1,20}(?:[-/_][\\p{Lu}\\d]{1,20}){1,6}${END}`, 'uy')
const YEARS = /^(?:(?:19|20)\d{2}|\d{1,2})[-/](?:(?:19|20)?\d{2}|\d{1,2})$/
/** Building permits and declarations: « DP 035 047 25 A0012 ». */
const PERMIT = `(?:DP|PC|PA|PD|AT|CU[ab]?)${GAP}?\\d{3}${GAP}?\\d{3}${GAP}?\\d{2}${GAP}?[A-Z]?\\d{4,5}${END}`
const BUILDING = new RegExp(PERMIT, 'uy')
/** After « n° »: a permit, a Cerfa number, groups of three digits (« n° 213 502 388 00019 »), or one run of signs. */
const NUMERO = new RegExp(
  `[nN](?:°s?|º|os?\\.?(?=${GAP}?\\d{2,4}-\\d))${GAP}?(?:${PERMIT}|\\d{5} ?\\* ?\\d{2}(?!\\d)|\\d{1,3}(?:${GAP}\\d{3}){1,4}(?:${GAP}\\d{5})?${END}|(?=[\\p{Lu}\\d/_.\\-]{0,40}\\d)[\\p{Lu}\\d](?:[\\p{Lu}\\d/_*\\-.]{0,40}[\\p{Lu}\\d])?${END})`,
  'uy',
)
const LAW = new RegExp(
  `(?:L\\.?O\\.?|[LRDA])(?:\\.${GAP}?\\*?${GAP}?\\d{1,5}|(?:${GAP}?\\*?|\\*${GAP})\\d{1,5}(?=-\\d))(?:-\\d{1,4}){0,5}${END}`,
  'uy',
)
const URL_ = /(?:https?:\/\/|www\.)[^\s<>«»"“”]{1,2000}/iuy
const DOMAIN =
  /[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,40}\.){1,5}(?:gouv\.fr|fr|com|org|net|eu|info|be|ch|ca|lu|io|re|paris|bzh|alsace|corsica)(?![\p{L}\p{N}@])(?:\/[^\s<>«»"“”]{0,2000})?/iuy
const EMAIL = /[\p{L}\p{M}\p{N}._%+-]{1,64}@[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63}){1,5}/uy
/** « c.-à-d. » is one word: its first dot ends no sentence. */
const THAT_IS = /c\.-[àa]-d\./iuy
/** Letters each followed by a dot: S.N.C.F., J.-C., p.j. */
const DOTTED =
  /(?:\p{L}\.-?){2,20}(?![\p{L}\p{N}])|(?:\p{Lu}\.){2,20}\p{Lu}(?![\p{L}\p{N}.])|\p{L}\.(?:-\p{L}\.){1,5}/uy
/** The end of inclusive or optional spellings: enfant(s), agent·e·s, agent.e.s. */
const OPTIONAL = new RegExp(
  `\\((?:e?s|e|x|ne|le|re|se|ve|rice|trice|euse|aux|ère|nes|les)\\)s?${END}|(?:[·•‧∙](?:\\p{L}{1,6})){1,3}${END}|\\.(?:e|ne|le|rice|trice|euse|ère|ve|se)(?:\\.?s)?${END}`,
  'uy',
)

function matchAt(regex: RegExp, text: string, index: number): string | undefined {
  regex.lastIndex = index
  return regex.exec(text)?.[0]
}

const PHONE_CUES = new Set(
  'au appelez appeler composez composer téléphone tél. tél téléphonez téléphonant numéro joindre contactez contacter appelant composant téléphoner'.split(
    ' ',
  ),
)

function wordEnd(text: string, from: number, to: number): number {
  let i = from
  while (i < to) {
    const code = text.charCodeAt(i)
    if (code >= 0x61 && code <= 0x7a) {
      i++
      continue
    }
    const found = classAt(text, i)
    if (found !== LETTER && found !== DIGIT && found !== INNER && code !== 0x5f) break
    i += widthAt(text, i)
  }
  return Math.min(i, to)
}

/** Where the trailing punctuation of a URL or address is given back to the sentence. */
function trimAddress(found: string): string {
  const trimmed = found.replace(/[.,;:!?…)\]'’]{1,8}$/u, '')
  // « (https://fr.wikipedia.org/wiki/X_(Y)) »: a closing bracket stays when its opening is inside.
  if (found[trimmed.length] === ')' && trimmed.split('(').length > trimmed.split(')').length) return `${trimmed})`
  return trimmed
}

/** Cuts one text into tokens that tile it, white space aside; `opaque` ranges are placeholders. */
export function tokenise(
  text: string,
  book: WordBook,
  opaque: readonly { readonly start: number; readonly end: number }[] = [],
): RawToken[] {
  const tokens: RawToken[] = []
  let position = 0
  for (const range of opaque) {
    const start = Math.max(range.start, position)
    const end = Math.min(range.end, text.length)
    if (end <= start) continue
    scan(text, position, start, book, tokens)
    push(tokens, text, start, end, 'placeholder', book)
    position = end
  }
  scan(text, position, text.length, book, tokens)
  return tokens
}

function push(tokens: RawToken[], text: string, start: number, end: number, kind: TokenKind, book: WordBook): void {
  const word = book.wordAt(text, start, end, kind)
  const spaced = start === 0 || classAt(text, start - 1) === SPACE
  tokens.push({ word, text: word.text, start, end, kind, norm: word.norm, spaced })
}

function scan(whole: string, from: number, to: number, book: WordBook, tokens: RawToken[]): void {
  // A placeholder bounds what stands before it: « n°{{numero}} » must not read past the mask.
  const text = to === whole.length ? whole : whole.slice(0, to)
  let nextAt = text.indexOf('@', from)
  let i = from
  while (i < to) {
    const kind = classAt(text, i)
    if (kind === SPACE) {
      i++
      continue
    }
    if (nextAt !== -1 && nextAt < i) nextAt = text.indexOf('@', i)
    if (nextAt !== -1 && nextAt - i <= 64 && (kind === LETTER || kind === DIGIT)) {
      const email = matchAt(EMAIL, text, i)
      if (email !== undefined) {
        const end = i + trimAddress(email).length
        push(tokens, whole, i, end, 'email', book)
        i = end
        continue
      }
    }
    if (kind === LETTER) i = scanWord(whole, text, i, to, book, tokens)
    else if (kind === DIGIT) i = scanNumber(whole, text, i, to, book, tokens)
    else i = scanSign(whole, text, i, to, kind, book, tokens)
  }
}

function scanNumber(whole: string, text: string, i: number, to: number, book: WordBook, tokens: RawToken[]): number {
  const done = (found: string, kind: TokenKind): number => {
    push(tokens, whole, i, i + found.length, kind, book)
    return i + found.length
  }
  const cerfa = matchAt(CERFA, text, i)
  if (cerfa !== undefined) return done(cerfa, 'reference')
  const identifier = matchAt(IDENTIFIER, text, i)
  if (identifier !== undefined) return done(identifier, 'reference')
  const phone = matchAt(PHONE, text, i)
  if (phone !== undefined) return done(phone, 'phone')
  const date = matchAt(DATE, text, i)
  if (date !== undefined) return done(date, 'date')
  const time = matchAt(TIME, text, i)
  if (time !== undefined) return done(time, 'time')
  const amount = matchAt(AMOUNT, text, i)
  if (amount !== undefined) return done(amount, 'amount')
  const short = matchAt(SHORT_PHONE, text, i)
  if (short !== undefined && (short.length === 5 ? !isDigitToken(tokens.at(-1)) : hasPhoneCue(tokens))) {
    return done(short, 'phone')
  }
  const file = matchAt(FILE, text, i)
  if (file !== undefined && isFileNumber(file)) return done(file, 'reference')
  const domain = text.charCodeAt(i + 1) === 0 ? undefined : matchAt(DOMAIN, text, i)
  if (domain !== undefined) return done(trimAddress(domain), 'url')
  const compound = matchAt(COMPOUND, text, i)
  if (compound !== undefined) return done(compound, 'number')
  const ordinal = matchAt(ORDINAL, text, i)
  if (ordinal !== undefined) return done(ordinal, 'word')
  const number = matchAt(NUMBER, text, i)
  if (number !== undefined) return done(number, 'number')
  // A number stuck to letters: « 75m2 », « 3D ».
  const end = wordEnd(text, i, to)
  push(tokens, whole, i, end, /^\d+$/.test(text.slice(i, Math.min(end, i + 64))) ? 'number' : 'word', book)
  return end
}

function isDigitToken(token: RawToken | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || token.kind === 'phone')
}

function isFileNumber(found: string): boolean {
  if (YEARS.test(found)) return false
  // European acts: « règlement (UE) 2016/679 ».
  if (/^\d{4}\/\d{2,4}$/.test(found)) return true
  if (/^[\d/-]+$/.test(found)) return /^\d{4}-\d{3,}/.test(found) || (found.match(/[-/]/g) ?? []).length >= 2
  return found.length >= 5
}

function hasPhoneCue(tokens: readonly RawToken[]): boolean {
  for (const token of tokens.slice(-3)) if (PHONE_CUES.has(token.norm)) return true
  return false
}

function scanSign(
  whole: string,
  text: string,
  i: number,
  to: number,
  kind: number,
  book: WordBook,
  tokens: RawToken[],
): number {
  const code = text.charCodeAt(i)
  // +33, (+33)
  if (code === 0x2b || (code === 0x28 && text.charCodeAt(i + 1) === 0x2b)) {
    const phone = matchAt(PHONE, text, i)
    if (phone !== undefined) {
      push(tokens, whole, i, i + phone.length, 'phone', book)
      return i + phone.length
    }
  }
  let end = Math.min(i + widthAt(text, i), to)
  // Runs of dots, dashes, stars and marks are one sign: « ... », « ------ », « ?! ».
  if (code === 0x2e || code === 0x2026 || code === 0x2d || code === 0x5f || code === 0x2a || code === 0x3d) {
    while (end < to && text.charCodeAt(end) === code) end++
  } else if (code === 0x21 || code === 0x3f) {
    while (end < to && (text.charCodeAt(end) === 0x21 || text.charCodeAt(end) === 0x3f)) end++
  } else if (kind !== PUNCT) {
    // Variation selectors, joiners and skin tones stay with their emoji.
    while (end < to && classAt(text, end) === INNER) end += widthAt(text, end)
    end = Math.min(end, to)
  }
  push(tokens, whole, i, end, kind === PUNCT ? 'punct' : 'symbol', book)
  return end
}

function scanWord(whole: string, text: string, i: number, to: number, book: WordBook, tokens: RawToken[]): number {
  const core = wordEnd(text, i, to)
  const next = core < to ? text.charCodeAt(core) : 0
  const first = text.charCodeAt(i)

  // h, w: « https: », « www. »
  if ((next === 0x3a || next === 0x2e) && ((first | 32) === 0x68 || (first | 32) === 0x77)) {
    const url = matchAt(URL_, text, i)
    if (url !== undefined) {
      const end = i + trimAddress(url).length
      push(tokens, whole, i, end, 'url', book)
      return end
    }
  }
  // A dot before a space ends a sentence or an abbreviation.
  if ((next === 0x2d || (next === 0x2e && classAt(text, core + 1) !== SPACE)) && core - i <= 41) {
    const domain = matchAt(DOMAIN, text, i)
    if (domain !== undefined) {
      const end = i + trimAddress(domain).length
      push(tokens, whole, i, end, 'url', book)
      return end
    }
  }
  const reference = matchReference(text, i, core)
  if (reference !== undefined) {
    push(tokens, whole, i, i + reference.length, 'reference', book)
    return i + reference.length
  }
  if (next === 0x2e) {
    const dotted = core - i === 1 ? (matchAt(THAT_IS, text, i) ?? matchAt(DOTTED, text, i)) : undefined
    if (dotted !== undefined && !isOptionalEnding(text, i)) {
      push(tokens, whole, i, i + dotted.length, 'word', book)
      return i + dotted.length
    }
    if (dotEndsAbbreviation(text, i, core, tokens, book)) {
      push(tokens, whole, i, core + 1, 'word', book)
      return core + 1
    }
  }
  if (isApostrophe(next)) {
    const start = core - i <= 8 ? normalise(text.slice(i, core)) : ''
    const elided = ELIDED.has(start)
    // Of what an elision opens, only « c'est-à-dire » and « presqu'île » are one word.
    const whole_ = elided && start !== 'c' && start !== 'presqu' ? undefined : wholeApostrophe(text, i, core, to, book)
    if (whole_ !== undefined) {
      push(tokens, whole, i, whole_, 'word', book)
      return whole_
    }
    if (elided) {
      push(tokens, whole, i, core + 1, 'word', book)
      return core + 1
    }
  }
  const optional =
    next === 0x28 || next === 0x2e || next === 0xb7 || next >= 0x2022 ? matchAt(OPTIONAL, text, core) : undefined
  if (optional !== undefined && core - i >= 2) {
    push(tokens, whole, i, core + optional.length, 'word', book)
    return core + optional.length
  }
  if (!isHyphen(next) && !isApostrophe(next)) {
    push(tokens, whole, i, core, 'word', book)
    return core
  }
  return scanChain(whole, text, i, core, to, book, tokens)
}

/** « agent.e.s » is not a series of initials. */
function isOptionalEnding(text: string, i: number): boolean {
  return i > 0 && classAt(text, i - 1) === LETTER
}

function matchReference(text: string, i: number, core: number): string | undefined {
  const code = text.charCodeAt(i)
  // n, N: « n° 2025-0458 »
  if ((code === 0x6e || code === 0x4e) && core - i <= 3) {
    const numero = matchAt(NUMERO, text, i)
    if (numero !== undefined) return numero
  }
  // L, R, D, A: « L. 123-4 »
  if (code === 0x4c || code === 0x52 || code === 0x44 || code === 0x41) {
    const law = matchAt(LAW, text, i)
    if (law !== undefined) return law
  }
  // D, P, A, C: « PC 035 047 25 A0012 »
  if (core - i <= 11 && (code === 0x44 || code === 0x50 || code === 0x41 || code === 0x43)) {
    const permit = matchAt(BUILDING, text, i)
    if (permit !== undefined) return permit
  }
  if (core - i >= 4 && code >= 0x41 && code <= 0x5a && classAt(text, i + 2) === DIGIT) {
    const account = matchAt(IBAN, text, i)
    if (account !== undefined) return account
  }
  if (code >= 0x41 && code <= 0x5a && isHyphenOrSlash(text.charCodeAt(core))) {
    const file = matchAt(FILE, text, i)
    if (file !== undefined && isFileNumber(file) && /\d{2}/.test(file)) return file
  }
  return undefined
}

function isHyphenOrSlash(code: number): boolean {
  return code === 0x2d || code === 0x2f || code === 0x5f
}

/** Words that open a sentence and are never a surname. */
const PRONOUNS = new Set(
  (
    "il elle ils elles nous vous on je j' ce c' cet cela cette ces votre vos notre nos leur leurs si s' ne n' un une il y aucun aucune tout toute tous toutes " +
    "en à au aux dans pour par sur sous avec sans selon lorsque lorsqu' quand quel quelle quels quelles qui que qu' où comment pourquoi ensuite puis enfin alors ainsi aussi donc or mais et ou car sinon attention bravo oui non avant après depuis dès voir merci seul seule seuls seules chaque"
  ).split(' '),
)
/** Articles that may also begin a surname: « J. Le Goff », « A. L'Hermite ». */
const PARTICLES = new Set("le la les l' des du d' de".split(' '))
/** First names cut short to their first two or three letters: « Ph. Morvan », « Ch. Rivière ». */
const SHORT_NAMES = new Set('Ph Ch Th Cl Fr Gh Chr Jn Yv Vve Alb Alex Ant Fçois Guill'.split(' '))

function dotEndsAbbreviation(
  text: string,
  i: number,
  core: number,
  tokens: readonly RawToken[],
  book: WordBook,
): boolean {
  if (text.charCodeAt(core + 1) === 0x2e) return false
  const word = text.slice(i, Math.min(core, i + 12))
  if (core - i === 1 && startsUpper(word)) {
    if (word === 'M') return true
    const before = tokens.at(-1)
    // « l'annexe A. Vous… », « en 6e B. La… »: a letter that names something is not an initial; a first word « A. » is a list mark.
    if (
      before !== undefined &&
      (LETTERED.has(before.norm) ||
        before.text === '°' ||
        before.kind === 'number' ||
        /^\d+(?:er?|re|[eè]me|nde?)$/.test(before.norm))
    )
      return false
    // « Mac OS X. Une version », « Dagobert Ier »: a Roman numeral after a name closes more often than it opens.
    if (
      /^[IVX]$/.test(word) &&
      before !== undefined &&
      startsUpper(before.text) &&
      before.end + 1 === i &&
      before.kind === 'word'
    )
      return false
    return classAt(text, core + 1) === SPACE && nextIsCapital(text, core + 1) && !nextIsNoName(text, core + 1, book)
  }
  // « une hauteur de 9 m. La pente… »: a unit, not « M. ».
  if (word === 'm' && tokens.at(-1)?.kind === 'number') return false
  if (SHORT_NAMES.has(word) && nextIsCapital(text, core + 1) && !nextIsNoName(text, core + 1, book)) return true
  const kind = abbreviationKind(normalise(word))
  if (kind === undefined) return false
  if (kind !== 'ambiguous') return true
  // « en sept. ou en oct. »: a month after « en », unless a capital follows.
  if (word === 'sept' && /^(?:en|de|d'|début|mi|fin)$/.test(tokens.at(-1)?.norm ?? ''))
    return !nextIsCapital(text, core + 1) && skipSpaces(text, core + 1) < text.length
  return (
    nextIsReference(text, core + 1) ||
    (word === 'j' && tokens.at(-1)?.norm === 'p.') ||
    (word === 's' && tokens.at(-1)?.norm === 'et')
  )
}

function skipSpaces(text: string, from: number): number {
  let i = from
  while (i < text.length && i - from < 8 && classAt(text, i) === SPACE) i++
  return i
}

function nextIsCapital(text: string, from: number): boolean {
  const at = skipSpaces(text, from)
  return classAt(text, at) === LETTER && startsUpper(text.slice(at, at + 2))
}

/** « la borne A. Attendez… », « la zone B. Elle… »: an order or a pronoun is no surname. */
function nextIsNoName(text: string, from: number, book: WordBook): boolean {
  const at = skipSpaces(text, from)
  const end = wordEnd(text, at, Math.min(text.length, at + 24))
  const elided = isApostrophe(text.charCodeAt(end))
  const norm = normalise(text.slice(at, end)) + (elided ? "'" : '')
  // « entre A et B. Le choix… » ends there, « J. Le Goff » does not: a surname keeps its second capital.
  if (PARTICLES.has(norm)) {
    const next = elided ? end + 1 : skipSpaces(text, end)
    return !startsUpper(text.slice(next, next + 2))
  }
  return PRONOUNS.has(norm) || (norm.endsWith('ez') && norm.length > 4 && book.isVerbForm(norm))
}

function nextIsReference(text: string, from: number): boolean {
  const at = skipSpaces(text, from)
  if (at >= text.length) return false
  if (classAt(text, at) === DIGIT) return true
  return /^(?:\p{Lu}\.|[LRDA][ \u00a0]?\d|n°|à|unique|\p{Lu}{1,2}\d|[IVXLC]{2,}[^\p{L}])/u.test(text.slice(at, at + 8))
}

/** The end of a word that keeps its apostrophe (« aujourd'hui », « prud'hommes », « c'est-à-dire »). */
function wholeApostrophe(text: string, i: number, core: number, to: number, book: WordBook): number | undefined {
  if (core - i > 12) return undefined
  const second = wordEnd(text, core + 1, Math.min(to, core + 40))
  if (second === core + 1) return undefined
  const norm = normalise(text.slice(i, second))
  if (norm === "c'est" && normalise(text.slice(i, i + 11)) === "c'est-à-dire".slice(0, 11)) {
    const end = i + 12
    if (normalise(text.slice(i, end)) === "c'est-à-dire" && wordEnd(text, end, to) === end) return end
  }
  if (WHOLE_APOSTROPHE.has(norm)) return second
  return !ELIDED.has(normalise(text.slice(i, core))) && book.has(norm) ? second : undefined
}

/** A chain of words joined by hyphens (or by apostrophes that elide nothing), cut before its clitics. */
function scanChain(
  whole: string,
  text: string,
  i: number,
  core: number,
  to: number,
  book: WordBook,
  tokens: RawToken[],
): number {
  const joints: number[] = []
  let end = core
  while (end < to && (isHyphen(text.charCodeAt(end)) || isApostrophe(text.charCodeAt(end)))) {
    if (isApostrophe(text.charCodeAt(end)) && joints.length > 0) {
      // « dit-l'enfant »: an elided word inside the chain ends it at its hyphen.
      const last = joints.at(-1) ?? end
      // « donnez-m'en », « va-t'en », « mettez-l'y »: the order, its elided pronoun, then « en » or « y ».
      const follows = normalise(text.slice(end + 1, wordEnd(text, end + 1, Math.min(to, end + 4))))
      if ((follows === 'en' || follows === 'y') && /^[mtl]$/i.test(text.slice(last + 1, end))) {
        const base = cliticStart(text, i, last, joints.slice(0, -1), book)[0] ?? last
        if (book.isVerbForm(normalise(text.slice(i, base)))) {
          push(tokens, whole, i, base, 'word', book)
          if (base < last) push(tokens, whole, base, last, 'word', book)
          push(tokens, whole, last, end + 1, 'word', book)
          return end + 1
        }
      }
      if (
        ELIDED.has(normalise(text.slice(last + 1, end))) &&
        !book.has(normalise(text.slice(i, wordEnd(text, end + 1, Math.min(to, end + 40)))))
      )
        break
    }
    const after = wordEnd(text, end + 1, to)
    if (after === end + 1 || (classAt(text, end + 1) !== LETTER && classAt(text, end + 1) !== DIGIT)) break
    joints.push(end)
    end = after
  }
  if (joints.length === 0) {
    push(tokens, whole, i, core, 'word', book)
    return core
  }
  const length = end - i
  const norm = length <= 64 ? normalise(text.slice(i, end)) : ''
  if (norm === 'rendez-vous' && commands(text, end, tokens)) {
    push(tokens, whole, i, core, 'word', book)
    push(tokens, whole, core, end, 'word', book)
    return end
  }
  if (norm === '' || WHOLE_HYPHEN.has(norm) || (book.has(norm) && !/-(?:je|tu|ils?|elles?|on|ce|en|y)$/.test(norm))) {
    push(tokens, whole, i, end, 'word', book)
    return end
  }
  const cut = cliticStart(text, i, end, joints, book)
  if (cut.length === 0) {
    push(tokens, whole, i, end, 'word', book)
    return end
  }
  const bounds = [i, ...cut, end]
  for (let k = 0; k + 1 < bounds.length; k++) {
    const from = bounds[k]
    const until = bounds[k + 1]
    if (from !== undefined && until !== undefined) push(tokens, whole, from, until, 'word', book)
  }
  return end
}

/** « Rendez-vous sur notre site », « rendez-vous à l'accueil »: an order when nothing introduces it and a place follows. */
function commands(text: string, end: number, tokens: readonly RawToken[]): boolean {
  const before = tokens.at(-1)
  if (before !== undefined && before.kind !== 'punct' && !/^(?:et|ou|puis|ensuite|alors|enfin)$/.test(before.norm))
    return false
  return /^\s+(?:sur|au|aux|chez|dans|auprès|directement|à\s+(?:la|votre|notre))(?![\p{L}])|^\s+à\s+l['’]/iu.test(
    text.slice(end, end + 24),
  )
}

/** The hyphens at which clitics are cut: « donnez-le-nous » gives two, « Saint-Ouen » none. */
function cliticStart(text: string, i: number, end: number, joints: readonly number[], book: WordBook): number[] {
  const part = (k: number): string => normalise(text.slice((joints[k] ?? end) + 1, joints[k + 1] ?? end))
  let k = joints.length - 1
  const cuts: number[] = []
  const last = part(k)
  // « cet homme-là », « ce mois-ci ».
  if (last === 'là' || last === 'ci') {
    const joint = joints[k]
    return joint === undefined ? [] : [joint]
  }
  while (k >= 0 && cuts.length < 3) {
    const joint = joints[k]
    if (joint === undefined || !CLITICS.has(part(k))) break
    const before = joints[k - 1]
    // The euphonic t goes with the pronoun: « a-t-il » gives « -t-il ».
    if (before !== undefined && part(k - 1) === 't') {
      cuts.unshift(before)
      k -= 2
      continue
    }
    cuts.unshift(joint)
    k--
  }
  while (cuts.length > 0) {
    const base = normalise(text.slice(i, cuts[0]))
    if (book.isVerbForm(base)) return cuts
    // « puissé-je », « dussé-je »: before « je » the final e takes an accent.
    if (base.endsWith('é') && part(joints.length - 1) === 'je' && book.isVerbForm(`${base.slice(0, -1)}e`)) return cuts
    if (cuts.length === 1 && (base === 'est' || base === 'voici' || base === 'voilà')) return cuts
    cuts.shift()
  }
  return []
}
