import { fold } from './mask/detection.ts'
import type { Report } from './report.ts'

/** Why a report does not count as a difficulty with the wording of a document. It is kept, and counted apart. */
export const OFF_TOPIC = {
  ecarte: 'écarté à la saisie',
  contestation: 'conteste la décision, pas sa rédaction',
  service: 'parle de l’accueil ou du service, pas du document',
  satisfait: 'trouve le document clair',
  publicite: 'publicité',
  injure: 'injure',
} as const

export type OffTopic = keyof typeof OFF_TOPIC

/** Words that speak of a document: with one of them, a report is never put aside by its words. */
const WORDING =
  /\b(?:mots?|phrases?|compr\w*|courriers?|lettres?|mails?|messages?|lire|relire|lu|lis|lit|illisible|lisible|long\w*|pages?|formulaires?|ecrit\w*|expliqu\w*|sigles?|paragraphes?|jargon|termes?|dit|ton|tableau|document|papier)\b|[«"“]/

const INSULTS =
  /\b(?:conn?ards?|connasses?|encules?|salops?|salopes?|salauds?|batards?|nique\w*|ntm|fdp|pute\w*|abrutis?|debiles? mentals?)\b/
const ADVERTISING =
  /\b(?:casino|viagra|bitcoin|crypto\w*|gagnez|credit (?:rapide|facile|en ligne)|pret entre particuliers|voyant\w*|marabout|promo(?:tion)?s?|cliquez ici pour)\b|https?:\/\/\S+.*\b(?:offre|gratuit|remise|code promo)\b/
const DISPUTE =
  /\b(?:injuste|je conteste|je (?:veux|demande|exige)\b.*\b(?:revue?|revise\w*|reexamine\w*|accorde\w*|annul\w*)|vous me devez|j'(?:ai|y ai) droit|rendez[- ]moi|je refuse de payer)\b/
const SERVICE =
  /\b(?:guichets?|file d'attente|attendu|horaires?|personne ne (?:repond|decroche)|agents? (?:desagreables?|ouverts?|aimables?)|accueil|parking|standard)\b/
const PRAISE =
  /\b(?:tres|bien|super|nickel|parfait\w*|impeccable|bravo|merci)\b.*\b(?:claire?s?|utiles?|fait|faite|explique\w*|compris|simple|merci)\b|\b(?:tout compris|rien a redire|bien fait|tres clair|tres utile|nickel)\b/
const RESERVE = /\b(?:mais|sauf|hesit\w*|dommage|manque\w*|juste le mot|pas clair|incompr\w*)\b/

/** Why a report is put aside, or undefined. Only one that chose no difficulty can be put aside by its words. */
export function offTopic(report: Report): OffTopic | undefined {
  if (report.rejected) return 'ecarte'
  const text = fold(`${report.comment} ${report.suggestion}`).trim()
  if (ADVERTISING.test(text)) return 'publicite'
  if (report.difficulties.some((difficulty) => difficulty !== 'autre') || text === '') return undefined
  if (PRAISE.test(text) && !RESERVE.test(text)) return 'satisfait'
  if (WORDING.test(text)) return undefined
  if (INSULTS.test(text)) return 'injure'
  if (DISPUTE.test(text)) return 'contestation'
  if (SERVICE.test(text)) return 'service'
  return undefined
}
