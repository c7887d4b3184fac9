import type { MaskCount } from './mask/mask.ts'

/** Who reports: a user, someone who helps them, an agent of the service, an association. */
export const ROLES = ['usager', 'aidant', 'agent', 'association'] as const

export type Role = (typeof ROLES)[number]

/** What a reader found hard, in the words of the report form. */
export const DIFFICULTIES = [
  { id: 'mots', label: 'les mots' },
  { id: 'phrases', label: 'les phrases' },
  { id: 'trop-long', label: 'trop long' },
  { id: 'que-faire', label: 'je ne sais pas quoi faire' },
  { id: 'mise-en-page', label: 'la mise en page' },
  { id: 'autre', label: 'autre' },
] as const

export type Difficulty = (typeof DIFFICULTIES)[number]['id']

/** One report about one document. Every text in it is already masked. */
export interface Report {
  readonly id: string
  /** Line of the file it came from, 1 for the header. */
  readonly line: number
  /** Reference printed on the document, as the reporter wrote it. */
  readonly reference?: string
  /** Title or file name, as the reporter wrote it. */
  readonly document?: string
  /** YYYY-MM-DD; absent when the file gives none that can be read. */
  readonly date?: string
  readonly role: Role
  readonly difficulties: readonly Difficulty[]
  readonly comment: string
  readonly suggestion: string
  /** Persons concerned, as the reporter estimates. */
  readonly volume?: number
  /** The document it was given to already, by its intake or by a person. */
  readonly path?: string
  /** The id of another report of the same person on the same document, where the intake could tell. */
  readonly repeats?: string
  /** The same for the reports that one network sends on one document in one day, and nothing else can be told from it. */
  readonly dayToken?: string
  /** The intake rejected it: not about the wording of a document. */
  readonly rejected: boolean
  /** What was masked in its texts, by kind. */
  readonly masked: readonly MaskCount[]
}

/** The label a reader sees for a difficulty. */
export function difficultyLabel(id: Difficulty): string {
  return DIFFICULTIES.find((difficulty) => difficulty.id === id)?.label ?? id
}
