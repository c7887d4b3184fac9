import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Comparison } from './compare-library.ts'
import { keepComparison, knownComparison } from './comparison-memory.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limpide-comparaison-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const FOUND: Comparison<{ readonly value: number }> = {
  families: [{ name: 'Refus d’aide', medoid: 1, documents: [0, 1], likeness: [0.1 + 0.2, 1] }],
  passages: [],
  scores: [{ value: 41.25 }, null],
}

test('what is kept is given back to the last digit, to the same records alone', () => {
  const file = join(folder, 'comparaison.bin')
  expect(knownComparison({ file, seal: 'a' })).toBeUndefined()
  keepComparison({ file, seal: 'a' }, FOUND)
  expect(knownComparison({ file, seal: 'a' })).toStrictEqual(FOUND)
  expect(knownComparison({ file, seal: 'b' })).toBeUndefined()
  keepComparison({ file, seal: 'b' }, FOUND)
  expect(knownComparison({ file, seal: 'a' })).toBeUndefined()
  expect(readdirSync(folder)).toEqual(['comparaison.bin'])
})

test('a damaged file is as if there were none, and a folder that cannot be written to is no error', () => {
  const file = join(folder, 'comparaison.bin')
  keepComparison({ file, seal: 'a' }, FOUND)
  writeFileSync(file, readFileSync(file).subarray(0, 20))
  expect(knownComparison({ file, seal: 'a' })).toBeUndefined()
  const nowhere = { file: join(folder, 'nulle-part', 'c.bin'), seal: 'a' }
  keepComparison(nowhere, FOUND)
  expect(knownComparison(nowhere)).toBeUndefined()
  expect(readdirSync(folder)).toEqual(['comparaison.bin'])
})
