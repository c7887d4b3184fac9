import { expect, test } from 'vitest'
import { findVerbGroup, loadFrench, replaceSupport, replaceVerb } from './index.ts'

const french = loadFrench()

/** The sentence with the weak verb and its noun replaced, or `refused`. */
function plain(text: string, verb: string, noun: string, lemma: string): string {
  const tokens = french.analyse(text)[0]!.tokens
  const rank = (word: string): number => tokens.findIndex((token) => token.text === word)
  const to = rank(noun) + 1
  const weak = {
    verb: rank(verb),
    to,
    ...(/^(?:de|d'|du|des|à|au|aux)$/.test(tokens[to]?.norm ?? '') && { preposition: to }),
  }
  const made = replaceSupport(french, text, tokens, weak, lemma)
  return made === undefined ? 'refused' : text.slice(0, made.start) + made.text + text.slice(made.end)
}

/** The sentence with the verb group of `word` rewritten with another lemma, or `refused`. */
function swap(text: string, word: string, lemma: string): string {
  const tokens = french.analyse(text)[0]!.tokens
  const group = findVerbGroup(
    tokens,
    tokens.findIndex((token) => token.text === word),
  )!
  const made = replaceVerb(french, text, tokens, group, lemma)
  return made === undefined
    ? 'refused'
    : text.slice(0, tokens[group.start]!.start) + made + text.slice(tokens[group.end - 1]!.end)
}

const rows = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' | '))

