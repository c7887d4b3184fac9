import type { BriefRecord, ScanRecord, Sequence } from '@limpide/library'
import type { Grade } from 'limpide'
import { isUnread } from '../exit.ts'
import type { Listed } from '../priorities.ts'
import { count, number } from './number.ts'
import { paint } from './output.ts'
import { cut, pad, printable, width, wrap } from './width.ts'

const COLUMNS = 100
/** Lists longer than this end with their count. */
const NAMED = 10
const GRADE_COLOURS: Readonly<Record<Grade, Parameters<typeof paint>[0]>> = {
  A: 'green',
  B: 'green',
  C: 'yellow',
  D: 'red',
  E: 'red',
}

/** What the summary says besides the documents. */
export interface Aside {
  /** Names of rules, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly skipped: readonly string[]
  /** Reports that no document answers to; `null` when none were given. */
  readonly unmatched: { readonly count: number; readonly of: number } | null
  readonly interrupted: boolean
  /** Declared, and not there. */
  readonly absent: { readonly documents: readonly string[]; readonly services: readonly string[] }
}

/**
 * The list of documents, the most urgent first, in 100 columns, a line at a time; nothing where no document has a score.
 * `core` gives what the brief record of a line leaves out.
 */
export function* table(
  rows: Sequence<Listed>,
  core: (record: BriefRecord) => Pick<ScanRecord, 'score'>,
): Generator<string> {
  const root = commonFolder(rows)
  const most = { words: 5, path: 8 }
  let isAny = false
  for (const { record } of rows) {
    if (record.score === null) continue
    isAny = true
    most.words = Math.max(most.words, number(record.words).length)
    most.path = Math.max(most.path, width(record.path) - root.length)
  }
  if (!isAny) return
  const hasReports = rows.at(0)?.reports != null
  const widths = {
    priority: 8,
    score: 10,
    words: most.words,
    path: Math.min(33, most.path),
    reports: hasReports ? 5 : 0,
  }
  const gaps = hasReports ? 10 : 8
  const reason = COLUMNS - gaps - widths.priority - widths.score - widths.words - widths.path - widths.reports
  const line = (priority: string, score: string, words: string, path: string, why: string, reports: string): string =>
    [
      pad(priority, widths.priority),
      pad(score, widths.score),
      pad(words, widths.words, 'start'),
      pad(path, widths.path),
      pad(cut(why, reason), reason),
      ...(hasReports ? [pad(reports, widths.reports, 'start')] : []),
    ]
      .join('  ')
      .trimEnd()
  if (root !== '') yield `${paint('dim', `Dans ${printable(root)}`)}\n`
  yield `${paint('bold', line('Priorité', 'Score', 'Mots', 'Document', 'Raison principale', 'Avis'))}\n`
  let isUrgent = false
  let isCapped = false
  for (const { record, reports, priority } of rows) {
    const { score } = record
    if (score === null) continue
    isUrgent ||= priority?.urgent === true
    isCapped ||= score.uncapped !== undefined
    const grade = `${score.grade}${score.uncapped === undefined ? '' : '*'}`
    const row = line(
      priority === null ? '' : `${priority.class} ${number(priority.value).padStart(3)}${priority.urgent ? ' !' : ''}`,
      `${grade.padEnd(2)} ${number(score.value).padStart(3)} ±${number(score.margin)}`,
      number(record.words),
      cutPath(printable(record.path.slice(root.length)), widths.path),
      reasonOf(core(record)),
      reports === null || reports.received === 0 ? '' : number(reports.received),
    )
    // Coloured once the columns are laid: a colour has no width.
    const at = widths.priority + 2
    yield `${row.slice(0, at)}${paint(GRADE_COLOURS[score.grade], row.slice(at, at + 6))}${row.slice(at + 6)}\n`
  }
  if (isUrgent) yield `${paint('dim', '! une mention obligatoire manque\u00a0: à corriger tout de suite.')}\n`
  if (isCapped) {
    yield `${paint('dim', '* une mention obligatoire manque\u00a0: la note ne peut pas être meilleure que C.')}\n`
  }
}

/** A path cut by its first folders: the file's name says most. */
function cutPath(path: string, columns: number): string {
  let rest = path
  while (width(rest) > columns) {
    const slash = rest.indexOf('/', rest.startsWith('…/') ? 2 : 0)
    if (slash < 0) return cut(rest, columns, 'start')
    rest = `…${rest.slice(slash)}`
  }
  return rest
}

