import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** Messages that a person waits for: there, a vague date leaves someone in doubt. */
const AWAITED = new Set([
  'decision-favorable',
  'refus',
  'demande-de-pieces',
  'accuse-de-reception',
  'courriel',
  'courrier-information',
])

/** «dans les meilleurs délais, et avant le 12 mai», «le plus tôt possible, au moins une semaine avant»: the limit is there. */
const LIMIT =
  /(?:avant|au plus tard|d['’]ici|jusqu['’]|pour le|à compter du)[^.;]{0,12}\s(?:\d{1,2}(?:er)?[\s/.]|XX|[[{<«%$])|(?:au moins|au minimum|au plus tard|dans (?:un|les)|sous)[^.;]{0,30}\s(?:heures?|jours?|semaines?|mois)(?!\p{L})/iu

export default wordList({
  id: 'delai-vague',
  name: 'Délai ou date vagues',
  principle: 'vocabulaire',
  severity: 'suggestion',
  why: 'Sans date, le lecteur ne sait ni jusqu’à quand attendre, ni quand agir.',
  advice: 'Donnez une date, ou un nombre de jours.',
  sources: ['Services Publics+, engagement sur les délais', 'convention du projet'],
  list: LISTS['delai-vague'],
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» ne donne pas de date. Écrivez par exemple {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» ne dit pas quel jour. Plus sûr\u00a0: {simple}.',
  },
  accepts: ({ sentence, end }) => !LIMIT.test(sentence.block.text.slice(end, sentence.end)),
  severityOf: ({ entry }, { document }) => {
    if (entry.action === 'suggérer') return 'information'
    // «sous huitaine» is not understood by everyone, wherever it stands.
    if (entry.term.startsWith('sous ')) return 'avertissement'
    return AWAITED.has(document.type.id) ? 'avertissement' : undefined
  },
  examples: [
    {
      bad: 'Une réponse vous sera apportée [[dans les meilleurs délais]].',
      better: 'Nous vous répondrons avant le 15 mai.',
      type: 'accuse-de-reception',
    },
    { bad: 'Renvoyez ce document [[sous quinzaine]].', better: 'Renvoyez ce document dans les 15 jours.' },
    {
      bad: 'Vous serez [[prochainement]] contacté par un conseiller.',
      better: 'Un conseiller vous appellera avant le 15 mai.',
    },
    { bad: 'Le guichet ouvre [[le mois prochain]].', better: 'Le guichet ouvre le 2 juin.' },
    { good: 'Vous recevrez une réponse avant le 30 juin 2025.', because: 'la date est donnée' },
    { good: "Appelez le 15 dès que possible en cas d'urgence.", because: 'une urgence n’attend pas de date' },
    {
      good: 'Renvoyez votre dossier dans les meilleurs délais, et avant le 12 mai 2026.',
      because: 'la date limite suit',
    },
    {
      good: 'Prévenez-nous le plus tôt possible, au moins une semaine avant votre départ.',
      because: 'le délai suit',
    },
    { good: 'Le délai raisonnable du procès', because: 'c’est une notion de droit' },
  ],
})
