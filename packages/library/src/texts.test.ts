import { expect, test } from 'vitest'
import { openTexts } from './texts.ts'

test('texts come back as they were put away, in any order', () => {
  const texts = openTexts()
  const all = ['été', '', 'a'.repeat(100_000), '« 𝒜 »']
  for (const text of all) texts.put(text)
  for (const rank of [2, 0, 3, 1, 0]) expect(texts.at(rank)).toBe(all[rank])
  expect(() => texts.at(4)).toThrow()
  texts.close()
})
