import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Score } from 'limpide'
import { countedFindings, LACKS_NOTICE } from './held.ts'
import type { ScanRecord } from './record.ts'

/** What ranks and lists a score. */
export type BriefScore = Pick<Score, 'value' | 'margin' | 'grade' | 'uncapped' | 'missing'>

/** What ranks and lists a record: as little as can be, since a library has as many of them as it has letters. */
export interface BriefRecord
  extends Pick<ScanRecord, 'path' | 'title' | 'format' | 'type' | 'declared' | 'words' | 'sentences' | 'problems'> {
  readonly score: BriefScore | null
  /** Counted, « avis-usager-absent » apart: the priority of a document depends on it. */
  readonly findings: ScanRecord['findings']
  /** Its rank on the shelf. */
  readonly rank: number
}

/** Records put away in a file that has no name any more: what is held of a library does not grow with what its letters say. */
export interface Shelf {
  /** Puts a record away and gives what stands for it; its remarks are put away too, or only counted. */
  put(record: ScanRecord, options: { readonly remarks: boolean }): BriefRecord
  /** The record as it was, its remarks only counted: read again at each call, but for the last one. */
  core(brief: BriefRecord): ScanRecord
  /** The record as it was, with the remarks that were put away. */
  whole(brief: BriefRecord): ScanRecord
  close(): void
}

/** Opens a shelf; it ends with the process, however that ends. Where the folder has no room, memory serves. */
export function openShelf(folder: string = tmpdir()): Shelf {
  const file = openUnnamed(folder)
  /** Where each record begins, and where its remarks do. */
  const starts: number[] = []
  const refused = new Map<number, Buffer>()
  const missing = new Map<string, readonly string[]>()
  let end = 0
  let last: { readonly rank: number; readonly core: ScanRecord } | undefined

  const write = (text: string): void => {
    const bytes = Buffer.from(text)
    starts.push(end)
    if (!wrote(file?.opened, bytes, end)) refused.set(end, bytes)
    end += bytes.length
  }

  const read = (segment: number): string => {
    const start = starts[segment]
    if (start === undefined) throw new Error(`nothing was put away at ${segment}`)
    const held = refused.get(start)
    if (held !== undefined) return held.toString()
    const bytes = Buffer.allocUnsafe((starts[segment + 1] ?? end) - start)
    for (let done = 0; done < bytes.length; ) {
      const found = readSync(file?.opened ?? -1, bytes, done, bytes.length - done, start + done)
      if (found === 0) throw new Error(`what was put away at ${segment} is cut`)
      done += found
    }
    return bytes.toString()
  }

  const core = ({ rank, findings }: BriefRecord): ScanRecord => {
    if (last?.rank !== rank) last = { rank, core: { ...JSON.parse(read(rank * SEGMENTS)), findings } }
    return last.core
  }

  const sameList = (list: readonly string[]): readonly string[] => {
    const key = list.join()
    const known = missing.get(key)
    if (known === undefined) missing.set(key, list)
    return known ?? list
  }

  return {
    put: (record, { remarks }) => {
      const { path, title, format, type, declared, words, sentences, score, findings, problems } = record
      const rank = starts.length / SEGMENTS
      write(JSON.stringify({ ...record, findings: [] }))
      write(remarks ? JSON.stringify(findings) : '')
      return {
        path,
        title,
        format,
        type,
        words,
        sentences,
        score:
          score === null
            ? null
            : {
                value: score.value,
                margin: score.margin,
                grade: score.grade,
                ...(score.uncapped === undefined ? {} : { uncapped: score.uncapped }),
                missing: sameList(score.missing),
              },
        findings: countedFindings(
          findings.length,
          findings.some(({ rule }) => rule === LACKS_NOTICE),
        ),
        problems: problems.length === 0 ? NO_PROBLEM : problems,
        rank,
        ...(declared === undefined ? {} : { declared }),
      }
    },
    core,
    whole: (brief) => {
      const remarks = read(brief.rank * SEGMENTS + 1)
      return remarks === '' ? core(brief) : { ...core(brief), findings: JSON.parse(remarks) }
    },
    close: () => {
      if (file === undefined) return
      closeSync(file.opened)
      // A system that keeps the name of an open file gives it up now.
      rmSync(file.path, { force: true })
    },
  }
}

const SEGMENTS = 2
const NO_PROBLEM: ScanRecord['problems'] = []

/** A file that only this process can reach: its name is taken off at once. */
function openUnnamed(folder: string): { readonly opened: number; readonly path: string } | undefined {
  const path = join(folder, `limpide-${randomUUID()}`)
  try {
    const opened = openSync(path, 'wx+', 0o600)
    try {
      rmSync(path)
    } catch {
      // Where an open file keeps its name, it is taken off when the file is closed.
    }
    return { opened, path }
  } catch {
    return undefined
  }
}

/** False where there is no room. */
function wrote(opened: number | undefined, bytes: Buffer, at: number): boolean {
  if (opened === undefined) return false
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(opened, bytes, done, bytes.length - done, at + done)
    return true
  } catch {
    return false
  }
}
