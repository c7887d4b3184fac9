export { ReadError, type ReadOptions, readBytes } from '@limpide/document/read'
