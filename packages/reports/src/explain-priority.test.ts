import { describe, expect, test } from 'vitest'
import { explainPriority, explainUncounted, explainWeight } from './explain-priority.ts'
import { type Priority, type PriorityInput, prioritise, replayPriority } from './prioritise.ts'
import type { Report } from './report.ts'
import { weighReports } from './weigh.ts'

const NOW = '2026-11-22'

function report(rank: number, more: Partial<Report> = {}): Report {
  const said = { role: 'usager', difficulties: ['mots'], comment: `remarque ${rank}`, suggestion: '' } as const
  const date = new Date(Date.parse(NOW) - rank * 86_400_000).toISOString().slice(0, 10)
  return { id: `${rank}`, line: rank, rejected: false, masked: [], date, ...said, ...more }
}

const REPORTS = [
  ...Array.from({ length: 30 }, (_, i) => report(i * 5)),
  report(31, { role: 'agent' }),
  report(32, { role: 'association' }),
  ...Array.from({ length: 14 }, (_, i) => report(100 + i, { date: '2026-09-03', comment: 'Ce courriel est obscur.' })),
]

const INPUTS: readonly PriorityInput[] = [
  { id: 'a', type: 'refus', score: 62, reach: 12_000, stake: 'droit', reports: weighReports(REPORTS, { now: NOW }) },
  { id: 'b', type: 'refus', score: 40, reach: 90_000, reports: weighReports([report(1)], { now: NOW }) },
  { id: 'c', type: 'notice', score: 71, reports: [], missing: ['contact'] },
  { id: 'v2', type: 'refus', score: 55, reach: 30_000, age: 45, reports: weighReports([report(2)], { now: NOW }) },
  { id: 'd', type: 'refus', score: 80, reach: 500_000, reportLink: false, fragile: true, reports: [] },
]

/** A number as it is printed. */
const read = (said: string): number => Number(said.replaceAll(',', '.'))

/** The steps done again with nothing but the numbers that are printed in each, and the formulas of the scoring note. */
function byHand(priority: Priority): Record<string, number> {
  const numbers = (how: string): number[] => [...how.matchAll(/(?<![\w.,])\d+(?:,\d+)?/g)].map(([said]) => read(said))
  const done: Record<string, number> = {}
  for (const { name, how } of explainPriority(priority)) {
    const [a = 0, b = 0, c = 0, d = 0] = numbers(how)
    if (name === 'E' && how.includes('depuis la version')) done[name] = a * (b - c ** (-d / (numbers(how).at(-1) ?? 1)))
    if (name === 'β') done[name] = a / b
    if (name === 'λ') done[name] = (a + b) / (c + d)
    if (name === 'ρ') done[name] = a / b
    if (name === 'U') done[name] = 100 * Math.min(1, Math.max(0, (Math.log2(numbers(how).at(-1) ?? 0) + 1) / 4))
    if (name === 'C' && how.startsWith('(1')) {
      const [, wu = 0, score = 0, , U = 0] = numbers(how.slice(how.indexOf('= ')))
      done[name] = (1 - wu) * score + wu * U
    }
    if (name === 'Impact') {
      const reach = /log10\(([\d,]+)\)/.exec(how)?.[1] ?? '1'
      const stakes = /\+ 0,3 × ([\d,]+)/.exec(how)?.[1] ?? ''
      done[name] = Math.min(100, 70 * Math.min(1, Math.log10(read(reach)) / 6) + 0.3 * read(stakes))
    }
    if (name === 'Priorité') {
      const [, C = '', impact = ''] = /√\(([\d,]+) × ([\d,]+)\)/.exec(how) ?? []
      done[name] = Math.sqrt(read(C) * read(impact))
    }
  }
  return done
}

describe.each(prioritise(INPUTS))('the priority of $id', (priority) => {
  test('is found again by hand, step by step, from the numbers printed', () => {
    const steps = new Map(explainPriority(priority).map(({ name, value }) => [name, value]))
    const again = byHand(priority)
    expect(Object.keys(again)).toContain('Priorité')
    for (const [name, value] of Object.entries(again))
      expect([name, value.toFixed(1)]).toEqual([name, steps.get(name)?.toFixed(1)])
  })

  test('is computed again from what is kept of it, to the last digit', () => {
    const kept: Priority['terms'] = JSON.parse(JSON.stringify(priority.terms))
    const { value, ownClass, terms } = replayPriority(kept)
    expect([value, ownClass, terms]).toEqual([priority.value, priority.ownClass, priority.terms])
    expect(replayPriority({ ...kept, W: kept.W + 50, m: kept.m ?? 1 }).value).not.toBe(value)
  })
})

test('the weight of a report is explained by its terms, or by why it has none', () => {
  const said = weighReports(
    [
      report(90),
      report(0, { role: 'agent', comment: '20 usagers par semaine me demandent ce que veut dire ce mot.' }),
      report(0, { rejected: true }),
      report(400),
    ],
    { now: NOW, publishedOn: '2026-01-01' },
  ).map(explainWeight)
  expect(said).toEqual([
    '1 × 1 × 0,70711 (90 jours)',
    '2 × 1 × 1 (0 jour)',
    'écarté à la saisie',
    'reçu avant la version en vigueur',
  ])
  expect(explainWeight(weighReports(REPORTS, { now: NOW }).at(-1)!)).toMatch(
    / × 0,\d+ \(jour de plus de 10 signalements\)$/,
  )
})

test('how many do not count is said, and why, the most frequent first', () => {
  const first = report(3)
  const weighed = weighReports(
    [
      first,
      report(2, { repeats: '3' }),
      report(1, { repeats: '3' }),
      report(0, { comment: 'Remarque 3 !' }),
      report(400),
    ],
    { now: NOW, publishedOn: '2026-01-01' },
  )
  expect(explainUncounted(weighed)).toBe(
    '4 ne comptent pas\u00a0: 2\u00a0déjà comptés, 1\u00a0même texte qu’un autre, 1\u00a0sur une version précédente.',
  )
  expect(explainUncounted(weighReports([first], { now: NOW }))).toBeUndefined()
  expect(weighed.map(explainWeight)[1]).toBe('déjà compté\u00a0: la même personne a signalé ce document peu avant')
})
