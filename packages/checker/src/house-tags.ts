import type { Features, Token, TokenKind, Upos } from '@limpide/french'

/** What a pattern of `limpide.yml` may ask of a word, as `#Tag`; the one list, printed in the schema. */
export const HOUSE_TAGS = [
  { tag: 'Nom', means: 'un nom commun ou propre' },
  { tag: 'NomPropre', means: 'un nom propre' },
  { tag: 'Verbe', means: 'un verbe, auxiliaires compris' },
  { tag: 'Auxiliaire', means: '«\u00a0être\u00a0» et «\u00a0avoir\u00a0» quand ils aident un autre verbe' },
  { tag: 'Adjectif', means: 'un adjectif' },
  { tag: 'Adverbe', means: 'un adverbe' },
  { tag: 'Determinant', means: 'un déterminant\u00a0: «\u00a0le\u00a0», «\u00a0votre\u00a0», «\u00a0cette\u00a0»' },
  { tag: 'Pronom', means: 'un pronom\u00a0: «\u00a0vous\u00a0», «\u00a0celui\u00a0», «\u00a0dont\u00a0»' },
  { tag: 'Preposition', means: 'une préposition\u00a0: «\u00a0à\u00a0», «\u00a0de\u00a0», «\u00a0afin\u00a0»' },
  {
    tag: 'Conjonction',
    means: 'une conjonction\u00a0: «\u00a0et\u00a0», «\u00a0car\u00a0», «\u00a0que\u00a0», «\u00a0lorsque\u00a0»',
  },
  { tag: 'Interjection', means: 'une interjection' },
  { tag: 'Infinitif', means: 'un verbe à l’infinitif' },
  { tag: 'ParticipePasse', means: 'un participe passé' },
  { tag: 'ParticipePresent', means: 'un participe présent' },
  { tag: 'Conjugue', means: 'un verbe conjugué' },
  { tag: 'Indicatif', means: 'un verbe à l’indicatif' },
  { tag: 'Subjonctif', means: 'un verbe au subjonctif' },
  { tag: 'Imperatif', means: 'un verbe à l’impératif' },
  { tag: 'Conditionnel', means: 'un verbe au conditionnel' },
  { tag: 'Present', means: 'un verbe conjugué au présent' },
  { tag: 'Imparfait', means: 'un verbe à l’imparfait' },
  { tag: 'PasseSimple', means: 'un verbe au passé simple' },
  { tag: 'Futur', means: 'un verbe au futur' },
  { tag: 'PremierePersonne', means: '«\u00a0je\u00a0», «\u00a0nous\u00a0» et leurs verbes' },
  { tag: 'DeuxiemePersonne', means: '«\u00a0tu\u00a0», «\u00a0vous\u00a0» et leurs verbes' },
  { tag: 'TroisiemePersonne', means: '«\u00a0il\u00a0», «\u00a0elles\u00a0» et leurs verbes' },
  { tag: 'Singulier', means: 'un mot au singulier' },
  { tag: 'Pluriel', means: 'un mot au pluriel' },
  { tag: 'Masculin', means: 'un mot masculin' },
  { tag: 'Feminin', means: 'un mot féminin' },
  { tag: 'Majuscule', means: 'un mot qui commence par une majuscule' },
  { tag: 'Nombre', means: 'un nombre, en chiffres ou en lettres' },
  { tag: 'Montant', means: 'une somme d’argent' },
  { tag: 'Date', means: 'une date' },
  { tag: 'Heure', means: 'une heure' },
  { tag: 'Telephone', means: 'un numéro de téléphone' },
  { tag: 'Courriel', means: 'une adresse électronique' },
  { tag: 'AdresseWeb', means: 'une adresse de page web' },
  { tag: 'Reference', means: 'une référence\u00a0: article de loi, numéro de dossier, Cerfa' },
  { tag: 'Champ', means: 'un champ de fusion\u00a0: «\u00a0{{nom}}\u00a0»' },
] as const

export type HouseTag = (typeof HOUSE_TAGS)[number]['tag']

const BY_UPOS: Readonly<Partial<Record<Upos, readonly HouseTag[]>>> = {
  NOUN: ['Nom'],
  PROPN: ['Nom', 'NomPropre'],
  VERB: ['Verbe'],
  AUX: ['Verbe', 'Auxiliaire'],
  ADJ: ['Adjectif'],
  ADV: ['Adverbe'],
  DET: ['Determinant'],
  PRON: ['Pronom'],
  ADP: ['Preposition'],
  CCONJ: ['Conjonction'],
  SCONJ: ['Conjonction'],
  INTJ: ['Interjection'],
  NUM: ['Nombre'],
}

const BY_KIND: Readonly<Partial<Record<TokenKind, HouseTag>>> = {
  number: 'Nombre',
  amount: 'Montant',
  date: 'Date',
  time: 'Heure',
  phone: 'Telephone',
  email: 'Courriel',
  url: 'AdresseWeb',
  reference: 'Reference',
  placeholder: 'Champ',
}

const MOODS = { Ind: 'Indicatif', Sub: 'Subjonctif', Imp: 'Imperatif', Cnd: 'Conditionnel' } as const
const TENSES = { Pres: 'Present', Imp: 'Imparfait', Past: 'PasseSimple', Fut: 'Futur' } as const
const PERSONS = { 1: 'PremierePersonne', 2: 'DeuxiemePersonne', 3: 'TroisiemePersonne' } as const

/** The tag under which `{envoyer}` finds every form of « envoyer ». */
export function lemmaTag(lemma: string): string {
  return `=${lemma.toLowerCase().replaceAll('’', "'")}`
}

/** The tags of a token, its lemma included. */
export function tagsOf(token: Token): Set<string> {
  const tags = new Set<string>(BY_UPOS[token.upos] ?? [])
  const kind = BY_KIND[token.kind]
  if (kind) tags.add(kind)
  for (const tag of featureTags(token.features)) tags.add(tag)
  if (/^\p{Lu}/u.test(token.text)) tags.add('Majuscule')
  tags.add(lemmaTag(token.lemma))
  // « du » is « de » and « le ».
  if (token.parts) for (const part of token.lemma.split('+')) tags.add(lemmaTag(part))
  return tags
}

function* featureTags({ verbForm, mood, tense, person, number, gender }: Features): Generator<HouseTag> {
  if (verbForm === 'Inf') yield 'Infinitif'
  if (verbForm === 'Part') yield tense === 'Pres' ? 'ParticipePresent' : 'ParticipePasse'
  if (verbForm === 'Fin') {
    yield 'Conjugue'
    if (mood) yield MOODS[mood]
    if (tense) yield TENSES[tense]
  }
  if (person) yield PERSONS[person]
  if (number) yield number === 'Sing' ? 'Singulier' : 'Pluriel'
  if (gender) yield gender === 'Masc' ? 'Masculin' : 'Feminin'
}
