import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

export default wordList({
  id: 'latin',
  name: 'Latin',
  principle: 'vocabulaire',
  severity: 'avertissement',
  indicator: 'jargon',
  why: 'Une formule latine n’est comprise que de ceux qui ont étudié le droit ou le latin.',
  advice: 'Dites-le en français.',
  sources: ['convention du projet'],
  list: LISTS.latin,
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» est du latin. En français\u00a0: {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» est du latin entré dans l’usage. Plus clair\u00a0: {simple}.',
    expliquer: '«\u00a0{terme}\u00a0» a un sens légal\u00a0: gardez-le, et expliquez-le. Par exemple\u00a0: {simple}.',
  },
  examples: [
    { bad: 'Le montant est calculé [[prorata temporis]].', better: 'Le montant est calculé en proportion du temps.' },
    { bad: 'Voir [[infra]] les modalités de paiement.', better: 'Voir plus bas les modalités de paiement.' },
    { bad: 'Une commission [[ad hoc]] examinera votre dossier.', better: 'Une commission examinera votre dossier.' },
    {
      bad: 'Domicile de votre conjoint\u00a0: [[idem]].',
      better: 'Domicile de votre conjoint\u00a0: la même adresse.',
    },
    { bad: 'Le conseil n’a pas atteint le [[quorum]].' },
    { good: 'Envoyez votre dossier via le site.', because: '«\u00a0via\u00a0» est un mot admis' },
    { good: 'Joignez votre curriculum vitae.', because: 'c’est le nom usuel du document' },
    { good: 'Un minimum de deux photos est demandé.', because: '«\u00a0minimum\u00a0» est un mot français' },
  ],
})
