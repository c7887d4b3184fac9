import { join } from 'node:path'
import { LANGUAGES } from '@limpide/server/languages'
import {
  commands,
  type Disposable,
  type ExtensionContext,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  type Uri,
  window,
} from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { explainScore, type Score, statusText } from './score.ts'

let client: LanguageClient | undefined

/** Starts the bundled server and shows the grade of the open document. */
export async function activate(context: ExtensionContext): Promise<void> {
  const server = context.asAbsolutePath(join('dist', 'server.cjs'))
  client = new LanguageClient(
    'limpide',
    'Limpide',
    {
      run: { module: server, transport: TransportKind.ipc },
      debug: { module: server, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: LANGUAGES.flatMap((language) => [
        { language, scheme: 'file' },
        { language, scheme: 'untitled' },
        { language, scheme: 'vscode-remote' },
      ]),
    },
  )
  const scores = new Map<string, Score>()
  const status = window.createStatusBarItem('limpide.score', StatusBarAlignment.Right, 100)
  status.name = 'Score Limpide'
  status.command = 'limpide.score'
  const show = (): void => showStatus(status, scores, window.activeTextEditor?.document.uri)

  context.subscriptions.push(
    status,
    client.onNotification('limpide/score', (score: Score) => {
      scores.set(score.uri, score)
      show()
    }),
    window.onDidChangeActiveTextEditor(show),
    commands.registerCommand('limpide.score', () => showScore(scores)),
    commands.registerCommand('limpide.restart', () => client?.restart()),
    stopOnDispose(),
  )
  await client.start()
}

/** Stops the server. */
export function deactivate(): Promise<void> | undefined {
  return client?.stop()
}

function stopOnDispose(): Disposable {
  return { dispose: () => void client?.dispose() }
}

function scoreOf(scores: ReadonlyMap<string, Score>, uri: Uri | undefined): Score | undefined {
  // The client sends addresses in the encoded form; the map is keyed by what came back.
  return uri && (scores.get(uri.toString()) ?? scores.get(uri.toString(true)))
}

function showStatus(status: StatusBarItem, scores: ReadonlyMap<string, Score>, uri: Uri | undefined): void {
  const score = scoreOf(scores, uri)
  if (!score) {
    status.hide()
    return
  }
  status.text = statusText(score)
  status.tooltip = new MarkdownString(explainScore(score).join('\n\n'))
  status.accessibilityInformation = { label: explainScore(score).join(' ') }
  status.backgroundColor = undefined
  status.color =
    score.score && score.score.grade >= 'D' ? new ThemeColor('statusBarItem.prominentForeground') : undefined
  status.show()
}

async function showScore(scores: ReadonlyMap<string, Score>): Promise<void> {
  const score = scoreOf(scores, window.activeTextEditor?.document.uri)
  const lines = score ? explainScore(score) : ['Ouvrez un document en français : Markdown, HTML ou texte.']
  await window.showQuickPick(lines, {
    title: 'Limpide : score du document',
    placeHolder: 'Ce qui pèse le plus dans ce score',
  })
}
