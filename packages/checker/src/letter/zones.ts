import type { Block, Document } from '@limpide/document'
import { type Notes, notesOf } from '../notes.ts'
import { keeping } from '../per-block.ts'
import type { Zone } from '../principles.ts'

/** « Objet : … », and what corpora really write: « Object », « OBJET », « Sujet ». */
const OBJECT = /^\s*\**\s*(?:objet|object|sujet|subject)\s*\**\s*:/i
const ADDRESSEE = '(?:chers?|chères?|mmes?|madame|mesdames|mademoiselle|messieurs|monsieur|mm?\\.)'
/** A civility alone on its line: « Madame, », « Madame / Monsieur », « Chère Madame Roux, », « Madame la préfète, ». */
const CIVILITY = new RegExp(`^${ADDRESSEE}(?![\\p{L}\\p{N}])[^!?:;\\n]{0,70}$`, 'iu')
const GREETING = /^(?:bonjour|bonsoir)(?![\p{L}\p{N}])[^?:;\n]{0,70}$/iu
/** « Bonjour. Nonobstant cela, venez. » greets, then speaks: what it says is to be read. « Bonjour M. Jean de Rive » only greets. */
const GOES_ON =
  /(?:(?<!(?<!\p{L})(?:\p{L}|mmes?|mm|mlles?|drs?|prs?|ste?))[.!…]+\s+|,\s+(?:votre|vos|notre|nos|nous|vous|je|il|elle|ce|cette|veuillez)\s+)(?:\S+\s+){2}\S/iu
