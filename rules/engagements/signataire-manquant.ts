import { defineRule } from '@limpide/checker'
import { isBound } from './said/duty.ts'
import { addAfter } from './said/insert.ts'
import { namesPerson, signatureBlocks } from './said/person.ts'

const INITIALS = /(?<!\p{L})(?:[Pp]\/[Oo]|PO|[Pp]\.[Oo]\.)\s*:?\s*\p{Lu}\.? ?\p{Lu}\.?(?!\p{L})/u

export default defineRule({
  id: 'signataire-manquant',
  name: 'Signataire incomplet',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Une décision doit dire qui l’a prise\u00a0: prénom, nom et qualité.',
  advice: 'Écrivez le prénom, le nom et la qualité du signataire sous la formule de politesse.',
  sources: ['Code des relations entre le public et l’administration, article L. 212-1'],
  scope: 'document',
  only: ['decision-favorable', 'refus', 'courrier-information'],
  messages: {
    missing: 'Le signataire n’est pas nommé.',
    initials: 'Le signataire n’est désigné que par ses initiales.',
  },
  examples: [
    {
      bad: 'Objet : votre demande\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors de la commune.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nLe Directeur',
      type: 'refus',
    },
    {
      bad: 'Objet : votre demande\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors de la commune.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nP/O M.D.',
      type: 'refus',
    },
    {
      good: 'Objet : votre demande\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors de la commune.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nClaire Morel, cheffe du service des aides',
      because: 'le prénom, le nom et la qualité y sont',
      type: 'refus',
    },
    {
      good: 'Objet : votre demande\n\nMadame,\n\nVotre demande est refusée.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\n{{ signataire.prenom }} {{ signataire.nom }}\n\n{{ signataire.fonction }}',
      because: 'les champs seront remplis',
      type: 'refus',
    },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    const isDecision = view.type.id !== 'courrier-information'
    const signed = signatureBlocks(view)
    if (signed.some(namesPerson)) return
    // Only a letter is signed; a notice or a leaflet read as one is not.
    const isLetter =
      view.blocks.some((block) => block.zone === 'salutation') && view.blocks.some((block) => block.zone === 'objet')
    if (!isDecision && !isLetter) return
    const last = signed.at(-1)
    const suggestions =
      last?.kind === 'paragraph' ? [addAfter(view, last, 'Ajouter le signataire', '[Prénom Nom], [qualité]')] : []
    const message = signed.some((block) => INITIALS.test(block.text)) ? 'initials' : 'missing'
    const severity =
      view.type.id === 'refus' ? 'avertissement' : isDecision && isLetter ? 'avertissement' : 'information'
    // A favourable answer by e-mail is no formal decision.
    if (
      view.type.id === 'decision-favorable' &&
      (!isLetter || view.document.format === 'eml' || view.document.format === 'msg')
    )
      return
    report(view, { message, severity, suggestions })
  },
})
