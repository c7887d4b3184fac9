import { defineRule } from '@limpide/checker'
import { fieldNames, isBound } from './said/duty.ts'
import { addAbove } from './said/insert.ts'
import { FULL_DATE } from './said/time.ts'

const REFERENCE =
  /(?:réf(?:érences?)?\.?\s*(?:de |du )?|n° ?|numéro |dossier\s*:?\s*|identifiant\s*:?|matricule|allocataire)(?:[^\n]{0,60}?[\d{[«_…]|\s*:)|référence/

export default defineRule({
  id: 'date-reference-manquantes',
  name: 'Date ou référence du document manquantes',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'La date fait courir les délais. La référence permet au lecteur de retrouver son dossier quand il appelle.',
  advice: 'Écrivez la date complète en haut, et le numéro de dossier que le lecteur doit rappeler.',
  sources: [
    'Code des relations entre le public et l’administration, article R. 112-5',
    'Québec, Rédiger simplement (2006)',
  ],
  scope: 'document',
  only: ['decision-favorable', 'refus', 'demande-de-pieces', 'accuse-de-reception'],
  messages: {
    date: 'Ce document ne porte pas de date complète.',
    reference: 'Ce document ne donne pas de numéro de dossier à rappeler.',
  },
  examples: [
    {
      bad: 'Mai 2025\n\nDossier : 2025-118-AB\n\nObjet : votre demande de carte\n\nMadame,\n\nVotre demande est acceptée.',
      type: 'decision-favorable',
    },
    {
      bad: 'Valmont, le 4 mai 2025\n\nObjet : il manque une pièce à votre demande\n\nMadame,\n\nEnvoyez-nous votre bail avant le 30 mai 2025.',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Dossier : 2025-118-AB\n\nObjet : accusé de réception\n\nMadame,\n\nNous avons reçu votre demande.',
      type: 'accuse-de-reception',
    },
    {
      good: 'Lyon, le 4 mai 2025\n\nVotre dossier : 2025-118-AB\n\nObjet : votre demande\n\nMadame,\n\nVotre demande est acceptée.',
      because: 'la date et la référence y sont',
      type: 'decision-favorable',
    },
    {
      good: 'France Travail : votre rendez-vous est confirmé.',
      because: 'la date d’un SMS est portée par le téléphone',
      type: 'courriel',
    },
    {
      good: '{{ ville }}, le {{ date_courrier }}\n\nDossier n° {{ dossier.numero }}\n\nObjet : votre demande\n\nMadame,\n\nVotre demande est acceptée.',
      because: 'les champs seront remplis',
      type: 'decision-favorable',
    },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    const { format, meta } = view.document
    const isMail = format === 'eml' || format === 'msg'
    // The body of an e-mail kept as a template is dated by its sending.
    const isMessageBody =
      view.type.from === 'guessed' && !view.blocks.some((block) => block.zone === 'objet' || block.zone === 'en-tete')
    const place = view.blocks.find((block) => block.kind === 'paragraph' && block.text.trim() !== '')
    const names = fieldNames(view)
    const dated =
      isMail ||
      isMessageBody ||
      meta.date !== undefined ||
      FULL_DATE.test(view.plain) ||
      names.some((name) => /date|jour/.test(name))
    if (!dated) {
      report(view, {
        message: 'date',
        suggestions: place ? [addAbove(view, place, 'Ajouter la date', '[Ville], le [date]')] : [],
      })
      return
    }
    const referenced =
      REFERENCE.test(view.plain) ||
      names.some((name) => /num|ref|réf|identifiant|matricule|dossier|(?:^|[._])id$/.test(name))
    if (!referenced && !isMessageBody && !isMail) {
      report(view, {
        message: 'reference',
        severity: 'suggestion',
        suggestions: place
          ? [
              addAbove(
                view,
                place,
                'Ajouter la référence',
                'Votre numéro de dossier : [numéro] (à rappeler dans vos courriers)',
              ),
            ]
          : [],
      })
    }
  },
})
