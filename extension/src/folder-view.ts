import type { FolderAnswer } from '@limpide/server'
import {
  commands,
  type Disposable,
  EventEmitter,
  ProgressLocation,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

type Entry = FolderAnswer['documents'][number]

/** « Dossier »: the documents of the folder, the hardest to read first. */
export class FolderView implements TreeDataProvider<Entry>, Disposable {
  private readonly client: BaseLanguageClient
  private readonly changed = new EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.changed.event
  private readonly view: TreeView<Entry>
  private entries: readonly Entry[] = []

  constructor(client: BaseLanguageClient) {
    this.client = client
    this.view = window.createTreeView('limpide.documents', { treeDataProvider: this })
  }

  /** Analyses every document of the open folders, and shows the list. */
  async analyse(): Promise<void> {
    if (!workspace.workspaceFolders?.length) {
      await window.showInformationMessage('Ouvrez d’abord un dossier : menu Fichier, Ouvrir le dossier.')
      return
    }
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title: 'Limpide analyse le dossier', cancellable: true },
      async (progress, token) => {
        const said = this.client.onNotification('limpide/dossier/avancement', ({ documents, path }) =>
          progress.report({
            message: `${documents} document${documents > 1 ? 's' : ''} lu${documents > 1 ? 's' : ''} : ${path}`,
          }),
        )
        try {
          return await this.client.sendRequest<FolderAnswer>('limpide/dossier', {}, token)
        } catch {
          // Cancelled: what was shown stays.
          return undefined
        } finally {
          said.dispose()
        }
      },
    )
    if (!answer) return
    this.entries = answer.documents
    const { length } = answer.documents
    const unread = answer.unread.length
    this.view.message = [
      length === 0 ? 'Aucun document Markdown, HTML ou texte dans ce dossier.' : 'Du plus difficile au plus clair.',
      unread === 0
        ? ''
        : `${unread} fichier${unread > 1 ? 's' : ''} illisible${unread > 1 ? 's' : ''} : ${answer.unread.join(', ')}.`,
    ]
      .filter((part) => part !== '')
      .join(' ')
    this.view.description = `${length} document${length > 1 ? 's' : ''}`
    this.changed.fire(undefined)
    await commands.executeCommand('limpide.documents.focus')
  }

  getChildren(entry?: Entry): Entry[] {
    return entry ? [] : [...this.entries]
  }

  getTreeItem({ uri, path, score, problem, findings, first }: Entry): TreeItem {
    const remarks = `${findings === 0 ? 'aucune' : findings} remarque${findings > 1 ? 's' : ''}`
    const grade = score ? `${score.grade} ${Math.round(score.value)}/100` : 'sans note'
    const item = new TreeItem(path, TreeItemCollapsibleState.None)
    item.description = `${grade} · ${remarks}`
    item.iconPath = new ThemeIcon(score && score.grade >= 'D' ? 'warning' : score ? 'file' : 'info')
    item.tooltip = [`${path} : ${grade}, ${remarks}.`, problem ?? '', ...first].filter((line) => line !== '').join('\n')
    item.accessibilityInformation = { label: item.tooltip }
    const target = this.client.protocol2CodeConverter.asUri(uri)
    item.command = { command: 'vscode.open', title: 'Ouvrir', arguments: [Uri.from(target)] }
    return item
  }

  dispose(): void {
    this.view.dispose()
    this.changed.dispose()
  }
}
