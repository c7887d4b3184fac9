import type { French, Token } from '@limpide/french'

/** An instruction made of an infinitive and its pronouns: "nous envoyer" is « envoyez-nous ». */
export interface Order {
  readonly text: string
  /** Rank of the first token that the text does not replace. */
  readonly to: number
}

/** Pronouns in the order in which an instruction takes them. */
const AFTER = new Map<string, { readonly form: string; readonly rank: number }>(
  Object.entries({
    le: { form: 'le', rank: 1 },
    la: { form: 'la', rank: 1 },
    "l'": { form: 'le', rank: 1 },
    les: { form: 'les', rank: 1 },
    me: { form: 'moi', rank: 2 },
    "m'": { form: 'moi', rank: 2 },
    nous: { form: 'nous', rank: 2 },
    vous: { form: 'vous', rank: 2 },
    lui: { form: 'lui', rank: 2 },
    leur: { form: 'leur', rank: 2 },
    y: { form: 'y', rank: 3 },
    en: { form: 'en', rank: 4 },
  }),
)

/**
 * The instruction, to « vous », that an infinitive gives from this rank on: "ne pas modifier" is « ne modifiez pas »,
 * "bien vouloir le compléter" is « complétez-le ». `undefined` rather than a wrong form.
 */
export function orderAt(tokens: readonly Token[], at: number, french: French): Order | undefined {
  let rank = at
  if (tokens[rank]?.norm === 'bien' && tokens[rank + 1]?.norm === 'vouloir') rank += 2
  const negation = /^(ne|n')$/.test(tokens[rank]?.norm ?? '') ? tokens[rank + 1]?.norm : undefined
  if (negation !== undefined) {
    if (!/^(pas|plus|jamais)$/.test(negation)) return undefined
    rank += 2
  }
  const pronouns: { form: string; rank: number; norm: string }[] = []
  for (;;) {
    const norm = tokens[rank]?.norm ?? ''
    const after = AFTER.get(norm)
    if (!after) break
    pronouns.push({ ...after, norm })
    rank++
  }
  const infinitive = tokens[rank]
  if (infinitive?.features.verbForm !== 'Inf') return undefined
  // "l'en informer", "m'y rendre": two elided pronouns make forms that nobody writes.
  if (pronouns.length > 1 && pronouns.some(({ rank: place }) => place > 2)) return undefined
  const verb = french.conjugate(infinitive.lemma, { form: 'ImpPres', person: 2, number: 'Plur' })
  if (verb === undefined) return undefined
  if (negation !== undefined) {
    if (pronouns.length > 0) return undefined
    return { text: `${french.join('ne', verb)} ${negation}`, to: rank + 1 }
  }
  // "se" is not a pronoun of « vous »: "s'adresser" stands for nobody.
  pronouns.sort((a, b) => a.rank - b.rank)
  return { text: [verb, ...pronouns.map(({ form }) => form)].join('-'), to: rank + 1 }
}

const PRONOUNS = /^(?:ne|n'|pas|plus|me|m'|te|t'|se|s'|nous|vous|le|la|l'|les|lui|leur|y|en|bien|vouloir)$/

/**
 * True when another infinitive hangs on the words that an order would take away: "de remplir ce formulaire et de le signer",
 * "d'imprimer, signer et renvoyer", unless a verb that takes bare infinitives comes in their place. What a new clause holds is its own: "indiquer si vous souhaitez poursuivre ou arrêter".
 */
export function leavesInfinitive(tokens: readonly Token[], at: number, bareMayStay = false): boolean {
  let inClause = true
  for (let rank = at; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (!token || /^[;.!?]$/.test(token.text)) return false
    if (token.features.verbForm === 'Fin') inClause = false
    if (token.features.verbForm !== 'Inf' || token.norm === 'avoir' || token.norm === 'vouloir') continue
    let before = rank - 1
    while (before >= at && PRONOUNS.test(tokens[before]?.norm ?? '')) before--
    const preposition = /^(?:de|d'|à)$/.test(tokens[before]?.norm ?? '')
    if (preposition) before--
    if (before >= at && /^(?:et|ou|,)$/.test(tokens[before]?.norm ?? '') && (preposition || (inClause && !bareMayStay)))
      return true
  }
  return false
}
