import { defineRule } from '@limpide/checker'
import { firstWords } from '../organisation/reading/text.ts'
import { bodyBlocks, known } from './look/words.ts'

function decimal(value: number): string {
  return (Math.round(value * 100) / 100).toLocaleString('fr-FR')
}

export default defineRule({
  id: 'lignes-serrees-ou-longues',
  name: 'Lignes serrées ou trop longues',
  principle: 'mise-en-page',
  severity: 'suggestion',
  why: 'Entre des lignes serrées ou très longues, l’œil se trompe de ligne.',
  advice: 'Réglez l’interligne à 1,15 au moins, et gardez des lignes de moins de 90 caractères.',
  sources: ['WCAG 2.2, critères 1.4.8 et 1.4.12', 'convention du projet pour les seuils'],
  scope: 'document',
  needs: ['line-height'],
  thresholds: {
    pitch: {
      key: 'interligne-minimum',
      value: 1.15,
      unit: 'fois la taille des caractères',
      range: [1, 2],
      source: 'convention du projet',
    },
    pitchSerious: {
      key: 'interligne-avertissement',
      value: 1,
      unit: 'fois la taille des caractères',
      range: [0.8, 1.5],
      source: 'convention du projet',
    },
    share: { key: 'part-signalee', value: 50, unit: '% des mots', range: [10, 100], source: 'convention du projet' },
    line: {
      key: 'caracteres-maximum',
      value: 90,
      unit: 'caractères',
      range: [50, 200],
      source: 'convention du projet',
    },
    lineSerious: {
      key: 'caracteres-avertissement',
      value: 110,
      unit: 'caractères',
      range: [60, 250],
      source: 'convention du projet',
    },
    words: { key: 'mots-minimum', value: 20, unit: 'mots', range: [5, 200], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
    // 1.1499 read from a file is 1.15.
    tolerance: {
      key: 'tolerance',
      value: 0.02,
      unit: 'fois la taille des caractères',
      range: [0, 0.1],
      source: 'convention du projet',
    },
  },
  messages: {
    lines: 'Les lignes sont {look}. Visez {goal}.',
  },
  examples: [
    {
      bad: '<p style="font-size:14px;line-height:1">[[Votre demande est acceptée]]. La carte arrive chez vous le 5 mai, par courrier simple, avec une notice qui explique comment la recharger.</p>',
      format: 'html',
    },
    {
      bad: '<p style="line-height:0.9">[[La piscine ouvre en]] juin, tous les jours sauf le lundi. Les enfants de moins de six ans entrent avec un adulte qui les surveille.</p>',
      format: 'html',
    },
    {
      good: '<p style="line-height:1.15">Votre demande est acceptée. La carte arrive chez vous le 5 mai, par courrier simple, avec une notice qui explique comment la recharger.</p>',
      because: 'l’interligne est suffisant',
      format: 'html',
    },
    {
      good: '<table><tr><td style="line-height:1">Mai</td><td style="line-height:1">20 €</td></tr></table>',
      because: 'les cellules d’un tableau peuvent être serrées',
      format: 'html',
    },
  ],
  check(view, { threshold, report }) {
    const { line, lineSerious, pitchSerious, tolerance } = threshold
    const blocks = bodyBlocks(view).filter((block) => block.zone === 'corps')
    const total = blocks.reduce((sum, block) => sum + block.wordCount, 0)
    if (total < threshold.words) return
    const tight = blocks.filter(
      (block) => (known(block.source.style.lineHeight) ?? Number.POSITIVE_INFINITY) < threshold.pitch - tolerance,
    )
    const share = (100 * tight.reduce((sum, block) => sum + block.wordCount, 0)) / total
    const [first] = tight
    if (first && share >= threshold.share) {
      const pitch = known(first.source.style.lineHeight) ?? threshold.pitch
      report(
        { block: first, ...firstWords(first, threshold.underlined) },
        {
          message: 'lines',
          data: {
            look: `serrées\u00a0: interligne de ${decimal(pitch)}`,
            goal: `${decimal(threshold.pitch)} au moins`,
          },
          severity: pitch < pitchSerious - tolerance ? 'avertissement' : 'suggestion',
        },
      )
      return
    }
    // Line lengths are known only where lines are (pdf): the message is the same debt of air, told by the first block.
    const long = blocks.filter((block) => (known(block.source.style.lineLength) ?? 0) > line)
    const [wide] = long
    if (!wide || (100 * long.reduce((sum, block) => sum + block.wordCount, 0)) / total < threshold.share) return
    const count = known(wide.source.style.lineLength) ?? line
    report(
      { block: wide, ...firstWords(wide, threshold.underlined) },
      {
        message: 'lines',
        data: { look: `longues\u00a0: ${Math.round(count)} caractères`, goal: `${line} caractères au plus` },
        severity: count > lineSerious ? 'avertissement' : 'suggestion',
      },
    )
  },
})
