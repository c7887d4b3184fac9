import { tQuantile } from './interval.ts'
import { BANDS, PEOPLE } from './results.ts'

/** How far the scores of two persons usually are from their mean, in points: a guess, said as such. */
const SPREAD = 15
/** Groups whose precision is told. */
const GROUPS = [PEOPLE.few, 8, PEOPLE.some, 30] as const

/** For each size of a group, how near the truth its mean cloze score is, in whole points, if people differ by 15 points. */
export function precisions(): readonly { readonly people: number; readonly points: number }[] {
  return GROUPS.map((people) => ({
    people,
    points: Math.round((tQuantile(people - 1) * SPREAD) / Math.sqrt(people)),
  }))
}

/** Why so many people. */
export const WHY_SO_MANY: readonly string[] = [
  `À ${PEOPLE.few} personnes, vous voyez déjà les passages qui bloquent presque tout le monde. Moins, c’est trop peu pour conclure.`,
  `À ${PEOPLE.some} personnes, vous pouvez annoncer un score. Pour comparer deux versions, prévoyez ${PEOPLE.some} personnes par version, et jamais les mêmes\u00a0: qui a lu la première comprend mieux la seconde.`,
]

/** How a cloze score reads, from the best to the worst. */
export const BAND_LINES: readonly { readonly score: string; readonly meaning: string }[] = [
  { score: `${BANDS.alone}\u00a0% ou plus`, meaning: 'La plupart des gens comprennent seuls.' },
  {
    score: `de ${BANDS.helped} à ${BANDS.alone - 1}\u00a0%`,
    meaning: 'La plupart des gens comprennent si on les aide.',
  },
  { score: `moins de ${BANDS.helped}\u00a0%`, meaning: 'Le texte est trop difficile. Réécrivez-le.' },
]

/** Where the bounds come from and what they are worth. */
export const BAND_SOURCES: readonly string[] = [
  `Ces bornes viennent de John Bormuth (1968). Une autre étude, de Rankin et Culhane (1969), trouve 41 et 61\u00a0%\u00a0; un guide plus récent, celui de DuBay (2004), dit 35 et 50\u00a0%. Tous s’appuient sur des essais en anglais, aux États-Unis, surtout à l’école. Lisez ces bornes comme un ordre de grandeur.`,
  'Le test lui-même vient de Wilson Taylor (1953). Gilbert De Landsheere (1978) l’a essayé en français auprès d’élèves, et l’a trouvé aussi bon qu’en anglais.',
  'Personne n’atteint 100\u00a0%\u00a0: même un très bon lecteur retrouve rarement plus de deux mots sur trois. Le plus sûr est de comparer deux versions de la même lettre.',
]

/** The works these pages lean on. */
export const WORKS: readonly string[] = [
  'W. L. Taylor, «\u00a0Cloze Procedure: A New Tool for Measuring Readability\u00a0», Journalism Quarterly 30, 1953.',
  'J. R. Bormuth, «\u00a0Cloze Test Readability: Criterion Reference Scores\u00a0», Journal of Educational Measurement 5, 1968.',
  'E. F. Rankin et J. W. Culhane, «\u00a0Comparable Cloze and Multiple-Choice Comprehension Test Scores\u00a0», Journal of Reading 13, 1969.',
  'W. H. DuBay, The Principles of Readability, Impact Information, 2004.',
  'G. De Landsheere, Le test de closure\u00a0: mesure de la lisibilité et de la compréhension, Labor, 1978.',
]
