import { expect, test } from 'vitest'
import { maskProse } from './mask-prose.ts'
import { proseOfText } from './prose-fixture.ts'

test('personal data are masked, merge fields are said in words, and every place still points at its words', () => {
  const prose = maskProse(
    proseOfText(
      'Votre dossier est suivi par Mme Claire Durand, au 06 12 34 56 78. Écrivez à {{ agent.prenomNom }} avant le 4 mai 2026, car le délai est court.',
    ),
  )
  expect(prose.text).toBe(
    'Votre dossier est suivi par Mme [nom], au [téléphone]. Écrivez à [agent prenom nom] avant le 4 mai 2026, car le délai est court.',
  )
  const words = prose.blocks.flatMap(({ sentences }) => sentences.flatMap((sentence) => sentence.words))
  expect(words.map(({ start, end, isFixed }) => `${prose.text.slice(start, end)}${isFixed ? '!' : ''}`)).toEqual(
    'Votre dossier est suivi par Mme! [nom]! au [téléphone]! Écrivez à [agent prenom nom]! avant le 4 mai 2026! car le délai est court'
      .replace('[agent prenom nom]!', '[agent_prenom_nom]!')
      .replace('4 mai 2026!', '4_mai_2026!')
      .split(' ')
      .map((word) => word.replaceAll('_', ' ')),
  )
})
