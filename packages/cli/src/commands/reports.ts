import { existsSync } from 'node:fs'
import type { SiteDocument } from '@limpide/map/serve'
import {
  FIELDS,
  type Field,
  matcher,
  OFF_TOPIC,
  type OffTopic,
  offTopic,
  plainHeader,
  type ReadReports,
} from '@limpide/reports'
import type { FileOfReports, Imported } from '@limpide/reports/store'
import { EXIT, UsageError } from '../exit.ts'
import { knownDocuments } from '../known-documents.ts'
import { count } from '../print/number.ts'
import { tell, write } from '../print/output.ts'
import { readReportFile, saidProblem } from '../report-file.ts'
import { missing } from './check.ts'
import { openMemory } from './memory.ts'
import { openSession } from './session.ts'
import { openReportTables } from './tables.ts'

type Columns = Readonly<Partial<Record<Field, string>>>

/**
 * Imports a file of reports in the memory of a library: masked, once each, what speaks of something else counted. `said` holds what
 * the person says of the columns: « commentaire=Votre avis ».
 */
export async function importReports(file: string, folder: string, said: readonly string[] = []): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const wanted = columnsSaid(said)
  const store = await openReportTables(folder)
  try {
    let isRemembered = false
    const read = await readReportFile(file, async (headers) => {
      const known = await store.columnsFor(headers)
      isRemembered = wanted === undefined && known !== undefined
      checkHeaders(wanted, headers)
      return wanted === undefined && known === undefined ? undefined : { ...known, ...wanted }
    })
    const headers = read.columns.map(({ header }) => header)
    const now = new Date().toISOString()
    if (wanted !== undefined)
      await store.rememberColumns(headers, { ...(await store.columnsFor(headers)), ...wanted }, now)
    tellColumns(read, isRemembered)
    tellProblems(read)
    const lines = linesOf(read, await documentsIn(folder))
    await store.maskAgain(now)
    const imported = await store.importFile({ ...lines, isCorrected: wanted !== undefined }, now)
    await writeImported(imported, (await store.list({ path: null })).length)
    return EXIT.clear
  } finally {
    await store.close()
  }
}

/** « commentaire=Votre avis » by field; `undefined` when nothing was said. */
function columnsSaid(said: readonly string[]): Columns | undefined {
  if (said.length === 0) return undefined
  return Object.fromEntries(
    said.map((one) => {
      const [name = '', ...header] = one.split('=')
      const field = FIELDS.find((field) => field === plainHeader(name))
      if (field === undefined || header.length === 0)
        throw new UsageError(
          `--colonne ${one}\u00a0: écrivez le champ, «\u00a0=\u00a0», puis le titre de la colonne. Exemple\u00a0: --colonne "commentaire=Votre avis". Champs\u00a0: ${FIELDS.join(', ')}.`,
        )
      return [field, header.join('=').trim()]
    }),
  )
}

function checkHeaders(wanted: Columns | undefined, headers: readonly string[]): void {
  const known = new Set(headers.map(plainHeader))
  for (const [field, header] of Object.entries(wanted ?? {})) {
    if (header === '' || known.has(plainHeader(header))) continue
    throw new UsageError(
      `--colonne ${field}=${header}\u00a0: aucune colonne n’a ce titre. Titres du fichier\u00a0: ${headers.map((one) => `«\u00a0${one}\u00a0»`).join(', ')}.`,
    )
  }
}

function tellColumns({ columns, isExperiences }: ReadReports, isRemembered: boolean): void {
  if (isExperiences) tell('Export «\u00a0expériences usagers\u00a0» de Services Publics+ reconnu.')
  const used = columns.flatMap(({ header, field }) =>
    field === null ? [] : [plainHeader(header) === field ? header : `${header} (${field})`],
  )
  const unused = columns.flatMap(({ header, field }) => (field === null && header.trim() !== '' ? [header] : []))
  const remembered = isRemembered ? ', comme vous l’aviez dit' : ''
  tell(`Colonnes lues${remembered}\u00a0: ${used.join(', ')}.`)
  if (unused.length > 0) tell(`Colonnes laissées\u00a0: ${unused.join(', ')}.`)
  const isGuessed = unused.length > 0 || used.some((said) => said.endsWith(')'))
  if (isGuessed && !isExperiences && !isRemembered)
    tell(
      'Une colonne est mal comprise\u00a0? Dites ce qu’elle contient\u00a0: --colonne "commentaire=Votre avis". Ce choix sera gardé.',
    )
}

