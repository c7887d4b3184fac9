import { abbreviationKind } from './abbreviations.ts'
import { classAt, DIGIT, LETTER, SPACE, startsUpper } from './characters.ts'
import type { RawToken, WordBook } from './tokenise.ts'

/** A run of tokens, `from` included, `to` excluded. */
export interface TokenRange {
  readonly from: number
  readonly to: number
}

const CLOSERS = new Set(['»', '”', '"', ')', ']', '’', '›', '*', '**'])
const OPENERS = new Set(['«', '“', '"', '(', '[', '‹', '‘', '*', '**'])
const BULLETS = new Set([
  '-',
  '–',
  '—',
  '•',
  '·',
  '*',
  '►',
  '▪',
  '●',
  '○',
  '‣',
  '◦',
  '■',
  '□',
  '☐',
  '☑',
  '✓',
  '→',
  '➢',
  '',
  '',
])
/** Words after which a line cannot stop: « la ville de⏎Paris ». */
const UNFINISHED = new Set(
  "le la les l' un une des du de d' à au aux en et ou par pour sur sous dans avec sans chez vers entre que qu' qui dont mon ma mes ton ta tes son sa ses notre votre nos vos leur leurs ce cet cette ces m. mme mlle mm. mmes n° article articles l. monsieur madame".split(
    ' ',
  ),
)
/** Words that open a sentence and are never a surname. */
const STARTERS = new Set(
  "le la les l' un une des il elle ils elles nous vous je j' on ce c' cette ces cet si s' pour en à dans votre vos notre nos mon ma mes son sa ses leur cela toute tout toutes tous aucun aucune après avant depuis dès lorsque lorsqu' quand afin selon par sur avec sans merci attention".split(
    ' ',
  ),
)
const COMPANIES = new Set(['s.a', 's.a.r.l', 's.n.c', 'éts', 'ets', 'sarl'])
/** A block narrower than this is not wrapped prose: its lines are those of an address or a set of labels. */
const NARROW = 50

/** How many signs may close a sentence together, as in « (…). » ». */
const MOST_CLOSERS = 8

/** Cuts the tokens of one block into sentences. */
export function splitSentences(text: string, tokens: readonly RawToken[], book: WordBook): TokenRange[] {
  const sentences: TokenRange[] = []
  const width = widestLine(text)
  let from = 0
  for (let i = 0; i + 1 < tokens.length; i++) {
    const token = tokens[i]
    const next = tokens[i + 1]
    if (token === undefined || next === undefined) continue
    if (!endsAt(text, tokens, from, i, width, book)) continue
    sentences.push({ from, to: i + 1 })
    from = i + 1
  }
  if (from < tokens.length) sentences.push({ from, to: tokens.length })
  return sentences
}

function widestLine(text: string): number {
  let widest = 0
  let from = 0
  while (from <= text.length) {
    const at = text.indexOf('\n', from)
    const end = at === -1 ? text.length : at
    if (end - from > widest) widest = end - from
    from = end + 1
  }
  return widest
}

function endsAt(
  text: string,
  tokens: readonly RawToken[],
  from: number,
  i: number,
  width: number,
  book: WordBook,
): boolean {
  const token = tokens[i]
  const next = tokens[i + 1]
  if (token === undefined || next === undefined) return false
  const line = lineBreaks(text, token.end, next.start)
  if (line >= 2) return true
  // Most words are neither a mark nor cut short: nothing ends there.
  if (line === 0 && token.kind === 'word' && token.text.charCodeAt(token.text.length - 1) !== 0x2e) return false
  if (line === 1 && breaksLine(text, tokens, from, i, width, book)) return true
  if (!endsSentence(tokens, from, i, book)) return false
  // « le cadre B.1 », « la pièce A.12 »: a number that touches the dot belongs to it.
  if (next.kind === 'number' && next.start === token.end) return false
  // « (…) » and « » » stay with the sentence they close.
  if (isCloser(tokens, i + 1)) return false
  // « … le bip. … Je n'ai pas compris. »: dots of their own open what is said next, and do not end it.
  if (isDots(token) && i === from) return false
  if (isDots(next) && next.spaced && startsUpper(tokens[i + 2]?.text ?? '')) return true
  if (next.kind === 'punct' && /^[.!?…,;:]/.test(next.text)) return false
  // « Art. 2. – La dépense est inscrite »: the dash ties the article to its text.
  if (/^[-–—]$/.test(next.text) && i - from === 2 && /^art(?:icle|\.)$/.test(tokens[from]?.norm ?? '')) return false
  return startsSentence(tokens, i + 1) || startsInLowerCase(tokens, i, book)
}

