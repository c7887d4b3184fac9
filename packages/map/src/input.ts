import type { Difficulty, MatchedBy, Priority, Problem, Report, UnmatchedReport, WeighedReport } from '@limpide/reports'

/** What the map takes from the scan of a file; a scan record satisfies it. */
export interface InputRecord {
  readonly path: string
  readonly format: string | null
  readonly type: string | null
  readonly title?: string | null
  readonly words: number
  readonly sentences: number
  readonly score: InputScore | null
  readonly findings: readonly {
    readonly rule: string
    readonly principle: string
    readonly severity: string
    readonly message: string
    readonly loc?: object | null
    readonly excerpt?: string
  }[]
  readonly problems: readonly Problem[]
}

export interface InputScore {
  readonly value: number
  readonly margin: number
  readonly grade: string
  readonly uncapped?: string
  readonly parts: Readonly<Partial<Record<string, number>>>
  readonly measured: readonly string[]
  readonly contributions: readonly {
    readonly indicator: string
    readonly principle: string
    readonly points: number
    readonly contribution: number
    readonly said: string
  }[]
  readonly missing: readonly string[]
  readonly engagements: { readonly kept: number; readonly applicable: number }
}

/** What `limpide.yml` says of a document. */
export interface InputDeclared {
  readonly path: string
  readonly reference?: string
  readonly title?: string
  readonly service?: string
  readonly procedure?: string
  readonly volume?: number
}

/** A document with everything that is known of it. */
export interface InputRow {
  readonly record: InputRecord
  readonly declared: InputDeclared | undefined
  readonly reports: {
    readonly received: number
    readonly counted: number
    readonly difficulties: Readonly<Partial<Record<Difficulty, number>>>
    readonly items: readonly (WeighedReport & { readonly by: MatchedBy })[]
  } | null
  readonly priority: (Priority & { readonly said: string }) | null
}

/** The rules, scales and labels in force: the page prints them and holds none of its own. */
export interface InputReference {
  readonly rulesVersion: string
  readonly rules: readonly { readonly id: string; readonly name: string }[]
  readonly types: readonly { readonly id: string; readonly label: string }[]
  readonly principles: readonly { readonly id: string; readonly label: string }[]
  readonly indicators: readonly {
    readonly id: string
    readonly principle: string
    readonly label: string
    readonly unit: string
    readonly clear: number
    readonly complex: number
    readonly share: number
  }[]
  readonly calibration: {
    readonly version: string
    readonly weights: Readonly<Record<string, number>>
    readonly minimum: { readonly sentences: number; readonly words: number }
    readonly grades: readonly { readonly letter: string; readonly upTo: number; readonly label: string }[]
    readonly lock: string
  }
}

/** What the letters of a scan share; documents are ranks in the rows. */
export interface InputComparison {
  readonly families: readonly {
    readonly name: string
    readonly medoid: number
    readonly documents: readonly number[]
    readonly likeness: readonly number[]
  }[]
  readonly passages: readonly {
    readonly name: string
    readonly words: number
    readonly documents: readonly number[]
    readonly families: number
    readonly example: { readonly document: number }
    readonly reading: {
      readonly sentences: number
      readonly longSentences: number
      readonly turns: number
      readonly terms: number
      readonly phrases: number | null
      readonly vocabulaire: number | null
      readonly gain: number
    } | null
    readonly where?: string
    readonly excerpt?: string
  }[]
}

export interface MapInput {
  /** Name of the team or of the library. */
  readonly title?: string
  /** ISO date or date and time. */
  readonly generatedAt: string
  readonly rows: readonly InputRow[]
  /** Absent: the letters were not compared. */
  readonly comparison?: InputComparison
  /** Every document and service of the configurations met, with paths as the records write theirs. */
  readonly declared?: readonly InputDeclared[]
  readonly services?: readonly { readonly id: string; readonly name: string; readonly folder?: string }[]
  /** The reports received, matched or not; absent: none were given. */
  readonly reports?: readonly Report[] | null
  readonly unmatched?: readonly UnmatchedReport[]
  /** True where the team keeps the text of its letters: excerpts may then be shown. */
  readonly textAllowed?: boolean
  readonly problems?: readonly Problem[]
  readonly reference: InputReference
}
