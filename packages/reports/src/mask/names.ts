import { anyCase, type Detection, detect, fold, type MaskRule, once, rule } from './detection.ts'
import { FIRST_NAMES } from './first-names.ts'
import { BEFORE_NAMES, BRANDS, mayName, THINGS, unannouncedNames } from './unannounced.ts'
import { isDictionaryWord, isFirstName, isFrench, isMisspelt, isNoun, isOnlyVerb, kindOf } from './words.ts'

const S = '[ \\u00a0\\u202f]'
const LINK =
  "(?:de la|de|du|des|d['’]|le|la|les|van der|van den|van de|van|von|el|al|ben|bin|ibn|da|dos|do|di|del|della|ould|aït|ait|saint|sainte|DE LA|DE|DU|LE|LA|VAN DER|VAN DEN|VAN|EL|BEN)"
const CAPITAL = "(?:\\p{Lu}\\.(?:-?\\p{Lu}\\.)?|\\p{Lu}[\\p{L}'’]*(?:-\\p{L}[\\p{L}'’]*)*)"
/** « Nom : HOARAU Prénom : Marie-Rose »: the next label is no name; in « ma collègue Céline Robichon : », what the colon follows is one. */
const NO_LABEL = `(?![\\p{L}'’-])(?!${S}*(?:\\(s\\)|\\(e\\))${S}*[:=]|${S}?=)`
const WORD = `(?!${anyCase('noms?|prénoms?|née?s?|adresse|tél|téléphone|date|objet|document|naissance|message|remarque|commentaire|ville|commune|profession|situation|nationalité|courriel|mail')}(?!\\p{L}))${CAPITAL}${NO_LABEL}`
/** One to five words of a person's name, in capitals or with a capital. */
const NAME = `(?:${LINK}${S}?)?${CAPITAL}(?:${S}+(?:${LINK}${S}?)*${WORD}){0,4}`
const TWO_NAMES = `${CAPITAL}(?:${S}+(?:${LINK}${S}?)*${WORD}){1,4}`
/** A name typed without capitals: « karim benzarti », « el amrani ». Common words end it, see `withoutCommonWords`. */
const SMALL = `(?:${LINK}${S})?\\p{Ll}[\\p{Ll}'’-]{2,}(?:${S}(?:${LINK}${S})*\\p{Ll}[\\p{Ll}'’-]{2,}){0,4}(?![\\p{L}'’-])`
const ANY_NAME = `(?:${NAME}|${SMALL})`
const CIVIL = `(?:(?:M\\.|Mr\\.?|Mme\\.?|Mlle\\.?|Monsieur|Madame|mme|mr|mlle|monsieur|madame)${S}+)?`

/** Words that follow a civility, or start with a capital, without being a name. */
const NOT_NAMES = new Set(
  (
    'madame monsieur mademoiselle mesdames messieurs mme mlle mr m maitre docteur ' +
    // Functions: « Madame la Directrice », « M. le Préfet ».
    'prefet prefete maire directeur directrice president presidente ministre procureur procureure juge tresorier tresoriere comptable medecin ' +
    'recteur rectrice chef cheffe responsable premier premiere defenseur defenseure regisseur regisseuse percepteur greffier greffiere conseiller ' +
    'conseillere conseillers conseilleres inspecteur inspectrice proviseur principal principale secretaire commissaire controleur controleuse gestionnaire receveur receveuse ' +
    'delegue deleguee mediateur mediatrice doyen doyenne adjoint adjointe assistant assistante agent agente service sous-prefet sous-prefete ' +
    'usager usagere administrateur administratrice huissier avocat avocate notaire bailleur proprietaire locataire voisin voisine ' +
    'allocataire beneficiaire tuteur tutrice curateur curatrice benevole retraite retraitee veuf veuve mariee divorce divorcee celibataire ' +
    'francais francaise etranger etrangere etudiant etudiante salarie salariee handicape handicapee chomeur chomeuse parent parents ' +
    // Words a sentence starts with.
    'je j tu il elle on nous vous ils elles le la les l un une des de du d ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ' +
    'qui que qu quoi dont ou et ni ne n pas mais donc or car si en y a au aux avec sans pour par sur sous dans chez entre depuis apres avant pendant selon ' +
    'suite bonjour bonsoir merci cordialement veuillez suis est sont etes etait ai as avons avez ont avais avait peux peut pouvez dois doit devez veux veut ' +
    'comment quand pourquoi combien quel quelle quels quelles aussi alors tout tous toute toutes tres plus moins bien mal deja encore toujours jamais rien ' +
    'certifie atteste declare reconnais autorise sollicite c s m t lui moi toi eux se me te etc svp stp dit dits dite dites fait etre avoir ni non oui ici voila voici ceci cela ca ' +
    'deux trois quatre cinq six sept huit neuf dix fois an ans jour jours mois semaine semaines heure heures hier demain aujourd personne ' +
    'beaucoup peu trop assez vraiment simplement seulement surtout avance journee soiree reception ' +
    'lettre courrier courriel formulaire document dossier demande reponse mail message page pages notice objet article reference references texte phrase phrases mot mots ' +
    'tableau champ case cases date delai titre sigle sigles police ligne lignes motif montant somme ' +
    'nom noms prenom prenoms adresse telephone tel portable courriel naissance ne nee signature signataire demandeur numero probleme problemes suggestion role ' +
    'aide aides allocation prime revenu impot impots taxe facture decision refus avis rejet mairie prefecture caf cpam msa urssaf mdph rsa aah apl ccas dgfip ants cnav crous carsat ' +
    'equipe direction bibliotheque commandant maison caisse centre hopital lycee college ecole tribunal cour ministere secours croix restos emmaus association croix-rouge residence bureau agence action logement ' +
    'france pole travail emploi etat ville departement region conseil caisse service-public numerique internet google ' +
    'iban rib bic nir sarl sas eurl sci cerfa attention important urgent objet annexe code notice loi article vu considerant republique arrete pays site point pole guichet accueil secretariat standard livre titre chapitre section partie alinea credit banque banques habitat metropole agglo agglomeration assurance maladie mutuelle mutualite allocations familiales office syndicat compagnie groupe poste postale communaute territoire droit droits solidarite solidarites sante securite permanence liberte rappel relance convocation attestation certificat copie populaire catholique sociale social francaise familiale publique publics civil penal rouge'
  ).split(' '),
)

/** Words that end a name typed without capitals; with a capital they may be one: « M. Petit », « Claire ». */
const SMALL_WORDS = new Set(
  (
    'va vit dort lit ecrit recoit recu recue habite demande attend pense aime vient venu venue part met refuse aide appelle appel trouve travaille pleure ' +
    'comprend comprends comprendre compren compris comprise sait savoir croit voit vois vu vue paie paye payer signe signer montre perdu perdue cherche explique ' +
    'expliquer parle parler simplifier simplifiez rappelez rappeler repondez repondre envoyer envoyez aider faire faites lire lisible illisible partagent partage ' +
    'clair claire complique compliquee long longue difficile impossible petit petite grand grande beau bonne bon bonnes bons marie courage nul nulle'
  ).split(' '),
)

