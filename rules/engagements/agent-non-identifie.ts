import { defineRule } from '@limpide/checker'
import { isBound } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'
import { namesPerson, signatureBlocks, tellsAgent } from './said/person.ts'

/** Anonymity granted for safety, or a message sent to everyone. */
const ANONYMOUS = /(?:agent n° ?\d+|matricule \d+)/
const MASS = /(?:cher(?:e|·e|\.e)?s? (?:habitants?|usagers?|parents|riverains)|à tous les habitants|aux riverains)/

export default defineRule({
  id: 'agent-non-identifie',
  name: 'Agent chargé du dossier non identifié',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Le lecteur a le droit de savoir qui suit son dossier, et il rappelle plus facilement une personne qu’un service.',
  advice: 'Donnez le prénom, le nom, la fonction et le service de l’agent qui suit le dossier.',
  sources: ['Code des relations entre le public et l’administration, article L. 111-2'],
  scope: 'document',
  only: ['decision-favorable', 'refus', 'demande-de-pieces', 'accuse-de-reception', 'courriel', 'courrier-information'],
  messages: {
    missing: 'Ce document ne dit pas quel agent suit le dossier.',
    initials: 'L’agent n’est désigné que par ses initiales.',
  },
  examples: [
    {
      bad: 'Objet : votre demande d’aide au logement\n\nMadame,\n\nVotre demande est acceptée. Votre dossier sera payé le 5 mai.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nLe service Aides au logement',
      type: 'decision-favorable',
    },
    {
      bad: 'Affaire suivie par : DM\n\nObjet : votre demande d’aide\n\nMadame,\n\nIl manque une pièce à votre demande.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nLe service des aides',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Bonjour,\n\nVotre demande de carte est prise en compte.\n\nCordialement,\n\nL’équipe du guichet unique',
      type: 'courriel',
    },
    {
      good: 'Objet : votre retraite\n\nMadame,\n\nVotre dossier est suivi par Samira Benali, conseillère retraite, 04 65 71 18 20.\n\nCordialement,\n\nLe service des retraites',
      because: 'la personne, sa fonction et son numéro y sont',
      type: 'courrier-information',
    },
    {
      good: 'Objet : votre plainte\n\nMadame,\n\nVotre demande est suivie par l’agent n° 4521.\n\nCordialement,\n\nLe commissariat',
      because: 'l’anonymat est permis pour des raisons de sécurité',
      type: 'courriel',
    },
    { good: '# Carte de bus\n\nLa carte est gratuite.', because: 'une page n’a pas d’agent', type: 'page-information' },
  ],
  check(view, { report }) {
    if (!isBound(view) || ANONYMOUS.test(view.plain) || MASS.test(view.plain)) return
    if (tellsAgent(view) || signatureBlocks(view).some(namesPerson)) return
    // A text that handles no one's file has no agent to name.
    if (
      !/(?:votre|vos) (?:demande|dossier|aide|droit|carte|situation|signalement|réclamation|compte|inscription|allocation|courrier|candidature|habilitation|logement|facture|bourse|prime|abonnement)/.test(
        view.plain,
      )
    )
      return
    const suggestions = addBeforeClosing(
      view,
      'Nommer l’agent',
      'Votre dossier est suivi par [Prénom Nom], [fonction], [service].',
    )
    const initials = view.blocks.some((block) =>
      /suivie? par\s*:?\s*\p{Lu}\.?[ -]?\p{Lu}{1,2}\.?\s*$/u.test(block.text),
    )
    // An automatic e-mail owes a contact first; the name is asked of letters and of messages about a file.
    const severity =
      view.type.id === 'courriel' || view.type.id === 'courrier-information' ? 'information' : 'avertissement'
    report(view, { message: initials ? 'initials' : 'missing', severity, suggestions })
  },
})
