import { expect, test } from 'vitest'
import { check, costOf, gains, sections } from './index.ts'

const LETTER = `# Votre aide

Afin de procéder à l’instruction de votre demande de logement social, et compte tenu des éléments qui ont été portés à la connaissance du service, il vous est demandé de bien vouloir transmettre, dans les meilleurs délais, l’ensemble des justificatifs relatifs à votre situation.

## Ce qu’il manque

Votre dossier est incomplet. Il manque votre avis d’imposition et votre dernière quittance de loyer. Envoyez ces deux pièces avant le 15 mars 2026 au service du logement.

## Comment nous joindre

Appelez le 01 02 03 04 05. Vous pouvez aussi venir le lundi matin.
`

test('each gain is what the score loses, the best grade first', () => {
  const analysed = check(LETTER, { noMinimum: true })
  const found = gains(analysed)
  expect(found.length).toBeGreaterThan(1)
  for (const { points, value } of found) expect(analysed.score!.value - points).toBeCloseTo(value, 9)
  const order = found.map(({ grade, points }) => `${grade}${String(1000 - points).padStart(8, '0')}`)
  expect(order).toEqual([...order].sort())
})

test('asked for a few, the heaviest rules are tried, and give what they give among all', () => {
  const analysed = check(LETTER, { noMinimum: true })
  const all = new Map(gains(analysed).map((gain) => [gain.rule, gain]))
  const few = gains(analysed, 2)
  expect(few).toHaveLength(2)
  for (const gain of few) expect(gain).toEqual(all.get(gain.rule))
  const most = Math.max(...[...all.values()].map(({ points }) => points))
  expect(few.map(({ points }) => points)).toContain(most)
})

test('one remark costs a part of what its rule costs, and nothing without a score', () => {
  const analysed = check(LETTER.repeat(2), { noMinimum: true })
  const [first] = gains(analysed)
  const costs = analysed.result.findings.filter(({ rule }) => rule === first!.rule).map((one) => costOf(analysed, one))
  expect(costs[0]).toBeGreaterThan(0)
  for (const cost of costs) expect(cost).toBeLessThanOrEqual(first!.points)
  const short = check('Nonobstant cela.')
  expect(short.score).toBeNull()
  expect(costOf(short, short.result.findings[0]!)).toBe(0)
})

test('a section has the score of its own sentences', () => {
  const found = sections(check(LETTER))
  expect(found.map(({ title, level }) => [title, level])).toEqual([
    ['Votre aide', 1],
    ['Ce qu’il manque', 2],
    ['Comment nous joindre', 2],
  ])
  expect(LETTER.slice(found[1]!.start, found[1]!.end)).toContain('service du logement')
  expect(LETTER.slice(found[1]!.start, found[1]!.end)).not.toContain('Appelez')
  expect(found[0]!.score!.value).toBeGreaterThan(found[2]!.score!.value)
})
