import { describe, expect, test } from 'vitest'
import { offTopic } from './off-topic.ts'
import type { Report } from './report.ts'
import { weighReports } from './weigh.ts'

let line = 1
const report = (said: Partial<Report>): Report => {
  line += 1
  return {
    id: `ligne-${line}`,
    line,
    role: 'usager',
    difficulties: ['mots'],
    date: '2026-11-22',
    comment: `Remarque ${line} sur le mot « ${'abcdefgh'.slice(line % 8)} ».`,
    suggestion: '',
    rejected: false,
    masked: [],
    ...said,
  }
}
const NOW = { now: '2026-11-22' }
const weights = (reports: readonly Report[], options = NOW) =>
  weighReports(reports, options).map(({ weight }) => weight)

/** Different wordings. */
const WORDS = (i: number): string => String.fromCharCode(97 + i).repeat(9)

test('a report of today by a user who says what is hard weighs one', () => {
  expect(weights([report({})])).toEqual([1])
})

test('a report loses half its weight in 180 days', () => {
  expect(weights([report({ date: '2026-05-26' })])[0]).toBeCloseTo(0.5, 10)
  expect(weights([report({ date: '2025-11-27' })])[0]).toBeCloseTo(0.25, 10)
})

test('a report without a date counts as one half-life old, one dated in the future as of today', () => {
  const { date: _, ...undated } = report({})
  expect(weights([undated])[0]).toBe(0.5)
  expect(weights([report({ date: '2027-01-01' })])[0]).toBe(1)
})

test('a click without a word or a choice weighs half', () => {
  expect(weights([report({ difficulties: [], comment: '' })])).toEqual([0.5])
})

test('clicks without a word are not copies of one another', () => {
  expect(weights([report({ difficulties: [], comment: '' }), report({ difficulties: [], comment: '' })])).toEqual([
    0.5, 0.5,
  ])
})

describe('an agent', () => {
  test('weighs half', () => {
    expect(weights([report({ role: 'agent' })])).toEqual([0.5])
  })
  test('who says for how many users weighs up to two', () => {
    expect(weights([report({ role: 'agent', volume: 10 })])).toEqual([1])
    expect(weights([report({ role: 'agent', volume: 20 })])).toEqual([2])
    expect(weights([report({ role: 'agent', volume: 500 })])).toEqual([2])
    expect(
      weights([report({ role: 'agent', comment: '20 usagers par semaine demandent ce que veut dire « quérable ».' })]),
    ).toEqual([2])
  })
  test('who gives a number and no reason weighs half of a click', () => {
    expect(weights([report({ role: 'agent', volume: 20, difficulties: [], comment: '' })])).toEqual([0.25])
  })
})

test('the same words within 30 days are one report, with the report they copy', () => {
  const first = report({ comment: 'Que veut dire « titre exécutoire » ?', date: '2026-11-01' })
  const copy = report({ comment: 'que veut dire "titre exécutoire"', date: '2026-11-20' })
  expect(weighReports([copy, first], NOW).map(({ zero }) => zero)).toEqual([
    { kind: 'doublon', of: first.id },
    undefined,
  ])
})

test('nearly the same words are one report; the same idea in other words is two', () => {
  const one = 'Vous n’avez pas jugé utile de régulariser : j’avais payé la veille. C’est humiliant.'
  expect(
    weighReports([report({ comment: one }), report({ comment: one.replace('veille. C’est', 'veille, c’est') })], NOW)[1]
      ?.zero?.kind,
  ).toBe('doublon')
  expect(
    weighReports(
      [
        report({ comment: one }),
        report({ comment: 'J’avais payé la veille et on me dit que je n’ai pas jugé utile de régulariser.' }),
      ],
      NOW,
    )[1]?.zero,
  ).toBeUndefined()
})

test('the same words after 30 days are another report', () => {
  const words = { comment: 'Que veut dire « titre exécutoire » ?' }
  expect(weights([report({ ...words, date: '2026-09-01' }), report({ ...words, date: '2026-11-22' })])[1]).toBe(1)
})

