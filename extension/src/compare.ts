import type { ScoreMessage } from '@limpide/server'
import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Disposable,
  EventEmitter,
  Range,
  type TextDocument,
  type TextDocumentContentProvider,
  type TextEdit,
  type Uri,
  window,
  workspace,
} from 'vscode'
import { COMPARED, comparedUri, subjectOf } from './reading-scheme.ts'
import type { Server } from './server.ts'

const FIX_ALL = 'source.fixAll.limpide'

interface Side {
  readonly label: string
  readonly text: string
  readonly uri: Uri
}

/** « Comparer avant et après »: what changed since the file was opened, or what the safe fixes would change; with both grades. */
export class Compare implements TextDocumentContentProvider, Disposable {
  private readonly server: Server
  private readonly disposables: readonly Disposable[]
  private readonly changed = new EventEmitter<Uri>()
  readonly onDidChange = this.changed.event
  /** The text of each document when it was opened. */
  private readonly opened = new Map<string, string>()
  private readonly texts = new Map<string, string>()

  constructor(server: Server) {
    this.server = server
    for (const document of workspace.textDocuments) this.remember(document)
    this.disposables = [
      workspace.registerTextDocumentContentProvider(COMPARED, this),
      workspace.onDidOpenTextDocument((document) => this.remember(document)),
      workspace.onDidCloseTextDocument((document) => this.opened.delete(document.uri.toString())),
    ]
  }

  private remember(document: TextDocument): void {
    if (document.uri.scheme === COMPARED || document.uri.scheme === 'output') return
    this.opened.set(document.uri.toString(), document.getText())
  }

  /** Compares the document that is shown; asks with what when there are two answers. */
  async show(document: TextDocument | undefined): Promise<void> {
    if (!document) {
      await window.showInformationMessage('Ouvrez d’abord le document à comparer.')
      return
    }
    const now = document.getText()
    const start = this.opened.get(document.uri.toString())
    const fixed = await this.fixedText(document)
    const isChanged = start !== undefined && start !== now
    const choices = [
      ...(isChanged
        ? [
            {
              label: 'Depuis l’ouverture du fichier',
              detail: 'Ce que vous avez changé, et la note avant et après.',
              with: 'start' as const,
            },
          ]
        : []),
      ...(fixed
        ? [
            {
              label:
                `Avec les ${fixed.count} correction${fixed.count > 1 ? 's' : ''} sûre${fixed.count > 1 ? 's' : ''}`.replace(
                  'les 1 ',
                  'la ',
                ),
              detail: 'Ce que Limpide changerait sans risque. Rien n’est encore changé.',
              with: 'fixes' as const,
            },
          ]
        : []),
    ]
    if (choices.length === 0) {
      await window.showInformationMessage(
        'Rien n’a changé depuis l’ouverture, et il n’y a pas de correction sûre à proposer.',
      )
      return
    }
    const choice =
      choices.length === 1
        ? choices[0]
        : await window.showQuickPick(choices, { title: 'Comparer avant et après', placeHolder: 'Comparer avec quoi ?' })
    if (!choice) return
    const mine: Omit<Side, 'label'> = { text: now, uri: document.uri }
    if (choice.with === 'start')
      await this.diff(
        document,
        { label: 'à l’ouverture', text: start ?? '', uri: this.keep(document, 'ouverture', start ?? '') },
        { label: 'maintenant', ...mine },
      )
    else if (fixed)
      await this.diff(
        document,
        { label: 'maintenant', ...mine },
        { label: 'avec les corrections', text: fixed.text, uri: this.keep(document, 'corrections', fixed.text) },
      )
  }

  /** « Appliquer ces corrections »: what the right side shows becomes the document, which can be undone and is not saved. */
  async apply(shown: Uri | undefined): Promise<void> {
    const side = shown ?? window.activeTextEditor?.document.uri
    if (side?.scheme !== COMPARED || side.fragment !== 'corrections') return
    const document = await workspace.openTextDocument(subjectOf(side))
    await window.showTextDocument(document)
    await commands.executeCommand('limpide.corriger')
  }

  private async diff(document: TextDocument, before: Side, after: Side): Promise<void> {
    const grade = ({ text }: Side): Promise<string> => this.grade(document, text)
    const [first, second] = await Promise.all([grade(before), grade(after)])
    const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1)
    const title = `${name}\u00a0: ${first} ${before.label} → ${second} ${after.label}`
    await commands.executeCommand('vscode.diff', before.uri, after.uri, title, { preview: true })
    window.setStatusBarMessage(`Limpide\u00a0: ${title}`, 15_000)
  }

  private async grade({ uri, languageId }: TextDocument, text: string): Promise<string> {
    const { score } = await this.server.ask<ScoreMessage>('limpide/noter', { uri: uri.toString(), languageId, text })
    return score ? `${score.grade} ${Math.round(score.value)}/100` : 'sans note'
  }

  /** The text with every safe fix, as the server builds it for « Corriger toutes les tournures sûres ». */
  private async fixedText(
    document: TextDocument,
  ): Promise<{ readonly text: string; readonly count: number } | undefined> {
    const all = new Range(0, 0, document.lineCount, 0)
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      all,
      CodeActionKind.SourceFixAll.value,
      // Resolved, with their edits.
      100,
    )
    const action = actions?.find(({ kind }) => kind?.value === FIX_ALL)
    const edits = action?.edit?.get(document.uri) ?? []
    return edits.length === 0 ? undefined : { text: applied(document, edits), count: edits.length }
  }

  private keep(document: TextDocument, which: 'ouverture' | 'corrections', text: string): Uri {
    const uri = comparedUri(document.uri, which)
    this.texts.set(uri.toString(), text)
    this.changed.fire(uri)
    return uri
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? ''
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose()
    this.changed.dispose()
  }
}

function applied(document: TextDocument, edits: readonly TextEdit[]): string {
  let text = document.getText()
  const last = [...edits].sort((a, b) => b.range.start.compareTo(a.range.start))
  for (const { range, newText } of last)
    text = `${text.slice(0, document.offsetAt(range.start))}${newText}${text.slice(document.offsetAt(range.end))}`
  return text
}
