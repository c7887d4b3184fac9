import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { problemOf, withInventory } from '@limpide/library'
import { filterRows, isOpen, type PlanRow, planCsv, planMarkdown, planRows, stepLabel } from '@limpide/map/plan'
import { EXIT, UsageError } from '../exit.ts'
import { planNow } from '../library-now.ts'
import { planSource } from '../plan-source.ts'
import { count } from '../print/number.ts'
import { paint, tell, write } from '../print/output.ts'
import { missing } from './check.ts'
import { keptInventory } from './inventory.ts'
import { openMemory } from './memory.ts'
import { openSession } from './session.ts'
import { openPlanTables, openReportTables } from './tables.ts'

export interface PlanListOptions {
  readonly etape?: string
  readonly service?: string
  readonly retard?: boolean
  readonly config?: string
}

export interface PlanExportOptions extends PlanListOptions {
  readonly format: 'csv' | 'md'
  readonly sortie: string
  readonly annee?: string
  readonly equipe: string
}

/** Lists the documents that the team follows, what is late first. */
export async function listPlan(folder: string, options: PlanListOptions): Promise<number> {
  const rows = await rowsOf(folder, options)
  if (rows.length === 0) await write('Aucun document suivi ne répond à cette demande.\n')
  for (const { title, plan, isLate, document } of rows) {
    const due = plan.dueOn === null ? '' : `, échéance ${plan.dueOn}${isLate ? ' (en retard)' : ''}`
    const gain =
      isOpen(plan.step) && document?.score && document.expected
        ? `, note ${Math.round(document.score.value)}, attendue ${Math.round(document.expected.value)}`
        : ''
    await write(
      `${paint('bold', title)} (${plan.path})\n  ${stepLabel(plan.step)}, ${plan.owner ?? 'sans responsable'}${due}${gain}\n`,
    )
  }
  return EXIT.clear
}

/** Writes the plan for a spreadsheet, or for a meeting and the yearly self-assessment. */
export async function exportPlan(folder: string, options: PlanExportOptions): Promise<number> {
  const { annee: year, sortie: file, format } = options
  if (year !== undefined && !/^\d{4}$/.test(year))
    throw new UsageError(`«\u00a0${year}\u00a0» n’est pas une année. Exemple\u00a0: --annee 2026.`)
  const rows = await rowsOf(folder, options)
  const today = new Date().toISOString().slice(0, 10)
  const text =
    format === 'csv'
      ? planCsv(rows)
      : planMarkdown(rows, { owner: options.equipe, today, ...(year === undefined ? {} : { year }) })
  if (file === '-') {
    await write(text)
    return EXIT.clear
  }
  try {
    await writeFile(file, text)
  } catch (error) {
    throw new UsageError(`«\u00a0${file}\u00a0» ne peut pas être écrit\u00a0: ${problemOf(error).what}`)
  }
  tell(`${file}\u00a0: ${count(rows.length, 'document suivi', 'documents suivis')}.`)
  return EXIT.clear
}

async function rowsOf(folder: string, options: PlanListOptions): Promise<readonly PlanRow[]> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const memory = await openMemory(folder, { create: false, isNeeded: true })
  if (memory === undefined) return []
  const own = await openSession(options)
  // What the team's inventory said at the last scan still holds.
  const session = { ...own, configs: withInventory(own.configs, memory.root, await keptInventory(memory)) }
  const [reports, plan] = [await openReportTables(folder), await openPlanTables(folder)]
  try {
    const today = new Date().toISOString().slice(0, 10)
    const followed = (await plan.list()).map(({ path }) => path)
    const source = planSource(plan, memory, session, () => planNow({ memory, reports, plan }, session, today, followed))
    return filterRows(await planRows(source, today), {
      ...(options.etape === undefined ? {} : { step: options.etape }),
      ...(options.service === undefined ? {} : { service: options.service }),
      ...(options.retard === true ? { isLate: true } : {}),
    })
  } finally {
    await Promise.all([memory.close(), reports.close(), plan.close()])
  }
}
