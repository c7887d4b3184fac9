import { pathInStore } from '@limpide/library'
import type { Store, StoredRankChange, StoredScan } from '@limpide/library/store'
import { type InputClassMove, isOnList, type MapPast, type MapScan } from '@limpide/map'
import type { MapPlan, PlanStore } from '@limpide/map/plan'
import { openPlanTables } from './commands/tables.ts'

/** What the memory of a library adds to its map; paths are those of the records. */
export interface MapMemory {
  /** The oldest first. */
  readonly scans: readonly MapScan[]
  readonly past: ReadonlyMap<string, readonly MapPast[]>
  readonly plans: ReadonlyMap<string, MapPlan>
  /** Between the last two scans; absent: there is nothing to compare with. */
  readonly classMoves?: readonly InputClassMove[]
}

/** Scans that a trend shows, and changes that a sheet tells, at most. */
const SCANS = 24
const CHANGES = 12

/** The past of some records, and what the team plans for them. */
export async function mapMemory(memory: Store, folder: string, paths: Iterable<string>): Promise<MapMemory> {
  const plan = await openPlanTables(folder)
  try {
    return await mapMemoryOf(memory, plan, paths)
  } finally {
    await plan.close()
  }
}

/** The day the text in force of each record was published, where the team published one. */
export async function publications(
  memory: Store,
  folder: string,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const plan = await openPlanTables(folder)
  try {
    return shown(await plan.publications(), memory, paths)
  } finally {
    await plan.close()
  }
}

/** The same, of a plan that is open. */
export async function mapMemoryOf(memory: Store, plan: PlanStore, paths: Iterable<string>): Promise<MapMemory> {
  const all = (await memory.scans()).filter(({ state }) => state === 'finie')
  const past = await pastOf(memory, new Map(all.map((scan) => [scan.id, scan])))
  const { plansForMap } = await import('@limpide/map/plan')
  const plans = await plansForMap(plan)
  // Another scope speaks of other letters: its median is not the same thing.
  const scope = JSON.stringify(all[0]?.scope)
  const scans = all.filter((scan) => JSON.stringify(scan.scope) === scope).slice(0, SCANS)
  const moves = await classMovesOf(memory, scans)
  const last = moves.get(scans[0]?.id ?? 0)
  const shownAs = new Map(Array.from(paths, (path) => [pathInStore(memory.root, path), path]))
  return {
    scans: scans.map((scan) => toScan(scan, moves.get(scan.id))).reverse(),
    past: shown(past, memory, paths),
    plans: shown(plans, memory, paths),
    ...(last === undefined
      ? {}
      : { classMoves: last.map((one) => ({ ...one, path: shownAs.get(one.path) ?? one.path })) }),
  }
}

/** Of each scan laid beside the one before it, the documents whose class changed in between, whatever was scanned meanwhile. */
async function classMovesOf(
  memory: Store,
  scans: readonly StoredScan[],
): Promise<ReadonlyMap<number, readonly InputClassMove[]>> {
  const oldest = scans.at(-1)?.id
  const all = oldest === undefined ? [] : await memory.rankChangesFrom(oldest)
  return new Map(
    scans.flatMap((scan, rank) => {
      const before = scans[rank + 1]
      if (!scan.isRanked || before === undefined) return []
      return [[scan.id, netOf(all.filter((one) => one.scan > before.id && one.scan <= scan.id))] as const]
    }),
  )
}

/** From the first class to the last one: what went and came back did not move. */
function netOf(changes: readonly StoredRankChange[]): readonly InputClassMove[] {
  const net = new Map<string, InputClassMove>()
  for (const { path, title, before, after } of changes)
    net.set(path, { path, title, before: net.has(path) ? (net.get(path)?.before ?? null) : before, after })
  return [...net.values()].filter(({ before, after }) => before !== after)
}

function shown<T>(known: ReadonlyMap<string, T>, memory: Store, paths: Iterable<string>): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  if (known.size === 0) return found
  for (const path of paths) {
    const one = known.get(pathInStore(memory.root, path))
    if (one !== undefined) found.set(path, one)
  }
  return found
}

async function pastOf(
  memory: Store,
  scans: ReadonlyMap<number, StoredScan>,
): Promise<ReadonlyMap<string, readonly MapPast[]>> {
  const past = new Map<string, readonly MapPast[]>()
  for await (const { scan, path, change, from, value, grade, margin } of memory.changesFrom(0)) {
    if (change === 'deleted') {
      past.delete(path)
      continue
    }
    const before = past.get(from ?? path) ?? []
    if (from !== null) past.delete(from)
    const date = scans.get(scan)?.startedAt
    if (date === undefined) continue
    past.set(path, [...before, { date, change, value, grade, margin }].slice(-CHANGES))
  }
  return past
}

function toScan(
  { startedAt, rules, calibration, documents, scored, median, margin, grades, trend }: StoredScan,
  moves: readonly InputClassMove[] | undefined,
): MapScan {
  return {
    date: startedAt,
    rules,
    calibration,
    documents,
    scored,
    median,
    margin,
    grades,
    rewritten: trend?.changed ?? null,
    list:
      moves === undefined
        ? null
        : {
            entered: moves.filter(({ before, after }) => isOnList(after) && !isOnList(before)).length,
            left: moves.filter(({ before, after }) => isOnList(before) && !isOnList(after)).length,
          },
  }
}