/** First names that are common words too: « ma claire volonté », « le mois de mai », « il a moins de cent euros ». */
const WORDS_IN_SMALL = new Set(
  (
    'aida aime aimee alex amadou amine ana ange angelique anis ambre aria auguste aurore baptiste benjamin benjamine blanche camelia capucine cheikh claire clement clemence come constance ' +
    'constant dora eden eglantine florence florentin germain germaine honore iris jade jan jean jeannette julienne junior lamine lia lise lisette lois loris lou mahdi mai manuel manuelle marc marie marin marina marine ' +
    'marjolaine martial martin max maxime maya milan mina moise narcisse nasser noe noel oceane olympe oscar parfait pascal pascale philippine pierre pierrette prudence rami regis reine rene renee robin romain romaine romane ' +
    'rosa rosalie rose rosette sana sibylle sixte soleil sylvestre tom urbain valentine victoire victoria violette virginie salome leo leonard fatal desire desiree anais'
  ).split(' '),
)
const NEVER_SMALL = new Set(
  'aime aimee honore mai come claire constant clement parfait marin marine urbain romain romaine pascal pascale noel junior reine'.split(
    ' ',
  ),
)
/** « la prime de Noël », « Maurice » the country, « Florence » the town: with a capital too, these are seldom a person’s alone. */
const WORDS_WITH_CAPITAL = new Set(
  'noel toussaint pascal mai come aime aimee clemence constance reine junior parfait victoire desire desiree honore marine urbain sixte milan florence olympe'.split(
    ' ',
  ),
)
/** Names of persons: after a civility or a kinship, in a signature, where someone says who they are, and wherever a first name goes with another. */
export function names(text: string): Detection[] {
  const announced = detect(text, SURE_RULES())
    .flatMap((detection) => withoutCommonWords(text, detection))
    .filter(({ start, end }) => {
      const said = text.slice(start, end)
      return !isFunction(said) && !isFilledIn(text, start, said)
    })
  const guessed = [
    ...detect(text, SMALL_CIVIL_RULES).filter(({ start, end }) =>
      text
        .slice(start, end)
        .split(/[ \u00a0\u202f]/)
        .every(mayBeSmallName),
    ),
    ...detect(text, NAME_RULES())
      .flatMap((detection) => withoutCommonWords(text, detection))
      .filter(({ start, end }) => holdsName(text.slice(start, end), isBesideSomeone(text, start))),
    ...detect(text, FULL_NAME_RULES)
      .filter(({ start, end }) => hasFirstName(text.slice(start, end)))
      .map((detection) => afterCommonWords(text, detection))
      .filter(({ start }) => !AFTER_THING.test(text.slice(Math.max(0, start - 60), start)))
      .flatMap((detection) => withoutCommonWords(text, detection)),
    ...detect(text, SPELT_RULES),
    ...detect(text, SHAPE_RULES).filter(
      ({ start, end }) => isOnlyNames(text.slice(start, end)) && !isHeading(text, start, end),
    ),
    ...detect(text, COLLEAGUE_RULES).filter(({ start, end }) => isOnlyNames(text.slice(start, end))),
    ...detect(text, SMALL_RELATIVE_RULES()).filter(({ start, end }) =>
      text
        .slice(start, end)
        .split(/[ \u00a0\u202f]/)
        .every(mayBeSmallName),
    ),
    ...loneFirstNames(text),
    ...unannouncedNames(text),
  ].filter(({ start, end }) => !isAcronym(text.slice(start, end)))
  const found = [...announced, ...guessed]
    .map((detection) => afterKinship(text, detection))
    .map((detection) => withSurname(text, detection))
    .filter(({ start, end }) => !BRANDS.has(fold(text.slice(start, end))))
  return [...found, ...companions(text, found)]
}

