import { expect, test } from 'vitest'
import { loadFrench } from './index.ts'

// The half of the administrative set that the splitter was never tuned on: written before it was run, and kept as written.
// When a line here fails, write another one like it in split-sentences.test.ts and mend that one.
const french = loadFrench()

/** A line is one block; `‖` marks where a sentence ends. */
const UNSEEN = `
Vous avez sollicité un délai de paiement.‖ Il vous est accordé jusqu'au 30 nov. 2025.
La commission s'est réunie le 6 mai 2025.‖ Elle a donné un avis défavorable.
Selon l'art. L. 5411-1 du code du travail, vous devez actualiser votre situation.
Les art. R. 122-3 à R. 122-9 ne sont pas applicables.‖ Votre argument est écarté.
L'al. 3 est supprimé.‖ L'al. 4 devient l'al. 3.
Vu le décret n° 2010-146 du 16 fév. 2010 modifiant le décret n° 2004-374 ;
Vu l'avis de M. le directeur dép. des finances publiques en date du 2 juin ;
Par ces motifs, la caisse rejette votre recours.‖ Vous pouvez saisir le pôle social.
M. A. Benali est votre nouvel interlocuteur.‖ Son numéro figure ci-dessus.
Mme Thérèse Le Floc'h remplace M. Yves Conan.
MM. les maires sont invités à répondre avant le 4 sept. au plus tard.
Le Dr Sylvie Guillou a établi le certificat du 9 janvier.‖ Il est illisible.
Me F. Hamel a été désignée au titre de l'aide juridictionnelle.
Votre référente, Mlle Da Silva, est en congé.‖ M. Tual prend le relais.
L'enfant K. a été confié au service.‖ Une visite est prévue.
La pension de Mme veuve Le Bras est révisée.
Le montant dû est de 76,22 €.‖ Payez avant le 20.
Vos droits passent de 412 € à 398,50 € par mois.‖ La baisse est due à vos salaires.
La participation est fixée à 1,20 €/h.‖ Elle est due par mois.
Le capital restant dû est de 14 000,00 euros.‖ Les intérêts s'y ajoutent.
Le taux horaire est de 11,88 €.‖ Il est fixé par décret.
Sur 120 demandes, 87 ont été acceptées.‖ 33 ont été refusées.
Les tarifs 2026 augmentent de 2 %.‖ Le ticket passe à 1,70 €.
Prévoir 5 € pour la caution.‖ Ils vous seront rendus.
Fournissez un justificatif récent (eau, gaz, téléphone, etc.).‖ Il doit être à votre nom.
Sont acceptés les chèques, les espèces, la carte bancaire, etc.‖ Les tickets ne le sont pas.
Les factures d'eau, de gaz, etc. sont admises comme preuves.
Sont joints : l'acte de décès ; le certificat d'hérédité ; un RIB.
Il manque trois documents.‖ Les voici : la carte grise, le contrôle technique et l'assurance.
Appelez-nous au 02 96 62 00 00.‖ L'accueil est ouvert dès 8 h 45.
Le centre ouvre à 7 h 30.‖ Les enfants sont accueillis jusqu'à 18 h 45.
Rendez-vous le ven. 12 déc. à 14 h, salle 2.
La séance aura lieu à 20 h 30, salle des fêtes.‖ Le public est admis.
La mairie ferme à 12 h le samedi.‖ Elle est fermée le dimanche.
Écrivez à la D.D.T.M. ou à contact@ddtm.gouv.fr.‖ Joignez un plan.
Votre compte est ouvert sur franceconnect.gouv.fr.‖ Gardez votre mot de passe.
Déposez la demande sur www.demarche.numerique.gouv.fr, rubrique « Chasse ».
Le dépôt se fait à l'accueil, 1 pl. St-Pierre, 56000 Vannes.
Le cabinet est au 33 av. J. Jaurès.‖ Il est au rez-de-chaussée.
Envoyez le tout à : Trésorerie, 2 rue de l'Église, B.P. 12, 22110 Rostrenen.
Vous habitez chez un tiers.‖ Une attestation de sa part est requise.
Entrez par la porte D.‖ Suivez la ligne bleue.
Adressez-vous au bureau 12 B.‖ Sonnez deux fois.
Répondez aux questions 1 à 8.‖ Passez la question 9.
Notez votre nom en cadre A.‖ Notez votre adresse en cadre B.
La rubrique F.2 concerne les étrangers.‖ Les autres l'ignorent.
Le feuillet 3 est destiné au vendeur.‖ Conservez le feuillet 1.
L'imprimé Cerfa 13750*07 sert à immatriculer un véhicule.‖ Il se remplit en ligne.
Le document n'est pas daté.‖ Il ne peut être retenu.
Écrivez en capitales.‖ Une lettre par case.
L'aide débute le 1er du mois suivant.‖ Elle dure un an.
Depuis le 1er janv., la procédure a changé.
L'avis du 3 oct. est annulé.‖ Celui du 17 oct. le remplace.
Votre arrêt se termine le 28 fév. 2026 au soir.
La campagne commence en avr. et finit en juin.
Vous avez eu 18 ans en déc. 2024.‖ Vos droits sont désormais personnels.
Le paiement de mai est parti le 5.‖ Celui de juin partira le 4.
L'offre expire le 31/08.‖ Ensuite, le plein tarif s'applique.
Le bail court du 01/09/2024 au 31/08/2027.‖ Il se renouvelle tacitement.
Êtes-vous concerné ?‖ Oui, si vous avez moins de 26 ans.
Où s'adresser ?‖ Au service des sports.‖ Quand ?‖ Le mercredi.
Un changement ?‖ Un doute ?‖ Une erreur ?‖ Appelez-nous.
Ne jetez pas ce courrier !‖ Il contient votre code.
Dernier rappel !‖ Votre abonnement sera coupé le 15.
Bienvenue !‖ Ce livret vous est offert par la commune.
Le règlement précise : « Tout retard est facturé. »‖ Vous en aviez signé un exemplaire.
Vous écrivez que « le logement est trop petit ».‖ Une visite l'a confirmé.
« Silence vaut accord » : ce principe connaît des exceptions.
Inscrivez « sans objet » dans les cases vides.‖ Signez ensuite.
L'avis porte la mention « non imposable ».‖ C'est ce qu'il faut.
La décision (jointe en annexe) vous a été remise en main propre.‖ Vous avez signé le reçu.
Le délai (deux mois) est dépassé.‖ Votre recours est irrecevable.
Vous pouvez faire appel (cf. ci-après).‖ Un avocat n'est pas exigé.
(Rayez la mention inutile.)
La T.N.T. remplace l'ancien réseau.‖ Une aide existe.
Le S.I.V.O.M. gère la déchèterie.‖ Elle ferme le jeudi.
Vous êtes affilié à la M.G.E.N. depuis 2015.
Le dossier M.D.P.H. est à renouveler.‖ Faites-le six mois avant l'échéance.
L'I.F.S.E. est versée chaque mois.
Il relève du R.S.I.‖ Cette caisse a changé de nom.
IV. Décision
B. Situation professionnelle
1.3. Votre logement
Art. 2 – Les contrevenants seront poursuivis.
Article L. 111-1 : le texte est inchangé.
Article unique.‖ La délibération du 3 mars est abrogée.
3. Signez la déclaration.‖ 4. Postez-la.
c) Vous vivez en couple.‖ Indiquez les revenus des deux.
• Vous êtes apprenti.‖ Joignez le contrat.
Étape 2/4 : vos ressources
Cas n° 1.‖ Vous partez seul.‖ Cas n° 2.‖ Vous partez en groupe.
Nos références : 2025/RH/0087
Réf. dossier : 56-2025-00123-K
Objet : relance – facture n° F2025-118
Pièce jointe : votre relevé.‖ Conservez-le sans limite de durée.
P.J. (1) : avis de sommes à payer
Copies : M. le trésorier ; Mme la D.G.S.
Fait en deux ex., à Pontivy, le 12 mai 2025
Pour le préfet et par délégation, le secrétaire gén., J. Tanguy
Vitré, le 3 décembre 2025
La société Bois & Cie. livre le mobilier.
Les Éts. Le Meur ont remporté le lot 3.
La S.A.S. Rivage exploite le camping.‖ Son contrat court jusqu'en 2030.
L'association loi 1901 doit tenir une A.G. chaque année.
T.A. Rennes, 9 nov. 2023, n° 2204512
La Cour (3e ch. civ.) a tranché le 5 juil. 2022.‖ Depuis, la règle est claire.
Voir en ce sens C.E., 8 févr. 2017, n° 397151.
Le P.V. a été dressé à 7 h 50.‖ L'amende est de 135 €.
La cuve contient 3 000 l.‖ Elle est enterrée.
La clôture ne dépasse pas 1,80 m.‖ Elle est en bois.
Le colis pèse 2,4 kg.‖ Le port est compris.
La limite est de 50 km/h en ville.‖ Respectez-la.
La vue porte à 12 km par temps clair.
Le prix au m² est de 1 850 €.‖ Il est négociable.
Min. 2 pers. par barque.
La remise est de 10 % max. par foyer.
Voir le tab. 4, p. 22.‖ Les chiffres sont de 2023.
Consultez la fiche n° 7.‖ Elle est en libre accès.
Le col est fermé.‖ Passez par la vallée.
Elle part à la mer.‖ Son billet est payé.
Cette année, la fête a lieu au mois de mars.‖ Elle dure deux jours.
Le guide parle d'art.‖ Il est illustré.
Le bus dessert l'av. de la Mer toutes les 20 min en été.
La crèche L. Pasteur est fermée.‖ Les familles sont relogées au centre.
Le gymnase S. Lenglen et la salle M. Cerdan sont réservés.
Ont voté pour : Mmes Abgrall et Kerdoncuff, MM. Roudaut et Le Gac.
Pouvoirs : Mme U. Stéphan à M. G. Loaëc
Le conseil, après en avoir délibéré, approuve.‖ Il autorise le maire à signer.
Abstentions : 3.‖ Contre : 0.
Le mot de passe compte 12 signes.‖ Il mêle chiffres et lettres.
Votre identifiant est MARTIN35.‖ Il ne change pas.
Le n° SIRET 213 502 388 00019 figure sur le devis.
L'immatriculation est GH-456-KL.‖ Elle est provisoire.
Vous conduisez un véhicule Crit'Air 3.‖ Vous ne pouvez plus entrer en zone 1.
Vos enfants sont à l'école.‖ L'un est en CE2.‖ L'autre est en 6e.
Votre fille est en terminale S.‖ Elle peut candidater.
Il a le groupe sanguin O.‖ Il peut donner son sang.
Vous avez travaillé en R.F.A. de 1985 à 1988.
Cette prestation n'est pas imposable.‖ Ne la déclarez pas.
Elle ne sera pas reconduite...‖ Nous le regrettons.
Les travaux sont finis ; la rue est rouverte.‖ Merci de votre patience !
Deux options : régler en ligne, ou passer au guichet.
Recevez, Monsieur, nos salutations.‖ Le responsable du service
Nous vous remercions de votre confiance.‖ À bientôt !
Monsieur le Maire,
Chère Madame,
En espérant avoir répondu à vos questions, nous restons joignables.
Lu et approuvé le 3/3/2025.
Annule et remplace l'envoi du 2 mai.
Le dossier n'a pas été retrouvé.‖ Refaites une demande.
`
  .split('\n')
  .filter((line) => line !== '')

