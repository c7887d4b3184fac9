import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** «Enter your login and your password»: a sentence written in English for readers of English borrows nothing. */
const ENGLISH = /(?<!\p{L})(?:the|your|you|and|with|of|this|from|will)(?!\p{L})/giu

export default wordList({
  id: 'anglicisme',
  name: 'Anglicisme',
  principle: 'vocabulaire',
  severity: 'avertissement',
  indicator: 'jargon',
  why: 'Un mot anglais exclut les lecteurs qui ne le connaissent pas, et la loi demande le mot français.',
  advice: 'Prenez le mot français.',
  sources: ['Loi n° 94-665 du 4 août 1994 relative à l’emploi de la langue française'],
  list: LISTS.anglicisme,
  accepts: ({ sentence }) => (sentence.text.match(ENGLISH)?.length ?? 0) < 2,
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» vient de l’anglais. En français\u00a0: {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» vient de l’anglais. Le mot français est peut-être plus clair\u00a0: {simple}.',
  },
  examples: [
    { bad: 'Envoyez-nous un [[mail]] avant la deadline.', better: 'Envoyez-nous un courriel avant la date limite.' },
    {
      bad: 'Vous pouvez [[uploader]] vos documents dans votre espace.',
      better: 'Vous pouvez déposer vos documents dans votre espace.',
    },
    {
      bad: 'Le [[process]] de validation dure deux semaines.',
      better: 'La procédure de validation dure deux semaines.',
    },
    { bad: 'Prenez un [[selfie]] avec votre carte.', better: 'Prenez une photo de vous avec votre carte.' },
    { good: 'Le mail de Rennes est piétonnier.', because: 'ce mail est une promenade' },
    { good: 'FranceConnect, Pass Navigo, Parcoursup', because: 'ce sont des noms de services' },
    { good: 'Apportez votre passeport et un SMS de confirmation.', because: 'ces mots sont admis' },
    {
      good: 'Votre empreinte digitale est enregistrée.',
      because: '«\u00a0digitale\u00a0» veut dire ici «\u00a0du doigt\u00a0»',
    },
  ],
})
