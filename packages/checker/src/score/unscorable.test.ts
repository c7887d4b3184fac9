import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { createChecker } from '../engine.ts'
import { unscorable } from './unscorable.ts'

const french = loadFrench()
const checker = createChecker([], french)
const reason = (source: string, format: 'md' | 'html' | 'txt' = 'md') =>
  unscorable(checker.view(readText(source, format)), french)

test.each([
  ['', 'sans-texte'],
  ['\n\n   \n', 'sans-texte'],
  ['Bonjour à tous.', 'trop-court'],
  ['Votre dossier est complet depuis le 4 mai. Nous vous répondons avant la fin du mois de juin.', 'trop-court'],
])('%j has no score, for the reason %s', (source, code) => {
  expect(reason(source)?.code).toBe(code)
})

test.each([
  ['an English letter', 'Dear Sir, we have received your application for housing benefit. Your file is incomplete.'],
  ['one English line', 'Please send your passport and a recent photo to our office before Friday.'],
  ['German', 'Wir haben Ihren Antrag erhalten. Bitte senden Sie uns die fehlenden Unterlagen bis zum 30. Juni.'],
  ['Spanish', 'Hemos recibido su solicitud de ayuda. Le rogamos que nos envíe una copia antes del 30 de junio.'],
  ['Breton', 'Aotrou, Itron, resevet hon eus ho koulenn. Kasit deomp un eilenn eus ho paper-feurm.'],
  ['Corsican', 'Sgiò, avemu ricevutu a vostra dumanda. Mandateci per piacè una copia di u vostru cuntrattu.'],
  ['Arabic', 'السيد المحترم، لقد تلقينا طلبك. يرجى إرسال نسخة من عقد الإيجار قبل 30 يونيو.'],
  ['Russian', 'Мы получили ваше заявление. Пожалуйста, пришлите копию договора до 30 июня.'],
])('%s is in another language', (_, source) => {
  expect(reason(source)?.code).toBe('autre-langue')
})

test.each([
  ['without accents', 'Bonjour, votre dossier est incomplet. Il manque la copie de la carte, merci de l envoyer vite.'],
  ['with mistakes', 'Jai pas recu ma carte, pouvez vous mapeler silvouplait, je suis au travaille jusqua 17 heures.'],
  ['with one English name', 'Le logiciel « Open Desk Manager » ouvre une fenêtre de saisie, puis elle se ferme.'],
])('French %s stays French', (_, source) => {
  expect(reason(source)?.code).not.toBe('autre-langue')
})

test.each([
  ['| Jour | Heure |\n|---|---|\n| Lundi | 9 h |\n| Mardi | 10 h |', 'Ce document ne contient qu’un tableau'],
  ['| A | B |\n|---|---|\n| oui | non |\n\n| C | D |\n|---|---|\n| un | deux |', 'que des tableaux'],
  ['{{ nom }} {{ prenom }}\n\n{{ adresse }}', 'que des champs à remplir'],
  ['Mairie de Valmont', 'pas de phrase'],
  ['Bonjour. Votre carte est prête.', 'Le texte compte 1 phrase et 5 mots'],
  ['Veuillez agréer mes salutations distinguées.', 'quelques mots'],
  ['Votre carte est prête. Elle est à l’accueil.', 'Le texte compte 2 phrases et 9 mots'],
])('%j says what the reader sees', (source, said) => {
  expect(reason(source)?.what).toContain(said)
})

test('two very long sentences are scored', () => {
  const long = `${'Nous examinons la demande que vous avez déposée pour le logement que vous occupez, '.repeat(5)}et nous répondons.`
  expect(reason(`${long} ${long}`)).toBeUndefined()
})

test('words that are read count, in labels as in sentences; so do lines of prose without a verb', () => {
  const certificate = [
    'Je soussigné {nom}, {fonction} de la ville de Valmont.',
    'Certifie que :',
    'Nom : {nom}',
    'Date de naissance : {date}',
    'Lieu de naissance : {lieu}',
    'Est domicilié à l’adresse suivante :',
    '{adresse}',
    'Cette domiciliation prend fin le : {fin}',
  ]
  expect(reason(certificate.join('\n\n'))).toBeUndefined()
  const message = [
    'Je vous prie de bien vouloir trouver ci-joint la demande de dérogation pour ce dossier.',
    'Les espèces visées par la demande sont les suivantes, dans l’ordre de la loi.',
    'En vous remerciant par avance de la suite donnée à ce message,',
  ]
  expect(reason(message.join('\n\n'))).toBeUndefined()
  expect(reason(message.slice(0, 2).join('\n\n'))?.code).toBe('trop-court')
})

test('a glossary has its sentences in its cells', () => {
  const rows = [
    ['EGA', 'Ils ont abouti à une feuille de route nationale et à une loi en 2018.'],
    ['Régie', 'La collectivité gère elle-même le service et paie les agents de la cuisine.'],
    ['SRC', 'Ce sont des sociétés privées qui préparent les repas des cantines scolaires.'],
  ]
  const table = ['| Sigle | Sens |', '|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n')
  expect(reason(table)).toBeUndefined()
  expect(reason('| Jour | Heure |\n|---|---|\n| Lundi matin | de 9 h à midi |\n| Mardi | de 10 h à 12 h |')?.code).toBe(
    'trop-court',
  )
})
