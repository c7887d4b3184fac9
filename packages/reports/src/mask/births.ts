import { anyCase, type Detection, detect, fold, followers, type MaskRule, once, rule } from './detection.ts'
import { isFirstName } from './words.ts'

const S = '[ \\u00a0\\u202f]'
const MONTHS =
  'janv(?:ier|\\.)?|f[ée]v(?:rier|r?\\.|r)?|mars|avr(?:il|\\.)?|mai|juin|juil(?:let|\\.)?|ao[uû]t|sept(?:embre|\\.)?|oct(?:obre|\\.)?|nov(?:embre|\\.)?|d[ée]c(?:embre|\\.)?'
const NUMBER_WORDS =
  'premier|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille?|et'
const IN_WORDS = `(?:(?:${NUMBER_WORDS})[ -]){1,4}(?:${MONTHS})(?:[ -](?:${NUMBER_WORDS})(?!\\p{L})){1,9}`
const YEAR = '(?:19|20)\\d{2}'
/** With a day or a month: « 12/03/57 », « 1er mars 1957 », « mars 1957 ». */
const WHOLE_DATE = `(?:\\d{1,2}${S}?[/.\\-]${S}?\\d{1,2}${S}?[/.\\-]${S}?\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|(?:\\d{1,2}(?:er)?|premier|1ier)${S}*(?:${MONTHS})${S}*['’]?\\d{2,4}|\\d{1,2}${S}\\d{1,2}${S}(?:19|20)?\\d{2}|(?:${MONTHS})${S}+\\d{4})(?!\\d)`
const DATE = `(?:${WHOLE_DATE}|(?:0?[1-9]|1[0-2])[/.-]${YEAR}(?!\\d)|${YEAR}(?!\\d)|\\d{8}(?!\\d)|${IN_WORDS})`

const RELATIVE =
  '(?:filles?|fils|enfants?|b[ée]b[ée]|m[èe]re|p[èe]re|maman|papa|mari|femme|[ée]poux|[ée]pouse|fr[èe]re|s(?:oe|œ)ur|tante|oncle|cousine?|ni[èe]ce|neveu|mamie|papi|grand-m[èe]re|grand-p[èe]re|conjointe?|compagn(?:e|on)|jumeaux|jumelles?|petite?|a[îi]n[ée]e?|cadette?|voisine?)'

/** Dates of birth: other dates of a file survive. */
export function birthDates(text: string): Detection[] {
  const found = detect(text, BIRTH_RULES())
  for (const match of text.matchAll(AFTER_A_PERSON)) {
    const [start, end] = match.indices?.groups?.x ?? [0, 0]
    if (isBirthYear(match.groups?.x ?? '') && isPerson(match.groups?.before ?? '', match.groups?.x ?? ''))
      found.push({ kind: 'naissance', start, end })
  }
  return [...found, ...followers(text, found, NEXT_BIRTH), ...oldDates(text)]
}

const OLD_DATE = new RegExp(
  `(?<![\\d/.-])(?:\\d{1,2}[/.-]\\d{1,2}[/.-]|(?:\\d{1,2}(?:er)?|premier)${S}(?:${MONTHS})${S})(?:19[1-9]\\d|200[0-8])(?![\\d/.-]\\d|\\d)`,
  'giu',
)
const OF_LAW =
  /\b(?:lois?|decrets?|ordonnances?|arrets?|arretes?|circulaires?|directives?|reglements?|convention|code|constitution|traite|articles?|accord|instruction|journal officiel|jo|jorf|deliberation|decision|jugement|version|modifiee?|publiee?|vigueur|droits? de l|exemple|conseil|cour|cass|ce|avis|charte|note|norme)\b/u

// « 22 rue du 8 mai 1945 »
const OF_A_STREET =
  /(?:rue|avenue|av\.?|place|boulevard|bd\.?|r\.?|impasse|square|allees?|cours|quai|route|ecole|college|lycee|cite|residence) du $/u

// « entre le 1er septembre 1961 et le 31 décembre 1961 », « du 1er mars 1964 au 31 décembre 1966 »: of many, or of a time.
const OF_A_SPAN = /(?:\bentre(?: le)?|\bdu|\bdepuis(?: le)?|\bau|\bet le) $/u