function isDots({ text }: RawToken): boolean {
  return text === '…' || text === '...'
}

/** « … au plus vite. à titre de rappel »: after a full known word a dot ends the sentence even before a small letter. */
function startsInLowerCase(tokens: readonly RawToken[], i: number, book: WordBook): boolean {
  const dot = tokens[i]
  const word = tokens[i - 1]
  const next = tokens[i + 1]
  if (dot?.text !== '.' || word === undefined || next === undefined || next.kind !== 'word' || !next.spaced)
    return false
  return word.kind === 'word' && word.text.length >= 4 && !dot.spaced && book.has(word.norm)
}

/** « […] », « (...) »: a cut inside a quotation, which ends nothing. */
function isCut(tokens: readonly RawToken[], k: number): boolean {
  const opener = tokens[k - 1]?.text
  const closer = tokens[k + 1]?.text
  return (opener === '[' && closer === ']') || (opener === '(' && closer === ')')
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x0a || code === 0x2028 || code === 0x0b) count++
    else if (code === 0x2029 || code === 0x0c) count += 2
    else if (code === 0x0d && text.charCodeAt(i + 1) !== 0x0a) count++
  }
  return count
}

function isCloser(tokens: readonly RawToken[], i: number): boolean {
  const token = tokens[i]
  if (token === undefined || !CLOSERS.has(token.text)) return false
  if (token.text === '»' || token.text === '”' || token.text === ')' || token.text === ']' || token.text === '›')
    return true
  // A straight quote closes when it touches what it closes.
  return !token.spaced
}

/** True when token `i` is a final mark, or what closes one. */
function endsSentence(tokens: readonly RawToken[], from: number, i: number, book: WordBook): boolean {
  let k = i
  // No more than a few: « ’’’’’… » would be walked back at each sign.
  while (k > from && i - k < MOST_CLOSERS && isCloser(tokens, k)) k--
  const mark = tokens[k]
  if (mark === undefined) return false
  if (mark.kind === 'punct') {
    const first = mark.text[0]
    if (first === '…' || mark.text.startsWith('..')) return !isCut(tokens, k)
    if (first === '!' || first === '?') return true
    if (first !== '.') return false
    // « 1. Remplissez… », « a. Joignez… »: a mark opens its item.
    return !isListMark(tokens, from, k)
  }
  if (k !== i && mark.kind !== 'word') return false
  // « jusqu'au 31 déc. Merci de votre visite. »: a month cut short goes on with a year, never with a capital.
  if (mark.kind === 'date' && mark.text.endsWith('.')) return startsUpper(tokens[k + 1]?.text ?? '')
  // « (Gruau par ex.) Ainsi… »: the bracket closes the abbreviation and the sentence.
  if (mark.kind === 'word' && mark.text.endsWith('.'))
    return k !== i || (k > from && abbreviationMayEnd(tokens, k, book))
  return false
}

