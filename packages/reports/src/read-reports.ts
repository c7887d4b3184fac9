import { decode } from './decode.ts'
import { readCsv } from './read-csv.ts'
import { jsonRows } from './read-json.ts'
import { type ReadOptions, type ReadReports, readRows } from './read-rows.ts'

/** Reads reports from CSV or JSON, told apart by their first sign: encoding, separator and columns are guessed, personal data is masked. */
export function readReports(source: string | Uint8Array, options: ReadOptions = {}): ReadReports {
  const name = options.name ?? 'signalements.csv'
  const { text, problems: strange } = typeof source === 'string' ? { text: source, problems: [] } : decode(source)
  const plain = text.replace(/^\ufeff/, '')
  if (plain.trim() === '') {
    const problem = {
      code: 'signalements-vides',
      what: 'Le fichier de signalements est vide.',
      fix: 'Exportez de nouveau les signalements.',
      where: name,
    }
    return { reports: [], keys: [], tokens: [], problems: [problem], columns: [], leftOut: [], isExperiences: false }
  }
  const { rows, problems } = /^\s*[[{]/.test(plain) ? jsonRows(plain, name) : readCsv(plain, name)
  if (rows.length === 0)
    return { reports: [], keys: [], tokens: [], problems, columns: [], leftOut: [], isExperiences: false }
  const read = readRows(rows, { ...options, name })
  return {
    ...read,
    problems: [...strange.map((problem) => ({ ...problem, where: name })), ...problems, ...read.problems],
  }
}
