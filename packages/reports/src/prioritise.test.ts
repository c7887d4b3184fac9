import { describe, expect, test } from 'vitest'
import { classOf, type PriorityInput, prioritise } from './prioritise.ts'
import type { Report, Role } from './report.ts'
import { sayPriority } from './say-priority.ts'
import { type WeighedReport, weighReports } from './weigh.ts'

const NOW = '2026-11-22'
let rank = 0
/** Fresh reports, each of its own words and on a day of its own or nearly, so that only their number and role count. */
function weighed(counts: Partial<Record<Role, number>>): readonly WeighedReport[] {
  const reports: Report[] = Object.entries(counts).flatMap(([role, count]) =>
    Array.from({ length: count }, (): Report => {
      rank += 1
      return {
        id: `${rank}`,
        line: rank,
        role: role as Role,
        difficulties: ['que-faire'],
        comment: '',
        suggestion: '',
        rejected: false,
        masked: [],
        date: NOW,
      }
    }),
  )
  // Ten a day at most: beyond, the burst rule speaks. The decay is undone, for the table of the scoring note has none.
  return reports.map((report) => {
    const [one] = weighReports([report], { now: NOW })
    if (!one) throw new Error('no weight')
    return one
  })
}

/** A document whose type has the average rate of 0.5 report per thousand copies, whatever the document weighs. */
function withRate(document: Omit<PriorityInput, 'type' | 'id'>): ReturnType<typeof prioritise>[number] {
  const one: PriorityInput = { id: 'one', type: 'refus', ...document }
  const W = one.reports.reduce((sum, { weight }) => sum + weight, 0)
  const E = (one.reach ?? 0) / 1000
  // The rest of the type: as many copies as it takes for ΣW / ΣE = 0.5, with reports enough to stay positive.
  const rest = 1000
  const restWeight = 0.5 * (E + rest) - W
  const [template] = weighed({ usager: 1 })
  if (!template) throw new Error('no report')
  const others: PriorityInput = {
    id: 'rest',
    type: 'refus',
    score: 40,
    reach: rest * 1000,
    reports: [{ ...template, weight: restWeight }],
  }
  const found = prioritise([one, others]).find(({ id }) => id === 'one')
  if (!found) throw new Error('not prioritised')
  expect(found.terms.m).toBeCloseTo(0.5, 10)
  return found
}

describe('the table of the scoring note', () => {
  // Columns: raw rate, shrunk rate λ, ×type ρ, U, C, Impact, Priority, class.
  test.each([
    [
      'rare letter, 40 copies, 1 report, score 48',
      { score: 48, reach: 40, stake: 'demarche', reports: weighed({ usager: 1 }) },
      [25.0, 0.74, 1.5, 39, 47, 34, 40],
      'P3',
    ],
    [
      'AR, 3 000 copies, 0 report, score 55',
      { score: 55, reach: 3000, stake: 'demarche', reports: [] },
      [0, 0.29, 0.6, 5, 55, 56, 55],
      'P2',
    ],
    [
      'RSA refusal, 12 000 copies, 30 reports, score 62',
      { score: 62, reach: 12_000, stake: 'droit', reports: weighed({ usager: 30 }) },
      [2.5, 2.0, 4.0, 75, 68, 78, 72],
      'P1',
    ],
    [
      'annual notice, 200 000 copies, 300 reports, score 58',
      { score: 58, reach: 200_000, stake: 'droit', reports: weighed({ usager: 300 }) },
      [1.5, 1.48, 3.0, 64, 61, 92, 75],
      'P1',
    ],
    [
      'page, 900 000 views, 90 reports, score 30',
      { score: 30, reach: 900_000, stake: 'information', reports: weighed({ usager: 90 }) },
      [0.1, 0.1, 0.2, 0, 16, 69, 33],
      'P4',
    ],
    [
      'summons, 8 000 copies, 5 reports, score 72',
      { score: 72, reach: 8000, stake: 'demarche', reports: weighed({ usager: 5 }) },
      [0.6, 0.58, 1.2, 31, 62, 61, 61],
      'P2',
    ],
    [
      'notice, 150 copies, 1 user + 3 agents, score 70',
      { score: 70, reach: 150, stake: 'demarche', reports: weighed({ usager: 1, agent: 3 }) },
      [16.7, 1.08, 2.2, 53, 67, 40, 52],
      'P3',
    ],
  ] as const)('%s', (_, document, [raw, lambda, rho, U, C, impact, value], priorityClass) => {
    const { terms, ...priority } = withRate(document)
    expect(Number((terms.W / terms.E).toFixed(1))).toBe(raw)
    expect(Number(terms.lambda?.toFixed(2))).toBe(lambda)
    expect(Number(terms.rho?.toFixed(1))).toBe(rho)
    // The note prints « – » for the letter without a report: U is 5 there, with a weight of zero.
    expect(Math.round(terms.U ?? -1)).toBe(U)
    expect(Math.round(terms.C)).toBe(C)
    expect(Math.round(terms.impact)).toBe(impact)
    expect(Math.round(priority.value)).toBe(value)
    expect(priority.class).toBe(priorityClass)
  })
  test('the first row is a P3 because the class is read on the number shown: 39.9 is printed 40', () => {
    const { value } = withRate({ score: 48, reach: 40, stake: 'demarche', reports: weighed({ usager: 1 }) })
    expect(value).toBeGreaterThan(39.8)
    expect(value).toBeLessThan(40)
    expect([classOf(39.4), classOf(39.5), classOf(54.5), classOf(70)]).toEqual(['P4', 'P3', 'P2', 'P1'])
  })
})