/** « Monsieur le Député », « madame la rapporteure »: a function, whatever it is; « M. Le Goff » is a name. */
function isFunction(said: string): boolean {
  const called = /^(?:l['’]|(?:le|la|les)[ \u00a0\u202f])(\p{L}+)/u.exec(said)?.[1]
  return called !== undefined && isDictionaryWord(called)
}

/** « Prénom : obligatoire », « suivi par le RNM »: a label before a plain word, or before an acronym. */
function isFilledIn(text: string, start: number, said: string): boolean {
  if (
    /^(?:l['’]|le |la )?\p{Lu}{2,4}$/u.test(said) &&
    /(?:par|de)[ \u00a0\u202f]$/u.test(text.slice(Math.max(0, start - 40), start))
  )
    return true
  return (
    /^\p{Ll}+$/u.test(said) &&
    isFrench(said) &&
    !isFirstName(said) &&
    /[:=][ \u00a0\u202f]*$/u.test(text.slice(Math.max(0, start - 40), start))
  )
}

const NEXT_WORD = new RegExp(
  `^${S}(\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?)(?![\\p{L}\\d'’-]|${S}?[=/]|${S}\\p{Lu})`,
  'u',
)

/** « Arabelle Blanc », « Ansberte Leclerc »: after one name with its capital, another that is a word or a town too. */
function withSurname(text: string, detection: Detection): Detection {
  if (!/^\p{Lu}\p{Ll}+$/u.test(text.slice(detection.start, detection.end))) return detection
  const next = NEXT_WORD.exec(text.slice(detection.end, detection.end + 40))
  const word = fold(next?.[1] ?? '')
  if (next === null || isCommon(word) || THINGS.has(word) || BRANDS.has(word) || SMALL_WORDS.has(word)) return detection
  // « Nom : Dupont Profession : maçon »: another label.
  const end = detection.end + next[0].length
  const isLabel =
    /^[ \u00a0\u202f]?:/u.test(text.slice(end, end + 2)) &&
    /:[ \u00a0\u202f]*$/u.test(text.slice(Math.max(0, detection.start - 4), detection.start))
  return isLabel ? detection : { ...detection, end }
}

/** « la fille de Simone Jacquard »: the « de » is of the kinship, as that of « M. de La Tour » is of the name. */
function afterKinship(text: string, detection: Detection): Detection {
  const before = text.slice(Math.max(0, detection.start - 40), detection.start)
  const link = /^(?:de |d['’])/u.exec(text.slice(detection.start, detection.end))
  if (link === null || !/\p{Ll}{3,}[ \u00a0\u202f]$/u.test(before)) return detection
  return /(?:mme|mlle|monsieur|madame|mademoiselle|maître|docteure?)[ \u00a0\u202f]$/iu.test(before)
    ? detection
    : { ...detection, start: detection.start + link[0].length }
}

const COMPANION_AFTER = new RegExp(`^${S}*(,|/|et|&)${S}*(?<x>${CAPITAL}(?:${S}${CAPITAL})?)(?![\\p{L}'’-])`, 'du')
const COMPANION_BEFORE = new RegExp(
  `(?<![\\p{L}'’.-]|${S}{2})(?<x>${CAPITAL}(?:${S}${CAPITAL})?)${S}*(,|/|et|&)${S}*$`,
  'du',
)

/** Those who are named beside another: « (Renard, Picot, Ben Salah) », « Ferrand/Lacaze », « Nolan, Lilou et Mathys ». */
function companions(text: string, named: readonly Detection[]): Detection[] {
  const found: Detection[] = []
  const look = (pattern: RegExp, said: string, offset: number): Detection | undefined => {
    const match = pattern.exec(said)
    const [start, end] = match?.indices?.groups?.x ?? [0, 0]
    const name = said.slice(start, end)
    if (match === null || end === start || !isOnlyNames(name) || NAMES_NO_ONE.test(name)) return undefined
    // « Martin, Référente du service »: after a comma, the name stops there.
    if (match[1] === ',' && !/^[ \u00a0\u202f]*(?:[,;.:)/]|et(?!\p{L})|&|$)/u.test(said.slice(end))) return undefined
    const isListed =
      (match[1] === '/' && said.startsWith('/')) ||
      (match[2] === '/' && said.endsWith('/')) ||
      /\([^()]*$/u.test(text.slice(Math.max(0, offset + start - 200), offset + start))
    const isNew = name.split(/[ \u00a0\u202f]/).every((word) => {
      const kind = kindOf(word)
      return (kind !== 'mot' && kind !== 'nom-propre' && mayName(word)) || (isListed && kind === 'mot')
    })
    return isNew && !BRANDS.has(fold(name)) ? { kind: 'nom', start: offset + start, end: offset + end } : undefined
  }
  for (const { start, end } of named) {
    let at = end
    for (let i = 0; i < 6; i++) {
      const next = look(COMPANION_AFTER, text.slice(at, at + 60), at)
      if (next === undefined) break
      found.push(next)
      at = next.end
    }
    let from = start
    for (let i = 0; i < 6; i++) {
      const offset = Math.max(0, from - 60)
      const previous = look(COMPANION_BEFORE, text.slice(offset, from), offset)
      if (previous === undefined) break
      found.push(previous)
      from = previous.start
    }
  }
  return found
}
/** « L’ANTS », « OFII »: where no civility says that a person is meant. */
const ACRONYM = /^(?:[DLdl]['’])?\p{Lu}{2,5}(?:$|[ \u00a0\u202f]d(?:[eu]|es)[ \u00a0\u202f])/u

function isAcronym(said: string): boolean {
  return ACRONYM.test(said) && !isFirstName(said)
}

/** Capitals alone, as acronyms are. */
const NAMES_NO_ONE = /^\p{Lu}{1,5}$/u

const FIRST_NAME_ALONE =
  /(?<![\p{L}\d@._/-])(?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)*|\p{Ll}{3,}(?:-\p{Ll}{3,})*)(?![\p{L}\d@_/-]|\.\p{L})/gu
const SMALL_SURNAME = new RegExp(`^${S}((?:${LINK}${S})?\\p{Ll}[\\p{Ll}'’-]{2,})(?![\\p{L}'’-])`, 'u')
const SMALL_BEFORE = new RegExp(`(?<![\\p{L}'’-])(\\p{Ll}[\\p{Ll}-]{2,})${S}$`, 'u')

/** First names wherever they stand, with or without their capital: « Nadia à l’accueil », « bonjour votre lettre est illisible nathalie guerin ». */
function loneFirstNames(text: string): Detection[] {
  const found: Detection[] = []
  for (const match of text.matchAll(FIRST_NAME_ALONE)) {
    const word = match[0]
    if (!hasFirstName(word)) continue
    const small = /^\p{Ll}/u.test(word)
    if ((small ? WORDS_IN_SMALL : WORDS_WITH_CAPITAL).has(fold(word))) continue
    // « fidèle », « mêlés »: written as the word it is.
    if (small && fold(word) !== word && isDictionaryWord(word)) continue
    if (AFTER_THING.test(text.slice(Math.max(0, match.index - 60), match.index))) continue
    const end = match.index + word.length
    const surname = small ? SMALL_SURNAME.exec(text.slice(end, end + 60)) : null
    const second = (surname?.[1] ?? '').replace(/^.* /u, '')
    // « je suis sylvie barbier, »: a word of French too, where the name stops after it.
    const stops = surname !== null && /^\s*(?:[.,;:!?)\d]|$)/u.test(text.slice(end + surname[0].length))
    const named = surname !== null && (mayBeSmallName(second) || (stops && mayBeTrade(second)))
    // « perrot jocelyne »: the surname first.
    const before = small && !named ? SMALL_BEFORE.exec(text.slice(Math.max(0, match.index - 30), match.index)) : null
    // « melanie d », « kevin m. »: an initial where the sentence stops.
    const initial = small && !named ? /^[ \u00a0\u202f]\p{L}\.?(?=\s*(?:[,;!?)]|$|\n))/u.exec(text.slice(end)) : null
    const surnameFirst = before !== null && mayBeSmallName(before[1] ?? '') ? before[0].length : 0
    // « ould brahim », « ben youssef »
    const link = /(?<!\p{L})(?:ould|ben|bin|ibn|a[iï]t|el|al|abou|bou|bint)[ \u00a0\u202f]$/iu.exec(
      text.slice(Math.max(0, match.index - 10), match.index),
    )
    found.push({
      kind: 'nom',
      start: match.index - (link?.[0].length ?? surnameFirst),
      end: named ? end + surname[0].length : end + (initial?.[0].length ?? 0),
    })
  }
  // « c’est quoi le quantum ?? steph »: the start of a first name, alone at the very end.
  const last = /(?<=[.!?…]\s+)\p{L}{3,}(?=[.!]?\s*$)/u.exec(text)
  if (last !== null && mayBeSmallName(last[0]) && isShortFirstName(fold(last[0])))
    found.push({ kind: 'nom', start: last.index, end: last.index + last[0].length })
  return found
}

/** « steph », « caro »: the start of a first name. */
function isShortFirstName(word: string): boolean {
  for (const name of FIRST_NAMES) if (name.startsWith(word)) return true
  return false
}

/** A colleague by the first name, whatever it is: « voir avec Maïwenn de l’accueil ». */
const COLLEAGUE_RULES = [
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})(?:${anyCase("avec|par|vu|voir|eu|selon|d['’]après|demand[ée]r? à|répondu à|transmis à")})${S}(?<x>${CAPITAL}(?:${S}${CAPITAL})?)(?=${S}*\\(?(?:${anyCase("du|de la|de l['’]|à la|à l['’]|au")})${S}?(?:${anyCase('service|ccas|guichet|accueil|bureau|pôle|secrétariat|standard|courrier|comptabilité|point|centre|équipe|direction|trésorerie|régie|scolarité|médiathèque|permanence|maison|espace')})(?!\\p{L}))`,
      'dgu',
    ),
  ),
  // « La gardienne, Rosalinda, m’a lu la lettre »: between commas, after who it is.
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})(?:${anyCase('la|le|une?|mon|ma|notre|votre|son|sa|leur')}${S}|${anyCase("l['’]")})(?!${anyCase('courrier|dossier|papier|fichier|calendrier|cahier|chantier|métier|quartier|loyer|valeur|erreur|secteur|facteur')}(?!\\p{L}))\\p{Ll}+(?:eur|euse|rice|ier|ière|ien|ienne|iste|prète|ogue|ecin|erte?|ante)(?:${S}(?:social|médical|familial|de vie|à domicile)e?)?,${S}(?!M\\.${S})(?<x>${CAPITAL}(?:${S}${CAPITAL})?)(?=,)`,
      'dgu',
    ),
  ),
  // « mère d’Awa », « tuteur de Josselin »
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})${anyCase('mère|père|maman|papa|parents?|fils|fille|frère|s[œo]e?ur|épouse|époux|mari|femme|grand-mère|grand-père|tuteur|tutrice|curateur|curatrice|aidante?')}${S}(?:${anyCase('de')}${S}|${anyCase("d['’]")})(?!M\\.)(?<x>${CAPITAL}(?:${S}${CAPITAL})?)(?![\\p{L}-])`,
      'dgu',
    ),
  ),
  // « appelez barbier au 06 12 34 56 78 »
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})${anyCase('(?:r?appelez|r?appeler|contactez|contacter|joindre|joignez)')}${S}(?<x>(?!(?:moi|nous|vite|demain|svp|directement|plutôt|absolument|urgemment|rapidement|seulement|me|les)(?!\\p{L}))\\p{L}{3,})${S}(?:au|sur le)${S}(?=\\+?\\d)`,
      'dgu',
    ),
  ),
  // « Nguyen, prénom Van Hai »
  rule('nom', new RegExp(`(?<![\\p{L}-])(?<x>${CAPITAL})(?=${S}?[,;/]${S}*${anyCase('prénom')})`, 'dgu')),
  // « RDV avec Tesfa Woldu ce matin », « transmis par Idrissa Baldé »
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})${anyCase('(?:rdv|rendez-vous|entretien|échange|point|vu|parlé|échangé|discuté|appel|téléphoné) avec|(?:accompagné|reçu|transmis|signalé|remonté|rapporté|relayé|écrit|rédigé|envoyé|rempli|aidé|soutenu|hébergé)(?:e|s|es)? par|(?:envoyé|adressé|destiné|écrit|notifié|remis)(?:e|s|es)? à|au nom de|situation de|cas de')}${S}(?<x>${TWO_NAMES})`,
      'dgu',
    ),
  ),
]

/** True for a word without a capital that may be a name: a first name, or a word that French has not. */
function mayBeSmallName(said: string): boolean {
  const word = fold(said.replace(/^(?:[dljtmsnc]|qu)['’]/u, ''))
  if (isFirstName(word)) return !NEVER_SMALL.has(word)
  if (isCommon(word) || SMALL_WORDS.has(word) || BRANDS.has(word)) return false
  return !isFrench(word) && !isFrench(said) && !isMisspelt(said)
}

/** « barbier », « marchand »: a noun that surnames are made of, after a first name. */
function mayBeTrade(said: string): boolean {
  const word = fold(said)
  return (
    isNoun(said) &&
    !isCommon(word) &&
    !SMALL_WORDS.has(word) &&
    !/(?:[éeè]e?s|ées?|é|tion|ment|ique|able|ible|ante?|aire|eux|euse|elle|al|ale)$/u.test(said)
  )
}

/** What bears the name of somebody without being about them: « le lycée Jules Ferry », « la rue Émile Zola », « la loi Pierre Joxe ». */
const NAMED_AFTER = `(?:(?<!\\p{L})${anyCase('lycée|collège|école|groupe scolaire|université|hôpital|clinique|centre|maison|résidence|foyer|ehpad|crèche|stade|gymnase|salle|espace|médiathèque|bibliothèque|piscine|théâtre|parc|square|rue|avenue|boulevard|bd|place|quai|allée|impasse|route|chemin|pont|cours|station|gare|arrêt|loi|prix|fondation|institut|campus|ccas|mairie|caserne|port|aéroport|cité|tour|bâtiment|amphithéâtre')}(?:${S}+(?:de|du|des|la|le|les|hospitalier|social|municipale?|départementale?|universitaire|culturel|sportif|d['’]|l['’]))*${S}*)`
/** After these, a first name is no person’s: a saint, a town, a plan. */
const AFTER_THING = new RegExp(
  `(?:${NAMED_AFTER}|(?<!\\p{L})${anyCase('saint|sainte|st|ste|service|plan|dispositif|pass|chèque|label|livret|opération|île|ville|commune|prime|programme|projet|logiciel|outil|application|appli|site|portail|plateforme|hôtel|magasin|société|entreprise|marque|maladie|syndrome')}${S}(?:de${S}|d['’])?)[«"]?${S}*(?:\\p{Lu}[\\p{L}'’.-]*${S}){0,2}$`,
  'u',
)
const FULL_NAME_RULES = [
  rule('nom', new RegExp(`(?<![\\p{L}\\d-]|${NAMED_AFTER})(?<x>${TWO_NAMES})`, 'dgu')),
  // « avec Hocine », « pour Anselme »: a first name alone, where no town can stand.
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})(?:avec|pour|chez|par|${anyCase('merci')} à|papier à|lettre à|courrier à|parlé à)${S}(?<x>${CAPITAL})(?![\\p{L}-])`,
      'dgu',
    ),
  ),
  // « Tout est en sigles. Karima », « je suis sylvie barbier »
  rule('nom', new RegExp(`(?<=[.!?…]\\s+)(?<x>${CAPITAL})(?=[.!]?\\s*$)`, 'dgu')),
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})${anyCase("je suis|c['’]est|ici")}${S}(?<x>\\p{Ll}{3,}(?:-\\p{Ll}{3,})?${S}\\p{Ll}{3,})(?=[,.;\\n]|$|${S}(?:et|qui|je|j['’])(?!\\p{L}))`,
      'dgu',
    ),
  ),
  // A line of one word: « nadine ».
  rule('nom', new RegExp(`(?<=\\n${S}*)(?<x>[\\p{L}-]{3,})(?=${S}*[.!]?${S}*(?:\\n|$))`, 'dgu')),
]

