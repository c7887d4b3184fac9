import { afterAll, beforeAll, describe } from 'vitest'
import {
  askPostgres,
  type Postgres,
  postgresFolder,
  startPostgres,
} from '../../../library/src/store/postgres-fixture.ts'
import { openReports } from './import-fixture.ts'
import { survivesKills } from './import-killed-fixture.ts'
import { conformance } from './report-store-conformance-fixture.ts'

const bin = postgresFolder()
let server: Postgres | undefined
beforeAll(() => {
  if (bin !== undefined) server = startPostgres(bin)
}, 60_000)
afterAll(() => server?.stop())

describe.skipIf(bin === undefined)('reports in PostgreSQL (needs its programs)', () => {
  const empty = async () => {
    const url = server?.url ?? ''
    await askPostgres(url, 'drop schema if exists limpide cascade')
    return { root: '.', url }
  }
  conformance(async () => {
    const { root, url } = await empty()
    return openReports(root, url)
  })
  survivesKills(empty, [60])
})