test('every term can be replayed from the others', () => {
  const { terms, value } = withRate({
    score: 62,
    reach: 12_000,
    stake: 'droit',
    fragile: true,
    reports: weighed({ usager: 7, agent: 4 }),
  })
  const { alpha, beta, W, E, m } = terms
  expect(terms.lambda).toBeCloseTo((alpha + W) / ((beta ?? 0) + E), 12)
  expect(beta).toBeCloseTo(alpha / (m ?? 0), 12)
  expect(terms.wu).toBeCloseTo((0.5 * W) / (W + 5), 12)
  expect(terms.C).toBeCloseTo((1 - terms.wu) * terms.score + terms.wu * (terms.U ?? 0), 12)
  expect(terms.impact).toBeCloseTo(0.7 * 100 * Math.min(1, Math.log10(terms.reach) / 6) + 0.3 * 115, 12)
  expect(value).toBeCloseTo(Math.sqrt(terms.C * terms.impact), 12)
})

test('without shrinkage the letter sent 40 times would come first; with it, it comes last but one', () => {
  const documents: PriorityInput[] = [
    { id: 'rare', type: 'refus', score: 48, reach: 40, stake: 'demarche', reports: weighed({ usager: 1 }) },
    { id: 'rsa', type: 'refus', score: 62, reach: 12_000, stake: 'droit', reports: weighed({ usager: 30 }) },
    { id: 'notice', type: 'refus', score: 58, reach: 200_000, stake: 'droit', reports: weighed({ usager: 300 }) },
  ]
  const order = [...prioritise(documents)].sort((a, b) => b.value - a.value).map(({ id }) => id)
  expect(order.at(-1)).toBe('rare')
})

test('an unknown reach is the median of the type, and says so', () => {
  const known = (id: string, reach: number): PriorityInput => ({ id, type: 'refus', score: 50, reach, reports: [] })
  const [unknown] = prioritise([
    { id: 'x', type: 'refus', score: 50, reports: [] },
    known('a', 100),
    known('b', 5000),
    known('c', 90_000),
  ])
  expect(unknown?.terms).toMatchObject({ reach: 5000, estimated: true })
})

test('without any known reach, a thousand copies are supposed', () => {
  expect(prioritise([{ id: 'x', type: 'refus', score: 50, reports: [] }])[0]?.terms).toMatchObject({
    reach: 1000,
    estimated: true,
    m: null,
    U: null,
    C: 50,
  })
})

test('a type without a report takes the rate of all documents', () => {
  const [page] = prioritise([
    { id: 'page', type: 'page-information', score: 50, reach: 1000, reports: [] },
    { id: 'refus', type: 'refus', score: 50, reach: 4000, reports: weighed({ usager: 2 }) },
  ])
  expect(page?.terms).toMatchObject({ m: 0.4, mFromAll: true })
})

test('where no report can be made, few reports do not lower the score', () => {
  const few = { score: 72, reach: 800_000, reports: weighed({ usager: 20 }) }
  const open = withRate(few)
  const closed = withRate({ ...few, reportLink: false })
  expect(open.terms.C).toBeLessThan(72)
  expect(closed.terms).toMatchObject({ C: 72, heldUp: true })
})

test('a missing obligation goes to the queue of what is corrected at once, at least P2', () => {
  const clear = { score: 10, reach: 100, stake: 'information' as const, reports: [] }
  expect(withRate(clear).class).toBe('P4')
  expect(withRate({ ...clear, missing: ['voies-de-recours-manquantes'] })).toMatchObject({
    class: 'P2',
    ownClass: 'P4',
    urgent: true,
  })
})

