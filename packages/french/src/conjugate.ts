import { normalise } from './characters.ts'
import { encode } from './codes.ts'
import { elides } from './join.ts'
import type { Lexicon, Paradigm } from './lexicon.ts'
import type { Features, GrammaticalNumber, Person, VerbRequest } from './types.ts'

/** Conjugation over the paradigms of the lexicon. */
export interface Conjugator {
  conjugate(lemma: string, request: VerbRequest): string | undefined
  isTransitive(lemma: string): boolean
  takesEtre(lemma: string): boolean
  /** True for verbs that only exist with « se » (s'abstenir). */
  isAlwaysPronominal(lemma: string): boolean
  isVerb(lemma: string): boolean
}

/** Verbs whose compound tenses are built with être. Those that also take avoir with an object (sortir, monter…) are here for their common sense. */
const ETRE = new Set(
  (
    'aller arriver décéder devenir redevenir entrer rentrer intervenir mourir naître renaître partir repartir parvenir provenir rester retourner ' +
    'revenir sortir ressortir survenir advenir tomber retomber venir échoir monter remonter descendre redescendre apparaître réapparaître'
  ).split(' '),
)
/** Verbs that take être or avoir with the same sense or by their object: their compound tenses are refused. */
const BOTH = new Set('passer repasser demeurer paraître accourir'.split(' '))

/** True for the verbs whose « être + participe » is a compound tense and never a passive (« est arrivé »). */
export function isEtreVerb(lemma: string): boolean {
  return ETRE.has(lemma) || BOTH.has(lemma)
}

/** Verbs without a person: « il faut », « il pleut ». */
const IMPERSONAL = new Set('falloir pleuvoir neiger grêler venter bruiner advenir'.split(' '))

const VEUILLEZ: Partial<Record<`${Person}${GrammaticalNumber}`, string>> = {
  '2Sing': 'veuille',
  '1Plur': 'veuillons',
  '2Plur': 'veuillez',
}

type Simple = 'IndPres' | 'IndImp' | 'IndFut' | 'IndPast' | 'CndPres' | 'SubPres' | 'SubImp' | 'ImpPres'

const SIMPLE: Record<Simple, Features> = {
  IndPres: { verbForm: 'Fin', mood: 'Ind', tense: 'Pres' },
  IndImp: { verbForm: 'Fin', mood: 'Ind', tense: 'Imp' },
  IndFut: { verbForm: 'Fin', mood: 'Ind', tense: 'Fut' },
  IndPast: { verbForm: 'Fin', mood: 'Ind', tense: 'Past' },
  CndPres: { verbForm: 'Fin', mood: 'Cnd', tense: 'Pres' },
  SubPres: { verbForm: 'Fin', mood: 'Sub', tense: 'Pres' },
  SubImp: { verbForm: 'Fin', mood: 'Sub', tense: 'Imp' },
  ImpPres: { verbForm: 'Fin', mood: 'Imp', tense: 'Pres' },
}

const COMPOUND = {
  IndPerf: 'IndPres',
  IndPqp: 'IndImp',
  IndFutAnt: 'IndFut',
  CndPast: 'CndPres',
  SubPast: 'SubPres',
  InfPast: 'Inf',
} as const

/** « se » before each person, as written before a consonant. */
const REFLEXIVE: Record<`${Person}${GrammaticalNumber}`, string> = {
  '1Sing': 'me',
  '2Sing': 'te',
  '3Sing': 'se',
  '1Plur': 'nous',
  '2Plur': 'vous',
  '3Plur': 'se',
}

const VERBS_KEPT = 2_000

