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

describe('one person on one document', () => {
  const START = Date.parse('2026-06-01')
  const on = (day: number): string => new Date(START + day * 86_400_000).toISOString().slice(0, 10)
  /** Reports of one person, each after the one before; the days on which one counts. */
  const counted = (sent: readonly (readonly [Report['role'], number])[], published?: number): readonly number[] => {
    const made: Report[] = []
    for (const [role, day] of sent)
      made.push(report({ role, date: on(day), ...(made.length === 0 ? {} : { repeats: made.at(-1)?.id ?? '' }) }))
    const options = published === undefined ? NOW : { ...NOW, publishedOn: on(published) }
    const weighed = weighReports(made, options)
    return sent.flatMap(([, day], rank) => (weighed[rank]?.zero === undefined ? [day] : []))
  }
  const of = (role: Report['role'], ...days: readonly number[]) => days.map((day) => [role, day] as const)

  test.each([
    ['a user counts once', of('usager', 0, 0, 1), [0]],
    ['not on the 30th day, again on the 31st', of('usager', 0, 29, 30), [0, 30]],
    ['30 days after the last that counted, not after the last sent', of('usager', 0, 20, 40), [0, 40]],
    ['so do a helper and an association', [...of('aidant', 0, 12), ...of('association', 13)], [0]],
    ['an agent counts three times', of('agent', 0, 0, 1, 2, 50), [0, 0, 1]],
    ['an agent: not on the 90th day, again on the 91st', of('agent', 0, 10, 20, 89, 90, 99, 100), [0, 10, 20, 90, 100]],
    ['who was an agent is no new person as a user', [...of('agent', 0), ...of('usager', 5, 30)], [0, 30]],
    ['nor the other way round', [...of('usager', 0), ...of('agent', 1, 2, 3)], [0, 1, 2]],
  ])('%s', (_, sent, days) => {
    expect(counted(sent)).toEqual(days)
  })
  test('a new version opens a new count, whatever was sent on the one before', () => {
    expect(counted(of('usager', 0, 5, 6), 5)).toEqual([5])
    expect(counted(of('agent', 0, 1, 2, 5, 6, 7, 8), 5)).toEqual([5, 6, 7])
  })
  test('it says which report counted before', () => {
    const first = report({ date: on(0) })
    const second = report({ date: on(1), repeats: first.id })
    expect(weighReports([second, first], NOW)[0]).toMatchObject({
      weight: 0,
      zero: { kind: 'deja-compte', of: first.id },
    })
  })
  test('what was put aside uses no share, and what was erased still joins those that followed it', () => {
    const first = report({ date: on(0) })
    const [second, third] = [1, 2].map((day) => report({ date: on(day), repeats: first.id }))
    const kinds = (reports: readonly (Report | undefined)[]) =>
      weighReports(
        reports.flatMap((one) => one ?? []),
        NOW,
      ).map(({ zero }) => zero?.kind)
    expect(kinds([{ ...first, rejected: true }, second, third])).toEqual(['hors-sujet', undefined, 'deja-compte'])
    expect(kinds([second, third])).toEqual([undefined, 'deja-compte'])
  })
  test('who cannot be recognised is somebody else: same words, and crowds of one day, still count little', () => {
    const dropped = (comment: (i: number) => string, dayToken?: string) =>
      Array.from({ length: 40 }, (_, i) =>
        report({
          date: on(i < 20 ? 0 : 1),
          comment: comment(i),
          ...(dayToken ? { dayToken: dayToken + (i < 20) } : {}),
        }),
      )
    const total = (reports: readonly Report[]) =>
      weighReports(reports, NOW).reduce((sum, { weight, decay }) => sum + weight / decay, 0)
    expect(total(dropped(() => 'Ce courrier est incompréhensible.'))).toBeCloseTo(1 + Math.log2(20), 10)
    expect(total(dropped((i) => (i < 20 ? WORDS(i) : `${WORDS(i - 20)[0]}z9`.repeat(5)), 'k'))).toBeCloseTo(
      2 * (1 + Math.log2(20)),
      10,
    )
  })
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
