import { type SentenceView, wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** True when the sentence speaks to its reader: «vous», «votre», or an order. */
function isToReader({ text, tokens }: SentenceView): boolean {
  return (
    /(?<!\p{L})(?:vous|votre|vos|veuillez)(?!\p{L})/iu.test(text) ||
    tokens.some(({ features }) => features.mood === 'Imp')
  )
}

export default wordList({
  id: 'ton-menacant',
  name: 'Ton menaçant',
  principle: 'vocabulaire',
  severity: 'avertissement',
  indicator: 'ton',
  why: 'Une menace fait peur et cache l’essentiel\u00a0: ce qu’il faut faire, avant quand, et qui peut aider.',
  advice: 'Dites ce qui se passera et comment l’éviter, avec une date et un contact.',
  sources: ['Services Publics+, engagement de bienveillance', 'convention du projet'],
  list: LISTS['ton-menacant'],
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» peut être lu comme une menace. Plus apaisé\u00a0: {simple}.',
    suggérer:
      '«\u00a0{terme}\u00a0»\u00a0: n’employez ces mots que s’ils sont exacts, et dites comment éviter d’en arriver là.',
    supprimer: '«\u00a0{terme}\u00a0» inquiète sans rien apprendre\u00a0: dites plutôt quelles sont les conséquences.',
    nu: '«\u00a0{terme}\u00a0» peut être lu comme une menace. Dites ce que le lecteur peut faire.',
  },
  // «le médecin informera sans délai le maire»: an order to somebody else threatens nobody.
  accepts: ({ entry, sentence }) => entry.term !== 'sans délai' || isToReader(sentence),
  examples: [
    {
      bad: '[[Sous peine de suspension]] immédiate de vos droits, renvoyez ce formulaire.',
      better: 'Renvoyez ce formulaire avant le 3 mai. Sans réponse, nous devrons arrêter le versement de votre aide.',
    },
    {
      bad: "[[À défaut de paiement]], je me verrai contraint d'engager des poursuites.",
      better: 'Payez avant le 3 mai. En cas de difficulté, appelez-nous\u00a0: nous chercherons une solution.',
    },
    { bad: '[[Toute fausse déclaration]] vous expose à des sanctions pénales.' },
    {
      bad: 'Vous perdrez votre place [[avec toutes les conséquences de droit]].',
      better: 'Vous perdrez votre place.',
    },
    { bad: 'Vous [[faites preuve de mauvaise foi]].', better: 'Nous ne comprenons pas votre réponse.' },
    {
      bad: 'Si vous ne payez pas, [[je me verrai dans l’obligation de]] saisir le juge.',
      better: 'Si vous ne payez pas, je devrai saisir le juge.',
    },
    { bad: 'Vous devez payer [[sans délai]].', better: 'Vous devez payer avant le 3 mai.' },
    {
      good: 'Le médecin du stade informe sans délai le maire de tout accident.',
      because: 'l’ordre est donné à une autre personne',
    },
    { good: 'La peine de prison a été prononcée par le tribunal.', because: 'c’est un fait' },
    { good: 'Lettre de mise en demeure avant saisie', because: 'c’est le nom du document' },
    { good: 'Nous comprenons votre peine.', because: '«\u00a0peine\u00a0» veut dire ici «\u00a0chagrin\u00a0»' },
  ],
})
