import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql, type Transaction } from 'kysely'
import { LIST_SCOPE } from '../file-list.ts'
import { countedFindings, LACKS_NOTICE } from '../held.ts'
import { type Listing, readListing } from '../listing.ts'
import type { RecordFinding, ScanRecord } from '../record.ts'
import { dump, restore } from './backup.ts'
import { MIGRATIONS } from './migrations.ts'
import type { Change, DocumentTable, ScanState, Tables } from './schema.ts'
import { StoreError, unusable } from './store-error.ts'

export type StoreKind = 'sqlite' | 'postgres'

/** A content under rules and a configuration, at a path of the library. */
export interface Asked {
  readonly path: string
  readonly hash: string
  readonly setup: string
}

/** What the store knows of a path, and of a content wherever it lies. */
export interface Known {
  readonly previous?: Previous
  /** Absent: this content was never read under these rules. */
  readonly record?: ScanRecord
  /** True when the suggestions of the record were not kept. */
  readonly isCut: boolean
}

/** A document as the last scan that met it left it. */
export interface Previous extends Stamp {
  readonly setup: string
  readonly value: number | null
  readonly grade: string | null
  readonly margin: number | null
  readonly lastScan: number
  readonly meta: DocumentMeta
  /** What lists say of it, as text (`Listing`), where it was asked for and is kept. */
  readonly listing?: string
}

/** What the rules said of a content. */
export interface Recalled {
  readonly record: Omit<ScanRecord, 'path'>
  /** True when the suggestions of the record were not kept. */
  readonly isCut: boolean
}

/** What the team says of a document. */
export interface DocumentMeta {
  readonly reference?: string
  readonly service?: string
  readonly procedure?: string
  readonly volume?: number
  readonly owner?: string
  /** YYYY-MM-DD: the day it was last sent out. */
  readonly lastSent?: string
}

/** A document that a scan has just met. */
export interface Met {
  readonly path: string
  /** `null` where the file could not be opened. */
  readonly hash: string | null
  readonly setup: string
  readonly size: number
  readonly mtime: number
  /** When the system says that it last changed; `null` when the date is not to be believed. */
  readonly ctime: number | null
  readonly record: ScanRecord
  readonly meta: DocumentMeta
  /** What the store knew of this path before. */
  readonly previous?: Previous
  /** Absent: the result is already stored, or must not be. */
  readonly result?: { readonly keepsText: boolean }
  /** What lists say of it, as text (`Listing`). Absent: it is already stored, or must not be. */
  readonly listing?: string
}

export interface NewScan {
  readonly startedAt: string
  /** Folders or files, relative to the library; an empty path is the whole of it. */
  readonly scope: readonly string[]
  readonly rules: string
  readonly calibration: string
}

/** A scan of the history. */
export interface StoredScan {
  readonly id: number
  readonly startedAt: string
  readonly endedAt: string | null
  readonly state: ScanState
  readonly scope: readonly string[]
  readonly rules: string
  readonly calibration: string
  readonly documents: number
  readonly words: number
  readonly read: number
  readonly scored: number
  readonly median: number | null
  readonly grades: Readonly<Partial<Record<string, number>>>
  readonly changes: Readonly<Record<Change, number>>
  /** How far the imprecision of the scores alone may move the median. */
  readonly margin: number | null
  /** Letters whose score moved, by cause; `null` where an older version scanned. */
  readonly trend: Readonly<Record<Cause, Trend>> | null
  /** True when the priorities of this scan were laid beside those that were there before it. */
  readonly isRanked: boolean
}

/** The letter is another, or the way to score it is. */
export type Cause = 'changed' | 'rescored'

/** How scores moved; `stable`: by no more than their margin. */
export interface Trend {
  readonly better: number
  readonly worse: number
  readonly stable: number
}

/** What a path and the system's own dates say of a file without opening it. */
export interface Stamp {
  readonly hash: string | null
  readonly size: number
  readonly mtime: number
  readonly ctime: number | null
}

/** A letter that nobody could read, after several tries. */
export interface DeadLetter {
  readonly scan: number
  readonly path: string
  readonly reason: string
  readonly tries: number
  readonly worker: string | null
  readonly diedAt: string
}

/** A letter and its rank among the others. */
export interface StoredRank {
  readonly path: string
  readonly class: string
  readonly value: number
}

/** A document whose class of priority is another than at the ranking before; `null`: it had none, or has none any more. */
export interface StoredRankChange {
  readonly scan: number
  readonly path: string
  readonly title: string | null
  readonly before: string | null
  readonly after: string | null
}

/** A line of the list of priorities. */
export interface PriorityLine {
  readonly path: string
  readonly title: string | null
  readonly type: string | null
  readonly service: string | null
  readonly procedure: string | null
  readonly volume: number | null
  readonly owner: string | null
  readonly value: number | null
  readonly grade: string | null
  readonly margin: number | null
  readonly priorityClass: string | null
  readonly priority: number | null
}

/** A part of the list of priorities. */
export interface PriorityPage {
  readonly lines: readonly PriorityLine[]
  /** Documents of the whole list. */
  readonly total: number
}

/** A change that a scan found. */
export interface StoredChange {
  readonly scan: number
  readonly path: string
  readonly change: Change
  readonly from: string | null
  readonly value: number | null
  readonly grade: string | null
  readonly margin: number | null
  readonly beforeValue: number | null
  readonly beforeGrade: string | null
  readonly beforeMargin: number | null
}

/** A document as the last scan left it, with its result. */
export interface StoredDocument {
  readonly record: ScanRecord
  readonly hash: string | null
  readonly meta: DocumentMeta
  readonly lastScan: number
}

/** A document as the last scan left it, with what lists say of it. */
export interface ListedDocument extends StoredDocument {
  readonly setup: string
  /** What the record was read from; absent: it is the whole result, its remarks only counted. */
  readonly listing?: Listing
}

