import { fromArmour, toArmour } from './armour.ts'
import { type Column, fromColumn, patternOf, toColumn } from './columns.ts'
import { MAP_FORMAT, type MapDetails, type MapDocument, type MapHead, type MapParts, type Rows } from './data.ts'

/** Compresses bytes in the format « deflate » of `CompressionStream` (zlib). */
export type Deflate = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>

/** A map that is open: the sheets are read when one is asked for. */
export interface OpenMap {
  readonly head: MapHead
  readonly documents: readonly MapDocument[]
  /** What the sheet of a document adds; rejects when the data were cut. */
  details(id: number): Promise<MapDetails>
}

/** Sheets that are compressed together: reading one reads them all. */
const SHEETS = 250

interface Packed {
  readonly head: MapHead
  readonly sheets: number
  readonly documents: Column
}

/**
 * The data as lines of text that any page can hold: what the lists need, the words of the sheets, then the sheets. The sheets are
 * gone through twice.
 */
export async function packMap({ documents, details, ...head }: MapParts, deflate: Deflate): Promise<string> {
  const packed: Packed = {
    head,
    sheets: SHEETS,
    documents: toColumn(documents.map(({ id: _, ...document }) => document)),
  }
  const words = sharedWords(groupsOf(details))
  const ranks = new Map(words.map((word, rank) => [word, rank]))
  const lines: string[] = []
  const write = async (part: unknown): Promise<void> => {
    lines.push(toArmour(await deflate(new TextEncoder().encode(JSON.stringify(part)))))
  }
  await write(packed)
  await write(words)
  for (const group of groupsOf(details)) await write(toColumn(group, ranks))
  return lines.join('\n')
}

/** The sheets that are compressed together. */
function* groupsOf(details: Rows<MapDetails>): Generator<readonly MapDetails[]> {
  let group: MapDetails[] = []
  for (const sheet of details) {
    group.push(sheet)
    if (group.length < SHEETS) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/** Opens what `packMap` wrote. Throws where it was cut or comes from another version. */
export async function openMap(source: string): Promise<OpenMap> {
  const lines = source.split('\n')
  const { head, sheets, documents } = (await read(lines[0])) as Packed
  if (head?.format !== MAP_FORMAT) throw new OtherVersion()
  const list = fromColumn(documents) as readonly Omit<MapDocument, 'id'>[]
  // The sheets are the last lines: a file without its end opens no map.
  if (lines.length !== 2 + Math.ceil(list.length / sheets)) throw new Error('the map was cut')
  const groups = new Map<number, Promise<readonly MapDetails[]>>()
  let words: Promise<readonly string[]> | undefined
  const readGroup = async (rank: number): Promise<readonly MapDetails[]> => {
    words ??= read(lines[1]) as Promise<readonly string[]>
    return fromColumn((await read(lines[2 + rank])) as Column, await words) as readonly MapDetails[]
  }
  return {
    head,
    documents: list.map((document, id) => ({ id, ...document })),
    async details(id) {
      const rank = Math.floor(id / sheets)
      const group = groups.get(rank) ?? readGroup(rank)
      groups.set(rank, group)
      const found = (await group)[id % sheets]
      if (found === undefined) throw new Error(`no sheet for document ${id}`)
      return found
    },
  }
}

/** The data come from a program that writes them otherwise. */
export class OtherVersion extends Error {}

async function read(line: string | undefined): Promise<unknown> {
  const stream = new Blob([fromArmour(line ?? '')]).stream().pipeThrough(new DecompressionStream('deflate'))
  return JSON.parse(await new Response(stream).text())
}

/** Words of several groups of sheets are written once: rules, messages, what indicators say. */
function sharedWords(groups: Iterable<readonly MapDetails[]>): readonly string[] {
  const met = new Map<string, number>()
  const shared = new Set<string>()
  let rank = -1
  for (const group of groups) {
    rank += 1
    for (const word of wordsIn(group)) {
      const before = met.get(word)
      if (before === undefined) met.set(word, rank)
      else if (before !== rank) shared.add(word)
    }
  }
  return [...shared].sort()
}

function* wordsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield patternOf(value)
  if (typeof value !== 'object' || value === null) return
  for (const one of Object.values(value)) yield* wordsIn(one)
}
