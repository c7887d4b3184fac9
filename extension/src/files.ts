import { CLIENT_FILES } from '@limpide/server/client-files'
import { isPassed, isText, LARGEST } from '@limpide/server/languages'
import { FileType, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

/** Folders deeper than this are not those of a library of letters; links may also turn in a circle. */
const DEEPEST = 12

/** Reads for the server what is on no disk of its own: a folder in a browser, a folder that is far away. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(CLIENT_FILES.list, ({ uri }: { uri: string }) => list(Uri.parse(uri), 0))
  client.onRequest(CLIENT_FILES.read, ({ uri }: { uri: string }) => read(Uri.parse(uri)))
  client.onRequest(CLIENT_FILES.config, ({ uri }: { uri: string }) => nearestConfig(Uri.parse(uri)))
}

async function list(folder: Uri, depth: number): Promise<string[]> {
  if (depth > DEEPEST) return []
  const found: string[] = []
  try {
    const entries = await workspace.fs.readDirectory(folder)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [name, type] of entries) {
      if (type & FileType.Directory && !isPassed(name))
        found.push(...(await list(Uri.joinPath(folder, name), depth + 1)))
      else if (type & FileType.File && isText(name)) found.push(Uri.joinPath(folder, name).toString())
    }
  } catch {
    // A folder that cannot be read is passed.
  }
  return found
}

async function read(file: Uri): Promise<string | null> {
  try {
    if ((await workspace.fs.stat(file)).size > LARGEST) return null
    return new TextDecoder().decode(await workspace.fs.readFile(file))
  } catch {
    return null
  }
}

/** Looks from the document's folder up to the open folder that holds it. */
async function nearestConfig(document: Uri): Promise<{ readonly uri: string; readonly source: string } | null> {
  const root = workspace.getWorkspaceFolder(document)?.uri
  if (!root) return null
  for (let folder = Uri.joinPath(document, '..'); ; folder = Uri.joinPath(folder, '..')) {
    const file = Uri.joinPath(folder, 'limpide.yml')
    const source = await read(file)
    if (source !== null) return { uri: file.toString(), source }
    if (folder.path === root.path || folder.path === '/') return null
  }
}
