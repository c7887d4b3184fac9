import { countrySpecs, isValidIBAN } from 'ibantools'
import { findPhoneNumbersInText } from 'libphonenumber-js'
import { anyCase, type Detection, detect, type MaskRule, once, rule } from './detection.ts'

const S = '[ \\u00a0\\u202f]'
/** What people put between groups of digits. */
const SEP = '[ \\u00a0\\u202f.\\-]'

/** « gmail.com », « hotmail,fr », « laposte point net »: what ends the address of a person, also where its sign was lost. */
const PROVIDER =
  '(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|orange|wanadoo|free|sfr|neuf|bbox|laposte|icloud|aol|protonmail|proton|numericable|club-internet|gmx|voila|aliceadsl|nordnet)'
const AT = '(?:@|arobase|arobas|arrobase|a commercial|\\(?at\\)?|\\[at\\]|\\(arobase\\)|\\[arobase\\])'
const DOT = '(?:[.,]| ?\\. ?| (?:point|dot) )'
const LOCAL = '[\\p{L}\\d._%+-]{1,64}'
const SPOKEN_LOCAL = `${LOCAL}(?: (?:point|dot|tiret|tiret du bas|tiret du six|underscore) ${LOCAL}){0,6}`

/** E-mail addresses, also written so as to escape robots or as they are said, and names on social networks. */
export function emails(text: string): Detection[] {
  return detect(text, EMAIL_RULES())
}

function emailRules(): readonly MaskRule[] {
  return [
    rule(
      'courriel',
      /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}\s?(?:@|\((?:at|arobase)\)|\[(?:at|arobase)\])\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[a-z]{2,}/dgiu,
    ),
    // « jean point dupont arobase gmail point com », « lea.b@gmail,com », « jo chez laposte point net »
    rule(
      'courriel',
      new RegExp(
        `(?<![\\p{L}\\d._-])${SPOKEN_LOCAL} ?(?: ${AT} |@) ?[\\p{L}\\d-]+(?:${DOT}[\\p{L}\\d-]+)*${DOT}(?:fr|com|net|org|eu|be|ch|io|gouv|edu|info)(?!\\p{L})`,
        'dgiu',
      ),
    ),
    rule('courriel', new RegExp(`(?<![\\p{L}\\d._-])${SPOKEN_LOCAL} ?(?: ${AT} |@) ?${PROVIDER}(?!\\p{L})`, 'dgiu')),
    rule(
      'courriel',
      new RegExp(
        `(?<![\\p{L}\\d._-])${SPOKEN_LOCAL} (?:chez|a|à) ${PROVIDER}${DOT}(?:fr|com|net|org)(?!\\p{L})`,
        'dgiu',
      ),
    ),
    // « nono62 at hotmail.fr », where only the end is sure.
    rule('courriel', new RegExp(`(?<![\\p{L}\\d._@/-]|www\\.)${PROVIDER}\\.(?:fr|com|net|org)(?![\\p{L}/])`, 'dgiu')),
    rule('courriel', /(?<![\p{L}\d])[\p{L}\d._%+-]{2,64}@[\p{L}\d.-]+/dgu),
    // « mon insta : @kev_du_62 », « facebook.com/jean.dupont »
    rule('courriel', /(?<![\p{L}\d._@])@[\p{L}\d_.]{3,30}/dgu),
    rule(
      'courriel',
      /(?<!\p{L})(?:facebook|fb|instagram|tiktok|snapchat|linkedin|twitter)\.com\/(?<x>[^\s,;)]{3,80})/dgiu,
    ),
    rule(
      'courriel',
      new RegExp(
        `(?<!\\p{L})(?:insta|instagram|snap|snapchat|skype|telegram|tiktok|discord|messenger|facebook|fb)${S}*[:=]${S}*(?<x>[\\p{L}\\d_.]{3,40})`,
        'dgiu',
      ),
    ),
  ]
}

const EMAIL_RULES = once(emailRules)

/** IBANs of any country, French account details, card numbers. A French IBAN is masked even with a wrong key or length. */
export function bankNumbers(text: string): Detection[] {
  const found: Detection[] = []
  for (const match of text.matchAll(/(?<![\p{L}\d])([A-Z]{2})(?=\d{2})/giu)) {
    const country = match[1]?.toUpperCase() ?? ''
    const wanted = countrySpecs[country as keyof typeof countrySpecs]?.chars
    if (!wanted) continue
    const taken = takeCharacters(text, match.index, wanted)
    if (taken && (country === 'FR' || isValidIBAN(taken.compact.toUpperCase())))
      found.push({ kind: 'iban', start: match.index, end: taken.end })
  }
  found.push(...detect(text, BANK_RULES))
  return found
}

