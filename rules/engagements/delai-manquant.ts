import { type DocumentView, defineRule } from '@limpide/checker'
import { fieldNames, inBody, inText, isBound } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'
import { PROCESSING } from './said/time.ts'

const WAITS =
  /(?:en cours (?:d'instruction|de traitement|d'examen|d'étude)|sera (?:traitée?|étudiée?|examinée?|instruite?)|reviendrons vers vous|vous (?:répondrons|recontacterons|tiendrons informé)|meilleurs délais|sous peu|prochainement)/
/** A page or a form that asks someone to apply, and so to wait for an answer. */
const APPLIES =
  /(?:(?:faire|déposer|envoyer|remplir|transmettre|faites|déposez|envoyez|remplissez|renvoyez) (?:votre|une|sa|la|ma|cette) (?:demande|candidature|dossier|inscription)|candidate[rz]|candidatures?|demander (?:une|un|le|la|votre|l')|demandes? d'|demandes? de |inscription)/
const ANSWER = /(?:réponse|décision|commission|instru|étudi|examin|trait|valid|accept|sélection)/

const waits = inBody(WAITS)
const isAsked = inBody(/(?:votre|vos|la) (?:demande|dossier|candidature|réclamation|inscription|signalement)/)
const applies = inBody(APPLIES)
const appliesAnywhere = inText(APPLIES)
const answers = inBody(ANSWER)
const selects = inBody(/candidat|examine les (?:demandes|dossiers)/)
const processes = inText(PROCESSING)
/** « {{ date », « « la date »: what names a date may end in another block. */
const opensField = inText(/\{[^}]*$|«[^»]*$/)

function mustTell(view: DocumentView): boolean {
  const { id, from } = view.type
  if (id === 'accuse-de-reception' || id === 'demande-de-pieces') return true
  if (id === 'courriel' || id === 'courrier-information') return waits(view) && isAsked(view)
  const title =
    view.blocks.find((block) => block.kind === 'heading' || block.zone === 'objet')?.text.toLowerCase() ??
    view.plain.slice(0, 160)
  // Forms: only those that ask for something; a report or an authorisation waits for no answer.
  if (id === 'formulaire') return /(?:demande|candidature|inscription|dossier)/.test(title)
  const isApplied = from === 'declared' ? appliesAnywhere(view) : APPLIES.test(title) || applies(view)
  if (!isApplied || !answers(view)) return false
  return from === 'declared' || /(?:demande|candidat|inscri|obtenir|renouvel|dossier)/.test(title) || selects(view)
}

export default defineRule({
  id: 'delai-manquant',
  name: 'Délai de traitement non annoncé',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Sans délai annoncé, le lecteur s’inquiète, rappelle ou écrit une deuxième fois.',
  advice: 'Annoncez un délai, même indicatif\u00a0: «\u00a0Vous aurez une réponse avant le 30 juin\u00a0».',
  sources: ['Référentiel Services Publics+, engagement 4'],
  scope: 'document',
  only: [
    'accuse-de-reception',
    'demande-de-pieces',
    'courriel',
    'courrier-information',
    'formulaire',
    'page-information',
  ],
  messages: {
    missing: 'Ce document n’annonce pas de délai de réponse.',
  },
  examples: [
    {
      bad: 'Objet : votre demande de place en crèche\n\nMadame,\n\nNous avons reçu votre demande. Votre demande est en cours d’instruction.',
      type: 'accuse-de-reception',
    },
    {
      bad: 'Objet : votre demande de place en crèche\n\nMadame,\n\nEnvoyez-nous un justificatif de domicile.',
      type: 'demande-de-pieces',
    },
    {
      bad: '# Demander une place en crèche\n\nDéposez votre demande à la mairie. La commission examine les dossiers.',
      type: 'page-information',
    },
    {
      bad: 'Objet : votre demande de logement\n\nBonjour,\n\nNous étudions votre demande. Nous reviendrons vers vous dans les meilleurs délais.\n\nCordialement,\n\nLe service du logement',
      type: 'courriel',
    },
    {
      good: 'Objet : votre demande de place en crèche\n\nMadame,\n\nNous avons reçu votre demande. Délai moyen de réponse : 3 semaines.',
      because: 'le délai est annoncé',
      type: 'accuse-de-reception',
    },
    {
      good: 'Objet : votre demande de place en crèche\n\nMadame,\n\nNous avons reçu votre demande. Vous recevrez une réponse sous quarante-cinq jours.',
      because: 'le délai est annoncé, en lettres',
      type: 'accuse-de-reception',
    },
    {
      good: 'Objet : votre demande de place en crèche\n\nMadame,\n\nVotre fille entre à la crèche le 1er septembre.',
      because: 'une décision donne la réponse',
      type: 'decision-favorable',
    },
    {
      good: '# Demande de badge\n\nRemplissez cette demande et rendez-la à l’accueil. Nous préparons votre badge en huit jours.',
      because: 'le temps de préparation est annoncé',
      type: 'formulaire',
    },
    {
      good: '# Horaires de la mairie\n\nLa mairie est ouverte du lundi au vendredi de 9 h à 17 h.',
      because: 'aucune démarche, donc aucune attente',
    },
    {
      good: 'Objet : votre demande de place en crèche\n\nMadame,\n\nNous avons reçu votre demande. Vous recevrez une réponse avant le {{ date_reponse }}.',
      because: 'le champ sera rempli par une date',
      type: 'accuse-de-reception',
    },
  ],
  check(view, { report }) {
    if (!isBound(view) || !mustTell(view)) return
    if (
      processes(view) ||
      (opensField(view) && PROCESSING.test(view.plain)) ||
      fieldNames(view).some((name) => /d[ée]lai|date_(?:r[ée]ponse|limite|d[ée]cision)/.test(name))
    )
      return
    report(view, {
      message: 'missing',
      // The delay runs from the papers that are still awaited: a letter that asks for them tells less surely.
      severity: view.type.id === 'demande-de-pieces' ? 'suggestion' : 'avertissement',
      suggestions: addBeforeClosing(view, 'Annoncer un délai', 'Vous recevrez une réponse avant le [date].'),
    })
  },
})