/** The memory of a library. Every writing is one transaction: a process killed in the middle leaves what was before. */
export interface Store {
  readonly kind: StoreKind
  readonly root: string
  /** The file, or the address without its password. */
  readonly where: string
  /** Opens a scan and gives its number. */
  begin(scan: NewScan): Promise<number>
  /** The last scan of this scope, when it did not reach its end. */
  unfinished(scope: readonly string[]): Promise<StoredScan | undefined>
  lookUp(asked: readonly Asked[]): Promise<ReadonlyMap<string, Known>>
  /** The documents that are at these paths: one whose dates and size are the same was not changed. */
  previous(paths: readonly string[], options?: { readonly listings?: boolean }): Promise<ReadonlyMap<string, Previous>>
  /**
   * What is known of contents under their rules, by `contentKey`. `remarks: false`: those of a record are only counted, as
   * a shelf counts them.
   */
  recall(
    contents: readonly Pick<Asked, 'hash' | 'setup'>[],
    options?: { readonly remarks?: boolean },
  ): Promise<ReadonlyMap<string, Recalled>>
  /** Stores documents and what changed; says the change of each, in order (`null`: none). */
  keep(scan: number, met: readonly Met[]): Promise<readonly (Change | null)[]>
  /** Counts what was read, tells moves from deletions, and closes the scan. Paths under `unopened` are not deleted. */
  finish(scan: number, end: { endedAt: string; read: number; unopened: readonly string[] }): Promise<StoredScan>
  /** Closes a scan that was stopped: nothing is taken for deleted. */
  interrupt(scan: number, end: { endedAt: string; read: number }): Promise<void>
  /** Counts letters that another process read for this scan. */
  addRead(scan: number, read: number): Promise<void>
  /** Keeps letters that no worker could read, each with its reason. */
  bury(dead: readonly DeadLetter[]): Promise<void>
  /** The letters that no worker could read, the latest scan first; those of one scan when it is given. */
  deadLetters(scan?: number): Promise<readonly DeadLetter[]>
  /**
   * Keeps the priorities that a scan gave to the documents of its folders, and no longer those of the others there; remembers
   * whose class is another than before. The first ranking is laid beside nothing. The ranks are gone through twice.
   */
  rank(scan: number, ranks: Iterable<StoredRank>): Promise<void>
  /** The documents whose class changed, from this scan on, in the order of scans and paths. */
  rankChangesFrom(scan: number): Promise<readonly StoredRankChange[]>
  /** Documents by priority, the most urgent first. */
  priorities(page: {
    readonly service?: string
    readonly offset: number
    readonly limit: number
  }): Promise<PriorityPage>
  /** Puts an inventory in the place of the one before. */
  saveInventory(entries: ReadonlyMap<string, string>): Promise<void>
  /** The entries of the inventory, by path. */
  inventory(): Promise<ReadonlyMap<string, string>>
  /** A word that a command left for the next one. */
  note(key: string): Promise<string | undefined>
  writeNote(key: string, value: string): Promise<void>
  /** The scans, the latest first. */
  scans(limit?: number): Promise<readonly StoredScan[]>
  scan(id: number): Promise<StoredScan | undefined>
  /** What scans from this one on found different, in the order of scans and paths. */
  changesFrom(scan: number): AsyncGenerator<StoredChange>
  /**
   * The documents that are there, in the order of their paths, a few at a time; those that a scan saw when it is given.
   * `remarks: false`: as for `recall`.
   */
  documents(which?: { readonly seenBy?: number; readonly remarks?: boolean }): AsyncGenerator<StoredDocument>
  /** The same documents with what lists say of them, where it is kept: a tenth of their results, which are not read. */
  listed(): AsyncGenerator<ListedDocument>
  /** The whole store as lines of JSON, for `restore`; the tables of `without` are left out. */
  dump(madeAt: string, without?: readonly string[]): AsyncGenerator<string>
  /** Puts a backup in the place of everything: whole, or not at all. Throws a StoreError. */
  restore(lines: AsyncIterable<string>): Promise<{ readonly rows: number }>
  /** True when a table holds something, one of those that others keep beside the letters too; it need not be there. */
  holds(table: string): Promise<boolean>
  /** True when no letter and no scan was ever kept. */
  isEmpty(): Promise<boolean>
  close(): Promise<void>
}

const BATCH = 200
const RANKED_TOGETHER = 1_000
/** The median of independent measures is that much less sure than their mean. */
const MEDIAN_OF_MEAN = Math.sqrt(Math.PI / 2)

