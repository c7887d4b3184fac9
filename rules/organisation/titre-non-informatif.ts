import { defineRule, perBlock, type Span, type Suggestion } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'
import { readRows } from './reading/column.ts'
import { firstWords, isMistagged, lower, trimmed } from './reading/text.ts'

const PLAIN_TITLES = new Map(
  readRows(LISTS['titre-non-informatif']).map(([title = '', question = '']) => [title, question]),
)
const NUMBERING =
  /^(?:(?:\d+|[ivx]+|[a-h])[.)°-]+\s*(?:\d+[.)]?\s*)*|(?:titre|partie|chapitre|section) (?:\d+|[ivx]+)\s*[:.–-]?\s*)/

interface Title extends Span {
  /** Its words in lower case, its number left out; « » when it has none. */
  readonly words: string
}

const titleOf = perBlock(({ text }): Title => {
  const place = trimmed(text, { start: 0, end: text.length })
  const words = lower(text.slice(place.start, place.end))
    .replace(NUMBERING, '')
    .replace(/[.:\s]+$/, '')
    .trim()
  return { ...place, words: /\p{L}{2}/u.test(words) ? words : '' }
})

export default defineRule({
  id: 'titre-non-informatif',
  name: 'Titre non informatif',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Le lecteur parcourt les titres pour trouver sa réponse\u00a0: «\u00a0Modalités\u00a0» ne lui dit rien.',
  advice: 'Écrivez la question du lecteur, ou ce que la partie lui apprend.',
  sources: [
    'DITP, fiches « Simplifier les documents administratifs » (titres en forme de questions)',
    'WCAG 2.2, critère 2.4.6 (en-têtes et étiquettes)',
  ],
  scope: 'document',
  except: ['arrete-ou-contrat', 'attestation'],
  indicator: 'dettes-de-structure',
  thresholds: {
    words: { key: 'mots-maximum', value: 15, unit: 'mots', range: [6, 30], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 6,
      unit: 'mots soulignés',
      range: [1, 12],
      source: 'convention du projet',
    },
  },
  messages: {
    empty: 'Ce titre ne dit pas ce que la partie apprend au lecteur.',
    long: 'Ce titre compte {count} mots. Visez {max} mots au plus.',
    same: 'Ce titre est déjà utilisé plus haut.',
  },
  examples: [
    {
      bad: '## [[Modalités]]\n\nPayez par carte ou par chèque.',
      better: '## Comment payer ?\n\nPayez par carte ou par chèque.',
    },
    { bad: '## [[Généralités]]\n\nLa carte est gratuite.' },
    { bad: '## [[Divers]]\n\nLa carte est gratuite.' },
    { bad: '## Comment payer ?\n\nPar carte.\n\n## Combien ?\n\nDix euros.\n\n## [[Comment payer ?]]\n\nPar chèque.' },
    {
      bad: '## [[Ce que vous devez faire si]] vous voulez payer votre facture par carte ou par chèque avant le 30 juin\n\nPayez en ligne.',
    },
    { good: '## Comment payer ?\n\nPar carte.', because: 'le titre pose la question du lecteur' },
    { good: '## Mentions légales\n\nLe site est édité par la mairie.', because: 'un titre attendu' },
    // The catalogue marks « Modalités de paiement par chèque » as « specific: information only »: silence is kept.
    {
      good: '## Modalités de paiement par chèque\n\nÉcrivez le chèque à l’ordre du Trésor public.',
      because: 'le titre est précis',
    },
  ],
  check(view, { threshold, report }) {
    const seen = new Map<string, number>()
    for (const block of view.blocks) {
      if (block.kind !== 'heading' || block.zone === 'navigation' || block.zone === 'objet' || block.zone === 'en-tete')
        continue
      const { words: title, start, end } = titleOf(block)
      if (title === '') continue
      const place = { start, end }
      const question = PLAIN_TITLES.get(title)
      if (question !== undefined) {
        const suggestions: Suggestion[] =
          question === '' ? [] : [{ kind: 'choix', text: question.replace(/ \?/g, '\u00a0?') }]
        report({ block, ...place }, { message: 'empty', suggestions })
        continue
      }
      const level = seen.get(title)
      // The same sub-title under two parts (« Tarifs » of each pool) is a pattern, not a slip.
      if (
        level !== undefined &&
        level === (block.source.level ?? 0) &&
        level <= 2 &&
        // The boxes of a leaflet read as titles by their look may repeat.
        block.source.levelFrom !== 'look' &&
        block.source.marks.every((mark) => mark.kind !== 'placeholder')
      )
        report({ block, ...place }, { message: 'same' })
      seen.set(title, block.source.level ?? 0)
      // A title read by its look may be a whole sentence set large: its length proves nothing.
      if (block.wordCount > threshold.words && block.source.levelFrom !== 'look' && !isMistagged(view, block))
        report(
          { block, ...firstWords(block, threshold.underlined) },
          { message: 'long', data: { count: block.wordCount, max: threshold.words } },
        )
    }
  },
})
