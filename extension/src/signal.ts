import { mask } from '@limpide/reports'
import { addReport, DIFFICULTIES, newSecret, tokenOf } from '@limpide/server/report-line'
import { type ExtensionContext, InputBoxValidationSeverity, type Uri, window, workspace } from 'vscode'
import { bringFrench } from './bring-french.ts'
import { readingOf } from './reading-scheme.ts'
import { CHOSEN, reportsFileOf } from './reports-file.ts'

/** « Signaler ce document »: one line more in the team's file, masked. Nothing leaves the machine; the site and the command take it from there. */
export async function signal(context: ExtensionContext, asked?: Uri): Promise<void> {
  const shown = asked ?? window.activeTextEditor?.document.uri
  const document = shown && readingOf(shown)
  if (!document || document.scheme === 'untitled') {
    await window.showInformationMessage('Ouvrez et enregistrez d’abord le document à signaler.')
    return
  }
  const difficulty = await window.showQuickPick(DIFFICULTIES, {
    title: 'Signaler ce document (1/2)',
    placeHolder: 'Quelle est la difficulté ?',
  })
  if (difficulty === undefined) return
  await bringFrench(context)
  const comment = await window.showInputBox({
    title: 'Signaler ce document (2/2)',
    prompt: 'Que faut-il changer ? N’écrivez ni nom ni numéro de dossier.',
    placeHolder: 'Facultatif',
    // What is kept is shown as it is typed, before it is confirmed: « Mme [nom] ne comprend pas ».
    validateInput: (typed) => {
      const { text, masked } = mask(typed)
      return masked.length === 0
        ? undefined
        : { message: `Sera gardé : ${text}`, severity: InputBoxValidationSeverity.Info }
    },
  })
  if (comment === undefined) return
  const file = await reportsFile(context)
  if (!file) return
  let before = ''
  try {
    before = new TextDecoder().decode(await workspace.fs.readFile(file))
  } catch {
    // A new file.
  }
  const path = workspace.asRelativePath(document)
  const report = {
    date: new Date().toISOString().slice(0, 10),
    document: path,
    role: 'agent',
    difficulte: difficulty,
    commentaire: mask(comment).text,
    jeton: await tokenOf(await ownSecret(context), path),
  }
  await workspace.fs.writeFile(file, new TextEncoder().encode(addReport(before, report)))
  await context.workspaceState.update(CHOSEN, file.toString())
  window.setStatusBarMessage(`Limpide : signalement ajouté à ${workspace.asRelativePath(file)}`, 8000)
}

/** What makes the tokens of this person's reports: drawn once, kept by their editor among its secrets. */
async function ownSecret({ secrets }: ExtensionContext): Promise<string> {
  const kept = await secrets.get(SECRET)
  if (kept !== undefined) return kept
  const made = newSecret()
  await secrets.store(SECRET, made)
  return made
}

const SECRET = 'limpide.signalements'

/** The file chosen before, or the one the person chooses now. */
async function reportsFile(context: ExtensionContext): Promise<Uri | undefined> {
  const usual = reportsFileOf(context)
  if (usual && (context.workspaceState.get(CHOSEN) !== undefined || (await exists(usual)))) return usual
  return window.showSaveDialog({
    title: 'Où noter les signalements de l’équipe ?',
    saveLabel: 'Noter ici',
    filters: { 'Tableau CSV': ['csv'] },
    ...(usual ? { defaultUri: usual } : {}),
  })
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file)
    return true
  } catch {
    return false
  }
}
