import { createChecker, type Rule } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import renvoiImprecis from '../organisation/renvoi-imprecis.ts'
import abreviation from './abreviation.ts'
import anglicisme from './anglicisme.ts'
import archaisme from './archaisme.ts'
import delaiVague from './delai-vague.ts'
import destinataire from './destinataire-troisieme-personne.ts'
import jargon from './jargon-administratif.ts'
import locutionLourde from './locution-lourde.ts'
import termeDiscriminant from './terme-discriminant.ts'
import termeIncoherent from './terme-incoherent.ts'
import tonCulpabilisant from './ton-culpabilisant.ts'
import tonMenacant from './ton-menacant.ts'

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

describe('a word of a list in another of its senses', () => {
  test.each([
    [abreviation, 'Le cours de SVT a lieu lundi.'],
    [abreviation, 'Écrivez à la DDE du Rhône.'],
    [anglicisme, 'Nous vous souhaitons un prompt rétablissement.'],
    [anglicisme, 'Enter your login and your password.'],
    [archaisme, 'Joignez ce document à l’avenant.'],
    [archaisme, 'Audit « Sites en ligne ».'],
    [delaiVague, 'À très bientôt à la médiathèque.'],
    [delaiVague, 'Votre bail arrive à terme le 30 juin.'],
    [delaiVague, 'Votre fils aura bientôt 3 ans.'],
    [jargon, 'Faites-vous connaître à l’accueil.'],
    [jargon, 'Nous avons relevé des erreurs.'],
    [jargon, 'Demandez l’accord préalable du propriétaire.'],
    [jargon, 'Un agent peut renseigner les habitants.'],
    [jargon, 'La date d’expédition du colis est le 3 mars.'],
    [jargon, 'Cette mutation vous permet de vous rapprocher de votre famille.'],
    [locutionLourde, 'Signez l’accord sur le droit à l’image de votre enfant.'],
    [locutionLourde, 'Votre enfant a été amené à l’hôpital.'],
    [locutionLourde, 'Nous avons décidé sur la demande de logement.'],
    [locutionLourde, 'Le terrain figure sur le plan de la commune.'],
    [tonCulpabilisant, 'Vous n’avez toujours pas reçu votre carte ? Appelez-nous.'],
    [tonCulpabilisant, 'Si vous ne respectez pas ce délai, refaites la demande.'],
    [tonCulpabilisant, 'La page a été modifiée pour la dernière fois en mai.'],
    [tonMenacant, 'L’étude de votre dossier sera poursuivie en mars.'],
    [tonMenacant, 'Votre inscription sera validée sans autre formalité.'],
    [tonMenacant, 'Vous pouvez signaler toute infraction à la mairie.'],
  ] as const)('keeps silent: %#', (rule, text) => {
    expect(found(rule, text)).toEqual([])
  })

  test.each([
    [abreviation, 'Envoyez votre dde avant lundi.'],
    [anglicisme, 'Écrivez un prompt dans l’outil.'],
    [jargon, 'Faites-nous connaître votre décision.'],
    [jargon, 'L’accord préalable est nécessaire pour ces soins.'],
    [locutionLourde, 'Vous serez amené à fournir un document.'],
    [tonCulpabilisant, 'Vous n’avez toujours pas payé la facture.'],
    [tonMenacant, 'Tout contrevenant sera poursuivi en justice.'],
    [tonMenacant, 'Toute fraude entraîne une amende.'],
  ] as const)('speaks: %#', (rule, text) => {
    expect(found(rule, text)).not.toEqual([])
  })
})

test('a verb and its preposition are not joined over another preposition', () => {
  expect(found(jargon, 'Vous devez justifier auprès des agents de votre absence.')).toEqual([])
  expect(found(jargon, 'Vous devez justifier rapidement de votre absence.')).toEqual(['justifier rapidement de'])
})
