import type { ReviewAnswer } from '@limpide/server'
import { remarks as sayRemarks } from './score.ts'

/** The head of a review, in the words that both its forms print. */
export interface ReviewSummary {
  readonly title: string
  readonly grade: string
  readonly facts: readonly string[]
  readonly mentions: readonly string[]
  readonly gains: readonly string[]
  /** Each rule that is cited, once: why, and what to do. */
  readonly rules: readonly { readonly name: string; readonly why: string; readonly advice: string }[]
}

/** « 22 novembre 2026 ». */
export function sayDay(day: Date): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' }).format(day)
}

/** Puts the head of a review into words. */
export function summarise({ score: answer, remarks }: ReviewAnswer, name: string, day: Date): ReviewSummary {
  const { score, problem, type, mentions, gains } = answer
  return {
    title: `Relecture de ${name}`,
    grade: score
      ? `Note\u00a0: ${score.grade}, ${Math.round(score.value)}/100, ${score.gradeLabel}`
      : (problem ?? 'Ce document n’a pas de note.'),
    facts: [
      ...(score ? ['La note va de 0 (clair) à 100 (très complexe), et de A à E.'] : []),
      `Type de document\u00a0: ${type}. ${capital(sayRemarks(remarks.length))}. Relu le ${sayDay(day)} avec Limpide.`,
    ],
    mentions: mentions.map(({ name: mention }) => mention),
    gains: gains
      .slice(0, 6)
      .map(
        ({ name: rule, count, value, grade }) =>
          `${rule}${count > 1 ? ` (${count} remarques)` : ''}\u00a0: la note devient ${grade}, ${Math.round(value)}/100`,
      ),
    rules: [
      ...new Map(remarks.map(({ name: rule, why, advice }) => [rule, { name: rule, why, advice }])).values(),
    ].sort((a, b) => a.name.localeCompare(b.name, 'fr')),
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
