import { storePlace } from '@limpide/library'
import type { OpenTables } from '@limpide/library/store'
import type { PlanStore, PlanTables } from '@limpide/map/plan'
import type { Accesses, AccessTables } from '@limpide/map/serve'
import type { ReportStore, ReportTables } from '@limpide/reports/store'
import { sayMemoryError } from './memory.ts'

/** The reports kept beside the letters of a library; made when there are none. Throws a UsageError. */
export async function openReportTables(folder: string): Promise<ReportStore> {
  const { createReportStore, REPORT_MIGRATIONS, REPORT_VERSION } = await import('@limpide/reports/store')
  const { db } = await open<ReportTables>(folder, REPORT_MIGRATIONS, REPORT_VERSION)
  return createReportStore(db)
}

/** The accesses to the site of a library. `close` ends with them. */
export async function openAccessTables(folder: string): Promise<Accesses & { close(): Promise<void> }> {
  const { ACCESS_MIGRATIONS, ACCESS_VERSION, openAccesses } = await import('@limpide/map/serve')
  const { db } = await open<AccessTables>(folder, ACCESS_MIGRATIONS, ACCESS_VERSION)
  return { ...(await openAccesses(db)), close: () => db.destroy() }
}

/** The action plan of a library; made when there is none. Throws a UsageError. */
export async function openPlanTables(folder: string): Promise<PlanStore> {
  const { createPlanStore, PLAN_MIGRATIONS, PLAN_VERSION } = await import('@limpide/map/plan')
  const { db } = await open<PlanTables>(folder, PLAN_MIGRATIONS, PLAN_VERSION)
  return createPlanStore(db)
}

async function open<T>(
  folder: string,
  migrations: readonly { readonly statements: (kind: 'sqlite' | 'postgres') => readonly string[] }[],
  version: string,
): Promise<OpenTables<T>> {
  const { openTables } = await import('@limpide/library/store')
  try {
    const opened = await openTables<T>(storePlace(folder, process.env.DATABASE_URL), {
      create: true,
      migrations,
      version,
    })
    if (opened === undefined) throw new Error('tables that are to be made are there')
    return opened
  } catch (error) {
    throw await sayMemoryError(error)
  }
}
