import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SiteDocument } from '@limpide/map/serve'
import { matcher, OFF_TOPIC, type OffTopic, offTopic, readReports, rowsOfJson } from '@limpide/reports'
import type { NewReport } from '@limpide/reports/store'
import { EXIT, UsageError } from '../exit.ts'
import { count } from '../print/number.ts'
import { tell, write } from '../print/output.ts'
import { missing } from './check.ts'
import { openMemory } from './memory.ts'
import { knownDocuments } from './serve.ts'
import { openReportTables } from './tables.ts'

/** Imports a file of reports in the memory of a library: masked, once each, what speaks of something else counted. */
export async function importReports(file: string, folder: string): Promise<number> {
  for (const path of [file, folder]) if (!existsSync(path)) throw new UsageError(missing(path))
  const bytes = await readFile(file)
  const name = basename(file)
  const json = rowsOfJson(bytes, name)
  if (json !== undefined && 'problem' in json)
    throw new UsageError(`${name}\u00a0: ${json.problem.what} ${json.problem.fix}`)
  const { reports, problems, columns } = readReports(json === undefined ? bytes : json.csv, { name })
  for (const { what, fix, where } of problems) tell(`${where === undefined ? '' : `${where}\u00a0: `}${what} ${fix}`)
  const used = columns.flatMap(({ header, field }) => (field === null ? [] : [`${header} → ${field}`]))
  const unused = columns.flatMap(({ header, field }) => (field === null ? [header] : []))
  if (used.length > 0)
    tell(`Colonnes lues\u00a0: ${used.join(', ')}.${unused.length > 0 ? ` Laissées\u00a0: ${unused.join(', ')}.` : ''}`)
  const match = matcher(await documentsIn(folder))
  const aside = new Map<OffTopic, number>()
  const kept: NewReport[] = []
  for (const { id, line, rejected: _, ...report } of reports) {
    const why = offTopic({ id, line, rejected: _, ...report })
    if (why !== undefined) {
      aside.set(why, (aside.get(why) ?? 0) + 1)
      continue
    }
    // The same file, or the same row in a later export, is known again by what it says.
    const said = createHash('sha256')
      .update(JSON.stringify([id.startsWith('ligne-') ? '' : id, report]))
      .digest('hex')
    const found = match({ id, line, rejected: _, ...report })
    kept.push({
      report,
      channel: 'fichier',
      importKey: `fichier:${said}`,
      ...(found === undefined ? {} : { match: found }),
    })
  }
  const store = await openReportTables(folder)
  try {
    const now = new Date().toISOString()
    const added = await store.addAll(kept, now)
    if (added > 0) for (const [why, many] of aside) await store.countAside(why, now.slice(0, 10), many)
    const known = kept.length - added
    await write(
      `${count(added, 'signalement ajouté', 'signalements ajoutés')}${known > 0 ? `, ${count(known, 'déjà connu', 'déjà connus')}` : ''}.\n`,
    )
    const put = [...aside].map(([why, many]) => `${many} (${OFF_TOPIC[why]})`)
    if (put.length > 0) await write(`Hors sujet, comptés et non gardés\u00a0: ${put.join(', ')}.\n`)
    const waiting = (await store.list({ path: null })).length
    if (waiting > 0)
      await write(
        `${count(waiting, 'signalement attend', 'signalements attendent')} d’être donné${waiting > 1 ? 's' : ''} à un document.\n`,
      )
    return EXIT.clear
  } finally {
    await store.close()
  }
}

/** The documents of the memory; none where nothing was scanned yet: the reports wait. */
async function documentsIn(folder: string): Promise<readonly SiteDocument[]> {
  const memory = await openMemory(folder, { create: false, isNeeded: false })
  if (memory === undefined) return []
  try {
    return await knownDocuments(memory)
  } finally {
    await memory.close()
  }
}

/** Erases the addresses older than a year. */
export async function purgeReports(folder: string): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const store = await openReportTables(folder)
  try {
    const { addresses } = await store.purge(new Date().toISOString())
    await write(`${count(addresses, 'adresse de plus d’un an effacée', 'adresses de plus d’un an effacées')}.\n`)
    return EXIT.clear
  } finally {
    await store.close()
  }
}
