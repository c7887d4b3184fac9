import { type BlockView, defineRule } from '@limpide/checker'
import { firstWords } from '../organisation/reading/text.ts'
import { bodyBlocks, known } from './look/words.ts'

function isJustified(block: BlockView): boolean {
  return known(block.source.style.align) === 'justify'
}

export default defineRule({
  id: 'texte-justifie',
  name: 'Texte justifié',
  principle: 'mise-en-page',
  severity: 'suggestion',
  why: 'Le texte justifié creuse des blancs entre les mots\u00a0: les personnes dyslexiques ou malvoyantes perdent la ligne.',
  advice: 'Alignez le texte à gauche.',
  sources: ['WCAG 2.2, critère 1.4.8 (présentation visuelle)', 'convention du projet'],
  scope: 'document',
  needs: ['alignment'],
  thresholds: {
    share: { key: 'part-signalee', value: 50, unit: '% des mots', range: [10, 100], source: 'convention du projet' },
    words: { key: 'mots-minimum', value: 12, unit: 'mots', range: [1, 100], source: 'convention du projet' },
    narrow: {
      key: 'caracteres-avertissement',
      value: 60,
      unit: 'caractères par ligne',
      range: [30, 100],
      source: 'convention du projet',
    },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    justified: 'Le texte est justifié ({share}\u00a0% des mots).',
  },
  examples: [
    {
      bad: '<p style="text-align:justify">[[Votre demande est acceptée]]. La carte arrive chez vous le 5 mai, par courrier simple, avec une notice.</p>',
      format: 'html',
    },
    {
      bad: '<div style="text-align:justify"><p>[[La piscine ouvre en]] juin, tous les jours sauf le lundi. Les enfants de moins de six ans entrent avec un adulte.</p></div>',
      format: 'html',
    },
    {
      good: '<p style="text-align:left">Votre demande est acceptée. La carte arrive chez vous le 5 mai, par courrier simple, avec une notice.</p>',
      because: 'le texte est aligné à gauche',
      format: 'html',
    },
    {
      good: '<h1 style="text-align:center">Votre carte</h1><p style="text-align:left">Votre demande est acceptée. La carte arrive le 5 mai, avec une notice.</p>',
      because: 'seul le titre est centré',
      format: 'html',
    },
  ],
  check(view, { threshold, report, measure }) {
    const { narrow } = threshold
    const blocks = bodyBlocks(view).filter((block) => block.source.style.align !== undefined)
    const total = bodyBlocks(view).reduce((sum, block) => sum + block.wordCount, 0)
    if (total === 0) return
    // A one-line paragraph is justified in name only.
    const justified = blocks.filter((block) => isJustified(block) && block.wordCount >= threshold.words)
    const share = Math.round((100 * justified.reduce((sum, block) => sum + block.wordCount, 0)) / total)
    measure('texte-justifie', share)
    const [first] = justified
    if (!first || share < threshold.share) return
    const length = known(first.source.style.lineLength)
    report(
      { block: first, ...firstWords(first, threshold.underlined) },
      {
        message: 'justified',
        data: { share },
        severity: length !== undefined && length < narrow ? 'avertissement' : 'suggestion',
      },
    )
  },
})
