import { DIFFICULTIES } from '@limpide/reports'
import { dayOf } from '../serve/day.ts'
import { type Html, html } from '../serve/html.ts'
import type { Card, DocumentVersion, Measure } from './plan-store.ts'
import { isComparable } from './plans-for-map.ts'
import { sayCount, sayEffect, sayScore, sayThemes } from './say-plan.ts'

/** A published card as everyone reads it: nothing personal, and nobody's name. */
export interface PublicCard {
  readonly id: string
  readonly service: string
  readonly title: string
  /** YYYY-MM-DD */
  readonly publishedOn: string
  readonly updatedAt: string
  readonly content: Html
  /** The same without markup. */
  readonly text: string
  /** What users found hard. */
  readonly tags: readonly string[]
}

/** Puts a card in words, with the scores of the version that it speaks of. */
export function publicCard(card: Card, versions: readonly DocumentVersion[], measures: readonly Measure[]): PublicCard {
  const after = versions.find(({ number }) => number === card.number)
  const before = versions.find(({ number }) => number === card.number - 1)
  const measure = measures.find(({ number }) => number === card.number)
  const scores = sayScores(before, after)
  const themes = sayThemes(card.themes)
  const heard =
    card.reports === 0
      ? 'Nous avons relu ce document sans attendre de signalement.'
      : `${sayCount(card.reports, 'signalement')}${themes === '' ? '' : `\u00a0: ${themes}`}.`
  const effect = measure && sayEffect(measure)
  const on = after?.publishedOn ?? card.publishedOn ?? card.updatedAt.slice(0, 10)
  return {
    id: card.id,
    service: card.service,
    title: card.title,
    publishedOn: card.publishedOn ?? card.updatedAt.slice(0, 10),
    updatedAt: card.updatedAt,
    content: html`<p><strong>Vous nous l’avez dit.</strong> ${heard}</p>
${card.verbatim !== null && html`<blockquote><p>«\u00a0${card.verbatim}\u00a0»</p></blockquote>`}
<p><strong>Avant\u00a0:</strong> «\u00a0${card.oldSentence}\u00a0»</p>
<p><strong>Maintenant\u00a0:</strong> «\u00a0${card.newSentence}\u00a0»</p>
<p>${scores}</p>
${effect !== undefined && html`<p>${effect}</p>`}
<p>Nouveau texte en service depuis le ${dayOf(on)}.</p>`,
    text: [
      `Vous nous l’avez dit. ${heard}`,
      ...(card.verbatim === null ? [] : [`«\u00a0${card.verbatim}\u00a0»`]),
      `Avant\u00a0: «\u00a0${card.oldSentence}\u00a0»`,
      `Maintenant\u00a0: «\u00a0${card.newSentence}\u00a0»`,
      scores,
      ...(effect === undefined ? [] : [effect]),
      `Nouveau texte en service depuis le ${dayOf(on)}.`,
    ].join('\n'),
    tags: DIFFICULTIES.filter(({ id }) => (card.themes[id] ?? 0) > 0).map(({ label }) => label),
  }
}

function sayScores(before: DocumentVersion | undefined, after: DocumentVersion | undefined): string {
  const scale = 'La note va de 0 (clair) à 100 (très complexe).'
  if (!after?.score) return 'Ce texte n’a pas de note.'
  if (!before?.score) return `Note du nouveau texte\u00a0: ${sayScore(after.score)}. ${scale}`
  if (!isComparable(before.score, after.score))
    return `Note du nouveau texte\u00a0: ${sayScore(after.score)}. L’ancienne note, ${sayScore(before.score)}, a été calculée avec d’autres règles\u00a0: les deux ne se comparent pas. ${scale}`
  const change = before.score.value - after.score.value
  const isSure = Math.abs(change) > Math.max(before.score.margin, after.score.margin, 1)
  return `Note\u00a0: de ${sayScore(before.score)} à ${sayScore(after.score)}. ${isSure ? '' : 'L’écart est dans la marge\u00a0: la note n’a pas vraiment changé. '}${scale}`
}
