import { window, workspace } from 'vscode'

/** A letter as people receive them: something to correct in the first minute. */
const EXAMPLE = `# Votre demande d’aide au logement

Objet : suspension de vos droits

Madame, Monsieur,

Nonobstant votre courrier du 4 mai 2026, votre dossier a été examiné par la commission. Nous avons procédé à la vérification de vos ressources.

Il convient de nous retourner le formulaire ci-joint dans les meilleurs délais, sous peine de suspension de vos droits.

Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.

Le chef de service
`

/** « Essayer avec une lettre d’exemple »: a new page, that nobody has to save. */
export async function openExample(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'markdown', content: EXAMPLE })
  await window.showTextDocument(document)
}
