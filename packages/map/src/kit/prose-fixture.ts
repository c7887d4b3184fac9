import type { Prose } from '@limpide/library'
import { proseOf } from '../../../library/src/prose.ts'
import { sharedLimpide } from '../../../limpide/src/index.ts'

/** The prose of a text in Markdown, as a reader of letters sends it. */
export function proseOfText(text: string): Prose {
  return proseOf(sharedLimpide().check(text), null)
}

/** A letter long enough for a test: it is written for the tests, nobody received it. */
export const LETTER = `# Votre aide au logement

Madame,

Vous avez demandé une aide au logement le 3 mars 2026. Nous avons étudié votre dossier avec soin, et il manque encore un document pour calculer le montant de votre aide. Envoyez-nous une copie de votre bail avant le 15 mai 2026. Vous pouvez la déposer dans votre espace personnel, l’envoyer par la poste ou la donner à l’accueil de la Caisse d’allocations de Valmont.

Votre bail doit porter votre nom, la date de votre arrivée et la signature du propriétaire. Si vous louez une chambre chez une personne, une lettre de cette personne suffit. Nous ne demandons aucun autre papier, car nous avons déjà reçu votre relevé de compte et votre avis d’impôt.

Quand nous aurons reçu ce document, nous calculerons votre aide en dix jours. Vous recevrez ensuite une lettre avec le montant et la date du premier versement. L’aide sera versée chaque mois sur votre compte, ou directement à votre propriétaire si vous le préférez. Elle peut changer quand votre salaire change, quand un enfant arrive ou quand vous quittez le logement. Dites-le-nous vite : nous corrigerons le montant tout de suite.

Sinon, sans ce document, votre demande sera classée le 1er juin 2026. Vous pourrez en faire une autre, mais les mois passés ne seront pas payés. Ce délai vous paraît trop court ? Appelez-nous, et nous chercherons avec vous une autre solution. Une personne de l’équipe vous répond du lundi au vendredi, de 9 h à 16 h, au 01 99 00 41 12. Vous pouvez aussi venir sans rendez-vous le mardi matin, ou demander à un proche de nous parler à votre place.

Vous n’êtes pas d’accord avec une décision de la Caisse ? Vous avez deux mois pour nous le dire par écrit, à la même adresse.

Veuillez agréer, Madame, nos salutations distinguées.
`
