import { defineRule } from '@limpide/checker'
import { bodyText, capped, fieldNames, isBound } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'

const REASON =
  /(?:parce qu|(?<!\p{L})car(?!\p{L})|en effet|puisqu|en raison d|du fait d|au motif|motifs? suivants?|raisons? suivantes?|la raison|étant donné|compte tenu|considérant|dès lors que|dépass|supérieur|inférieur|excèd|excéd|au-delà|il manque|manquant|incomplet|n'avez pas|n'a pas|n'est pas|n'êtes pas|n'ont pas|ne remplissez|ne remplit|ne respect|ne réside|ne justifi|hors d|au vu|à la suite d|suite à|faute d|nous n'avons pas reçu|n'habite|plus de place|places? disponible|plafond|retard|erreur|à tort|de trop|trop[- ]perçu|déclaré|constat|il (?:en |y )?apparaît|il (?:en )?(?:ressort|résulte)|ne (?:comporte|figure|correspond|prouve|permet|relève|concerne)|aucune?(?!\p{L}))/u
/** Any word that says what the papers are for: « pour étudier votre demande », « cela nous permet de ». */
const PURPOSE =
  /(?:(?<!\p{L})pour (?!(?:le|la|les|toute?|plus|information) (?:\d|question|information|mémoire))|afin d|permet|nécessaire|besoin|utile|sert|serviront|sans (?:eux|elles?|lui|ces?|cette))/u
const LAW =
  /(?:articles? [lrd]?\.? ?\d|code (?:de|du|des|général)|loi n|décret|règlement|délibération|dispositions|plafond|conditions? (?:prévue|fixée|d'attribution)|barème|critères)/
const BARE_CODE = /(?:motif|code|raison|anomalie)\s*(?:n°|:)?\s*(?:[\p{Lu}]{0,4}\d{1,4}|[A-Z]{2,5}\d*)(?![\p{L}\d])/u
/** What « in application of article X » says: the law alone. */
const LAW_ONLY = /(?:en application|conformément|au titre|en vertu|sur le fondement) (?:de |des |à |aux |du )/

export default defineRule({
  id: 'motivation-manquante',
  name: 'Motif absent ou incompréhensible',
  principle: 'engagements',
  severity: 'erreur',
  why: 'Le lecteur a droit à une explication qu’il comprend\u00a0: les faits de son dossier et la règle appliquée.',
  advice:
    'Écrivez «\u00a0Pourquoi\u00a0?\u00a0», puis le fait (vos revenus), la règle (le plafond) et le texte qui la fixe.',
  sources: [
    'Code des relations entre le public et l’administration, articles L. 211-2 et L. 211-5',
    'Service-public.fr, fiche F2473',
  ],
  scope: 'document',
  only: ['refus', 'demande-de-pieces'],
  messages: {
    purpose: 'Ce document demande des pièces sans dire pourquoi.',
    missing: 'Cette décision défavorable ne dit pas pourquoi.',
    lawOnly: 'Cette décision cite un texte, mais aucun fait du dossier.',
    code: 'Cette décision donne un code pour seul motif.',
  },
  examples: [
    {
      bad: 'Objet : votre demande d’aide\n\nMadame,\n\nVotre demande ne peut recevoir une suite favorable.',
      type: 'refus',
    },
    {
      bad: 'Objet : votre demande de permis\n\nMadame,\n\nVotre demande est refusée. Rejet : motif 12.',
      type: 'refus',
    },
    {
      bad: "Objet : votre demande d’aide\n\nMadame,\n\nVotre demande est rejetée en application de l'article L. 821-1.",
      type: 'refus',
    },
    {
      bad: 'Objet : votre dossier de cantine\n\nMadame,\n\nVous devez envoyer avant le 4 mai votre avis d’impôt et votre livret de famille.',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : votre dossier de cantine\n\nMadame,\n\nPour calculer le prix des repas, envoyez-nous avant le 4 mai votre avis d’impôt.',
      because: 'le lecteur sait à quoi sert le document',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : votre demande d’aide\n\nMadame,\n\nNous refusons votre demande car vos ressources (1 240 €) dépassent le plafond (1 016 €) : article R. 821-4.',
      because: 'le fait, la règle et le texte y sont',
      type: 'refus',
    },
    {
      good: 'Objet : votre demande d’aide\n\nMadame,\n\nVotre demande est acceptée.',
      because: 'une décision favorable se passe de motif',
      type: 'decision-favorable',
    },
    {
      good: 'Objet : votre réclamation\n\nMadame,\n\nNous avons étudié votre réclamation. Il en ressort que la photo ne comporte pas de date. Nous rejetons votre demande.',
      because: 'le fait est dit',
      type: 'refus',
    },
    {
      good: 'Objet : votre domiciliation\n\nMadame,\n\nNous mettons fin à votre domiciliation pour la raison suivante :\n\n{{ motif_radiation }}',
      because: 'le champ sera rempli par le motif',
      type: 'refus',
    },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    if (fieldNames(view).some((name) => /motif|raison|cause/.test(name))) return
    const body = bodyText(view)
    if (REASON.test(body)) return
    if (view.type.id === 'demande-de-pieces') {
      if (!PURPOSE.test(body))
        report(view, {
          message: 'purpose',
          severity: 'suggestion',
          suggestions: addBeforeClosing(
            view,
            'Dire à quoi servent les pièces',
            'Ces documents nous permettent de [calculer votre aide].',
          ),
        })
      return
    }
    const suggestions = addBeforeClosing(
      view,
      'Ajouter le motif',
      'Pourquoi ? [Fait : vos ressources sont de … € par mois], car [règle : le plafond est de … €] ([texte : article …]).',
    )
    const severity = capped(view, 'avertissement')
    if (BARE_CODE.test(body)) report(view, { message: 'code', severity: capped(view, 'erreur'), suggestions })
    else if (LAW_ONLY.test(body) && LAW.test(body)) report(view, { message: 'lawOnly', severity, suggestions })
    else if (!LAW.test(body)) report(view, { message: 'missing', severity: capped(view, 'erreur'), suggestions })
  },
})
