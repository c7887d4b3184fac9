import { expect, test } from 'vitest'
import { typeSaid } from './type-said.ts'

test('a type found is said with its confidence, a declared one alone', () => {
  expect(typeSaid('courriel', 0.8)).toBe('Courriel (reconnu à 80\u00a0%)')
  expect(typeSaid('refus', 0.926)).toBe('Refus ou décision défavorable (reconnu à 93\u00a0%)')
  expect(typeSaid('courriel', 1)).toBe('Courriel')
  expect(typeSaid('courriel', undefined)).toBe('Courriel')
})
