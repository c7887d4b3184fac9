import { createHash } from 'node:crypto'
import type { Score } from 'limpide'
import { countedFindings, LACKS_NOTICE } from './held.ts'
import { decimalList, numberList } from './number-list.ts'
import type { ScanRecord } from './record.ts'
import { type Sequence, sequence } from './sequence.ts'
import { openUnnamedFile } from './unnamed-file.ts'

/** What ranks and lists a score. */
export type BriefScore = Pick<Score, 'value' | 'margin' | 'grade' | 'uncapped' | 'missing'>

/** What ranks and lists a record. */
export interface BriefRecord
  extends Pick<ScanRecord, 'path' | 'format' | 'type' | 'declared' | 'words' | 'sentences' | 'problems'> {
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
  /** What stands for each record, in their order, made when it is asked for. */
  briefs(): Sequence<BriefRecord>
  /** The same for the same letters in the same order: their paths, titles, scores and fingerprints. */
  seal(): string
  /** The record as it was, its remarks only counted, without its fingerprint: read again at each call, but for the last one. */
  core(brief: Pick<BriefRecord, 'rank'>): ScanRecord
  /** The fingerprint of a record; nothing where it had none. */
  fingerprint(brief: Pick<BriefRecord, 'rank'>): string
  /** The record as it was, with the remarks that were put away. */
  whole(brief: Pick<BriefRecord, 'rank'>): ScanRecord
  close(): void
}

/** What many records have alike, held once. */
type Alike = Pick<ScanRecord, 'format' | 'type'> &
  Pick<BriefScore, 'missing'> & { readonly grade: Score['grade'] | null }

/** Opens a shelf; it ends with the process, however that ends. Where the folder has no room, memory serves. */
export function openShelf(folder?: string): Shelf {
  const file = openUnnamedFile(folder)
  // What is held: forty-eight bytes a letter, and its path.
  const starts = decimalList()
  const cores = numberList()
  const prints = numberList()
  const values = decimalList()
  const margins = decimalList()
  const words = numberList()
  const sentences = numberList()
  const findings = numberList()
  const facts = numberList()
  const paths = textList()
  const alike = alikes()
  let room = Buffer.allocUnsafeSlow(64 * 1024)
  let last: { readonly rank: number; readonly core: ScanRecord } | undefined

  const write = (text: string): number => {
    const most = text.length * 3
    if (room.length < most) room = Buffer.allocUnsafeSlow(most)
    const length = room.write(text)
    file.put(room.subarray(0, length))
    return length
  }
  const seal = createHash('sha256')
  /** The last text that was written, up to where one record may have its fields in another order. */
  const addToSeal = (length: number): void => {
    const bytes = room.subarray(0, length)
    const end = bytes.lastIndexOf(FINDINGS)
    seal.update(end < 0 ? bytes : bytes.subarray(0, end)).update(BETWEEN)
  }
  const read = (at: number, length: number): string => {
    if (room.length < length) room = Buffer.allocUnsafeSlow(length)
    file.read(at, room.subarray(0, length))
    return room.toString('utf8', 0, length)
  }

  const countedOf = (rank: number): ScanRecord['findings'] => {
    const said = findings.at(rank)
    return countedFindings(said >>> 1, (said & 1) === 1)
  }
  const core = ({ rank }: Pick<BriefRecord, 'rank'>): ScanRecord => {
    if (rank >= starts.length()) throw new Error(`nothing was put away at ${rank}`)
    if (last?.rank !== rank)
      last = { rank, core: { ...JSON.parse(read(starts.at(rank), cores.at(rank))), findings: countedOf(rank) } }
    return last.core
  }
  const fingerprint = ({ rank }: Pick<BriefRecord, 'rank'>): string =>
    read(starts.at(rank) + cores.at(rank), prints.at(rank))

  const brief = (rank: number, known?: ScanRecord): BriefRecord => {
    const fact = facts.at(rank)
    const { format, type, grade, missing } = alike.at(fact >>> FLAGS)
    const isMore = (fact & (CAPPED | DECLARED | PROBLEMS)) !== 0
    const rest = isMore ? (known ?? core({ rank })) : undefined
    const uncapped = rest?.score?.uncapped
    return {
      path: paths.at(rank),
      format,
      type,
      words: words.at(rank),
      sentences: sentences.at(rank),
      score:
        grade === null
          ? null
          : {
              value: values.at(rank),
              margin: margins.at(rank),
              grade,
              ...(uncapped === undefined ? {} : { uncapped }),
              missing,
            },
      findings: countedOf(rank),
      problems: rest?.problems ?? NO_PROBLEM,
      rank,
      ...(rest?.declared === undefined ? {} : { declared: rest.declared }),
    }
  }

  return {
    put: (record, { remarks }) => {
      const { path, format, type, score, problems, declared, fingerprint: print } = record
      const rank = starts.length()
      starts.put(file.size())
      const core = write(
        JSON.stringify({ ...record, findings: [], ...(print === undefined ? {} : { fingerprint: null }) }),
      )
      addToSeal(core)
      cores.put(core)
      const printed = write(print ?? '')
      addToSeal(printed)
      prints.put(printed)
      if (remarks) write(JSON.stringify(record.findings))
      paths.put(path)
      values.put(score?.value ?? 0)
      margins.put(score?.margin ?? 0)
      words.put(record.words)
      sentences.put(record.sentences)
      const lacksNotice = record.findings.some(({ rule }) => rule === LACKS_NOTICE)
      findings.put(record.findings.length * 2 + (lacksNotice ? 1 : 0))
      facts.put(
        (alike.rank({ format, type, grade: score?.grade ?? null, missing: score?.missing ?? NOTHING }) << FLAGS) |
          (score?.uncapped === undefined ? 0 : CAPPED) |
          (declared === undefined ? 0 : DECLARED) |
          (problems.length === 0 ? 0 : PROBLEMS),
      )
      return brief(rank, record)
    },
    briefs: () => sequence(starts.length(), (rank) => brief(rank)),
    seal: () => seal.copy().digest('base64'),
    core,
    fingerprint,
    whole: (one) => {
      const known = core(one)
      const print = fingerprint(one)
      const at = starts.at(one.rank) + cores.at(one.rank) + prints.at(one.rank)
      const end = one.rank + 1 < starts.length() ? starts.at(one.rank + 1) : file.size()
      return {
        ...known,
        ...(known.fingerprint === undefined ? {} : { fingerprint: print }),
        ...(end === at ? {} : { findings: JSON.parse(read(at, end - at)) }),
      }
    },
    close: file.close,
  }
}

