import { type Finding, type Grade, whatIf } from '@limpide/checker'
import { RULES, RULES_VERSION } from '@limpide/rules'
import type { Analysed } from './limpide.ts'

/** What correcting every remark of one rule would change. */
export interface Gain {
  readonly rule: string
  readonly name: string
  readonly count: number
  /** Points taken off the score. */
  readonly points: number
  readonly value: number
  readonly grade: Grade
}

/** « Si vous corrigez… »: by rule, the most useful first. Empty when the document has no score. */
export function gains({ result, score }: Analysed): readonly Gain[] {
  if (score === null) return []
  const counts = new Map<string, number>()
  for (const { rule } of result.occurrences) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const found: Gain[] = []
  for (const [rule, count] of counts) {
    const after = whatIf(result, RULES, { rulesVersion: RULES_VERSION }, (finding) => finding.rule === rule)
    const points = score.value - after.value
    // A missing mention weighs nothing in the sum, but locks the letter.
    if (points < MINIMUM && after.grade === score.grade) continue
    const name = RULES.find(({ id }) => id === rule)?.name ?? rule
    found.push({ rule, name, count, points, value: after.value, grade: after.grade })
  }
  return found.sort((a, b) => (a.grade < b.grade ? -1 : a.grade > b.grade ? 1 : b.points - a.points))
}

/** What one remark costs: the points that the score would lose if it alone were corrected; 0 without a score. */
export function costOf({ result, score }: Analysed, finding: Finding): number {
  if (score === null) return 0
  const isIt = ({ rule, start, end }: Finding): boolean =>
    rule === finding.rule && start === finding.start && end === finding.end
  return Math.max(0, score.value - whatIf(result, RULES, { rulesVersion: RULES_VERSION }, isIt).value)
}

/** Less than half a point is not worth a line. */
const MINIMUM = 0.5
