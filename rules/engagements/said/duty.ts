import {
  type BlockView,
  type DocumentView,
  guessSender,
  perBlock,
  plainOf,
  type Sender,
  type Severity,
} from '@limpide/checker'
import { lowerOf } from '../../organisation/reading/text.ts'

const LIGHTER: readonly Severity[] = ['erreur', 'avertissement', 'suggestion', 'information']
/** Under this confidence in the type, a missing mention is not called an error. */
const SURE = 0.5

const senders = new WeakMap<DocumentView, Sender>()

/** Who writes; the type that a person declared says that it is a service. */
export function senderOf(view: DocumentView): Sender {
  if (view.type.from === 'declared') return 'service'
  const known = senders.get(view)
  if (known) return known
  const sender = guessSender(view.blocks)
  senders.set(view, sender)
  return sender
}

/** True when the commitments of public services bind this text: a model letter to an employer owes nothing. */
export function isBound(view: DocumentView): boolean {
  // A form or a page speaks in the reader's voice (« Je soussigné », « Je dépose mon dossier »): a service wrote it.
  if (view.type.id === 'formulaire' || view.type.id === 'page-information' || view.type.id === 'notice') return true
  const sender = senderOf(view)
  return sender === 'service' || sender === 'inconnu'
}

/** The severity, lowered to « avertissement » when the type is not sure. */
export function capped(view: DocumentView, severity: Severity): Severity {
  if (view.type.confidence >= SURE) return severity
  return LIGHTER.indexOf(severity) < LIGHTER.indexOf('avertissement') ? 'avertissement' : severity
}

/** The body in lower case, one block a line: what the writer says to the reader, letterhead and footer left out. */
export function bodyText(view: DocumentView): string {
  return view.body.map(lowerOf).join('\n')
}

/** Whether the body says something that never runs over a line end: each of its blocks is read once. */
export function inBody(words: RegExp): (view: DocumentView) => boolean {
  const isIn = perBlock((block) => words.test(lowerOf(block)))
  return ({ body }) => body.some(isIn)
}

/** The same of all that the reader sees. */
export function inText(words: RegExp): (view: DocumentView) => boolean {
  const isIn = perBlock((block) => words.test(plainOf(block.source, block.notes)))
  return ({ blocks }) => blocks.some(isIn)
}

/** Lower case, straight apostrophes, plain spaces. Same length as the text, so that offsets hold. */
export function lower(text: string): string {
  const low = text.toLowerCase()
  return (low.length === text.length ? low : text).replace(/[’ʼ]/g, "'").replace(/[\u00a0\u202f]/g, ' ')
}

/** The names of the merge fields of the whole document, lower case; `accept` may leave some out by their place. */
export function fieldNames(
  view: DocumentView,
  accept: (block: BlockView, at: number) => boolean = () => true,
): string[] {
  const names: string[] = []
  for (const block of view.blocks)
    for (const mark of block.source.marks)
      if (mark.kind === 'placeholder' && accept(block, mark.start)) names.push(mark.name.toLowerCase())
  return names
}

/** The addresses of the links of the whole document, lower case. */
export function linkTargets(view: DocumentView): string[] {
  const targets: string[] = []
  for (const { source } of view.blocks)
    for (const mark of source.marks) if (mark.kind === 'link') targets.push(mark.url.toLowerCase())
  return targets
}

/** True when the text is about a procedure that the reader may start: asking, applying, registering. */
export const isProcedure: (view: DocumentView) => boolean = inText(
  /(?:(?:faire|déposer|envoyer|remplir|transmettre|présenter|faites|déposez|envoyez|remplissez) (?:votre|une|sa|la|ma) (?:demande|candidature|dossier|inscription)|(?:votre|sa|la) (?:demande|candidature) (?:est|sera|de)|candidate[rz]|comment (?:demander|s'inscrire|faire la demande)|inscrivez-vous|(?:la|sa|une) demande (?:doit|peut) être|candidatures?)/,
)