/**
 * A second set, of blocks parted by a line of equal signs: hard boundaries (single capitals, signatures, wrapped lines, lists),
 * written after the splitter was mended on another 232 of the kind. First run: F1 99.63.
 */
const UNSEEN_BLOCKS = `
Choisissez la formule A.‖ Elle couvre les soins courants.
====
Le trajet va de A vers B.‖ Comptez une heure.
====
Votre lettre a été classée sous la cote D.‖ La cote E est vide.
====
Les tarifs vont de A, le plus bas, à H, le plus haut.‖ Le vôtre est le C.
====
Vous avez indiqué « F » au lieu de « M ».‖ Nous avons corrigé l'erreur.
====
La juge, Mme N. Ollivier, a entendu M. S.‖ Elle statuera le 6.
====
L'intéressé, M. K. D., né le 3 mai 1990, conteste.
====
Votre médiatrice est Mme J. Lagadec-Roy.‖ Écrivez-lui.
====
Le bail est au nom de B. Corbel et de L. Tanguy.‖ Tous deux doivent signer.
====
Le bon est à l'ordre de Mme Ch. Le Moal.
====
Fournissez les statuts, le procès-verbal, le budget, etc.‖ Sans ces pièces, pas d'aide.
====
Les frais de garde, de cantine, etc., ne sont pas déductibles.
====
Un justificatif (bail, facture, etc.) datant de moins de 3 mois.
====
Le courrier est resté sans réponse, cf. p. j.‖ Le délai a couru.
====
P. j. : trois.
====
Vous relevez du 2° de l'art. L. 5212-13.‖ À ce titre, vous avez priorité.
====
Le § 3 de l'art. 6 est clair.‖ Aucune dérogation n'existe.
====
L'arrêté vise les art. L. 2212-1 et suiv. du C.G.C.T.
====
En vertu de l'al. 1er de l'art. 1240 du C. civ., vous êtes responsable.
====
Votre numéro de dossier est le n° 47.‖ Notez-le.
====
Prenez le bus n° 2.‖ Le n° 3 ne circule plus.
====
L'adresse est www.lannion.bzh.‖ Elle a changé en mai.
====
Répondez à l'adresse ne-pas-repondre@ville.fr ?‖ Non, elle n'est pas lue.
====
Téléchargez https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006070633/, puis imprimez.
====
L'heure limite est 16 h 30.‖ Le dépôt tardif est refusé.
====
L'atelier dure de 9 h à 11 h.‖ On y vient sans inscription.
====
Le sas ferme à 20h00.‖ L'alarme est mise à 20h15.
====
Vous dites : « C'est injuste ! »‖ Nous comprenons votre réaction.
====
Il a demandé : « Et maintenant ? », puis il est sorti.
====
« Ce n'est pas grave. »‖ Voilà la réponse reçue.
====
Sur l'enveloppe, écrivez « Ne pas ouvrir ».‖ Collez-la.
====
La mention « Vu pour accord. » suffit.
====
La commission a dit « oui » ; le conseil a dit « non ».‖ Le préfet tranchera.
====
Il faut patienter… encore un peu.
====
Nous verrons…‖ Rien n'est décidé.
====
L'extrait (« […] sans délai […] ») est tronqué.
====
Votre fils (12 ans) et votre fille (9 ans ½) sont inscrits.‖ Le car passe à 7 h 40.
====
Vous touchez l'A.P.L.‖ Votre bailleur la reçoit directement.
====
Contactez l'A.D.I.L. 35.
====
Le siège est rue du Gal Leclerc.‖ L'entrée est côté cour.
====
La S.A.R.L. La Ruche a fermé.‖ Ses salariés sont reclassés.
====
Le loyer est de 410 € C.C.‖ Il est dû le 1er.
====
Le terrain est à 300 m.‖ Le bourg est à 2 km.
====
Le plafond est de 30 000 hab.‖ La commune en compte 28 000.
====
La durée min. d'emploi est de 4 mois.
====
L'audience a lieu le 6 févr.‖ La décision suivra en mars.
====
L'aide court de janv. à juin.‖ Elle est renouvelable.
====
Le 14 juil. est férié.
====
Avant le 15 nov., inscrivez-vous.‖ Après le 15 nov., c'est trop tard.
====
Partie II.‖ Votre santé
====
Section 3 – Les ressources
====
4° Les étudiants boursiers.‖ 5° Les apprentis.
====
Pour nous joindre :‖
– au guichet, de 9 h à 12 h ;‖
– par téléphone, au 36 46 ;‖
– en ligne.
====
Voici les étapes.‖
1. Créez un compte.‖
2. Remplissez la demande.‖ Gardez le numéro.‖
3. Attendez notre courriel.
====
Monsieur le Directeur,‖

Je fais suite à votre lettre du 2 mai.‖ Elle appelle trois remarques.
====
Veuillez recevoir, Madame, nos salutations distinguées.‖
La cheffe de service,‖
É. Bourdais
====
M. Jean Le Cam‖
Résidence Les Ajoncs, esc. B‖
4 allée des Pins‖
56100 LORIENT
====
Votre demande d'inscription sur les listes électorales de la commune est parvenue en
mairie le 4 mars.‖ Elle a été transmise à la commission de contrôle, qui se réunira le
12 avril.
====
Nous ne pouvons pas vous accorder la remise demandée.‖ En effet, d'après l'art. L. 553-2 du
code, elle suppose une situation de précarité que vos revenus ne révèlent pas.
====
À RENVOYER AVANT LE 30 JUIN‖
Nom : ....................‖
Date : ....................
====
Pourquoi ce courrier ?‖
Votre droit change.‖
Que devez-vous faire ?‖
Rien.
====
Dernier point : le parking.‖ Il est gratuit le dimanche.
====
Merci !‖ À très vite.
====
Hélas, non !‖ Le délai est passé.
====
Tarif réduit* : 4 €.‖ * Sur présentation d'un justificatif.
====
Votre IPP est de 15 %.‖ Votre rente est de 180 € par trim.
====
Me Y. Gloaguen, huiss. de just., a signifié l'acte.‖ Vous l'avez reçu en main propre.
====
L'imprimé 2042-RICI est en ligne.‖ L'imprimé 2044 aussi.
====
J'atteste que M. O. est hébergé chez moi.‖ Fait pour valoir ce que de droit.
`
  .trim()
  .split('\n====\n')

