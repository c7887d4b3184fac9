import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { Comparison } from './compare-library.ts'

/** Where a comparison is kept, and the seal (`openSeal`) of the records that it compares. */
export interface ComparisonPlace {
  readonly file: string
  readonly seal: string
}

interface Kept<S> {
  readonly version: number
  readonly seal: string
  readonly comparison: Comparison<S>
}

/** Raised when other letters are found alike, or something else is said of them: what was kept before is made again. */
const VERSION = 12

/**
 * The comparison that was kept of the records of this seal: it depends on them alone, and is said of them in the order of their
 * paths. `undefined` where there is none, or another; the file may go at any time. It holds no text of letters but their titles.
 */
export function knownComparison<S>({ file, seal }: ComparisonPlace): Comparison<S> | undefined {
  const known = readKept<S>(file)
  return known?.version === VERSION && known.seal === seal ? known.comparison : undefined
}

/** Keeps the comparison of the records of this seal, in the order of their paths; a folder that cannot be written to keeps nothing. */
export function keepComparison<S>({ file, seal }: ComparisonPlace, comparison: Comparison<S>): void {
  keep(file, { version: VERSION, seal, comparison })
}

function readKept<S>(file: string): Kept<S> | undefined {
  try {
    const read: unknown = deserialize(readFileSync(file))
    return isKept<S>(read) ? read : undefined
  } catch {
    // It is not there yet, or another version of Node wrote it.
    return undefined
  }
}

function isKept<S>(read: unknown): read is Kept<S> {
  return typeof read === 'object' && read !== null && 'version' in read && 'seal' in read && 'comparison' in read
}

/** Another scan reads the old file or the new one, whole. */
function keep<S>(file: string, kept: Kept<S>): void {
  const beside = `${file}.${process.pid}`
  try {
    writeFileSync(beside, serialize(kept))
    renameSync(beside, file)
  } catch {
    rmSync(beside, { force: true })
  }
}
