import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { FIELDS, type Field, plainHeader } from '../columns.ts'
import { fold } from '../mask/detection.ts'
import { MASKING, mask } from '../mask/mask.ts'
import type { MatchedBy } from '../match.ts'
import type { OffTopic } from '../off-topic.ts'
import { DIFFICULTIES, type Difficulty, type Report, ROLES, type Role } from '../report.ts'
import { forgetReporter, keepReporter, moveReporter, reportersUntil } from './reporters.ts'
import type { Channel, JournalTable, ReportState, ReportTable, ReportTables } from './schema.ts'

/** A report as a store gives it back. */
export interface KeptReport extends Report {
  readonly receivedAt: string
  readonly channel: Channel
  readonly state: ReportState
  readonly matchedBy?: string
  readonly attachment?: string
}

/** A report that arrives. Its texts are masked once more before they are kept, whoever says that they are. */
export interface NewReport {
  readonly report: Omit<Report, 'id' | 'line' | 'rejected' | 'masked' | 'path' | 'repeats'> &
    Partial<Pick<Report, 'masked'>>
  readonly channel: Channel
  readonly state?: ReportState
  /** What makes two rows of one import the same: a second import of the file adds nothing. */
  readonly importKey?: string
  /** The masked text of what was joined. */
  readonly attachment?: string
  /** The document that what the report says names for sure, and how. */
  readonly match?: { readonly path: string; readonly by: string }
  /** What tells the person who reports from others: hashed with its document before it is kept, apart, for 90 days. */
  readonly reporter?: string
  /** What the reports of one network on one document in one day share, from a salt that is forgotten the day after. */
  readonly dayToken?: string
  /** The network address it came from; left out where the team asks that none be kept. */
  readonly address?: string
}

/** A priority with all that it was computed from. */
export interface KeptPriority {
  readonly path: string
  /** YYYY-MM-DD: the day the reports were weighed for. */
  readonly day: string
  readonly value: number
  readonly class: string
  /** JSON: every term, and every report with its weight. */
  readonly terms: string
}

/** The lines of one file. */
export interface FileOfReports {
  readonly reports: readonly (NewReport & { readonly importKey: string })[]
  /** Lines that speak of something else: they are counted, and not kept. */
  readonly aside: readonly { readonly why: OffTopic; readonly importKey: string }[]
  /** Its columns were corrected: reports already known are written again. */
  readonly isCorrected?: boolean
}

/** What became of the lines of a file. */
export interface Imported {
  readonly added: number
  readonly known: number
  readonly corrected: number
  /** Lines put aside that were not known. */
  readonly aside: ReadonlyMap<OffTopic, number>
}

/** What a person did to a report, and why. */
export interface JournalEntry {
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly report?: string
  readonly reason?: string
}

export interface Purged {
  /** Addresses erased because they were older than a year. */
  readonly addresses: number
  /** Tokens of persons erased because they were older than 90 days. */
  readonly reporters: number
}

/** A report refused because nobody by this name, or no such report, is known. */
export type Found = 'fait' | 'inconnu'

/** Days an address is kept: Services Publics+ keeps them one year against illegal content, then erases them. */
export const ADDRESS_DAYS = 365

