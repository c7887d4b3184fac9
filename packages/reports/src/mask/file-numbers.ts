import { anyCase, type Detection, detect, followers, type MaskRule, once, rule } from './detection.ts'

const S = '[ \\u00a0\\u202f]'
const LETTER_BEFORE = '(?<!\\p{L})'

const REFERENCE = `${LETTER_BEFORE}r[ée]f(?:[ée]r[ea]nces?|s?\\.|s)?`
const NUMBER_WORD = anyCase(
  `(?:n[°º]s?|${LETTER_BEFORE}no(?!\\p{L})\\.?|num[ée]?ro?s?(?!\\p{L})|numeo|${LETTER_BEFORE}num(?!\\p{L})\\.?|${REFERENCE}|${LETTER_BEFORE}ident(?:ifiants?)?(?!\\p{L})\\.?|${LETTER_BEFORE}id(?!\\p{L})|${LETTER_BEFORE}matricule|${LETTER_BEFORE}codes?(?!${S}(?:postal|insee|ape|naf)))`,
)
/** « DOSSIER N 45127 », « dossier nr 451 »: a sign too short to be one where nothing else says what it is. */
const SHORT_NUMBER_WORD = `(?:${NUMBER_WORD}|${LETTER_BEFORE}[Nn]r?\\.?(?=${S}?[:.]?${S}?[A-Z]{0,4}\\d))`

/** What has a number of its own in the files of services; each of these, followed by a long number, is enough. */
const OWNER = anyCase(
  `(?:dos{1,2}i[eé]rs?|dossi[ée]|doss?\\.|al{1,2}oc(?:ataires?|\\.)?|b[ée]n[ée]fici?aires?|adh[ée]rente?|adh[ée]sion|assur[ée]e?|usag[eè]re?|clients?|cliente|contrat|demandeur|demandeuse|[ée]tranger|[ée]trang[èe]re|fiscal(?:e)?|t[ée]l[ée]d[ée]clarant|d[ée]clarante?|cotisante?|redevable|d[ée]biteur|d[ée]bitrice|soci[ée]taire|marin|[ée]tudiante?|[ée]l[èe]ve|INES?|BEA|NUMEN|parcoursup|SPI|FIP|AGDREF|ANEF|OFPRA|IPP|NEPH|SIRET|SIREN|RPPS|ADELI|RG|BAJ|portalis|juridictionnelle|minute|parquet|visa|passeports?|titre${S}+de${S}+s[ée]jour|carte${S}+de${S}+s[ée]jour|r[ée]c[ée]piss[ée]|carte${S}+(?:nationale${S}+)?d['’]identit[ée]|CNI|carte${S}+vitale|carte${S}+mobilit[ée](?:${S}+inclusion)?|CMI|permis(?:${S}+de${S}+conduire)?|factures?|titre(?:${S}+(?:de${S}+recettes?|ex[ée]cutoire))?|bordereau|demande|abonn[ée]e?|abonnement|compteur|point${S}+de${S}+livraison|PDL|PRM|PCE|RAE|ch[èe]que${S}+[ée]nergie|MPR|maprimer[ée]nov['’]?|requ[êe]te|affaire|candidature|inscription|plainte|proc[èe]s-verbal|proc[ée]dure|PV|contravention|amende|avis|r[ôo]le|imp[ôo]ts?|patiente?|locataire|recours|r[ée]clamation|signalement|retrait[ée]e?|retraite|pension|permis${S}+de${S}+construire|d[ée]claration${S}+pr[ée]alable|naturalisation|s[ée]jour|acc[èe]s(?:${S}+en${S}+ligne)?|connexion|t[ée]l[ée]paiement|compte|prestation|police|sinistre|pr[êe]t|cr[ée]ance|bail|quittance|unique(?:${S}+d[ée]partemental)?|NUD|NUR|DALO|d[ée]partemental|registre|enregistrement|[ée]crou|licence|badge|ticket|recommand[ée]|mandat|RUM|pajemploi|cesu|TI)(?!\\p{L})`,
)
/** Words that are more often something else: a number is theirs only where « n° » stands between them. */
const OWNER_WITH_SIGN = anyCase(
  '(?:famille|foyer|logement|agent|aide|carte|formule|suivi|colis|commande|employeur|salari[ée]e?|indu|dette|livraison|convocation|rendez-vous|rdv|intervention|agr[ée]ment|immatriculation|mutuelle|[ée]nergie|d[ée]fense|autorisation|virement|paiement|engagement)(?!\\p{L})',
)
const ANY_OWNER = `(?:${OWNER}|${OWNER_WITH_SIGN})`
/** Who gives the number: « n° caf », « MSA numéro ». */
const BODY = anyCase(
  '(?:caf|msa|cpam|mdph|anef|edf|engie|enedis|grdf|crous|ants|antai|ameli|p[ôo]le emploi|france travail|urssaf|carsat|cnav|cnracl|enim|ofii|onac|pr[ée]fecture|cr[ée]dit|banque|mutuelle)(?!\\p{L})',
)
/** Whose number it is: « n° allocataire CAF », « identifiant France Travail », « demande logement social ». */
const PRECISION = `(?:${S}+(?:${anyCase("d['’]emploi|pôle emploi|france travail|ameli|logement social|logement|en ligne|social|provisoire|caf|msa|cpam|mdph|ants|crous|anef|d['’]eau|d['’]électricité|de gaz|agent|élève|étudiant|patient|client|usager|salarié|personnel|de mon commerce|de l['’]avis|rénov['’]?")}|[A-Z]{2,6}|${anyCase('de')}${S}+[A-Z]{2,6})(?![\\p{L}\\d/_-]))?`
const IS = `(?:${anyCase("est|c['’ ]?est|était|le|la|num[ée]ro|n[°º]|suivante?")}|[:=,(#«]|${S}){0,12}`
const TOKEN = '(?=[\\p{L}\\d./_-]{0,40}\\d)[\\p{L}\\d](?:[\\p{L}\\d]|[./_-](?=[\\p{L}\\d])){0,40}'
/** Two letters that end a number, « 19854412 LH », and not a text in capitals: « DOSSIER 4512 DE MA MERE ». */
const LAST_LETTERS = `(?!(?:AU|CE|DE|DU|EN|ET|IL|JE|LA|LE|MA|ME|NE|ON|OU|SA|SE|SI|SU|TA|TE|TU|UN|VU)(?!\\p{L}))[A-Z]{1,2}(?<!M(?=\\.))(?![\\p{L}\\d'’])`
/** « 75A1234567 », « RSA/2026/00451 », « 99 45 12 367 », « 05 AB 12345 », « B 19 047382 W »; what follows may be a date or a sum. */
const VALUE = `(?:[A-Z]{1,5}${S}(?=\\d))?${TOKEN}(?:${S}(?!\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2})(?:[A-Z]{1,3}${S}?)?\\d[\\dA-Z./-]*(?<=[\\dA-Z])(?![\\p{L}\\d]|,\\d|${S}?(?:€|%|euros?))|${S}[-–]${S}\\d[\\dA-Z]*(?<=\\d{2})(?![\\p{L}\\d]|[-/.,]\\d|${S}?\\p{L}|${S}?[€%])|${S}${LAST_LETTERS}){0,8}`

