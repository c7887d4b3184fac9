import { type Analysed, type DeclaredDocument, type Gain, typeSaid } from 'limpide'
import type { ScanRecord } from 'limpide/record'
import type { Diagnostic, DocumentSymbol } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { FolderReference } from './folder-reference.ts'

/** What `limpide/document` asks: the file, by its address or its bytes. */
export interface DocumentRequest {
  readonly uri: string
  /** What the file holds, in base64, where the server cannot reach it by its address. */
  readonly bytes?: string
  /** The address under which the client shows the text: the server then answers on it as on any open document. */
  readonly view?: string
}

/** The answer to `limpide/document`: a text to show, read only, and what there is to say of it. */
export type DocumentAnswer =
  | { readonly uri: string; readonly problem: { readonly what: string; readonly fix: string } }
  | {
      readonly uri: string
      readonly format: string
      /** The text, its lines ended by a line feed. The places below are places in it. */
      readonly text: string
      readonly diagnostics: readonly Diagnostic[]
      readonly symbols: readonly DocumentSymbol[]
      readonly score: ScoreAnswer
      /** What the reader could not see: pages that are pictures, … */
      readonly problems: readonly { readonly what: string; readonly fix: string }[]
    }

/** Sent when a document is opened, then when its writer pauses, for the editor's status bar; also the answer to the request of the same name. */
export interface ScoreMessage {
  readonly uri: string
  readonly version: number
  /** What the document is, said with its confidence when it was not declared: « Courriel (reconnu à 80 %) ». */
  readonly type: string
  readonly score: {
    readonly value: number
    readonly margin: number
    readonly grade: string
    readonly gradeLabel: string
    readonly parts: Readonly<Record<string, number>>
    readonly missing: readonly string[]
    readonly said: readonly string[]
  } | null
  /** Why there is no score. */
  readonly problem?: string
  readonly findings: number
}

/** The answer to `limpide/score`: the score and what to do first. */
export interface ScoreAnswer extends ScoreMessage {
  /** The obligations that are missing, by their names. */
  readonly mentions: readonly { readonly rule: string; readonly name: string }[]
  /** « Si vous corrigez… », the most useful first. */
  readonly gains: readonly Gain[]
  readonly contributions: readonly { readonly said: string; readonly points: number; readonly principle: string }[]
  /** What the file does not say (« la taille des lettres »), and the names of the rules that could not be verified. */
  readonly unverifiable: readonly { readonly said: string; readonly rules: readonly string[] }[]
}

/** The answer to `limpide/dossier`: every document of the folders, the hardest to read first. */
export interface FolderAnswer {
  readonly documents: readonly (ScoreMessage & {
    readonly path: string
    readonly first: readonly string[]
    /** With `releves`: what a scan says of the file, and what the team declared of it. */
    readonly record?: ScanRecord
    readonly declared?: DeclaredDocument
  })[]
  /** Files that could not be read. */
  readonly unread: readonly string[]
  /** With `releves`: what a map is drawn from besides. */
  readonly reference?: FolderReference
}

/** What `limpide/noter` asks: the grade of another text of a document, under the document's own settings. */
export interface GradeRequest {
  readonly uri: string
  readonly languageId: string
  readonly text: string
}

/** The grade of a document, as it is sent after each analysis. */
export function scoreMessage(
  { uri }: Pick<TextDocument, 'uri'>,
  { version, analysis }: { readonly version: number; readonly analysis: Analysed },
): ScoreMessage {
  const { score } = analysis
  const { type } = analysis.result.view
  return {
    uri,
    version,
    type: typeSaid(type.id, type.confidence),
    score: score
      ? {
          value: score.value,
          margin: score.margin,
          grade: score.grade,
          gradeLabel: score.gradeLabel,
          parts: score.parts,
          missing: score.missing,
          said: score.contributions.slice(0, 3).map((contribution) => contribution.said),
        }
      : null,
    ...(analysis.problem ? { problem: analysis.problem.what } : {}),
    findings: analysis.result.findings.length,
  }
}
