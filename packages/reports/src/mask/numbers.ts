import { countrySpecs, isValidIBAN } from 'ibantools'
import { findPhoneNumbersInText } from 'libphonenumber-js'
import { type Detection, detect, type MaskRule, rule } from './detection.ts'

const S = '[ \\u00a0\\u202f]'
/** What people put between groups of digits. */
const SEP = '[ \\u00a0\\u202f.\\-]'

const EMAIL =
  /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}\s?(?:@|\((?:at|arobase)\)|\[(?:at|arobase)\])\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[a-z]{2,}/dgiu
// « jean point dupont arobase gmail point com »
const SPOKEN_EMAIL =
  /(?<![\p{L}\d._-])[\p{L}\d._-]{1,64}(?: (?:point|tiret) [\p{L}\d_-]{1,64}){0,6} arobase [\p{L}\d-]+(?: point [\p{L}\d-]+| ?\.[a-z]{2,})+/dgiu

/** E-mail addresses, also written so as to escape robots. */
export function emails(text: string): Detection[] {
  return detect(text, EMAIL_RULES)
}

function emailRules(): readonly MaskRule[] {
  return [rule('courriel', EMAIL), rule('courriel', SPOKEN_EMAIL)]
}

const EMAIL_RULES = emailRules()

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
  rule('iban', new RegExp(`(?<![\\p{L}\\d])FR\\d{2}(?:${SEP}?\\d{2,5}){3,8}(?:${SEP}?[0-9A-Z]{1,4}\\b)?`, 'dgu')),
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
  return detect(text, SOCIAL_SECURITY_RULES)
}

function socialSecurityRules(): readonly MaskRule[] {
  const body = `[1-478]${SEP}?\\d{2}${SEP}?\\d{2}${SEP}?(?:\\d{2}|2[AB])${SEP}?\\d{3}${SEP}?\\d{3}`
  const keyword = `(?:s[ée]cu(?:rit[ée]${S}+sociale)?|\\bNIR|\\bNNI|\\bINSEE|\\bNSS|\\bNIA)`
  return [
    // « N° fiscal 1234567890123 » has thirteen digits too.
    rule(
      'nir',
      new RegExp(
        `(?<![\\d*]|fiscal[ :]{1,3}|fiscal est le )${body}(?:${SEP}{0,3}(?:cl[ée]${S}*:?${S}*)?\\d{2})?(?!${SEP}?\\d)`,
        'dgu',
      ),
    ),
    rule(
      'nir',
      new RegExp(
        `${keyword}${S}*(?:est${S}+(?:le${S}+)?|n[°º]|num[ée]ro|[:=]|${S})*(?<x>\\d(?:${SEP}?[\\dAB]){8,20})`,
        'dgiu',
      ),
    ),
  ]
}

const SOCIAL_SECURITY_RULES = socialSecurityRules()

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

