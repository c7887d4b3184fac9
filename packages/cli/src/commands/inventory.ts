import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import {
  guessColumns,
  INVENTORY_FIELDS,
  type InventoryColumns,
  type InventoryField,
  nearestFile,
  pathInStore,
  problemOf,
  readInventory,
} from '@limpide/library'
import type { Store } from '@limpide/library/store'
import type { DeclaredDocument } from 'limpide'
import { UsageError } from '../exit.ts'
import { count } from '../print/number.ts'
import { tell } from '../print/output.ts'

/** Under this name the memory keeps what the team said of its columns. */
const NOTE = 'colonnes'

export interface InventoryOptions {
  readonly inventaire?: string
  readonly colonnes?: string
  readonly liste?: string
}

/** What is said of the letters, and which of them are to be read. */
export interface OpenedInventory {
  /** By path, relative to the library. */
  readonly inventory: ReadonlyMap<string, DeclaredDocument>
  /** The files of a list that is a table, in its order; absent: the list is none. */
  readonly listed?: readonly string[]
}

/**
 * What the team's inventory says of its letters: that of the file given, kept in the memory for the next scans and for the
 * machines that share them, or the one that the memory kept. A list of files that is a table adds what it says of its own.
 */
export async function openInventory(
  { inventaire, colonnes, liste }: InventoryOptions,
  memory: Store | undefined,
  { root, base }: { readonly root: string; readonly base: string },
): Promise<OpenedInventory> {
  const known = memory === undefined ? new Map<string, DeclaredDocument>() : await keptInventory(memory)
  const own =
    inventaire === undefined ? known : under(root, root, await readColumns(inventaire, 'Inventaire', colonnes, memory))
  const isTable = liste !== undefined && /\.(?:csv|xlsx)$/i.test(liste)
  const said = isTable ? await readColumns(liste, 'Liste', colonnes, memory) : undefined
  const inventory = said === undefined ? own : new Map([...own, ...under(root, base, said)])
  if (inventory !== known)
    await memory?.saveInventory(new Map([...inventory].map(([path, entry]) => [path, JSON.stringify(entry)])))
  return { inventory, ...(said === undefined ? {} : { listed: [...said.keys()] }) }
}

/** The lines of a table, by the path that it writes. */
async function readColumns(
  file: string,
  kind: 'Inventaire' | 'Liste',
  said: string | undefined,
  memory: Store | undefined,
): Promise<ReadonlyMap<string, DeclaredDocument>> {
  const refuse = (error: unknown): never => {
    const { what, fix } = problemOf(error)
    throw new UsageError(`${kind.toLowerCase()} ${file}\u00a0: ${what} ${fix}`)
  }
  const bytes = await readFile(file).catch(refuse)
  const read = (columns?: InventoryColumns) => readInventory(bytes, file, columns).catch(refuse)
  const { titles } = await read()
  const kept = parsedNote(await memory?.note(NOTE))
  const columns =
    said === undefined
      ? kept !== undefined && titles.some((title) => kept.get(title) === 'chemin')
        ? kept
        : await columnsOf(file, titles)
      : parseColumns(said, titles)
  const { documents, problems } = await read(columns)
  for (const { what, fix } of problems) tell(`${file}\u00a0: ${what} ${fix}`)
  if (memory !== undefined) await memory.writeNote(NOTE, JSON.stringify([...columns]))
  const named = [...columns].map(([title, field]) => (title === field ? title : `${title} → ${field}`))
  tell(`${kind}\u00a0: ${count(documents.size, 'document')}. Colonnes comprises\u00a0: ${named.join(', ')}.`)
  return documents
}

/** With paths relative to the library: a table is often made from above the folder that it speaks of. */
function under(
  root: string,
  base: string,
  documents: ReadonlyMap<string, DeclaredDocument>,
): ReadonlyMap<string, DeclaredDocument> {
  return new Map(
    [...documents].map(([said, document]) => {
      const path = pathInStore(root, nearestFile(base, said))
      return [path, { ...document, path }]
    }),
  )
}

/** The inventory that the memory kept. */
export async function keptInventory(memory: Store): Promise<ReadonlyMap<string, DeclaredDocument>> {
  const found = new Map<string, DeclaredDocument>()
  for (const [path, entry] of await memory.inventory()) found.set(path, JSON.parse(entry))
  return found
}

async function columnsOf(file: string, titles: readonly string[]): Promise<InventoryColumns> {
  const guessed = guessColumns(titles)
  if ([...guessed.values()].includes('chemin')) return guessed
  const listed = titles.map((title) => `«\u00a0${title}\u00a0»`).join(', ')
  if (process.stdin.isTTY && process.stderr.isTTY) {
    const asking = createInterface({ input: process.stdin, output: process.stderr })
    try {
      const answer = (
        await asking.question(`Quelle colonne de ${file} donne le chemin du document\u00a0? (${listed}) `)
      ).trim()
      if (titles.includes(answer)) return new Map([...guessed, [answer, 'chemin']])
    } finally {
      asking.close()
    }
  }
  throw new UsageError(
    `inventaire ${file}\u00a0: aucune colonne n’est reconnue comme le chemin des documents (${listed}). Dites-le une fois\u00a0: --colonnes "chemin=${titles[0] ?? 'Titre'}".`,
  )
}

/** `chemin=Nom du fichier, volume=Envois par an`. */
function parseColumns(said: string, titles: readonly string[]): InventoryColumns {
  const found = new Map<string, InventoryField>(guessColumns(titles))
  for (const pair of said.split(',')) {
    const [name = '', ...rest] = pair.split('=')
    const title = rest.join('=').trim()
    const field = INVENTORY_FIELDS.find((one) => one === name.trim())
    if (field === undefined || !titles.includes(title)) {
      throw new UsageError(
        `colonnes «\u00a0${pair.trim()}\u00a0»\u00a0: écrivez champ=Titre de la colonne. Champs\u00a0: ${INVENTORY_FIELDS.join(', ')}. Titres du fichier\u00a0: ${titles.join(', ')}.`,
      )
    }
    for (const [other, known] of found) if (known === field) found.delete(other)
    found.set(title, field)
  }
  return found
}

function parsedNote(note: string | undefined): InventoryColumns | undefined {
  return note === undefined ? undefined : new Map(JSON.parse(note))
}
