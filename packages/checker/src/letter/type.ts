import type { Block, Document } from '@limpide/document'
import { createNotes, type Notes, notesOf } from '../notes.ts'
import { keeping } from '../per-block.ts'
import { plainOf } from '../plain-block.ts'
import { DOCUMENT_TYPES, type DocumentType, type Zone } from '../principles.ts'
import type { TypeGuess } from '../view.ts'
import { countWhole } from '../whole-words.ts'
import { senderIn } from './sender.ts'

/** What a document is guessed from. `plain` is its text, lower case, straight apostrophes. */
export interface TypeClues {
  readonly document: Document
  readonly zones: readonly Zone[]
  readonly plain: () => string
  /** The same, block by block, and what is noted of each: read again when they are not given. */
  readonly pieces?: readonly string[]
  readonly notes?: readonly Notes[]
}

/** What a document is guessed from, in pieces that are read once each: as a page is typed, most of them come back. */
interface Clues {
  readonly document: Document
  readonly zones: readonly Zone[]
  /** The whole text. */
  readonly whole: () => string
  /** The same, a block each, and what is known of each. */
  readonly pieces: readonly string[]
  readonly notes: readonly Notes[]
  /** What is known of the reader's own blocks. */
  readonly blocks: readonly Notes[]
  readonly words: number
  readonly menus: number
}

/** A sign of what a message does for its reader, and how much it weighs. */
interface Cue {
  readonly type: 'refus' | 'demande-de-pieces' | 'accuse-de-reception' | 'decision-favorable'
  /** `title`: object, subject, first title. `sentence`: any sentence of the body; the first ones weigh double. */
  readonly where: 'title' | 'sentence'
  readonly weight: number
  readonly pattern: RegExp
}

const ASKED =
  '(?:demande|candidature|réclamation|dossier|inscription|recours|requête|signalement|reconnaissance|déclaration)'
const PIECES =
  "(?:pièces?|documents?|justificatifs?|bail|rib|relevés?|attestations?|copies?|photocopies?|certificats?|avis d'impos\\p{L}+|photos?|formulaire)"