const TELEPHONE_RULES = [
  rule(
    'telephone',
    new RegExp(
      `(?<![\\d*+])(?:(?:\\+|00)${S}?33${SEP}?(?:\\(0\\)|0)?${SEP}?[1-79]|0${SEP}?[1-79])(?:${SEP}{0,3}\\d){8}(?![\\d\\p{Lu}])`,
      'dgu',
    ),
  ),
  rule('telephone', /(?<!\d)0[1-79](?:\/\d{2}){4}(?!\d)/dgu),
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

const MONTHS = 'janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre'
const DATE = `(?:\\d{1,2}${S}*[/.\\-]${S}*\\d{1,2}${S}*[/.\\-]${S}*\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:er)?${S}+(?:${MONTHS})${S}+\\d{2,4}|\\d{1,2}${S}\\d{1,2}${S}(?:19|20)?\\d{2}|(?:${MONTHS})${S}+\\d{4}|(?:19|20)\\d{2}|\\d{8})`

/** Dates of birth: other dates of a file survive. */
export function birthDates(text: string): Detection[] {
  return detect(text, BIRTH_RULES)
}

function birthRules(): readonly MaskRule[] {
  return [
    rule(
      'naissance',
      new RegExp(
        `(?<!\\p{L})n[ée]{1,2}(?:\\(e\\)|\\.e|·e)?s?${S}+(?:à${S}+[\\p{L}'’ -]{2,30}?,?${S}+)?(?:le|en|au|un)?${S}*(?::${S}*)?(?<x>${DATE})`,
        'dgiu',
      ),
    ),
    rule(
      'naissance',
      new RegExp(`(?:naissance|\\bDDN|anniversaire)${S}*(?:est|[:=]|du|le|${S})*(?<x>${DATE})`, 'dgiu'),
    ),
  ]
}

const BIRTH_RULES = birthRules()

const NUMBER_WORD = `(?:n[°º]s?|\\bno\\b\\.?|\\bnum[ée]ros?|\\bnum\\b\\.?|\\br[ée]f(?:[ée]rences?|\\.)?|\\bidentifiant|\\bmatricule|\\bcode)`
const OWNER = `(?:dossiers?|allocataires?|b[ée]n[ée]ficiaires?|adh[ée]rente?|assur[ée]e?|usager|client|contrat|demandeur|[ée]tranger|fiscal|t[ée]l[ée]d[ée]clarant|[ée]tudiante?|INE|SPI|AGDREF|passeport|titre${S}+de${S}+s[ée]jour|r[ée]c[ée]piss[ée]|carte${S}+d['’]identit[ée]|CNI|carte${S}+vitale|permis(?:${S}+de${S}+conduire)?|factures?|demande|abonn[ée]e?|abonnement|compteur|requ[êe]te|candidature|inscription|plainte|proc[èe]s-verbal|PV|patiente?|IPP|NEPH|locataire|recours|r[ée]clamation)`
const VALUE = `(?=[\\p{L}\\d./-]*\\d)[\\p{Lu}\\d](?:[\\p{Lu}\\d]|[./-](?=[\\p{Lu}\\d])|${S}(?=\\d{2,})|${S}(?=[A-Z](?![\\p{L}\\d'’])))+`

/** Numbers that lead to one person's file: file, beneficiary, tax, identity papers, contract. */
export function fileNumbers(text: string): Detection[] {
  return detect(text, FILE_RULES)
}

function fileRules(): readonly MaskRule[] {
  const hasDigits = (count: number) => (found: string) => found.replace(/\D/g, '').length >= count
  return [
    // « n° de dossier : 2024-0153 », « numéro allocataire 1234567 A », « identifiant CAF : 12345 »
    rule(
      'dossier',
      new RegExp(
        `${NUMBER_WORD}${S}*(?:de${S}+|du${S}+|d['’]|d${S}|[:.]${S}*)?(?:mon${S}+|ma${S}+|votre${S}+)?${OWNER}(?:${S}+(?:d['’]emploi|[A-Z]{2,6}|de${S}+[A-Z]{2,6}|France${S}Travail))?${S}*(?:est|[:=]|n[°º]|le|${S})*(?<x>${VALUE})`,
        'dgiu',
      ),
      hasDigits(3),
    ),
    // « dossier n° 4512 », « facture réf. F-2026-11 »
    rule(
      'dossier',
      new RegExp(
        `\\b${OWNER}(?:${S}+(?:d['’]emploi|[A-Z]{2,6}|France${S}Travail))?${S}*[,:(]?${S}*${NUMBER_WORD}${S}*(?:est|[:=]|le|${S})*(?<x>${VALUE})`,
        'dgiu',
      ),
      hasDigits(3),
    ),
    // « identifiant : 8812345 », « matricule 55012 »
    rule(
      'dossier',
      new RegExp(
        `\\b(?:identifiant|matricule|login)(?:${S}+[A-Z]{2,6})?${S}*(?:est|[:=]|le|${S})*(?<x>${VALUE})`,
        'dgiu',
      ),
      hasDigits(4),
    ),
    // « dossier 20240153 », « allocataire 1234567A »
    rule('dossier', new RegExp(`\\b${OWNER}${S}*[:=]?${S}*(?<x>${VALUE})`, 'dgiu'), (found) =>
      /\d{5}/.test(found.replace(/[^\p{L}\d]/gu, '')),
    ),
    rule(
      'dossier',
      new RegExp(`${NUMBER_WORD}${S}*(?:est|[:=]|le|${S})*(?<x>\\d[\\d ]{4,}\\d[A-Z]?)(?![*\\d])`, 'dgiu'),
      hasDigits(6),
    ),
    // A bare run of seven digits or more names a file far more often than anything else.
    rule('dossier', /(?<![\d*,.])\d{7,}[A-Z]?(?![\d*\p{L}])/dgu),
  ]
}

const FILE_RULES = fileRules()

/** Number plates, today's form anywhere, the form before 2009 only where a vehicle is spoken of. */
export function plates(text: string): Detection[] {
  return detect(text, PLATE_RULES)
}

function plateRules(): readonly MaskRule[] {
  const vehicle = `(?:immatricul\\p{L}*|plaque|v[ée]hicule|voiture|scooter|moto|camion(?:nette)?|carte${S}+grise)`
  return [
    rule('plaque', /(?<![\p{L}\d-])[A-HJ-NP-TV-Z]{2}[ -]?\d{3}[ -]?[A-HJ-NP-TV-Z]{2}(?![\p{L}\d-])/dgu),
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

const PLATE_RULES = plateRules()
