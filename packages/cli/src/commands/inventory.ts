import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import {
  guessColumns,
  INVENTORY_FIELDS,
  type InventoryColumns,
  type InventoryField,
  problemOf,
  readInventory,
} from '@limpide/library'
import type { Store } from '@limpide/library/store'
import type { DeclaredDocument } from 'limpide'
import { UsageError } from '../exit.ts'
import { tell } from '../print/output.ts'

/** Under this name the memory keeps what the team said of its columns. */
const NOTE = 'colonnes'

export interface InventoryOptions {
  readonly inventaire?: string
  readonly colonnes?: string
}

/**
 * What the team's inventory says of its letters: that of the file given, kept in the memory for the next scans, or the
 * one that the memory kept.
 */
export async function openInventory(
  { inventaire: file, colonnes: said }: InventoryOptions,
  memory: Store | undefined,
): Promise<ReadonlyMap<string, DeclaredDocument>> {
  if (file === undefined) return memory === undefined ? new Map() : keptInventory(memory)
  const bytes = await readFile(file).catch((error: unknown) => {
    const { what, fix } = problemOf(error)
    throw new UsageError(`inventaire ${file}\u00a0: ${what} ${fix}`)
  })
  const read = (columns?: InventoryColumns) =>
    readInventory(bytes, file, columns).catch((error: unknown) => {
      const { what, fix } = problemOf(error)
      throw new UsageError(`inventaire ${file}\u00a0: ${what} ${fix}`)
    })
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
  if (memory !== undefined) {
    await memory.saveInventory(new Map([...documents].map(([path, entry]) => [path, JSON.stringify(entry)])))
    await memory.writeNote(NOTE, JSON.stringify([...columns]))
  }
  const named = [...columns].map(([title, field]) => (title === field ? title : `${title} → ${field}`))
  tell(`Inventaire\u00a0: ${documents.size} documents. Colonnes comprises\u00a0: ${named.join(', ')}.`)
  return documents
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
