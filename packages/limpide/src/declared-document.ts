import type { Config, DeclaredDocument } from '@limpide/checker'

/** What the team declared of the file at this path, relative to the folder of `limpide.yml`. */
export function declaredDocument(config: Config, path: string): DeclaredDocument | undefined {
  const wanted = plainPath(path)
  return config.documents.find((declared) => plainPath(declared.path) === wanted)
}

/** One spelling for a path: macOS decomposes accents in file names, Windows writes backslashes. */
function plainPath(path: string): string {
  return path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
}
