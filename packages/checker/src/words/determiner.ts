import type { Features, French, Gender, GrammaticalNumber, Token } from '@limpide/french'
import type { Match } from './match.ts'

/** Determiners by family: masculine, feminine, plural. `base` is what stands before it in a contraction. */
const FAMILIES: readonly (readonly [string, string, string])[] = [
  ['le', 'la', 'les'],
  ['un', 'une', 'des'],
  ['ce', 'cette', 'ces'],
  ['mon', 'ma', 'mes'],
  ['ton', 'ta', 'tes'],
  ['son', 'sa', 'ses'],
  ['quel', 'quelle', 'quels'],
  ['aucun', 'aucune', 'aucuns'],
  ['tout', 'toute', 'tous'],
  ['certain', 'certaine', 'certains'],
]
const FAMILY = new Map<string, readonly [string, string, string]>(
  FAMILIES.flatMap((family) => family.map((form) => [form, family] as const)),
)
FAMILY.set("l'", ['le', 'la', 'les'])
FAMILY.set('cet', ['ce', 'cette', 'ces'])
FAMILY.set('quelles', ['quel', 'quelle', 'quelles'])
const CONTRACTED = new Map<string, readonly [string, string]>(Object.entries({ du: ['de', 'le'], au: ['à', 'le'] }))
const INVARIABLE = new Set(
  'les des ces mes tes ses notre nos votre vos leur leurs chaque plusieurs quelques quelque aux'.split(' '),
)

/**
 * The noun with the determiner that fits it, over the tokens to replace; `undefined` when a determiner is not one we
 * know how to change («toute autre redevance»).
 */
export function fitDeterminer(
  tokens: readonly Token[],
  match: Match,
  text: string,
  wanted: { readonly gender: Gender; readonly number: GrammaticalNumber },
  oldGender: Features['gender'],
  french: French,
): { from: number; to: number; text: string } | undefined {
  const same = { from: match.start, to: match.end, text }
  const before = tokens[match.start - 1]
  if (before?.kind !== 'word') return same
  if (wanted.number === 'Plur')
    return INVARIABLE.has(before.norm) || before.upos !== 'DET' || oldGender === wanted.gender ? same : undefined
  const contraction = CONTRACTED.get(before.norm)
  if (contraction) {
    const article = wanted.gender === 'Masc' ? 'le' : 'la'
    return { from: match.start - 1, to: match.end, text: french.join(contraction[0], french.join(article, text)) }
  }
  const family = FAMILY.get(before.norm)
  if (!family) {
    if (before.upos === 'ADJ' && oldGender !== wanted.gender) return undefined
    return same
  }
  const form = wanted.gender === 'Masc' ? family[0] : family[1]
  const fitted = beforeVowel(form, text, french)
  // «de la redevance» -> «de» + «le paiement» contract.
  const preposition = tokens[match.start - 2]
  if ((form === 'le' || form === 'la') && preposition && (preposition.norm === 'de' || preposition.norm === 'à')) {
    return { from: match.start - 2, to: match.end, text: french.join(preposition.norm, fitted) }
  }
  return { from: match.start - 1, to: match.end, text: fitted }
}

function beforeVowel(form: string, text: string, french: French): string {
  const elided = french.join('le', text) !== `le ${text}`
  if (!elided) return `${form} ${text}`
  if (form === 'le' || form === 'la') return french.join('le', text)
  if (form === 'ce') return `cet ${text}`
  const masculine: Readonly<Record<string, string>> = { ma: 'mon', ta: 'ton', sa: 'son' }
  return `${masculine[form] ?? form} ${text}`
}
