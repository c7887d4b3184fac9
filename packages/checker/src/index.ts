export type {
  Block,
  BlockKind,
  Fact,
  FieldFact,
  Mark,
  Place,
  Problem,
  Region,
  RunStyle,
  Span,
  TablePlace,
} from '@limpide/document'
export * from './config.ts'
export * from './config-dictionary.ts'
export * from './config-edit.ts'
export * from './engine.ts'
export * from './finding.ts'
export * from './house-rules.ts'
export { HOUSE_TAGS, type HouseTag } from './house-tags.ts'
export * from './ignore.ts'
export * from './ignore-here.ts'
export { isMessage } from './letter/message.ts'
export * from './letter/sender.ts'
export * from './letter/type.ts'
export * from './letter/zones.ts'
export * from './pattern.ts'
export * from './per-block.ts'
export * from './per-sentence.ts'
export * from './plain.ts'
export * from './plain-block.ts'
export * from './principles.ts'
export * from './profiles.ts'
export { countSentences, countWords, longestSentences, type Tally, tallyOf } from './prose.ts'
export { readDay } from './read-day.ts'
export * from './rule.ts'
export { createSearch, type Seek } from './said-anywhere.ts'
export * from './score/calibration.ts'
export * from './score/evidence.ts'
export * from './score/score.ts'
export * from './score/unscorable.ts'
export * from './signs.ts'
export * from './view.ts'
export * from './word-list.ts'
export * from './written.ts'
