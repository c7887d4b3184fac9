import { type BlockView, type DocumentView, perBlock, plainOf, type Span } from '@limpide/checker'
import { fieldNames, linkTargets, lower } from './duty.ts'

/** The ways to reach the service that a document gives. */
export interface Contacts {
  readonly phone: boolean
  /** An address, a messaging service, a contact form, a reply that is read. */
  readonly writing: boolean
  /** A number that costs more than a call. */
  readonly surcharged: boolean
  readonly hours: boolean
}

/** Numbers that begin with 08 are also written « 0 892 00 41 00 ». */
const PHONE =
  /(?<![\d/])(?:(?:(?:\+|00)33[\s.]?\(?0?\)?[1-9]|0[1-9])(?:[\s.\-/]?\d{2}){4}|0[\s.]?8\d{2}[\s.]?(?:\d{2}[\s.]?\d{2}[\s.]?\d{2}|\d{3}[\s.]?\d{3}))(?!\d)/
/** Short numbers are read beside a verb or a name of the call: « appelez le 39 39 », « tél. : 3646 ». */
const SHORT_PHONE =
  /(?:appel\p{L}*|téléphon\p{L}*|tél\.?|compos\p{L}*|contact\p{L}*|joindre|numéro vert|allô \p{L}+)[^.\n]{0,40}?(?<!\d)(?:3\d ?\d{2}|3\d{3}|1[15]\d?|11\d)(?!\d| ?€| ?jours| ?mois)/u
/** « 0892 70 12 39 », « 0 892 00 41 00 ». */
const SURCHARGED =
  /(?<!\d)(?:\+33[\s.]?|0[\s.]?)89\d(?:[\s.]?\d{2,3}){2,3}(?!\d)|service (?:surtaxé|payant)|€ ?(?:\/|par|la) ?(?:min(?:ute)?|appel)(?!\p{L})/u
const HOURS =
  /(?:du |de )?(?:lundi|mardi|mercredi|jeudi|vendredi)[^.\n]{0,60}\d ?h|\d ?h ?(?:\d\d)? ?(?:à|-|–) ?\d{1,2} ?h|24 ?h ?\/ ?24|\[lundi\]|horaires/
/** Bounded, and never begun inside a word: a line of 50,000 letters is not read once a letter. */
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}(?:@|\[@\]| ?\(at\) ?)[\w-]+(?:\.[\w-]+)+/g
const NO_REPLY =
  /(?:ne[-._]?pas[-._]?repondre|no[-._]?reply|do[-._]?not[-._]?reply|nepasrepondre|pas-de-reponse|bounce)/
