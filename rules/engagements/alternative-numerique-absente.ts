import type { Span } from '@limpide/checker'
import { defineRule, perBlock } from '@limpide/checker'
import { lowerOf } from '../organisation/reading/text.ts'
import { findContacts } from './said/contact.ts'
import { inText, isBound } from './said/duty.ts'
import { addAfter } from './said/insert.ts'

/** The text itself closes the other doors. */
const ONLY_ONLINE =
  /(?:(?:uniquement|exclusivement|seulement|obligatoirement) (?:en ligne|sur (?:internet|(?:le|notre|votre) (?:site|portail|téléservice|espace)|la plateforme)|par (?:internet|voie (?:dématérialisée|électronique)|courriel|téléprocédure)|via|depuis (?:votre|le|l')|dans votre espace)|aucune? (?:demande|dossier|document|pièce|envoi)s? (?:papier|par courrier|postal)[^.\n]{0,30}(?:ne|n')|(?:ne sont|n'est|ne sera|ne seront) (?:plus |pas )?accept\p{L}+ (?:par courrier|sur papier)|(?:les )?demandes? papier ne)/u
const ACCOMPANIED =
  /(?:france services|maison (?:france|de services)|guichet|à l'accueil|sur place|dans nos locaux|conseiller numérique|point d'accueil|en mairie|à la mairie|borne|agence|au bureau|médiathèque)/
const POST = /(?:par (?:courrier|voie postale|la poste)|envoyer? à l'adresse|buraliste|par chèque)/

const isAccompanied = inText(ACCOMPANIED)

const place = perBlock((block): Span | undefined => {
  const found = ONLY_ONLINE.exec(lowerOf(block))
  return found ? { start: found.index, end: found.index + found[0].trimEnd().length } : undefined
})

export default defineRule({
  id: 'alternative-numerique-absente',
  name: 'Pas d’alternative au tout-numérique',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Tout le monde n’a pas internet, ou ne sait pas s’en servir seul. Chacun doit pouvoir faire sa démarche autrement.',
  advice:
    'Indiquez un autre moyen\u00a0: guichet, courrier, téléphone, ou un lieu France services qui aide gratuitement.',
  sources: ['Référentiel Services Publics+, engagements 2 et 3'],
  scope: 'document',
  only: [
    'page-information',
    'courrier-information',
    'courriel',
    'formulaire',
    'demande-de-pieces',
    'accuse-de-reception',
    'decision-favorable',
    'refus',
    'notice',
  ],
  messages: {
    none: 'La démarche n’est possible qu’en ligne\u00a0: aucun autre moyen n’est donné.',
    phoneOnly: 'La démarche n’est possible qu’en ligne. Le téléphone est donné, mais aucun lieu où se faire aider.',
  },
  examples: [
    { bad: 'Cette demande se fait [[exclusivement en ligne]].', type: 'page-information' },
    { bad: '[[Aucune demande papier ne]] sera acceptée.', type: 'page-information' },
    {
      bad: 'Cette demande se fait [[uniquement sur internet]]. Une question ? Appelez le 01 99 00 41 12.',
      type: 'page-information',
    },
    {
      bad: 'Objet : votre dossier de logement\n\nMadame,\n\nLe dépôt des pièces se fait [[exclusivement sur le portail]], rubrique « Mes pièces ».',
      type: 'demande-de-pieces',
    },
    {
      good: 'En ligne, par courrier ou à l’accueil France services de Vitré.',
      because: 'trois moyens sont donnés',
      type: 'page-information',
    },
    {
      good: 'Payable en ligne ou chez un buraliste agréé.',
      because: 'un autre moyen existe',
      type: 'courrier-information',
    },
    {
      good: 'Cette demande se fait uniquement en ligne. Pas d’ordinateur ? Venez au guichet, du lundi au vendredi.',
      because: 'le guichet aide',
      type: 'page-information',
    },
  ],
  check(view, { report }) {
    if (!isBound(view) || !view.body.some(place) || isAccompanied(view)) return
    const without = view.plain.replace(ONLY_ONLINE, ' ')
    if (POST.test(without)) return
    for (const block of view.body) {
      const span = place(block)
      if (!span) continue
      const phone = findContacts(view).phone
      report(
        { block, ...span },
        {
          message: phone ? 'phoneOnly' : 'none',
          severity: phone ? 'suggestion' : 'avertissement',
          suggestions:
            block.kind === 'paragraph'
              ? [
                  addAfter(
                    view,
                    block,
                    'Ajouter un autre moyen',
                    'Vous n’êtes pas à l’aise avec internet ? Un conseiller France services peut vous aider gratuitement : [adresse], [téléphone].',
                  ),
                ]
              : [],
        },
      )
      return
    }
  },
})