/** The same memory over SQLite and PostgreSQL; `openStore` gives the database with its tables. */
export function createStore(db: Kysely<Tables>, kind: StoreKind, root: string, where: string): Store {
  // SQLite has one connection here: two transactions of one process must not cross.
  let last: Promise<unknown> = Promise.resolve()
  const writing = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> => {
    const done = last
      .then(() => db.transaction().execute(work))
      .catch((error: unknown) => {
        throw error instanceof StoreError ? error : unusable(where, error)
      })
    last = done.catch(() => undefined)
    return done
  }

  const scan = async (id: number): Promise<StoredScan | undefined> => {
    const row = await db.selectFrom('scans').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toScan(row)
  }

  const previousAt: Store['previous'] = async (paths, { listings = false } = {}) => {
    const found = new Map<string, Previous>()
    for (const part of batches(paths)) {
      const documents = db
        .selectFrom('documents')
        .select(['documents.path', 'documents.hash', 'documents.setup', 'size', 'mtime', 'ctime'])
        .select(['value', 'grade', 'margin', 'last_scan'])
        .select(META_COLUMNS)
        .where(among(kind, 'documents.path', part))
        // The plus keeps SQLite on the paths: an index of those that are there is that of the whole library.
        .where(sql<boolean>`+removed_scan is null`)
      const rows = listings
        ? await documents
            .leftJoin('listings', (join) =>
              join
                .onRef('listings.path', '=', 'documents.path')
                .onRef('listings.hash', '=', 'documents.hash')
                .onRef('listings.setup', '=', 'documents.setup'),
            )
            .select('listing')
            .execute()
        : await documents.select(sql<null>`null`.as('listing')).execute()
      for (const row of rows) {
        const { path, hash, setup, size, mtime, ctime, value, grade, margin, last_scan: lastScan, listing } = row
        const own = listing === null ? {} : { listing }
        found.set(path, { hash, setup, size, mtime, ctime, value, grade, margin, lastScan, meta: toMeta(row), ...own })
      }
    }
    return found
  }

  const recall: Store['recall'] = async (contents, { remarks = true } = {}) => {
    const found = new Map<string, Recalled>()
    for (const part of batches(contents)) {
      const rows = await db
        .selectFrom('results')
        .select(['hash', 'setup', 'format', 'type', 'type_confidence', 'title', 'words', 'sentences', 'score'])
        .select(['problems', 'is_cut', 'fingerprint', 'declared'])
        .select(findingsOf(kind, remarks))
        .where(among(kind, 'hash', [...new Set(part.map(({ hash }) => hash))]))
        .where(among(kind, 'setup', [...new Set(part.map(({ setup }) => setup))]))
        .execute()
      for (const { hash, setup, is_cut, ...row } of rows)
        found.set(contentKey({ hash, setup }), { isCut: is_cut === 1, record: toResult(row, toFindings(row)) })
    }
    return found
  }

  return {
    kind,
    root,
    where,
    scan,

    begin: ({ startedAt, scope, rules, calibration }) =>
      writing(async (trx) => {
        if (kind === 'postgres') await sql`select pg_advisory_xact_lock(hashtext('limpide-scans'))`.execute(trx)
        const { id } = await trx
          .selectFrom('scans')
          .select((eb) => eb.fn.coalesce(eb.fn.max('id'), sql<number>`0`).as('id'))
          .executeTakeFirstOrThrow()
        const next = Number(id) + 1
        await trx
          .insertInto('scans')
          .values({
            id: next,
            started_at: startedAt,
            ended_at: null,
            state: 'en-cours',
            scope: JSON.stringify(scope),
            rules,
            calibration,
            documents: 0,
            words: 0,
            read: 0,
            scored: 0,
            median: null,
            grades: '{}',
            changes: '{}',
            margin: null,
            trend: null,
            ranked: null,
          })
          .execute()
        return next
      }),

    unfinished: async (scope) => {
      const row = await db
        .selectFrom('scans')
        .selectAll()
        .where('scope', '=', JSON.stringify(scope))
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined || row.state === 'finie' ? undefined : toScan(row)
    },

    lookUp: async (asked) => {
      const [previous, recalled] = [await previousAt(asked.map(({ path }) => path)), await recall(asked)]
      return new Map(
        asked.map(({ path, ...content }) => {
          const [before, found] = [previous.get(path), recalled.get(contentKey(content))]
          return [
            path,
            {
              isCut: found?.isCut === true,
              ...(found === undefined ? {} : { record: { path, ...found.record } }),
              ...(before === undefined ? {} : { previous: before }),
            },
          ]
        }),
      )
    },

    previous: previousAt,

    recall,

    keep: (number, met) => {
      const changes = met.map(changeOf)
      if (met.length === 0) return Promise.resolve(changes)
      return writing(async (trx) => {
        const contents = new Map(
          met.flatMap((one) =>
            one.result === undefined || one.hash === null ? [] : [[`${one.hash} ${one.setup}`, one] as const],
          ),
        )
        for (const part of batches([...contents.values()])) {
          await trx
            .insertInto('results')
            .values(part.map(resultRow))
            // The same content under the same rules gives the same result; a fuller copy of it wins.
            .onConflict((conflict) =>
              conflict
                .columns(['hash', 'setup'])
                .doUpdateSet((eb) => ({
                  findings: sql<string>`case when results.is_cut > excluded.is_cut then excluded.findings else results.findings end`,
                  is_cut: sql<number>`case when results.is_cut > excluded.is_cut then excluded.is_cut else results.is_cut end`,
                  fingerprint: eb.fn.coalesce('excluded.fingerprint', 'results.fingerprint'),
                }))
                .where((eb) =>
                  eb.or([
                    eb('results.is_cut', '>', eb.ref('excluded.is_cut')),
                    // Read by an older version, which did not tell its likes.
                    sql<boolean>`excluded.fingerprint is not null and results.fingerprint is distinct from excluded.fingerprint`,
                  ]),
                ),
            )
            .execute()
        }
        // The same path twice in one statement is refused: the last meeting is the one that counts.
        const byPath = new Map(met.map((one, i) => [one.path, { one, change: changes[i] ?? null }]))
        const all = [...byPath.values()]
        const seen = all.filter(({ one }) => isAsItWas(one)).map(({ one }) => one.path)
        if (seen.length > 0) {
          await trx
            .updateTable('documents')
            .set({ last_scan: later(sql.val(number)) })
            .where(among(kind, 'path', seen))
            .execute()
          // Apart: it is in every index, and was null unless another scan ended meanwhile.
          await trx
            .updateTable('documents')
            .set({ removed_scan: null })
            .where(among(kind, 'path', seen))
            .where(sql<boolean>`+removed_scan is not null`)
            .execute()
        }
        for (const part of batches(all.filter(({ one }) => !isAsItWas(one)))) {
          await trx
            .insertInto('documents')
            .values(part.map(({ one }) => documentRow(number, one)))
            .onConflict((conflict) =>
              conflict.column('path').doUpdateSet((eb) => ({
                hash: eb.ref('excluded.hash'),
                setup: eb.ref('excluded.setup'),
                size: eb.ref('excluded.size'),
                mtime: eb.ref('excluded.mtime'),
                ctime: eb.ref('excluded.ctime'),
                format: eb.ref('excluded.format'),
                type: eb.ref('excluded.type'),
                title: eb.ref('excluded.title'),
                words: eb.ref('excluded.words'),
                value: eb.ref('excluded.value'),
                grade: eb.ref('excluded.grade'),
                margin: eb.ref('excluded.margin'),
                reference: eb.ref('excluded.reference'),
                service: eb.ref('excluded.service'),
                procedure: eb.ref('excluded.procedure'),
                volume: eb.ref('excluded.volume'),
                owner: eb.ref('excluded.owner'),
                last_sent: eb.ref('excluded.last_sent'),
                // Two scans at once: the later one has seen it, whoever writes last.
                last_scan: later(sql.ref('excluded.last_scan')),
                removed_scan: null,
              })),
            )
            .execute()
        }
        const listed = all.flatMap(({ one: { path, hash, setup, listing } }) =>
          listing === undefined || hash === null ? [] : [{ path, hash, setup, listing }],
        )
        for (const part of batches(listed)) {
          await trx
            .insertInto('listings')
            .values(part)
            .onConflict((conflict) =>
              conflict.column('path').doUpdateSet((eb) => ({
                hash: eb.ref('excluded.hash'),
                setup: eb.ref('excluded.setup'),
                listing: eb.ref('excluded.listing'),
              })),
            )
            .execute()
        }
        const different = all.filter(({ change }) => change !== null)
        for (const part of batches(different)) {
          await trx
            .insertInto('history')
            .values(
              part.map(({ one, change }) => ({
                scan: number,
                path: one.path,
                change: change ?? 'changed',
                from_path: null,
                hash: one.hash,
                setup: one.setup,
                value: one.record.score?.value ?? null,
                grade: one.record.score?.grade ?? null,
                margin: one.record.score?.margin ?? null,
                before_value: one.previous?.value ?? null,
                before_grade: one.previous?.grade ?? null,
                before_margin: one.previous?.margin ?? null,
              })),
            )
            .onConflict((conflict) =>
              conflict.columns(['scan', 'path']).doUpdateSet((eb) => ({
                hash: eb.ref('excluded.hash'),
                setup: eb.ref('excluded.setup'),
                value: eb.ref('excluded.value'),
                grade: eb.ref('excluded.grade'),
                margin: eb.ref('excluded.margin'),
              })),
            )
            .execute()
        }
        return changes
      })
    },

    finish: async (number, { endedAt, read, unopened }) => {
      const scope = (await scan(number))?.scope ?? ['']
      // Batch by batch, each one whole: killed here, the next scan ends the work.
      for (;;) {
        const left = await writing((trx) => remove(trx, number, scope, unopened))
        if (left === 0) break
      }
      await writing(async (trx) => {
        const isList = scope.some((path) => path.startsWith(LIST_SCOPE))
        const here = trx
          .selectFrom('documents')
          .where('removed_scan', 'is', null)
          .where(isList ? (eb) => eb('last_scan', '=', number) : inScope(scope))
        const total = await here
          .select((eb) => [
            sql<number>`cast(count(*) as integer)`.as('documents'),
            sql<number>`cast(count(value) as integer)`.as('scored'),
            eb.fn.coalesce(sql<number>`cast(sum(words) as double precision)`, sql<number>`0`).as('words'),
            eb.fn.coalesce(sql<number>`sum(margin * margin)`, sql<number>`0`).as('squares'),
          ])
          .executeTakeFirstOrThrow()
        const byGrade = await here
          .where('grade', 'is not', null)
          .select(['grade', sql<number>`cast(count(*) as integer)`.as('count')])
          .groupBy('grade')
          .execute()
        const byChange = await trx
          .selectFrom('history')
          .where('scan', '=', number)
          .select(['change', sql<number>`cast(count(*) as integer)`.as('count')])
          .groupBy('change')
          .execute()
        const middle = await medianOf(here, Number(total.scored))
        const trend = await trendOf(trx, number)
        await trx
          .updateTable('scans')
          .set((eb) => ({
            state: 'finie',
            ended_at: endedAt,
            documents: Number(total.documents),
            words: Number(total.words),
            scored: Number(total.scored),
            read: eb('read', '+', read),
            median: middle,
            margin: middle === null ? null : (MEDIAN_OF_MEAN * Math.sqrt(Number(total.squares))) / Number(total.scored),
            trend: JSON.stringify(trend),
            grades: JSON.stringify(Object.fromEntries(byGrade.map(({ grade, count }) => [grade, count]))),
            changes: JSON.stringify(Object.fromEntries(byChange.map(({ change, count }) => [change, count]))),
          }))
          .where('id', '=', number)
          .execute()
      })
      const ended = await scan(number)
      if (ended === undefined) throw new Error(`scan ${number} was not begun`)
      return ended
    },

    interrupt: (number, { endedAt, read }) =>
      writing(async (trx) => {
        await trx
          .updateTable('scans')
          .set((eb) => ({ state: 'interrompue', ended_at: endedAt, read: eb('read', '+', read) }))
          .where('id', '=', number)
          .execute()
      }),

    addRead: (number, read) =>
      writing(async (trx) => {
        await trx
          .updateTable('scans')
          .set((eb) => ({ read: eb('read', '+', read) }))
          .where('id', '=', number)
          .execute()
      }),

    bury: (dead) =>
      writing(async (trx) => {
        for (const part of batches(dead)) {
          await trx
            .insertInto('dead_letters')
            .values(part.map(({ diedAt, ...one }) => ({ ...one, died_at: diedAt })))
            .onConflict((conflict) =>
              conflict.columns(['scan', 'path']).doUpdateSet((eb) => ({
                reason: eb.ref('excluded.reason'),
                tries: eb.ref('excluded.tries'),
                worker: eb.ref('excluded.worker'),
                died_at: eb.ref('excluded.died_at'),
              })),
            )
            .execute()
        }
      }),

    deadLetters: async (number) => {
      const query = db.selectFrom('dead_letters').selectAll().orderBy('scan', 'desc').orderBy('path')
      const rows = await (number === undefined ? query : query.where('scan', '=', number)).execute()
      return rows.map(({ died_at: diedAt, ...one }) => ({ ...one, diedAt }))
    },

    rank: async (number, ranks) => {
      const scope = (await scan(number))?.scope ?? ['']
      await writing(async (writer) => {
        if (await isRankedSo(writer, kind, number, scope, ranks)) {
          await writer.updateTable('scans').set({ ranked: 1 }).where('id', '=', number).execute()
          return
        }
        const trx = await giveRanks(writer, kind, ranks)
        // The plus and the empty text, as below: by their index it would sort the whole library at each batch.
        const isKnown = sql<boolean>`(+removed_scan is null or (priority_class || '') is not null)`
        const known = trx.selectFrom('documents').where(isKnown).where(inScope(scope))
        const ranked = await known.where('priority_class', 'is not', null).select('path').limit(1).execute()
        const isFirst = ranked.length === 0
        const moved = trx.selectFrom('history').where('scan', '=', number).where('change', '=', 'moved')
        const moves = await moved.select(['path', 'from_path']).execute()
        const cameFrom = new Map(moves.map(({ path, from_path }) => [path, from_path]))
        const leftFor = new Set(cameFrom.values())
        const left = await known
          .where('path', 'in', moved.select('from_path'))
          .select(['path', 'priority_class'])
          .execute()
        const classes = new Map(left.map(({ path, priority_class }) => [path, priority_class]))
        for (let after = '', isMore = true; isMore; ) {
          const part = await known
            .leftJoin('given_ranks', 'given_path', 'path')
            .where('path', '>', after)
            .select(['path', 'title', 'priority_class', 'priority', 'removed_scan', 'given_class', 'given_value'])
            .orderBy('path')
            .limit(RANKED_TOGETHER)
            .execute()
          const different: { path: string; priority_class: string | null; priority: number | null }[] = []
          const changed: Tables['rank_changes'][] = []
          for (const { path, title, priority_class, priority, removed_scan, given_class, given_value } of part) {
            const id = removed_scan === null ? given_class : null
            const value = removed_scan === null ? given_value : null
            // A letter whose rank is the same is not written again.
            if (priority_class !== id || priority !== value)
              different.push({ path, priority_class: id, priority: value })
            // A letter under another name is the same letter.
            const from = cameFrom.get(path)
            const past = from == null ? priority_class : (classes.get(from) ?? null)
            if (isFirst || past === id || (removed_scan !== null && leftFor.has(path))) continue
            changed.push({ scan: number, path, title, before_class: past, class: id })
          }
          if (different.length > 0) {
            const json = JSON.stringify(different)
            const rows =
              kind === 'postgres'
                ? sql`json_to_recordset(${json}::json) as given (path text, priority_class text, priority double precision)`
                : sql`(select value ->> 'path' as path, value ->> 'priority_class' as priority_class,
                       value ->> 'priority' as priority from json_each(${json})) as given`
            await sql`update documents set priority_class = given.priority_class, priority = given.priority
              from ${rows} where documents.path = given.path`.execute(trx)
          }
          for (const some of batches(changed)) {
            await trx
              .insertInto('rank_changes')
              .values(some)
              .onConflict((conflict) =>
                conflict.columns(['scan', 'path']).doUpdateSet((eb) => ({ class: eb.ref('excluded.class') })),
              )
              .execute()
          }
          isMore = part.length === RANKED_TOGETHER
          after = part.at(-1)?.path ?? ''
        }
        await trx.schema.dropTable('given_ranks').execute()
        if (!isFirst) await trx.updateTable('scans').set({ ranked: 1 }).where('id', '=', number).execute()
      })
    },

    rankChangesFrom: async (first) => {
      const rows = await db
        .selectFrom('rank_changes')
        .selectAll()
        .where('scan', '>=', first)
        .orderBy('scan')
        .orderBy('path')
        .execute()
      return rows.map(({ before_class, class: after, ...one }) => ({ ...one, before: before_class, after }))
    },

    priorities: async ({ service, offset, limit }) => {
      const all = db.selectFrom('documents').where('removed_scan', 'is', null).where('priority_class', 'is not', null)
      const query = service === undefined ? all : all.where('service', '=', service)
      const rows = await query
        .select(['path', 'title', 'type', 'service', 'procedure', 'volume', 'owner', 'value', 'grade', 'margin'])
        .select(['priority_class as priorityClass', 'priority'])
        .orderBy('priority_class')
        .orderBy('priority', 'desc')
        .orderBy('path')
        .offset(offset)
        .limit(limit)
        .execute()
      const { total } = await query.select(sql<number>`cast(count(*) as integer)`.as('total')).executeTakeFirstOrThrow()
      return { lines: rows, total }
    },

    saveInventory: (entries) =>
      writing(async (trx) => {
        await trx.deleteFrom('inventory').execute()
        for (const part of batches([...entries])) {
          await trx
            .insertInto('inventory')
            .values(part.map(([path, entry]) => ({ path, entry })))
            .execute()
        }
      }),

    inventory: async () => {
      const rows = await db.selectFrom('inventory').selectAll().orderBy('path').execute()
      return new Map(rows.map(({ path, entry }) => [path, entry]))
    },

    note: async (key) => {
      const row = await db.selectFrom('meta').select('value').where('key', '=', `note ${key}`).executeTakeFirst()
      return row?.value
    },

    writeNote: (key, value) =>
      writing(async (trx) => {
        await trx
          .insertInto('meta')
          .values({ key: `note ${key}`, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute()
      }),

    scans: async (limit) => {
      const query = db.selectFrom('scans').selectAll().orderBy('id', 'desc')
      const rows = await (limit === undefined ? query : query.limit(limit)).execute()
      return rows.map(toScan)
    },

    async *changesFrom(first) {
      let after = { scan: first, path: '' }
      for (;;) {
        const { scan: number, path } = after
        const rows = await db
          .selectFrom('history')
          .selectAll()
          .where((eb) => eb.or([eb('scan', '>', number), eb.and([eb('scan', '=', number), eb('path', '>', path)])]))
          .orderBy('scan')
          .orderBy('path')
          .limit(BATCH)
          .execute()
        for (const row of rows) {
          yield {
            scan: row.scan,
            path: row.path,
            change: row.change,
            from: row.from_path,
            value: row.value,
            grade: row.grade,
            margin: row.margin,
            beforeValue: row.before_value,
            beforeGrade: row.before_grade,
            beforeMargin: row.before_margin,
          }
        }
        const end = rows.at(-1)
        if (end === undefined || rows.length < BATCH) return
        after = { scan: end.scan, path: end.path }
      }
    },

    async *documents({ seenBy = 0, remarks = true } = {}) {
      let after = ''
      for (;;) {
        const rows = await db
          .selectFrom('documents')
          .leftJoin('results', (join) =>
            join.onRef('results.hash', '=', 'documents.hash').onRef('results.setup', '=', 'documents.setup'),
          )
          // The plus, as above: by its index it would sort the whole library at each batch.
          .where(sql<boolean>`+removed_scan is null`)
          .where('path', '>', after)
          .where(sql<boolean>`+last_scan >= ${seenBy}`)
          .select([
            'documents.path',
            'documents.hash',
            'documents.format',
            'documents.type',
            'results.type_confidence',
            'documents.title',
            'documents.words',
            'reference',
            'service',
            'procedure',
            'volume',
            'owner',
            'last_sent',
            'last_scan',
            'results.sentences',
            'results.score',
            'results.problems',
            'results.fingerprint',
            'results.declared',
          ])
          .select(findingsOf(kind, remarks))
          .orderBy('path')
          .limit(BATCH)
          .execute()
        for (const row of rows) {
          yield {
            record: {
              path: row.path,
              ...toResult({ ...row, sentences: row.sentences ?? 0, problems: row.problems ?? '[]' }, toFindings(row)),
            },
            hash: row.hash,
            meta: toMeta(row),
            lastScan: row.last_scan,
          }
        }
        const end = rows.at(-1)
        if (end === undefined || rows.length < BATCH) return
        after = end.path
      }
    },

    async *listed() {
      let after = ''
      for (;;) {
        const rows = await db
          .selectFrom('documents')
          .leftJoin('listings', (join) =>
            join
              .onRef('listings.path', '=', 'documents.path')
              .onRef('listings.hash', '=', 'documents.hash')
              .onRef('listings.setup', '=', 'documents.setup'),
          )
          // The plus, as above.
          .where(sql<boolean>`+removed_scan is null`)
          .where('documents.path', '>', after)
          .select(['documents.path', 'documents.hash', 'documents.setup', 'format', 'type', 'title', 'words'])
          .select(['last_scan', 'listing'])
          .select(META_COLUMNS)
          .orderBy('documents.path')
          .limit(BATCH)
          .execute()
        const listings = rows.map(({ listing }) => (listing === null ? undefined : readListing(listing)))
        const contents = rows.flatMap(({ hash, setup }, i) =>
          hash === null || listings[i] !== undefined ? [] : [{ hash, setup }],
        )
        const results = await recall(contents, { remarks: false })
        for (const [i, row] of rows.entries()) {
          const { path, hash, setup, last_scan: lastScan } = row
          const listing = listings[i]
          const result = listing ?? results.get(contentKey({ hash: hash ?? '', setup }))
          yield {
            record: { path, ...(result?.record ?? toResult({ ...row, ...NO_RESULT }, countedFindings(0, false))) },
            hash,
            setup,
            meta: toMeta(row),
            lastScan,
            ...(listing === undefined ? {} : { listing }),
          }
        }
        const end = rows.at(-1)
        if (end === undefined || rows.length < BATCH) return
        after = end.path
      }
    },

    dump: (madeAt, without) => dump(db, kind, madeAt, without),

    restore: (lines) => writing((trx) => restore(trx, kind, lines, MIGRATIONS.length)),

    holds: async (table) => {
      const found =
        kind === 'postgres'
          ? sql`select 1 from information_schema.tables where table_schema = 'limpide' and table_name = ${table}`
          : sql`select 1 from sqlite_schema where type = 'table' and name = ${table}`
      if ((await found.execute(db)).rows.length === 0) return false
      return (await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)).rows.length > 0
    },

    isEmpty: async () => (await db.selectFrom('scans').select('id').limit(1).execute()).length === 0,

    close: async () => {
      await last
      await db.destroy()
    },
  }
}

/** How a document differs from what was known of its path. */
export function changeOf({ hash, setup, previous }: Met): Change | null {
  if (previous === undefined) return 'added'
  if (previous.hash !== hash) return 'changed'
  return previous.setup === setup ? null : 'rescored'
}

/** True when some documents have these ranks already, no other document of these folders has one, and none was moved. */
async function isRankedSo(
  trx: Transaction<Tables>,
  kind: StoreKind,
  number: number,
  scope: readonly string[],
  ranks: Iterable<StoredRank>,
): Promise<boolean> {
  const moved = trx.selectFrom('history').where('scan', '=', number).where('change', '=', 'moved')
  if ((await moved.select('path').limit(1).execute()).length > 0) return false
  let given = 0
  let part: StoredRank[] = []
  const isSame = async (): Promise<boolean> => {
    const known = await trx
      .selectFrom('documents')
      .select(['path', 'priority_class', 'priority'])
      .where(among(kind, 'path', [...new Set(part.map(({ path }) => path))]))
      .where(sql<boolean>`+removed_scan is null`)
      .execute()
    const before = new Map(known.map((one) => [one.path, one]))
    const isSo = part.every((one) => {
      const { priority_class: id, priority } = before.get(one.path) ?? {}
      return id === one.class && priority === one.value
    })
    given += before.size
    part = []
    return isSo && given > 0
  }
  for (const one of ranks) {
    part.push(one)
    if (part.length === RANKED_TOGETHER && !(await isSame())) return false
  }
  if (!(await isSame())) return false
  const { all } = await trx
    .selectFrom('documents')
    .where(sql<boolean>`(priority_class || '') is not null`)
    .where(inScope(scope))
    .select(sql<number>`cast(count(*) as integer)`.as('all'))
    .executeTakeFirstOrThrow()
  return Number(all) === given
}

type GivenRanks = { given_ranks: { given_path: string; given_class: string; given_value: number } }

/** The ranks in a table of this transaction: a library has as many as letters, and they are laid beside its documents. */
async function giveRanks(
  trx: Transaction<Tables>,
  kind: StoreKind,
  ranks: Iterable<StoredRank>,
): Promise<Transaction<Tables & GivenRanks>> {
  await trx.schema
    .createTable('given_ranks')
    .temporary()
    .addColumn('given_path', 'text', (column) => column.primaryKey())
    .addColumn('given_class', 'text')
    .addColumn('given_value', 'double precision')
    .execute()
  let part: StoredRank[] = []
  const give = async (): Promise<void> => {
    const json = JSON.stringify(part)
    part = []
    const rows =
      kind === 'postgres'
        ? sql`json_to_recordset(${json}::json) as given (path text, class text, value double precision) where true`
        : sql`(select value ->> 'path' as path, value ->> 'class' as class, value ->> 'value' as value
               from json_each(${json})) as given where true`
    await sql`insert into given_ranks (given_path, given_class, given_value) select path, class, value from ${rows}
      on conflict (given_path) do update set given_class = excluded.given_class, given_value = excluded.given_value`.execute(
      trx,
    )
  }
  for (const one of ranks) {
    part.push(one)
    if (part.length === RANKED_TOGETHER) await give()
  }
  if (part.length > 0) await give()
  return trx.withTables<GivenRanks>()
}

/** Takes some documents that the scan did not find out of the library; gives how many, 0 when none is left. */
async function remove(
  trx: Transaction<Tables>,
  number: number,
  scope: readonly string[],
  unopened: readonly string[],
): Promise<number> {
  let query = trx
    .selectFrom('documents')
    .select(['path', 'hash', 'setup', 'value', 'grade', 'margin'])
    .where('removed_scan', 'is', null)
    .where('last_scan', '<', number)
    .where(inScope(scope))
  // Nobody knows what became of the letters of a folder that refuses to open.
  if (unopened.length > 0) query = query.where((eb) => eb.not(inScope(unopened)(eb)))
  const gone = await query.orderBy('path').limit(BATCH).execute()
  if (gone.length === 0) return 0
  const hashes = [...new Set(gone.flatMap(({ hash }) => (hash === null ? [] : [hash])))]
  const arrived =
    hashes.length === 0
      ? []
      : await trx
          .selectFrom('history')
          .select(['path', 'hash'])
          .where('scan', '=', number)
          .where('change', '=', 'added')
          .where('hash', 'in', hashes)
          .orderBy('path')
          .execute()
  for (const { path, hash, setup, value, grade, margin } of gone) {
    const at = arrived.findIndex((candidate) => candidate.hash === hash)
    const [found] = at < 0 ? [] : arrived.splice(at, 1)
    if (found !== undefined) {
      await trx
        .updateTable('history')
        .set({ change: 'moved', from_path: path, before_value: value, before_grade: grade, before_margin: margin })
        .where('scan', '=', number)
        .where('path', '=', found.path)
        .execute()
      continue
    }
    await trx
      .insertInto('history')
      .values({
        scan: number,
        path,
        change: 'deleted',
        from_path: null,
        hash,
        setup,
        value: null,
        grade: null,
        margin: null,
        before_value: value,
        before_grade: grade,
        before_margin: margin,
      })
      .onConflict((conflict) => conflict.columns(['scan', 'path']).doUpdateSet({ change: 'deleted' }))
      .execute()
  }
  const paths = gone.map(({ path }) => path)
  await trx.updateTable('documents').set({ removed_scan: number }).where('path', 'in', paths).execute()
  await trx.deleteFrom('listings').where('path', 'in', paths).execute()
  return gone.length
}

/** A condition on paths: they are one of the scope, or under it. */
function inScope(scope: readonly string[]) {
  return (eb: import('kysely').ExpressionBuilder<Tables, 'documents'>) =>
    eb.or(
      scope.map((path) =>
        path === ''
          ? eb('path', '>=', '')
          : eb.or([
              eb('path', '=', path),
              // « 0 » comes just after « / »: a range that an index serves, whatever the name holds.
              eb.and([eb('path', '>=', `${path}/`), eb('path', '<', `${path}0`)]),
            ]),
      ),
    )
}

async function medianOf(here: SelectQueryBuilder<Tables, 'documents', object>, count: number): Promise<number | null> {
  if (count === 0) return null
  const rows = await here
    .where('value', 'is not', null)
    .select('value')
    .orderBy('value')
    .offset((count - 1) >> 1)
    .limit(count % 2 === 1 ? 1 : 2)
    .execute()
  return rows.reduce((sum, { value }) => sum + (value ?? 0), 0) / rows.length
}

/** Counts the letters whose score moved by more than the margins of its two measures allow, and the others. */
async function trendOf(trx: Transaction<Tables>, number: number): Promise<Record<Cause, Trend>> {
  // Scores are shown in whole points: less than one is no movement, however sure the two measures are.
  const margin = sql`case when coalesce(margin, 1) < 1 and coalesce(before_margin, 1) < 1 then 1
    when coalesce(margin, 1) > coalesce(before_margin, 1) then coalesce(margin, 1) else coalesce(before_margin, 1) end`
  const rows = await trx
    .selectFrom('history')
    .where('scan', '=', number)
    .where('change', 'in', ['changed', 'rescored'])
    .where('value', 'is not', null)
    .where('before_value', 'is not', null)
    .select([
      'change',
      sql<number>`cast(sum(case when value < before_value - ${margin} then 1 else 0 end) as integer)`.as('better'),
      sql<number>`cast(sum(case when value > before_value + ${margin} then 1 else 0 end) as integer)`.as('worse'),
      sql<number>`cast(count(*) as integer)`.as('all'),
    ])
    .groupBy('change')
    .execute()
  const of = (cause: Cause): Trend => {
    const { better = 0, worse = 0, all = 0 } = rows.find(({ change }) => change === cause) ?? {}
    return { better, worse, stable: all - better - worse }
  }
  return { changed: of('changed'), rescored: of('rescored') }
}

/** What the team said of a document, as its row keeps it. */
const META_COLUMNS = ['reference', 'service', 'procedure', 'volume', 'owner', 'last_sent'] as const

function toMeta(row: Pick<DocumentTable, (typeof META_COLUMNS)[number]>): DocumentMeta {
  return {
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.service === null ? {} : { service: row.service }),
    ...(row.procedure === null ? {} : { procedure: row.procedure }),
    ...(row.volume === null ? {} : { volume: row.volume }),
    ...(row.owner === null ? {} : { owner: row.owner }),
    ...(row.last_sent === null ? {} : { lastSent: row.last_sent }),
  }
}

