import { expect, test } from 'vitest'
import { neutralWords } from './neutral-words.ts'

const KNOWN = new Set('vous votre nous le la les refus demande avez rose'.split(' '))
const read = (text: string, fields: readonly string[] = []): string =>
  neutralWords(
    text,
    fields.map((field) => ({ start: text.indexOf(field), end: text.indexOf(field) + field.length })),
    (word) => KNOWN.has(word),
  ).join(' ')

test.each([
  ['Madame Durand,', '{{ civilite }} {{ nom }},', ['{{ civilite }}', '{{ nom }}']],
  ['M. DURAND habite ici', '{{ nom }} habite ici', ['{{ nom }}']],
  ['Vous devez 1 350,20 € le 3 mars 2026.', 'Vous devez {montant} euros le {date}.', ['{montant}', '{date}']],
  ['au 12 bis, rue de la République, 31000 Toulouse', 'au {{adresse}}', ['{{adresse}}']],
  ['Écrivez à caf@exemple.fr ou sur www.exemple.fr', 'Écrivez à {mail} ou sur {site}', ['{mail}', '{site}']],
  ['votre dossier n° 2026-118/B est complet', 'votre dossier n° «NUMERO» est complet', ['«NUMERO»']],
  ['appelez le 01 99 00 12 34 avant midi', 'appelez le {tel} avant midi', ['{tel}']],
])('« %s » reads as its model « %s »', (letter, model, fields) => {
  expect(read(letter)).toBe(read(model, fields))
})

test('spaces, line ends, capitals of a title, punctuation and the shape of apostrophes do not count', () => {
  expect(read('REFUS DE VOTRE DEMANDE')).toBe(read('Refus  de\nvotre demande.'))
  expect(read('L’aide n’est pas due')).toBe(read("L'aide n'est  pas due !"))
})

test('a known word that begins a sentence is no name, an unknown one is', () => {
  expect(read('Vous avez raison. Vous gagnez.')).toBe('vous avez raison vous gagnez')
  expect(read('Krzysztof a raison')).toBe('¤ a raison')
})

test('a double name in capitals is a value, an acronym is a word', () => {
  expect(read('le RSA de DUPONT-MOREL')).toBe('le rsa de ¤')
  expect(read('le formulaire AL-012')).toBe('le formulaire ¤')
})

test('the acronym of an aid tells two letters apart', () => {
  expect(read('votre demande de RSA')).not.toBe(read('votre demande de APL'))
})

test('two letters on other subjects stay different', () => {
  expect(read('Vous habitez hors de la commune')).not.toBe(read('Vous dépassez le plafond'))
})
