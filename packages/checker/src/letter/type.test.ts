import { readText } from '@limpide/document'
import { expect, test } from 'vitest'
import type { TypeGuess } from '../view.ts'
import { guessType, readType } from './type.ts'
import { assignZones } from './zones.ts'

function type(source: string, format: 'md' | 'html' | 'txt' = 'txt'): TypeGuess {
  const document = readText(source, format)
  const plain = document.blocks
    .map((block) => block.text)
    .join('\n')
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/[\u00a0\u202f]/g, ' ')
  return guessType({ document, zones: assignZones(document), plain: () => plain })
}

const LETTER = (object: string, body: string): string =>
  `Valmont, le 14 mai 2026\n\nObjet : ${object}\n\nMadame,\n\n${body}\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nLe service des aides`

test('the type declared in the front matter wins, id or label', () => {
  expect(type('---\ntype: notice\n---\n\nMadame,\n\nVotre demande est refusée.', 'md')).toEqual({
    id: 'notice',
    confidence: 1,
    from: 'declared',
  })
  expect(type('---\ntype: Demande de pièces\n---\n\nBonjour', 'md').id).toBe('demande-de-pieces')
  expect(readType('courriel de relance')).toBeUndefined()
})

test.each([
  [
    'refus',
    LETTER('votre demande de carte', 'Votre demande ne peut pas être acceptée, car vous habitez hors de la commune.'),
  ],
  ['refus', LETTER('refus de votre demande de bourse', 'Vos revenus dépassent le plafond.')],
  ['refus', LETTER('votre allocation', 'Vous avez perçu à tort 640 €. Vous devez rembourser cette somme.')],
  ['decision-favorable', LETTER('votre demande de carte', 'Votre demande est acceptée. Votre carte arrive le 5 mai.')],
  [
    'demande-de-pieces',
    LETTER('votre dossier est incomplet', 'Envoyez-nous votre bail et un justificatif de domicile.'),
  ],
  [
    'accuse-de-reception',
    LETTER('accusé de réception', 'Nous avons bien reçu votre demande le 3 mai. Elle est en cours d’instruction.'),
  ],
  [
    'decision-favorable',
    LETTER(
      'votre carte de bus',
      'Vous avez droit au tarif réduit. Vous trouverez votre carte dans cette lettre. En cas de perte, elle ne pourra pas vous être accordée deux fois.',
    ),
  ],
  [
    'refus',
    LETTER(
      'suite donnée à votre demande',
      'Je suis au regret de vous faire savoir qu’il n’a pas été possible d’y réserver une suite favorable, les classes étant complètes. Votre fils est inscrit dans l’école de votre rue, où il vous appartient de vous présenter avant le 4 mai, sans quoi sa place sera considérée comme libre.',
    ),
  ],
  [
    'refus',
    LETTER(
      'votre réclamation',
      'Nous accusons bonne réception de votre réclamation. La photo ne comporte pas de date. Nous nous voyons contraints de rejeter votre demande.',
    ),
  ],
  [
    'courrier-information',
    LETTER(
      'visite de votre logement',
      'Une information sur votre logement nous a été transmise. Deux agents viendront vous voir le 8 mai.',
    ),
  ],
  [
    'courrier-information',
    LETTER(
      'travaux dans votre rue',
      'Nous réparons la chaussée du 4 au 8 mai. Votre dossier de stationnement reste valable.',
    ),
  ],
] as const)('a letter is read as %s', (id, source) => {
  const guess = type(source)
  expect(guess.id).toBe(id)
  expect(guess.confidence).toBeGreaterThanOrEqual(0.5)
})

test('a receipt that supposes a refusal is no refusal', () => {
  const body =
    'Nous avons bien reçu votre demande le 3 mai. Sans réponse avant le 3 juillet, votre demande est refusée.'
  expect(type(LETTER('votre demande du 3 mai', body)).id).toBe('accuse-de-reception')
})

test('a refusal opened by a receipt is a refusal', () => {
  const body =
    'Nous avons bien reçu votre demande du 3 mai. Elle a été étudiée. Votre demande est rejetée, car le délai est passé.'
  expect(type(LETTER('votre demande du 3 mai', body)).id).toBe('refus')
})

test('a greeting alone is no letter', () => {
  expect(type('Bonjour à tous.').id).toBe('autre')
  expect(type('Bonjour,\n\nVotre carte est prête.\n\nCordialement,').id).toBe('autre')
  expect(type('Objet : votre carte\n\nMadame,\n\nVotre carte est prête.').id).toBe('courrier-information')
})

