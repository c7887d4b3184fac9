import { expect, test } from 'vitest'
import { activeVoice, loadFrench } from './index.ts'
import type { AnalyseOptions } from './types.ts'

const french = loadFrench()

/** The text with its passive turned to the active voice, or `refused`: every participle before a « par » is tried. */
function active(text: string, options?: AnalyseOptions): string {
  for (const { tokens } of french.analyse(text, options)) {
    for (const [rank, { norm }] of tokens.entries()) {
      if (norm === 'été' || !tokens.slice(rank + 1).some((token) => token.norm === 'par')) continue
      const made = activeVoice(french, text, tokens, rank)
      if (made !== undefined) return text.slice(0, made.start) + made.text + text.slice(made.end)
    }
  }
  return 'refused'
}

const rows = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' | '))

test.each(
  rows(`
Votre dossier sera examiné par nos services. | Nos services examineront votre dossier.
Le contrôle est assuré par l’Agence nationale de contrôle du logement social. | L’Agence nationale de contrôle du logement social assure le contrôle.
Ce stagiaire est couvert par l’assurance de l’établissement scolaire. | L’assurance de l’établissement scolaire couvre ce stagiaire.
Une ordonnance de protection peut être délivrée en urgence par le juge. | Le juge peut délivrer une ordonnance de protection en urgence.
Le recours peut être exercé par l'intéressé. | L'intéressé peut exercer le recours.
Les pièces ont été visées par le comptable public. | Le comptable public a visé les pièces.
Le compte rendu est rédigé par le secrétaire de séance. | Le secrétaire de séance rédige le compte rendu.
Votre convocation vous sera adressée par le greffe du tribunal judiciaire de Quimper. | Le greffe du tribunal judiciaire de Quimper vous adressera votre convocation.
Les sommes dues seront prélevées par le Trésor public. | Le Trésor public prélèvera les sommes dues.
Les tarifs ont été votés par le conseil d'administration du 3 mars. | Le conseil d'administration du 3 mars a voté les tarifs.
Vous serez accompagné par la même conseillère. | La même conseillère vous accompagnera.
Vous êtes représenté par votre tuteur légal. | Votre tuteur légal vous représente.
Les déchets sont collectés par la communauté de communes le mardi. | La communauté de communes collecte les déchets le mardi.
Les animaux sont recueillis par la fourrière municipale. | La fourrière municipale recueille les animaux.
L'attestation doit être tamponnée par l'établissement d'accueil. | L'établissement d'accueil doit tamponner l'attestation.
Votre demande n'a pas été entièrement traitée par nos services. | Nos services n'ont pas entièrement traité votre demande.
Votre aide a été indûment perçue par votre conjoint. | Votre conjoint a indûment perçu votre aide.
Votre aide n'est pas systématiquement renouvelée par la caisse. | La caisse ne renouvelle pas systématiquement votre aide.
Votre aide a finalement été versée par la caisse. | La caisse a finalement versé votre aide.
Tout retard sera sanctionné par le service. | Le service sanctionnera tout retard.
Tout dossier incomplet sera renvoyé par le service. | Le service renverra tout dossier incomplet.
Chaque demande est étudiée par deux agents. | Deux agents étudient chaque demande.
Aucune aide ne peut être versée par la caisse sans ce document. | La caisse ne peut verser aucune aide sans ce document.
Aucun recours n'a été formé par le demandeur dans le délai. | Le demandeur n'a formé aucun recours dans le délai.
Quelques demandes ont été refusées par la commission. | La commission a refusé quelques demandes.
L'une des demandes a été rejetée par la commission. | La commission a rejeté l'une des demandes.
Les deux demandes ont été rejetées par la commission. | La commission a rejeté les deux demandes.
Votre première demande a été rejetée par la commission. | La commission a rejeté votre première demande.
La même demande a été rejetée par la commission en mai. | La commission a rejeté la même demande en mai.
Votre demande de logement et votre recours ont été rejetés par la commission. | La commission a rejeté votre demande de logement et votre recours.
Le dossier qui m'a été remis par votre fils est complet. | Le dossier que votre fils m'a remis est complet.
La clé qui nous a été rendue par le locataire est cassée. | La clé que le locataire nous a rendue est cassée.
C'est votre dossier qui a été perdu par la mairie. | C'est votre dossier que la mairie a perdu.
Ce n'est pas votre dossier qui a été perdu par la mairie. | Ce n'est pas votre dossier que la mairie a perdu.
Je vous confirme que votre dossier a bien été reçu par notre service. | Je vous confirme que notre service a bien reçu votre dossier.
Je vous confirme qu'il a bien été reçu par notre service. | Je vous confirme que notre service l'a bien reçu.
Je constate que vous n'avez pas été reçu par le service. | Je constate que le service ne vous a pas reçu.
Sachez que vos données ne seront pas vendues par la mairie. | Sachez que la mairie ne vendra pas vos données.
Pour que votre dossier soit traité par nos services, signez-le. | Pour que nos services traitent votre dossier, signez-le.
Avant que votre dossier ne soit traité par nos services, signez-le. | Avant que nos services ne traitent votre dossier, signez-le.
Alors que votre demande était étudiée par la mairie, vous avez déménagé. | Alors que la mairie étudiait votre demande, vous avez déménagé.
Même si votre demande est acceptée par la mairie, vous devrez attendre. | Même si la mairie accepte votre demande, vous devrez attendre.
En effet, votre dossier a été traité par nos services. | En effet, nos services ont traité votre dossier.
Toutefois, votre dossier n'a pas été traité par nos services. | Toutefois, nos services n'ont pas traité votre dossier.
Par conséquent, votre dossier est classé par nos services. | Par conséquent, nos services classent votre dossier.
Suite à votre courrier, votre dossier a été traité par nos services. | Suite à votre courrier, nos services ont traité votre dossier.
À la lecture de votre courrier, votre dossier a été revu par nos services. | À la lecture de votre courrier, nos services ont revu votre dossier.
Après étude, votre dossier a été classé par le service compétent. | Après étude, le service compétent a classé votre dossier.
En cas d'absence, votre courrier sera gardé par le gardien. | En cas d'absence, le gardien gardera votre courrier.
Votre logement sera visité par un expert et un technicien le 3 mai à 14 h. | Un expert et un technicien visiteront votre logement le 3 mai à 14 h.
Votre logement sera visité le 3 mai à 14 h par un expert. | Un expert visitera votre logement le 3 mai à 14 h.
Suivez les consignes qui vous sont données par votre médecin. | Suivez les consignes que votre médecin vous donne.
Les travaux n'ont toujours pas été terminés par l'entreprise. | L'entreprise n'a toujours pas terminé les travaux.
Votre dossier n'a toujours pas pu être étudié par nos agents. | Nos agents n'ont toujours pas pu étudier votre dossier.
Votre dossier ne peut pas encore être étudié par nos agents. | Nos agents ne peuvent pas encore étudier votre dossier.
Il peut arriver que la formation doive être financée par la structure. | Il peut arriver que la structure doive financer la formation.
La commission peut être saisie par toute personne intéressée. | Toute personne intéressée peut saisir la commission.
Un rapport est présenté chaque année par le maire au conseil municipal. | Le maire présente un rapport chaque année au conseil municipal.
L'aide vous a été accordée par la commission permanente du 12 mai 2025. | La commission permanente du 12 mai 2025 vous a accordé l'aide.
Ces informations ne seront communiquées par nos services à aucun tiers. | Nos services ne communiqueront ces informations à aucun tiers.
Cette décision peut être contestée par vous dans les deux mois. | Vous pouvez contester cette décision dans les deux mois.
Nous souhaitons que vous soyez reçu par un médecin. | Nous souhaitons qu'un médecin vous reçoive.
Il se peut que vous soyez contacté par un enquêteur. | Il se peut qu'un enquêteur vous contacte.
Le logement devra avoir été libéré par le locataire avant le 30 juin. | Le locataire devra avoir libéré le logement avant le 30 juin.
L'accès est contrôlé par un gardien et des caméras. | Un gardien et des caméras contrôlent l'accès.
Le mobilier est subventionné à 50 % par le conseil général. | Le conseil général subventionne le mobilier à 50 %.
Il arrive que la cure soit menée par un médecin. | Il arrive qu'un médecin mène la cure.
Joignez la carte, afin que votre situation puisse être examinée par la CDAPH. | Joignez la carte, afin que la CDAPH puisse examiner votre situation.
L'affaire fut instruite par le juge Armand Riberolles à partir de 1997. | Le juge Armand Riberolles instruisit l'affaire à partir de 1997.
Votre signalement pourra être clôturé par les services compétents. | Les services compétents pourront clôturer votre signalement.
Dès que votre inscription aura été validée par notre équipe, nous vous écrirons. | Dès que notre équipe aura validé votre inscription, nous vous écrirons.
Je suis contacté(e) par le service de santé. | Le service de santé me contacte.
Votre dossier sera examiné par la commission. | La commission examinera votre dossier.
Le contrôle est effectué par un agent. | Un agent effectue le contrôle.
Les pièces ont été vérifiées par les agents de la mairie. | Les agents de la mairie ont vérifié les pièces.
Votre demande n'a pas été acceptée par le service. | Le service n'a pas accepté votre demande.
Le formulaire doit être signé par le demandeur. | Le demandeur doit signer le formulaire.
Votre demande a été refusée par la caisse d'allocations familiales. | La caisse d'allocations familiales a refusé votre demande.
Votre demande avait été refusée par la caisse. | La caisse avait refusé votre demande.
Votre demande aura été traitée par nos agents avant le 1er mai. | Nos agents auront traité votre demande avant le 1er mai.
Votre demande serait refusée par la commission. | La commission refuserait votre demande.
Votre demande aurait été refusée par la commission. | La commission aurait refusé votre demande.
Votre demande était suivie par M. Durand. | M. Durand suivait votre demande.
La décision fut prise par le conseil municipal. | Le conseil municipal prit la décision.
Il faut que votre dossier soit examiné par la commission. | Il faut que la commission examine votre dossier.
Bien que votre recours ait été rejeté par le tribunal, vous pouvez écrire. | Bien que le tribunal ait rejeté votre recours, vous pouvez écrire.
Vous serez reçu par un conseiller. | Un conseiller vous recevra.
Vous avez été reçue par la directrice le 3 mai. | La directrice vous a reçue le 3 mai.
Vous êtes convoqué par le préfet. | Le préfet vous convoque.
Nous avons été informés par la police. | La police nous a informés.
Je suis accompagné par mon frère. | Mon frère m'accompagne.
Il a été examiné par un médecin. | Un médecin l'a examiné.
Elle a été examinée par un médecin. | Un médecin l'a examinée.
Elles ont été signées par le maire. | Le maire les a signées.
Ils sont payés par la commune. | La commune les paie.
Elle vous a été notifiée par la mairie. | La mairie vous l'a notifiée.
Elle lui sera remise par l'agent. | L'agent la lui remettra.
Votre carte vous sera remise par l'agent d'accueil. | L'agent d'accueil vous remettra votre carte.
Votre carte ne vous sera pas remise par la mairie. | La mairie ne vous remettra pas votre carte.
La décision vous a été notifiée par la préfecture le 3 mai 2025. | La préfecture vous a notifié la décision le 3 mai 2025.
L'aide peut être refusée par le département. | Le département peut refuser l'aide.
L'aide ne peut pas être refusée par le département. | Le département ne peut pas refuser l'aide.
L'aide doit être demandée par les parents. | Les parents doivent demander l'aide.
L'aide va être versée par la caisse. | La caisse va verser l'aide.
L'aide devra vous être versée par la caisse. | La caisse devra vous verser l'aide.
Elle peut vous être demandée par l'agent. | L'agent peut vous la demander.
Votre demande vient d'être acceptée par la commission. | La commission vient d'accepter votre demande.
La facture a pu être réglée par votre employeur. | Votre employeur a pu régler la facture.
Le contrat doit avoir été signé par le locataire. | Le locataire doit avoir signé le contrat.
Le formulaire sera rempli par vos soins. | Vous remplirez le formulaire.
Le formulaire sera traité par nos soins. | Nous traiterons le formulaire.
Votre courrier a été reçu par nous. | Nous avons reçu votre courrier.
Les frais seront payés par vous. | Vous paierez les frais.
Le contrat qui a été signé par le locataire doit être renvoyé. | Le contrat que le locataire a signé doit être renvoyé.
La lettre qui a été signée par le maire est jointe. | La lettre que le maire a signée est jointe.
Le parc qui est géré par la commune est fermé. | Le parc que la commune gère est fermé.
Le logement qui vous a été attribué par la commission est libre. | Le logement que la commission vous a attribué est libre.
Nous vous informons que votre dossier sera examiné par nos services. | Nous vous informons que nos services examineront votre dossier.
Nous vous informons que votre demande a été acceptée par un agent. | Nous vous informons qu'un agent a accepté votre demande.
Si votre demande est refusée par la CAF, vous pouvez faire un recours. | Si la CAF refuse votre demande, vous pouvez faire un recours.
Si elle est refusée par la CAF, écrivez-nous. | Si la CAF la refuse, écrivez-nous.
S'il est refusé par le maire, écrivez-nous. | Si le maire le refuse, écrivez-nous.
Lorsqu'il a été signé par le maire, le contrat est affiché. | Lorsque le maire l'a signé, le contrat est affiché.
À ce jour, votre dossier est examiné par la commission. | À ce jour, la commission examine votre dossier.
Le 3 mai, votre dossier a été examiné par la commission. | Le 3 mai, la commission a examiné votre dossier.
Votre demande sera examinée dans un délai de deux mois par la commission. | La commission examinera votre demande dans un délai de deux mois.
Votre dossier a été transmis au préfet par le maire. | Le maire a transmis votre dossier au préfet.
Votre dossier sera transmis par le maire au préfet. | Le maire transmettra votre dossier au préfet.
Votre dossier a été suivi par l'adjointe au maire. | L'adjointe au maire a suivi votre dossier.
La garde a été fixée par le juge aux affaires familiales. | Le juge aux affaires familiales a fixé la garde.
Votre demande a été soigneusement étudiée par nos agents. | Nos agents ont soigneusement étudié votre demande.
Votre demande n'a pas encore été étudiée par nos agents. | Nos agents n'ont pas encore étudié votre demande.
Votre demande a bien été enregistrée par le service d'accueil. | Le service d'accueil a bien enregistré votre demande.
Votre logement a été déclaré insalubre par le préfet. | Le préfet a déclaré votre logement insalubre.
Un accueil a été mis en place par la mairie. | La mairie a mis en place un accueil.
Vos frais sont pris en charge par la CPAM. | La CPAM prend en charge vos frais.
Vos frais seront entièrement pris en charge par l'Assurance maladie. | L'Assurance maladie prendra entièrement en charge vos frais.
Votre dossier est suivi par Mme Le Goff. | Mme Le Goff suit votre dossier.
Votre dossier est suivi par Mme la directrice. | Mme la directrice suit votre dossier.
Aucune demande n'a été refusée par la CAF. | La CAF n'a refusé aucune demande.
Le document n'a été signé par aucun agent. | Aucun agent n'a signé le document.
Le permis est délivré par le maire et le préfet. | Le maire et le préfet délivrent le permis.
Votre dossier sera examiné par la commission et vous sera renvoyé. | La commission examinera votre dossier et vous sera renvoyé.
Votre dossier sera examiné par la commission et la décision vous sera notifiée. | La commission examinera votre dossier et la décision vous sera notifiée.
Votre dossier sera examiné par la commission et elle vous répondra. | La commission examinera votre dossier et elle vous répondra.
Il est représenté par son père. | Son père le représente.
Vous êtes invité par la mairie à déposer un dossier. | La mairie vous invite à déposer un dossier.
Vous avez été autorisé par le maire à ouvrir un commerce. | Le maire vous a autorisé à ouvrir un commerce.
Des contrôles sont effectués par nos agents. | Nos agents effectuent des contrôles.
Un reçu vous sera remis par l'agent. | L'agent vous remettra un reçu.
Toute personne peut être contrôlée par un agent. | Un agent peut contrôler toute personne.
La liste est fixée par l'article 5 du règlement. | L'article 5 du règlement fixe la liste.
La liste des pièces est fixée par le code de l'éducation. | Le code de l'éducation fixe la liste des pièces.
Les conditions d'accès à ce service sont définies par le règlement intérieur. | Le règlement intérieur définit les conditions d'accès à ce service.
Le montant de l'aide au logement est calculé par la CAF en fonction de vos revenus. | La CAF calcule le montant de l'aide au logement en fonction de vos revenus.
Votre demande et vos pièces seront examinées par la commission. | La commission examinera votre demande et vos pièces.
Votre dossier est instruit par les services de la mairie de Saint-Malo. | Les services de la mairie de Saint-Malo instruisent votre dossier.
Votre dossier est instruit par l'agent chargé de votre secteur. | L'agent chargé de votre secteur instruit votre dossier.
Ce service est assuré par deux agents. | Deux agents assurent ce service.
Ce service est assuré par plusieurs bénévoles. | Plusieurs bénévoles assurent ce service.
Ce droit est reconnu par la loi du 11 février 2005. | La loi du 11 février 2005 reconnaît ce droit.
Ce droit n'est plus reconnu par la loi. | La loi ne reconnaît plus ce droit.
La demande d'aide sera étudiée par la commission lors de sa séance du 3 mai. | La commission étudiera la demande d'aide lors de sa séance du 3 mai.
La réunion a été organisée par la ville de Brest et le département. | La ville de Brest et le département ont organisé la réunion.
Votre dossier est examiné par les services du département et de la région. | Les services du département et de la région examinent votre dossier.
Une attestation doit être fournie par l’employeur. | L’employeur doit fournir une attestation.
L’attestation n’a pas été fournie par l’employeur. | L’employeur n’a pas fourni l’attestation.
Nous savons que l’aide a été versée par l’État. | Nous savons que l’État a versé l’aide.
L'avis a été rendu par l'architecte des bâtiments de France. | L'architecte des bâtiments de France a rendu l'avis.
Le courrier a été ouvert par le voisin. | Le voisin a ouvert le courrier.
Si la gestion n'est pas directement assurée par le bailleur, il informe le préfet. | Si le bailleur n'assure pas directement la gestion, il informe le préfet.
L'agrément prévu à l'article R. 353-156 a été délivré par le préfet du département. | Le préfet du département a délivré l'agrément prévu à l'article R. 353-156.
Ce recensement a été réalisé par FranceAgriMer à des fins de facilitation. | FranceAgriMer a réalisé ce recensement à des fins de facilitation.
L’enquête est conduite par l’INSEE auprès des principaux opérateurs du secteur. | L’INSEE conduit l’enquête auprès des principaux opérateurs du secteur.
Le présent guide a été élaboré par la Commission nationale de concertation. | La Commission nationale de concertation a élaboré le présent guide.
L'activité de préposé est exercée par une personne physique. | Une personne physique exerce l'activité de préposé.
Les données d'approvisionnement ont été déclarées par la cuisine centrale. | La cuisine centrale a déclaré les données d'approvisionnement.
Votre demande est traitée par le service des impôts des particuliers de Rennes. | Le service des impôts des particuliers de Rennes traite votre demande.
Votre dossier est suivi par M. Durand. | M. Durand suit votre dossier.
La réponse qui vous a été faite par le service n'est pas définitive. | La réponse que le service vous a faite n'est pas définitive.
L'élève est accompagné par un adulte pendant le trajet. | Un adulte accompagne l'élève pendant le trajet.
Le projet est financé par la région Bretagne et l'État. | La région Bretagne et l'État financent le projet.
Nous regrettons que votre demande n'ait pas été traitée par notre service. | Nous regrettons que notre service n'ait pas traité votre demande.
Elle devrait être examinée par la commission en mars. | La commission devrait l'examiner en mars.
Votre dossier a déjà été examiné par la commission. | La commission a déjà examiné votre dossier.
Vos données sont conservées par la mairie pendant cinq ans. | La mairie conserve vos données pendant cinq ans.
Vos données ne sont jamais transmises par la mairie à des tiers. | La mairie ne transmet jamais vos données à des tiers.
Vous pouvez être contrôlé par un agent. | Un agent peut vous contrôler.
Vous ne pouvez pas être expulsé par votre propriétaire. | Votre propriétaire ne peut pas vous expulser.
Vous devez être accompagné par un adulte. | Un adulte doit vous accompagner.
Vous allez être contacté par un conseiller. | Un conseiller va vous contacter.
Vous n'avez pas été prévenu par la mairie. | La mairie ne vous a pas prévenu.
Vous avez été mal conseillé par l'agent. | L'agent vous a mal conseillé.
Vous auriez dû être prévenu par la mairie. | La mairie aurait dû vous prévenir.
Tu seras aidé par un tuteur. | Un tuteur t'aidera.
Nous serons représentés par notre avocat. | Notre avocat nous représentera.
Ils vous ont été remis par l'agent. | L'agent vous les a remis.
Elles nous seront transmises par la préfecture. | La préfecture nous les transmettra.
Elle leur est versée par la commune. | La commune la leur verse.
Une réponse vous sera apportée par nos équipes sous quinze jours. | Nos équipes vous apporteront une réponse sous quinze jours.
Le délai est fixé par la loi à deux mois. | La loi fixe le délai à deux mois.
Le montant a été arrêté par le conseil à 200 €. | Le conseil a arrêté le montant à 200 €.
Cette somme vous sera versée par la caisse par virement. | La caisse vous versera cette somme par virement.
Le règlement est adopté par le conseil à l'unanimité. | Le conseil adopte le règlement à l'unanimité.
Un agent chargé du contrôle sera désigné par le maire. | Le maire désignera un agent chargé du contrôle.
Les travaux seront réalisés du 3 au 9 mai par la commune. | La commune réalisera les travaux du 3 au 9 mai.
L'aide est versée chaque mois par la CAF. | La CAF verse l'aide chaque mois.
L'aide est versée directement par la CAF au bailleur. | La CAF verse directement l'aide au bailleur.
La décision sera prise au vu de vos pièces par la commission. | La commission prendra la décision au vu de vos pièces.
« Votre dossier sera examiné par la commission. » | « La commission examinera votre dossier. »
- Votre dossier sera examiné par la commission. | - La commission examinera votre dossier.
1. Votre dossier sera examiné par la commission. | 1. La commission examinera votre dossier.
Note : votre dossier sera examiné par la commission ; vous recevrez une lettre. | Note : la commission examinera votre dossier ; vous recevrez une lettre.
La demande déposée le 3 mai a été rejetée par le maire. | Le maire a rejeté la demande déposée le 3 mai.
Vos absences doivent être justifiées par un certificat médical. | Un certificat médical doit justifier vos absences.
La demande est complétée par les pièces suivantes. | Les pièces suivantes complètent la demande.
Ces règles sont définies par le présent arrêté. | Le présent arrêté définit ces règles.
Les frais d'inscription sont remboursés par l'employeur sur présentation d'une facture. | L'employeur rembourse les frais d'inscription sur présentation d'une facture.
L'acte doit être signé par les deux parents. | Les deux parents doivent signer l'acte.
L'acte doit être signé par tous les parents. | Tous les parents doivent signer l'acte.
Les avis sont rendus par des experts. | Des experts rendent les avis.
Les avis sont rendus par des experts indépendants. | Des experts indépendants rendent les avis.
Les repas sont préparés par nos cuisiniers, et le service est assuré par des bénévoles. | Nos cuisiniers préparent les repas, et le service est assuré par des bénévoles.
Les enfants sont encadrés par des animateurs diplômés. | Des animateurs diplômés encadrent les enfants.
Les enfants sont encadrés par des animateurs diplômés de l'État. | Des animateurs diplômés de l'État encadrent les enfants.
L'eau est coupée par le fournisseur après deux relances. | Le fournisseur coupe l'eau après deux relances.
L'électricité ne peut être coupée par le fournisseur avant le 31 mars. | Le fournisseur ne peut couper l'électricité avant le 31 mars.
Votre enfant sera accueilli par une assistante maternelle agréée. | Une assistante maternelle agréée accueillera votre enfant.
Votre enfant doit avoir été vacciné par un médecin. | Un médecin doit avoir vacciné votre enfant.
Le recours gracieux a été rejeté par le président du conseil départemental d'Ille-et-Vilaine. | Le président du conseil départemental d'Ille-et-Vilaine a rejeté le recours gracieux.
Le présent contrat peut être résilié à tout moment par le bailleur. | Le bailleur peut résilier le présent contrat à tout moment.
Cette taxe est perçue par la commune au titre de l'année 2024. | La commune perçoit cette taxe au titre de l'année 2024.
Les documents suivants vous seront réclamés par le service. | Le service vous réclamera les documents suivants.
Vous avez été placé sous tutelle par le juge. | Le juge vous a placé sous tutelle.
Vous avez été licencié par votre employeur le 3 mai. | Votre employeur vous a licencié le 3 mai.
Vous étiez hébergé par vos parents. | Vos parents vous hébergeaient.
Vous étiez hébergé par votre fille et son mari. | Votre fille et son mari vous hébergeaient.
Votre employeur a été contacté par nos soins. | Nous avons contacté votre employeur.
Vous n'aviez pas été convoquée par la commission. | La commission ne vous avait pas convoquée.
Il n'a pas été reçu par le maire. | Le maire ne l'a pas reçu.
Ils n'ont jamais été prévenus par la préfecture. | La préfecture ne les a jamais prévenus.
La carte ne sera plus délivrée par la mairie à partir du 1er janvier. | La mairie ne délivrera plus la carte à partir du 1er janvier.
La carte sera délivrée gratuitement par la mairie. | La mairie délivrera gratuitement la carte.
La carte est habituellement délivrée par la mairie dans un délai de deux mois. | La mairie délivre habituellement la carte dans un délai de deux mois.
Votre situation a été évaluée par l'équipe pluridisciplinaire de la MDPH. | L'équipe pluridisciplinaire de la MDPH a évalué votre situation.
Votre taux a été évalué à 80 % par la commission. | La commission a évalué votre taux à 80 %.
La subvention est accordée par le conseil municipal après avis de la commission. | Le conseil municipal accorde la subvention après avis de la commission.
La subvention est versée en deux fois par la région. | La région verse la subvention en deux fois.
La subvention a été votée par l'assemblée. | L'assemblée a voté la subvention.
Le bail est conclu par les deux parties. | Les deux parties concluent le bail.
Le locataire est informé par le bailleur. | Le bailleur informe le locataire.
L'accord doit être donné par le conjoint. | Le conjoint doit donner l'accord.
Les élèves sont pris en charge par un animateur dès la sortie. | Un animateur prend en charge les élèves dès la sortie.
Les bulletins vous seront envoyés par le lycée. | Le lycée vous enverra les bulletins.
Les bulletins sont envoyés par le lycée aux familles. | Le lycée envoie les bulletins aux familles.
Les familles sont reçues par le directeur sur rendez-vous. | Le directeur reçoit les familles sur rendez-vous.
L'identité du demandeur est vérifiée par l'agent. | L'agent vérifie l'identité du demandeur.
Ta demande a été traitée par le service. | Le service a traité ta demande.
J'ai été reçu par une conseillère. | Une conseillère m'a reçu.
J'ai été mal reçu par une conseillère. | Une conseillère m'a mal reçu.
Votre dossier complet sera examiné par la commission. | La commission examinera votre dossier complet.
Vos deux demandes seront examinées par la commission. | La commission examinera vos deux demandes.
L'ensemble des pièces sera vérifié par nos services. | Nos services vérifieront l'ensemble des pièces.
Toutes les demandes seront examinées par la commission. | La commission examinera toutes les demandes.
Tous vos justificatifs seront vérifiés par un agent. | Un agent vérifiera tous vos justificatifs.
Certaines demandes sont traitées par la mairie annexe. | La mairie annexe traite certaines demandes.
Une copie du jugement vous sera envoyée par le greffe. | Le greffe vous enverra une copie du jugement.
Une amende peut vous être infligée par le juge. | Le juge peut vous infliger une amende.
Une visite de votre logement sera faite par un technicien. | Un technicien fera une visite de votre logement.
Le dossier sera clos par le service si vous ne répondez pas. | Le service clora le dossier si vous ne répondez pas.
Le dossier sera clos par le service, sauf si vous répondez. | Le service clora le dossier, sauf si vous répondez.
Le dossier est suivi par le docteur Martin. | Le docteur Martin suit le dossier.
Le dossier est suivi par Monsieur Martin. | Monsieur Martin suit le dossier.
Le dossier est suivi par Pôle emploi. | Pôle emploi suit le dossier.
Le dossier est suivi par France Travail. | France Travail suit le dossier.
Le dossier est suivi par la Caisse primaire d'assurance maladie du Finistère. | La Caisse primaire d'assurance maladie du Finistère suit le dossier.
L'aide est cofinancée par l'Union européenne. | L'Union européenne cofinance l'aide.
L'Union européenne est représentée par la Commission. | La Commission représente l'Union européenne.
M. Durand a été entendu par la commission. | La commission a entendu M. Durand.
Mme Martin a été reçue par le maire. | Le maire a reçu Mme Martin.
Monsieur Durand sera entendu par le juge. | Le juge entendra Monsieur Durand.
Rennes a été choisie par le jury. | Le jury a choisi Rennes.
La CAF a été saisie par votre bailleur. | Votre bailleur a saisi la CAF.
Le médecin est choisi par vous. | Vous choisissez le médecin.
Le médecin est choisi par elle. | Elle choisit le médecin.
La réclamation a été faite par eux. | Ils ont fait la réclamation.
Vous êtes aidé par moi. | Je vous aide.
Un délai supplémentaire peut être accordé par le directeur, à titre exceptionnel. | Le directeur peut accorder un délai supplémentaire, à titre exceptionnel.
Un délai supplémentaire peut être accordé par le directeur en cas de force majeure. | Le directeur peut accorder un délai supplémentaire en cas de force majeure.
Un délai supplémentaire pourra exceptionnellement être accordé par le directeur. | Le directeur pourra exceptionnellement accorder un délai supplémentaire.
Un délai pourra être exceptionnellement accordé par le directeur. | Le directeur pourra exceptionnellement accorder un délai.
Vous pourrez ainsi être conseillé par un juriste. | Un juriste pourra ainsi vous conseiller.
La pièce qui n'a pas été fournie par l'employeur est la suivante. | La pièce que l'employeur n'a pas fournie est la suivante.
Le courrier qui vous sera envoyé par la mairie contient un code. | Le courrier que la mairie vous enverra contient un code.
Dès que votre demande sera acceptée par le maire, vous recevrez un courriel. | Dès que le maire acceptera votre demande, vous recevrez un courriel.
Quand votre demande a été rejetée par le maire, vous avez écrit. | Quand le maire a rejeté votre demande, vous avez écrit.
Comme votre demande a été rejetée par le maire, vous ne recevrez rien. | Comme le maire a rejeté votre demande, vous ne recevrez rien.
Votre demande a été rejetée car elle n'a pas été signée par le demandeur. | Votre demande a été rejetée car le demandeur ne l'a pas signée.
Vous pouvez venir, mais votre dossier ne sera pas examiné par la commission. | Vous pouvez venir, mais la commission n'examinera pas votre dossier.
Après examen, votre demande a été rejetée par la commission. | Après examen, la commission a rejeté votre demande.
Conformément à la loi, vos données sont protégées par la CNIL. | Conformément à la loi, la CNIL protège vos données.
En 2024, 120 dossiers ont été traités par nos services. | En 2024, nos services ont traité 120 dossiers.
120 dossiers ont été traités par nos services. | Nos services ont traité 120 dossiers.
Deux agents ont été recrutés par la commune. | La commune a recruté deux agents.
Madame, votre demande a été rejetée par la commission. | Madame, la commission a rejeté votre demande.
`),
)('%s becomes %s', (text, expected) => {
  expect(active(text!)).toBe(expected)
})

