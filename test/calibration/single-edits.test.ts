import { check, type TextFormat } from 'limpide'
import { describe, expect, test } from 'vitest'
import { type Edit, offeredEdits, writtenEdits } from './single-edits-fixture.ts'

const scoreOf = (text: string, format: TextFormat): number =>
  check(text, { format, noMinimum: true }).score?.value ?? Number.NaN

const lowers = ({ before, after, format }: Edit): boolean => scoreOf(after, format) < scoreOf(before, format)

describe('one change for the better lowers the score of a letter', () => {
  const edits = writtenEdits(200)
  const kinds = [...new Set(edits.map(({ kind }) => kind))]

  test('there are seven kinds of change, and no letter is changed twice in the same way', () => {
    expect(kinds.sort()).toEqual([
      'double négation vers positif',
      'jargon vers mot simple',
      'liste faite',
      'menace vers aide',
      'nom vers verbe',
      'passif vers actif',
      'phrase coupée',
    ])
    expect(new Set(edits.map(({ before }) => before)).size).toBe(edits.length)
  })

  test.each(kinds)('%s, in 95 cases of 100 at least, over 200, in paragraphs and in lists', (kind) => {
    const own = edits.filter((edit) => edit.kind === kind)
    expect(own).toHaveLength(200)
    expect(own.filter(lowers).length / own.length).toBeGreaterThanOrEqual(0.95)
  })

  test('what the product offers, applied in the prose of a letter, in 95 cases of 100', () => {
    const offered = offeredEdits(2)
    expect(offered.length).toBeGreaterThan(100)
    expect(offered.filter(lowers).length / offered.length).toBeGreaterThanOrEqual(0.95)
  })
})
