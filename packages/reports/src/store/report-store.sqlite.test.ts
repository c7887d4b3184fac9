import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openReports } from './import-fixture.ts'
import { survivesKills } from './import-killed-fixture.ts'
import { conformance } from './report-store-conformance-fixture.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-reports-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('reports in a file', () => {
  conformance(() => openReports(mkdtempSync(join(root, 'b-'))))
  survivesKills(async () => ({ root: mkdtempSync(join(root, 'k-')) }), [1, 119])
})
