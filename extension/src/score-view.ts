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
import type { BaseLanguageClient } from 'vscode-languageclient'
import { partLabel } from './score.ts'

/** One line of the view; a line with lines under it is open. */
interface Line {
  readonly label: string
  readonly detail?: string
  readonly icon?: string
  readonly rule?: string
  readonly tooltip?: string
  readonly lines?: readonly Line[]
}

/** Pause after an analysis before the view asks why, in milliseconds: the status bar is quicker, and enough as one types. */
const DELAY = 400

/** « Note du document »: why this grade, what to do first. A tree, so that keyboards and screen readers have it too. */
export class ScoreView implements TreeDataProvider<Line>, Disposable {
  private readonly client: BaseLanguageClient
  private readonly changed = new EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.changed.event
  private readonly view: TreeView<Line>
  private uri: Uri | undefined
  private lines: readonly Line[] = []
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(client: BaseLanguageClient) {
    this.client = client
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
    if (!uri || !this.client.isRunning()) return
    const answer = await this.client
      .sendRequest<ScoreAnswer | null>('limpide/score', { uri: this.client.code2ProtocolConverter.asUri(uri) })
      .catch(() => null)
    if (uri !== this.uri) return
    this.lines = answer ? linesOf(answer) : []
    this.view.description = answer?.score ? `${answer.score.grade}, ${Math.round(answer.score.value)}/100` : ''
    this.changed.fire(undefined)
  }

  getChildren(line?: Line): Line[] {
    return [...(line ? (line.lines ?? []) : this.lines)]
  }

  getTreeItem(line: Line): TreeItem {
    const item = new TreeItem(
      line.label,
      line.lines ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.None,
    )
    if (line.detail !== undefined) item.description = line.detail
    if (line.icon !== undefined) item.iconPath = new ThemeIcon(line.icon)
    item.tooltip = line.tooltip ?? `${line.label} ${line.detail ?? ''}`.trim()
    item.accessibilityInformation = { label: item.tooltip }
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

function linesOf({ type, score, problem, findings, mentions, gains, contributions }: ScoreAnswer): readonly Line[] {
  const remarks = `${findings === 0 ? 'aucune' : findings} remarque${findings > 1 ? 's' : ''}`
  const kind: Line = {
    label: 'Type de document',
    detail: type,
    icon: 'file-text',
    tooltip: `Type de document : ${type}`,
  }
  if (!score) return [{ label: problem ?? 'Ce document n’a pas de note.', detail: remarks, icon: 'info' }, kind]
  const value = Math.round(score.value)
  return [
    {
      label: `${score.grade} : ${score.gradeLabel}`,
      detail: `${value}/100, à ${Math.round(score.margin)} points près`,
      icon: 'book',
      tooltip: `Note ${score.grade}, ${score.gradeLabel} : ${value} sur 100. 0 est clair, 100 très complexe. ${remarks}.`,
    },
    kind,
    ...(mentions.length === 0
      ? []
      : [
          {
            label: 'Mentions à ajouter',
            icon: 'warning',
            lines: mentions.map(({ rule, name }) => ({ label: name, rule })),
          },
        ]),
    ...(gains.length === 0
      ? []
      : [
          {
            label: 'À faire d’abord',
            detail: 'si vous corrigez…',
            icon: 'lightbulb',
            lines: gains.slice(0, 5).map(({ rule, name, count, value: after, grade }) => ({
              label: `${name}${count > 1 ? ` (${count})` : ''}`,
              detail: `→ ${grade}, ${Math.round(after)}/100`,
              tooltip: `${name} : si vous corrigez, la note devient ${grade}, ${Math.round(after)} sur 100.`,
              rule,
            })),
          },
        ]),
    {
      label: 'Pourquoi cette note',
      icon: 'list-ordered',
      lines: contributions.slice(0, 6).map(({ said, points }) => ({
        label: said,
        detail: `${points.toFixed(1).replace('.', ',')} points`,
      })),
    },
    {
      label: 'Par principe',
      icon: 'checklist',
      lines: Object.entries(score.parts).map(([part, points]) => ({
        label: partLabel(part),
        detail: `${Math.round(points)}/100`,
      })),
    },
  ]
}
