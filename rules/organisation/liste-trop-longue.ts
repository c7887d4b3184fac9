import { type BlockView, defineRule, perBlock } from '@limpide/checker'
import { firstWords } from './reading/text.ts'

type Form = 'infinitif' | 'vous' | 'consigne' | 'nom' | 'autre'

/** How an item opens: items of one list should open alike. */
const formOf = perBlock((block): Form => {
  const [first, second] = block.sentences
    .flatMap((sentence) => sentence.tokens)
    .filter((token) => token.kind === 'word' || token.kind === 'number')
  if (!first) return 'autre'
  if (first.norm === 'vous') return 'vous'
  const isVerb = first.upos === 'VERB' || first.upos === 'AUX'
  if (isVerb && first.features.verbForm === 'Inf') return 'infinitif'
  if (/ez$/.test(first.norm) && first.norm !== 'chez' && first.norm !== 'assez') return 'consigne'
  if (['le', 'la', "l'", 'les', 'un', 'une', 'des', 'votre', 'vos'].includes(first.norm) && second) return 'nom'
  return 'autre'
})

/** « Date du dossier : {date} » is a line of a record, which one looks up and does not read. */
const isField = perBlock(({ text }) => FIELD.test(text))

/** A line that is nothing but a link. */
const isLink = perBlock(({ source, text }) =>
  source.marks.some((mark) => mark.kind === 'link' && mark.end - mark.start >= text.trim().length * 0.8),
)

/** « Norme : version 4.2 » under « Références » : a name and its value, no sentence. */
const NAMED = /^[^:.;!?]{2,60}\s:\s/u

const FIELD = /^[^:.;!?]{2,90}\s*:\s*(?:\{|\[|_|…|\.\.|\d|$)/u

export default defineRule({
  id: 'liste-trop-longue',
  name: 'Liste trop longue ou mal formée',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Au-delà de quelques lignes, une liste se lit mal. Des lignes construites pareil se comprennent plus vite.',
  advice: 'Groupez les lignes sous des sous-titres, et commencez chacune par le même genre de mot.',
  sources: ['Fédération Wallonie-Bruxelles, Écrire pour être lu', 'convention du projet pour les seuils'],
  scope: 'document',
  needs: ['structure'],
  except: ['arrete-ou-contrat', 'script-telephonique'],
  thresholds: {
    items: { key: 'lignes-maximum', value: 7, unit: 'lignes', range: [4, 20], source: 'convention du projet' },
    manyItems: { key: 'lignes-suggestion', value: 12, unit: 'lignes', range: [6, 40], source: 'convention du projet' },
    depth: { key: 'niveaux-maximum', value: 2, unit: 'niveaux', range: [1, 4], source: 'convention du projet' },
    forms: {
      key: 'constructions-signalees',
      value: 3,
      unit: 'constructions',
      range: [2, 4],
      source: 'convention du projet',
    },
    underlined: {
      key: 'mots-montres',
      value: 3,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    long: 'Cette liste compte {count} lignes. Au-delà de {max}, groupez-les.',
    deep: 'Cette liste a plus de {max} niveaux.',
    mixed: 'Les lignes de cette liste ne sont pas construites de la même façon.',
    single: 'Cette liste n’a qu’une ligne\u00a0: une phrase suffit.',
  },
  examples: [
    { bad: `Apportez :\n\n- [[le livret de]] famille ;\n${'- la carte de bus ;\n'.repeat(14)}` },
    { bad: '- [[Envoyer le formulaire]]\n- Votre RIB\n- Vous signez en bas' },
    { bad: '- La mairie\n  - le rez-de-chaussée\n    - [[le bureau 4]]\n  - le premier étage\n- La gare' },
    { bad: 'Apportez :\n\n- [[une photo récente]].' },
    {
      good: '- la photo\n- le formulaire\n- le RIB\n- le bail\n- le livret\n- la carte',
      because: 'six lignes construites pareil',
    },
    {
      good: '## Pour tous\n\n- la photo\n- le formulaire\n\n## Si vous êtes locataire\n\n- le bail\n- la quittance',
      because: 'les documents sont groupés',
    },
    {
      good: '## Références\n\n- Norme des marchés : version 4.2',
      because: 'une référence et son nom, pas une phrase',
    },
    {
      good: `Le dossier :\n\n${['nom', 'prénom', 'commune', 'rue', 'numéro', 'étage', 'date', 'agent'].map((label) => `- ${label} : {{ ${label.normalize('NFD').replace(/\W/g, '')} }}`).join('\n')}`,
      because: 'chaque ligne est un champ de la fiche',
    },
    {
      good: '- [Comment payer ?](#payer)\n- [Qui peut demander ?](#qui)\n- [Où aller ?](#ou)\n- [Quand ?](#quand)\n- [Combien ?](#combien)\n- [Pourquoi ?](#pourquoi)\n- [Avec quoi ?](#quoi)\n- [Et après ?](#apres)',
      because: 'un sommaire est une liste de liens',
    },
  ],
  check(view, { threshold, report }) {
    const lists = new Map<number, BlockView[]>()
    for (const block of view.blocks) {
      const place = block.source.list
      if (block.kind !== 'item' || !place || block.zone === 'navigation' || block.zone === 'pieces-jointes') continue
      const items = lists.get(place.list)
      if (items) items.push(block)
      else lists.set(place.list, [block])
    }
    // A bullet found by its look (pdf) is not sure enough to count lines.
    if (view.document.format === 'pdf') return
    // An office file starts a new list at each interruption: one line there is not a list of one.
    const isText = view.document.format === 'md' || view.document.format === 'html'
    for (const blocks of lists.values()) {
      const [first] = blocks
      if (!first) continue
      const at = (block: BlockView): { block: BlockView; start: number; end: number } => ({
        block,
        ...firstWords(block, threshold.underlined),
      })
      const depth = first.source.list?.depth ?? 1
      const links = blocks.filter(isLink).length
      if (links * 2 > blocks.length || blocks.every(isField)) continue
      if (depth > threshold.depth) {
        report(at(first), { message: 'deep', data: { max: threshold.depth } })
        continue
      }
      const count = blocks.length
      if (count > threshold.items) {
        report(at(first), {
          message: 'long',
          data: { count, max: threshold.items },
          severity: count > threshold.manyItems ? 'suggestion' : 'information',
        })
        continue
      }
      if (
        count === 1 &&
        depth === 1 &&
        (first.source.list?.size ?? 1) === 1 &&
        !first.source.list?.ordered &&
        isText &&
        !view.document.meta.template &&
        !NAMED.test(first.text)
      ) {
        report(at(first), { message: 'single', severity: 'information' })
        continue
      }
      const forms = new Set(blocks.map(formOf).filter((form) => form !== 'autre'))
      // A list of three forms, or an order among names, is not parallel; two forms may be a choice of style.
      if (forms.size >= threshold.forms) report(at(first), { message: 'mixed' })
    }
  },
})