/** What the whole library is worth, what obliges and is missing, what could not be read and why. */
export function summary(rows: Sequence<Listed>, { names, skipped, unmatched, interrupted, absent }: Aside): string {
  if (rows.length === 0 && !interrupted) {
    return `Aucun document trouvé. Formats lus\u00a0: md, html, txt, docx, odt, rtf, doc, pdf, eml, msg.${skipped.length > 0 ? ` ${count(skipped.length, 'fichier')} d’un autre genre.` : ''}\n`
  }
  const lines: string[] = []
  const values = new Float64Array(rows.length)
  const gradeCounts = new Map<Grade, number>()
  const missing = new Map<string, number>()
  const unread: Left = { length: 0, first: [] }
  const unscored: Left = { length: 0, first: [] }
  let words = 0
  let scored = 0
  for (const { record } of rows) {
    words += record.words
    const { score } = record
    if (isUnread(record)) leave(unread, record)
    else if (score === null) leave(unscored, record)
    if (score === null) continue
    values[scored++] = score.value
    gradeCounts.set(score.grade, (gradeCounts.get(score.grade) ?? 0) + 1)
    for (const id of score.missing) missing.set(id, (missing.get(id) ?? 0) + 1)
  }
  if (interrupted) lines.push('Analyse interrompue\u00a0: voici ce qui a été lu.')
  const left = [
    ...(unscored.length > 0 ? [`${count(unscored.length, 'sans score', 'sans score')}`] : []),
    ...(unread.length > 0 ? [`${count(unread.length, 'illisible')}`] : []),
  ]
  lines.push(
    `${count(rows.length, 'document')}, ${count(words, 'mot')}\u00a0: ${count(scored, 'noté')}${left.map((part) => `, ${part}`).join('')}.`,
  )
  if (scored > 0) {
    const grades = (['A', 'B', 'C', 'D', 'E'] as const).map((grade) => `${grade} ${gradeCounts.get(grade) ?? 0}`)
    lines.push(
      `Notes\u00a0: ${grades.join(' · ')}. Score médian\u00a0: ${number(median(values.subarray(0, scored).sort()))}/100 (0\u00a0: clair, 100\u00a0: très complexe).`,
    )
  }
  if (missing.size > 0) {
    const said = [...missing]
      .sort((a, b) => b[1] - a[1])
      .map(([id, times]) => `${names.get(id) ?? id} (${count(times, 'document')})`)
    lines.push(wrap(`Mentions obligatoires absentes\u00a0: ${said.join(' · ')}.`, COLUMNS, '  '))
  }
  if (unmatched !== null) {
    const rest =
      unmatched.count === 0 ? 'tous rattachés à un document.' : `${number(unmatched.count)} à rattacher à la main.`
    lines.push(`${count(unmatched.of, 'signalement')}\u00a0: ${rest}`)
  }
  if (absent.documents.length > 0) {
    const some = absent.documents.slice(0, 3).join(', ')
    lines.push(
      wrap(
        printable(
          `${count(absent.documents.length, 'document déclaré introuvable', 'documents déclarés introuvables')}\u00a0: ${some}${absent.documents.length > 3 ? '…' : '.'}`,
        ),
        COLUMNS,
        '  ',
      ),
    )
  }
  if (absent.services.length > 0) {
    lines.push(
      wrap(
        printable(
          `${count(absent.services.length, 'service', 'services')} sans aucun document\u00a0: ${absent.services.join(', ')}.`,
        ),
        COLUMNS,
        '  ',
      ),
    )
  }
  const root = commonFolder(rows)
  lines.push(...reasons('Sans score', unscored, root), ...reasons('Illisibles', unread, root))
  if (skipped.length > 0) {
    const named = printable(skipped.slice(0, 3).join(', '))
    lines.push(
      wrap(
        `${count(skipped.length, 'fichier')} d’un autre genre (données, code, archives) n’${skipped.length < 2 ? 'a pas été ouvert' : 'ont pas été ouverts'}\u00a0: ${named}${skipped.length > 3 ? '…' : '.'}`,
        COLUMNS,
        '  ',
      ),
    )
  }
  return `${lines.join('\n')}\n`
}

/** What weighs most on a document. */
export function reasonOf({ score }: Pick<ScanRecord, 'score'>): string {
  const [first] = score?.contributions ?? []
  return first === undefined || first.contribution < 0.05 ? 'rien ne pèse' : first.said
}

/** Documents of which the first are named. */
interface Left {
  length: number
  readonly first: BriefRecord[]
}

function leave(left: Left, record: BriefRecord): void {
  left.length += 1
  if (left.first.length < NAMED) left.first.push(record)
}

function reasons(title: string, { length, first }: Left, root: string): string[] {
  if (length === 0) return []
  const named = first.map((record) => {
    const [problem] = record.problems
    const why = problem === undefined ? 'raison inconnue' : `${problem.what} ${problem.fix}`
    return `  ${wrap(printable(`${record.path.slice(root.length)} — ${why}`), COLUMNS - 2, '    ')}`
  })
  return [`${title}\u00a0:`, ...named, ...(length > NAMED ? [`  … et ${count(length - NAMED, 'autre')}.`] : [])]
}

function median(sorted: Float64Array): number {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The folder that every path begins with, its slash included. */
function commonFolder(rows: Sequence<Listed>): string {
  const first = rows.at(0)?.record.path ?? ''
  let folder = first.slice(0, first.lastIndexOf('/') + 1)
  for (const { record } of rows) {
    const { path } = record
    if (folder === '') break
    while (folder !== '' && !path.startsWith(folder))
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
  }
  return folder
}
