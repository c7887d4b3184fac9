import type { StoredScan } from '@limpide/library/store'
import { expect, test } from 'vitest'
import { sayChanges, sayTrend } from './changes.ts'

const NONE = { better: 0, worse: 0, stable: 0 }
const SCAN: StoredScan = {
  id: 2,
  startedAt: '2026-11-22T08:00:00.000Z',
  endedAt: '2026-11-22T08:01:00.000Z',
  state: 'finie',
  scope: [''],
  rules: '1.0',
  calibration: '3',
  documents: 40,
  words: 10_000,
  read: 40,
  scored: 40,
  median: 45,
  grades: {},
  changes: { added: 0, changed: 0, moved: 0, deleted: 0, rescored: 0 },
  margin: 1.2,
  trend: { changed: NONE, rescored: NONE },
  isRanked: false,
}
const plain = (said: string): string => said.replace(/[\u00a0\u202f]/g, ' ')

test('other rules are said with their names, apart from the letters that someone rewrote', () => {
  const before = { ...SCAN, id: 1 }
  const trend = { changed: { better: 2, worse: 1, stable: 0 }, rescored: { better: 1, worse: 3, stable: 33 } }
  expect(plain(sayTrend({ ...SCAN, rules: '1.1', trend }, before))).toBe(
    'Lettres modifiées : 2 plus claires, 1 moins claire, 0 stable (dans la marge).\n' +
      'Les règles ont changé : 1.0 → 1.1. Le texte est le même, et les scores deviennent : 1 plus clair, 3 moins clairs, 33 stables (dans la marge). Les scores ne se comparent qu’à règles égales.\n' +
      'Score médian : 45,0, stable (± 1,2).\n',
  )
  expect(plain(sayTrend({ ...SCAN, calibration: '4' }, before))).toContain('Le calibrage a changé : 3 → 4. Les scores')
  expect(plain(sayTrend(SCAN, before))).toBe('Score médian : 45,0, stable (± 1,2).\n')
})

test('a movement of the median inside its margin is stable; of other folders, nothing is said', () => {
  const before = { ...SCAN, id: 1, median: 47 }
  expect(plain(sayTrend(SCAN, before))).toBe('Score médian : 47,0 → 45,0, plus clair (± 1,2).\n')
  expect(sayTrend({ ...SCAN, scope: ['a'] }, before)).toBe('')
})

test('what moved in a library is told, what did not is not', () => {
  expect(sayChanges({ added: 3, moved: 1 })).toBe('3 ajoutés, 1 déplacé')
  expect(sayChanges({ rescored: 2 })).toBe('2 réévalués (règles ou réglages différents)')
  expect(sayChanges({})).toBe('aucun changement')
})
