import { type BlockView, type DocumentView, defineRule } from '@limpide/checker'
import { addAbove } from '../engagements/said/insert.ts'

const OBJECT_LINE = /^[\s*]*(?:objet|object|sujet|subject)[\s*]*:\s*\S/im

/** True when the file holds the letter itself, not the body of a message whose subject is written elsewhere. */
function holdsWholeLetter(view: DocumentView): boolean {
  const { format } = view.document
  if (format === 'eml' || format === 'msg' || view.type.from === 'declared') return true
  if (format === 'docx' || format === 'odt' || format === 'pdf' || format === 'rtf' || format === 'doc') return true
  return (
    view.type.id !== 'courriel' &&
    view.blocks.some((block) => block.zone === 'en-tete' || block.zone === 'destinataire')
  )
}

/** A heading, or a line in bold or in capitals, stands for the object. */
function looksLikeTitle(block: BlockView): boolean {
  if (block.kind === 'heading') return true
  const text = block.text.trim()
  if (text.length < 6 || text.length > 160) return false
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters.length >= 6 && letters === letters.toUpperCase() && text.includes(' ')) return true
  const bold = block.source.marks.reduce((sum, mark) => sum + (mark.kind === 'strong' ? mark.end - mark.start : 0), 0)
  return bold >= text.length * 0.9
}

/** A short line that asks for nothing heads a form: « Modèle de formulaire de signalement ». */
function isFormTitle(block: BlockView): boolean {
  return block.kind === 'paragraph' && block.text.length < 200 && !/[.:_…]\s*$|[_…]{2}/.test(block.text)
}

export default defineRule({
  id: 'objet-manquant',
  name: 'Objet manquant',
  principle: 'organisation',
  severity: 'avertissement',
  why: 'Le lecteur cherche d’abord de quoi parle le document et ce qu’on attend de lui.',
  advice:
    'Ajoutez une ligne «\u00a0Objet\u00a0:\u00a0» avant la formule d’appel\u00a0: ce que le lecteur doit savoir ou faire.',
  sources: ['DITP, fiches « Simplifier les documents administratifs »', 'Québec, Rédiger simplement (2006), partie 3'],
  scope: 'document',
  only: [
    'decision-favorable',
    'refus',
    'demande-de-pieces',
    'accuse-de-reception',
    'courriel',
    'courrier-information',
    'formulaire',
  ],
  indicator: 'reperabilite',
  thresholds: {
    top: { key: 'part-en-tete', value: 34, unit: '% du document', range: [10, 100], source: 'convention du projet' },
    shortMessage: { key: 'mots-minimum', value: 25, unit: 'mots', range: [0, 80], source: 'convention du projet' },
  },
  messages: {
    missing: 'Ce document n’a pas d’objet.',
    emptySubject: 'L’objet de ce courriel est vide.',
  },
  examples: [
    // « [letterhead] » of the catalogue is written out.
    {
      bad: 'Métropole de Lyon\n\nLyon, le 4 mai 2025\n\nMadame,\n\nNous avons bien reçu votre demande de carte de stationnement. Nous vous répondrons avant le 4 juin par courrier, à votre adresse.',
      type: 'accuse-de-reception',
    },
    {
      bad: 'Mairie de Valmont\n\nN/Réf : 45-AB\n\nMonsieur,\n\nVotre dossier est complet. Vous recevrez votre carte de bus le 12 mai, chez vous, avec une notice qui explique comment la recharger.',
      type: 'courrier-information',
    },
    { bad: '---\nobjet: ""\n---\n\nBonjour,\n\nVotre rendez-vous est confirmé le 4 mai à 9 h.', type: 'courriel' },
    {
      good: 'Objet : votre demande de carte de stationnement est acceptée\n\nMadame,\n\nVotre carte arrive le 12 mai. Placez-la derrière le pare-brise, côté trottoir, pour que les agents la voient sans ouvrir la voiture.',
      because: 'l’objet est là',
      type: 'decision-favorable',
    },
    {
      good: 'DEMANDE D’AIDE AU CHAUFFAGE\n\nNom : ________\n\nPrénom : ________\n\nAdresse du logement pour lequel vous demandez l’aide : ________\n\nNombre de personnes qui vivent avec vous : ________',
      because: 'le titre d’un formulaire dit de quoi il parle',
      type: 'formulaire',
    },
    { good: 'France Travail : votre rendez-vous est confirmé.', because: 'un SMS n’a pas d’objet', type: 'courriel' },
    {
      good: 'Mairie de Valmont\n\n**Votre place en crèche est confirmée**\n\nBonjour,\n\nVotre fille Lina entre à la crèche des Tilleuls le 1er septembre. Venez signer le contrat avant le 12 juin, avec votre carte d’identité.',
      because: 'une ligne en gras avant la formule d’appel tient lieu d’objet',
      type: 'decision-favorable',
    },
  ],
  check(view, { threshold, report }) {
    const declared = view.document.meta.frontMatter?.objet
    const subject = view.document.meta.subject
    const isMail = view.document.format === 'eml' || view.document.format === 'msg'
    const salutation = view.blocks.find((block) => block.zone === 'salutation')
    const place = salutation ?? view.body[0]
    const suggestions = place
      ? [addAbove(view, place, 'Ajouter un objet', 'Objet : [ce que le lecteur doit savoir ou faire]')]
      : []
    if ((typeof declared === 'string' && declared.trim() === '') || (isMail && (subject ?? '').trim() === '')) {
      if (view.blocks.some((block) => OBJECT_LINE.test(block.text))) return
      report(view, { message: 'emptySubject', severity: 'erreur', suggestions })
      return
    }
    if (typeof declared === 'string' || (subject ?? '').trim() !== '' || !holdsWholeLetter(view)) return
    if (view.wordCount < threshold.shortMessage) return
    if (view.blocks.some((block) => block.zone === 'objet' && block.text.trim() !== '')) return
    const end = Math.ceil((view.blocks.length * threshold.top) / 100)
    const top = view.blocks.slice(0, Math.max(end, (salutation?.index ?? 0) + 1))
    if (
      top.some(
        (block) =>
          OBJECT_LINE.test(block.text) ||
          (block.zone !== 'en-tete' && block.zone !== 'destinataire' && looksLikeTitle(block)),
      )
    )
      return
    if (view.type.id === 'formulaire' && ((view.document.meta.title ?? '') !== '' || top.some(isFormTitle))) return
    report(view, { message: 'missing', suggestions })
  },
})
