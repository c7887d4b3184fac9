import type { French, Token } from './types.ts'
import { findVerbGroup, replaceVerb } from './verb-group.ts'

/** A wording and the offsets it takes the place of, half-open, in the same text as the tokens. */
export interface Rewording {
  readonly start: number
  readonly end: number
  readonly text: string
}

const DETERMINERS = new Set("le la l' les un une des du de d' à au aux".split(' '))
/** After « de »: the object's own determiner, or none. */
const CONTRACTED: Readonly<Record<string, string>> = { du: 'le', des: 'les' }

/**
 * A weak verb and its noun replaced by the verb that says the action, tense, person, negation, clitics and adverbs kept:
 * « nous n'avons pas encore procédé à la vérification de votre dossier » with `vérifier` is « nous n'avons pas encore vérifié votre dossier ».
 * `verb` and `noun` are ranks of tokens. `undefined` rather than a wording that might not be French (« il y sera procédé »).
 */
export function replaceSupport(
  french: French,
  text: string,
  tokens: readonly Token[],
  verb: number,
  noun: number,
  lemma: string,
): Rewording | undefined {
  const group = findVerbGroup(tokens, verb)
  if (group === undefined || group.passive || group.pronominal || noun < group.end) return undefined
  if (!french.isTransitive(lemma)) return undefined
  // « s'il est procédé »: nobody acts, the plain verb would have no subject.
  if (group.subject !== undefined && tokens[group.subject]?.norm === 'il' && tokens[group.verb]?.norm === 'faut')
    return undefined
  const adverbs: string[] = []
  for (const token of tokens.slice(group.end, noun)) {
    // « à une nouvelle vérification » says more than the verb would.
    if (token.upos === 'ADV' && token.kind === 'word') adverbs.push(token.text)
    else if (!DETERMINERS.has(token.norm)) return undefined
  }
  const preposition = tokens[noun + 1]
  const next = tokens[noun + 2]
  if (preposition === undefined || next === undefined || next.kind === 'punct') return undefined
  const object = objectAfter(preposition, next)
  if (object === undefined) return undefined
  const made = replaceVerb(french, text, tokens, group, lemma)
  const first = tokens[group.start]
  if (made === undefined || first === undefined) return undefined
  // « effectuer le paiement des » drops its article: « payer les ».
  const parts = [made, ...adverbs, ...(object === '' ? [] : [object])]
  const kept = object === ''
  return {
    start: first.start,
    end: kept ? next.start : preposition.end,
    text: parts.join(' ') + (kept ? ' ' : ''),
  }
}

/** What stands in the place of « de »: nothing before a determiner, an article for « du », « des » and a bare plural. */
function objectAfter(preposition: Token, next: Token): string | undefined {
  const contracted = CONTRACTED[preposition.norm]
  if (contracted !== undefined) return isNominal(next) ? contracted : undefined
  if (preposition.norm !== 'de' && preposition.norm !== "d'") return undefined
  if (next.upos === 'DET') return ''
  if (next.kind === 'placeholder' || next.upos === 'PROPN') return undefined
  // « la vérification de pièces »: the plural takes its article back.
  if (next.upos === 'NOUN' && next.features.number === 'Plur' && preposition.norm === 'de') return 'des'
  return undefined
}

function isNominal(token: Token): boolean {
  return token.upos === 'NOUN' || token.upos === 'ADJ' || token.upos === 'NUM' || token.kind === 'placeholder'
}
