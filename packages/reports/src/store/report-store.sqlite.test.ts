import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@limpide/library/store'
import { afterAll, beforeAll, describe } from 'vitest'
import { createReportStore } from './report-store.ts'
import { conformance } from './report-store-conformance-fixture.ts'
import { REPORT_MIGRATIONS, REPORT_VERSION, type ReportTables } from './schema.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-reports-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('reports in a file', () => {
  conformance(async () => {
    const place = { root: mkdtempSync(join(root, 'b-')) }
    const opened = await openTables<ReportTables>(place, {
      create: true,
      migrations: REPORT_MIGRATIONS,
      version: REPORT_VERSION,
    })
    if (opened === undefined) throw new Error('no store was made')
    return createReportStore(opened.db)
  })
})
