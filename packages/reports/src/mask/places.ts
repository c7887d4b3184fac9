import { anyCase, type Detection, detect, fold, type MaskRule, rule } from './detection.ts'

const S = '[ \\u00a0\\u202f]'
const STREET =
  '(?:rue|avenue|av\\.?|bd\\.?|bld\\.?|boulevard|impasse|imp\\.?|chemin|ch\\.|route|rte\\.?|all[ée]es?|square|faubourg|fbg|ruelle|sente|sentier|lotissement|esplanade|promenade|venelle|rond-point|quai|chauss[ée]e|mont[ée]e|villa|hameau|traverse)'
// « 3 cours de français », « 1 place en crèche », « 1 voie de recours », « l’arrêté de 2024 cité en référence » are not addresses: these want a capital after them.
const DOUBTFUL_STREET = '(?:place|pl\\.|cours|passage|voie|parvis|clos|mail|porte|pont|r[ée]sidence|domaine|cit[ée])'
const NUMBER = `\\d{1,4}(?:${S}?(?:bis|ter|quater|[A-Da-d](?=[ ,])))?(?:${S}?[-/&]${S}?\\d{1,4})?`
const LINK = "(?:de la|de l['’]|des|du|de|d['’]|la|le|les|l['’]|aux|au|à la|en|sur|sous|et)"
// Every repetition below is bounded and reads a text in one way only: a report is a stranger's text.
const CAPITAL =
  "(?:\\p{Lu}(?:\\.(?:\\p{Lu}\\.){0,4}|[\\p{L}\\d'’]{0,2}\\.|[\\p{L}\\d'’]*)(?:-[\\p{L}\\d'’]+){0,6}|\\d{1,2}(?:er)?(?= \\p{L})|\\d{1,2}(?:er)?-\\p{L}+(?:-\\d{4})?)"
const CAPITAL_NAME = `(?:${LINK}${S}?){0,4}${CAPITAL}(?:${S}(?:${LINK}${S}?){0,4}${CAPITAL}){0,5}(?:${S}(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?:${S}\\d{4})?)?`
// « 17 rue emile zola, »: a second word belongs to the name where the line stops after it.
const PLAIN_NAME = `(?:${LINK}${S}?){0,4}[\\p{L}'’-]{3,}(?:${S}(?:${LINK}${S}?){1,3}[\\p{L}'’-]{3,}|${S}[\\p{L}'’-]{3,}(?=${S}*(?:[,;)\\n]|$|\\d{5})))?`
const CITY = `\\p{Lu}[\\p{L}'’-]+(?:[ -](?:(?:sur|sous|en|le|la|les|de|du|des|lès|lez|et|d['’]|l['’])[ -]?)?(?!C(?:EDEX|edex))\\p{Lu}[\\p{L}'’-]+){0,4}(?:${S}(?:CEDEX|Cedex|cedex)(?:${S}\\d{1,2})?)?`
const POSTCODE = '(?:0[1-9]|[1-8]\\d|9[0-8])\\d{3}'
const COMPLEMENT = `(?:${anyCase(`(?:b[âa]t(?:iment|\\.)?|app(?:artemen)?t\\.?|apt\\.?|appartement|esc(?:alier|\\.)?|porte|[ée]tage|entr[ée]e|hall|logement|tour|chambre|ch\\.|lot|bo[îi]te|cage|bal|studio)`)}${S}?(?:n°${S}?)?(?:[A-Z]?\\d{1,4}[A-Z]?|[A-Z]\\b)|${anyCase('r[ée]sidence')}${S}${CAPITAL_NAME}|\\d{1,2}(?:er|e|ère|[èe]me|nd)${S}(?:[ée]tage|ETAGE|droite|gauche|face)|${anyCase('rdc|rez-de-chauss[ée]e')}(?!\\p{L})|(?:droite|gauche)(?!\\p{L}))`
const GAP = `(?:${S}*[,;\\n–-]${S}*|${S}+)`
const TAIL = `(?:${GAP}${COMPLEMENT}){0,4}(?:${GAP}(?:à${S}+)?(?:${POSTCODE}${S}*(?:${CITY}|[\\p{L}'’-]{3,}(?:[ -](?:sur|sous|en|les|la|le)[ -][\\p{L}'’-]+|${S}(?!et${S})\\p{Ll}{4,}(?=${S}*(?:[.,;)\\n]|$)|${S}(?:et|mais|je|la|le|depuis|car)(?!\\p{L})))?)|(?:BP|CS)${S}?\\d{2,6}(?:${GAP}${POSTCODE}${S}${CITY})?)|,${S}*${CITY}(?![\\p{L}'’])(?=${S}*(?:[.,;)\\n]|$)))?`
/** A place where people live, by what it is. */
const PLACE = `(?:${anyCase('r[ée]sidence|h\\.?l\\.?m\\.?|quartier|hameau|lieu-?[ ]?dit|lot(?:issement|\\.)?|cit[ée]|domaine|foyer|chrs|ehpad|camping|mas|ferme|ch[âa]teau|moulin|villa|immeuble|bloc|tour|clos|r[ée]s\\.|pk|le bourg|section|habitation')}(?:${S}*[:«]${S}*)?(?:${S}${CAPITAL_NAME}|${S}\\d{1,4})?(?:${S}n°${S}?\\d{1,4})?(?:${S}*»)?)`
const STREET_LINE = `(?:${NUMBER}${S}*,?${S}*)?${iStart(`(?:${STREET}|${DOUBTFUL_STREET})`)}${S}+(?:${CAPITAL_NAME}|${PLAIN_NAME})(?:${GAP}${COMPLEMENT}){0,4}`
const TAIL_WITH_TOWN = `${GAP}(?:à${S}+)?${POSTCODE}${S}*${CITY}`
const KEYWORD = anyCase(
  'b[âa]t(?:iment|\\.)?|app(?:artemen)?t\\.?|apt\\.?|appartement|esc(?:alier|\\.)?|porte|[ée]tage|entr[ée]e|hall|logement|tour|chambre|bo[îi]te|cage|studio|n°',
)
/** What stands before an address and belongs to it: « Bât. 4, porte » 12, cité des Mimosas. */
const BEFORE = new RegExp(`(?<![\\p{L}\\d])(?:${COMPLEMENT}${GAP}){0,4}(?:${KEYWORD}${S}?|${COMPLEMENT}${GAP})$`, 'u')
const HEAD = `(?:(?:${COMPLEMENT}|${PLACE})${GAP}(?:du${S})?){0,4}`

