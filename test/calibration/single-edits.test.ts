import { check } from 'limpide'
import { describe, expect, test } from 'vitest'
import { type Edit, offeredEdits, writtenEdits } from './single-edits-fixture.ts'

/** Each change is tried once, whatever it is counted with. */
const tried = new Map<string, boolean>()

const lowers = ({ before, after, format }: Edit): boolean => {
  const key = JSON.stringify([before, after, format])
  const known = tried.get(key)
  if (known !== undefined) return known
  const [left, right] = [before, after].map((text) => check(text, { format, noMinimum: true }).score)
  const isLower = left != null && right != null && right.value < left.value
  tried.set(key, isLower)
  return isLower
}

describe('one change for the better lowers the score of a letter', () => {
  const edits = writtenEdits(30)
  const kinds = [...new Set(edits.map(({ kind }) => kind))]

  test('in 97 cases of 100 over all kinds, in paragraphs and in lists', () => {
    expect(edits.length).toBeGreaterThanOrEqual(200)
    expect(edits.filter(lowers).length / edits.length).toBeGreaterThanOrEqual(0.97)
  })

  test.each(kinds)('%s, in nine cases of ten at least', (kind) => {
    const own = edits.filter((edit) => edit.kind === kind)
    expect(own.filter(lowers).length / own.length).toBeGreaterThanOrEqual(0.9)
  })

  test('what the product offers, applied in the prose of a letter, in 95 cases of 100', () => {
    const offered = offeredEdits(4)
    expect(offered.length).toBeGreaterThan(150)
    expect(offered.filter(lowers).length / offered.length).toBeGreaterThanOrEqual(0.95)
  })
})
