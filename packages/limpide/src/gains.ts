import { type Finding, type Grade, type Score, valueIf } from '@limpide/checker'
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

/**
 * « Si vous corrigez… »: by rule, the most useful first. Empty when the document has no score. With `most`, only so many rules
 * are tried, those whose indicator weighs most: a scan of thousands of letters does not try them all.
 */
export function gains({ result, score }: Analysed, most?: number): readonly Gain[] {
  if (score === null) return []
  const counts = new Map<string, number>()
  for (const { rule } of result.occurrences) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const found: Gain[] = []
  for (const [rule, count] of most === undefined ? counts : heaviest(counts, score, most)) {
    const after = valueIf(result, RULES, { rulesVersion: RULES_VERSION }, (finding) => finding.rule === rule)
    const points = score.value - after.value
    // A missing mention weighs nothing in the sum, but locks the letter.
    if (points < MINIMUM && after.grade === score.grade) continue
    const name = RULES.find(({ id }) => id === rule)?.name ?? rule
    found.push({ rule, name, count, points, value: after.value, grade: after.grade })
  }
  return found.sort((a, b) => (a.grade < b.grade ? -1 : a.grade > b.grade ? 1 : b.points - a.points))
}

/** The rules that may gain most: a rule takes from its indicator the part that its remarks have in it. */
function heaviest(
  counts: ReadonlyMap<string, number>,
  score: Score,
  most: number,
): readonly (readonly [string, number])[] {
  const weights = new Map(score.contributions.map(({ indicator, contribution }) => [indicator, contribution]))
  const totals = new Map<string, number>()
  for (const [rule, count] of counts) {
    const indicator = INDICATOR_OF.get(rule)
    if (indicator !== undefined) totals.set(indicator, (totals.get(indicator) ?? 0) + count)
  }
  const estimate = ([rule, count]: readonly [string, number]): number => {
    const whole = WHOLE_OF.get(rule)
    if (whole !== undefined) return whole.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0)
    const indicator = INDICATOR_OF.get(rule) ?? ''
    return ((weights.get(indicator) ?? 0) * count) / (totals.get(indicator) ?? 1)
  }
  return [...counts]
    .map((one) => [one, estimate(one)] as const)
    .filter(([, points]) => points > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([one]) => one)
}

/** Rules whose remarks are read in the sentences and in the order of the text: corrected, they take whole indicators back. */
const WHOLE_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['phrase-longue', ['longueur-moyenne', 'phrases-longues', 'mots-tardifs']],
  ['message-principal-tardif', ['place-du-message']],
])

const INDICATOR_OF: ReadonlyMap<string, string> = new Map(
  RULES.flatMap(({ id, indicator }) => (indicator === undefined ? [] : [[id, indicator] as const])),
)

/** What one remark costs: the points that the score would lose if it alone were corrected; 0 without a score. */
export function costOf({ result, score }: Analysed, finding: Finding): number {
  if (score === null) return 0
  const isIt = ({ rule, start, end }: Finding): boolean =>
    rule === finding.rule && start === finding.start && end === finding.end
  return Math.max(0, score.value - valueIf(result, RULES, { rulesVersion: RULES_VERSION }, isIt).value)
}

/** Less than half a point is not worth a line. */
const MINIMUM = 0.5
