import { type CsvError, type Info, parse } from 'csv-parse/sync'
import { type Column, FIELDS, type Field, mapColumns } from './columns.ts'
import { decode } from './decode.ts'
import { fold } from './mask/detection.ts'
import { type MaskCount, mask } from './mask/mask.ts'
import type { Problem } from './problem.ts'
import type { Difficulty, Report, Role } from './report.ts'

/** What was read from a file of reports. Nothing unmasked is in it, and nothing left out is left unsaid. */
export interface ReadReports {
  readonly reports: readonly Report[]
  readonly problems: readonly Problem[]
  /** How each column was understood. */
  readonly columns: readonly Column[]
}

export interface ReadOptions {
  /** Name of the file, for the messages. */
  readonly name?: string
  /** The header of a field, when its name does not tell. */
  readonly columns?: Readonly<Partial<Record<Field, string>>>
}

/** Reads reports from CSV: separator, encoding and columns are guessed, dates are checked, personal data is masked. */
export function readReports(csv: string | Uint8Array, options: ReadOptions = {}): ReadReports {
  const name = options.name ?? 'signalements.csv'
  const problems: Problem[] = []
  const text = (typeof csv === 'string' ? csv : decode(csv).text).replace(/^\ufeff/, '')
  if (text.trim() === '') {
    problems.push({
      code: 'signalements-vides',
      what: 'Le fichier de signalements est vide.',
      fix: 'Exportez de nouveau les signalements au format CSV.',
      where: name,
    })
    return { reports: [], problems, columns: [] }
  }
  const [first, ...rows] = parseRows(text, guessDelimiter(text), name, problems)
  const columns = mapColumns(first?.cells ?? [], options.columns)
  const has = (field: Field): boolean => columns.some((column) => column.field === field)
  if (!has('reference') && !has('document')) {
    problems.push({
      code: 'colonne-document-absente',
      what: 'Aucune colonne ne dit de quel document parle le signalement.',
      fix: 'Nommez une colonne « reference » ou « document ». En attendant, les signalements sont « à rattacher ».',
      where: `${name}, ligne 1`,
    })
  }
  for (const field of ['date', 'role', 'difficulte'] as const) {
    if (has(field)) continue
    const without = {
      date: 'comptés pour moitié',
      role: 'comptés comme venant d’usagers',
      difficulte: 'classés par leur commentaire seul',
    }[field]
    problems.push({
      code: `colonne-${field}-absente`,
      what: `Aucune colonne « ${field} » n’a été reconnue.`,
      fix: `Ajoutez une colonne « ${field} ». En attendant, les signalements sont ${without}.`,
      where: `${name}, ligne 1`,
    })
  }

  const reports: Report[] = []
  for (const { cells, line } of rows) {
    const where = `${name}, ligne ${line}`
    if (
      first &&
      cells.length > first.cells.length &&
      cells.slice(first.cells.length).some((cell) => cell.trim() !== '')
    ) {
      problems.push({
        code: 'cellules-en-trop',
        what: `Cette ligne a ${cells.length} cellules pour ${first.cells.length} colonnes.`,
        fix: 'Entourez de guillemets le texte qui contient le séparateur. Ce qui dépasse est joint au commentaire.',
        where,
      })
    }
    const report = readRow(cells, columns, line, (problem) => problems.push({ ...problem, where }))
    if (report) reports.push(report)
  }
  return { reports, problems, columns }
}

interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

