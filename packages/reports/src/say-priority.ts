import type { Priority } from './prioritise.ts'
import { type Difficulty, difficultyLabel } from './report.ts'

/** How a type is spoken of: « cette lettre », « les autres refus ». */
interface TypeWords {
  readonly one: string
  readonly feminine: boolean
  readonly others: string
  readonly reach: 'recoivent' | 'consultent' | 'remplissent' | 'entendent'
}

const LETTER: TypeWords = { one: 'Cette lettre', feminine: true, others: 'les autres lettres', reach: 'recoivent' }

const TYPES: Readonly<Record<string, TypeWords>> = {
  'decision-favorable': { ...LETTER, others: 'les autres décisions favorables' },
  refus: { ...LETTER, others: 'les autres refus' },
  'demande-de-pieces': { ...LETTER, others: 'les autres demandes de pièces' },
  'accuse-de-reception': {
    one: 'Cet accusé de réception',
    feminine: false,
    others: 'les autres accusés de réception',
    reach: 'recoivent',
  },
  courriel: { one: 'Ce courriel', feminine: false, others: 'les autres courriels', reach: 'recoivent' },
  'courrier-information': { ...LETTER, others: 'les autres lettres d’information' },
  formulaire: { one: 'Ce formulaire', feminine: false, others: 'les autres formulaires', reach: 'remplissent' },
  'page-information': { one: 'Cette page', feminine: true, others: 'les autres pages', reach: 'consultent' },
  notice: { one: 'Cette notice', feminine: true, others: 'les autres notices', reach: 'recoivent' },
  attestation: { one: 'Cette attestation', feminine: true, others: 'les autres attestations', reach: 'recoivent' },
  'script-telephonique': {
    one: 'Ce message téléphonique',
    feminine: false,
    others: 'les autres messages téléphoniques',
    reach: 'entendent',
  },
  'arrete-ou-contrat': {
    one: 'Ce document',
    feminine: false,
    others: 'les autres arrêtés et contrats',
    reach: 'recoivent',
  },
}

const OTHER: TypeWords = { one: 'Ce document', feminine: false, others: 'les autres documents', reach: 'recoivent' }

const REACH = {
  recoivent: 'reçoivent',
  consultent: 'consultent',
  remplissent: 'remplissent',
  entendent: 'entendent',
} as const

const STAKES = { droit: 'un droit', demarche: 'une démarche', information: 'une information' } as const

/** What the manager reads: « Priorité 1. Cette lettre est difficile (D, 62/100), … ». */
export function sayPriority(priority: Priority, document: { readonly type: string; readonly grade: string }): string {
  const { terms } = priority
  const words = TYPES[document.type] ?? OTHER
  const pronoun = words.feminine ? 'elle' : 'il'
  const object = words.feminine ? 'la' : 'le'
  const score = `(${document.grade}, ${whole(terms.score)}/100)`
  const people =
    terms.reach < 1
      ? `${pronoun} n’est pas encore envoyé${words.feminine ? 'e' : ''}`
      : `${whole(terms.reach)} personne${terms.reach >= 2 ? 's' : ''} ${object} ${terms.reach >= 2 ? REACH[words.reach] : singular(words.reach)} par an${terms.estimated ? ' (portée estimée)' : ''}`
  const parts = [
    `Priorité ${priority.class.slice(1)}.`,
    `${words.one} est ${adjective(document.grade, words.feminine)} ${score}, ${people}, ${sayReports(priority, words)}.`,
  ]
  parts.push(
    `Enjeu\u00a0: ${STAKES[terms.stake]}${terms.stakeEstimated ? ' (supposé)' : ''}${terms.fragile ? ', pour un public fragile' : ''}.`,
  )
  if (priority.urgent) parts.push('Une mention obligatoire manque\u00a0: à corriger tout de suite.')
  if (priority.jumped)
    parts.push('Des signalements récents l’ont fait monter de deux classes\u00a0: à vérifier par une personne.')
  return parts.join(' ')
}

function sayReports(priority: Priority, words: TypeWords): string {
  const { counted, rho, mFromAll } = priority.terms
  const e = words.feminine ? 'e' : ''
  const pronoun = words.feminine ? 'elle' : 'il'
  if (counted === 0) return `et ${pronoun} n’a pas de signalement qui compte`
  const others = mFromAll ? 'les autres documents' : words.others
  const main = mainDifficulty(priority.difficulties)
  const detail = `(${counted} signalement${counted > 1 ? 's' : ''}${main ? `, surtout «\u00a0${difficultyLabel(main)}\u00a0»` : ''})`
  if (rho === null) return `et ${pronoun} est signalé${e} ${detail}`
  if (rho >= 1.5) return `et ${pronoun} est signalé${e} ${factor(rho)} fois plus que ${others} ${detail}`
  if (rho <= 1 / 1.5) return `et ${pronoun} est signalé${e} moins que ${others} ${detail}`
  return `et ${pronoun} est signalé${e} autant que ${others} ${detail}`
}

/** The difficulty said most, when one stands out. */
function mainDifficulty(counts: Priority['difficulties']): Difficulty | undefined {
  const [first, second] = Object.entries(counts).sort(([, a], [, b]) => b - a)
  return first && first[0] !== 'autre' && first[1] > (second?.[1] ?? 0) ? (first[0] as Difficulty) : undefined
}

/** The grade in a word that agrees; its limits are the score's. */
function adjective(grade: string, feminine: boolean): string {
  switch (grade) {
    case 'A':
      return feminine ? 'claire' : 'clair'
    case 'B':
      return feminine ? 'plutôt claire' : 'plutôt clair'
    case 'C':
      return 'à améliorer'
    case 'D':
      return 'difficile'
    default:
      return 'très difficile'
  }
}

function singular(reach: TypeWords['reach']): string {
  return { recoivent: 'reçoit', consultent: 'consulte', remplissent: 'remplit', entendent: 'entend' }[reach]
}

/** « 4 », « 1,5 »: a factor is read at a glance. */
function factor(value: number): string {
  const rounded = value >= 3 ? Math.round(value) : Math.round(value * 2) / 2
  return String(rounded).replace('.', ',')
}

function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f')
}