const CUES: readonly Cue[] = [
  {
    type: 'refus',
    where: 'title',
    weight: 6,
    pattern:
      /(?<!\p{L})(?:refus|rejet|irrecevab|suspension|radiation|résiliation d(?:e l'|u )|retrait|suppression|fin de (?:vos |votre )?(?:droit|prise)|trop[- ]perçu|indus?(?!\p{L})|licenciement|sanction|somme à rembourser|vous devez rembourser|mise en demeure|défavorable)/u,
  },
  {
    type: 'refus',
    where: 'sentence',
    weight: 4,
    pattern: new RegExp(
      `${ASKED}.{0,120}(?:est|a été|a donc été|a dû être|ont été|être|sera|sont).{0,25}(?:refusé|rejeté|écarté|classée? sans suite|irrecevable)`,
      'u',
    ),
  },
  {
    type: 'refus',
    where: 'sentence',
    weight: 4,
    pattern:
      /(?:ne (?:peut|pouvons|peuvent|pourra|pourrons|puis)|n'(?:a|avons|ai) (?:pas )?pu|pas (?:été )?(?:possible|en mesure)|regret\p{L}*.{0,60}de ne).{0,70}(?:accueilli|accepté|aboutir|suite favorable|une suite|donner suite|accorder|accéder|verser|vous donner|attribuer|bénéficier|prendre en charge|répondre favorablement|donner satisfaction)|défavorabl/u,
  },
  {
    type: 'refus',
    where: 'sentence',
    weight: 4,
    pattern:
      /(?<!\p{L})(?:nous (?:refusons|rejetons|suspendons|retirons|supprimons|mettons fin)|(?:avons|ai|a) (?:décidé|pris la décision|notre décision) de (?:refuser|rejeter|suspendre|mettre fin|retirer|radier|résilier|ne pas|vous licencier)|notre décision de vous licencier|met fin à (?:votre|vos)|vous ne pouvez pas bénéficier|vous n'avez pas droit|n'êtes pas éligible|ne remplissez pas les conditions)/u,
  },
  {
    type: 'refus',
    where: 'sentence',
    weight: 4,
    // « nous nous voyons contraints de rejeter votre demande »
    pattern:
      /(?:contraint|obligé|au regret|dans l'obligation|dans la nécessité)\p{L}* (?:de |d')(?:rejeter|refuser|écarter|suspendre|retirer|supprimer|mettre fin|radier|résilier|classer|ne pas)/u,
  },
  {
    type: 'refus',
    where: 'sentence',
    weight: 4,
    pattern:
      /(?:trop[- ]perçu|indûment (?:perçu|versé)|perçues? à tort|(?:devez|êtes tenue?|êtes redevable).{0,40}(?:rembourser|reverser)|vous (?:serez|êtes|avez été) radié)/u,
  },
  {
    type: 'refus',
    where: 'sentence',
    weight: 3,
    pattern:
      /(?:droits?|versements?|paiements?|aide|allocation|prime|prestations?).{0,50}(?:est|a été|sera|sont|seront|ont été) (?:suspendu|supprimé|interrompu|réduit|retiré)/u,
  },
  {
    type: 'demande-de-pieces',
    where: 'title',
    weight: 6,
    pattern:
      /(?:pièces?|documents?|justificatifs?).{0,25}(?:manquant|complémentaire|à fournir|demandé|attendu)|incomplet|il (?:nous |vous )?manque|demande (?:de |d')(?:pièces?|documents?|compléments?|justificatifs?|certificat|attestation)|attente (?:de )?complément|compléter votre|relance.{0,20}(?:pièce|document)/u,
  },
  {
    type: 'demande-de-pieces',
    where: 'sentence',
    weight: 3,
    pattern:
      /il (?:nous |vous |y )?manque|(?:pièces?|documents?|justificatifs?).{0,40}manquant|dossier.{0,30}incomplet|ne comporte pas|pour (?:calculer|étudier|traiter|compléter|instruire).{0,80}(?:besoin|documents?|pièces?)/u,
  },
  {
    type: 'demande-de-pieces',
    where: 'sentence',
    weight: 3,
    pattern: new RegExp(
      `(?:veuillez|merci de|vous (?:devez|demand\\p{L}+ de|remerci\\p{L}+ de|invit\\p{L}+ à|pri\\p{L}+ de|saurions gré)|il vous (?:est demandé|appartient)|il convien(?:t|drait)|(?:envoyez|transmettez|fournissez|adressez|retournez|faites-nous parvenir)(?:-nous)?).{0,60}(?:(?:envoy|transm|fourni|adress|retourn|parvenir|communiqu|joindre|dépos|upload)\\p{L}*)?.{0,50}(?<!\\p{L})${PIECES}(?!\\p{L})`,
      'u',
    ),
  },
  {
    type: 'accuse-de-reception',
    where: 'title',
    weight: 7,
    pattern:
      /accus[ée]s? de réception|accusé réception|accusé d'enregistrement|(?:avons|a|été) (?:bien )?(?:été )?(?:reçu|enregistré)|demande enregistrée|réception de votre|récépissé/u,
  },
  {
    type: 'accuse-de-reception',
    where: 'sentence',
    weight: 3,
    pattern:
      /accus(?:e|é|ons|ent) (?:bonne )?réception|avons (?:bien )?(?:reçu|enregistré|pris en compte) votre|(?:a|ont) (?:bien |bel et bien )?été (?:reçue?s?|enregistrée?s?|créée?s?|prise? en compte)|(?<!(?:sur|concernant|pour|de|à|avec) )(?<!\p{L})vo(?:tre|s) [^,.;]{0,80}(?:a|ont) (?:bien |bel et bien )?été transmise?s?|(?:nous )?est (?:bien )?parvenue?/u,
  },
  {
    type: 'accuse-de-reception',
    where: 'sentence',
    weight: 1.5,
    pattern:
      /(?:en cours (?:d'instruction|de traitement|d'examen)|(?:ordre d'arrivée)|sera (?:traitée?|étudiée?|examinée?|instruite?)|mises? à jour concernant votre)/u,
  },
  {
    type: 'decision-favorable',
    where: 'title',
    weight: 5,
    pattern:
      /(?:acceptée?|accordée?|favorable|attribution|ouverture d[eu]|validée?|place (?:attribuée|accordée)|accord (?:de|pour))(?!\p{L})/u,
  },
  {
    type: 'decision-favorable',
    where: 'sentence',
    weight: 3,
    pattern: new RegExp(
      `(?:${ASKED}|aide|bourse|place|allocation|éligibilité|droit|candidature).{0,120}(?:est|a été|a bien été|sont|ont été) (?:donc )?(?:acceptée?|accordée?|validée?|retenue?|attribuée?|ouverts?)`,
      'u',
    ),
  },
  {
    type: 'decision-favorable',
    where: 'sentence',
    weight: 3,
    pattern:
      /(?:nous (?:acceptons|accordons|vous accordons|validons|venons de valider|vous attribuons)|décidé (?:de |d')(?:vous )?(?:attribuer|accorder|verser|renouveler|maintenir)|(?:le|le grand) plaisir de vous (?:informer|annoncer|faire (?:savoir|part))|heureux de vous (?:annoncer|informer)|vous avez droit (?:à|aux?)(?!\p{L})|vous bénéficiez d|avis favorable|vous avez obtenu|votre (?:enfant|fille|fils) (?:a|est) (?:une place|admise?|acceptée?))/u,
  },
]

/**
 * What supposes decides nothing: « sans réponse avant le 4 mai, votre demande est refusée ». It is looked for around the
 * cue: « il n'a pas été possible d'y donner suite …, sans inscription la place sera considérée comme libre » refuses.
 */
const SUPPOSES =
  /(?:(?<!\p{L})(?:si|s'il|lorsque|quand|dès que|dès lors|une fois|au cas où|sans réponse|(?:à défaut|faute) d(?:e |')(?:réponse|paiement|règlement|retour|nouvelles?|accord)|dans l'hypothèse)(?!\p{L})|(?<!\p{L})en cas d(?:e |u |es |')|silence|(?<!\p{L})vaut (?:rejet|acceptation|refus)|considérée? comme|réputée?)/u

/** Letters before and after a cue that may suppose it. */
const AROUND = { before: 140, after: 80 }

const BLANK = /_{3,}|(?:_ ){3,}|\.{6,}|…{2,}|[☐□❏❑▢]|\[ \]|_ _ ?\//g
const MENU = /(?:faites|tapez|composez|appuyez sur|dites)(?: sur)?(?: la touche| le)? (?:\d|étoile|dièse)/g
const CONTRACT_TITLE =
  /(?<!\p{L})(?:convention|contrat|avenant|arrêté|délibération|mandat|protocole d'accord|statuts|charte|règlement intérieur|rupture (?:d'un commun accord|amiable)|conditions générales)(?!\p{L})/u
const CONTRACT_TEXT =
  /(?:entre les soussigné|nous soussigné|il (?:a été|est) (?:convenu|arrêté) (?:ce qui suit|d'un commun)|d'un commun accord|d'une part|ci-après (?:dénommé|désigné|nommé)|les parties (?:convien|s'engage|soussign)|fait en (?:deux|2|trois|3) exemplaires|(?:^|\n)\s*article (?:1er|premier|1|i)(?![\p{L}\d-])|(?:^|\n)\s*(?:vu|considérant) (?:le|la|les|l'|que)|(?:^|\n)arr[êe]te ?:|établi en (?:deux|2) exemplaires|le mandant)/gu
/** A contract speaks of itself on every page. */
const CONTRACT_WORD =
  /(?<!\p{L})(?:la (?:présente )?convention|l'avenant|le contrat|du contrat|de la convention)(?!\p{L})/gu
const ATTESTATION_TITLE =
  /(?<!\p{L})(?:attestation|certificat|récépissé|reçu (?:pour|de)|justificatif de|déclaration sur l'honneur)(?!\p{L})/u
const ATTESTATION_TEXT =
  /(?:atteste|certifie)(?:nt|s)?(?: que| avoir| sur|\s*:|,)|valoir ce que de droit|je soussignée?[^.]{0,160}(?:certifie|atteste)|pour solde de tout compte|reconnais avoir reçu/u
/** Under a letterhead (« École Paul-Éluard »), the title of a certificate is a later line. */
const ATTESTATION_LINE = /^[\s#*]*(?:attestation|certificat) (?:de |d'|du |des )[^.:!?]{3,80}$/iu
/** Blocks at the top among which that line is looked for. */
const TOP = 6
/** Numbered articles that make a contract. */
const ARTICLES = 3
/** Blocks of a first page, with the boxes of its letterhead. */
const FIRST_PAGE = 30
const FORM_TITLE =
  /(?<!\p{L})(?:formulaire|cerfa|fiche (?:d'inscription|de renseignements?|sanitaire|de liaison)|bulletin d'inscription|questionnaire|modèle de (?:facture|formulaire)|demande (?:de |d')|déclaration (?:de |d')|autorisation|dossier d(?:e demande|'inscription))/u
const FORM_TEXT =
  /cerfa|cochez|cadre réservé|à remplir par|remplir en (?:lettres|majuscules)|signature du (?:demandeur|déclarant|représentant)|nom de naissance|je soussignée?|date de naissance ?:|ne rien inscrire|rayer les? mentions?/gu
const NOTICE_TITLE =
  /(?<!\p{L})(?:notice|guide|mode d'emploi|manuel|tutoriel|livret|pas[- ]à[- ]pas|fiche pratique|prise en main|protocole|kit|se connecter|glossaire|foire aux questions)(?!\p{L})/u
const NOTICE_TEXT =
  /(?:étape \d|(?:^|\n)0?\d ?[.)–-] |cliquez sur|sommaire|sélectionnez|capture d'écran|vous trouverez dans ce guide)/gu
const MAIL_TEXT =
  /(?:ce (?:mail|message|courriel|e-mail)|bouton ci-dessous|cliquez (?:ici|sur (?:le|ce) (?:lien|bouton))|copie[rz] ce lien|pour toute demande|désabonn|ne pas (?:y )?répondre|à bientôt sur|(?:^|\n)(?:de|à|from|to|cc) ?: ?\S+@)/gu
const MAIL_LAYOUT = /\{%-?\s*extends\s+['"][^'"]*(?:mail|mjml)/i
const RECORDED_DELIVERY = /(?:lettre|courrier|pli)?\s*recommandée?s?[^.\n]{0,30}(?:accusé|avis) de réception/g
/** The same without what may come before it: seen at once to be absent. */
const RECORDED = /recommandée?s?[^.\n]{0,30}(?:accusé|avis) de réception/
const CODE_ARTICLE = /^\s*article [lrd]?\.? ?\d[\d.-]*\s*$/m

/** Sentences of the body whose cues count double: the message of a letter stands there. */
const LEAD = 4
/** Fewer words greet, and say nothing. */
const LETTER_WORDS = 12
/** Labels to fill in that make a form, with or without blanks drawn after them. */
const LABELS = 10
/** What cues must weigh before they make a type. */
const ENOUGH = 4

/** The declared type (front matter `type:`), or the best guess with its confidence. */
export function guessType(clues: TypeClues): TypeGuess {
  const declared = clues.document.meta.frontMatter?.type
  if (typeof declared === 'string') {
    const id = readType(declared)
    if (id) return { id, confidence: 1, from: 'declared' }
  }
  const { id, confidence } = guess(cut(clues))
  return { id, confidence: Math.round(Math.min(0.95, Math.max(0.1, confidence)) * 100) / 100, from: 'guessed' }
}

/** True for a known type id. */
export function isDocumentType(id: string): id is DocumentType {
  return DOCUMENT_TYPES.some((type) => type.id === id)
}

/** The type a person wrote: an id, a label, with or without accents (« demande de pièces »). */
export function readType(written: string): DocumentType | undefined {
  const id = written
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/[^a-z]+/g, '-')
  if (isDocumentType(id)) return id
  const label = DOCUMENT_TYPES.find((type) => type.label.toLowerCase() === written.trim().toLowerCase())
  return label?.id
}

interface Guess {
  readonly id: DocumentType
  readonly confidence: number
}

/** What each piece is asked first, in one number: its runs of white space, above these signs. */
const SPACED_FIRST = 1
const SPACED_LAST = 2
const CALLS = 4
const SENT_RECORDED = 8
const RUN = 16
const signsIn = keeping((plain: string): number => {
  let runs = 0
  let inside = false
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i)
    const isBlank =
      code <= 0x20 ? code === 0x20 || (code >= 9 && code <= 13) : code >= 0xa0 && /\s/.test(plain.charAt(i))
    if (isBlank && !inside) runs += 1
    inside = isBlank
  }
  return (
    runs * RUN +
    (/^\s/.test(plain) ? SPACED_FIRST : 0) +
    (inside ? SPACED_LAST : 0) +
    (count(plain, MENU) > 0 ? CALLS : 0) +
    (RECORDED.test(plain) ? SENT_RECORDED : 0)
  )
})

/** What a pattern finds in a piece: it looks at no other line than its own. */
function counting(pattern: RegExp): (plain: string, notes: Notes) => number {
  return keeping((plain: string) => count(plain, pattern))
}

const menusIn = counting(MENU)
const blanksIn = counting(BLANK)
const formsIn = counting(FORM_TEXT)
const stepsIn = counting(NOTICE_TEXT)
const mailsIn = counting(MAIL_TEXT)
const contractWordsIn = keeping((plain: string) => countWhole(plain, CONTRACT_WORD))

function total({ pieces, notes }: Clues, of: (piece: string, notes: Notes) => number): number {
  let sum = 0
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    const note = notes[i]
    if (piece !== undefined && note !== undefined) sum += of(piece, note)
  }
  return sum
}

/** A piece without what says how it was sent, and what is noted of the rest. */
interface Unsent {
  readonly piece: string
  readonly notes: Notes
  /** True when what is left out may begin with the block above: « Lettre », then « recommandée avec … ». */
  readonly isFirst: boolean
}

const unsent = keeping((plain: string): Unsent => {
  const isFirst = /^\s*recommandée?s?[^.\n]{0,30}(?:accusé|avis) de réception/.test(plain)
  return { piece: plain.replace(RECORDED_DELIVERY, ' '), notes: createNotes(), isFirst }
})

/** The text in pieces, without what says how it was sent: « lettre recommandée avec accusé de réception ». */
function cut({ document, zones, plain, pieces: lines, notes: given }: TypeClues): Clues {
  const blocks = given ?? document.blocks.map(notesOf)
  const all = lines ?? document.blocks.map((block, i) => plainOf(block, blocks[i] ?? notesOf(block)))
  const { isRecorded, ...counts } = countFirst(all, blocks)
  if (!isRecorded) return { document, zones, whole: plain, pieces: all, notes: blocks, blocks, ...counts }
  let known: string | undefined
  const whole = (): string => {
    known ??= plain().replace(RECORDED_DELIVERY, ' ')
    return known
  }
  const pieces = [...all]
  const notes = [...blocks]
  for (let i = 0; i < all.length; i++) {
    const piece = all[i]
    const note = blocks[i]
    if (piece === undefined || note === undefined || (signsIn(piece, note) & SENT_RECORDED) === 0) continue
    const left = unsent(piece, note)
    if (left.isFirst && i > 0) {
      const rest = { pieces: [whole()], notes: [createNotes()] }
      return { document, zones, whole, blocks, ...rest, ...countFirst(rest.pieces, rest.notes) }
    }
    pieces[i] = left.piece
    notes[i] = left.notes
  }
  return { document, zones, whole, pieces, notes, blocks, ...countFirst(pieces, notes) }
}

/** Words, as runs of white space part them, choices of a menu, and whether the text says how it was sent. */
function countFirst(
  pieces: readonly string[],
  notes: readonly Notes[],
): { readonly words: number; readonly menus: number; readonly isRecorded: boolean } {
  let runs = 0
  let menus = 0
  let isRecorded = false
  let inside = false
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    const note = notes[i]
    if (piece === undefined || note === undefined) continue
    // The end of a block is white space too.
    if (i > 0) {
      if (!inside) runs += 1
      inside = true
    }
    if (piece === '') continue
    const signs = signsIn(piece, note)
    runs += Math.floor(signs / RUN) - (inside && (signs & SPACED_FIRST) !== 0 ? 1 : 0)
    inside = (signs & SPACED_LAST) !== 0
    if ((signs & CALLS) !== 0) menus += menusIn(piece, note)
    if ((signs & SENT_RECORDED) !== 0) isRecorded = true
  }
  return { words: runs + 1, menus, isRecorded }
}

function guess(clues: Clues): Guess {
  const { document, zones, words, menus } = clues
  if (menus > 0) return { id: 'script-telephonique', confidence: menus > 1 ? 0.9 : 0.7 }
  const title = titleOf(document, zones)
  if (
    /(?<!\p{L})(?:script|serveur vocal|répondeur|accueil téléphonique|message d'attente)(?!\p{L})/u.test(title) &&
    !/procédure|guide/.test(title)
  ) {
    return { id: 'script-telephonique', confidence: 0.75 }
  }

  const isMail = document.format === 'eml' || document.format === 'msg'
  // « Bonjour à tous. » : three words are no letter, and owe nothing to anyone.
  const isEmptyLetter = !isMail && words < LETTER_WORDS && !zones.includes('objet')
  if (isEmptyLetter && !hasHeadings(document)) return { id: 'autre', confidence: 0.2 }
  const hasSalutation = zones.includes('salutation')
  const hasClosing = zones.includes('cloture')
  const hasObject = zones.includes('objet')
  const legal = legalGuess(clues, title, words)

  const mailLayout = MAIL_LAYOUT.test(document.text.slice(0, 2_000))
  // A short text that says « pour toute demande : … » or « cliquez sur le bouton ci-dessous » was sent to someone.
  const sent =
    words < 350 &&
    !hasHeadings(document) &&
    (document.format === 'txt' || document.format === 'html') &&
    !isHeadedLetter(clues) &&
    total(clues, mailsIn) > 0
  const isMessage = isMail || mailLayout || hasSalutation || sent || (hasClosing && words < 900)
  if (!isMail && !mailLayout && legal && legal.confidence >= (isMessage ? 0.7 : 0.5)) return legal
  if (!isMail && !mailLayout && !hasClosing) {
    const form = formGuess(clues, title, words, hasSalutation)
    if (form) return form
  }
  // A letter that greets no one still has an object under its letterhead.
  const isPaper = document.format !== 'html' && document.format !== 'md'
  if (isMessage || (hasObject && isPaper && words < 900 && (zones.includes('en-tete') || !hasHeadings(document)))) {
    return messageGuess(clues, title, isMail || mailLayout || sent || looksLikeMail(clues), isMail)
  }
  return pageGuess(clues, title, words, legal)
}

/** The first letters of the text. */
function beginning({ pieces }: Clues, length: number): string {
  let text = pieces[0] ?? ''
  for (let i = 1; i < pieces.length && text.length < length; i++) text += `\n${pieces[i]}`
  return text.slice(0, length)
}

/** Contracts, arrêtés, articles of a code, attestations: what the public-service commitments do not govern. */
function legalGuess(clues: Clues, title: string, words: number): Guess | undefined {
  const { document } = clues
  if (CODE_ARTICLE.test(beginning(clues, 60)) && words < 1_500) return { id: 'arrete-ou-contrat', confidence: 0.75 }
  const named = document.format !== 'html' && document.format !== 'md' && total(clues, contractWordsIn) >= 10
  // « Article 1er … Article 2 … Article 3 » : only contracts and orders are cut so.
  const articles = countMarked(clues, ARTICLE)
  // A guide that quotes a decree has articles too: a contract also says what it is, on a line of its first page.
  const saysIt = document.blocks
    .slice(0, FIRST_PAGE)
    .some((block) => isLine(block) && CONTRACT_TITLE.test(block.text.toLowerCase()))
  const inArticles = document.format !== 'html' && document.format !== 'md' && articles >= ARTICLES && saysIt
  const said = contractTurns(clues) + (named ? 1 : 0) + (inArticles ? 1 : 0)
  // A title alone proves nothing: « Le service établit ma convention » heads a leaflet.
  const contract = said === 0 ? 0 : said + (CONTRACT_TITLE.test(title) ? 2 : 0)
  const isTitled = ATTESTATION_TITLE.test(title) || document.blocks.slice(0, TOP).some(headsAttestation)
  const attestation = (isTitled ? 3 : 0) + (attests(clues) ? 2 : 0)
  if (attestation >= 4 && attestation > contract && words < 700) return { id: 'attestation', confidence: 0.8 }
  if (contract >= 3) return { id: 'arrete-ou-contrat', confidence: Math.min(0.9, 0.5 + 0.1 * contract) }
  // A page about a certificate (« Certificat d'immatriculation ») certifies nothing.
  if (attestation >= 3 && words < 250 && document.format !== 'html' && document.format !== 'md')
    return { id: 'attestation', confidence: 0.55 }
  if (contract >= 2 && document.format !== 'html') return { id: 'arrete-ou-contrat', confidence: 0.55 }
  return undefined
}

/** What a contract says of a piece that follows a line: each turn with the line end it opens, since they are told apart so. */
const turnsIn = keeping((plain: string): readonly string[] => {
  CONTRACT_TEXT.lastIndex = 0
  const isSaid = CONTRACT_TEXT.test(plain)
  CONTRACT_TEXT.lastIndex = 0
  return isSaid ? (`\n${plain}`.match(CONTRACT_TEXT) ?? NO_TURNS) : NO_TURNS
})

const NO_TURNS: readonly string[] = []

/** How many turns of contracts a text has, each counted once. */
function contractTurns({ whole, pieces, notes }: Clues): number {
  let turns: Set<string> | undefined
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    const note = notes[i]
    if (piece === undefined || note === undefined) continue
    const found = turnsIn(piece, note)
    if (found === NO_TURNS) continue
    const [before, above] = [pieces[i - 1], notes[i - 1]]
    // Of several line ends in a row, the first opens the turn.
    if (before === '' || (before && above && (signsIn(before, above) & SPACED_LAST) !== 0))
      return new Set(whole().match(CONTRACT_TEXT) ?? NO_TURNS).size
    turns ??= new Set()
    for (const turn of i === 0 ? (piece.match(CONTRACT_TEXT) ?? NO_TURNS) : found) turns.add(turn)
  }
  return turns?.size ?? 0
}

/** Whether a piece attests by itself, or may with those that follow: « je soussigné » then, three lines below, « certifie ». */
const attestingIn = keeping((plain: string): 'yes' | 'begun' | 'no' => {
  if (ATTESTATION_TEXT.test(plain)) return 'yes'
  return plain.includes('atteste') || plain.includes('certifie') ? 'begun' : 'no'
})

function attests({ whole, pieces, notes }: Clues): boolean {
  let isBegun = false
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    const note = notes[i]
    if (piece === undefined || note === undefined) continue
    const said = attestingIn(piece, note)
    if (said === 'yes') return true
    isBegun ||= said === 'begun'
  }
  return isBegun && ATTESTATION_TEXT.test(whole())
}

/** What a block shows of its kind, in one number: its fields, above these signs. */
const ARTICLE = 1
const LABEL = 2
const FILLED = 4
const FIELD = 8
const marksOf = keeping(({ text, marks }: Block): number => {
  let fields = 0
  let isFilled = false
  for (const mark of marks) {
    if (mark.kind === 'field') fields += 1
    // A sheet that software fills in has fields, not blanks: no one writes on it.
    else if (mark.kind === 'placeholder') isFilled ||= /^[{«<[]/.test(text.slice(mark.start))
  }
  return (
    fields * FIELD +
    (/^\s*article \d{1,2}(?:er)?(?![\d-])/i.test(text) ? ARTICLE : 0) +
    (text.length < 140 && /:[\s_….]*$/.test(text) ? LABEL : 0) +
    (isFilled ? FILLED : 0)
  )
})

function countMarked({ document, blocks }: Clues, sign: typeof ARTICLE | typeof LABEL | typeof FILLED): number {
  let marked = 0
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i]
    const note = blocks[i]
    if (block && note && (marksOf(block, note) & sign) !== 0) marked += 1
  }
  return marked
}

function countFields({ document, blocks }: Clues): number {
  let fields = 0
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i]
    const note = blocks[i]
    if (block && note) fields += Math.floor(marksOf(block, note) / FIELD)
  }
  return fields
}

function headsAttestation(block: Block): boolean {
  return ATTESTATION_LINE.test(block.text.replace(/[’ʼ]/g, "'").trim())
}

function formGuess(clues: Clues, title: string, words: number, hasSalutation: boolean): Guess | undefined {
  const fields = countFields(clues)
  const blanks = total(clues, blanksIn)
  const labels = countLabels(clues)
  const perHundred = (100 * (fields + blanks)) / words
  const said = total(clues, formsIn)
  const named = FORM_TITLE.test(title)
  let points = 0
  if (fields + blanks >= 4 && perHundred >= 1.5) points += 2
  if (fields + blanks >= 2 && perHundred >= 1) points += 1
  if (fields >= 3) points += 2
  if (labels >= LABELS && (100 * labels) / words >= 2) points += 2
  if (said >= 1) points += 1
  if (said >= 3) points += 1
  if (named) points += 2
  if (hasSalutation) points -= 2
  return points >= 4 ? { id: 'formulaire', confidence: Math.min(0.9, 0.4 + 0.1 * points) } : undefined
}

/** Short lines that end on a colon: « Nom de l'organisme : », with nothing but the blank after them. */
function countLabels(clues: Clues): number {
  const labels = countMarked(clues, LABEL)
  return countMarked(clues, FILLED) * 2 > labels ? 0 : labels
}

/** « Objet : … », then « Madame, »: an e-mail has its subject elsewhere, and greets with « Bonjour ». */
function isHeadedLetter({ document, zones }: Clues): boolean {
  const object = document.blocks[zones.indexOf('objet')]?.text ?? ''
  const greeting = document.blocks[zones.indexOf('salutation')]?.text ?? ''
  return /^\s*objet\s*:/iu.test(object) && /^\s*(?:madame|monsieur|chère? )/iu.test(greeting)
}

function looksLikeMail(clues: Clues): boolean {
  const { document, zones } = clues
  let points = total(clues, mailsIn)
  const greeting = document.blocks[zones.indexOf('salutation')]?.text.trim().toLowerCase() ?? ''
  if (greeting.startsWith('bonjour')) points += 2
  const closing = document.blocks[zones.indexOf('cloture')]?.text ?? ''
  if (/cordialement|à bientôt|bonne (?:journée|rentrée)/i.test(closing) && closing.length < 60) points += 1
  if (closing.length > 60) points -= 2
  if (isHeadedLetter(clues)) points -= 2
  if (zones.includes('destinataire')) points -= 2
  if (zones.includes('en-tete')) points -= 1
  if (document.format === 'docx' || document.format === 'pdf') points -= 2
  return points >= 2
}

function messageGuess(clues: Clues, title: string, isMail: boolean, certain: boolean): Guess {
  const sender = senderIn(clues.pieces, clues.notes)
  if (sender === 'particulier' && !isMail) return { id: 'autre', confidence: 0.65 }
  const points = scoreContent(clues, title)
  const ranked = [...points].sort((a, b) => b[1] - a[1])
  const [best, second] = ranked
  // An employer's letter dismisses or renews: it is no decision of a service, and owes none of its mentions.
  if (sender === 'employeur' && !isMail) return { id: 'courrier-information', confidence: 0.45 }
  if (best && best[1] >= ENOUGH) {
    const lead = best[1] - (second?.[1] ?? 0)
    return { id: best[0], confidence: 0.4 + 0.03 * Math.min(best[1], 12) + 0.03 * Math.min(lead, 6) }
  }
  if (isMail) return { id: 'courriel', confidence: certain ? 0.8 : 0.6 }
  return { id: 'courrier-information', confidence: sender === 'service' ? 0.55 : 0.4 }
}

function scoreContent(clues: Clues, title: string): Map<Cue['type'], number> {
  const points = new Map<Cue['type'], number>()
  const add = (type: Cue['type'], weight: number): void => void points.set(type, (points.get(type) ?? 0) + weight)
  const best = bestOfBody(clues)
  for (const [rank, cue] of CUES.entries()) {
    const weight = cue.where === 'title' ? (cue.pattern.test(title) ? cue.weight : 0) : (best[rank] ?? 0)
    if (weight > 0) add(cue.type, weight)
  }
  // A letter that decides or asks is often opened by « nous avons bien reçu »: the receipt is then a courtesy.
  const others = Math.max(
    points.get('refus') ?? 0,
    points.get('demande-de-pieces') ?? 0,
    points.get('decision-favorable') ?? 0,
  )
  const receipt = points.get('accuse-de-reception') ?? 0
  if (receipt > 0 && receipt < 7 && others >= ENOUGH) points.set('accuse-de-reception', receipt / 2)
  if (receipt >= 7 && /(?:sans réponse|silence|vaut (?:rejet|acceptation))/u.test(clues.whole()))
    add('accuse-de-reception', 3)
  return points
}

function isSupposed(sentence: string, at: number, length: number): boolean {
  return SUPPOSES.test(sentence.slice(Math.max(0, at - AROUND.before), at + length + AROUND.after))
}

function pageGuess(clues: Clues, title: string, words: number, legal: Guess | undefined): Guess {
  if (legal) return legal
  const { document } = clues
  const steps = total(clues, stepsIn)
  if (NOTICE_TITLE.test(title) && (document.format !== 'html' || steps >= 2)) return { id: 'notice', confidence: 0.7 }
  if (document.format === 'html' || document.format === 'md') {
    return { id: 'page-information', confidence: hasHeadings(document) ? 0.7 : 0.5 }
  }
  if (steps >= 3) return { id: 'notice', confidence: 0.6 }
  if (document.format === 'pdf') return { id: words > 900 ? 'notice' : 'page-information', confidence: 0.45 }
  const labels = document.blocks.filter((block) => /[^:]{2}:\s*(?:$|[{«[_…])/.test(block.text)).length
  if (labels * 4 > document.blocks.length) return { id: 'autre', confidence: 0.5 }
  if (hasHeadings(document)) return { id: words > 600 ? 'notice' : 'page-information', confidence: 0.45 }
  return { id: 'autre', confidence: 0.3 }
}

function hasHeadings(document: Document): boolean {
  return document.blocks.some((block) => block.kind === 'heading')
}

/** What stands for a title: the object, the subject, the file's title, the first headings or the first capital line. */
function titleOf(document: Document, zones: readonly Zone[]): string {
  const parts: string[] = []
  if (document.meta.subject) parts.push(document.meta.subject)
  const heading = document.blocks.find((block) => block.kind === 'heading' && block.region === 'body')
  for (let i = zones.indexOf('objet'); i >= 0; i = zones.indexOf('objet', i + 1))
    parts.push(document.blocks[i]?.text ?? '')
  if (heading) parts.push(heading.text)
  // A heading known by its look alone may be a bold label; the first line then still heads the page.
  if (parts.length === 0 || (heading?.levelFrom === 'look' && parts.length === 1)) {
    const first = document.blocks.find((block) => block.region !== 'navigation' && isLine(block))
    if (first) parts.push(first.text)
    const loud = document.blocks.slice(0, 15).find((block) => isLine(block) && isLoud(block))
    if (loud) parts.push(loud.text)
    if (document.meta.title) parts.push(document.meta.title)
  }
  return parts
    .join('\n')
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/[\u00a0\u202f]/g, ' ')
}

function isLine(block: Block): boolean {
  return block.text.trim().length > 3 && block.text.length < 200
}

function isLoud(block: Block): boolean {
  const letters = block.text.replace(/[^\p{L}]/gu, '')
  if (letters.length >= 10 && letters === letters.toUpperCase()) return true
  const bold = block.marks.reduce((sum, mark) => sum + (mark.kind === 'strong' ? mark.end - mark.start : 0), 0)
  return bold > 0 && bold >= block.text.trim().length * 0.9
}

/** What each cue weighs in the body, by its rank. */
function bestOfBody({ document, zones, blocks }: Clues): readonly number[] {
  const best: number[] = CUES.map(() => 0)
  let before = 0
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i]
    const note = blocks[i]
    if (!block || !note || zones[i] !== 'corps' || block.kind === 'code') continue
    const { sentences, cues } = cuesIn(block, note)
    for (const { rank, sentence } of cues) {
      const weight = CUES[rank]?.weight ?? 0
      best[rank] = Math.max(best[rank] ?? 0, before + sentence < LEAD ? weight * 1.5 : weight)
    }
    before += sentences
  }
  return best
}

/** How many sentences a block has, and in which of them each cue is first told. */
interface Told {
  readonly sentences: number
  readonly cues: readonly { readonly rank: number; readonly sentence: number }[]
}

const cuesIn = keeping(({ text }: Block): Told => {
  const sentences = sentencesOf(text)
  const cues = CUES.flatMap(({ type, where, pattern }, rank) => {
    if (where === 'title') return []
    const sentence = sentences.findIndex((said) => {
      const found = pattern.exec(said)
      return found && (type === 'demande-de-pieces' || !isSupposed(said, found.index, found[0].length))
    })
    return sentence < 0 ? [] : [{ rank, sentence }]
  })
  return { sentences: sentences.length, cues }
})

/** Sentences in lower case; cut at full stops and line ends, which is enough for cues. */
function sentencesOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\n/g, ' ')
    .split(/(?<=[.!?;])\s+/)
    .filter((sentence) => sentence.length > 8)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
