import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Comparison } from './compare-library.ts'
import { comparedOnce } from './comparison-memory.ts'

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

test('the same records are compared once, and the answer is the same to the last digit', () => {
  const file = join(folder, 'comparaison.bin')
  let made = 0
  const ask = (seal: string) =>
    comparedOnce({ file, seal }, () => {
      made += 1
      return FOUND
    })
  expect(ask('a')).toEqual(FOUND)
  expect(ask('a')).toStrictEqual(FOUND)
  expect(made).toBe(1)
  ask('b')
  ask('a')
  expect(made).toBe(3)
  expect(readdirSync(folder)).toEqual(['comparaison.bin'])
})

test('a damaged file, or a folder that cannot be written to, costs a comparison and no error', () => {
  const file = join(folder, 'comparaison.bin')
  comparedOnce({ file, seal: 'a' }, () => FOUND)
  writeFileSync(file, readFileSync(file).subarray(0, 20))
  expect(comparedOnce({ file, seal: 'a' }, () => FOUND)).toEqual(FOUND)
  expect(comparedOnce({ file: join(folder, 'nulle-part', 'c.bin'), seal: 'a' }, () => FOUND)).toEqual(FOUND)
})
