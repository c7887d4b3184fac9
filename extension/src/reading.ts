import type { DocumentAnswer, ScoreMessage } from '@limpide/server'
import {
  type CancellationToken,
  type Disposable,
  languages,
  ProgressLocation,
  type TextDocumentContentProvider,
  type Uri,
  window,
  workspace,
} from 'vscode'
import { READING, readingOf, readingUri } from './reading-scheme.ts'
import type { Server } from './server.ts'

/** « Analyser ce fichier »: the text of a docx, an odt, a pdf, read only, with its remarks. */
export class Reading implements TextDocumentContentProvider, Disposable {
  private readonly server: Server
  private readonly registered: Disposable
  private readonly read = new Map<string, string>()

  private readonly hear: (score: ScoreMessage) => void

  /** `hear` is told the grade of each file that is read. */
  constructor(server: Server, hear: (score: ScoreMessage) => void) {
    this.server = server
    this.hear = hear
    this.registered = workspace.registerTextDocumentContentProvider(READING, this)
  }

  /** Opens the text of a file; says why when it cannot be read. */
  async open(file: Uri): Promise<void> {
    const view = readingUri(file)
    const name = file.path.slice(file.path.lastIndexOf('/') + 1)
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title: `Limpide lit ${name}`, cancellable: true },
      (_progress, token) => this.ask(view, token).catch(() => undefined),
    )
    if (!answer) return
    if ('problem' in answer) {
      await window.showWarningMessage(`${name}\u00a0: ${answer.problem.what} ${answer.problem.fix}`)
      return
    }
    this.read.set(view.toString(), answer.text)
    const document = await workspace.openTextDocument(view)
    if (document.languageId !== 'plaintext') await languages.setTextDocumentLanguage(document, 'plaintext')
    await window.showTextDocument(document, { preview: false })
    const [unseen] = answer.problems
    if (unseen) window.setStatusBarMessage(`Limpide\u00a0: ${unseen.what} ${unseen.fix}`, 15_000)
  }

  async provideTextDocumentContent(view: Uri, token: CancellationToken): Promise<string> {
    const key = view.toString()
    const text = this.read.get(key)
    if (text !== undefined) {
      // A page opened again reads its file again.
      this.read.delete(key)
      return text
    }
    const answer = await this.ask(view, token)
    return 'problem' in answer ? `${answer.problem.what} ${answer.problem.fix}` : answer.text
  }

  private async ask(view: Uri, token: CancellationToken): Promise<DocumentAnswer> {
    const file = readingOf(view)
    const bytes = file.scheme === 'file' ? undefined : toBase64(await workspace.fs.readFile(file))
    const request = { uri: file.toString(), view: view.toString(), ...(bytes === undefined ? {} : { bytes }) }
    const answer = await this.server.ask<DocumentAnswer>('limpide/document', request, token)
    if (!('problem' in answer)) this.hear({ ...answer.score, uri: view.toString() })
    return answer
  }

  dispose(): void {
    this.registered.dispose()
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}
