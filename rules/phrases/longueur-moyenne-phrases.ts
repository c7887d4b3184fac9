import { countSentences, countWords, defineRule, longestSentences } from '@limpide/checker'

const EUROPE = 'Commission européenne, « Rédiger clairement » : 20 mots par phrase en moyenne'

export default defineRule({
  id: 'longueur-moyenne-phrases',
  name: 'Phrases longues en moyenne',
  principle: 'phrases',
  severity: 'information',
  why: 'Quand presque toutes les phrases sont longues, le lecteur se fatigue et abandonne.',
  advice: 'Coupez d’abord les trois phrases les plus longues : ce sont elles qui pèsent.',
  sources: [EUROPE, 'Droits Quotidiens, « Langage juridique clair » : 15 à 20 mots par phrase en moyenne'],
  scope: 'document',
  thresholds: {
    minSentences: { key: 'phrases-minimum', value: 5, unit: 'phrases', range: [3, 50], source: 'convention du projet' },
    maxMean: {
      key: 'moyenne-maximum',
      value: 18,
      unit: 'mots par phrase',
      range: [8, 40],
      source: 'convention du projet',
    },
    highMean: {
      key: 'moyenne-avertissement',
      value: 22,
      unit: 'mots par phrase',
      range: [10, 60],
      source: 'convention du projet',
    },
    veryHighMean: {
      key: 'moyenne-erreur',
      value: 28,
      unit: 'mots par phrase',
      range: [12, 80],
      source: 'convention du projet',
    },
    shown: {
      key: 'passages-montres',
      value: 3,
      unit: 'phrases montrées',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    mean: 'Les phrases comptent {mean} mots en moyenne. Visez {max} mots au plus.',
  },
  examples: [
    {
      bad: [
        'Nous avons étudié la demande de logement que vous avez déposée au guichet de la mairie le lundi 3 mars 2025 avec votre conjoint.',
        'La commission qui attribue les logements du quartier de la gare se réunit dans les locaux de la mairie le premier mardi de chaque mois.',
        'Vous recevrez sa décision par courrier à l’adresse que vous nous avez donnée, dans les dix jours qui suivent la réunion de cette commission.',
        'Vous pouvez suivre votre dossier sur le site de la ville avec le numéro qui figure en haut et à droite de cette lettre.',
        'Le service du logement répond aussi à vos questions par téléphone tous les matins de la semaine, sauf le jeudi, de 9 h à 12 h.',
      ].join(' '),
      better:
        'Nous avons étudié votre demande. La commission se réunit le 4. Elle vous répondra par courrier. Suivez votre dossier en ligne. Appelez-nous le matin.',
    },
    {
      bad: [
        'Votre aide au logement baisse à partir du mois de juin parce que vos revenus de l’année dernière ont augmenté.',
        'Le nouveau montant figure sur le relevé que vous trouverez dans votre compte en ligne, à la page des paiements.',
        'Si vos revenus ont baissé depuis le mois de janvier, envoyez-nous vos trois derniers bulletins de salaire en ligne.',
        'Nous calculerons alors de nouveau votre aide et nous vous écrirons dans les deux semaines qui suivent votre envoi.',
        'Vous pouvez aussi prendre un rendez-vous avec un conseiller de notre agence, le matin, par téléphone ou en ligne.',
      ].join('\n\n'),
    },
    {
      good: 'Nous avons étudié votre demande de logement avec attention et nous vous proposons un appartement de trois pièces situé au deuxième étage dans le quartier de la gare. Répondez-nous.',
      because: 'deux phrases ne font pas une moyenne',
    },
    {
      good: [
        'Votre carte est prête. Elle vous attend au guichet. Le guichet ouvre à 9 h. Apportez votre ancienne carte.',
        'Si vous ne pouvez pas venir vous-même avant la fin du mois de juin, une personne de votre choix peut venir à votre place avec une lettre signée de votre main et la copie de votre pièce d’identité.',
      ].join('\n\n'),
      because: 'la moyenne est basse : phrase-longue signale la seule phrase longue',
    },
  ],
  check(document, { threshold, report }) {
    const sentences = countSentences(document)
    if (sentences < threshold.minSentences) return
    const mean = countWords(document) / sentences
    if (mean <= threshold.maxMean) return
    report(document, {
      message: 'mean',
      // « 18 mots en moyenne, visez 18 mots » would look wrong: one decimal.
      data: { mean: Math.round(mean * 10) / 10, max: threshold.maxMean },
      severity: mean > threshold.veryHighMean ? 'erreur' : mean > threshold.highMean ? 'avertissement' : 'information',
      related: longestSentences(document, threshold.shown).map((sentence) => ({
        block: sentence.block,
        start: sentence.start,
        end: sentence.end,
        message: `Une des plus longues : ${sentence.wordCount} mots.`,
      })),
    })
  },
})
