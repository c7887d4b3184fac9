import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import {
  type BriefRecord,
  type Configs,
  type FileList,
  fileList,
  files,
  LIMITS,
  type ScanOptions as LibraryOptions,
  openShelf,
  pathInStore,
  pathsInStore,
  problemOf,
  type ScanRecord,
  type Sequence,
  type Shelf,
  scan,
  scanFiles,
  sequence,
  storePlace,
  withInventory,
} from '@limpide/library'
import type { BatchOptions } from '@limpide/library/jobs'
import type { Comparison, Passage } from '@limpide/library/similar'
import type { Change, Remembered, Store, StoredRank, StoredScan } from '@limpide/library/store'
import type { Cells } from '@limpide/map'
import { type Report, readDate } from '@limpide/reports/priorities'
import { CALIBRATION, type Problem } from 'limpide'
import { compared } from '../compared.ts'
import { absences, declaredIn } from '../declared.ts'
import { EXIT, isUnread, UsageError } from '../exit.ts'
import { sayChanges, sayTrend } from '../print/changes.ts'
import { type ExportFormat, exported, exportFormat, holdsRemarks, jsonOf, saidExport } from '../print/export.ts'
import { count } from '../print/number.ts'
import { tell, write, writeAll } from '../print/output.ts'
import { type Progress, progress } from '../print/progress.ts'
import { RECORD_TITLES, recordCells } from '../print/record-cells.ts'
import { summary, table } from '../print/table.ts'
import { writeWhole } from '../print/whole-file.ts'
import { type BriefRanking, type Listed, type Ranked, rankBriefly } from '../priorities.ts'
import { compare, type Reference, readReference, sayComparison, standing, writeReference } from '../reference.ts'
import { openTheme } from '../theme.ts'
import { breaks, parseLimit, sayBroken } from '../threshold.ts'
import { missing, OCR_SECONDS } from './check.ts'
import { type InventoryOptions, openInventory } from './inventory.ts'
import { changesSince, day, openMemory, sayMemoryError, sinceOf } from './memory.ts'
import { interruptible, openSession, readInput, rulesMet, tellConfigProblems } from './session.ts'
import { sharedBase } from './share.ts'

export interface ScanOptions extends InventoryOptions {
  /** `summary`: the table without its list. */
  readonly format: 'table' | 'summary' | ExportFormat
  /** Files to write, each in the format of its name. */
  readonly exporter?: readonly string[]
  readonly reference?: string
  readonly ecrireReference?: string
  readonly signalements?: string
  readonly sortie?: string
  /** Of the map: its title, and the file of the team’s theme. */
  readonly titre?: string
  readonly theme?: string
  readonly type?: string
  readonly seuil?: string
  readonly sansMinimum?: boolean
  readonly ocr?: boolean
  readonly config?: string
  readonly delai: string
  readonly date?: string
  readonly memoriser?: boolean
  readonly depuis?: string
  readonly reprendre?: boolean
  readonly relire?: boolean
  readonly distribue?: boolean
  readonly liste?: string
}

/** Reports, and what is wrong with the file they came in. */
interface Reported {
  readonly reports: readonly Report[]
  readonly problems: readonly Problem[]
}

export interface MapOptions {
  readonly sortie: string
  readonly titre?: string
  readonly theme?: string
  readonly signalements?: string
  readonly config?: string
  readonly date?: string
  readonly memoriser?: boolean
}

/** Scans folders and writes their map, without the list; gives the exit code. */
export function mapCommand(paths: readonly string[], options: MapOptions): Promise<number> {
  return scanCommand(paths, { ...options, format: 'summary', delai: String(LIMITS.seconds) })
}

/** Scans folders and prints what was found, the most urgent first; gives the exit code. */
export async function scanCommand(paths: readonly string[], options: ScanOptions): Promise<number> {
  for (const path of paths) if (!existsSync(path)) throw new UsageError(missing(path))
  if (options.distribue === true) {
    sharedBase()
    if (options.config !== undefined)
      throw new UsageError(
        'avec --distribue, chaque machine lit le limpide.yml du dossier partagé : --config ne peut pas servir.',
      )
  }
  const memory = await openMemory(paths[0] ?? '.', {
    create: options.memoriser === true || options.distribue === true,
    isNeeded: options.depuis !== undefined || options.reprendre === true,
  })
  const shelf = openShelf()
  try {
    return await scanWith(memory, shelf, paths, options)
  } catch (error) {
    throw memory === undefined ? error : await sayMemoryError(error)
  } finally {
    shelf.close()
    await memory?.close()
  }
}

