import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openUnnamedFile } from './unnamed-file.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limpide-unnamed-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['in a file', () => folder],
  ['in memory where the folder cannot be written', () => join(folder, 'absent')],
])('any piece of what was put is read again, %s, whether it was written yet or not', (_, where) => {
  const file = openUnnamedFile(where())
  const all: number[] = []
  // Small pieces that wait together, and one that is larger than what waits.
  for (const [i, length] of [3, 70_000, 0, 65_536, 9, 40_000, 40_000, 5].entries()) {
    const bytes = Uint8Array.from({ length }, (_, j) => (i * 31 + j * 7) & 0xff)
    expect(file.put(bytes)).toBe(all.length)
    for (const byte of bytes) all.push(byte)
  }
  expect(file.size()).toBe(all.length)
  for (const [from, to] of [
    [0, all.length],
    [2, 5],
    [69_990, 140_000],
    [all.length - 6, all.length],
  ] as const) {
    const into = new Uint8Array(to - from)
    file.read(from, into)
    expect(Buffer.compare(into, Uint8Array.from(all.slice(from, to)))).toBe(0)
  }
  expect(() => file.read(all.length - 1, new Uint8Array(2))).toThrow()
  file.clear()
  expect(file.put(Uint8Array.of(7))).toBe(0)
  const one = new Uint8Array(1)
  file.read(0, one)
  expect([...one]).toEqual([7])
  file.close()
  expect(readdirSync(folder)).toEqual([])
})