test.each(
  rows(`
Nous n'avons pas encore procédé à la vérification de votre dossier. | procédé | vérification | vérifier | Nous n'avons pas encore vérifié votre dossier.
Nous procédons à l'examen de votre demande. | procédons | examen | examiner | Nous examinons votre demande.
Nous procéderons à l'examen du dossier. | procéderons | examen | examiner | Nous examinerons le dossier.
Nous avons procédé au versement des aides. | procédé | versement | verser | Nous avons versé les aides.
Le service procède au calcul de la prime. | procède | calcul | calculer | Le service calcule la prime.
La caisse a procédé au calcul de l'aide. | procédé | calcul | calculer | La caisse a calculé l'aide.
Vous devez effectuer le paiement de la facture. | effectuer | paiement | payer | Vous devez payer la facture.
Vous avez effectué le dépôt du dossier. | effectué | dépôt | déposer | Vous avez déposé le dossier.
Effectuez le remplacement de cette pièce. | Effectuez | remplacement | remplacer | Remplacez cette pièce.
Nous ne procédons pas à la vérification des ressources. | procédons | vérification | vérifier | Nous ne vérifions pas les ressources.
Vous n'avez jamais procédé à la déclaration de vos revenus. | procédé | déclaration | déclarer | Vous n'avez jamais déclaré vos revenus.
Je procède à l'envoi du courrier. | procède | envoi | envoyer | J'envoie le courrier.
J'effectue le contrôle de vos pièces. | effectue | contrôle | vérifier | Je vérifie vos pièces.
Afin de procéder à l'examen de votre situation, appelez-nous. | procéder | examen | examiner | Afin d'examiner votre situation, appelez-nous.
Afin d'effectuer le calcul de vos droits, joignez ceci. | effectuer | calcul | calculer | Afin de calculer vos droits, joignez ceci.
En procédant à la signature du contrat, vous acceptez. | procédant | signature | signer | En signant le contrat, vous acceptez.
Après avoir procédé à la lecture du document, signez. | procédé | lecture | lire | Après avoir lu le document, signez.
Il faut que vous procédiez à la suppression de ce fichier. | procédiez | suppression | supprimer | Il faut que vous supprimiez ce fichier.
Procédez à l'ouverture du compte. | Procédez | ouverture | ouvrir | Ouvrez le compte.
La mairie procédera à la destruction des véhicules. | procédera | destruction | détruire | La mairie détruira les véhicules.
Elle aurait procédé à la notification de la décision. | procédé | notification | notifier | Elle aurait notifié la décision.
Ils procédaient à l'étude de chaque dossier. | procédaient | étude | étudier | Ils étudiaient chaque dossier.
Nous procédons actuellement au classement de votre dossier. | procédons | classement | classer | Nous classons actuellement votre dossier.
Vous pouvez procéder à la modification de votre adresse. | procéder | modification | modifier | Vous pouvez modifier votre adresse.
Nous allons procéder à la fermeture de votre compte. | procéder | fermeture | fermer | Nous allons fermer votre compte.
Nous venons de procéder à l'enregistrement de votre demande. | procéder | enregistrement | enregistrer | Nous venons d'enregistrer votre demande.
Merci de procéder au règlement de cette somme. | procéder | règlement | régler | Merci de régler cette somme.
Merci de ne pas effectuer le paiement de cette facture. | effectuer | paiement | payer | Merci de ne pas payer cette facture.
Avez-vous procédé à la vérification de vos coordonnées ? | procédé | vérification | vérifier | Avez-vous vérifié vos coordonnées ?
Le maire effectue la vérification de pièces. | effectue | vérification | vérifier | Le maire vérifie des pièces.
Nous n’avons pas encore procédé à l’examen de votre demande. | procédé | examen | examiner | Nous n’avons pas encore examiné votre demande.
Le préfet procède au retrait d'un titre. | procède | retrait | retirer | Le préfet retire un titre.
Nous apporterons une réponse à votre demande. | apporterons | réponse | répondre à | Nous répondrons à votre demande.
Nous avons mis un terme à votre contrat. | mis | terme | mettre fin à | Nous avons mis fin à votre contrat.
Nous avons procédé à la mise à jour de votre dossier. | procédé | jour | mettre à jour | Nous avons mis à jour votre dossier.
Vous avez la possibilité de contester cette décision. | avez | possibilité | pouvoir | Vous pouvez contester cette décision.
Vous n'avez pas la possibilité de contester cette décision. | avez | possibilité | pouvoir | Vous ne pouvez pas contester cette décision.
Vous auriez eu la possibilité de venir. | eu | possibilité | pouvoir | Vous auriez pu venir.
Elle est dans l'obligation de rembourser la somme. | est | obligation | devoir | Elle doit rembourser la somme.
Vous êtes en mesure de payer. | êtes | mesure | pouvoir | Vous pouvez payer.
Vous êtes tenu de répondre. | êtes | tenu | devoir | Vous devez répondre.
Vous seriez tenu de répondre. | seriez | tenu | devoir | Vous devriez répondre.
Vos demandes ont fait l'objet d'un contrôle. | fait | contrôle | être contrôlées | Vos demandes ont été contrôlées.
Votre dossier fera l'objet d'un réexamen en septembre. | fera | réexamen | être réexaminé | Votre dossier sera réexaminé en septembre.
Vous devez effectuer un paiement. | effectuer | paiement | payer | Vous devez payer.
Le locataire vous a fait part de ses difficultés. | fait | part | signaler | Le locataire vous a signalé ses difficultés.
N'ayant pas effectué le paiement de la taxe, vous devez 10 % de plus. | effectué | paiement | payer | N'ayant pas payé la taxe, vous devez 10 % de plus.
Le préfet procède à la résiliation de la convention aux torts du bailleur, au sens de l'article 3. | procède | résiliation | résilier | Le préfet résilie la convention aux torts du bailleur, au sens de l'article 3.
Nous apportons une aide aux familles. | apportons | aide | aider | Nous aidons les familles.
Nous procédons à l'examen du dossier de M. Roy et de ses pièces. | procédons | examen | examiner | Nous examinons le dossier de M. Roy et de ses pièces.
`),
)('%s (%s, %s → %s) becomes %s', (text, verb, noun, lemma, expected) => {
  expect(plain(text!, verb!, noun!, lemma!)).toBe(expected)
})

