import { LANGUAGES } from '@limpide/server/languages'
import { workspace } from 'vscode'
import { READING } from './reading-scheme.ts'

/** Which documents, as the editor and the protocol both write it. */
export interface DocumentFilter {
  readonly language: string
  readonly scheme: string
  readonly pattern?: string
}

/** The texts that are read, wherever they come from: the disk, a new page, a far machine, a folder that is on no disk. */
export function textSelector(): DocumentFilter[] {
  return [
    ...LANGUAGES.flatMap((language) => schemes().map((scheme) => ({ language, scheme }))),
    { language: 'plaintext', scheme: READING },
  ]
}

/** The configurations that are completed. */
export function configSelector(): DocumentFilter[] {
  return schemes().map((scheme) => ({ language: 'yaml', scheme, pattern: '**/limpide.yml' }))
}

function schemes(): string[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)
  return [...new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders])]
}
