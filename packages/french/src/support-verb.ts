import type { French, Token } from './types.ts'
import { findVerbGroup, replaceVerb, type VerbGroup } from './verb-group.ts'

/** A wording and the offsets it takes the place of, half-open, in the same text as the tokens. */
export interface Rewording {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A weak verb and the words that go with it, as ranks of tokens: « procédons », « à la vérification », « de ». */
export interface WeakVerb {
  readonly verb: number
  /** One past the last word of the locution, the preposition of its complement left out. */
  readonly to: number
  /** The preposition of the complement (« de votre dossier », « à votre demande »), when there is one. */
  readonly preposition?: number
}

/** Verbs that an infinitive may follow: « être en mesure de répondre » is « pouvoir répondre ». */
const BEFORE_INFINITIVE = new Set(['pouvoir', 'devoir'])
/** Verbs that need no object: « vous devez effectuer un paiement » is « vous devez payer ». */
const ALONE = new Set(
  'payer décider expirer choisir accepter agir enquêter augmenter baisser diminuer économiser participer répondre'.split(
    ' ',
  ),
)
/** After « de »: the object's own determiner. */
const CONTRACTED = new Map<string, string>(Object.entries({ du: 'le', des: 'les', au: 'le', aux: 'les' }))
/** « au titre de », « au sein de »: after the article, the noun of a preposition is not what is acted on. */
const LOCUTION_NOUNS = new Set(
  'titre sein cours moyen profit niveau regard terme lieu plus moins fur bénéfice'.split(' '),
)
const OF = /^(?:de|d'|du|des)$/
const TO = /^(?:à|au|aux)$/

/**
 * A weak verb and its noun replaced by the verb that says the action, tense, person, negation, clitics and adverbs kept:
 * « nous n'avons pas encore procédé à la vérification de votre dossier » with `vérifier` is « nous n'avons pas encore vérifié votre dossier ».
 * `simple` may be several words (`mettre à jour`, `être examinées`, `répondre à`). `undefined` rather than a wording that might
 * not be French (« il y sera procédé »).
 */
export function replaceSupport(
  french: French,
  text: string,
  tokens: readonly Token[],
  weak: WeakVerb,
  simple: string,
): Rewording | undefined {
  const [lemma = '', ...words] = simple.split(' ')
  const governed = /^(?:à|de)$/.test(words.at(-1) ?? '') ? words.at(-1) : undefined
  const rest = governed === undefined ? words : words.slice(0, -1)
  const group = ownGroup(tokens, weak.verb)
  if (group === undefined || group.passive || group.pronominal || weak.to <= group.verb) return undefined
  if (hasDont(tokens, group.start)) return undefined
  if (isParallel(tokens, group.end, weak)) return undefined
  // « vous n'êtes pas tenu de répondre » leaves free, « vous ne devez pas répondre » forbids.
  if (lemma === 'devoir' && group.negated) return undefined
  const adverbs = adverbsIn(tokens, group, weak)
  if (adverbs === undefined) return undefined
  const object = objectOf(tokens, weak, { lemma, rest, governed })
  if (object === undefined) return undefined
  if (object.isObject && rest.length === 0 && !french.isTransitive(lemma)) return undefined
  if (lemma === 'être' && OF.test(tokens[weak.to]?.norm ?? '')) return undefined
  const made = replaceVerb(french, text, tokens, group, lemma)
  const first = tokens[group.start]
  if (made === undefined || first === undefined) return undefined
  const said = [made, ...adverbs, ...rest, ...(object.article === '' ? [] : [object.article])].join(' ')
  return { start: first.start, end: object.end, text: said + (object.space ? ' ' : '') }
}

/** The group of a verb, or of « être » alone where the participle belongs to the locution (« est tenu de »). */
function ownGroup(tokens: readonly Token[], verb: number): VerbGroup | undefined {
  const group = findVerbGroup(tokens, verb)
  return group === undefined || group.verb <= verb ? group : findVerbGroup(tokens, verb, verb)
}

/** « la somme dont vous devez effectuer le paiement »: « dont » is what is paid. */
function hasDont(tokens: readonly Token[], from: number): boolean {
  for (let rank = from; rank >= 0 && tokens[rank]?.kind !== 'punct'; rank--)
    if (tokens[rank]?.norm === 'dont') return true
  return false
}

/**
 * « procéder au recrutement d'un agent et à la réfection de la salle », « effectuer la vérification des pièces et le calcul de vos droits »:
 * a second noun leans on the weak verb.
 */
function isParallel(tokens: readonly Token[], from: number, weak: WeakVerb): boolean {
  const opening = tokens.slice(from, weak.to).find(({ upos, kind }) => upos !== 'ADV' || kind !== 'word')
  const takesTo = opening !== undefined && TO.test(opening.norm)
  for (let rank = weak.to; rank < tokens.length && rank - weak.to < 30; rank++) {
    const token = tokens[rank]
    if (token === undefined || /^[.;:!?…]/.test(token.text) || token.features.verbForm === 'Fin') return false
    if (!/^(?:et|ou|puis|que|,)$/.test(token.norm)) continue
    const next = tokens[rank + 1]
    // « la convention aux torts du bailleur, au sens de l'article 3 »: after a comma alone it is no second noun.
    if (takesTo && token.text !== ',' && TO.test(next?.norm ?? '')) return true
    if (!takesTo && next?.upos === 'DET' && tokens[rank + 2]?.upos === 'NOUN' && OF.test(tokens[rank + 3]?.norm ?? ''))
      return true
  }
  return false
}

/** The adverbs that stand between the verb and its noun; an adjective, or « aucune », says more than the verb would. */
function adverbsIn(tokens: readonly Token[], group: VerbGroup, weak: WeakVerb): string[] | undefined {
  const adverbs: string[] = []
  for (const token of tokens.slice(group.end, weak.to)) {
    if (token.upos === 'ADV' && token.kind === 'word') adverbs.push(token.text)
    else if (token.upos === 'PUNCT' || token.kind === 'placeholder' || token.kind === 'number') return undefined
    else if (/^(?:aucune?|nulle?|ce|cet|cette|ces|chaque|quelques?|plusieurs|autres?)$/.test(token.norm))
      return undefined
    // « un nouvel examen », « un examen approfondi »
    else if (token.upos === 'ADJ' || token.upos === 'NUM') return undefined
  }
  return adverbs
}

interface Plain {
  readonly lemma: string
  readonly rest: readonly string[]
  readonly governed: string | undefined
}

interface Complement {
  /** One past the last offset replaced. */
  readonly end: number
  /** The article that takes the place of a contraction (« des » gives « les »), or nothing. */
  readonly article: string
  readonly space: boolean
  readonly isObject: boolean
}

/** What becomes of « de votre demande » when the noun goes: « votre demande ». */
function objectOf(tokens: readonly Token[], weak: WeakVerb, { lemma, rest, governed }: Plain): Complement | undefined {
  const last = tokens[weak.to - 1]
  const next = tokens[weak.to]
  if (last === undefined) return undefined
  const preposition = weak.preposition === undefined ? undefined : tokens[weak.preposition]
  const none = { article: '', space: false, isObject: false }
  if (preposition === undefined) {
    // « un choix éclairé », « son consentement exprès »
    if (next?.upos === 'ADJ' || next?.features.verbForm === 'Part') return undefined
    if (governed !== undefined || (lemma !== 'être' && !ALONE.has(lemma))) return undefined
    return { ...none, end: last.end }
  }
  const after = tokens[weak.to + 1]
  if (after === undefined || after.kind === 'punct' || after.norm === 'tout' || LOCUTION_NOUNS.has(after.norm))
    return undefined
  const family = OF.test(preposition.norm) ? 'de' : TO.test(preposition.norm) ? 'à' : preposition.norm
  // « apporter une réponse à » is « répondre à »: the preposition stays.
  if (governed !== undefined) return governed === family ? { ...none, end: last.end } : undefined
  const infinitive = startsInfinitive(tokens, weak.to + 1)
  if (isRepeated(tokens, weak.to, family, infinitive)) return undefined
  if (infinitive !== BEFORE_INFINITIVE.has(lemma)) return undefined
  const space = after.start === preposition.end
  if (infinitive) return { ...none, end: preposition.end, space }
  // « être » says nothing of an object.
  if (lemma === 'être') return undefined
  const article = preposition.parts?.[1] ?? CONTRACTED.get(preposition.norm)
  const object = { space: false, isObject: rest.length === 0 || lemma !== 'être' }
  if (article !== undefined) return isNominal(after) ? { ...object, end: preposition.end, article } : undefined
  if (after.upos === 'DET') return { ...object, end: preposition.end, article: '', space }
  if (after.kind === 'placeholder' || after.upos === 'PROPN') return undefined
  // « la vérification de pièces »: the plural takes its article back.
  if (after.upos === 'NOUN' && after.features.number === 'Plur' && family === 'de' && preposition.norm === 'de')
    return { ...object, end: preposition.end, article: 'des' }
  return undefined
}

/**
 * « l'obligation d'accuser réception de la demande, de proposer un entretien », « à l'examen du dossier et des pièces »:
 * the preposition that answers the first would hang, unless another one stands nearer.
 */
function isRepeated(tokens: readonly Token[], from: number, family: string, infinitive: boolean): boolean {
  for (let rank = from + 1; rank < tokens.length && rank - from < 30; rank++) {
    const token = tokens[rank]
    if (token === undefined || /^[.;:!?…]/.test(token.text)) return false
    const answers = family === 'de' ? OF.test(token.norm) : TO.test(token.norm)
    if (!answers) continue
    const linked = /^(?:et|ou|que|,)$/.test(tokens[rank - 1]?.norm ?? '')
    if (infinitive && linked && startsInfinitive(tokens, rank + 1)) return true
    if (!infinitive) return linked
  }
  return false
}

function startsInfinitive(tokens: readonly Token[], from: number): boolean {
  for (let rank = from; rank < from + 4; rank++) {
    const token = tokens[rank]
    if (token?.features.verbForm === 'Inf') return true
    if (token?.upos !== 'PRON' && token?.upos !== 'ADV') return false
  }
  return false
}

function isNominal(token: Token): boolean {
  return token.upos === 'NOUN' || token.upos === 'ADJ' || token.upos === 'NUM' || token.kind === 'placeholder'
}