test.each(
  rows(`
Il y sera procédé à la vérification du dossier. | procédé | vérification | vérifier
Il est procédé à l'examen de votre dossier. | procédé | examen | examiner
Il sera procédé au versement des aides. | procédé | versement | verser
Nous y procédons après l'examen de la demande. | procédons | examen | examiner
Nous procédons à un nouvel examen de votre demande. | procédons | examen | examiner
Nous procédons à un examen approfondi de votre demande. | procédons | examen | examiner
Nous procédons à la vérification. | procédons | vérification | vérifier
Nous procédons à l'examen, puis au paiement. | procédons | examen | examiner
Le paiement s'effectue après vérification du dossier. | effectue | vérification | vérifier
Nous procédons au départ de Paul. | procédons | départ | partir
Nous procédons au départ du train. | procédons | départ | partir
Nous procédons à la vérification du dossier. | procédons | vérification | zorgluber
La vérification de votre dossier a été effectuée. | effectuée | vérification | vérifier
Nous en effectuons le paiement des frais. | effectuons | paiement | payer
Le service lui effectue le versement de l'aide. | effectue | versement | verser
Votre dossier a fait l'objet d'un refus de la commission. | fait | refus | être refusé
Il ne doit faire l'objet d'aucune révision. | faire | révision | être révisé
Vous avez l'obligation de déclarer vos revenus et de nous écrire. | avez | obligation | devoir
Nous procédons à l'examen du dossier et des pièces. | procédons | examen | examiner
La somme dont vous devez effectuer le paiement est élevée. | effectuer | paiement | payer
Nous apportons une réponse à tout moment. | apportons | réponse | répondre à
Nous n'effectuons aucun contrôle des pièces. | effectuons | contrôle | contrôler
Nous effectuons deux contrôles des pièces. | effectuons | contrôles | contrôler
Nous avons procédé au recrutement d'un agent et à la réfection de la salle. | procédé | recrutement | recruter
Nous effectuons la vérification des pièces et le calcul de vos droits. | effectuons | vérification | vérifier
Nous procédons à l'examen au cours de la semaine. | procédons | examen | examiner
Vous n'êtes pas tenue de répondre. | êtes | tenue | devoir
Vous n'avez plus l'obligation de venir. | avez | obligation | devoir
Vous ne serez tenu de répondre que si nous vous écrivons. | serez | tenu | devoir
Vous êtes susceptible de recours. | êtes | susceptible | pouvoir
`),
)('%s (%s, %s → %s) is refused', (text, verb, noun, lemma) => {
  expect(plain(text!, verb!, noun!, lemma!)).toBe('refused')
})

