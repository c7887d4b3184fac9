import { type BlockView, defineRule } from '@limpide/checker'
import { firstWords } from '../organisation/reading/text.ts'
import { isScreen, known, readBlocks, styleAt, wordsOf } from './look/words.ts'

/** Words of a block by size in points; words of unknown size are left out. */
function sizesOf(block: BlockView): readonly number[] {
  return wordsOf(block).flatMap((word) => known(styleAt(block, word.start)?.size) ?? [])
}

function round(points: number): number {
  return Math.round(points * 10) / 10
}

export default defineRule({
  id: 'police-trop-petite',
  name: 'Police trop petite',
  principle: 'mise-en-page',
  severity: 'avertissement',
  why: 'Une personne qui voit mal, ou qui lit sur un téléphone, renonce devant des caractères trop petits.',
  advice:
    'Écrivez en 11 points au moins sur papier, en 12 points (16 pixels) à l’écran. Ne réduisez pas les mentions\u00a0: coupez-les.',
  sources: [
    'Fédération Wallonie-Bruxelles, Écrire pour être lu (mise en page)',
    'convention du projet pour les seuils',
  ],
  scope: 'document',
  needs: ['font-size'],
  thresholds: {
    print: { key: 'taille-papier', value: 11, unit: 'points', range: [8, 18], source: 'convention du projet' },
    screen: { key: 'taille-ecran', value: 12, unit: 'points', range: [9, 18], source: 'convention du projet' },
    tiny: { key: 'taille-petit-passage', value: 9, unit: 'points', range: [6, 14], source: 'convention du projet' },
    tinyWords: { key: 'mots-petit-passage', value: 15, unit: 'mots', range: [1, 100], source: 'convention du projet' },
    shown: { key: 'passages-montres', value: 3, unit: 'passages', range: [1, 20], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
    // A size converted from pixels or from a scan is rarely exact.
    tolerance: { key: 'tolerance', value: 0.3, unit: 'points', range: [0, 1], source: 'convention du projet' },
  },
  messages: {
    body: 'Le texte est écrit en {size} points. Visez {min} points au moins.',
    tiny: 'Ce passage est écrit en {size} points\u00a0: {count} mots trop petits pour être lus.',
  },
  examples: [
    {
      bad: '<p style="font-size:10px">[[Votre demande est acceptée]]. La carte arrive chez vous le 5 mai, par courrier simple. Gardez-la dans votre voiture.</p><p style="font-size:10px">Une question ? Appelez la mairie.</p>',
      format: 'html',
    },
    {
      bad: '<p style="font-size:16px">Votre demande est refusée, car vous habitez hors de la commune. Vous pouvez déposer une autre demande à tout moment, à l’accueil de la mairie ou sur son site, sans rendez-vous.</p><p style="font-size:9px">[[Vous pouvez contester cette]] décision dans les deux mois devant le tribunal administratif de Valmont, par courrier ou en ligne.</p>',
      format: 'html',
    },
    {
      good: '<p style="font-size:16px">Votre demande est acceptée. La carte arrive chez vous le 5 mai.</p>',
      because: '16 pixels font 12 points',
      format: 'html',
    },
    {
      good: '<p style="font-size:16px">Votre demande est acceptée. La carte arrive chez vous le 5 mai.</p><p style="font-size:9px">Réf. ST-12, page 1 sur 2</p>',
      because: 'une référence courte peut rester petite',
      format: 'html',
    },
    { good: 'Votre demande est acceptée.', because: 'la taille n’est pas connue : la règle ne répond pas' },
  ],
  check(view, { threshold, report, measure }) {
    const { print, screen } = threshold
    const min = (isScreen(view) ? screen : print) - threshold.tolerance
    const blocks = readBlocks(view).map((block) => ({ block, sizes: sizesOf(block) }))
    const all = blocks.flatMap(({ sizes }) => sizes)
    if (all.length === 0) return
    measure('petits-caracteres', Math.round((100 * all.filter((size) => size < min).length) / all.length))

    const body = blocks.filter(
      ({ block }) => block.zone === 'corps' && block.kind !== 'heading' && block.kind !== 'cell',
    )
    const sizes = body.flatMap((entry) => entry.sizes).sort((a, b) => a - b)
    const median = sizes[Math.floor(sizes.length / 2)]
    const isSmall = median !== undefined && median < min
    if (isSmall) {
      const first = body.find((entry) => (entry.sizes[0] ?? min) < min)?.block
      if (first)
        report(
          { block: first, ...firstWords(first, threshold.underlined) },
          { message: 'body', data: { size: round(median), min: round(min + threshold.tolerance) } },
        )
    }
    const tiny = blocks.filter(
      (entry) =>
        entry.sizes.length > threshold.tinyWords && Math.max(...entry.sizes) < threshold.tiny - threshold.tolerance / 2,
    )
    const others = isSmall && median < threshold.tiny ? tiny.filter(({ block }) => block.zone !== 'corps') : tiny
    for (const { block, sizes: small } of others.slice(0, threshold.shown)) {
      report(
        { block, ...firstWords(block, threshold.underlined) },
        { message: 'tiny', data: { size: round(Math.max(...small)), count: small.length } },
      )
    }
  },
})