test.each(
  rows(`
Votre dossier sera transmis par l'adjoint au sport.
Plusieurs élus seront soutenus par des avocats, mais aussi le médiateur.
Le dossier sera suivi par le maire, ainsi que le préfet.
Quelle ville est desservie par cette ligne ?
Il sera rempli par ses soins.
La convention est renouvelée par tacite reconduction.
La commission est informée par l’organisme payeur en vue de prévenir leurs suspensions.
Les bénéficiaires seront informés par l’association de l’impossibilité de livrer.
Cette information vous est demandée par mesure de sécurité.
La facture a été établie par le service des eaux sur la base de votre relevé.
Votre enfant pourra être récupéré par une personne que vous aurez désignée.
Le refus doit être motivé par l'administration.
L'école est fermée par arrêté du maire.
Votre demande n'a été que partiellement traitée par nos services.
Votre aide est habituellement versée par la caisse le 5 du mois.
Votre aide a été deux fois refusée par la commission.
Votre aide a d'abord été refusée par la commission.
Votre aide a ensuite été versée par la caisse.
Votre aide a sans doute été versée par la caisse.
Votre aide a en partie été versée par la caisse.
Rien n'a été fait par la mairie.
Personne n'a été reçu par le maire.
La plupart des demandes sont acceptées par la commission.
Beaucoup de demandes sont acceptées par la commission.
Peu de demandes sont acceptées par la commission.
Ni votre demande ni votre recours n'ont été examinés par la commission.
Votre demande ou votre recours sera examiné par la commission.
Ce qui a été décidé par le maire doit être appliqué.
Ceux qui ont été convoqués par le maire sont venus.
Les agents qui sont formés par la région et qui exercent ici sont nombreux.
L'avis dont vous avez été informé par la mairie est caduc.
La lettre par laquelle vous avez été informé est datée du 3 mai.
Nous pensons que cela a été décidé par le maire.
Votre situation est telle que l'aide doit être versée par la caisse.
Plus la demande est traitée vite par la mairie, mieux c'est.
Sans que votre dossier ait été traité par nos services, rien n'est possible.
Dans le cas où votre demande serait refusée par la mairie, écrivez-nous.
Au cas où votre demande serait refusée par la mairie, écrivez-nous.
Le jour où votre demande sera acceptée par la mairie, vous serez prévenu.
Tandis que l'un est payé par la mairie, l'autre est bénévole.
Comme cela a été indiqué par la mairie, le service ferme.
Bien entendu, votre dossier sera traité par nos services.
Ayant déménagé, votre dossier a été classé par le service.
Étudiant, vous êtes couvert par la caisse.
Locataire de votre logement, vous êtes protégé par la loi.
Votre dossier, reçu le 3 mai, a été classé par le service.
Votre logement sera visité par un expert, un technicien et un agent.
Vous serez accompagné par une conseillère tout au long de votre parcours.
La taxe a été supprimée par la loi de finances pour 2020.
Les valeurs seront ventilées par satellite.
Elle peut être résiliée par chacune des parties.
Votre demande a été transmise par erreur à la mairie par nos services.
Les mesures prises par l'État sont appliquées par les préfets.
La carte vous sera remise par la même occasion.
Le dossier a été transmis par l'entremise du maire.
Il vous sera demandé par l'agent de signer.
Il est prévu par la loi un délai de deux mois.
L'aide est majorée par enfant à charge.
Le dossier sera rejeté par défaut.
Vous êtes prié par la mairie de venir.
Une déviation est mise en place par la rue Haute.
Je suis étonné par votre réponse.
Les droits du stagiaire qui est payé par l'État, l'opérateur ou la région sont les mêmes.
Votre dossier est géré par M. Paul Durand, maire de Rennes.
Votre dossier est suivi par le service qui vous a reçu.
Les dossiers sont tous examinés par la commission.
Le permis n'est délivré que par le préfet.
Le permis est délivré uniquement par le préfet.
Le permis est délivré par le maire ou le préfet.
Le permis est délivré par le maire et par le préfet.
Votre dossier sera examiné par la commission, puis transmis au préfet.
Votre dossier est complet et sera examiné par la commission.
Pour être valable, votre demande doit être signée par le maire.
Votre demande est envoyée par courrier.
Votre demande a été envoyée par la poste.
Ces faits ont été établis par le passé.
Il est précisé par la loi que vous avez deux mois.
Il sera procédé par la commission à un contrôle.
Votre dossier sera-t-il examiné par la commission ?
Vous êtes tenu par ce contrat.
Vous êtes concerné par cette mesure.
Le mineur doit être représenté par ses parents.
Vous serez informé par la mairie de la suite donnée.
Des contrôles ne sont pas effectués par nos agents.
Le passeport, la carte et le permis sont délivrés par la préfecture.
Votre conseiller, Mme Roy, a été remplacée par M. Petit.
L'enfant a été confié par le juge à sa tante.
Votre dossier est instruit par l'agent en charge de votre secteur.
Ce service est assuré par la plupart des agents.
Le courrier a été ouvert par erreur.
Le courrier que vous avez reçu a été envoyé par la CAF.
Votre carte vient d’être activée par le référent Aidants Connect de votre structure.
Ce sont les mesures qui ont été ouvertes par le juge et les mesures exercées.
La norme XFA, qui n’est pas interprétée par les lecteurs PDF, est obsolète.
Vérifiez que votre site n’a pas déjà été inscrit par le gestionnaire du site livreur.
Un bordereau d’enlèvement est établi par l’interlocuteur référent et fourni à l’association.
Le convive est couvert par l’assurance responsabilité civile de l’établissement scolaire.
Votre dossier est suivi par M. Durand, votre conseiller.
Le projet est financé par l'État, la région et la commune.
Le recours est formé par l'usager ou son représentant.
Votre dossier est déjà examiné par la commission.
Nous ne sommes pas représentés par un avocat.
Cela a été décidé par le maire.
C'est décidé par le maire.
Celle-ci a été refusée par la CAF.
On a été prévenus par la mairie.
Cette somme vous sera versée par virement par la caisse.
Le règlement est adopté par le conseil réuni le 3 mai.
Votre dossier est instruit par le pôle en charge des aides.
Les agents désignés par le maire seront formés par la région.
Le chien doit être tenu en laisse par son maître.
Les travaux seront réalisés par la commune du 3 au 9 mai.
La facture est à régler par le locataire.
L'aide peut être versée directement au bailleur par la CAF.
VOTRE DOSSIER EST EXAMINÉ PAR LA COMMISSION.
Votre dossier sera examiné par la commission qui statuera.
Votre dossier sera examiné par la commission, qui statuera.
La demande que vous avez déposée a été rejetée par le maire.
L'attestation peut être remplacée par une déclaration sur l'honneur.
La preuve peut être apportée par tout moyen.
L'acte doit être signé par chacun des parents.
L'acte doit être signé par l'un des parents.
L'acte doit être signé par le demandeur lui-même.
L'acte est signé par vous-même.
Les repas sont préparés par nos cuisiniers et servis par des bénévoles.
Les dépenses engagées par la commune ont été remboursées par l'État.
Le présent contrat peut être résilié par le bailleur ou le locataire.
Le présent contrat peut être résilié par le bailleur à tout moment.
Cette taxe est perçue par la commune au profit de l'office de tourisme.
Ces documents vous seront réclamés par le service instructeur.
La carte ne peut être délivrée que par la préfecture.
Votre situation a été évaluée par le médecin conseil.
Le permis de construire a été accordé à M. Durand par le maire.
Le permis vous a été accordé par le maire de Rennes par arrêté du 3 mai.
Le permis vous a été accordé par arrêté du 3 mai.
Le chèque énergie est envoyé par l'administration fiscale.
Le bail est conclu par écrit.
Le locataire est informé par lettre.
Le locataire a été prévenu par téléphone par le gardien.
L'accord doit être donné par écrit par le conjoint.
La procédure est engagée par le créancier devant le tribunal.
La plainte a été classée sans suite par le procureur.
Le prix est payé par le client à la livraison.
Je ne suis pas concerné par cette mesure.
Que votre dossier soit examiné par la commission ne change rien.
Votre dossier, bien qu'incomplet, sera examiné par la commission.
Plusieurs dossiers ont été perdus par la poste.
La visite sera faite par un technicien en votre présence.
La visite sera faite par un technicien en bâtiment.
Le dossier sera clos par le service, ce qui vous privera d'aide.
Le dossier sera clos par le service faute de réponse.
Le dossier sera clos par le service 30 jours après cette lettre.
Le dossier sera clos par le service instructeur de la direction.
Le dossier est suivi par le Dr Martin, médecin conseil.
M. et Mme Durand ont été entendus par le juge.
Nous avons été aidés par nous-mêmes.
Vous avez été choisi par vous.
Ces frais n'ont pas à être payés par le locataire.
Ces frais ont à être payés par le locataire.
Ces frais semblent être payés par le locataire.
Ces frais seront à payer par le locataire.
Le jugement rendu par le tribunal est annulé par la cour.
Le jugement est rendu par le tribunal puis notifié par le greffe.
Cette demande, qui a été faite par votre fils, est rejetée.
Celui qui est désigné par le juge gère vos biens.
La personne à qui l'aide est versée par la CAF est votre mère.
Après avoir été examinée, votre demande a été rejetée par la commission.
Madame, Monsieur, votre demande a été rejetée par la commission.
Le contrat (bail) a été signé par le propriétaire.
Le contrat a été signé par le propriétaire (M. Durand).
Le contrat a-t-il été signé par le propriétaire ?
Par qui le contrat a-t-il été signé ?
Le contrat ayant été signé par le propriétaire, il s'applique.
Pour être signé par le propriétaire, le contrat doit être imprimé.
Signé par le propriétaire, le contrat est valable.
Les contrats ont été interrompus par des périodes sans activité.
Le versement est soumis à la transmission par l'employeur d'un justificatif.
Une dérogation peut être accordée par le directeur de l'économie, de l'emploi et du travail.
`),
)('%s is refused: it would be wrong, or in doubt', (text) => {
  expect(active(text!)).toBe('refused')
})

test('a merge field completes a group, and is no agent by itself: its number is unknown', () => {
  const opaque = (text: string): AnalyseOptions => ({
    opaque: [...text.matchAll(/\{\{.*?\}\}/g)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
    })),
  })
  const tried = (text: string): string => active(text, opaque(text))
  expect(tried('Votre dossier n° {{numero}} sera examiné par la commission.')).toBe(
    'La commission examinera votre dossier n° {{numero}}.',
  )
  expect(tried('Votre dossier est suivi par M. {{nom}}.')).toBe('M. {{nom}} suit votre dossier.')
  expect(tried('Votre dossier est suivi par la mairie de {{commune}}.')).toBe(
    'La mairie de {{commune}} suit votre dossier.',
  )
  expect(tried('{{piece}} sera examiné par la commission.')).toBe('refused')
  expect(tried('Votre dossier est suivi par {{service}}.')).toBe('refused')
})

test('the wording of the second sentence of a text has its offsets in the text', () => {
  const text = 'Bonjour. Votre dossier sera examiné par la commission. Merci.'
  expect(active(text)).toBe('Bonjour. La commission examinera votre dossier. Merci.')
})