test.each(
  rows(`
Je réalise le contrôle. | réalise | effectuer | J'effectue le contrôle.
Tu remets le dossier. | remets | donner | Tu donnes le dossier.
Il sollicite une aide. | sollicite | demander | Il demande une aide.
Elle sollicitait une aide. | sollicitait | demander | Elle demandait une aide.
On sollicitera une aide. | sollicitera | demander | On demandera une aide.
Nous sollicitons une aide. | sollicitons | demander | Nous demandons une aide.
Vous solliciteriez une aide. | solliciteriez | demander | Vous demanderiez une aide.
Ils sollicitent une aide. | sollicitent | demander | Ils demandent une aide.
Elles sollicitèrent une aide. | sollicitèrent | obtenir | Elles obtinrent une aide.
Il sollicita une aide. | sollicita | obtenir | Il obtint une aide.
Nous avons sollicité une aide. | sollicité | obtenir | Nous avons obtenu une aide.
Vous aviez sollicité une aide. | sollicité | recevoir | Vous aviez reçu une aide.
Ils auront sollicité une aide. | sollicité | recevoir | Ils auront reçu une aide.
Elle aurait sollicité une aide. | sollicité | recevoir | Elle aurait reçu une aide.
Il faut que je sollicite une aide. | sollicite | obtenir | Il faut que j'obtienne une aide.
Il faut que nous sollicitions une aide. | sollicitions | obtenir | Il faut que nous obtenions une aide.
Sollicitez une aide. | Sollicitez | demander | Demandez une aide.
En sollicitant une aide, vous gagnez. | sollicitant | obtenir | En obtenant une aide, vous gagnez.
Pour solliciter une aide, écrivez. | solliciter | obtenir | Pour obtenir une aide, écrivez.
Avant de solliciter une aide, écrivez. | solliciter | obtenir | Avant d'obtenir une aide, écrivez.
Avant d'obtenir une aide, écrivez. | obtenir | demander | Avant de demander une aide, écrivez.
Sans solliciter une aide, il paie. | solliciter | obtenir | Sans obtenir une aide, il paie.
Je ne sollicite rien. | sollicite | obtenir | Je n'obtiens rien.
Je n'obtiens rien. | obtiens | demander | Je ne demande rien.
Il ne transmet pas le dossier. | transmet | envoyer | Il n'envoie pas le dossier.
Il n'envoie pas le dossier. | envoie | transmettre | Il ne transmet pas le dossier.
Vous ne transmettez aucun document. | transmettez | envoyer | Vous n'envoyez aucun document.
Ils n'ont jamais transmis le dossier. | transmis | envoyer | Ils n'ont jamais envoyé le dossier.
Nous ne vous avons rien transmis. | transmis | envoyer | Nous ne vous avons rien envoyé.
Nous vous transmettons la réponse. | transmettons | envoyer | Nous vous envoyons la réponse.
Je vous transmets la réponse. | transmets | envoyer | Je vous envoie la réponse.
Il me transmet la réponse. | transmet | envoyer | Il m'envoie la réponse.
Il m'envoie la réponse. | envoie | transmettre | Il me transmet la réponse.
Le service la transmet. | transmet | envoyer | Le service l'envoie.
Le service les transmet. | transmet | envoyer | Le service les envoie.
Le service le transmettra. | transmettra | adresser | Le service l'adressera.
Transmettez-nous la réponse. | Transmettez | envoyer | Envoyez-nous la réponse.
Transmettez-le à la mairie. | Transmettez | envoyer | Envoyez-le à la mairie.
Transmettez-les-nous vite. | Transmettez | envoyer | Envoyez-les-nous vite.
Transmet-il le dossier ? | Transmet | envoyer | Envoie-t-il le dossier ?
Envoie-t-elle le dossier ? | Envoie | recevoir | Reçoit-elle le dossier ?
Le maire transmet-il le dossier ? | transmet | adresser | Le maire adresse-t-il le dossier ?
Transmettez-vous le dossier ? | Transmettez | envoyer | Envoyez-vous le dossier ?
Avez-vous transmis le dossier ? | transmis | recevoir | Avez-vous reçu le dossier ?
N'avez-vous pas transmis le dossier ? | transmis | recevoir | N'avez-vous pas reçu le dossier ?
La demande est transmise. | transmise | recevoir | La demande est reçue.
Les demandes sont transmises. | transmises | recevoir | Les demandes sont reçues.
Les courriers seront transmis. | transmis | ouvrir | Les courriers seront ouverts.
La demande avait été transmise. | transmise | écrire | La demande avait été écrite.
Les demandes n'ont pas été transmises. | transmises | lire | Les demandes n'ont pas été lues.
La lettre doit être transmise. | transmise | signer | La lettre doit être signée.
Les lettres peuvent être transmises. | transmises | écrire | Les lettres peuvent être écrites.
Une fois transmise, la demande est étudiée. | transmise | recevoir | Une fois reçue, la demande est étudiée.
Ils sont partis hier. | partis | venir | Ils sont venus hier.
Bien qu'il eût sollicité une aide, il a refusé. | sollicité | obtenir | Bien qu'il eût obtenu une aide, il a refusé.
N'ayant pas sollicité d'aide, vous payez tout. | sollicité | demander | N'ayant pas demandé d'aide, vous payez tout.
La demande que vous avez effectuée est incomplète. | effectuée | faire | La demande que vous avez faite est incomplète.
Les pièces que nous avons reçues sont illisibles. | reçues | lire | Les pièces que nous avons lues sont illisibles.
Les documents qu'elle avait transmis sont perdus. | transmis | joindre | Les documents qu'elle avait joints sont perdus.
Le document qu'elle avait transmis est perdu. | transmis | joindre | Le document qu'elle avait joint est perdu.
Quelles démarches avez-vous effectuées ? | effectuées | faire | Quelles démarches avez-vous faites ?
Je vous les ai transmises hier. | transmises | envoyer | Je vous les ai envoyées hier.
Elle nous les a transmis. | transmis | envoyer | Elle nous les a envoyés.
Elle nous l'a transmis. | transmis | envoyer | Elle nous l'a envoyé.
Nous avons transmis les lettres. | transmis | envoyer | Nous avons envoyé les lettres.
Il les a vérifiés. | vérifiés | relire | Il les a relus.
Elle s'est rendue à la mairie. | rendue | se présenter | Elle s'est présentée à la mairie.
Nous nous sommes rendus sur place. | rendus | se déplacer | Nous nous sommes déplacés sur place.
Vous devez vous rendre au guichet. | rendre | s'adresser | Vous devez vous adresser au guichet.
Nous aurions dû solliciter une aide. | solliciter | demander | Nous aurions dû demander une aide.
Après avoir sollicité une aide, écrivez-nous. | sollicité | obtenir | Après avoir obtenu une aide, écrivez-nous.
Sans avoir sollicité d'aide, il a été payé. | sollicité | demander | Sans avoir demandé d'aide, il a été payé.
Ne le sollicitez pas. | sollicitez | appeler | Ne l'appelez pas.
Elle a bel et bien sollicité cette aide. | sollicité | demander | Elle a bel et bien demandé cette aide.
Votre dossier n'a pas encore pu être examiné. | examiné | étudier | Votre dossier n'a pas encore pu être étudié.
Elle est en train de solliciter une aide. | solliciter | obtenir | Elle est en train d'obtenir une aide.
Qu'ils sollicitent une aide ! | sollicitent | obtenir | Qu'ils obtiennent une aide !
Si nous procédions vite, vous seriez payé. | procédions | agir | Si nous agissions vite, vous seriez payé.
Elles sont parties hier. | parties | arriver | Elles sont arrivées hier.
Elle est restée hier. | restée | répondre | Elle a répondu hier.
Nous sommes venus hier. | venus | répondre | Nous avons répondu hier.
Elle s'engage pour un an. | engage | signer | Elle signe pour un an.
La réunion se déroule lundi. | déroule | commencer | La réunion commence lundi.
La réunion se déroulera lundi. | déroulera | finir | La réunion finira lundi.
Le dossier que transmet le service arrive. | transmet | envoyer | Le dossier qu'envoie le service arrive.
Le dossier qu'envoie le service arrive. | envoie | transmettre | Le dossier que transmet le service arrive.
Je préfère que vous transmettiez le dossier. | transmettiez | prendre | Je préfère que vous preniez le dossier.
Bien qu'il transmette le dossier, rien ne change. | transmette | avoir | Bien qu'il ait le dossier, rien ne change.
Nous commençons le contrôle. | commençons | lancer | Nous lançons le contrôle.
Nous finissons le contrôle. | finissons | lancer | Nous lançons le contrôle.
Nous changeons la date. | changeons | choisir | Nous choisissons la date.
Nous choisissons la date. | choisissons | changer | Nous changeons la date.
Vous règlerez la somme. | règlerez | payer | Vous paierez la somme.
Vous essayerez ce service. | essayerez | payer | Vous payerez ce service.
Vous règlerez votre place. | règlerez | céder | Vous cèderez votre place.
Vous réglerez votre place. | réglerez | céder | Vous céderez votre place.
Ils acquittent la somme. | acquittent | payer | Ils paient la somme.
Il acquitte la somme. | acquitte | devoir | Il doit la somme.
Vous acquittez la somme. | acquittez | dire | Vous dites la somme.
Vous acquittez la somme. | acquittez | faire | Vous faites la somme.
Ils acquittent la somme. | acquittent | avoir | Ils ont la somme.
Elle acquittait la somme. | acquittait | connaître | Elle connaissait la somme.
Elle acquitte la somme. | acquitte | connaître | Elle connaît la somme.
Il acquitte la somme. | acquitte | rappeler | Il rappelle la somme.
Nous acquittons la somme. | acquittons | rappeler | Nous rappelons la somme.
Il acquittera la somme. | acquittera | rappeler | Il rappellera la somme.
Il acquitte la somme. | acquitte | joindre | Il joint la somme.
Nous acquittons la somme. | acquittons | joindre | Nous joignons la somme.
Vous acquitterez la somme. | acquitterez | voir | Vous verrez la somme.
Vous acquitterez la somme. | acquitterez | tenir | Vous tiendrez la somme.
Ils acquitteront la somme. | acquitteront | savoir | Ils sauront la somme.
`),
)('%s (%s → %s) becomes %s', (text, word, lemma, expected) => {
  expect(swap(text!, word!, lemma!)).toBe(expected)
})

