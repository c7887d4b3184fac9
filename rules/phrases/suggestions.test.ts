import { describe, expect, test } from 'vitest'
import { corrected } from '../grammar/corrected-fixture.ts'
import tournure from './tournure-impersonnelle.ts'
import verbeSupport from './verbe-support.ts'

describe('an impersonal turn becomes a verb with its subject, which keeps its pronoun', () => {
  test.each([
    ['Pour cela, il convient de se reporter à la notice.', 'Pour cela, vous devez vous reporter à la notice.'],
    ["Il convient de s'adresser au maire.", 'Vous devez vous adresser au maire.'],
    ["Il est possible de s'inscrire en ligne.", 'Vous pouvez vous inscrire en ligne.'],
    ["Il est recommandé de se présenter à l'accueil.", "Nous vous recommandons de vous présenter à l'accueil."],
    ['Il faut se présenter au guichet.', 'Vous devez vous présenter au guichet.'],
    ['Il convient de joindre un RIB.', 'Vous devez joindre un RIB.'],
  ])('%s', (text, expected) => {
    expect(corrected(tournure, text)).toBe(expected)
  })
})

describe('a support verb becomes the verb of its noun, where its subject is sure', () => {
  test.each([
    ["Votre dossier fera l'objet d'un réexamen en mai.", 'Votre dossier sera réexaminé en mai.'],
    ["Nommez l'emploi faisant l'objet du remplacement.", "Nommez l'emploi faisant l'objet du remplacement."],
  ])('%s', (text, expected) => {
    expect(corrected(verbeSupport, text)).toBe(expected)
  })
})
