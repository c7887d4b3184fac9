import { createChecker, type DocumentType, type Severity } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { RULES } from '../index.ts'

const checker = createChecker(RULES, loadFrench())

type Level = Severity | '–'
const E = 'erreur'
const A = 'avertissement'
const S = 'suggestion'
const I = 'information'
const NO = '–'

/** Rows of CATALOGUE §6, in its order of columns. `lacking`: a document that owes the mention and does not give it. */
interface Row {
  readonly rule: string
  readonly levels: readonly [Level, Level, Level, Level, Level, Level, Level, Level]
  readonly lacking: string | Partial<Record<DocumentType | '*', string>>
}

const TYPES: readonly DocumentType[] = [
  'decision-favorable',
  'refus',
  'demande-de-pieces',
  'accuse-de-reception',
  'courriel',
  'formulaire',
  'page-information',
  'script-telephonique',
]

const letter = (body: string, object = 'votre demande de carte', top = ''): string =>
  `${top}Objet : ${object}\n\nMadame,\n\n${body}\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nLe directeur`
const FILE = 'Votre demande de carte est à l’accueil de la gare, où un agent la lira avec vous la semaine prochaine.'
const TO_PAY =
  'Vous avez reçu 312 € de trop, car votre salaire a augmenté en mars. Vous devez rembourser cette somme par virement.'
const ONLINE = 'Vous devez faire votre demande uniquement en ligne, sur le site de la mairie.'
const FORM = (more: string): string =>
  `# Demande de carte\n\nNom : ________\n\nPrénom : ________\n\nDate de naissance : ________\n\nAdresse : ________\n\n${more}`

