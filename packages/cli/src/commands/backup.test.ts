import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { STORE_FILE } from '@limpide/library'
import { openStore } from '@limpide/library/store'
import { ERASED_IN_TIME } from '@limpide/reports/store'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { postgresFolder, startPostgres } from '../../../library/src/store/postgres-fixture.ts'
import { exportCommand, importCommand } from './backup.ts'
import { openAccessTables, openPlanTables, openReportTables } from './tables.ts'

const NOW = '2026-03-02T12:00:00.000Z'
const LOU = { actor: 'Lou', role: 'responsable' } as const

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-sauvegarde-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a backup restored elsewhere brings the reports, the accesses and the plan along', async () => {
  const [from, to, file] = [join(root, 'a'), join(root, 'b'), join(root, 'tout.jsonl.gz')]
  for (const folder of [from, to]) mkdirSync(folder)
  await (await openStore({ root: from }, { create: true }))?.close()
  const [reports, accesses, plan] = [
    await openReportTables(from),
    await openAccessTables(from),
    await openPlanTables(from),
  ]
  const { token } = await accesses.give('Lou', 'responsable', NOW)
  const report = { role: 'usager', difficulties: ['mots'], comment: 'dur', suggestion: '' } as const
  await reports.add({ report, channel: 'formulaire', address: '192.0.2.77' }, NOW)
  await plan.open('refus.md', { path: 'refus.md', title: 'Refus', hash: 'a', score: null }, LOU, NOW)
  await plan.edit('refus.md', 1, { owner: 'Max' }, LOU, NOW)
  await Promise.all([reports.close(), accesses.close(), plan.close()])

  expect(await exportCommand(from, { sortie: file })).toBe(0)
  expect(await importCommand(file, to, {})).toBe(0)
  // Where a report came from is erased after a year: no copy of it is made.
  expect(gunzipSync(readFileSync(file)).toString()).not.toMatch(/192\.0\.2\.77|report_(?:origins|reporters|secrets)/)

  const there = {
    reports: await openReportTables(to),
    accesses: await openAccessTables(to),
    plan: await openPlanTables(to),
  }
  expect(await there.reports.list()).toMatchObject([{ comment: 'dur' }])
  expect(await there.accesses.personOf(token)).toMatchObject({ name: 'Lou' })
  expect(await there.plan.list()).toMatchObject([{ owner: 'Max', revision: 2 }])
  expect(await there.plan.history('refus.md')).toHaveLength(2)
  // The next change finds its place after those that were brought.
  await there.plan.comment('refus.md', 'repris', LOU, NOW)
  expect((await there.plan.history('refus.md')).at(-1)).toMatchObject({ to: 'repris' })
  await Promise.all([there.reports.close(), there.accesses.close(), there.plan.close()])
})

const bin = postgresFolder()

/** The names of the tables of a memory, with their columns and the types of these. */
function tablesOf(db: DatabaseSync): ReadonlyMap<string, readonly { readonly name: string; readonly type: string }[]> {
  const names = db.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'").all()
  return new Map(
    names.map(({ name }) => [
      String(name),
      db
        .prepare(`pragma table_info(${name})`)
        .all()
        .map((column) => ({ name: String(column.name), type: String(column.type) })),
    ]),
  )
}

test.skipIf(bin === undefined)(
  'every table goes from a file to PostgreSQL and back, to the last line, those of the plan, of the kits and of the site too',
  async () => {
    const server = startPostgres(bin!)
    try {
      const folders = ['un', 'deux', 'trois'].map((name) => join(root, name))
      const [first = '', second = '', third = ''] = folders
      for (const folder of folders) mkdirSync(folder)
      await (await openStore({ root: first }, { create: true }))?.close()
      for (const open of [openReportTables, openAccessTables, openPlanTables]) await (await open(first)).close()
      // Three lines in every table there is, now and tomorrow: none may be forgotten on the way.
      const db = new DatabaseSync(join(first, STORE_FILE))
      const tables = tablesOf(db)
      expect([...tables.keys()]).toEqual(
        expect.arrayContaining(['documents', 'results', 'reports', 'accesses', 'plans', 'plan_proofs', 'plan_cards']),
      )
      for (const [table, columns] of tables) {
        if (table === 'meta') continue
        const places = columns.map(() => '?').join(', ')
        const insert = db.prepare(
          `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${places})`,
        )
        for (const i of [1, 2, 3])
          insert.run(
            ...columns.map(({ name, type }) =>
              /int/i.test(type) ? i : /text/i.test(type) ? `${name} «\u00a0é\u00a0» ${i}\n` : i + 0.25,
            ),
          )
      }
      db.close()

      const saved: string[][] = []
      const carry = async (from: string, file: string, to?: string): Promise<void> => {
        expect(await exportCommand(from, { sortie: join(root, file) })).toBe(0)
        const lines = gunzipSync(readFileSync(join(root, file)))
          .toString()
          .trimEnd()
          .split('\n')
        saved.push(lines.slice(1).sort())
        if (to !== undefined) vi.stubEnv('DATABASE_URL', to)
      }
      await carry(first, '1.jsonl.gz', server.url)
      expect(await importCommand(join(root, '1.jsonl.gz'), second, {})).toBe(0)
      await carry(second, '2.jsonl.gz', '')
      expect(await importCommand(join(root, '2.jsonl.gz'), third, {})).toBe(0)
      await carry(third, '3.jsonl.gz')
      expect(saved[1]).toEqual(saved[0])
      expect(saved[2]).toEqual(saved[0])
      const told = saved[0]!.filter((line) => line.startsWith('{"table"')).map((line) => JSON.parse(line).table)
      expect(told.sort()).toEqual([...tables.keys()].filter((name) => !ERASED_IN_TIME.includes(name as never)).sort())
      expect(saved[0]!.length).toBeGreaterThanOrEqual(told.length * 4 - 4)
    } finally {
      vi.unstubAllEnvs()
      server.stop()
    }
  },
  120_000,
)
