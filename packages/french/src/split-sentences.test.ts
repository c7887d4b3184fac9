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
Vous avez déposé une demande de logement social le 14 février 2025.‖ Elle porte le n° 035 0225 014587 11.
Votre dossier est incomplet.‖ Il manque : l'avis d'imposition 2024, le livret de famille et un R.I.B.
M. le préfet d'Ille-et-Vilaine a pris un arrêté le 2 janv. 2025.‖ Il est affiché en mairie.
Mmes Leroux et Garcia sont désignées.‖ M. Hamon les remplace en cas d'absence.
Le recours est porté devant le tribunal adm. de Rennes dans un délai de deux mois.
L'art. R. 821-2 du code de la sécurité sociale fixe les conditions.‖ Vous ne les remplissez pas.
Vu le code général des collectivités territoriales, not. ses art. L. 2121-29 et s.
Vu la loi n° 2000-321 du 12 avr. 2000, notamment son article 19 ;
Le versement aura lieu le 5 de chaque mois.‖ En cas de retard, prévenez-nous.
Votre rendez-vous est maintenu au mardi 4 mars à 10 h 15.‖ Merci d'arriver en avance.
La permanence se tient de 8 h 30 à 12 h.‖ Aucun rendez-vous n'est nécessaire.
Vous percevez 635,71 € par mois.‖ Ce montant sera revu le 1er avril.
Le trop-perçu s'élève à 1 012,33 €.‖ Vous pouvez le rembourser en 3 fois.
Le plafond est fixé à 22 425 € pour une pers. seule.
Réglez la somme de 45 EUR.‖ À défaut, une majoration de 10 % s'appliquera.
Veuillez nous retourner le coupon ci-dessous, daté et signé.‖ Une enveloppe est jointe.
Pièces à fournir : copie du titre de séjour, justif. de domicile, etc.
Les frais (transport, repas, etc.) sont remboursés.‖ Conservez vos factures.
Les frais de transport, de repas, etc. sont remboursés sur justificatif.
Cf. art. 4 du règlement intérieur.
Voir p. 12 de la notice.‖ Un exemple y est donné.
Le formulaire (cf. annexe 2) doit être signé par les deux parents.
Dossier suivi par : Mme C. Lebreton, tél. 02 99 00 00 00
Affaire suivie par M. P.-Y. Le Gall.‖ Son bureau est au 2e étage.
Nos réf. : DDETS/PA/2025-118
V/réf. : votre courrier du 7 mars 2025
Objet : rejet de votre demande d'allocation aux adultes handicapés
P.J. : 3
PJ : formulaire de recours.‖ Merci de le compléter.
Copie à : M. le maire de Saint-Malo
St-Brieuc, le 18 septembre 2025
Fait à Quimper, le 30/06/2025.‖ Pour le directeur, la cheffe de service
Avez-vous changé d'adresse ?‖ Avez-vous changé de banque ?‖ Dites-le-nous vite !
Comment contester ?‖ Vous disposez de deux mois.
Qui peut en bénéficier ?‖ Les personnes de plus de 60 ans.
Attention : tout dossier incomplet sera refusé !‖ Relisez la liste des pièces.
« Je soussigné... » : cette formule n'est plus nécessaire.
Le demandeur écrit : « Je vis seul. »‖ Or l'enquête montre le contraire.
Vous indiquez « vivre seul ».‖ Nous devons le vérifier.
La mention « Bon pour accord » doit figurer au-dessus de la signature.‖ Datez le document.
Notre conseillère vous a dit : « Rappelez lundi ! »‖ Le lundi, nous étions fermés.
Vous nous avez demandé « pourquoi ma demande est-elle refusée ? ».‖ Voici notre réponse.
Le silence gardé pendant deux mois vaut rejet (art. L. 231-4, 3° du CRPA).‖ Vous pouvez alors saisir le juge.
Vous êtes exonéré (voir ci-dessous).‖ Aucune démarche n'est à faire.
(Cette attestation ne vaut pas titre de séjour.)
Nous avons transmis votre demande à la M.D.P.H. du Finistère.
Vous relevez de la M.S.A.‖ Adressez-vous à cette caisse.
Contactez la C.P.A.M. de votre département.‖ Elle vous renseignera.
L'A.R.S. Bretagne a rendu un avis favorable.
Envoyez votre dossier à : CAF d'Ille-et-Vilaine, cours des Alliés, 35028 Rennes CEDEX 9.
Adressez-le par lettre recommandée avec A.R. avant le 15 mai.
Présentez-vous au 14 av. du Gal Leclerc, bât. A, 3e ét., porte 312.
Le bureau se situe 5 pl. de l'Hôtel-de-Ville.‖ Il est accessible en fauteuil.
Il habite bd de la Liberté, n° 12 bis.‖ La boîte est au nom de Mme Petit.
Écrivez-nous à aide-sociale@departement35.fr.‖ Indiquez votre numéro de dossier.
Le site www.impots.gouv.fr est ouvert jusqu'au 8 juin.‖ Passé cette date, une pénalité s'applique.
Allez sur service-public.fr.‖ Choisissez la rubrique « Logement ».
Le guide est disponible sur https://www.demarches-simplifiees.fr/guide.pdf.‖ Il est gratuit.
Appelez le 39 39.‖ Le service est ouvert de 8 h 30 à 18 h 15.
Tél. : 02 98 00 00 00 – Fax : 02 98 00 00 01
Composez le 0 800 000 000 (appel gratuit).‖ Un agent vous répond.
1. Identité du demandeur
2.1. Ressources du foyer
II. Voies et délais de recours
Article 1er.‖ La demande de M. Simon est rejetée.
Article 2 : Le présent arrêté sera publié au recueil des actes adm. de la préfecture.
1° Les personnes de nationalité française ; 2° les ressortissants de l'U.E.
a. Vous êtes salarié.‖ Fournissez vos trois derniers bulletins de paie.
- Vous êtes étudiant.‖ Fournissez votre certificat de scolarité.
Étape 1.‖ Créez votre compte.
Question 4.‖ Avez-vous des enfants à charge ?
Cochez la case A.‖ Passez ensuite à la rubrique 5.
Remplissez le cadre B.1 du formulaire.‖ Laissez le cadre C vide.
La ligne 1AJ de votre avis indique vos salaires.‖ Reportez ce montant.
Le formulaire Cerfa n° 15646*01 doit être utilisé.‖ Les autres modèles sont refusés.
L'imprimé S3201 vous a été envoyé.
Le décret n° 2024-1225 entre en vigueur le 1er janv. 2026.
Le J.O. du 3 mars a publié ce texte.‖ Il s'applique dès le lendemain.
La circ. du 5 mai 2023 précise ce point.
La délib. n° 12 du conseil mun. a été adoptée.
Selon le § 3 al. 2 du bail, le locataire paie les charges.
Le tribunal (1re ch.) a rejeté le pourvoi.‖ L'arrêt est définitif.
Cass. soc., 12 mai 2021, n° 19-20.538
CE, 4 juin 2019, Mme B., n° 415350
La cour a jugé (CAA Nantes, 3 oct. 2022) que ce refus était illégal.
La S.A.R.L. Martin et fils a été radiée.
Les Éts. Durand ont fourni une facture.‖ Elle date du 3 mai.
La société Kerbrat S.A. doit régulariser sa situation.
L'entreprise Le Goff et Cie. emploie douze salariés.
Le prof. Caron, expert près la cour d'appel, vous examinera.
Le Dr J. Nguyen vous recevra à 9 h.‖ Apportez vos radios.
Me S. Abitbol, not. à Vannes, est chargé de la succession.
Mgr Dubois et le P. Martin étaient présents.
La température ne doit pas dépasser 19 °C.‖ Réglez votre chauffage.
Le terrain mesure 1 250 m².‖ Il est situé en zone A.
La parcelle section AB n° 214 est concernée.‖ Sa surface est de 12 ha.
La vitesse est limitée à 30 km/h.‖ Respectez-la.
Le quotient familial est inf. à 700 €.
Le revenu fiscal de réf. figure en page 2.‖ Reportez-le ici.
La durée min. est de 6 mois.‖ La durée max. est de 12 mois.
Le loyer, charges comp., est de 480 €.
Le montant est d'env. 200 € par trimestre.
Votre salaire brut est de 2 100 € (soit 1 650 € net env.).‖ Il dépasse le plafond.
Vous aurez 62 ans le 3 août 2025.‖ Votre retraite peut débuter le 1er sept. 2025.
Le contrat a débuté en sept. 2019.‖ Il a pris fin en déc.
Du 1er oct. au 31 mars, les expulsions sont suspendues.
Semaine du lun. 3 au ven. 7 mars : bureau fermé
La séance est levée à 20 h.‖ Le secrétaire signe le registre.
Il est 14 h 05 quand l'agent arrive.‖ Le hall est vide.
Le dossier a été reçu à 23:59.‖ Il est donc recevable.
Version du 12.01.2025.‖ Remplace la version du 03.06.2024.
Votre espace est sécurisé ; ne communiquez jamais votre code.‖ Aucun agent ne vous le demandera.
Vous avez répondu « oui » ?‖ Passez à la question 7.
Vous avez répondu « non » : arrêtez-vous ici.
Trois solutions s'offrent à vous : payer, contester ou demander un délai.‖ Choisissez-en une.
Vous devez remplir ces conditions : résider en France ; être majeur ; être sans emploi.
Votre demande est acceptée... mais sous conditions.
Nous regrettons ce retard…‖ Il est dû à une panne.
Et après ?‖ Vous recevrez un courriel.‖ Gardez-le.
Merci !‖ Votre demande est enregistrée.
Bravo, vous avez terminé !‖ Il ne reste qu'à signer.
Vous êtes né(e) le 3 mai 1958 à Dinan.‖ Vous êtes célibataire.
Le(la) demandeur(se) doit signer.‖ Toute rature annule le document.
Les usager·ère·s sont informé·e·s.‖ Une affiche est posée.
Madame, Monsieur,
Monsieur le Président,
Vous trouverez ci-joint le relevé.‖ Cordialement,
Bien à vous.‖ Le service instructeur
Je vous prie d'agréer, Monsieur, mes salutations distinguées.
L'accueil est fermé le 24 et le 31 déc.‖ Merci de votre compréhension.
L'eau est coupée rue A. Briand.‖ Le retour est prévu à 18 h.
Le collège J. Ferry ferme ses portes.‖ Les élèves iront au collège V. Hugo.
Le square du Gal. de Gaulle rouvre lundi.
La rue J.-J. Rousseau est barrée.‖ Une déviation est en place.
Les élus MM. Le Bihan, Caradec et Mme Tanguy étaient excusés.
Étaient présents : M. A. Riou, maire ; Mme B. Kermarrec, adjointe.
Le vote est acquis : 23 voix pour, 2 contre, 1 abst.
Le no 12 du bulletin est paru.‖ Il est distribué cette semaine.
Les nos de téléphone ont changé.‖ Consultez la liste.
Le vol. 3 des archives est consultable.‖ Demandez-le à l'accueil.
Le ch. 4 traite de l'urbanisme.
La fig. 2 montre le tracé.‖ Le tab. 3 donne les coûts.
Le plan est à l'éch. 1/500.
L'éd. 2024 du guide est épuisée.‖ La suivante paraîtra en mai.
Le vaccin D.T.P. est obligatoire.‖ Le carnet de santé en fait foi.
Votre carte porte le numéro 1 58 05 22 118 042 33.‖ Vérifiez-le.
Votre IBAN commence par FR76.‖ Il compte 27 caractères.
La décision n'est pas motivée.‖ Dès lors, elle est illégale.
L'usager a saisi le D.D.D. (Défenseur des droits).‖ La réponse est attendue.
N.B. : les photocopies doivent être lisibles.
NB : Aucun original ne sera rendu.
Nota.‖ Les délais courent à compter de la réception.
Rappel : la déclaration trimestrielle est obligatoire.‖ Faites-la en ligne.
Important !‖ À lire avant de signer.
Suite à votre appel du 2 courant, nous avons corrigé votre nom.
Elle perçoit l'A.S.S. depuis 2019.‖ Ses droits prennent fin en juin.
Votre fils Théo a été admis en 6e B.‖ La rentrée a lieu le 1er septembre.
Le marché comprend les lots 1, 2 et 3.‖ Le lot 4 est infructueux.
Le prix est de 12 €/m² H.T.‖ La T.V.A. est en sus.
La redevance est de 150 € T.T.C. par an.
Vos impôts augmentent.‖ Pourquoi ?‖ Parce que vos revenus ont augmenté.
Le dossier est à rendre au plus tard le 31.‖ Après cette date, il sera refusé.
Vous étiez absent le 12.‖ Un avis a été déposé.
Votre carte expire en 2026.‖ 2027 sera une année blanche.
Pour être complet, joignez : 1) une photo ; 2) un timbre ; 3) l'ancien titre.
Sont concernés les dép. 22, 29, 35 et 56.
Votre avis nous intéresse : répondez à l'enquête (2 min.).‖ Elle est anonyme.
Votre demande du 8 juin 2025 est classée sans suite.‖ Vous pouvez en déposer une autre.
Le conseil départemental a examiné votre situation lors de la séance du 14 oct. 2025.
Vous ne remplissez pas la condition d'âge prévue à l'art. L. 815-1.‖ Votre demande est donc rejetée.
En application de l'art. D. 542-5, al. 3, du même code, l'aide n'est pas cumulable.
Selon l'ann. 3 du décret n° 2011-1961, la redevance est due.
Les dispositions des art. 12 et s. de l'arrêté restent applicables.‖ Rien ne change pour vous.
La présente décision annule celle du 4/02/2025.‖ Elle prend effet ce jour.
M. et Mme Jaouen ont été entendus.‖ Leur avocat était présent.
Mlle Rivière, née le 3 fév. 1999, réside à St-Malo.
Nous avons reçu Mme E. Le Roux le 12 mars.‖ Elle était accompagnée de son fils.
M. J.-M. Prigent a signé le bail.‖ Il en est le seul titulaire.
Me Hervé Cloarec, huissier de justice, vous remettra l'acte.
Pr. Lemoine, chef de service, a rédigé le compte rendu.
Votre médecin, le Dr. Tran, a rempli le certificat.‖ Nous l'avons bien reçu.
Le dossier a été transmis au Dr L. Morvan.‖ Celui-ci rendra son avis.
L'assistante sociale (Mme Guégan) vous appellera.‖ Préparez vos papiers.
La somme de 3 480,00 € vous a été versée à tort.‖ Vous devez la rembourser.
Vous devez 128,40 €.‖ Un échéancier peut vous être accordé.
Le tarif est de 4,50 € par repas.‖ Il passe à 4,80 € en septembre.
Le taux d'incapacité est compris entre 50 et 79 %.‖ Il ouvre droit à l'allocation.
Votre quotient familial est de 612.‖ Il donne droit au tarif C.
Vos ressources dépassent le plafond de 1 200 € net.‖ Vous n'avez pas droit à l'aide.
La bourse s'élève à 315 € par trim. pour un collégien.
Joignez une photocopie recto verso de votre carte.‖ N'envoyez pas l'original.
Sont exigés : un acte de naissance, deux photos, un timbre de 25 €, etc.
Toute pièce utile (contrat, bail, quittances, etc.) peut être ajoutée.‖ Numérotez-les.
Merci de nous renvoyer : le formulaire daté et signé ; la copie du jugement ; un R.I.B.
Le relevé d'identité bancaire est obligatoire.‖ Sans lui, aucun paiement n'est possible.
Téléphonez au 02 99 79 00 00 entre 9 h et 11 h 30.‖ Demandez le service Jeunesse.
Ouverture : lun. et jeu. de 13 h 30 à 17 h.
Le bureau ferme à 16 h.‖ Le dernier ticket est remis à 15 h 45.
La réunion commence à 18 h 30 précises.‖ L'entrée est libre.
Votre convocation est fixée au jeudi 9 janvier 2026, 9 h.‖ Toute absence doit être justifiée.
Écrivez à : accueil@mairie-lannion.fr.
Une question ?‖ Écrivez à accueil@mairie-lannion.fr ou passez nous voir.
Connectez-vous à ameli.fr.‖ Ouvrez la rubrique « Mes démarches ».
Le simulateur se trouve sur www.mesdroitssociaux.gouv.fr.‖ Il ne donne qu'une estimation.
Rendez-vous à l'adresse https://www.ants.gouv.fr/monespace/s-inscrire.‖ Créez un compte.
Le service est situé 4 r. de la Gare.‖ Le bus n° 7 s'y arrête.
Adresse : 27 bd. Solférino, CS 71714, 35017 Rennes cedex.
Il réside au 8 imp. des Ajoncs, 22300 Lannion.‖ Son courrier nous revient.
Présentez-vous au guichet 3.‖ Munissez-vous de votre convocation.
Allez au bâtiment C.‖ Montez au premier étage.
Prenez un ticket à la borne A.‖ Attendez votre tour.
Complétez les rubriques A à D.‖ Signez en page 6.
Reportez le total en case 7DB.‖ N'arrondissez pas.
Remplissez l'imprimé n° 2042 C PRO.‖ Il est joint.
Le volet 2 est à garder.‖ Le volet 3 est à renvoyer.
Utilisez un stylo noir.‖ N'agrafez rien.
Le certificat n'est valable que 3 mois.‖ Le vôtre date de 2023.
Vous avez quitté l'école en 2018.‖ 2019 et 2020 ne sont pas comptées.
Votre pension sera versée à compter du 1er nov. 2025.
L'allocation n'est due qu'à partir du 1er mai.‖ Avril reste à votre charge.
Les inscriptions sont closes depuis le 15 sept. dernier.
Du 12 nov. au 3 déc., la piscine est vidée.‖ La patinoire reste ouverte.
La collecte a lieu le mar. 11 nov. malgré le jour férié.
À réception de ce courrier, vous avez un mois pour répondre.‖ Passé ce délai, nous clôturerons le dossier.
Pourquoi ce refus ?‖ Parce que votre titre de séjour a expiré.
Puis-je faire appel ?‖ Oui, dans les deux mois.‖ Comment faire ?‖ Écrivez au tribunal.
Vous déménagez ?‖ Signalez-le à la mairie et à votre caisse.
Ne tardez pas !‖ Le nombre de places est limité.
Quelle chance !‖ Votre dossier est complet.
Attention : ne signez rien sans avoir tout lu !
Le maire a indiqué : « La crèche ouvrira en mai. »‖ Les familles ont été prévenues.
L'agent a répondu : « Votre dossier est prêt ».‖ Il ne l'était pas.
« Faut-il un timbre ? » demandent souvent les usagers.‖ La réponse est non.
Écrivez « néant » si vous n'avez rien à déclarer.‖ Ne laissez aucune case vide.
La case « autre » est cochée.‖ Précisez laquelle.
Il est inscrit « à compter du » au lieu de « depuis le ».
Le refus doit être motivé (art. L. 211-2 du même code).‖ Il ne l'est pas.
Vous pouvez vous faire aider (voir au dos).‖ C'est gratuit.
Cette aide est soumise à conditions (âge, revenus…).‖ Consultez la notice.
Vous résidez hors de l'U.E.‖ Un visa est nécessaire.
La C.D.A.P.H. a statué le 6 mai.‖ Elle a suivi l'avis du médecin.
Vous dépendez du C.C.A.S. de Fougères.
Le P.L.U. a été modifié.‖ Il est consultable en mairie.
Adressez-vous à la D.D.F.I.P. du Morbihan.
Votre R.S.A. est suspendu.‖ Vous devez actualiser votre situation.
Le Q.F. est recalculé chaque année.‖ Vous n'avez rien à faire.
Le recours n'a pas d'effet suspensif.‖ Payez d'abord.
I. Rappel des faits
III.2. Conditions de ressources
Chap. 2 : les aides au transport
Art. 3.‖ Le directeur est chargé de l'exécution du présent arrêté.
Article 5.‖ La présente délibération sera transmise au préfet.
Considérant que la demande a été reçue hors délai ;
Considérant qu'il n'y a pas lieu de faire droit à la demande,
2) Vous êtes locataire.‖ Joignez la dernière quittance.
b. Vous êtes propriétaire.‖ Joignez l'avis de taxe foncière.
– Vous êtes hébergé.‖ Joignez une attestation.
Étape 3 : validez.‖ Un courriel vous est envoyé.
Dossier n° DP 035 047 25 A0012
Réf. à rappeler : SAD/2025/114
N/réf. : CL/MB – 25.0331
Objet : demande d'A.P.A. – pièces manquantes
P. J. : un formulaire, une enveloppe T
PJ (2) : relevé de compte et notice.‖ À conserver.
Copie pour information : M. le président du C.C.A.S.
Fait à Rennes, le 1er juillet 2025.‖ La présidente, par délégation
Pour le maire, l'adjoint délégué, H. Corre
Loudéac, le 24 août 2025
Le courrier est revenu avec la mention « N.P.A.I. ».‖ Vérifiez votre adresse.
L'Éts. public gère la salle.‖ Réservez auprès de lui.
La Sté. Armor Bois a déposé un permis.‖ Il est affiché sur place.
L'assoc. Les Amis du Port organise la fête.
La S.C.I. du Moulin n'a pas payé la taxe.
L'entreprise Kermeur S.A.R.L.‖ Elle emploie dix personnes.
CAA de Nantes, 4e ch., 12 janv. 2024, n° 22NT01987
La Cour de cassation (2e civ.) l'a confirmé.‖ L'arrêt date de 2022.
Cf. CE, avis, 6 mai 2019, M. C., req. n° 427650.
Le juge des référés a suspendu l'arrêté (ord. n° 2500123).‖ La commune a fait appel.
La parcelle AC 112 mesure 8 a 40 ca.‖ Elle est constructible.
La hauteur max. autorisée est de 9 m.‖ La pente min. est de 35 %.
Le bruit dépasse 45 dB.‖ Une mesure a été faite à 23 h 10.
L'eau contient 12 mg/l de nitrates.‖ Elle est potable.
La chaussée est interdite aux véhicules de plus de 3,5 t.
Roulez à 30 km/h.‖ Des enfants traversent.
La surface est de 64,20 m² env. d'après le plan.
Le rapport (p. 14 et suiv.) le dit clairement.‖ Relisez-le.
Voir fig. 3 et tabl. 5.
Reportez-vous à la p. 7, § 4.‖ Le calcul y est détaillé.
Le vol d'un vélo se déclare en ligne.‖ La plainte est ensuite signée au commissariat.
Le parc ouvre à 8 h l'été, à 9 h l'hiver.‖ Les chiens sont admis.
La salle est louée 120 € le w.-e. aux habitants.
Le cimetière de la rue V. Hugo est agrandi.‖ Les travaux durent six mois.
L'école P. Éluard accueille 112 élèves.‖ Elle compte cinq classes.
La place du Mal Foch est en travaux.‖ Garez-vous ailleurs.
Les conseillers Le Dû, Briand et Mme Salaün ont voté contre.
Absents excusés : Mme O. Diallo, M. R. Quéré.
Secrétaire de séance : M. Y. Person.
Adopté à l'unanimité.‖ La séance est levée.
Le P.-V. est approuvé.‖ Aucune remarque n'est faite.
Votre numéro fiscal compte 13 chiffres.‖ Il figure en haut à gauche.
Votre clé est 4T7K.‖ Ne la donnez à personne.
Votre code est 0458.‖ Il est valable dix minutes.
Numéro de sécurité sociale : 2 85 06 35 238 114 57
Le véhicule AB-123-CD est gênant.‖ Il sera enlevé.
Vous conduisez sans permis.‖ C'est un délit.
Votre permis B est suspendu pour 4 mois.‖ Rendez-le en préfecture.
La carte de séjour mention « salarié » vous est délivrée.‖ Elle expire en 2029.
Le passeport coûte 86 € pour un adulte.‖ Il est valable dix ans.
Votre mère est-elle retraitée ?‖ Si oui, indiquez sa caisse.
Vous avez un enfant.‖ Il a moins de 3 ans.‖ Vous vivez seul(e).
Les bénéficiaires du R.S.A. et de l'A.A.H. sont exonérés.
Nous restons à votre disposition.‖ Bien cordialement,
Avec nos remerciements.‖ L'équipe de la médiathèque
Dans l'attente de votre réponse, je vous prie d'agréer, Madame, mes sincères salutations.
Madame la Présidente, Messieurs les Conseillers,
Ceci n'est pas une facture.‖ Ne payez pas.
Les délais indiqués le sont à titre indicatif.‖ Ils peuvent varier...
Nous vous rappelons vos obligations : déclarer vos revenus, signaler tout changement, répondre à nos courriers.
Le dossier se compose de 4 parties ; chacune doit être paraphée.
Vos nom, prénom et date de naiss. doivent figurer au dos.
Date limite d'envoi : 30 novembre, minuit (cachet de la poste faisant foi).
Lu et approuvé, bon pour accord.
La maison est au bord de la mer.‖ Le terrain est protégé.
Le rendez-vous est reporté au mer. 4 juin.
La commune compte 3 200 hab.‖ Elle en comptait 2 500 en 1990.
Le seuil est de 5 hab. par hectare.
Le tarif appliqué est le B.‖ Votre quotient le justifie.
De l'étape A à l'étape D.‖ Ensuite, validez.
Votre logement est passé de la lettre E à la lettre C.‖ Bravo !
Le lot appartient à M. D. Le Guen et à Mme F. L'Hostis.
Le signataire, É. Ménard, est absent.‖ Son adjointe signe.
Mme Th. Corre préside.‖ M. Fr. Hervé est secrétaire.
Vous avez rencontré Mlle Y. Diop.‖ Elle suit votre dossier.
Le vaccin contre l'hépatite A.‖ Il est recommandé.
Le dossier d'A. Tanguy est clos.
Trois choix : A, B ou C.‖ Entourez votre réponse.
Merci d'entourer O ou N.‖ Merci aussi de signer.
L'agrément est du type 2 B.‖ Son renouvellement est annuel.
Sont acceptés : carte, chèque, espèces, etc.‖ Un reçu vous est remis.
Le droit de timbre, la taxe, etc.‖ Voilà ce qui reste dû.
Tout est expliqué dans la notice, p. 4, al. 2.‖ Lisez-la.
Vous citez les art. 3, 4 et 7.‖ Aucun ne s'applique.
Le recours relève de l'art. R. 421-1.‖ Le délai est franc.
La base légale est l'art. L. 262-2 et s.‖ Vous en remplissez les conditions.
La facture n° 12.‖ Elle est payée.
Le rapport comprend les annexes n° 1 à 9.‖ Chacune est paraphée.
Voir le n° 4 du bulletin, p. 12.‖ Il est en mairie.
La procédure est décrite ici : www.telerecours.fr.‖ Un compte est nécessaire.
Envoyez un message à sav@transports-29.bzh.‖ La réponse est immédiate.
Le lien est https://exemple.gouv.fr/a/b_c?d=e#f.‖ Copiez-le.
Connaissez-vous mesdroitssociaux.gouv.fr ?‖ Essayez-le.
Fermeture à 12 h.‖ Réouverture à 14 h.‖ Fin à 17 h 30.
Il est venu à 8h.‖ À 9h, il était reparti.
Le train de 6 h 12.‖ Un retard est annoncé.
« Suis-je imposable ? » ‖Consultez votre avis.
Demandez « Qui est l'agent référent ? » à l'accueil.
Elle répond : « Je suis partie. »‖ « Quand ? » demande l'agent.
« Trop tard ! » : voilà ce que répond le serveur.
Il a signé « bon pour accord ».‖ Mme Le Roy aussi.
Votre lettre se termine par « Merci ! »‖ Nous vous en remercions.
Vous vouliez savoir… si votre aide était maintenue.‖ Elle l'est.
L'article cité (« Nul n'est censé ignorer la loi. ») n'existe pas.
Le dossier est prêt (enfin !) et vous attend.
Avez-vous reçu (oui ou non ?) notre courrier du 3 mai ?
Votre mutuelle, la M.G.P., a été informée.‖ Elle vous écrira.
Vous êtes suivi par le C.M.P.‖ Le rendez-vous est en avril.
Il travaille à l'E.S.A.T. de Kerlann depuis 2018.
Le prix H.T.‖ Il ne comprend pas la pose.
La remise est de 5 € T.T.C.‖ Paiement sous 30 jours.
La dose est de 5 mg.‖ Prenez-la le soir.
La clôture mesure 2 m.‖ Le portail mesure 3 m.
Il y a 4 pers. par chambre max.‖ Le drap est fourni.
La limite est fixée à 1 500 hab. par commune.
Votre mandat court jusqu'en oct.‖ Il sera renouvelé.
La séance du jeu. 4 avr. est ouverte au public.
Elle a été embauchée en janv. ou en févr. de la même année.
Le contrat prend effet au 1er janv.‖ Le préavis est de deux mois.
Paragraphe 2.3.‖ Délais de paiement
Le bâtiment a été construit sous Louis XV.‖ Un permis est requis.
Le titre III.‖ Des sanctions
Signature du demandeur (précédée de « Lu et approuvé ») :
N.B. Votre code change tous les mois.
Attention, le guichet ferme !
Oui !‖ C'est possible dès 16 ans.
Pas de réponse ?‖ Relancez-nous par écrit.
Motif du refus : dépôt hors délai.‖ Base légale : art. 5.
Ce service est payant**.‖ ** 0,15 €/min.
Le code I.N.S.E.E. est 22113.‖ Le code postal est 22300.
L'I.P.P. est de 12 %.‖ Une rente est servie.
Maître J. Le Bihan, avoc., vous représente.‖ Il a reçu copie.
Le greffier en chef, Ch. Guyomarc'h, certifie la copie conforme.
Vos droits : ouverts.‖ Votre carte : expirée.
eDossier est fermé jusqu'à lundi.‖ eDossier rouvrira à 8 h.
Remplissez les cadres de A à E.‖ C'est obligatoire.
Les rubriques vont de A à F.‖ Ne remplissez pas la rubrique G.
Passez de la ligne C à la ligne D.‖ Reportez le total.
Votre logement est classé en catégorie F.‖ Des travaux sont à prévoir.
Le diagnostic est G.‖ L'interdiction de louer s'applique.
Vous choisirez entre A et B.‖ Ce choix est définitif.
La réponse correcte est C.‖ Les autres sont fausses.
Signez au point X.‖ Datez à côté.
Cochez O ou N.‖ Un oubli vaut N.
Dossier suivi par M. T. Abgrall.‖ Le service est joignable le matin.
Nous avons rencontré Mme Y.‖ Elle conteste les faits.
La requérante, Mme X., demande l'annulation de la décision.‖ Elle soutient que le délai est dépassé.
Selon M. B., le logement est insalubre.‖ Le constat du 3 mai le confirme.
L'enfant R.‖ Il vit chez sa tante.
Le courrier est signé L. B. et daté du 4 mai.
Présents : MM. A. Le Berre, J.-Y. Colin, Mme D.-M. Roux.‖ Excusé : M. P. Huet.
Contactez le Dr Ph. Morvan.‖ Il consulte le jeudi.
Le rapporteur public est M. Ch. Rivière.‖ Il conclut au rejet.
Merci d'apporter : carte d'identité, livret de famille, etc.‖ Le guichet ferme à midi.
Merci d'apporter votre carte, votre livret, etc. au guichet 4.
Les charges (eau, chauffage, etc.), ainsi que le loyer, sont dues.
Vous avez fourni des relevés, des attestations, etc...‖ Votre dossier reste pourtant incomplet.
Les documents demandés figurent en p. j.‖ Merci de les lire.
Vous trouverez en p.j. notre réponse.‖ Elle annule la précédente.
Pièces en p. j. : 2
Le texte applicable est l'art. L. 123-4.‖ Il a été modifié en 2021.
Vous invoquez l'art. 8.‖ Cet article ne vous concerne pas.
Vous relevez de l'art. R. 351-3, 2°.‖ Vous pouvez donc demander l'aide.
Conformément à l'article L. 114-17 du C.S.S.‖ Une pénalité vous est appliquée.
Le refus est fondé sur le 3° de l'article 5.‖ Il est illégal.
Aux termes du II de l'art. 12 : « Le préfet statue dans les deux mois. »‖ Ce délai est dépassé.
Il manque la pièce n° 3.‖ Sans elle, rien ne peut être fait.
Il s'agit du lot n° 7.‖ M. Prigent en est propriétaire.
Les pièces n° 3 et n° 4.‖ Ces pièces manquent.
Le formulaire est en ligne : https://www.service-public.fr/particuliers/vosdroits/R1193.‖ Imprimez-le.
Tout est expliqué sur https://www.caf.fr/aides?type=logement&dep=35.
Écrivez à recours@cpam35.fr.‖ Joignez la décision contestée.
Écrivez à j.p.le-goff@mairie-brest.fr, ou appelez.‖ Nous répondons sous 48 h.
Le site (www.ants.gouv.fr) est saturé.‖ Réessayez demain.
Vous hésitez ?‖ Voir service-public.fr/simulateur.‖ C'est gratuit.
L'accueil ferme à 14 h.‖ Un répondeur prend le relais.
L'accueil ferme à 14 h 30 min.‖ Un répondeur prend le relais.
Rendez-vous fixé au 4 juin à 9h.‖ Mme Kerdreux vous recevra.
Il a pointé à 7h45.‖ 15 min. plus tard, il est parti.
L'agent demande : « Avez-vous vos papiers ? »‖ Vous répondez oui.
L'agent demande : « Avez-vous vos papiers ? » avant de remplir la fiche.
Elle a crié : « Au feu ! » puis elle a quitté la salle.‖ Personne n'a été blessé.
« Où est mon dossier ? », demandez-vous.‖ Il est à la préfecture.
Vous écrivez : « Je ne comprends pas.‖ Je n'ai rien reçu. »‖ Nous avons vérifié l'envoi.
« Quand serai-je payé ? »‖ Le 5 du mois.
La notice dit « voir p. 3. » et renvoie au § 4.
Votre courrier porte la mention « Urgent ! ».‖ Il a été lu le jour même.
Le maire a répondu : « Non. »
"Le paiement est reçu."‖ Telle est la mention affichée.
L'avis indique "payé".‖ Nous l'avons enregistré.
Le panneau dit “Accès interdit”.‖ Respectez-le.
Les pièces sont les suivantes…‖ Reportez-vous à la liste.
Vous pensiez que…‖ Ce n'est pas le cas.
Le texte prévoit que « le délai (…) est de deux mois ».‖ Il est clair.
L'article dispose : « Le demandeur […] joint une copie. »‖ Vous ne l'avez pas fait.
Le silence vaut accord [art. 21].‖ Aucune démarche n'est requise.
Votre demande est recevable (sous réserve de pièces).‖ (Voir la liste au verso.)‖ Merci.
Il a été décidé (cf. P.-V. du 3 juin, p. 2) de surseoir.
La C.A.F. vous a écrit.‖ La M.S.A. aussi.
Vous dépendez de la C.A.F.‖ Vous devez lui écrire.
Adressez-vous au S.P.I.P.‖ Ce service est au 2e étage.
Votre employeur, la S.A. Kerguelen, a fourni l'attestation.
Elle travaille chez Bihan & Fils S.A.R.L.‖ Son contrat est à durée déterminée.
La Cie Armor assure la ligne.‖ Les horaires changent le 3.
Le chèque est au nom de l'Agent comptable, T.P. de Vannes.
Nous habitons en Z.A. de Kerlann.‖ La rue est en impasse.
La zone U.‖ Les constructions y sont autorisées.
Le bus n° 4, arrêt Gare S.N.C.F., passe toutes les 12 min.
Le prix est de 12,50 €.‖ 3 € sont rendus au retour de la clé.
Coût : env. 15 € T.T.C.‖ Paiement à la livraison.
Le total est de 1 204 €.‖ Soit 12 mensualités de 100,33 €.
Il reste 3 kg.‖ Le surplus est facturé.
La parcelle fait 400 m2.‖ Le permis porte sur 120 m2.
Le débit est de 2 m3/h.‖ Il est insuffisant.
L'âge max. est de 25 ans.‖ L'âge min. aussi est fixé.
Comptez 10 min. de marche.
Prenez rendez-vous (tél. 02 97 01 50 00).‖ Présentez-vous à l'heure.
La réunion du 12 févr. est annulée.‖ Une nouvelle date sera fixée en mars.
Rendez votre dossier avant le 30 juin.‖ Juillet sera trop tard.
Vos droits sont ouverts jusqu'au 31 déc.‖ Passé cette date, redemandez-les.
C'était en sept. ou en oct. selon les dires.
L'exposition se tient du 3 au 9 janv.‖ L'entrée est libre.
Il est né le 3.04.1978.‖ Sa sœur est née en 1981.
La version 3.2.1.‖ Elle corrige une erreur.
Le § 4.2. traite des recours.‖ Lisez-le.
Voir le point 1.2.3. de la notice.
Reportez-vous au chapitre IV.‖ Il décrit la procédure.
Henri IV.‖ Ce nom figure sur la plaque.
Le pape Jean-Paul II.‖ Une place porte son nom.
L'arrêté du 3 juin est abrogé, cf. annexe II.‖ Le reste demeure.
Important : lisez ce document avant de signer.‖ Gardez-en une copie.
NB. Les originaux ne sont pas rendus.
P.-S. : notre bureau sera fermé le 14.
P.S. Pensez à signer.
Nota bene : l'aide n'est pas rétroactive.
Annexe 1.‖ Liste des pièces
Fig. 1.‖ Plan d'accès
Tableau 2.‖ Barème des aides au 1er janvier
Le dossier est complet, non ?‖ Si.
Comment !‖ Vous n'avez rien reçu ?
Vous n'avez rien reçu ?!‖ Écrivez-nous.
Attention !!!‖ Le délai expire demain.
Oui.‖ Non.‖ Sans avis.
Réponse : oui.‖ Motif : ressources.
Je soussigné(e) .......... certifie sur l'honneur l'exactitude de ces renseignements.
Fait à ................, le ..............
Montant demandé : ............ €
J'ai lu et j'accepte les conditions (1).‖ (1) Rayez la mention inutile.
Vous bénéficiez d'une remise*.‖ * Sous conditions de ressources.
Le demandeur est M. Ali Ben S.‖ Il est hébergé.
L'avocat de Mme D. a plaidé.‖ La cour a suivi.
Il sera là à 8 h au plus tard.‖ À 8 h 15, la porte ferme.
C'est M. le maire qui signe.‖ M. l'adjoint contresigne.
Votre tuteur est l'U.D.A.F. du Finistère.‖ L'U.D.A.F. gère vos comptes.
Le code A.P.E. est 84.11Z.‖ Le S.I.R.E.T. compte 14 chiffres.
L'acte est reçu par Me Le Gall, not.‖ Il est signé des deux parties.
Le taux est de 3,5 p. 100.‖ Il baisse en mai.
La loi no 2002-2 du 2 janv. 2002 rénove l'action sociale.
L'ord. du 8 déc. 2005 s'applique.‖ Son art. 4 est clair.
iDécide est un service en ligne.‖ eBourse aussi.
Votre demande est incomplète.‖ eBourse vous écrira.
Le 36 46 est gratuit.‖ 116 117 : c'est le médecin de garde.
Consultez le J.O.R.F. du 3 mai.‖ Le décret y figure.
Le conseil d'admin. a voté le budget.‖ Il est public.
Les services admin. sont fermés le lundi.‖ Écrivez-nous.
Mrs. Guillou et Tanguy sont convoqués.‖ Ils viendront.
Parlez après le signal.‖ … Je vous écoute.‖ Quel est votre nom ?
Vous êtes là ?‖ ... Votre appel est en attente.
`
  .split('\n')
  .filter((line) => line !== '')

test.each(ADMINISTRATIVE)('%s', (line) => {
  const { expected, found } = cuts(line)
  expect(found).toEqual(expected)
})

test('the test set holds more than four hundred administrative lines', () => {
  expect(ADMINISTRATIVE.length).toBeGreaterThan(400)
})

test('an emphasis mark does not open a sentence', () => {
  const { expected, found } = cuts('Des composants accessibles… *mais* ce n’est pas suffisant.')
  expect(found).toEqual(expected)
})

/** Blocks of several lines, parted by a line of equal signs. */
const SITUATIONS = `
Bonjour, vous êtes bien à la mairie de Saint-Avé.‖ Pour l'état civil, tapez 1.‖ Pour l'urbanisme, tapez 2.‖ Sinon, restez en ligne.
====
Conseiller : Bonjour, que puis-je pour vous ?‖
Usager : J'ai reçu un courrier du 3 oct. et je ne le comprends pas.‖
Conseiller : Avez-vous votre n° d'allocataire sous les yeux ?
====
Vous payez par chèque ?‖ Libellez-le à l'ordre de « Régie de recettes – Cantine ».‖ N'agrafez rien.
====
Le conseil d'admin. se réunit trois fois par an.‖ Ses comptes rendus sont publics.
====
Pièces à joindre :‖
• une copie de la carte d'identité (recto verso) ;‖
• un justif. de domicile de moins de 3 mois ;‖
• 2 photos d'identité.‖
Tout dossier incomplet sera renvoyé.
====
Cadre réservé à l'administration‖
Reçu le : …………‖
N° d'ordre : …………‖
Visa du chef de service :
====
Ce traitement est fondé sur l'art. 6, § 1, point e) du RGPD.‖ Vos données sont conservées 5 ans, puis détruites.
====
Délégué à la protection des données : M. J.-P. Kervella, dpo@mairie-exemple.fr, tél. 02 98 00 00 00.
====
Décision n° 2024-317 du 18 déc. 2024 portant refus d'autorisation de travaux
====
Article 1er – La demande susvisée est rejetée.‖
Article 2 – La présente décision peut faire l'objet d'un recours dans le délai de 2 mois.‖
Article 3 – Le directeur gén. des services est chargé de l'exécution du présent arrêté.
====
Le tribunal adm. de Rennes, 3 contour de la Motte, peut être saisi via Télérecours citoyens.‖ Un avocat n'est pas obligatoire.
====
Vous avez répondu « non » à la question 4 ?‖ Passez directement à la question 7.
====
« Je n'ai rien reçu ! » nous dites-vous.‖ Nous avons vérifié : l'envoi date du 12.
====
L'agent lui a répondu : « Revenez demain. »‖ Elle est revenue trois fois.
====
La régie (cf. note du 4/11/2024, p. 2 et s.) est fermée pour inventaire.‖ Elle rouvre le 6 janv. à 9 h.
====
Mme Le Bihan, épouse Nguyen, demeurant 4 ter, imp. des Lilas, 29200 Brest, expose ce qui suit.
====
Rappel des faits :‖
Le 2 mars, M. X... a déposé plainte.‖ Le 9, il l'a retirée.
====
Le R.S.A. est versé le 5 du mois.‖ L'A.P.L. aussi.
====
À l'att. du service R.H.‖
Objet : demande de mutation‖
P.J. : 3
====
Le taux est passé de 0,75 % à 1,2 % au 1er fév.‖ Les contrats en cours ne changent pas.
====
Vos identifiants : A12345.‖ Votre mot de passe vous parviendra par S.M.S.
====
Consultez service-public.fr ou appelez le 39 39 (0,15 €/min + prix appel).‖ Le standard ouvre à 8 h 30.
====
Cher M. Abiven,‖
Nous accusons réception de votre lettre.‖ Elle est transmise au pôle Habitat.
====
Veuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées.‖
Le Maire,‖
P. Cadiou
====
Sous-total A : 120,00 €‖
Sous-total B : 35,50 €‖
Total à payer : 155,50 €
====
Étape 1 : créez votre compte.‖ Étape 2 : ajoutez vos pièces.‖ Étape 3 : signez.
====
a) si vous êtes salarié, joignez trois bulletins ;‖
b) si vous êtes indépendant, joignez le dernier bilan ;‖
c) dans les autres cas, appelez-nous.
====
Le plafond est de 2 × 1 240 € = 2 480 €.‖ Au-delà, l'aide n'est pas due.
====
Ne pas jeter sur la voie publique.‖ Imprimé par nos soins.
====
Le bureau est au 2e ét., porte gauche.‖ Un ascenseur dessert tous les étages.
====
P.-S. : n'oubliez pas votre carte Vitale !
====
Nos horaires : du lun. au ven., 9 h-12 h et 14 h-17 h ; le sam., 9 h-12 h.
====
La prestation (env. 45 min.) est gratuite.‖ Inscrivez-vous par courriel.
====
Votre enfant a moins de 3 ans ?‖ Il voyage gratuitement.‖ De 3 à 11 ans, il paie demi-tarif.
====
Sont concernés : les titulaires, les stagiaires et les contractuels de plus d'un an.‖ Les vacataires ne le sont pas.
====
La S.A.R.L. Le Goff Frères est en liquidation.‖ Me Tanguy est nommé liquidateur.
====
Selon la C.E.D.H., tout procès doit être équitable.‖ Le vôtre l'a été.
====
Le délai court à compter du 1er sept. 2025.‖ Il expire le 31 oct. suivant.
====
Le loyer est dû d'avance, le 1er de chaque mois.‖ Art. 7 : Le dépôt de garantie est d'un mois.
====
Version 2.1 – mise à jour du 14/02/2025
====
Le logement fait 63,5 m2.‖ Il comprend 3 p. + cuisine.
====
Dites « oui » après le bip.‖ … Je n'ai pas compris.‖ Répétez, s'il vous plaît.
====
I. – Le dossier est déposé en mairie.‖
II. – Le maire l'instruit sous un mois.
====
Un tarif solidaire existe (Q.F. < 600).‖ Renseignez-vous au C.C.A.S.
====
Allo Service Public 3939‖
Du lundi au vendredi‖
Appel non surtaxé
====
{{civilite}} {{nom}},‖
Votre demande du {{date}} est acceptée.‖ Vous recevrez {{montant}} € par mois.
====
Le contrôle porte sur les années N-1 et N-2.‖ L'année N n'est pas concernée.
====
Vous n'êtes pas d'accord avec cette décision ?‖ Vous disposez de deux voies de recours :‖
1) le recours gracieux, devant le maire ;‖
2) le recours contentieux, devant le tribunal administratif.
====
Le montant, soit 1.250,00 EUR, sera viré sous 30 j.‖ Aucune démarche n'est à faire.
====
Fait en 2 ex., à Quimper, le 5 mai 2025.‖
Signature du bailleur‖
Signature du locataire
====
En cas d'urgence, composez le 15.‖ Pour les pompiers, le 18.
====
Mr Dupont est absent.‖ Mrs. Martin et Roux le remplacent.
====
Le dossier de M. et Mme Ollivier est complet ; celui de leur fils, non.‖ Il manque l'acte de naiss.
====
Attention : ce lien expire dans 24 h.‖ Passé ce délai, refaites une demande.
====
La loi du 6 juil. 1989 (art. 15-I, al. 1) fixe le préavis à 3 mois.‖ Il est réduit à 1 mois en zone tendue.
====
Q : Dois-je timbrer l'enveloppe ?‖
R : Non, elle est préaffranchie.
====
Le taux d'I.P.P. est fixé à 12 %.‖ Dr Le Roux, médecin conseil.
====
Rens. : M. le régisseur, 1er étage.‖ Tél. 02 98 11 22 33 (poste 12).
====
Tél. : 02 97 01 50 00‖
Fax : 02 97 01 50 01‖
Mél. : ddtm@morbihan.gouv.fr
====
Vu la délibération n° 2024-12 du 3 mars 2024 ;‖
Vu l'avis du comité technique ;‖
Considérant ce qui suit :
====
1. Mme Le Du a sollicité une aide le 4 mai 2025.‖ Cette aide lui a été refusée.‖
2. Elle conteste ce refus.
====
1° Les personnes majeures ;‖
2° Les personnes mineures émancipées ;‖
3° Les tuteurs.
====
1.1. Objet du marché‖
1.2. Durée du marché‖
1.3. Prix
====
I - Les faits‖
II - La décision‖
III - Les recours
====
A. Vos ressources‖
B. Vos charges
====
Vous devez joindre :‖
a) une copie de la carte d'identité ;‖
b) un justificatif de domicile ;‖
c) un RIB.
====
Pour constituer votre dossier :‖
– remplissez le formulaire ;‖
– joignez les pièces demandées ;‖
– envoyez le tout avant le 30 juin.
====
Pièces à joindre‖
☐ Carte d'identité‖
☐ Justificatif de domicile de moins de 3 mois‖
☐ Avis d'imposition
====
Mme Annie Le Goff‖
12 bis, rue du Port‖
Bât. C – Appt. 14‖
29200 BREST
====
M. et Mme P. Kervella‖
Lieu-dit Kerbiquet‖
22300 PLOUBEZRE
====
Direction départementale des territoires‖
Service habitat‖
Affaire suivie par : J. Morice‖
Tél. : 02 96 62 47 00
====
Madame,‖

