import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import { conformance } from './store-conformance-fixture.ts'
import { StoreError } from './store-error.ts'
import { STORE_FILE } from './store-place.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-store-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the memory in a file', () => {
  conformance(async () => ({ root: mkdtempSync(join(root, 'b-')) }))

  test('the folder of the memory keeps itself out of git', async () => {
    const library = mkdtempSync(join(root, 'b-'))
    await (await openStore({ root: library }, { create: true }))!.close()
    expect(existsSync(join(library, STORE_FILE))).toBe(true)
    expect(readFileSync(join(library, '.limpide', '.gitignore'), 'utf8')).toBe('*\n')
  })

  test('a file that is no database is refused, and left as it is', async () => {
    const library = mkdtempSync(join(root, 'b-'))
    mkdirSync(join(library, '.limpide'))
    writeFileSync(join(library, STORE_FILE), 'Madame, Monsieur, ceci est une lettre.'.repeat(100))
    const refused = await openStore({ root: library }, { create: true }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StoreError)
    expect((refused as StoreError).problem).toMatchObject({ code: 'memoire-illisible' })
    expect(readFileSync(join(library, STORE_FILE), 'utf8')).toMatch(/^Madame/)
  })
})