/** A merge field that names the reader: {USAGER_CIVILITE}, «NOM», {{ etudiant.prenom }}. */
const READER_FIELD = /civilit|qualit|titre|pr[ée]nom|nom|madame|monsieur|politesse|salutation/i
const CLOSING =
  /(?:veuillez (?:agréer|recevoir|croire|trouver ici)|(?:je|nous) vous (?:prie|prions)[^.]{0,40}(?:d['’] ?agréer|d['’] ?accepter|de (?:recevoir|croire|trouver ici))|(?:recevez|agréez)[^.]{0,60}(?:salutations|considération|sentiments)|(?:salutations|sentiments) (?:distingué|respectueu|cordia|les meilleur)|l['’]expression de (?:ma|mes|nos|notre) |formule de politesse)/i
const SIGN_OFF =
  /^(?:(?:bien|très) )?(?:cordialement|cdlt|cdt|respectueusement|sincèrement|à bientôt|bien à (?:vous|toi)|bonne journée|bonne réception|(?:nous|je) vous souhait(?:ons|e) une? (?:bonne|belle|excellente)|bon été|bonne rentrée|avec nos (?:meilleures )?salutations)(?![\p{L}\p{N}])/iu
const ATTACHMENTS = /^\s*\**\s*(?:p\.? ?j\.?|pi[eè]ces? jointes?|annexes?|documents? joints?)\s*(?:\(\d+\))?\s*\**\s*:/i
/** Words of the fixed legal boxes. One of them in a paragraph is enough: they are not used otherwise in letters. */
const RECOURSE =
  /(?:voies? (?:et délais? )?de recours|délais? et voies de recours|recours (?:gracieux|contentieux|hiérarchique|administratif)|t[eé]l[eé]-?recours|tribunal (?:administratif|judiciaire)|juridiction administrative|contester (?:la |cette )?(?:présente )?décision|commission de recours)/i
const DATA =
  /(?:délégué à la protection des données|règlement (?:général|\(ue\)|ue|européen)|\brgpd\b|loi (?:n° ?)?78-17|informatique et libertés|\bcnil\b|données (?:à caractère )?personnel|informations (?:vous concernant|recueillies))/i
const MENTIONS_HEADING =
  /(?:recours|pas d['’]accord|contester|réclamation|médiateur|données (?:personnelles|à caractère)|vos données|rgpd|mentions légales|informatique et libertés)/i
/** Lines of a letterhead, of an address, of a date, of a reference: what may stand above a letter. */
const POSTCODE = /(?:^|[^\d])\d{5} +[A-ZÀ-Ý]/
const DATE_LINE = /(?:^|, ?|\s)(?:le|fait à)\s+(?:\d{1,2}(?:er)?[ /.-]|[«{[]|\.|…|_|date)/i
const REFERENCE_LINE =
  /^\s*(?:n\/?\s?r[ée]f|v\/?\s?r[ée]f|nos? r[ée]f|vos? r[ée]f|r[ée]f(?:[ée]rences?)?\b|dossier\s*(?:n°|:)|affaire suivie|votre (?:numéro|référence)|n° )/i
const RECIPIENT = /^\s*(?:(?:à|a) l['’]attention de|destinataire)/i
const PERSON = new RegExp(`^${ADDRESSEE}\\s+[\\p{Lu}«{\\[]`, 'iu')

/** A letterhead in capitals names who writes, not what about. */
const INSTITUTION =
  /^(?:l[ea’'] ?)?(?:mairie|ville|commune|communauté|métropole|caisse|préfecture|sous-préfecture|département|conseil|région|direction|service|pôle|bureau|université|académie|rectorat|hôpital|centre|ministère|agence|république|tribunal|régie|syndicat|office|établissement|société|allocations|assurance|caf|cpam|ccas|mdph|urssaf|france)(?![\p{L}])/iu

/** « Fait à Valmont, le 4 mai », « Signature et tampon »: what a paper without a formula is signed with. */
const SIGNED = /^(?:fait (?:à|le|en|pour)(?!\p{L})|signatures?(?!\p{L}))/iu
const SENDER = /^\s*expéditeur/i

/** Beyond, a line is prose, not a salutation, a signature or an address. */
const LINE = 120
/** A closing formula is one sentence; a longer paragraph that ends with one is body. */
const FORMULA = 320
/** Shorter, a line above or under a greeting may be an address, a name or a date. */
const SENTENCE = 60
/** A salutation stands near the top: further down, « Madame, Monsieur » is something else. */
const TOP_BLOCKS = 60

/** A zone and how sure it is, from 0 to 1: what the file declares, what its words say, what its place suggests. */
export interface ZoneGuess {
  readonly zone: Zone
  readonly confidence: number
}

/** The zone of each block, with its confidence. */
export function guessZones(document: Document): ZoneGuess[] {
  const zones = assignZones(document)
  const isLetter = zones.includes('salutation')
  return document.blocks.map((block, i) => {
    const zone = zones[i] ?? 'corps'
    return { zone, confidence: confidenceOf(block, zone, isLetter) }
  })
}

function confidenceOf(block: Block, zone: Zone, isLetter: boolean): number {
  const text = block.text.trim()
  if (regionZone(block) === zone) return 1
  switch (zone) {
    case 'salutation':
      return GREETING.test(text) || CIVILITY.test(text) ? 0.95 : 0.8
    case 'objet':
      return OBJECT.test(text) ? 0.95 : 0.6
    case 'cloture':
    case 'pieces-jointes':
      return 0.9
    case 'mentions':
      return RECOURSE.test(text) || DATA.test(text) ? 0.9 : 0.7
    case 'destinataire':
      return RECIPIENT.test(text) || PERSON.test(text) || POSTCODE.test(text) ? 0.9 : 0.7
    case 'en-tete':
      return DATE_LINE.test(text) || REFERENCE_LINE.test(text) || INSTITUTION.test(text) ? 0.9 : 0.7
    case 'signature':
      return SIGNED.test(text) || isLetter ? 0.8 : 0.6
    default:
      return isLetter ? 0.9 : 0.7
  }
}

/**
 * The zone of each block, in the order of `document.blocks`. What the file declares (header, footer, subject) is taken
 * first; the rest is read from the look of letters: what stands above the salutation, after the closing formula.
 */
export function assignZones(document: Document, notes: readonly Notes[] = document.blocks.map(notesOf)): Zone[] {
  const blocks = document.blocks
  const zones: Zone[] = blocks.map((block) => regionZone(block) ?? 'corps')
  let salutation = -1
  let object = -1
  for (let i = 0; i < TOP_BLOCKS && (salutation < 0 || object < 0); i++) {
    const block = blocks[i]
    const note = notes[i]
    if (block === undefined || note === undefined) break
    if (zones[i] !== 'corps' || block.kind === 'code') continue
    if (salutation < 0 && greets(block, note) && !isUnderProse(blocks, notes, zones, i)) salutation = i
    if (object < 0 && (signsOf(block, note) & OPENS) !== 0) object = i
  }
  // The branches of a template greet one after the other: « Bonjour {{ occupant }}, », « Bonjour {{ declarant }}, ».
  for (let i = salutation; i >= 0 && i < blocks.length; i++) {
    const block = blocks[i]
    const note = notes[i]
    if (block === undefined || note === undefined) break
    if (zones[i] !== 'corps' || block.kind === 'code' || !greets(block, note)) break
    zones[i] = 'salutation'
  }
  // An object line far below a first salutation opens a second letter in the same file: it heads nothing here.
  const top = salutation >= 0 ? salutation : object
  if (top > 0) zoneTop(blocks, zones, top, object)
  if (object >= 0) zones[object] = 'objet'
  zoneBottom(blocks, notes, zones, Math.max(top, 0), salutation >= 0)
  zoneSigned(blocks, zones, Math.max(top, 0))
  zoneMentions(blocks, notes, zones, top >= 0)
  return zones
}

function regionZone(block: Block): Zone | undefined {
  switch (block.region) {
    case 'header':
      return 'en-tete'
    case 'footer':
      return 'pied'
    case 'subject':
      return 'objet'
    case 'navigation':
      return 'navigation'
    default:
      return undefined
  }
}

/** True for a line that greets: « Madame, », « Bonjour Inès, », « {USAGER_CIVILITE}, ». */
export function isSalutation(block: Block): boolean {
  if (block.kind !== 'paragraph' && block.kind !== 'heading') return false
  // A merge field is one noun, however long its filters: « Bonjour {{ nom|upper ~ ' ' ~ prenom|capitalize }}, ».
  const text = shortened(block).trim()
  if (text.length === 0 || text.length > LINE) return false
  const bare = text
    .replace(/[«»“”"*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (GREETING.test(bare)) return !GOES_ON.test(bare)
  // « Madame Odile Jestin » alone may be an address; the comma makes it a greeting. « Madame » alone greets.
  if (
    CIVILITY.test(bare) &&
    (/[,!]$/.test(bare) ||
      /^(?:madame|monsieur|messieurs|mesdames|cher|chère)[s,/ ou-]*(?:madame|monsieur|messieurs|mesdames)?$/iu.test(
        bare,
      ))
  ) {
    return !/\d{4,}/.test(bare)
  }
  const fields = block.marks.filter((mark) => mark.kind === 'placeholder')
  if (fields.length === 0 || !block.text.trim().endsWith(',')) return false
  let rest = block.text
  for (const field of fields) rest = rest.replace(block.text.slice(field.start, field.end), ' ')
  return /^[\s,/«»]*$/.test(rest) && fields.some((field) => READER_FIELD.test(field.name))
}

/** The text of a block, each merge field as a short one. */
function shortened(block: Block): string {
  let text = ''
  let at = 0
  for (const mark of block.marks) {
    // « Madame / Monsieur » between guillemets says who is greeted.
    if (mark.kind !== 'placeholder' || mark.start < at || /[«[]/.test(block.text[mark.start] ?? '')) continue
    text += `${block.text.slice(at, mark.start)}«Nom»`
    at = mark.end
  }
  return text + block.text.slice(at)
}

/** True at the foot of a text: « «Prénom», «nom», » under a receipt names who signs it, and greets nobody. */
function isUnderProse(
  blocks: readonly Block[],
  notes: readonly Notes[],
  zones: readonly Zone[],
  rank: number,
): boolean {
  const isProse = (block: Block, i: number): boolean => {
    if (zones[i] !== 'corps' || block.kind === 'heading' || block.text.length <= SENTENCE) return false
    const note = notes[i]
    return note !== undefined && (signsOf(block, note) & ENDS) !== 0
  }
  const after = blocks.slice(rank + 1)
  // « Fait à Valmont, le 4 mai », then « «Prénom», «Nom», »: a certificate whose lines have no full stop. A model of
  // letter may be dated so above its greeting, and goes on in sentences.
  if (
    blocks.slice(0, rank).some((block) => /^fait (?:à|le)(?!\p{L})/iu.test(block.text.trim())) &&
    !after.some((block, i) => isProse(block, rank + 1 + i))
  )
    return true
  return (
    blocks.slice(0, rank).some(isProse) &&
    !after.some((block, i) => zones[rank + 1 + i] === 'corps' && block.text.length > SENTENCE)
  )
}

function zoneTop(blocks: readonly Block[], zones: Zone[], top: number, object: number): void {
  let recipient = false
  let title = -1
  const sender = senderEnd(blocks, top)
  for (let i = 0; i < top; i++) {
    const block = blocks[i]
    if (!block || zones[i] !== 'corps' || block.kind === 'code') continue
    const text = block.text.trim()
    const isDate = DATE_LINE.test(text) && text.length < LINE
    if (isDate || REFERENCE_LINE.test(text) || i < sender) recipient = false
    else if (RECIPIENT.test(text) || PERSON.test(text) || isReaderField(block)) recipient = true
    zones[i] = recipient ? 'destinataire' : 'en-tete'
    if (looksLikeTitle(block)) title = i
  }
  // A bold or capital line just above the greeting says what the letter is about.
  if (object < 0 && title >= 0 && title >= top - 3) zones[title] = 'objet'
}

/** Where what is surely the sender's ends: a person who writes puts a name and an address above those of the reader. */
function senderEnd(blocks: readonly Block[], top: number): number {
  const lines = blocks.slice(0, top).map((block) => block.text.trim())
  const recipient = lines.findIndex((line) => RECIPIENT.test(line))
  if (lines.some((line) => SENDER.test(line)) && recipient > 0) return recipient
  const cities = lines.flatMap((line, i) => (POSTCODE.test(line) || /code postal/i.test(line) ? [i] : []))
  const first = cities[0]
  return first !== undefined && cities.length > 1 ? first + 1 : 0
}

function isReaderField(block: Block): boolean {
  return block.marks.some(
    (mark) =>
      mark.kind === 'placeholder' &&
      mark.start <= 2 &&
      /civilit|usager|salari|destinataire|allocataire|^nom|^pr[ée]nom/i.test(mark.name),
  )
}

function looksLikeTitle(block: Block): boolean {
  const text = block.text.trim()
  if (
    text.length < 8 ||
    text.length > 160 ||
    text.includes('\n') ||
    POSTCODE.test(text) ||
    DATE_LINE.test(text) ||
    REFERENCE_LINE.test(text)
  )
    return false
  if (INSTITUTION.test(text)) return false
  if (block.kind === 'heading') return true
  const bold = block.marks.reduce((sum, mark) => sum + (mark.kind === 'strong' ? mark.end - mark.start : 0), 0)
  if (bold >= text.length * 0.9) return true
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length >= 8 && letters === letters.toUpperCase() && text.split(/\s+/).length >= 3
}

function zoneBottom(
  blocks: readonly Block[],
  notes: readonly Notes[],
  zones: Zone[],
  from: number,
  isLetter: boolean,
): void {
  let closed = false
  let list: Zone | undefined
  for (let i = from; i < blocks.length; i++) {
    const block = blocks[i]
    const note = notes[i]
    if (!block || !note || zones[i] !== 'corps' || block.kind === 'code') continue
    // A note or a frame stands apart from what is signed.
    if (block.region === 'footnote' || block.region === 'textbox') continue
    const signs = signsOf(block, note)
    if (closed && (signs & OPENS) !== 0) {
      // A second letter in the same file: the copy to send back.
      zones[i] = 'objet'
      closed = false
      continue
    }
    if ((signs & ATTACHES) !== 0) {
      zones[i] = 'pieces-jointes'
      list = 'pieces-jointes'
      continue
    }
    if (list && block.kind === 'item') {
      zones[i] = list
      continue
    }
    list = undefined
    if ((signs & CLOSES) !== 0) {
      zones[i] = 'cloture'
      closed = true
      continue
    }
    if (!closed) continue
    // After the formula: names, titles, places, dates. A sentence that goes on is a postscript or a legal box.
    if (block.kind === 'heading' || block.kind === 'item' || block.kind === 'cell') continue
    const under = underFormula(block, note)
    if (under !== 'corps') zones[i] = under
  }
  if (closed || !isLetter) return
  // A message signed without a formula: « L'équipe du guichet unique ».
  for (let i = blocks.length - 1; i > from && i >= blocks.length - 3; i--) {
    const text = blocks[i]?.text.trim() ?? ''
    if (zones[i] !== 'corps' || blocks[i]?.kind !== 'paragraph') continue
    if (
      text.length < 80 &&
      /^(?:l['’]équipe|le service|la direction|votre (?:conseill|caisse|agence)|les équipes|(?:le|la) (?:directeur|directrice|responsable|chef|cheffe|maire|préfet|préfète))(?![\p{L}])/iu.test(
        text,
      ) &&
      !/[.!?]$/.test(text)
    )
      zones[i] = 'signature'
  }
}

/** A paper signed without a formula: from « Fait à … » or « Signature » to its foot, when only short lines follow. */
function zoneSigned(blocks: readonly Block[], zones: Zone[], from: number): void {
  let first = -1
  for (let i = blocks.length - 1; i > from; i--) {
    const block = blocks[i]
    if (!block || zones[i] === 'pied' || block.region === 'footnote' || block.text.trim() === '') continue
    if (zones[i] !== 'corps' || block.kind !== 'paragraph') break
    const text = shortened(block).trim()
    if (text.length > LINE || /[.!?]$/.test(text.replace(/\b(?:M|Mme|St)\.$/, ''))) break
    if (SIGNED.test(text)) first = i
  }
  if (first < 0 || !blocks.slice(0, first).some((block, i) => zones[i] === 'corps' && block.text.length > SENTENCE))
    return
  for (let i = first; i < blocks.length; i++) {
    const block = blocks[i]
    if (zones[i] === 'corps' && block?.kind === 'paragraph' && block.region !== 'footnote') zones[i] = 'signature'
  }
}

/** True for a closing formula, alone in its paragraph. */
function isClosing(text: string): boolean {
  if (text.length > FORMULA) return false
  // « À bientôt !\nL’équipe du guichet\nPour toute question… »: the first line says what the block is.
  if (SIGN_OFF.test(text) && (text.split('\n')[0] ?? text).length < LINE) return true
  const found = CLOSING.exec(text)
  if (!found) return false
  // « Je vous prie de recevoir un expert » is no formula; and a paragraph that says something else first is body.
  return (
    found.index < 120 &&
    /salutations|considération|sentiments|respect|l['’]expression|l['’]assurance|formule de politesse|hommages|\.{3}|…|dévoué/i.test(
      text,
    )
  )
}

/** What the words of a block say of its zone, whatever stands around it: as bits, for it is asked of every block. */
const OPENS = 1
const ATTACHES = 2
const CLOSES = 4
const ENDS = 8
const signsOf = keeping((block: Block): number => {
  const text = block.text.trim()
  return (
    (/[.!?]$/.test(text.slice(-1)) ? ENDS : 0) |
    (OBJECT.test(text) ? OPENS : 0) |
    (ATTACHMENTS.test(text) ? ATTACHES : 0) |
    (block.kind === 'paragraph' && isClosing(text) ? CLOSES : 0)
  )
})

const greets = keeping(isSalutation)

/** What a block is when it stands under a closing formula. */
const underFormula = keeping((block: Block): 'signature' | 'pied' | 'corps' => {
  const text = block.text.trim()
  if (text.length < LINE * 1.5 && !/[.!?]$/.test(text.replace(/\b(?:M|Mme|St)\.$/, ''))) return 'signature'
  return REFERENCE_LINE.test(text) || /ne pas (?:y )?répondre/i.test(text) ? 'pied' : 'corps'
})

const isLegal = keeping(({ kind, text }: Block) =>
  kind === 'heading' ? MENTIONS_HEADING.test(text) : speaksOfLaw(text),
)

function speaksOfLaw(text: string): boolean {
  return RECOURSE.test(text) || (DATA.test(text) && text.length > LINE)
}

function zoneMentions(blocks: readonly Block[], notes: readonly Notes[], zones: Zone[], isLetter: boolean): void {
  const found: number[] = []
  let prose = 0
  let level: number | undefined
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]
    const note = notes[i]
    if (!block || !note || zones[i] !== 'corps' || block.kind === 'code') continue
    prose += block.text.length
    if (block.kind === 'heading') {
      const depth = block.level ?? 2
      if (level !== undefined && depth <= level) level = undefined
      if (depth > 1 && isLegal(block, note)) {
        level = depth
        found.push(i)
      }
      continue
    }
    if (level !== undefined || isLegal(block, note)) found.push(i)
  }
  // A guide about personal data or appeals speaks of them everywhere: that is its subject, not a legal box.
  const share = found.reduce((sum, i) => sum + (blocks[i]?.text.length ?? 0), 0)
  if (!isLetter && share * 3 > prose) return
  for (const i of found) zones[i] = 'mentions'
}
