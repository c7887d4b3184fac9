import { type DocumentView, defineRule } from '@limpide/checker'
import { findContacts, surchargedPlace } from './said/contact.ts'
import { capped, isBound, isProcedure } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'

/** A leaflet fits on two pages. */
const LEAFLET_WORDS = 700

/** A form filled in by a service and its user has the service's phone as a label to fill. */
function hasContactLabels(view: DocumentView): boolean {
  return (
    (view.plain.match(/(?:courriel|e-?mail|téléphone|tél\.?)[^:\n]{0,120}:/g) ?? []).length >= 2 &&
    view.type.id === 'formulaire'
  )
}

/** A page that sets out no procedure, an article or a question, has no service to reach. */
function needsNoContact(view: DocumentView): boolean {
  if (view.type.id !== 'page-information' || view.type.from === 'declared') return false
  // A leaflet is handed out alone: it cannot rely on the site around it.
  const isLeaflet = view.document.format === 'pdf' && view.wordCount < LEAFLET_WORDS
  return !isLeaflet && !isProcedure(view)
}

export default defineRule({
  id: 'contact-manquant',
  name: 'Contact manquant',
  principle: 'engagements',
  severity: 'erreur',
  why: 'Un lecteur qui ne comprend pas doit pouvoir poser sa question. Une adresse postale ne suffit pas.',
  advice: 'Donnez un numéro de téléphone avec ses horaires, ou une messagerie qui répond.',
  sources: [
    'Référentiel Services Publics+, engagement 2',
    'Code des relations entre le public et l’administration, article R. 112-5',
  ],
  scope: 'document',
  only: [
    'decision-favorable',
    'refus',
    'demande-de-pieces',
    'accuse-de-reception',
    'courriel',
    'courrier-information',
    'formulaire',
    'page-information',
  ],
  messages: {
    missing: 'Ce document ne donne ni téléphone, ni messagerie pour joindre le service.',
    hours: 'Le numéro de téléphone est donné sans ses horaires.',
    surcharged: 'Le numéro donné est payant. Indiquez un numéro au prix d’un appel.',
  },
  examples: [
    {
      bad: 'Caisse des aides, 12 rue des Tanneurs, 96100 Valmont\n\nObjet : votre demande d’aide au logement\n\nMadame,\n\nVotre demande est refusée, car vos revenus dépassent la limite.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      type: 'refus',
    },
    {
      bad: 'Objet : votre dossier de cantine\n\nBonjour,\n\nVotre dossier est complet. Ce message est envoyé par ne-pas-repondre@valmont.exemple.fr. Merci de ne pas y répondre.\n\nCordialement,\n\nLa mairie',
      type: 'courriel',
    },
    {
      bad: 'Objet : votre carte de bus\n\nMadame,\n\nIl manque une photo. Pour toute question, contactez nos services.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      type: 'demande-de-pieces',
    },
    {
      bad: '# Demander une carte de stationnement\n\nEnvoyez votre demande à la mairie, avec une copie de votre carte grise.',
      type: 'page-information',
    },
    {
      bad: 'Objet : votre carte de bus\n\nMadame,\n\nVotre carte est prête. Appelez-nous au 01 99 00 41 12 pour la recevoir chez vous.',
      type: 'courrier-information',
    },
    {
      bad: 'Objet : votre carte de bus\n\nMadame,\n\nVotre carte est prête. Appelez-nous au [[0892 70 12 39]], du lundi au vendredi de 9 h à 17 h.',
      type: 'courrier-information',
    },
    {
      bad: 'Objet : votre carte de bus\n\nMadame,\n\nVotre carte est prête.\n\nCordialement,\n\nLe service des cartes\nTél. : [[0 899 70 12 39]] (0,80 €/min)',
      type: 'courrier-information',
    },
    {
      good: 'Mairie de Valmont – 01 99 00 41 12, du lundi au vendredi de 9 h à 16 h\n\nObjet : votre carte de bus\n\nMadame,\n\nVotre carte est refusée, car la photo est floue.',
      because: 'le téléphone de l’en-tête est un contact',
      type: 'refus',
    },
    {
      good: 'Objet : votre carte de bus\n\nMadame,\n\nVotre carte est prête. Écrivez-nous par la messagerie de votre espace personnel sur messervices.fr.',
      because: 'une messagerie est un contact',
      type: 'courrier-information',
    },
    {
      good: 'Objet : votre carte de bus\n\nMadame,\n\nVotre carte est prête. Une question ? {{ service.telephone }}, {{ service.horaires }}',
      because: 'le champ sera rempli par un numéro',
      type: 'courrier-information',
    },
    {
      good: 'Madame,\n\nMon contrat a pris fin le 4 mai. Je n’ai pas reçu mon salaire et je vous demande de me régler cette somme.\n\nVeuillez agréer, Madame, mes salutations distinguées.\n\nNina Roux',
      because: 'une lettre écrite par un salarié n’engage aucun service',
    },
  ],
  check(view, { report }) {
    if (!isBound(view) || needsNoContact(view)) return
    const { phone, writing, surcharged, hours } = findContacts(view)
    if (!phone && !writing && !hasContactLabels(view)) {
      const light = view.type.id === 'formulaire' || view.type.id === 'page-information'
      report(view, {
        message: 'missing',
        severity: light ? 'avertissement' : capped(view, 'erreur'),
        suggestions: addBeforeClosing(
          view,
          'Ajouter un contact',
          'Une question ? Appelez-nous au [numéro] (du [lundi] au [vendredi], de [9 h] à [17 h], prix d’un appel) ou écrivez-nous à [adresse de messagerie].',
        ),
      })
      return
    }
    if (surcharged) report(surchargedPlace(view) ?? view, { message: 'surcharged', severity: 'suggestion' })
    // In a page or a template the hours are often a link or a field away.
    else if (
      phone &&
      !writing &&
      !hours &&
      view.type.id !== 'page-information' &&
      view.type.id !== 'formulaire' &&
      !view.document.meta.template
    ) {
      report(view, { message: 'hours', severity: 'suggestion' })
    }
  },
})
