import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIMITS, type Prose, pathInStore, scanWithText, withInventory } from '@limpide/library'
import type { Findable, ModelFinder } from '@limpide/library/similar'
import type { Store } from '@limpide/library/store'
import type { SiteOptions } from '@limpide/map/serve'
import { editorReports } from '../editor-reports.ts'
import { EXIT, UsageError } from '../exit.ts'
import { knownDocuments } from '../known-documents.ts'
import { keptPriorities, type LibraryNow, libraryNow, type Memories } from '../library-now.ts'
import { planSource } from '../plan-source.ts'
import { tell, write } from '../print/output.ts'
import { servedMap } from '../served-map.ts'
import { openTheme } from '../theme.ts'
import { missing } from './check.ts'
import { keptInventory } from './inventory.ts'
import { openMemory } from './memory.ts'
import { openSession, type Session } from './session.ts'
import { openAccessTables, openPlanTables, openReportTables } from './tables.ts'

export interface ServeOptions {
  readonly port: string
  readonly hote: string
  readonly service?: string
  readonly theme?: string
  readonly contact?: string
  readonly sansAdresse?: boolean
  readonly adressePublique?: string
  readonly mandataire?: readonly string[]
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
  const publicAddress = options.adressePublique && publicAddressOf(options.adressePublique)
  // A public address is that of a server which encrypts, on this machine unless told otherwise.
  const proxies = options.mandataire ?? (publicAddress === undefined ? [] : ['loopback'])
  const theme = options.theme === undefined ? undefined : await openTheme(options.theme)
  const memory = await openMemory(folder, { create: false, isNeeded: true })
  if (memory === undefined) return EXIT.usage
  const own = await openSession(options)
  // What the team's inventory said at the last scan still holds.
  const session = { ...own, configs: withInventory(own.configs, memory.root, await keptInventory(memory)) }
  const proses = proseReader(session)
  const reports = await openReportTables(folder)
  const accesses = await openAccessTables(folder)
  const plans = await openPlanTables(folder)
  try {
    const { createSite } = await import('@limpide/map/serve')
    const documents = perScan(memory, () => knownDocuments(memory, session.configs))
    const takeIn = editorReports(memory.root, reports)
    const now = kept(async () => {
      await takeIn(documents)
      return today({ memory, reports, plan: plans }, session)
    })
    const site = await createSite({
      reports,
      accesses,
      service: options.service ?? theme?.name ?? 'Limpide',
      ...(theme === undefined ? {} : { theme }),
      ...(options.contact === undefined ? {} : { contact: options.contact }),
      keepsAddress: options.sansAdresse !== true,
      documents,
      plan: planSource(plans, memory, session, now),
      prose: (path) => proses.of(join(memory.root, path)),
      storePath: (shown) => pathInStore(memory.root, shown),
      mapPage: kept(async () => {
        const day = new Date().toISOString().slice(0, 10)
        return servedMap(await now(), session, folder, { memory, plans, theme, now: day })
      }),
      risen: async () =>
        (await now()).ranking.rows.flatMap(({ record, declared, priority }) => {
          const title = declared?.title ?? record.title ?? undefined
          const path = pathInStore(memory.root, record.path)
          return priority?.jumped ? [{ path, said: priority.said, ...(title === undefined ? {} : { title }) }] : []
        }),
      ...(publicAddress === undefined ? {} : { publicAddress }),
      ...(proxies.length === 0 ? {} : { proxies }),
      readFile: (bytes) => textOf(bytes, session),
      resembling: resembling(memory, session),
      log: ({ method, route, status, ms, error }) => {
        if (status >= 500)
          tell(
            `${new Date().toISOString()} ${method} ${route} ${status} ${ms} ms${error === undefined ? '' : `\u00a0: ${error}`}`,
          )
      },
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
    const shown = publicAddress ?? address
    await write(
      `Carte\u00a0: ${shown}/\nFormulaire de signalement\u00a0: ${shown}/signaler\nLiens et codes à imprimer\u00a0: ${shown}/liens\n`,
    )
    if (publicAddress !== undefined) await write(`Le serveur qui chiffre doit s’adresser à ${address}\n`)
    if (firstToken !== undefined)
      await write(`Jeton d’administration, montré cette seule fois\u00a0: ${firstToken.token}\n`)
    if (!isLoopback(options.hote) && publicAddress?.startsWith('https:') !== true)
      tell(
        'Le site répond à tout le réseau. Placez-le derrière un serveur qui chiffre (https) avant de l’ouvrir au public.',
      )
    await interruption()
    await site.close()
    return EXIT.clear
  } finally {
    await Promise.all([memory.close(), reports.close(), accesses.close(), plans.close()])
  }
}

/** What is drawn is given again for a while: ten readers who open the map cost one drawing. */
function kept<T>(draw: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly page: Promise<T> } | undefined
  return () => {
    if (last === undefined || Date.now() - last.at > FRESH_MS) last = { at: Date.now(), page: draw() }
    const { page } = last
    page.catch(() => {
      last = undefined
    })
    return page
  }
}

/** What is read of the memory is read again when a scan changed it, and only then. */
function perScan<T>(memory: Store, read: () => Promise<T>): () => Promise<T> {
  let last: { readonly scan: string; readonly read: Promise<T> } | undefined
  return async () => {
    const [scan] = await memory.scans(1)
    const said = `${scan?.id} ${scan?.state}`
    if (last?.scan !== said) last = { scan: said, read: read() }
    const { read: found } = last
    found.catch(() => {
      last = undefined
    })
    return found
  }
}

/** The library as it stands today; what its priorities are is kept, to be replayed. */
async function today(memories: Memories, session: Session): Promise<LibraryNow> {
  const now = new Date().toISOString()
  const day = now.slice(0, 10)
  const library = await libraryNow(memories, session, day)
  await memories.reports.keepPriorities(keptPriorities(memories.memory.root, library.ranking.rows, day), now)
  return library
}

function publicAddressOf(said: string): string {
  const url = URL.canParse(said) ? new URL(said) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '')
    throw new UsageError(
      `l’adresse publique «\u00a0${said}\u00a0» n’est pas celle d’un site. Exemple\u00a0: --adresse-publique https://signaler.exemple.fr.`,
    )
  return url.origin
}