/** Before it, what is compared of a record; after it, the fields of a record just read and of one remembered are not in one order. */
const FINDINGS = Buffer.from(',"findings":[]')
const BETWEEN = Buffer.from([0])

const FLAGS = 3
const CAPPED = 1
const DECLARED = 2
const PROBLEMS = 4
const NO_PROBLEM: ScanRecord['problems'] = []
const NOTHING: readonly string[] = []

/** Texts put one after the other, as their bytes alone: a hundred thousand paths are a few megabytes. */
function textList(): { put(text: string): void; at(rank: number): string } {
  const ends = numberList()
  let held = Buffer.allocUnsafeSlow(4096)
  let end = 0
  return {
    put: (text) => {
      const length = Buffer.byteLength(text)
      if (end + length > held.length) {
        const larger = Buffer.allocUnsafeSlow(end + length + (held.length >> 1))
        larger.set(held.subarray(0, end))
        held = larger
      }
      end += held.write(text, end)
      ends.put(end)
    },
    at: (rank) => held.toString('utf8', rank === 0 ? 0 : ends.at(rank - 1), ends.at(rank)),
  }
}

/** What was met, by rank; the same rank for the same again. */
function alikes(): { rank(one: Alike): number; at(rank: number): Alike } {
  const ranks = new Map<string, number>()
  const known: Alike[] = []
  return {
    rank: (one) => {
      const key = `${one.format} ${one.type} ${one.grade} ${one.missing.join()}`
      const rank = ranks.get(key) ?? known.length
      if (rank === known.length) {
        ranks.set(key, rank)
        known.push(one)
      }
      return rank
    },
    at: (rank) => {
      const one = known[rank]
      if (one === undefined) throw new Error(`nothing has the rank ${rank}`)
      return one
    },
  }
}
