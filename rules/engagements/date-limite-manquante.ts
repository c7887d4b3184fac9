import { type DocumentView, defineRule } from '@limpide/checker'
import { bodyText, capped, fieldNames, inBody, isBound, senderOf } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'
import { DEADLINE } from './said/time.ts'

/** The reader must send back, pay, answer or declare something. */
const MUST_ACT =
  /(?:(?:remettre|remettez|retourner|retournez|renvoyer|renvoyez|rendre|rapporter)(?: ?-?le| ?-?la| ?-?nous| ?-?les)*[^.\n]{0,80}(?:signé|rempli|complété|document|formulaire|coupon|autorisation|exemplaires?|à (?:son|votre) professeur|au plus vite|\.?$)|(?:dater|signer)[^.\n]{0,80}(?:remettre|retourner|renvoyer)|nous vous (?:prions|remercions|demandons)[^.\n]{0,60}(?:remplir|signer|compléter|retourner)[^.\n]{0,80}(?:remettre|retourner|renvoyer))/m
const MUST_PAY =
  /(?:vous (?:devez|êtes redevable|restez devoir)[^.\n]{0,60}(?:€|euros|payer|régler|rembourser|somme)|(?:payez|réglez|merci de (?:payer|régler)|veuillez (?:payer|régler)|(?<!rien )à payer)[^.\n]{0,80}|impayée?s?|rester?ait impayé)/
const THREAT =
  /(?:sera (?:clôturé|fermé|supprimé|archivé|annulé|classé|désactivé|radié|suspendu)|(?:clôturer(?:ons|a)|fermer(?:ons|a)|supprimer(?:ons|a)|sans réponse de votre part|sans nouvelles? de votre part|à défaut de réponse))/
const CONSEQUENCE =
  /(?:sinon|sans (?:eux|elles?|lui|cela|réponse|ce document|ces documents|nouvelles?|paiement|retour)|à défaut|faute d|passé (?:ce|cette)|après (?:cette date|le \d|ce délai)|si (?:vous ne|nous ne|nous n'|le|la|les|rien|vous n')|ne (?:pourrons|pourra|sera)|sera (?:suspendu|fermé|clôturé|classé|annulé|rejeté|majoré|refusé|considéré)|seront|majoration|pénalité|pas de retard|(?:à|sous) peine d|caducité|caduque|forclusion|au risque de)/

const mustPay = inBody(MUST_PAY)
const mustReturn = inBody(MUST_ACT)
const isThreatened = inBody(THREAT)
const tellsConsequence = inBody(CONSEQUENCE)

function mustAct(view: DocumentView): 'pieces' | 'payer' | 'rendre' | undefined {
  if (view.type.id === 'demande-de-pieces') return 'pieces'
  // A decision asks nothing, unless it asks for money.
  if (view.type.id === 'refus' || view.type.id === 'decision-favorable') return mustPay(view) ? 'payer' : undefined
  if (view.type.id === 'formulaire') return mustReturn(view) ? 'rendre' : undefined
  if (mustPay(view)) return 'payer'
  if (mustReturn(view) || isThreatened(view)) return 'rendre'
  return undefined
}

