import { type BlockView, defineRule, perBlock } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { isMarked } from './look/words.ts'

/** A title that opens a line is short. */
const RUN_IN = 8

interface Run {
  readonly block: BlockView
  readonly words: readonly Token[]
}

function isCapital({ kind, text }: Token): boolean {
  if (kind !== 'word' || text.length < 2) return false
  // Nearly every word says so by its last letter.
  const last = text.charCodeAt(text.length - 1)
  if (last >= SMALL_A && last <= SMALL_Z) return false
  return text === text.toUpperCase() && text !== text.toLowerCase()
}

const SMALL_A = 97
const SMALL_Z = 122

/** « Où ? Au guichet », « Nom du projet : … »: bold that opens a line names what follows. */
function isRunIn({ block, words }: Run): boolean {
  const [first] = words
  const last = words.at(-1)
  if (!first || !last || block.text.slice(0, first.start).trim() !== '') return false
  return words.length <= RUN_IN && /^\s*[:?]/.test(block.text.slice(last.end))
}

/** How many words a block has, its runs of bold words, and how many of its words shout: capitals in a row, underline. */
interface Look {
  readonly count: number
  readonly runs: readonly (readonly Token[])[]
  readonly shouted: number
}

const NO_RUNS: Look['runs'] = []
const looks = new Map<number, (block: BlockView) => Look>()

function looksOf(capitals: number): (block: BlockView) => Look {
  const known = looks.get(capitals)
  if (known) return known
  const look = perBlock((block) => readLook(block, capitals))
  looks.set(capitals, look)
  return look
}

function readLook(block: BlockView, capitals: number): Look {
  const runs: Token[][] = []
  let shouted = 0
  let bold: Token[] = []
  let upper = 0
  const isUnmarked = block.source.marks.length === 0
  let count = 0
  for (const { words } of block.sentences) {
    for (const word of words) {
      count += 1
      upper = isCapital(word) ? upper + 1 : 0
      if (upper === capitals) shouted += capitals
      else if (upper > capitals) shouted += 1
      else if (isUnmarked) continue
      else if (isMarked(block, 'underline', word.start) && !isMarked(block, 'link', word.start)) shouted += 1
      if (isMarked(block, 'strong', word.start)) bold.push(word)
      else if (bold.length > 0) {
        runs.push(bold)
        bold = []
      }
    }
  }
  if (bold.length > 0) runs.push(bold)
  return { count, runs: runs.length === 0 ? NO_RUNS : runs, shouted }
}

export default defineRule({
  id: 'gras-excessif',
  name: 'Gras excessif',
  principle: 'mise-en-page',
  severity: 'suggestion',
  why: 'Quand tout est en gras, plus rien ne ressort.',
  advice: 'Gardez le gras pour une date, un montant ou une action\u00a0: quelques mots par page.',
  sources: [
    'DITP, fiches « Simplifier les documents administratifs »',
    'Fédération Wallonie-Bruxelles, Écrire pour être lu (mise en page)',
    'convention du projet pour les seuils',
  ],
  scope: 'document',
  needs: ['emphasis'],
  thresholds: {
    share: { key: 'part-maximum', value: 15, unit: '% des mots', range: [5, 60], source: 'convention du projet' },
    shareSerious: {
      key: 'part-avertissement',
      value: 30,
      unit: '% des mots',
      range: [10, 90],
      source: 'convention du projet',
    },
    run: { key: 'mots-de-suite', value: 25, unit: 'mots', range: [8, 80], source: 'convention du projet' },
    words: { key: 'mots-minimum', value: 40, unit: 'mots', range: [10, 200], source: 'convention du projet' },
    capitals: { key: 'mots-en-capitales', value: 4, unit: 'mots', range: [2, 12], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    share: '{share}\u00a0% du texte est en gras. Visez {max}\u00a0% au plus.',
    run: '{count} mots de suite sont en gras.',
  },
  examples: [
    {
      bad: '<p><b>[[Votre carte expire le]] 4 mai 2026 et doit être renouvelée</b> avant cette date. Venez au guichet de la mairie <b>avec une photo récente</b>, du lundi au vendredi de 9 h à 16 h. La carte coûte 20 euros par an pour les adultes de la commune.</p>',
      format: 'html',
    },
    {
      bad: '<p>Madame, voici les règles de la piscine pour cet été, affichées à l’entrée et au vestiaire.</p><p><b>[[Les enfants de moins]] de six ans doivent être accompagnés par un adulte en maillot, qui reste dans l’eau avec eux et les surveille pendant toute la durée de la baignade.</b></p>',
      format: 'html',
    },
    {
      good: '<p>Votre carte expire le <b>4 mai 2026</b>. Venez au guichet de la mairie avec une photo récente, du lundi au vendredi de 9 h à 16 h. La carte coûte 20 euros par an pour les adultes de la commune.</p>',
      because: 'une seule date est en gras',
      format: 'html',
    },
    {
      good: '<p><b>Où ?</b> Au guichet de la mairie, place du Marché, au rez-de-chaussée, en face de la gare routière et du cinéma.</p><p><b>Quand ?</b> Du lundi au vendredi, de 9 h à 16 h, sauf les jours fériés et pendant les vacances de Noël.</p>',
      because: 'le gras ouvre chaque paragraphe',
      format: 'html',
    },
    {
      good: '<table><tr><th>Mois</th><th>Prix</th></tr><tr><td>Mai</td><td>20 €</td></tr><tr><td><b>Total</b></td><td><b>20 €</b></td></tr></table>',
      because: 'un total en gras dans un tableau',
      format: 'html',
    },
  ],
  check(view, { threshold, report, measure }) {
    const { shareSerious, run: longRun, underlined } = threshold
    const lookAt = looksOf(threshold.capitals)
    let total = 0
    let shouted = 0
    const inside: Run[] = []
    for (const block of view.blocks) {
      if (block.zone !== 'corps' && block.zone !== 'mentions') continue
      const { kind } = block
      if (kind === 'heading' || kind === 'cell' || kind === 'label' || kind === 'code') continue
      const look = lookAt(block)
      total += look.count
      shouted += look.shouted
      for (const words of look.runs) {
        const run = { block, words }
        // A whole short paragraph in bold is a title of its own.
        if ((words.length < look.count || words.length > longRun) && !isRunIn(run)) inside.push(run)
      }
    }
    if (total === 0) return
    const bold = inside.reduce((sum, { words }) => sum + words.length, 0)
    const share = Math.round((100 * bold) / total)
    const drowned = share > threshold.share ? bold : 0
    measure('mise-en-valeur', Math.round((100 * Math.min(total, shouted + drowned)) / total))
    const at = ({ block, words }: Run): { block: BlockView; start: number; end: number } => ({
      block,
      start: words[0]?.start ?? 0,
      end: words[Math.min(words.length, underlined) - 1]?.end ?? block.text.length,
    })
    const long = inside.find(({ words }) => words.length > longRun)
    if (long) {
      report(at(long), { message: 'run', data: { count: long.words.length }, severity: 'avertissement' })
      return
    }
    const [first] = inside
    if (first && total >= threshold.words && share > threshold.share) {
      report(at(first), {
        message: 'share',
        data: { share, max: threshold.share },
        severity: share > shareSerious ? 'avertissement' : 'suggestion',
      })
    }
  },
})
