import { createHash } from 'node:crypto'
import { createReadStream, type Stats, statSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { CALIBRATION, sharedLimpide } from 'limpide'
import { type FoundConfig, pathInConfig } from '../configs.ts'
import { declaredOf } from '../declared-of.ts'
import { type FileList, LIST_SCOPE } from '../file-list.ts'
import { type Listing, listingOf, readListing } from '../listing.ts'
import { LARGEST } from '../read-whole.ts'
import type { ScanRecord } from '../record.ts'
import { files, readAll, type ScanOptions, type Source } from '../scan.ts'
import { isCurrent } from '../similar/pack.ts'
import type { FoundFile } from '../walk.ts'
import type { Change } from './schema.ts'
import { createSetup } from './setup.ts'
import {
  type Asked,
  changeOf,
  contentKey,
  type DocumentMeta,
  type Met,
  type NewScan,
  type Previous,
  type Recalled,
  type Stamp,
  type Store,
  type StoredScan,
} from './store.ts'
import { pathInStore } from './store-place.ts'

export interface RememberOptions extends ScanOptions {
  readonly store: Store
  /** The files of a list, instead of those under the folders. */
  readonly list?: FileList
  /** A scan that did not reach its end, to go on with. */
  readonly resume?: number
  /** Reads every document, known or not. */
  readonly afresh?: boolean
  /** False: the remarks of a record that was known are only counted, as a shelf counts them. */
  readonly remarks?: boolean
  /** The suggestions are wanted: a result kept without them does not do. */
  readonly suggestions?: boolean
  /** What lists say is enough (`Listing`): no more than that is read again of a letter that is where it was. */
  readonly brief?: boolean
  readonly now: () => Date
  /** Told the scan as the history has it, once every record was given. */
  readonly onEnd?: (scan: StoredScan) => void
}

/** A record, and how its document differs from what the memory held. */
export interface Remembered {
  readonly record: ScanRecord
  readonly change: Change | null
  /** False when the memory answered. */
  readonly isRead: boolean
  /** True when it was not kept: another try will. */
  readonly isLeft: boolean
  /** What lists say of it, where `brief` was asked for. */
  readonly listing?: Listing
  /** Where the record says no more than its listing: the key of what the memory has (`recall`). */
  readonly listed?: Pick<Asked, 'hash' | 'setup'>
}

/** Files looked up together. A copy of what is being read is read too: few where files are read, more where all are as they were. */
const AHEAD = 64
const AHEAD_OF_KNOWN = 256
/** A killed process loses at most so many readings; a document that was known loses nothing. */
const READINGS_AT_RISK = 16
const KEPT_TOGETHER = 1_024
const KEPT_EVERY_MS = 500
const SMALL = 1024 * 1024

interface Waiting {
  readonly path: string
  readonly absolute: string
  readonly hash: string | null
  readonly setup: string
  readonly size: number
  readonly mtime: number
  readonly ctime: number | null
  readonly found: FoundConfig
  readonly relative: string | undefined
  readonly previous: Met['previous']
  readonly isKnown: boolean
  /** Present where no more than that was recalled. */
  readonly listing?: Listing
}

/**
 * As `scan`, with a memory: what the rules already said of a content under this configuration is not computed again.
 * What is read is kept as it comes, so that a scan that is killed goes on where it was.
 */
export async function* scanRemembering(paths: readonly string[], options: RememberOptions): AsyncGenerator<Remembered> {
  const { store, now, signal } = options
  const number = options.resume ?? (await store.begin(newScan(scopeOf(store, paths, options.list), now())))
  const unopened: string[] = []
  const walked = files(paths, {
    ...options,
    onSkipped: (path, reason) => {
      if (reason === 'interdit') unopened.push(pathInStore(store.root, path))
      options.onSkipped?.(path, reason)
    },
  })
  let read = 0
  let isComplete = false
  try {
    for await (const one of rememberFiles(options.list?.files() ?? walked, number, options)) {
      if (one.isRead) read += 1
      yield one
    }
    isComplete = signal?.aborted !== true
  } finally {
    const endedAt = now().toISOString()
    if (isComplete) options.onEnd?.(await store.finish(number, { endedAt, read, unopened }))
    else await store.interrupt(number, { endedAt, read })
  }
}

export interface RememberFilesOptions
  extends Pick<RememberOptions, Exclude<keyof RememberOptions, 'resume' | 'onEnd' | 'now'>> {
  /** True for a letter that is not to be kept: another try will. */
  readonly isLeft?: (record: ScanRecord, hash: string | null) => boolean
}

/** Reads what the memory does not know of these files, and keeps it under this scan; one answer a file, in their order. */
export async function* rememberFiles(
  found: AsyncIterable<FoundFile>,
  number: number,
  options: RememberFilesOptions,
): AsyncGenerator<Remembered> {
  const { store } = options
  const setupOf = createSetup(sharedLimpide(), options)
  const waiting: Waiting[] = []
  const isBrief = options.brief === true && options.afresh !== true

  async function* sources(): AsyncGenerator<Source> {
    let ahead = AHEAD
    for await (const part of parts(found, () => ahead)) {
      // Where all is known and near, nothing else would wait: whoever stops the scan is heard here.
      await pause()
      const named = part.map((file) => ({ file, path: pathInStore(store.root, file.absolute) }))
      const before = await store.previous(
        named.map(({ path }) => path),
        { listings: isBrief },
      )
      // Where everything is to be read again, the dates of files are not believed either.
      const stamp = (path: string): Stamp | undefined => (options.afresh === true ? undefined : before.get(path))
      const look = looker()
      const asked = await Promise.all(named.map(({ file, path }) => identify(file, path, stamp(path), look)))
      const listed = asked.map((one) => listingIn(before.get(one.path), one))
      ahead = listed.includes(undefined) ? AHEAD : AHEAD_OF_KNOWN
      const contents = asked.flatMap(({ hash, setup }, i) =>
        listed[i] === undefined ? [{ hash: hash ?? '', setup }] : [],
      )
      const known =
        options.afresh === true
          ? new Map<string, Recalled>()
          : await store.recall(contents, { remarks: options.remarks !== false })
      for (const [i, { file, ...one }] of asked.entries()) {
        const previous = before.get(one.path)
        const listing = listed[i]
        if (listing !== undefined) {
          waiting.push({ ...one, previous, isKnown: true, listing })
          yield { ...file, recalled: { path: file.path, ...listing.record } }
          continue
        }
        const found = known.get(contentKey({ hash: one.hash ?? '', setup: one.setup }))
        const isKnown = found !== undefined && hasLikes(found.record) && !(found.isCut && options.suggestions === true)
        waiting.push({ ...one, previous, isKnown })
        yield isKnown ? { ...file, recalled: { path: file.path, ...found.record } } : file
      }
    }
  }

  /** What lists say of a letter whose content, rules and configuration are those of the scan before. */
  const listingIn = (
    previous: Previous | undefined,
    { hash, setup }: Pick<Waiting, 'hash' | 'setup'>,
  ): Listing | undefined => {
    if (!isBrief || previous?.listing === undefined || previous.hash !== hash || previous.setup !== setup)
      return undefined
    return readListing(previous.listing)
  }

  const identify = async (
    file: FoundFile,
    path: string,
    stamp: Stamp | undefined,
    look: Look,
  ): Promise<Omit<Waiting, 'previous' | 'isKnown'> & { file: FoundFile }> => {
    const configured = await options.configs.of(file.absolute)
    const relative = pathInConfig(file.absolute, configured)
    return {
      file,
      path,
      absolute: file.absolute,
      setup: setupOf({
        name: basename(file.absolute),
        config: configured.config,
        ...(relative === undefined ? {} : { pathInConfig: relative }),
      }),
      found: configured,
      relative,
      ...(await fingerprint(file.absolute, stamp, look)),
    }
  }

  let buffer: Met[] = []
  let atRisk = 0
  let kept = performance.now()
  const keep = async (): Promise<void> => {
    const part = buffer
    buffer = []
    atRisk = 0
    kept = performance.now()
    await store.keep(number, part)
  }

  try {
    // Excerpts are the store's to leave out, where the text is not kept.
    for await (const { record, hash } of readAll(sources(), { ...options, excerpts: true })) {
      const one = waiting.shift()
      if (one === undefined) throw new Error(`no file was waiting for the record of ${record.path}`)
      // A reader that was killed gives no hash: the machine may be the cause, the file is tried again.
      const isKept = one.isKnown || hash !== undefined
      const isListed = one.listing === undefined && isKept && (!one.isKnown || isBrief)
      const listing = one.listing ?? (isListed ? listingOf(record) : undefined)
      // A file saved again while it was waiting: what was checked is what is kept.
      const met: Met = {
        path: one.path,
        hash: hash ?? one.hash,
        setup: one.setup,
        size: one.size,
        mtime: one.mtime,
        // Bytes read later than these dates: the dates say nothing of them.
        ctime: hash === undefined || hash === one.hash ? one.ctime : null,
        record,
        meta: metaOf(one, record),
        ...(one.previous === undefined ? {} : { previous: one.previous }),
        ...(one.isKnown || !isKept ? {} : { result: { keepsText: one.found.config.keepsText } }),
        ...(isListed && listing !== undefined ? { listing: listing.text } : {}),
      }
      const isLeft = !one.isKnown && options.isLeft?.(record, hash ?? null) === true
      if (!isLeft) buffer.push(met)
      if (!one.isKnown) atRisk += 1
      const isLate = atRisk > 0 && performance.now() - kept > KEPT_EVERY_MS
      if (atRisk >= READINGS_AT_RISK || buffer.length >= KEPT_TOGETHER || isLate) await keep()
      yield {
        record: options.excerpts === true ? record : withoutExcerpts(record),
        change: isLeft ? null : changeOf(met),
        isRead: !one.isKnown,
        isLeft,
        ...(listing === undefined ? {} : { listing }),
        ...(one.listing === undefined || one.hash === null ? {} : { listed: { hash: one.hash, setup: one.setup } }),
      }
    }
  } finally {
    await keep()
  }
}

/** What a scan was about, as the history names it: the same folders, whatever their order and the current folder. */
export function scopeOf(store: Store, paths: readonly string[], list?: FileList): readonly string[] {
  if (list !== undefined) return [LIST_SCOPE + list.name]
  return [...new Set(paths.map((path) => pathInStore(store.root, path)))].sort()
}

/** What a scan begins with. */
export function newScan(scope: readonly string[], now: Date): NewScan {
  return {
    startedAt: now.toISOString(),
    scope,
    rules: sharedLimpide().rulesVersion,
    calibration: CALIBRATION.version,
  }
}

/** What is said of a document (`declaredOf`); failing that, what its folders say. */
function metaOf({ path, absolute, found, relative }: Waiting, record: ScanRecord): DocumentMeta {
  const { config } = found
  const declared = declaredOf(record, absolute, found)
  const folders = path.split('/').slice(0, -1)
  // « caf-valmont/aide-logement/refus.md »: where no service is declared, the first folder is one, the next a procedure.
  const guessed = config.services.length > 0 ? undefined : folders
  const service =
    declared?.service ??
    config.services.find(({ folder }) => folder !== undefined && relative?.startsWith(`${folder.replace(/\/+$/, '')}/`))
      ?.id ??
    guessed?.[0]
  const procedure = declared?.procedure ?? guessed?.[1]
  return {
    ...(service === undefined || service === '..' ? {} : { service }),
    ...(declared?.reference === undefined ? {} : { reference: declared.reference }),
    ...(procedure === undefined || procedure === '..' ? {} : { procedure }),
    ...(declared?.volume === undefined ? {} : { volume: declared.volume }),
    ...(declared?.owner === undefined ? {} : { owner: declared.owner }),
    ...(declared?.lastSent === undefined ? {} : { lastSent: declared.lastSent }),
  }
}

/** A file may change twice within the grain of its dates: those of the last moments are not believed. */
const FRESH_MS = 2_000

type Look = (absolute: string) => Stats | Promise<Stats>

/** A disk that is slower than that is asked for many files at once. */
const NEAR_MS = 0.5

/** Looks at files: a near disk answers sooner than it takes to wait for it, one after the other. */
function looker(): Look {
  let isNear = true
  return (absolute) => {
    if (!isNear) return stat(absolute)
    const start = performance.now()
    const found = statSync(absolute)
    isNear = performance.now() - start < NEAR_MS
    return found
  }
}

async function fingerprint(
  absolute: string,
  stamp: Stamp | undefined,
  look: Look,
): Promise<{ hash: string | null; size: number; mtime: number; ctime: number | null }> {
  try {
    const { size, mtimeMs: mtime, ctimeMs } = await look(absolute)
    const ctime = Date.now() - Math.max(mtime, ctimeMs) < FRESH_MS ? null : ctimeMs
    // The system writes ctime itself: a copy that keeps the date of its source does not keep it.
    const isSame = stamp?.size === size && stamp.mtime === mtime && stamp.ctime === ctime && ctime !== null
    if (isSame && stamp.hash !== null) return { hash: stamp.hash, size, mtime, ctime }
    if (size > LARGEST) return { hash: null, size, mtime, ctime }
    const hash = createHash('sha256')
    // A scanned letter may weigh tens of megabytes: only small files are held whole.
    if (size <= SMALL) hash.update(await readFile(absolute))
    else for await (const part of createReadStream(absolute)) hash.update(part)
    return { hash: hash.digest('hex'), size, mtime, ctime }
  } catch {
    return { hash: null, size: 0, mtime: 0, ctime: null }
  }
}

function withoutExcerpts(record: ScanRecord): ScanRecord {
  if (record.findings.every(({ excerpt }) => excerpt === undefined)) return record
  return { ...record, findings: record.findings.map(({ excerpt: _, ...finding }) => finding) }
}

/** False for a letter that was read before its likes were looked for. */
function hasLikes({ words, fingerprint }: Pick<ScanRecord, 'words' | 'fingerprint'>): boolean {
  return words === 0 || isCurrent(fingerprint)
}

async function* parts<T>(all: AsyncIterable<T>, length: () => number): AsyncGenerator<T[]> {
  let part: T[] = []
  for await (const one of all) {
    part.push(one)
    if (part.length < length()) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
