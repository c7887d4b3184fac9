import { check, gradeOf } from 'limpide'
import { describe, expect, test } from 'vitest'
import { coverage } from './measure.ts'
import { type Pair, writtenPairs } from './read-pairs.ts'

const shareOf = (grades: readonly string[], letters: string): number =>
  grades.filter((letter) => letters.includes(letter)).length / grades.length

describe('eight plain documents in ten are A or B, eight of those to rewrite in ten are C to E', () => {
  const { covered, count, graded } = coverage(20)
  const gradesOf = (plain: boolean) => graded.filter(({ isPlain }) => isPlain === plain).map(({ grade }) => grade)
  // Whole letters, passages and extracts that neither the weights nor the grades were fitted on.
  const kept = writtenPairs().filter(({ source, kept }) => kept && ['lettre', 'passage', 'équilibrée'].includes(source))
  const gradesOfKept = (side: 'clear' | 'complex') =>
    kept.map((pair: Pair) => gradeOf(check(pair[side], { format: pair.format, noMinimum: true }).score?.value ?? 0))

  test('in the corpus', () => {
    expect(shareOf(gradesOf(true), 'AB')).toBeGreaterThanOrEqual(0.8)
    expect(shareOf(gradesOf(false), 'CDE')).toBeGreaterThanOrEqual(0.8)
  })

  test('among the texts kept aside', () => {
    expect(kept.length).toBeGreaterThanOrEqual(40)
    expect(shareOf(gradesOfKept('clear'), 'AB')).toBeGreaterThanOrEqual(0.8)
    expect(shareOf(gradesOfKept('complex'), 'CDE')).toBeGreaterThanOrEqual(0.8)
  })

  test('and the margin covers 95 times in 100 what drawing the sentences again changes', () => {
    expect(count).toBeGreaterThan(1000)
    expect(covered / count).toBeGreaterThanOrEqual(0.95)
  })
})
