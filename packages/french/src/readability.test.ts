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

test('the first article of the Declaration of 1789, counted by hand', () => {
  // 10 words and 12 syllables, then 12 words (« l' » is one) and 19 syllables; 8 words of more than six letters:
  // naissent, demeurent, distinctions, sociales, peuvent, fondées, utilité, commune.
  const made = readability(
    french.analyse(
      'Les hommes naissent et demeurent libres et égaux en droits. Les distinctions sociales ne peuvent être fondées que sur l’utilité commune.',
    ),
  )
  expect(made).toMatchObject({ sentences: 2, words: 22, syllables: 31, longWords: 8 })
  // LIX = 22/2 + 100 × 8/22; Kandel-Moles = 207 - 1.015 × 22/2 - 73.6 × 31/22.
  expect(made?.lix).toBeCloseTo(47.36, 2)
  expect(made?.kandelMoles).toBeCloseTo(92.13, 2)
})

test('the formulae give the values printed with them', () => {
  // Björnsson's LIX adds words a sentence and percentage of long words; Kandel and Moles: 207 at no length at all.
  const made = readability(french.analyse('Il est là. Il va. Il y a un pas.'))
  expect(made).toMatchObject({ sentences: 3, words: 10, syllables: 10, longWords: 0 })
  expect(made?.lix).toBeCloseTo(10 / 3, 6)
  expect(made?.kandelMoles).toBeCloseTo(207 - 1.015 * (10 / 3) - 73.6, 6)
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
