import type { Detection } from './detection.ts'
import { fold } from './detection.ts'
import { isFirstName, isFrench, isMisspelt, isNoun, kindOf, verbsOf } from './words.ts'

/** A word of the text, where it stands. */
interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

const WORD = /\p{L}[\p{L}'’]*(?:-\p{L}[\p{L}'’]*)*\.?/gu
const ELIDED = /^(?:[dljtmsnc]|qu|jusqu|lorsqu|puisqu)['’](?=\p{L})/iu
const LINKS = new Set(
  'de du des la le les d el al ben bin ibn van von der den da dos do di del della ould ait abou bint saint sainte'.split(
    ' ',
  ),
)

/** Firms, services, sites and programs that letters and their readers name, where the dictionary has none of them. */
export const BRANDS: ReadonlySet<string> = new Set(
  (
    'doctolib parcoursup franceconnect ameli chronopost colissimo veolia suez enedis engie edf gdf totalenergies macif maif matmut maaf groupama axa allianz swisslife malakoff humanis ' +
    'agirc arrco ircantec pajemploi cesu urssaf gemapi cnracl agefiph fiphfp smictom sictom onacvg finess crous drees insee dgfip ddfip drfip cpam cnam cnaf caf msa carsat cnav cipav rsi anah adil ademe opac oph adoma coallia emmaus cimade croix-rouge ' +
    'facebook instagram whatsapp messenger snapchat tiktok twitter youtube google gmail hotmail outlook yahoo wanadoo orange sfr bouygues free sosh laposte chrome firefox safari edge opera windows ' +
    'microsoft android iphone ipad samsung apple huawei xiaomi macos linux adobe acrobat reader word excel powerpoint libreoffice openoffice teams zoom skype wifi bluetooth ' +
    'sncf ratp navigo blablacar airbnb booking leboncoin amazon vinted cdiscount fnac darty auchan leclerc carrefour lidl intermarche monoprix ikea castorama paypal lydia visa mastercard boursorama ' +
    'bnp lcl cic hsbc revolut nickel treso mobilis linky visale pinel dalo dihal siao cada chrs ehpad samu smur sessad esat ime itep ulis segpa bafa kbis bts iut dut cap bep toeic delf dalf ' +
    'ecoconduite covid alzheimer parkinson braille falc facile cerfa anct ofii ofpra cnda anef agdref france europe internet intranet extranet pdf jpeg mailing hotline newsletter helpdesk feedback dashboard ' +
    'mme mmes mlle mlles madame monsieur mesdames messieurs mademoiselle maitre docteur professeur veuve bjr slt cdt cdlt svp stp mdr lol pb pbs rdv tel num ref dept asso prof doc docs info infos appli applis perso pro ados bac jcp koi parceque parsque tjrs bcp qqn qqch ptet jms auj stp aspa adsl hello sorry okay siret siren kbis rdvs justif attest dossiers vitale navigateur antai amf edt'
  ).split(' '),
)

/** What names a place, a body or a thing: what follows is its name. */
export const THINGS: ReadonlySet<string> = new Set(
  (
    'lycee college ecole universite hopital clinique centre maison residence foyer ehpad creche stade gymnase salle espace mediatheque bibliotheque piscine theatre parc square rue avenue boulevard bd place quai ' +
    'allee impasse route chemin pont cours station gare arret loi lois prix fondation institut campus ccas mairie caserne port aeroport cite tour batiment service services plan dispositif pass cheque label livret ' +
    'operation ile ville commune village communaute metropole agglomeration canton region departement prefecture sous-prefecture prime programme projet logiciel outil application appli site portail plateforme hotel ' +
    'magasin societe entreprise marque maladie syndrome agence antenne bureau guichet point pole cour tribunal tgi prison commissariat gendarmerie poste banque caisse mutuelle assurance assurances office academie rectorat ' +
    'inspection direction delegation federation association syndicat groupe groupement cabinet etude etudes garantie contrat offre option formule carte compte espace reseau filiale chambre conseil comite commission ' +
    'tresorerie perception syndic bailleur regie theme rubrique onglet bouton case menu page fichier format mot mots terme termes expression sigle saint sainte st ste fleuve mont mer lac zone quartier hameau secteur ' +
    'langue anglais arabe traduction code indice taux methode reforme rapport accord accords traite protocole norme version modele systeme navigateur telephone ordinateur habitants habitant maire prefet depute pres'
  ).split(' '),
)
/** What is of persons: « la lettre de Quéméner », « le dossier Zidi ». */
const PERSONAL = new Set(
  (
    'lettre lettres dossier dossiers courrier courriers demande appel appels mail mails message question questions remarque remarques note situation cas visite retour signalement plainte reclamation avis part nom prenom ' +
    'fils fille mari femme epoux epouse pere mere maman papa frere soeur soeurs enfant enfants famille familles conjoint conjointe compagnon compagne neveu niece oncle tante cousin cousine ami amie voisin voisine ' +
    'collegue tuteur tutrice curateur curatrice aidant aidante accompagnement signature identite temoignage parents couple cote chez petit petite dame monsieur madame veuve jeune usager usagere allocataire beneficiaire ' +
    'guide bebe nourrisson garcon gosse ado ex locataire patient patiente assure assuree demandeur demandeuse demandeuse'
  ).split(' '),
)
/** What starts a sentence before a name: « Reçu Dimitri Volkov », « Appelez Nadège Quéméner ». */
export const BEFORE_NAMES: ReadonlySet<string> = new Set(
  (
    'accompagnement suivi recu recue recus vu vue eu voir revoir appel appeler appelez rappeler rappelez contacter contactez joindre demander demandez rencontre rencontree accompagne accompagnee entretien ' +
    'visite retour echange point situation courriel rdv rendez-vous signalement reclamation remarque temoignage temoin ecrire ecrivez prevenir prevenez aidee heberge hebergee signe signee note mail message ' +
    'transfere transferee transmis transmise couple famille dossier usager usagere allocataire patient patiente locataire demandeur demandeuse beneficiaire'
  ).split(' '),
)
/** What only a person does or is. */
const HUMAN_VERBS = new Set(
  (
    'comprendre penser croire savoir lire pleurer confondre vouloir esperer espérer craindre oublier jeter payer habiter naître mourir décéder dire demander répondre téléphoner rappeler écrire parler venir recevoir ' +
    'signer expliquer trouver attendre signaler essayer aimer préférer refuser perdre chercher prendre pouvoir devoir regarder montrer souhaiter insister hésiter paniquer appeler déménager travailler vivre'
  ).split(' '),
)
const BETWEEN_NAME_AND_VERB = new Set(
  "ne n' me m' nous vous te t' se s' lui leur y en les le la l' pas a est ait avait était sera aura va".split(' '),
)

/** Names that nothing announces: words with a capital that French has not, where a person may stand. */
export function unannouncedNames(text: string): Detection[] {
  const words = wordsOf(text)
  const found: Detection[] = []
  for (let i = 0; i < words.length; ) {
    const run = runAt(text, words, i)
    if (run === 0) {
      i += 1
      continue
    }
    const [first, last] = [words[i], words[i + run - 1]]
    if (first && last && isPerson(text, words, i, run))
      found.push({ kind: 'nom', start: startOf(text, words, i), end: last.end })
    i += run
  }
  return [...found, ...smallNames(text)]
}

/** « la fratrie El Idrissi »: what stands before belongs to the name. */
function startOf(text: string, words: readonly Word[], at: number): number {
  const [previous, first] = [words[at - 1], words[at]]
  if (!first) return 0
  const isGlued = previous !== undefined && /^[ \u00a0\u202f]$/u.test(text.slice(previous.end, first.start))
  return isGlued && /^(?:El|Al|Ben|Bel|Van|Von|Da|Dos|Di|A[iï]t|Ould|Abou|Bou)$/u.test(previous.text)
    ? previous.start
    : first.start
}

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    let start = match.index
    let said = match[0]
    if (said.endsWith('.') && !/^\p{Lu}\.$/u.test(said)) said = said.slice(0, -1)
    said = said.replace(/['’]+$/u, '')
    const elided = ELIDED.exec(said)
    // « N’Diaye », « D’Ornano » are one word; « d’Awa », « L’École » are two.
    if (
      elided &&
      !(
        /^\p{Lu}/u.test(said) &&
        /^\p{Lu}/u.test(said.slice(elided[0].length)) &&
        !isFrench(said.slice(elided[0].length))
      )
    ) {
      words.push({ text: elided[0], start, end: start + elided[0].length })
      start += elided[0].length
      said = said.slice(elided[0].length)
    }
    words.push({ text: said, start, end: start + said.length })
  }
  return words
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)
/** « FranceConnect », « MaPrimeRénov »: never a person, but « McDonald », « DeWitt » are. */
const isCamel = (word: string): boolean =>
  /\p{Ll}\p{Lu}|^\p{Lu}{2,}\p{Ll}/u.test(word.replace(/^(?:Mc|Mac|De|Le|La|Di|Du)(?=\p{Lu})/u, ''))
const isAcronym = (word: string): boolean => /^\p{Lu}{1,5}s?$/u.test(word)
const isRoman = (word: string): boolean => /^[IVXLC]+(?:er|re|e|ème|d|nd)?$/u.test(word)

/** A word that may be of a name: with a capital, and not of French. */
export function mayName(word: string): boolean {
  if (!isCapital(word) || word.length < 3 || isCamel(word) || isAcronym(word) || isRoman(word)) return false
  if (BRANDS.has(fold(word))) return false
  const kind = kindOf(word)
  if (kind === 'prenom' || kind === 'inconnu')
    return !(word.includes('-') && word.split('-').some((part) => BRANDS.has(fold(part)) || THINGS.has(fold(part))))
  return false
}

/** True when every word is a name that the dictionary has: of a town as often as of a person. */
function isKnownProper(words: readonly Word[], at: number, length: number): boolean {
  return words.slice(at, at + length).every(({ text }) => LINKS.has(fold(text)) || kindOf(text) === 'nom-propre')
}

/** « signalement_prenomOccupant », « tally.so/r/mO0Xkg »: a piece of something else. */
function isPartOfMore(text: string, { start, end }: Word): boolean {
  return (
    /[\p{L}\d_@/{&=#]$/u.test(text.slice(Math.max(0, start - 1), start)) ||
    /^(?:[\d_@{=]|\.\p{L}|\/\/)/u.test(text.slice(end, end + 2))
  )
}

/** How many words from here make one name; 0 when none does. */
function runAt(text: string, words: readonly Word[], from: number): number {
  const first = words[from]
  if (!first || !mayName(first.text) || isPartOfMore(text, first)) return 0
  let length = 1
  for (let i = from + 1; i < words.length && i < from + 7; i++) {
    const [word, before] = [words[i], words[i - 1]]
    if (!word || !before || !/^[ \u00a0\u202f]?$/u.test(text.slice(before.end, word.start))) break
    if (LINKS.has(fold(word.text).replace("'", ''))) continue
    if (!mayName(word.text) && !/^\p{Lu}\.$/u.test(word.text)) break
    length = i - from + 1
  }
  return length
}

/** True when a name stands where a person may, and nothing says that it is of a place, a firm or a thing. */
function isPerson(text: string, words: readonly Word[], at: number, length: number): boolean {
  const [first, last] = [words[at], words[at + length - 1]]
  if (!first || !last) return false
  const said = text.slice(first.start, last.end)
  const hasFirst = words.slice(at, at + length).some(({ text: word }) => isFirstName(word))
  // In a message in capitals, an unknown word is a misspelt one more often than a name.
  if (
    /^[^\p{Ll}]+$/u.test(said) &&
    /\p{Lu}{3}[^\p{Ll}]{12}$/u.test(text.slice(Math.max(0, first.start - 40), first.start))
  )
    return hasFirst
  const before = text.slice(Math.max(0, first.start - 60), first.start)
  if (/[«"“][ \u00a0\u202f]*$/u.test(before) && /^[ \u00a0\u202f]*[»"”]/u.test(text.slice(last.end))) return false
  const previous = words[at - 1]
  const isGlued = previous !== undefined && /^[ \u00a0\u202f]?$/u.test(text.slice(previous.end, first.start))
  const opens = /(?:^|[.!?…:;\n«»"(•–—-])\s*$/u.test(before)
  // « GEMAPI », « CNRACL »: in capitals, alone, it takes more than an unknown word.
  const isLoud = length === 1 && /^[^\p{Ll}]+$/u.test(said) && !hasFirst
  const announced = fold(previous?.text ?? '')
  const isAnnounced =
    PERSONAL.has(announced) ||
    (said.length > 5 && (BEFORE_NAMES.has(announced) || /^(?:avec|chez|par|selon)$/.test(announced)))
  if (isLoud && !(isGlued && isAnnounced)) return personFollows(words, at + length, text)
  if (isNamedAfter(text, words, at)) return false
  const isKnown = isKnownProper(words, at, length)
  // « Envoyé de mon mobile\nLudo », « Merci Arjona »: alone at the very end.
  const ends = at > 0 && /^\s*[.!]?\s*$/u.test(text.slice(last.end))
  if (ends && !isKnown && (opens || /(?:,|(?<!\p{L})(?:merci|cordialement|cdt|svp|stp|signé))\s*$/iu.test(before)))
    return true
  if (!isGlued || !previous) {
    if (!opens) return !isKnown
    return personFollows(words, at + length, text) || (!isKnown && (length > 1 || isIntroduced(text.slice(last.end))))
  }
  const link = fold(previous.text)
  // « le Crous », « la Drees », « un Kangoo »
  if (
    /^(?:l'|le|la|un|une|du|au|aux|des|ce|cet|cette|ces|en|son|sa|votre|notre|mon|ma|leur|vos|nos|chaque|ou|sur|sous|vers|dans|via|entre)$/.test(
      link,
    )
  )
    return hasFirst && length > 1
  if (link === 'les') return personFollows(words, at + length, text) || fold(words[at - 2]?.text ?? '') === 'chez'
  if (link === 'a')
    return (
      /(?:(?:écri|envoy|adress|remi|transf|courrier|transm|destin|notifi)\p{L}*(?:\s+\p{L}+)?|(?:parl|dema|répon|merci|confi|dit|appart|lettre|montr|expli|appel|lu|donn|signal|rappel)\p{L}*(?:\s+\p{L}+){0,3})\s+[àa]\s*$/iu.test(
        before,
      ) ||
      (length > 1 && hasFirst)
    )
  if (link === 'de' || link === "d'") {
    const head = fold(words[at - 2]?.text ?? '')
    return PERSONAL.has(head) || BEFORE_NAMES.has(head) || (length > 1 && !THINGS.has(head) && isFrench(head))
  }
  if (PERSONAL.has(link) || isOfSomeone(words, at) || (BEFORE_NAMES.has(link) && !isKnown)) return true
  if (isKnown) return false
  if (link === 'et' || link === 'ou' || link === 'ni')
    return length > 1 || hasFirst || personFollows(words, at + length, text)
  if (/^(?:avec|par|selon|chez|pour|apres|ici)$/.test(link)) return true
  if (BRANDS.has(link) || isAcronym(previous.text) || kindOf(previous.text) === 'nom-propre') return false
  // « Agence Kerhuon », « Aidants Connect »
  if (isCapital(previous.text) && isFrench(previous.text)) return false
  // « les données Écophyto »; but « on a vu Quéméner »
  return !isNoun(previous.text)
}

/** « ma voisine de palier Shorey »: the kinship is told with a word more. */
function isOfSomeone(words: readonly Word[], at: number): boolean {
  const [de, head] = [words[at - 2], words[at - 3]]
  return de?.text.toLowerCase() === 'de' && head !== undefined && PERSONAL.has(fold(head.text))
}

/** « le centre social Simone Veil », « l’agence de Kerhuon »: what comes before names a place, a body or a thing. */
function isNamedAfter(text: string, words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const [word, next] = [words[i], words[i + 1]]
    if (!word || !next || /[^ \u00a0\u202f«"]/u.test(text.slice(word.end, next.start))) return false
    const said = fold(word.text).replace("'", '')
    if (THINGS.has(said)) return true
    if (
      PERSONAL.has(said) ||
      (verbsOf(word.text).length > 0 && !/(?:al|ale|ique|if|ive|aire|ier|ière)$/u.test(word.text))
    )
      return false
  }
  return false
}

/** What follows a name that opens a sentence: « Giddens au guichet 2 : », « Phillis, ma voisine », « Swinton et Yerkes du pôle ». */
function isIntroduced(after: string): boolean {
  return /^(?:\s+(?:à l['’](?:accueil|appareil)|au (?:guichet|téléphone|standard|secrétariat|courrier)|(?:du|de la|de l['’])\s?(?:pôle|service|accueil|guichet|bureau|ccas|caf)|et \p{Lu}\p{Ll}+ (?:du|de|ne|n['’]|ont|sont))|,? (?:ma|mon|notre|un|une|votre) (?:voisin|ami|fils|fille|mère|père|frère|s[œo]|tante|oncle|cousin|collègue|usag|bénévole|aid|neveu|nièce|gard)|\s+\((?:agent|usag|bénévole|ma|mon|notre))/iu.test(
    after,
  )
}

const SMALL_WORD = /(?<![\p{L}\d@._'’-])\p{Ll}{4,}(?:-\p{Ll}{3,})?(?![\p{L}\d@_'’-]|\.\p{L})/gu
/** What comes before a name typed without its capital. */
const BEFORE_SMALL =
  /(?:(?<!\p{L})(?:c['’ ]?est|moi|je suis|ici|appelez|rappelez|rappeler|appeler|contacter|demander|contactez|part de|dossier de|dossier|nom de|pour|avec|chez|merci|cordialement|cdt|svp|signé|suivi par|vu|famille|cas de|lettre de|mail de|(?:mon|ma|mes|son|sa|notre|leur) (?:petite? |grande? )?(?:fils|fille|mari|femme|p[eè]re|m[eè]re|fr[eè]re|s[oœ]e?ur|grand[- ]?m[eè]re|grand[- ]?p[eè]re|maman|papa|mamie|papi|oncle|tante|cousine?|neveu|ni[eè]ce|voisine?|amie?|copine?|copain|coll[eè]gue|conjointe?|compagn[eo]n?e?|ex|b[eé]b[eé]))[,:]?|[.!?…][ \u00a0]+|\n)[ \u00a0\u202f]*$/iu

const ENGLISH = /(?<!\p{L})(?:the|to|of|with|your|you|and|for|are|this|from|please|enter|our|not)(?!\p{L})/giu
/** How words of French end that no dictionary has yet: « pseudonymisation ». */
const FRENCH_END = /(?:tions?|ments?|iques?|[ai]bles?|ismes?|istes?|ités?|euses?|trices?|ants?|antes?|ées?|aires?)$/u

/** Names typed without their capital that no list has: where somebody is spoken of, at the end, or two unknown words in a row. */
function smallNames(text: string): Detection[] {
  const found: Detection[] = []
  // « Please enter your password »: some letters say it in English too.
  if ((text.match(ENGLISH)?.length ?? 0) > 2) return found
  let before: { readonly end: number; readonly isName: boolean; readonly start: number } | undefined
  for (const match of text.matchAll(SMALL_WORD)) {
    const [start, end] = [match.index, match.index + match[0].length]
    const isAfter = before?.isName === true && /^[ \u00a0]$/u.test(text.slice(before.end, start))
    if (!maySmallName(match[0]) && !(isAfter && kindOf(match[0]) === 'nom-propre')) continue
    const ends = /^\s*[.!]?\s*$/u.test(text.slice(end))
    const isNext = before !== undefined && /^[ \u00a0]$/u.test(text.slice(before.end, start))
    const said = text.slice(Math.max(0, start - 40), start)
    const opens = /(?:[.!?…][ \u00a0]+|\n\s*)$/u.test(said)
    const isName = isNext || (BEFORE_SMALL.test(said) && (!opens || ends))
    if (isName) {
      if (isNext && before && !before.isName) found.push({ kind: 'nom', start: before.start, end: before.end })
      found.push({ kind: 'nom', start, end })
    }
    before = { start, end, isName }
  }
  return found
}

function maySmallName(word: string): boolean {
  return (
    !BRANDS.has(fold(word)) &&
    !LINKS.has(fold(word)) &&
    !FRENCH_END.test(word) &&
    kindOf(word) === 'inconnu' &&
    !isMisspelt(word)
  )
}

/** True when what follows is what only a person does: « Quéméner ne comprend pas », « Zidi a payé ». */
function personFollows(words: readonly Word[], from: number, text: string): boolean {
  const end = words[from - 1]?.end ?? 0
  for (let i = from; i < from + 5; i++) {
    const [word, previous] = [words[i], words[i - 1]]
    if (!word || !previous || /[^\s]/u.test(text.slice(previous.end, word.start))) return false
    if (BETWEEN_NAME_AND_VERB.has(word.text.toLowerCase().replace('’', "'"))) continue
    return verbsOf(word.text).some((lemma) => HUMAN_VERBS.has(lemma)) && word.start > end
  }
  return false
}
