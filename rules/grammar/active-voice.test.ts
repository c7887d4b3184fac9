import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { activeWording } from './active-voice.ts'
import { passives } from './passive.ts'

const french = loadFrench()

function active(text: string): string | undefined {
  const [sentence] = french.analyse(text)
  const tokens = sentence!.tokens
  const [passive] = passives(tokens, french)
  if (!passive) return undefined
  return activeWording(tokens, passive, french, (from, to) => text.slice(tokens[from]!.start, tokens[to - 1]!.end))
    ?.text
}

test('the agent becomes the subject, in the same tense', () => {
  expect(active('Votre dossier sera examiné par la commission.')).toBe('La commission examinera votre dossier')
  expect(active('Le contrôle est effectué par un agent.')).toBe('Un agent effectue le contrôle')
  expect(active('Les pièces ont été vérifiées par les agents de la mairie.')).toBe(
    'Les agents de la mairie ont vérifié les pièces',
  )
})

test('a negation, a modal or a missing agent leave a doubt: nothing is offered', () => {
  expect(active("Votre demande n'a pas été acceptée par le service.")).toBeUndefined()
  expect(active('Le formulaire doit être signé par le demandeur.')).toBeUndefined()
  expect(active('Votre demande a été acceptée.')).toBeUndefined()
  expect(active('La lettre a été envoyée par courrier.')).toBeUndefined()
})