test('a document that was not scored has no priority', () => {
  expect(
    prioritise([{ id: 'scan', type: 'autre', score: null, reach: 1000, reports: weighed({ usager: 3 }) }]),
  ).toEqual([])
})

test('a version not sent yet has the impact of its stake alone', () => {
  const [fresh] = prioritise([{ id: 'v2', type: 'refus', score: 20, reach: 0, stake: 'droit', reports: [] }])
  expect(fresh?.terms).toMatchObject({ impact: 30, estimated: false })
})

test('a text published 30 days ago is measured on what was sent since, not on a year', () => {
  const reports = weighed({ usager: 3 })
  const rest: PriorityInput = {
    id: 'rest',
    type: 'refus',
    score: 40,
    reach: 1_000_000,
    reports: weighed({ usager: 500 }),
  }
  const of = (age: number | undefined) =>
    prioritise([
      { id: 'one', type: 'refus', score: 50, reach: 12_000, reports, ...(age === undefined ? {} : { age }) },
      rest,
    ])[0]?.terms
  const [always, fresh, old] = [of(undefined), of(30), of(3000)]
  expect([always?.E, always?.age]).toEqual([12, null])
  expect(fresh?.E).toBeCloseTo(12 * (1 - 2 ** (-30 / 180)), 10)
  expect(old?.E).toBeCloseTo(12, 3)
  // Three reports for 1,300 letters say more than three for 12,000.
  expect(fresh?.U).toBeGreaterThan((always?.U ?? 0) + 10)
  expect(of(0)).toMatchObject({ E: 0, reach: 12_000 })
})

test('two classes won by the reports of a week alone are shown to a person', () => {
  // A day of reports lifts a clear letter; the same reports a month old do not.
  const fresh = withRate({ score: 30, reach: 3000, stake: 'droit', reports: weighed({ usager: 60 }) })
  expect(fresh).toMatchObject({ class: 'P2', jumped: false })
  const lifted = withRate({ score: 18, reach: 30_000, stake: 'droit', reports: weighed({ usager: 300 }) })
  expect(lifted.jumped).toBe(true)
})

test('with more than fifty documents reported in a type, alpha is estimated from them', () => {
  const many = Array.from(
    { length: 60 },
    (_, i): PriorityInput => ({
      id: `${i}`,
      type: 'refus',
      score: 50,
      reach: 10_000,
      reports: weighed({ usager: i % 3 === 0 ? 20 : 1 }),
    }),
  )
  const [first] = prioritise(many)
  expect(first?.terms.alphaEstimated).toBe(true)
  // Mean 7.33 reports, variance 80.2 a document: α = 7.33² / (80.2 − 7.33).
  expect(first?.terms.alpha).toBeCloseTo(7.3333 ** 2 / (80.2222 - 7.3333), 2)
  expect(prioritise(many.slice(0, 40))[0]?.terms).toMatchObject({ alpha: 2, alphaEstimated: false })
})

describe('the sentence for the manager', () => {
  test('says the score, the reach, the reports and the stake', () => {
    const priority = withRate({ score: 62, reach: 12_000, stake: 'droit', reports: weighed({ usager: 30 }) })
    expect(sayPriority(priority, { type: 'refus', grade: 'D' })).toBe(
      'Priorité 1. Cette lettre est difficile (D, 62/100), 12\u202f000 personnes la reçoivent par an, et elle est signalée 4 fois plus que les autres refus (30 signalements, surtout «\u00a0je ne sais pas quoi faire\u00a0»). Enjeu\u00a0: un droit.',
    )
  })
  test('agrees with a masculine type, one reader and no report', () => {
    const [form] = prioritise([{ id: 'f', type: 'formulaire', score: 12, reach: 1, stake: 'demarche', reports: [] }])
    expect(form && sayPriority(form, { type: 'formulaire', grade: 'A' })).toBe(
      'Priorité 4. Ce formulaire est clair (A, 12/100), 1 personne le remplit par an, et il n’a pas de signalement qui compte. Enjeu\u00a0: une démarche.',
    )
  })
  test('says what is supposed and what is urgent', () => {
    const [page] = prioritise([
      { id: 'p', type: 'page-information', score: 55, missing: ['contact-manquant'], fragile: true, reports: [] },
    ])
    expect(page && sayPriority(page, { type: 'page-information', grade: 'D' })).toBe(
      'Priorité 2. Cette page est difficile (D, 55/100), 1\u202f000 personnes la consultent par an (portée estimée), et elle n’a pas de signalement qui compte. Enjeu\u00a0: une démarche (supposé), pour un public fragile. Une mention obligatoire manque\u00a0: à corriger tout de suite.',
    )
  })
})