/** The reports of a library, without their personal data. Times are given by the caller, in ISO 8601 and UTC. */
export interface ReportStore {
  /** Keeps a report; answers the code by which its author may have it erased. A row already imported answers `undefined`. */
  add(report: NewReport, now: string): Promise<{ readonly id: string; readonly code: string } | undefined>
  /** Keeps the lines of a file, all or none of them, each once however often the file is imported. */
  importFile(file: FileOfReports, now: string): Promise<Imported>
  /** What a person said that the columns under these headers hold. */
  columnsFor(headers: readonly string[]): Promise<Readonly<Partial<Record<Field, string>>> | undefined>
  rememberColumns(
    headers: readonly string[],
    columns: Readonly<Partial<Record<Field, string>>>,
    now: string,
  ): Promise<void>
  /** Counts what was put aside at intake: it is not kept. */
  countAside(why: OffTopic, day: string, count?: number): Promise<void>
  aside(): Promise<readonly { readonly day: string; readonly why: string; readonly count: number }[]>
  /** Every report that counts or may count, oldest first; `since` and `state` narrow it. */
  list(filter?: {
    readonly state?: ReportState
    readonly path?: string | null
    readonly since?: string
  }): Promise<readonly KeptReport[]>
  get(id: string): Promise<KeptReport | undefined>
  /** Gives a report to a document. What it says of its document is remembered: others that say the same follow it. */
  attach(id: string, path: string, by: { readonly actor: string; readonly how: string }, now: string): Promise<Found>
  /** Documents decided by a person, by what reports said. */
  decisions(): Promise<ReadonlyMap<string, string>>
  /** Changes the state of a report, with a reason: nothing is deleted. */
  reclassify(
    id: string,
    state: ReportState,
    by: { readonly actor: string; readonly reason: string },
    now: string,
  ): Promise<Found>
  /** Erases a report, its address and the token of its author at the author's request. */
  erase(code: string, now: string): Promise<Found>
  /** Erases the addresses older than a year, and the tokens older than 90 days. */
  purge(now: string): Promise<Purged>
  /** Masks again what an earlier masking kept; answers how many reports lost something more by it. */
  maskAgain(now: string): Promise<number>
  journal(): Promise<readonly JournalEntry[]>
  /** Keeps the priorities whose class or rounded value is no longer the last one kept; answers how many. */
  keepPriorities(priorities: readonly KeptPriority[], now: string): Promise<number>
  /** The priorities of a document as they were kept, oldest first. */
  prioritiesOf(path: string): Promise<readonly (KeptPriority & { readonly at: string })[]>
  /** Notes that a person looked at a document that rose by its reports alone. */
  review(path: string, by: { readonly actor: string; readonly reason: string }, now: string): Promise<void>
  /** The documents that a person looked at since an instant. */
  reviewedSince(instant: string): Promise<ReadonlySet<string>>
  close(): Promise<void>
}

/** Where a report goes: a person's decision wins over what a program found. */
async function placeOf(
  trx: Kysely<ReportTables> | Transaction<ReportTables>,
  written: Pick<ReportTable, 'reference' | 'document'>,
  match: NewReport['match'],
): Promise<Pick<ReportTable, 'path' | 'matched_by'>> {
  const said = saidOf(written)
  const decided =
    said === undefined
      ? undefined
      : await trx.selectFrom('report_decisions').select('path').where('said', '=', said).executeTakeFirst()
  if (decided !== undefined) return { path: decided.path, matched_by: 'decision' }
  return { path: match?.path ?? null, matched_by: match?.by ?? null }
}

