export * from './configs.ts'
export { declaredOf } from './declared-of.ts'
export { type FileList, fileList, nearestFile } from './file-list.ts'
export * from './inventory.ts'
export { digestOf } from './listing.ts'
export { keepReaders, LIMITS, type Limits } from './pool.ts'
export { problemOf } from './problem-of.ts'
export type * from './prose.ts'
export { readWhole } from './read-whole.ts'
export * from './record.ts'
export { files, type ScanOptions, type Source, scan, scanFiles, scanWithText } from './scan.ts'
export { openSeal, type Seal } from './seal.ts'
export { type Sequence, sequence } from './sequence.ts'
export { type BriefRecord, type BriefScore, type ContentKey, openShelf, type PutOptions, type Shelf } from './shelf.ts'
export {
  mayHoldStore,
  pathInStore,
  pathsInStore,
  STORE_FILE,
  type StorePlace,
  storePlace,
} from './store/store-place.ts'
export { readTable, type TableRows } from './table.ts'
export type { Outcome, Unverifiable } from './task.ts'
export { openTexts, type Texts } from './texts.ts'
export { type FoundFile, globs, shownPath, type WalkOptions, walk } from './walk.ts'
