import type { ScoreAnswer } from '@limpide/server'
import {
  type Disposable,
  EventEmitter,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  type Uri,
  window,
} from 'vscode'
import { type Line, scoreLines } from './score-lines.ts'
import type { Server } from './server.ts'

/** Pause after an analysis before the view asks why, in milliseconds: the status bar is quicker, and enough as one types. */
const DELAY = 400

/** « Note du document »: why this grade, what to do first. A tree, so that keyboards and screen readers have it too. */
export class ScoreView implements TreeDataProvider<Line>, Disposable {
  private readonly server: Server
  private readonly changed = new EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.changed.event
  private readonly view: TreeView<Line>
  private uri: Uri | undefined
  private lines: readonly Line[] = []
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(server: Server) {
    this.server = server
    this.view = window.createTreeView('limpide.note', { treeDataProvider: this })
    this.view.onDidChangeVisibility(() => this.follow(this.uri))
  }

  /** Shows this document, as it stands. */
  follow(uri: Uri | undefined): void {
    if (uri) this.uri = uri
    clearTimeout(this.timer)
    if (!this.view.visible) return
    this.timer = setTimeout(() => void this.refresh(), this.lines.length === 0 ? 0 : DELAY)
  }

  private async refresh(): Promise<void> {
    const { uri } = this
    if (!uri) return
    const answer = await this.server.ask<ScoreAnswer | null>('limpide/score', { uri: uri.toString() }).catch(() => null)
    if (uri !== this.uri) return
    this.lines = answer ? scoreLines(answer) : []
    this.view.description = answer?.score ? `${answer.score.grade}, ${Math.round(answer.score.value)}/100` : ''
    this.changed.fire(undefined)
  }

  getChildren(line?: Line): Line[] {
    return [...(line ? (line.lines ?? []) : this.lines)]
  }

  getTreeItem(line: Line): TreeItem {
    const item = new TreeItem(line.label, line.lines ? stateOf(line) : TreeItemCollapsibleState.None)
    if (line.detail !== undefined) item.description = line.detail
    if (line.icon !== undefined) item.iconPath = new ThemeIcon(line.icon)
    item.tooltip = line.said
    item.accessibilityInformation = { label: line.said }
    if (line.rule !== undefined && this.uri)
      item.command = { command: 'limpide.montrer', title: 'Montrer', arguments: [this.uri, line.rule] }
    return item
  }

  dispose(): void {
    clearTimeout(this.timer)
    this.view.dispose()
    this.changed.dispose()
  }
}

function stateOf({ isClosed }: Line): TreeItemCollapsibleState {
  return isClosed === true ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded
}
