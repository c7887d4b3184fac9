import type { TableRows } from '@limpide/library'
import type { Problem } from '@limpide/reports'
import type { Participant, TestResults } from './results.ts'

/** What a kit says of the results to come. */
export type KitShape = Pick<TestResults, 'code' | 'gaps' | 'sentences' | 'questions'>

/** Beyond, it is no test with users: a survey of the whole town is not counted by hand. */
export const MOST_PEOPLE = 500

/** What was written for one person, as it came from a form or a table. */
export interface Entry {
  readonly exact: string
  readonly synonyms: string
  /** In the order of the questions. */
  readonly answers: readonly string[]
  readonly unclear: string
}

/** Reads what was written for one person; `wrong` says what cannot be, in the words of who wrote it. */
export function readEntry(
  { exact, synonyms, answers, unclear }: Entry,
  { gaps, sentences }: Pick<KitShape, 'gaps' | 'sentences'>,
): { readonly participant: Participant; readonly wrong: readonly string[] } {
  const wrong: string[] = []
  const number = (text: string, name: string): number | undefined => {
    if (text.trim() === '') return undefined
    const value = Number(text.trim())
    if (Number.isInteger(value) && value >= 0) return value
    wrong.push(`«\u00a0${text.trim()}\u00a0» n’est pas un nombre de ${name}`)
    return undefined
  }
  const found = number(exact, 'mots')
  const others = number(synonyms, 'synonymes')
  if (found !== undefined && gaps === 0) wrong.push('ce document n’a pas de texte à trous')
  else if ((found ?? 0) + (others ?? 0) > gaps)
    wrong.push(`${(found ?? 0) + (others ?? 0)} mots trouvés, mais le texte a ${gaps} trous`)
  if (found === undefined && others !== undefined) wrong.push('des synonymes, mais pas de mots exacts')
  const orange = readNumbers(unclear)
  if (orange === undefined) wrong.push(`«\u00a0${unclear.trim()}\u00a0» n’est pas une liste de numéros de phrases`)
  const beyond = orange?.find((one) => one > sentences)
  if (beyond !== undefined) wrong.push(`phrase ${beyond}\u00a0: le document en a ${sentences}`)
  return {
    participant: {
      ...(found === undefined ? {} : { exact: found }),
      ...(others === undefined ? {} : { synonyms: others }),
      answers: answers.map((said, i) => {
        const answer = readAnswer(said)
        if (answer === undefined)
          wrong.push(`question ${i + 1}\u00a0: «\u00a0${said.trim()}\u00a0» n’est ni oui, ni non`)
        return answer ?? null
      }),
      ...(unclear.trim() === '' || orange === undefined ? {} : { unclear: orange }),
    },
    wrong,
  }
}

/** True when nothing at all was written for a person. */
export function isBlank({ exact, synonyms, answers, unclear }: Entry): boolean {
  return [exact, synonyms, unclear, ...answers].every((said) => said.trim() === '')
}

const YES: ReadonlySet<string> = new Set(['o', 'oui', 'juste', 'vrai', 'v', '1', 'x'])
const NO: ReadonlySet<string> = new Set(['n', 'non', 'faux', 'f', '0'])

/** `null`: not asked; `undefined`: neither yes nor no. */
function readAnswer(said: string): boolean | null | undefined {
  const word = said.trim().toLowerCase()
  if (word === '' || word === '-') return null
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}

