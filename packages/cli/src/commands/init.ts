import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CONFIG_SCHEMA } from 'limpide/schema'
import { EXIT, UsageError } from '../exit.ts'
import { write } from '../print/output.ts'

/** Stands beside limpide.yml: no address to reach, behind any proxy. */
const SCHEMA_NAME = '.limpide.schema.json'

const TEMPLATE = `# yaml-language-server: $schema=./${SCHEMA_NAME}
# Configuration de Limpide. Tout est facultatif : sans ce fichier, les réglages usuels s’appliquent.
# Ce fichier vaut pour son dossier et tous ceux qu’il contient, dans l’éditeur comme dans l’analyse d’un dossier.

# courrier, falc (facile à lire et à comprendre), web ou svi (serveur vocal)
profil: courrier

# Les règles : leur gravité (erreur, avertissement, suggestion, information, non) et leurs seuils.
# « limpide rules » en donne la liste, « limpide rules phrase-longue » en explique une.
regles:
  # phrase-longue: { mots-maximum: 25 }
  # jargon-administratif: information

# Les règles de l’équipe : des mots (dans toutes leurs formes) ou un motif, et ce qu’il faut en dire.
# Les exemples sont essayés à chaque lecture de ce fichier.
regles-maison:
  # - id: nom-du-service
  #   mots: [Pôle emploi]
  #   message: "{terme} s’appelle maintenant {simple}."
  #   remplacer: France Travail
  # - id: merci-de
  #   motif: "merci de [bien vouloir] #Infinitif"
  #   message: Demandez simplement.
  #   exemples:
  #     fautifs: [Merci de bien vouloir patienter.]
  #     corrects: [Merci de patienter.]

# Les sigles que vos lecteurs connaissent, avec leur sens.
sigles:
  # CAF: caisse d’allocations familiales

# Les mots que l’équipe accepte. Les vôtres seuls : ~/.config/limpide/dictionnaire.txt, un mot par ligne
# (sous Windows : %APPDATA%\\limpide\\dictionnaire.txt).
dictionnaire:
  # - téléservice

# Les fichiers et dossiers à laisser de côté.
ignorer:
  # - archives
  # - "*.brouillon.docx"

# Les remarques à taire dans un fichier. En Markdown et en HTML, un commentaire suffit :
# <!-- limpide-ignorer voix-passive -- motif --> avant le paragraphe.
ignorer-remarques:
  # - { chemin: logement/refus.docx, regle: voix-passive, motif: phrase imposée par le décret }

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
    await writeFile(join(folder, SCHEMA_NAME), CONFIG_SCHEMA)
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
