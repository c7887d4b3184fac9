import { LANGUAGES } from '@limpide/server/languages'
import {
  commands,
  type ExtensionContext,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  Uri,
  window,
} from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { FolderView } from './folder-view.ts'
import { explainScore, type Score, statusText } from './score.ts'
import { ScoreView } from './score-view.ts'
import { signal } from './signal.ts'

/** What the client tells the server, whatever the host. */
export function clientOptions(context: ExtensionContext): LanguageClientOptions {
  const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web']
  return {
    documentSelector: [
      ...LANGUAGES.flatMap((language) => schemes.map((scheme) => ({ language, scheme }))),
      ...schemes.map((scheme) => ({ language: 'yaml', scheme, pattern: '**/limpide.yml' })),
    ],
    initializationOptions: {
      pagesUri: Uri.joinPath(context.extensionUri, 'pages').toString(),
      // Whole folders are read when someone asks: « Analyser le dossier ».
      dossier: false,
    },
    synchronize: { configurationSection: 'limpide' },
  }
}

/**
 * Shows what the server says: the grade in the status bar, the two views, the commands. Does not wait for the server,
 * so that the editor does not wait either.
 */
export function start(context: ExtensionContext, client: BaseLanguageClient): void {
  const scores = new Map<string, Score>()
  const status = window.createStatusBarItem('limpide.score', StatusBarAlignment.Right, 100)
  status.name = 'Note Limpide'
  status.command = 'limpide.score'
  const scoreView = new ScoreView(client)
  const folderView = new FolderView(client)
  const show = (): void => {
    showStatus(status, scores, window.activeTextEditor?.document.uri)
    scoreView.follow(window.activeTextEditor?.document.uri)
  }

  context.subscriptions.push(
    status,
    scoreView,
    folderView,
    client.onNotification('limpide/score', (score: Score) => {
      scores.set(score.uri, score)
      show()
    }),
    window.onDidChangeActiveTextEditor(show),
    commands.registerCommand('limpide.score', () => commands.executeCommand('limpide.note.focus')),
    commands.registerCommand('limpide.dossier', () => folderView.analyse()),
    commands.registerCommand('limpide.corriger', () =>
      commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.limpide', apply: 'first' }),
    ),
    commands.registerCommand('limpide.signaler', () => signal(context)),
    commands.registerCommand('limpide.restart', async () => {
      await client.stop()
      await client.start()
    }),
    commands.registerCommand('limpide.montrer', (uri: Uri, rule: string) => reveal(uri, rule)),
    { dispose: () => void client.dispose() },
  )
  client.start().catch((error) => client.error('Le serveur de Limpide n’a pas démarré.', error, false))
}

function showStatus(status: StatusBarItem, scores: ReadonlyMap<string, Score>, uri: Uri | undefined): void {
  // The client sends addresses in the encoded form; the map is keyed by what came back.
  const score = uri && (scores.get(uri.toString()) ?? scores.get(uri.toString(true)))
  if (!score) {
    status.hide()
    return
  }
  status.text = statusText(score)
  status.tooltip = new MarkdownString(explainScore(score).join('\n\n'))
  status.accessibilityInformation = { label: explainScore(score).join(' ') }
  status.color =
    score.score && score.score.grade >= 'D' ? new ThemeColor('statusBarItem.prominentForeground') : undefined
  status.show()
}

/** Goes to the first remark of a rule. */
async function reveal(uri: Uri, rule: string): Promise<void> {
  const first = languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === 'Limpide' && (typeof code === 'object' ? code.value : code) === rule)
    .sort((a, b) => a.range.start.compareTo(b.range.start))[0]
  await window.showTextDocument(uri, first ? { selection: first.range } : {})
}
