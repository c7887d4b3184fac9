import type { ScoreAnswer } from '@limpide/server'
import { partLabel, remarks } from './score.ts'

/** One line of the view; a line with lines under it is open. */
export interface Line {
  readonly label: string
  readonly detail?: string
  readonly icon?: string
  /** Where to go from this line: the first remark of a rule. */
  readonly rule?: string
  /** What the line says in full, to the pointer and to a screen reader. */
  readonly said: string
  readonly lines?: readonly Line[]
  /** Its lines are shown when someone opens it. */
  readonly isClosed?: boolean
}

/** Lines of each part: beyond, a writer has enough to do. */
const MOST = 6
/** Points under which a line explains nothing. */
const LEAST = 1

/** Why this grade, and what to do first. What matters stands at the head of each line: a side bar is narrow. */
export function scoreLines(answer: ScoreAnswer): readonly Line[] {
  const { score, problem, findings, mentions, gains, contributions } = answer
  const kind = typeLine(answer.type)
  const unsaid = unsaidLines(answer.unverifiable)
  if (!score) {
    const why = problem ?? 'Ce document n’a pas de note.'
    return [{ label: why, icon: 'info', said: `${why} ${capital(remarks(findings))}.` }, kind, ...unsaid]
  }
  const value = Math.round(score.value)
  const points = Math.round(score.margin)
  return [
    {
      label: `${score.grade}, ${value}/100\u00a0: ${score.gradeLabel}`,
      detail: `± ${points}`,
      icon: 'book',
      said: `Note ${score.grade}, ${score.gradeLabel}\u00a0: ${value} sur 100, à ${points} point${points > 1 ? 's' : ''} près. 0 est clair, 100 très complexe. ${capital(remarks(findings))}.`,
    },
    kind,
    ...group(
      'Mentions à ajouter',
      'warning',
      'sinon, C au mieux',
      'Sans ces mentions, la note ne peut pas être meilleure que C.',
      mentions.map(({ rule, name }) => ({ label: name, rule, said: `${name}. Appuyez pour aller au passage.` })),
    ),
    ...group(
      'À faire d’abord',
      'lightbulb',
      'si vous corrigez…',
      'Ce que vous gagnez à corriger, le plus utile d’abord.',
      gains.slice(0, MOST).map(({ rule, name, count, value: after, grade }) => ({
        label: `${grade}, ${Math.round(after)}/100`,
        detail: `${name}${count > 1 ? ` (${count})` : ''}`,
        said: `${name}${count > 1 ? `, ${count} remarques` : ''}\u00a0: si vous corrigez, la note devient ${grade}, ${Math.round(after)} sur 100. Appuyez pour aller à la première.`,
        rule,
      })),
    ),
    ...group(
      'Pourquoi cette note',
      'list-ordered',
      undefined,
      'La note est une somme\u00a0: chaque ligne dit ses points.',
      contributions
        .filter(({ points: own }) => own >= LEAST)
        .slice(0, MOST)
        .map((contribution) => {
          const plus = contribution.points.toFixed(1).replace('.', ',')
          return {
            label: `+ ${plus}`,
            detail: contribution.said,
            said: `${plus} points\u00a0: ${contribution.said}.`,
          }
        }),
    ),
    ...group(
      'Par principe',
      'checklist',
      undefined,
      'De 0, clair, à 100, très complexe.',
      Object.entries(score.parts).map(([part, points]) => ({
        label: partLabel(part),
        detail: `${Math.round(points)}/100`,
        said: `${partLabel(part)}\u00a0: ${Math.round(points)} sur 100.`,
      })),
    ),
    ...unsaid,
  ]
}

/** « Courriel (reconnu à 80 %) »: the name first, and how sure it is. */
function typeLine(type: string): Line {
  const [, name = type, sure] = /^(.*?)(?: \((reconnu[^)]*)\))?$/u.exec(type) ?? []
  return {
    label: name,
    ...(sure === undefined ? {} : { detail: sure }),
    icon: 'file-text',
    said: `Type de document\u00a0: ${type}. Pour le dire vous-même, écrivez «\u00a0type\u00a0: …\u00a0» en tête du fichier.`,
  }
}

/** What could not be verified, and why: one line, closed, at the foot. */
function unsaidLines(unverifiable: ScoreAnswer['unverifiable']): readonly Line[] {
  const count = new Set(unverifiable.flatMap(({ rules }) => rules)).size
  const lines = unverifiable.map(({ said, rules }) => {
    const names = rules.map((name) => `«\u00a0${name}\u00a0»`).join(', ')
    return {
      label: capital(said),
      detail: rules.join(' · '),
      said: `Ce fichier ne dit pas ${said}. Pas de réponse pour ${names}.`,
    }
  })
  return group(
    'Non vérifiable',
    'question',
    `${count} règle${count > 1 ? 's' : ''}`,
    `Ce fichier ne dit pas tout de son aspect\u00a0: ${count} règle${count > 1 ? 's n’ont' : ' n’a'} pas pu être vérifiée${count > 1 ? 's' : ''}.`,
    lines,
  ).map((line) => ({ ...line, isClosed: true }))
}

function group(
  label: string,
  icon: string,
  detail: string | undefined,
  said: string,
  lines: readonly Line[],
): readonly Line[] {
  if (lines.length === 0) return []
  return [{ label, icon, ...(detail === undefined ? {} : { detail }), said: `${label}. ${said}`, lines }]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