/** Numbers said to lead to one person’s file: file, beneficiary, tax, identity papers, contract. */
export function fileNumbers(text: string): Detection[] {
  const found = detect(text, FILE_RULES())
  return [...found, ...followers(text, found, NEXT_NUMBER, isAlike)]
}

/** Numbers of which nothing is said, but whose length or shape is that of a file and of nothing else. */
export function bareNumbers(text: string): Detection[] {
  return detect(text, BARE_RULES)
}

/** « 0 809 401 401 », « 0800 05 95 95 »: free, or paid by the minute, and nobody’s. */
const SERVICE_PHONE = /^0[ .]?8(?:[ .\u00a0\u202f-]?\d){8}$/u
/** « 3949 », « 1055 », « 116 117 » */
const SHORT_PHONE = /^(?:3\d[ .]?\d\d|10\d\d|11\d|116[ .]?\d{3})$/u
const PHONE = /^0[1-79](?:[ .\u00a0\u202f-]?\d{2}){4}$/u
const YEARS = /^(?:19|20)\d{2}(?:[-/](?:(?:19|20)?\d{2}))?$/u

function digitsOf(found: string): number {
  return found.replace(/\D/g, '').length
}

const DAY_OR_YEAR = /(?<!\d)(?:(?:19|20)\d{2}[-/._](?:0[1-9]|1[0-2])[-/._](?:0[1-9]|[12]\d|3[01])|(?:19|20)\d{2})(?!\d)/

/** Digits that are not those of a year: « TI-2026-0047712 » has seven, « LET-2026-04 » two, « 2026-08-20-appui » none. */
function digitsBesideYear(found: string): number {
  return digitsOf(found.replace(DAY_OR_YEAR, ''))
}

