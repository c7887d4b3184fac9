import { existsSync } from 'node:fs'
import type { PriorityLine, Store } from '@limpide/library/store'
import { EXIT, UsageError } from '../exit.ts'
import { count, number } from '../print/number.ts'
import { paint, write } from '../print/output.ts'
import { cut, pad, printable, width } from '../print/width.ts'
import { missing } from './check.ts'
import { day, openMemory } from './memory.ts'

export interface ListOptions {
  readonly service?: string
  readonly page: string
  readonly format: 'table' | 'json'
}

const LINES = 50
const COLUMNS = 100

/** Prints a page of the documents that a library remembers, the most urgent first: nothing is read again. Gives the exit code. */
export async function list(folder: string, { service, page: said, format }: ListOptions): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const page = Number(said)
  if (!Number.isInteger(page) || page < 1)
    throw new UsageError(`«\u00a0${said}\u00a0» n’est pas un numéro de page. Exemple\u00a0: --page 2.`)
  const store = await openMemory(folder, { create: false, isNeeded: true })
  if (store === undefined) return EXIT.usage
  try {
    const offset = (page - 1) * LINES
    const { lines, total } = await store.priorities({
      offset,
      limit: LINES,
      ...(service === undefined ? {} : { service }),
    })
    await write(
      format === 'json'
        ? `${JSON.stringify({ total, page, documents: lines.map(plain) }, null, 2)}\n`
        : `${table(lines)}${await foot(store, { folder, service, page, total, shown: lines.length })}`,
    )
  } finally {
    await store.close()
  }
  return EXIT.clear
}

function table(lines: readonly PriorityLine[]): string {
  if (lines.length === 0) return ''
  const path = Math.min(44, Math.max(8, ...lines.map((one) => width(one.path))))
  const service = Math.min(20, Math.max(7, ...lines.map((one) => width(one.service ?? ''))))
  const row = (priority: string, score: string, sent: string, document: string, of: string, owner: string): string =>
    [
      pad(priority, 8),
      pad(score, 10),
      pad(sent, 9, 'start'),
      pad(cut(document, path), path),
      pad(cut(of, service), service),
      cut(owner, COLUMNS - 37 - path - service),
    ]
      .join('  ')
      .trimEnd()
  const rows = lines.map(({ priorityClass, priority, value, grade, volume, path: document, service: of, owner }) =>
    row(
      `${priorityClass ?? ''} ${pad(priority === null ? '' : number(priority), 3, 'start')}`,
      value === null ? '' : `${grade} ${pad(number(value), 3, 'start')}/100`,
      volume === null ? '' : number(volume),
      printable(document),
      printable(of ?? ''),
      printable(owner ?? ''),
    ),
  )
  return `${[paint('bold', row('Priorité', 'Score', 'Par an', 'Document', 'Service', 'Qui')), ...rows].join('\n')}\n\n`
}

async function foot(
  store: Store,
  {
    folder,
    service,
    page,
    total,
    shown,
  }: {
    readonly folder: string
    readonly service: string | undefined
    readonly page: number
    readonly total: number
    readonly shown: number
  },
): Promise<string> {
  const of = service === undefined ? '' : ` du service «\u00a0${service}\u00a0»`
  if (total === 0)
    return `Aucun document classé${of}. Le classement se fait à l’analyse\u00a0: limpide scan ${folder}.\n`
  const first = (page - 1) * LINES + 1
  if (shown === 0) return `La page ${page} est vide\u00a0: ${count(total, 'document')}${of}.\n`
  const last = (await store.scans()).find(({ state }) => state === 'finie')
  const since = last === undefined ? '' : ` Classement de l’analyse n° ${last.id} (${day(last)}).`
  const more = first + shown > total ? '' : ` La suite\u00a0: --page ${page + 1}.`
  return `Documents ${number(first)} à ${number(first + shown - 1)}, sur ${number(total)}${of}.${since}${more}\n`
}

function plain(line: PriorityLine): object {
  return {
    chemin: line.path,
    titre: line.title,
    type: line.type,
    priorite: line.priorityClass,
    valeur: line.priority,
    score: line.value,
    marge: line.margin,
    note: line.grade,
    service: line.service,
    demarche: line.procedure,
    volume: line.volume,
    responsable: line.owner,
  }
}
