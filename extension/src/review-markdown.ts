import type { ReviewAnswer } from '@limpide/server'
import { summarise } from './review-summary.ts'

/** A review as a page of Markdown: the grade, what to do first, every remark with its line, each rule once. */
export function reviewMarkdown(review: ReviewAnswer, name: string, day: Date): string {
  const { title, grade, facts, mentions, gains, rules } = summarise(review, name, day)
  const parts = [
    `# ${plain(title)}`,
    `**${plain(grade)}**`,
    ...facts.map(plain),
    ...list('Mentions à ajouter', mentions.map(plain)),
    ...list('À faire d’abord, si vous corrigez…', gains.map(plain)),
    ...list(
      'Remarques',
      review.remarks.map(({ line, passage, name: rule, message, wordings, block }) => {
        const where = block < 0 ? 'Tout le document' : `Ligne ${line}, «\u00a0${plain(passage)}\u00a0»`
        const better = wordings.length === 0 ? '' : ` Proposition\u00a0: ${wordings.map(plain).join(' ou ')}.`
        return `**${where}** (${plain(rule)})\u00a0: ${plain(message)}${better}`
      }),
    ),
    ...list(
      'Pourquoi ces remarques',
      rules.map(({ name: rule, why, advice }) => `**${plain(rule)}.** ${plain(why)} ${plain(advice)}`),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')]
}

/** What Markdown would read as its own. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
}
