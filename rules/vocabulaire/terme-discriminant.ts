import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** The terms that the circular of 2012 takes out of every form and letter. */
const BANNED = new Set([
  'mademoiselle',
  'mesdemoiselles',
  'Mlle',
  'Mlles',
  'nom de jeune fille',
  'nom patronymique',
  "nom d'épouse",
  "nom d'époux",
])

export default wordList({
  id: 'terme-discriminant',
  name: 'Terme proscrit ou discriminant',
  principle: 'vocabulaire',
  severity: 'avertissement',
  indicator: 'ton',
  zones: ['destinataire', 'objet', 'salutation', 'corps', 'cloture', 'mentions', 'signature'],
  why: 'Ces mots réduisent une personne à un état ou à son mariage\u00a0; plusieurs sont retirés des documents publics.',
  advice: 'Prenez le terme neutre.',
  sources: ['Circulaire n° 5575/SG du 21 février 2012', 'convention du projet'],
  list: LISTS['terme-discriminant'],
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» n’est plus employé dans les documents publics. À la place\u00a0: {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» peut blesser. Plus respectueux\u00a0: {simple}.',
  },
  severityOf: ({ entry }) => (BANNED.has(entry.term) ? 'erreur' : undefined),
  examples: [
    { bad: '☐ Mme ☐ [[Mlle]] ☐ M.', better: '☐ Mme ☐ M.' },
    {
      bad: 'Bonjour [[Mademoiselle]] Garnier, voici votre carte.',
      better: 'Bonjour Madame Garnier, voici votre carte.',
    },
    { bad: '[[Nom de jeune fille]] : ………', better: 'Nom de famille : ………' },
    { bad: 'Le [[chef de famille]] signe ce document.', better: 'Un parent signe ce document.' },
    {
      bad: 'Les [[handicapés]] sont accueillis au guichet 2.',
      better: 'Les personnes handicapées sont accueillies au guichet 2.',
    },
    {
      bad: 'Les personnes [[souffrant d’un handicap]] entrent par ici.',
      better: 'Les personnes ayant un handicap entrent par ici.',
    },
    {
      bad: 'Les personnes [[confinées à un fauteuil roulant]] ont une place réservée.',
      better: 'Les personnes en fauteuil roulant ont une place réservée.',
    },
    {
      bad: 'Madame [[Veuve]] Garnier, votre dossier est complet.',
      better: 'Madame Garnier, votre dossier est complet.',
    },
    { good: 'La maison des Demoiselles', because: 'c’est le nom d’un lieu' },
    { good: "Vous pouvez utiliser votre nom d'usage.", because: 'c’est le terme actuel' },
    { good: "Pension d'invalidité de catégorie 2", because: 'c’est le nom légal d’une prestation' },
    { good: 'Allocation aux adultes handicapés', because: 'c’est le nom légal d’une prestation' },
  ],
})
