// A folder that is on no disk, as the repositories that VS Code for the web opens: an extension of its own, for tests.
import { Disposable, EventEmitter, type ExtensionContext, FileSystemError, FileType, type Uri, workspace } from 'vscode'

const FILES: Readonly<Record<string, string>> = {
  '/lettres/lettre.md': `Objet : votre demande d’aide au logement

Madame, Monsieur,

Nonobstant votre courrier du 4 mai 2026, votre dossier a été examiné par la commission.

Il convient de nous retourner le formulaire dans les meilleurs délais, sous peine de suspension de vos droits. Nous avons procédé à la vérification de vos ressources. Vous recevrez notre réponse avant le 30 juin.

Une question ? Appelez le service du logement au 04 70 00 00 00, du lundi au vendredi, de 9 h à 17 h.
`,
  '/lettres/classement/clair.md': `Bonjour,

Vous avez demandé une place en crèche pour votre fille. Nous avons reçu votre dossier le 4 mai. Il est complet.

Nous vous donnerons notre réponse par courriel le 15 juin. Une question ? Appelez-nous au 04 70 00 00 00.
`,
  '/lettres/limpide.yml': 'regles:\n  voix-passive: non\n',
}

/** A Word file in base64, given by the one who builds this. */
declare const COURRIER: string

export function activate({ subscriptions }: ExtensionContext): void {
  const written = new Map<string, Uint8Array>(
    Object.entries(FILES).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  )
  written.set(
    '/lettres/courrier.docx',
    Uint8Array.from(atob(COURRIER), (character) => character.charCodeAt(0)),
  )
  const isFolder = (path: string): boolean =>
    [...written.keys()].some((file) => file.startsWith(`${path.replace(/\/$/, '')}/`))
  const bytesOf = ({ path }: Uri): Uint8Array => {
    const bytes = written.get(path)
    if (!bytes) throw FileSystemError.FileNotFound(path)
    return bytes
  }
  subscriptions.push(
    workspace.registerFileSystemProvider(
      'loin',
      {
        onDidChangeFile: new EventEmitter<never>().event,
        watch: () => new Disposable(() => undefined),
        stat: (uri) =>
          isFolder(uri.path)
            ? { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 }
            : { type: FileType.File, ctime: 0, mtime: 0, size: bytesOf(uri).length },
        readDirectory: ({ path }) => {
          const start = `${path.replace(/\/$/, '')}/`
          const names = [...written.keys()]
            .filter((file) => file.startsWith(start))
            .map((file) => file.slice(start.length))
          return [
            ...new Map(
              names.map((name) => [
                name.split('/')[0] ?? name,
                name.includes('/') ? FileType.Directory : FileType.File,
              ]),
            ),
          ]
        },
        readFile: bytesOf,
        writeFile: (uri, bytes) => void written.set(uri.path, bytes),
        createDirectory: () => undefined,
        delete: (uri) => void written.delete(uri.path),
        rename: () => undefined,
      },
      { isCaseSensitive: true },
    ),
  )
}
