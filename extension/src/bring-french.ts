import { type ExtensionContext, Uri, workspace } from 'vscode'

const FILES = ['lexicon.js', 'tagger.js']

/** What the build reads the French data from where an extension may not run scripts (`server/bundle.ts`). */
const host: typeof globalThis & { limpideFrenchTexts?: Map<string, string> } = globalThis

/**
 * Brings what masking asks the dictionary. An installed editor reads it by itself; in a browser an extension has no files but
 * those it asks for.
 */
export async function bringFrench({ extensionUri }: ExtensionContext): Promise<void> {
  if (!('importScripts' in globalThis) || host.limpideFrenchTexts !== undefined) return
  const folder = Uri.joinPath(extensionUri, 'dist', 'french')
  const texts = await Promise.all(
    FILES.map(async (file): Promise<[string, string]> => {
      const program = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, file)))
      return [file, program.slice(program.indexOf('`') + 1, program.lastIndexOf('`'))]
    }),
  )
  host.limpideFrenchTexts = new Map(texts)
}
