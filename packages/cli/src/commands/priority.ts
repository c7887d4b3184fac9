import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { withInventory } from '@limpide/library'
import {
  explainPriority,
  explainUncounted,
  explainWeight,
  matcher,
  type Priority,
  replayPriority,
} from '@limpide/reports'
import type { KeptPriority } from '@limpide/reports/store'
import { editorReports } from '../editor-reports.ts'
import { EXIT, UsageError } from '../exit.ts'
import { knownDocuments } from '../known-documents.ts'
import { keptPriorities, type RanksNow, ranksNow } from '../library-now.ts'
import { number } from '../print/number.ts'
import { paint, write } from '../print/output.ts'
import { pad } from '../print/width.ts'
import type { Ranked } from '../priorities.ts'
import { missing } from './check.ts'
import { keptInventory } from './inventory.ts'
import { openMemory } from './memory.ts'
import { openSession } from './session.ts'
import { openPlanTables, openReportTables } from './tables.ts'

export interface PriorityOptions {
  readonly expliquer?: boolean
  readonly date?: string
  readonly format: 'text' | 'json'
  readonly config?: string
}

/** Says why a document of a library comes where it does; with every term when asked to explain. */
export async function priority(said: string, folder: string, options: PriorityOptions): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const { readDate } = await import('@limpide/reports')
  const now = new Date().toISOString()
  const day = options.date === undefined ? now.slice(0, 10) : readDate(options.date)
  if (day === undefined)
    throw new UsageError(`«\u00a0${options.date}\u00a0» n’est pas une date. Exemple\u00a0: --date 2026-03-01.`)
  const memory = await openMemory(folder, { create: false, isNeeded: true })
  if (memory === undefined) return EXIT.usage
  const own = await openSession(options)
  // What the team's inventory said at the last scan still holds.
  const session = { ...own, configs: withInventory(own.configs, memory.root, await keptInventory(memory)) }
  const reports = await openReportTables(folder)
  const plan = await openPlanTables(folder)
  try {
    await editorReports(memory.root, reports)(() => knownDocuments(memory, session.configs))
    const ranks = await ranksNow({ memory, reports, plan }, session, day)
    const row = rowOf(said, ranks)
    const kept = keptPriorities(memory.root, [row], day)
    // Another day than today is asked for to see, not to be kept among what was decided on.
    if (options.date === undefined) await reports.keepPriorities(kept, now)
    const history = await reports.prioritiesOf(kept[0]?.path ?? '')
    await write(options.format === 'json' ? json(row, history) : text(row, history, day, options.expliquer === true))
    return EXIT.clear
  } finally {
    await Promise.all([memory.close(), reports.close(), plan.close()])
  }
}

/** The document that a path, a reference or a title names. */
function rowOf(said: string, { records, ranking, listed, close }: RanksNow): Ranked {
  try {
    const named = rankOf(said, records) ?? rankOf(pathNamed(said, ranking, listed), records)
    const row = named === undefined ? undefined : ranking.rows.at(named)
    if (row !== undefined) return { ...row, record: listed(row.record) }
  } finally {
    close()
  }
  throw new UsageError(
    `aucun document de la bibliothèque ne répond à «\u00a0${said}\u00a0», ou plusieurs le font. Donnez son chemin ou sa référence\u00a0; analysez-le d’abord s’il est nouveau\u00a0: limpide scan DOSSIER --memoriser.`,
  )
}

function rankOf(path: string | undefined, records: RanksNow['records']): number | undefined {
  if (path === undefined) return undefined
  const absolute = resolve(path)
  for (const record of records) if (resolve(record.path) === absolute) return record.rank
  return undefined
}

/** The path of the document that a reference or a title names for sure. */
function pathNamed(said: string, { rows }: RanksNow['ranking'], listed: RanksNow['listed']): string | undefined {
  const match = matcher(
    Array.from(rows, ({ record, declared }) => {
      const title = declared?.title ?? listed(record).title
      return {
        path: record.path,
        ...(declared?.reference === undefined ? {} : { reference: declared.reference }),
        ...(title === null ? {} : { title }),
      }
    }),
  )
  return match({
    id: '',
    line: 0,
    role: 'agent',
    difficulties: [],
    comment: '',
    suggestion: '',
    rejected: false,
    masked: [],
    reference: said,
    document: said,
  })?.path
}

function text(row: Ranked, history: History, day: string, isExplained: boolean): string {
  const { record, declared, priority, reports } = row
  const title = declared?.title ?? record.title
  const lines = [paint('bold', title === null || title === undefined ? record.path : `${title} (${record.path})`)]
  if (priority === null) return `${[...lines, 'Pas de priorité\u00a0: ce document n’a pas de note.'].join('\n')}\n`
  lines.push(priority.said)
  if (!isExplained) return `${lines.join('\n')}\n`
  lines.push('', paint('bold', `Le calcul, au ${longDay(day)}`))
  for (const { name, how, value } of explainPriority(priority))
    lines.push(`  ${pad(name, 10)}${pad(precise(value), 11, 'start')}  ${how}`)
  const { score } = record
  lines.push(
    `  Versions\u00a0: règles ${score?.rules ?? '?'}, calibrage ${score?.calibration ?? '?'}, priorités ${priority.terms.version}.`,
  )
  const items = [...(reports?.items ?? [])].sort((a, b) => (b.report.date ?? '').localeCompare(a.report.date ?? ''))
  if (items.length > 0) {
    lines.push('', paint('bold', 'Le poids de chaque signalement (qui × description × ancienneté)'))
    const uncounted = explainUncounted(items)
    if (uncounted !== undefined) lines.push(`  ${uncounted}`)
    for (const item of items)
      lines.push(
        `  ${pad(item.report.date ?? 'sans date', 10)}  ${pad(item.report.role, 11)}${pad(precise(item.weight), 9, 'start')}  ${explainWeight(item)}`,
      )
  }
  if (history.length > 0) {
    lines.push('', paint('bold', 'Les calculs gardés'))
    for (const one of history) {
      const again = replay(one)
      const said = again === undefined ? 'illisible' : `refait\u00a0: ${precise(again.value)}, ${again.ownClass}`
      lines.push(`  ${longDay(one.day)}\u00a0: ${one.class}, ${precise(one.value)} (${said})`)
    }
  }
  return `${lines.join('\n')}\n`
}

type History = readonly (KeptPriority & { readonly at: string })[]

function json({ record, priority, reports }: Ranked, history: History): string {
  const kept = history.map(({ terms, ...one }) => ({
    ...one,
    detail: JSON.parse(terms),
    refait: replay({ ...one, terms })?.value,
  }))
  return `${JSON.stringify({ chemin: record.path, priorite: priority, signalements: reports?.items ?? [], gardes: kept }, null, 2)}\n`
}

function replay({ terms }: KeptPriority): Pick<Priority, 'value' | 'ownClass'> | undefined {
  const kept: { readonly terms?: Priority['terms'] } = JSON.parse(terms)
  return kept.terms && replayPriority(kept.terms)
}

/** « 0,4231 », « 62,4 » */
function precise(value: number): string {
  return number(value, value !== 0 && Math.abs(value) < 1 ? 4 : 2)
}

function longDay(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('fr-FR', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
