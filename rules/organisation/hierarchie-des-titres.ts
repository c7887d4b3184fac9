import { type BlockView, defineRule, isMessage, perBlock, type Suggestion } from '@limpide/checker'
import { isMistagged } from './reading/text.ts'

/** A whole line in bold, which may head the next paragraph: « **Comment demander ?** ». */
const isBoldLine = perBlock(({ source: { kind, marks }, text: written }) => {
  if (kind !== 'paragraph' || marks.length === 0) return false
  const text = written.trim()
  if (text.includes('\n') || /[.,;!:]$/.test(text)) return false
  if (marks.some((mark) => mark.kind === 'placeholder' || mark.kind === 'link')) return false
  const bold = marks.reduce((sum, mark) => sum + (mark.kind === 'strong' ? mark.end - mark.start : 0), 0)
  return bold >= text.length * 0.9
})

function isFakeHeading(block: BlockView, next: BlockView | undefined, maxWords: number): boolean {
  return (
    isBoldLine(block) &&
    block.zone === 'corps' &&
    block.wordCount > 0 &&
    block.wordCount < maxWords &&
    next !== undefined &&
    next.wordCount >= maxWords
  )
}

const UNFINISHED = /(?<!\p{L})(?:la|le|les|des?|du|un|une|pour|et|ou|à|aux?|en|sur|par)\s*$|,\s*$/iu

export default defineRule({
  id: 'hierarchie-des-titres',
  name: 'Hiérarchie des titres',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Les lecteurs d’écran et les sommaires s’appuient sur le niveau des titres\u00a0: un niveau sauté fait croire qu’il manque une partie.',
  advice: 'Gardez un seul titre principal, descendez d’un niveau à la fois, et utilisez un vrai style de titre.',
  sources: ['WCAG 2.2, critères 1.3.1 et 2.4.6', 'convention du projet'],
  scope: 'document',
  needs: ['structure'],
  except: ['arrete-ou-contrat'],
  thresholds: {
    fakeWords: { key: 'mots-faux-titre', value: 10, unit: 'mots', range: [3, 20], source: 'convention du projet' },
    letterDepth: { key: 'niveaux-courrier', value: 3, unit: 'niveaux', range: [1, 6], source: 'convention du projet' },
    pageWords: { key: 'mots-minimum', value: 100, unit: 'mots', range: [20, 1000], source: 'convention du projet' },
  },
  messages: {
    skipped: 'Ce titre saute un niveau\u00a0: de {from} à {to}.',
    several: 'Ce document a plusieurs titres principaux.',
    fake: 'Cette ligne en gras sert de titre sans en avoir le style.',
    none: 'Cette page n’a pas de titre principal.',
    deep: 'Cette lettre a {depth} niveaux de titres.',
  },
  examples: [
    {
      bad: '# Aide\n\n### [[Conditions]]\n\nHabiter la commune.',
      better: '# Aide\n\n## Conditions\n\nHabiter la commune.',
    },
    {
      bad: '# Carte de bus\n\n**[[Comment la demander ?]]**\n\nDéposez votre demande à l’accueil de la mairie, avec une photo récente de vous.',
    },
    { bad: '# Carte de bus\n\nLa carte est gratuite.\n\n# [[Carte de train]]\n\nLa carte coûte 20 €.' },
    {
      bad: `## Carte de bus\n\n${'La carte est gratuite pour les enfants et pour les personnes âgées de la commune. '.repeat(8)}`,
      type: 'page-information',
    },
    {
      bad: 'Madame,\n\n# Votre carte\n\nElle est prête.\n\n## Où ?\n\nÀ la mairie.\n\n### Quand ?\n\nLundi.\n\n#### [[Avec quoi ?]]\n\nUne photo.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      type: 'courrier-information',
    },
    { good: '# Aide\n\n## Conditions\n\nHabiter la commune.', because: 'les niveaux se suivent' },
    {
      good: '**Attention** : apportez l’original de votre carte d’identité le jour du rendez-vous à la mairie.',
      because: 'le gras ouvre une phrase',
    },
    {
      good: '# Aide\n\n**Les règles de pesée pour la**\n\n**restauration collective**\n\nCette fiche dit comment peser ce qui reste dans les assiettes à la fin du service.',
      because: 'la ligne en gras finit celle du dessus',
    },
    {
      good: 'Madame,\n\nVotre demande est acceptée.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      because: 'une lettre courte se passe de titre',
      type: 'decision-favorable',
    },
  ],
  check(view, { threshold, report }) {
    const { fakeWords, letterDepth, pageWords } = threshold
    const isLetter = isMessage(view)
    const headings = view.blocks.filter(
      (block) =>
        block.kind === 'heading' &&
        block.zone !== 'navigation' &&
        block.source.levelFrom !== 'look' &&
        !isMistagged(view, block),
    )
    let level = 0
    let mains = 0
    for (const block of headings) {
      const to = block.source.level ?? 1
      const place = { block, start: 0, end: block.text.length }
      // A letter has no main title: its object may wear the same style.
      if (to === 1 && !isLetter && ++mains === 2) report(place, { message: 'several' })
      else if (level > 0 && to > level + 1) report(place, { message: 'skipped', data: { from: level, to } })
      else if (isLetter && to > letterDepth) report(place, { message: 'deep', data: { depth: to } })
      level = to
    }
    const isPage =
      view.type.id === 'page-information' && (view.document.format === 'html' || view.document.format === 'md')
    // A page whose front matter or file names its title gets its first heading from the site.
    if (
      isPage &&
      mains === 0 &&
      headings.length > 0 &&
      view.wordCount >= pageWords &&
      view.document.meta.frontMatter === undefined
    )
      report(view, { message: 'none', severity: 'avertissement' })
    if (view.document.format === 'pdf' || isLetter) return
    for (let i = 0; i < view.blocks.length; i++) {
      const block = view.blocks[i]
      if (!block || !isFakeHeading(block, view.blocks[i + 1], fakeWords)) continue
      // « POUR LA » then « RESTAURATION COLLECTIVE » : the title above runs on.
      if (UNFINISHED.test(view.blocks[i - 1]?.text ?? '')) continue
      const suggestions: Suggestion[] = []
      report({ block, start: 0, end: block.text.length }, { message: 'fake', suggestions })
    }
  },
})
