import { type Config, type DeclaredDocument, plainPath } from '@limpide/checker'

/** A configuration may declare thousands of documents: they are indexed once. */
const indexes = new WeakMap<Config, ReadonlyMap<string, DeclaredDocument>>()

/** What the team declared of the file at this path, relative to the folder of `limpide.yml`. */
export function declaredDocument(config: Config, path: string): DeclaredDocument | undefined {
  let index = indexes.get(config)
  if (index === undefined) {
    index = new Map(config.documents.map((declared) => [plainPath(declared.path), declared]))
    indexes.set(config, index)
  }
  return index.get(plainPath(path))
}
