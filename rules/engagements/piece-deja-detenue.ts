import { defineRule } from '@limpide/checker'
import { isBound, lower } from './said/duty.ts'

/** Papers that administrations can ask of each other, or that the service already has. */
const HELD =
  /(?:avis d'impo(?:sition|t)s?(?: \d{4})?|revenu fiscal de référence|attestation de quotient familial|extrait (?:de )?kbis|copie intégrale d'acte de naissance|attestation de droits|(?:votre|vos|le|la|les|un|une) [^.,;\n]{3,50}\(?déjà (?:fournie?s?|envoyée?s?|transmise?s?)\)?)/u
const ASKS =
  /(?:joignez|joindre|envoyez|envoyer|renvoyez|fournissez|fournir|transmettez|transmettre|adressez|apportez|produire|munie?|parvenir|besoin d)/
/** The service says that it has the paper: nothing is asked. */
const OBTAINED =
  /(?:avons (?:déjà|récupéré|obtenu|reçu)|inutile|n'avez pas (?:besoin|à)|nous (?:récupérons|demandons (?:directement )?à la|allons demander)|étranger)/

export default defineRule({
  id: 'piece-deja-detenue',
  name: 'Pièce que l’administration peut obtenir elle-même',
  principle: 'engagements',
  severity: 'suggestion',
  why: 'Les administrations peuvent se transmettre beaucoup de documents. Le lecteur n’a pas à les fournir de nouveau.',
  advice: 'Vérifiez si votre service peut obtenir ce document. Si oui, ne le demandez plus.',
  sources: ['Référentiel Services Publics+, engagement 3', 'convention du projet'],
  scope: 'sentence',
  only: ['demande-de-pieces', 'formulaire', 'page-information', 'courriel', 'courrier-information'],
  messages: {
    held: 'L’administration peut souvent obtenir ce document elle-même.',
  },
  examples: [
    { bad: "Joignez votre [[avis d'imposition 2024]].", type: 'demande-de-pieces' },
    { bad: 'Envoyez un [[extrait Kbis]] de moins de 3 mois.', type: 'demande-de-pieces' },
    { bad: 'Renvoyez-nous [[votre justificatif de domicile (déjà fourni]] en mars).', type: 'demande-de-pieces' },
    {
      good: 'Nous avons récupéré votre quotient familial auprès de la CAF.',
      because: 'le service a obtenu le document',
      type: 'courrier-information',
    },
    {
      good: 'Envoyez vos trois derniers bulletins de paie.',
      because: 'seul le lecteur a ces documents',
      type: 'demande-de-pieces',
    },
    {
      good: 'Envoyez votre acte de naissance étranger.',
      because: 'un acte étranger ne s’échange pas',
      type: 'demande-de-pieces',
    },
  ],
  check(sentence, { report, document }) {
    if (!isBound(document)) return
    const text = lower(sentence.text)
    if (!ASKS.test(text) || OBTAINED.test(text)) return
    const found = HELD.exec(text)
    if (found)
      report(
        { start: sentence.start + found.index, end: sentence.start + found.index + found[0].length },
        { message: 'held' },
      )
  },
})
