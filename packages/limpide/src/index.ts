export {
  CALIBRATION,
  type CheckResult,
  type Config,
  type Contribution,
  DEFAULT_CONFIG,
  type DeclaredDocument,
  type DeclaredService,
  DOCUMENT_TYPES,
  type DocumentType,
  type DocumentView,
  type Finding,
  type Fix,
  type Grade,
  gradeLabel,
  gradeOf,
  INDICATORS,
  isDocumentType,
  nearest,
  PRINCIPLES,
  type Principle,
  principleLabel,
  type Rule,
  type Score,
  type ScoredPrinciple,
  SEVERITIES,
  type Severity,
  type Stake,
} from '@limpide/checker'
export { type Document, type Format, type Place, type Problem, type Span, TEXT_FORMATS } from '@limpide/document'
export type { French, Sentence, Token } from '@limpide/french'
export * from './conllu.ts'
export * from './declared-document.ts'
export * from './limpide.ts'