async function scanWith(
  memory: Store | undefined,
  shelf: Shelf,
  paths: readonly string[],
  options: ScanOptions,
): Promise<number> {
  const limit = options.seuil === undefined ? undefined : parseLimit(options.seuil)
  const seconds = Number(options.delai.replace(',', '.'))
  if (!(seconds > 0))
    throw new UsageError(
      `le délai «\u00a0${options.delai}\u00a0» n’est pas un nombre de secondes. Exemple\u00a0: --delai 30.`,
    )
  if (options.signalements !== undefined && !existsSync(options.signalements))
    throw new UsageError(missing(options.signalements))
  const exports = (options.exporter ?? []).map((file) => ({ file, format: exportFormat(file) }))
  for (const file of [options.sortie, options.ecrireReference, ...exports.map((one) => one.file)])
    if (file !== undefined) await checkWritable(file)
  if (options.format === 'xlsx' && process.stdout.isTTY)
    throw new UsageError(
      'un classeur ne s’affiche pas dans un terminal. Écrivez-le dans un fichier\u00a0: --exporter lettres.xlsx.',
    )
  const reference = options.reference === undefined ? undefined : await openReference(options.reference)
  const now = parseDay(options.date)
  const theme = options.theme === undefined ? undefined : await openTheme(options.theme)
  const reports =
    options.signalements === undefined
      ? await keptIn(memory)
      : await (await import('../report-file.ts')).readReportFile(options.signalements)
  const { limpide, configs: own, type } = await openSession(options)
  const root = memory?.root ?? storePlace(paths[0] ?? '.').root
  const { inventory, listed: named } = await openInventory(options, memory, { root, base: paths[0] ?? '.' })
  const configs = withInventory(own, root, inventory)
  const leftOut = new Set(
    [
      options.signalements,
      options.sortie,
      options.reference,
      options.ecrireReference,
      options.liste,
      options.inventaire,
      ...exports.map(({ file }) => file),
    ].flatMap((file) => (file === undefined ? [] : [resolve(file)])),
  )
  const skipped: string[] = []
  // Each letter for itself: nothing is compared.
  const isAlone =
    options.format === 'jsonl' &&
    options.sortie === undefined &&
    exports.length === 0 &&
    reference === undefined &&
    options.ecrireReference === undefined
  // One by one as they come, unless the order or the map needs them all.
  const isStreamed = isAlone && reports === null && !(await declares(paths, configs))
  const formats = [options.format, ...exports.map(({ format }) => format)]
  // A table of a hundred thousand letters must not put away their millions of remarks.
  const isWhole = options.sortie !== undefined || formats.some(holdsRemarks)
  const broken: string[] = []
  let isPartial = false
  let read = 0
  const list =
    named === undefined ? await openList(options.liste, paths) : fileList(basename(options.liste ?? ''), named, paths)
  const bar = progress()
  const inStore = pathsInStore(root)

  const previous = await lastScan(memory)
  const since = memory === undefined || options.depuis === undefined ? undefined : await sinceOf(memory, options.depuis)
  const before = memory === undefined || since === undefined ? undefined : await changesSince(memory, since.from)
  /** Ranks on the shelf of the documents that are listed; all of them, unless « --depuis » says. */
  const listed: number[] = []
  const resumed =
    memory === undefined || options.reprendre !== true ? undefined : await unfinishedScan(memory, paths, list)
  let ended: StoredScan | undefined
  let recalled = 0

  const interrupted = await interruptible(async (signal) => {
    const asked: LibraryOptions = {
      configs,
      signal,
      leftOut,
      excerpts: options.sortie !== undefined,
      limits: { ...LIMITS, seconds: options.ocr === true ? Math.max(seconds, OCR_SECONDS) : seconds },
      ...(options.ocr === true ? { ocr: true } : {}),
      noMinimum: options.sansMinimum === true,
      onSkipped: (path, reason) => {
        skipped.push(path)
        if (reason === 'pas-un-document') return
        isPartial = true
        tell(
          `${path}\u00a0: ${reason === 'interdit' ? 'vous n’avez pas le droit de l’ouvrir' : 'il n’existe plus, ou son lien est rompu'}.`,
        )
      },
      ...(type === undefined ? {} : { type }),
    }
    const onEnd = (scan: StoredScan): void => {
      ended = scan
    }
    const found: AsyncIterable<Remembered> =
      memory === undefined
        ? asNew(list === undefined ? scan(paths, asked) : scanFiles(list.files(), asked))
        : options.distribue === true
          ? (await import('./share.ts')).shareScan(paths, {
              memory,
              asked,
              bar,
              onEnd,
              batch: batchOptions(asked, options),
              ...(list === undefined ? {} : { list }),
              ...(resumed === undefined ? {} : { resume: resumed.id }),
            })
          : (await import('@limpide/library/store')).scanRemembering(paths, {
              ...asked,
              store: memory,
              now: () => new Date(),
              afresh: options.relire === true,
              suggestions: formats.some(holdsRemarks),
              remarks: isWhole,
              // Where the comparison is not kept, it asks for the whole of each letter.
              brief: !isWhole && memory.kind === 'sqlite',
              onEnd,
              ...(list === undefined ? {} : { list }),
              ...(resumed === undefined ? {} : { resume: resumed.id }),
            })
    const total = counted(paths, list, asked, bar)
    for await (const { record, change, isRead, listing, listed: key } of found) {
      read += 1
      if (!isRead) recalled += 1
      if (options.distribue !== true) bar.show(read, total.found, record.path)
      isPartial ||= isUnread(record)
      const isListed = before === undefined || change !== null || before.has(inMemory(memory, record.path))
      if (isListed && before !== undefined) listed.push(read - 1)
      // « --depuis » is about what changed: an old letter breaks nobody's threshold.
      // Beside a reference, what was already there and did not get worse breaks nothing either.
      const isJudged = isListed && (reference === undefined || isNewOrWorse(record, reference))
      if (isJudged && breaks(record, limit)) broken.push(record.path)
      if (!isStreamed) shelf.put(record, { remarks: isWhole, listing, listed: key, inStore: inStore(record.path) })
      else if (isListed) await write(`${jsonOf(record)}\n`)
    }
    total.stop()
    return signal.aborted
  })
  bar.clear()

  // The machines that read count their readings themselves.
  if (options.distribue === true && ended !== undefined) recalled = Math.max(0, read - ended.read)

  const comparison = isAlone || interrupted ? undefined : await compared(shelf, memory, root)
  const folder = paths[0] ?? '.'
  const records = shelf.briefs()
  const known = sequence(records.length, (i) => records.at(i)?.path ?? '')
  const published =
    memory === undefined || isStreamed || !(await memory.holds('document_versions'))
      ? undefined
      : await (await import('../map-memory.ts')).publications(memory, folder, known)
  const heard = reports === null ? null : placed(reports.reports, memory, known)
  const weighing = { published, scores: comparison?.scores }
  const {
    rows: inOrder,
    rankOf,
    order,
    unmatched,
  } = await rankBriefly(records, configs, heard, now, { ...weighing, titleOf: (record) => shelf.listed(record).title })
  if (memory !== undefined && ended !== undefined && !isStreamed) await keepRanks(memory, ended, known, rankOf)
  const ranks =
    before === undefined ? Uint32Array.from({ length: records.length }, (_, i) => i) : Uint32Array.from(listed)
  const shown = chosen(inOrder, ranks)
  const rows = chosen(inOrder, order(ranks))
  const isForPeople = options.format === 'table' || options.format === 'summary'
  const source = {
    records: function* (): Generator<ScanRecord> {
      for (const { record, reports: own, priority } of shown) yield { ...shelf.whole(record), reports: own, priority }
    },
    titles: TITLES,
    rows: function* (): Generator<Cells> {
      for (const row of rows) yield cells(row, shelf.listed(row.record))
    },
    rules: rulesMet({ limpide, configs }),
    limpide,
  }
  const { format } = options
  if (format !== 'table' && format !== 'summary' && !isStreamed) await writeAll(exported(format, source))
  for (const { file, format: form } of exports) {
    await save(file, exported(form, source))
    tell(saidExport(file, form, shown.length))
  }
  const declared = declaredIn(paths, configs)
  if (isForPeople) {
    const names = new Map(limpide.rules.map((rule) => [rule.id, rule.name]))
    const aside = {
      names,
      skipped,
      interrupted,
      absent: interrupted ? { documents: [], services: [] } : absences(declared, inOrder),
      unmatched: reports === null ? null : { count: unmatched.length, of: reports.reports.length },
    }
    const said = before === undefined || rows.length > 0 ? summary(rows, aside) : ''
    if (options.format === 'table' && (await writeAll(table(rows, shelf.listed)))) await write('\n')
    await write(`${said}${sayShared(comparison, paths)}`)
    if (memory !== undefined) {
      const changes = since === undefined ? ended?.changes : tally(await changesSince(memory, since.from))
      const label =
        since?.label ?? (previous === undefined ? undefined : `l’analyse n° ${previous.id} (${day(previous)})`)
      await write(
        sayMemory({
          ended,
          changes,
          label,
          before: since === undefined ? previous : undefined,
          recalled,
          read,
          interrupted,
        }),
      )
    }
  }
  if (options.sortie !== undefined) {
    const { drawMap, PASSAGES_READ } = await import('../map.ts')
    // The library keeps no text: the passages that weigh most are each read again in one letter.
    const passages = await readAgain(comparison?.passages.slice(0, PASSAGES_READ) ?? [], records, { configs })
    const { withLetters } = await import('../letters.ts')
    // A map says everything of every letter, each read from the shelf when it is its turn.
    const all = Uint32Array.from({ length: inOrder.length }, (_, i) => i)
    const wholeRows = sequence(inOrder.length, (rank): Ranked => {
      const row = inOrder.at(rank)
      if (row === undefined) throw new Error(`no document has the rank ${rank}`)
      return { ...row, record: shelf.whole(row.record) }
    })
    const drawn = {
      declared,
      ranking: { rows: await withLetters(wholeRows, order(all), configs), unmatched },
      comparison,
      passages,
      configs,
      reports: heard,
      problems: reports?.problems ?? [],
      limpide,
      now,
      ...(options.titre === undefined ? {} : { title: options.titre }),
      ...(theme === undefined ? {} : { theme }),
      ...(memory === undefined
        ? {}
        : { memory: await (await import('../map-memory.ts')).mapMemory(memory, folder, known) }),
    }
    await save(options.sortie, await drawMap(drawn))
    const said = `Carte\u00a0: ${options.sortie}. Ouvrez ce fichier dans un navigateur\u00a0: il fonctionne sans réseau.`
    if (isForPeople) await write(`${said}\n`)
    else tell(said)
  }
  const beside = reference === undefined ? undefined : compare(recordsOf(shown), reference)
  if (reference !== undefined && beside !== undefined) {
    const said = sayComparison(beside, reference, limpide.rulesVersion)
    if (isForPeople) await write(`${said}\n`)
    else tell(said)
  }
  if (options.ecrireReference !== undefined && !interrupted) {
    const { ecrireReference: file } = options
    await save(file, writeReference(file, records, limpide.rulesVersion, CALIBRATION.version))
    tell(
      `Référence\u00a0: ${file}. Gardez ce fichier avec les lettres\u00a0: limpide scan DOSSIER --reference ${file}.`,
    )
  }
  for (const { what, fix, where } of reports?.problems ?? [])
    tell(`${where === undefined ? '' : `${where}\u00a0: `}${what} ${fix}`)
  tellConfigProblems(configs)
  if (interrupted) return EXIT.interrupted
  if (broken.length > 0) {
    tell(sayBroken(broken, options.seuil ?? ''))
    return EXIT.threshold
  }
  // Without a limit, nothing may get worse; with one, what is under it may.
  if (limit === undefined && (beside?.worse.length ?? 0) > 0) return EXIT.threshold
  return isPartial ? EXIT.partial : EXIT.clear
}