function isFileNumber(found: string): boolean {
  const digits = digitsOf(found)
  return !PHONE.test(found) && (digits >= 3 || (digits >= 2 && found.length >= 6))
}

/** A number said to be one, without a word of what it opens: a telephone and a year are numbers too. */
function isSomeNumber(found: string): boolean {
  const digits = digitsOf(found)
  if (PHONE.test(found) || SERVICE_PHONE.test(found) || SHORT_PHONE.test(found) || YEARS.test(found)) return false
  if (digitsBesideYear(found) < 3) return false
  return digits >= 5 || (digits >= 4 && found.length > digits)
}

/** After « réf. », a file’s number; « LET-204 » and « LET-2026-04 » are the letter’s own. */
function isReference(found: string): boolean {
  if (PHONE.test(found) || SERVICE_PHONE.test(found)) return false
  const beside = digitsBesideYear(found)
  // « 2026 H2 0441 » is a file’s, « 12 2026 04 » may be anything.
  if (/\s/u.test(found)) return beside >= (/\p{L}/u.test(found) ? 5 : 7)
  return (
    beside >= 5 || (beside >= 4 && digitsOf(found) >= 5) || (beside >= 3 && digitsOf(found) >= 5 && found.includes('/'))
  )
}

// « Dossiers 781245 et 781246 », « 1234567, 1234568 »
const NEXT_NUMBER = new RegExp(
  `(?:${S}?[,;/]|${S}(?:et|ou|puis|au lieu d[ue]|et non|pas))(?:${S}(?:le|la|du|au|n°|num[ée]ro))?${S}(?<x>${TOKEN})`,
  'dyiu',
)

/** True when a number is written as the one it follows: as many digits or nearly, and long enough to be no sum. */
function isAlike(follower: string, followed: string): boolean {
  const digits = digitsOf(follower)
  return digits >= 5 && Math.abs(digits - digitsOf(followed)) <= 1 && !PHONE.test(follower)
}

const FILE_RULES = once(fileRules)

