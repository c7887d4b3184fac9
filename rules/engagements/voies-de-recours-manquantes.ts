import { defineRule } from '@limpide/checker'
import { capped, isBound, lower } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'
import { tellsRecourse } from './said/recourse.ts'

/** What a favourable decision takes back or makes conditional. */
const CONDITIONAL =
  /(?:sous réserve|à condition|sous condition|partiellement|en partie|pour une partie|à hauteur de|limitée? à|réduit|provisoire|moins que)/
/** The decision itself comes later: there is nothing to contest yet. */
const PREPARATORY =
  /(?:cette lettre n'est pas une décision|ne constitue pas une décision|décision vous sera (?:notifiée|envoyée|adressée)|avant toute décision|envisage\p{L}* de)/u

export default defineRule({
  id: 'voies-de-recours-manquantes',
  name: 'Voies et délais de recours absents',
  principle: 'engagements',
  severity: 'erreur',
  why: 'Le lecteur a le droit de contester. Si la lettre ne dit ni comment ni quand, le délai ne peut pas lui être opposé.',
  advice: 'Dites à qui écrire, avant quand, et quel tribunal saisir. Faites relire ce passage par l’expert juridique.',
  sources: ['Code de justice administrative, article R. 421-5', 'Référentiel Services Publics+, engagement 3'],
  scope: 'document',
  only: ['refus', 'decision-favorable', 'accuse-de-reception'],
  messages: {
    missing: 'Cette décision ne dit pas comment la contester.',
    conditional: 'Cette décision accorde moins ou pose une condition, sans dire comment la contester.',
    silence: 'Le silence vaudra refus, mais rien ne dit comment le contester.',
  },
  examples: [
    {
      bad: 'Objet : votre demande d’aide au logement\n\nMadame,\n\nVotre demande est refusée, car vos revenus dépassent la limite.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nClaire Morel, cheffe du service des aides',
      type: 'refus',
    },
    {
      bad: 'Objet : vous devez rembourser 640 €\n\nMonsieur,\n\nVous avez reçu 640 € de trop entre mars et mai 2026. Payez cette somme par virement sur le compte indiqué plus bas.',
      type: 'refus',
    },
    {
      bad: 'Objet : votre carte de stationnement\n\nMadame,\n\nVotre demande est rejetée, car vous habitez hors du périmètre. Cette décision est définitive.',
      type: 'refus',
    },
    {
      bad: 'Objet : votre aide est acceptée\n\nMadame,\n\nVotre aide est acceptée sous réserve de la visite du logement.',
      type: 'decision-favorable',
    },
    {
      bad: 'Objet : accusé de réception\n\nMadame,\n\nNous avons reçu votre demande le 3 mai 2026. Sans réponse avant le 3 juillet 2026, votre demande est considérée comme refusée.',
      type: 'accuse-de-reception',
    },
    {
      good: 'Objet : votre demande de carte\n\nMadame,\n\nVotre demande est refusée. Vous pouvez contester cette décision dans les 2 mois auprès du tribunal administratif de Rennes, 3 contour de la Motte.',
      because: 'le recours est indiqué',
      type: 'refus',
    },
    {
      good: 'Objet : accusé de réception\n\nMadame,\n\nNous avons reçu votre demande le 3 mai 2026. Sans réponse avant le 3 juillet 2026, elle est considérée comme acceptée.',
      because: 'le silence vaut accord : il n’y a rien à contester',
      type: 'accuse-de-reception',
    },
    {
      good: '# Le recours à un médiateur\n\nLe médiateur est gratuit. Il répond en deux mois.',
      because: 'une page d’information n’est pas une décision',
    },
  ],
  check(view, { report }) {
    if (!isBound(view) || tellsRecourse(view)) return
    const suggestions = addBeforeClosing(
      view,
      'Ajouter les voies de recours (à faire relire par l’expert juridique)',
      'Vous n’êtes pas d’accord avec cette décision ? Vous avez [2 mois] à partir de la réception de cette lettre pour demander à [service] de la revoir, à l’adresse [adresse], ou pour saisir le tribunal administratif de [ville], par courrier ou sur citoyens.telerecours.fr.',
    )
    if (view.type.id === 'refus') {
      if (PREPARATORY.test(view.plain)) return
      report(view, { message: 'missing', severity: capped(view, 'erreur'), suggestions })
      return
    }
    const body = view.body.map((block) => lower(block.text)).join('\n')
    if (view.type.id === 'decision-favorable') {
      // An e-mail that opens an account or a place is an answer, not a decision with conditions.
      if (CONDITIONAL.test(body))
        report(view, {
          message: 'conditional',
          severity: view.type.confidence < 0.8 ? 'suggestion' : 'avertissement',
          suggestions,
        })
      return
    }
    if (/(?:silence|sans réponse|défaut de réponse|absence de réponse)[^.\n]{0,120}(?:refus|rejet)/.test(body))
      report(view, { message: 'silence', severity: 'avertissement', suggestions })
  },
})
