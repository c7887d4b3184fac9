import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@limpide/library/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPlanStore } from './plan-store.ts'
import { conformance, known } from './plan-store-conformance-fixture.ts'
import { PLAN_MIGRATIONS, PLAN_VERSION, type PlanTables } from './schema.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-plan-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const openIn = async (folder: string, migrations: typeof PLAN_MIGRATIONS | [] = PLAN_MIGRATIONS) => {
  const opened = await openTables<PlanTables>({ root: folder }, { create: true, migrations, version: PLAN_VERSION })
  if (opened === undefined) throw new Error('no store was made')
  return opened
}

describe('the plan in a file', () => {
  conformance(async () => createPlanStore((await openIn(mkdtempSync(join(root, 'b-')))).db))

  test('a memory from before the plan is brought up to it, and what is in it stays', async () => {
    const folder = mkdtempSync(join(root, 'old-'))
    await (await openIn(folder, [])).db.destroy()
    const store = createPlanStore((await openIn(folder)).db)
    await store.open('a.md', known(62, 'a'), { actor: 'Lou', role: 'redaction' }, '2026-03-02T12:00:00.000Z')
    await store.close()
    const again = createPlanStore((await openIn(folder)).db)
    expect(await again.list()).toHaveLength(1)
    await again.close()
  })
})