/** « Kowalczyk, K-O-W-A-L-C-Z-Y-K »: a name said letter by letter. */
const SPELT_RULES = [
  rule('nom', /(?<![\p{L}\d-])(?<x>(?:\p{Lu}-){3,30}\p{Lu}|(?:\p{Lu} ){4,30}\p{Lu})(?![\p{L}\d-])/dgu),
]

/** Shapes that only names of persons have, whatever the first name. */
const SHAPE_RULES = [
  // « vu avec J.P. »: two initials.
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})${anyCase('avec|par|voir')}${S}(?<x>\\p{Lu}\\.-?${S}?\\p{Lu}\\.)(?!${S}?\\p{Lu}|\\p{L})`,
      'dgu',
    ),
  ),
  // « CAMARA Djénéba »: a surname in capitals, too long for an acronym, then a first name.
  rule(
    'nom',
    new RegExp(
      `(?<![\\p{L}\\d-])(?<x>\\p{Lu}{5,}(?:-\\p{Lu}{2,})?${S}+\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?)(?![\\p{L}-])`,
      'dgu',
    ),
  ),
  // « Vu avec S. Lacroix »: never « L. 411-1 », nor « R. Code ».
  rule(
    'nom',
    new RegExp(
      `(?<![\\p{L}.]|${anyCase('art|article|articles')}\\.?${S}?)(?<x>(?!M\\.${S})\\p{Lu}\\.(?:-?\\p{Lu}\\.)?${S}?(?:(?:El|Al|Le|La|De|Da|Di|Van|Ben|Du|Dos|Des)${S})?\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?)(?![\\p{L}-])`,
      'dgu',
    ),
  ),
]

/** True when one word of it is no word of French: never « Achats Bio », nor « obligatoire ». */
function holdsName(said: string, isBeside = false): boolean {
  return (said.match(/\p{L}[\p{L}'’-]*/gu) ?? []).some((word) => {
    const bare = word.replace(/^(?:[dlj]|qu)['’](?=\p{Ll})/iu, '')
    if (isFirstName(bare) || kindOf(bare) === 'prenom') return true
    // « mon ex-mari Collet », « Cordialement, Brun »; never « mon fils Majeur ».
    if (isBeside && /^\p{Lu}\p{Ll}{2,}$/u.test(bare) && !IN_CAPITAL.has(fold(bare)) && !isCommon(fold(bare)))
      return true
    return bare.length > 1 && !/^\p{Lu}{2,5}$/u.test(bare) && !BRANDS.has(fold(bare)) && !isFrench(bare)
  })
}

/** True for a common word, and for what starts with one: « Point-justice ». */
function isCommon(word: string): boolean {
  return NOT_NAMES.has(word) || (/-/.test(word) && NOT_NAMES.has(word.split('-')[0] ?? '') && !hasFirstName(word))
}

/** What some write with a capital after a kinship: « mon fils Majeur ». */
const IN_CAPITAL = new Set(
  'majeur majeure mineur mineure handicape handicapee malade decede decedee aine ainee cadet cadette unique adoptif adoptive etudiant etudiante'.split(
    ' ',
  ),
)

/** True after a kinship, a formula of the end or « je m’appelle »: a name that is a word of French is a name there. */
function isBesideSomeone(text: string, start: number): boolean {
  return BESIDE.test(text.slice(Math.max(0, start - 40), start))
}

/** « A. Locaux auxquels… »: the letter of a heading, and a word of French. */
function isHeading(text: string, start: number, end: number): boolean {
  return /(?:^|\n)\s*$/u.test(text.slice(Math.max(0, start - 4), start)) && !holdsName(text.slice(start, end))
}

/** True when no word of it is a common one. */
function isOnlyNames(said: string): boolean {
  return said.split(/[ \u00a0\u202f.]+/).every((word) => word.length < 2 || !isCommon(fold(word)))
}

/** « Anselme Toussaint », « TOUSSAINT Anselme », « Lou-Anne ». */
function hasFirstName(said: string): boolean {
  return said
    .split(/[ \u00a0\u202f]+/)
    .some(
      (word) =>
        FIRST_NAMES.has(fold(word)) ||
        (/-/.test(word) && word.split('-').every((part) => FIRST_NAMES.has(fold(part)))) ||
        (/^\p{Lu}\p{Ll}{2,}$/u.test(word) && kindOf(word) === 'prenom'),
    )
}

function afterCivility(): readonly MaskRule[] {
  // « la fondation Abbé Pierre », « l’hôpital Docteur Schaffner »
  const notOfPlace = `(?<!(?<!\\p{L})${anyCase('lycée|collège|école|université|hôpital|clinique|centre|maison|résidence|foyer|ehpad|crèche|salle|espace|rue|avenue|boulevard|place|square|fondation|institut|association')}${S})`
  const civility = `(?:M\\.|MM\\.|Mr\\.?|MR\\.?|M(?=${S}\\p{Lu})|Mmes?\\.?|MME\\.?|Mlles?\\.?|MLLE|Monsieur|MONSIEUR|Madame|MADAME|Mademoiselle|Messieurs|Mesdames|${notOfPlace}(?:Dr\\.?|DR|Docteure?|Pr\\.?|Professeure?)|Me|Maître|Maitre|Veuve|Vve|${notOfPlace}(?:Sœur|Père|Abbé))`
  const short = '(?:[Mm]me\\.?|[Mm]lle|[Mm]r|[Mm]\\.|[Dd]r\\.?|MME|MLLE|MR)'
  const couple = `(?:${S}(?:et|ou|&|\\/)${S}(?:M\\.|Mr\\.?|Mme|Mlle|Monsieur|Madame))?`
  return [
    rule(
      'nom',
      new RegExp(`(?<![\\p{L}\\d])${civility}${couple}${S}+(?:[Vv]euve${S}|[ée]pouse${S})?(?<x>${NAME})`, 'dgu'),
    ),
    // « Mesdames Kowalczyk et Nowak »: the second has no civility of its own.
    rule('nom', new RegExp(`(?<!\\p{L})(?:Mesdames|Messieurs|MM\\.|Mmes)${S}+${NAME}${S}+et${S}+(?<x>${NAME})`, 'dgu')),
    // « mme martin », « Mr karim benzarti »: typed in a hurry.
    rule('nom', new RegExp(`(?<![\\p{L}\\d]|\\d${S})${short}${S}+(?<x>${SMALL})`, 'dgu')),
    rule(
      'nom',
      new RegExp(`(?<!\\p{L})(?:monsieur|madame|mademoiselle|docteure?|maître|professeure?)${S}+(?<x>${NAME})`, 'dgu'),
    ),
    // « monsieur el amrani youssef n’a rien compris »
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})(?:monsieur|madame|mademoiselle)${S}+(?<x>(?:${LINK}${S})?\\p{Ll}[\\p{Ll}-]{2,}(?:${S}\\p{Ll}[\\p{Ll}-]{2,})?)(?=${S}+(?:[mn]['’]|(?:ne|nous|vous|a|au|du|de la|qui|et|est)(?!\\p{L}))|[.,;!?\\n]|$)`,
        'dgu',
      ),
    ),
  ]
}

