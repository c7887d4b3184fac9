import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** « délibération du 12 décembre 2024 », « décision n° 12 »: a text named by its date or its number, for who looks it up. */
const CITED = /^\s+(?:n°|du \d{1,2}(?:er)? \p{L}+ \d{4}\b)/u

export default wordList({
  id: 'jargon-administratif',
  name: 'Jargon administratif',
  principle: 'vocabulaire',
  severity: 'avertissement',
  indicator: 'jargon',
  why: 'Un mot de métier que le lecteur n’emploie pas l’oblige à deviner, ou à demander.',
  advice: 'Prenez le mot de tous les jours. Si le terme a une valeur légale, gardez-le et expliquez-le.',
  sources: ['convention du projet'],
  list: LISTS['jargon-administratif'],
  accepts: ({ sentence, end }) => !CITED.test(sentence.block.text.slice(end)),
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» est un mot de l’administration. Plus simple\u00a0: {simple}.',
    suggérer: '«\u00a0{terme}\u00a0» peut surprendre le lecteur. Plus simple, si le sens le permet\u00a0: {simple}.',
    supprimer: '«\u00a0{terme}\u00a0» n’ajoute rien\u00a0: la phrase se comprend sans ces mots.',
    expliquer: '«\u00a0{terme}\u00a0» a un sens précis\u00a0: gardez-le, et expliquez-le. Par exemple\u00a0: {simple}.',
  },
  examples: [
    {
      bad: 'Vous devez [[vous acquitter de]] la redevance avant le 31 mai.',
      better: 'Vous devez payer la redevance avant le 31 mai.',
    },
    {
      bad: 'Votre dossier est [[en instance]] auprès de nos services.',
      better: 'Votre dossier est en attente dans nos services.',
    },
    {
      bad: "Nous vous ferons parvenir l'[[imprimé]] par voie postale.",
      better: 'Nous vous enverrons le formulaire par la poste.',
    },
    {
      bad: 'L’aide fera l’objet d’une [[régularisation]] en mars.',
      better: 'Nous corrigerons le montant de l’aide en mars.',
    },
    {
      bad: 'La [[prestation]] est versée chaque mois.',
      better: 'L’aide est versée chaque mois.',
    },
    {
      bad: 'Cette attestation est remise [[pour servir et valoir ce que de droit]].',
      better: 'Cette attestation est remise à votre demande.',
    },
    { good: 'Tribunal des affaires de sécurité sociale', because: 'c’est le nom d’une institution' },
    {
      good: "Le diligentement n'est pas un mot de ce courrier : «diligence»",
      because: 'le mot est cité entre guillemets',
    },
    {
      good: "L'enseignement dispensé au collège est gratuit.",
      because: '«\u00a0dispensé\u00a0» sans «\u00a0de\u00a0» veut dire «\u00a0donné\u00a0», un sens courant',
    },
    {
      good: 'Joignez une copie de votre pièce d’identité.',
      because: '«\u00a0pièce d’identité\u00a0» est le nom du document',
    },
    {
      good: 'Texte de référence : délibération du 12 décembre 2024, article 3.',
      because: 'le texte est cité par sa date, pour qui le cherche',
    },
    { good: 'Le règlement intérieur de la cantine est affiché.', because: 'ce règlement n’est pas un paiement' },
  ],
})
