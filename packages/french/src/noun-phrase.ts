import type { GrammaticalNumber, Token } from './types.ts'

/** A plain noun group: tokens `[from, to)`, the rank of its head, and how a verb agrees with it. */
export interface NounPhrase {
  readonly from: number
  readonly to: number
  readonly head: number
  readonly number: GrammaticalNumber
}

const TITLES = /^(?:m\.|mme|mlle|me|dr|dr\.|pr|monsieur|madame|mademoiselle|maître|docteur)$/
const PLURAL_TITLES = /^(?:mm\.|mmes|messieurs|mesdames)$/
const PLURAL = /^(?:les|des|ces|nos|vos|mes|tes|ses|leurs|plusieurs|quelques|aux|certains|certaines)$/
const SINGULAR =
  /^(?:le|la|l'|un|une|ce|cet|cette|notre|votre|mon|ma|ton|ta|son|sa|leur|chaque|tout|toute|aucune?|nulle?|quelque|du)$/
/** « la plupart des agents décident »: the verb agrees with what comes after. */
const QUANTITIES =
  /^(?:plupart|majorité|moitié|nombre|dizaine|douzaine|quinzaine|vingtaine|centaine|partie|totalité|tiers|quart)$/
/** Prepositions that may stand inside a subject, whose end the verb shows: « la demande d'aide au logement en cours ». */
const INSIDE = /^(?:à|au|aux|en|pour|sans|avec|sur|contre|dans|entre)$/

/** What a noun group may hold. */
export interface Reach {
  /** Any prepositional group may follow the noun: only where something else bounds the group. */
  readonly bounded: boolean
}

/** The plain noun group that begins at `from` and ends before `limit`, or `undefined` when its extent or number is in doubt. */
export function nounPhrase(
  tokens: readonly Token[],
  from: number,
  limit: number,
  reach: Reach,
): NounPhrase | undefined {
  const first = simplePhrase(tokens, from, limit, reach)
  if (first === undefined) return undefined
  let { to } = first
  let { number } = first
  while (tokens[to]?.norm === 'et' && to + 1 < limit) {
    const next = simplePhrase(tokens, to + 1, limit, reach)
    // « par la commission et la décision vous sera notifiée »: what follows is another clause.
    if (next === undefined || startsVerb(tokens, next.to, limit)) break
    to = next.to
    number = 'Plur'
  }
  return { ...first, to, number }
}

function startsVerb(tokens: readonly Token[], rank: number, limit: number): boolean {
  if (rank >= limit) return false
  const token = tokens[rank]
  return (
    token !== undefined &&
    (token.features.verbForm === 'Fin' || /^(?:ne|n'|se|s'|vous|nous|lui|leur|y|en)$/.test(token.norm))
  )
}

function simplePhrase(tokens: readonly Token[], from: number, limit: number, reach: Reach): NounPhrase | undefined {
  const first = tokens[from]
  if (first === undefined || from >= limit) return undefined
  if (TITLES.test(first.norm) || PLURAL_TITLES.test(first.norm)) return person(tokens, from, limit)
  let rank = from
  let number: GrammaticalNumber | undefined
  const isAll = /^(?:tous|toutes)$/.test(first.norm) && tokens[from + 1]?.upos === 'DET'
  if (first.upos === 'DET' || first.norm === 'des' || first.norm === "l'" || isAll) {
    rank++
    number = PLURAL.test(first.norm) ? 'Plur' : SINGULAR.test(first.norm) ? 'Sing' : first.features.number
    // « tous les agents », « les deux parents »
    if (/^(?:tous|toutes|tout|toute)$/.test(first.norm) && tokens[rank]?.upos === 'DET') {
      number = PLURAL.test(tokens[rank]?.norm ?? '') ? 'Plur' : 'Sing'
      rank++
    }
    if (isCount(tokens[rank])) rank++
  } else if (isCount(first) && first.norm !== 'un' && first.norm !== '1') {
    rank++
    number = 'Plur'
  } else if (first.upos === 'PROPN' && first.kind === 'word' && isCapital(first)) {
    number = 'Sing'
  } else return undefined
  while (tokens[rank]?.upos === 'ADJ' && rank + 1 < limit) rank++
  const head = rank
  const noun = tokens[head]
  if (noun === undefined || head >= limit || noun.kind !== 'word') return undefined
  if (noun.upos !== 'NOUN' && !(noun.upos === 'PROPN' && isCapital(noun))) return undefined
  if (QUANTITIES.test(noun.norm) || number === undefined) return undefined
  if (noun.features.number !== undefined && noun.features.number !== number) return undefined
  return { from, to: complements(tokens, head + 1, limit, reach), head, number }
}

function isCount(token: Token | undefined): boolean {
  return token !== undefined && (token.upos === 'NUM' || token.kind === 'number')
}

function isCapital(token: Token): boolean {
  return token.text.charAt(0) !== token.text.charAt(0).toLowerCase()
}

/** « M. Durand », « Mme la préfète de Bretagne », « MM. Roy et Petit ». */
function person(tokens: readonly Token[], from: number, limit: number): NounPhrase | undefined {
  const number = PLURAL_TITLES.test(tokens[from]?.norm ?? '') ? 'Plur' : 'Sing'
  let rank = from + 1
  if (/^(?:le|la|les|l')$/.test(tokens[rank]?.norm ?? '') && tokens[rank + 1]?.upos === 'NOUN') {
    return { from, to: complements(tokens, rank + 2, limit, { bounded: false }), head: rank + 1, number }
  }
  while (rank < limit && isNamePart(tokens[rank])) rank++
  if (rank === from + 1) return undefined
  if (number === 'Plur' && tokens[rank]?.norm === 'et' && isNamePart(tokens[rank + 1])) {
    rank++
    while (rank < limit && isNamePart(tokens[rank])) rank++
  }
  return { from, to: rank, head: from, number }
}

function isNamePart(token: Token | undefined): boolean {
  if (token === undefined) return false
  return token.kind === 'placeholder' || (token.kind === 'word' && isCapital(token))
}

function complements(tokens: readonly Token[], from: number, limit: number, reach: Reach): number {
  let rank = from
  while (rank < limit) {
    const token = tokens[rank]
    if (token === undefined) break
    // « des animateurs diplômés »: a participle that closes the group.
    const next = tokens[rank + 1]
    const closes = reach.bounded || next === undefined || /^[.;:!?…»)]/.test(next.text)
    if (isPast(token) && closes) {
      rank++
      continue
    }
    // « la demande déposée le 3 mai »
    if (reach.bounded && (token.kind === 'date' || (token.norm === 'le' && next?.kind === 'date'))) {
      rank += token.kind === 'date' ? 1 : 2
      continue
    }
    // « l'Assurance maladie », « Pôle emploi »
    if (
      /^(?:maladie|retraite|emploi|vieillesse|chômage)$/.test(token.norm) &&
      /^(?:assurance|pôle)$/.test(tokens[rank - 1]?.norm ?? '')
    ) {
      rank++
      continue
    }
    // « votre dossier n° {{numero}} »
    if (token.norm === 'n' && next?.text === '°' && tokens[rank + 2]?.kind === 'placeholder') {
      rank += 3
      continue
    }
    if (token.upos === 'ADJ' || isName(token)) {
      rank++
      continue
    }
    // « social et familial », « vie privée et professionnelle »
    if (token.norm === 'et' && tokens[rank + 1]?.upos === 'ADJ' && tokens[rank - 1]?.upos === 'ADJ') {
      rank += 2
      continue
    }
    const isOf = /^(?:de|d'|du|des)$/.test(token.norm)
    if (isOf || (reach.bounded && INSIDE.test(token.norm)) || isFixed(tokens, rank)) {
      const end = complement(tokens, rank + 1, limit)
      if (end === undefined) break
      rank = end
      // « la direction des finances et du budget »
      while (tokens[rank]?.norm === 'et' && /^(?:de|d'|du|des)$/.test(tokens[rank + 1]?.norm ?? '')) {
        const next = complement(tokens, rank + 2, limit)
        if (next === undefined) break
        rank = next
      }
      continue
    }
    // « l'agent chargé de votre dossier »
    if (/^chargée?s?$/.test(token.norm) && /^(?:de|d'|du|des)$/.test(tokens[rank + 1]?.norm ?? '')) {
      const end = complement(tokens, rank + 2, limit)
      if (end === undefined) break
      rank = end
      continue
    }
    break
  }
  return rank
}

/** « juge aux affaires familiales », « adjoint au maire », « aide à domicile »: the complement belongs to the title. */
function isFixed(tokens: readonly Token[], rank: number): boolean {
  const preposition = tokens[rank]?.norm
  const before = tokens[rank - 1]?.lemma
  const after = tokens[rank + 1]?.norm
  if (preposition === 'aux') return before === 'juge' && after === 'affaires'
  if (preposition === 'au') return (before === 'adjoint' && after === 'maire') || before === 'logement'
  return preposition === 'à' && before === 'aide' && after === 'domicile'
}

function isPast(token: Token): boolean {
  return token.upos === 'VERB' && token.features.verbForm === 'Part' && token.features.tense === 'Past'
}

function isName(token: Token): boolean {
  if (token.kind === 'placeholder' || token.kind === 'reference') return true
  if (token.kind === 'number') return true
  return token.kind === 'word' && token.upos === 'PROPN' && isCapital(token)
}

/** After a preposition: a determiner, adjectives and a noun, a name or a date. */
function complement(tokens: readonly Token[], from: number, limit: number): number | undefined {
  let rank = from
  if (tokens[rank]?.upos === 'DET') rank++
  if (isCount(tokens[rank]) && tokens[rank + 1]?.upos === 'NOUN') rank++
  while (tokens[rank]?.upos === 'ADJ' && rank + 1 < limit) rank++
  const head = tokens[rank]
  if (head === undefined || rank >= limit) return undefined
  if (head.kind === 'date' || head.kind === 'time' || head.kind === 'amount' || isName(head)) return rank + 1
  return head.upos === 'NOUN' && head.kind === 'word' ? rank + 1 : undefined
}