test('numbered articles make a contract of what says so, not of a guide that quotes a decree', () => {
  const articles =
    'Article 1er.\n\nLe prix change.\n\nArticle 2.\n\nLa durée change.\n\nArticle 3.\n\nLe reste demeure.'
  expect(type(`24\n\nAvenant à la convention n° 12\n\n${articles}`).id).toBe('arrete-ou-contrat')
  expect(
    type(`Qui répare, qui entretient ?\n\nLe locataire entretient, le propriétaire répare.\n\n${articles}`).id,
  ).not.toBe('arrete-ou-contrat')
})

test('a letter sent by recorded delivery acknowledges nothing', () => {
  const source = LETTER('travaux dans votre rue', 'Nous réparons la chaussée.').replace(
    'Objet',
    'Lettre recommandée avec accusé de réception\n\nObjet',
  )
  expect(type(source).id).toBe('courrier-information')
})

test('a model letter that a private person sends is no letter of a service', () => {
  const body =
    'Mon contrat a pris fin le 4 mai. Je n’ai pas reçu mon salaire. Je vous demande de me régler la somme de 900 €.'
  expect(type(LETTER('réclamation de salaire', body)).id).toBe('autre')
})

test('an employer’s letter has a low confidence', () => {
  const body =
    'Votre contrat de travail prévoit une période d’essai. Nous la renouvelons : la période d’essai finira le 4 mai.'
  expect(type(LETTER('renouvellement de la période d’essai', body)).confidence).toBeLessThan(0.5)
})

test('a letter with its object and « Madame » is no e-mail, though it says « cliquez ici »', () => {
  const source =
    '<p>Agence de Valmont</p><p>Objet : entretien</p><p>Madame Roux,</p><p>Nous vous attendons le 4 mai à 9 h. Pour en savoir plus, <a href="https://a.fr/b">cliquez ici</a>.</p><p>Cordialement,</p><p>Votre conseiller</p>'
  expect(type(source, 'html').id).toBe('courrier-information')
})

test('a certificate under the name of a school is an attestation', () => {
  const source =
    'École des Acacias\n12 rue du Port\n96500 Valmont\n\nCertificat de scolarité\n\nJe soussigné, Karim Roux, directeur de l’école, certifie que Lou Morel est inscrite dans notre école.\n\nValmont, le 4 mai 2026'
  expect(type(source).id).toBe('attestation')
})

test.each([
  [
    'courriel',
    'txt',
    'Bonjour,\n\nVotre compte expire le 4 mai. Pour le garder, cliquez sur le bouton ci-dessous.\n\nÀ bientôt,\n\nL’équipe',
  ],
  [
    'script-telephonique',
    'txt',
    'Bienvenue. Pour les retraites, faites le 1. Pour parler à un conseiller, faites le 0.',
  ],
  [
    'arrete-ou-contrat',
    'txt',
    'ARRÊTÉ du 4 mai 2026\n\nVu le code de la route,\n\nVu la demande de la mairie,\n\nArrête :\n\nArticle 1 : La rue est fermée.',
  ],
  [
    'arrete-ou-contrat',
    'txt',
    'Convention de prêt\n\nEntre les soussignés, la mairie et l’association, il a été convenu ce qui suit.\n\nFait en deux exemplaires.',
  ],
  [
    'attestation',
    'txt',
    'Attestation de domicile\n\nJe soussignée, maire de Valmont, certifie que M. Roux habite la commune.\n\nPour servir et valoir ce que de droit.',
  ],
  [
    'formulaire',
    'txt',
    'Demande de carte de stationnement\n\nNom : ________________\n\nPrénom : ________________\n\nDate de naissance : ________\n\nAdresse : ________________\n\nSignature du demandeur : ________',
  ],
  [
    'formulaire',
    'html',
    '<h1>Inscription à la cantine</h1><form><label>Nom <input name="nom"></label><label>Prénom <input name="prenom"></label><label>Date de naissance : <input name="date"></label><label>Classe <input name="classe"></label></form>',
  ],
  [
    'page-information',
    'md',
    '# Demander une carte de stationnement\n\nLa carte est gratuite.\n\n## Qui peut la demander ?\n\nTous les habitants.',
  ],
  ['notice', 'md', '# Notice d’utilisation du portail\n\nÉtape 1 : créez votre compte.'],
] as const)('%s (%s) is found by its look', (id, format, source) => {
  expect(type(source, format).id).toBe(id)
})

test('three words and an empty file are « autre », with a low confidence', () => {
  for (const source of ['', 'Oui, bien sûr', '{{ a }}']) {
    const guess = type(source)
    expect(guess.id).toBe('autre')
    expect(guess.confidence).toBeLessThan(0.5)
  }
})
