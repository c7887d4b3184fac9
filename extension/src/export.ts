import type { ReviewAnswer } from '@limpide/server'
import { type TextDocument, Uri, window, workspace } from 'vscode'
import { readingOf } from './reading-scheme.ts'
import type { Server } from './server.ts'

/** « Exporter la relecture »: a file for a colleague, Word or Markdown as its name says. */
export async function exportReview(server: Server, document: TextDocument | undefined): Promise<void> {
  if (!document) {
    await window.showInformationMessage('Ouvrez d’abord le document à relire.')
    return
  }
  const review = await server.ask<ReviewAnswer | null>('limpide/relecture', { uri: document.uri.toString() })
  if (!review) {
    await window.showInformationMessage(
      'Limpide ne lit pas ce document\u00a0: ouvrez un fichier Markdown, HTML ou texte.',
    )
    return
  }
  const form = await window.showQuickPick(
    [
      {
        label: 'Word (.docx)',
        detail: 'Le texte, avec chaque remarque en commentaire dans la marge.',
        extension: 'docx',
      },
      { label: 'Markdown (.md)', detail: 'La liste des remarques, avec le numéro de leur ligne.', extension: 'md' },
    ],
    { title: 'Exporter la relecture', placeHolder: 'Sous quelle forme\u00a0?' },
  )
  if (!form) return
  const source = readingOf(document.uri)
  const name = source.path.slice(source.path.lastIndexOf('/') + 1)
  const base = `${name.replace(/\.[^.]+$/, '')}-relecture.${form.extension}`
  const folder = source.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(source, '..')
  const file = await window.showSaveDialog({
    title: 'Exporter la relecture',
    saveLabel: 'Exporter',
    filters: form.extension === 'docx' ? { Word: ['docx'] } : { Markdown: ['md'] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, base) } : {}),
  })
  if (!file) return
  const { reviewBytes } = await import('./review.ts')
  await workspace.fs.writeFile(file, reviewBytes(review, name, file.path.toLowerCase().endsWith('.docx'), new Date()))
  if (file.path.toLowerCase().endsWith('.docx'))
    window.setStatusBarMessage(`Limpide\u00a0: relecture écrite dans ${workspace.asRelativePath(file)}`, 10_000)
  else await window.showTextDocument(file, { preview: false })
}