/** Problems of one kind said at most. */
const MOST_SAID = 3

/** A faulty export has the same problem on every line: a few are shown, the others counted. */
function tellProblems({ problems }: ReadReports): void {
  for (const code of new Set(problems.map(({ code }) => code))) {
    const same = problems.filter((problem) => problem.code === code)
    for (const problem of same.slice(0, MOST_SAID)) tell(saidProblem(problem))
    const more = same.length - MOST_SAID
    if (more > 0) tell(`De même pour ${count(more, 'autre ligne', 'autres lignes')}.`)
  }
}

/** The lines of a file as they are kept: matched to the documents of the memory, or put aside with a reason. */
export function linesOf(
  { reports, keys, tokens, leftOut }: ReadReports,
  documents: readonly SiteDocument[],
  channel: 'fichier' | 'editeur' = 'fichier',
): FileOfReports {
  const match = matcher(documents)
  const aside: { why: OffTopic; importKey: string }[] = []
  for (const { why, key } of leftOut) aside.push({ why, importKey: `fichier:${key}` })
  const kept: FileOfReports['reports'][number][] = []
  for (const [rank, report] of reports.entries()) {
    const importKey = `fichier:${keys[rank]}`
    const why = offTopic(report)
    if (why !== undefined) {
      aside.push({ why, importKey })
      continue
    }
    const found = match(report)
    const token = tokens[rank]
    const reporter = token === undefined ? {} : { reporter: `jeton:${token}` }
    kept.push({ report, channel, importKey, ...reporter, ...(found === undefined ? {} : { match: found }) })
  }
  return { reports: kept, aside }
}

async function writeImported({ added, known, corrected, aside }: Imported, waiting: number): Promise<void> {
  const said = [count(added, 'signalement ajouté', 'signalements ajoutés')]
  if (corrected > 0) said.push(count(corrected, 'corrigé'))
  if (known > 0) said.push(count(known, 'déjà connu', 'déjà connus'))
  await write(`${said.join(', ')}.\n`)
  const put = [...aside].map(([why, many]) => `${many} (${OFF_TOPIC[why]})`)
  if (put.length > 0) await write(`Hors sujet, comptés et non gardés\u00a0: ${put.join(', ')}.\n`)
  if (waiting > 0)
    await write(
      `${count(waiting, 'signalement attend', 'signalements attendent')} d’être donné${waiting > 1 ? 's' : ''} à un document.\n`,
    )
}

/** The documents of the memory; none where nothing was scanned yet: the reports wait. */
async function documentsIn(folder: string): Promise<readonly SiteDocument[]> {
  const memory = await openMemory(folder, { create: false, isNeeded: false })
  if (memory === undefined) return []
  try {
    return await knownDocuments(memory, (await openSession({})).configs)
  } finally {
    await memory.close()
  }
}

/** Erases the addresses older than a year and the tokens of persons older than 90 days, and masks again what an older masking kept. */
export async function purgeReports(folder: string): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const { REPORTER_DAYS } = await import('@limpide/reports/store')
  const store = await openReportTables(folder)
  try {
    const now = new Date().toISOString()
    const { addresses, reporters } = await store.purge(now)
    const masked = await store.maskAgain(now)
    const old = `de plus de ${REPORTER_DAYS} jours`
    await write(
      `${count(addresses, 'adresse de plus d’un an effacée', 'adresses de plus d’un an effacées')}, ${count(reporters, `jeton ${old} effacé`, `jetons ${old} effacés`)}.\n`,
    )
    if (masked > 0) await write(`${count(masked, 'signalement mieux masqué', 'signalements mieux masqués')}.\n`)
    return EXIT.clear
  } finally {
    await store.close()
  }
}
