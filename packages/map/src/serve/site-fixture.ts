import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@limpide/library/store'
import {
  createReportStore,
  REPORT_MIGRATIONS,
  REPORT_VERSION,
  type ReportStore,
  type ReportTables,
} from '@limpide/reports/store'
import type { FastifyInstance } from 'fastify'
import { type Accesses, type AccessRole, openAccesses } from './access.ts'
import { ACCESS_MIGRATIONS, ACCESS_VERSION, type AccessTables } from './access-schema.ts'
import type { SiteOptions } from './context.ts'
import { createSite } from './site.ts'

/** A site over a store of its own, and what a test needs to act as its visitors. */
export interface TestSite {
  readonly site: FastifyInstance
  readonly reports: ReportStore
  readonly accesses: Accesses
  /** The clock of the site, in milliseconds. */
  clock: number
  /** The cookies of someone who came in with this role. */
  enter(role: AccessRole): Promise<{ readonly cookies: Record<string, string>; readonly key: string }>
  /** A visitor: their cookie, and the key of the form they were shown. */
  visit(
    address?: string,
  ): Promise<{ readonly cookies: Record<string, string>; readonly key: string; readonly body: string }>
  close(): Promise<void>
}

export async function startTestSite(more: Partial<SiteOptions> = {}): Promise<TestSite> {
  const root = mkdtempSync(join(tmpdir(), 'limpide-site-'))
  const reportTables = await openTables<ReportTables>(
    { root },
    { create: true, migrations: REPORT_MIGRATIONS, version: REPORT_VERSION },
  )
  const accessTables = await openTables<AccessTables>(
    { root },
    { create: true, migrations: ACCESS_MIGRATIONS, version: ACCESS_VERSION },
  )
  if (reportTables === undefined || accessTables === undefined) throw new Error('no store was made')
  const reports = createReportStore(reportTables.db)
  const accesses = await openAccesses(accessTables.db)
  const test = { clock: Date.parse('2026-03-02T12:00:00Z') }
  const site = await createSite({
    reports,
    accesses,
    service: 'Ville de Brives',
    keepsAddress: true,
    documents: async () => [{ path: 'refus.md', title: 'Refus <b>de</b> "carte"', reference: 'AL-012' }],
    mapPage: async () => '<!doctype html><script type="module">document.title = "Carte"</script>',
    readFile: async (bytes) => new TextDecoder().decode(bytes),
    risen: async () => [],
    now: () => test.clock,
    ...more,
  })
  await site.ready()
  const keyIn = (body: string): string => /name="cle" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const cookiesIn = (response: { readonly cookies: readonly { readonly name: string; readonly value: string }[] }) =>
    Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]))
  const visit: TestSite['visit'] = async (address = '/signaler') => {
    const response = await site.inject(address)
    return { cookies: cookiesIn(response), key: keyIn(response.body), body: response.body }
  }
  return Object.assign(test, {
    site,
    reports,
    accesses,
    visit,
    async enter(role: AccessRole) {
      const { token } = await accesses.give(`Lou (${role})`, role, '2026-01-01T00:00:00Z')
      const { cookies, key } = await visit('/connexion')
      const response = await site.inject({
        method: 'POST',
        url: '/connexion',
        cookies,
        payload: { cle: key, jeton: token },
      })
      const session = { ...cookies, ...cookiesIn(response) }
      const list = await site.inject({ url: '/signalements', cookies: session })
      return { cookies: session, key: keyIn(list.body) }
    },
    async close() {
      await site.close()
      await reports.close()
      await accessTables.db.destroy()
      rmSync(root, { recursive: true, force: true })
    },
  })
}