/** The reports kept in tables of `REPORT_MIGRATIONS`. */
export function createReportStore(db: Kysely<ReportTables>): ReportStore {
  const add = async (
    trx: Transaction<ReportTables>,
    { report, channel, state = 'recu', importKey, attachment, match, address, reporter, dayToken }: NewReport,
    now: string,
  ): Promise<{ id: string; code: string } | undefined> => {
    const id = randomUUID()
    const code = newCode()
    const written = cleanReport(report)
    const place = await placeOf(trx, written, match)
    const added = await trx
      .insertInto('reports')
      .values({
        id,
        import_key: importKey ?? null,
        received_at: now,
        channel,
        ...written,
        attachment: attachment === undefined ? null : mask(storable(attachment)).text,
        state,
        ...place,
        repeats: null,
        day_token: dayToken ?? null,
        erasure: hashOf(code),
        masking: MASKING,
      })
      .onConflict((conflict) => conflict.column('import_key').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added === undefined) return undefined
    if (address !== undefined)
      await trx.insertInto('report_origins').values({ report: id, address, received_at: now }).execute()
    if (reporter !== undefined) await keepReporter(trx, { id, path: place.path, receivedAt: now, reporter })
    return { id, code }
  }

  /** Writes a known report again as its columns are now understood; what a person decided of it stays. */
  const correct = async (
    trx: Transaction<ReportTables>,
    { report, importKey, match }: NewReport & { readonly importKey: string },
    now: string,
  ): Promise<boolean> => {
    const written = cleanReport(report)
    const known = await trx
      .selectFrom('reports')
      .select(['id', 'path', 'matched_by'])
      .where('import_key', '=', importKey)
      .executeTakeFirst()
    if (known === undefined) return false
    const isDecided = known.matched_by !== null && !(known.matched_by in BY_PROGRAM)
    const place = isDecided ? undefined : await placeOf(trx, written, match)
    await trx
      .updateTable('reports')
      .set({ ...written, ...place, masking: MASKING })
      .where('id', '=', known.id)
      .execute()
    if (place?.path != null) await moveReporter(trx, known.id, { from: known.path, to: place.path }, now)
    return true
  }

  const countAside = async (
    trx: Kysely<ReportTables> | Transaction<ReportTables>,
    why: OffTopic,
    day: string,
    count: number,
  ): Promise<void> => {
    await trx
      .insertInto('reports_aside')
      .values({ day, why, count })
      .onConflict((conflict) =>
        conflict.columns(['day', 'why']).doUpdateSet((eb) => ({ count: eb('reports_aside.count', '+', count) })),
      )
      .execute()
  }

  const note = async (trx: Transaction<ReportTables>, entry: Omit<JournalTable, 'rank'>): Promise<void> => {
    await trx.insertInto('report_journal').values(entry).execute()
  }

  return {
    add: (report, now) => db.transaction().execute((trx) => add(trx, report, now)),
    importFile: ({ reports, aside, isCorrected = false }, now) =>
      db.transaction().execute(async (trx) => {
        let added = 0
        let corrected = 0
        for (const report of reports) {
          if ((await add(trx, report, now)) !== undefined) added += 1
          else if (isCorrected && (await correct(trx, report, now))) corrected += 1
        }
        const counted = new Map<OffTopic, number>()
        for (const { why, importKey } of aside) {
          const isNew = await trx
            .insertInto('reports_aside_lines')
            .values({ import_key: importKey })
            .onConflict((conflict) => conflict.column('import_key').doNothing())
            .returning('import_key')
            .executeTakeFirst()
          if (isNew !== undefined) counted.set(why, (counted.get(why) ?? 0) + 1)
        }
        for (const [why, count] of counted) await countAside(trx, why, now.slice(0, 10), count)
        return { added, known: reports.length - added - corrected, corrected, aside: counted }
      }),
    async columnsFor(headers) {
      const row = await db
        .selectFrom('report_columns')
        .select('columns')
        .where('headers', '=', headersKey(headers))
        .executeTakeFirst()
      return row === undefined ? undefined : columnsOf(row.columns)
    },
    async rememberColumns(headers, columns, now) {
      const decided = { columns: JSON.stringify(columns), decided_at: now }
      await db
        .insertInto('report_columns')
        .values({ headers: headersKey(headers), ...decided })
        .onConflict((conflict) => conflict.column('headers').doUpdateSet(decided))
        .execute()
    },
    countAside: (why, day, count = 1) => countAside(db, why, day, count),
    aside: () => db.selectFrom('reports_aside').selectAll().orderBy('day').orderBy('why').execute(),
    async list({ state, path, since } = {}) {
      let query = db.selectFrom('reports').selectAll().orderBy('received_at').orderBy('id')
      if (state !== undefined) query = query.where('state', '=', state)
      if (since !== undefined) query = query.where('received_at', '>=', since)
      if (path !== undefined) query = path === null ? query.where('path', 'is', null) : query.where('path', '=', path)
      return (await query.execute()).map(keptReport)
    },
    async get(id) {
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
      return row && keptReport(row)
    },
    attach: (id, path, { actor, how }, now) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
        if (row === undefined) return 'inconnu'
        await trx.updateTable('reports').set({ path, matched_by: how }).where('id', '=', id).execute()
        await moveReporter(trx, id, { from: row.path, to: path }, now)
        await note(trx, { at: now, actor, action: `rattache à ${path}`, report: id, reason: null })
        const said = saidOf(row)
        if (said === undefined) return 'fait'
        const decision = { path, decided_by: actor, decided_at: now }
        await trx
          .insertInto('report_decisions')
          .values({ said, ...decision })
          .onConflict((conflict) => conflict.column('said').doUpdateSet(decision))
          .execute()
        // Those that wait and say the same are given to the same document.
        const waiting = await trx
          .selectFrom('reports')
          .select(['id', 'reference', 'document'])
          .where('path', 'is', null)
          .orderBy('received_at')
          .orderBy('id')
          .execute()
        const same = waiting.filter((other) => saidOf(other) === said).map((other) => other.id)
        if (same.length > 0)
          await trx.updateTable('reports').set({ path, matched_by: 'decision' }).where('id', 'in', same).execute()
        for (const other of same) await moveReporter(trx, other, { from: null, to: path }, now)
        return 'fait'
      }),
    async decisions() {
      const rows = await db.selectFrom('report_decisions').select(['said', 'path']).execute()
      return new Map(rows.map(({ said, path }) => [said, path]))
    },
    reclassify: (id, state, { actor, reason }, now) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('reports')
          .set({ state })
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst()
        if (row === undefined) return 'inconnu'
        await note(trx, { at: now, actor, action: `classe « ${state} »`, report: id, reason })
        return 'fait'
      }),
    erase: (code, now) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom('reports')
          .select('id')
          .where('erasure', '=', hashOf(code.trim().toUpperCase()))
          .executeTakeFirst()
        if (row === undefined) return 'inconnu'
        await forgetReporter(trx, row.id)
        await trx.deleteFrom('reports').where('id', '=', row.id).execute()
        await trx.deleteFrom('report_origins').where('report', '=', row.id).execute()
        // That a report was erased is told; nothing of it is.
        await note(trx, { at: now, actor: 'son auteur', action: 'efface un signalement', report: null, reason: null })
        return 'fait'
      }),
    async purge(now) {
      const limit = new Date(Date.parse(now) - ADDRESS_DAYS * 86_400_000).toISOString()
      const { numDeletedRows } = await db
        .deleteFrom('report_origins')
        .where('received_at', '<', limit)
        .executeTakeFirst()
      const reporters = await db
        .deleteFrom('report_reporters')
        .where('received_at', '<', reportersUntil(now))
        .executeTakeFirst()
      return { addresses: Number(numDeletedRows), reporters: Number(reporters.numDeletedRows) }
    },
    async maskAgain(now) {
      let changed = 0
      // A few at a time: what is stopped in the middle goes on at the next start, and nobody waits for the rest.
      for (;;) {
        const done = await db.transaction().execute(async (trx) => {
          const rows = await trx
            .selectFrom('reports')
            .selectAll()
            .where('masking', '<', MASKING)
            .orderBy('received_at')
            .orderBy('id')
            .limit(MASKED_AT_ONCE)
            .execute()
          let lost = 0
          for (const row of rows) {
            const again = maskedAgain(row)
            await trx
              .updateTable('reports')
              .set({ ...again, masking: MASKING })
              .where('id', '=', row.id)
              .execute()
            if (JSON.stringify(again) === JSON.stringify(textsOf(row))) continue
            lost += 1
            await moveDecision(trx, saidOf(row), saidOf(again))
          }
          if (lost > 0)
            await note(trx, { at: now, actor: 'limpide', action: maskedAction(lost), report: null, reason: null })
          return { read: rows.length, lost }
        })
        changed += done.lost
        if (done.read < MASKED_AT_ONCE) return changed
      }
    },
    async journal() {
      const rows = await db.selectFrom('report_journal').selectAll().orderBy('rank').execute()
      return rows.map(({ at, actor, action, report, reason }) => ({
        at,
        actor,
        action,
        ...(report === null ? {} : { report }),
        ...(reason === null ? {} : { reason }),
      }))
    },
    keepPriorities: (priorities, now) =>
      db.transaction().execute(async (trx) => {
        const last = await trx
          .selectFrom('priorities')
          .select(['path', 'value', 'class'])
          .where('rank', 'in', ({ selectFrom }) =>
            selectFrom('priorities')
              .select(({ fn }) => fn.max('rank').as('rank'))
              .groupBy('path'),
          )
          .execute()
        const seen = new Map(last.map(({ path, value, class: id }) => [path, `${id} ${Math.round(value)}`]))
        const changed = priorities.filter(
          ({ path, value, class: id }) => seen.get(path) !== `${id} ${Math.round(value)}`,
        )
        for (const { path, day, value, class: id, terms } of changed)
          await trx.insertInto('priorities').values({ path, at: now, day, value, class: id, terms }).execute()
        return changed.length
      }),
    prioritiesOf: (path) =>
      db
        .selectFrom('priorities')
        .select(['path', 'at', 'day', 'value', 'class', 'terms'])
        .where('path', '=', path)
        .orderBy('rank')
        .execute(),
    review: (path, { actor, reason }, now) =>
      db.transaction().execute(async (trx) => {
        await trx.insertInto('document_reviews').values({ path, at: now, actor, reason }).execute()
        await note(trx, { at: now, actor, action: `vérifie la hausse de ${path}`, report: null, reason })
      }),
    async reviewedSince(instant) {
      const rows = await db.selectFrom('document_reviews').select('path').where('at', '>=', instant).execute()
      return new Set(rows.map(({ path }) => path))
    },
    close: () => db.destroy(),
  }
}

