import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import { askPostgres, type Postgres, postgresFolder, startPostgres } from './postgres-fixture.ts'
import { conformance } from './store-conformance-fixture.ts'
import { StoreError } from './store-error.ts'

const bin = postgresFolder()

describe.skipIf(bin === undefined)(
  'the memory in PostgreSQL (skipped where Debian’s postgresql is not installed)',
  () => {
    let server: Postgres
    let root: string
    let databases = 0

    beforeAll(() => {
      server = startPostgres(bin!)
      root = mkdtempSync(join(tmpdir(), 'limpide-store-'))
    })
    afterAll(() => {
      server?.stop()
      rmSync(root, { recursive: true, force: true })
    })

    const database = async (): Promise<string> => {
      databases += 1
      await askPostgres(server.url, `create database b${databases}`)
      return server.url.replace('/postgres?', `/b${databases}?`)
    }

    conformance(async () => ({ root, url: await database() }))

    test('the tables stay in a schema of their own', async () => {
      const url = await database()
      await (await openStore({ root, url }, { create: true }))!.close()
      const schemas = await askPostgres(
        url,
        `select distinct table_schema as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema')`,
      )
      expect(schemas).toEqual([{ name: 'limpide' }])
    })

    test('a server that restarts loses nothing, and the store goes on', async () => {
      const url = await database()
      const store = (await openStore({ root, url }, { create: true }))!
      const scan = { startedAt: '2026-11-22T08:00:00Z', scope: [''], rules: '1.0', calibration: '1' }
      expect(await store.begin(scan)).toBe(1)
      server.restart()
      // The broken connections are met, and replaced.
      await store.scans().catch(() => undefined)
      expect(await store.begin(scan)).toBe(2)
      expect(await store.scans()).toHaveLength(2)
      await store.close()
    })

    test('a server that does not answer is said, without the password', async () => {
      const url = 'postgresql://limpide:secret@127.0.0.1:1/base'
      const refused = await openStore({ root, url }, { create: false }).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(StoreError)
      expect((refused as StoreError).problem).toMatchObject({
        code: 'base-injoignable',
        where: 'postgresql://127.0.0.1:1/base',
      })
    })
  },
)
