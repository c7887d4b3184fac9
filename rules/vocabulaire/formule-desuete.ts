import { wordList } from '@limpide/checker'
import { capitalised } from '../grammar/capital.ts'
import { LISTS } from '../lists.generated.ts'

const CLOSING =
  /(?:veuillez|je vous prie|nous vous prions|vous priant|en vous priant)[^.!?]{0,80}?(?:agréer|recevoir|croire|accepter)[^.!?]{0,120}?(?:expression|assurance|considération|sentiments|dévouement|hommages|respectueuses)[^.!?]{0,80}/iu

export default wordList({
  id: 'formule-desuete',
  name: 'Formule d’usage désuète',
  principle: 'vocabulaire',
  severity: 'suggestion',
  indicator: 'ton',
  why: 'Une formule toute faite allonge le message et met de la distance, sans rien dire au lecteur.',
  advice: 'Commencez par l’information. Terminez par une formule courte.',
  sources: ['convention du projet'],
  list: LISTS['formule-desuete'],
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» est une formule ancienne. Plus direct\u00a0: {simple}.',
    supprimer: '«\u00a0{terme}\u00a0» est une formule ancienne\u00a0: la phrase dit la même chose sans elle.',
    nu: '«\u00a0{terme}\u00a0» est une formule ancienne\u00a0: allez droit au fait.',
    cloture: 'Cette formule de politesse est longue et ancienne\u00a0: une formule courte suffit.',
  },
  severityOf: ({ entry }) => (/honneur|présente/.test(entry.term) ? 'avertissement' : undefined),
  also(sentence, { document, report }) {
    const found = CLOSING.exec(sentence.text)
    if (!found) return
    const start = sentence.start + found.index
    const end = start + found[0].trimEnd().length
    // « l’expression de ma considération » is signed by one person, who stays the one who greets.
    const plain = /(?<!\p{L})(?:je|ma|mon|mes)(?!\p{L})/iu.test(found[0])
      ? 'je vous prie d’agréer mes salutations'
      : 'nous vous prions d’agréer nos salutations'
    const letter = /^\p{Lu}/u.test(found[0]) ? capitalised(plain) : plain
    const courteous = document.type.id === 'courriel' ? 'Cordialement,' : letter
    report({ start, end }, { message: 'cloture', term: 'cloture', suggestions: [{ kind: 'choix', text: courteous }] })
  },
  examples: [
    {
      bad: "[[J'ai l'honneur de vous faire connaître que]] votre demande est acceptée.",
      better: 'Votre demande est acceptée.',
    },
    { bad: '[[Par la présente]], nous accusons réception de votre dossier.', better: 'Nous avons reçu votre dossier.' },
    { bad: "[[Veuillez agréer, Madame, l'expression de ma considération distinguée]].", better: 'Cordialement,' },
    { bad: '[[Je vous saurais gré de]] répondre avant le 3 mai.', better: 'Répondez avant le 3 mai.' },
    { bad: '[[Vous remerciant par avance]], nous attendons votre réponse.', better: 'Nous attendons votre réponse.' },
    {
      bad: '[[Je suis au regret de vous informer que]] votre demande est refusée.',
      better: 'Votre demande est refusée.',
    },
    {
      bad: '[[Veuillez trouver ci-joint]] votre carte.',
      better: 'Vous trouverez avec ce courrier votre carte.',
    },
    { good: 'Cordialement,', because: 'la formule est courte' },
    { good: "Le conseil municipal des jeunes est à l'honneur.", because: '«\u00a0à l’honneur\u00a0» a un autre sens' },
    {
      good: "Dans l'attente de votre visite, préparez vos documents.",
      because: 'la formule ouvre une consigne utile',
    },
  ],
})
