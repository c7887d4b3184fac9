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

/** Ranks of the tokens a word list must not touch. */
export interface Shield {
  readonly quoted: ReadonlySet<number>
  readonly named: ReadonlySet<number>
}

/** Finds the quotations and the names of a sentence. */
export function shieldOf(tokens: readonly Token[]): Shield {
  const quoted = new Set<number>()
  const named = new Set<number>()
  quotations(tokens, quoted)
  names(tokens, named)
  return { quoted, named }
}

function quotations(tokens: readonly Token[], shielded: Set<number>): void {
  for (let i = 0; i < tokens.length; i++) {
    const mark = tokens[i]?.text ?? ''
    const straight = mark === '"'
    if (!straight && !OPENING.has(mark)) continue
    const close = tokens.findIndex((token, j) => j > i && (straight ? token.text === '"' : CLOSING.has(token.text)))
    if (close < 0) continue
    // «Lettre remise contre décharge»: a sentence of a template that is quoted whole is the writer's own.
    if (i === 0 && close >= tokens.length - 2 && close > LONG_QUOTATION) break
    for (let j = i; j <= close; j++) shielded.add(j)
    i = close
  }
}

function names(tokens: readonly Token[], shielded: Set<number>): void {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token?.kind !== 'word') continue
    const capital = isCapitalised(token)
    const opens = NAMED.has(token.norm) && (ALWAYS_NAMED.has(token.norm) || capital)
    if (opens) {
      // «Tribunal des affaires de sécurité sociale»: the name runs as long as nouns and adjectives are linked.
      let end = i + 1
      while (end < tokens.length && end < i + MAX_NAME && continuesName(tokens, end)) end++
      while (end > i + 1 && LINKS.has(tokens[end - 1]?.norm ?? '')) end--
      if (end > i + 1) for (let j = i; j < end; j++) shielded.add(j)
      continue
    }
    // A capital in the middle of a sentence is a name: «le Territoire d'Actions», unless all is in capitals.
    if (capital && NAMING.has(token.upos) && !isOpening(tokens, i) && !isShouted(tokens, i)) shielded.add(i)
  }
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
