import { type DeclaredDocument, declaredDocument } from 'limpide'
import { type FoundConfig, pathInConfig } from './configs.ts'
import type { ScanRecord } from './record.ts'

/**
 * What is said of a document: `limpide.yml` first, then the inventory (`withInventory` puts it there), then the front matter
 * of the file itself, value by value; `undefined` where nobody says anything.
 */
export function declaredOf(
  record: Pick<ScanRecord, 'path' | 'declared'>,
  absolute: string,
  found: FoundConfig,
): DeclaredDocument | undefined {
  const path = pathInConfig(absolute, found)
  const said = path === undefined ? undefined : declaredDocument(found.config, path)
  if (record.declared === undefined) return said
  const { fragile = false, ...own } = record.declared
  return { path: path ?? record.path, ...own, ...said, fragile: fragile || said?.fragile === true }
}
