import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Generated } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { met, record } from './met-fixture.ts'
import { openStore, openTables } from './open-store.ts'
import { askPostgres, type Postgres, postgresFolder, startPostgres } from './postgres-fixture.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'

vi.setConfig({ testTimeout: 120_000 })

const NEW = { startedAt: '2026-11-22T08:00:00.000Z', scope: [''], rules: '1.0', calibration: '1' }
const END = { endedAt: '2026-11-22T08:01:00.000Z', read: 0, unopened: [] }
const bin = postgresFolder()
let root: string
let server: Postgres | undefined
let databases = 0

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-sauvegarde-'))
  if (bin !== undefined) server = startPostgres(bin)
})
afterAll(() => {
  server?.stop()
  rmSync(root, { recursive: true, force: true })
})

async function fresh(kind: 'sqlite' | 'postgres'): Promise<Store> {
  const library = mkdtempSync(join(root, 'b-'))
  if (kind === 'sqlite' || server === undefined) return (await openStore({ root: library }, { create: true }))!
  databases += 1
  await askPostgres(server.url, `create database s${databases}`)
  return (await openStore(
    { root: library, url: server.url.replace('/postgres?', `/s${databases}?`) },
    { create: true },
  ))!
}

/** A memory with something of everything: scans, letters there and gone, ranks, an inventory, letters given up. */
async function filled(kind: 'sqlite' | 'postgres'): Promise<Store> {
  const store = await fresh(kind)
  const first = await store.begin(NEW)
  const all = Array.from({ length: 1_205 }, (_, i) => met(`d/é «${i}»\t.md`, `h${i}`, { record: record('', i / 13) }))
  await store.keep(first, [...all, met('b.md', 'hb', { result: { keepsText: true } })])
  await store.keep(first, [met('illisible.pdf', null, { record: record('illisible.pdf', null) })])
  await store.finish(first, END)
  const second = await store.begin(NEW)
  await store.keep(second, all.slice(5))
  await store.finish(second, END)
  await store.rank(second, [{ path: 'd/é «7»\t.md', class: 'P2', value: 61.25 }])
  await store.bury([
    { scan: 2, path: 'x.doc', reason: 'l’ouvrier\ns’est arrêté', tries: 3, worker: null, diedAt: END.endedAt },
  ])
  await store.saveInventory(new Map([['b.md', '{"volume":12}']]))
  await store.writeNote('colonnes', '{"Chemin":"chemin"}')
  return store
}

async function linesOf(store: Store): Promise<string[]> {
  const lines: string[] = []
  for await (const line of store.dump('2026-11-22T09:00:00.000Z')) lines.push(line)
  return lines
}

async function* given(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

/** Rows of a table come in the order the database likes. */
const sorted = (lines: readonly string[]): string[] => [...lines].sort()

const kinds = bin === undefined ? (['sqlite'] as const) : (['sqlite', 'postgres'] as const)
for (const kind of kinds) {
  test(`tables that others keep beside the letters are put back on ${kind}, and go on numbering their lines`, async () => {
    const beside = async () => {
      const store = await fresh(kind)
      const url = server?.url.replace('/postgres?', `/s${databases}?`)
      const rank = kind === 'postgres' ? 'bigserial' : 'integer'
      const migrations = [
        { statements: () => [`create table told (rank ${rank} primary key, said text not null)`] },
        { statements: () => ['alter table told add column why text'] },
      ]
      const place = { root: store.root, ...(kind === 'postgres' && url !== undefined ? { url } : {}) }
      const open = () =>
        openTables<{ told: { rank: Generated<number>; said: string; why: string | null } }>(place, {
          create: true,
          migrations,
          version: 'version-told',
        })
      return { store, open }
    }
    const [source, target] = [await beside(), await beside()]
    const tables = (await source.open())!
    for (const said of ['a', 'b', 'c']) await tables.db.insertInto('told').values({ said, why: null }).execute()
    await tables.db.destroy()
    // As an older version wrote it: without the column of the second step.
    const lines = (await linesOf(source.store)).map((line) =>
      line.replace('["rank","said","why"]', '["rank","said"]').replace(/^(\[.?\d.?,"[abc]"),null\]$/, '$1]'),
    )
    const older = lines.map((line) => line.replace('["version-told","2"]', '["version-told","1"]'))
    expect(older).toContain('["version-told","1"]')
    await (await target.open())!.db.destroy()
    await target.store.restore(given(older))
    const again = (await target.open())!
    await again.db.insertInto('told').values({ said: 'd', why: 'après' }).execute()
    const rows = await again.db.selectFrom('told').selectAll().orderBy('rank').execute()
    expect(rows.map(({ said, why }) => [said, why])).toEqual([
      ['a', null],
      ['b', null],
      ['c', null],
      ['d', 'après'],
    ])
    await again.db.destroy()
    await Promise.all([source.store.close(), target.store.close()])
  })
}

for (const from of kinds) {
  for (const to of kinds) {
    test(`a backup made on ${from} and put back on ${to} gives the same memory, to the last line`, async () => {
      const source = await filled(from)
      const lines = await linesOf(source)
      const target = await fresh(to)
      expect(await target.isEmpty()).toBe(true)
      // What was there before is replaced.
      await target.keep(await target.begin(NEW), [met('avant.md', 'h-avant')])
      expect(await target.isEmpty()).toBe(false)
      await target.restore(given(lines))
      expect(sorted(await linesOf(target))).toEqual(sorted(lines))
      expect(await target.scans()).toEqual(await source.scans())
      const documents = async (store: Store) => {
        const all = []
        for await (const one of store.documents()) all.push(one)
        return all
      }
      expect(await documents(target)).toEqual(await documents(source))
      // It goes on as if nothing had happened.
      expect(await target.begin(NEW)).toBe(3)
      await source.close()
      await target.close()
    })
  }
}

describe('a backup that cannot be used', () => {
  test('leaves the memory as it was, whatever is wrong with it', async () => {
    const source = await filled('sqlite')
    const lines = await linesOf(source)
    for (const [wrong, code] of [
      [[], 'sauvegarde-abimee'],
      [['{"path":"a.md"}'], 'pas-une-sauvegarde'],
      [['Madame, Monsieur'], 'sauvegarde-abimee'],
      [[...lines.slice(0, 40), lines[40]!.slice(0, -9)], 'sauvegarde-abimee'],
      [[lines[0]!.replace(/"version":\d+/, '"version":999'), ...lines.slice(1)], 'sauvegarde-plus-recente'],
      [[lines[0]!, '{"table":"demain","columns":["a"]}'], 'sauvegarde-abimee'],
    ] as const) {
      const refused = await source.restore(given(wrong)).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(StoreError)
      expect((refused as StoreError).problem.code).toBe(code)
    }
    expect(sorted(await linesOf(source))).toEqual(sorted(lines))
    await source.close()
  })

  test('an older one, without the columns of today, is taken', async () => {
    const source = await filled('sqlite')
    const older = (await linesOf(source)).map((line) => line.replace(/"version":\d+/, '"version":2'))
    const at = older.findIndex((line) => line.startsWith('{"table":"inventory"'))
    const next = older.findIndex((line, i) => i > at && line.startsWith('{"table"'))
    const target = await fresh('sqlite')
    await target.restore(given([...older.slice(0, at), ...older.slice(next)]))
    expect(await target.inventory()).toEqual(new Map())
    expect((await target.scans()).length).toBe(2)
    await source.close()
    await target.close()
  })
})
