import { mayHoldStore, STORE_FILE, storePlace } from '@limpide/library'
import type { Change, Store, StoredScan } from '@limpide/library/store'
import { UsageError } from '../exit.ts'
import { tell } from '../print/output.ts'

/** Opens the memory of the library that a path belongs to. Where none was asked for, one that fails costs a word, not the scan. */
export async function openMemory(
  path: string,
  { create, isNeeded }: { readonly create: boolean; readonly isNeeded: boolean },
): Promise<Store | undefined> {
  const place = storePlace(path, process.env.DATABASE_URL)
  // Most scans have no memory: they do not pay for loading one.
  if (!create && !mayHoldStore(place)) return isNeeded ? refuse(place.root) : undefined
  const { openStore, StoreError } = await import('@limpide/library/store')
  try {
    return (await openStore(place, { create })) ?? (isNeeded ? refuse(place.root) : undefined)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (create || isNeeded) throw inWords(error)
    tell(`${inWords(error).message} L’analyse continue sans mémoire.`)
    return undefined
  }
}

/** A failure of the memory as a mistake that the person can put right; anything else as it is. */
export async function sayMemoryError(error: unknown): Promise<unknown> {
  const { StoreError } = await import('@limpide/library/store')
  return error instanceof StoreError ? inWords(error) : error
}

/** Where the changes asked for begin: `12` is after scan 12, a day is from its first scan. */
export async function sinceOf(store: Store, said: string): Promise<{ readonly from: number; readonly label: string }> {
  if (/^\d+$/.test(said)) {
    const scan = await store.scan(Number(said))
    if (scan !== undefined) return { from: scan.id + 1, label: `l’analyse n° ${scan.id} (${day(scan)})` }
    const [last] = await store.scans(1)
    throw new UsageError(
      `l’analyse n° ${said} n’existe pas${last === undefined ? '.' : `\u00a0: la dernière est la n° ${last.id}.`} «\u00a0limpide historique\u00a0» en donne la liste.`,
    )
  }
  const { readDate } = await import('@limpide/reports')
  const date = readDate(said)
  if (date === undefined) {
    throw new UsageError(
      `«\u00a0${said}\u00a0» n’est ni une date ni le numéro d’une analyse. Exemples\u00a0: --depuis 2026-03-01, --depuis 12.`,
    )
  }
  const scans = await store.scans()
  const first = scans.filter((scan) => localDay(scan.startedAt) >= date).at(-1)
  const from = first?.id ?? (scans[0]?.id ?? 0) + 1
  return { from, label: `le ${longDay(new Date(`${date}T12:00:00`))}` }
}

/** The paths that changed from a scan on, with their last change. */
export async function changesSince(store: Store, from: number): Promise<ReadonlyMap<string, Change>> {
  const changes = new Map<string, Change>()
  for await (const { path, change, from: old } of store.changesFrom(from)) {
    // To whoever was away, what was added then changed or moved is new, and what was added then removed never was.
    const source = old ?? path
    const wasAdded = changes.get(source) === 'added'
    if (wasAdded || old !== null) changes.delete(source)
    if (wasAdded && change === 'deleted') continue
    changes.set(path, wasAdded ? 'added' : change)
  }
  return changes
}

/** The day of a scan: « 12 mars 2026 ». */
export function day({ startedAt }: Pick<StoredScan, 'startedAt'>): string {
  return longDay(new Date(startedAt))
}

function longDay(date: Date): string {
  return date.toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' })
}

function localDay(iso: string): string {
  return new Date(iso).toLocaleDateString('sv-SE')
}

function refuse(root: string): never {
  throw new UsageError(
    `${root} n’a pas encore de mémoire. Créez-la avec «\u00a0limpide scan ${root} --memoriser\u00a0» (fichier ${STORE_FILE}).`,
  )
}

function inWords(error: { readonly problem: { what: string; fix: string; where?: string | undefined } }): UsageError {
  const { what, fix, where } = error.problem
  return new UsageError(`${where === undefined ? '' : `${where}\u00a0: `}${what} ${fix}`)
}
