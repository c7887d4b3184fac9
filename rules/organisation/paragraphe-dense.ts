import { type BlockView, defineRule, type SentenceView, type Suggestion } from '@limpide/checker'
import { firstWords, isLines } from './reading/text.ts'

/** Words that open a new idea: the best places to cut. */
const CONNECTOR =
  /^(?:par ailleurs|en outre|de plus|toutefois|cependant|néanmoins|en effet|enfin|ensuite|d’autre part|d'autre part|en revanche|par conséquent|ainsi|aussi|or)(?![\p{L}])/iu

interface Limits {
  readonly words: number
  readonly sentences: number
}

/**
 * The heaviest paragraph that the reader sees in a block. In a message typed without blank lines, every line end closes
 * a sentence: each line is then a paragraph. In a text wrapped at 80 columns, line ends fall anywhere and mean nothing.
 */
function heaviest(block: BlockView): { readonly count: number; readonly sentences: number } {
  const isTyped = !/[^.!?…:)»\s][^\S\n]*\n/u.test(block.text)
  let best = { count: 0, sentences: 0 }
  let count = 0
  let sentences = 0
  let end = 0
  for (const sentence of block.sentences) {
    if (isTyped && /\n/.test(block.text.slice(end, sentence.start))) {
      count = 0
      sentences = 0
    }
    count += sentence.wordCount
    if (sentence.hasVerb) sentences += 1
    end = sentence.start + sentence.text.trimEnd().length
    if (count > best.count) best = { ...best, count }
    if (sentences > best.sentences) best = { ...best, sentences }
  }
  return best
}

/** The sentences that open each paragraph once cut, or nothing when a piece would still be too long. */
function cuts(sentences: readonly SentenceView[], limits: Limits): readonly SentenceView[] {
  const total = sentences.reduce((sum, sentence) => sum + sentence.wordCount, 0)
  const middle = total / 2
  // One cut is enough when both halves fit: at a connector first, else nearest to the middle.
  let before = 0
  let best: { sentence: SentenceView; cost: number } | undefined
  for (const [i, sentence] of sentences.entries()) {
    if (i > 0) {
      const fits =
        before <= limits.words &&
        total - before <= limits.words &&
        i <= limits.sentences &&
        sentences.length - i <= limits.sentences
      const cost = Math.abs(before - middle) - (CONNECTOR.test(sentence.text) ? total : 0)
      if (fits && (!best || cost < best.cost)) best = { sentence, cost }
    }
    before += sentence.wordCount
  }
  if (best) return [best.sentence]
  const openings: SentenceView[] = []
  let words = 0
  let count = 0
  for (const sentence of sentences) {
    if (sentence.wordCount > limits.words) return []
    if (words + sentence.wordCount > limits.words || count + 1 > limits.sentences) {
      openings.push(sentence)
      words = 0
      count = 0
    }
    words += sentence.wordCount
    count += 1
  }
  return openings
}

function split(block: BlockView, openings: readonly SentenceView[], html: boolean): readonly Suggestion[] {
  const gap = html ? '</p>\n<p>' : '\n\n'
  const [first] = openings
  if (!first || block.kind !== 'paragraph') return []
  const label = 'Couper ce paragraphe'
  if (openings.length === 1) {
    if (block.source.marks.some((mark) => mark.start < first.start && mark.end > first.start)) return []
    const start = block.text.slice(0, first.start).trimEnd().length
    return [{ kind: 'remplacement', label, text: gap, block, span: { start, end: first.start } }]
  }
  // Rewriting the whole paragraph would lose the source of its bold words and links.
  if (block.source.marks.length > 0) return []
  let text = ''
  let from = 0
  for (const { start } of openings) {
    text += block.text.slice(from, start).trimEnd() + gap
    from = start
  }
  return [
    {
      kind: 'remplacement',
      label,
      text: text + block.text.slice(from),
      block,
      span: { start: 0, end: block.text.length },
    },
  ]
}

