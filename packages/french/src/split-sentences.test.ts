import { expect, test } from 'vitest'
import { loadFrench } from './index.ts'

const french = loadFrench()

/** Sentences are written with `‖` where one ends; the analyser must cut there and nowhere else. */
function cuts(marked: string): { expected: string[]; found: string[] } {
  const expected = marked.split('‖').map((part) => part.trim())
  const text = marked.replace(/‖/g, '')
  const found = french.analyse(text).map((sentence) => text.slice(sentence.start, sentence.end))
  return { expected, found }
}

const ADMINISTRATIVE = `
Votre demande est complète.‖ Nous l'examinons.
M. Durand a déposé son dossier.‖ Il attend une réponse.
Mme Martin et M. Petit sont convoqués le 3 mai.
MM. Leroy et Blanc habitent au 12 bd. Voltaire.
Adressez votre courrier à l'att. de Mme Roy, 3 av. Jean Jaurès.
Vu l'art. L. 123-4 du code de l'action sociale et des familles.
Selon l'art. 3 du décret n° 2019-1333 du 11 décembre 2019, le délai est de deux mois.
L'al. 2 de l'art. R. 421-5 du code de justice administrative s'applique.
Le guichet ferme à 14 h 30.‖ Venez avant.
Le rendez-vous est fixé à 9 h.‖ Présentez-vous à l'accueil.
Joignez vos justificatifs (bulletins de paie, avis d'imposition, etc.).‖ Le service vous répondra.
Joignez vos justificatifs, factures, etc.‖ Nous vous répondrons.
Vous pouvez joindre une facture, un bail, etc. à votre demande.
Réf. : 2025-0458-AB
Vos réf. : dossier n° 2025-0458-AB du 12 mars 2025.
Tél. : 01 23 45 67 89.‖ Courriel : contact@mairie.fr.
P. J. : une copie de votre pièce d'identité.
Vous trouverez le formulaire en p. j. de ce courrier.
Cf. la notice jointe au formulaire.
Consultez la notice (cf. p. 4).‖ Elle vous aidera.
Voir l'art. 12.‖ Il précise les conditions.
1. Remplissez le formulaire.‖ 2. Signez-le.‖ 3. Envoyez-le.
a) Vous êtes salarié.‖ Joignez vos bulletins de paie.
Le montant est de 1 240,50 €.‖ Il sera versé le 5.
Le montant s'élève à 1.240,50 euros.‖ Vous le recevrez en mars.
Vous avez reçu 3 courriers.‖ Aucun n'est resté sans réponse.
Avez-vous déménagé ?‖ Dites-le-nous.
Attention !‖ Ce document est important.
Que faire en cas de perte ?‖ Appelez le 36 46.
Votre dossier est en cours d'examen…‖ Nous reviendrons vers vous.
Nous avons bien reçu votre courrier du 3 mars ; il sera traité sous quinze jours.
Le maire a déclaré : « Les travaux sont terminés. »‖ Le public peut revenir.
Il est écrit « lu et approuvé » au bas du document.
« Êtes-vous d'accord ? » est la question posée.
Vous pouvez contester cette décision (art. L. 411-2 du CRPA).‖ Le délai est de deux mois.
La S.N.C.F. rembourse le billet.
J.-P. Martin est votre conseiller.
Votre conseiller est J. Martin.‖ Il vous recevra.
Remplissez l'annexe A.‖ Joignez-la au dossier.
Présentez-vous au bâtiment B.‖ L'accueil est au rez-de-chaussée.
Le formulaire est en ligne sur www.service-public.fr.‖ Il est gratuit.
Écrivez à l'adresse contact@mairie-rennes.fr.‖ Nous vous répondrons.
Rendez-vous sur https://www.caf.fr/allocataires.‖ Cliquez sur « Mon compte ».
Le loyer est de 500 € par mois env. selon la surface.
Le dossier comporte au max. 3 pièces.
Les personnes âgées de plus de 65 ans env. sont concernées.
Le tribunal se trouve à St. Denis.
Fait à Rennes, le 12 mars 2025.
Fait à Rennes, le 1er avril 2025.‖ Le préfet
Décision du 12/03/2025.‖ Elle vous a été notifiée.
Le délai court du 01.03.2025 au 31.03.2025.‖ Passé ce délai, la demande est rejetée.
La loi n° 78-17 du 6 janv. 1978 protège vos données.
Vos droits sont ouverts depuis janv. 2024.
Le cerfa n° 14069*03 est disponible en ligne.‖ Imprimez-le.
Vous êtes né(e) après 1990.‖ Cochez la case.
Un(e) agent(e) vous recevra.‖ Apportez votre carte.
Les agent.e.s sont à votre écoute.‖ N'hésitez pas.
L'Urssaf vous a écrit.‖ L'Assurance maladie aussi.
Le taux est de 5 %.‖ Il change chaque année.
Le plafond est de 12,5 %.
Le délai est de 2 mois.‖ À défaut de réponse, la demande est refusée.
Merci de votre patience...‖ Nous traitons votre dossier.
Vous pouvez nous appeler au 3646.‖ L'appel est gratuit.
Service ouvert du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h.
Le juge a statué (C.E., 12 mars 2010, n° 305420).‖ Cette décision fait référence.
Votre enfant est en classe de C.P.‖ Il a six ans.
Mme le maire vous recevra.‖ Prenez rendez-vous.
Me Dupuis, avocat, vous assiste.
Le Dr. Morel a signé le certificat médical.
Le certificat est signé par le Dr Morel.‖ Il est valable trois mois.
L'article 5.1 du règlement est modifié.
La version 2.0 du formulaire est obligatoire.
Les art. 3 et 4 sont abrogés.‖ Les autres demeurent.
Le § 2 de la notice explique la démarche.
Le fonds a été créé en 1850 apr. J.-C. selon les archives.
Il vit dans le XXe arr. de Paris.
Le dép. de l'Ille-et-Vilaine finance l'aide.
Le directeur gén. adjoint signe la décision.
L'adresse est : 3 rte. de Lorient, bât. C, 35000 Rennes.
L'appt. 12 du 2e ét. est vacant.
La séance du 3 déc. 2024 est reportée.
Vous pouvez fournir par ex. une facture.
Vous pouvez fournir p. ex. une quittance.
Le conseil (prés. par Mme Roy) s'est réuni.‖ Il a statué.
Il s'agit d'une œuvre d'art.‖ Elle est protégée.
Votre assurance couvre le vol.‖ Déclarez-le.
Ils sont sept.‖ Le quorum est atteint.
Je soussigné, M. Paul Durand, certifie exacts ces renseignements.
N. B. : ce document ne vaut pas attestation.
N.B. Ce document ne vaut pas attestation.
Le signataire (nom, prénom, etc.) doit être identifié.
Elle a obtenu une aide (A.P.L.) de 200 €.
La demande a été rejetée le 3 mars 2025, cf. courrier joint.
Votre recours doit être adressé au président du tribunal (2, rue Pasteur, 35000 Rennes).‖ Il doit être motivé.
Pour toute question, appelez le 01 23 45 67 89.‖ Nous sommes à votre écoute.
Vous devez : être majeur, résider en France et disposer d'un titre de séjour.
Le dossier est complet ?‖ Non.
Votre dossier sera clos le 31/12/2025.‖ Aucune relance ne sera faite.
Voir les nos 12 et 13 du bulletin.
L'agent a noté : « dossier incomplet ».‖ Il vous a écrit.
Le demandeur a répondu « non » à la question 3.‖ Il a eu tort.
La Cie. des eaux vous facture l'abonnement.
Les sté. civiles sont exclues.
Payez par chèque (à l'ordre du Trésor public).
Vous résidez à l'étranger.‖ (Voir la notice.)
Vous résidez à l'étranger (voir la notice).‖ Contactez le consulat.
Le formulaire A.38 est épuisé.
Conformément à l'art. 7 al. 3 de la loi, vous pouvez faire appel.
En application des art. L. 121-1 et s. du code, la demande est recevable.
La pièce n° 3 manque.‖ Envoyez-la.
La pièce n°3 manque.‖ Envoyez-la.
Le n° de dossier figure en haut du courrier.
Le nº 12 est absent.
Envoyez ce document en 2 ex. signés.
Votre tél. est le 06 12 34 56 78.
La réunion aura lieu mar. 3 juin.
Le lundi est férié.‖ Le mardi, nous sommes ouverts.
Ne pas jeter sur la voie publique
Un, deux, trois : le compte est bon.
à défaut de réponse.‖ le silence vaut rejet.
C'est fini.‖Le dossier est clos.
Il a 12 ans.‖ 3 pièces manquent.
Vous avez 60 ans ou plus.‖ 1 240 personnes sont dans ce cas.
Reportez-vous à la rubrique III.‖ Elle précise vos droits.
Louis XIV.‖ Ce nom est celui de la place.
Le service A. Dumas est fermé.
Votre conseillère, Mme A. Benoît, est absente.
L'hépatite B.‖ Ce vaccin est obligatoire.
J'ai l'honneur de vous informer de ma décision.‖ Veuillez agréer, Madame, l'expression de ma considération distinguée.
`
  .split('\n')
  .filter((line) => line !== '')

