import type { Span } from '@limpide/checker'
import { type BlockView, defineRule } from '@limpide/checker'
import { addAfter } from '../engagements/said/insert.ts'
import { lower } from './reading/text.ts'

/** What the reader must do: an order at the head of a sentence, or « vous devez ». */
const ORDER =
  /^(?:pour [^,]{2,60}, )?(?!(?:avez|êtes|pouvez|savez|souhaitez|voulez|chez|veuillez agréer|notez|sachez|appelez|contactez|écrivez|n'hésitez|retrouvez|découvrez|consultez)(?!\p{L}))(\p{L}{3,}ez(?:-\p{L}+)*|faites)(?= )/u
const MUST =
  /vous (?:devez|devrez|êtes (?:tenue?s? de|priée?s? de|invitée?s? à))|il (?:faut|vous appartient|vous faut)|merci de(?! (?:votre|vos|ne pas))|veuillez(?! (?:agréer|recevoir|croire|noter|trouver))/u
const HEADED =
  /(?:ce que vous devez faire|que devez-vous faire|que (?:faut-il )?faire|à faire|comment faire|vos démarches|étapes)/

function actionIn(block: BlockView): Span | undefined {
  const text = lower(block.text)
  for (const sentence of block.sentences) {
    const said = text.slice(sentence.start, sentence.end)
    const found = MUST.exec(said) ?? ORDER.exec(said)
    if (found) return { start: sentence.start + found.index, end: sentence.start + found.index + found[0].length }
  }
  return undefined
}

export default defineRule({
  id: 'action-dispersee',
  name: 'Actions à faire dispersées',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Quand les consignes sont éparpillées, le lecteur en oublie une et son dossier reste incomplet.',
  advice: 'Regroupez les actions dans une liste, sous un titre «\u00a0Ce que vous devez faire\u00a0».',
  sources: ['ISO 24495-1:2023 (information utilisable)', 'DITP, fiches « Simplifier les documents administratifs »'],
  scope: 'document',
  only: ['decision-favorable', 'refus', 'demande-de-pieces', 'accuse-de-reception', 'courriel', 'courrier-information'],
  indicator: 'dettes-de-structure',
  thresholds: {
    actions: {
      key: 'paragraphes-signales',
      value: 3,
      unit: 'paragraphes',
      range: [2, 8],
      source: 'convention du projet',
    },
    many: {
      key: 'paragraphes-avertissement',
      value: 5,
      unit: 'paragraphes',
      range: [3, 12],
      source: 'convention du projet',
    },
  },
  messages: {
    scattered: 'Le lecteur doit agir à {count} endroits différents du texte.',
  },
  examples: [
    {
      bad: 'Objet : votre carte\n\nMadame,\n\n[[Complétez]] le formulaire.\n\nLa carte est valable un an.\n\nVous devez joindre un RIB.\n\nLa carte coûte 20 €.\n\nRenvoyez le tout avant le 3 juin.',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Bonjour,\n\n[[Créez]] votre compte.\n\nLe site est gratuit.\n\nVous devez signer le règlement.\n\nLe règlement a changé.\n\nMerci de nous envoyer une photo.\n\nImprimez la carte.\n\nRangez-la dans la voiture.\n\nCordialement,\n\nLa régie',
      type: 'courriel',
    },
    {
      good: 'Objet : votre carte\n\nMadame,\n\nComplétez le formulaire, joignez un RIB et renvoyez le tout.',
      because: 'un seul paragraphe',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : votre carte\n\nMadame,\n\nCe que vous devez faire :\n\n1. Complétez le formulaire.\n2. Joignez un RIB.\n3. Renvoyez le tout.',
      because: 'les actions sont en liste',
      type: 'demande-de-pieces',
    },
    {
      good: '# Questions\n\n## Comment payer ?\n\nPayez en ligne.\n\n## Comment arrêter ?\n\nÉcrivez à la régie.\n\n## Comment changer ?\n\nAllez au guichet.',
      because: 'chaque réponse a son action',
    },
  ],
  check(view, { threshold, report }) {
    const { actions, many } = threshold
    if (HEADED.test(view.plain)) return
    // Actions under headings are filed; those of a list are gathered.
    if (view.blocks.filter((block) => block.kind === 'heading' && block.zone === 'corps').length > 1) return
    const found = view.body.flatMap((block) => {
      if (block.kind !== 'paragraph' || block.zone !== 'corps') return []
      const span = actionIn(block)
      return span ? [{ block, span }] : []
    })
    const [first, ...others] = found
    if (!first || found.length < actions) return
    if (view.body.some((block) => block.kind === 'item' && actionIn(block))) return
    const list = found
      .map(
        ({ block }, i) =>
          `${i + 1}. ${block.sentences.find((sentence) => actionIn(block) && sentence.end > (actionIn(block)?.start ?? 0))?.text.trim() ?? ''}`,
      )
      .join('\n')
    report(
      { block: first.block, ...first.span },
      {
        message: 'scattered',
        data: { count: found.length },
        severity: found.length >= many ? 'avertissement' : 'suggestion',
        related: others.map(({ block, span }) => ({ block, ...span, message: 'Une autre action ici' })),
        suggestions:
          view.document.format === 'html'
            ? []
            : [addAfter(view, first.block, 'Regrouper les actions (à relire)', `Ce que vous devez faire :\n\n${list}`)],
      },
    )
  },
})