/** F1 of the boundaries of a set, and the blocks that are cut otherwise than marked. */
function score(blocks: readonly string[]): { readonly f1: number; readonly wrong: readonly string[] } {
  let right = 0
  let found = 0
  let wanted = 0
  const wrong: string[] = []
  for (const block of blocks) {
    const text = block.replace(/‖/g, '')
    const ends = new Set<number>()
    let at = 0
    for (const part of block.split('‖')) {
      at += part.length
      ends.add(text.slice(0, at).trimEnd().length)
    }
    const own = french.analyse(text).map((sentence) => sentence.end)
    wanted += ends.size
    found += own.length
    const hits = own.filter((end) => ends.has(end)).length
    right += hits
    if (hits !== ends.size || hits !== own.length) wrong.push(block)
  }
  return { f1: (200 * right) / (found + wanted), wrong }
}

test.each([
  ['lines', UNSEEN, 150],
  ['blocks', UNSEEN_BLOCKS, 60],
] as const)('at least 99 %% of the boundaries of the unseen %s are right', (_, blocks, least) => {
  const { f1, wrong } = score(blocks)
  expect(blocks.length).toBeGreaterThanOrEqual(least)
  expect(f1, `F1 ${f1.toFixed(2)}\n${wrong.join('\n')}`).toBeGreaterThanOrEqual(99)
})
