import { openTables } from '@limpide/library/store'
import { afterAll, beforeAll, describe } from 'vitest'
import {
  askPostgres,
  type Postgres,
  postgresFolder,
  startPostgres,
} from '../../../library/src/store/postgres-fixture.ts'
import { createReportStore } from './report-store.ts'
import { conformance } from './report-store-conformance-fixture.ts'
import { REPORT_MIGRATIONS, REPORT_VERSION, type ReportTables } from './schema.ts'

const bin = postgresFolder()
let server: Postgres | undefined
beforeAll(() => {
  if (bin !== undefined) server = startPostgres(bin)
}, 60_000)
afterAll(() => server?.stop())

describe.skipIf(bin === undefined)('reports in PostgreSQL (needs its programs)', () => {
  conformance(async () => {
    const url = server?.url ?? ''
    await askPostgres(url, 'drop schema if exists limpide cascade')
    const place = { root: '.', url }
    const opened = await openTables<ReportTables>(place, {
      create: true,
      migrations: REPORT_MIGRATIONS,
      version: REPORT_VERSION,
    })
    if (opened === undefined) throw new Error('no store was made')
    return createReportStore(opened.db)
  })
})
