import { expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { restrain } from './restrain.ts'

const finding = (rule: string, start: number, end: number, more: Partial<Finding> = {}): Finding => ({
  rule,
  principle: 'phrases',
  severity: 'suggestion',
  message: rule,
  messageId: 'found',
  block: 0,
  sentence: 0,
  start,
  end,
  suggestions: [],
  related: [],
  ...more,
})
const rules = (findings: readonly Finding[], lexical: readonly string[] = LISTS): string[] =>
  restrain(findings, new Set(lexical)).map(({ rule }) => rule)
const LISTS = ['locution-lourde', 'jargon-administratif', 'adverbe-lourd', 'mot-rare']

// CATALOGUE §8, each with the next: the first of a pair is the one shown.
const ORDER = [
  'motivation-manquante',
  'voies-de-recours-manquantes',
  'voies-de-recours-incompletes',
  'contact-manquant',
  'double-negation',
  'phrase-longue',
  'verbe-support',
  'locution-lourde',
  'jargon-administratif',
  'adverbe-lourd',
  'mot-rare',
]

test.each(ORDER.slice(1).map((after, i) => [ORDER[i]!, after]))('on the same words, %s passes before %s', (a, b) => {
  expect(rules([finding(a, 4, 20), finding(b, 4, 20)])).toEqual([a])
  expect(rules([finding(b, 4, 20), finding(a, 4, 20)])).toEqual([a])
})

test('the order holds across the whole list, not only between neighbours', () => {
  for (const [i, a] of ORDER.entries())
    for (const b of ORDER.slice(i + 1)) expect(rules([finding(b, 0, 9), finding(a, 0, 9)]), `${a} > ${b}`).toEqual([a])
})

test('a rule that the catalogue does not rank keeps its word', () => {
  expect(rules([finding('voix-passive', 4, 20), finding('phrase-longue', 4, 20)])).toEqual([
    'voix-passive',
    'phrase-longue',
  ])
})

test('what the document lacks hides no word, though it is marked on one', () => {
  const missing = finding('contact-manquant', 4, 20, { block: -1, sentence: -1 })
  expect(rules([missing, finding('jargon-administratif', 4, 20)])).toEqual(['contact-manquant', 'jargon-administratif'])
})

test('between lists, the longer match at the same place is shown', () => {
  expect(rules([finding('mot-rare', 4, 30), finding('locution-lourde', 4, 12)])).toEqual(['mot-rare'])
})

test('a rule speaks once a sentence, and three times of the same term', () => {
  expect(rules([finding('voix-passive', 0, 4), finding('voix-passive', 8, 12)])).toEqual(['voix-passive'])
  const said = [0, 1, 2, 3, 4].map((i) => finding('mot-rare', 10 * i, 10 * i + 4, { sentence: i, term: 'nonobstant' }))
  expect(rules(said)).toHaveLength(3)
})

test('the third time a term is said tells how often it comes back, and where', () => {
  const times = (count: number) =>
    Array.from({ length: count }, (_, i) => finding('mot-rare', 10 * i, 10 * i + 4, { sentence: i, term: 'sursis' }))
  expect(restrain(times(3), new Set(LISTS)).at(-1)?.message).toBe('mot-rare')
  const [, , third, ...more] = restrain(times(5), new Set(LISTS))
  expect(more).toEqual([])
  expect(third?.message).toBe('mot-rare Ce terme revient encore 2 fois dans le document.')
  expect(third?.related.map(({ start }) => start)).toEqual([30, 40])
  expect(restrain(times(4), new Set(LISTS)).at(-1)?.message).toContain('encore une fois')
  // Underlined words are no term.
  expect(restrain(times(5), new Set()).at(-1)?.message).toBe('mot-rare Cela revient encore 2 fois dans le document.')
})
