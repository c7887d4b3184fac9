import { anyCase, MASKS, type MaskKind } from './detection.ts'

/** A span that the given kinds may not touch; no kinds: nothing may. */
interface Protection {
  readonly start: number
  readonly end: number
  readonly from?: ReadonlySet<MaskKind>
}

const SPACE = '[ \\u00a0\\u202f]'
/** « mon règlement de la facture n° 4512 », « un arrêt de travail, dossier n° 451278 »: what comes is no text of law. */
const NOT_A_FILE = `(?!${anyCase('dossier|facture|titre|contrat|demande|requ[êe]te|affaire|recours|amende|allocataire|client|r[ée]f[ée]rence|avis|compte|travail|maladie|mon|ma|votre')}(?!\\p{L}))`

/** What must survive whole, because it names a form, a law or a sum and never a person. */
const UNTOUCHABLE: readonly RegExp[] = [
  // « 11423*06 », « Cerfa n° 11423 », « cerfa 15646-01 »
  /\b\d{5}\s?\*\s?\d{2}\b/g,
  new RegExp(`cerfa[ \\u00a0\\u202f_-]*(?:n[°ºo]${SPACE}*)?:?${SPACE}*\\d{4,6}(?:[*\\-/.]\\d{2})?`, 'gi'),
  // « articles L. 411-2 et R. 421-1 », « art. 1240 », « L123-4 »
  new RegExp(`\\b(?:articles?|art\\.?)${SPACE}*(?:[LRDA]\\.?${SPACE}*[*]?${SPACE}*)?\\d+(?:[-.]\\d+)*`, 'gi'),
  // « loi n° 2000-321 », « décret n° 2015-1342 », « règlement (UE) 2016/679 »
  new RegExp(
    `(?<!\\p{L})(?:lois?|d[ée]crets?|ordonnances?|arr[êe]t[ée]s?|circulaires?|directives?|r[èe]glements?|d[ée]lib[ée]rations?|instructions?|notes? de service|recommandations?)${SPACE}*(?:\\([A-Z]{2,4}\\)${SPACE}*)?(?:(?:${NOT_A_FILE}[\\p{L}'’()-]+${SPACE}+){0,4}n[°º]s?|n?[°ºo]?)${SPACE}*\\d[\\d\\-/.]*`,
    'giu',
  ),
  // « l’instruction technique DGAL/SDSSA/2020-289 », « instruction n° DGCS/SD1B/2019/24 », « circulaire DSS/2A/2B n° 2008-04 »
  new RegExp(
    `(?<!\\p{L})(?:instructions?|circulaires?|notes? de service|avis)${SPACE}(?:\\p{Ll}+${SPACE}){0,2}(?:n[°º]${SPACE}?)?\\p{Lu}{2,}(?:/[\\p{Lu}\\d-]+)+(?:${SPACE}n[°º]${SPACE}?\\d[\\d-]*)?`,
    'gu',
  ),
  /(?<!\p{L})ISBN[ \u00a0\u202f:]*\d[\dX -]{8,16}/gu,
  // « la norme ISO 32000-1 », « le BOFiP BOI-RFPI-BASE-10-10-20210416 », « JORF n° 0302 », « IDCC 1527 »
  /(?<!\p{L})(?:(?:ISO|EN|NF|IDCC|RGAA|JORF|JO)(?:[ \u00a0\u202f]?n[°º])?[ \u00a0\u202f-]?\d[\d.-]*|BOI(?:-[A-Z\d]+){2,12})/gu,
  // « https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000037547946 »
  /(?<!\p{L})(?:https?:\/\/|www\.)(?!(?:www\.)?(?:facebook|fb|instagram|tiktok|snapchat|linkedin|twitter)\.com)[^\s«»"<>]+|(?<![\p{L}\d@.-])(?!(?:facebook|fb|instagram|tiktok|snapchat|linkedin|twitter)\.com)(?:[\p{L}\d-]{1,60}\.){1,3}(?:fr|com|org|net|eu)\/[^\s«»"<>]+/gu,
  // « CE, 13 juillet 2016, n° 387763 », « arrêt n° 451278 »: cases that lawyers cite.
  new RegExp(
    `(?<!\\p{L})(?:CE|CAA|TA|CJUE|CEDH|Cass\\.|Conseil d['’][ÉE]tat|Conseil constitutionnel|Cour de cassation|arr[êe]ts?)(?!\\p{L})(?:${NOT_A_FILE}(?:[^.;\\n]|(?<=janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c|soc|civ|crim|com|ass|pl[ée]n)\\.)){0,60}?n[°º]s?${SPACE}*\\d[\\d\\-. ]{3,12}`,
    'gu',
  ),
  // « formulaire 2042-C », « notice 50796#06 », « bureau 112 », « case 7DB »: of a form or of an office.
  new RegExp(
    `(?<!\\p{L})${anyCase('formulaires?|imprim[ée]s?|notices?|mod[èe]les?|annexes?|cases?|lignes?|pages?|tableaux?|lettre')}${SPACE}+(?:n[°ºo]${SPACE}*)?(?:[A-Z]{1,2}${SPACE}?)?\\d[\\dA-Z*#]*(?:-[\\dA-Z]{1,4})?(?:${SPACE}[A-Z]{1,4})?(?![\\p{L}\\d])`,
    'gu',
  ),
  new RegExp(
    `(?<!\\p{L})${anyCase('bureaux?|guichets?|salles?')}${SPACE}+(?:n[°ºo]${SPACE}*)?(?:\\d{1,3}(?!\\d)|[A-Z](?![\\p{L}\\d]))`,
    'gu',
  ),
  /(?<!\d)\d{5}#\d{2}(?!\d)/g,
  // « NOR : FPPX9800029L »: how a decree is known before it has a number.
  /(?<!\p{L})NOR[ \u00a0\u202f]*:?[ \u00a0\u202f]*[A-Z]{3,4}\d{7}[A-Z]/gu,
  // A SIREN that starts with 1 or 2 is the State’s or a town’s, never a person’s.
  /(?<!\p{L})SIRE[NT](?!\p{L})[ \u00a0\u202f]*(?:n[°º])?[ \u00a0\u202f:]*[12]\d{2}(?:[ \u00a0\u202f]?\d{3}){2}(?:[ \u00a0\u202f]?\d{5})?(?!\d)/giu,
  // « 0 980 980 990 », « 09 69 39 00 00 »: nobody writes a home number in threes, and 0969 is kept for services.
  /(?<![\d+])0[ .\u00a0\u202f]?9\d{2}(?:[ .\u00a0\u202f]\d{3}){2}(?!\d)|(?<![\d+])09[ .\u00a0\u202f]?69(?:[ .\u00a0\u202f]?\d{2}){3}(?!\d)/g,
  // « le 09 72 72 39 49 ne répond jamais »: a number that answers, or does not, is a service’s.
  /(?<=(?<!\p{L})le[ \u00a0\u202f])0[1-9](?:[ .\u00a0\u202f]?\d{2}){4}(?=[ \u00a0\u202f](?:ne|n['’]|est toujours|est encore|est payant|est gratuit|est occupé|est saturé|sonne|raccroche|répond|me raccroche|renvoie)(?!\p{L}))/giu,
  // « 1 234,56 € », « 12000 euros », never the number before the sum in « titre n° 2026-61-004471, 20 € »
  /(?<![\d.,]|\d[-/])(?:\d{1,3}(?:[.\u00a0\u202f ]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,6}){0,3})[.,]?[\u00a0\u202f ]?(?:[€%]|(?:euros?|EUR|centimes?|francs?)(?![\p{L}\d]))/giu,
  /(?<!\d[\u00a0\u202f ]?|[.,])\d[\d.,\u00a0\u202f ]{0,8}F(?![\p{L}\d])/gu,
]

// « L123-4 » alone is an article, but « n° de demande : D2026-4471 » says what it is.
const BARE_ARTICLE = new RegExp(`\\b[LRDA]\\.?${SPACE}?[*]?\\d{1,4}(?:-\\d+)+\\b`, 'g')
const DATE =
  /(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)?\d{2}(?![/.-]?\d)|(?<![\d-])(?:19|20)\d{2}-\d{2}-\d{2}(?![-\d])/g
const ALL_BUT_FILES: ReadonlySet<MaskKind> = new Set<MaskKind>([
  'telephone',
  'plaque',
  'nir',
  'carte',
  'iban',
  'adresse',
  'nom',
])
const FROM_DATES: ReadonlySet<MaskKind> = new Set<MaskKind>(['telephone', 'dossier', 'plaque', 'nir', 'carte'])

const SET_MASKS = new RegExp(
  Object.values(MASKS)
    .map((set) => set.replace(/[[\]]/g, '\\$&'))
    .join('|'),
  'g',
)

/** Spans of the text that masking leaves alone. */
export function protectedSpans(text: string): readonly Protection[] {
  const spans: Protection[] = []
  for (const pattern of UNTOUCHABLE) {
    for (const match of text.matchAll(pattern)) spans.push({ start: match.index, end: match.index + match[0].length })
  }
  for (const match of text.matchAll(BARE_ARTICLE))
    spans.push({ start: match.index, end: match.index + match[0].length, from: ALL_BUT_FILES })
  // "01.02.2024 10 h" has the ten digits of a telephone.
  for (const match of text.matchAll(DATE))
    spans.push({ start: match.index, end: match.index + match[0].length, from: FROM_DATES })
  // A mask already set is not masked again.
  for (const match of text.matchAll(SET_MASKS)) spans.push({ start: match.index, end: match.index + match[0].length })
  return spans
}

/** True when a detection may be masked. */
export function mayMask(
  detection: { kind: MaskKind; start: number; end: number },
  spans: readonly Protection[],
): boolean {
  for (const span of spans) {
    if (span.end <= detection.start || detection.end <= span.start) continue
    if (span.from === undefined || span.from.has(detection.kind)) return false
  }
  return true
}
