import { readText } from '@limpide/document'
import { expect, test } from 'vitest'
import { analyseDocument, check, createLimpide, declaredDocument, score } from './index.ts'

const LETTER = `Madame,

Afin de procéder à l’instruction de votre demande de logement social, et compte tenu des éléments qui ont été portés à la connaissance du service, il vous est demandé de bien vouloir transmettre, dans les meilleurs délais, l’ensemble des justificatifs relatifs à votre situation.

Votre dossier est incomplet. Il manque votre avis d’imposition et votre dernière quittance de loyer. Envoyez ces deux pièces avant le 15 mars 2026 au service du logement.

Veuillez agréer, Madame, l’expression de nos salutations distinguées.
`

test('a letter gives findings inside its text, and a score that is the sum of its contributions', () => {
  const { result, score: found } = check(LETTER)
  expect(result.findings.length).toBeGreaterThan(0)
  for (const { start, end } of result.findings) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeLessThanOrEqual(LETTER.length)
    expect(end).toBeGreaterThan(start)
  }
  const sum = found!.contributions.reduce((total, { contribution }) => total + contribution, 0)
  expect(sum).toBeCloseTo(found!.value, 9)
})

test('a text too short has findings of its own, no score, and says why', () => {
  const short = 'Nous accusons réception de votre demande. Elle est complète.'
  expect(score(short)).toBeNull()
  expect(check(short).problem?.code).toBe('trop-court')
  expect(score(short, { noMinimum: true })).not.toBeNull()
})

test('a text in another language is not scored, even when short texts are', () => {
  const english = Array.from(
    { length: 12 },
    () => 'The quick brown foxes jumped happily through windy meadows yesterday morning.',
  ).join(' ')
  expect(check(english, { noMinimum: true }).problem?.code).toBe('autre-langue')
  expect(score(english, { noMinimum: true })).toBeNull()
})

test('the same document gives the same result through every door', () => {
  const document = readText(LETTER, 'md')
  const limpide = createLimpide()
  const expected = check(LETTER)
  for (const found of [
    analyseDocument(document),
    limpide.checkDocument(document),
    limpide.check(LETTER),
    limpide.check(LETTER),
  ]) {
    expect(found.result.findings).toEqual(expected.result.findings)
    expect(found.score).toEqual(expected.score)
  }
})

test('a rule that the configuration turns off says nothing', () => {
  const limpide = createLimpide()
  const [first] = limpide.check(LETTER).result.findings
  const config = limpide.parseConfig(`regles:\n  ${first!.rule}: non\n`)
  expect(config.problems).toEqual([])
  expect(limpide.check(LETTER, { config }).result.findings.filter(({ rule }) => rule === first!.rule)).toEqual([])
  expect(
    createLimpide({ config })
      .check(LETTER)
      .result.findings.filter(({ rule }) => rule === first!.rule),
  ).toEqual([])
})

test('the type declared in limpide.yml holds for its path, and a type given with the call wins', () => {
  const limpide = createLimpide()
  const config = limpide.parseConfig('documents:\n  - chemin: logement/é.md\n    type: refus\n')
  const typeOf = (path: string, type?: 'courriel') =>
    limpide.check(LETTER, { config, path, ...(type ? { type } : {}) }).result.view.type
  expect(typeOf('logement/é.md')).toEqual({ id: 'refus', confidence: 1, from: 'declared' })
  expect(typeOf('./logement\\e\u0301.md').id).toBe('refus')
  expect(typeOf('logement/é.md', 'courriel').id).toBe('courriel')
  expect(typeOf('autre.md').from).toBe('guessed')
  expect(declaredDocument(config, 'autre.md')).toBeUndefined()
})