Par courrier du 3 mars 2025, vous avez demandé une remise de dette.‖ La commission l'a examinée le 12 mai.
====
Je vous prie d'agréer, Madame, l'expression de mes salutations distinguées.‖

Le directeur,‖
P. Hamon
====
Fait à Dinan, le 3 mai 2025‖
Le maire,‖
Y. Le Saint
====
Nous vous informons que votre dossier de demande de logement social a été reçu le
12 mars 2025 et qu'il a été enregistré sous le numéro 035.‖ Vous recevrez une
réponse dans un délai de deux mois.
====
Votre demande relève de la compétence du président du conseil départemental d'Ille-
et-Vilaine, à qui nous la transmettons ce jour avec toutes les pièces que vous y avez
jointes.
====
La somme vous sera versée le 5 juin par virement sur le compte dont vous êtes le
titulaire.‖ Si vous changez de banque, prévenez-nous au moins un mois avant la date
du versement.
====
Ce courrier vous est envoyé par la caisse d'allocations familiales de Rennes, rue des
Forges.‖ Conservez-le : il peut vous servir de justificatif auprès de votre bailleur.
====
Vous pouvez contester cette décision devant le tribunal judiciaire de Rennes (pôle social), 7
rue Pierre Abélard, dans les deux mois.
====
VOTRE DEMANDE‖
Vous avez demandé une aide le 3 mai.‖
NOTRE DÉCISION‖
Votre demande est acceptée.
====
Comment faire ?‖
Appelez le 36 46.‖
Où s'adresser ?‖
À la mairie.
====
Nom :‖
Prénom :‖
Date de naissance :
====
Vos obligations sont les suivantes :‖
1) déclarer vos revenus ;‖
2) signaler un départ ;‖
3) répondre à nos courriers.
====
Deux cas sont possibles :‖
• vous êtes locataire : joignez le bail ;‖
• vous êtes propriétaire : joignez l'acte de vente.‖ Une copie suffit.
====
Madame, Monsieur,‖
Nous avons étudié votre demande.‖ Elle est recevable.
====
Le président,‖
Hervé Quéméner
====
Pour la directrice et par délégation,‖
Le chef du bureau des aides,‖
Alain Rouxel
====
CAF du Finistère‖
Service contentieux‖
1, avenue de Ty Douar‖
29000 Quimper
====
Mairie de Plérin, service des élections, rue de l'Espérance.‖ Ouvert le samedi de 9 h
à 12 h, sauf en août.‖ Vous pouvez aussi écrire à Plérin,
Saint-Brieuc ou Trégueux pour retirer un formulaire.
====
Nous avons constaté que vous n'avez pas répondu à notre courrier du 3 mars 2025, envoyé à
M. Prigent et à vous-même.‖ Votre dossier sera donc clos le 30 juin.
====
CE QUE VOUS DEVEZ FAIRE‖
Renvoyez le coupon signé.‖
CE QUE NOUS FERONS‖
Nous vous répondrons sous 8 jours.
====
Nom : LE BRAS‖
Prénom : Yann‖
N° d'allocataire : 1234567 K
====
Art. 1er. – Le marché est attribué à la S.A.S. Le Du.‖
Art. 2. – La dépense est inscrite au budget.
====
Ressources mensuelles :‖
Salaire net : 1 420 €‖
Prestations : 210,36 €
`
  .trim()
  .split('\n====\n')

test.each(SITUATIONS)('%s', (block) => {
  const { expected, found } = cuts(block)
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

test('a line that ends with a field ends before a word that opens sentences, however long the name of the field', () => {
  const cut = (text: string, ...fields: readonly string[]): string[] => {
    const opaque = fields.map((field) => ({ start: text.indexOf(field), end: text.indexOf(field) + field.length }))
    return french.analyse(text, { opaque }).map((sentence) => text.slice(sentence.start, sentence.end))
  }
  const field = '{{ adresse_occupant~code_postal_occupant~ville_occupant|upper }}'
  const first = `Une nouvelle mise à jour est disponible pour le logement situé \n${field}`
  const second = 'Vous pouvez lire votre dossier ou nous écrire un message :'
  expect(cut(`${first} \n${second}`, field)).toEqual([first, second])
  const one = `La visite du logement est confirmée, dans la commune de la ${field}\nSarthe le 3 mars.`
  expect(cut(one, field)).toEqual([one])
})

test('decomposed accents cut as composed ones', () => {
  const text = 'Réf. : dossier complété. À bientôt.'.normalize('NFD')
  expect(french.analyse(text).map((sentence) => text.slice(sentence.start, sentence.end).normalize('NFC'))).toEqual([
    'Réf. : dossier complété.',
    'À bientôt.',
  ])
})