function fileRules(): readonly MaskRule[] {
  const of = `(?:(?:${anyCase("de la|de|du|des|d['’]|d|de l['’]")})${S}*|[:.]${S}*)?(?:${anyCase('mon|ma|votre|son|sa|notre|leur')}${S}+)?`
  const reference = anyCase(REFERENCE)
  // « numéro de téléphone », « n° de la loi », « numéro du courrier »: of no person, or masked as something else.
  const notOurs = `(?!${anyCase('t[ée]l|appel|portable|fixe|mobile|vert|court|standard|urgence|fax|cerfa|formulaire|imprim[ée]|lois?|d[ée]cret|arr[êe]t|articles?|pages?|lignes?|cases?|annexe|rue|voie|version|mod[èe]le|lettre|courrier|notice|document|semaine|bureau|guichet|departement|d[ée]partement|postal|insee')})`
  return [
    // « n° de dossier : 2024-0153 », « numéro allocataire 1234567 A », « référence de l’avis : 26 59 1234567 89 »
    rule(
      'dossier',
      new RegExp(`${NUMBER_WORD}${S}*${of}${ANY_OWNER}${PRECISION}${IS}(?<x>${VALUE})`, 'dgu'),
      isFileNumber,
    ),
    rule('dossier', new RegExp(`${NUMBER_WORD}${S}*${of}${BODY}${IS}(?<x>${VALUE})`, 'dgu'), isFileNumber),
    rule('dossier', new RegExp(`${LETTER_BEFORE}${BODY}${S}+${NUMBER_WORD}${IS}(?<x>${VALUE})`, 'dgu'), isFileNumber),
    // « dossier n° 4512 », « facture réf. F-2026-11 »
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}${ANY_OWNER}${PRECISION}${S}*[,:(]?${S}*${SHORT_NUMBER_WORD}${IS}(?<x>${VALUE})`,
        'dgu',
      ),
      isFileNumber,
    ),
    // « dossier suivi sous le n° 118/2026 »
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}${anyCase('dossier|demande|contrat|réclamation|recours|plainte')}(?:${S}\\p{Ll}+){1,4}${S}${NUMBER_WORD}${IS}(?<x>${VALUE})`,
        'dgu',
      ),
      isFileNumber,
    ),
    // « inscrite sous le numéro 77812 », « qui porte le n° 26A04512 »
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}${anyCase('sous|porte|portant|enregistrée?|inscrite?|immatriculée?|suivie?|connue?')}${S}(?:${anyCase('sous|avec|par')}${S})?(?:${anyCase('le|la|ma')}${S})?${NUMBER_WORD}${IS}(?<x>${VALUE})`,
        'dgu',
      ),
      isSomeNumber,
    ),
    // « mon numéro de marin : 19854412 LH », « le numéro de la demande est le suivant : TS 26 0045127 »
    rule(
      'dossier',
      new RegExp(
        `${NUMBER_WORD}(?:${S}${notOurs}[\\p{L}'’.-]{1,25}){1,6}?${S}?(?:[:=]|${S}${anyCase("est|c['’ ]?est|était")}(?!\\p{L}))${IS}(?<x>${VALUE})`,
        'dgu',
      ),
      isSomeNumber,
    ),
    // « ma demande en cours (4512-78-A) », « le dossier de ma mère (AS26-00781) »
    rule(
      'dossier',
      new RegExp(`${LETTER_BEFORE}${OWNER}(?:${S}[\\p{L}'’-]{1,20}){1,6}${S}?\\(${S}?(?<x>${VALUE})${S}?\\)`, 'dgu'),
      isSomeNumber,
    ),
    // « mon dossier c’est le MD 59 2024 00871 »
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}${OWNER}${S}${anyCase("c['’ ]?est|est|était")}${S}(?:${anyCase('le|la')}${S})?(?<x>${VALUE})`,
        'dgu',
      ),
      (found) => isSomeNumber(found) && digitsOf(found) >= 6,
    ),
    // « réf MDPH 45127 »
    rule(
      'dossier',
      new RegExp(`${reference}${S}[A-Z]{2,6}(?![\\p{L}\\d-])${IS}(?<x>${VALUE})`, 'dgu'),
      (found) => digitsOf(found) >= 5,
    ),
    // « référence CMI-2026-118745 », « ref : AB/2026/451 »
    rule('dossier', new RegExp(`${reference}${IS}(?<x>${VALUE})`, 'dgu'), isReference),
    // « identifiant : 8812345 », « mon matricule CAF 55012 »
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}${anyCase('(?:identifiants?|matricule|login|pseudo)')}${PRECISION}${IS}(?<x>${VALUE})`,
        'dgu',
      ),
      isFileNumber,
    ),
    // « Vos références : AB/45127 », « Références à rappeler : HAB-45-2026-9981 »: a person’s. « N/Réf. AL-012 » is the letter’s own.
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}(?:(?:${anyCase('vos|votre|nos|notre|ma|mes')}${S}+|[NV]${S}?/${S}?)${anyCase('r[ée]f(?:[ée]rences?|\\.|s)?')}|${anyCase('r[ée]f(?:[ée]rences?|s?\\.|s)?')}${S}+${anyCase('à rappeler')})(?:${S}+${anyCase('dossier|client|allocataire')})?${IS}(?<x>${VALUE})`,
        'dgu',
      ),
      (found) => digitsOf(found) >= 5,
    ),
    // « dossier 20240153 », « allocataire 1234567A », « pension (B 19 047382 W) », never « demande 75011 Paris »
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}${OWNER}${PRECISION}${S}*[:=(#]?${S}*(?!\\d{5}${S}\\p{Lu}\\p{Ll})(?<x>${VALUE})`,
        'dgu',
      ),
      (found) => {
        const compact = found.replace(/[^\p{L}\d]/gu, '')
        return (
          !PHONE.test(found) &&
          // « retraite 2025 2026 »
          !/^(?:(?:19|20)\d{2}){2,}$/.test(compact) &&
          (/\d{5}/.test(compact) || (compact.length >= 8 && /\d.*\p{L}.*\d|\p{L}.*\d/u.test(compact)))
        )
      },
    ),
    rule(
      'dossier',
      new RegExp(
        `${LETTER_BEFORE}${anyCase('mots? de passe|mdp|code secret|code confidentiel')}(?!\\p{L})(?:${S}+\\p{Ll}+)?${IS}(?<x>(?=\\S{0,40}\\d)[^\\s,;]{4,40})`,
        'dgu',
      ),
    ),
  ]
}

