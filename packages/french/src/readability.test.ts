import { expect, test } from 'vitest'
import { frequencyBand, loadFrench, readability } from './index.ts'

const french = loadFrench()

test('LIX and Kandel-Moles follow their formulae', () => {
  // Six words in two sentences; dossier, complet and beaucoup have more than six letters.
  const made = readability(french.analyse('Votre dossier est complet. Merci beaucoup.'))
  expect(made).toMatchObject({ sentences: 2, words: 6, longWords: 3 })
  expect(made?.lix).toBeCloseTo(3 + (100 * 3) / 6, 6)
  expect(made?.kandelMoles).toBeCloseTo(207 - 1.015 * 3 - (73.6 * (made?.syllables ?? 0)) / 6, 6)
})

test('a text without words has no readability', () => {
  expect(readability(french.analyse('… !'))).toBeUndefined()
})

test('everyday words are common, learned words are rare', () => {
  for (const lemma of ['être', 'avoir', 'maison', 'demander', 'jour']) expect(frequencyBand(lemma), lemma).toBe(5)
  for (const lemma of ['susvisé', 'forclusion', 'subrogation', 'zorglub', 'subrogatoire'])
    expect(frequencyBand(lemma), lemma).toBeLessThan(2)
})

test('administrative words that everyone meets are not called rare', () => {
  for (const lemma of ['attestation', 'récépissé', 'allocataire', 'formulaire', 'mairie', 'versement'])
    expect(frequencyBand(lemma), lemma).toBeGreaterThanOrEqual(3)
})
