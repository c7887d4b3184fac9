import { fold } from './mask/detection.ts'

/** What a column of the file may hold. */
export const FIELDS = [
  'id',
  'reference',
  'document',
  'date',
  'role',
  'difficulte',
  'commentaire',
  'suggestion',
  'volume',
  'statut',
  'jeton',
] as const

export type Field = (typeof FIELDS)[number]

/** How one header was understood; `null`: the column is not used. */
export interface Column {
  readonly header: string
  readonly field: Field | null
}

/** Headers as they are met, without accents or punctuation. The first of a field is preferred to the next. */
const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', 'identifiant', 'numero', 'n', 'id signalement', 'numero de signalement', 'id experience'],
  reference: [
    'reference',
    'ref',
    'reference du document',
    'reference document',
    'ref document',
    'ref doc',
    'reference du courrier',
    'reference courrier',
    'reference de la lettre',
    'reference lettre',
    'ref courrier',
    'ref lettre',
    'ref du courrier',
    'ref de la lettre',
    'ref du document',
    'code document',
    'code du document',
    'code courrier',
    'document reference',
    'numero de modele',
    'modele',
  ],
  document: [
    'document',
    'titre',
    'titre du document',
    'nom du document',
    'document concerne',
    'fichier',
    'nom du fichier',
    'nom fichier',
    'courrier',
    'lettre',
    'intitule',
    'intitule du document',
    'formulaire',
    'objet',
    'chemin',
  ],
  date: [
    'date',
    'date du signalement',
    'date signalement',
    'date de depot',
    'date de saisie',
    'date de reception',
    'signale le',
    'recu le',
    'horodateur',
    'horodatage',
    'ecrit le',
    'jour',
  ],
  role: [
    'role',
    'profil',
    'qui',
    'qui signale',
    'vous etes',
    'vous etes un',
    'vous',
    'type d usager',
    'type de declarant',
    'declarant',
    'origine',
    'auteur',
    'signale par',
    'qualite',
    'source',
  ],
  difficulte: [
    'difficulte',
    'difficultes',
    'probleme',
    'problemes',
    'motif',
    'ce qui est difficile',
    'type de difficulte',
    'type de probleme',
    'nature',
    'categorie',
    'difficulte rencontree',
    'theme',
  ],
  commentaire: [
    'commentaire',
    'commentaires',
    'remarque',
    'remarques',
    'description',
    'texte',
    'verbatim',
    'message',
    'precisions',
    'precision',
    'detail',
    'details',
    'explication',
    'votre remarque',
    'votre avis',
    'votre commentaire',
    'votre message',
    'ce que vous n avez pas compris',
    'expression libre',
    'observation',
    'observations',
    'commentaire libre',
  ],
  suggestion: [
    'suggestion',
    'suggestions',
    'proposition',
    'propositions',
    'amelioration',
    'ce qui aiderait',
    'idee',
    'idees',
    'votre suggestion',
    'amelioration proposee',
    'reformulation',
  ],
  volume: [
    'volume',
    'nombre',
    'nombre de personnes',
    'nombre d usagers',
    'usagers concernes',
    'personnes concernees',
    'nb usagers',
    'nb personnes',
    'nb',
    'occurrences',
    'frequence',
  ],
  statut: ['statut', 'etat', 'moderation', 'suite', 'decision'],
  jeton: ['jeton'],
}

/** A header as it is compared: lower case, without accents or punctuation. */
export function plainHeader(header: string): string {
  return fold(header)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Guesses what each header holds, by its name; each field is given to one column at most. What is wanted comes first; '' for a field that no column holds. */
export function mapColumns(
  headers: readonly string[],
  wanted: Readonly<Partial<Record<Field, string>>> = {},
): readonly Column[] {
  const fields = new Map<number, Field>()
  const given = new Set<Field>()
  const give = (field: Field, rank: number): void => {
    if (rank < 0 || fields.has(rank) || given.has(field)) return
    fields.set(rank, field)
    given.add(field)
  }
  const plains = headers.map(plainHeader)
  for (const field of FIELDS) {
    const header = wanted[field]
    if (header === '') given.add(field)
    else if (header !== undefined) give(field, plains.indexOf(plainHeader(header)))
  }
  for (const field of FIELDS) {
    for (const synonym of SYNONYMS[field]) give(field, plains.indexOf(synonym))
  }
  // « Référence (en haut à droite) », « Date et heure »: the header starts with a word that is known.
  for (const field of FIELDS) {
    for (const synonym of SYNONYMS[field]) {
      if (synonym.length >= 4)
        give(
          field,
          plains.findIndex((header, rank) => !fields.has(rank) && header.startsWith(`${synonym} `)),
        )
    }
  }
  return headers.map((header, rank) => ({ header, field: fields.get(rank) ?? null }))
}
