/** The five families of rules. The first four are the principles of clear language of Services Publics+ (engagement 5). */
export const PRINCIPLES = [
  { id: 'phrases', label: 'Phrases courtes et simples' },
  { id: 'vocabulaire', label: 'Vocabulaire adapté' },
  { id: 'organisation', label: 'Information organisée' },
  { id: 'mise-en-page', label: 'Mise en page qui aide' },
  { id: 'engagements', label: 'Engagements de service' },
] as const

export type Principle = (typeof PRINCIPLES)[number]['id']

/** The label a reader sees for a principle. */
export function principleLabel(id: Principle): string {
  return PRINCIPLES.find((principle) => principle.id === id)?.label ?? id
}

/** From the gravest to the lightest; LSP: Error, Warning, Information, Hint. */
export const SEVERITIES = ['erreur', 'avertissement', 'suggestion', 'information'] as const

export type Severity = (typeof SEVERITIES)[number]

/** What the document is for its reader. Decides which obligations apply. */
export const DOCUMENT_TYPES = [
  { id: 'decision-favorable', label: 'Décision favorable' },
  { id: 'refus', label: 'Refus ou décision défavorable' },
  { id: 'demande-de-pieces', label: 'Demande de pièces' },
  { id: 'accuse-de-reception', label: 'Accusé de réception' },
  { id: 'courriel', label: 'Courriel' },
  { id: 'courrier-information', label: 'Courrier d’information' },
  { id: 'formulaire', label: 'Formulaire' },
  { id: 'page-information', label: 'Page d’information' },
  { id: 'notice', label: 'Notice' },
  { id: 'attestation', label: 'Attestation' },
  { id: 'script-telephonique', label: 'Script téléphonique' },
  { id: 'arrete-ou-contrat', label: 'Arrêté ou contrat' },
  { id: 'autre', label: 'Autre document' },
] as const

export type DocumentType = (typeof DOCUMENT_TYPES)[number]['id']

/** Where a block stands in a letter. `mentions`: recourse, data protection and other fixed legal boxes. */
export const ZONES = [
  'en-tete',
  'destinataire',
  'objet',
  'salutation',
  'corps',
  'cloture',
  'signature',
  'pieces-jointes',
  'pied',
  'mentions',
  'navigation',
] as const

export type Zone = (typeof ZONES)[number]
