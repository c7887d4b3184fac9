import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { problemOf, readTable } from '@limpide/library'
import { type Field, type Problem, type ReadReports, type Row, readReports, readRows } from '@limpide/reports'
import { missing } from './commands/check.ts'
import { UsageError } from './exit.ts'

/** Above this a file is no table of reports that a person exported, in bytes. */
const MOST_BYTES = 50 * 1024 * 1024

/** What a person says that the columns of a file hold, or what was remembered of them, by the headers of the file. */
export type ColumnsFor = (headers: readonly string[]) => Promise<Readonly<Partial<Record<Field, string>>> | undefined>

/** Reads a file of reports: csv, xlsx or json, told by its content. Throws a UsageError for a file that holds none. */
export async function readReportFile(file: string, columnsFor?: ColumnsFor): Promise<ReadReports> {
  const name = basename(file)
  const bytes = await bytesOf(file)
  const kind = kindOf(bytes)
  if (kind !== 'text' && kind !== 'zip')
    throw new UsageError(`${name} n’est pas un tableau\u00a0: c’est ${kind}. ${EXPECTED}`)
  const read = kind === 'zip' ? await readBook(bytes, name, columnsFor) : await readPlain(bytes, name, columnsFor)
  const fatal = read.problems.find(({ code }) => FATAL.has(code))
  if (fatal !== undefined) {
    const option = ' Ou dites ce que chacune contient\u00a0: --colonne "commentaire=Votre avis".'
    const canSay = fatal.code === 'colonnes-inconnues' && columnsFor !== undefined
    throw new UsageError(`${saidProblem(fatal)}${canSay ? option : ''}`)
  }
  return read
}

/** A problem of a file of reports in one line. */
export function saidProblem({ what, fix, where }: Problem): string {
  return `${where === undefined ? '' : `${where}\u00a0: `}${what} ${fix}`
}

const EXPECTED =
  'Les signalements se lisent dans un fichier csv, xlsx ou json. Ouvrez-le dans un tableur, puis enregistrez-le en xlsx ou en csv.'

/** With one of these, nothing of the file was read. */
const FATAL = new Set([
  'signalements-vides',
  'json-illisible',
  'json-sans-liste',
  'csv-illisible',
  'colonnes-inconnues',
  'tableau-vide',
])

async function bytesOf(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) throw new UsageError(missing(file))
  if (found.isDirectory())
    throw new UsageError(
      `«\u00a0${file}\u00a0» est un dossier. Donnez le fichier des signalements\u00a0: csv, xlsx ou json.`,
    )
  if (!found.isFile())
    throw new UsageError(
      `«\u00a0${file}\u00a0» n’est pas un fichier ordinaire. Copiez son contenu dans un fichier, puis recommencez.`,
    )
  if (found.size > MOST_BYTES) {
    const size = Math.round(found.size / 1024 / 1024)
    throw new UsageError(
      `${basename(file)} pèse ${size}\u00a0Mo\u00a0: la limite est de ${MOST_BYTES / 1024 / 1024}\u00a0Mo. Importez-le en plusieurs fichiers, un par année par exemple. Rien n’a été lu.`,
    )
  }
  try {
    return await readFile(file)
  } catch (error) {
    const { what, fix } = problemOf(error)
    throw new UsageError(`${basename(file)}\u00a0: ${what} ${fix}`)
  }
}

/** What a file is, by its first bytes; in words when it is no table. */
function kindOf(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 8))
  if (start.startsWith('PK\u0003\u0004')) return 'zip'
  if (start.startsWith('%PDF')) return 'un PDF'
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'un ancien fichier Office (xls ou doc)'
  if (start.startsWith('{\\rtf')) return 'un texte RTF'
  if (start.startsWith('\u0089PNG') || start.startsWith('\u00ff\u00d8\u00ff')) return 'une image'
  return 'text'
}

async function readPlain(bytes: Uint8Array, name: string, columnsFor: ColumnsFor | undefined): Promise<ReadReports> {
  const guessed = readReports(bytes, { name })
  const columns = await columnsFor?.(guessed.columns.map(({ header }) => header))
  return columns === undefined ? guessed : readReports(bytes, { name, columns })
}

/** The first sheet of a workbook, by the reader of documents: nothing in it is executed. */
async function readBook(bytes: Uint8Array, name: string, columnsFor: ColumnsFor | undefined): Promise<ReadReports> {
  let table: Awaited<ReturnType<typeof readTable>>
  try {
    table = await readTable(bytes, name)
  } catch (error) {
    const { what, fix } = problemOf(error)
    throw new UsageError(`${name}\u00a0: ${what} ${fix}`)
  }
  if (table.rows.length === 0) throw new UsageError(`${name} ne contient aucun tableau rempli. ${EXPECTED}`)
  const width = Math.max(...table.rows.map(([, cells]) => Math.max(...cells.keys()) + 1))
  const rows: Row[] = table.rows.map(([row, cells]) => ({
    line: row + 1,
    cells: Array.from({ length: width }, (_, column) => cells.get(column) ?? ''),
  }))
  const guessed = readRows(rows, { name })
  const columns = await columnsFor?.(guessed.columns.map(({ header }) => header))
  const read = columns === undefined ? guessed : readRows(rows, { name, columns })
  return { ...read, problems: [...table.problems, ...read.problems] }
}