const BARE_RULES: readonly MaskRule[] = [
  // « num K7DP3XW2R », « N° PS 26 6 04471 3 »
  rule(
    'dossier',
    new RegExp(`${NUMBER_WORD}${IS}(?<x>(?=[A-Z\\d]{0,14}[A-Z])[A-Z\\d]{7,15})(?![\\p{L}\\d*#])`, 'dgu'),
    (found) => digitsOf(found) >= 3,
  ),
  rule(
    'dossier',
    new RegExp(`${NUMBER_WORD}${IS}(?<x>[A-Z]{1,3}${S}\\d{1,12}(?:${S}\\d{1,12}){0,8})(?![*#\\p{L}\\d])`, 'dgu'),
    (found) => digitsOf(found) >= 7,
  ),
  rule(
    'dossier',
    new RegExp(
      `${NUMBER_WORD}${IS}(?<x>\\d{1,12}(?:${S}{1,2}\\d{1,12}){0,10}(?:${S}?${LAST_LETTERS})?)(?![*#\\d])`,
      'dgu',
    ),
    (found) => digitsOf(found) >= 6 && !SERVICE_PHONE.test(found.trim()) && !SHORT_PHONE.test(found.trim()),
  ),
  rule(
    'dossier',
    /(?<![\d*,.#])\d{7,}(?:[A-Za-z]|[ \u00a0\u202f][A-Z](?![\p{L}\d’']))?(?![\d*#\p{L}])/dgu,
    (found) => !SERVICE_PHONE.test(found),
  ),
  // « 75-2026-00451 », « 88_451_227 », « ALF/8842157 », « DOS-778120-B »: joined by their marks, neither dates nor years.
  rule(
    'dossier',
    /(?<![\p{L}\d*#./_@=-])[\p{L}\d]{1,14}(?:[-/._][\p{L}\d]{1,14}){1,6}(?![\p{L}\d*#@]|[-/._][\p{L}\d])/dgu,
    isJoined,
  ),
  // « PC 069 123 26 R0045 »: of works on a home.
  rule(
    'dossier',
    /(?<![\p{L}\d])(?:PC|DP|PA|PD|CU)[ \u00a0]?\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{2}[ \u00a0]?[A-Z]?\d{4,5}(?!\d)/dgu,
  ),
  // « 18CF45621 », « X4RTBPFW4 », « Y7304128 »: as papers are numbered.
  rule('dossier', /(?<![\p{L}\d*#./_@=-])(?=[A-Z\d]{0,20}[A-Z])[A-Z\d]{7,20}(?![\p{L}\d*#@])/dgu, isMixed),
]

/** What is joined by marks and names no person: hours, days, files, articles, decrees, appeals, tax doctrine, standards. */
const JOINED_OTHERWISE = [
  /^\d{1,2}h(?:\d{2})?(?:[-/]\d{1,2}h(?:\d{2})?)*$/iu,
  /\.(?:pdf|jpe?g|png|gif|heic|docx?|odt|xlsx?|ods|csv|txt|zip|html?|fr|com|org|net|eu)$/iu,
  /^[LRDA]\.?\d{1,4}(?:-\d{1,3})+$/u,
  /^\d{2}-\d{2}\.\d{3}$/u,
  /^(?:19|20)\d{2}[-/]\d{1,4}$/u,
  /^(?:BOI|BOFIP|JORF|ISO|EN|NF|IDCC|CELEX|ECLI)/iu,
  /^\d{1,3}(?:\.\d{3})+$/u,
  /^0[ .]?8/u,
]

/** Seven digits or more, or five with a letter, and not only days, months and years. */
function isJoined(found: string): boolean {
  const parts = found.split(/[-/._]/)
  if (parts.every((part) => /^(?:0?[1-9]|[12]\d|3[01]|19\d\d|20\d\d)$/.test(part))) return false
  if (JOINED_OTHERWISE.some((other) => other.test(found))) return false
  if (digitsOf(found) >= 7 && digitsBesideYear(found) >= 4) return true
  return digitsBesideYear(found) >= 5 && /\p{Lu}/u.test(found) && !/\p{Ll}/u.test(found)
}

/** Five digits or more beside a year and a letter, or letters and digits that take turns; « NOR », associations and standards have theirs. */
function isMixed(found: string): boolean {
  if (/^(?:[A-Z]{4}\d{7}[A-Z]|W\d{9}|(?:ISO|EN|NF)\d+)$/u.test(found)) return false
  if (/^\d+(?:KM|EUR|EUROS|MO|GO|KG|M2|KWH|H)$/u.test(found)) return false
  const turns = found.match(/\d+|[A-Z]+/gu)?.length ?? 0
  return digitsBesideYear(found) >= 5 || (digitsOf(found) >= 4 && turns >= 4 && found.length >= 8)
}