function parseRows(
  text: string,
  delimiter: string,
  name: string,
  problems: Problem[],
  quote: '"' | false = '"',
): Row[] {
  try {
    const parsed = parse(text, {
      delimiter,
      quote,
      relax_quotes: true,
      relax_column_count: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: Info }[]
    let next = 1
    return parsed.flatMap(({ record, info }) => {
      const line = next
      next = info.lines + 1
      // Lines of separators alone are what spreadsheets leave under a table.
      return record.every((cell) => cell.trim() === '')
        ? []
        : [{ cells: record, line: Math.max(line, startLine(record, info.lines)) }]
    })
  } catch (error) {
    const { message, lines } = error as CsvError & { lines?: number }
    if (quote === false) {
      problems.push({
        code: 'csv-illisible',
        what: `Le fichier n’est pas du CSV lisible : ${message}`,
        fix: 'Exportez de nouveau les signalements au format CSV.',
        where: name,
      })
      return []
    }
    problems.push({
      code: 'guillemet-non-ferme',
      what: 'Un guillemet ouvert n’est jamais refermé : les guillemets du fichier sont lus comme du texte.',
      fix: 'Fermez le guillemet, ou doublez-le (\u00ab\u00a0""\u00a0\u00bb) dans un texte.',
      where: lines === undefined ? name : `${name}, ligne ${lines}`,
    })
    return parseRows(text, delimiter, name, problems, false)
  }
}

/** The line a record starts on, when it ends on `last`: a quoted cell may hold line breaks. */
function startLine(record: readonly string[], last: number): number {
  const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
  return last - breaks
}

/** The separator that cuts the header in most cells. */
function guessDelimiter(text: string): string {
  const header = (text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '')
  let best = ';'
  let most = 0
  for (const delimiter of [';', '\t', ',']) {
    const count = header.split(delimiter).length - 1
    if (count > most) {
      best = delimiter
      most = count
    }
  }
  return best
}

function readRow(
  cells: readonly string[],
  columns: readonly Column[],
  line: number,
  report: (problem: Omit<Problem, 'where'>) => void,
): Report | undefined {
  const values = new Map<Field, string>()
  for (const [rank, { field }] of columns.entries()) {
    const value = cells[rank]?.trim()
    if (field && value) values.set(field, value)
  }
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '')
  const unused = columns.flatMap(({ field }, rank) => (field === null && cells[rank]?.trim() ? [rank] : []))
  if (FIELDS.every((field) => !values.has(field)) && extra.length === 0) {
    if (unused.length > 0) {
      report({
        code: 'ligne-sans-signalement',
        what: 'Cette ligne n’a rien dans les colonnes reconnues.',
        fix: 'Vérifiez les titres des colonnes.',
      })
    }
    return undefined
  }

  const counts = new Map<MaskCount['kind'], number>()
  const clean = (text: string | undefined, except: readonly MaskCount['kind'][] = []): string => {
    const { text: cleaned, masked } = mask(text ?? '', { except })
    for (const { kind, count } of masked) counts.set(kind, (counts.get(kind) ?? 0) + count)
    return cleaned
  }

  const said = values.get('date')
  const date = said === undefined ? undefined : readDate(said)
  if (said !== undefined && date === undefined) {
    report({
      code: 'date-illisible',
      what: `La date « ${clean(said)} » n’est pas comprise.`,
      fix: 'Écrivez-la JJ/MM/AAAA. Sans date, le signalement est compté pour moitié.',
    })
  }
  const { role, known: roleKnown } = readRole(values.get('role'))
  if (!roleKnown) {
    report({
      code: 'role-inconnu',
      what: `Le rôle « ${clean(values.get('role'))} » n’est pas connu.`,
      fix: 'Rôles possibles : usager, aidant, agent, association. Le signalement est compté comme venant d’un usager.',
    })
  }
  const { difficulties, rejected, rest } = readDifficulties(values.get('difficulte'))
  const volume = readVolume(values.get('volume'))
  if (values.has('volume') && volume === undefined) {
    report({
      code: 'volume-illisible',
      what: `Le volume « ${clean(values.get('volume'))} » n’est pas un nombre.`,
      fix: 'Écrivez un nombre de personnes, par exemple 20.',
    })
  }
  // A cut reference such as « TS-208-VB » has the form of a number plate.
  const reference = clean(values.get('reference'), ['plaque', 'dossier'])
  const document = clean(values.get('document'), ['plaque', 'dossier'])
  const comment = clean([rest, values.get('commentaire'), ...extra].filter((part) => part).join('\u00a0; '))
  const suggestion = clean(values.get('suggestion'))
  return {
    id: values.has('id') ? clean(values.get('id'), ['dossier']) : `ligne-${line}`,
    line,
    ...(reference ? { reference } : {}),
    ...(document ? { document } : {}),
    ...(date ? { date } : {}),
    role,
    difficulties,
    comment,
    suggestion,
    ...(volume === undefined ? {} : { volume }),
    rejected: rejected || /hors.?sujet|rejet|ecart|spam|publicite/.test(fold(values.get('statut') ?? '')),
    masked: [...counts].map(([kind, count]) => ({ kind, count })),
  }
}