/** How many letters there are, counted while they are read; only for a line that somebody sees. */
function counted(
  paths: readonly string[],
  list: FileList | undefined,
  asked: LibraryOptions,
  { isShown }: Progress,
): { readonly found: number | undefined; stop(): void } {
  const total: { found: number | undefined; stop(): void; isStopped: boolean } = {
    found: undefined,
    isStopped: false,
    stop: () => {
      total.isStopped = true
    },
  }
  if (!isShown) return total
  const { onSkipped: _, ...quietly } = asked
  const count = async (): Promise<void> => {
    let found = 0
    for await (const _ of list?.files() ?? files(paths, quietly)) {
      if (total.isStopped) return
      found += 1
    }
    total.found = found
  }
  // The scan itself says what cannot be opened.
  count().catch(() => {})
  return total
}

function batchOptions({ type, noMinimum, ocr, limits }: LibraryOptions, { relire }: ScanOptions): BatchOptions {
  return {
    seconds: limits?.seconds ?? LIMITS.seconds,
    ...(type === undefined ? {} : { type }),
    ...(noMinimum === true ? { noMinimum } : {}),
    ...(ocr === true ? { ocr } : {}),
    ...(relire === true ? { afresh: true } : {}),
  }
}

async function openList(said: string | undefined, paths: readonly string[]): Promise<FileList | undefined> {
  if (said === undefined) return undefined
  if (said === '-') return fileList('-', new TextDecoder().decode(await readInput()).split('\n'), paths)
  try {
    return fileList(basename(said), (await readFile(said, 'utf8')).split('\n'), paths)
  } catch (error) {
    const { what, fix } = problemOf(error)
    throw new UsageError(`liste ${said}\u00a0: ${what} ${fix}`)
  }
}

