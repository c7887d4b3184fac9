import type { Difficulty, MatchedBy, OffTopic, Priority, Role } from '@limpide/reports'
import type { MapPlan } from './plan/plans-for-map.ts'

/** A page opens the data of its own format only. */
export const MAP_FORMAT = 3

/** What every view of the map needs: plain JSON, nothing of it is computed on opening. */
export interface MapHead {
  readonly format: typeof MAP_FORMAT
  readonly title: string
  /** What stands in place of the name and the drop of Limpide. */
  readonly brand: { readonly name: string | null; readonly logo: string | null } | null
  /** ISO date or date and time of the scan. */
  readonly generatedAt: string
  readonly versions: { readonly rules: string; readonly calibration: string; readonly priority: string }
  readonly counts: MapCounts
  readonly labels: MapLabels
  readonly method: MapMethod
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
  /** The scans that the library remembers of these folders, the oldest first; without a memory, none. */
  readonly scans: readonly MapScan[]
  /** Ids of the letters that the last scan found rewritten and on the other side of « complexe », beyond their margin. */
  readonly moves: { readonly complex: readonly number[]; readonly clear: readonly number[] }
  /** What came onto the list of priorities (P1 and P2) at the last scan, and what left it; `null`: nothing to compare with. */
  readonly listMoves: { readonly entered: readonly MapClassMove[]; readonly left: readonly MapClassMove[] } | null
}

/** A document whose class of priority is another than at the scan before. */
export interface MapClassMove {
  /** `null`: it is no longer in the library. */
  readonly document: number | null
  readonly title: string
  /** `null`: it had no priority, or was not there. */
  readonly before: string | null
  readonly after: string | null
  readonly why: 'arrivé' | 'retiré' | 'modifié' | 'règles' | 'contexte'
}

/** What is gone through again and again, in one order: an array, or what is made one by one. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number
}

/** Everything the map shows, its sheets made when they are gone through: those of a large library are never held whole. */
export interface MapParts extends MapHead {
  readonly documents: readonly MapDocument[]
  readonly details: Rows<MapDetails>
}

/** Everything the map shows: what the lists show of each document, and apart, in the same order, what its sheet adds. */
export interface MapData extends MapHead {
  readonly documents: readonly MapDocument[]
  readonly details: readonly MapDetails[]
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
  readonly rules: readonly { readonly id: string; readonly name: string }[]
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

/** What the lists, the drawing and the tables show of a document. */
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
  /** Copies or views a year, as declared. */
  readonly volume: number | null
  readonly score: MapScore | null
  readonly priority: {
    readonly class: Priority['class']
    readonly value: number
    /** An obligation is missing. */
    readonly urgent: boolean
    /** The score joined with the reports, 0 to 100. */
    readonly complexity: number
    readonly impact: number
    /** The reach is the median of the type. */
    readonly estimated: boolean
  } | null
  readonly reports: { readonly received: number; readonly counted: number } | null
  /** Remarks by rule, the most frequent first: the rank of the rule in `labels.rules`, then how many, and so on. */
  readonly rules: readonly number[]
  /** Its step in the action plan, « relecture juridique »; `null`: it is not in the plan. */
  readonly step: string | null
  /** Rank in `families`; `null`: this letter is like no other. */
  readonly family: number | null
  /** Ranks in `passages`. */
  readonly passages: readonly number[]
  readonly problems: readonly MapProblem[]
}

/** A score as the lists show it. */
export interface MapScore {
  /** In hundredths of a point. */
  readonly value: number
  readonly margin: number
  readonly grade: string
  /** By principle; one that could not be measured is absent. */
  readonly parts: Readonly<Record<string, number>>
  /** The obligations that are missing: their rule, and what it says of this document. */
  readonly missing: readonly { readonly rule: string; readonly said: string }[]
}

/** What the sheet of a document adds to the lists. */
export interface MapDetails {
  readonly format: string | null
  /** Who answers for it, as the team declares. */
  readonly owner: string | null
  /** YYYY-MM-DD: the day it was last sent out, as the team declares. */
  readonly lastSent: string | null
  readonly words: number
  readonly sentences: number
  readonly score: {
    /** The grade before a missing obligation capped it; `null`: it was not. */
    readonly uncapped: string | null
    readonly contributions: readonly MapContribution[]
    /** `rules`: those that apply; `null`: the scan is of an older version. */
    readonly engagements: {
      readonly kept: number
      readonly applicable: number
      readonly rules: readonly string[] | null
    }
  } | null
  readonly priority:
    | (Omit<Priority, 'id' | 'difficulties' | 'class' | 'value' | 'urgent'> & { readonly said: string })
    | null
  readonly reports: {
    readonly difficulties: Readonly<Partial<Record<Difficulty, number>>>
    readonly items: readonly MapReport[]
  } | null
  readonly whatIf: readonly MapWhatIf[]
  /** The score once every remark of one rule is corrected, the most useful rule first. */
  readonly gains: readonly {
    readonly rule: string
    readonly count: number
    readonly value: number
    readonly grade: string
  }[]
  /** `null`: counted by rule only, this document being far from the most urgent of a large library. */
  readonly findings: readonly MapFinding[] | null
  /** The letter as it reads, only where the team lets the text be kept. */
  readonly text: readonly MapBlock[] | null
  readonly plan: MapPlan | null
  /** What each scan found of it, when it changed, the oldest first. */
  readonly past: readonly MapPast[]
}

/** A term of the score. */
export interface MapContribution {
  readonly indicator: string
  /** In tenths of a point: they add up to the score in tenths, exactly. */
  readonly tenths: number
  /** « 45 % des phrases dépassent 25 mots » */
  readonly said: string
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

/** A paragraph, a title, an item of a letter. */
export interface MapBlock {
  readonly kind: string
  readonly text: string
  /** The passages that remarks speak of: start, end, rank in `findings`. */
  readonly marks: readonly (readonly [start: number, end: number, finding: number])[]
}

/** A score of the past: the letter changed, or the rules did. */
export interface MapPast {
  readonly date: string
  readonly change: 'added' | 'changed' | 'moved' | 'rescored'
  readonly value: number | null
  readonly grade: string | null
  readonly margin: number | null
}

/** A scan of the past. */
export interface MapScan {
  readonly date: string
  readonly rules: string
  readonly calibration: string
  readonly documents: number
  readonly scored: number
  readonly median: number | null
  /** How far the imprecision of the scores alone may move the median. */
  readonly margin: number | null
  readonly grades: Readonly<Partial<Record<string, number>>>
  /** Letters that were rewritten since the scan before: clearer, less clear, within their margin. */
  readonly rewritten: { readonly better: number; readonly worse: number; readonly stable: number } | null
  /** Documents that came onto the list of priorities (P1 and P2) since the scan before, and that left it. */
  readonly list: { readonly entered: number; readonly left: number } | null
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
  readonly zero: 'doublon' | 'deja-compte' | 'version-precedente' | OffTopic | null
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