function isListMark(tokens: readonly RawToken[], from: number, dot: number): boolean {
  const first = tokens[from]
  if (first === undefined) return false
  const bullets = BULLETS.has(first.text) || OPENERS.has(first.text) ? 1 : 0
  const mark = tokens[from + bullets]
  let last = from + bullets
  // « III.2. Conditions », « 2.1. Ressources »: the marks of a section touch one another.
  while (
    last < dot &&
    last - from < 8 &&
    tokens[last + 1]?.text === '.' &&
    tokens[last + 2]?.start === tokens[last + 1]?.end
  )
    last += 2
  const final = tokens[last]
  if (dot !== last + 1 || mark === undefined || final === undefined) return false
  if (last > from + bullets)
    return /^(?:\d{1,2}|\p{L}|[IVX]{1,5})$/u.test(mark.text) && /^\d{1,2}$|^\p{L}$/u.test(final.text)
  if (mark.kind === 'number') return mark.text.length <= 6 && !/[\s,]/.test(mark.text)
  return mark.kind === 'word' && (/^\p{L}$/u.test(mark.text) || /^[IVX]{1,5}$/.test(mark.text))
}

/** « il », « adressez »: a word that opens sentences and names nobody. */
function isStarter(tokens: readonly RawToken[], k: number, book: WordBook): boolean {
  const token = tokens[k]
  if (token === undefined || !startsUpper(token.text)) return false
  // « la S.A.S. Le Du »: an article with a capital after it belongs to a surname.
  if (/^(?:les?|la|des|du)$/.test(token.norm) && startsUpper(tokens[k + 1]?.text ?? '')) return false
  return STARTERS.has(token.norm) || (token.norm.endsWith('ez') && book.isVerbForm(token.norm))
}

function abbreviationMayEnd(tokens: readonly RawToken[], k: number, book: WordBook): boolean {
  const token = tokens[k]
  if (token === undefined) return false
  const norm = token.norm.slice(0, -1)
  const kind = abbreviationKind(norm)
  if (norm === 'j.-c') return /^(?:av|ap|avant|après)\.?$/.test(tokens[k - 1]?.norm ?? '')
  // « au max. 3 pièces »: these go on before a number; « etc. » does not.
  // « la S.A.R.L. Martin »: a kind of company goes on with its name.
  if (kind === 'closing' && COMPANIES.has(norm)) return isStarter(tokens, k + 1, book)
  if (kind === 'closing') return norm === 'etc' || tokens[k + 1]?.kind !== 'number'
  // « jusqu'en oct. Il sera renouvelé. »: a month cut short closes before a word that opens sentences.
  if (/^(?:janv|févr?|avr|juil|sept|oct|nov|déc)$/.test(norm)) return isStarter(tokens, k + 1, book)
  // « et al. », « et s. » close; « al. 2 » does not.
  if ((norm === 'al' || norm === 's') && tokens[k - 1]?.norm === 'et') return true
  // « au bord de la mer. » is not « mer. 3 juin ».
  if (norm === 'mer' && /^(?:la|de|en|par)$/.test(tokens[k - 1]?.norm ?? '')) return true
  // « p. j. » names the enclosures, and may close a list of them.
  if (norm === 'j' && tokens[k - 1]?.norm === 'p.') return true
  // « en classe de C.P. Il a six ans. » ends there, « J.-P. Durand » does not: only a word that opens sentences tells.
  // « P.-Y. Le Gall »: with a hyphen it is always a first name.
  return kind === undefined && /^\p{L}(?:\.\p{L})+$/u.test(norm) && isStarter(tokens, k + 1, book)
}

/** True when what begins at token `i` looks like the start of a sentence. */
function startsSentence(tokens: readonly RawToken[], i: number): boolean {
  let k = i
  while (
    k < tokens.length - 1 &&
    k - i < 3 &&
    (OPENERS.has(tokens[k]?.text ?? '') || BULLETS.has(tokens[k]?.text ?? ''))
  )
    k++
  const token = tokens[k]
  if (token === undefined) return true
  const mark = tokens[i]
  // « *mais* »: an emphasis mark touches its word, a bullet does not.
  if (
    mark !== undefined &&
    BULLETS.has(mark.text) &&
    k > i &&
    !(OPENERS.has(mark.text) && tokens[i + 1]?.spaced === false)
  ) {
    // « la France ! – et l'Europe » goes on in lower case; after a dot a dash opens an item.
    if (!/^[-–—]$/.test(mark.text) || tokens[i - 1]?.text === '.') return true
    return startsUpper(token.text) || token.kind !== 'word'
  }
  switch (token.kind) {
    case 'punct':
      return false
    case 'symbol':
      return !/^[%€$£°=+/<>]/.test(token.text)
    case 'word': {
      if (startsUpper(token.text)) return true
      const first = classAt(token.text, 0)
      if (first === DIGIT) return true
      // Letters without case (Arabic, Hebrew, Chinese) may start a sentence.
      return first === LETTER && token.text.toUpperCase() === token.text.toLowerCase()
    }
    case 'email':
    case 'url':
      return tokens[i]?.spaced ?? true
    default:
      return true
  }
}

