import { resolve } from 'node:path'
import { type Configs, shownPath } from '@limpide/library'
import type { DeclaredDocument, DeclaredService } from 'limpide'
import type { Listed } from './priorities.ts'

/** What the configurations of a scan declare, with the paths written as the records write theirs. */
export interface Declared {
  readonly documents: readonly DeclaredDocument[]
  readonly services: readonly DeclaredService[]
}

/** The declared documents that stand where the scan looked: elsewhere, nobody can say that they are missing. */
export function declaredIn(paths: readonly string[], configs: Configs): Declared {
  const met = configs.met()
  return {
    services: met.flatMap(({ config }) => config.services),
    documents: met.flatMap(({ config, folder = '.', leavesOut }) =>
      config.documents.flatMap((document) => {
        const absolute = resolve(folder, document.path)
        const path = shownPath(paths, absolute)
        return path === undefined || leavesOut(absolute) ? [] : [{ ...document, path }]
      }),
    ),
  }
}

/** Declared documents that the scan did not find, and declared services without any document. */
export function absences(
  { documents, services }: Declared,
  rows: Iterable<Pick<Listed<{ readonly path: string }>, 'record' | 'declared'>>,
): { readonly documents: readonly string[]; readonly services: readonly string[] } {
  if (documents.length === 0 && services.length === 0) return { documents: [], services: [] }
  const absent = new Set(documents.map(({ path }) => path.normalize('NFC')))
  let unserved = services
  for (const { record, declared } of rows) {
    absent.delete(record.path.normalize('NFC'))
    if (unserved.length === 0) continue
    unserved = unserved.filter(
      ({ id, folder }) =>
        declared?.service !== id && !(folder !== undefined && `/${record.path}`.includes(`/${folder}/`)),
    )
  }
  return {
    documents: documents.map(({ path }) => path).filter((path) => absent.has(path.normalize('NFC'))),
    services: unserved.map(({ name }) => name),
  }
}
