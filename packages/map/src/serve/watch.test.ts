import { expect, test } from 'vitest'
import { type Arrival, createWatch, networkOf } from './watch.ts'

function arrival(more: Partial<Arrival> = {}): Arrival {
  return { day: '2026-03-02', about: 'refus.md', comment: '', suggestion: '', ...more }
}

test('the eleventh report of a day on one document from one network waits for a person', () => {
  const watch = createWatch()
  const states = Array.from({ length: 12 }, (_, i) =>
    watch.judge(arrival({ network: '203.0.113', comment: `remarque bien à moi, la ${'abcdefghijkl'[i]?.repeat(9)}` })),
  ).map(({ state }) => state)
  expect(states).toEqual([...Array(10).fill('recu'), 'a-moderer', 'a-moderer'])
  expect(watch.judge(arrival({ network: '203.0.114' })).state).toBe('recu')
  expect(watch.judge(arrival({ network: '203.0.113', about: 'avis.md' })).state).toBe('recu')
  expect(watch.judge(arrival({ network: '203.0.113', day: '2026-03-03' })).state).toBe('recu')
})

test('the eleventh time one wording comes waits too, whoever sends it', () => {
  const watch = createWatch()
  const states = Array.from({ length: 11 }, (_, i) =>
    watch.judge(arrival({ network: `203.0.${i}`, comment: `Ce courrier est INCOMPRÉHENSIBLE${'!'.repeat(i)}` })),
  ).map(({ state }) => state)
  expect(states).toEqual([...Array(10).fill('recu'), 'a-moderer'])
  expect(watch.judge(arrival({ network: '203.0.99', comment: 'Que veut dire « quérable » ?' })).state).toBe('recu')
})

test('a mailing that many persons find hard, each from their home and in their words, waits for nobody', () => {
  const watch = createWatch()
  const words = ['mots', 'phrases', 'dates', 'sigles', 'renvois', 'tableaux', 'délais', 'montants']
  for (const [i, one] of words.entries())
    for (const [k, other] of words.entries())
      expect(
        watch.judge(arrival({ network: `198.${i}.${k}`, comment: `Je bute sur les ${one} ; puis sur ces ${other}.` }))
          .state,
      ).toBe('recu')
})

test('a network is what a house or an office shares', () => {
  expect(
    ['203.0.113.7', '::ffff:203.0.113.9', '2001:db8:1:2:aaaa::1', '2001:db8:1:2:bbbb:1:1:1', '::1'].map(networkOf),
  ).toEqual(['203.0.113', '203.0.113', '2001:db8:1:2', '2001:db8:1:2', ''])
})

test('what comes from one network on one document in one day shares a token, and nothing else does', () => {
  const watch = createWatch()
  const token = (more: Partial<Arrival>): string | undefined => watch.judge(arrival(more)).dayToken
  const first = token({ network: '203.0.113' })
  expect(first).toMatch(/^[\w-]{22}$/)
  expect(token({ network: '203.0.113', comment: 'autre chose' })).toBe(first)
  expect(token({ network: '203.0.114' })).not.toBe(first)
  expect(token({ network: '203.0.113', about: 'avis.md' })).not.toBe(first)
  expect(token({})).toBeUndefined()
  expect(token({ network: '203.0.113', day: '2026-03-03' })).not.toBe(first)
  // Whoever reads the base cannot try every network: the salt is of this process and of this day.
  expect(createWatch().judge(arrival({ network: '203.0.113' })).dayToken).not.toBe(first)
})
