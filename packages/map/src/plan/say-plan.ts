import { DIFFICULTIES } from '@limpide/reports'
import { dayOf } from '../serve/day.ts'
import type { PlanChange, Refusal, VersionScore } from './plan-store.ts'
import { MEASURE, type Measurable, type RateRatio, verdict } from './rate-ratio.ts'
import { stepLabel, stepOf } from './steps.ts'

/** « D, 62 sur 100 » */
export function sayScore(score: Pick<VersionScore, 'value' | 'grade'> | null | undefined): string {
  return score == null ? 'sans note' : `${score.grade}, ${Math.round(score.value)} sur 100`
}

/** « 12 000 » */
export function sayNumber(value: number): string {
  return Math.round(value).toLocaleString('fr-FR')
}

/** « 3 signalements » */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${sayNumber(count)}\u00a0${count >= 2 ? many : one}`
}

/** « 2 mars 2026 à 14 h 05 » in the time of France; the day alone for a day. */
export function sayMoment(at: string): string {
  if (at.length === 10) return dayOf(at)
  const time = new Date(at).toLocaleString('fr-FR', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'Europe/Paris',
  })
  return time.replace(/^1 /, '1er ').replace(/(\d+):(\d+)$/, '$1\u00a0h\u00a0$2')
}

/** What changed, without who and when: « responsable : Max devient Sam ». */
export function sayChange({ field, from, to }: PlanChange): string {
  const shown = (value: string | null): string => {
    if (value === null || value === '') return 'rien'
    if (field === 'step') return `«\u00a0${stepLabel(stepOf(value) ?? 'a-traiter')}\u00a0»`
    return field === 'dueOn' ? dayOf(value) : `«\u00a0${value}\u00a0»`
  }
  switch (field) {
    case 'ouvert':
      return 'document mis au plan'
    case 'commentaire':
      return `commentaire\u00a0: ${to ?? ''}`
    case 'preuve':
      return `essai gardé\u00a0: ${to ?? ''}`
    case 'version':
      return `version ${from ?? ''} en service depuis le ${dayOf(to ?? '')}`
    case 'mesure':
      return `effet de la version ${from ?? ''} mesuré`
    case 'carte':
      return `carte publique ${to ?? ''}`
    default:
      return from === null
        ? `${FIELD_LABELS[field].toLocaleLowerCase('fr')}\u00a0: ${shown(to)}`
        : `${FIELD_LABELS[field].toLocaleLowerCase('fr')}\u00a0: de ${shown(from)} à ${shown(to)}`
  }
}

/** The names of the fields that a person writes. */
export const FIELD_LABELS = {
  owner: 'Responsable',
  legalExpert: 'Expert juridique',
  dueOn: 'Échéance',
  step: 'Étape',
} as const

/** Why nothing was written, and what to do. */
export const REFUSALS: Readonly<Record<Refusal, string>> = {
  role: 'Votre rôle ne permet pas ce changement. Demandez à une personne responsable.',
  passage: 'Ce document ne peut pas aller à cette étape depuis celle où il est. Choisissez-en une autre.',
  motif:
    'Dites pourquoi. C’est obligatoire pour accepter un document, le reprendre, ou le publier sans test ou sans changement de texte.',
  publication:
    'Le nouveau texte n’a pas de note. Analysez-le avec «\u00a0limpide scan --memoriser\u00a0», puis publiez-le avec le formulaire «\u00a0Publier\u00a0».',
  mesure: 'Il faut une mesure. Utilisez le formulaire «\u00a0Mesurer l’effet\u00a0».',
  date: 'Cette date n’existe pas, ou elle vient avant la version précédente. Corrigez-la.',
  phrases: 'Il manque la phrase d’avant ou celle de maintenant. Écrivez-les, puis enregistrez.',
}

/** « les mots (8), je ne sais pas quoi faire (4) », the most frequent first. */
export function sayThemes(themes: Readonly<Record<string, number>>): string {
  return DIFFICULTIES.filter(({ id }) => (themes[id] ?? 0) > 0)
    .sort((a, b) => (themes[b.id] ?? 0) - (themes[a.id] ?? 0))
    .map(({ id, label }) => `${label} (${themes[id]})`)
    .join(', ')
}

/** What a measured effect allows to say: « 70 % de signalements en moins (entre 39 et 87 % en moins) ». */
export function sayEffect(ratio: RateRatio): string {
  const share = (value: number): string => {
    const percent = Math.round((value - 1) * 100)
    return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${sayNumber(Math.abs(percent))}\u00a0%`
  }
  const range = `${share(ratio.ratio)}, et presque sûrement entre ${share(ratio.low)} et ${ratio.high === null ? 'un nombre sans limite' : share(ratio.high)}`
  switch (verdict(ratio)) {
    case 'baisse':
      return `Les signalements ont baissé\u00a0: ${range}.`
    case 'hausse':
      return `Les signalements ont augmenté\u00a0: ${range}.`
    case 'incertain':
      return `On ne peut pas encore dire s’ils ont changé\u00a0: ${range}.`
  }
}

/** « Pas encore mesurable », and what is missing; nothing where it is. */
export function sayWaiting(found: Measurable, dueOn: string): string | undefined {
  if (found.kind === 'mesurable') return undefined
  const expected = found.expected.toLocaleString('fr-FR', { maximumFractionDigits: 1 })
  switch (found.why) {
    case 'delai':
      return `Pas encore mesurable\u00a0: attendez le ${dayOf(dueOn)}, ${MEASURE.days} jours après la publication.`
    case 'envois-inconnus':
      return 'Pas encore mesurable\u00a0: le nombre d’envois n’est pas connu. Donnez-le ici, ou dans limpide.yml (volume).'
    case 'envois':
      return `Pas encore mesurable\u00a0: moins de ${sayNumber(MEASURE.copies)} envois depuis la publication.`
    case 'signalements':
      return `Pas encore mesurable\u00a0: au rythme d’avant, on attendrait ${expected} signalement${found.expected >= 2 ? 's' : ''}. Il en faut au moins ${MEASURE.expected}.`
  }
}
