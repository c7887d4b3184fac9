import { createChecker } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { answersIn } from './answers.ts'

const checker = createChecker([], loadFrench())

function answers(text: string): Readonly<Record<string, string>> {
  const found = answersIn(checker.view(readText(text, 'md'), {}))
  return Object.fromEntries(
    found.map(({ question, block, start, end }) => [question, block.text.slice(start, end).trim()]),
  )
}

test('the six questions of a reader find their answer', () => {
  expect(
    answers(
      `Caisse d’allocations de Valmont\n\nObjet : il manque votre bail\n\nMadame,\n\nVous avez demandé une aide au logement le 3 mars 2026. Envoyez-nous votre bail avant le 15 mai 2026. Sinon, votre dossier sera classé.\n\nUne question ? Appelez-nous au 01 99 00 41 12.\n\nVeuillez agréer, Madame, nos salutations distinguées.`,
    ),
  ).toEqual({
    qui: 'Caisse d’allocations de Valmont',
    pourquoi: 'Objet : il manque votre bail',
    quoi: 'Envoyez-nous votre bail avant le 15 mai 2026.',
    quand: 'Envoyez-nous votre bail avant le 15 mai 2026.',
    sinon: 'Sinon, votre dossier sera classé.',
    contact: 'Appelez-nous au 01 99 00 41 12.',
  })
})

test('what the document does not say is left out', () => {
  expect(
    answers(
      'Madame,\n\nVotre demande de carte est acceptée. Nous vous remercions de votre confiance.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
    ),
  ).toEqual({ pourquoi: 'Votre demande de carte est acceptée.' })
})

test('that nothing is to be done is an answer', () => {
  expect(answers('Bonjour,\n\nVotre dossier est complet. Vous n’avez rien à faire.').quoi).toBe(
    'Vous n’avez rien à faire.',
  )
})

test('the time to contest is not the time to act, and a title may hold the date', () => {
  expect(
    answers(
      '# À payer avant le 4 mai 2026\n\nMadame,\n\nIl convient de régler votre facture. Vous pouvez contester cette facture dans un délai de deux mois.',
    ),
  ).toMatchObject({ quoi: 'Il convient de régler votre facture.', quand: 'À payer avant le 4 mai 2026' })
})

test('what the service does, and a mere condition, are not what the reader must do', () => {
  expect(
    answers(
      'Madame,\n\nVotre demande est acceptée. Nous vous remboursons dans les trois semaines. Vous pouvez nous envoyer une photo si la maison a changé.',
    ),
  ).toEqual({ pourquoi: 'Votre demande est acceptée.' })
})
