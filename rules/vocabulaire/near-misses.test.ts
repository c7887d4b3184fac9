import { createChecker, type Rule } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import renvoiImprecis from '../organisation/renvoi-imprecis.ts'
import archaisme from './archaisme.ts'
import destinataire from './destinataire-troisieme-personne.ts'
import termeDiscriminant from './terme-discriminant.ts'
import termeIncoherent from './terme-incoherent.ts'
import tonCulpabilisant from './ton-culpabilisant.ts'

const french = loadFrench()

/** What a rule underlines in a letter. */
function found(rule: Rule, text: string): string[] {
  const { findings } = createChecker([rule], french).check(readText(text, 'txt'), { type: 'courrier-information' })
  return findings.map(({ start, end }) => text.slice(start, end))
}

describe('terme-incoherent', () => {
  test.each([
    'Envoyez-nous un e-mail. Vous recevrez un courriel de confirmation.',
    'Votre trop-perçu est de 320 €. L’indu sera retenu sur vos prochains versements.',
    'Le demandeur remplit la page 1. L’usager signe la page 2.',
    'Donnez votre mail. Votre mél ne sera pas communiqué.',
    'L’assuré déclare ses ressources. Le bénéficiaire nous prévient de tout changement.',
  ])('speaks: %s', (text) => {
    expect(found(termeIncoherent, text)).not.toEqual([])
  })

  test.each([
    'Le créancier est la banque. Votre dette est une créance de la commune.',
    'L’assuré social présente sa carte. Le bénéficiaire du contrat touche le capital.',
    'Le demandeur d’emploi s’inscrit. L’allocataire de la CAF déclare ses revenus.',
    'Écrivez à contact@mairie.fr ou envoyez un courriel.',
    'Vous déclarez des créances professionnelles. Vos créances de pension alimentaire sont à part.',
  ])('keeps silent: %s', (text) => {
    expect(found(termeIncoherent, text)).toEqual([])
  })
})

describe('destinataire-troisieme-personne', () => {
  test.each([
    'L’allocataire doit nous prévenir de tout changement.',
    'Le contribuable conserve ses justificatifs pendant trois ans.',
    'L’usager est informé que le guichet ferme à midi.',
    'La demanderesse devra produire un justificatif de domicile.',
    'Le redevable règle sa facture avant le 30 juin.',
    'L’usager est tenu de présenter sa carte.',
    'L’étudiant devra présenter sa carte.',
    'L’utilisateur doit présenter sa carte.',
  ])('speaks: %s', (text) => {
    expect(found(destinataire, text)).not.toEqual([])
  })

  test.each([
    'Le demandeur d’asile reçoit une attestation.',
    'Votre mère est l’assurée principale du contrat.',
    'Vous pouvez désigner le bénéficiaire de votre choix.',
    'L’allocataire de cette aide est votre conjoint.',
    'Si le signataire n’est pas le titulaire du compte, joignez un mandat.',
  ])('keeps silent: %s', (text) => {
    expect(found(destinataire, text)).toEqual([])
  })
})

describe('ton-culpabilisant', () => {
  test.each([
    'Malgré nos nombreuses relances, votre dossier reste incomplet.',
    'Vous avez négligé de nous envoyer votre déclaration.',
    'Vous auriez dû nous prévenir de votre déménagement.',
    'Vous n’êtes pas sans savoir que cette déclaration est obligatoire.',
    'Par votre négligence, le dossier a été clôturé.',
  ])('speaks: %s', (text) => {
    expect(found(tonCulpabilisant, text)).not.toEqual([])
  })

  test.each([
    'Si vous avez oublié de signer, renvoyez le formulaire.',
    'Vous avez oublié votre mot de passe ?',
    'Vous prétendez à une bourse.',
    'Malgré nos efforts, le guichet reste fermé.',
    'La négligence du locataire peut être invoquée par l’assureur.',
  ])('keeps silent: %s', (text) => {
    expect(found(tonCulpabilisant, text)).toEqual([])
  })
})

describe('terme-discriminant', () => {
  test.each([
    'Nom de jeune fille de la mère :',
    'Les vieillards du foyer ont reçu un colis.',
    'Le chef de famille remplit la fiche.',
    'Nous accueillons les handicapés et les invalides.',
    'Mlle Sophie Moreau est convoquée.',
  ])('speaks: %s', (text) => {
    expect(found(termeDiscriminant, text)).not.toEqual([])
  })

  test.each([
    'Un élève handicapé a droit à un ordinateur.',
    'Le document est exclu du champ de la loi.',
    'La carte mobilité inclusion remplace la carte d’invalidité.',
    'Votre autorisation est invalide depuis le 3 mars.',
    'Ce quartier défavorisé bénéficie d’un programme.',
  ])('keeps silent: %s', (text) => {
    expect(found(termeDiscriminant, text)).toEqual([])
  })
})

test('an old word that points elsewhere is said once', () => {
  const { findings } = createChecker([archaisme, renvoiImprecis], french).check(
    readText('Lisez les conditions susmentionnées.', 'txt'),
  )
  expect(findings.map(({ rule }) => rule)).toEqual(['archaisme'])
})
