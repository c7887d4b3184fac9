import type { MapWhatIf } from './data.ts'
import type { InputReference, InputScore } from './input.ts'

/** How many of the heaviest indicators the what-if speaks of. */
const WHAT_IF = 3

/** « Si vous corrigez… »: the score is a sum, so what comes back to the clear reference takes its contribution away, exactly. */
export function whatIf(
  score: InputScore,
  reference: Pick<InputReference, 'indicators' | 'calibration'>,
): readonly MapWhatIf[] {
  const heaviest = [...score.contributions]
    .sort((a, b) => b.contribution - a.contribution)
    .filter(({ contribution }) => contribution >= 1)
    .slice(0, WHAT_IF)
  // A clear document is left alone.
  if (score.value < (reference.calibration.grades[0]?.upTo ?? 0)) return []
  const labelOf = new Map(reference.indicators.map(({ id, label }) => [id, label]))
  const after = (said: string, gain: number): MapWhatIf => {
    const value = Math.max(0, score.value - gain)
    const grade = gradeAfter(value, score.missing.length > 0, reference.calibration)
    return { said, value: Math.round(value * 100) / 100, grade }
  }
  const single = heaviest.map(({ indicator, said, contribution }) =>
    after(labelOf.has(indicator) ? said : indicator, contribution),
  )
  if (heaviest.length < 2) return single
  const all = heaviest.reduce((sum, { contribution }) => sum + contribution, 0)
  return [...single, after('tout cela à la fois', all)]
}

function gradeAfter(value: number, locked: boolean, { grades, lock }: InputReference['calibration']): string {
  const grade = grades.find(({ upTo }) => value < upTo)?.letter ?? grades.at(-1)?.letter ?? ''
  return locked && grade < lock ? lock : grade
}
