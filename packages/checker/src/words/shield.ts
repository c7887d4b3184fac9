import type { Token, Upos } from '@limpide/french'

/** Words that open the name of an institution or a text of law: «caisse d'allocations familiales», «code de procédure». */
const NAMED = new Set(
  'tribunal cour ministère caisse code direction agence commission conseil maison office institut centre syndicat fédération association union chambre comité fonds secrétariat préfecture observatoire délégation défenseur conservatoire académie fondation établissement haute autorité régie groupement loi école université bureau pôle espace rue avenue boulevard place impasse chemin square allée'.split(
    ' ',
  ),
)
/** Names even without a capital. */
const ALWAYS_NAMED = new Set(
  'tribunal cour ministère caisse code préfecture loi rue avenue boulevard impasse allée square'.split(' '),
)
const LINKS = new Set("de d' du des la le l' les et à au aux en pour sur".split(' '))
/** «Afin de» after a missing full stop is not a name: only these classes are. */
const NAMING: ReadonlySet<Upos> = new Set(['NOUN', 'PROPN', 'ADJ', 'VERB', 'X'])
const MAX_NAME = 12
/** From this many tokens on, what stands between quotes is a sentence rather than a title. */
const LONG_QUOTATION = 12
const OPENING = new Set(['«', '“', '„'])
const CLOSING = new Set(['»', '”', '“'])

/** True for a token that stands in a quotation: a word list must not touch it. */
export function isQuoted(tokens: readonly Token[], rank: number): boolean {
  for (let i = 0; i <= rank; i++) {
    const mark = tokens[i]?.text ?? ''
    if (mark.length !== 1) continue
    const straight = mark === '"'
    if (!straight && !OPENING.has(mark)) continue
    const close = closingAt(tokens, i, straight)
    if (close < 0) continue
    // «Lettre remise contre décharge»: a sentence of a template that is quoted whole is the writer's own.
    if (i === 0 && close >= tokens.length - 2 && close > LONG_QUOTATION) return false
    if (close >= rank) return true
    i = close
  }
  return false
}

function closingAt(tokens: readonly Token[], from: number, straight: boolean): number {
  for (let i = from + 1; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? ''
    if (straight ? text === '"' : CLOSING.has(text)) return i
  }
  return -1
}

/** True for a token that belongs to a name: a word list must not touch it. */
export function isNamed(tokens: readonly Token[], rank: number): boolean {
  const token = tokens[rank]
  if (token?.kind === 'word' && !opensName(token)) {
    // A capital in the middle of a sentence is a name: «le Territoire d'Actions», unless all is in capitals.
    if (isCapitalised(token) && NAMING.has(token.upos) && !isOpening(tokens, rank) && !isShouted(tokens, rank))
      return true
  }
  // «Tribunal des affaires de sécurité sociale»: the name runs as long as nouns and adjectives are linked.
  for (let i = rank; i >= 0 && i > rank - MAX_NAME; i--) {
    const first = tokens[i]
    if (first?.kind === 'word' && opensName(first) && endOfName(tokens, i) > Math.max(rank, i + 1)) return true
    if (!continuesName(tokens, i)) return false
  }
  return false
}

function opensName(token: Token): boolean {
  return NAMED.has(token.norm) && (ALWAYS_NAMED.has(token.norm) || isCapitalised(token))
}

function endOfName(tokens: readonly Token[], start: number): number {
  let end = start + 1
  while (end < tokens.length && end < start + MAX_NAME && continuesName(tokens, end)) end++
  while (end > start + 1 && LINKS.has(tokens[end - 1]?.norm ?? '')) end--
  return end
}

function continuesName(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]
  if (token?.kind !== 'word') return false
  if (LINKS.has(token.norm)) return true
  return token.upos === 'NOUN' || token.upos === 'ADJ' || token.upos === 'PROPN'
}

function isCapitalised(token: Token): boolean {
  return /^\p{Lu}/u.test(token.text)
}

function isOpening(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]
  return !before || before.kind === 'punct' || before.kind === 'symbol' || before.kind === 'number'
}

function isShouted(tokens: readonly Token[], i: number): boolean {
  return [tokens[i - 1], tokens[i + 1]].some((token) => token !== undefined && /^\p{Lu}{2,}$/u.test(token.text))
}
