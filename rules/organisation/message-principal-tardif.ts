import type { Span } from '@limpide/checker'
import {
  type BlockView,
  type DocumentView,
  defineRule,
  isMessage,
  perSentence,
  type SentenceView,
  type Suggestion,
} from '@limpide/checker'
import { isProcedure } from '../engagements/said/duty.ts'
import { LIMIT } from '../engagements/said/time.ts'
import { lower } from './reading/text.ts'

const ASKED =
  '(?:demande|candidature|réclamation|dossier|inscription|recours|requête|signalement|reconnaissance|compte|place|droit|contrat|abonnement)'

/** What tells the reader the decision, or what is expected, and what its words never go without. `vous a été accordée` recalls the past and is no cue. */
const CUES: readonly { readonly needs: string; readonly pattern: RegExp }[] = [
  {
    needs: ' ',
    pattern: new RegExp(
      `(?:votre|la|cette|sa|leur|son) ${ASKED}s?[^.!?]{0,120}?(?:(?:est|a été|sera|sont) (?:donc |ainsi |bien )?(?:refusé|rejeté|accept|accordé|validé|suspendu|supprimé|radié|annulé|complet|incomplet|créé|reçu|enregistré|confirmé|clôturé|prêt|retenu)|ne (?:peut|pourra)|n'(?:a pas pu|est pas))`,
      'u',
    ),
  },
  {
    needs: 'nous ',
    pattern:
      /nous (?:avons (?:décidé|accepté|refusé|validé|bien reçu|besoin)|ne pouvons|refusons|acceptons|rejetons|accordons|suspendons|validons|mettons fin|venons de|vous (?:accordons|attribuons|remboursons|informons|confirmons|convoquons|demandons|invitons|prions|remercions de|recommandons|conseillons|proposons|annonçons)(?! (?:à|de |d')(?: ?privilégier| ?préférer| ?favoriser| ?découvrir)))/u,
  },
  {
    needs: 'fin à ',
    pattern: /(?:met|mets|mettons|mettra) fin à (?:votre|vos|la|l')/u,
  },
  {
    needs: 'déci',
    pattern: /(?:a|avons|ai) (?:pris la décision|décidé) d/u,
  },
  // What is still awaited is the message of a reminder: « vous n'avez toujours pas envoyé votre bail ».
  {
    needs: "vous n'avez ",
    pattern:
      /vous n'avez (?:toujours |encore )?pas (?:encore )?(?:transmis|envoyé|fourni|répondu|payé|réglé|renvoyé|retourné|rendu|déclaré|complété|signé)/u,
  },
  {
    needs: 'vous ',
    pattern:
      /vous (?:(?:me|nous) devez|devez|devrez|pouvez|pourrez|avez (?:droit|jusqu)|êtes (?:invité|prié|convoqué|tenu|redevable|inscrit|admis)|bénéficiez|recevrez|n'avez (?:rien|pas droit)|ne pouvez|recommande|invite|demande|convoque|propose|conseille)/u,
  },
  {
    needs: '',
    pattern:
      /(?:je vous (?:demande|mets en demeure|prie|invite|recommande|remercie de|informe|saurais gré|confirme|propose)|veuillez|merci de|il (?:faut|vous appartient|vous est demandé|(?:nous |vous )?manque)|est à (?:renvoyer|payer|retourner))/u,
  },
  {
    needs: '',
    pattern:
      /(?:je m'engage|nous nous engageons) à |mets (?:donc |ainsi |par conséquent )en demeure|vous (?:informe|confirme|annonce|signaler|informer|annoncer|faire (?:part|savoir|connaître))|mettons en demeure|vous êtes mise? en demeure|^à (?:partir|compter) du \d|à votre connaissance|(?:appell?er?|attirer?|attirons|appelons) votre attention|nous souhaitons (?:faire le point|connaître|savoir|avoir|vérifier)/u,
  },
]
/** An imperative that opens a sentence: « Envoyez-nous », « Pour payer, connectez-vous ». */
const IMPERATIVE =
  /^(?:(?:pour|si|afin|avant|dès|après)[^,]{2,90}, )?(?:ne )?(?!(?:avez|êtes|pouvez|devez|savez|souhaitez|voulez|chez|assez)(?!\p{L}))(?:\p{L}{2,}ez|faites|dites)(?:-\p{L}+)*(?= |\.|$)/u
/** An amount that is paid or received: « une moyenne de 1 312 € » only describes. */
const AMOUNT =
  /(?<!\p{L})(?:pa[yi]|régl|rembours|vers|dev(?:ez|rez|ons)|dû|due|montant|facture|passe(?:nt|ra)? de|augment|baiss|somme|solde|coût|rece[vz]|reçoi|tarif|prix)[^.!?]{0,60}(?:\d[\d .,]*|[\]}»] ?)(?:€|euros)/u
/** A limit that is set to the reader: « un certificat produit sous 48 h » is a rule among others. */
const TO_READER = /(?<!\p{L})(?:vous|votre|vos|\p{L}{2,}ez)(?!\p{L})/u

/** What comes after the message, whatever its verb. */
const CLOSING =
  /^(?:[(«]?\p{L}+[)»] )?(?:pour (?:plus d'|toute?s? (?:autre |complément|information|question|renseignement|précision|difficulté|demande (?:complémentaire|d'information)))|(?:je|nous) vous (?:informe|informons|signale|signalons|précise|précisons) (?:que |qu'une )(?:la )?copie )/u

/** Where a sentence tells the decision, or what is expected of the reader. */
export function cueIn(sentence: SentenceView): Span | undefined {
  const text = lower(sentence.text)
  let first: RegExpExecArray | null = null
  for (const { needs, pattern } of CUES) if (text.includes(needs)) first = earlier(first, pattern.exec(text))
  first = earlier(first, IMPERATIVE.exec(text))
  if (/vous|votre|vos|ez/.test(text) && TO_READER.test(text)) first = earlier(first, LIMIT.exec(text))
  if (/€|euros/.test(text)) first = earlier(first, AMOUNT.exec(text))
  if (!first) return undefined
  const start = sentence.start + first.index
  // A cue may stop inside a word: « refusé|e ».
  const rest = /^\p{L}*/u.exec(text.slice(first.index + first[0].trimEnd().length))?.[0] ?? ''
  return { start, end: start + first[0].trimEnd().length + rest.length }
}

function earlier(first: RegExpExecArray | null, found: RegExpExecArray | null): RegExpExecArray | null {
  return found && (first === null || found.index < first.index) ? found : first
}

/** The same, unless the sentence closes the letter; offsets are those of the sentence, which may move. */
const messageIn = perSentence((sentence): Span | undefined => {
  // « Pour tout complément, je vous invite à appeler… », « Copie de ce courrier est transmise à… » close a letter.
  const cue = CLOSING.test(lower(sentence.text)) ? undefined : cueIn(sentence)
  return cue && { start: cue.start - sentence.start, end: cue.end - sentence.start }
})

/** True for a block of the body proper: legal boxes do not carry the message. */
function isProper({ zone, kind }: BlockView): boolean {
  return zone === 'corps' && kind !== 'heading' && kind !== 'label'
}

/** The paragraph of the message goes to the top, when nothing but paragraphs stands before it. */
function moveUp(view: DocumentView, block: BlockView): readonly Suggestion[] {
  const first = view.body.find((candidate) => candidate.zone === 'corps')
  if (!first || first.index >= block.index) return []
  const passed = view.blocks.slice(first.index, block.index + 1)
  if (passed.some(({ kind, zone }) => kind !== 'paragraph' || zone !== 'corps')) return []
  return [{ kind: 'renvoi', text: block.text, label: 'Remonter ce paragraphe (à relire)', block, above: first }]
}

export default defineRule({
  id: 'message-principal-tardif',
  name: 'Message principal trop tard',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Beaucoup de lecteurs s’arrêtent avant la fin\u00a0: ce qui compte pour eux doit venir en premier.',
  advice: 'Commencez par la décision ou par ce que le lecteur doit faire. Expliquez ensuite le contexte et les règles.',
  sources: [
    'DITP, fiches « Simplifier les documents administratifs » (l’information importante d’abord)',
    'ISO 24495-1:2023 (information repérable)',
  ],
  scope: 'document',
  except: ['arrete-ou-contrat', 'attestation', 'formulaire', 'script-telephonique', 'notice'],
  thresholds: {
    share: { key: 'part-maximum', value: 25, unit: '% du texte', range: [10, 90], source: 'convention du projet' },
    shareSerious: {
      key: 'part-avertissement',
      value: 50,
      unit: '% du texte',
      range: [10, 95],
      source: 'convention du projet',
    },
    wordsBefore: { key: 'mots-avant', value: 60, unit: 'mots', range: [20, 300], source: 'convention du projet' },
  },
  messages: {
    late: 'Le message principal arrive après {before} mots, soit {share}\u00a0% du texte.',
  },
  examples: [
    {
      bad: 'Objet : votre demande de carte de stationnement\n\nMadame,\n\nLe code de la route prévoit que les communes peuvent réserver des places aux habitants qui vivent dans une rue où le stationnement est réglementé. Ces places sont attribuées selon des critères votés par le conseil municipal, qui tient compte de la distance entre le logement et la rue, du nombre de véhicules du foyer et de la date de la demande.\n\nLe règlement de la commune précise que la carte est réservée aux personnes qui habitent dans le périmètre. Ce périmètre comprend les rues du centre et les rues voisines de la gare.\n\n[[Votre demande est donc refusée]].\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      better:
        'Objet : votre demande de carte de stationnement\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors du périmètre de la carte.\n\nLe code de la route prévoit que les communes peuvent réserver des places aux habitants qui vivent dans une rue où le stationnement est réglementé.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      type: 'refus',
    },
    {
      bad: 'Bonjour,\n\nLa médiathèque évolue depuis plusieurs années pour répondre aux attentes du public. Les travaux du rez-de-chaussée ont duré six mois et ont concerné la salle de lecture, le hall et les bureaux. Les collections ont été déplacées, triées et rangées par une équipe de douze personnes. Le fonds ancien a été numérisé, et le catalogue refait en entier. Les horaires des agents ont changé. Le public a été interrogé en mars sur ses habitudes et sur ses souhaits pour les prochaines années.\n\n[[Vous devez]] signer le nouveau règlement.\n\nCordialement,\n\nLa médiathèque',
      type: 'courriel',
    },
    {
      good: 'Objet : copie du diagnostic\n\nMadame,\n\nJe me permets d’attirer votre attention sur le diagnostic du logement, que vous ne m’avez pas remis avec le bail. Ce document dit combien le logement consomme, ce que coûte le chauffage et quels travaux le feraient baisser. Il est joint au bail de chaque logement depuis plusieurs années, sauf pour les logements loués quelques mois. Le bail que j’ai signé le 4 mai ne le contient pas, et le dossier que l’agence m’a remis non plus.\n\nPour tout complément, je vous invite à contacter l’agence du logement.\n\nVeuillez agréer, Madame, mes salutations distinguées.',
      because: 'la demande vient en premier, l’adresse utile à la fin',
      type: 'autre',
    },
    {
      good: 'Objet : relance\n\nBonjour,\n\nVous n’avez toujours pas envoyé votre bail, malgré nos messages du 3 et du 10 novembre. Ce bail sert à connaître la date de votre arrivée dans le logement, la surface des pièces, le nombre de personnes du foyer et le montant du loyer, sans lequel aucun calcul n’est possible et aucun dossier ne part à la commission, qui se réunit une fois par mois à la mairie de Valmont.\n\nSans réponse sous 8 jours, votre dossier sera fermé.',
      because: 'ce qui manque est le message, et il vient en premier',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : nouveaux prix du bassin\n\nBonjour,\n\nLe bassin ouvre aussi le dimanche, de 9 h à 13 h. Beaucoup d’entre vous nous l’avaient demandé.\n\nL’entrée passe de 3,20 € à 3,40 €. Cette hausse paie le chauffage de l’eau, qui coûte plus cher qu’il y a un an, et la deuxième personne qui surveille le petit bassin le dimanche matin. Les enfants de moins de six ans entrent toujours sans payer, et les carnets déjà achetés gardent leur valeur toute la saison.\n\nPour toute question, appelez l’accueil.\n\nÀ bientôt,\n\nLe bassin',
      because: 'le nouveau prix est le message',
      type: 'courrier-information',
    },
    {
      good: '# Le prix de la cantine\n\nLe prix de la cantine est fixé chaque année par le conseil municipal. Il tient compte des revenus et du nombre de personnes du foyer. La moyenne des revenus des foyers est de 1 450 euros. Les produits viennent de fermes voisines, et les menus sont préparés sur place par une équipe de six cuisiniers. Les enfants mangent en deux services. Un certificat est produit sous 48 h en cas de maladie.\n\nNous vous invitons à privilégier le prélèvement.',
      because: 'un conseil de fin de page n’est pas le message',
      type: 'page-information',
    },
    {
      good: 'Madame,\n\nVotre demande d’aide est acceptée. Elle vous sera versée le 5 mai.',
      because: 'la décision vient en premier',
      type: 'decision-favorable',
    },
    {
      good: 'Bonjour,\n\nLa piscine a rouvert lundi après deux mois de travaux. Les bassins ont été refaits.\n\nRenouvelez votre carte à l’accueil.\n\nCordialement,\n\nLa piscine',
      because: 'le texte est court : le message n’est pas loin',
      type: 'courriel',
    },
    {
      good: 'Vu le code général des collectivités territoriales, vu le code de la route, vu la délibération du conseil municipal du 4 mai 2026 qui fixe les règles de stationnement dans le centre, vu l’avis de la commission, et considérant que la rue doit rester libre pour le passage des secours et des livraisons, que les riverains ont été consultés, que la gêne sera courte et que la circulation peut passer par la rue voisine, la rue est fermée. Vous devez passer par la gare.',
      because: 'la forme d’un arrêté est fixée par la loi',
      type: 'arrete-ou-contrat',
    },
  ],
  check(view, { threshold, report, measure }) {
    let total = 0
    let before = 0
    let sentence: SentenceView | undefined
    for (const block of view.body) {
      if (!isProper(block)) continue
      total += block.wordCount
      if (sentence) continue
      sentence = block.sentences.find((one) => messageIn(one) !== undefined)
      for (const one of block.sentences) {
        if (one === sentence) break
        before += one.wordCount
      }
    }
    const place = sentence && messageIn(sentence)
    if (total === 0 || !sentence || !place) return
    const cue = { start: sentence.start + place.start, end: sentence.start + place.end }
    before += sentence.words.filter((word) => word.end <= cue.start).length
    const share = Math.round((100 * before) / total)
    measure('place-du-message', share)
    if (before < threshold.wordsBefore || share <= threshold.share) return
    // On a page the message may wait for the second paragraph; in a letter the reader expects it at once.
    const isPage =
      view.type.id === 'page-information' &&
      (view.document.format === 'html' || view.document.format === 'md') &&
      // An interview, an article, a sheet of advice has no action to put first.
      (view.type.from === 'declared' || isProcedure(view))
    if (!isMessage(view) && !isPage) return
    const severity = share > threshold.shareSerious ? 'avertissement' : 'suggestion'
    report(
      { block: sentence.block, ...cue },
      { message: 'late', data: { before, share }, severity, suggestions: moveUp(view, sentence.block) },
    )
  },
})
