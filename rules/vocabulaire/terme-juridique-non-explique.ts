import { perBlock, plainOf, wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** Where a prescription is the paper of a doctor. */
const MEDICAL =
  /(?<!\p{L})(?:médecins?|ordonnances?|pharmacies?|pharmaciens?|médicaments?|kinésithérapeute|infirmi(?:er|ère)|soins)(?!\p{L})/u

/** The same without the bounds of words: five times sooner read, and few texts hold one. */
const MEDICAL_STEM = /médecin|ordonnance|pharmacie|médicament|kinésithérapeute|infirmi|soins/

/** None of these words runs over a line: what the blocks say is what the text says. */
const speaksOfCare = perBlock(({ source, notes }) => {
  const plain = plainOf(source, notes)
  return MEDICAL_STEM.test(plain) && MEDICAL.test(plain)
})

export default wordList({
  id: 'terme-juridique-non-explique',
  name: 'Terme juridique à expliquer',
  principle: 'vocabulaire',
  severity: 'avertissement',
  except: ['arrete-ou-contrat'],
  indicator: 'termes-juridiques',
  why: 'Un terme de droit que rien n’explique empêche le lecteur de savoir ce qui lui arrive et ce qu’il peut faire.',
  advice: 'Gardez le terme, et expliquez-le en quelques mots simples la première fois.',
  sources: ['convention du projet'],
  list: LISTS['terme-juridique-non-explique'],
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» est un terme de droit que rien n’explique. En clair\u00a0: {simple}.',
  },
  premise: ({ blocks }) => blocks.some(speaksOfCare),
  accepts: ({ entry }, { premise: isMedical }) => entry.term !== 'prescription' || !isMedical,
  severityOf: () => 'avertissement',
  examples: [
    {
      bad: 'Votre recours est frappé de [[forclusion]].',
      better: 'Votre recours est frappé de forclusion (c’est-à-dire que le délai pour agir est dépassé).',
    },
    { bad: 'La [[quotité saisissable]] de votre salaire est de 412 €.' },
    { bad: "Vous pouvez demander la [[mainlevée]] de l'opposition." },
    {
      bad: 'Vous gardez l’[[usufruit]] de la maison. L’usufruit cesse au décès.',
      better: 'Vous gardez l’usufruit de la maison (c’est-à-dire le droit de l’utiliser). L’usufruit cesse au décès.',
    },
    {
      good: 'La forclusion (le délai pour agir est dépassé) vous empêche de contester.',
      because: 'le terme est expliqué entre parenthèses',
    },
    {
      good: "Un huissier, c'est-à-dire un commissaire de justice, vous remettra l'acte.",
      because: 'le terme est expliqué juste après',
    },
    { good: 'Montrez votre prescription à la pharmacie.', because: 'c’est la prescription d’un médecin' },
    { good: 'Tribunal judiciaire de Lille', because: 'c’est le nom d’une institution' },
    {
      good: 'Le délai pour agir est dépassé (forclusion).',
      because: 'les mots simples viennent d’abord, le terme de droit les précise',
    },
  ],
})
