import type { Score } from 'limpide'
import { countedFindings, LACKS_NOTICE } from './held.ts'
import { type Listing, listingOf, readListing } from './listing.ts'
import { decimalList, numberList } from './number-list.ts'
import type { ScanRecord } from './record.ts'
import { openSeal } from './seal.ts'
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

/** Names what the rules said of a content, where a memory has it. */
export interface ContentKey {
  readonly hash: string
  readonly setup: string
}

export interface PutOptions {
  /** Puts the remarks of the record away too; false: they are only counted. */
  readonly remarks: boolean
  /** Its listing, where it is made already. */
  readonly listing?: Listing | undefined
  /** The record says no more than its listing: the rest of it is under this key, and is put away when it is asked for (`fill`). */
  readonly listed?: ContentKey | undefined
  /** Its path as the memory writes it; that of the record where none is said. */
  readonly inStore?: string
}

/** Records put away in a file that has no name any more: what is held of a library does not grow with what its letters say. */
export interface Shelf {
  /** Puts a record away and gives what stands for it. */
  put(record: ScanRecord, options: PutOptions): BriefRecord
  /** What stands for each record, in their order, made when it is asked for. */
  briefs(): Sequence<BriefRecord>
  /** The same for the same letters in any order: their paths in the memory, titles, scores and fingerprints. */
  seal(): string
  /** What lists say of the record (`Listing`): read again at each call, but for the last one. */
  listed(brief: Pick<BriefRecord, 'rank'>): ScanRecord
  /** The records that say no more than their listing. */
  unfilled(): Generator<ContentKey & Pick<BriefRecord, 'rank'>>
  /** Puts away the rest of such a record, its remarks only counted. */
  fill(brief: Pick<BriefRecord, 'rank'>, record: Omit<ScanRecord, 'path'>): void
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
  // What is held: fifty-six bytes a letter, and its path.
  const starts = decimalList()
  // How long is each part of a letter, in their order.
  const listings = numberList()
  /** Nothing: only the listing was put away, and the part after it is the key of the rest. */
  const cores = numberList()
  const prints = numberList()
  const told = numberList()
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
  let lastListed: { readonly rank: number; readonly record: ScanRecord } | undefined

  const write = (text: string): number => {
    const most = text.length * 3
    if (room.length < most) room = Buffer.allocUnsafeSlow(most)
    const length = room.write(text)
    file.put(room.subarray(0, length))
    return length
  }
  const seal = openSeal()
  const read = (at: number, length: number): string => {
    if (room.length < length) room = Buffer.allocUnsafeSlow(length)
    file.read(at, room.subarray(0, length))
    return room.toString('utf8', 0, length)
  }

  const countedOf = (rank: number): ScanRecord['findings'] => {
    const said = findings.at(rank)
    return countedFindings(said >>> 1, (said & 1) === 1)
  }
  const startOf = (rank: number): number => {
    if (rank >= starts.length()) throw new Error(`nothing was put away at ${rank}`)
    return starts.at(rank)
  }
  const listed = ({ rank }: Pick<BriefRecord, 'rank'>): ScanRecord => {
    if (lastListed?.rank !== rank) {
      const found = readListing(read(startOf(rank), listings.at(rank)))
      if (found === undefined) throw new Error(`the listing at ${rank} is of another version`)
      lastListed = { rank, record: { path: paths.at(rank), ...found.record } }
    }
    return lastListed.record
  }
  const core = ({ rank }: Pick<BriefRecord, 'rank'>): ScanRecord => {
    const start = startOf(rank)
    if (cores.at(rank) === 0) throw new Error(`only the listing was put away at ${rank}`)
    if (last?.rank !== rank) {
      const text = read(start + listings.at(rank), cores.at(rank))
      last = { rank, core: { ...JSON.parse(text), findings: countedOf(rank) } }
    }
    return last.core
  }
  const fingerprint = ({ rank }: Pick<BriefRecord, 'rank'>): string =>
    read(startOf(rank) + listings.at(rank) + cores.at(rank), prints.at(rank))
  const writeCore = (record: ScanRecord): number =>
    write(
      JSON.stringify({ ...record, findings: [], ...(record.fingerprint === undefined ? {} : { fingerprint: null }) }),
    )

  const brief = (rank: number, known?: ScanRecord): BriefRecord => {
    const fact = facts.at(rank)
    const { format, type, grade, missing } = alike.at(fact >>> FLAGS)
    const isMore = (fact & (CAPPED | DECLARED | PROBLEMS)) !== 0
    const rest = isMore ? (known ?? listed({ rank })) : undefined
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
    put: (record, { remarks, listing = listingOf(record), listed: key, inStore = record.path }) => {
      const { path, format, type, score, problems, declared, fingerprint: print } = record
      const rank = starts.length()
      starts.put(file.size())
      listings.put(write(listing.text))
      cores.put(key === undefined ? writeCore(record) : 0)
      prints.put(write(key === undefined ? (print ?? '') : `${key.hash} ${key.setup}`))
      told.put(remarks ? write(JSON.stringify(record.findings)) : 0)
      seal.put(inStore, listing.digest)
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
    seal: seal.text,
    listed,
    *unfilled() {
      for (let rank = 0; rank < starts.length(); rank++) {
        if (cores.at(rank) > 0) continue
        const [hash = '', setup = ''] = fingerprint({ rank }).split(' ')
        yield { rank, hash, setup }
      }
    },
    fill: ({ rank }, record) => {
      const listing = read(startOf(rank), listings.at(rank))
      starts.set(rank, file.size())
      write(listing)
      cores.set(rank, writeCore({ path: paths.at(rank), ...record }))
      prints.set(rank, write(record.fingerprint ?? ''))
    },
    core,
    fingerprint,
    whole: (one) => {
      const known = core(one)
      const print = fingerprint(one)
      const remarks = told.at(one.rank)
      const at = startOf(one.rank) + listings.at(one.rank) + cores.at(one.rank) + prints.at(one.rank)
      return {
        ...known,
        ...(known.fingerprint === undefined ? {} : { fingerprint: print }),
        ...(remarks === 0 ? {} : { findings: JSON.parse(read(at, remarks)) }),
      }
    },
    close: file.close,
  }
}

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