/** The ways in which a program gives a report to its document; any other is a person's. */
const BY_PROGRAM: Readonly<Record<Exclude<MatchedBy, 'decision'>, true>> = {
  reference: true,
  fichier: true,
  titre: true,
  'reference-citee': true,
  'piece-jointe': true,
}

function headersKey(headers: readonly string[]): string {
  return headers.map(plainHeader).join('|')
}

function columnsOf(json: string): Readonly<Partial<Record<Field, string>>> {
  const said: unknown = JSON.parse(json)
  if (typeof said !== 'object' || said === null) return {}
  const kept = Object.entries(said).flatMap(([name, header]) => {
    const field = FIELDS.find((field) => field === name)
    return field === undefined || typeof header !== 'string' ? [] : [[field, header] as const]
  })
  return Object.fromEntries(kept)
}

/** What a report says of its document, as decisions are kept under; `undefined` when it says nothing. */
export function saidOf(report: {
  readonly reference?: string | null
  readonly document?: string | null
}): string | undefined {
  const said = [report.reference, report.document].map((text) => fold(text ?? '').replace(/[^a-z0-9]/g, ''))
  return said.every((text) => text === '') ? undefined : said.join('|')
}

/** PostgreSQL keeps neither a NUL nor half a character. */
function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd')
}

