import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** «la DDE», «le cours de SVT», «la DIR.»: in capitals, these are the names of other things. */
const NAME_IN_CAPITALS = new Set(['cad', 'dde', 'ddes', 'dir.', 'pb', 'pbs', 'svt'])

export default wordList({
  id: 'abreviation',
  name: 'Abréviation',
  principle: 'vocabulaire',
  severity: 'suggestion',
  indicator: 'sigles',
  kinds: ['heading', 'paragraph', 'item', 'quote', 'caption', 'label'],
  why: 'Une abréviation oblige le lecteur à deviner le mot, et une synthèse vocale la lit mal.',
  advice: 'Écrivez le mot entier.',
  sources: ['convention du projet'],
  list: LISTS.abreviation,
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» est une abréviation. Écrivez {simple}.',
    suggérer: 'L’abréviation française est {simple}, et non «\u00a0{terme}\u00a0».',
  },
  // «12 bd Victor-Hugo, 59000 Lille»: in an address, abbreviations are the custom.
  accepts: ({ entry, sentence, start, end }) =>
    !/(?<!\d)\d{5}(?!\d)\s+\p{Lu}/u.test(sentence.block.text) &&
    !(NAME_IN_CAPITALS.has(entry.term) && /^\p{Lu}+\.?$/u.test(sentence.block.text.slice(start, end))),
  severityOf: ({ entry }) => (entry.action === 'suggérer' ? 'information' : undefined),
  examples: [
    { bad: '[[Cf.]] art. 3 du règlement.', better: 'Voir l’article 3 du règlement.' },
    { bad: 'Fournir un [[doc.]] de moins de 3 mois svp.', better: 'Fournissez un document de moins de 3 mois.' },
    { bad: "Votre [[dpt]] de résidence verse l'aide.", better: "Votre département de résidence verse l'aide." },
    { bad: '[[Mr]] Garnier vous recevra.', better: 'M. Garnier vous recevra.' },
    { good: 'M. et Mme Garnier', because: 'ce sont les abréviations d’usage' },
    { good: '12 bd Victor-Hugo, 59000 Lille', because: 'c’est une adresse' },
    { good: '14 h 30, 25 km, n° 12', because: 'ce sont des unités admises' },
  ],
})