describe('more than ten reports of one day', () => {
  const day = (count: number, said: (i: number) => Partial<Report>) =>
    Array.from({ length: count }, (_, i) => report(said(i)))
  const total = (reports: readonly Report[]) => weights(reports).reduce((sum, weight) => sum + weight, 0)

  test('count as 1 + log2(n) together when nobody wrote a word', () => {
    const clicks = (count: number) => day(count, () => ({ comment: '' }))
    expect(total(clicks(10))).toBe(10)
    expect(total(clicks(16))).toBeCloseTo(5, 10)
    expect(total(clicks(64))).toBeCloseTo(7, 10)
  })
  test('count as 1 + log2(n) together when they come from one network, whatever their words', () => {
    const sent = (count: number, dayToken: string) => day(count, (i) => ({ comment: WORDS(i), dayToken }))
    expect(total(sent(10, 'a'))).toBe(10)
    expect(total(sent(16, 'a'))).toBeCloseTo(5, 10)
    expect(total([...sent(16, 'a'), ...sent(4, 'b')].map((one, i) => ({ ...one, comment: WORDS(i) })))).toBeCloseTo(
      9,
      10,
    )
  })
  test('count each when they come from everywhere, each in its own words: a mailing was hard for many', () => {
    expect(total(day(16, (i) => ({ comment: WORDS(i), dayToken: `${i}` })))).toBe(16)
    expect(total(day(16, (i) => ({ comment: WORDS(i) })))).toBe(16)
  })
  test('a copy among them is a copy when its wording is no burst', () => {
    const reports = day(16, (i) => ({ comment: WORDS(Math.max(1, i)), dayToken: `${i}` }))
    expect(total(reports)).toBe(15)
  })
})

test('forty times one wording on one day is a burst, and its echo the next day is a copy', () => {
  const words = { comment: 'Ce mail est incompréhensible, merci de le réécrire.' }
  const burst = Array.from({ length: 32 }, () => report({ ...words, date: '2026-11-22' }))
  const weighed = weighReports([...burst, report({ ...words, date: '2026-11-23' })], { now: '2026-11-23' })
  expect(weighed.slice(0, 32).every(({ zero }) => zero === undefined)).toBe(true)
  expect(weighed.slice(0, 32).reduce((sum, { weight, decay }) => sum + weight / decay, 0)).toBeCloseTo(6, 10)
  expect(weighed[32]?.zero?.kind).toBe('doublon')
})

test('reports before the version in force do not count for it', () => {
  const [old, recent] = weighReports([report({ date: '2026-09-30' }), report({ date: '2026-10-01' })], {
    ...NOW,
    publishedOn: '2026-10-01',
  })
  expect(old).toMatchObject({ weight: 0, zero: { kind: 'version-precedente' } })
  expect(recent?.weight).toBeGreaterThan(0)
})

test('a person who reports one text twice is one reader, and one reader again once the text was rewritten', () => {
  const first = report({ comment: 'Le premier paragraphe est obscur.', date: '2026-11-20' })
  const echo = report({ comment: 'Et le dernier aussi.', date: '2026-11-21', repeats: first.id })
  expect(weighReports([first, echo], NOW)[1]?.zero).toEqual({ kind: 'doublon', of: first.id })
  expect(weighReports([first, echo], { ...NOW, publishedOn: '2026-11-21' })[1]?.zero).toBeUndefined()
  expect(weighReports([{ ...first, rejected: true }, echo], NOW)[1]?.zero).toBeUndefined()
})

test('a weight is the product of its terms', () => {
  for (const { weight, s, c, decay, burst, zero } of weighReports(
    [report({}), report({ role: 'agent', date: '2026-01-01' }), report({ rejected: true })],
    NOW,
  )) {
    expect(weight).toBe(zero ? 0 : s * c * decay * burst)
  }
})

describe('off-topic', () => {
  const plain = (comment: string) => report({ difficulties: ['autre'], comment })
  test.each([
    [
      'Vous m’avez refusé l’aide alors que mon voisin l’a, c’est injuste, je veux que ma demande soit revue.',
      'contestation',
    ],
    ['J’ai attendu quarante minutes debout au guichet, il n’y avait qu’un agent ouvert sur trois.', 'service'],
    ['Mail nickel, j’ai tout compris en 10 secondes.', 'satisfait'],
    ['Gagnez 500 € par jour au casino en ligne !', 'publicite'],
    ['Bande de connards.', 'injure'],
  ])('%s', (comment, why) => {
    expect(offTopic(plain(comment))).toBe(why)
    expect(weights([plain(comment)])).toEqual([0])
  })
  test.each([
    'C’est injuste de recevoir une lettre qu’on ne comprend pas.',
    'Page très claire, mais il manque l’adresse pour les personnes qui viennent en bus.',
    'Personne ne répond au numéro écrit sur la lettre.',
    'Bande de connards, votre lettre est illisible.',
    'On se sent coupable.',
  ])('stays: %s', (comment) => {
    expect(offTopic(plain(comment))).toBeUndefined()
  })
  test('a chosen difficulty is never put aside by its words', () => {
    expect(offTopic(report({ difficulties: ['que-faire'], comment: 'C’est injuste, je conteste.' }))).toBeUndefined()
  })
})
