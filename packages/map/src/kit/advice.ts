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

/**
 * Where the bounds come from and what they are worth. What is told here was read: the summaries of Rankin (1970) and of De
 * Landsheere (1978), the first pages of Bormuth (1968) and of Taylor (1953), the table of DuBay (2004). What is only
 * reported of others is told as such.
 */
export const BAND_SOURCES: readonly string[] = [
  `Ces bornes sont celles que l’on attribue à John Bormuth (1968)\u00a0: nous n’avons lu que le début de son article. Earl Rankin (1970) a comparé la première, ${BANDS.helped}\u00a0%, à d’autres mesures, sur 133 élèves. D’autres bornes circulent\u00a0: 35 et 50\u00a0% (William DuBay, 2004), 41 et 61\u00a0% (attribuées à Rankin et Culhane, 1969). Ces essais sont en anglais. Lisez ces bornes comme un ordre de grandeur.`,
  'Le test lui-même vient de Wilson Taylor (1953). Gilbert De Landsheere (1978) l’a essayé en français avec des élèves\u00a0: le français s’y prête, dit-il, aussi bien que l’anglais.',
  'Personne n’atteint 100\u00a0%\u00a0: même de très bons lecteurs ne retrouvent pas plus de 65\u00a0% des mots d’un texte simple (DuBay, 2004). Le plus sûr est de comparer deux versions de la même lettre.',
]

/** The works these pages lean on. */
export const WORKS: readonly string[] = [
  'W. L. Taylor, «\u00a0Cloze Procedure: A New Tool for Measuring Readability\u00a0», Journalism Quarterly 30, 1953.',
  'J. R. Bormuth, «\u00a0Cloze Test Readability: Criterion Reference Scores\u00a0», Journal of Educational Measurement 5(3), 1968.',
  'E. F. Rankin et J. W. Culhane, «\u00a0Comparable Cloze and Multiple-Choice Comprehension Test Scores\u00a0», Journal of Reading 13, 1969, non lu.',
  'E. F. Rankin, «\u00a0Grade Level Interpretation of Cloze Readability Scores\u00a0», 1970, résumé (ERIC ED046657).',
  'W. H. DuBay, The Principles of Readability, Impact Information, 2004, tableau 7.',
  'G. De Landsheere, Le test de closure\u00a0: mesure de la lisibilité et de la compréhension, Labor, 1978, résumé.',
]