/** YYYY-MM-DD from DD/MM/YYYY, DD-MM-YY, « 3 mars 2026 » or ISO, with or without a time; undefined when no such day exists. */
export function readDate(said: string): string | undefined {
  const text = fold(said).trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[ t])/.exec(text)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const french = /^(?:\p{L}+ )?(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:$|[ ,t])/u.exec(text)
  if (french) return day(fullYear(french[3] ?? ''), Number(french[2]), Number(french[1]))
  const spelled = /^(?:\p{L}+ )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})(?:$|[ ,])/u.exec(text)
  const month = MONTHS.findIndex(
    (name) => spelled?.[2] !== undefined && spelled[2].length >= 3 && name.startsWith(spelled[2]),
  )
  return spelled && month >= 0 ? day(Number(spelled[3]), month + 1, Number(spelled[1])) : undefined
}

const MONTHS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
]

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}

function day(year: number, month: number, date: number): string | undefined {
  const value = new Date(Date.UTC(year, month - 1, date))
  const exists = year >= 1990 && year < 2200 && value.getUTCMonth() === month - 1 && value.getUTCDate() === date
  return exists ? value.toISOString().slice(0, 10) : undefined
}

const ROLE_WORDS: readonly (readonly [Role, RegExp])[] = [
  ['association', /^(?:asso|ong\b|collectif|syndicat|federation)/],
  [
    'aidant',
    /^(?:aidant|proche|famille|parent|tuteur|tutrice|curat|mandataire|travailleu[rs]e? social|assistante? social|accompagn|mediat|benevole|conjoint|enfant|ami)/,
  ],
  [
    'agent',
    /^(?:agent|conseill|guichet|gestionnaire|fonctionnaire|salarie|service|accueil|tele|instruct|redact|france services|interne|collaborat)/,
  ],
  [
    'usager',
    /^(?:usager|particulier|citoyen|administre|allocataire|beneficiaire|demandeu|contribuable|public|client|etudiant|patient|assure|habitant|professionnel|entreprise|moi|locataire)/,
  ],
]

function readRole(said: string | undefined): { role: Role; known: boolean } {
  if (said === undefined) return { role: 'usager', known: true }
  const text = fold(said).replace(/^(?:un|une|l'|je suis|d'une?|de l') ?/, '')
  const found = ROLE_WORDS.find(([, pattern]) => pattern.test(text))
  return found ? { role: found[0], known: true } : { role: 'usager', known: false }
}

const DIFFICULTY_WORDS: readonly (readonly [Difficulty, RegExp])[] = [
  ['mise-en-page', /mise.en.page|mep\b|lisib|petit|police|caractere|present|couleur|tableau|taille/],
  ['trop-long', /trop.?long|longueur|^long|trop de (?:texte|pages)/],
  ['que-faire', /quoi.?faire|que.?faire|demarche|action|etapes?|comment faire|suite a donner/],
  ['phrases', /phrase|syntaxe|tournure/],
  ['mots', /mots?\b|vocabulaire|jargon|sigle|termes?\b|langage/],
  ['autre', /^autres?\b|divers/],
]

/** « mots, trop long » to the choices of the form; what is not one of them is given back as `rest`. */
function readDifficulties(said: string | undefined): {
  difficulties: readonly Difficulty[]
  rejected: boolean
  rest: string | undefined
} {
  if (said === undefined) return { difficulties: [], rejected: false, rest: undefined }
  const difficulties = new Set<Difficulty>()
  const rest: string[] = []
  let rejected = false
  for (const part of said.split(/[,;|/+\n]| et /)) {
    const text = fold(part).trim()
    if (text === '') continue
    if (/hors.?sujet/.test(text)) {
      rejected = true
      continue
    }
    const found = DIFFICULTY_WORDS.find(([, pattern]) => pattern.test(text))
    if (found) difficulties.add(found[0])
    else {
      difficulties.add('autre')
      rest.push(part.trim())
    }
  }
  return { difficulties: [...difficulties], rejected, rest: rest.length > 0 ? rest.join(', ') : undefined }
}

function readVolume(said: string | undefined): number | undefined {
  if (said === undefined) return undefined
  const number = /^[^\d]{0,12}(\d[\d \u00a0\u202f.]*)(?:[^\d]|$)/.exec(said)?.[1]?.replace(/\D/g, '')
  return number === undefined || number === '' ? undefined : Number(number)
}