test.each(
  rows(`
Il lui transmet la réponse. | transmet | informer
On n'en sollicite plus. | sollicite | demander
Rendez-vous au guichet. | Rendez | se présenter
Ils y ont procédé. | procédé | travailler
Il en transmet une copie. | transmet | envoyer
Nous y joignons une copie. | joignons | ajouter
Il l'adresse au service. | adresse | transmettre
Il a répondu hier. | répondu | venir
Elle a répondu hier. | répondu | partir
Le dossier est transmis. | transmis | répondre
Le dossier est transmis. | transmis | venir
Le dossier est transmis. | transmis | s'adresser
Il est procédé à la vente. | procédé | vendre
Il sera statué sur la demande. | statué | examiner
Nous vérifions la liste. | vérifions | bidulifier
Nous les transmettons. | transmettons | répondre
Nous la transmettons. | transmettons | procéder
Il transmet le dossier. | transmet | s'engager
Transmettez le dossier. | Transmettez | s'engager
`),
)('%s (%s → %s) is refused rather than mangled', (text, word, lemma) => {
  expect(swap(text!, word!, lemma!)).toBe('refused')
})

test.each(
  rows(`
de | le préfet | du préfet
de | les services | des services
de | l'agence | de l'agence
de | la caisse | de la caisse
de | un agent | d'un agent
de | une aide | d'une aide
de | votre avis | de votre avis
de | Adjoint | d'Adjoint
de | Rennes | de Rennes
de | Angers | d'Angers
de | huit jours | de huit jours
de | honneur | d'honneur
de | haute mer | de haute mer
de | hauteur | de hauteur
de | hôpital | d'hôpital
de | onze jours | de onze jours
de | ouvrir | d'ouvrir
de | y aller | d'y aller
de | yoga | de yoga
de | lesquels | desquels
à | le guichet | au guichet
à | les guichets | aux guichets
à | l'accueil | à l'accueil
à | la mairie | à la mairie
à | lequel | auquel
à | lesquels | auxquels
à | un agent | à un agent
que | elle vient | qu'elle vient
que | on vient | qu'on vient
que | le maire | que le maire
que | Alice | qu'Alice
si | ils viennent | s'ils viennent
si | on vient | si on vient
le | agent | l'agent
la | aide | l'aide
la | autorité | l'autorité
le | hangar | le hangar
le | habitant | l'habitant
la | honte | la honte
le | onzième | le onzième
ce | agent | cet agent
ce | hôpital | cet hôpital
ce | héros | ce héros
ma | aide | mon aide
ta | école | ton école
sa | hausse | sa hausse
je | habite | j'habite
je | hésite | j'hésite
ne | est | n'est
ne | hésitez pas | n'hésitez pas
se | adresser | s'adresser
se | hâter | se hâter
me | écrire | m'écrire
te | écrire | t'écrire
jusque | à demain | jusqu'à demain
lorsque | il vient | lorsqu'il vient
puisque | elle vient | puisqu'elle vient
quoique | il vienne | quoiqu'il vienne
parce que | il vient | parce qu'il vient
afin de | obtenir | afin d'obtenir
près de | le port | près du port
grâce à | les agents | grâce aux agents
auprès de | les services | auprès des services
peu de | des pièces | peu de pièces
`),
)('%s + %s gives %s', (word, next, expected) => {
  expect(french.join(word!, next!)).toBe(expected)
})