export default defineRule({
  id: 'date-limite-manquante',
  name: 'Date limite ou conséquence non dites',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Sans date, le lecteur remet à plus tard. Sans conséquence, il ne sait pas ce qu’il risque.',
  advice: 'Donnez une date précise, ce qui se passe après cette date, et comment demander plus de temps.',
  sources: [
    'Code des relations entre le public et l’administration, article L. 114-5',
    'ISO 24495-1:2023 (information utilisable)',
  ],
  scope: 'document',
  only: ['demande-de-pieces', 'decision-favorable', 'refus', 'courriel', 'courrier-information', 'formulaire', 'autre'],
  messages: {
    missing: 'Le lecteur doit agir, mais aucune date limite n’est donnée.',
    consequence: 'La date limite est donnée, mais pas ce qui se passe après.',
  },
  examples: [
    {
      bad: 'Objet : il manque votre RIB\n\nMadame,\n\nMerci de nous transmettre votre RIB par courrier.',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Objet : il manque votre RIB\n\nMadame,\n\nMerci de nous transmettre votre RIB sous quinzaine.',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Objet : votre facture de cantine\n\nMadame,\n\nVous devez 64,20 € à la cantine. Payez avant le 15 mai 2026 en ligne ou au guichet.',
      type: 'courrier-information',
    },
    {
      bad: 'Bonjour,\n\nVous n’avez pas répondu à notre message du 4 mai. Sans réponse de votre part, votre signalement sera clôturé.\n\nCordialement,\n\nLe service du logement',
      type: 'courriel',
    },
    {
      bad: 'Objet : votre allocation\n\nMadame,\n\nVous avez reçu 312 € de trop, car votre salaire a augmenté. Vous devez rembourser cette somme par virement.',
      type: 'refus',
    },
    {
      good: 'Objet : votre carte\n\nMadame,\n\nVotre demande est acceptée. Vous n’avez rien à payer.',
      because: 'rien n’est dû',
      type: 'decision-favorable',
    },
    {
      good: 'Objet : votre demande de carte\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors de la commune.',
      because: 'un refus ne demande rien au lecteur',
      type: 'refus',
    },
    {
      good: 'Objet : il manque votre RIB\n\nMadame,\n\nEnvoyez votre RIB avant le 15 mai 2025. Sinon, votre aide s’arrêtera en juin.',
      because: 'la date et la conséquence y sont',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : il manque votre bail\n\nMadame,\n\nEnvoyez votre bail avant le 15 mai 2026, à peine de caducité de votre demande.',
      because: 'la conséquence est dite, avec un mot de droit',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : il manque votre bail\n\nMadame,\n\nEnvoyez votre bail dans les vingt jours. Sinon, votre demande sera classée.',
      because: 'un délai écrit en lettres est une limite',
      type: 'demande-de-pieces',
    },
    {
      good: 'Bonjour,\n\nVous pouvez nous donner votre avis en deux minutes.\n\nCordialement,\n\nLa médiathèque',
      because: 'une enquête n’oblige à rien',
      type: 'courriel',
    },
    {
      good: 'Objet : votre demande du 4 mai\n\nMadame,\n\nNous avons reçu votre dossier complet. Vous n’avez rien à faire.',
      because: 'le lecteur n’a rien à faire',
      type: 'accuse-de-reception',
    },
  ],
  check(view, { report }) {
    if (view.type.id === 'autre' && view.type.from === 'guessed') return
    // An employer who waits for a signed paper leaves the reader in the same doubt as a service.
    if (!isBound(view) && !(senderOf(view) === 'employeur' && view.type.id === 'courrier-information')) return
    const what = mustAct(view)
    if (!what) return
    const body = bodyText(view)
    const hasLimit =
      DEADLINE.test(body.replace(/(?:courrier|lettre|message|demande|courriel|appel) du \d[^.\n]{0,20}/g, ' ')) ||
      fieldNames(view).some((name) => /limite|[ée]ch[ée]ance|d[ée]lai/.test(name))
    if (!hasLimit) {
      report(view, {
        message: 'missing',
        severity: view.type.id === 'demande-de-pieces' ? capped(view, 'erreur') : 'avertissement',
        suggestions: addBeforeClosing(
          view,
          'Ajouter une date limite',
          'Répondez avant le [date]. Sinon, nous ne pourrons pas [étudier votre demande]. Vous avez besoin de plus de temps ? Appelez-nous.',
        ),
      })
      return
    }
    if (what !== 'rendre' && !tellsConsequence(view)) {
      report(view, {
        message: 'consequence',
        severity: 'suggestion',
        suggestions: addBeforeClosing(
          view,
          'Dire ce qui se passe après',
          'Après cette date, [conséquence]. Si vous ne pouvez pas respecter ce délai, appelez-nous.',
        ),
      })
    }
  },
})
