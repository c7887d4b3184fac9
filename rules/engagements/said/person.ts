import type { BlockView, DocumentView } from '@limpide/checker'

/** First and last name: « Samira Benali », « Claire MOREL », « Jean-Luc Le Goff ». */
const NAME =
  /(?<![\p{L}’'-])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? (?:(?:de|du|des|le|la|d’|d'|Le|La|De|Du|El|Ben) ?)?(?:\p{Lu}\p{Ll}{1,}|\p{Lu}{2,})(?:-(?:\p{Lu}\p{Ll}+|\p{Lu}+))?(?![\p{L}])/gu
/** A civility and a surname are a name too: « Mme Ferrand ». */
const CIVILITY_NAME = /(?<!\p{L})(?:M\.|Mme|Madame|Monsieur|Dr|Maître) (?:\p{Lu}\. ?)?\p{Lu}[\p{L}’'-]{2,}/gu
/** Capital words that are no person: institutions, places, months. */
const NOT_A_PERSON =
  /^(?:Les?|La|Une?|Pour|Mon|Ma|Mes) |(?:Mairie|Ville|Caisse|Préfect|Département|Région|Direction|Directeur|Directrice|Service|Services|Bureau|Pôle|Univers|Hôpital|Centre|Minist|Agence|République|Tribunal|Régie|Commission|Conseil|Cour|Code|Maison|Place|Rue|Avenue|Boulevard|Allée|Saint|Sainte|France|Paris|Lyon|Objet|Madame|Monsieur|Votre|Notre|Nous|Vous|Bonjour|Cordialement|Aidants|Connect|Assurance|Allocations|Action|Sociale|Équipe|Guichet|Responsable|Chef|Président|Maire|Préfet|Espace|Journal|Défenseur|Droits|Signal|Logement|Plan|Réseau|Santé|Éducation|Finances|Trésor|Public|Police|Nationale?|Veuillez|Agréer|Recevez|Demande|Décision|Fait|Télé|Télérecours|Citoyen|Usager|Mission|Ministère)/u
const FIELD =
  /(?:agent|responsable|signataire|gestionnaire|conseill|instruct|referent|référent|directeur|maire|pr[ée]fet|r[ée]dacteur|correspondant|charg[ée]|interlocuteur|repr[ée]sentant|charg[ée]e|suivi|auteur|[ée]metteur|expediteur|expéditeur)/i

/** True when the block names a person, in full or by a field. */
export function namesPerson(block: BlockView): boolean {
  for (const pattern of [NAME, CIVILITY_NAME]) {
    for (const found of block.text.matchAll(pattern))
      if (!NOT_A_PERSON.test(found[0].replace(/^(?:Madame|Monsieur) /, ''))) return true
  }
  return block.source.marks.some(
    (mark) =>
      mark.kind === 'placeholder' &&
      (FIELD.test(mark.name) || (/pr[ée]nom/i.test(mark.name) && /nom/i.test(mark.name) && block.zone === 'signature')),
  )
}

/** A signature fits on a line or two. */
const SHORT = 100

/** The blocks where the sender signs: the signature zone, or the last lines of a message without a formula. */
export function signatureBlocks(view: DocumentView): readonly BlockView[] {
  const formula = view.blocks.find((block) => block.zone === 'cloture')?.index ?? Number.POSITIVE_INFINITY
  const signed = view.blocks.filter(
    (block) =>
      block.zone === 'signature' || block.zone === 'cloture' || (block.index > formula && block.text.length < SHORT),
  )
  if (signed.length > 0) return signed
  const last = view.blocks
    .filter((block) => block.kind !== 'code' && block.zone !== 'navigation' && block.text.trim() !== '')
    .slice(-3)
  return last.filter((block) => block.text.length < SHORT)
}

/** True when the text says who follows the file: « suivi par », « votre conseillère », « votre interlocuteur ». */
export function tellsAgent(view: DocumentView): boolean {
  const cue =
    /(?:suivie? par|dossier est suivi|suit votre|traite votre|votre (?:conseill|interlocut|gestionnaire|référent)|chargée? (?:de|d')|vous répond|affaire suivie|contact(?:ez|er)|interlocut|correspondant)/i
  return view.blocks.some(
    (block, i) =>
      cue.test(block.text) &&
      (namesPerson(block) || (view.blocks[i + 1] !== undefined && namesPerson(view.blocks[i + 1] ?? block))),
  )
}