function* recordsOf(rows: Iterable<Listed>): Generator<BriefRecord> {
  for (const { record } of rows) yield record
}

/** The rows of these ranks, in their order. */
function chosen(rows: Sequence<Listed>, ranks: Uint32Array): Sequence<Listed> {
  return sequence(ranks.length, (i) => {
    const row = rows.at(ranks[i] ?? 0)
    if (row === undefined) throw new Error(`no document has the rank ${ranks[i]}`)
    return row
  })
}

async function readAgain(
  passages: Comparison['passages'],
  records: Sequence<BriefRecord>,
  options: LibraryOptions,
): Promise<readonly (Passage | undefined)[]> {
  const { readPassages } = await import('@limpide/library/similar')
  return readPassages(passages, records, options)
}

function sayShared(
  comparison: Pick<Comparison, 'passages' | 'families'> | undefined,
  paths: readonly string[],
): string {
  if (comparison === undefined) return ''
  const { passages, families } = comparison
  const found = [
    ...(passages.length === 0 ? [] : [count(passages.length, 'bloc commun', 'blocs communs')]),
    ...(families.length === 0
      ? []
      : [count(families.length, 'modèle en plusieurs exemplaires', 'modèles en plusieurs exemplaires')]),
  ]
  return found.length === 0 ? '' : `${found.join(', ')}\u00a0: voyez «\u00a0limpide blocs ${paths.join(' ')}\u00a0».\n`
}

