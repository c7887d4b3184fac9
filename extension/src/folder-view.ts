import type { FolderAnswer } from '@limpide/server'
import { isPaper } from '@limpide/server/languages'
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
import { remarks } from './score.ts'
import type { Server } from './server.ts'

type Entry = FolderAnswer['documents'][number]

/** « Dossier »: the documents of the folder, the hardest to read first. */
export class FolderView implements TreeDataProvider<Entry>, Disposable {
  private readonly server: Server
  private readonly changed = new EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.changed.event
  private readonly view: TreeView<Entry>
  private entries: readonly Entry[] = []
  private tell: ((message: string) => void) | undefined

  constructor(server: Server) {
    this.server = server
    this.view = window.createTreeView('limpide.documents', { treeDataProvider: this })
    server.on<{ readonly documents: number; readonly path: string }>('limpide/dossier/avancement', (said) => {
      this.tell?.(
        `${said.documents} document${said.documents > 1 ? 's' : ''} lu${said.documents > 1 ? 's' : ''}, ${said.path}`,
      )
    })
  }

  /** Analyses every document of the open folders, and shows the list. */
  async analyse(): Promise<void> {
    const answer = await this.scan()
    if (answer) await commands.executeCommand('limpide.documents.focus')
  }

  /** Analyses every document of the open folders; `undefined` when there is no folder, or when it was cancelled. */
  async scan(): Promise<FolderAnswer | undefined> {
    if (!workspace.workspaceFolders?.length) {
      await window.showInformationMessage('Ouvrez d’abord un dossier\u00a0: menu Fichier, Ouvrir le dossier.')
      return undefined
    }
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title: 'Limpide analyse le dossier', cancellable: true },
      async (progress, token) => {
        this.tell = (message) => progress.report({ message })
        // Cancelled: what was shown stays.
        return this.server.ask<FolderAnswer>('limpide/dossier', { releves: true }, token).catch(() => undefined)
      },
    )
    this.tell = undefined
    if (answer) this.show(answer)
    return answer
  }

  private show({ documents, unread }: FolderAnswer): void {
    this.entries = documents
    const { length } = documents
    const lost = unread.length
    this.view.message = [
      length === 0 ? 'Aucun document à lire dans ce dossier.' : 'Du plus difficile au plus clair.',
      lost === 0
        ? ''
        : `${lost} fichier${lost > 1 ? 's' : ''} illisible${lost > 1 ? 's' : ''}\u00a0: ${unread.join(', ')}.`,
    ]
      .filter((part) => part !== '')
      .join(' ')
    this.view.description = `${length} document${length > 1 ? 's' : ''}`
    void commands.executeCommand('setContext', 'limpide.dossierLu', length > 0)
    this.changed.fire(undefined)
  }

  getChildren(entry?: Entry): Entry[] {
    return entry ? [] : [...this.entries]
  }

  getTreeItem({ uri, path, score, problem, findings, first }: Entry): TreeItem {
    const value = score && Math.round(score.value)
    const name = path.slice(path.lastIndexOf('/') + 1)
    // The grade first: a side bar is narrow, and names are long.
    const item = new TreeItem(score ? `${score.grade} ${value}  ${name}` : name, TreeItemCollapsibleState.None)
    const folder = path.slice(0, -name.length - 1)
    item.description = [remarks(findings), folder].filter((part) => part !== '').join(' · ')
    item.iconPath = new ThemeIcon(score && score.grade >= 'D' ? 'warning' : score ? 'file' : 'info')
    const grade = score ? `note ${score.grade}, ${score.gradeLabel}, ${value} sur 100` : (problem ?? 'sans note')
    item.accessibilityInformation = { label: `${path}\u00a0: ${grade}, ${remarks(findings)}.` }
    item.tooltip = [`${path}\u00a0: ${grade}, ${remarks(findings)}.`, ...first.map((message) => `• ${message}`)].join(
      '\n',
    )
    // What is no text is shown as one.
    item.command = {
      command: isPaper(name) ? 'limpide.lire' : 'vscode.open',
      title: 'Ouvrir',
      arguments: [Uri.parse(uri)],
    }
    return item
  }

  dispose(): void {
    this.view.dispose()
    this.changed.dispose()
  }
}
