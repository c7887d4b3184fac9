import { openTables } from '@limpide/library/store'
import { afterAll, beforeAll, describe } from 'vitest'
import {
  askPostgres,
  type Postgres,
  postgresFolder,
  startPostgres,
} from '../../../library/src/store/postgres-fixture.ts'
import { createPlanStore } from './plan-store.ts'
import { conformance } from './plan-store-conformance-fixture.ts'
import { PLAN_MIGRATIONS, PLAN_VERSION, type PlanTables } from './schema.ts'

const bin = postgresFolder()
let server: Postgres | undefined
beforeAll(() => {
  if (bin !== undefined) server = startPostgres(bin)
}, 60_000)
afterAll(() => server?.stop())

describe.skipIf(bin === undefined)('the plan in PostgreSQL (needs its programs)', () => {
  conformance(async () => {
    const url = server?.url ?? ''
    await askPostgres(url, 'drop schema if exists limpide cascade')
    const place = { root: '.', url }
    const opened = await openTables<PlanTables>(place, {
      create: true,
      migrations: PLAN_MIGRATIONS,
      version: PLAN_VERSION,
    })
    if (opened === undefined) throw new Error('no store was made')
    return createPlanStore(opened.db)
  })
})
