// What weighs and ranks, without what masks or reads files: a scan loads this alone.
export { explainPriority, explainUncounted, explainWeight, type PriorityStep, sayZero } from './explain-priority.ts'
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
export { readDate } from './read-date.ts'
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
