import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedRuns, sideBySide } from './passage-by-passage.ts'

const stems = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
/** Stems that no other passage of these tests has, so many. */
const passage = (from: number, length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => from + i)
const text = (...passages: readonly Uint8Array[]): Uint8Array => Uint8Array.from(passages.flatMap((one) => [...one]))

const [head, body, other, foot] = [passage(0, 20), passage(30, 20), passage(60, 20), passage(90, 20)] as const

test('a text is all of itself, and has nothing of an unknown one', () => {
  const one = text(head, body, foot)
  expect(sideBySide(one, one)).toEqual({ shared: 1, different: 0, answered: 1 })
  const unknown = sideBySide(one, passage(120, 60))
  expect(unknown.shared).toBe(0)
  expect(unknown.answered).toBe(0)
  expect(unknown.different).toBeGreaterThan(1)
  expect(sideBySide(stems(''), stems(''))).toEqual({ shared: 0, different: 0, answered: 1 })
})

test('a passage that stands instead of another tells more than a passage more', () => {
  const more = sideBySide(text(head, foot), text(head, body, foot))
  expect(more).toEqual({ shared: 80 / 100, different: 20 / 100, answered: 1 })
  const instead = sideBySide(text(head, other, foot), text(head, body, foot))
  expect(instead).toEqual({ shared: 80 / 120, different: (40 * 2.5) / 120, answered: 0 })
})

test('a sentence that was written again is no other passage', () => {
  // « nous prenons contact avec vous afin de vous signaler des faits »: three words of each sentence are touched.
  const again = text(
    ...Array.from({ length: 6 }, (_, i) => text(body.subarray(i * 3, i * 3 + 3), passage(130 + i * 3, 3))),
  )
  const { shared, different, answered } = sideBySide(body.subarray(0, 18), again)
  expect(shared).toBe(36 / 54)
  expect(different).toBe(0)
  expect(answered).toBeGreaterThan(0.6)
})

test('boxes of one service answer nothing of what two letters say between them, however short', () => {
  const [one, two] = [text(head, passage(120, 7), foot), text(head, passage(140, 7), foot)]
  const { shared, different, answered } = sideBySide(one, two)
  expect(shared).toBeGreaterThan(0.8)
  expect(different).toBe(0)
  expect(answered).toBe(0)
})

test('a stem alone is the same by chance, a run of them is not', () => {
  expect([...sharedRuns(stems('abcXdef'), stems('ghiXjkl'))]).toEqual([])
  expect([...sharedRuns(stems('abcXYdef'), stems('ghiXYjkl'))]).toEqual([{ start: 3, from: 3, stems: 2 }])
})

/** What the best way to lay two texts is worth, cell by cell: one for each stem in common, less one for each run. */
function taught(one: Uint8Array, two: Uint8Array): number {
  const best = Array.from({ length: one.length + 1 }, () => new Array<number>(two.length + 1).fill(0))
  const ending = best.map((row) => row.map(() => Number.NEGATIVE_INFINITY))
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= two.length; j++) {
      if (one[i - 1] === two[j - 1]) ending[i]![j] = Math.max(ending[i - 1]![j - 1]! + 1, best[i - 1]![j - 1]!)
      best[i]![j] = Math.max(best[i - 1]![j]!, best[i]![j - 1]!, ending[i]![j]!)
    }
  }
  return best[one.length]![two.length]!
}

test('any two texts are laid in order on stems that are the same, as well as can be but for a run at each end', () => {
  const some = fc.uint8Array({ max: 5, maxLength: 60 })
  fc.assert(
    fc.property(some, some, some, some, (begin, one, two, end) => {
      const [left, right] = [text(begin, one, end), text(begin, two, end)]
      const runs = [...sharedRuns(left, right)]
      let worth = 0
      let [i, j] = [left.length, right.length]
      for (const { start, from, stems: length } of runs) {
        expect(length).toBeGreaterThan(1)
        expect(start + length).toBeLessThanOrEqual(i)
        expect(from + length).toBeLessThanOrEqual(j)
        expect([...left.subarray(start, start + length)]).toEqual([...right.subarray(from, from + length)])
        worth += length - 1
        i = start
        j = from
      }
      expect(i).toBeGreaterThanOrEqual(0)
      expect(j).toBeGreaterThanOrEqual(0)
      const best = taught(left, right)
      expect(worth).toBeLessThanOrEqual(best)
      expect(worth).toBeGreaterThanOrEqual(best - 2)
    }),
  )
})

test('two texts of ten thousand words are laid in the time of a breath', () => {
  const long = (seed: number): Uint8Array => Uint8Array.from({ length: 4096 }, (_, i) => (i * i * seed + i * 31) & 0xff)
  const { shared } = sideBySide(long(7), long(11))
  expect(shared).toBeLessThan(0.5)
})