/** True when the row of a document would stay what it is, but for the scan that saw it. */
function isAsItWas({ hash, setup, size, mtime, ctime, meta, previous, result }: Met): boolean {
  if (previous === undefined || result !== undefined) return false
  const isSame = previous.hash === hash && previous.setup === setup && previous.size === size
  if (!isSame || previous.mtime !== mtime || previous.ctime !== ctime) return false
  const before = previous.meta
  return (
    before.reference === meta.reference &&
    before.service === meta.service &&
    before.procedure === meta.procedure &&
    before.volume === meta.volume &&
    before.owner === meta.owner &&
    before.lastSent === meta.lastSent
  )
}

/** Names a content under rules among those that `recall` gives. */
export function contentKey({ hash, setup }: Pick<Asked, 'hash' | 'setup'>): string {
  return `${hash} ${setup}`
}

/** A condition on many values, which costs one parameter: a statement of hundreds of them is long to make. */
function among(kind: StoreKind, column: 'path' | 'documents.path' | 'hash' | 'setup', values: readonly string[]) {
  return kind === 'postgres'
    ? sql<boolean>`${sql.ref(column)} = any(${values}::text[])`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`
}

/** Two scans at once: the later one has seen a document, whoever writes last. */
function later(number: RawBuilder<unknown> | ReturnType<typeof sql.ref>) {
  return sql<number>`case when documents.last_scan > ${number} then documents.last_scan else ${number} end`
}

const COUNTED = {
  sqlite: sql<number | null>`json_array_length(findings)`,
  postgres: sql<number | null>`json_array_length(findings::json)`,
}

const LACKS = {
  sqlite: sql<number | null>`instr(findings, ${`"${LACKS_NOTICE}"`})`,
  postgres: sql<number | null>`strpos(findings, ${`"${LACKS_NOTICE}"`})`,
}

/** The remarks of results, or what counts them: what is only counted is counted where it lies, a third of what a result weighs. */
function findingsOf(kind: StoreKind, isWhole: boolean) {
  return [
    (isWhole ? sql<string | null>`findings` : sql<string | null>`null`).as('findings'),
    (isWhole ? sql<number | null>`0` : COUNTED[kind]).as('counted'),
    (isWhole ? sql<number | null>`0` : LACKS[kind]).as('lacks'),
  ]
}

/** A document that was not read has no result: nothing was found in it. */
function toFindings({
  findings,
  counted,
  lacks,
}: {
  readonly findings: string | null
  readonly counted: number | null
  readonly lacks: number | null
}): ScanRecord['findings'] {
  return findings === null ? countedFindings(counted ?? 0, (lacks ?? 0) > 0) : JSON.parse(findings)
}

function documentRow(number: number, { path, hash, setup, size, mtime, ctime, record, meta }: Met): DocumentTable {
  return {
    path,
    hash,
    setup,
    size,
    mtime,
    ctime,
    format: record.format,
    type: record.type,
    title: storable(record.title),
    words: record.words,
    value: record.score?.value ?? null,
    grade: record.score?.grade ?? null,
    margin: record.score?.margin ?? null,
    priority_class: null,
    priority: null,
    reference: meta.reference ?? null,
    service: meta.service ?? null,
    procedure: meta.procedure ?? null,
    volume: meta.volume ?? null,
    owner: meta.owner ?? null,
    last_sent: meta.lastSent ?? null,
    first_scan: number,
    last_scan: number,
    removed_scan: null,
  }
}

function resultRow({ hash, setup, record, result }: Met): Tables['results'] {
  const keepsText = result?.keepsText === true
  const findings = keepsText ? record.findings : record.findings.map(withoutText)
  return {
    hash: hash ?? '',
    setup,
    rules: record.score?.rules ?? '',
    calibration: record.score?.calibration ?? '',
    format: record.format,
    type: record.type,
    type_confidence: record.typeConfidence ?? null,
    title: storable(record.title),
    words: record.words,
    sentences: record.sentences,
    score: record.score === null ? null : JSON.stringify(record.score),
    findings: JSON.stringify(findings),
    problems: JSON.stringify(record.problems),
    is_cut: !keepsText && record.findings.some(({ suggestions }) => suggestions.length > 0) ? 1 : 0,
    fingerprint: record.fingerprint ?? null,
    declared: record.declared === undefined ? null : storable(JSON.stringify(record.declared)),
  }
}

/** PostgreSQL has no character zero, which a damaged letter may hold. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\u0000', '')
}

/** A suggestion rewrites a sentence of the letter: it is its text. */
function withoutText({ excerpt: _, ...finding }: RecordFinding): RecordFinding {
  return { ...finding, suggestions: [] }
}

/** What the row of a document that was not read lacks. */
const NO_RESULT = {
  type_confidence: null,
  declared: null,
  sentences: 0,
  score: null,
  problems: '[]',
  fingerprint: null,
}

function toResult(
  row: Pick<
    Tables['results'],
    | 'format'
    | 'type'
    | 'type_confidence'
    | 'title'
    | 'words'
    | 'sentences'
    | 'score'
    | 'problems'
    | 'fingerprint'
    | 'declared'
  >,
  findings: ScanRecord['findings'],
): Recalled['record'] {
  return {
    format: row.format as ScanRecord['format'],
    type: row.type as ScanRecord['type'],
    ...(row.type_confidence === null ? {} : { typeConfidence: row.type_confidence }),
    title: row.title,
    ...(row.declared === null ? {} : { declared: JSON.parse(row.declared) }),
    words: row.words,
    sentences: row.sentences,
    score: row.score === null ? null : JSON.parse(row.score),
    findings,
    ...(row.fingerprint === null ? {} : { fingerprint: row.fingerprint }),
    reports: null,
    priority: null,
    problems: JSON.parse(row.problems),
  }
}

function toScan(row: Tables['scans']): StoredScan {
  const changes: Partial<Record<Change, number>> = JSON.parse(row.changes)
  return {
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state,
    scope: JSON.parse(row.scope),
    rules: row.rules,
    calibration: row.calibration,
    documents: row.documents,
    words: row.words,
    read: row.read,
    scored: row.scored,
    median: row.median,
    grades: JSON.parse(row.grades),
    changes: {
      added: changes.added ?? 0,
      changed: changes.changed ?? 0,
      moved: changes.moved ?? 0,
      deleted: changes.deleted ?? 0,
      rescored: changes.rescored ?? 0,
    },
    margin: row.margin,
    trend: row.trend === null ? null : JSON.parse(row.trend),
    isRanked: row.ranked === 1,
  }
}

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH)
}
