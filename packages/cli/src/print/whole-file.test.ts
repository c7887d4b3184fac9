import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeWhole } from './whole-file.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-entier-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const text = (name: string): string => readFileSync(join(root, name), 'utf8')

async function* stopping(): AsyncGenerator<string> {
  yield 'le début'
  throw new Error('arrêt')
}

test('a file is written whole, and nothing else is left', async () => {
  await writeWhole(join(root, 'a.csv'), 'une')
  await writeWhole(
    join(root, 'a.csv'),
    (async function* () {
      yield 'deux '
      yield new TextEncoder().encode('trois')
    })(),
  )
  expect(text('a.csv')).toBe('deux trois')
  expect(readdirSync(root)).toEqual(['a.csv'])
})

test('when writing stops in the middle, what was there stays', async () => {
  writeFileSync(join(root, 'a.csv'), 'avant')
  await expect(writeWhole(join(root, 'a.csv'), stopping())).rejects.toThrow('arrêt')
  await expect(writeWhole(join(root, 'b.csv'), stopping())).rejects.toThrow('arrêt')
  expect(text('a.csv')).toBe('avant')
  expect(readdirSync(root)).toEqual(['a.csv'])
})

test.skipIf(process.platform === 'win32')('a link stays a link, and who may read the file stays the same', async () => {
  writeFileSync(join(root, 'vraie.csv'), 'avant', { mode: 0o640 })
  symlinkSync('vraie.csv', join(root, 'lien.csv'))
  await writeWhole(join(root, 'lien.csv'), 'après')
  expect(lstatSync(join(root, 'lien.csv')).isSymbolicLink()).toBe(true)
  expect(text('vraie.csv')).toBe('après')
  expect(statSync(join(root, 'vraie.csv')).mode & 0o777).toBe(0o640)
})

test('a folder, and a folder that is not there, are refused as a file is', async () => {
  await expect(writeWhole(root, 'x')).rejects.toMatchObject({ code: 'EISDIR' })
  await expect(writeWhole(join(root, 'absent', 'a.csv'), 'x')).rejects.toMatchObject({ code: 'ENOENT' })
  expect(readdirSync(root)).toEqual([])
})
