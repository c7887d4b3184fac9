import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT, UsageError } from '../exit.ts'
import { write } from '../print/output.ts'

const TEMPLATE = `# Configuration de Limpide. Tout est facultatif : sans ce fichier, les réglages usuels s’appliquent.
# Ce fichier vaut pour son dossier et tous ceux qu’il contient, dans l’éditeur comme dans l’analyse d’un dossier.

profil: courrier

# Les règles : leur gravité (erreur, avertissement, suggestion, information, non) et leurs seuils.
# « limpide rules » en donne la liste, « limpide rules phrase-longue » en explique une.
regles:
  # phrase-longue: { maxWords: 25 }
  # jargon-administratif: information

# Les sigles que vos lecteurs connaissent, avec leur sens.
sigles:
  # CAF: caisse d’allocations familiales

# Les mots que l’équipe accepte.
dictionnaire:
  # - téléservice

# Les fichiers et dossiers à laisser de côté.
ignorer:
  # - archives
  # - "*.brouillon.docx"

# Les services, pour lire la carte par service.
services:
  # logement: { nom: Service du logement, dossier: logement }

# Ce que l’on sait de chaque document : la priorité en dépend.
documents:
  # - chemin: logement/refus.docx
  #   reference: LOG-012
  #   titre: Refus de logement
  #   service: logement
  #   demarche: Demande de logement
  #   type: refus
  #   volume: 12000          # exemplaires ou pages vues par an
  #   enjeu: droit           # droit, demarche ou information
  #   public-fragile: oui
`

/** Writes a commented limpide.yml, never over another; gives the exit code. */
export async function init(folder: string): Promise<number> {
  const file = join(folder, 'limpide.yml')
  try {
    await writeFile(file, TEMPLATE, { flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') throw new UsageError(`${file} existe déjà\u00a0: il n’a pas été touché.`)
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UsageError(`le dossier «\u00a0${folder}\u00a0» n’existe pas. Créez-le d’abord.`)
    throw new UsageError(`${file} ne peut pas être écrit (${String(code ?? error)}).`)
  }
  await write(`${file} est écrit. Ouvrez-le pour déclarer vos services, vos documents et vos sigles.\n`)
  return EXIT.clear
}
