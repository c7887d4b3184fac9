import { type ExtensionContext, Uri, workspace } from 'vscode'

/** Where the address of the file that a person chose is kept, for this folder. */
export const CHOSEN = 'limpide.signalements'

/** The team's file of reports: the one chosen before, else the usual one at the top of the folder. */
export function reportsFileOf(context: ExtensionContext): Uri | undefined {
  const chosen = context.workspaceState.get<string>(CHOSEN)
  if (chosen !== undefined) return Uri.parse(chosen)
  const folder = workspace.workspaceFolders?.[0]?.uri
  return folder && Uri.joinPath(folder, 'signalements.csv')
}
