import { createSign, holdsSign, showsSign, wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

const ENDING = createSign(({ norm }) => /[aeiué]m?ment$/u.test(norm))

export default wordList({
  id: 'adverbe-lourd',
  name: 'Adverbe lourd',
  principle: 'vocabulaire',
  severity: 'suggestion',
  indicator: 'jargon',
  why: 'Un long adverbe pèse dans la phrase\u00a0; souvent, deux mots courts se lisent plus vite.',
  advice: 'Prenez les mots courts, ou supprimez l’adverbe s’il n’ajoute rien.',
  sources: ['convention du projet'],
  list: LISTS['adverbe-lourd'],
  thresholds: {
    perSentence: {
      key: 'adverbes-signales',
      value: 3,
      unit: 'adverbes en -ment dans une phrase',
      range: [2, 6],
      source: 'convention du projet',
    },
  },
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» est long à lire. Plus simple\u00a0: {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» est difficile. Dites ce que cela veut dire\u00a0: {simple}.',
    several: 'Cette phrase compte {count} adverbes en «\u00a0-ment\u00a0»\u00a0: elle est lourde à lire.',
    supprimer: '«\u00a0{terme}\u00a0» n’ajoute rien ici\u00a0: la phrase dit la même chose sans ce mot.',
  },
  also(sentence, { threshold, report }) {
    if (!holdsSign(sentence, ENDING)) return
    const adverbs = sentence.words.filter((word) => showsSign(word, ENDING) && word.upos === 'ADV')
    const last = adverbs[threshold.perSentence - 1]
    if (last) report(last, { message: 'several', data: { count: adverbs.length } })
  },
  examples: [
    {
      bad: 'Nous lirons votre lettre rapidement, attentivement et [[complètement]].',
      better: 'Nous lirons vite toute votre lettre.',
    },
    { bad: "L'aide est versée [[mensuellement]].", better: "L'aide est versée chaque mois." },
    { bad: 'Vous devez [[impérativement]] et préalablement nous prévenir.', better: 'Vous devez nous prévenir avant.' },
    {
      bad: 'Les époux sont [[solidairement]] tenus de payer.',
      better: 'On peut demander la somme entière à chacun des époux.',
    },
    {
      bad: 'Les deux parents signent [[conjointement]] la demande.',
      better: 'Les deux parents signent ensemble la demande.',
    },
    { good: 'Le règlement du logement est affiché.', because: 'ce sont des noms' },
    { good: 'Répondez rapidement.', because: 'l’adverbe est court et courant' },
    { good: 'Votre complément de traitement', because: 'ce sont des noms' },
  ],
})
