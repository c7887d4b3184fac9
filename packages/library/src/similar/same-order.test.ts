import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedInOrder } from './same-order.ts'

const stems = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** As it is taught, cell by cell. */
function taught(one: Uint8Array, other: Uint8Array): number {
  let before = new Array<number>(other.length + 1).fill(0)
  for (const stem of one) {
    const row = [0]
    for (const [j, beside] of other.entries())
      row.push(stem === beside ? before[j]! + 1 : Math.max(row[j]!, before[j + 1]!))
    before = row
  }
  return before.at(-1)!
}

test('what two texts say in the same order counts, whatever stands between; what one says elsewhere does not', () => {
  expect(sharedInOrder(stems('abcdef'), stems('abcdef'))).toBe(6)
  expect(sharedInOrder(stems('abcdef'), stems('abxcyd'))).toBe(4)
  expect(sharedInOrder(stems('abcdef'), stems('defabc'))).toBe(3)
  expect(sharedInOrder(stems('abc'), stems(''))).toBe(0)
})

test('any two texts, of many words too, are compared as cell by cell', () => {
  const text = fc.uint8Array({ max: 7, maxLength: 150 })
  fc.assert(
    fc.property(text, text, (one, other) => {
      if (one.length === 0 || other.length === 0) return
      expect(sharedInOrder(one, other)).toBe(taught(one, other))
      expect(sharedInOrder(other, one)).toBe(sharedInOrder(one, other))
    }),
  )
})