const BANK_RULES = [
  rule(
    'iban',
    new RegExp(
      `(?<![\\p{L}\\d])${anyCase('fr')}${SEP}?\\d{2}(?:${SEP}?\\d{2,5}){3,8}(?:${SEP}?[0-9A-Z]{1,4}(?![\\p{L}\\d])){0,4}`,
      'dgu',
    ),
  ),
  rule(
    'iban',
    new RegExp(`(?<!\\p{L})(?:BIC|SWIFT)${S}*(?:est|[:=]|${S})*(?<x>[A-Z]{6}[A-Z\\d]{2,5})(?![\\p{L}\\d])`, 'dgiu'),
  ),
  // « Code banque 30003 guichet 03620 compte 00020216907 clé 45 »: the four fields of an account, one by one.
  rule('iban', new RegExp(`(?:code${S})?(?:banque|guichet)${S}*(?:n[°º]${S}*)?:?${S}*(?<x>\\d{5})(?!\\d)`, 'dgiu')),
  rule('iban', new RegExp(`(?<=\\d[A-Z\\d]{10}${S}{0,3})cl[ée](?:${S}rib)?${S}*:?${S}*(?<x>\\d{2})(?!\\d)`, 'dgiu')),
  rule(
    'iban',
    new RegExp(
      `\\biban${S}*(?:est|:|n°)?${S}*(?:le${S})?(?<x>[A-Z]{2}\\d{2}(?:${SEP}?(?=[A-Z]{0,4}\\d)[0-9A-Z]{2,5}){2,8})`,
      'dgiu',
    ),
  ),
  rule('iban', new RegExp(`(?<!\\d)\\d{5}${SEP}?\\d{5}${SEP}?[0-9A-Z]{11}${SEP}?\\d{2}(?!\\d)`, 'dgu')),
  rule('carte', new RegExp(`(?<!\\d)[3-6]\\d{3}(?:${SEP}?\\d{4}){3}(?!\\d)`, 'dgu')),
]

/** `count` letters and digits from `start`, skipping separators; undefined when they do not end a word. */
function takeCharacters(text: string, start: number, count: number): { compact: string; end: number } | undefined {
  let compact = ''
  let end = start
  while (compact.length < count) {
    const character = text[end]
    if (character === undefined) return undefined
    if (/[A-Z0-9]/i.test(character)) compact += character
    else if (!new RegExp(SEP, 'u').test(character)) return undefined
    end += 1
  }
  return /[\p{L}\d]/u.test(text[end] ?? '') ? undefined : { compact, end }
}

/** Social security numbers, 13 or 15 digits, whatever the key: people copy them with errors. */
export function socialSecurityNumbers(text: string): Detection[] {
  return detect(text, SOCIAL_SECURITY_RULES())
}

function socialSecurityRules(): readonly MaskRule[] {
  const body = `[1-478]${SEP}?\\d{2}${SEP}?\\d{2}${SEP}?(?:\\d{2}|2[ABab])${SEP}?\\d{3}${SEP}?\\d{3}`
  const keyword = `(?:s[ée]cu(?:rit[ée]${S}+sociale)?|\\bNIR|\\bNNI|\\bINSEE|\\bNSS|\\bNIA|\\bSS(?!\\p{L})|assur[ée]e?(?:${S}social[e]?)?)`
  return [
    // « N° fiscal 1234567890123 » has thirteen digits too.
    rule(
      'nir',
      new RegExp(
        `(?<![\\d*]|fiscal[ :]{1,3}|fiscal est le )${body}(?:[/]?${SEP}{0,3}(?:cl[ée]${S}*:?${S}*)?\\d{2})?(?!${SEP}?\\d)`,
        'dgu',
      ),
    ),
    rule(
      'nir',
      new RegExp(
        `${keyword}(?:${S}(?:de|d['’])${S}?\\p{L}+(?:${S}\\p{L}+)?)?${S}*(?:c['’]est|est${S}+(?:le${S}+)?|n[°º]|num[ée]ro|le|[:=]|${S})*(?<x>\\d(?:[/]?${SEP}?[\\dAB]){8,20}(?:${S}*cl[ée]${S}*:?${S}*\\d{2})?)`,
        'dgiu',
      ),
    ),
  ]
}

const SOCIAL_SECURITY_RULES = once(socialSecurityRules)