function startsItem(tokens: readonly RawToken[], i: number): boolean {
  const token = tokens[i]
  const next = tokens[i + 1]
  if (token === undefined || next === undefined) return false
  if (BULLETS.has(token.text)) return next.spaced || /^[•►▪●○‣◦■□☐☑✓→➢]/.test(token.text)
  if (token.kind === 'number' && /^\d{1,2}$/.test(token.text)) return !next.spaced && /^(?:[.)/°]|-)$/.test(next.text)
  if (token.kind === 'word' && /^(?:\d{1,2}°|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})$/.test(token.text)) {
    return /°$/.test(token.text) || (!next.spaced && /^[.)]$/.test(next.text))
  }
  return false
}

/** A line break inside a block: the end of a line of an address, a label or an item, or only a wrapped line? */
function breaksLine(
  text: string,
  tokens: readonly RawToken[],
  from: number,
  i: number,
  width: number,
  book: WordBook,
): boolean {
  const token = tokens[i]
  const next = tokens[i + 1]
  if (token === undefined || next === undefined) return false
  if (startsItem(tokens, i + 1)) return true
  if (endsSentence(tokens, from, i, book)) return startsSentence(tokens, i + 1)
  // « Le directeur,⏎P. Hamon »: a comma ends a line of a signature or a greeting, not the line of a wrapped sentence.
  if (token.kind === 'punct' && token.text === ',' && !closesLine(text, token, next, width)) return false
  if (UNFINISHED.has(token.norm)) return false
  if (token.kind === 'punct' && (token.text === '-' || OPENERS.has(token.text))) return false
  if (next.kind === 'punct' && !OPENERS.has(next.text)) return false
  if (next.kind === 'symbol' && /^[%€]/.test(next.text)) return false
  if (next.kind === 'word' && !startsUpper(next.text) && classAt(next.text, 0) !== DIGIT) return false
  if (width < NARROW) return true
  // « Objet : votre demande⏎Madame, … »: a label line ends before a capital when the next word would have fitted.
  // « … le logement situé⏎{{adresse}}⏎Vous pouvez… »: a field is not as wide as its name, so that its line tells nothing.
  if (token.kind === 'placeholder' && isStarter(tokens, i + 1, book)) return true
  const lineStart = startOfLine(text, token.start)
  const length = token.end - lineStart
  if (isLabelled(tokens, i, lineStart) && startsUpper(next.text)) return true
  return length + 1 + (next.end - next.start) <= width - 1 && length + 1 + wordRun(text, next.start) < width
}

function closesLine(text: string, comma: RawToken, next: RawToken, width: number): boolean {
  if (!startsUpper(next.text)) return false
  return width < NARROW || (comma.end - startOfLine(text, comma.start)) * 5 < width * 3
}

function wordRun(text: string, from: number): number {
  let i = from
  while (i < text.length && i - from < 40 && classAt(text, i) !== SPACE) i++
  return i - from
}

function startOfLine(text: string, index: number): number {
  const at = text.lastIndexOf('\n', index)
  return at + 1
}

/** « Téléphone : 01 23 45 67 89 »: a short label and its value. */
function isLabelled(tokens: readonly RawToken[], i: number, lineStart: number): boolean {
  let first = i
  while (first > 0 && i - first < 24 && (tokens[first - 1]?.start ?? -1) >= lineStart) first--
  for (let k = first; k <= Math.min(first + 4, i); k++) if (tokens[k]?.text === ':') return k > first && k < i
  return false
}