/** A date said alone, as in « Gaëtan Lebrun, 04/08/1987, Metz », where « le », « du » or « depuis » announce what somebody did then. */
const SAID_ALONE = /(?:^|[\n,;(/]|(?<!\p{L})(?:et|ou))[ \u00a0\u202f]*$/u
/** In the years after, what was done is spoken of as well: « divorcée le 12 mai 1998 ». */
const LAST_OLD_YEAR = 1975

/** Whole dates that no law is of, so old or so alone that in a report about today’s letters they are of a birth. */
function oldDates(text: string): Detection[] {
  const found: Detection[] = []
  for (const match of text.matchAll(OLD_DATE)) {
    const before = text.slice(Math.max(0, match.index - 80), match.index)
    if (OF_LAW.test(fold(before.slice(before.search(/[^.;!?]*$/u)))) || OF_A_STREET.test(fold(before))) continue
    if (OF_A_SPAN.test(fold(before))) continue
    const isOld = Number(match[0].slice(-4)) <= LAST_OLD_YEAR
    if (!isOld && (!SAID_ALONE.test(before) || /^[ \u00a0]?:/u.test(text.slice(match.index + match[0].length))))
      continue
    found.push({ kind: 'naissance', start: match.index, end: match.index + match[0].length })
  }
  return found
}

/** The years in which people who write were born, or their children: a letter spoken of is seldom so old. */
function isBirthYear(date: string): boolean {
  const year = /\d+$/.exec(date)?.[0] ?? ''
  if (year.length === 4) return Number(year) >= 1905 && Number(year) <= 2021
  return year.length === 2 && (Number(year) >= 30 || Number(year) <= 21)
}

const CIVILITY = new Set('m mr mme mlle monsieur madame mademoiselle veuve dr docteur'.split(' '))
const IS_RELATIVE = new RegExp(`^${RELATIVE}$`, 'iu')

/** True when the words before a date name somebody: « Mme Odile Ferrand (12/03/1957) », « mon père (1938) », never « la loi (1978) ». */
function isPerson(before: string, date: string): boolean {
  const words = before.split(/[^\p{L}'’-]+/u).filter((word) => word !== '')
  const last = words.at(-1) ?? ''
  if (IS_RELATIVE.test(last)) return true
  if (/^\d{4}$/.test(date) || !/^\p{Lu}/u.test(last)) return false
  return words.some((word) => CIVILITY.has(fold(word)) || (/^\p{Lu}/u.test(word) && isFirstName(word)))
}

// Who, then when: « Mme Odile Ferrand (12/03/1957) », « M. Ali Benzema, 12.03.1957, au guichet ».
const AFTER_A_PERSON = new RegExp(
  `(?<![\\p{L}'’-])(?<before>(?:[\\p{L}'’-]{1,30}\\.?${S}){0,3}[\\p{L}'’-]{2,30})(?:${S}?\\(${S}?|,${S}|${S})(?<x>(?!\\d{1,2}${S}\\d)${anyCase(WHOLE_DATE)}(?![ .-]?\\d)|(?<=\\()${YEAR}(?=\\)))`,
  'dgu',
)
// « nés les 12/03/2010, 4/5/2012 et 6/7/2014 », « né le 3 avril 2011 et ma fille 7 juin 2014 », « 12/03/1957 au lieu du 21/03/1957 »
const NEXT_BIRTH = new RegExp(
  `(?:${S}?[,;/]|${S}(?:et|ou|au lieu d[ue]|et non|pas))(?:${S}(?:pas|non|et|ma|mon|sa|son|l['’]autre|les?|la|l['’]|du|en|${RELATIVE}|n[ée]e?s?|\\p{Lu}[\\p{Ll}-]{2,20})){0,5}${S}(?<x>${WHOLE_DATE})(?![ \\u00a0\\u202f._-]\\d)`,
  'dyu',
)

const BIRTH_RULES = once(birthRules)

function birthRules(): readonly MaskRule[] {
  // « les allocataires nés en 1968 » are nobody.
  const born = `(?<!\\p{L})(?<!(?:les|des|aux)${S}\\p{L}{4,20}s${S})${anyCase('n[ée]{1,2}(?:\\(e\\)|[.·•-]e)?(?:[.·•-]?s)?')}`
  // « né à Oran (Algérie) le », « née Le Guen le »: never « ne comprends pas votre lettre du ».
  const place = `(?:${S}+(?:[àÀaA]${S}+[\\p{L}'’ (),\\d-]{2,50}?|\\p{Lu}[\\p{L}'’ -]{1,40}?),?)?`
  const when = anyCase(DATE)
  const day = `(?:${anyCase('lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche')}${S})?`
  const is = `(?:(?:est|c['’]est|cest|[ée]tait|[:=,(]|du|le|en|un|${S}))*`
  return [
    rule(
      'naissance',
      new RegExp(
        `${born}${place}${S}+${anyCase('les?|en|au|un|ce|vers|courant|fin|début|vers le')}${S}*(?::${S}*)?${day}(?<x>${when})`,
        'dgu',
      ),
    ),
    // « né un 12 février »
    rule(
      'naissance',
      new RegExp(`${born}${S}+${anyCase('un|le')}${S}+(?<x>${day}\\d{1,2}${S}+(?:${MONTHS}))(?!${S}*\\d)`, 'dgu'),
    ),
    // « né en 57 », « née en mars 57 », never « née en 57 minutes ».
    rule(
      'naissance',
      new RegExp(
        `${born}${place}${S}+${anyCase('en|vers|courant')}${S}(?<x>(?:${anyCase(MONTHS)}${S})?\\d{2})(?![\\d.,:/%°-]|${S}(?:h|min|ans|mois|jours|semaines|euros|€|%))`,
        'dgu',
      ),
    ),
    rule(
      'naissance',
      new RegExp(
        `(?<!\\p{L})[nN][éÉ][eE]?(?:\\([eE]\\)|[.·•-][eE])?[sS]?${S}*:?${S}*(?:${anyCase('le')}${S})?(?<x>${when})`,
        'dgu',
      ),
    ),
    // « date et lieu de naissance : 12/03/1957 », « ma date de naissance sur la lettre est 12/03/1957 », « naissance de ma fille Inès le 3 avril 2024 »
    rule(
      'naissance',
      new RegExp(
        `(?<!\\p{L})(?:naissance|naiss\\.?|nais\\.|anniv(?:ersaire)?\\.?|vue?${S}le${S}jour|venue?${S}au${S}monde)(?!\\p{L})(?:${S}(?:de${S}l['’]|d['’]|du${S}|de${S})(?:la${S}|mon${S}|ma${S}|son${S}|sa${S}|votre${S})?\\p{L}{2,20}(?:${S}\\p{L}{2,20})?)?(?:${S}(?:sur|dans)${S}[\\p{L}'’]{1,12}(?:${S}\\p{L}{2,15})?)?${is}(?<x>${DATE})`,
        'dgiu',
      ),
    ),
    rule(
      'naissance',
      new RegExp(`(?<!\\p{L})(?:d?dn|d\\.d\\.n\\.?|d\\.?${S}?naiss\\.?|dob)${is}(?<x>${DATE}|\\d{6}(?!\\d))`, 'dgiu'),
    ),
    // « 3 mai 1957 comme date de naissance »
    rule(
      'naissance',
      new RegExp(
        `(?<![\\d/])(?<x>${WHOLE_DATE})${S}(?:comme|pour|en tant que|à la place de|est|c['’]est|et non)${S}(?:(?:ma|sa|la|mon|son)${S})?(?:date${S}de${S}naissance|jour${S}de${S}naissance|anniversaire)`,
        'dgiu',
      ),
    ),
    // « j’ai 67 ans, du 4 mai 58 », never « 20 ans, du 4 mai 1990 au 3 mars 2010 ».
    rule(
      'naissance',
      new RegExp(
        `(?<!\\d)\\d{1,3}${S}?ans${S}?(?:[,(]${S}?)?(?:(?:je${S}suis|il${S}est|elle${S}est)${S})?(?:du${S}|de${S}|d['’]|(?<=\\())(?<x>${WHOLE_DATE})(?!${S}(?:au|à|jusqu))`,
        'dgiu',
      ),
      isBirthYear,
    ),
    // « je suis de 1957 »
    rule(
      'naissance',
      new RegExp(
        `(?<!\\p{L})(?:je suis|il est|elle est)${S}(?:de|de l['’]année|de la classe)${S}(?<x>(?:19[2-9]|20[0-2])\\d)(?!\\d)`,
        'dgiu',
      ),
    ),
    // « je suis du 14 juillet 1961 », « ma fille est de mars 2015 »
    rule(
      'naissance',
      new RegExp(
        `(?<!\\p{L})(?:je${S}suis|il${S}est|elle${S}est|${RELATIVE}${S}est)${S}(?:du${S}|de${S}|d['’])(?<x>${WHOLE_DATE})(?!${S}(?:au|à|jusqu))`,
        'dgiu',
      ),
      isBirthYear,
    ),
  ]
}