/** Builds the conjugator. */
export function createConjugator(lexicon: Lexicon): Conjugator {
  function verbParadigms(lemma: string): { readonly stem: string; readonly paradigm: Paradigm }[] {
    return lexicon.paradigms(lemma).filter(({ paradigm }) => paradigm.verb !== '')
  }

  function forms(lemma: string, wanted: Features): string[] {
    const code = encode('VERB', wanted)
    const found: string[] = []
    for (const { stem, paradigm } of verbParadigms(lemma)) {
      for (const form of paradigm.forms) if (form[1].includes(code)) found.push(stem + form[0])
    }
    return found.length < 2 ? found : [...new Set(found)]
  }

  function finite(
    lemma: string,
    form: Simple,
    person: Person,
    number: GrammaticalNumber,
    like?: string,
  ): string | undefined {
    if (IMPERSONAL.has(lemma) && (person !== 3 || number !== 'Sing')) return undefined
    // « Veuillez »: « voulez » as an order only lives in « n'en voulez pas à… ».
    if (lemma === 'vouloir' && form === 'ImpPres') return VEUILLEZ[`${person}${number}`]
    return preferred(forms(lemma, { ...SIMPLE[form], person, number }), like)
  }

  function participle(
    lemma: string,
    number: GrammaticalNumber = 'Sing',
    gender: 'Masc' | 'Fem' = 'Masc',
  ): string | undefined {
    const base: Features = { verbForm: 'Part', tense: 'Past' }
    // « mis » serves both numbers, « été » everything.
    return (
      preferred([
        ...forms(lemma, { ...base, number, gender }),
        ...(gender === 'Masc' ? forms(lemma, { ...base, gender }) : []),
      ]) ?? preferred(forms(lemma, base))
    )
  }

  function conjugate(wanted: string, request: VerbRequest): string | undefined {
    const { reflexive, lemma } = readPronominal(wanted)
    const { form, person = 3, number = 'Sing', gender, like } = request
    if (verbParadigms(lemma).length === 0) return undefined
    if (!reflexive && isAlwaysPronominal(lemma)) return undefined
    if (form === 'PartPast') return participle(lemma, number, gender)
    const se = reflexive ? REFLEXIVE[`${person}${number}`] : ''
    if (form === 'Inf' || form === 'PartPres') {
      const simple =
        form === 'Inf' ? forms(lemma, { verbForm: 'Inf' }) : forms(lemma, { verbForm: 'Part', tense: 'Pres' })
      return withReflexive(reflexive ? REFLEXIVE[`${request.person ?? 3}${number}`] : '', preferred(simple))
    }
    if (isSimple(form)) {
      const simple =
        request.inverted === true
          ? invertible(form, finite(lemma, form, person, number), request)
          : finite(lemma, form, person, number, like === undefined ? undefined : normalise(like))
      if (form !== 'ImpPres') return withReflexive(se, simple)
      if (simple === undefined || !reflexive) return simple
      return `${simple}-${person === 2 && number === 'Sing' ? 'toi' : se}`
    }
    if (BOTH.has(lemma) && !reflexive) return undefined
    const etre = reflexive || ETRE.has(lemma)
    // « il a fallu », never « nous avons fallu ».
    if (IMPERSONAL.has(lemma) && form !== 'InfPast' && (person !== 3 || number !== 'Sing')) return undefined
    const base = COMPOUND[form]
    const helper = etre ? 'être' : 'avoir'
    const auxiliary = base === 'Inf' ? helper : finite(helper, base, person, number)
    // With « se » agreement depends on the object: only a plain subject's agreement is promised.
    const past = etre ? participle(lemma, number, gender ?? 'Masc') : participle(lemma)
    const helped = withReflexive(se, auxiliary)
    return helped === undefined || past === undefined ? undefined : `${helped} ${past}`
  }

  // Rules ask again whether the same few hundred verbs take an object.
  const placed = new Map<string, readonly string[]>()

  function places(lemma: string): readonly string[] {
    let found = placed.get(lemma)
    if (found === undefined) {
      found = verbParadigms(lemma).map(({ paradigm }) => paradigm.verb)
      if (placed.size >= VERBS_KEPT) placed.clear()
      placed.set(lemma, found)
    }
    return found
  }

  function isAlwaysPronominal(lemma: string): boolean {
    const all = places(lemma)
    return all.length > 0 && all.every((verb) => /^____[pr]/.test(verb))
  }

  return {
    conjugate,
    isAlwaysPronominal,
    isTransitive: (lemma) => places(normalise(lemma)).some((verb) => verb[2] === 't'),
    takesEtre: (lemma) => {
      const norm = normalise(lemma)
      return ETRE.has(norm) || places(norm).some((verb) => verb[6] === 'e' && verb[7] !== 'a' && /^.[i]/.test(verb))
    },
    isVerb: (lemma) => verbParadigms(lemma).length > 0,
  }
}

/** « puis-je », « dois-je »; a form in a mute e (« examine-je ») or out of use (« cours-je ») is refused. */
function invertible(
  form: Simple,
  simple: string | undefined,
  { person = 3, number = 'Sing' }: VerbRequest,
): string | undefined {
  if (simple === undefined || person !== 1 || number !== 'Sing' || form !== 'IndPres') return simple
  if (simple === 'peux' || simple === 'puis') return 'puis'
  return /^(?:ai|suis|dois|vais|dis|fais|vois|sais|veux)$/.test(simple) ? simple : undefined
}

function isSimple(form: string): form is Simple {
  return form in SIMPLE
}

function readPronominal(lemma: string): { readonly reflexive: boolean; readonly lemma: string } {
  const norm = normalise(lemma).trim()
  if (norm.startsWith('se ')) return { reflexive: true, lemma: norm.slice(3) }
  if (norm.startsWith("s'")) return { reflexive: true, lemma: norm.slice(2) }
  return { reflexive: false, lemma: norm }
}

function withReflexive(pronoun: string, form: string | undefined): string | undefined {
  if (form === undefined || pronoun === '') return form
  if (pronoun.endsWith('e') && elides(form)) return `${pronoun.slice(0, -1)}'${form}`
  return `${pronoun} ${form}`
}

/**
 * Among spellings the dictionary allows, the one letters use: « paie » (not paye), « céderai » (not cèderai), « connaît » (not connait);
 * or the one the writer uses, « je ne puis » as well as « il payera ».
 */
function preferred(forms: readonly string[], like = ''): string | undefined {
  if (forms.length <= 1) return forms[0]
  if (forms.includes(like)) return like
  const habit = { y: KEEPS_Y.test(like), grave: GRAVE_FUTURE.test(like) }
  return [...forms].sort((a, b) => cost(a, habit) - cost(b, habit) || a.length - b.length || (a < b ? -1 : 1))[0]
}

/** How a writer spells where two spellings are allowed. */
interface Habit {
  readonly y: boolean
  readonly grave: boolean
}

/** « paye », « payera »; not « payons », which has no other spelling. */
const KEEPS_Y = /[ao]y(?:e|es|ent|er[aeo].*)$/
/** « cèderai », « règlerons »: the grave accent before a future ending is the newer spelling. */
const GRAVE_FUTURE = /è[a-zç]{1,3}er(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)$/

function cost(form: string, habit: Habit): number {
  let value = 0
  // « dissous, dissoute », « il échoit », « j'assieds » as « il assied »: the usual member of each pair.
  if (/(?:abs|diss)outs?$|échet$|assoi/.test(form)) value += 2
  if (KEEPS_Y.test(form)) value += habit.y ? -4 : 4
  if (GRAVE_FUTURE.test(form)) value += habit.grave ? -2 : 2
  // « renouvelle », « épelle » rather than « épèle ».
  if (/è[lt]e/.test(form)) value += 1
  if (/aitr|oitr|[^s]it$/.test(form)) value += 1
  if (/[îû]/.test(form)) value -= 1
  return value
}
