import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { createNotes } from './notes.ts'
import { createSign, holdsSign, showsSign } from './signs.ts'

const french = loadFrench()

// Signs are few, and these stay with those of the rules as long as the process does.
const negative = createSign(({ norm }) => norm === 'ne')
const paid = createSign(({ lemma }) => lemma === 'payer')

function sentenceOf(text: string) {
  const [sentence] = french.analyse(text)
  if (!sentence) throw new Error('no sentence')
  return { tokens: sentence.tokens, notes: createNotes() }
}

test('a sentence holds the signs of its words, and no other', () => {
  const sentence = sentenceOf('Vous payez vos impôts.')
  expect(holdsSign(sentence, paid)).toBe(true)
  expect(holdsSign(sentence, negative)).toBe(false)
  expect(sentence.tokens.map((token) => showsSign(token, paid))).toEqual([false, true, false, false, false])
})

test('a sign declared after a sentence was read is found in it too', () => {
  const sentence = sentenceOf('Vous payez vos impôts.')
  expect(holdsSign(sentence, paid)).toBe(true)
  const after = createSign(({ norm }) => norm === 'impôts')
  expect(holdsSign(sentence, after)).toBe(true)
  expect(holdsSign(sentence, paid)).toBe(true)
  expect(showsSign(sentence.tokens[3]!, after)).toBe(true)
})

test('a word is asked once, however often it comes back', () => {
  let asked = 0
  const sign = createSign(({ norm }) => {
    if (norm === 'quittance') asked++
    return norm === 'quittance'
  })
  for (let i = 0; i < 3; i++) expect(holdsSign(sentenceOf('La quittance suit la quittance.'), sign)).toBe(true)
  expect(asked).toBe(1)
})