/** The texts of a report, masked: references and titles keep what only looks like a plate or a file number. */
function cleanReport(
  report: NewReport['report'],
): Pick<
  ReportTable,
  'reference' | 'document' | 'date' | 'role' | 'difficulties' | 'comment' | 'suggestion' | 'volume' | 'masked'
> {
  const counts = new Map(report.masked?.map(({ kind, count }) => [kind, count]))
  const clean = (text: string, except: Parameters<typeof mask>[1] = {}): string => {
    const { text: cleaned, masked } = mask(storable(text), except)
    for (const { kind, count } of masked) counts.set(kind, (counts.get(kind) ?? 0) + count)
    return cleaned
  }
  const name = (text: string | undefined): string | null =>
    text === undefined || text === '' ? null : clean(text, { except: ['plaque', 'dossier'] })
  return {
    reference: name(report.reference),
    document: name(report.document),
    date: report.date ?? null,
    role: report.role,
    difficulties: JSON.stringify(report.difficulties),
    comment: clean(report.comment),
    suggestion: clean(report.suggestion),
    volume: report.volume ?? null,
    masked: JSON.stringify([...counts].map(([kind, count]) => ({ kind, count }))),
  }
}

/** Reports that are masked again in one transaction. */
const MASKED_AT_ONCE = 100

