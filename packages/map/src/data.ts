import type { Difficulty, MatchedBy, OffTopic, Priority, Role } from '@limpide/reports'

/** Everything the map shows. It is stored compressed in the page and is plain JSON: nothing of it is computed on opening. */
export interface MapData {
  readonly format: 1
  readonly title: string
  /** ISO date or date and time of the scan. */
  readonly generatedAt: string
  readonly versions: { readonly rules: string; readonly calibration: string; readonly priority: string }
  readonly counts: MapCounts
  readonly labels: MapLabels
  readonly method: MapMethod
  readonly documents: readonly MapDocument[]
  /** Declared by the team, and not found on the disk. */
  readonly absent: readonly MapAbsent[]
  readonly services: readonly MapService[]
  /** Letters that are one model, the largest family first. */
  readonly families: readonly MapFamily[]
  /** Blocks that letters of several models share, those that weigh most first. */
  readonly passages: readonly MapPassage[]
  /** `null`: no report was given to the scan. */
  readonly intake: MapIntake | null
  /** What went wrong with the inputs themselves: the configuration, the file of reports. */
  readonly problems: readonly MapProblem[]
}

export interface MapCounts {
  /** Found on the disk or declared. */
  readonly known: number
  readonly scored: number
  /** Read or tried, without a score: too short, an image, another language, unreadable. */
  readonly unscored: number
  readonly absent: number
  readonly silentServices: number
  /** Copies and views a year that the team declared. */
  readonly volume: number
  /** Of these, those of documents with a score. */
  readonly scoredVolume: number
  readonly withoutVolume: number
}

export interface MapLabels {
  readonly types: Readonly<Record<string, string>>
  readonly principles: readonly { readonly id: string; readonly label: string }[]
  readonly rules: Readonly<Record<string, string>>
  readonly grades: readonly { readonly letter: string; readonly label: string; readonly from: number }[]
  readonly difficulties: Readonly<Record<string, string>>
  readonly offTopic: Readonly<Record<string, string>>
}

export interface MapMethod {
  readonly weights: Readonly<Record<string, number>>
  readonly indicators: readonly {
    readonly id: string
    readonly principle: string
    readonly label: string
    readonly unit: string
    readonly clear: number
    readonly complex: number
    readonly share: number
  }[]
  readonly minimum: { readonly sentences: number; readonly words: number }
  readonly lock: string
  readonly priority: {
    readonly alpha: number
    readonly halfLife: number
    readonly userMost: number
    readonly reachShare: number
    readonly stakeShare: number
    readonly fragile: number
    readonly stakes: Readonly<Record<string, number>>
    readonly classes: readonly { readonly id: string; readonly from: number }[]
    readonly burst: number
    readonly duplicateDays: number
    readonly agent: number
    readonly agentMost: number
  }
}

export interface MapDocument {
  /** Rank in the list: the address of its sheet. */
  readonly id: number
  readonly path: string
  readonly title: string
  readonly reference: string | null
  /** Id of a service, in `services`. */
  readonly service: string
  readonly procedure: string | null
  readonly type: string
  readonly format: string | null
  readonly words: number
  readonly sentences: number
  /** Copies or views a year, as declared. */
  readonly volume: number | null
  readonly score: MapScore | null
  readonly findings: readonly MapFinding[]
  readonly reports: MapReports | null
  readonly priority: (Omit<Priority, 'id' | 'difficulties'> & { readonly said: string }) | null
  readonly whatIf: readonly MapWhatIf[]
  /** Rank in `families`; `null`: this letter is like no other. */
  readonly family: number | null
  /** Ranks in `passages`. */
  readonly passages: readonly number[]
  readonly problems: readonly MapProblem[]
}

export interface MapScore {
  readonly value: number
  readonly margin: number
  readonly grade: string
  readonly uncapped: string | null
  readonly parts: Readonly<Record<string, number>>
  readonly measured: readonly string[]
  readonly contributions: readonly {
    readonly indicator: string
    readonly principle: string
    readonly points: number
    readonly contribution: number
    readonly said: string
  }[]
  /** Ids of the rules of the obligations that are missing. */
  readonly missing: readonly string[]
  readonly engagements: { readonly kept: number; readonly applicable: number }
}

export interface MapFinding {
  readonly rule: string
  readonly principle: string
  readonly severity: string
  readonly message: string
  /** « ligne 12 », « page 2 » */
  readonly where: string | null
  /** At most 160 characters, and only where the team lets the text be kept. */
  readonly excerpt: string | null
}

export interface MapReport {
  readonly date: string | null
  readonly role: Role
  readonly difficulties: readonly Difficulty[]
  readonly comment: string
  readonly suggestion: string
  readonly weight: number
  readonly by: MatchedBy
  /** Why it does not count. */
  readonly zero: 'doublon' | 'version-precedente' | OffTopic | null
}

export interface MapReports {
  readonly received: number
  readonly counted: number
  readonly difficulties: Readonly<Partial<Record<Difficulty, number>>>
  readonly items: readonly MapReport[]
}

/** The score if what weighs most came back to what is clear. */
export interface MapWhatIf {
  readonly said: string
  readonly value: number
  readonly grade: string
}

/** Letters that are one model. */
export interface MapFamily {
  /** As its most typical letter is titled. */
  readonly name: string
  /** Id of its most typical letter. */
  readonly medoid: number
  /** Ids of its letters. */
  readonly documents: readonly number[]
  /** The part of their own words that they share with the most typical one, from 0 to 1, in the same order. */
  readonly likeness: readonly number[]
}

/** A block that letters of several models share: corrected once, it is corrected for all. */
export interface MapPassage {
  /** « Voies de recours » */
  readonly name: string
  readonly words: number
  /** Ids of the letters that hold it. */
  readonly documents: readonly number[]
  readonly models: number
  /** Id of a letter to read it in. */
  readonly example: number
  /** `null` where no letter that holds it has a score. */
  readonly reading: {
    readonly sentences: number
    readonly longSentences: number
    readonly turns: number
    readonly terms: number
    readonly phrases: number | null
    readonly vocabulaire: number | null
    /** Points that each letter, read whole, loses on average when it is corrected. */
    readonly gain: number
  } | null
  /** « ligne 12 », « page 2 »: where it reads in that letter. */
  readonly where: string | null
  /** Its first words, only where the team lets the text be kept. */
  readonly excerpt: string | null
}

export interface MapService {
  readonly id: string
  readonly name: string
  readonly declared: boolean
  readonly documents: number
}

export interface MapAbsent {
  readonly path: string
  readonly title: string
  readonly reference: string | null
  readonly service: string | null
  readonly volume: number | null
}

export interface MapIntake {
  readonly received: number
  readonly matched: number
  readonly counted: number
  readonly duplicates: number
  readonly offTopic: Readonly<Partial<Record<OffTopic, number>>>
  /** « À rattacher »: a person decides. */
  readonly unmatched: readonly {
    readonly reference: string | null
    readonly document: string | null
    readonly date: string | null
    readonly comment: string
    readonly why: string
    readonly candidates: readonly string[]
  }[]
}

export interface MapProblem {
  readonly code: string
  readonly what: string
  readonly fix: string
  readonly where: string | null
}
