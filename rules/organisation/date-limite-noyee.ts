import { defineRule } from '@limpide/checker'
import { bodyText } from '../engagements/said/duty.ts'
import { LIMIT } from '../engagements/said/time.ts'
import { isLines, lower } from './reading/text.ts'

const SANCTION =
  /(?:faute de quoi|à défaut|sous peine|suspen|supprim|radi|majoration|pénalité|classé|annul|rejet|clôtur|perdr)/
/** What a time limit is about when it is the service's, not the reader's. */
export const NOT_THE_READERS =
  /(?:nous (?:vous )?(?:répond|trait|vers|recontact|envoy|rembours|gard|conserv|pouvons|pourrons|disposons|avons (?:la faculté|le droit|\d|un (?:délai|mois))|devons|examin|étudi)|recours|contest|tribunal|conservée?s?|né(?:e|\(e\))? le|loi|décret|arrêté)/

export default defineRule({
  id: 'date-limite-noyee',
  name: 'Date limite ou montant noyés',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Une date limite au milieu d’un long paragraphe se rate, et le lecteur perd son droit.',
  advice: 'Mettez la date limite dans l’objet ou sur sa propre ligne, en gras.',
  sources: ['DITP, fiches « Simplifier les documents administratifs »', 'convention du projet pour les seuils'],
  scope: 'block',
  zones: ['corps'],
  kinds: ['paragraph'],
  only: ['decision-favorable', 'refus', 'demande-de-pieces', 'accuse-de-reception', 'courriel', 'courrier-information'],
  indicator: 'reperabilite',
  thresholds: {
    words: { key: 'mots-maximum', value: 60, unit: 'mots', range: [30, 150], source: 'convention du projet' },
    place: { key: 'part-avant', value: 50, unit: '% du paragraphe', range: [0, 90], source: 'convention du projet' },
  },
  messages: {
    drowned: 'Cette date limite est noyée dans un paragraphe de {count} mots.',
  },
  examples: [
    {
      bad: 'Madame,\n\nLa carte de transport donne droit à une réduction sur tous les bus et tous les trains du département, du lundi au dimanche, toute l’année. Elle est gratuite pour les enfants de la commune et pour les personnes de plus de soixante-cinq ans qui y habitent depuis un an. Pour la garder, renvoyez le coupon rempli et signé, avec une photo, [[avant le 30 juin 2025]], faute de quoi elle sera supprimée.',
      type: 'courrier-information',
    },
    {
      bad: 'Bonjour,\n\nLa piscine change ses règles cet été. Les enfants de moins de six ans entrent avec un adulte en maillot. Le bonnet devient obligatoire dans tous les bassins. Les sacs restent au vestiaire, dans un casier fermé par une pièce. La carte de l’an dernier ne sert plus. Demandez la nouvelle carte à l’accueil [[avant le 4 mai 2026]], avec une photo et votre ancienne carte.',
      type: 'courriel',
    },
    {
      bad: 'Bonjour,\n\nLa médiathèque range ses prêts avant les travaux de la grande salle. Les livres de la réserve partent dans un autre bâtiment, et les revues aussi. Les films restent à leur place jusqu’à la fin de l’été. Les tables du premier étage seront mises à l’abri avec les ordinateurs. Pour que rien ne se perde, rapportez les livres que vous avez chez vous [[dans les vingt jours]], à l’accueil ou dans la boîte de la cour.',
      type: 'courriel',
    },
    {
      good: 'Madame,\n\nLa commune vous a prêté un jardin près de la gare, et vous le cultivez depuis cinq ans avec vos voisins. Le terrain sera fermé pendant les travaux de la rue, puis rendu à ceux qui le cultivaient. Vous pouvez demander au service des jardins pourquoi ce terrain a été choisi, et non celui de la rivière, qui est plus grand. Nous avons la faculté de vous donner ces raisons dans un délai de 15 jours après votre demande.',
      because: 'c’est le délai du service, pas celui du lecteur',
      type: 'courrier-information',
    },
    {
      good: 'Objet : à renvoyer avant le 30 juin 2025\n\nMadame,\n\nRenvoyez le coupon.',
      because: 'la date est dans l’objet',
      type: 'demande-de-pieces',
    },
    {
      good: 'Madame,\n\n**Avant le 30 juin**, envoyez-nous votre RIB.',
      because: 'la date est en gras, dans une phrase courte',
      type: 'demande-de-pieces',
    },
  ],
  check(block, { threshold, report, document }) {
    if (block.wordCount <= threshold.words || isLines(block)) return
    const text = lower(block.text)
    // Said again where it is seen, the date is not lost.
    const shown = document.blocks.some(
      (other) =>
        (other.zone === 'objet' || other.kind === 'heading' || other.kind === 'item' || other.kind === 'cell') &&
        LIMIT.test(lower(other.text)),
    )
    if (shown) return
    for (const sentence of block.sentences) {
      const said = text.slice(sentence.start, sentence.end)
      const found = LIMIT.exec(said)
      if (!found || NOT_THE_READERS.test(said)) continue
      const start = sentence.start + found.index
      const end = start + found[0].length + (/^ \d{4}/.exec(text.slice(start + found[0].length))?.[0].length ?? 0)
      if ((100 * start) / text.length < threshold.place) continue
      if (block.source.marks.some((mark) => mark.kind === 'strong' && mark.start < end && mark.end > start)) continue
      report(
        { start, end },
        {
          message: 'drowned',
          data: { count: block.wordCount },
          severity: SANCTION.test(bodyText(document)) ? 'avertissement' : 'suggestion',
        },
      )
      return
    }
  },
})
