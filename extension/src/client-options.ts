import { type ExtensionContext, Uri } from 'vscode'
import { CloseAction, ErrorAction, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient'
import { configSelector, textSelector } from './selector.ts'

/** Restarts before the server is left alone: what made it stop five times will do so again. */
const RESTARTS = 4

/** What the client tells the server, whatever the host. `onGone` is called when the server will not come back. */
export function clientOptions(context: ExtensionContext, onGone: () => void): LanguageClientOptions {
  let restarts = 0
  return {
    documentSelector: [...textSelector(), ...configSelector()],
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
