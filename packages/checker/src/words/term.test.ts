import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { openEntries } from './entry.ts'
import { formsOf, indexEntries, keysOf } from './term.ts'

const HEADER = 'terme\tpos\tremplacements\tnote\trisque\taction\tsauf\tseulement'
const french = loadFrench()

function indexOf(...terms: readonly [term: string, pos: string][]) {
  const lines = terms.map(([term, pos]) => `${term}\t${pos}\t\t\tnon\tignorer\t\t`)
  return indexEntries(openEntries([HEADER, ...lines].join('\n'), 'essai'), french)
}

test('what a term opens on is known before it is read', () => {
  const index = indexOf(
    ['deadline', 'n'],
    ['sus-mentionné', 'adj'],
    ["s'acquitter de", 'v'],
    ['procéder à un examen', 'loc.v'],
    ['à compter de', 'loc.prép'],
    ['de la part de', 'loc.prép'],
    ['NB', 'abrév'],
    ['nous vous prions de', 'phr'],
  )
  for (let rank = 0; rank < index.length; rank++) {
    const openings = index.openingsOf(rank)
    const { entry, elements } = index.termOf(rank)
    for (const key of keysOf(elements[0]!)) expect(openings.has(key), `${entry.term}: ${key}`).toBe(true)
  }
})

test('the next word of a locution that keeps its form is known before it is read, and its openings are then exact', () => {
  const index = indexOf(
    ['à compter de', 'loc.prép'],
    ["à l'issue de", 'loc.prép'],
    ['en vue de', 'loc.prép'],
    ['compte tenu de', 'loc.prép'],
    ["d'ores et déjà", 'loc.adv'],
    ['au plus tard', 'loc.adv'],
  )
  const nexts = Array.from({ length: index.length }, (_, rank) => index.nextOf(rank))
  expect(nexts).toEqual(['compter', "l'", 'vue', 'tenu', undefined, 'plus'])
  for (const [rank, next] of nexts.entries()) {
    if (next === undefined) continue
    const { elements, loose } = index.termOf(rank)
    expect([...index.openingsOf(rank)]).toEqual([...keysOf(elements[0]!)])
    expect(elements[1]).toEqual({ kind: 'form', forms: formsOf(next) })
    expect(loose).toBe(-1)
  }
})

test('nothing is said of the next word where others may come between, or where it inflects', () => {
  const index = indexOf(
    ['vous voudrez bien', 'phr'],
    ['mettre en œuvre', 'loc.v'],
    ['date butoir', 'n'],
    ['un certain nombre', 'loc'],
  )
  for (let rank = 0; rank < index.length; rank++) expect(index.nextOf(rank)).toBeUndefined()
})