/** Addresses for another purpose: the data protection officer does not answer about a file. */
const OTHER_PURPOSE = /^(?:dpo|dpd|cnil|protection|donnees|rgpd|cil)[\w.+-]*@/
const MESSAGING =
  /(?:messagerie|tchat|(?<!\p{L})chat(?!\p{L})|live ?chat|formulaire de contact|page (?:de )?contact|rubrique (?:« ?)?contact|(?:nous|lui) (?:envoyer|adresser|laisser) un message|envoyez-nous un message|envoyer un message à (?:l'|la |le |votre )|(?:écrivez|écrire|contactez|joindre)[^.\n]{0,50}(?:espace (?:personnel|usager|client|particulier)|par courriel|par e-?mail|en ligne|à \[adresse)|(?:répondez|répondre) (?:simplement |directement )?(?:à|au) (?:ce|présent) (?:courriel|mail|message|e-mail)|par courriel à)/u
const DO_NOT_ANSWER = /(?:ne (?:pas|pouvez pas)|inutile de|de ne pas)[^.\n]{0,20}répond(?:re|ez)/g
/** The line that names who receives a message: « À : {{ email }} ». */
const RECIPIENT = /^\s*(?:à|a|to|cc|cci|bcc|destinataires?) ?:/i
/** Fields of the service: {{ service.telephone }}, {{ AC_CONTACT_EMAIL }}; not the reader's own phone. */
const FIELD = /(?:t[ée]l(?![ée]service)|phone|mail|courriel|contact|num[ée]ro (?:du service|à appeler))/
const READERS_FIELD =
  /(?:usager|demandeur|occupant|declarant|déclarant|allocataire|salari|etudiant|étudiant|destinataire|client|beneficiaire|bénéficiaire|locataire|assure|assuré|parent|enfant|aidant\.|person|user|eleve|élève|candidat|patient)/

/** What a block gives, in one number. */
const CALLED = 1
const WRITTEN = 2
const PAID = 4
const TIMED = 8
const ASKED = 16
const NUMBER_FIRST = 32
const NUMBER_LAST = 64
const signsOf = perBlock((block): number => {
  const text = plainOf(block.source, block.notes).replace(DO_NOT_ANSWER, ' ')
  return (
    (PHONE.test(text) || SHORT_PHONE.test(text) ? CALLED : 0) |
    (addresses(text).length > 0 || MESSAGING.test(text) ? WRITTEN : 0) |
    (SURCHARGED.test(text) ? PAID : 0) |
    (HOURS.test(text) ? TIMED : 0) |
    (text.includes('[numéro') || text.includes('[téléphone') ? ASKED : 0) |
    (/^[\d()]/.test(text) ? NUMBER_FIRST : 0) |
    (/\d$/.test(text) ? NUMBER_LAST : 0)
  )
})

/** Looks for contacts in every zone: a phone number in the letterhead is a contact. */
export function findContacts(view: DocumentView): Contacts {
  let whole: string | undefined
  const plain = (): string => {
    whole ??= view.plain.replace(DO_NOT_ANSWER, ' ')
    return whole
  }
  let signs = 0
  let last = 0
  // « 01 23 45 » in a cell, « 67 89 » in the next: a number may run over blocks.
  let isCut = false
  for (const block of view.blocks) {
    const own = signsOf(block)
    signs |= own
    isCut ||= (last & NUMBER_LAST) !== 0 && (own & NUMBER_FIRST) !== 0
    last = own
  }
  const names = fieldNames(view, ({ text }, at) => !RECIPIENT.test(lineBefore(text, at))).filter(
    (name) => FIELD.test(name) && !READERS_FIELD.test(name),
  )
  const targets = linkTargets(view)
  const from = view.document.meta.from?.toLowerCase() ?? ''
  const phone =
    (signs & CALLED) !== 0 ||
    (isCut && PHONE.test(plain())) ||
    targets.some((url) => url.startsWith('tel:')) ||
    names.some((name) => /t[ée]l|phone|appeler/.test(name)) ||
    ((signs & ASKED) !== 0 &&
      /(?:appelez|appeler|tél(?:éphone)?\.?\s*:?|au) (?:-nous )?(?:au )?\[(?:numéro|téléphone)/.test(plain()))
  const writing =
    (signs & WRITTEN) !== 0 ||
    targets.some((url) => isMailbox(url, plain) || /\/(?:nous-)?contact/.test(url)) ||
    names.some((name) => /mail|courriel|contact/.test(name)) ||
    // The sender of an e-mail can be answered, unless the address says not to, or the text does.
    (addresses(from).length > 0 && !DO_NOT_ANSWER.test(view.plain))
  DO_NOT_ANSWER.lastIndex = 0
  const surcharged = (signs & PAID) !== 0 || (isCut && SURCHARGED.test(plain()))
  return { phone, writing, surcharged, hours: (signs & TIMED) !== 0 }
}

function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
}

/** Where the number that costs more than a call stands. */
export function surchargedPlace(view: DocumentView): (Span & { readonly block: BlockView }) | undefined {
  for (const block of view.blocks) {
    const found = SURCHARGED.exec(lower(block.text))
    if (found) return { block, start: found.index, end: found.index + found[0].length }
  }
  return undefined
}

/** True when a line gives a way to reach the service: a phone number, an address, a messaging service. */
export function givesContact(text: string): boolean {
  const plain = lower(text)
  return PHONE.test(plain) || SHORT_PHONE.test(plain) || MESSAGING.test(plain) || addresses(plain).length > 0
}

/** A link to write to; an address that the text shows too is judged where it stands. */
function isMailbox(url: string, plain: () => string): boolean {
  if (!url.startsWith('mailto:')) return false
  const address = url.slice('mailto:'.length).split('?')[0] ?? ''
  return !plain().includes(address) && addresses(address).length > 0
}

function addresses(text: string): string[] {
  // Few paragraphs have one, and looking for the word before an « @ » in each of them is slow.
  if (!/[@]|\(at\)/.test(text)) return []
  // « À : liste-etudiants@… » is the recipient's line of a message.
  return (text.replace(/^(?:à|a|to|cc|cci|bcc) ?:.*$/gm, ' ').match(EMAIL) ?? []).filter(
    (address) => !NO_REPLY.test(address) && !OTHER_PURPOSE.test(address),
  )
}
