/** A run over folders. Dates are ISO 8601, in UTC. */
export interface ScanTable {
  readonly id: number
  readonly started_at: string
  readonly ended_at: string | null
  readonly state: ScanState
  /** JSON: the folders scanned, relative to the library. */
  readonly scope: string
  readonly rules: string
  readonly calibration: string
  readonly documents: number
  readonly words: number
  /** How many of them were read: the others were known. */
  readonly read: number
  readonly scored: number
  readonly median: number | null
  /** JSON: number of documents by grade. */
  readonly grades: string
  /** JSON: number of documents by kind of change. */
  readonly changes: string
  /** How far the imprecision of the scores alone may move the median; `null` before version 3. */
  readonly margin: number | null
  /** JSON: letters better, worse and stable, by cause; `null` before version 3. */
  readonly trend: string | null
  /** 1 when its ranking was laid beside one that was there before; `null`: it ranked nothing, or it was the first. */
  readonly ranked: number | null
}

export type ScanState = 'en-cours' | 'finie' | 'interrompue'

/** A document of the library, as the last scan found it. */
export interface DocumentTable {
  /** Relative to the library, with `/`. */
  readonly path: string
  /** `null` where the file cannot be opened. */
  readonly hash: string | null
  readonly setup: string
  readonly size: number
  readonly mtime: number
  /** When the system says that the file last changed, whatever its own date says. */
  readonly ctime: number | null
  readonly format: string | null
  readonly type: string | null
  readonly title: string | null
  readonly words: number
  readonly value: number | null
  readonly grade: string | null
  readonly margin: number | null
  /** As the last scan ranked it among the others. */
  readonly priority_class: string | null
  readonly priority: number | null
  readonly reference: string | null
  readonly service: string | null
  readonly procedure: string | null
  readonly volume: number | null
  readonly owner: string | null
  /** YYYY-MM-DD: the day it was last sent out, as the team says. */
  readonly last_sent: string | null
  readonly first_scan: number
  readonly last_scan: number
  /** The scan that no longer found it. */
  readonly removed_scan: number | null
}

/** What the rules said of a content: the same for every copy and every move of it. */
export interface ResultTable {
  readonly hash: string
  /** Rules, calibration, configuration and options in force. */
  readonly setup: string
  readonly rules: string
  readonly calibration: string
  readonly format: string | null
  readonly type: string | null
  /** From 0 to 1; `null` for a file that was not read, or read by an older version. */
  readonly type_confidence: number | null
  readonly title: string | null
  readonly words: number
  readonly sentences: number
  /** JSON, with every term. */
  readonly score: string | null
  /** JSON. */
  readonly findings: string
  /** JSON. */
  readonly problems: string
  /** 1 when suggestions were left out: they rewrite the letter, and its text is not kept. */
  readonly is_cut: number
  /** See `packFingerprint`; `null` for a file that was not read, or read by an older version. */
  readonly fingerprint: string | null
  /** JSON: what the file says of itself; `null` when it says nothing, or was read by an older version. */
  readonly declared: string | null
}

/** What lists say of a document (`Listing`), read at once with it; what the rules said of its content is ten times longer. */
export interface ListingTable {
  readonly path: string
  /** With `setup`, the content that it speaks of: that of the document, or it says nothing. */
  readonly hash: string
  readonly setup: string
  readonly listing: string
}

/** What a scan found different from the one before. */
export interface HistoryTable {
  readonly scan: number
  readonly path: string
  readonly change: Change
  readonly from_path: string | null
  readonly hash: string | null
  readonly setup: string
  readonly value: number | null
  readonly grade: string | null
  readonly margin: number | null
  readonly before_value: number | null
  readonly before_grade: string | null
  readonly before_margin: number | null
}

/** A document whose class of priority is another since the ranking before. */
export interface RankChangeTable {
  readonly scan: number
  readonly path: string
  readonly title: string | null
  /** `null`: it had no priority, or was not there. */
  readonly before_class: string | null
  /** `null`: it has none any more, or is gone. */
  readonly class: string | null
}

/** A letter that no worker could read, after several tries. */
export interface DeadLetterTable {
  readonly scan: number
  readonly path: string
  readonly reason: string
  readonly tries: number
  /** The machine and process of the last try, when they are known. */
  readonly worker: string | null
  readonly died_at: string
}

/** What the team's inventory says of a letter. */
export interface InventoryTable {
  readonly path: string
  /** JSON. */
  readonly entry: string
}

/** `rescored`: the same letter under other rules, or another configuration. */
export const CHANGES = ['added', 'changed', 'moved', 'deleted', 'rescored'] as const
export type Change = (typeof CHANGES)[number]

export interface MetaTable {
  readonly key: string
  readonly value: string
}

export interface Tables {
  readonly meta: MetaTable
  readonly scans: ScanTable
  readonly documents: DocumentTable
  readonly results: ResultTable
  readonly listings: ListingTable
  readonly history: HistoryTable
  readonly rank_changes: RankChangeTable
  readonly dead_letters: DeadLetterTable
  readonly inventory: InventoryTable
}