test.each(
  rows(`
examiner | Fem | Sing | examinée
examiner | Fem | Plur | examinées
examiner | Masc | Plur | examinés
transmettre | Masc | Sing | transmis
transmettre | Masc | Plur | transmis
transmettre | Fem | Sing | transmise
inclure | Fem | Sing | incluse
exclure | Fem | Sing | exclue
résoudre | Fem | Sing | résolue
absoudre | Fem | Sing | absoute
devoir | Masc | Sing | dû
devoir | Fem | Sing | due
devoir | Masc | Plur | dus
ouvrir | Fem | Plur | ouvertes
joindre | Fem | Plur | jointes
écrire | Masc | Sing | écrit
acquérir | Fem | Sing | acquise
mettre | Fem | Sing | mise
prendre | Fem | Plur | prises
requérir | Fem | Plur | requises
faire | Fem | Sing | faite
dire | Fem | Plur | dites
recevoir | Fem | Sing | reçue
naître | Fem | Sing | née
`),
)('the participle of %s, %s %s, is %s', (lemma, gender, number, expected) => {
  const own = { Masc: 'Masc', Fem: 'Fem' } as const
  const count = { Sing: 'Sing', Plur: 'Plur' } as const
  expect(
    french.conjugate(lemma!, {
      form: 'PartPast',
      gender: own[gender as 'Masc' | 'Fem'],
      number: count[number as 'Sing' | 'Plur'],
    }),
  ).toBe(expected)
})
