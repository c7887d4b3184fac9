export {
  type Comparable,
  type Comparison,
  compareLibrary,
  type Family,
  type PassageReading,
  type SharedPassage,
} from './compare-library.ts'
export { type Compared, compareOnce, comparisonPlace, type OwnScore } from './compare-once.ts'
export type { ComparisonPlace } from './comparison-memory.ts'
export { type Findable, type ModelFinder, modelFinder, type Resembling } from './find-model.ts'
export { BLOCK_NAMES, type BlockRole } from './fingerprint.ts'
export { type Passage, readPassages } from './read-passages.ts'
export { shelvedLetters } from './shelved-letters.ts'
