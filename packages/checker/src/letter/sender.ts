import type { Block } from '@limpide/document'
import type { Notes } from '../notes.ts'
import { keeping } from '../per-block.ts'
import { plainOf } from '../plain-block.ts'
import { countWhole } from '../whole-words.ts'

/**
 * Who writes: a public service to its users, a private person (a model letter to an employer, to a landlord), or an
 * employer to an employee. Service commitments bind the first only.
 */
export type Sender = 'service' | 'particulier' | 'employeur' | 'inconnu'

const FIRST = /(?:je|j'|me|m'|mon|ma|mes|moi)(?![\p{L}])/gu
const US = /(?:nous|nos|notre)(?![\p{L}])/gu
/** What only a private person calls theirs in such letters. */
const OWN =
  /(?:mon (?:contrat|employeur|salaire|logement|enfant|poste|bail|loyer|propriétaire|domicile|entreprise|préavis|dossier|compte|droit|accord)|ma (?:période d'essai|situation|demande|démission|rémunération|santé|carrière|fille|maladie)|mes (?:congés|documents|droits|salaires|heures|bulletins|fonctions|difficultés|coordonnées)|que vous me (?:louez|devez)|votre locataire|je suis (?:locataire|salariée?|votre)|je (?:démissionne|quitterai)|me faire parvenir|me (?:verser|payer|régler))(?![\p{L}])/gu
/** What a service says of the reader's file: a decision signed « je » by a prefect stays a service's letter. */
const SERVICE =
  /(?:votre (?:demande|dossier|réclamation|allocation|aide|prestation|numéro d'allocataire|inscription|espace (?:personnel|usager)|signalement|candidature|habilitation|facture|abonnement)|vos droits|nos services|vous (?:avez|aviez) (?:demandé|sollicité|déposé|déclaré|signalé))(?![\p{L}])/gu
const EMPLOYER =
  /(?:période d'essai|contrat de travail|licenciement|vous licencier|entretien préalable|rupture conventionnelle|préavis|solde de tout compte|drh|salariée?s?|indemnités? de (?:licenciement|précarité)|médecine du travail|poste de travail)(?![\p{L}])/gu

/** What a text says of who writes. None of these words runs over a line: what the blocks say adds up. */
interface Voices {
  readonly own: number
  readonly service: number
  readonly work: number
}

const NO_VOICES: Voices = { own: 0, service: 0, work: 0 }

const voicesIn = keeping((plain: string): Voices => {
  const own = countWhole(plain, OWN)
  const service = countWhole(plain, SERVICE)
  const work = countWhole(plain, EMPLOYER)
  return own + service + work === 0 ? NO_VOICES : { own, service, work }
})

const firstIn = keeping((plain: string) => countWhole(plain, FIRST))
const usIn = keeping((plain: string) => countWhole(plain, US))

/** The sender, from the blocks of a document. */
export function guessSender(blocks: readonly { readonly source: Block; readonly notes: Notes }[]): Sender {
  const pieces: string[] = []
  const given: Notes[] = []
  for (const { source, notes } of blocks) {
    pieces.push(plainOf(source, notes))
    given.push(notes)
  }
  return senderIn(pieces, given)
}

/** The sender, from a text in pieces, in lower case with straight apostrophes, and what is noted of each. */
export function senderIn(pieces: readonly string[], notes: readonly Notes[]): Sender {
  const sum = (of: (piece: string, notes: Notes) => number): number => {
    let total = 0
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]
      const note = notes[i]
      if (piece !== undefined && note !== undefined) total += of(piece, note)
    }
    return total
  }
  let own = 0
  let service = 0
  let work = 0
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    const note = notes[i]
    if (piece === undefined || note === undefined) continue
    const voices = voicesIn(piece, note)
    if (voices === NO_VOICES) continue
    own += voices.own
    service += voices.service
    work += voices.work
  }
  const isOwn = own >= 1 && own * 2 > service
  const isAtWork = work >= 2 && service === 0
  // « je » and « nous » are in every line: they are counted where the rest leaves a doubt.
  if (isOwn || isAtWork) {
    const first = sum(firstIn)
    const us = first >= 2 ? sum(usIn) : 0
    // « mon contrat » in a service's page is a heading in the reader's voice (« Comment activer mon compte ? »).
    if (isOwn && first >= 2 && first > us) return 'particulier'
    // « les agissements dont je suis l'objet » : an employee writes to the employer about work, in the first person.
    if (isAtWork && first >= 4 && first > us * 2) return 'particulier'
  }
  if (work >= 2 && work > service) return 'employeur'
  return service >= 1 || sum(usIn) >= 1 ? 'service' : 'inconnu'
}
