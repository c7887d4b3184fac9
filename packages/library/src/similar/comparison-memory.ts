import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { Comparison } from './compare-library.ts'

/** Where a comparison is kept, and the seal of the records that it compares. */
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
const VERSION = 1

/**
 * The comparison of a library, made once as long as its records are the same: it depends on them alone. The file may go at any
 * time, and a folder that cannot be written to keeps nothing: the comparison is made again. Holds no text of letters but their titles.
 */
export function comparedOnce<S>(place: ComparisonPlace | undefined, compare: () => Comparison<S>): Comparison<S> {
  if (place === undefined) return compare()
  const known = readKept<S>(place.file)
  if (known?.version === VERSION && known.seal === place.seal) return known.comparison
  const comparison = compare()
  keep(place.file, { version: VERSION, seal: place.seal, comparison })
  return comparison
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
