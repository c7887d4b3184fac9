import type { Severity } from './principles.ts'

/** What a profile changes of one rule, and who says so. */
export interface ProfileRule {
  readonly severity?: Severity | 'non'
  /** By the threshold’s French key. */
  readonly thresholds?: Readonly<Record<string, number>>
  /** A published source, or « convention du projet ». */
  readonly source: string
}

export type ProfileId = 'courrier' | 'falc' | 'web' | 'svi'

/** Settings for one kind of document: what a team gets by writing « profil: … ». */
export interface Profile {
  readonly id: ProfileId
  readonly label: string
  /** What it is for, for the writer who chooses. */
  readonly about: string
  /** By rule id. A rule that is absent keeps its usual settings. */
  readonly rules: Readonly<Record<string, ProfileRule>>
}

const UNAPEI =
  'https://www.unapei.org/publication/linformation-pour-tous-regles-europeennes-pour-une-information-facile-a-lire-et-a-comprendre/'
const WCAG = 'https://www.w3.org/TR/WCAG21/#visual-presentation'
const OURS = 'convention du projet'
/** A script is heard: what only the eye sees is not looked at. */
const HEARD: ProfileRule = { severity: 'non', source: OURS }

/** The profiles of `limpide.yml`: the one home of what each changes. */
export const PROFILES: readonly Profile[] = [
  {
    id: 'courrier',
    label: 'Courrier',
    about: 'Courriers, courriels, décisions et formulaires\u00a0: les réglages habituels.',
    rules: {},
  },
  {
    id: 'falc',
    label: 'Facile à lire et à comprendre',
    about: 'Documents en FALC\u00a0: phrases de 12 mots, grands caractères, ni italique ni mots étrangers.',
    rules: {
      // Twelve words comes from guides that explain the European rules; the rules themselves only say « short ».
      'phrase-longue': {
        thresholds: { 'mots-maximum': 12, 'mots-avertissement': 12 },
        source: 'https://netsulting.fr/rediger-article-falc',
      },
      // No sentence above twelve words: their mean cannot be above either.
      'longueur-moyenne-phrases': { thresholds: { 'moyenne-maximum': 12 }, source: OURS },
      'police-trop-petite': {
        severity: 'erreur',
        thresholds: { 'taille-papier': 14, 'taille-ecran': 14 },
        source: OURS,
      },
      'souligne-italique': { severity: 'avertissement', thresholds: { 'mots-en-italique': 3 }, source: OURS },
      anglicisme: { severity: 'avertissement', source: UNAPEI },
      latin: { severity: 'avertissement', source: UNAPEI },
      'jargon-administratif': { severity: 'avertissement', source: UNAPEI },
      'terme-juridique-non-explique': { severity: 'avertissement', source: UNAPEI },
      'terme-incoherent': { severity: 'avertissement', source: UNAPEI },
      'tableau-complexe': { severity: 'avertissement', source: UNAPEI },
      abreviation: { severity: 'avertissement', source: UNAPEI },
    },
  },
  {
    id: 'web',
    label: 'Page web',
    about:
      'Pages lues à l’écran\u00a0: interligne d’une fois et demie, lignes de 80 caractères, pas de texte justifié.',
    rules: {
      'lignes-serrees-ou-longues': {
        thresholds: { 'interligne-minimum': 1.5, 'caracteres-maximum': 80 },
        source: WCAG,
      },
      'texte-justifie': { severity: 'avertissement', source: WCAG },
    },
  },
  {
    id: 'svi',
    label: 'Serveur vocal',
    about: 'Scripts d’accueil téléphonique\u00a0: phrases de 15 mots, mise en page ignorée.',
    rules: {
      'phrase-longue': { thresholds: { 'mots-maximum': 15 }, source: OURS },
      'couleur-contraste': HEARD,
      'gras-excessif': HEARD,
      'lignes-serrees-ou-longues': HEARD,
      majuscules: HEARD,
      'page-dense': HEARD,
      'police-trop-petite': HEARD,
      'souligne-italique': HEARD,
      'texte-justifie': HEARD,
    },
  },
]

/** The profile of this name, or the usual one. */
export function profileOf(id: string): Profile {
  const [usual] = PROFILES
  const found = PROFILES.find((profile) => profile.id === id) ?? usual
  if (!found) throw new Error('there is no profile')
  return found
}
