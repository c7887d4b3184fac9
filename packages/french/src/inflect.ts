import { normalise } from './characters.ts'
import { determinerForms } from './closed-class.ts'
import { featuresOf, uposOf } from './codes.ts'
import type { Dictionary } from './dictionary.ts'
import type { Lexicon } from './lexicon.ts'
import type { Features, Gender } from './types.ts'

/** Nouns of both genders whose administrative sense has one. */
const USUAL_GENDER = new Map<string, Gender>([
  ['livre', 'Masc'],
  ['poste', 'Masc'],
  ['mode', 'Masc'],
  ['mémoire', 'Masc'],
  ['page', 'Fem'],
  ['aide', 'Fem'],
  ['office', 'Masc'],
  ['manche', 'Fem'],
  ['somme', 'Fem'],
  ['tour', 'Masc'],
  ['voile', 'Masc'],
  ['garde', 'Fem'],
  ['critique', 'Fem'],
  ['physique', 'Masc'],
  ['relâche', 'Fem'],
  ['solde', 'Masc'],
  ['vapeur', 'Fem'],
  ['parallèle', 'Masc'],
  ['pendule', 'Fem'],
  ['foudre', 'Fem'],
  ['enseigne', 'Fem'],
  ['interligne', 'Masc'],
])

/** Forms that the dictionary allows beside the usual one: « fous », « mous », « yeux », « absous ». */
const UNUSUAL = new Set(['fols', 'mols', 'œils', 'absouts', 'dissouts'])

/** What the dictionary files under another word: the feminine of a few adjectives, one plural. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['favori ADJ Fem Sing', 'favorite'],
  ['favori ADJ Fem Plur', 'favorites'],
  ['franc ADJ Fem Sing', 'franche'],
  ['franc ADJ Fem Plur', 'franches'],
  ['tiers ADJ Fem Sing', 'tierce'],
  ['tiers ADJ Fem Plur', 'tierces'],
  ['absous ADJ Masc Plur', 'absous'],
  ['œil NOUN Masc Plur', 'yeux'],
])

/** Inflection of nouns, adjectives and determiners. */
export interface Inflector {
  inflect(lemma: string, upos: 'NOUN' | 'ADJ' | 'DET', features: Features): string | undefined
  genderOf(noun: string): Gender | undefined
}

/** Builds the inflector over the lexicon. */
export function createInflector(lexicon: Lexicon, dictionary: Dictionary): Inflector {
  function inflect(wanted: string, upos: 'NOUN' | 'ADJ' | 'DET', features: Features): string | undefined {
    const lemma = normalise(wanted)
    const { gender = 'Masc', number = 'Sing' } = features
    const elsewhere = ELSEWHERE.get(`${lemma} ${upos} ${gender} ${number}`)
    if (elsewhere !== undefined) return elsewhere
    if (upos === 'DET') return pick(determinerForms(lemma), features, lemma)
    const forms: { form: string; features: Features }[] = []
    for (const { stem, paradigm } of lexicon.paradigms(lemma)) {
      if (paradigm.verb !== '') continue
      for (const [suffix, codes] of paradigm.forms) {
        for (const code of codes)
          if (uposOf(code) === upos) forms.push({ form: stem + suffix, features: featuresOf(code) })
      }
    }
    if (forms.length > 0) return pick(forms, features, lemma)
    // A form was given for its lemma (« demandes »), or a participle used as an adjective (« intéressé »).
    for (const reading of dictionary.readings(lemma)) {
      if (uposOf(reading.code) === upos && reading.lemma !== lemma)
        return inflect(reading.lemma, upos, agreement(features, featuresOf(reading.code)))
    }
    if (upos === 'ADJ') return participle(lemma, features)
    return undefined
  }

  function participle(lemma: string, features: Features): string | undefined {
    for (const reading of dictionary.readings(lemma)) {
      const own = featuresOf(reading.code)
      if (own.verbForm !== 'Part' || own.tense !== 'Past') continue
      const forms: { form: string; features: Features }[] = []
      for (const { stem, paradigm } of lexicon.paradigms(reading.lemma)) {
        for (const [suffix, codes] of paradigm.forms) {
          for (const code of codes) {
            const found = featuresOf(code)
            if (found.verbForm === 'Part' && found.tense === 'Past')
              forms.push({ form: stem + suffix, features: found })
          }
        }
      }
      return pick(forms, agreement(features, own), lemma)
    }
    return undefined
  }

  function genderOf(noun: string): Gender | undefined {
    const norm = normalise(noun)
    const usual = USUAL_GENDER.get(norm) ?? USUAL_GENDER.get(norm.replace(/s$/, ''))
    if (usual !== undefined) return usual
    const genders = new Set<Gender>()
    for (const reading of dictionary.readings(norm, noun)) {
      if (uposOf(reading.code) !== 'NOUN') continue
      const { gender } = featuresOf(reading.code)
      if (gender === undefined) return undefined
      genders.add(gender)
    }
    const [only] = genders
    return genders.size === 1 ? only : undefined
  }

  return { inflect, genderOf }
}

/** The gender and number asked for, or failing that those of the form that was given. */
function agreement(wanted: Features, own: Features): Features {
  return { number: wanted.number ?? own.number, gender: wanted.gender ?? own.gender }
}

/** The form that agrees best; a form that contradicts what was asked is never given. */
function pick(
  forms: readonly { readonly form: string; readonly features: Features }[],
  wanted: Features,
  lemma: string,
): string | undefined {
  const own = forms.find(({ form }) => form === lemma)?.features
  const number = wanted.number ?? 'Sing'
  const gender = wanted.gender ?? own?.gender
  const fitting = forms.filter(
    ({ features }) =>
      (features.number === undefined || features.number === number) &&
      (gender === undefined || features.gender === undefined || features.gender === gender),
  )
  if (fitting.length === 0) return undefined
  // « beau » before « bel », the exact number before the invariable.
  const exact = fitting.filter(({ features }) => features.number === number)
  const numbered = exact.length > 0 ? exact : fitting
  // « favorite » before « favori », which the dictionary also gives for both genders.
  const gendered = numbered.filter(({ features }) => gender !== undefined && features.gender === gender)
  const best = (gendered.length > 0 ? gendered : numbered).filter(({ form }) => !UNUSUAL.has(form))
  // « fraîche » before « fraiche ».
  return (best.find(({ form }) => form === lemma) ?? best.find(({ form }) => form.includes('î')) ?? best[0])?.form
}
