import type { Interval } from './interval.ts'
import type { QuestionId } from './questions.ts'
import { BANDS, type Band, type Comparison, PEOPLE, type Summary, type TestResults } from './results.ts'

const BAND_SAID: Readonly<Record<Band, string>> = {
  seul: 'la plupart des gens comprennent seuls',
  aide: 'la plupart des gens comprennent si on les aide',
  difficile: 'le texte est trop difficile',
}

const QUESTION_SAID: Readonly<Record<QuestionId, string>> = {
  qui: 'Qui écrit',
  pourquoi: 'Pourquoi',
  quoi: 'Que faire',
  quand: 'Avant quand',
  sinon: 'Que se passe-t-il sinon',
  contact: 'Qui contacter',
}

/** « Avant quand » */
export function questionSaid(id: QuestionId): string {
  return QUESTION_SAID[id]
}

/** How sure the whole is, said before any figure; `undefined` when nothing has to be said. */
export function warning({ people }: Pick<Summary, 'people'>): string | undefined {
  if (people === 0) return 'Aucun résultat pour l’instant.'
  if (people < PEOPLE.few)
    return `Trop peu de participants\u00a0: ${persons(people)}. Il en faut ${PEOPLE.few} au moins pour conclure. Ces nombres décrivent ces personnes, et personne d’autre.`
  if (people < PEOPLE.some)
    return `${persons(people)}\u00a0: assez pour repérer ce qui gêne, peu pour annoncer un score. La marge est large.`
  return undefined
}

/** « Texte à trous : 58 % de mots exacts (entre 51 et 65 %) : la plupart des gens comprennent seuls. » */
export function sayCloze({ cloze }: Summary): string | undefined {
  if (cloze === undefined) return undefined
  const margin = cloze.interval === undefined ? '' : ` (entre ${points(cloze.interval)})`
  const read =
    cloze.interval === undefined
      ? 'trop peu de personnes pour conclure'
      : cloze.isSettled
        ? BAND_SAID[cloze.band]
        : `${BAND_SAID[cloze.band]}, sans certitude\u00a0: la marge passe une borne (${BANDS.helped} ou ${BANDS.alone}\u00a0%)`
  const synonyms =
    cloze.withSynonyms === cloze.mean
      ? ''
      : ` Avec les synonymes acceptés\u00a0: ${Math.round(cloze.withSynonyms)}\u00a0%.`
  return `Texte à trous\u00a0: ${Math.round(cloze.mean)}\u00a0% de mots exacts${margin}, ${persons(cloze.people)}\u00a0: ${read}.${synonyms}`
}

/** « 7 sur 8 (entre 53 et 98 %) » */
export function sayShare({ count, of, interval }: Summary['questions'][number] | Summary['unclear'][number]): string {
  if (of === 0) return 'non posée'
  const margin =
    interval === undefined ? '' : ` (entre ${points({ low: interval.low * 100, high: interval.high * 100 })})`
  return `${count} sur ${of}${margin}`
}

/** The change from one version to the next, one line a measure. */
export function sayComparison({ cloze, questions }: Comparison): readonly string[] {
  const lines: string[] = []
  if (cloze !== undefined) lines.push(`Texte à trous\u00a0: ${sayChange(cloze.change, cloze.interval)}`)
  for (const { id, change, interval } of questions)
    lines.push(
      `${QUESTION_SAID[id]}\u00a0: ${sayChange(change * 100, interval && { low: interval.low * 100, high: interval.high * 100 })}`,
    )
  return lines
}

function sayChange(change: number, interval: Interval | undefined): string {
  const said = signed(change)
  if (interval === undefined) return `${said} points. Trop peu de participants pour savoir si c’est un vrai changement.`
  const margin = `${said} points (entre ${signed(interval.low)} et ${signed(interval.high)})`
  if (interval.low > 0) return `${margin}. La nouvelle version est mieux comprise.`
  if (interval.high < 0) return `${margin}. La nouvelle version est moins bien comprise.`
  return `${margin}. On ne peut pas dire laquelle est la mieux comprise.`
}

/** How the figures are made, for who checks them. */
export const METHOD: readonly string[] = [
  'Score du texte à trous\u00a0: moyenne des scores de chaque personne, en mots exacts. Son intervalle à 95\u00a0% suit la loi de Student, avec une valeur par personne\u00a0: les trous d’une même personne ne sont pas indépendants.',
  'Questions et phrases en orange\u00a0: intervalle de Wilson à 95\u00a0%.',
  'Comparaison\u00a0: intervalle de Welch pour le texte à trous, de Newcombe (méthode 10) pour les questions. Les deux versions sont lues par des personnes différentes.',
]

/** One sentence, as the proof of the step: « 8 personnes, texte à trous 71 % (entre 58 et 82 %), questions 34 justes sur 40 ». */
export function sayProof(results: TestResults, { people, cloze, questions }: Summary): string {
  const asked = questions.filter(({ of }) => of > 0)
  const right = asked.reduce((sum, { count }) => sum + count, 0)
  const put = asked.reduce((sum, { of }) => sum + of, 0)
  return [
    people < PEOPLE.few ? `${persons(people)} (trop peu pour conclure)` : persons(people),
    ...(cloze === undefined
      ? []
      : [
          `texte à trous ${Math.round(cloze.mean)}\u00a0%${cloze.interval === undefined ? '' : ` (entre ${points(cloze.interval)})`}`,
        ]),
    ...(put === 0 ? [] : [`questions ${right} justes sur ${put}`]),
    `kit ${results.code}`,
  ].join(', ')
}

function persons(people: number): string {
  return `${people} personne${people > 1 ? 's' : ''}`
}

function points({ low, high }: Interval): string {
  return `${Math.round(low)} et ${Math.round(high)}\u00a0%`
}

/** « +12 », « −3 », « 0 » */
function signed(change: number): string {
  const rounded = Math.round(change)
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0'
}
