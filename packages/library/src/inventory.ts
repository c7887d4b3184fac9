import { type DeclaredDocument, DOCUMENT_TYPES, type Problem, readDay } from 'limpide'
import { readTable } from './table.ts'

/** What a column of an inventory may hold. */
export const INVENTORY_FIELDS = [
  'chemin',
  'reference',
  'titre',
  'service',
  'demarche',
  'type',
  'volume',
  'responsable',
  'dernier-envoi',
] as const
export type InventoryField = (typeof INVENTORY_FIELDS)[number]

/** The field of each column, by its title; a title that is not there is not used. */
export type InventoryColumns = ReadonlyMap<string, InventoryField>

/** What an inventory says of the letters, by path. */
export interface Inventory {
  readonly columns: InventoryColumns
  /** Every title of the file, those that are not used too. */
  readonly titles: readonly string[]
  /** By path, as the inventory writes it. */
  readonly documents: ReadonlyMap<string, DeclaredDocument>
  readonly problems: readonly Problem[]
}

/** Titles as teams write them, folded; the first of a field is preferred. */
const TITLES: Readonly<Record<InventoryField, readonly string[]>> = {
  chemin: [
    'chemin',
    'chemin du fichier',
    'fichier',
    'nom du fichier',
    'nom fichier',
    'emplacement',
    'path',
    'document',
    'modele',
  ],
  reference: ['reference', 'ref', 'reference du document', 'code', 'code courrier', 'numero de modele', 'code modele'],
  titre: ['titre', 'intitule', 'nom du document', 'libelle', 'objet'],
  service: ['service', 'direction', 'bureau', 'entite', 'pole', 'unite'],
  demarche: ['demarche', 'procedure', 'prestation', 'aide', 'thematique', 'domaine'],
  type: ['type', 'type de document', 'type de courrier', 'nature', 'categorie'],
  volume: [
    'volume',
    'volume annuel',
    'nombre d envois',
    'envois par an',
    'envois',
    'exemplaires',
    'exemplaires par an',
    'tirage',
    'diffusion',
    'nb envois',
    'quantite',
  ],
  responsable: [
    'responsable',
    'proprietaire',
    'redacteur',
    'redactrice',
    'contact',
    'referent',
    'referente',
    'auteur',
    'pilote',
  ],
  'dernier-envoi': [
    'dernier envoi',
    'date du dernier envoi',
    'date de dernier envoi',
    'date dernier envoi',
    'derniere diffusion',
    'date de derniere diffusion',
    'date d envoi',
    'date de mise en ligne',
    'mise en ligne',
  ],
}

/** The field of each title, guessed from what teams usually write. */
export function guessColumns(titles: readonly string[]): InventoryColumns {
  const found = new Map<string, InventoryField>()
  const taken = new Set<InventoryField>()
  for (const field of INVENTORY_FIELDS) {
    for (const synonym of TITLES[field]) {
      const title = titles.find((one) => !found.has(one) && folded(one) === synonym)
      if (title === undefined || taken.has(field)) continue
      found.set(title, field)
      taken.add(field)
    }
  }
  return found
}

/**
 * Reads an inventory, CSV or XLSX. `columns`: what the team said of its titles, which wins over what is guessed. Throws
 * a ReadError for a file that is no table.
 */
export async function readInventory(bytes: Uint8Array, name: string, columns?: InventoryColumns): Promise<Inventory> {
  const table = await readTable(bytes, name)
  const [first, ...rest] = table.rows.map(([, cells]) => cells)
  const titles = [...(first?.values() ?? [])]
  const known = columns ?? guessColumns(titles)
  const problems = [...table.problems]
  const documents = new Map<string, DeclaredDocument>()
  const types = DOCUMENT_TYPES.map(({ id, label }) => [id, folded(label)] as const)
  for (const cells of rest) {
    const said: Partial<Record<InventoryField, string>> = {}
    for (const [column, title] of first ?? []) {
      const field = known.get(title)
      const value = cells.get(column)
      if (field !== undefined && value !== undefined && value !== '') said[field] ??= value
    }
    const { chemin, reference, titre, service, demarche, responsable } = said
    if (chemin === undefined) continue
    const path = chemin
      .normalize('NFC')
      .replaceAll('\\', '/')
      .replace(/^\.?\//, '')
    const type =
      said.type === undefined
        ? undefined
        : types.find(([id, label]) => [id, label].includes(folded(said.type ?? '')) || id === said.type)?.[0]
    const volume =
      said.volume === undefined ? undefined : Number(said.volume.replace(/[\s\u00a0\u202f_]/g, '').replace(',', '.'))
    const lastSent = said['dernier-envoi'] === undefined ? undefined : readDay(said['dernier-envoi'])
    documents.set(path, {
      path,
      ...(reference === undefined ? {} : { reference }),
      ...(titre === undefined ? {} : { title: titre }),
      ...(service === undefined ? {} : { service }),
      ...(demarche === undefined ? {} : { procedure: demarche }),
      ...(responsable === undefined ? {} : { owner: responsable }),
      ...(type === undefined ? {} : { type }),
      ...(volume !== undefined && volume >= 0 ? { volume } : {}),
      ...(lastSent === undefined ? {} : { lastSent }),
      fragile: false,
    })
  }
  return { columns: known, titles, documents, problems }
}

/** Without accents, capitals or punctuation: « Nombre d’envois » is « nombre d envois ». */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
