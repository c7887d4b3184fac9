import type { MatchedBy, Priority, Problem, Report, UnmatchedReport, WeighedReport } from '@limpide/reports'
import type {
  MapBlock,
  MapDetails,
  MapFinding,
  MapHead,
  MapMethod,
  MapPassage,
  MapPast,
  MapScan,
  Rows,
} from './data.ts'
import type { MapPlan } from './plan/plans-for-map.ts'

/** What the map takes from the scan of a file; a scan record satisfies it. */
export interface InputRecord {
  readonly path: string
  readonly format: string | null
  readonly type: string | null
  readonly title?: string | null
  readonly words: number
  readonly sentences: number
  readonly score: InputScore | null
  readonly findings: readonly (Omit<MapFinding, 'where' | 'excerpt'> & {
    readonly loc?: object | null
    readonly excerpt?: string
  })[]
  /** The letter as it reads, its passages marked with the ranks of the findings. */
  readonly text?: readonly MapBlock[]
  readonly problems: readonly Problem[]
}

/** The score of a file, with every term. */
export interface InputScore {
  readonly value: number
  readonly margin: number
  readonly grade: string
  readonly uncapped?: string
  readonly parts: Readonly<Partial<Record<string, number>>>
  readonly contributions: readonly {
    readonly indicator: string
    readonly contribution: number
    readonly said: string
  }[]
  /** Rules of the obligations that are missing. */
  readonly missing: readonly string[]
  readonly engagements: { readonly kept: number; readonly applicable: number; readonly rules?: readonly string[] }
  /** What correcting every remark of one rule would give; absent from scores of older versions. */
  readonly gains?: readonly {
    readonly rule: string
    readonly count: number
    readonly value: number
    readonly grade: string
  }[]
}

/** What `limpide.yml` says of a document. */
export interface InputDeclared {
  readonly path: string
  readonly reference?: string
  readonly title?: string
  readonly service?: string
  readonly procedure?: string
  readonly volume?: number
  readonly owner?: string
  /** YYYY-MM-DD */
  readonly lastSent?: string
}

/** A document with everything that is known of it. */
export interface InputRow {
  readonly record: InputRecord
  readonly declared: InputDeclared | undefined
  readonly reports:
    | (Pick<NonNullable<MapDetails['reports']>, 'difficulties'> & {
        readonly received: number
        readonly counted: number
        readonly items: readonly (WeighedReport & { readonly by: MatchedBy })[]
      })
    | null
  readonly priority: (Priority & { readonly said: string }) | null
}

/** The rules, scales and labels in force: the page prints them and holds none of its own. */
export interface InputReference extends Pick<MapHead['labels'], 'rules' | 'principles'>, Pick<MapMethod, 'indicators'> {
  readonly rulesVersion: string
  readonly types: readonly { readonly id: string; readonly label: string }[]
  readonly calibration: Pick<MapMethod, 'weights' | 'minimum' | 'lock'> & {
    readonly version: string
    readonly grades: readonly { readonly letter: string; readonly upTo: number; readonly label: string }[]
  }
}

/** What the letters of a scan share; documents are ranks in the rows. */
export interface InputComparison {
  readonly families: MapHead['families']
  readonly passages: readonly (Pick<MapPassage, 'name' | 'words' | 'documents' | 'reading'> & {
    readonly families: number
    readonly example: { readonly document: number }
    readonly where?: string
    readonly excerpt?: string
  })[]
}

/** A document whose class of priority is another than at the scan before; `null`: it had none, or has none any more. */
export interface InputClassMove {
  readonly path: string
  readonly title: string | null
  readonly before: string | null
  readonly after: string | null
}

/** What a map is drawn from. */
export interface MapInput {
  /** Name of the team or of the library. */
  readonly title?: string
  /** The team’s theme: its name and its logo. */
  readonly brand?: { readonly name?: string; readonly logo?: string }
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
  /** The scans remembered, the oldest first, and what they found of each document, by path. */
  readonly scans?: readonly MapScan[]
  readonly past?: ReadonlyMap<string, readonly MapPast[]>
  /** The documents whose class of priority changed between the last two scans, by path; absent: nothing to compare with. */
  readonly classMoves?: readonly InputClassMove[]
  /** The action plan, by path as the records write it. */
  readonly plans?: ReadonlyMap<string, MapPlan>
  readonly reference: InputReference
}

/** The same, of which each row may be made when it is gone through: they are, three times. */
export interface MapSources extends Omit<MapInput, 'rows'> {
  readonly rows: Rows<InputRow>
}
