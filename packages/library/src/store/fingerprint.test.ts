import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { met, record } from './met-fixture.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

let root: string
let store: Store

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'limpide-empreinte-'))
  const opened = await openStore({ root }, { create: true })
  if (opened === undefined) throw new Error('there is no store')
  store = opened
})
afterEach(async () => {
  await store.close()
  rmSync(root, { recursive: true, force: true })
})

const known = async () => (await store.lookUp([{ path: 'a.md', hash: 'h1', setup: 's1' }])).get('a.md')?.record

test('a result read by an older version gets its fingerprint when it is read again, and keeps the rest', async () => {
  const scan = await store.begin({ startedAt: '2026-11-22T08:00:00.000Z', scope: [''], rules: '1.0', calibration: '1' })
  await store.keep(scan, [met('a.md', 'h1', { result: { keepsText: true } })])
  expect(await known()).not.toHaveProperty('fingerprint')
  const printed = { ...record('a.md'), fingerprint: '2:abc' }
  await store.keep(scan, [met('a.md', 'h1', { record: printed })])
  expect(await known()).toEqual(printed)
  await store.keep(scan, [met('a.md', 'h1')])
  expect((await known())?.fingerprint).toBe('2:abc')
  for await (const document of store.documents()) expect(document.record.fingerprint).toBe('2:abc')
})
