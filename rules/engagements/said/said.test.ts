import { createChecker, type DocumentType, type DocumentView } from '@limpide/checker'
import { readText, type TextFormat } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { findContacts } from './contact.ts'
import { capped, isBound } from './duty.ts'
import { namesPerson, signatureBlocks } from './person.ts'
import { missingInRecourse, tellsRecourse } from './recourse.ts'
import { DEADLINE, FULL_DATE, PROCESSING } from './time.ts'

const checker = createChecker([], loadFrench())

function view(text: string, type?: DocumentType, format: TextFormat = 'md'): DocumentView {
  return checker.view(readText(text, format), type === undefined ? {} : { type })
}

describe('contacts', () => {
  test.each([
    'Appelez-nous au 01 99 00 41 12.',
    'Tél. : +33 1 99 00 41 12',
    'Appelez le 39 39.',
    'Téléphone : 3646 (service gratuit)',
    'Une question ? {{ service.telephone }}',
    'Appelez-nous au [numéro].',
  ])('a phone is found: %s', (text) => {
    expect(findContacts(view(text)).phone).toBe(true)
  })

  test.each([
    'Votre numéro de dossier est le 2026-0101-9900.',
    'Répondez avant 30 jours.',
    'Votre téléphone : {{ usager.telephone }}',
    'Le prix est de 3646 €.',
  ])('no phone is found: %s', (text) => {
    expect(findContacts(view(text)).phone).toBe(false)
  })

  test.each([
    'Écrivez à bourses@valmont.exemple.fr.',
    'Écrivez-nous par la messagerie de votre espace personnel.',
    'Utilisez le formulaire de contact.',
    'Répondez simplement à ce courriel.',
    '[Nous écrire](mailto:mairie@valmont.exemple.fr)',
  ])('a way to write is found: %s', (text) => {
    expect(findContacts(view(text)).writing).toBe(true)
  })

  test.each([
    'Message envoyé par ne-pas-repondre@valmont.exemple.fr.',
    'Merci de ne pas répondre à ce courriel.',
    'Pour vos données, écrivez à dpd@valmont.exemple.fr.',
    'Mairie, 3 place du Marché, 96100 Valmont',
    'À : liste-etudiants@univ.exemple.fr',
  ])('no way to write is found: %s', (text) => {
    expect(findContacts(view(text)).writing).toBe(false)
  })

  test('a number that costs more than a call is told from the others', () => {
    expect(findContacts(view('Appelez le 0892 70 12 39.')).surcharged).toBe(true)
    expect(findContacts(view('Tél. : 0 899 70 12 39'))).toMatchObject({ phone: true, surcharged: true })
    expect(findContacts(view('Tél. : 01 99 00 41 12 (0,35 €/min)')).surcharged).toBe(true)
    expect(findContacts(view('Appelez le 01 99 00 41 12.')).surcharged).toBe(false)
    expect(findContacts(view('Tél. : 0 800 00 41 12 (appel gratuit)'))).toMatchObject({
      phone: true,
      surcharged: false,
    })
  })
})

describe('recourse', () => {
  test('« sans avoir recours à » tells no recourse', () => {
    expect(tellsRecourse(view('Faites-le sans avoir recours à un expert.'))).toBe(false)
    expect(tellsRecourse(view('Vous pouvez former un recours.'))).toBe(true)
    expect(tellsRecourse(view('Le recours à un géomètre est obligatoire pour ce terrain.'))).toBe(false)
    expect(tellsRecourse(view('Le recours au chèque emploi service est possible.'))).toBe(false)
    expect(tellsRecourse(view('Adressez un recours au maire.'))).toBe(true)
    expect(tellsRecourse(view('Envoyez votre recours à la commission.'))).toBe(true)
    expect(tellsRecourse(view('Votre projet de recours à l’emprunt est complet.'))).toBe(false)
    expect(tellsRecourse(view('La décision peut faire l’objet d’un recours à l’adresse suivante.'))).toBe(true)
  })

  test('what a recourse lacks is named, in order', () => {
    const lacks = (text: string): string[] => missingInRecourse(view(text, 'refus')).map(({ id }) => id)
    expect(lacks('Vous pouvez former un recours.')).toEqual(['delai', 'depart', 'adresse', 'tribunal'])
    expect(lacks('Vous pouvez saisir le tribunal administratif de Valmont dans les deux mois.')).toEqual([
      'depart',
      'adresse',
    ])
    expect(
      lacks(
        'Vous avez deux mois à partir de la réception de cette lettre pour saisir le tribunal administratif de Valmont, 96100 Valmont.',
      ),
    ).toEqual([])
    expect(lacks('Vous avez vingt jours pour former un recours.')).not.toContain('delai')
  })
})