export default defineRule({
  id: 'paragraphe-dense',
  name: 'Paragraphe dense',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Un bloc de texte décourage\u00a0: le lecteur le saute ou s’y perd.',
  advice: 'Gardez une idée par paragraphe. Coupez-le, ou faites une liste.',
  sources: [
    'Fédération Wallonie-Bruxelles, Écrire pour être lu (une idée par paragraphe)',
    'convention du projet pour les seuils',
  ],
  scope: 'block',
  kinds: ['paragraph', 'quote'],
  thresholds: {
    words: { key: 'mots-maximum', value: 80, unit: 'mots', range: [40, 200], source: 'convention du projet' },
    allowance: { key: 'tolerance', value: 5, unit: '% de plus', range: [0, 50], source: 'convention du projet' },
    allowanceLaw: {
      key: 'tolerance-contrat',
      value: 20,
      unit: '% de plus, pour un contrat ou un arrêté',
      range: [0, 100],
      source: 'convention du projet',
    },
    sentences: { key: 'phrases-maximum', value: 5, unit: 'phrases', range: [3, 15], source: 'convention du projet' },
    wordsSerious: {
      key: 'mots-avertissement',
      value: 120,
      unit: 'mots',
      range: [60, 300],
      source: 'convention du projet',
    },
    wordsGrave: { key: 'mots-erreur', value: 200, unit: 'mots', range: [80, 500], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    words: 'Ce paragraphe compte {count} mots. Visez {max} mots au plus.',
    sentences: 'Ce paragraphe compte {count} phrases. Visez {max} phrases au plus.',
  },
  examples: [
    {
      bad: '[[La carte de transport]] donne droit à une réduction sur tous les bus et tous les trains du département, du lundi au dimanche, toute l’année, sauf le soir du 31 décembre. Elle est valable un an à partir du jour où vous la retirez au guichet, et elle peut être renouvelée deux fois sans nouvelle demande. Par ailleurs, les personnes qui accompagnent un enfant de moins de six ans voyagent gratuitement, à condition de présenter la carte au conducteur au moment où elles montent dans le bus.',
      better:
        'La carte de transport donne droit à une réduction sur tous les bus et tous les trains du département, toute l’année.\n\nElle est valable un an à partir du jour où vous la retirez au guichet.',
    },
    {
      bad: '[[Le guichet est ouvert]]. Il se trouve au rez-de-chaussée. Vous pouvez venir sans rendez-vous. Un agent vous reçoit. Il vérifie vos papiers. Il vous remet votre carte. Vous la signez.',
    },
    {
      good: 'Le guichet est ouvert tous les jours. Il se trouve au rez-de-chaussée, à gauche de l’entrée. Vous pouvez venir sans rendez-vous, avec vos papiers. Un agent vous reçoit et vous remet votre carte.',
      because: 'quatre phrases courtes se lisent d’un trait',
    },
    {
      good: 'Vous avez demandé une carte pour le bus de votre commune le 4 mai, par le guichet de la gare, avec une photo et une copie de votre bail.\nLe service des cartes a bien reçu cette demande et prépare votre carte, qui sera prête dans une semaine environ, au plus tard le 18 mai.\nVous la retirez au guichet de la gare, du lundi au vendredi, de 9 h à 17 h, avec une pièce d’identité et le reçu que vous a donné l’agent.',
      because: 'chaque ligne est un paragraphe court',
      format: 'txt',
    },
    {
      good: 'Le locataire entretient les lieux. Il répare les robinets, les serrures et les volets. Il remplace les vitres cassées. Il laisse entrer les ouvriers du bailleur quand des travaux urgents sont nécessaires. Il rend les lieux propres à la fin du bail, avec toutes les clés. Il prévient le bailleur de tout dégât des eaux.',
      because: 'une clause d’un contrat reste entière',
      type: 'arrete-ou-contrat',
    },
    {
      good: 'Mairie de Valmont\nService des transports\n3 place du Marché\n96100 Valmont\nTél. 01 99 00 41 12\nOuvert du lundi au vendredi',
      because: 'une adresse n’est pas un paragraphe',
      format: 'txt',
    },
  ],
  check(block, { threshold, report, document }) {
    const limits = { words: threshold.words, sentences: threshold.sentences }
    // « 82 mots. Visez 80 » : a few words over are no fault. A contract or a decree keeps its clauses whole a while longer.
    const isLaw = document.type.id === 'arrete-ou-contrat'
    const most = (limits.words * (100 + (isLaw ? threshold.allowanceLaw : threshold.allowance))) / 100
    if (block.wordCount <= most && block.sentences.length <= limits.sentences) return
    if (isLines(block)) return
    const { count, sentences } = heaviest(block)
    const isLong = count > most
    if (!isLong && (isLaw || sentences <= limits.sentences)) return
    const suggestions = split(block, cuts(block.sentences, limits), document.document.format === 'html')
    const severity =
      count > threshold.wordsGrave ? 'erreur' : count > threshold.wordsSerious ? 'avertissement' : 'suggestion'
    const place = firstWords(block, threshold.underlined)
    if (isLong) report(place, { message: 'words', data: { count, max: limits.words }, severity, suggestions })
    else
      report(place, { message: 'sentences', data: { count: sentences, max: limits.sentences }, severity, suggestions })
  },
})
