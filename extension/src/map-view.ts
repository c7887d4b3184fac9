import type { FolderAnswer } from '@limpide/server'
import { isPaper } from '@limpide/server/languages'
import {
  commands,
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode'
import { bringFrench } from './bring-french.ts'
import { reportsFileOf } from './reports-file.ts'

/** « Ouvrir la carte »: the page of the map over the documents of the folder, in a panel of the editor. */
export class MapView implements Disposable {
  private readonly context: ExtensionContext
  private panel: WebviewPanel | undefined
  /** Where the documents of the map last drawn are. */
  private places: ReadonlyMap<string, string> = new Map()

  constructor(context: ExtensionContext) {
    this.context = context
  }

  /** Draws the map of these documents, in the panel that is open or in a new one. */
  async show(answer: FolderAnswer): Promise<void> {
    // Loaded when someone wants a map: it reads reports too, which takes more than the rest of the extension.
    const { mapDataOf, mapPage } = await import('./map-page.ts')
    const file = reportsFileOf(this.context)
    const bytes = file && (await readOrNothing(file))
    const title = workspace.name ?? 'Carte des documents'
    const now = new Date().toISOString()
    if (bytes) await bringFrench(this.context)
    const data = mapDataOf(answer, bytes && { bytes, name: workspace.asRelativePath(file) }, title, now)
    if (!data) return
    const template = await workspace.fs.readFile(Uri.joinPath(this.context.extensionUri, 'media/carte.html'))
    this.places = new Map(answer.documents.map(({ path, uri }) => [path, uri]))
    const panel = this.panel ?? this.open()
    panel.webview.html = await mapPage(new TextDecoder().decode(template), data, nonce())
    panel.reveal()
  }

  private open(): WebviewPanel {
    const panel = window.createWebviewPanel('limpide.carte', 'Carte des documents', ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      retainContextWhenHidden: true,
      localResourceRoots: [],
    })
    const icon = (name: string): Uri => Uri.joinPath(this.context.extensionUri, 'media', name)
    panel.iconPath = { light: icon('carte-clair.svg'), dark: icon('carte-sombre.svg') }
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const path = typeof message === 'object' && message !== null && 'open' in message ? message.open : undefined
      // Only what the map shows: a page never chooses what the editor opens.
      const place = typeof path === 'string' ? this.places.get(path) : undefined
      if (place === undefined) return
      const uri = Uri.parse(place)
      if (isPaper(place)) void commands.executeCommand('limpide.lire', uri)
      else void window.showTextDocument(uri, { viewColumn: ViewColumn.Beside })
    })
    panel.onDidDispose(() => {
      this.panel = undefined
    })
    this.panel = panel
    return panel
  }

  dispose(): void {
    this.panel?.dispose()
  }
}

function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function readOrNothing(file: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(file)
  } catch {
    return undefined
  }
}
