import { score as scoreOf } from 'limpide'
import { expect, test } from 'vitest'
import { createHolder } from './held.ts'

const TEXT =
  'Nous avons bien reçu votre demande. Elle fera l’objet d’un examen par nos services dans les meilleurs délais. Vous devez envoyer la copie de votre bail avant le 3 mars 2027. Sans réponse de votre part, la demande sera classée.'

test('a score that is held says all that it said, and copies of it too', () => {
  const { heldScore } = createHolder()
  const score = scoreOf(TEXT, { noMinimum: true })
  if (score === null) throw new Error('no score')
  expect(score.contributions.length).toBeGreaterThan(10)
  const held = heldScore(score)
  expect(held).toEqual(score)
  expect({ ...held }).toEqual(score)
  expect(JSON.parse(JSON.stringify(held))).toEqual(JSON.parse(JSON.stringify(score)))
  expect(heldScore(held)).toEqual(score)
})

test('two scores with the same words share them', () => {
  const { heldScore } = createHolder()
  const score = scoreOf(TEXT, { noMinimum: true })
  if (score === null) throw new Error('no score')
  const other = heldScore({ ...structuredClone(score), value: 12 })
  expect(other.value).toBe(12)
  expect(other.measured).toBe(heldScore(score).measured)
})
