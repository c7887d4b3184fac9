import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { inPlace, subjectOf } from './reword-verb.ts'

const french = loadFrench()

function tokensOf(text: string) {
  return french.analyse(text)[0]!.tokens
}

test('the elision of the word before follows the new word', () => {
  const tokens = tokensOf('Nous ne procédons pas au tri.')
  expect(inPlace(tokens, 2, 'examinons', french)?.text).toBe("n'examinons")
  const elided = tokensOf("Nous n'effectuons pas le tri.")
  expect(inPlace(elided, 2, 'trions', french)?.text).toBe('ne trions')
})

test('a subject is known from its article and its head', () => {
  const tokens = tokensOf('La demande de votre fils fera suite.')
  expect(subjectOf(tokens, 5, french)).toEqual({ gender: 'Fem', number: 'Sing' })
  expect(subjectOf(tokensOf('Vous ferez suite.'), 1, french)).toBeUndefined()
})
