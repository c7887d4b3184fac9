export {
  addToDictionary,
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
  evidenceOf,
  type Finding,
  type Fix,
  type Grade,
  gradeLabel,
  gradeOf,
  HOUSE_TAGS,
  type HouseRule,
  type IgnoredRemark,
  type IgnoreEdit,
  INDICATORS,
  ignoreHere,
  ignoreRemark,
  ignoreRule,
  isDocumentType,
  nearest,
  PRINCIPLES,
  PROFILES,
  type Principle,
  type Profile,
  type ProfileId,
  parseDictionary,
  principleLabel,
  type Rule,
  rescore,
  type Score,
  type ScoredPrinciple,
  type ScoreEvidence,
  SEVERITIES,
  type Severity,
  type Stake,
  setSeverity,
  withDictionary,
  written,
} from '@limpide/checker'
export {
  type Document,
  type Format,
  locate,
  type Place,
  type Problem,
  type Span,
  TEXT_FORMATS,
} from '@limpide/document'
export type { French, Sentence, Token } from '@limpide/french'
export * from './conllu.ts'
export * from './declared-document.ts'
export * from './gains.ts'
export * from './limpide.ts'
export * from './personal-dictionary.ts'
export * from './sections.ts'
export * from './type-said.ts'