const ROWS: readonly Row[] = [
  { rule: 'contact-manquant', levels: [E, E, E, E, E, A, A, NO], lacking: letter(FILE) },
  { rule: 'agent-non-identifie', levels: [A, A, A, A, I, NO, NO, NO], lacking: letter(FILE) },
  // In a message, `agent-non-identifie` already asks for a name: asking twice would help nobody.
  { rule: 'signataire-manquant', levels: [A, A, NO, NO, NO, NO, NO, NO], lacking: letter(FILE) },
  // A message is dated by its sending; the date of a page is the site's, out of the text that is checked.
  { rule: 'date-reference-manquantes', levels: [A, A, A, A, NO, NO, NO, NO], lacking: letter(FILE) },
  {
    rule: 'objet-manquant',
    levels: [A, A, A, A, A, NO, NO, NO],
    lacking: `Madame,\n\n${FILE}\n\nVeuillez agréer, Madame, nos salutations distinguées.`,
  },
  // A favourable decision needs no reason; papers are asked for a purpose.
  {
    rule: 'motivation-manquante',
    levels: [NO, E, S, NO, NO, NO, NO, NO],
    lacking: {
      refus: letter('Votre demande est refusée.'),
      '*': letter('Envoyez votre bail avant le 4 mai.'),
    },
  },
  {
    rule: 'voies-de-recours-manquantes',
    levels: [A, E, NO, A, NO, NO, NO, NO],
    lacking: {
      'decision-favorable': letter(
        'Votre aide est accordée en partie, pour trois mois, à condition de déclarer vos revenus.',
      ),
      refus: letter('Votre demande est refusée, car vous habitez hors de la commune.'),
      'accuse-de-reception': letter(
        'Nous avons reçu votre demande. Sans réponse le 4 juillet, votre silence vaut refus : l’absence de réponse est un rejet.',
      ),
      '*': letter(FILE),
    },
  },
  {
    rule: 'delai-manquant',
    levels: [NO, NO, S, A, A, A, A, NO],
    lacking: {
      'page-information':
        '# Demander une carte de bus\n\nDéposez votre demande à la gare. La commission examine les dossiers, puis donne sa réponse.',
      formulaire: FORM('Signature : ________'),
      '*': letter('Votre demande est en cours d’instruction. Nous reviendrons vers vous prochainement.'),
    },
  },
  {
    rule: 'date-limite-manquante',
    levels: [A, A, E, NO, A, A, NO, NO],
    lacking: {
      'demande-de-pieces': letter('Pour étudier votre demande, envoyez-nous une copie de votre bail.'),
      formulaire: FORM('Formulaire à remettre signé au professeur principal.'),
      '*': letter(TO_PAY),
    },
  },
  {
    rule: 'pieces-non-listees',
    levels: [NO, NO, A, NO, A, A, A, NO],
    lacking: {
      formulaire: FORM('Joignez les pièces justificatives nécessaires.'),
      '*': letter('Envoyez-nous les pièces justificatives nécessaires avant le 4 mai.'),
    },
  },
  {
    rule: 'piece-deja-detenue',
    levels: [NO, NO, S, NO, S, S, S, NO],
    lacking: letter('Envoyez-nous votre avis d’imposition et un extrait d’acte de naissance avant le 4 mai.'),
  },
  {
    rule: 'accuse-reception-incomplet',
    levels: [NO, NO, NO, E, NO, NO, NO, NO],
    lacking: letter('Nous accusons réception de votre demande. Elle sera étudiée.'),
  },
  {
    rule: 'accuse-reception-tardif',
    levels: [NO, NO, NO, A, NO, NO, NO, NO],
    lacking: letter(
      'Nous avons reçu votre demande le 3 mars 2026. Elle sera étudiée.',
      'votre demande',
      'Valmont, le 14 mai 2026\n\n',
    ),
  },
  {
    rule: 'droit-a-l-erreur-absent',
    levels: [NO, A, S, NO, S, S, S, NO],
    lacking: {
      refus: letter('Vous avez déclaré des ressources inexactes. Vous devez rembourser 640 €.'),
      formulaire: FORM(
        'Je certifie sur l’honneur que cette déclaration de revenus est exacte. Une fausse déclaration est punie.',
      ),
      'page-information':
        '# Déclarer vos revenus\n\nDéclarez vos revenus chaque trimestre. Une fausse déclaration est punie d’une amende.',
      '*': letter('Un contrôle de votre déclaration aura lieu le 4 mai. Vous risquez une pénalité de 10 %.'),
    },
  },
  // A page or a message that gathers data has fields to fill: it is then a form.
  {
    rule: 'rgpd-mention-absente',
    levels: [NO, NO, NO, NO, NO, A, NO, NO],
    lacking: FORM('Téléphone : ________'),
  },
  { rule: 'alternative-numerique-absente', levels: [A, A, A, A, A, A, A, NO], lacking: letter(ONLINE) },
  {
    rule: 'montant-non-detaille',
    levels: [S, A, NO, NO, NO, NO, NO, NO],
    lacking: {
      'decision-favorable': letter('Votre aide est accordée. Vous recevrez 120 € par mois.'),
      '*': letter('Votre demande est refusée, car votre salaire a augmenté. Vous devez rembourser 640 €.'),
    },
  },
  // Every letter would get it, and the decision's text is no place for it: pages, notices and forms only.
  {
    rule: 'avis-usager-absent',
    levels: [NO, NO, NO, NO, NO, I, I, NO],
    lacking: `# Demander une carte\n\nComment demander votre carte ? Déposez votre demande à la gare, avec une photo.\n\n${`${FILE}\n\n`.repeat(20)}`,
  },
  {
    rule: 'svi-trop-de-choix',
    levels: [NO, NO, NO, NO, NO, NO, NO, A],
    lacking:
      'Bienvenue. Pour les bus, tapez 1. Pour les trains, tapez 2. Pour les vélos, tapez 3. Pour les cars, tapez 4. Pour les tarifs, tapez 5. Pour les retards, tapez 6.',
  },
]

function lackingFor(row: Row, type: DocumentType): string {
  if (typeof row.lacking === 'string') return row.lacking
  return row.lacking[type] ?? row.lacking['*'] ?? ''
}

describe.each(ROWS)('$rule, by type of document', (row) => {
  test.each(TYPES.map((type, i) => [type, row.levels[i] ?? NO] as const))('%s: %s', (type, level) => {
    const document = readText(lackingFor(row, type), 'md')
    const found = checker.check(document, { type }).findings.filter(({ rule }) => rule === row.rule)
    expect(found.map(({ severity }) => severity)).toEqual(level === NO ? [] : [level])
  })
})