test.each(ADMINISTRATIVE)('%s', (line) => {
  const { expected, found } = cuts(line)
  expect(found).toEqual(expected)
})

test('the test set holds more than a hundred administrative lines', () => {
  expect(ADMINISTRATIVE.length).toBeGreaterThan(110)
})

test('an emphasis mark does not open a sentence', () => {
  const { expected, found } = cuts('Des composants accessibles… *mais* ce n’est pas suffisant.')
  expect(found).toEqual(expected)
})

const BLOCKS: readonly [name: string, marked: string][] = [
  [
    'text wrapped at eighty columns is read as one paragraph',
    "Nous vous informons que votre demande d'aide au logement a été enregistrée par\nnos services.‖ Elle sera examinée dans un délai de deux mois à compter de la date\nde réception du dossier complet.",
  ],
  [
    'a name at the head of a wrapped line does not start a sentence',
    'Vous devez vous présenter muni de votre carte au service de la ville de\nParis avant la fin du mois, ou adresser votre dossier par courrier au bureau des\naides.',
  ],
  [
    'an address block is cut line by line',
    'Mairie de Rennes‖\nService de l’état civil‖\nPlace de la Mairie‖\n35000 Rennes',
  ],
  [
    'labels and values are cut line by line',
    'Objet : votre demande d’aide‖\nRéférence : 2025-0458‖\nTéléphone : 01 23 45 67 89',
  ],
  [
    'items after a lead-in are counted one by one',
    'Envoyez-nous :‖\n• votre avis d’imposition 2024 ;‖\n• votre contrat de location ;‖\n• un relevé d’identité bancaire.',
  ],
  ['dashes open items', 'Apportez :‖\n- votre passeport ;‖\n- une photo ;‖\n- un timbre fiscal.'],
  ['numbers and letters open items', '1. Remplissez le formulaire‖\n2. Signez-le‖\n3. Envoyez-le'],
  ['letters with a bracket open items', 'Vous devez :‖\na) remplir le formulaire ;‖\nb) le signer.'],
  ['a blank line always ends a sentence', 'Madame, Monsieur,‖\n\nvotre demande est incomplète.'],
  ['a comma at the end of a line does not', 'Vous pouvez nous écrire,\nnous appeler ou venir.'],
  ['a word cut from its article by the line stays with it', 'Service de la\nMairie de Rennes'],
]

test.each(BLOCKS)('%s', (_, marked) => {
  const { expected, found } = cuts(marked)
  expect(found).toEqual(expected)
})

test('no-break spaces and curly apostrophes cut as plain ones', () => {
  const { expected, found } = cuts('L’art.\u00a0L.\u00a0123-4 s’applique.‖ Le délai est de 2\u00a0mois.')
  expect(found).toEqual(expected)
})

test('decomposed accents cut as composed ones', () => {
  const text = 'Réf. : dossier complété. À bientôt.'.normalize('NFD')
  expect(french.analyse(text).map((sentence) => text.slice(sentence.start, sentence.end).normalize('NFC'))).toEqual([
    'Réf. : dossier complété.',
    'À bientôt.',
  ])
})
