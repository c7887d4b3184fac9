import { LANGUAGES } from '@limpide/server/languages'
import { type ExtensionContext, Uri, workspace } from 'vscode'
import {
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type TextDocumentFilter,
} from 'vscode-languageclient'
import { READING } from './reading-scheme.ts'

/** Restarts before the server is left alone: what made it stop five times will do so again. */
const RESTARTS = 4

/** What the client tells the server, whatever the host. `onGone` is called when the server will not come back. */
export function clientOptions(context: ExtensionContext, onGone: () => void): LanguageClientOptions {
  let restarts = 0
  return {
    documentSelector: selector(),
    initializationOptions: {
      pagesUri: Uri.joinPath(context.extensionUri, 'pages').toString(),
      // Whole folders are read when someone asks: « Analyser le dossier ».
      dossier: false,
    },
    synchronize: { configurationSection: 'limpide' },
    // Nothing pops up: a person who writes has asked for nothing. The output channel has it all.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        restarts += 1
        if (restarts <= RESTARTS) return { action: CloseAction.Restart, handled: true }
        onGone()
        return { action: CloseAction.DoNotRestart, handled: true }
      },
    },
  }
}

/** The languages, wherever files come from: the disk, a new page, a far machine, a folder that is not on a disk. */
function selector(): TextDocumentFilter[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)
  const schemes = [...new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders])]
  return [
    ...LANGUAGES.flatMap((language) => schemes.map((scheme) => ({ language, scheme }))),
    ...schemes.map((scheme) => ({ language: 'yaml', scheme, pattern: '**/limpide.yml' })),
    { language: 'plaintext', scheme: READING },
  ]
}
