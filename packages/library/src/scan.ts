import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import type { DocumentType } from 'limpide'
import { type Configs, pathInConfig } from './configs.ts'
import { createPool, LIMITS, type Limits, type Pool } from './pool.ts'
import type { ScanRecord } from './record.ts'
import type { Outcome } from './task.ts'
import { type FoundFile, type WalkOptions, walk } from './walk.ts'

export interface ScanOptions {
  /** Where the configurations are found (`createConfigs`). */
  readonly configs: Configs
  /** Declares the type of every document. */
  readonly type?: DocumentType
  /** Scores what is too short all the same. */
  readonly noMinimum?: boolean
  readonly limits?: Limits
  /** Recognises the text of pictures and of scanned pages: a few seconds a page, so give `limits` time. */
  readonly ocr?: boolean
  /** Readers at work at once; by default, one a processor. */
  readonly concurrency?: number
  /** Gives the prose of each document too, cut into sentences and words (`readAll`). */
  readonly prose?: boolean
  /** Puts excerpts in the records, where the configuration says `conserver-texte: oui`. */
  readonly excerpts?: boolean
  /** Stops the scan: what was read is given, the rest is not. */
  readonly signal?: AbortSignal
  /** Files that are in the way: the reports, the map. */
  readonly leftOut?: ReadonlySet<string>
  readonly onSkipped?: WalkOptions['onSkipped']
  /** Told when a file starts being read. */
  readonly onStart?: (file: FoundFile) => void
}

/** A file to read, or bytes that came another way; `name` tells the format when the path does not. */
export interface Source extends FoundFile {
  readonly bytes?: Uint8Array
  readonly name?: string
  /** What is already known of it: it is not read. */
  readonly recalled?: ScanRecord
  /** Ranks of the blocks whose text is wanted. */
  readonly blocks?: readonly number[]
}

/**
 * Reads and checks the files under the paths, in the order of the walk. One record a file: what cannot be read has a
 * problem and no score. Holds a few records at a time, whatever the number of files.
 */
export async function* scan(paths: readonly string[], options: ScanOptions): AsyncGenerator<ScanRecord> {
  yield* scanFiles(files(paths, options), options)
}

/** As `scan`, for files found elsewhere. */
export async function* scanFiles(found: AsyncIterable<FoundFile>, options: ScanOptions): AsyncGenerator<ScanRecord> {
  for await (const { record } of readAll(found, options)) yield record
}

/** As `scan`, with the text of each document: for excerpts. */
export async function* scanWithText(
  sources: AsyncIterable<Source> | readonly string[],
  options: ScanOptions,
): AsyncGenerator<Outcome> {
  yield* readAll(Array.isArray(sources) ? files(sources, options) : (sources as AsyncIterable<Source>), options, true)
}

/** As `scan`, for sources found elsewhere; one outcome a source, in their order. */
export async function* readAll(
  sources: AsyncIterable<Source>,
  options: ScanOptions,
  withText = false,
): AsyncGenerator<Outcome> {
  const concurrency = options.concurrency ?? Math.min(8, availableParallelism())
  const pool = createPool(concurrency, options.limits ?? LIMITS)
  const stop = (): void => pool.close()
  const isStopped = (): boolean => options.signal?.aborted === true
  options.signal?.addEventListener('abort', stop, { once: true })
  // Enough in advance to keep every reader busy behind a slow file, few enough to stay flat.
  const ahead: Promise<Outcome>[] = []
  try {
    for await (const source of sources) {
      if (isStopped()) return
      ahead.push(read(pool, source, withText, options))
      if (ahead.length < concurrency * 4) continue
      const outcome = await ahead.shift()
      if (isStopped()) return
      if (outcome !== undefined) yield outcome
    }
    for (const pending of ahead) {
      const outcome = await pending
      if (isStopped()) return
      yield outcome
    }
  } finally {
    options.signal?.removeEventListener('abort', stop)
    pool.close()
  }
}

/** The documents under the paths that their configurations do not leave out. */
export function files(
  paths: readonly string[],
  { configs, leftOut, onSkipped, ocr }: ScanOptions,
): AsyncGenerator<FoundFile> {
  return walk(paths, {
    isIgnored: async (absolute) => leftOut?.has(absolute) === true || (await configs.of(absolute)).leavesOut(absolute),
    ...(onSkipped === undefined ? {} : { onSkipped }),
    ...(ocr === undefined ? {} : { pictures: ocr }),
  })
}

async function read(
  pool: Pool,
  source: Source,
  withText: boolean,
  { configs, type, noMinimum = false, excerpts = false, ocr = false, prose = false, onStart }: ScanOptions,
): Promise<Outcome> {
  if (source.recalled !== undefined) return { record: source.recalled }
  const found = await configs.of(source.absolute)
  const relative = pathInConfig(source.absolute, found)
  onStart?.(source)
  return pool.run({
    path: source.path,
    absolute: source.absolute,
    name: source.name ?? basename(source.absolute),
    config: found.config,
    noMinimum,
    withText,
    ocr,
    prose,
    excerpts: excerpts && found.config.keepsText,
    ...(source.bytes === undefined ? {} : { bytes: source.bytes }),
    ...(source.blocks === undefined ? {} : { blocks: source.blocks }),
    ...(relative === undefined ? {} : { pathInConfig: relative }),
    ...(type === undefined ? {} : { type }),
  })
}
