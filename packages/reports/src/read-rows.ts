import { type Column, FIELDS, type Field, mapColumns } from './columns.ts'
import { isExperiences, readExperiences } from './experiences.ts'
import { fold } from './mask/detection.ts'
import { type MaskCount, mask } from './mask/mask.ts'
import type { OffTopic } from './off-topic.ts'
import type { Problem } from './problem.ts'
import { readDate } from './read-date.ts'
import type { Difficulty, Report, Role } from './report.ts'
import { keysOf } from './row-key.ts'

/** A line of a table of reports: its cells, in the order of the columns. */
export interface Row {
  readonly cells: readonly string[]
  /** 1 for the header. */
  readonly line: number
}

/** What was read from a table of reports. Nothing unmasked is in it, and nothing left out is left unsaid. */
export interface ReadReports {
  readonly reports: readonly Report[]
  /** What makes each report the same in another export of the table, whatever its columns are taken for. */
  readonly keys: readonly string[]
  /** What tells who made each report from others, where a column of the table does; never part of the report. */
  readonly tokens: readonly (string | undefined)[]
  readonly problems: readonly Problem[]
  /** How each column was understood. */
  readonly columns: readonly Column[]
  /** Lines that speak of no document, with the reason: of the export of Services Publics+ alone. */
  readonly leftOut: readonly { readonly why: OffTopic; readonly key: string }[]
  readonly isExperiences: boolean
}

export interface ReadOptions {
  /** Name of the file, for the messages. */
  readonly name?: string
  /** The header of a field, when its name does not tell; '' for a field that no column holds. */
  readonly columns?: Readonly<Partial<Record<Field, string>>>
}

/** Reads reports from the rows of a table, its header first: columns are guessed, dates are checked, personal data is masked. */
export function readRows(
  table: readonly Row[],
  { name = 'signalements', columns: wanted }: ReadOptions = {},
): ReadReports {
  const problems: Problem[] = []
  const top = headerRank(table, wanted)
  const headers = table[top]?.cells ?? []
  const rows = table.slice(top + 1)
  if (isExperiences(headers)) return readExperiences(headers, rows, name)
  const columns = mapColumns(headers, wanted)
  problems.push(...columnProblems(columns, name))
  if (rows.length === 0)
    problems.push({
      code: 'signalements-sans-ligne',
      what: 'Le tableau n’a aucune ligne sous ses titres.',
      fix: 'Vérifiez que l’export contient les signalements.',
      where: name,
    })

  const reports: Report[] = []
  const keys: string[] = []
  const tokens: (string | undefined)[] = []
  const token = columns.findIndex(({ field }) => field === 'jeton')
  const key = keysOf(columns)
  for (const { cells, line } of rows) {
    const where = `${name}, ligne ${line}`
    if (cells.length > headers.length && cells.slice(headers.length).some((cell) => cell.trim() !== '')) {
      problems.push({
        code: 'cellules-en-trop',
        what: `Cette ligne a ${cells.length} cellules pour ${headers.length} colonnes.`,
        fix: 'Entourez de guillemets le texte qui contient le séparateur. Ce qui dépasse est joint au commentaire.',
        where,
      })
    }
    const report = readRow(cells, columns, line, (problem) => problems.push({ ...problem, where }))
    if (report === undefined) continue
    reports.push(report)
    keys.push(key(cells))
    tokens.push(cells[token]?.trim() || undefined)
  }
  return { reports, keys, tokens, problems, columns, leftOut: [], isExperiences: false }
}

/** « Export du 12 mars 2026 » may stand above the header: the first of ten lines of which two columns are known. */
function headerRank(table: readonly Row[], wanted: ReadOptions['columns']): number {
  const known = (cells: readonly string[]): number =>
    mapColumns(cells, wanted).filter(({ field }) => field !== null).length
  if (known(table[0]?.cells ?? []) >= 2) return 0
  return Math.max(
    0,
    table.slice(0, 10).findIndex(({ cells }) => known(cells) >= 2 || isExperiences(cells)),
  )
}

/** What is missing among the columns, and what it costs. */
function columnProblems(columns: readonly Column[], name: string): Problem[] {
  const has = (field: Field): boolean => columns.some((column) => column.field === field)
  const where = `${name}, ligne 1`
  if (columns.every(({ field }) => field === null)) {
    const headers = columns.map(({ header }) => header.trim()).filter((header) => header !== '')
    return [
      {
        code: 'colonnes-inconnues',
        what: `Aucune colonne n’est reconnue. Trouvé\u00a0: ${headers.length === 0 ? 'aucun titre' : shortList(headers)}. Attendu\u00a0: reference ou document, date, role, difficulte, commentaire, suggestion.`,
        fix: 'Mettez les titres des colonnes sur la première ligne.',
        where,
      },
    ]
  }
  const problems: Problem[] = []
  if (!has('reference') && !has('document')) {
    problems.push({
      code: 'colonne-document-absente',
      what: 'Aucune colonne ne dit de quel document parle le signalement.',
      fix: 'Nommez une colonne « reference » ou « document ». En attendant, les signalements sont « à rattacher ».',
      where,
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
      where,
    })
  }
  return problems
}

/** The first headers of a table, cut: a file that is no table may have a page as its first line. */
function shortList(headers: readonly string[]): string {
  const shown = headers
    .slice(0, 8)
    .map((header) => `«\u00a0${header.length > 40 ? `${header.slice(0, 40)}…` : header}\u00a0»`)
  return `${shown.join(', ')}${headers.length > 8 ? ` et ${headers.length - 8} autres` : ''}`
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
