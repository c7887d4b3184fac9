export { type Column, FIELDS, type Field, mapColumns, plainHeader } from './columns.ts'
export { decode } from './decode.ts'
export { explainPriority, explainUncounted, explainWeight, type PriorityStep, sayZero } from './explain-priority.ts'
export { type Detection, MASKS, type MaskKind } from './mask/detection.ts'
export { MASKING, type MaskCount, type Masked, mask, personalData } from './mask/mask.ts'
export {
  type MatchableDocument,
  type MatchedBy,
  type Matches,
  matcher,
  matchReports,
  type UnmatchedReport,
} from './match.ts'
export { OFF_TOPIC, type OffTopic, offTopic } from './off-topic.ts'
export {
  classOf,
  PRIORITY,
  type Priority,
  type PriorityClass,
  type PriorityInput,
  prioritise,
  prioritiser,
  replayPriority,
  type Stake,
} from './prioritise.ts'
export type { Problem } from './problem.ts'
export { proposer, type Sayings } from './propose.ts'
export { readDate } from './read-date.ts'
export { readReports } from './read-reports.ts'
export { type ReadOptions, type ReadReports, type Row, readRows } from './read-rows.ts'
export { DIFFICULTIES, type Difficulty, difficultyLabel, type Report, ROLES, type Role } from './report.ts'
export { sayPriority } from './say-priority.ts'
export {
  isSameWording,
  WEIGHT,
  type WeighedReport,
  type WeighOptions,
  type Wording,
  weighReports,
  wordingOf,
} from './weigh.ts'
