import { defineRule } from '@limpide/checker'
import { inText, isBound, isProcedure, linkTargets } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'

const FEEDBACK =
  /(?:donne(?:z|r)?(?:-nous)? (?:mon|votre|son|un) avis|votre avis|je donne mon avis|enquête de satisfaction|questionnaire de satisfaction|satisfaction|difficile à comprendre|signaler ce document|améliorer ce(?:tte)? (?:page|lettre|document|service)|page utile|plus\.transformation\.gouv)/

const givesFeedback = inText(FEEDBACK)

export default defineRule({
  id: 'avis-usager-absent',
  name: 'Pas de moyen de donner son avis ou de signaler un document difficile',
  principle: 'engagements',
  severity: 'information',
  why: 'Les documents difficiles se repèrent grâce à ceux qui les lisent.',
  advice:
    'Ajoutez en bas de page un lien pour donner son avis ou pour dire que le document est difficile à comprendre.',
  sources: ['Référentiel Services Publics+, engagements 5 et 7'],
  scope: 'document',
  only: ['page-information', 'notice', 'formulaire'],
  thresholds: {
    words: { key: 'mots-minimum', value: 80, unit: 'mots', range: [20, 1000], source: 'convention du projet' },
  },
  messages: {
    missing: 'Rien ne permet au lecteur de donner son avis ou de signaler un passage difficile.',
  },
  examples: [
    {
      bad: '# Demander une carte de bus\n\nFaites votre demande en ligne ou à la mairie. La carte est gratuite pour les enfants et pour les personnes de plus de 65 ans. Les autres habitants paient 20 € par an. La carte sert dans tous les bus du département, tous les jours, sauf le 1er mai. Elle arrive chez vous sous deux semaines. Si vous la perdez, prévenez la mairie : une nouvelle carte coûte 5 €. Vous pouvez l’arrêter à tout moment, en écrivant à la régie des transports, place du Marché.',
      type: 'page-information',
    },
    {
      bad: '# Notice de la demande de carte\n\nRemplissez votre demande au stylo noir. Écrivez votre nom comme sur votre carte d’identité. Cochez la case du tarif que vous demandez : enfant, habitant ou plus de 65 ans. Joignez une photo récente, sans chapeau et sans lunettes. Signez en bas de la page. Si la demande est pour un enfant, un parent signe à sa place. Déposez le tout à la mairie ou envoyez-le à la régie. Gardez une copie. Votre demande est traitée en deux semaines, et la carte arrive par courrier.',
      type: 'notice',
    },
    {
      good: '# Demander une carte de bus\n\nFaites votre demande à la mairie. [Je donne mon avis](https://exemple.fr/avis)',
      because: 'le lien y est',
      type: 'page-information',
    },
    { good: 'Article 1 : la rue est fermée.', because: 'un arrêté ne recueille pas d’avis', type: 'arrete-ou-contrat' },
  ],
  check(view, { threshold, report }) {
    if (!isBound(view) || view.wordCount < threshold.words || !isProcedure(view)) return
    if (
      givesFeedback(view) ||
      linkTargets(view).some((url) => /(?:avis|satisfaction|jedonnemonavis|feedback)/.test(url))
    )
      return
    report(view, {
      message: 'missing',
      suggestions: addBeforeClosing(
        view,
        'Ajouter un lien d’avis',
        `${view.type.id === 'page-information' ? 'Cette page' : 'Ce document'} est difficile à comprendre ? Dites-le-nous sur plus.transformation.gouv.fr.`,
      ),
    })
  },
})
