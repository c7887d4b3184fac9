import type { Span } from '@limpide/checker'
import { type BlockView, type DocumentView, defineRule, perBlock } from '@limpide/checker'
import { lowerOf } from '../organisation/reading/text.ts'
import { isBound, lower } from './said/duty.ts'

/** Words that ask for papers without naming one. */
const VAGUE =
  /(?:tout(?:e|es|s)? (?:document|pièce|justificatif|élément)s?(?: utiles?| nécessaires?| complémentaires?| permettant| attestant| de nature| justifiant)[^.,;\n]{0,40}|(?:les |des |vos )?pièces (?:justificatives )?(?:habituelles|usuelles|d'usage|nécessaires|requises|demandées|manquantes)|(?:le |votre )?dossier complet(?= (?:à|au|dans|par|avant))|justificatifs? de (?:votre )?situation|(?:les |des )(?:documents|justificatifs) (?:habituels|usuels|nécessaires|requis|demandés))/u
const ASKS =
  /(?:envoy|transm|fourni|adress|retourn|parvenir|communiqu|joindre|joignez|dépos|apport|accompagn|produire|présenter|muni)/
const NAMED =
  /(?<!\p{L})(?:justificatifs? d[e'’](?! (?:votre )?situation)|attestations? d|copies? d|photocopies? d|photos?|ribs?|relevés?|avis d'impo|certificats? d|cartes? (?:nationale |d'identité|grise|vitale)|pièces? d'identité|passeport|livret|actes? d|extraits?|bulletins? d|quittances?|contrats?|factures?|diplômes?|ordonnance|permis|bail|diagnostic|dpe|formulaire|titre de séjour|certificat|questionnaire|coupon|déclaration)/u

const vagueIn = perBlock((block): Span | undefined => {
  const text = lowerOf(block)
  if (!VAGUE.test(text)) return undefined
  for (const sentence of block.sentences) {
    const said = text.slice(sentence.start, sentence.end)
    const found = VAGUE.exec(said)
    if (!found || !ASKS.test(said)) continue
    return { start: sentence.start + found.index, end: sentence.start + found.index + found[0].trimEnd().length }
  }
  return undefined
})

/** « Les pièces requises » sums up; « tout document utile » asks for more than what is listed. */
const POINTS_TO_ALL = /^(?:(?:les|des|vos) )?(?:pièces|documents|justificatifs) /
/** The list stands in the block itself or not far under it. */
const NEAR = 4

/** True when a list that names papers follows the block. */
function listsPapers(view: DocumentView, block: BlockView): boolean {
  return view.blocks.some(
    ({ index, kind, text }) =>
      kind === 'item' && index > block.index && index <= block.index + NEAR && NAMED.test(lower(text)),
  )
}

/** Papers are named somewhere: in a list, in a table, in a sentence, or by a field. */
function namesPapers(view: DocumentView): boolean {
  return view.body.some(namesPaper)
}

const namesPaper = perBlock(
  (block) =>
    NAMED.test(lowerOf(block)) ||
    block.source.marks.some(
      (mark) => mark.kind === 'placeholder' && /pi[eè]ces?|document|justificatif|liste/i.test(mark.name),
    ),
)

export default defineRule({
  id: 'pieces-non-listees',
  name: 'Pièces demandées imprécises',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Un dossier reste incomplet quand le lecteur ne sait pas quel papier envoyer.',
  advice: 'Nommez chaque document, un par ligne, et dites où et comment l’envoyer.',
  sources: [
    'Code des relations entre le public et l’administration, article L. 114-5',
    'Référentiel Services Publics+, engagement 3',
  ],
  scope: 'document',
  only: ['demande-de-pieces', 'formulaire', 'page-information', 'courriel', 'courrier-information'],
  messages: {
    missing: 'Des pièces sont demandées sans être nommées.',
    vague: 'Cette demande est vague\u00a0: le lecteur ne sait pas quel document envoyer.',
  },
  examples: [
    {
      bad: 'Objet : votre dossier\n\nMadame,\n\nMerci de nous retourner [[les pièces justificatives demandées]].',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Objet : votre dossier\n\nMadame,\n\nFournir votre bail et [[tout document attestant de votre situation]].',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Objet : votre dossier est incomplet\n\nMadame,\n\nVotre dossier est incomplet. Complétez-le avant le 30 mai 2026.',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : votre dossier\n\nMadame,\n\nEnvoyez-nous avant le 4 mai 2026 :\n\n- votre bail ;\n- votre RIB ;\n- la quittance d’avril 2026.',
      because: 'chaque document est nommé',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : votre dossier\n\nMadame,\n\nVous n’avez pas transmis la totalité des pièces requises.\n\nIl manque :\n\n- votre RIB ;\n- votre bail.',
      because: 'la liste qui suit les nomme',
      type: 'demande-de-pieces',
    },
    {
      good: "Objet : votre dossier\n\nMadame,\n\nUne seule pièce manque : votre avis d'imposition 2024.",
      because: 'la pièce est nommée',
      type: 'demande-de-pieces',
    },
    {
      good: '# Carte de bus\n\nLes pièces nécessaires à la fabrication viennent d’Italie.',
      because: 'personne ne demande de document',
    },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    const named = namesPapers(view)
    let vague = false
    for (const block of view.body) {
      const place = vagueIn(block)
      if (!place) continue
      if (POINTS_TO_ALL.test(lower(block.text.slice(place.start))) && listsPapers(view, block)) continue
      vague = true
      report({ block, ...place }, { message: 'vague', severity: named ? 'suggestion' : 'avertissement' })
    }
    if (!vague && !named && view.type.id === 'demande-de-pieces') {
      const { block, end } = lastBody(view)
      const suggestions = block
        ? [
            {
              kind: 'gabarit' as const,
              label: 'Lister les pièces',
              text: '\n\nPour étudier votre demande, envoyez-nous :\n\n- une copie de [document] ;\n- une copie de [document].',
              block,
              span: { start: end, end },
            },
          ]
        : []
      report(view, { message: 'missing', suggestions: view.document.format === 'html' ? [] : suggestions })
    }
  },
})

function lastBody(view: DocumentView): { readonly block: BlockView | undefined; readonly end: number } {
  const block = view.blocks.findLast((candidate) => candidate.kind === 'paragraph' && candidate.zone === 'corps')
  return { block, end: block?.text.length ?? 0 }
}
