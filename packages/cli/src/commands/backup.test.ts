import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openStore } from '@limpide/library/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
