import type { Span } from '@limpide/checker'
import { type DocumentType, defineRule, type Suggestion } from '@limpide/checker'
import type { French } from '@limpide/french'
import { LISTS } from '../lists.generated.ts'
import { readRows } from './reading/column.ts'
import { lower, trimmed } from './reading/text.ts'

const VAGUE = new Set(readRows(LISTS['objet-vague']).map(([text]) => text ?? ''))
const LABEL = /^[\s*]*(?:objet|object|sujet|subject)[\s*]*:\s*/i
const FORWARD = /^(?:(?:re|tr|fw|fwd|réf\.?)\s*:\s*)+/
/** A law or a bare reference is no subject: the reader does not know it. */
const LAW_ONLY =
  /^(?:application|mise en œuvre|référence|vu)?\s*(?:de |du |des |l'|d')*\s*(?:(?:l'|les |des )?art(?:icles?|\.)|loi n|décret|code d)(?:\S| )*$/
const REFERENCE_ONLY =
  /^(?:(?:n°|no|réf\.?|dossier|numéro|référence)\s*:?\s*)*[\p{L}]{0,4}[\d/.\- _]*\d[\p{L}\d/.\- _]*$/u
/** Words that make a sentence of what follows a dash; a file name or an English code has none. */
const GRAMMAR =
  /(?<!\p{L})(?:le|la|les|l'|un|une|des|du|de|d'|votre|vos|à|au|aux|est|sont|pour|avant|avec|sur|sans|par|en|il|vous|nous|ne|n')(?!\p{L})/u
const TOOL_WORDS = new Set([
  'le',
  'la',
  'les',
  "l'",
  'un',
  'une',
  'des',
  'du',
  'de',
  "d'",
  'votre',
  'vos',
  'à',
  'au',
  'aux',
  'pour',
  'avec',
  'sur',
  'sans',
  'par',
  'en',
  'et',
  'ou',
  'notre',
  'nos',
])

/** Two nouns side by side may be French (« carte jeune »); three are labels. */
const TAGS = 3

/** What the object of each kind of letter may say; an information letter answers no request. */
const MODELS: Partial<Record<DocumentType, string>> = {
  'decision-favorable': 'Votre demande de [sujet] est acceptée',
  refus: 'Votre [demande de …] : [la décision en quelques mots]',
  'demande-de-pieces': 'Votre demande de [sujet] : il manque [document]',
  'accuse-de-reception': 'Nous avons reçu votre demande de [sujet]',
}
/** What is kept of an object that is written again. */
const REFERENCES = /(?:(?:articles?|art\.)\s)?(?:n°\s?)?(?:[LRDA]\.\s?)?\d[\d\p{L}./-]*/giu
const ANY_MODEL = '[Sujet] : [ce qui change, ou ce que le lecteur doit faire]'

/** « demande feedback usager email » : nouns set side by side, as in the name of a file. */
function isTags(text: string, french: French): boolean {
  const words = text.split(/\s+/u)
  return (
    words.length >= TAGS &&
    words.every((word) => {
      const analyses = french.analyses(word)
      // « incomplet », « annulé » tell something: an adjective makes a phrase of the nouns.
      return (
        analyses.length === 0 ||
        (analyses.some(({ upos }) => upos === 'NOUN') && !analyses.some(({ upos }) => upos === 'ADJ'))
      )
    })
  )
}

/** A word that is no French: « account transfer notice », « FORM_12 ». « URGENT » is a word. */
function isCode(text: string, french: French): boolean {
  return text.split(/[\s–—,()!.]+/u).some((word) => {
    if (/[\d_]/.test(word)) return true
    // « formation-aidant » : two nouns tied for a machine; « rendez-vous » and « sous-préfet » are words.
    if (/^\p{L}{4,}(?:-\p{L}{4,})+$/u.test(word) && french.analyses(word).length === 0) return true
    return /^\p{L}{3,}$/u.test(word) && french.analyses(word).length === 0
  })
}

export default defineRule({
  id: 'objet-vague',
  name: 'Objet vague',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'L’objet doit suffire à savoir de quoi parle le document, et s’il faut agir.',
  advice:
    'Dites ce que le lecteur doit savoir ou faire\u00a0: «\u00a0Votre demande de carte\u00a0: il manque une photo\u00a0».',
  sources: ['DITP, fiches « Simplifier les documents administratifs »', 'WCAG 2.2, critère 2.4.2 (titre de page)'],
  scope: 'block',
  zones: ['objet'],
  indicator: 'reperabilite',
  thresholds: {
    minWords: {
      key: 'mots-pleins-minimum',
      value: 2,
      unit: 'mots pleins',
      range: [1, 5],
      source: 'convention du projet',
    },
    maxWords: { key: 'mots-maximum', value: 20, unit: 'mots', range: [8, 40], source: 'convention du projet' },
  },
  messages: {
    vague: 'Cet objet ne dit pas au lecteur ce qui le concerne.',
    law: 'Cet objet cite un texte de loi au lieu de dire ce qui concerne le lecteur.',
    code: 'Cet objet se termine par un code que le lecteur ne connaît pas.',
    tags: 'Cet objet aligne des mots sans dire ce qui se passe.',
    long: 'Cet objet compte {count} mots. Visez {max} mots au plus.',
  },
  examples: [
    { bad: 'Objet : [[Votre dossier]]', better: 'Objet : il manque un document dans votre demande de RSA' },
    { bad: 'Objet : [[Notification]]' },
    { bad: "Objet : [[Application de l'article L. 553-2 du code de la sécurité sociale]]" },
    { bad: 'Objet : [[Information sur votre dossier – account transfer notice]]' },
    { bad: 'Objet : [[Information sur votre dossier – inscription-habitant]]' },
    { bad: 'Objet : [[Information sur votre dossier – relance facture cantine]]' },
    { bad: 'Objet : [[N° 2026-118-AB]]' },
    {
      bad: 'Objet : [[votre demande de carte de stationnement pour la rue des Tanneurs et la rue du Marché déposée le 4 mai 2026 à l’accueil de la mairie]]',
    },
    { good: 'Objet : il manque un document dans votre demande de RSA', because: 'le lecteur sait ce qu’il doit faire' },
    { good: 'Objet : vous devez rembourser 212 € avant le 30 juin', because: 'l’action, le montant et la date y sont' },
    { good: 'Objet : RELANCE – DOSSIER INCOMPLET – URGENT', because: '« urgent » est un mot, pas un code' },
    { good: 'Objet : Votre dossier – rendez-vous annulé', because: '« rendez-vous » est un mot' },
    { good: "Objet : votre carte d'identité est prête", because: 'la nouvelle est dans l’objet' },
  ],
  check(block, { threshold, report, french, document }) {
    if (block.kind === 'cell') return
    const text = lower(block.text)
    const label = LABEL.exec(text)?.[0].length ?? 0
    const line = text.indexOf('\n', label)
    const place: Span = trimmed(block.text, { start: label, end: line < 0 ? text.length : line })
    const object = text
      .slice(place.start, place.end)
      .replace(FORWARD, '')
      .replace(/[.!…*\s]+$/, '')
      .trim()
    if (object === '') return
    const model = MODELS[document.type.id] ?? ANY_MODEL
    // «Objet : article L. 553-2»: a reference, a date or an article of law stays beside the new words.
    const kept = block.text.slice(place.start, place.end).match(REFERENCES)
    const next = kept ? `${model} (${kept.join(', ')})` : model
    const suggestions: Suggestion[] = [{ kind: 'gabarit', label: 'Préciser l’objet', text: next }]
    const [head = '', ...rest] = object.split(/\s+[–—|:-]\s+|\s*:\s+/)
    const tail = rest.join(' ')
    const fields = block.source.marks.some((mark) => mark.kind === 'placeholder')
    if (VAGUE.has(object)) report(place, { message: 'vague', suggestions })
    else if (VAGUE.has(head) && tail !== '' && !GRAMMAR.test(tail) && !fields && isCode(tail, french))
      report(place, { message: 'code', suggestions })
    else if (VAGUE.has(head) && !GRAMMAR.test(tail) && !fields && isTags(tail, french))
      report(place, { message: 'tags', suggestions })
    else if (LAW_ONLY.test(object)) report(place, { message: 'law', suggestions })
    else if (REFERENCE_ONLY.test(object) && !fields) report(place, { message: 'vague', suggestions })
    else {
      const words = block.sentences
        .flatMap((sentence) => sentence.words)
        .filter((word) => word.start >= place.start && word.end <= place.end)
      const full = words.filter((word) => word.kind !== 'word' || !TOOL_WORDS.has(word.norm))
      if (full.length < threshold.minWords && !fields) report(place, { message: 'vague', suggestions })
      else if (words.length > threshold.maxWords && !fields)
        report(place, { message: 'long', data: { count: words.length, max: threshold.maxWords } })
    }
  },
})
