import { type BlockView, defineRule, isMessage } from '@limpide/checker'
import { addAbove } from '../engagements/said/insert.ts'
import { firstWords } from './reading/text.ts'

/** A short bold line alone in its paragraph heads what follows, though the file does not say so. */
function heads(block: BlockView, next: BlockView | undefined): boolean {
  if (block.kind === 'heading' || block.kind === 'label') return true
  const text = block.text.trim()
  if (text.length === 0 || text.length > 90 || block.kind !== 'paragraph') return false
  const bold = block.source.marks.reduce((sum, mark) => sum + (mark.kind === 'strong' ? mark.end - mark.start : 0), 0)
  return bold >= text.length * 0.9 || (/\?$/.test(text) && block.wordCount < 12) || isLabel(block, next)
}

/** « Format d’import des données », alone above a longer paragraph or a list, heads it whatever its style. */
function isLabel(block: BlockView, next: BlockView | undefined): boolean {
  return (
    block.wordCount <= 10 &&
    !/[.,;!]$/.test(block.text.trim()) &&
    next !== undefined &&
    (next.kind === 'item' || next.wordCount > 15)
  )
}

/** A list of works or of links is looked up, not read. */
const SOURCES = /^[\d.\s]*(?:bibliographi|références|sources|webographi|pour en savoir plus|liens utiles|ressources)/iu

/** The paragraph nearest to the middle of a run. */
function middle(run: readonly BlockView[], count: number): BlockView | undefined {
  let before = 0
  let best: BlockView | undefined
  let distance = Number.POSITIVE_INFINITY
  for (const block of run) {
    const gap = Math.abs(before - count / 2)
    if (block.kind === 'paragraph' && gap < distance) {
      best = block
      distance = gap
    }
    before += block.wordCount
  }
  return best
}

export default defineRule({
  id: 'intertitres-manquants',
  name: 'Intertitres manquants',
  principle: 'organisation',
  severity: 'avertissement',
  why: 'Le lecteur cherche une réponse à sa question\u00a0: les intertitres l’y conduisent.',
  advice: 'Ajoutez un intertitre par partie, si possible la question que se pose le lecteur.',
  sources: [
    'DITP, fiches « Simplifier les documents administratifs » (un titre par partie)',
    'ISO 24495-1:2023 (information repérable)',
    'convention du projet pour les seuils',
  ],
  scope: 'document',
  needs: ['structure'],
  except: ['arrete-ou-contrat', 'attestation', 'script-telephonique', 'accuse-de-reception', 'autre'],
  indicator: 'dettes-de-structure',
  thresholds: {
    page: {
      key: 'mots-page',
      value: 300,
      unit: 'mots sans intertitre',
      range: [100, 800],
      source: 'convention du projet',
    },
    letter: {
      key: 'mots-courrier',
      value: 350,
      unit: 'mots sans intertitre',
      range: [150, 1000],
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
    missing: '{count} mots se suivent sans intertitre à partir d’ici.',
  },
  examples: [
    {
      bad: `# Carte de bus\n\n[[La carte de bus]] est gratuite pour les enfants. ${'Elle sert dans tous les bus du département, tous les jours de la semaine, le matin comme le soir.\n\n'.repeat(20)}`,
      type: 'page-information',
    },
    {
      bad: `Madame,\n\n[[Vous habitez la commune]] depuis dix ans. ${'La commune entretient les rues, les places, les jardins et les écoles, avec l’aide de ses agents.\n\n'.repeat(25)}`,
      type: 'courrier-information',
    },
    {
      good: 'Madame,\n\nVotre demande est acceptée. Votre carte arrive le 5 mai.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      because: 'une lettre courte n’a pas besoin d’intertitre',
      type: 'decision-favorable',
    },
    {
      good: `# Carte de bus\n\n${'## Qui peut la demander ?\n\nElle sert dans tous les bus du département, tous les jours de la semaine.\n\n'.repeat(20)}`,
      because: 'chaque partie a son intertitre',
      type: 'page-information',
    },
    {
      good: `# Carte de bus\n\nPour la demander :\n\n${'- apportez une photo, la carte de l’école et une facture d’eau ou de gaz à l’accueil de la gare ;\n'.repeat(20)}`,
      because: 'les lignes d’une liste se parcourent déjà',
      type: 'page-information',
    },
    {
      good: `# Étude sur les bus\n\n## Bibliographie\n\n${'Roux L, Morel K. Les bus du soir dans les petites villes. Revue des transports 2019 ; 12 : 44-51.\n\n'.repeat(20)}`,
      because: 'une bibliographie se consulte, elle ne se lit pas',
      type: 'notice',
    },
  ],
  check(view, { threshold, report }) {
    const { page, letter, underlined } = threshold
    const isLetter = isMessage(view)
    // A file without heading styles may have headings by their look: silence rather than a guess.
    const isPaged = view.document.format !== 'html' && view.document.format !== 'md'
    const headed = view.blocks.some((block) => block.kind === 'heading' && block.source.levelFrom !== 'look')
    if (!headed && !isLetter && isPaged) return
    const max = isLetter ? letter : page
    let count = 0
    let first: BlockView | undefined
    let run: BlockView[] = []
    let isSources = false
    const close = (): void => {
      if (first && count > max && !isSources) {
        const place = view.document.format === 'md' ? middle(run, count) : undefined
        const suggestions =
          place && count <= 2 * max
            ? [addAbove(view, place, 'Ajouter un intertitre', '## [Question du lecteur ?]')]
            : []
        report(
          { block: first, ...firstWords(first, underlined) },
          { message: 'missing', data: { count }, severity: isLetter ? 'suggestion' : 'avertissement', suggestions },
        )
      }
      count = 0
      first = undefined
      run = []
    }
    for (const [i, block] of view.blocks.entries()) {
      if (block.kind === 'code' || block.kind === 'cell' || block.zone === 'navigation') continue
      if (heads(block, view.blocks[i + 1])) {
        close()
        isSources = SOURCES.test(block.text)
        continue
      }
      if (block.zone !== 'corps' && block.zone !== 'mentions') continue
      // The bullets of a list are landmarks already: only what is read in one go counts.
      if (block.kind !== 'paragraph' && block.kind !== 'quote') continue
      first ??= block
      run.push(block)
      count += block.wordCount
    }
    close()
  },
})
