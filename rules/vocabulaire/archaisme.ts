import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

const NE_POINT =
  /(?<!\p{L})(?:ne |n['’])(?:l['’]|les? |la |lui |leur |se |s['’]|y |en |nous |vous )?\p{L}+ (?<point>point)(?![\p{L}-])(?! (?:de (?:vue|contact|départ|repère)|par point|final))/du

export default wordList({
  id: 'archaisme',
  name: 'Archaïsme et mot soutenu',
  principle: 'vocabulaire',
  severity: 'avertissement',
  except: ['arrete-ou-contrat'],
  indicator: 'jargon',
  why: 'Un mot que l’on ne dit plus ralentit la lecture et éloigne le lecteur.',
  advice: 'Prenez le mot d’aujourd’hui.',
  sources: ['convention du projet'],
  list: LISTS.archaisme,
  also(sentence, { report }) {
    // «ne tombe point»; not «ne fait le point», nor «ne voit de point».
    const found = NE_POINT.exec(sentence.text)
    if (!found?.indices?.groups?.point) return
    const [from, to] = found.indices.groups.point
    report(
      { start: sentence.start + from, end: sentence.start + to },
      { message: 'point', term: 'point', suggestions: [{ kind: 'choix', text: 'pas' }] },
    )
  },
  messages: {
    point: '«\u00a0ne… point\u00a0» est d’un style ancien. Aujourd’hui\u00a0: «\u00a0ne… pas\u00a0».',
    remplacer: '«\u00a0{terme}\u00a0» ne se dit plus guère. Aujourd’hui\u00a0: {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» est d’un style soutenu. Plus simple\u00a0: {simple}.',
    expliquer: '«\u00a0{terme}\u00a0» a un sens légal\u00a0: gardez-le, et expliquez-le. Par exemple\u00a0: {simple}.',
  },
  examples: [
    { bad: 'Le délai ne court [[point]] avant la réception.', better: 'Le délai ne court pas avant la réception.' },
    { good: 'Le conseiller ne fait le point qu’en mai.', because: '«\u00a0faire le point\u00a0» est courant' },
    {
      bad: '[[Nonobstant]] votre relance, ledit document ne nous est pas parvenu.',
      better: 'Malgré votre relance, ce document ne nous est pas parvenu.',
    },
    { bad: 'Les frais [[y afférents]] restent à votre charge.', better: 'Ces frais restent à votre charge.' },
    {
      bad: 'Nous vous [[réitérons]] notre demande itérative du 3 mars.',
      better: 'Nous répétons notre demande du 3 mars.',
    },
    { bad: 'Le délai peut être long, [[voire]] dépasser un an.', better: 'Le délai peut même dépasser un an.' },
    { bad: 'Le tuteur agit [[ès qualités]].', better: 'Le tuteur agit dans le cadre de ses fonctions.' },
    { good: 'Rue du Sieur-de-Joinville', because: 'c’est le nom d’une rue' },
    { good: "Le dit de votre enfant est noté par l'éducateur.", because: '«\u00a0dit\u00a0» est ici un nom' },
    { good: 'La clause «nonobstant toute clause contraire» est nulle.', because: 'la clause est citée' },
    { good: 'L’audit de votre logement est gratuit.', because: '«\u00a0audit\u00a0» est ici un contrôle' },
  ],
})
