import type { BriefRecord } from '@limpide/library'
import { type Grade, gradeOf } from 'limpide'
import { UsageError } from './exit.ts'
import { count } from './print/number.ts'
import { printable } from './print/width.ts'

/** The worst that is accepted: a grade, or a number of points. */
export type Limit =
  | { readonly kind: 'grade'; readonly grade: Grade }
  | { readonly kind: 'points'; readonly points: number }

/** Reads `--seuil`: `C` or `50`. */
export function parseLimit(value: string): Limit {
  const grade = value.trim().toUpperCase()
  if (grade === 'A' || grade === 'B' || grade === 'C' || grade === 'D' || grade === 'E') return { kind: 'grade', grade }
  const points = Number(value.replace(',', '.'))
  if (value.trim() !== '' && points >= 0 && points <= 100) return { kind: 'points', points }
  throw new UsageError(
    `Le seuil «\u00a0${value}\u00a0» n’est ni une note (A à E) ni un nombre de 0 à 100. Exemples\u00a0: --seuil C, --seuil 50.`,
  )
}

/** True when the document is more complex than the limit. A document without a score breaks nothing. */
export function breaks({ score }: Pick<BriefRecord, 'score'>, limit: Limit | undefined): boolean {
  if (score === null || limit === undefined) return false
  // The lock of a missing obligation counts: « --seuil B » refuses a clear letter without its contact.
  return limit.kind === 'points'
    ? score.value > limit.points
    : score.grade > limit.grade || gradeOf(score.value) > limit.grade
}

/** Which documents are over the limit, the first of them by name. */
export function sayBroken(paths: readonly string[], limit: string): string {
  const named = printable(paths.slice(0, 3).join(', '))
  return `Seuil «\u00a0${limit}\u00a0» dépassé par ${count(paths.length, 'document')}\u00a0: ${named}${paths.length > 3 ? '…' : '.'}`
}
