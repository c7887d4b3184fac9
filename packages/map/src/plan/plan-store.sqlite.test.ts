import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Migration, openTables } from '@limpide/library/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPlanStore } from './plan-store.ts'
import { conformance, known } from './plan-store-conformance-fixture.ts'
import { PLAN_MIGRATIONS, PLAN_VERSION, type PlanTables } from './schema.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-plan-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const openIn = async (folder: string, migrations: readonly Migration[] = PLAN_MIGRATIONS) => {
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

  test('a plan from before versions kept their file is brought up to it, and says that it does not know', async () => {
    const folder = mkdtempSync(join(root, 'older-'))
    const { db } = await openIn(folder, [PLAN_MIGRATIONS[0]])
    await sql`insert into document_versions (path, number, kept_at, hash, value, margin, grade, rules, calibration)
      values ('a.md', 0, '2026-01-01', 'a', 62, 4, 'D', '1.2.0', '2026-11')`.execute(db)
    await db.destroy()
    const store = createPlanStore((await openIn(folder)).db)
    expect(await store.versions('a.md')).toMatchObject([{ number: 0, file: null, hash: 'a', score: { value: 62 } }])
    await store.close()
  })
})