/** « madame shapiro merricks attend », « monsieur benzarti a signé »: unknown words after a civility in full. */
const SMALL_CIVIL_RULES = [
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})(?:monsieur|madame|mademoiselle|docteure?|professeure?|ma[iî]tre)${S}+(?<x>\\p{Ll}[\\p{Ll}-]{2,})(?![\\p{L}'’-])`,
      'dgu',
    ),
  ),
  rule(
    'nom',
    new RegExp(
      `(?<!\\p{L})(?:monsieur|madame|mademoiselle)${S}+(?<x>\\p{Ll}[\\p{Ll}-]{2,}${S}\\p{Ll}[\\p{Ll}-]{2,})(?![\\p{L}'’-])`,
      'dgu',
    ),
  ),
]

function signatures(): readonly MaskRule[] {
  const closing = anyCase(
    `cordialement|bien à vous|au plaisir(?: de vous lire| d['’]échanger)?|(?:bien )?à toi|(?:sincères |meilleures )?salutations(?: distinguées)?|respectueusement|cdl?t|crdlt|bonne (?:journée|soirée|réception)|bises|bisous|à (?:bientôt|très vite|plus)|vôtre|bon courage|d['’]avance|par avance|(?:avec )?(?:mes|tous mes) remerciements|(?<!(?:et|est|soit|être|été|a|ai|ont|avons|contrat|document|acte|exemplaire|bail|dûment)${S})signée?|signature(?=${S}*[:\\n])|sincèrement|amicalement|amitiés|p\\/o|fait à [\\p{L} -]+, le [\\d/ \\p{L}]+`,
  )
  const person = `(?<x>${NAME}|\\p{L}{2,}${S}\\p{Lu}{2,})`
  return [
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${closing}${S}*[,.!:;–-]*\\s*(?:de la part de${S}+|par${S}+|:${S}*)?${CIVIL}${person}(?=${S}*(?:[.,;(\\n–-]|$))`,
        'dgu',
      ),
    ),
    // « Cdlt\npatrick vasseur », « merci\nsamira »: a line of one to three words after the last formula.
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})(?:${closing}|[Mm]erci|MERCI)${S}*[,.!]*${S}*\\n\\s*${CIVIL}(?<x>${ANY_NAME})${S}*[.]?(?=\\s*(?:$|\\n|[(,]))`,
        'dgu',
      ),
    ),
    // « merci, jean dupont »: one or two words at the very end, without a capital.
    rule(
      'nom',
      new RegExp(
        `(?:cordialement|Cordialement|signé|Signé)${S}*[,.:]?${S}*\\n?(?<x>\\p{Ll}{3,}(?:${S}\\p{Ll}{3,})?)${S}*\\.?$`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`[Mm]erci${S}*[,.!–-]*(?:${S}|\\n)*(?<x>${TWO_NAMES})${S}*\\.?$`, 'dgu')),
    // « Yasmine Ould, 06 77 88 99 00 »: who to call back.
    rule(
      'nom',
      new RegExp(
        `(?<x>${TWO_NAMES})${S}*[,(:–-]${S}*(?:t[ée]l(?:[ée]phone)?\\.?${S}*:?${S}*)?(?=0\\d|\\+\\d|[\\p{L}\\d._-]{1,64}@)`,
        'dgu',
      ),
    ),
    // « Evelyne Marchal, 3 rue du Four »: the head of an envelope.
    rule(
      'nom',
      new RegExp(
        `(?<x>${TWO_NAMES})(?=${S}*[,\\n-]\\s*\\d{1,4}(?:${S}?(?:bis|ter))?,?${S}+(?:rue|avenue|av|bd|boulevard|impasse|chemin|route|allée|place|quai|square|cours|passage)(?!\\p{L}))`,
        'dgu',
      ),
    ),
    // « J’accompagne Tesfaye Bekele »
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})(?:${anyCase("j['’]")})?${smallOrTitle('(?:accompagn|aid|assist|représent|héberg|remerci|rencontr|connai)(?:e|es|ais|ait|ons|é|s)|tuteur de|tutrice de|curateur de|curatrice de|appel de|visite de|demande de|signalement de|pour')}${S}(?<x>${TWO_NAMES})(?=${S}*(?:[.,;:)\\n]|$)|${S}(?:qui|et|je|ne|n['’]|pour|dans|en|à|au|car|parce|depuis|mais)(?!\\p{L}))`,
        'dgu',
      ),
    ),
    // « mon num 0698451236 kevin »: who ends with their number, then their name.
    rule(
      'nom',
      new RegExp(
        `(?:(?<!\\d)0[1-79](?:[ .-]?\\d{2}){4}|@[\\p{L}\\d.-]+)${S}*[,.]?\\s*(?<x>${NAME}|(?!(?:soir|matin|midi|répondeur|urgent|disponible|portable|domicile|travail|perso|joignable|absolument|rapidement)$)\\p{Ll}{3,})${S}*[.!]?\\s*$`,
        'dgu',
      ),
    ),
    // « cdt g. lemoine », « merci\nk. benali »
    rule(
      'nom',
      new RegExp(
        `(?:${closing}|[Mm]erci|\\n)${S}*[,.!]*\\s*(?<x>\\p{L}\\.${S}?\\p{L}{3,}(?:-\\p{L}+)?)${S}*[.]?\\s*$`,
        'dgu',
      ),
    ),
    // A signature of a mail program.
    rule('nom', new RegExp(`\\n--${S}?\\n${S}*${CIVIL}(?<x>${ANY_NAME})`, 'dgu')),
    // A whole line that holds nothing but a name: of who writes, at the head, or of who signs, at the foot.
    rule(
      'nom',
      new RegExp(
        `(?<=\\n${S}*)(?=[^\\n]*\\p{Ll})(?<x>${TWO_NAMES}|\\p{Lu}\\.${S}?\\p{Lu}[\\p{L}-]+)(?=${S}*[.,]?${S}*(?:\\n|$)|${S}+\\()`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`^(?=[^\\n]*\\p{Ll})(?<x>${TWO_NAMES})(?=${S}*,?${S}*\\n)`, 'dgu')),
  ]
}

