import type { ScoreMessage } from '@limpide/server'

const PARTS: Readonly<Record<string, string>> = {
  phrases: 'Phrases',
  vocabulaire: 'Vocabulaire',
  organisation: 'Organisation',
  'mise-en-page': 'Mise en page',
}

/** The name of a principle of the score. */
export function partLabel(part: string): string {
  return PARTS[part] ?? part
}

/** The status item's text: letter, number and a word, never a colour alone. */
export function statusText({ score, findings }: ScoreMessage): string {
  if (!score) return `$(book) Limpide : ${remarks(findings)}`
  return `$(book) ${score.grade} ${Math.round(score.value)}/100 : ${score.gradeLabel}`
}

/** The explanation, one idea a line. */
export function explainScore({ score, problem, findings }: ScoreMessage): string[] {
  if (!score) return [problem ?? 'Ce document n’a pas de score.', `${capitalise(remarks(findings))} dans ce document.`]
  const parts = Object.entries(score.parts).map(([part, value]) => `${partLabel(part)} ${Math.round(value)}`)
  return [
    `${score.grade}, ${Math.round(score.value)}/100 (± ${Math.round(score.margin)}) : ${score.gradeLabel}. 0 est clair, 100 très complexe.`,
    `${parts.join(' · ')}${'mise-en-page' in score.parts ? '' : ' · mise en page non évaluée'}`,
    ...score.said.map((said, rank) => `${rank + 1}. ${capitalise(said)}.`),
    ...(score.missing.length === 0 ? [] : [lockSaid(score.missing.length)]),
    `${capitalise(remarks(findings))} dans ce document.`,
  ]
}

/** Why a letter that reads well may still be graded C. */
function lockSaid(missing: number): string {
  return missing === 1
    ? 'Une mention obligatoire manque : la note ne peut pas être meilleure que C.'
    : `${missing} mentions obligatoires manquent : la note ne peut pas être meilleure que C.`
}

/** « aucune remarque », « 3 remarques ». */
export function remarks(count: number): string {
  return count === 0 ? 'aucune remarque' : `${count} remarque${count > 1 ? 's' : ''}`
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
