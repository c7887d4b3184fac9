import type { ScoreMessage } from '@limpide/server'

export type Score = ScoreMessage

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
export function statusText({ score, findings }: Score): string {
  if (!score) return `$(book) Limpide : ${remarks(findings)}`
  return `$(book) ${score.grade} ${Math.round(score.value)}/100 : ${score.gradeLabel}`
}

/** The explanation, one idea a line. */
export function explainScore({ score, problem, findings }: Score): string[] {
  if (!score) return [problem ?? 'Ce document n’a pas de score.', `${remarks(findings)} dans ce document.`]
  const parts = Object.entries(score.parts).map(([part, value]) => `${partLabel(part)} ${Math.round(value)}`)
  return [
    `${score.grade}, ${Math.round(score.value)}/100 (± ${Math.round(score.margin)}) : ${score.gradeLabel}. 0 est clair, 100 très complexe.`,
    `${parts.join(' · ')}${'mise-en-page' in score.parts ? '' : ' · mise en page non évaluée'}`,
    ...score.said.map((said, rank) => `${rank + 1}. ${capitalise(said)}.`),
    ...(score.missing.length > 0
      ? [
          `${score.missing.length} mention${score.missing.length > 1 ? 's' : ''} obligatoire${score.missing.length > 1 ? 's' : ''} à ajouter : ${score.missing.join(', ')}.`,
        ]
      : []),
    `${remarks(findings)} dans ce document.`,
  ]
}

function remarks(count: number): string {
  return count === 0 ? 'aucune remarque' : `${count} remarque${count > 1 ? 's' : ''}`
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
