import { expect, test } from 'vitest'
import { seenTwice } from './seen-twice.ts'

test('what was met twice is always told, and little of what was met once is taken for it', () => {
  const count = 20_000
  const seen = seenTwice(count)
  const hash = (i: number): number => Math.imul(i + 1, 0x85ebca6b)
  for (let i = 0; i < count; i++) seen.meet(hash(i))
  for (let i = 0; i < count; i += 10) seen.meet(hash(i))
  let wrong = 0
  for (let i = 0; i < count; i++) {
    if (i % 10 === 0) expect(seen.isRepeated(hash(i))).toBe(true)
    else if (seen.isRepeated(hash(i))) wrong += 1
  }
  expect(wrong).toBeLessThan(count / 4)
})
