import { expect, test } from 'vitest'
import { createWordStore } from './word-store.ts'

test('a word is the same object wherever it stands, whatever the text', () => {
  const { wordAt } = createWordStore()
  const first = wordAt('le dossier, un dossier', 3, 10, 'word')
  expect(first).toMatchObject({ text: 'dossier', norm: 'dossier', kind: 'word' })
  expect(wordAt('le dossier, un dossier', 15, 22, 'word')).toBe(first)
  expect(wordAt('Dossier', 0, 7, 'word')).not.toBe(first)
  expect(wordAt('Dossier', 0, 7, 'word').norm).toBe('dossier')
})

test('signs that are read in two ways are two words', () => {
  const { wordAt } = createWordStore()
  expect(wordAt('3939', 0, 4, 'phone')).not.toBe(wordAt('3939', 0, 4, 'number'))
  expect(wordAt('3939', 0, 4, 'phone').kind).toBe('phone')
})

test('each word is found as it is written, however many there are', () => {
  const { wordAt } = createWordStore()
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 50_000; i++) {
      const text = `mot${i}`
      if (wordAt(text, 0, text.length, 'word').text !== text) throw new Error(text)
    }
  }
  const long = 'a'.repeat(200)
  expect(wordAt(long, 0, long.length, 'url').text).toBe(long)
})
