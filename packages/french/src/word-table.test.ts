import { expect, test } from 'vitest'
import { createWordTable } from './word-table.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('each word has the number of its group, and a word that stands twice the last', () => {
  const table = createWordTable([
    { words: bytes('abandon cœur été'), value: 1 },
    { words: bytes('dossier été'), value: 500 },
  ])
  expect(['abandon', 'cœur', 'dossier', 'été'].map((word) => table.get(word))).toEqual([1, 1, 500, 500])
})

test('what is not a whole word of the table is not found', () => {
  const table = createWordTable([{ words: bytes('abandon dossier'), value: 1 }])
  for (const word of ['', ' ', 'aband', 'abandons', 'bandon', 'abandon dossier', 'dossier ', 'a'.repeat(1_000)])
    expect(table.get(word), word).toBeUndefined()
})

test('a table without words holds nothing', () => {
  expect(createWordTable([]).get('')).toBeUndefined()
  expect(createWordTable([{ words: bytes(''), value: 1 }]).get('')).toBeUndefined()
})

test('thirty thousand words keep their numbers', () => {
  const words = Array.from({ length: 30_000 }, (_, i) => `mot${i * 7}é`)
  const groups = [0, 1, 2].map((value) => ({ value, words: bytes(words.filter((_, i) => i % 3 === value).join(' ')) }))
  const table = createWordTable(groups)
  for (const [i, word] of words.entries()) if (table.get(word) !== i % 3) throw new Error(word)
})