function maskedAction(count: number): string {
  return count === 1 ? 'masque mieux un signalement' : `masque mieux ${count} signalements`
}

type Texts = Pick<ReportTable, 'reference' | 'document' | 'comment' | 'suggestion' | 'masked' | 'attachment'>

function textsOf({ reference, document, comment, suggestion, masked, attachment }: ReportTable): Texts {
  return { reference, document, comment, suggestion, masked, attachment }
}

/** The texts of a kept report, masked as today; what was masked before is counted still. */
function maskedAgain(row: ReportTable): Texts {
  const known = keptReport(row)
  const { reference, document, comment, suggestion, masked } = cleanReport(known)
  const attachment = row.attachment === null ? null : mask(row.attachment).text
  return { reference, document, comment, suggestion, masked, attachment }
}

/** What a person decided of a title follows it, or reports of that title would wait again. */
async function moveDecision(
  trx: Transaction<ReportTables>,
  before: string | undefined,
  after: string | undefined,
): Promise<void> {
  if (before === undefined || after === undefined || before === after) return
  const decision = await trx.selectFrom('report_decisions').selectAll().where('said', '=', before).executeTakeFirst()
  if (decision === undefined) return
  await trx
    .insertInto('report_decisions')
    .values({ ...decision, said: after })
    .onConflict((conflict) => conflict.column('said').doNothing())
    .execute()
  await trx.deleteFrom('report_decisions').where('said', '=', before).execute()
}

function keptReport(row: ReportTable): KeptReport {
  return {
    id: row.id,
    line: 0,
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.document === null ? {} : { document: row.document }),
    ...(row.date === null ? {} : { date: row.date }),
    role: roleOf(row.role),
    difficulties: difficultiesOf(row.difficulties),
    comment: row.comment,
    suggestion: row.suggestion,
    ...(row.volume === null ? {} : { volume: row.volume }),
    ...(row.repeats === null ? {} : { repeats: row.repeats }),
    ...(row.day_token === null ? {} : { dayToken: row.day_token }),
    rejected: row.state === 'ecarte',
    masked: JSON.parse(row.masked),
    receivedAt: row.received_at,
    channel: row.channel,
    state: row.state,
    ...(row.path === null ? {} : { path: row.path }),
    ...(row.matched_by === null ? {} : { matchedBy: row.matched_by }),
    ...(row.attachment === null ? {} : { attachment: row.attachment }),
  }
}

function roleOf(said: string): Role {
  return ROLES.find((role) => role === said) ?? 'usager'
}

function difficultiesOf(json: string): readonly Difficulty[] {
  const said: unknown = JSON.parse(json)
  if (!Array.isArray(said)) return []
  return DIFFICULTIES.map(({ id }) => id).filter((id) => said.includes(id))
}

/** Letters and digits that are not taken for one another, read aloud without error. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A code of sixteen signs, in fours: « K7QF-2MXA-9RTB-HW4E ». */
function newCode(): string {
  const signs = [...randomBytes(16)].map((byte) => SIGNS[byte % SIGNS.length] ?? 'A')
  return [0, 4, 8, 12].map((from) => signs.slice(from, from + 4).join('')).join('-')
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
