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
import type { Kysely } from 'kysely'
import type { PlanDocument } from '../plan/plan-rows.ts'
import { createPlanStore, type PlanStore } from '../plan/plan-store.ts'
import { PLAN_MIGRATIONS, PLAN_VERSION, type PlanTables } from '../plan/schema.ts'
import { type Accesses, type AccessRole, openAccesses } from './access.ts'
import { ACCESS_MIGRATIONS, ACCESS_VERSION, type AccessTables } from './access-schema.ts'
import type { SiteOptions } from './context.ts'
import { createSite } from './site.ts'

/** A site over a store of its own, and what a test needs to act as its visitors. */
export interface TestSite {
  readonly site: FastifyInstance
  readonly reports: ReportStore
  readonly accesses: Accesses
  readonly plans: PlanStore
  /** The tables of the plan, to fill many at once. */
  readonly planTables: Kysely<PlanTables>
  /** What the library holds: a test changes it as a scan would. */
  library: readonly PlanDocument[]
  /** The clock of the site, in milliseconds. */
  clock: number
  /** The cookies of someone who came in with this role. */
  enter(role: AccessRole): Promise<{ readonly cookies: Record<string, string>; readonly key: string }>
  /** A visitor: their cookie, and the key of the form they were shown. */
  visit(
    address?: string,
  ): Promise<{ readonly cookies: Record<string, string>; readonly key: string; readonly body: string }>
  /** Stops the site and starts another on the same memory. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** The letter of the tests. */
const REFUSAL: PlanDocument = {
  path: 'refus.md',
  title: 'Refus <b>de</b> "carte"',
  reference: 'AL-012',
  service: 'social',
  volume: 12_000,
  hash: 'ancien',
  score: { value: 62, margin: 5, grade: 'E', rules: '1.2.0', calibration: '2026-11' },
  priorityClass: 'P1',
  expected: { value: 41, grade: 'D' },
}

/** Starts a site; its memory is a file of its own, or the base at this address. */
export async function startTestSite(more: Partial<SiteOptions> = {}, url?: string): Promise<TestSite> {
  const root = mkdtempSync(join(tmpdir(), 'limpide-site-'))
  const place = { root, ...(url === undefined ? {} : { url }) }
  const reportTables = await openTables<ReportTables>(place, {
    create: true,
    migrations: REPORT_MIGRATIONS,
    version: REPORT_VERSION,
  })
  const accessTables = await openTables<AccessTables>(place, {
    create: true,
    migrations: ACCESS_MIGRATIONS,
    version: ACCESS_VERSION,
  })
  const planTables = await openTables<PlanTables>(place, {
    create: true,
    migrations: PLAN_MIGRATIONS,
    version: PLAN_VERSION,
  })
  if (reportTables === undefined || accessTables === undefined || planTables === undefined)
    throw new Error('no store was made')
  const reports = createReportStore(reportTables.db)
  const accesses = await openAccesses(accessTables.db)
  const plans = createPlanStore(planTables.db)
  const test: { clock: number; library: readonly PlanDocument[] } = {
    library: [REFUSAL],
    clock: Date.parse('2026-03-02T12:00:00Z'),
  }
  const options: SiteOptions = {
    reports,
    accesses,
    service: 'Ville de Brives',
    keepsAddress: true,
    documents: async () => [{ path: 'refus.md', title: 'Refus <b>de</b> "carte"', reference: 'AL-012' }],
    plan: {
      store: plans,
      documents: async () => test.library,
      services: async () => new Map([['social', 'Action sociale']]),
    },
    prose: async (path) => {
      if (path !== 'refus.md') return undefined
      // Most tests of the site need no French.
      const { LETTER, proseOfText } = await import('../kit/prose-fixture.ts')
      return proseOfText(LETTER)
    },
    mapPage: async () => '<!doctype html><script type="module">document.title = "Carte"</script>',
    readFile: async (bytes) => new TextDecoder().decode(bytes),
    risen: async () => [],
    now: () => test.clock,
    ...more,
  }
  const start = async (): Promise<FastifyInstance> => {
    const site = await createSite(options)
    await site.ready()
    return site
  }
  const keyIn = (body: string): string => /name="cle" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const cookiesIn = (response: { readonly cookies: readonly { readonly name: string; readonly value: string }[] }) =>
    Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]))
  const visit: TestSite['visit'] = async (address = '/signaler') => {
    const response = await made.site.inject(address)
    return { cookies: cookiesIn(response), key: keyIn(response.body), body: response.body }
  }
  const made = Object.assign(test, {
    site: await start(),
    async restart() {
      await made.site.close()
      made.site = await start()
    },
    reports,
    accesses,
    plans,
    planTables: planTables.db,
    visit,
    async enter(role: AccessRole) {
      const { token } = await accesses.give(`Lou (${role})`, role, '2026-01-01T00:00:00Z')
      const { cookies, key } = await visit('/connexion')
      const response = await made.site.inject({
        method: 'POST',
        url: '/connexion',
        cookies,
        payload: { cle: key, jeton: token },
      })
      const session = { ...cookies, ...cookiesIn(response) }
      const list = await made.site.inject({ url: '/signalements', cookies: session })
      return { cookies: session, key: keyIn(list.body) }
    },
    async close() {
      await made.site.close()
      await reports.close()
      await plans.close()
      await accessTables.db.destroy()
      rmSync(root, { recursive: true, force: true })
    },
  })
  return made
}
