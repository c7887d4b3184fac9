import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

export default wordList({
  id: 'locution-lourde',
  name: 'Locution lourde',
  principle: 'vocabulaire',
  severity: 'suggestion',
  indicator: 'jargon',
  why: 'Trois ou quatre mots pour en dire un\u00a0: la phrase s’allonge et l’information arrive plus tard.',
  advice: 'Prenez le mot court qui dit la même chose, ou supprimez la locution.',
  sources: ['convention du projet'],
  list: LISTS['locution-lourde'],
  thresholds: {
    atLeast: {
      key: 'locutions-avertissement',
      value: 5,
      unit: 'locutions',
      range: [2, 20],
      source: 'convention du projet',
    },
    within: {
      key: 'mots-document-court',
      value: 400,
      unit: 'mots',
      range: [100, 2000],
      source: 'convention du projet',
    },
  },
  crowd: { atLeast: 'atLeast', within: 'within' },
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» alourdit la phrase. Plus court\u00a0: {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» peut souvent se dire plus simplement\u00a0: {simple}.',
    supprimer: '«\u00a0{terme}\u00a0» n’apporte rien\u00a0: la phrase dit la même chose sans ces mots.',
  },
  examples: [
    {
      bad: "[[Dans le cadre de]] votre demande de logement, nous avons besoin d'un document.",
      better: "Pour votre demande de logement, nous avons besoin d'un document.",
    },
    {
      bad: '[[Préalablement à]] tout versement, un RIB est nécessaire.',
      better: 'Avant tout versement, un RIB est nécessaire.',
    },
    {
      bad: '[[En ce qui concerne]] vos droits, ils sont ouverts depuis mars.',
      better: 'Vos droits sont ouverts depuis mars.',
    },
    {
      bad: '[[Force est de constater que]] votre dossier est incomplet.',
      better: 'Votre dossier est incomplet.',
    },
    {
      bad: '[[N’hésitez pas à]] nous appeler.',
      better: 'Vous pouvez nous appeler.',
    },
    { good: 'Le cadre de la photo doit être blanc.', because: 'le cadre est un objet' },
    { good: 'Au niveau 2 du bâtiment B, guichet 5.', because: 'le niveau est un étage' },
    { good: 'Un cadre de la fonction publique vous recevra.', because: 'le cadre est une personne' },
    { good: 'Un certificat et ce formulaire suffisent.', because: '«\u00a0et ce\u00a0» introduit ici un nom' },
  ],
})
