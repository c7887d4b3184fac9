export {
  type Comparable,
  type Comparison,
  compareLibrary,
  type Family,
  type PassageReading,
  type SharedPassage,
} from './compare-library.ts'
export { BLOCK_NAMES, type BlockRole } from './fingerprint.ts'
export { type Passage, readPassages } from './read-passages.ts'
