import type { French, Person, Token, VerbRequest } from '@limpide/french'

/** Words that may stand between a subject and its verb. */
const BETWEEN = new Set("ne n' me m' te t' se s' nous vous le la les l' lui leur y en".split(' '))
/** What points back to the subject and would have to change with it. */
const BACK = new Set("il elle lui celui-ci celle-ci s' se".split(' '))
const POSSESSIVES = new Map<string, string>(Object.entries({ son: 'votre', sa: 'votre', ses: 'vos' }))
const MAX_BETWEEN = 4

/** The rank of the finite verb whose subject ends just before `from`, or `undefined`. */
export function verbOf(tokens: readonly Token[], from: number): number | undefined {
  for (let i = from; i < from + MAX_BETWEEN; i++) {
    const token = tokens[i]
    if (!token) return undefined
    if ((token.upos === 'VERB' || token.upos === 'AUX') && token.features.verbForm === 'Fin') return i
    if (!BETWEEN.has(token.norm)) return undefined
  }
  return undefined
}

/** The same clause with another subject: tokens `[start, end)` and their new text. */
export interface Resubjected {
  readonly end: number
  readonly text: string
}

/**
 * Gives the verb of a clause a new subject pronoun: «l'allocataire doit joindre son RIB» with `vous` becomes
 * «vous devez joindre votre RIB». `undefined` when something else in the sentence would have to change too.
 */
export function withSubject(
  tokens: readonly Token[],
  subjectEnd: number,
  verb: number,
  pronoun: 'vous' | 'nous',
  french: French,
): Resubjected | undefined {
  const head = tokens[verb]
  if (!head) return undefined
  const form = formOf(head)
  if (!form) return undefined
  const person: Person = pronoun === 'vous' ? 2 : 1
  const conjugated = french.conjugate(head.lemma, { form, person, number: 'Plur' })
  if (conjugated === undefined) return undefined
  const between = tokens.slice(subjectEnd, verb)
  if (between.some(({ norm }) => norm === 'se' || norm === "s'" || norm === pronoun)) return undefined
  const rest = tokens.slice(verb + 1)
  // «l'usager a-t-il»: the pronoun after the verb would go too.
  if (rest.some(({ norm }) => BACK.has(norm) || norm.startsWith('-'))) return undefined
  let end = verb + 1
  if (pronoun === 'vous') {
    for (let i = verb + 1; i < tokens.length; i++) if (POSSESSIVES.get(tokens[i]?.norm ?? '') !== undefined) end = i + 1
  }
  let text: string = pronoun
  for (let i = subjectEnd; i < end; i++) {
    const token = tokens[i]
    if (!token) continue
    const word = i === verb ? conjugated : i > verb ? (POSSESSIVES.get(token.norm) ?? token.text) : token.text
    const glued =
      i === verb ? tokens[i - 1]?.norm.endsWith("'") === true && between.length > 0 : i > subjectEnd && !token.spaced
    // «n'a» -> «n'avez»; «n'est» -> «ne sommes» would need its «e» back.
    if (i === verb && glued && !/^[aeiouyhéêè]/iu.test(conjugated)) return undefined
    text += glued ? word : ` ${word}`
  }
  return { end, text }
}

function formOf({ features }: Token): VerbRequest['form'] | undefined {
  const { mood, tense } = features
  if (mood === 'Cnd') return 'CndPres'
  if (mood !== 'Ind') return undefined
  if (tense === 'Pres') return 'IndPres'
  if (tense === 'Imp') return 'IndImp'
  return tense === 'Fut' ? 'IndFut' : undefined
}
