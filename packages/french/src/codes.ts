import type { Features, Gender, GrammaticalNumber, Mood, Person, Tense, Upos, VerbForm } from './types.ts'

/** The parts of speech of Universal Dependencies, in the order in which codes number them. */
export const UPOS: readonly Upos[] = [
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'VERB',
  'X',
]
const VERB_FORMS: readonly (VerbForm | undefined)[] = [undefined, 'Fin', 'Inf', 'Part']
const MOODS: readonly (Mood | undefined)[] = [undefined, 'Ind', 'Sub', 'Imp', 'Cnd']
const TENSES: readonly (Tense | undefined)[] = [undefined, 'Pres', 'Imp', 'Past', 'Fut']
const PERSONS: readonly (Person | undefined)[] = [undefined, 1, 2, 3]
const NUMBERS: readonly (GrammaticalNumber | undefined)[] = [undefined, 'Sing', 'Plur']
const GENDERS: readonly (Gender | undefined)[] = [undefined, 'Masc', 'Fem']

/** Packs a part of speech and its features in 19 bits: the form in which the lexicon is shipped. */
export function encode(upos: Upos, features: Features): number {
  let code = UPOS.indexOf(upos)
  code |= VERB_FORMS.indexOf(features.verbForm) << 5
  code |= MOODS.indexOf(features.mood) << 7
  code |= TENSES.indexOf(features.tense) << 10
  code |= PERSONS.indexOf(features.person) << 13
  code |= NUMBERS.indexOf(features.number) << 15
  code |= GENDERS.indexOf(features.gender) << 17
  return code
}

/** The bits of a code that say the number. */
export const NUMBER: number = 3 << 15
/** The bits of a code that say the gender. */
export const GENDER: number = 3 << 17

/** The part of speech of a packed code. */
export function uposOf(code: number): Upos {
  return UPOS[code & 31] ?? 'X'
}

const decoded = new Map<number, Features>()

/**
 * The features of a packed code; the same object is returned for the same code. All have the same six keys: rules read them at
 * each token, and a key that is there or not by turns has to be searched for each time.
 */
export function featuresOf(code: number): Features {
  const key = code >>> 5
  const known = decoded.get(key)
  if (known !== undefined) return known
  const features: Features = {
    verbForm: VERB_FORMS[(code >>> 5) & 3],
    mood: MOODS[(code >>> 7) & 7],
    tense: TENSES[(code >>> 10) & 7],
    person: PERSONS[(code >>> 13) & 3],
    number: NUMBERS[(code >>> 15) & 3],
    gender: GENDERS[(code >>> 17) & 3],
  }
  decoded.set(key, features)
  return features
}
