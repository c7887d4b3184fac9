import type { ScoreMessage } from '@limpide/server'
import {
  commands,
  type ExtensionContext,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { Compare } from './compare.ts'
import { openExample } from './example.ts'
import { exportReview } from './export.ts'
import { FolderView } from './folder-view.ts'
import { MapView } from './map-view.ts'
import { Reading } from './reading.ts'
import { subjectOf } from './reading-scheme.ts'
import { explainScore, statusText } from './score.ts'
import { ScoreView } from './score-view.ts'
import { configSelector, textSelector } from './selector.ts'
import { Server } from './server.ts'

/**
 * Shows what the server says: the grade in the status bar, the views, the commands. The server itself is loaded after
 * the editor has gone on: opening a file never waits for it.
 */
export function start(context: ExtensionContext, make: (onGone: () => void) => Promise<BaseLanguageClient>): Server {
  const status = window.createStatusBarItem('limpide.score', StatusBarAlignment.Right, 100)
  status.name = 'Note Limpide'
  const server = new Server(() => make(() => showGone(status)))
  const scores = new Map<string, ScoreMessage>()
  const scoreView = new ScoreView(server)
  const folderView = new FolderView(server)
  const mapView = new MapView(context)
  const compare = new Compare(server)
  const show = (): void => {
    const shown = window.activeTextEditor?.document.uri
    const subject = shown && subjectOf(shown)
    showStatus(status, scores, subject)
    scoreView.follow(subject)
  }
  const hear = (score: ScoreMessage): void => {
    scores.set(score.uri, score)
    show()
  }
  server.on<ScoreMessage>('limpide/score', hear)
  const reading = new Reading(server, hear)

  context.subscriptions.push(
    status,
    scoreView,
    folderView,
    mapView,
    reading,
    compare,
    server,
    window.onDidChangeActiveTextEditor(show),
    commands.registerCommand('limpide.score', () => commands.executeCommand('limpide.note.focus')),
    commands.registerCommand('limpide.dossier', () => folderView.analyse()),
    commands.registerCommand('limpide.carte', async () => {
      const answer = await folderView.scan()
      if (answer) await mapView.show(answer)
    }),
    commands.registerCommand('limpide.lire', async (file?: Uri) => {
      const chosen = file ?? (await chooseFile())
      if (chosen) await reading.open(chosen)
    }),
    commands.registerCommand('limpide.comparer', () => compare.show(window.activeTextEditor?.document)),
    commands.registerCommand('limpide.appliquer', (shown?: Uri) => compare.apply(shown)),
    commands.registerCommand('limpide.exporter', () => exportReview(server, window.activeTextEditor?.document)),
    commands.registerCommand('limpide.essayer', openExample),
    commands.registerCommand('limpide.corriger', () =>
      commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.limpide', apply: 'first' }),
    ),
    commands.registerCommand('limpide.signaler', async (uri?: Uri) => {
      // Loaded when someone reports: masking knows the telephone numbers of the world.
      const { signal } = await import('./signal.ts')
      await signal(context, uri)
    }),
    commands.registerCommand('limpide.restart', () => server.restart()),
    commands.registerCommand('limpide.montrer', reveal),
  )
  // The editor makes plain texts of its own, that nobody writes in: they wake nothing.
  const wake = (document: TextDocument): void => {
    if (languages.match([...textSelector(), ...configSelector()], document) === 0) return
    waiting.dispose()
    setTimeout(() => void server.start().catch(() => showGone(status)), 0)
  }
  const waiting = workspace.onDidOpenTextDocument(wake)
  context.subscriptions.push(waiting)
  for (const document of workspace.textDocuments) wake(document)
  return server
}

function showStatus(status: StatusBarItem, scores: ReadonlyMap<string, ScoreMessage>, uri: Uri | undefined): void {
  // The client sends addresses in the encoded form; the map is keyed by what came back.
  const score = uri && (scores.get(uri.toString()) ?? scores.get(uri.toString(true)))
  if (!score) {
    status.hide()
    return
  }
  const said = explainScore(score)
  status.text = statusText(score)
  status.command = 'limpide.score'
  status.tooltip = new MarkdownString(said.join('\n\n'))
  status.accessibilityInformation = { label: `Limpide. ${said.join(' ')}` }
  status.show()
}

/** The server stopped for good: one quiet word, and the way to start it again. */
function showGone(status: StatusBarItem): void {
  status.text = '$(debug-restart) Limpide : à redémarrer'
  status.command = 'limpide.restart'
  status.tooltip = 'L’analyse s’est arrêtée. Cliquez pour la redémarrer. Le détail est dans la sortie « Limpide ».'
  status.accessibilityInformation = { label: 'L’analyse de Limpide s’est arrêtée. Appuyez pour la redémarrer.' }
  status.show()
}

async function chooseFile(): Promise<Uri | undefined> {
  const [chosen] =
    (await window.showOpenDialog({
      title: 'Quel fichier analyser\u00a0?',
      openLabel: 'Analyser',
      filters: { 'Word, OpenDocument, pdf, courriel': ['docx', 'docm', 'odt', 'pdf', 'rtf', 'doc', 'eml', 'msg'] },
    })) ?? []
  return chosen
}

/** Goes to the first remark of a rule. */
async function reveal(uri: Uri, rule: string): Promise<void> {
  const first = languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === 'Limpide' && (typeof code === 'object' ? code.value : code) === rule)
    .sort((a, b) => a.range.start.compareTo(b.range.start))[0]
  await window.showTextDocument(uri, first ? { selection: first.range } : {})
}
