import { expect, test } from 'vitest'
import { checkWith } from '../build/examples.ts'
import voixPassive from '../phrases/voix-passive.ts'

/** What the rule underlines. */
function found(text: string): string[] {
  return checkWith(voixPassive, text, 'txt', undefined).findings.map(({ start, end }) => text.slice(start, end))
}

// The hundred participles that administrative letters use most to describe, one sentence each.
const DESCRIBING = `
La mairie est située place de la République.
Le guichet est fermé le mercredi.
Le service est ouvert de 9 h à 12 h.
Vous êtes marié depuis 2010.
Elle est divorcée et vit seule.
Il est séparé de son épouse.
Vous êtes pacsé avec M. Durand.
Vous êtes âgé de plus de 60 ans.
Vous êtes domicilié à Rennes.
Vous êtes concerné par cette mesure.
Vous êtes exonéré de la taxe.
Vous êtes assuré auprès de notre caisse.
Votre père est retraité.
Votre fille est handicapée.
Vous êtes inscrit à France Travail.
Vous êtes tenu de répondre.
Vous êtes autorisé à stationner.
Vous êtes salarié de la commune.
Vous êtes affilié à la caisse.
Vous êtes rattaché au foyer de vos parents.
Vous êtes abonné au service.
Vous êtes dispensé de visite.
Vous êtes obligé de déclarer ce revenu.
Vous êtes intéressé par cette offre.
Vous êtes satisfait de notre réponse.
Vous êtes habilité à signer.
Vous êtes qualifié pour ce poste.
Vous êtes diplômé de l'université.
Le médecin est agréé.
Votre dossier est incomplet et daté.
Le délai est dépassé.
Votre carte est périmée.
Le formulaire est adapté à votre cas.
La réponse est appropriée.
Votre situation est compliquée.
Le montant est élevé.
L'accès est limité aux riverains.
L'offre est réservée aux étudiants.
La rue est barrée.
L'eau est polluée.
Vous êtes privé de ressources.
Le local est adossé à la mairie.
Le bureau est installé au premier étage.
Le siège est basé à Lyon.
Le quartier est isolé.
Le logement est meublé.
Le logement est équipé d'une cuisine.
L'immeuble est habité.
Votre carte est usée.
Le parking est couvert.
La salle est climatisée.
Le jardin est clos.
Votre ligne est occupée.
Le terrain est exposé au sud.
Le terrain est boisé.
Cet espace est dédié aux associations.
Le centre est réputé pour son accueil.
Le site est protégé.
Le dossier est constitué de quatre pièces.
L'examen est approfondi.
Votre demande est motivée.
Votre absence est justifiée.
Le refus est fondé.
Votre recours est fondé sur un fait nouveau.
Le maire est chargé de l'état civil.
L'aide est liée à vos revenus.
La commune est dotée d'une crèche.
Cette aide est destinée aux familles.
Le service est composé de trois agents.
Le loyer est indexé sur l'inflation.
La taxe est due.
Cette somme est comprise dans le loyer.
Les frais sont inclus.
Le nombre de places est réduit.
Vous êtes endetté.
Vous êtes hébergé chez un ami.
Vous êtes logé à titre gratuit.
Vous êtes installé en France.
Vous êtes né en 1958.
Votre enfant est scolarisé à Brest.
Votre enfant est âgé de 3 ans.
Votre enfant est habitué à la crèche.
Le demandeur est décédé.
Le conjoint est disparu.
Votre mère est hospitalisée.
Vous êtes isolé et fatigué.
Vous êtes blessé à la main.
Vous êtes alité.
Vous êtes dénué de ressources.
Vous êtes démuni.
Vous êtes assis au guichet.
Les travaux sont terminés.
Vous êtes détaché auprès du ministère.
Le stock est épuisé.
Vous êtes connu de nos services.
Vous êtes apparenté au défunt.
Vous êtes opposé à ce projet.
Vous êtes prié de patienter.
Vous êtes muni d'un badge.
Le projet est abouti.
`
  .split('\n')
  .filter((line) => line !== '')

test.each(DESCRIBING)('a participle that describes is no passive: %s', (text) => {
  expect(found(text)).toEqual([])
})

test('the list holds a hundred participles', () => {
  expect(DESCRIBING.length).toBeGreaterThanOrEqual(100)
})

test.each([
  ["L'école a d'ailleurs été construite en 1962.", "a d'ailleurs été construite"],
  ['Quand le dossier a-t-il été ouvert ?', 'a-t-il été ouvert'],
  ["La règle n'est pas du tout respectée.", "n'est pas du tout respectée"],
  ['Les dossiers sont à nouveau examinés.', 'sont à nouveau examinés'],
  ['Les pièces ont toutes été vérifiées.', 'ont toutes été vérifiées'],
  ['Vous serez convoqué(e) en mai.', 'serez convoqué(e)'],
  ['La voiture a été sortie de la fourrière.', 'a été sortie'],
])('what parts the auxiliary from the participle hides nothing: %s', (text, underlined) => {
  expect(found(text)).toEqual([underlined])
})

test.each([
  'Le taux est passé de 25 à 47 %.',
  "Votre mère est sortie de l'hôpital.",
  'Le nombre de demandes est trop élevé.',
])('what moves or describes is no passive: %s', (text) => {
  expect(found(text)).toEqual([])
})
