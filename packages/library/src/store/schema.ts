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
  readonly format: string | null
  readonly type: string | null
  readonly title: string | null
  readonly words: number
  readonly value: number | null
  readonly grade: string | null
  readonly reference: string | null
  readonly service: string | null
  readonly procedure: string | null
  readonly volume: number | null
  readonly owner: string | null
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
  readonly before_value: number | null
  readonly before_grade: string | null
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
  readonly history: HistoryTable
}
