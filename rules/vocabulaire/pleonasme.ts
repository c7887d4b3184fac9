import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

export default wordList({
  id: 'pleonasme',
  name: 'Pléonasme',
  principle: 'vocabulaire',
  severity: 'suggestion',
  indicator: 'jargon',
  why: 'Dire deux fois la même chose allonge la phrase sans rien apprendre au lecteur.',
  advice: 'Gardez le mot court, supprimez la répétition.',
  sources: ['convention du projet'],
  list: LISTS.pleonasme,
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» dit deux fois la même chose. Il suffit d’écrire {simple}.',
    supprimer: '«\u00a0{terme}\u00a0» répète ce que le verbe dit déjà\u00a0: la phrase se comprend sans ces mots.',
    suggérer: '«\u00a0{terme}\u00a0» dit peut-être deux fois la même chose. Il suffit souvent d’écrire {simple}.',
  },
  examples: [
    { bad: "Pensez à [[prévoir à l'avance]] vos justificatifs.", better: 'Pensez à prévoir vos justificatifs.' },
    { bad: 'Nous avons reporté la réunion [[à une date ultérieure]].', better: 'Nous avons reporté la réunion.' },
    { bad: "[[Comme par exemple]], une facture d'électricité.", better: "Par exemple, une facture d'électricité." },
    { bad: 'Parlez-nous de votre [[futur projet]].', better: 'Parlez-nous de votre projet.' },
    {
      good: "Prévoyez deux heures à l'avance pour le trajet.",
      because: '«\u00a0à l’avance\u00a0» porte ici sur «\u00a0deux heures\u00a0»',
    },
    { good: 'La réunion est reportée au 12 juin.', because: 'rien n’est dit deux fois' },
    { good: 'Descendez au rez-de-chaussée.', because: 'l’étage est utile' },
  ],
})
