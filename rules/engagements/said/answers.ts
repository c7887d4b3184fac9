import type { BlockView, DocumentView, SentenceView, Span, Zone } from '@limpide/checker'
import { NOT_THE_READERS } from '../../organisation/date-limite-noyee.ts'
import { cueIn } from '../../organisation/message-principal-tardif.ts'
import { givesContact } from './contact.ts'
import { lower } from './duty.ts'
import { DEADLINE, LIMIT } from './time.ts'

/** What a reader of a letter must be able to answer, in the order of the reading. */
export const QUESTIONS = ['qui', 'pourquoi', 'quoi', 'quand', 'sinon', 'contact'] as const
export type QuestionId = (typeof QUESTIONS)[number]

/** Where a document answers a question; offsets are in the block's text. */
export interface Answer extends Span {
  readonly question: QuestionId
  readonly block: BlockView
}

/** What the reader is to do: an order, a duty, a polite request. « Vous pouvez » offers, it asks nothing. */
const TO_DO =
  /(?:vous (?:devez|devrez|êtes (?:invitée?|priée?|convoquée?|tenue?))|veuillez|merci d(?:e |')|(?:nous|je) vous (?:demand|pri|invit|remerci)\p{L}*|il (?:vous (?:faut|appartient|est demandé)|faut|convient d(?:e |'))|à (?:renvoyer|payer|retourner|compléter|remplir|signer) )/u
/** An order that opens a sentence, after a condition or not: « Envoyez-nous », « Avant le 4 mai, payez ». */
const ORDER =
  /^(?:(?:pour|si|afin|avant|dès|après|sinon)[^,]{2,90}, )?(?!(?:avez|êtes|pouvez|devez|savez|souhaitez|voulez|chez|assez|veuillez)(?!\p{L}))(?:\p{L}{2,}ez|faites|dites)(?:-\p{L}+)*(?= |\.|$)/u
const SAYS_NOTHING_TO_DO = /(?:rien à faire|aucune démarche)/
/** What the reader may do has no time to act, and neither has what the service will do. */
const OF_RIGHT =
  /(?:réclamation|médiateur|vous (?:pouvez|pourrez|avez le droit)|(?:sera|serez|seront) (?:remboursé|versé|payé))/
/** What happens to whoever does not act; a mere « si » tells a case, not what follows. */
const OTHERWISE =
  /(?<!\p{L})(?:sinon|à défaut|faute de|passé (?:ce|cette)|(?:après|au-delà de) (?:cette date|ce délai)|sans (?:réponse|nouvelles?|paiement|retour|ces? (?:document|pièce)s?)|(?:à|sous) peine d|ne (?:pourrons|pourra) (?:pas|plus)|ser(?:a|ont) (?:suspendu|fermé|clôturé|classé|annulé|rejeté|majoré|refusé|supprimé|radié)|majoration|pénalité)/u
/** « Merci de votre confiance », « Veuillez agréer » ask nothing. */
const POLITE = /(?:agréer|recevoir l'expression|votre (?:confiance|compréhension|patience|fidélité)|salutations)/
/** A cue that greets, thanks or recalls is not the reason of the letter. */
const ZONES_OF_SENDER: readonly Zone[] = ['en-tete', 'signature', 'pied']
const INSTITUTION =
  /(?<!\p{L})(?:mairie|ville|commune|communauté|métropole|caisse|caf|cpam|préfecture|département|conseil|région|direction|service|pôle|bureau|université|académie|rectorat|hôpital|centre|ministère|agence|tribunal|régie|syndicat|office|établissement|ccas|mdph|urssaf|assurance|trésor|impôts|france travail)(?!\p{L})/iu

/** Where the document answers the questions of its reader; a question it does not answer is left out. */
export function answersIn(view: DocumentView): readonly Answer[] {
  const sentences = view.body
    .filter((block) => block.zone === 'corps' && block.kind !== 'heading' && block.kind !== 'label')
    .flatMap((block) => block.sentences)
  const found: readonly (Answer | undefined)[] = [
    sender(view),
    reason(view, sentences),
    first('quoi', sentences, isToDo),
    first('quand', sentences, (text) => LIMIT.test(text) && isTheReaders(text)) ??
      first('quand', sentences, (text) => DEADLINE.test(text) && isToDo(text) && isTheReaders(text)) ??
      first('quand', titles(view), (text) => DEADLINE.test(text)),
    first('sinon', sentences, (text) => OTHERWISE.test(text)),
    contact(view),
  ]
  return found.filter((answer) => answer !== undefined)
}

function titles(view: DocumentView): readonly SentenceView[] {
  return view.blocks
    .filter((block) => block.zone === 'objet' || block.kind === 'heading')
    .flatMap((block) => block.sentences)
}

function isTheReaders(text: string): boolean {
  return !OF_RIGHT.test(text) && !NOT_THE_READERS.test(text)
}

function isToDo(text: string): boolean {
  if (POLITE.test(text)) return false
  return TO_DO.test(text) || ORDER.test(text) || SAYS_NOTHING_TO_DO.test(text)
}

function first(
  question: QuestionId,
  sentences: readonly SentenceView[],
  accept: (text: string) => boolean,
): Answer | undefined {
  const sentence = sentences.find(({ text }) => accept(lower(text)))
  return sentence && { question, block: sentence.block, start: sentence.start, end: sentence.end }
}

/** The line that names who writes: the letterhead, else the signature. */
function sender(view: DocumentView): Answer | undefined {
  for (const zone of ZONES_OF_SENDER) {
    for (const block of view.blocks) {
      if (block.zone !== zone) continue
      for (const line of linesOf(block))
        if (namesInstitution(block.text.slice(line.start, line.end))) return { question: 'qui', block, ...line }
    }
  }
  return undefined
}

/** « Code postal, ville » is a line of an address. */
function namesInstitution(line: string): boolean {
  return INSTITUTION.test(line) && !/code postal|adresse/i.test(line)
}

/** The object of the letter, else the sentence that tells the decision. */
function reason(view: DocumentView, sentences: readonly SentenceView[]): Answer | undefined {
  const object = view.blocks.find(({ zone }) => zone === 'objet')
  const line = object && linesOf(object)[0]
  if (object && line) return { question: 'pourquoi', block: object, ...line }
  const sentence = sentences.find((candidate) => cueIn(candidate) !== undefined)
  return sentence && { question: 'pourquoi', block: sentence.block, start: sentence.start, end: sentence.end }
}

/** The first line that gives a way to reach the service; those of the letter itself before those around it. */
function contact(view: DocumentView): Answer | undefined {
  for (const block of [...view.body, ...view.blocks]) {
    if (block.zone === 'destinataire' || block.kind === 'code') continue
    for (const part of [...block.sentences, ...linesOf(block)])
      if (givesContact(block.text.slice(part.start, part.end)))
        return { question: 'contact', block, start: part.start, end: part.end }
  }
  return undefined
}

/** The lines of a block that hold something, without the white space around them. */
function linesOf(block: BlockView): readonly Span[] {
  return [...block.text.matchAll(/[^\n]*\S/g)].map(({ index, 0: line }) => ({
    start: index + (line.length - line.trimStart().length),
    end: index + line.length,
  }))
}