/** What a text resembles in the library as its last scan left it. */
function resembling(memory: Store, { limpide }: Session): NonNullable<SiteOptions['resembling']> {
  let known: { readonly scan: number | undefined; readonly finder: Promise<ModelFinder> } | undefined
  const make = async (): Promise<ModelFinder> => {
    const { modelFinder } = await import('@limpide/library/similar')
    const documents: Findable[] = []
    for await (const { record } of memory.documents({ remarks: false }))
      documents.push({ path: record.path, fingerprint: record.fingerprint ?? null })
    return modelFinder(documents, (word) => limpide.french.analyses(word).length > 0)
  }
  return async (text) => {
    const [last] = await memory.scans(1)
    if (known === undefined || known.scan !== last?.id) known = { scan: last?.id, finder: make() }
    const finder = await known.finder
    const sure = finder.find(text)?.path
    return { ...(sure === undefined ? {} : { sure }), near: finder.near(text).map(({ path }) => path) }
  }
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

/** How many documents are held while a team enters the results of their tests. */
const PROSES = 8

/** The prose of documents as their files are now: reading starts a process, and a form asks for the same one again and again. */
function proseReader({ configs }: Session): { of(file: string): Promise<Prose | undefined> } {
  const held = new Map<string, Promise<Prose | undefined>>()
  const read = async (file: string): Promise<Prose | undefined> => {
    for await (const { prose } of scanWithText([file], { configs, prose: true, concurrency: 1 })) return prose
    return undefined
  }
  return {
    async of(file) {
      const found = await stat(file).catch(() => undefined)
      if (found === undefined) return undefined
      const key = `${file}\0${found.mtimeMs}\0${found.size}`
      const prose = held.get(key) ?? read(file)
      held.delete(key)
      held.set(key, prose)
      for (const oldest of held.keys()) if (held.size > PROSES) held.delete(oldest)
      const said = await prose
      // A busy machine may cut a reading short: the next one who asks tries again.
      if (said === undefined) held.delete(key)
      return said
    },
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
