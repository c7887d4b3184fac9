import type { Dictionary } from '../src/dictionary.ts'
import type { Parser } from '../src/parser.ts'
import type { TokenReader } from '../src/read-tokens.ts'
import { tokenise } from '../src/tokenise.ts'
import type { Token } from '../src/types.ts'
import type { GoldSentence } from './read-conllu.ts'

/** A word of Universal Dependencies with its head among the words of the sentence, made from our tokens. */
interface Word {
  readonly start: number
  readonly end: number
  readonly head: number
  readonly deprel: string
}

/** Shares of gold words well attached, in hundredths: a gold word that our tokens cut otherwise counts as wrong. */
export interface ArcFigures {
  readonly uas: number
  readonly las: number
  /** Relations compared without their subtypes (`obl:mod` is `obl`). */
  readonly universal: number
  readonly count: number
}

/** Parses gold sentences from their raw text and compares word by word, punctuation included. */
export function measureArcs(
  gold: readonly GoldSentence[],
  dictionary: Dictionary,
  read: TokenReader,
  parser: Parser,
): ArcFigures {
  let count = 0
  let uas = 0
  let las = 0
  let universal = 0
  for (const sentence of gold) {
    const raw = tokenise(sentence.text, dictionary)
    const tokens = read(raw, 0, raw.length)
    const words = universalTree(tokens, parser)
    const mine = new Map<string, number[]>()
    words.forEach((word, i) => {
      const key = `${word.start}-${word.end}`
      mine.set(key, [...(mine.get(key) ?? []), i])
    })
    const match = new Map<number, number>()
    const back = new Map<number, number>([[-1, 0]])
    for (const { start, end, words: own } of sentence.tokens) {
      const found = mine.get(`${start}-${end}`)
      own.forEach((word, k) => {
        const rank = found?.[k]
        if (rank === undefined) return
        match.set(word.id, rank)
        back.set(rank, word.id)
      })
    }
    for (const word of sentence.tokens.flatMap((token) => token.words)) {
      count++
      const found = words[match.get(word.id) ?? -1]
      if (found === undefined || back.get(found.head) !== word.head) continue
      uas++
      if (found.deprel === word.deprel) las++
      if (plain(found.deprel) === plain(word.deprel)) universal++
    }
  }
  const share = (value: number): number => (100 * value) / Math.max(1, count)
  return { uas: share(uas), las: share(las), universal: share(universal), count }
}

function plain(deprel: string): string {
  return deprel.split(':')[0] ?? deprel
}

/** Our tokens as the treebanks cut them: « du » is two words, « le 3 mars 2025 » hangs from « mars ». */
function universalTree(tokens: readonly Token[], parser: Parser): Word[] {
  const arcs = parser.parse(tokens)
  const pieces = tokens.map((token) => split(token))
  const first: number[] = []
  let total = 0
  for (const own of pieces) {
    first.push(total)
    total += own.length
  }
  /** The word of a token that the others hang from. */
  const top = (token: number): number =>
    (first[token] ?? 0) +
    Math.max(
      0,
      (pieces[token] ?? []).findIndex(({ head }) => head === -1),
    )
  const words: Word[] = []
  for (const [i, own] of pieces.entries()) {
    const arc = arcs[i]
    if (arc === undefined) continue
    const outside = arc.head === -1 ? -1 : top(arc.head)
    for (const { start, end, head, deprel } of own)
      if (head === -2) words.push({ start, end, head: outside, deprel })
      else if (head === -1) words.push({ start, end, head: outside, deprel: arc.deprel })
      else words.push({ start, end, head: (first[i] ?? 0) + head, deprel })
  }
  return words
}

/** A piece of a token: its head among the pieces, -1 for the one that bears the token's arc, -2 for its companion. */
interface Piece {
  readonly start: number
  readonly end: number
  readonly head: number
  readonly deprel: string
}

function split(token: Token): Piece[] {
  const { start, end } = token
  const whole: Piece = { start, end, head: -1, deprel: '' }
  if (token.parts !== undefined)
    // « duquel »: the pronoun is the head; « du »: both hang from the noun.
    return /quel/.test(token.parts[1])
      ? [{ start, end, head: 1, deprel: 'case' }, whole]
      : [whole, { start, end, head: -2, deprel: 'det' }]
  if (['word', 'punct', 'symbol', 'number', 'email', 'url'].includes(token.kind)) return [whole]
  const parts = [...token.text.matchAll(/\d+(?:er|[.,:/-]\d+)*|[\p{L}.°]+|[^\s\p{L}\d]/gu)]
  // « 11 mai 2019 » hangs from « 11 », and each piece from the one before; « 14 h 30 », « 12 € » hang from the letters.
  const chain = token.kind === 'date'
  const main = chain
    ? 0
    : Math.max(
        0,
        parts.findIndex((part) => /^[\p{L}€%]/u.test(part[0])),
      )
  return parts.map((part, k) => {
    const from = start + part.index
    const head = k === main ? -1 : chain ? k - 1 : main
    return { start: from, end: from + part[0].length, head, deprel: chain ? 'nmod' : 'nummod' }
  })
}
