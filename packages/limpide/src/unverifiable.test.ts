import { expect, test } from 'vitest'
import { createLimpide } from './index.ts'
import { unsaidIn } from './unverifiable.ts'

test('what a text does not say of its looks names the rules that could not be verified, and only them', () => {
  const limpide = createLimpide()
  const analysed = limpide.check('Madame,\n\nVotre dossier est **complet**.\n')
  const unsaid = unsaidIn(analysed, limpide)
  expect(unsaid.find(({ fact }) => fact === 'font-size')).toMatchObject({
    said: 'la taille des lettres',
    rules: expect.arrayContaining(['Police trop petite']),
  })
  const names = new Set(unsaid.flatMap(({ rules }) => rules))
  expect(names.size).toBe(analysed.result.unverifiable.length)
  // Markdown declares its bold letters.
  expect(unsaid.map(({ fact }) => fact)).not.toContain('emphasis')
})
