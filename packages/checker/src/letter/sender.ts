import { perLine } from '../per-line.ts'

/**
 * Who writes: a public service to its users, a private person (a model letter to an employer, to a landlord), or an
 * employer to an employee. Service commitments bind the first only.
 */
export type Sender = 'service' | 'particulier' | 'employeur' | 'inconnu'

const COUNT_FIRST = /(?<![\p{L}])(?:je|j'|me|m'|mon|ma|mes|moi)(?![\p{L}])/gu
const COUNT_SERVICE = /(?<![\p{L}])(?:nous|nos|notre)(?![\p{L}])/gu
/** What only a private person calls theirs in such letters. */
const PRIVATE =
  /(?<![\p{L}])(?:mon (?:contrat|employeur|salaire|logement|enfant|poste|bail|loyer|propriétaire|domicile|entreprise|préavis|dossier|compte|droit|accord)|ma (?:période d'essai|situation|demande|démission|rémunération|santé|carrière|fille|maladie)|mes (?:congés|documents|droits|salaires|heures|bulletins|fonctions|difficultés|coordonnées)|que vous me (?:louez|devez)|votre locataire|je suis (?:locataire|salariée?|votre)|je (?:démissionne|quitterai)|me faire parvenir|me (?:verser|payer|régler))(?![\p{L}])/gu
/** What a service says of the reader's file: a decision signed « je » by a prefect stays a service's letter. */
const SERVICE =
  /(?<![\p{L}])(?:votre (?:demande|dossier|réclamation|allocation|aide|prestation|numéro d'allocataire|inscription|espace (?:personnel|usager)|signalement|candidature|habilitation|facture|abonnement)|vos droits|nos services|vous (?:avez|aviez) (?:demandé|sollicité|déposé|déclaré|signalé))(?![\p{L}])/gu
const EMPLOYER =
  /(?<![\p{L}])(?:période d'essai|contrat de travail|licenciement|vous licencier|entretien préalable|rupture conventionnelle|préavis|solde de tout compte|drh|salariée?s?|indemnités? de (?:licenciement|précarité)|médecine du travail|poste de travail)(?![\p{L}])/gu

/** What each line says of who writes: none of these words runs over a line. */
const cluesIn = perLine((line) => ({
  first: count(line, COUNT_FIRST),
  us: count(line, COUNT_SERVICE),
  own: count(line, PRIVATE),
  service: count(line, SERVICE),
  work: count(line, EMPLOYER),
}))

/** The sender, from the text in lower case with straight apostrophes. */
export function guessSender(plain: string): Sender {
  let first = 0
  let us = 0
  let own = 0
  let service = 0
  let work = 0
  for (const clues of cluesIn(plain)) {
    first += clues.first
    us += clues.us
    own += clues.own
    service += clues.service
    work += clues.work
  }
  // « mon contrat » in a service's page is a heading in the reader's voice (« Comment activer mon compte ? »).
  if (own >= 1 && first >= 2 && first > us && own * 2 > service) return 'particulier'
  // « les agissements dont je suis l'objet » : an employee writes to the employer about work, in the first person.
  if (work >= 2 && first >= 4 && first > us * 2 && service === 0) return 'particulier'
  if (work >= 2 && work > service) return 'employeur'
  if (service >= 1 || us >= 1) return 'service'
  return 'inconnu'
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
