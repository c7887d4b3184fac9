import { type BlockView, defineRule } from '@limpide/checker'
import { known, readBlocks } from './look/words.ts'

const POINTS_IN_CM = 28.35

/** Words of a page by its number; a file without page breaks shares its words over its pages. */
function wordsByPage(blocks: readonly BlockView[], pages: number): readonly number[] {
  const total = blocks.reduce((sum, block) => sum + block.wordCount, 0)
  if (!blocks.every((block) => block.source.page !== undefined)) return [total / pages]
  const counts = new Map<number, number>()
  for (const block of blocks)
    counts.set(block.source.page ?? 1, (counts.get(block.source.page ?? 1) ?? 0) + block.wordCount)
  return [...counts.values()]
}

export default defineRule({
  id: 'page-dense',
  name: 'Page dense',
  principle: 'mise-en-page',
  severity: 'suggestion',
  why: 'Une page pleine décourage avant même d’être lue.',
  advice: 'Aérez\u00a0: des marges, des intertitres, des paragraphes courts. Retirez ce qui ne sert pas au lecteur.',
  sources: [
    'Fédération Wallonie-Bruxelles, Écrire pour être lu (mise en page)',
    'convention du projet pour les seuils',
  ],
  scope: 'document',
  needs: ['page'],
  except: ['arrete-ou-contrat'],
  thresholds: {
    words: {
      key: 'mots-maximum',
      value: 500,
      unit: 'mots par page',
      range: [200, 900],
      source: 'convention du projet',
    },
    wordsSerious: {
      key: 'mots-avertissement',
      value: 700,
      unit: 'mots par page',
      range: [300, 1200],
      source: 'convention du projet',
    },
    margin: { key: 'marge-minimum', value: 1.5, unit: 'centimètres', range: [0.5, 4], source: 'convention du projet' },
    fullPage: { key: 'mots-page-pleine', value: 150, unit: 'mots', range: [50, 500], source: 'convention du projet' },
  },
  messages: {
    words: 'La page la plus pleine compte {count} mots. Visez {max} mots au plus.',
    margin: 'La marge la plus étroite mesure {size} cm. Visez {min} cm au moins.',
  },
  examples: [
    {
      bad: 'La carte est gratuite pour les enfants de la commune et pour les personnes âgées. '.repeat(40),
      layout: { pages: { value: 1, from: 'measured' } },
      type: 'courrier-information',
    },
    {
      bad: 'La carte est gratuite pour les enfants de la commune et pour les personnes âgées. '.repeat(15),
      layout: {
        pages: { value: 1, from: 'measured' },
        margins: { value: { top: 28, right: 28, bottom: 28, left: 28 }, from: 'declared' },
      },
      type: 'courrier-information',
    },
    {
      good: 'La carte est gratuite pour les enfants de la commune et pour les personnes âgées. '.repeat(20),
      because: 'trois cents mots laissent de l’air',
      layout: { pages: { value: 1, from: 'measured' } },
      type: 'courrier-information',
    },
    {
      good: 'Votre demande est acceptée.',
      because: 'une dernière page de trois lignes',
      layout: {
        pages: { value: 1, from: 'measured' },
        margins: { value: { top: 28, right: 28, bottom: 28, left: 28 }, from: 'declared' },
      },
    },
  ],
  check(view, { threshold, report }) {
    const { margin } = threshold
    const pages = known(view.document.layout.pages) ?? 1
    // A page of figures is read cell by cell.
    const blocks = readBlocks(view).filter((block) => block.kind !== 'cell')
    const densest = Math.round(Math.max(0, ...wordsByPage(blocks, Math.max(1, pages))))
    if (densest > threshold.words) {
      report(view, {
        message: 'words',
        data: { count: densest, max: threshold.words },
        severity: densest > threshold.wordsSerious ? 'avertissement' : 'suggestion',
      })
      return
    }
    const margins = known(view.document.layout.margins)
    if (!margins || densest < threshold.fullPage) return
    const narrowest = Math.min(margins.left, margins.right) / POINTS_IN_CM
    // « 1,5 cm. Visez 1,5 cm » : what shows as the limit is within it.
    if (narrowest > 0 && tenths(narrowest) < tenths(margin))
      report(view, { message: 'margin', data: { size: decimal(narrowest), min: decimal(margin) } })
  },
})

function decimal(value: number): string {
  return tenths(value).toLocaleString('fr-FR')
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