describe('time', () => {
  test.each([
    'avant le 30 juin 2026',
    'au plus tard le lundi 4 mai',
    "jusqu'au 04/05/2026",
    'sous 15 jours',
    'dans un délai de deux mois',
    'avant le {{ date_limite }}',
    'avant le [date]',
    'dans les vingt jours',
    'sous vingt et un jours',
    'dans un délai de quatre-vingt-dix jours',
    'sous quarante-huit heures',
    'dans un délai de deux à trois semaines',
    'au plus tard soixante-douze heures avant',
    'dans les cent vingt jours',
    'sous trente (30) jours',
  ])('a deadline is found: %s', (text) => {
    expect(DEADLINE.test(text)).toBe(true)
  })

  test.each(['sous huitaine', 'sous quinzaine', 'dans les meilleurs délais', 'rapidement', 'dans les récents mois'])(
    'no deadline is found: %s',
    (text) => {
      expect(DEADLINE.test(text)).toBe(false)
    },
  )

  test.each([
    'délai moyen de réponse : 3 semaines.',
    'vous recevrez une réponse avant le 4 mai 2026.',
    'nous traitons votre demande en deux mois.',
    'sous 3 semaines, la commission vous répond.',
    'nous préparons votre carte en cinq jours.',
    'votre badge est fabriqué en deux semaines.',
    'nous vous répondons dans les vingt jours.',
    'sous quarante-cinq jours, la commission vous répond.',
  ])('a time of processing is found: %s', (text) => {
    expect(PROCESSING.test(text)).toBe(true)
  })

  test.each([
    'nous reviendrons vers vous dans les meilleurs délais.',
    'la mairie ouvre à 9 h.',
    'la carte est valable pendant cinq jours.',
    'préparez votre dossier deux mois avant.',
    'votre demande est en cours.',
  ])('no time of processing is found: %s', (text) => {
    expect(PROCESSING.test(text)).toBe(false)
  })

  test('a month is no full date', () => {
    expect(FULL_DATE.test('mai 2025')).toBe(false)
    expect(FULL_DATE.test('le 4 mai 2025')).toBe(true)
    expect(FULL_DATE.test('le {{ date_courrier }}')).toBe(true)
  })
})

describe('people', () => {
  test.each(['Claire Morel, cheffe du service', 'Jean-Luc Le Goff', 'Mme Ferrand', 'Samira BENALI'])(
    'a person is named: %s',
    (text) => {
      expect(view(text).blocks.some(namesPerson)).toBe(true)
    },
  )

  test.each(['Le Directeur', 'Mairie de Valmont', 'Service des Aides', 'L’équipe Guichet Unique', 'P/O M.D.'])(
    'no person is named: %s',
    (text) => {
      expect(view(text).blocks.some(namesPerson)).toBe(false)
    },
  )

  test('the signature stands after the formula', () => {
    const letter = view(
      'Madame,\n\nVotre demande est acceptée.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nClaire Morel',
    )
    expect(signatureBlocks(letter).some(namesPerson)).toBe(true)
  })
})

describe('who owes what', () => {
  test('a model letter to an employer owes nothing, unless a person declares its type', () => {
    const letter =
      'Madame,\n\nMon contrat a pris fin. Je vous demande de me payer mes congés.\n\nVeuillez agréer, Madame, mes salutations distinguées.'
    expect(isBound(view(letter))).toBe(false)
    expect(isBound(view(letter, 'courrier-information'))).toBe(true)
  })

  test('an error is lowered when the type is not sure', () => {
    expect(capped(view('Oui.', undefined, 'txt'), 'erreur')).toBe('avertissement')
    expect(capped(view('Oui.', undefined, 'txt'), 'suggestion')).toBe('suggestion')
    expect(capped(view('Oui.', 'refus'), 'erreur')).toBe('erreur')
  })
})