async function* asNew(found: AsyncIterable<ScanRecord>): AsyncGenerator<Remembered> {
  for await (const record of found) yield { record, change: null, isRead: true, isLeft: false }
}

function inMemory(memory: Store | undefined, path: string): string {
  return memory === undefined ? path : pathInStore(memory.root, path)
}

/** The scan to go on with; without one, the whole scan is made and said to be. */
async function unfinishedScan(
  memory: Store,
  paths: readonly string[],
  list: FileList | undefined,
): Promise<StoredScan | undefined> {
  const { scopeOf } = await import('@limpide/library/store')
  const found = await memory.unfinished(scopeOf(memory, paths, list))
  if (found === undefined) tell('Aucune analyse de ces dossiers n’est restée en chemin : analyse complète.')
  return found
}

async function lastScan(memory: Store | undefined): Promise<StoredScan | undefined> {
  return (await memory?.scans())?.find(({ state }) => state === 'finie')
}

/** What was reported of the letters of a memory; `null` without one, or when nothing was. */
async function keptIn(memory: Store | undefined): Promise<Reported | null> {
  if (memory === undefined || !(await memory.holds('reports'))) return null
  const { openReportTables } = await import('./tables.ts')
  const store = await openReportTables(memory.root)
  try {
    const reports = await store.list()
    return reports.length === 0 ? null : { reports, problems: [] }
  } finally {
    await store.close()
  }
}

/** Reports that were given to a document, with its path as this scan writes it. */
function placed(reports: readonly Report[], memory: Store | undefined, paths: Iterable<string>): readonly Report[] {
  if (memory === undefined) return reports
  const wanted = new Set(reports.map(({ path }) => path))
  const shown = new Map<string, string>()
  for (const path of paths) {
    const inMemory = pathInStore(memory.root, path)
    if (wanted.has(inMemory)) shown.set(inMemory, path)
  }
  return reports.map((report) => {
    const path = report.path === undefined ? undefined : shown.get(report.path)
    return path === undefined ? report : { ...report, path }
  })
}

/** The list of priorities is then there for whoever asks, without a scan. */
async function keepRanks(
  memory: Store,
  { id }: StoredScan,
  paths: Iterable<string>,
  rankOf: BriefRanking['rankOf'],
): Promise<void> {
  const inStore = pathsInStore(memory.root)
  function* ranks(): Generator<StoredRank> {
    let row = 0
    for (const path of paths) {
      const rank = rankOf(row++)
      if (rank !== null) yield { path: inStore(path), ...rank }
    }
  }
  await memory.rank(id, { [Symbol.iterator]: ranks })
}

