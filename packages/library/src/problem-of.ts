import { type Problem, ReadError } from 'limpide'

/** Any failure, said so that someone can act. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ReadError) return error.problem
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') {
    return {
      code: 'fichier-introuvable',
      what: 'Ce fichier n’existe pas.',
      fix: 'Vérifiez le chemin\u00a0: il se lit depuis le dossier courant.',
    }
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      code: 'fichier-interdit',
      what: 'Vous n’avez pas le droit de lire ce fichier.',
      fix: 'Demandez le droit de lecture, ou copiez le fichier ailleurs.',
    }
  }
  if (code === 'EISDIR') {
    return {
      code: 'dossier',
      what: 'C’est un dossier, pas un fichier.',
      fix: 'Pour un dossier, utilisez «\u00a0limpide scan\u00a0».',
    }
  }
  return {
    code: 'lecture-impossible',
    what: `Ce fichier n’a pas pu être lu\u00a0: ${error instanceof Error ? error.message : String(error)}.`,
    fix: 'Ouvrez-le dans son logiciel pour voir s’il est abîmé, enregistrez-le à nouveau, puis recommencez.',
  }
}