/** « 3, 7 et 12 » ; « 0 » says that no sentence was in orange. */
function readNumbers(said: string): readonly number[] | undefined {
  const parts = said.split(/[\s,;/]+|(?<!\p{L})et(?!\p{L})/u).filter((part) => part !== '')
  if (parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined
  return [...new Set(parts.map(Number))].filter((number) => number > 0).sort((a, b) => a - b)
}

/** Titles of the columns, folded; the first of a field is what the kit prints. */
const COLUMNS = {
  kit: ['kit', 'code', 'code du kit'],
  gaps: ['trous', 'nombre de trous'],
  exact: ['mots', 'mots exacts', 'exacts', 'mots justes'],
  synonyms: ['synonymes', 'synonymes acceptes'],
  unclear: ['orange', 'phrases en orange', 'phrases orange', 'pas clair'],
} as const

/** The line of titles that `readResults` expects. */
export function titlesFor({ questions }: Pick<KitShape, 'questions'>): readonly string[] {
  return ['kit', 'personne', 'trous', 'mots', 'synonymes', ...questions.map((_, i) => `q${i + 1}`), 'orange']
}

/** The results written in a table; what cannot be read is a problem with its line, and that person is left out. */
export function readResults(
  rows: TableRows,
  kit: KitShape,
  name: string,
): { readonly results: TestResults; readonly problems: readonly Problem[] } {
  const [first, ...rest] = rows
  const titles = new Map([...(first?.[1] ?? [])].map(([column, title]) => [folded(title), column]))
  const columnOf = (names: readonly string[]): number | undefined =>
    names.flatMap((known) => titles.get(known) ?? [])[0]
  const columns = {
    kit: columnOf(COLUMNS.kit),
    gaps: columnOf(COLUMNS.gaps),
    exact: columnOf(COLUMNS.exact),
    synonyms: columnOf(COLUMNS.synonyms),
    unclear: columnOf(COLUMNS.unclear),
    answers: kit.questions.map((_, i) => columnOf([`q${i + 1}`, `question ${i + 1}`])),
  }
  const problems: Problem[] = []
  const hasAnything =
    columns.exact !== undefined || columns.unclear !== undefined || columns.answers.some((one) => one !== undefined)
  if (!hasAnything)
    problems.push({
      code: 'colonnes-inconnues',
      what: 'Aucune colonne de résultats n’a été reconnue.',
      fix: `Écrivez cette première ligne\u00a0: ${titlesFor(kit).join(';')}`,
      where: name,
    })
  const participants: Participant[] = []
  let { gaps, code } = kit
  let isToldOtherKit = false
  for (const [row, cells] of hasAnything ? rest : []) {
    const cell = (column: number | undefined): string => (column === undefined ? '' : (cells.get(column) ?? ''))
    const where = `${name}, ligne ${row + 1}`
    const written = cell(columns.kit).trim().toUpperCase()
    // An older version of the document has its own kit: its number of gaps is in the table.
    if (written !== '') code = written
    const said = Number(cell(columns.gaps).trim())
    if (Number.isInteger(said) && said > 0) gaps = said
    if (written !== '' && written !== kit.code && !isToldOtherKit) {
      isToldOtherKit = true
      problems.push({
        code: 'autre-kit',
        what: `Ces résultats sont ceux du kit ${written}\u00a0; le document donne aujourd’hui le kit ${kit.code}.`,
        fix: 'Le document a changé depuis ce test. Pour comparer les deux versions, donnez ce fichier avec «\u00a0--avant\u00a0».',
        where,
      })
    }
    const entry: Entry = {
      exact: cell(columns.exact),
      synonyms: cell(columns.synonyms),
      answers: columns.answers.map(cell),
      unclear: cell(columns.unclear),
    }
    if (isBlank(entry)) continue
    const sentences = code === kit.code ? kit.sentences : Number.POSITIVE_INFINITY
    const { participant, wrong } = readEntry(entry, { gaps, sentences })
    if (wrong.length > 0)
      problems.push({
        code: 'ligne-laissee',
        what: `Cette ligne n’est pas comptée\u00a0: ${wrong.join('\u00a0; ')}.`,
        fix: 'Corrigez-la, puis recommencez.',
        where,
      })
    else if (participants.length < MOST_PEOPLE) participants.push(participant)
  }
  return { results: { ...kit, code, gaps, participants }, problems }
}

function folded(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
