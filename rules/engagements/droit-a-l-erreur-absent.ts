import { type DocumentView, defineRule } from '@limpide/checker'
import { inBody, inText, isBound } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'

/** An error, a control or a sum claimed back: where a good-faith mistake may be corrected. */
const CLAIM =
  /(?:déclaré[^.\n]{0,60}(?:inexact|erron|incorrect)|(?:inexact|erron)\p{L}*|fausses? déclaration|trop[- ]perçu|indûment|à tort|(?<!\p{L})indus?(?!\p{L})|contrôle (?:de|sur|d')|pénalités?|sanction|redressement|omission)/u
const DECLARES =
  /(?:déclaration (?:de|des|d'|trimestrielle|annuelle)|je (?:soussignée?(?:\(e\))?,? )?(?:certifie|déclare)[^.\n]{0,60}(?:exact|honneur)|déclarez)/
const SANCTION = /(?:puni|sanction|pénal|amende|poursuite|fausses? déclaration|fraude)/
const TOLD =
  /(?:droit à l'erreur|bonne foi|(?:vous (?:vous )?êtes trompé|une erreur|fait une erreur|(?:corrige|rectifi|modifi)\p{L}*[^.\n]{0,50}(?:déclaration|erreur|information|espace|réponse)|erreur \?|signaler une erreur|régularis))/u
const FRAUD = /(?:procédure contradictoire|fraude (?:est )?(?:établie|constatée|avérée)|intention frauduleuse)/

const claims = inBody(CLAIM)
const claimsBack = inBody(/(?:rembours|revers|redevable|pénalité|trop[- ]perçu|(?<!\p{L})indus?(?!\p{L}))/u)
const asksToDeclare = inBody(DECLARES)
const threatens = inBody(SANCTION)
const controls = inBody(/(?:contrôle|pénalité|majoration|sanction)/)
const declares = inBody(/déclar/)
const isTold = inText(TOLD)
const isFraud = inText(FRAUD)

function kind(view: DocumentView): 'claim' | 'form' | undefined {
  const { id } = view.type
  if (id === 'formulaire') return asksToDeclare(view) && threatens(view) ? 'form' : undefined
  if (id === 'refus') return claims(view) && claimsBack(view) ? 'claim' : undefined
  // A page that says how to declare and what a false declaration costs owes the reader the other half.
  if (id === 'page-information') return asksToDeclare(view) && threatens(view) ? 'claim' : undefined
  if (id === 'courrier-information' || id === 'courriel' || id === 'demande-de-pieces')
    return controls(view) && declares(view) ? 'claim' : undefined
  return undefined
}

export default defineRule({
  id: 'droit-a-l-erreur-absent',
  name: 'Droit à l’erreur non rappelé',
  principle: 'engagements',
  severity: 'suggestion',
  why: 'Une personne de bonne foi peut se tromper une fois et corriger sans être punie. Encore faut-il le lui dire.',
  advice: 'Dites comment corriger une erreur. L’expert juridique confirme ce que le droit à l’erreur couvre ici.',
  sources: [
    'Référentiel Services Publics+, engagement 1',
    'Code des relations entre le public et l’administration, article L. 123-1',
  ],
  scope: 'document',
  only: ['refus', 'demande-de-pieces', 'courrier-information', 'courriel', 'formulaire', 'page-information'],
  messages: {
    claim: 'Ce document parle d’une erreur ou d’un contrôle sans rappeler le droit à l’erreur.',
    form: 'Ce formulaire cite des sanctions sans dire comment corriger une erreur.',
  },
  examples: [
    {
      bad: 'Objet : vous devez rembourser 640 €\n\nMadame,\n\nVous avez déclaré des ressources inexactes ; vous devez rembourser 640 €.',
      type: 'refus',
    },
    {
      bad: '# Déclaration de ressources\n\nNom : ________\n\nJe certifie sur l’honneur que cette déclaration de ressources est exacte. Toute fausse déclaration est punie par la loi.',
      type: 'formulaire',
    },
    {
      bad: 'Objet : contrôle de votre déclaration\n\nMadame,\n\nUn contrôle de votre déclaration aura lieu le 4 mai. Vous risquez une pénalité de 10 %.',
      type: 'courrier-information',
    },
    {
      bad: '# Déclarer vos revenus\n\nDéclarez vos revenus chaque trimestre. Une fausse déclaration est punie d’une amende.',
      type: 'page-information',
    },
    {
      good: 'Objet : votre badge\n\nMadame,\n\nVotre demande est refusée à la suite du contrôle de votre dossier. Rendez votre badge provisoire, sous peine de sanction.',
      because: 'la personne n’a rien déclaré : il n’y a pas d’erreur à corriger',
      type: 'refus',
    },
    {
      good: 'Objet : vous devez rembourser 640 €\n\nMadame,\n\nVous avez reçu 640 € à tort. Si vous avez fait une erreur, corrigez-la dans votre espace avant le 30 juin.',
      because: 'la lettre dit comment corriger',
      type: 'refus',
    },
    {
      good: 'Objet : votre rendez-vous\n\nMadame,\n\nNous vous attendons le 4 mai à 9 h.',
      because: 'un rendez-vous n’est pas un contrôle',
      type: 'courrier-information',
    },
    {
      good: 'Objet : sanction\n\nMadame,\n\nAprès la procédure contradictoire du 4 mai, la fraude est établie. Vous devez rembourser le trop-perçu de 640 €.',
      because: 'le droit à l’erreur ne couvre pas la fraude',
      type: 'refus',
    },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    const found = kind(view)
    if (!found || isTold(view) || isFraud(view)) return
    report(view, {
      message: found,
      severity:
        found === 'claim' && view.type.id === 'refus' && view.type.confidence >= 0.5 ? 'avertissement' : 'suggestion',
      suggestions: addBeforeClosing(
        view,
        'Rappeler le droit à l’erreur (à faire relire par l’expert juridique)',
        'Vous vous êtes trompé ? C’est possible. Prévenez-nous à [contact] : la première fois, si vous êtes de bonne foi et que vous corrigez votre erreur, vous n’aurez pas de sanction.',
      ),
    })
  },
})