/** Telephones of persons. Service numbers survive: short ones (3646, 115) and those in 08, which no person has. */
export function telephones(text: string): Detection[] {
  const found = detect(text, TELEPHONE_RULES)
  if (text.replace(/\D/g, '').length < 8) return found
  for (const { startsAt, endsAt, number } of findPhoneNumbersInText(text, 'FR')) {
    if (number.countryCallingCode === '33' && number.nationalNumber.startsWith('8')) continue
    // Without a country code it reads « 2026-00112 » as a number: the patterns above know French ones better.
    if (!/^(?:\+|00)/.test(text.slice(startsAt, endsAt))) continue
    found.push({ kind: 'telephone', start: startsAt, end: endsAt })
  }
  return found
}

const SPOKEN_NUMBER =
  'z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|et'
const TELEPHONE_RULES = [
  rule(
    'telephone',
    new RegExp(
      `(?<![\\d*+])(?:(?:\\+|00)${S}?\\(?33\\)?${SEP}?(?:\\(0\\)|0)?${SEP}?[1-79]|\\(?0${SEP}?[1-79]\\)?)(?:[ \\u00a0\\u202f._/–-]{0,3}\\d){8}(?![\\d\\p{Lu}])`,
      'dgu',
    ),
  ),
  // « zéro six douze quarante-cinq trente-deux dix », « zéro six 45 78 96 32 »
  rule(
    'telephone',
    new RegExp(`(?<!\\p{L})z[ée]ro(?:[ ,.-]{1,2}(?:${SPOKEN_NUMBER}|\\d{1,2})){4,16}(?![\\p{L}\\d])`, 'dgiu'),
  ),
  // One digit forgotten or too many, but said to be a telephone.
  rule(
    'telephone',
    new RegExp(
      `(?:t[ée]l(?:[ée]phone)?|portable|mobile|gsm|joindre|rappel(?:er|ez|é|ée)?|appel(?:er|ez)|fixe)\\b\\.?${S}*(?:-moi${S}*)?(?:n°|num[ée]ro|est|:|au|sur|le|${S})*(?<x>(?:\\+${S}?)?\\d(?:${SEP}{0,2}\\d){7,13})(?!\\d)`,
      'dgiu',
    ),
    (number) => !/^0\s?8/.test(number) || number.replace(/\D/g, '').length < 10,
  ),
]

/** Number plates, today's form anywhere, the form before 2009 only where a vehicle is spoken of. */
export function plates(text: string): Detection[] {
  return detect(text, PLATE_RULES())
}

function plateRules(): readonly MaskRule[] {
  const vehicle = `(?:immatricul\\p{L}*|plaque|v[ée]hicule|voiture|scooter|moto|camion(?:nette)?|fourgon|remorque|caravane|auto|tracteur|carte${S}+grise|peugeot|renault|citro[ëe]n|dacia|fiat|ford|opel|toyota|volkswagen|clio|twingo|m[ée]gane|sc[ée]nic|kangoo|berlingo|sandero|duster|golf|polo|fiesta|yaris|vespa)`
  return [
    rule('plaque', /(?<![\p{L}\d-])[A-HJ-NP-TV-Z]{2}[ -]?\d{3}[ -]?[A-HJ-NP-TV-Z]{2}(?![\p{L}\d-])/dgu),
    // « W-123-AB »: of a garage.
    rule(
      'plaque',
      new RegExp(`${vehicle}[^.\\n\\d]{0,30}?(?<![\\p{L}\\d])(?<x>WW?[ -]\\d{3}[ -][A-Z]{1,2})(?![\\p{L}\\d])`, 'dgiu'),
    ),
    // « 812 BQR 974 »: the form before 2009 ends with a department; « 12 DEC 25 » is a date, « 10 EUR 20 » a sum.
    rule(
      'plaque',
      /(?<![\p{L}\d*°-])\d{2,4}[ -](?!(?:JAN|FEV|MAR|AVR|MAI|JUN|JUIL?|AOU|SEP|OCT|NOV|DEC|EUR|H)[ -])[A-HJ-NP-TV-Z]{2,3}[ -](?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])(?![\p{L}\d,.-])/dgu,
    ),
    rule(
      'plaque',
      new RegExp(
        `${vehicle}[^.\\n\\d]{0,30}?(?<![\\p{L}\\d])(?<x>[a-z]{2}[ -]?\\d{3}[ -]?[a-z]{2})(?![\\p{L}\\d])`,
        'dgiu',
      ),
    ),
    rule(
      'plaque',
      new RegExp(
        `${vehicle}[^.\\n\\d]{0,30}?(?<![\\p{L}\\d])(?<x>\\d{2,4}[ -]?[a-z]{2,3}[ -]?(?:\\d{2,3}|2[ab]))(?![\\p{L}\\d])`,
        'dgiu',
      ),
    ),
  ]
}

const PLATE_RULES = once(plateRules)
