export { type OpenOptions, openStore, STORE_FILE, type StorePlace } from './open-store.ts'
export { CHANGES, type Change, type ScanState } from './schema.ts'
export type * from './store.ts'
export { StoreError } from './store-error.ts'
