import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { LIMITS, type ScanRecord, scanWithText } from '@limpide/library'
import type { Store } from '@limpide/library/store'
import type { SiteDocument } from '@limpide/map/serve'
import type { KeptReport, ReportStore } from '@limpide/reports/store'
import { declaredIn } from '../declared.ts'
import { EXIT, UsageError } from '../exit.ts'
import { drawMap } from '../map.ts'
import { tell, write } from '../print/output.ts'
import { rank } from '../priorities.ts'
import { missing } from './check.ts'
import { openMemory } from './memory.ts'
import { openSession, type Session } from './session.ts'
import { openAccessTables, openReportTables } from './tables.ts'

export interface ServeOptions {
  readonly port: string
  readonly hote: string
  readonly service: string
  readonly contact?: string
  readonly sansAdresse?: boolean
  readonly config?: string
}

/** A map drawn less than this long ago is given again, in milliseconds. */
const FRESH_MS = 5_000
/** What the text of a joined page may cost: a visitor waits. */
const READ_SECONDS = 10

/** Serves the site of a library until it is interrupted; gives the exit code. */
export async function serve(folder: string, options: ServeOptions): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(
      `le port «\u00a0${options.port}\u00a0» n’est pas un nombre entre 0 et 65535. Exemple\u00a0: --port 4173.`,
    )
  const memory = await openMemory(folder, { create: false, isNeeded: true })
  if (memory === undefined) return EXIT.usage
  const session = await openSession(options)
  const reports = await openReportTables(folder)
  const accesses = await openAccessTables(folder)
  try {
    const { createSite } = await import('@limpide/map/serve')
    const site = await createSite({
      reports,
      accesses,
      service: options.service,
      ...(options.contact === undefined ? {} : { contact: options.contact }),
      keepsAddress: options.sansAdresse !== true,
      documents: () => knownDocuments(memory),
      mapPage: kept(() => drawnMap(memory, reports, session, folder)),
      readFile: (bytes) => textOf(bytes, session),
      now: () => Date.now(),
    })
    try {
      await site.listen({ host: options.hote, port })
    } catch (error) {
      throw new UsageError(`${sayListenError(error, options)}`)
    }
    const at = site.server.address() as AddressInfo
    const address = `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`
    const firstToken = (await accesses.list()).some(({ isRevoked }) => !isRevoked)
      ? undefined
      : await accesses.give('Premier accès', 'administration', new Date().toISOString())
    await write(`Carte\u00a0: ${address}/\nFormulaire de signalement\u00a0: ${address}/signaler\n`)
    if (firstToken !== undefined)
      await write(`Jeton d’administration, montré cette seule fois\u00a0: ${firstToken.token}\n`)
    if (!isLoopback(options.hote))
      tell(
        'Le site répond à tout le réseau. Placez-le derrière un serveur qui chiffre (https) avant de l’ouvrir au public.',
      )
    await interruption()
    await site.close()
    return EXIT.clear
  } finally {
    await Promise.all([memory.close(), reports.close(), accesses.close()])
  }
}

/** What is drawn is given again for a while: ten readers who open the map cost one drawing. */
function kept(draw: () => Promise<string>): () => Promise<string> {
  let last: { readonly at: number; readonly page: Promise<string> } | undefined
  return () => {
    if (last === undefined || Date.now() - last.at > FRESH_MS) last = { at: Date.now(), page: draw() }
    const { page } = last
    page.catch(() => {
      last = undefined
    })
    return page
  }
}

/** The documents that a report may be given to, by their title. */
export async function knownDocuments(memory: Store): Promise<readonly SiteDocument[]> {
  const found: SiteDocument[] = []
  for await (const { record, meta } of memory.documents())
    found.push({
      path: record.path,
      ...(record.title === null ? {} : { title: record.title }),
      ...(meta.reference === undefined ? {} : { reference: meta.reference }),
    })
  return found.sort((a, b) => (a.title ?? a.path).localeCompare(b.title ?? b.path, 'fr'))
}

/** The map of what the memory holds: nothing is read again. */
async function drawnMap(memory: Store, reports: ReportStore, session: Session, folder: string): Promise<string> {
  const { configs, limpide } = session
  const records: ScanRecord[] = []
  for await (const { record } of memory.documents())
    records.push({ ...record, path: relative('', join(memory.root, record.path)) })
  const here = (path: string): string => relative('', join(memory.root, path))
  const heard = (await reports.list()).map((report): KeptReport => {
    const { path } = report
    // What a person decided, or what a report named for sure, is its document.
    return path === undefined ? report : { ...report, document: here(path) }
  })
  const { compareLibrary } = await import('@limpide/library/similar')
  const comparison = compareLibrary(records)
  const judged = records.map((record, i) => ({ ...record, score: comparison.scores[i] ?? record.score }))
  const now = new Date().toISOString().slice(0, 10)
  const ranking = await rank(judged, configs, heard.length === 0 ? null : heard, now)
  return drawMap({
    declared: declaredIn([folder], configs),
    ranking,
    comparison,
    configs,
    reports: heard.length === 0 ? null : heard,
    problems: [],
    limpide,
    now,
  })
}

/** The text of a file from a stranger: read under a name of ours, in a process that may be killed, then erased. */
async function textOf(bytes: Uint8Array, { configs }: Session): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'limpide-recu-'))
  try {
    const file = join(folder, randomUUID())
    await writeFile(file, bytes, { mode: 0o600 })
    for await (const { text } of scanWithText([file], {
      configs,
      limits: { ...LIMITS, seconds: READ_SECONDS },
      concurrency: 1,
    }))
      return text
    return undefined
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function sayListenError(error: unknown, { hote, port }: ServeOptions): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `le port ${port} est déjà pris sur ${hote}. Choisissez-en un autre\u00a0: --port ${Number(port) + 1}.`
  if (code === 'EACCES') return `vous n’avez pas le droit d’ouvrir le port ${port}. Choisissez-en un au-dessus de 1024.`
  return `${hote}:${port} ne peut pas être ouvert (${error instanceof Error ? error.message : String(error)}).`
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