function introductions(): readonly MaskRule[] {
  const said = anyCase(
    "je m['’ ]?appell?e?|je me (?:nomme|prénomme)|je soussigné(?:e|\\(e\\))?|moi,|moi c['’]est|au nom de|de la part de|pour le compte de|à la place de|mon (?:nom(?: de (?:naissance|famille|jeune fille|mariage))?|prénom)(?: est| c['’]est)?|nom (?:de jeune fille|d['’]épouse|d['’]usage|de famille|marital)|je me présente|s['’]app?ell?e(?:nt)?|(?:dé|sur|pré)?nommée?|répondant au nom de|prénom",
  )
  const calledSmall = anyCase(
    "je m['’ ]?app?ell?e?s?|mon (?:nom|prénom) est|soussigné(?:e|\\(e\\))?|s['’]app?ell?e|moi c['’]est",
  )
  return [
    rule('nom', new RegExp(`(?<!\\p{L})${said}${S}*[:,]?${S}*(?:est${S}+|c['’]est${S}+)?${CIVIL}(?<x>${NAME})`, 'dgu')),
    // « Monsieur l’inspecteur Chauvet », « madame la conseillère Belkacem »
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${anyCase('monsieur|madame')}${S}+(?:l['’]|l[ea]${S})\\p{L}{5,20}${S}(?<x>\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?)(?![\\p{L}'’-])`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`(?<!\\p{L})${calledSmall}${S}*,?${S}+${CIVIL}(?<x>${SMALL})`, 'dgu')),
    rule('nom', new RegExp(`(?<!\\p{L})[Ii]ci${S}+(?<x>${NAME})(?=${S}+(?:à|et|au)(?!\\p{L})|${S}*[,.!])`, 'dgu')),
    rule('nom', new RegExp(`(?:[Jj]e suis|[Ii]ci|[Cc]['’]est)${S}+(?:M\\.${S}|Mme${S})?(?<x>${TWO_NAMES})`, 'dgu')),
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})(?:[Nn]ée?|NÉE?|[Éé]pouse|ÉPOUSE|[Vv]euve|[Dd]ivorcée)${S}+(?<x>(?!Le\\b${S}+\\d|En\\b)${NAME})`,
        'dgu',
      ),
    ),
  ]
}

function labelled(): readonly MaskRule[] {
  const person =
    'usag[eè]re?|demandeu(?:r|se)|bénéficiaire|signataire|allocataire|assurée?|patiente?|enfant|élève|étudiante?|conjointe?|mère|père|représentant|tuteur|tutrice|mari|épouse|locataire|titulaire|contact|agente?|proche|parent|intéressée?|destinataire|abonnée?|cliente?|redevable|contribuable|débiteur|déclarante?'
  const label = anyCase(
    `noms?(?:${S}?\\(s\\))?(?: et prénoms?| de famille| de naissance| d['’]usage| d['’]épouse| de jeune fille| marital| complet| \\/ prénoms?|,? prénoms?)?(?: (?:du|de la|de l['’]|d['’]une?|de) ?(?:${person}))?|prénoms?(?:${S}?\\(s\\))?(?: et noms?)?(?: (?:du|de la|de l['’]) ?(?:${person}))?|identité|(?:${person})(?:\\(e\\))?(?: du compte| légale?)?|représentante? légale?|interlocut(?:eur|rice)|expéditeur|expéditrice|(?:dossier |affaire )?suivie?\\(?e?\\)? par|à l['’]attention de|vos références|patronyme|responsable légale?`,
  )
  const from = `(?:${S}*[:=]${S}*|${S}+[-–]${S}+)`
  return [
    rule('nom', new RegExp(`(?<!\\p{L})${label}${from}${CIVIL}(?<x>${NAME}(?:,${S}?${NAME}){0,4})`, 'dgu')),
    rule(
      'nom',
      new RegExp(`(?<!\\p{L})${anyCase("suivie?\\(?e?\\)? par|à l['’]attention de")}${S}+${CIVIL}(?<x>${NAME})`, 'dgu'),
    ),
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${anyCase(`(?:nom|prénom|nom de famille|nom et prénom)(?: (?:du|de la|de l['’]) ?(?:${person}))?`)}${S}*[:=]${S}*(?<x>\\p{Ll}[\\p{L}'’-]+(?:${S}[\\p{L}'’-]+(?![\\p{L}'’-]|${S}*[:=]))?)(?=${S}*(?:[,;.\\n/]|$|\\p{L}+${S}*[:=]))`,
        'dgu',
      ),
    ),
  ]
}

/** Who somebody is to the person who writes. */
const FAMILY = `${anyCase(
  'fils|fille|mari|femme|époux|épouse|ex-mari|ex-femme|père|mère|frère|s[œo]e?ur|conjointe?|concubine?|compagnon|compagne|enfants?|neveu|nièce|grand-mère|grand-père|maman|papa|mamie|papi|oncle|tante|cousine?|beau-père|belle-mère|beau-frère|belle-s[œo]e?ur|beau-fils|belle-fille|petit-fils|petite-fille|bébé|voisine?|amie?|collègue|patronne?|employeur|propriétaire|bailleur|protégée?|patiente?|locataire|copain|copine|filleule?|marraine|parrain|jumeaux|jumelles|ex|monsieur|dame|madame|jeune|famille|couple|colocataire|colocs?|associée?',
)}(?!\\p{L})`

function relatives(): readonly MaskRule[] {
  const role = anyCase(
    'homme|habitante?|retraitée?|usag[eè]re?|allocataire|bénéficiaire|assurée?|étudiante?|élève|demandeu(?:r|se)|client(?:e)?|résidente?|salariée?|adhérente?|membre|bénévole',
  )
  // « UN AGENT VA PRENDRE VOTRE APPEL »: in capitals, what follows is seldom a name.
  const officer = smallOrTitle(
    'conseill(?:er|ère)|agente?|assistante? sociale|gestionnaire|guichetière?|tut(?:eur|rice)|curat(?:eur|rice)|référente?|éducat(?:eur|rice)|avocate?|médecin|interlocut(?:eur|rice)|technicien(?:ne)?|secrétaire|instruct(?:eur|rice)|mandataire',
  )
  // « mon ex mari Yacine », « mon frère jumeau Tom », « ma fille aînée Inès »
  const quality = anyCase(
    'jumeaux?|jumelle|aînée?|cadette?|benjamine?|majeure?|mineure?|âgée?|décédée?|défunte?|handicapée?|malade|petite?|grande?|unique|adoptive?',
  )
  const kin = `${FAMILY}(?:${S}${FAMILY})?(?:${S}${quality})?`
  const owner = anyCase('mon|ma|mes|son|sa|ses|notre|nos|leur|votre|cette|cet|ce|une?|la')
  const called = `(?:(?:qui${S})?${anyCase("s['’]appelle|nommée?|prénommée?")}${S})?`
  return [
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${owner}${S}(?:petite?${S}|vieille?${S})?${kin}${S}*[,(:]?${S}*${called}(?:M\\.${S}|Mme${S})?(?<x>${NAME}(?:(?:,|${S}et)${S}${NAME}){0,4})`,
        'dgu',
      ),
    ),
    // « les papiers de papa (Aldo) »
    rule('nom', new RegExp(`(?<!\\p{L})${kin}${S}?\\((?:M\\.${S}|Mme${S})?(?<x>${NAME})\\)`, 'dgu')),
    // « Les époux Da Cunha », « aux jumelles Jade et Inès »
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${anyCase('les|des|aux|ces|deux')}${S}${anyCase('époux|épouses|conjoints|consorts|jumeaux|jumelles|enfants|parents|frères|s[œo]e?urs|cousins|cousines|voisins')}${S}(?<x>${NAME}(?:(?:,|${S}et)${S}${NAME}){0,4})`,
        'dgu',
      ),
    ),
    // « Usager non francophone, Mohammad Rahimi, aidé par une interprète »
    rule(
      'nom',
      new RegExp(`(?<!\\p{L})${role}(?:${S}\\p{Ll}[\\p{Ll}'’-]*){1,4},${S}(?<x>${TWO_NAMES})(?=[,.;)])`, 'dgu'),
    ),
    // « préavis de licenciement d’un salarié Indemnité »: after a role, one word with a capital may start a title.
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${owner}${S}${role}${S}*[,(:]?${S}*${called}(?:M\\.${S}|Mme${S})?(?<x>${TWO_NAMES})`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`(?<!\\p{L})${owner}${S}${role}${S}*[,(:]${S}*(?:M\\.${S}|Mme${S})?(?<x>${NAME})`, 'dgu')),
    rule('nom', new RegExp(`(?<!\\p{L})${officer}${S}*,?${S}*(?:M\\.${S}|Mme${S})?(?<x>${TWO_NAMES})`, 'dgu')),
  ]
}

/** « mon fils mathéo est », « ma soeur, samira, », « mon oncle jose fernandes qui »: a relative, then a name typed without its capital. */
const SMALL_RELATIVE_RULES = once(smallRelatives)

/** After a civility or a label, what has a capital is a name, a word of French too: « M. Petit ». */
const SURE_RULES = once(() => [...afterCivility(), ...labelled()])
/** Elsewhere a name has one word that French has not, or a first name. */
const NAME_RULES = once(() => [...signatures(), ...introductions(), ...relatives()])

function smallRelatives(): readonly MaskRule[] {
  const owner = anyCase('mon|ma|mes|son|sa|ses|notre|nos|leur|votre')
  const word = "\\p{Ll}[\\p{Ll}’'-]{2,}"
  // « ma fille étudie, », « mon mari travaille et »: before a comma or « et », a verb looks like a name.
  const next = `(?:(?<![eéts])(?=${S}*(?:[.,;:!?)\\n]|$)|${S}et(?!\\p{L}))|(?=${S}(?:qui|a|est|ne|n['’]|m['’]|va|doit|habite|il|elle|ma|ont)(?!\\p{L})))`
  const kin = `(?<!\\p{L})${owner}${S}(?:petite?${S})?${FAMILY}(?:${S}${FAMILY})?${S}*[,(:]?${S}*`
  return [
    // « le dossier est au nom de bourdin pas bourdon »
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${anyCase('au nom de')}${S}(?<x>${word})(?=${S}*(?:[.,;:!?)\\n]|$)|${S}(?:pas|et|mais|alors|qui|depuis|au lieu)(?!\\p{L}))`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`${kin}(?<x>${word})${next}`, 'dgu')),
    rule('nom', new RegExp(`${kin}(?<x>${word}${S}${word})${next}`, 'dgu')),
  ]
}

const BESIDE = new RegExp(
  `(?:(?<!\\p{L})${anyCase('mon|ma|mes|son|sa|notre|nos|leur|votre')}${S}(?:petite?${S}|vieille?${S})?${FAMILY}${S}|(?<!\\p{L})${anyCase("cordialement|salutations|respectueusement|cdl?t|bien à (?:vous|toi)|svp|merci|mon nom est|mon prénom|m['’]appelle|s['’]appelle|me nomme|soussignée?|moi,? c['’]est|bientôt|bises|courage|d['’]avance|journée|soirée")}${S}*[,.!:]?\\s*)$`,
  'u',
)

/** The words in small letters, with or without a capital on the first. */
function smallOrTitle(words: string): string {
  return `(?:${words}|${words.replace(/(?<=^|\|)(\(\?:)?\p{Ll}/gu, (first) => first.toUpperCase())})`
}

/** The detection without the common words it starts with: « Mail de Hélène Kieffer » holds one name. */
function afterCommonWords(text: string, detection: Detection): Detection {
  const said = text.slice(detection.start, detection.end)
  let start = 0
  for (const match of said.matchAll(
    /([^ \u00a0\u202f]+)[ \u00a0\u202f]+(?:(?:de|du|des|la|le|les)[ \u00a0\u202f]+|d['’])*/gu,
  )) {
    const word = match[1] ?? ''
    // « L’enfant Timéo », « Reçu Dimitri Volkov »
    if (!NOT_NAMES.has(fold(word)) && !BEFORE_NAMES.has(fold(word)) && !/^[LDJ]['’]\p{Ll}/u.test(word)) break
    start = match.index + match[0].length
  }
  return { ...detection, start: detection.start + start }
}

/** True for a word typed without its capital that may be of a name: the first may be a noun of French, « mme boulanger ». */
function mayFollow(word: string, named: boolean): boolean {
  if (isFirstName(word)) return !named || !NEVER_SMALL.has(word)
  if (SMALL_WORDS.has(word) && named) return false
  return named ? !isFrench(word) : !isOnlyVerb(word)
}

/** Cuts the detection where a common word starts: « M. Dupont Votre lettre » holds one name. */
function withoutCommonWords(text: string, detection: Detection): Detection[] {
  const said = text.slice(detection.start, detection.end)
  let end = 0
  let named = false
  for (const match of said.matchAll(/[^ \u00a0\u202f]+/gu)) {
    const word = fold(match[0])
      .replace(/^(?:d|l|j|n|c|s|m|t|qu)'(?=.)/, '')
      .replace(/[.,;:!?]+$/, '')
    const isLast = match.index + match[0].length === said.length
    const isLink =
      /^(?:de|la|du|des|d|le|les|van|von|der|den|el|al|ben|bin|ibn|da|dos|do|di|del|della|ould|ait|saint|sainte)$/.test(
        word,
      ) && !(isLast && named)
    if (isLink && !named) continue
    if (word === 'et' && named) continue
    // « J. Dupuis »: a letter with its point is a first name, « J » alone is not.
    if (isCommon(word) && !isLink && (word === 'm' || !/^\p{Lu}\.$/u.test(match[0]))) break
    // « Ségolène d’Hauteville »
    const isParticled = /^[dl]['’]\p{Lu}/u.test(match[0])
    if (/^\p{Ll}/u.test(match[0]) && !isLink && !isParticled && !mayFollow(word, named)) break
    // « la phrase n’a », « l’allocataire »: an elided word in small letters starts no name.
    if (/^(?:n|j|c|qu|m|t|s)['’]\p{Ll}/u.test(match[0])) break
    if (isLink) continue
    named = true
    end = match.index + match[0].length
  }
  // « Mme Le Du »: two small words are a name of Brittany, with their capitals.
  if (!named && /^L[ea] D[ue]$/iu.test(said) && /^\p{Lu}\p{L} \p{Lu}/u.test(said)) return [detection]
  return named ? [{ ...detection, end: detection.start + end }] : []
}