/** What follows five digits without being a town. */
const NOT_A_CITY = new Set(
  'euros euro personnes usagers habitants exemplaires copies lettres courriers mots fois signes caracteres documents dossiers demandes appels vues visites pages foyers familles allocataires beneficiaires'.split(
    ' ',
  ),
)

/** Postal addresses, with or without their town. */
export function addresses(text: string): Detection[] {
  return detect(text, ADDRESS_RULES).map((detection) => {
    const offset = Math.max(0, detection.start - 80)
    const before = BEFORE.exec(text.slice(offset, detection.start))
    return before === null ? detection : { ...detection, start: offset + before.index }
  })
}

function addressRules(): readonly MaskRule[] {
  const home = `(?:${anyCase('habite|habitais|habitons|habitant|vis|vit|vivons|vivais|hébergée?s?|demeure|domicile')}|(?:domicili[ée]{1,2}s?|demeurant|r[ée]sid(?:e|ant|ons)|log[ée]{1,2}|adresse(?:${S}+(?:est|postale|actuelle))*|d[ée]m[ée]nag[ée]{1,2}))`
  return [
    // « 27, r. de Metz 54000 Nancy », « 2, Le Clos des Vignes, 21200 Beaune », « 1 lot les cigales 83400 hyeres »
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*(?:[Rr]\\.${S}?)?(?:[Ll][ae]s?${S})?${CAPITAL_NAME}${TAIL_WITH_TOWN}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*[Rr]\\.${S}?${CAPITAL_NAME}${TAIL}`, 'dgu'),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${NUMBER}${S}*,?${S}*(?:lot\\.?|r[ée]s\\.?|r[ée]sidence|cit[ée]|hameau|quartier|villa|mas|domaine|clos|r\\.)${S}+[\\p{L}'’-]+(?:${S}[\\p{L}'’-]+){0,4}${GAP}${POSTCODE}${S}+[\\p{L}'’-]{3,}`,
        'dgu',
      ),
    ),
    // « apt B23 », « boîte aux lettres n° 37 »: of a home, whatever its street.
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d])${anyCase('app(?:artemen)?t\\.?|apt\\.?|appartement|bo[îi]te(?: aux lettres)?|chambre|studio')}${S}(?:n°${S}?)?(?:[A-Z]{1,2}${S}?\\d{1,4}|\\d{1,4}${S}?[A-Z]?)(?![\\p{L}\\d])`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*(?:de${S}la${S}|du${S}|de${S}l['’])?${iStart(STREET)}${S}+(?:${CAPITAL_NAME}|${PLAIN_NAME})${TAIL}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*${iStart(DOUBTFUL_STREET)}${S}+(?!\\p{Lu}(?![\\p{L}'’]))${CAPITAL_NAME}${TAIL}`,
        'dgu',
      ),
    ),
    // « 18 Grande Rue, 25000 Besançon »: a street that is its own name.
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*[Gg]rand(?:e|['’])?[ -]?[Rr]ue(?!\\p{L})${TAIL}`, 'dgu'),
    ),
    // « 22 R. PASTEUR 59000 LILLE », as labels are printed.
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*R\\.?${S}+(?=\\p{Lu}{2})${CAPITAL_NAME}${TAIL}`, 'dgu'),
    ),
    // « Quartier Bois-Rouge, 97440 Saint-André », « H.L.M. des Peupliers, tour 4, porte 1203 »: homes without a street number.
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})(?:(?:L[ae]s?|l[ae]s?)${S})?${PLACE}(?:${GAP}${COMPLEMENT}){0,4}(?:${GAP}${STREET_LINE})?${TAIL_WITH_TOWN}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})${home}${S}*(?:[:,]|au|à|aux|dans|chez|le|la|l['’]|${S})*(?<x>${PLACE}(?:${GAP}${COMPLEMENT}){0,4}(?:${GAP}${STREET_LINE})?${TAIL})`,
        'dgu',
      ),
      // « la section « Documents » », « au foyer » are nobody’s address.
      (found) => /[\p{L}\d]{2,}[^\p{L}\d]+[\p{L}\d]/u.test(found),
    ),
    // « Kerhuel, 29140 Rosporden », « Le Bourg\n19250 Meymac »: a line that ends with a town.
    rule(
      'adresse',
      new RegExp(
        `(?:^|\\n|:)${S}*(?<x>${CAPITAL_NAME}(?:${S}n°${S}?\\d{1,4})?(?:${GAP}${COMPLEMENT}){0,4}${S}*[,\\n–-]${S}*${POSTCODE}${S}+${CITY})`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${NUMBER}${S}*,?${S}*${iStart(`(?:${STREET}|${DOUBTFUL_STREET})`)}${S}+${PLAIN_NAME}(?:${S}[\\p{L}'’-]{3,}){0,4}${GAP}${POSTCODE}${S}+(?:(?:l[ae]s?|ste?|sainte?)${S})?[\\p{L}'’-]{3,}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})${home}${S}*(?:[:,]|au|à|dans|chez|le|la|${S})*(?<x>(?!mail${S}+(?!\\p{Lu}))${iStart(`(?:${STREET}|${DOUBTFUL_STREET})`)}${S}+(?:${CAPITAL_NAME}|${PLAIN_NAME})(?:${S}au${S}(?:n°${S}?|num[ée]ro${S})?\\d{1,4}(?!\\d))?${TAIL})`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})(?:[Ll]ieu-?[ ]?dit|[Rr]ésidence|[Rr]esidence)${S}+(?:[:«]${S}*)?${CAPITAL_NAME}(?:${S}*»)?${TAIL}`,
        'dgu',
      ),
    ),
    rule('adresse', new RegExp(`(?<![\\p{L}\\d])(?:BP|CS)${S}?\\d{2,6}(?:${GAP}${POSTCODE}${S}${CITY})?`, 'dgu')),
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*°/-])${POSTCODE}${S}+${CITY}`, 'dgu'),
      (found) => !NOT_A_CITY.has(fold(found.split(/\s+/)[1] ?? '')),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})${home}${S}*(?:est|[:,]|au|à|le|${S})*(?<x>${POSTCODE}(?:${S}+[\\p{L}'’-]{3,})?)(?!\\d)`,
        'dgu',
      ),
    ),
  ]
}

const ADDRESS_RULES = addressRules()

/** The words of a street type with or without a capital: « Rue », « RUE », « rue ». */
function iStart(words: string): string {
  return `(?:${words}|${words.toUpperCase().replace(/\\P/g, '\\p')}|${words.replace(/(?<=[(|:])([a-z])/g, (letter) => letter.toUpperCase())})`
}