function tally(changes: ReadonlyMap<string, Change>): Partial<Record<Change, number>> {
  const counted: Partial<Record<Change, number>> = {}
  for (const change of changes.values()) counted[change] = (counted[change] ?? 0) + 1
  return counted
}

/** What the memory adds to the summary: what moved, and what did not have to be read again. */
function sayMemory({
  ended,
  changes,
  label,
  before,
  recalled,
  read,
  interrupted,
}: {
  readonly ended: StoredScan | undefined
  readonly changes: Readonly<Partial<Record<Change, number>>> | undefined
  readonly label: string | undefined
  /** The scan before this one, which its movements are counted from. */
  readonly before: StoredScan | undefined
  readonly recalled: number
  readonly read: number
  readonly interrupted: boolean
}): string {
  if (interrupted) {
    return `Ce qui a été lu est gardé : relancez la commande avec --reprendre pour continuer.\n`
  }
  const kept =
    recalled === 0 ? '' : ` ${count(recalled, 'document connu', 'documents connus')}, ${count(read - recalled, 'lu')}.`
  if (label === undefined || changes === undefined) {
    return `Analyse n° ${ended?.id ?? 1} mémorisée : la prochaine ne relira que ce qui aura changé.${kept}\n`
  }
  return `Depuis ${label}\u00a0: ${sayChanges(changes)}.${kept}\n${sayTrend(ended, before)}`
}

/** True when a configuration declares documents: a priority then needs all of them. */
async function declares(paths: readonly string[], configs: Configs): Promise<boolean> {
  for (const path of paths) {
    if ((await configs.of(join(path, 'limpide.yml'))).config.documents.length > 0) return true
  }
  return false
}

/** A long scan must not end on a folder that does not exist. */
async function checkWritable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isDirectory()) throw new UsageError(cannotWrite(file, Object.assign(new Error(), { code: 'EISDIR' })))
  const folder = await stat(dirname(resolve(file))).catch(() => undefined)
  if (folder?.isDirectory() !== true)
    throw new UsageError(cannotWrite(file, Object.assign(new Error(), { code: 'ENOENT' })))
}

function isNewOrWorse(record: ScanRecord, reference: Reference): boolean {
  const { is } = standing(record, reference)
  return is === 'new' || is === 'worse'
}

async function openReference(file: string): Promise<Reference> {
  try {
    return readReference(await readFile(file, 'utf8'), file)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { what, fix } = problemOf(error)
    throw new UsageError(`référence ${file}\u00a0: ${what} ${fix}`)
  }
}

async function save(file: string, content: string | AsyncIterable<string | Uint8Array>): Promise<void> {
  try {
    await writeWhole(file, content)
  } catch (error) {
    throw new UsageError(cannotWrite(file, error))
  }
}

function cannotWrite(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return `le dossier de «\u00a0${file}\u00a0» n’existe pas. Créez-le d’abord.`
  if (code === 'EISDIR')
    return `«\u00a0${file}\u00a0» est un dossier. Donnez le nom du fichier à écrire, par exemple carte.html.`
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `le disque est plein\u00a0: «\u00a0${file}\u00a0» n’est pas écrit en entier. Libérez de la place, puis recommencez.`
  return `«\u00a0${file}\u00a0» ne peut pas être écrit\u00a0: vérifiez vos droits sur ce dossier.`
}

/** The day reports are weighed on: today, unless said. */
function parseDay(said: string | undefined): string {
  if (said === undefined) {
    const today = new Date()
    return `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, '0')}-${String(today.getDate()).padStart(2, '0')}`
  }
  const day = readDate(said)
  if (day === undefined)
    throw new UsageError(`la date «\u00a0${said}\u00a0» n’est pas comprise. Écrivez-la AAAA-MM-JJ.`)
  return day
}

const TITLES = [
  'priorité',
  'valeur de priorité',
  ...RECORD_TITLES,
  'référence',
  'service',
  'démarche',
  'volume',
  'responsable',
  'signalements reçus',
  'signalements comptés',
] as const

function cells({ declared, reports, priority }: Listed, record: ScanRecord): Cells {
  return [
    priority === null ? null : priority.class,
    priority === null ? null : Math.round(priority.value),
    ...recordCells(record),
    declared?.reference ?? null,
    declared?.service ?? null,
    declared?.procedure ?? null,
    declared?.volume ?? null,
    declared?.owner ?? null,
    reports === null ? null : reports.received,
    reports === null ? null : reports.counted,
  ]
}
